"""Inks of their own, and black that is made of light, in adverts on the press.

Adverts are written here byte by byte; press files are drawn by ghostscript's tiffsep, which makes
a plate of each ink, and read back object by object.
"""
import json
import shutil

from checks.colours import PIECE
from checks.ink import ISSUE, build
from checks.suite import ROOT, Fail, equal, must, run
from pdf import x4
from pdf.press import tiff_samples
from pdf.reader import Pdf
from pdf.writer import Writer, clip_box

GROUPS = ["spots"]

PPI, CELL = 157, 6  # pixels an inch, and pixels a cell that plates are compared by

SIDE = 60
POWER = "<</FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [%s] /N 1>>"
BOX = f"0 0 {SIDE} {SIDE} re f"
GOLD, LEAF = "0 0.3 0.8 0", "0.7 0 0.9 0.1"
SQUARES = {
    "gold": f"/Gold cs 1 scn {BOX}",
    "half": f"/Gold cs 0.5 scn {BOX}",
    "both": f"/Two cs 0.8 0.6 scn {BOX}",
    "none": f"/None cs 1 scn {BOX}",
    "all": f"/All cs 1 scn {BOX}",
    "black by name": f"/Black cs 0.7 scn {BOX}",
    "picture": f"{SIDE} 0 0 {SIDE} 0 0 cm /Im Do",
    "table": f"{SIDE} 0 0 {SIDE} 0 0 cm /Few Do",
    "gradient": f"0 0 {SIDE} {SIDE} re W n /Sh sh",
}
# The tints of gold and leaf that a press with both plates has; then C, M, Y, K without.
PLATES = {"gold": (100, 0), "half": (50, 0), "both": (80, 60), "none": (0, 0), "all": (0, 0),
          "black by name": (0, 0), "picture": (60, 0), "table": (0, 40), "gradient": (50, 0)}
INKS = {"gold": (0, 30, 80, 0), "half": (0, 15, 40, 0), "none": (0, 0, 0, 0),
        "both": (42, 24, 100, 6), "all": (0, 0, 0, 100), "black by name": (0, 0, 0, 70),
        "picture": (0, 18, 48, 0), "table": (28, 0, 36, 4), "gradient": (0, 15, 40, 0)}
IMAGE = "/Type /XObject /Subtype /Image /Width 2 /Height 2 /BitsPerComponent 8 "


def page(path, marks, spaces=(), objects=(), shadings=(), size=(SIDE * 9, SIDE), fonts=()):
    pdf = Writer()

    def listed(things):
        return "<<" + " ".join(f"/{k} {v(pdf) if callable(v) else v}"
                               for k, v in dict(things).items()) + ">>"

    resources = f"/ColorSpace {listed(spaces)} /XObject {listed(objects)} " \
        f"/Shading {listed(shadings)} /Font {listed(fonts)}"
    content = pdf.add("", marks.encode())
    number = len(pdf.objects) + 1
    pdf.add(f"<</Type /Page /Parent {number + 1} 0 R /MediaBox [0 0 {size[0]} {size[1]}] "
            f"/Contents {content} /Resources <<{resources}>>>>")
    pdf.add(f"<</Type /Pages /Kids [{number} 0 R] /Count 1>>")
    pdf.write(path, pdf.add(f"<</Type /Catalog /Pages {number + 1} 0 R>>"))


def spotted(path):
    gold = f"[/Separation /PANTONE#20871 /DeviceCMYK {POWER % GOLD}]"
    leaf = f"[/Separation /Leaf /DeviceCMYK {POWER % LEAF}]"
    program = "{" + " ".join(
        f"{i + 1} index {g} mul {i + 1} index {b} mul add dup 1 gt {{pop 1}} if"
        for i, (g, b) in enumerate(zip(GOLD.split(), LEAF.split()))) + \
        " 6 -2 roll pop pop}"
    spaces = {
        "Gold": gold, "Leaf": leaf,
        "Two": lambda pdf: "[/DeviceN [/PANTONE#20871 /Leaf] /DeviceCMYK " + pdf.add(
            "/FunctionType 4 /Domain [0 1 0 1] /Range [0 1 0 1 0 1 0 1]", program.encode()) + "]",
        "None": f"[/Separation /None /DeviceCMYK {POWER % '1 1 1 1'}]",
        "All": f"[/Separation /All /DeviceCMYK {POWER % '1 1 1 1'}]",
        "Black": f"[/Separation /Black /DeviceCMYK {POWER % '1 1 1 1'}]",
    }
    objects = {
        "Im": lambda pdf: pdf.add(IMAGE + f"/ColorSpace {gold}", bytes([153] * 4)),
        "Few": lambda pdf: pdf.add(IMAGE + f"/ColorSpace [/Indexed {leaf} 1 <ff66>]",
                                   bytes([1] * 4)),
    }
    shadings = {"Sh": f"<</ShadingType 2 /Coords [0 0 {SIDE} 0] /ColorSpace {gold} /Function "
                      "<</FunctionType 2 /Domain [0 1] /C0 [0] /C1 [1] /N 1>>>>"}
    marks = "\n".join(f"q 1 0 0 1 {i * SIDE} 0 cm {m} Q" for i, m in enumerate(SQUARES.values()))
    page(path, marks, spaces, objects, shadings)


