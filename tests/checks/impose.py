"""Pages on sheets, read back: which page stands where, how far it creeps, what stays true.

Booklets are written here with one page a number, which its content names; the sheets are read
by qpdf, and those of the magazine are held to every clause of PDF/X-4.
"""
import re

from checks.suite import ROOT, Fail, equal, must, run
from pdf import x4
from pdf.content import operations
from pdf.reader import Pdf

GROUPS = ["impose"]
WIDTH, HEIGHT, BLEED = 400, 600, 9
MM = 72 / 25.4
NEAR = 0.001


def booklet(path, npage, boxes="", last=""):
    """npage pages, each with its number as a marked-content tag."""
    trim = f"[{BLEED} {BLEED} {BLEED + WIDTH} {BLEED + HEIGHT}]"
    sheet = f"[0 0 {WIDTH + 2 * BLEED} {HEIGHT + 2 * BLEED}]"
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(npage))
    objects = ["<</Type /Catalog /Pages 2 0 R /PageLabels <</Nums [0 <</S /D>>]>>>>",
               f"<</Type /Pages /Kids [{kids}] /Count {npage}>>",
               "<</GTS_PDFXVersion (PDF/X-4) /Title (A booklet)>>"]
    for i in range(npage):
        content = f"/P{i + 1} BMC 0 0 0 1 k 0 0 9 9 re f EMC"
        more = last if i + 1 == npage else ""
        objects.append(f"<</Type /Page /Parent 2 0 R /MediaBox {sheet} /BleedBox {sheet} "
                       f"/TrimBox {trim} /Resources <<>> /Contents {5 + 2 * i} 0 R {boxes}{more}>>")
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


def imposed(suite, name, npage, *options):
    folder = suite.folder("impose")
    file = booklet(folder / f"{name}.pdf", npage)
    must(suite.inpress, "impose", file, "-o", folder / f"{name}-sheets.pdf", *options)
    return Pdf(folder / f"{name}-sheets.pdf")


def placed(pdf, page):
    """(number, left edge of its trim, where it is cut: from, to) of each page on a side."""
    forms = pdf.at(page, "/Resources", "/XObject") or {}
    found, x, cut = [], 0, None
    for operator, operands, _, _ in operations(pdf.contents(page)):
        if operator == "re":
            cut = operands
        elif operator == "cm":
            x = operands[4]
        elif operator == "Do":
            number = re.search(rb"/P(\d+) BMC", pdf.stream(forms[operands[0]]))[1]
            found.append((int(number), x + BLEED, cut[0], cut[0] + cut[2]))
    return found


def near(what, expected, found):
    if abs(expected - found) > NEAR:
        raise Fail(f"{what}: expected {expected}, found {found}")


