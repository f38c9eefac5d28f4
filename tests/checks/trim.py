"""Print files where they are cut and folded: ink in the bleed, words clear of the edges, and
what goes over the spine whole.

Read back by others: poppler draws each page a pixel a point and says where words stand; the
matrices of pictures are followed by pdf/sheets.py. Nothing of layout/ is asked.
"""
import re
import shutil

from checks.editions import home, issues
from checks.suite import ROOT, Fail, Skip, equal, must
from pdf import sheets
from pdf.content import operations
from pdf.edition import Plan
from pdf.reader import Pdf
from pdf.x4 import boxes_of

GROUPS = ["trim"]
WHITE = 240      # what is lighter is paper
RUN = 6          # points along an edge: less is the end of something
WITHIN, BEYOND = (1, 3), (2, 6)  # points from the trim, inwards and outwards
QUIET = 5 * sheets.MM - 0.3
HAIR = 0.02


def printed(suite, folder, edition):
    target = suite.folder(f"trim/{folder.parent.name}/{folder.name}")
    must(suite.inpress, "build", folder.relative_to(ROOT), "-o", target, "-e", edition)
    return next(target.glob(f"*-{edition}.pdf"))


def file_of(suite, *key):
    return suite.once(("trim", *key), printed, suite, *key)


# ---- bleed -------------------------------------------------------------------------------------

def drawn(suite, path):
    """Width, height and bytes (RGB) of each page, a pixel a point."""
    if not shutil.which("pdftoppm"):
        raise Skip("no pdftoppm (poppler-utils)")
    folder = suite.folder(f"trim/drawn/{path.stem}")
    must("pdftoppm", "-r", "72", path, folder / "page")
    for file in sorted(folder.glob("page*.ppm")):
        data = file.read_bytes()
        head = re.match(rb"P6\s(\d+) (\d+)\s255\s", data)
        yield int(head[1]), int(head[2]), data[head.end():]


def has_ink(image, x, y):
    width, height, data = image
    x, y = min(max(x, 0), width - 1), min(max(y, 0), height - 1)
    at = 3 * (y * width + x)
    return min(data[at:at + 3]) < WHITE


def bare(image, trim):
    """Runs along the trim with ink within it and paper beyond: (side, from, to)."""
    left, upper, right, lower = trim
    found = []
    for side, fixed, out, long in (("left", left, -1, range(int(upper), int(lower))),
                                   ("right", right, 1, range(int(upper), int(lower))),
                                   ("upper", upper, -1, range(int(left), int(right))),
                                   ("lower", lower, 1, range(int(left), int(right)))):
        level = side in ("upper", "lower")
        start = None
        for at in (*long, None):
            def ink(away):
                across = int(fixed + out * away)
                return has_ink(image, *((at, across) if level else (across, at)))
            lacks = at is not None and all(ink(-d) for d in WITHIN) and \
                not all(ink(d) for d in BEYOND)
            if lacks and start is None:
                start = at
            elif not lacks and start is not None:
                end = at if at is not None else long[-1]
                if end - start >= RUN:
                    found.append((side, start, end))
                start = None
    return found


def bleed_has_ink(suite, *key):
    """Where colour comes to the trim there is colour to the end of the bleed."""
    path = file_of(suite, *key)
    pdf = Pdf(path)
    for number, (image, page) in enumerate(zip(drawn(suite, path), pdf.pages), 1):
        boxes = boxes_of(pdf, page)
        trim, media = boxes["Trim"], boxes["Media"]
        box = (trim[0] - media[0], media[3] - trim[3], trim[2] - media[0], media[3] - trim[1])
        found = bare(image, box)
        if found:
            raise Fail(f"page {number}: paper beyond ink: {found}")


def bare_edges_are_seen(suite):
    """The check itself, on pages by hand: a ground to the trim, to the bleed, and inside."""
    width, height, margin = 100, 120, 9

    def page(left):
        rows = b""
        for y in range(height):
            inked = range(left, 50) if 30 <= y < 80 else ()
            rows += b"".join(b"\0\0\0" if x in inked else b"\xff\xff\xff" for x in range(width))
        return width, height, rows
    trim = (margin, margin, width - margin, height - margin)
    equal("to the trim", [("left", 30, 80)], bare(page(margin), trim))
    equal("to the bleed", [], bare(page(0), trim))
    equal("inside", [], bare(page(30), trim))


# ---- words -------------------------------------------------------------------------------------