def issue(suite, name, write):
    folder = suite.folder(f"spots/{name}")
    (folder / "pictures").mkdir(exist_ok=True)
    (folder / "issue.yaml").write_text(ISSUE)
    (folder / "piece.md").write_text(PIECE)
    write(folder / "pictures/it.pdf")
    return folder


def home(suite):
    """The magazine's styles, and printers that take spot colours."""
    folder = suite.folder("spots/home")
    for name in ("styles", "fonts"):
        shutil.copytree(ROOT / name, folder / name, dirs_exist_ok=True)
    coated = (folder / "styles/printers/sheetfed-coated.yaml").read_text()
    for name, value in (("any", "yes"), ("gold", "[PANTONE 871]")):
        (folder / f"styles/printers/{name}.yaml").write_text(f"{coated}spots: {value}\n")
    return folder


def made(suite, name, write, printer):
    where = {"home": suite.once("spots-home", home, suite)}
    return build(suite, issue(suite, name, write), f"spots-{name}-{printer}", "--printer", printer,
                 **where)


def plates(path, folder):
    """ink -> (cells across, samples; 255 is paper) of page 1."""
    folder.mkdir(parents=True, exist_ok=True)
    must("gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", f"-r{PPI}",
         f"-dDownScaleFactor={CELL}", "-sCompression=none", "-dOverprint=/enable", "-o",
         folder / "p%d.tif", path)
    found = {file.name[3:-5]: tiff_samples(file.read_bytes())
             for file in folder.glob("p1(*).tif")}
    for file in folder.glob("*.tif"):
        file.unlink()
    return found


def squares_of(suite, path, name, n=len(SQUARES)):
    """ink -> percent in the middle of each square."""
    left, top, right, foot = clip_box(run("mutool", "trace", path, "1").stdout)
    scale, found = PPI / CELL / 72, {}
    for ink, (across, samples) in plates(path, suite.folder(f"spots/{name}")).items():
        y = int((top + foot) / 2 * scale) * across
        found[ink] = [100 - samples[y + int((left + (right - left) * (i + .5) / n) * scale)] / 2.55
                      for i in range(n)]
    return found


def near(found, wanted, points=3):
    return all(abs(a - b) <= points for a, b in zip(found, wanted))


def told(said, slug):
    return [f["message"] for f in said["findings"] if f["slug"] == slug]


def as_process(suite):
    """Without `spots` every ink of its own is printed in four, and named; None is not printed,
    All is black alone [spot-colour]."""
    said, _, path = made(suite, "none", spotted, "sheetfed-coated")
    found = squares_of(suite, path, "process")
    equal("plates", ["Black", "Cyan", "Magenta", "Yellow"], sorted(found))
    for i, kind in enumerate(SQUARES):
        inks = [found[ink][i] for ink in ("Cyan", "Magenta", "Yellow", "Black")]
        if not near(inks, INKS[kind]):
            raise Fail(f"{kind}: {inks}, not {INKS[kind]}")
    messages = told(said, "spot-colour")
    equal("findings", 3, len(messages))
    equal("findings of ink that nothing is printed with", [], told(said, "art-ink"))
    for words in ("'PANTONE 871'", "'Leaf'", "'All'"):
        equal(f"findings of {words}", 1, sum(words in m for m in messages))


def as_plates(suite):
    """With `spots: yes` each has a plate of its own, and what it says there; the report names it."""
    said, _, path = made(suite, "any", spotted, "any")
    found = squares_of(suite, path, "plates")
    equal("plates", ["Black", "Cyan", "Leaf", "Magenta", "PANTONE 871", "Yellow"], sorted(found))
    for i, kind in enumerate(SQUARES):
        tints = [found[ink][i] for ink in ("PANTONE 871", "Leaf")]
        if not near(tints, PLATES[kind]):
            raise Fail(f"{kind}: {tints}, not {PLATES[kind]}")
        process = sum(found[ink][i] for ink in ("Cyan", "Magenta", "Yellow", "Black"))
        if (process > 3) != (kind in ("all", "black by name")):
            raise Fail(f"{kind}: {process} % of the four inks")
    equal("findings", 1, len(told(said, "spot-colour")))  # All
    report = json.loads((path.parent / "print-report.json").read_text())
    text = json.dumps(report)
    if '"PANTONE 871"' not in text or '"Leaf"' not in text:
        raise Fail("the report does not name them")
    if "PANTONE 871" not in (path.parent / "print-report.html").read_text():
        raise Fail("the report's page does not name them")
    wrong = x4.findings(path, spots=("PANTONE 871", "Leaf"))
    if wrong:
        raise Fail(str(wrong))
    if not any("PANTONE 871" in what for _, _, what in x4.findings(path)):
        raise Fail("a printer without plates would not be warned")


