"""Ink where pictures are seen through, beyond the trim of adverts, and on plates of their own:
the program's own figures are those of ghostscript's plates.
"""
import random
import re
import shutil
import struct
import zlib

from checks.bleed import ADVERT, BLEED, HEIGHT, WIDTH
from checks.bleed import ISSUE as ADVERTS
from checks.ink import ISSUE, TOLERANCE, build, plates
from checks.spots import spotted
from checks.spots import issue as spot_issue
from checks.suite import ROOT, Fail
from pdf.ink import drawn
from pdf.writer import Writer

GROUPS = ["covered"]

CUT_OUT = """---
kind: article
headline: A cut-out
---

::: sidebar title="On a ground"
![A picture of which half is seen.](pictures/it.png)
:::
"""


def pale(suite, name):
    """A home whose furniture takes no ink to speak of: what is measured is the picture."""
    home = suite.folder(f"covered/home-{name}")
    for part in ("styles", "fonts"):
        shutil.copytree(ROOT / part, home / part, dirs_exist_ok=True)
    inks = home / "styles/palettes/default.yaml"
    inks.write_text(re.sub(r"cmyk: \d+ \d+ \d+ \d+", "cmyk: 0 0 0 10", inks.read_text()))
    for preset in ("any", "sheetfed-coated"):
        file = home / f"styles/printers/{preset}.yaml"
        text = (ROOT / "styles/printers/sheetfed-coated.yaml").read_text()
        file.write_text(text + ("spots: yes\n" if preset == "any" else ""))
    return home


def png(path, pixel, width=600, height=400):
    rows = b"".join(b"\0" + b"".join(bytes(pixel(x, y)) for x in range(width))
                    for y in range(height))
    chunks = ((b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)),
              (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks))


def agrees(suite, name, said, path, least, most):
    """The figure of page 1; it lies where it must, or the test shows nothing."""
    found, own = plates(suite, path, f"covered-{name}")[1].most().total, said[0]["total"]
    if abs(found - own) > TOLERANCE:
        raise Fail(f"{own:.1f} %, by ghostscript {found:.1f} %")
    if not least < found < most:
        raise Fail(f"{found:.1f} % is not what this test is made for")


def cut_out(suite, name, pixel):
    folder, home = suite.folder(f"covered/{name}"), pale(suite, "cut-outs")
    (folder / "pictures").mkdir(exist_ok=True)
    (folder / "issue.yaml").write_text(ISSUE)
    (folder / "piece.md").write_text(CUT_OUT)
    png(folder / "pictures/it.png", pixel)
    for again in ("", "-again"):  # measured, and as it was kept
        _, own, path = build(suite, folder, f"covered-{name}{again}", home=home)
        agrees(suite, f"{name}{again}", own, path, 120, 200)


def drawing(suite):
    """Dark dots, and nothing between: half of the ink, and the ground of the other half."""
    dots = random.Random(2)
    cut_out(suite, "dots", lambda x, y: (60, 20, 40, dots.choice((0, 85, 170, 255))))


def photograph(suite):
    """Dark and grainy, half seen through."""
    grain = random.Random(1)
    cut_out(suite, "grain", lambda x, y: [grain.randrange(20, 60) for _ in range(3)] + [128])


def advert(path, content, bleed):
    pdf = Writer()
    trim = f"[0 0 {WIDTH} {HEIGHT}]"
    out = f"[{-BLEED} {-BLEED} {WIDTH + BLEED} {HEIGHT + BLEED}]"
    boxes = f"/MediaBox {out} /BleedBox {out} /TrimBox {trim}" if bleed else f"/MediaBox {trim}"
    marks = pdf.add("", content.encode())
    pdf.add(f"<</Type /Page /Parent 3 0 R {boxes} /Contents {marks}>>")
    pdf.add("<</Type /Pages /Kids [2 0 R] /Count 1>>")
    pdf.write(path, pdf.add("<</Type /Catalog /Pages 3 0 R>>"))


def filled(suite, name, content, bleed):
    """The press file of an advert that fills its page."""
    folder, home = suite.folder(f"covered/{name}"), pale(suite, "adverts")
    sheet = home / "styles/sheets/magazine.yaml"
    text = sheet.read_text()
    line = next(line for line in text.split("\n") if line.startswith("  advert: {like: plain"))
    sheet.write_text(text.replace(
        line, "  advert: {like: plain, frames: [{name: hero, x: 0, y: 0, width: 0, height: 0}]}"))
    (folder / "pictures").mkdir(exist_ok=True)
    (folder / "issue.yaml").write_text(ADVERTS)
    (folder / "advert.md").write_text(ADVERT)
    advert(folder / "pictures/it.pdf", content, bleed)
    _, own, path = build(suite, folder, f"covered-{name}", home=home)
    return own, path


def mirrored(suite):
    """A dark line along an edge is twice as thick where it is mirrored into the bleed. (It is
    seven pixels of the program's plates: what half a pixel is worth is not asked here.)"""
    own, path = filled(suite, "mirrored", f"0.9 0.8 0.7 0.3 k 0 0 3.2 {HEIGHT} re f", False)
    agrees(suite, "mirrored", own, path, 120, 180)


def mirrored_at_the_foot(suite):
    own, path = filled(suite, "foot", f"0.9 0.8 0.7 0.3 k 0 0 {WIDTH} 3.2 re f", False)
    agrees(suite, "foot", own, path, 120, 180)


def own_bleed(suite):
    """What an advert brings beyond its trim is counted: here there is nothing else."""
    own, path = filled(suite, "own", f"0.9 0.8 0.7 0.3 k {-BLEED} {-BLEED} {BLEED - 1} "
                       f"{HEIGHT + 2 * BLEED} re f", True)
    agrees(suite, "own", own, path, 120, 250)
    if own[0]["left"] > -2:
        raise Fail(f"most ink is {own[0]['left']} mm from the trim, not beyond it")


def spots(suite):
    """Inks of their own count: the most of any square is that of all plates."""
    home = pale(suite, "spots")
    _, own, path = build(suite, spot_issue(suite, "counted", spotted), "covered-spots",
                         "--printer", "any", home=home)
    best = drawn(path, suite.folder("covered/spots"), spots=True)[1].most().total
    if abs(best - own[0]["total"]) > TOLERANCE or best < 130 or own[0].get("spots", 0) < 100:
        raise Fail(f"{own[0]}, by ghostscript {best:.1f} %")


def check(suite):
    for name, function in (("a drawing cut out", drawing), ("a veil of pixels", photograph),
                           ("an edge mirrored", mirrored),
                           ("a foot mirrored", mirrored_at_the_foot),
                           ("an advert's own bleed", own_bleed), ("plates of their own", spots)):
        suite.check(f"covered/{name}", function, suite)
