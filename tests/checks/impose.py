"""Pages on sheets, read back: which page stands where, how far it creeps, what stays true.

Booklets are written here with one page a number, which its content names. The sheets are read
by pdf/sheets.py, folded there and read as a reader would; those of the magazine are held to
every clause of PDF/X.
"""

import os

from checks import preflight, press
from checks.suite import Fail, equal, must, run
from pdf import sheets, x1a, x4
from pdf.reader import Pdf, text
from pdf.sheets import MM
from pdf.x4 import boxes_of

GROUPS = ["impose"]
WIDTH, HEIGHT, BLEED = 400, 600, 9
TRIM = (BLEED, BLEED, BLEED + WIDTH, BLEED + HEIGHT)
NEAR = 0.002


def booklet(path, npage, boxes=None, last="", catalog="", size=(WIDTH, HEIGHT)):
    """npage pages, each with its number as a marked-content tag. boxes: entries of each page's
    dictionary in place of a sheet with bleed; last: of the last page, beside them."""
    w, h = size
    trim = f"[{BLEED} {BLEED} {BLEED + w} {BLEED + h}]"
    sheet = f"[0 0 {w + 2 * BLEED} {h + 2 * BLEED}]"
    boxes = boxes or f"/MediaBox {sheet} /BleedBox {sheet} /TrimBox {trim}"
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(npage))
    objects = [f"<</Type /Catalog /Pages 2 0 R /PageLabels <</Nums [0 <</S /D>>]>> {catalog}>>",
               f"<</Type /Pages /Kids [{kids}] /Count {npage}>>",
               "<</GTS_PDFXVersion (PDF/X-4) /Title (A booklet)>>"]
    for i in range(npage):
        content = f"/P{i + 1} BMC 0 0 0 1 k 0 0 9 9 re f EMC"
        more = last if i + 1 == npage else ""
        objects.append(f"<</Type /Page /Parent 2 0 R /Resources <<>> /Contents {5 + 2 * i} 0 R "
                       f"{boxes}{more}>>")
        objects.append(f"<</Length {len(content)}>>\nstream\n{content}\nendstream")
    data, places = "%PDF-1.6\n", []
    for i, thing in enumerate(objects):
        places.append(len(data))
        data += f"{i + 1} 0 obj\n{thing}\nendobj\n"
    table = "".join(f"{at:010} 00000 n \n" for at in places)
    data += (f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
             f"trailer <</Size {len(objects) + 1} /Root 1 0 R /Info 3 0 R>>\n"
             f"startxref\n{len(data)}\n%%EOF\n")
    path.write_text(data)
    return path


def imposed(suite, name, npage, *options, **how):
    folder = suite.folder("impose")
    file = booklet(folder / f"{name}.pdf", npage, **how)
    must(suite.inpress, "impose", file, "-o", folder / f"{name}-sheets.pdf", *options)
    return Pdf(folder / f"{name}-sheets.pdf")


def near(what, expected, found, within=NEAR):
    if abs(expected - found) > within:
        raise Fail(f"{what}: expected {expected}, found {found}")


def near_box(what, expected, found):
    for side, one, other in zip(("left", "foot", "right", "head"), expected, found):
        near(f"{what}, {side}", one, other)


def sides_of(pdf):
    """Pages of each side; front and back of each sheet in turn."""
    found = [sheets.placed(pdf, page) for page in pdf.pages]
    return list(zip(found[::2], found[1::2]))


def read(pdf):
    """Every sheet folded, as its pages are read."""
    return [sheets.fold(front, back) for front, back in sides_of(pdf)]


def numbers(faces):
    if not all(up for _, up in faces):
        raise Fail(f"pages stand on their heads: {faces}")
    return [number for number, _ in faces]


# ---- saddle ------------------------------------------------------------------------------------