def by_name(suite):
    """A list keeps those that it names; a space with another is printed in four inks."""
    said, _, path = made(suite, "gold", spotted, "gold")
    found = squares_of(suite, path, "named")
    equal("plates", ["Black", "Cyan", "Magenta", "PANTONE 871", "Yellow"], sorted(found))
    for i, kind in enumerate(SQUARES):
        tint = found["PANTONE 871"][i]
        if abs(tint - (0 if kind == "both" else PLATES[kind][0])) > 3:
            raise Fail(f"{kind}: {tint}")
    equal("findings", 2, len(told(said, "spot-colour")))


# ---- black of light ---------------------------------------------------------------------

FACE = "/usr/share/fonts/truetype/lato/Lato-Bold.ttf"
GROUND = "0.3 0 0.2 0 k 0 0 300 200 re f "
WORDS = "BT /F %g Tf 20 %d Td (Come to school) Tj ET "
BLACKS = (GROUND + "0 0 0 rg " + WORDS % (9, 170) +
          "0.137 0.122 0.126 rg " + WORDS % (9, 150) + "0.4 0.4 0.4 rg " + WORDS % (9, 130) +
          "0 0 0 RG 0.8 w 20 110 m 280 110 l S 0 0 0 rg 20 90 260 0.7 re f "
          "0 0 0 rg " + WORDS % (30, 40))


def font(pdf):
    """ghostscript makes the face of an advert; here it is enough that there is one."""
    data = pdf.add(f"/Length1 {len(open(FACE, 'rb').read())}", open(FACE, "rb").read())
    widths = " ".join(["580"] * 95)
    descriptor = pdf.add("<</Type /FontDescriptor /FontName /Lato-Bold /Flags 32 /FontBBox "
                         "[-500 -300 1500 1000] /ItalicAngle 0 /Ascent 987 /Descent -213 "
                         f"/CapHeight 720 /StemV 120 /FontFile2 {data}>>")
    return pdf.add("<</Type /Font /Subtype /TrueType /BaseFont /Lato-Bold /FirstChar 32 "
                   f"/LastChar 126 /Widths [{widths}] /Encoding /WinAnsiEncoding "
                   f"/FontDescriptor {descriptor}>>")


def blacks(path, marks=BLACKS):
    page(path, marks, size=(300, 200), fonts={"F": font})


def grounds(path):
    blacks(path, GROUND)


def black_alone(suite):
    """Words and lines of black light add nothing to C, M and Y and knock nothing out of them
    where they are small; a grey knocks out, and so does a headline [art-black]."""
    said, _, path = made(suite, "black", blacks, "sheetfed-coated")
    _, _, bare = made(suite, "ground", grounds, "sheetfed-coated")
    whole, ground = (plates(p, suite.folder(f"spots/{p.parent.name}")) for p in (path, bare))
    left, top, right, foot = clip_box(run("mutool", "trace", path, "1").stdout)
    scale, tall = PPI / CELL / 72, (foot - top) / 200
    rows = {"black": 170, "brown": 150, "grey": 130, "line": 106, "bar": 86, "headline": 40}
    found = {}
    for name, base in rows.items():
        high = 22 if name == "headline" else 7
        for ink in whole:
            across, samples = whole[ink]
            first, last = (int((foot - (base + d) * tall) * scale) for d in (high, -2))
            cells = [(y * across + x) for y in range(first, last + 1)
                     for x in range(int((left + 10) * scale), int((right - 10) * scale))]
            found[name, ink] = sum(samples[i] != ground[ink][1][i] for i in cells)
    for name in rows:
        if not found[name, "Black"]:
            raise Fail(f"{name}: not on the black plate")
        others = sum(found[name, ink] for ink in ("Cyan", "Yellow"))
        if (others > 0) != (name in ("grey", "headline")):
            raise Fail(f"{name}: {others} cells differ on other plates")
        if found[name, "Magenta"]:
            raise Fail(f"{name}: on the magenta plate")
    equal("findings", 1, len(told(said, "art-black")))
    full = min(whole["Black"][1][i] for i in range(len(whole["Black"][1])))
    if full > 3:
        raise Fail(f"black is {100 - full / 2.55:.0f} %")


def states_come_back(suite):
    """What overprints is words and lines alone: no state of ours stays in force."""
    _, _, path = made(suite, "black", blacks, "sheetfed-coated")
    pdf = Pdf(path)
    states = [v for v in (t.get("value") for t in pdf.objects.values())
              if isinstance(v, dict) and v.get("/Type") == "/ExtGState"]
    if not any(s.get("/op") is True and s.get("/OPM") == 1 for s in states):
        raise Fail("nothing overprints")
    wrong = x4.findings(path)
    if wrong:
        raise Fail(str(wrong))


def check(suite):
    suite.check("spots/in four inks", as_process, suite)
    suite.check("spots/on plates", as_plates, suite)
    suite.check("spots/those that are named", by_name, suite)
    suite.check("spots/black of light", black_alone, suite)
    suite.check("spots/overprint ends", states_come_back, suite)
