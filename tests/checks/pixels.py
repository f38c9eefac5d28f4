"""A few proofs compared pixel by pixel, with tolerance: what no trace says, such as a glyph
drawn as another or a picture upside down. tests/pixels/NAME.png; tests/run -u rewrites them."""
import shutil
import struct
import zlib

from checks.suite import ROOT, Fail, must

GROUPS = ["pixels"]
ISSUE = "issues/2026-autumn"
PPI = 30
DRAWINGS = "samples/drawings"
# name, issue, edition, page
PROOFS = [("cover", ISSUE, "standard", 1), ("tables", ISSUE, "standard", 7),
          ("voices", ISSUE, "standard", 14), ("large", ISSUE, "large-black-on-yellow", 5),
          ("drawing", DRAWINGS, "standard-white-on-black", 1),
          ("advert", DRAWINGS, "standard", 2)]
MEAN = 3       # mean difference of a channel, of 255
FAR = 0.02     # share of channels that may differ by more than 64


def pixels(path):
    """Width, height and rows of an 8-bit grey, RGB or RGBA PNG that is not interlaced."""
    data, at, packed = path.read_bytes(), 8, b""
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + length]
        if kind == b"IHDR":
            width, height, depth, color = struct.unpack(">IIBB", body[:10])
        elif kind == b"IDAT":
            packed += body
        at += 12 + length
    if depth != 8 or color not in (0, 2, 6):
        raise Fail(f"{path.name}: not 8-bit grey or RGB")
    return width, height, unfiltered(zlib.decompress(packed), width, height,
                                     {0: 1, 2: 3, 6: 4}[color])


def nearest(a, b, c):
    """PNG's Paeth predictor."""
    return min((abs(b - c), 0, a), (abs(a - c), 1, b), (abs(a + b - 2 * c), 2, c))[2]


def unfiltered(raw, width, height, step):
    size, above, rows = width * step, bytes(width * step), []
    for y in range(height):
        kind, row = raw[y * (size + 1)], bytearray(raw[y * (size + 1) + 1:(y + 1) * (size + 1)])
        for i in range(size):
            left, up = row[i - step] if i >= step else 0, above[i]
            corner = above[i - step] if i >= step else 0
            row[i] = (row[i] + (0, left, up, (left + up) // 2,
                                nearest(left, up, corner))[kind]) & 255
        rows.append(bytes(row))
        above = row
    return rows


def proof(suite, name, issue, edition, page):
    folder = suite.folder(f"pixels/{name}")
    must(suite.inpress, "proof", issue, "-e", edition, "-p", page, "--ppi", PPI, "-o", folder)
    found, = folder.glob("*.png")
    expected = ROOT / "tests" / "pixels" / f"{name}.png"
    if suite.update:
        shutil.copy(found, expected)
        return
    is_near(expected, found)


def is_near(expected, found):
    wide, high, a = pixels(expected)
    if (wide, high) != pixels(found)[:2]:
        raise Fail(f"{expected.name}: {pixels(found)[:2]} pixels, expected {(wide, high)}")
    off = [abs(x - y) for left, right in zip(a, pixels(found)[2]) for x, y in zip(left, right)]
    mean, far = sum(off) / len(off), sum(d > 64 for d in off) / len(off)
    if mean > MEAN or far > FAR:
        raise Fail(f"{expected.name}: mean difference {mean:.2f} (at most {MEAN}), "
                   f"{far:.1%} far off (at most {FAR:.0%})")


def sees_another_page(suite):
    """The comparison can fail: a page is not its neighbour."""
    folder = suite.folder("pixels/neighbour")
    must(suite.inpress, "proof", ISSUE, "-e", "standard", "-p", 8, "--ppi", PPI, "-o", folder)
    found, = folder.glob("*.png")
    try:
        is_near(ROOT / "tests" / "pixels" / "tables.png", found)
    except Fail:
        return
    raise Fail("page 8 passes for page 7")


def without_pdftocairo(suite):
    """Drawings are grey boxes then, and the editor is told."""
    folder = suite.folder("pixels/without")
    told = must(suite.inpress, "proof", DRAWINGS, "-e", "standard-white-on-black", "-p", 1,
                "--ppi", PPI, "-o", folder, env={"PATH": str(folder)})
    if "count.svg' is a grey box" not in told or "[art-not-drawn]" not in told:
        raise Fail(told)
    found, = folder.glob("*.png")
    try:
        is_near(ROOT / "tests" / "pixels" / "drawing.png", found)
    except Fail:
        return
    raise Fail("the drawing is there all the same")


def broken_pdftocairo(suite):
    """What it leaves behind is no picture: the same grey box, and nothing stays in TMPDIR."""
    folder, tmp = suite.folder("pixels/broken"), suite.folder("pixels/broken-tmp")
    program = folder / "pdftocairo"
    for status in 0, 1:
        program.write_text(f'#!/bin/sh\nfor a; do :; done\necho cut >"$a.png"\nexit {status}\n')
        program.chmod(0o755)
        told = must(suite.inpress, "proof", DRAWINGS, "-e", "standard-white-on-black", "-p", 1,
                    "--ppi", PPI, "-o", folder, env={"PATH": str(folder), "TMPDIR": str(tmp)})
        if "count.svg' is a grey box" not in told or list(tmp.iterdir()):
            raise Fail(f"{told}{list(tmp.iterdir())}")


def without_tmpdir(suite):
    """Where the art cannot be drawn the proof is made all the same, and says so."""
    folder = suite.folder("pixels/no-tmp")
    told = must(suite.inpress, "proof", DRAWINGS, "-e", "standard-white-on-black", "-p", 1,
                "--ppi", PPI, "-o", folder, env={"TMPDIR": str(folder / "none")})
    if "none' (No such file or directory)" not in told or "[art-not-drawn]" not in told:
        raise Fail(told)
    if not list(folder.glob("*.png")):
        raise Fail("there is no proof")


def check(suite):
    for name, issue, edition, page in PROOFS:
        suite.check(f"pixels/{name}", proof, suite, name, issue, edition, page)
    suite.check("pixels/without pdftocairo", without_pdftocairo, suite)
    suite.check("pixels/broken pdftocairo", broken_pdftocairo, suite)
    suite.check("pixels/without TMPDIR", without_tmpdir, suite)
    suite.check("pixels/another page is seen", sees_another_page, suite)
