"""What is seen through, in PDF/X-1a: on its own ground, as PDF/X-4 has it on the press's plates.

A page has a cut-out over a tint, over a photograph and over paper, drawings that are half seen
through over a tint and over a photograph, a picture under all of that and words above it. It is
made twice, once for each standard; ghostscript draws the plates of both. Nothing here knows how
layout/ puts them together.
"""
import json
import re
import shutil
import struct
import zlib

from checks.ink import agreed
from checks.suite import ROOT, Fail, equal, must, run
from pdf import x1a, x4
from pdf.content import operations, shown
from pdf.ink import INKS, drawn
from pdf.press import Printed, separations
from pdf.reader import Pdf

GROUPS = ["flat"]
# Of 255: what edges half a pixel apart come to in a cell, what rounding does; parts of all cells.
EDGE, NEAR, FEW = 26, 3, 0.01

ISSUE = """magazine: Inclusion Now
number: 75
season: Autumn 2026
date: 2026-09-01
language: en-GB
flatplan: [piece]
"""
EDITIONS = "press:\n  print: {sheet: seen-through-%s, printer: flat}\n"
# Frames in points from the trim; what is named later in the piece lies above.
PLACES = {"photo": (60, 420, 460, 260), "tinted": (90, 110, 120, 120), "pictured": (90, 450, 120, 120),
          "papered": (400, 40, 110, 60), "ring": (260, 110, 120, 120), "glow": (260, 450, 120, 120),
          "above": (100, 500, 400, 60), "low": (60, 690, 120, 60), "head": (60, 8, 300, 40),
          "veil": (60, 80, 460, 300)}
SHEET = """like: magazine
least-size: 9pt
templates:
  default:
    first-top: 690pt
    plates:
      - {x: 60pt, y: 80pt, width: 460pt, height: 300pt, ink: %s}
    frames:
""" + "".join(f"      - {{name: {name}, x: {x}pt, y: {y}pt, width: {w}pt, height: {h}pt}}\n"
              for name, (x, y, w, h) in PLACES.items()).replace("%", "%%") + """styles:
""" + "".join(f"  figure.{name}: {{flow-into: {name}, margin-bottom: 0, aspect-ratio: {w}/{h}}}\n"
              for name, (_, _, w, h) in PLACES.items() if name not in ("above", "head")) + """
  headline: {flow-into: head, font-size: 24pt, line-height: 28pt}
  pullquote: {flow-into: above, font-size: 10pt, line-height: 14pt, color: text, margin-bottom: 0}
"""
PIECE = """---
kind: article
headline: Seen through
---

""" + "".join(f"""::: figure .{name} file="pictures/{file}" alt="A shape"
:::

""" for name, file in (("photo", "photo.jpg"), ("tinted", "half.png"), ("pictured", "half2.png"),
                       ("papered", "half3.png"), ("ring", "ring.svg"), ("glow", "glow.svg"))) + \
    """::: pullquote
Black words stand above all that is seen through, and black ink alone prints them.
:::

Words below.
"""
RING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 120">
<circle cx="60" cy="60" r="45" fill="#d62828" opacity="0.5"/>
<rect x="10" y="10" width="40" height="40" class="ink-plum" opacity="0.3"/></svg>
"""
GLOW = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 120"><defs>
<radialGradient id="g"><stop offset="0" stop-color="#fc0"/>
<stop offset="1" stop-color="#fc0" stop-opacity="0"/></radialGradient>
<mask id="m"><rect width="120" height="60" fill="#fff"/></mask></defs>
<circle cx="60" cy="60" r="60" fill="url(#g)"/>
<rect x="20" y="20" width="80" height="80" fill="#264653" mask="url(#m)"/></svg>
"""


SIDE = 700  # pixels


def quarters(x, y):
    """A quarter is there, one is not, one fades out, and one is half there."""
    left, head = x < SIDE // 2, y < SIDE // 2
    return 255 if left and head else 0 if head else 128 if left else \
        255 - 255 * (x - SIDE // 2) * 2 // SIDE


def png(path, color, alpha=quarters, wide=1):
    rows = [b"\0" + b"".join(bytes((*color, alpha(x, y))) for x in range(SIDE * wide))
            for y in range(SIDE)]
    chunks = (b"IHDR", struct.pack(">IIBBBBB", SIDE * wide, SIDE, 8, 6, 0, 0, 0)), \
        (b"IDAT", zlib.compress(b"".join(rows))), (b"IEND", b"")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks))


