"""The justified sample's sheet on the bench's magazine, against what the best peer reached.

The figures are read back from the file that was written (pdf/gaps.py), over all full lines of
the body: rivals measured so had 8.7 % of lines with a gap over 1.5 times the face's space, 1.7 %
over 2 times, 13.5 % of line ends hyphenated and a run of three hyphens.
"""
import shutil

from checks.suite import ROOT, Fail, must
from pdf import gaps, positions
from pdf.reader import Pdf

GROUPS = ["justified"]

HOME = ROOT / "samples/justified"
FONT, SIZE, SPACE, INDENT = "LinLibertineO", 10, 2.5, 13
MM = 72 / 25.4
INNER, OUTER, GAP, WIDTH = 18 * MM, 40 * MM, 6 * MM, 210 * MM


def columns(page):
    """Two columns; the wide margin is the outer one."""
    left = INNER if page % 2 else OUTER
    column = (WIDTH - INNER - OUTER - GAP) / 2
    return [(left, left + column), (left + column + GAP, left + 2 * column + GAP)]


def magazine(suite):
    """The bench's magazine, set with the sample's sheet as it is now: (folder of the issue and of
    the sheet, the file). What is asked of them later is asked of what the file was made from."""
    folder = suite.folder("justified")
    shutil.copytree(HOME, folder / "home")
    bench = ROOT / "tests/bench"
    must("cc", "-std=c11", "-D_XOPEN_SOURCE=700", "-O2", "-o", folder / "magazine",
         *(bench / f"{part}.c" for part in ("magazine", "prose", "photo", "peer")), "-ljpeg")
    must(folder / "magazine", folder / "issue")
    must(suite.inpress, "build", folder / "issue", "--home", folder / "home", "-e", "standard",
         "-o", folder)
    found, = folder.glob("*.pdf")
    return folder, found


def figures(suite):
    _, path = suite.once("justified", magazine, suite)
    every = gaps.lines(path, FONT, SIZE)
    return gaps.Figures(gaps.full(every, columns, INDENT), every, SPACE)


def good(suite):
    f = suite.once("figures", figures, suite)
    print(f"     {f}")
    missed = [what for what, kept in (
        ("1,400 full lines", f.n >= 1400), ("gaps over 1.5 times: 8 %", f.wide <= 8),
        ("gaps over 2 times: 1.5 %", f.wider <= 1.5), ("line ends hyphenated: 13.5 %",
                                                       f.hyphenated <= 13.5),
        ("no run of 3 hyphens", f.runs == 0), ("no gap under 0.7 times", f.least >= 0.695))
        if not kept]
    if missed:
        raise Fail(f"not kept: {', '.join(missed)}")


def places(suite):
    folder, path = suite.once("justified", magazine, suite)
    own = must(suite.inpress, "dump", "pages", folder / "issue", "--home", folder / "home",
               "-e", "standard")
    positions.check(Pdf(path), own, path)


SMALL = """---
kind: article
headline: Small capitals
---

Anna met Otto at the NASA of old. Abba sang: AAA, then aaa.
"""


def capitals(suite):
    """One glyph of a CFF face is "A" here and "a" there, and each is read as it was written."""
    folder = suite.folder("small-capitals")
    home = folder / "home"
    shutil.copytree(HOME, home, dirs_exist_ok=True)
    sheet = home / "styles/sheets/justified.yaml"
    sheet.write_text(sheet.read_text().replace(
        "  paragraph: {", "  paragraph: {font-variant-caps: all-small-caps, ", 1))
    (folder / "issue").mkdir(exist_ok=True)
    (folder / "issue/piece.md").write_text(SMALL)
    (folder / "issue/issue.yaml").write_text(
        "magazine: M\ndate: 2026-09-01\nlanguage: en-GB\nflatplan:\n  - piece\n")
    must(suite.inpress, "build", folder / "issue", "--home", home, "-e", "standard", "-o", folder)
    found, = folder.glob("*.pdf")
    words = " ".join(must("pdftotext", found, "-").split())
    if "Anna met Otto at the NASA of old. Abba sang: AAA, then aaa." not in words:
        raise Fail(f"small capitals are read otherwise: {words}")


def check(suite):
    suite.check("justified/bench's magazine", good, suite)
    suite.check("justified/positions", places, suite)
    suite.check("justified/small capitals", capitals, suite)