def words_keep_clear(suite, *key):
    """No word nearer to the trim or the spine than printers ask: by poppler's own boxes."""
    path = file_of(suite, *key)
    text = must("pdftotext", "-bbox", path, "-")
    pdf = Pdf(path)
    boxes = [boxes_of(pdf, page) for page in pdf.pages]
    number = 0
    for line in text.split("\n"):
        if "<page " in line:
            number += 1
            continue
        found = re.search(r'xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" '
                          r'yMax="([-\d.]+)">(.*)</word>', line)
        if not found:
            continue
        x0, _, x1, _ = (float(n) for n in found.groups()[:4])
        trim, media = boxes[number - 1]["Trim"], boxes[number - 1]["Media"]
        room = min(x0 - (trim[0] - media[0]), trim[2] - media[0] - x1)
        if room < QUIET:
            raise Fail(f"page {number}: '{found[5]}' stands {room / sheets.MM:.1f} mm from an edge")


# ---- the spine ---------------------------------------------------------------------------------

def pictures_on(pdf, page):
    """Reference of each picture or drawing, the matrix that it is painted by, and what of it is
    shown, both from the trim's lower left corner."""
    boxes = boxes_of(pdf, page)
    x, y = boxes["Trim"][:2]
    at = (1, 0, 0, 1, -x, -y)
    matrix, clip, path, saved = at, (-1e9, -1e9, 1e9, 1e9), None, []
    objects = pdf.at(page.get("/Resources"), "/XObject") or {}
    for operator, values, _, _ in operations(pdf.contents(page)):
        if operator == "q":
            saved.append((matrix, clip))
        elif operator == "Q":
            matrix, clip = saved.pop()
        elif operator == "cm":
            matrix = sheets.joined(values, matrix)
        elif operator == "re":
            path = sheets.area(matrix, (values[0], values[1], values[0] + values[2],
                                        values[1] + values[3]))
        elif operator == "W" and path:
            clip = sheets.common(clip, path)
        elif operator == "Do":
            yield objects[values[0]], matrix, clip


def crossing(pdf, left, right):
    """Pictures on both pages of a spread that meet at the spine: matrices, the right page's
    brought onto the left's."""
    trim = boxes_of(pdf, left)["Trim"]
    width = trim[2] - trim[0]
    on_right = {ref: matrix for ref, matrix, clip in pictures_on(pdf, right) if clip[0] <= HAIR}
    for ref, matrix, clip in pictures_on(pdf, left):
        if ref in on_right and clip[2] >= width - HAIR:
            yield matrix, sheets.joined(on_right[ref], (1, 0, 0, 1, width, 0))


def spreads(pdf):
    return zip(pdf.pages[1::2], pdf.pages[2::2])


def halves_meet(pdf):
    """How many pictures go over a spine; fails where the halves of one do not meet."""
    count = 0
    for left, right in spreads(pdf):
        for one, other in crossing(pdf, left, right):
            if any(abs(m - n) > HAIR for m, n in zip(one, other)):
                raise Fail(f"halves do not meet: {one}, {other}")
            count += 1
    return count


def crossovers(suite, *key):
    halves_meet(Pdf(file_of(suite, *key)))


def heads_over_the_spine(suite):
    """In the autumn issue: a picture, a rule and a headline over pages 8 and 9. The words stand on
    one line and none in the gutter; a half that is moved by a fifth of a point is seen."""
    folder = ROOT / "issues/2026-autumn"
    path = file_of(suite, folder, "print")
    pdf = Pdf(path)
    if not halves_meet(pdf):
        raise Fail("there is no picture over a spine")
    left, right = pdf.pages[7:9]
    text = must("pdftotext", "-bbox", "-f", "8", "-l", "9", path, "-").split("<page ")[1:]
    ends = [re.search(rf'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">{word}</word>', one).groups()
            for word, one in zip(("tide", "timetable"), text)]
    equal("the headline's line", *ends)
    reference = pdf.content_refs(right)[0]
    name = next(iter(pdf.get(right["/Resources"])["/XObject"]))
    data = pdf.stream(reference)
    place = data.index(f"{name} Do".encode())
    pdf.set_stream(reference, data[:place] + b"1 0 0 1 0 .2 cm " + data[place:])
    try:
        halves_meet(pdf)
    except Fail:
        return
    raise Fail("a half that was moved is not seen")


def check(suite):
    suite.check("trim/bare edges are seen", bare_edges_are_seen, suite)
    for folder in issues():
        for edition in Plan(home(folder)).press():
            for name, function in (("bleed has ink", bleed_has_ink),
                                   ("words keep clear", words_keep_clear),
                                   ("crossovers", crossovers)):
                suite.check(f"trim/{folder.name}-{edition} {name}", function, suite, folder, edition)
    suite.check("trim/heads over the spine", heads_over_the_spine, suite)
