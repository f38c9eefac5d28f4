"""Adverts that fill a page: their trim on the page's, and what is printed beyond it.

Two adverts of A4 are written here, each with a frame along its edge and a white middle. The
first brings no bleed; the second has 3 mm of another colour beyond its TrimBox. The press
files are drawn by poppler and looked at, a point a pixel.
"""
import shutil
import struct
import zlib

from checks.pixels import pixels
from checks.suite import ROOT, Fail, Skip, equal, must, run

GROUPS = ["bleed"]
WIDTH, HEIGHT, BLEED = 595.276, 841.89, 8.504
ISSUE = """magazine: Inclusion Now
number: 75
season: Autumn 2026
date: 2026-09-01
language: en-GB
flatplan: [advert]
"""
ADVERT = """---
kind: advert
picture: {file: pictures/it.pdf, alt: An advert}
---

Come.
"""
# Left blue, right red, head and foot black, each 20 points wide and of one ink.
FRAME = """1 0 0 0 k 0 0 20 {h} re f 0 1 0 0 k {right} 0 20 {h} re f
0 0 0 1 k 0 0 {w} 20 re f 0 {top} {w} 20 re f"""
BEYOND = "0 0 1 0 k -9 -9 {w18} {h18} re f 0 0 0 0 k 0 0 {w} {h} re f "


def advert(path, bleed, turned=False):
    """One page, by hand: so that no other program's idea of a box comes between."""
    numbers = {"w": WIDTH, "h": HEIGHT, "right": WIDTH - 20, "top": HEIGHT - 20,
               "w18": WIDTH + 18, "h18": HEIGHT + 18}
    content = ((BEYOND if bleed else "") + FRAME).format(**numbers).encode()
    trim = f"[0 0 {WIDTH} {HEIGHT}]"
    out = f"[{-BLEED} {-BLEED} {WIDTH + BLEED} {HEIGHT + BLEED}]"
    boxes = f"/MediaBox {out} /BleedBox {out} /TrimBox {trim}" if bleed else f"/MediaBox {trim}"
    if turned:
        boxes += " /Rotate 180"
    objects = [b"<</Type /Catalog /Pages 2 0 R>>", b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
               f"<</Type /Page /Parent 2 0 R {boxes} /Contents 4 0 R>>".encode(),
               b"<</Length %d>>\nstream\n%s\nendstream" % (len(content), content)]
    data, places = b"%PDF-1.4\n", []
    for i, thing in enumerate(objects):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (i + 1, thing)
    table = "".join(f"{at:010} 00000 n \n" for at in places)
    data += (f"xref\n0 5\n0000000000 65535 f \n{table}trailer <</Size 5 /Root 1 0 R>>\n"
             f"startxref\n{len(data)}\n%%EOF\n").encode()
    path.write_bytes(data)


def photograph(path):
    """The first advert as pixels, of the page's shape, 200 to an inch."""
    width, height, frame = 1654, 2339, 56
    side = b"\x00\x40\x80" * frame + b"\xff" * 3 * (width - 2 * frame) + b"\x80\x00\x40" * frame
    rows = (b"\0" + b"\0\0\0" * width) * frame
    rows += (b"\0" + side) * (height - 2 * frame) + rows
    chunks = (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)), \
        (b"IDAT", zlib.compress(rows)), (b"IEND", b"")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks))