def saddle(suite, npage, thickness):
    pdf = imposed(suite, f"saddle-{npage}", npage, "--paper-thickness", f"{thickness}mm")
    equal("sides", npage // 2, len(pdf.pages))
    fold = BLEED + WIDTH
    for i, page in enumerate(pdf.pages):
        sheet, front = i // 2, i % 2 == 0
        outer, inner = npage - 2 * sheet, 2 * sheet + 1
        expected = (outer, inner) if front else (inner + 1, outer - 1)
        found = placed(pdf, page)
        equal(f"pages of side {i + 1}", expected, tuple(number for number, *_ in found))
        creep = sheet * thickness * MM
        near(f"side {i + 1}, left", BLEED + creep, found[0][1])
        near(f"side {i + 1}, right", fold - creep, found[1][1])
        for number, _, start, end in found:
            cut = (0, fold) if number == expected[0] else (fold, 2 * fold)
            near(f"page {number} is cut at", cut[0], start)
            near(f"page {number} is cut at", cut[1], end)
        for value, wanted in zip(page["/TrimBox"],
                                 (BLEED, BLEED, BLEED + 2 * WIDTH, BLEED + HEIGHT)):
            near(f"trim of side {i + 1}", wanted, value)
    if "/PageLabels" in pdf.root:
        raise Fail("labels of pages that are gone")


def perfect(suite):
    pdf = imposed(suite, "perfect", 68, "--binding", "perfect", "--paper-thickness", "0.15mm")
    equal("leaves", list(range(3, 67)), [int(re.search(
        rb"/P(\d+) BMC", pdf.contents(page))[1]) for page in pdf.pages])
    cover = Pdf(suite.folder("impose") / "perfect-sheets-cover.pdf")
    equal("sides of the cover", 2, len(cover.pages))
    spine = 34 * 0.15 * MM
    for page, expected in zip(cover.pages, ((68, 1), (2, 67))):
        (left, left_at, _, end), (right, right_at, start, _) = placed(cover, page)
        equal("pages of the cover", expected, (left, right))
        near("left", BLEED, left_at)
        near("right", BLEED + WIDTH + spine, right_at)
        near("middle of the spine", end, start)
        near("width", 2 * (WIDTH + BLEED) + spine, page["/MediaBox"][2])


def reader(suite):
    pdf = imposed(suite, "reader", 7, "--binding", "reader")
    equal("spreads", [[1], [2, 3], [4, 5], [6, 7]],
          [[number for number, *_ in placed(pdf, page)] for page in pdf.pages])
    near("a page alone stands on the right", BLEED + WIDTH, placed(pdf, pdf.pages[0])[0][1])


def refused(suite, name, file, status, *words, options=()):
    target = suite.folder("impose") / f"{name}-none.pdf"
    done = run(suite.inpress, "impose", file, "-o", target, *options)
    equal("exit status", status, done.returncode)
    for word in words:
        if word not in done.stdout:
            raise Fail(f"'{word}' is not said:\n{done.stdout}")
    if target.exists() and status:
        raise Fail("a file was left")


def wrong_files(suite):
    folder = suite.folder("impose")
    refused(suite, "six", booklet(folder / "six.pdf", 6), 2, "multiple of four", "[not-imposed]")
    refused(suite, "turned", booklet(folder / "turned.pdf", 4, last="/Rotate 90"), 2, "turned")
    refused(suite, "sizes", booklet(folder / "sizes.pdf", 4, last="/CropBox [0 0 9 9] "
            "/TrimBox [0 0 90 90]"), 2, "several sizes")
    refused(suite, "thick", booklet(folder / "thick.pdf", 68), 0, "[thick-booklet]")
    (folder / "words.pdf").write_text("words")
    refused(suite, "words", folder / "words.pdf", 2, "cannot be read")
    refused(suite, "missing", folder / "missing.pdf", 2, "cannot be read")
    plain = booklet(folder / "plain.pdf", 4)
    plain.write_text(plain.read_text().replace("/GTS_PDFXVersion", "/GTS_PDFZVersion"))
    refused(suite, "plain", plain, 0, "[no-press-file]")
    locked = folder / "locked.pdf"
    must("qpdf", "--encrypt", "", "owner", "256", "--", booklet(folder / "open.pdf", 4), locked)
    refused(suite, "locked", locked, 2, "encrypted")
    for words in (["impose"], ["impose", locked], ["impose", locked, locked, "-o", "x.pdf"],
                  ["impose", locked, "-o", "x.pdf", "--binding", "glue"],
                  ["impose", locked, "-o", "x.pdf", "--paper-thickness", "much"],
                  ["impose", locked, "-o", "x.pdf", "--edition", "print"]):
        equal(f"exit status of {words}", 3, run(suite.inpress, *words).returncode)


def sheets_of_the_magazine(suite):
    """PDF/X-4 as the pages were, and each picture and face still there once."""
    folder = suite.folder("impose/magazine")
    must(suite.inpress, "build", "issues/2026-summer", "-e", "print", "-o", folder)
    pages = next(folder.glob("*-print.pdf"))
    for binding in ("saddle", "perfect", "reader"):
        sheets = folder / f"{binding}.pdf"
        must(suite.inpress, "impose", pages, "-o", sheets, "--binding", binding)
        for file in folder.glob(f"{binding}*.pdf"):
            found = x4.findings(file)
            if found:
                raise Fail(f"{file.name}: " + "\n".join(str(one) for one in found))
    equal("pictures", len(Pdf(pages).pictures()), len(Pdf(folder / "saddle.pdf").pictures()))
    again = folder / "again.pdf"
    must(suite.inpress, "impose", pages, "-o", again)
    if again.read_bytes() != (folder / "saddle.pdf").read_bytes():
        raise Fail("two runs differ")


def check(suite):
    for npage, thickness in ((8, 0.1), (16, 0.25), (32, 0.12), (64, 0.09)):
        suite.check(f"impose/saddle of {npage}", saddle, suite, npage, thickness)
    for name, function in (("perfect", perfect), ("reader", reader),
                           ("wrong files", wrong_files),
                           ("sheets of the magazine", sheets_of_the_magazine)):
        suite.check(f"impose/{name}", function, suite)
