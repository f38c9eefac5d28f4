"""Art comes out on the press as it looked where it came from.

Pages and drawings are written here, a square for each thing that may go wrong and one beside it
that looks the same and is said in plain inks or flat colours. The press file is drawn by
ghostscript, plate by plate, and both squares must have the same inks.
"""
from checks.colours import PIECE, Writer, clip_box
from checks.ink import CELL, ISSUE, PPI, build, cells
from checks.suite import Fail, equal, run

GROUPS = ["likeness"]

SIDE, ACROSS = 40, 6  # points of a square; squares in a row
BOX = f"0 0 {SIDE} {SIDE} re f"
FORM = f"/Type /XObject /Subtype /Form /BBox [0 0 {SIDE} {SIDE}] "
IMAGE = "/Type /XObject /Subtype /Image /Width 2 /Height 2 /BitsPerComponent 8 "


def listed(things):
    return "<<" + " ".join(f"/{name} {value}" for name, value in things.items()) + ">>"


def page(path, marks, resources):
    """marks: what paints each square. resources: given the writer, what a page has of each kind."""
    pdf = Writer()
    found = resources(pdf)
    content = pdf.add("", "\n".join(
        f"q 1 0 0 1 {i % ACROSS * SIDE} {i // ACROSS * SIDE} cm {m} Q"
        for i, m in enumerate(marks)).encode())
    rows = (len(marks) + ACROSS - 1) // ACROSS
    number = len(pdf.objects) + 1
    pdf.add(f"<</Type /Page /Parent {number + 1} 0 R /MediaBox [0 0 {ACROSS * SIDE} {rows * SIDE}]"
            f" /Contents {content} /Resources "
            f"{listed({kind: listed(things) for kind, things in found.items()})}>>")
    pdf.add(f"<</Type /Pages /Kids [{number} 0 R] /Count 1>>")
    pdf.write(path, pdf.add(f"<</Type /Catalog /Pages {number + 1} 0 R>>"))


def issue(suite, name):
    folder = suite.folder(f"likeness/{name}")
    (folder / "pictures").mkdir(exist_ok=True)
    (folder / "issue.yaml").write_text(ISSUE)
    (folder / "piece.md").write_text(PIECE)
    return folder


def inks_of(suite, name, marks, resources):
    """The four inks of each square, in percent, by ghostscript."""
    folder = issue(suite, name)
    page(folder / "pictures/it.pdf", marks, resources)
    path = build(suite, folder, f"likeness-{name}")[2]
    across, plates = cells(path, suite.folder(f"likeness/plates-{name}"))[1]
    left, top, right, foot = clip_box(run("mutool", "trace", path, "1").stdout)
    rows = (len(marks) + ACROSS - 1) // ACROSS
    scale, found = PPI / CELL / 72, []
    for i in range(len(marks)):
        x = left + (right - left) * (i % ACROSS + 0.5) / ACROSS
        y = foot - (foot - top) * (i // ACROSS + 0.5) / rows
        at = int(y * scale) * across + int(x * scale)
        found.append([100 - plate[at] / 2.55 for plate in plates])
    return found


def alike(suite, name, pairs, resources, points=1.2):
    """pairs: name -> what is tried, and what it must look like."""
    marks = [mark for pair in pairs.values() for mark in pair]
    found = inks_of(suite, name, marks, resources)
    wrong = []
    for kind, tried, wanted in zip(pairs, found[::2], found[1::2]):
        if max(abs(a - b) for a, b in zip(tried, wanted)) > points:
            wrong.append(f"{kind}: {[round(v, 1) for v in tried]}, "
                         f"not {[round(v, 1) for v in wanted]}")
    if wrong:
        raise Fail("; ".join(wrong))


# ---- drawings ---------------------------------------------------------------------------------

BLURRED = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200"><defs>
<filter id="f"><feGaussianBlur stdDeviation="4"/></filter>
<mask id="m"><circle cx="220" cy="60" r="50" fill="#fff"/></mask></defs>
<rect x="20" y="20" width="99" height="99" fill="#d62828" filter="url(#f)"/>
<rect x="170" y="10" width="99" height="99" fill="#2828d6" mask="url(#m)"/></svg>
"""


def pixels_are_fine(suite):
    """What librsvg draws as pixels has as many as a photograph on the press, and it is told."""
    folder = issue(suite, "blurred")
    (folder / "pictures/it.svg").write_text(BLURRED)
    (folder / "piece.md").write_text(PIECE.replace("it.pdf", "it.svg"))
    said, _, path = build(suite, folder, "likeness-blurred")
    rows = [line.split() for line in run("pdfimages", "-list", path).stdout.splitlines()[2:]]
    coarse = [row for row in rows if not 297 <= int(row[12]) <= 451]
    if len(rows) < 3 or coarse:
        raise Fail(f"pixels an inch: {[row[12] for row in rows]}")
    equal("findings", 1, sum(f["slug"] == "art-flattened" for f in said["findings"]))


def check(suite):
    suite.check("likeness/pixels of drawings", pixels_are_fine, suite)