def printed(suite, name, make=advert, **how):
    """Findings, and the printed page as rows of pixels, a point each, bleed and all."""
    if not shutil.which("pdftoppm"):
        raise Skip("no pdftoppm (poppler-utils)")
    folder, home = suite.folder(f"bleed/{name}"), suite.folder("bleed/home")
    for part in ("styles", "fonts"):
        shutil.copytree(ROOT / part, home / part, dirs_exist_ok=True)
    sheet = home / "styles/sheets/magazine.yaml"
    text = sheet.read_text()
    line = next(line for line in text.split("\n") if line.startswith("  advert: {like: plain"))
    sheet.write_text(text.replace(
        line, "  advert: {like: plain, frames: [{name: hero, x: 0, y: 0, width: 0, height: 0}]}"))
    (folder / "pictures").mkdir(exist_ok=True)
    (folder / "issue.yaml").write_text(ISSUE)
    kind = "png" if make is photograph else "pdf"
    (folder / "advert.md").write_text(ADVERT.replace("it.pdf", f"it.{kind}"))
    make(folder / f"pictures/it.{kind}", **how)
    done = run(suite.inpress, "build", folder, "-e", "print", "--home", home, "-o",
               folder / "out", "--allow", "page-count")
    file = next((folder / "out").glob("*.pdf"), None)
    if not file:
        raise Fail(done.stdout)
    must("pdftoppm", "-r", "72", "-png", "-singlefile", file, folder / "page")
    width, height, rows = pixels(folder / "page.png")
    equal("width and height", (613, 859), (width, height))
    return done.stdout, rows


def ink(rows, x, y):
    """The ink at a place in points from the trim's upper left corner."""
    x, y = int(x + BLEED), int(y + BLEED)
    step = len(rows[0]) // 613
    red, green, blue = rows[y][step * x:step * x + 3]
    dark = [value < 128 for value in (red, green, blue)]
    return {(True, False, False): "cyan", (False, True, False): "magenta",
            (False, False, True): "yellow", (True, True, True): "black",
            (False, False, False): "white"}.get(tuple(dark), (red, green, blue))


# Just within the trim, and out to the bleed, at each side and in one corner.
WITHIN = {"left": (3, 400), "right": (592, 400), "head": (300, 3), "foot": (300, 838)}
BEYOND_IT = {"left": (-7, 400), "right": (602, 400), "head": (300, -7), "foot": (300, 848),
             "corner": (-7, -7)}
OWN = {"left": "cyan", "right": "magenta", "head": "black", "foot": "black"}


def look(rows, beyond, own=OWN):
    for side, place in WITHIN.items():
        equal(f"within the trim, {side}", own[side], ink(rows, *place))
    for side, place in BEYOND_IT.items():
        equal(f"beyond the trim, {side}", beyond[side], ink(rows, *place))
    # the frame is as wide as it was drawn: nothing was enlarged
    equal("white at 22 points", "white", ink(rows, 22, 400))
    equal("frame at 17 points", own["left"], ink(rows, 17, 400))


def mirrored(suite):
    said, rows = printed(suite, "none", bleed=False)
    look(rows, {**OWN, "corner": "black"})
    equal("mirrored-bleed", 1, said.count("[mirrored-bleed]"))


def brought(suite):
    said, rows = printed(suite, "own", bleed=True)
    look(rows, dict.fromkeys(BEYOND_IT, "yellow"))
    equal("mirrored-bleed", 0, said.count("[mirrored-bleed]"))


def turned(suite):
    """By half, as a page's /Rotate says."""
    _, rows = printed(suite, "turned", bleed=True, turned=True)
    look(rows, dict.fromkeys(BEYOND_IT, "yellow"),
         {**OWN, "left": "magenta", "right": "cyan"})


def pictured(suite):
    """A photograph of the page's shape is enlarged until it fills the bleed; nothing is mirrored,
    and no more is lost than that."""
    said, rows = printed(suite, "photograph", photograph)
    for side, (x, y) in BEYOND_IT.items():
        if ink(rows, x, y) == "white" or (side in WITHIN and
                                          ink(rows, x, y) != ink(rows, *WITHIN[side])):
            raise Fail(f"beyond the trim, {side}: {ink(rows, x, y)}")
    equal("white at 24 points", "white", ink(rows, 24, 400))
    for slug in ("mirrored-bleed", "no-bleed"):
        equal(slug, 0, said.count(f"[{slug}]"))


def check(suite):
    for name, function in (("is mirrored where there is none", mirrored),
                           ("is the advert's own", brought),
                           ("of a turned page", turned),
                           ("of a photograph", pictured)):
        suite.check(f"bleed/{name}", function, suite)