def saddle(suite, npage, thickness, *options, around=0):
    """Nested and trimmed by one knife, all pages are read in order, and each is cut at its trim."""
    pdf = imposed(suite, f"saddle-{npage}-{around}", npage, "--paper-thickness",
                  f"{thickness}mm", *options)
    equal("as it is read", list(range(1, npage + 1)), numbers(sheets.nest(read(pdf))))
    for i, page in enumerate(pdf.pages):
        pages = sheets.placed(pdf, page)
        boxes = boxes_of(pdf, page)
        fold = (boxes["Media"][0] + boxes["Media"][2]) / 2
        # the fold lies inside those of the sheets around it; the knife falls where it falls
        # on the outermost
        reach = WIDTH - (i // 2 + around) * thickness * MM
        near_box(f"trim of side {i + 1}", (fold - reach, boxes["Bleed"][1] + BLEED, fold + reach,
                                           boxes["Bleed"][3] - BLEED), boxes["Trim"])
        for one in pages:
            left, _, right, _ = one.trim(TRIM)
            right_hand = one.number % 2
            near(f"page {one.number} is cut at", reach,
                 right - fold if right_hand else fold - left)
            near(f"page {one.number} ends at the fold", fold, one.shown[0 if right_hand else 2])
            edge = one.shown[2] if right_hand else -one.shown[0]
            near(f"bleed of page {one.number}", reach + BLEED,
                 edge - fold if right_hand else edge + fold)
    if "/PageLabels" in pdf.root:
        raise Fail("labels of pages that are gone")


def measured_creep(suite):
    """What was measured on a dummy takes the place of what was reckoned."""
    pdf = imposed(suite, "measured", 16, "--creep", "3mm")
    for i, page in enumerate(pdf.pages):
        trim = boxes_of(pdf, page)["Trim"]
        near(f"width of side {i + 1}", 2 * (WIDTH - (i // 2) * MM), trim[2] - trim[0])


# ---- perfect -----------------------------------------------------------------------------------

def perfect(suite):
    pdf = imposed(suite, "perfect", 68, "--binding", "perfect", "--paper-thickness", "0.15mm",
                  "--cover-thickness", "0.3mm")
    equal("leaves", list(range(3, 67)), [sheets.placed(pdf, page)[0].number for page in pdf.pages])
    cover(suite, "perfect", ((68, 1), (2, 67)), (32 * 0.15 + 2 * 0.3) * MM)


def cover(suite, name, sides, spine):
    pdf = Pdf(suite.folder("impose") / f"{name}-sheets-cover.pdf")
    equal("sides of the cover", 2, len(pdf.pages))
    for page, expected in zip(pdf.pages, sides):
        left, right = sorted(sheets.placed(pdf, page), key=lambda one: one.matrix[4])
        boxes = boxes_of(pdf, page)
        equal("pages of the cover", expected, (left.number, right.number))
        near("width", 2 * WIDTH + spine, boxes["Trim"][2] - boxes["Trim"][0])
        near("left page ends at the spine", boxes["Trim"][0] + WIDTH, left.trim(TRIM)[2])
        near("right page begins behind it", boxes["Trim"][2] - WIDTH, right.trim(TRIM)[0])
        middle = (boxes["Trim"][0] + boxes["Trim"][2]) / 2
        near("bleed in the spine", min(spine / 2, BLEED), left.shown[2] - left.trim(TRIM)[2])
        if left.shown[2] > middle + NEAR or right.shown[0] < middle - NEAR:
            raise Fail("the halves of the cover lie over each other")


def signatures(suite, most, npage, expected):
    """Folded one by one, and laid one upon the other."""
    pdf = imposed(suite, f"signatures-{most}-{npage}", npage + 4, "--binding", "perfect",
                  "--signature", str(most), "--paper-thickness", "0.2mm")
    folded = read(pdf)
    equal("pages of signatures", expected, [len(faces) for faces in folded])
    equal("as they are read", list(range(3, npage + 3)), [n for one in folded
                                                          for n in numbers(one)])
    first = 3
    for (front, back), faces in zip(sides_of(pdf), folded):
        for one in front + back:
            n = one.number - first + 1
            depth = (min(n, len(faces) + 1 - n) - 1) // 2
            trim, shown = one.trim(TRIM), one.shown
            spine_left = one.number % 2 == one.head_up  # odd pages have it at their left
            # a page that is not pushed out has the whole bleed at its spine, to be milled off
            near(f"creep of page {one.number}", BLEED - depth * 0.2 * MM,
                 trim[0] - shown[0] if spine_left else shown[2] - trim[2])
        everything = [one.shown for one in front]
        for i, a in enumerate(everything):
            for b in everything[:i]:
                both = sheets.common(a, b)
                if both[2] > both[0] + NEAR and both[3] > both[1] + NEAR:
                    raise Fail(f"pages lie over each other: {a}, {b}")
        first += len(faces)


def cover_apart(suite):
    folder = suite.folder("impose")
    apart = booklet(folder / "apart.pdf", 4)
    imposed(suite, "glued", 64, "--binding", "perfect", "--cover", apart, "--paper-thickness",
            "0.2mm", "--cover-thickness", "0.25mm")
    cover(suite, "glued", ((4, 1), (2, 3)), (32 * 0.2 + 0.5) * MM)
    equal("leaves", 64, len(Pdf(folder / "glued-sheets.pdf").pages))
    saddle(suite, 16, 0.1, "--cover", apart, "--cover-thickness", "0.1mm", around=1)
    pdf = Pdf(folder / "saddle-16-1-sheets-cover.pdf")
    equal("cover", [1, 2, 3, 4], numbers(sheets.nest(read(pdf))))
    refused(suite, "eight", folder / "apart.pdf", 2, "no cover of four",
            options=["--binding", "perfect", "--cover", booklet(folder / "cover-8.pdf", 8)])


def reader(suite):
    pdf = imposed(suite, "reader", 7, "--binding", "reader")
    equal("spreads", [[1], [2, 3], [4, 5], [6, 7]],
          [[one.number for one in sheets.placed(pdf, page)] for page in pdf.pages])
    near("a page alone stands on the right", BLEED + WIDTH,
         sheets.placed(pdf, pdf.pages[0])[0].trim(TRIM)[0])


def cover_first(suite):
    """A file whose last two pages stand third and fourth is bound as it is read, where the
    printer's preset says so: for these files the number on a page is its place in the file."""
    options = ["--printer", "cover-first", "--home", suite.once("printers", press.printers, suite)]
    pdf = imposed(suite, "first", 16, *options)
    equal("saddle", [1, 2, *range(5, 17), 3, 4], numbers(sheets.nest(read(pdf))))
    pdf = imposed(suite, "first-perfect", 20, "--binding", "perfect", "--paper-thickness", "0",
                  *options)
    equal("leaves", list(range(5, 21)), [sheets.placed(pdf, page)[0].number for page in pdf.pages])
    cover(suite, "first-perfect", ((4, 1), (2, 3)), 0)
    pdf = imposed(suite, "first-blanks", 11, "--blanks", *options)
    faces = [{one.number for one in sheets.placed(pdf, page)} for page in pdf.pages]
    equal("with a blank page", [{4, 1}, {2, 3}, {5}, {6, 11}, {10, 7}, {8, 9}], faces)
    pdf = imposed(suite, "first-cover", 4, *options)
    equal("nothing but cover", [1, 2, 3, 4], numbers(sheets.nest(read(pdf))))
    options[1] = "apart"
    pdf = imposed(suite, "first-apart", 8, *options)
    equal("cover apart", list(range(1, 9)), numbers(sheets.nest(read(pdf))))


# ---- odd files ---------------------------------------------------------------------------------

def blanks(suite):
    """Only if they are asked for; before the half of the cover that ends the file."""
    for npage, expected in ((6, [1, 2, 3, 4, 0, 0, 5, 6]), (7, [1, 2, 3, 4, 5, 0, 6, 7]),
                            (3, [1, 2, 3, 0])):
        pdf = imposed(suite, f"blanks-{npage}", npage, "--blanks")
        faces = [face for front, back in sides_of(pdf) for face in (front, back)]
        total = len(expected)
        found = {}
        for i, pages in enumerate(faces):
            sheet, is_back = divmod(i, 2)
            left, right = (2 * sheet + 2, total - 2 * sheet - 1) if is_back else \
                (total - 2 * sheet, 2 * sheet + 1)
            middle = BLEED + WIDTH
            for one in pages:
                found[right if one.trim(TRIM)[0] > middle - 1 else left] = one.number
        equal("pages", expected, [found.get(i, 0) for i in range(1, total + 1)])


# What a page may be: its boxes, rotation and unit, and where its trim lies in its own space.
ODD = {
    "moved": ("/MediaBox [-50 100 368 718] /BleedBox [-50 100 368 718] /TrimBox [-41 109 359 709]",
              (-41, 109, 359, 709)),
    "turned": ("/Rotate 90 /MediaBox [0 0 618 418] /BleedBox [0 0 618 418] "
               "/TrimBox [9 9 609 409]", (9, 9, 609, 409)),
    "turned by half": ("/Rotate 180 /MediaBox [0 0 418 618] /BleedBox [0 0 418 618] "
                       "/TrimBox [9 9 409 609]", (9, 9, 409, 609)),
    "turned back": ("/Rotate -90 /MediaBox [0 0 618 418] /BleedBox [0 0 618 418] "
                    "/TrimBox [9 9 609 409]", (9, 9, 609, 409)),
    "in units of two": ("/UserUnit 2 /MediaBox [0 0 209 309] /BleedBox [0 0 209 309] "
                        "/TrimBox [4.5 4.5 204.5 304.5]", (4.5, 4.5, 204.5, 304.5)),
    "without a TrimBox": ("/MediaBox [0 0 400 600]", (0, 0, 400, 600)),
}
# Where the upper left corner of an upright page of 400 x 600 is, of its own trim: per Rotate.
CORNER = {"turned": (0, 1), "turned by half": (2, 1), "turned back": (2, 3)}


def odd_pages(suite, name):
    """They stand upright, in their size, on the sheet as any other."""
    boxes, trim = ODD[name]
    pdf = imposed(suite, f"odd-{name}", 8, "--paper-thickness", "0", boxes=boxes)
    equal("as it is read", list(range(1, 9)),
          [n for n, _ in sheets.nest(read(pdf))])
    bleed = 0 if "without" in name else BLEED
    i, j = CORNER.get(name, (0, 3))
    for page in pdf.pages:
        for one in sheets.placed(pdf, page):
            x = bleed + WIDTH * (one.number % 2)
            near_box(f"page {one.number}", (x, bleed, x + WIDTH, bleed + HEIGHT), one.trim(trim))
            # /Rotate 90 is clockwise: what was the lower left corner is the upper left one
            corner = sheets.moved(one.matrix, trim[i], trim[j])
            if name in CORNER and name != "turned by half":
                near("upper left corner, across", x, corner[0])
                near("upper left corner, up", bleed + HEIGHT, corner[1])


def landscape(suite):
    pdf = imposed(suite, "landscape", 8, size=(HEIGHT, WIDTH))
    equal("as it is read", list(range(1, 9)), numbers(sheets.nest(read(pdf))))
    near("width", 2 * (HEIGHT + BLEED), boxes_of(pdf, pdf.pages[0])["Media"][2])


def refused(suite, name, file, status, *words, options=()):
    target = suite.folder("impose") / f"{name}-none.pdf"
    done = run(suite.inpress, "impose", file, "-o", target, *options)
    equal("exit status", status, done.returncode)
    for word in words:
        if word not in done.stdout:
            raise Fail(f"'{word}' is not said:\n{done.stdout}")
    if status and list(target.parent.glob(f"{name}-none*")):
        raise Fail("a file was left")


def wrong_files(suite):
    folder = suite.folder("impose")
    refused(suite, "six", booklet(folder / "six.pdf", 6), 2, "no multiple of four",
            "a filler of 2 pages in the flatplan makes it 8", "[not-imposed]")
    refused(suite, "seven", booklet(folder / "seven.pdf", 7), 2, "a filler of 1 page ")
    refused(suite, "sizes", booklet(folder / "sizes.pdf", 4, last="/CropBox [0 0 9 9] "
            "/TrimBox [0 0 90 90]"), 2, "page 4 is 31.8 × 31.8 mm, page 1 is 141.1 × 211.7 mm")
    refused(suite, "thick", booklet(folder / "thick.pdf", 68), 0, "[thick-booklet]")
    refused(suite, "thick cover", booklet(folder / "full.pdf", 64), 0, "[thick-booklet]", "68 pages",
            options=["--cover", booklet(folder / "apart.pdf", 4)])
    refused(suite, "bare", booklet(folder / "bare.pdf", 68), 0, "[bare-spine]",
            "10.5 mm wide", "4.2 mm between them",
            options=["--binding", "perfect", "--paper-thickness", "0.31mm"])
    refused(suite, "notes", booklet(folder / "notes.pdf", 4, last="/Annots [<</Subtype /Link /Rect "
            "[0 0 9 9]>> <</Subtype /Stamp /Rect [0 0 9 9]>>]"), 0, "'Stamp' lies on page 4",
            "[art-left-out]")
    (folder / "words.pdf").write_text("words")
    refused(suite, "words", folder / "words.pdf", 2, "cannot be read")
    refused(suite, "missing", folder / "missing.pdf", 2, "is not there")
    plain = booklet(folder / "plain.pdf", 4)
    plain.write_text(plain.read_text().replace("/GTS_PDFXVersion", "/GTS_PDFZVersion"))
    refused(suite, "plain", plain, 0, "[no-press-file]")
    for words, said in (("", "is encrypted"), ("secret", "locked by a password")):
        locked = folder / f"locked{words}.pdf"
        must("qpdf", "--encrypt", words, "owner", "256", "--", booklet(folder / "open.pdf", 4),
             locked)
        refused(suite, "locked", locked, 2, said)
    refused(suite, "small", booklet(folder / "small.pdf", 4), 2, "needs a sheet of 305 × 234 mm, "
            "marks and all", options=["--sheet", "A4", "--marks"])


def wrong_words(suite):
    file = booklet(suite.folder("impose") / "usage.pdf", 4)
    for words in (["impose"], ["impose", file], ["impose", file, file, "-o", "x.pdf"],
                  ["impose", file, "-o", "x.pdf", "--binding", "glue"],
                  ["impose", file, "-o", "x.pdf", "--paper-thickness", "much"],
                  ["impose", file, "-o", "x.pdf", "--creep", "1m"],
                  ["impose", file, "-o", "x.pdf", "--sheet", "SRA9"],
                  ["impose", file, "-o", "x.pdf", "--signature", "12"],
                  ["impose", file, "-o", "x.pdf", "--signature", "16"],
                  ["impose", file, "-o", "x.pdf", "--printer", "nobody"],
                  ["impose", file, "-o", "x.pdf", "--binding", "reader", "--cover", file],
                  ["impose", file, "-o", "x.pdf", "--edition", "print"]):
        equal(f"exit status of {words}", 3, run(suite.inpress, *words).returncode)


def standing(folder):
    found = {path.name: path.lstat() for path in folder.iterdir()}
    return {name: (one.st_ino, one.st_size, one.st_mtime_ns) for name, one in found.items()}


def own_input(suite):
    """Nothing that is read is written over, by whichever name, nor what is no file."""
    folder = suite.folder("impose/own")
    pages, apart = booklet(folder / "pages.pdf", 8), booklet(folder / "x-cover.pdf", 4)
    for name in ("hard.pdf", "soft.pdf", "pipe.pdf"):
        (folder / name).unlink(missing_ok=True)
    os.link(pages, folder / "hard.pdf")
    (folder / "soft.pdf").symlink_to(pages)
    os.mkfifo(folder / "pipe.pdf")
    perfect = ["--binding", "perfect"]
    before = standing(folder)
    for options in ([pages, "-o", pages], [pages, "-o", folder / "hard.pdf"],
                    [pages, "-o", folder / "soft.pdf"], [pages, "-o", folder / "pipe.pdf"],
                    [pages, "-o", apart, "--cover", apart],
                    [pages, "-o", folder / "x.pdf", "--cover", apart],
                    [pages, "-o", folder / "x.pdf", "--cover", apart, *perfect],
                    [apart, "-o", folder / "x.pdf", *perfect], [pages, "-o", folder]):
        done = run(suite.inpress, "impose", *options)
        equal(f"exit status of {options}", 3, done.returncode)
        if "name another" not in done.stdout:
            raise Fail(done.stdout)
        equal("files", before, standing(folder))
    for _ in range(2):  # sheets of before are replaced
        must(suite.inpress, "impose", pages, "-o", folder / "sheets.pdf")
    (folder / "sheets.pdf").unlink()


# ---- marks -------------------------------------------------------------------------------------

def lines_at(marks, kind, upright):
    """Where lines of a kind stand, each place once: across where they are upright."""
    found = set()
    for one, (x0, y0, x1, y1) in marks:
        if one == kind and (x1 - x0 < NEAR) == upright:
            found.add(round(x0 if upright else y0, 2))
    return sorted(found)


def crop_marks(marks):
    """Where upright lines stand that are no part of a ring's cross."""
    crosses = [(x0 + x1) / 2 for kind, (x0, _, x1, _) in marks if kind == "ring"]
    return [x for x in lines_at(marks, "line", True)
            if all(abs(x - cross) > 0.1 for cross in crosses)]


def stand_off(pdf, page, offset):
    """No mark in anybody's bleed, nor off the sheet, nor nearer to the trim than it may be."""
    boxes = boxes_of(pdf, page)
    media, bleed = boxes["Media"], boxes["Bleed"]
    for kind, box in sheets.marks_of(pdf, page):
        both = sheets.common(box, bleed)
        if both[2] > both[0] - NEAR and both[3] > both[1] - NEAR:
            raise Fail(f"a {kind} reaches into the bleed: {box}")
        if sheets.common(box, media) != box:
            raise Fail(f"a {kind} reaches off the sheet: {box}")
        off = max(bleed[0] + BLEED - box[2], box[0] - bleed[2] + BLEED,
                  bleed[1] + BLEED - box[3], box[1] - bleed[3] + BLEED)
        if off < offset * MM - NEAR:
            raise Fail(f"a {kind} stands {off / MM:.2f} mm off the trim: {box}")
        for one in sheets.placed(pdf, page):
            if not (one.shown[0] >= bleed[0] - NEAR and one.shown[2] <= bleed[2] + NEAR):
                raise Fail(f"page {one.number} shows beyond the bleed")


def marks_of_saddle(suite):
    pdf = imposed(suite, "marks", 16, "--marks", "--paper-thickness", "0.2mm")
    for i, page in enumerate(pdf.pages):
        stand_off(pdf, page, 6)
        boxes = boxes_of(pdf, page)
        found = sheets.marks_of(pdf, page)
        left, low, right, up = boxes["Trim"]
        equal(f"crop marks of side {i + 1}", [round(left, 2), round(right, 2)], crop_marks(found))
        equal(f"fold of side {i + 1}", [round((left + right) / 2, 2)],
              lines_at(found, "fold", True))
        equal("rings", 6, sum(kind == "ring" for kind, _ in found))
        if sum(kind == "patch" for kind, _ in found) < 16:
            raise Fail("there is no bar of colours")
        side = "back" if i % 2 else "front"
        equal("slug", [(f"A booklet · sheet {i // 2 + 1} of 4, {side}", (1,)),
                       ("Cyan", (1, 0, 0, 0)), ("Magenta", (0, 1, 0, 0)),
                       ("Yellow", (0, 0, 1, 0)), ("Black", (0, 0, 0, 1))], sheets.slugs(pdf, page))
    plain = imposed(suite, "unmarked", 4)
    equal("marks that nobody asked for", [], sheets.marks_of(plain, plain.pages[0]))


def marks_of_signatures(suite):
    pdf = imposed(suite, "marked-signature", 20, "--binding", "perfect", "--signature", "16",
                  "--marks")
    for page in pdf.pages:
        stand_off(pdf, page, 6)
        found = sheets.marks_of(pdf, page)
        left, low, right, up = boxes_of(pdf, page)["Trim"]
        step = WIDTH + 2 * BLEED
        equal("folds", [round(left + WIDTH + BLEED + i * step, 2) for i in range(3)],
              lines_at(found, "fold", True))
        equal("head fold", [round((low + up) / 2, 2)], lines_at(found, "fold", False))
        middle = (left + right) / 2
        equal("crop marks", [round(x, 2) for x in (left, middle - BLEED, middle + BLEED, right)],
              crop_marks(found))


def marks_of_a_cover(suite):
    imposed(suite, "marked-cover", 68, "--binding", "perfect", "--marks", "--paper-thickness",
            "0.12mm")
    pdf = Pdf(suite.folder("impose") / "marked-cover-sheets-cover.pdf")
    for page in pdf.pages:
        stand_off(pdf, page, 6)
        left, _, right, _ = boxes_of(pdf, page)["Trim"]
        spine = [left + WIDTH, right - WIDTH]
        hinge = [spine[0] - 6 * MM, spine[1] + 6 * MM]
        equal("folds at the spine, creases beside it", sorted(round(x, 2) for x in spine + hinge),
              lines_at(sheets.marks_of(pdf, page), "fold", True))


def paper(suite):
    for name, (w, h) in (("SRA3", (450, 320)), ("a2", (594, 420)), ("500x400mm", (500, 400))):
        pdf = imposed(suite, f"paper-{name}", 8, "--sheet", name, "--marks")
        boxes = boxes_of(pdf, pdf.pages[0])
        near_box(name, (0, 0, w * MM, h * MM), boxes["Media"])
        for i in range(2):
            near("middle", boxes["Media"][i + 2] / 2, (boxes["Trim"][i] + boxes["Trim"][i + 2]) / 2)
        stand_off(pdf, pdf.pages[0], 6)


def by_preset(suite):
    """A printer's preset that has marks has them on sheets, and only those."""
    home = suite.once("printers", press.printers, suite)
    pdf = imposed(suite, "preset", 8, "--printer", "old-marks", "--home", home)
    kinds = {kind for kind, _ in sheets.marks_of(pdf, pdf.pages[0])}
    equal("marks", {"fold", "line", "ring", "patch", "word"}, kinds)
    stand_off(pdf, pdf.pages[0], 9)
    left = boxes_of(pdf, pdf.pages[0])["Trim"][0]
    if round(left, 2) in lines_at(sheets.marks_of(pdf, pdf.pages[0]), "line", True):
        raise Fail("there are crop marks, and the preset has none")
    pdf = imposed(suite, "preset-none", 8, "--printer", "sheetfed-coated", "--home", home)
    equal("marks", [], sheets.marks_of(pdf, pdf.pages[0]))


def long_title(suite):
    folder = suite.folder("impose")
    file = booklet(folder / "long.pdf", 4)
    file.write_text(file.read_text().replace("(A booklet)", "(" + "A long title. " * 20 + ")"))
    must(suite.inpress, "impose", file, "-o", folder / "long-sheets.pdf", "--marks")
    pdf = Pdf(folder / "long-sheets.pdf")
    stand_off(pdf, pdf.pages[0], 6)
    words = [box for kind, box in sheets.marks_of(pdf, pdf.pages[0]) if kind == "word"]
    ring = min(x0 for kind, (x0, _, _, _) in sheets.marks_of(pdf, pdf.pages[0]) if kind == "ring"
               and x0 > 30)
    if max(x1 for _, _, x1, _ in words) > ring:
        raise Fail("the slug runs into a ring")
    if "…" not in sheets.slugs(pdf, pdf.pages[0])[0][0]:
        raise Fail("nothing says that the title goes on")


# ---- the magazine ------------------------------------------------------------------------------

BINDINGS = {"saddle": [], "perfect": ["--binding", "perfect"],
            "signatures": ["--binding", "perfect", "--signature", "16"],
            "reader": ["--binding", "reader"]}


def sheets_of_the_magazine(suite, standard):
    """PDF/X as the pages were, each picture and face still there once, and no larger."""
    printer, check = {"x-4": ("marks", x4), "x-1a": ("old", x1a)}[standard]
    folder = suite.folder(f"impose/{standard}")
    home = suite.once("printers", press.printers, suite)
    must(suite.inpress, "build", "issues/2026-summer", "-e", "print", "--printer", printer,
         "--home", home, "-o", folder)
    pages = next(folder.glob("*-print.pdf"))
    source = Pdf(pages)
    for name, options in BINDINGS.items():
        target = folder / f"{name}.pdf"
        must(suite.inpress, "impose", pages, "-o", target, "--marks", *options)
        for file in folder.glob(f"{name}*.pdf"):
            found = check.findings(file)
            if found:
                raise Fail(f"{file.name}: " + "\n".join(str(one) for one in found))
            says_the_same(source, Pdf(file))
    whole = folder / "saddle.pdf"
    equal("pictures", len(source.pictures()), len(Pdf(whole).pictures()))
    equal("faces", faces(source), faces(Pdf(whole)))
    # a form and a slug of outlines a side: 13 kB
    if whole.stat().st_size > pages.stat().st_size + 13000 * len(Pdf(whole).pages):
        raise Fail(f"{pages.stat().st_size} bytes became {whole.stat().st_size}")
    must(suite.inpress, "impose", pages, "-o", folder / "again.pdf", "--marks")
    if (folder / "again.pdf").read_bytes() != whole.read_bytes():
        raise Fail("two runs differ")


def faces(pdf):
    """Files of typefaces."""
    return sum(any(key in d for key in ("/FontFile", "/FontFile2", "/FontFile3"))
               for _, d in x4.File(pdf.path).dictionaries())


def says_the_same(source, pdf):
    """Info, metadata and the output intent, profile and all, are the pages' own."""
    for key in ("/Title", "/Trapped", "/CreationDate", "/ModDate", "/GTS_PDFXVersion"):
        equal(key, text(source.get(source.info.get(key))) or source.info.get(key),
              text(pdf.get(pdf.info.get(key))) or pdf.info.get(key))
    if "/Metadata" in source.root:
        equal("metadata", source.stream(source.root["/Metadata"]),
              pdf.stream(pdf.root["/Metadata"]))
    old, new = (one.get(one.get(one.root["/OutputIntents"])[0]) for one in (source, pdf))
    equal("condition", old["/OutputConditionIdentifier"], new["/OutputConditionIdentifier"])
    equal("profile", source.stream(old["/DestOutputProfile"]), pdf.stream(new["/DestOutputProfile"]))


def xmp_alone(suite):
    """PDF/X-4 says what it is in its metadata; Info may be silent."""
    folder = suite.folder("impose/x-4")
    pages = next(folder.glob("*-print.pdf"), None)
    if not pages:
        sheets_of_the_magazine(suite, "x-4")
        pages = next(folder.glob("*-print.pdf"))
    pdf = Pdf(pages)
    pdf.info.pop("/GTS_PDFXVersion", None)
    silent = folder / "silent.pdf"
    pdf.write(silent)
    said = must(suite.inpress, "impose", silent, "-o", folder / "silent-sheets.pdf")
    if "[no-press-file]" in said or "/Metadata" not in Pdf(folder / "silent-sheets.pdf").root:
        raise Fail(said)


def broken_files(suite):
    """Files that no program wrote end in sheets or in a finding of ours, and leave none then."""
    folder = suite.folder("impose/broken")
    for name, data, _ in preflight.broken():
        (folder / "it.pdf").write_bytes(data)
        target = folder / "sheets.pdf"
        target.unlink(missing_ok=True)
        done = run(suite.inpress, "impose", folder / "it.pdf", "-o", target, "--blanks", timeout=60)
        if done.returncode not in (0, 2) or (done.returncode == 2) == target.exists() or \
                (done.returncode == 2) != ("[not-imposed]" in done.stdout) or \
                "WARNING" in done.stdout:
            raise Fail(f"{name}: exit status {done.returncode}\n{done.stdout}")


def check(suite):
    for npage, thickness in ((8, 0.1), (16, 0.25), (32, 0.12), (64, 0.09), (64, 0.3)):
        suite.check(f"impose/saddle of {npage}, {thickness} mm", saddle, suite, npage, thickness)
    for most, npage, expected in ((16, 64, [16] * 4), (16, 44, [16, 8, 4, 16]), (8, 24, [8] * 3),
                                  (4, 8, [4, 4]), (16, 8, [8])):
        suite.check(f"impose/{npage} pages in signatures of {most}", signatures, suite, most, npage,
                    expected)
    for name in ODD:
        suite.check(f"impose/pages {name}", odd_pages, suite, name)
    for name, function in (("measured creep", measured_creep), ("perfect", perfect),
                           ("cover apart", cover_apart), ("reader", reader), ("blanks", blanks),
                           ("cover first", cover_first), ("own input", own_input),
                           ("landscape", landscape), ("wrong files", wrong_files),
                           ("wrong words", wrong_words), ("marks", marks_of_saddle),
                           ("marks of signatures", marks_of_signatures),
                           ("marks of a cover", marks_of_a_cover), ("paper", paper),
                           ("marks by preset", by_preset), ("long title", long_title),
                           ("metadata alone says so", xmp_alone), ("broken files", broken_files)):
        suite.check(f"impose/{name}", function, suite)
    for standard in ("x-4", "x-1a"):
        suite.check(f"impose/sheets of the magazine, {standard}", sheets_of_the_magazine, suite,
                    standard)