# What covers a ground of much ink whole: the most that is left there is what both must find.
VEILS = {
    "a veil of pixels": ("veil.png", lambda path: png(path, (30, 25, 20), lambda x, y: 128, wide=2)),
    "pixels here and there": ("dots.png", lambda path: png(
        path, (240, 240, 220), lambda x, y: 255 * ((x // 50 + y // 50) % 2), wide=2)),
    "a veil as a drawing": ("veil.svg", lambda path: path.write_text(
        WHITE % 'opacity="0.5"')),
    "white paper as a drawing": ("paper.svg", lambda path: path.write_text(WHITE % "")),
    "a ring as a drawing": ("ring.svg", lambda path: path.write_text(
        WHITE % 'opacity="0.2"' + '<circle cx="230" cy="150" r="120" fill="none" '
        'stroke="#7a1f1f" stroke-width="60" opacity="0.6"/>')),
}
WHITE = '<rect width="460" height="300" fill="#fff" %s/>'
VEILED = """---
kind: article
headline: Seen through
---

::: figure .veil file="pictures/%s" alt="A veil"
:::

Words.
"""


def issue(suite, name="issue", piece=PIECE):
    folder = suite.folder(f"flat/{name}")
    (folder / "pictures").mkdir(exist_ok=True)
    (folder / "issue.yaml").write_text(ISSUE)
    (folder / "piece.md").write_text(piece)
    for file, color in (("half", (200, 30, 40)), ("half2", (20, 60, 160)), ("half3", (30, 120, 60))):
        png(folder / f"pictures/{file}.png", color)
    (folder / "pictures/ring.svg").write_text(RING)
    (folder / "pictures/glow.svg").write_text(GLOW)
    shutil.copy(ROOT / "issues/2026-autumn/pictures/harbour.jpg", folder / "pictures/photo.jpg")
    return folder


def home(suite, standard):
    """A home with this page's sheet, for a printer who asks for the standard."""
    folder = suite.folder(f"flat/home-{standard}")
    for name in ("styles", "fonts"):
        shutil.copytree(ROOT / name, folder / name, dirs_exist_ok=True)
    printers = folder / "styles/printers"
    preset = (printers / "sheetfed-coated.yaml").read_text()
    (printers / "flat.yaml").write_text(preset.replace("pdf/x-4", f"pdf/{standard}"))
    for ground in ("teal 30%", "forest"):
        name = f"styles/sheets/seen-through-{ground.split()[0]}.yaml"
        (folder / name).write_text(SHEET % ground)
    return folder


def build(suite, standard, folder, env=None, ground="teal"):
    """What was said, and the file; None: there is none."""
    out = suite.folder(f"flat/out-{standard}-{folder.name}{'-alone' if env else ''}")
    styles = suite.once(("flat home", standard), home, suite, standard)
    (styles / "styles/editions.yaml").write_text(EDITIONS % ground)
    done = run(suite.inpress, "build", folder, "-e", "print", "--json", "-o", out,
               "--home", styles, env=env)
    return json.loads(done.stdout[done.stdout.index("{"):]), next(out.glob("*.pdf"), None)


def built(suite, standard):
    said, file = build(suite, standard, suite.once("flat issue", issue, suite))
    if not file:
        raise Fail(str(said["findings"]))
    return said, file


def made(suite, standard):
    return suite.once(("flat", standard), built, suite, standard)


def told(said):
    return [f["message"] for f in said["findings"] if f["slug"] == "art-flattened"]


# ---- as PDF/X-4 ------------------------------------------------------------------


def cells(path, folder):
    """page -> its four plates, brought down to cells of a millimetre."""
    return {page: found.plates for page, found in drawn(path, folder, ppi=26, finer=6).items()}


def same_plates(suite):
    """All plates of PDF/X-1a are those of PDF/X-4, but for half a pixel at edges."""
    four, one = (cells(made(suite, standard)[1], suite.folder(f"flat/plates-{standard}"))
                 for standard in ("x-4", "x-1a"))
    equal("pages", list(four), list(one))
    for page, expected in four.items():
        for ink, right, found in zip(INKS, expected, one[page]):
            apart = [abs(a - b) for a, b in zip(right, found)]
            if max(apart) > EDGE or sum(a > NEAR for a in apart) > len(apart) * FEW:
                raise Fail(f"page {page}, {ink}: {sum(a > NEAR for a in apart)} of {len(apart)} "
                           f"cells differ, the worst by {max(apart)} of 255")


def nothing_clear(suite):
    """Every clause of PDF/X-1a is kept, and each standard's page says how it mixes."""
    found = x1a.findings(made(suite, "x-1a")[1])
    if found:
        raise Fail(str(found))
    found = x4.findings(made(suite, "x-4")[1])
    if found:
        raise Fail(str(found))
    pdf = Pdf(made(suite, "x-4")[1])
    groups = [pdf.at(page, "/Group", "/CS") for page in pdf.pages]
    equal("what pages mix in", ["/DeviceCMYK"] + [None] * (len(groups) - 1), groups)


def words_above(suite):
    """Black words stay words, on top of all, in black ink alone that overprints."""
    four, one = (Pdf(made(suite, standard)[1]) for standard in ("x-4", "x-1a"))
    equal("words", *(must("pdftotext", "-raw", pdf.path, "-") for pdf in (four, one)))
    last, words = 0, 0
    for operator, operands, start, _ in operations(one.contents(one.pages[0])):
        if operator == "Do":
            last, words = start, 0
        words += shown(operator, operands) is not None
    if not last or not words:
        raise Fail(f"{words} words stand on the last picture")


def black_apart(suite, standard):
    """C, M and Y are the same with and without the black words, over paper, tint and picture."""
    separations(Printed(made(suite, standard)[1], suite.folder(f"flat/apart-{standard}")))


def veiled(suite, name, standard):
    """The most ink under what covers a ground is what ghostscript finds there."""
    file, draw = VEILS[name]
    folder = suite.folder(f"flat/{file}")
    (folder / "pictures").mkdir(exist_ok=True)
    (folder / "issue.yaml").write_text(ISSUE)
    (folder / "piece.md").write_text(VEILED % file)
    draw(folder / "pictures" / file)
    if file.endswith(".svg"):
        path = folder / "pictures" / file
        path.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 460 300">'
                        f"{path.read_text()}</svg>")
    said, path = build(suite, standard, folder, ground="forest")
    if path is None:
        raise Fail(str(said["findings"]))
    agreed(suite, said["files"][0]["ink"], path, f"flat-{standard}-{file}")


def ink_is_right(suite, standard):
    said, path = made(suite, standard)
    agreed(suite, said["files"][0]["ink"], path, f"flat-{standard}")


# ---- what is said ------------------------------------------------------------------


def art_is_told(suite):
    """Drawings become pixels, and are told; a cut-out on its ground loses nothing."""
    equal("PDF/X-4", [], told(made(suite, "x-4")[0]))
    found = told(made(suite, "x-1a")[0])
    equal("drawings", ["pictures/glow.svg", "pictures/ring.svg"],
          sorted(re.search("'(.*?)'", message)[1] for message in found))
    if not all("300 an inch" in message for message in found):
        raise Fail(str(found))


UNDER = """---
kind: article
headline: Seen through
---

Covered by a veil that is seen through are these words, which nobody has lost.

::: figure .low file="pictures/half.png" alt="A veil"
:::
"""


def words_under(suite):
    """Words on which something lies are pixels with it: that is said, and they are there."""
    folder = issue(suite, "under", UNDER)
    said, path = build(suite, "x-1a", folder)
    found = told(said)
    if len(found) != 1 or not re.match("the words 'Covered.*' lie under picture "
                                       "'pictures/half.png'", found[0]):
        raise Fail(str(said["findings"]))
    four = cells(build(suite, "x-4", folder)[1], suite.folder("flat/under-x-4"))[1][3]
    one = cells(path, suite.folder("flat/under-x-1a"))[1][3]
    ink = [sum(plate) for plate in (four, one)]
    if abs(ink[0] - ink[1]) > 0.02 * ink[0]:
        raise Fail(f"black ink: {ink}")


def alone(suite):
    """Without ghostscript pictures stand on white, and that is said; drawings stop the file."""
    env = {"PATH": str(suite.folder("flat/bare"))}
    said, path = build(suite, "x-1a", issue(suite, "cut-out", UNDER), env)
    if path is None or not any("printed on white" in message for message in told(said)):
        raise Fail(str(said["findings"]))
    said, path = build(suite, "x-1a", suite.once("flat issue", issue, suite), env)
    if path or not any(f["slug"] == "bad-art" for f in said["findings"]):
        raise Fail(str(said["findings"]))


def check(suite):
    for name, function in (("the plates of PDF/X-4", same_plates),
                           ("nothing is clear", nothing_clear), ("words above", words_above),
                           ("art is told", art_is_told), ("words under", words_under),
                           ("no ghostscript", alone)):
        suite.check(f"flat/{name}", function, suite)
    for standard in ("x-4", "x-1a"):
        suite.check(f"flat/{standard} black stands apart", black_apart, suite, standard)
        suite.check(f"flat/{standard} ink is right", ink_is_right, suite, standard)
        for name in VEILS:
            suite.check(f"flat/{standard} ink under {name}", veiled, suite, name, standard)
