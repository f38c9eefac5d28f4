"""What one reader asks for: one file, as asked, to the standards of all others; refused with its
figures where it cannot be read."""
import re

from checks.editions import judged
from checks.suite import ROOT, Fail, equal, must, run
from pdf.content import operations
from pdf.reader import Pdf

GROUPS = ["asked"]
ISSUE = ROOT / "issues/2026-autumn"
COLOURS = "ink=#000060 paper=#fdf6e3"
ASKED = ["--size", "20pt", "--font", "opendyslexic", "--spacing", "wide", "--colours", COLOURS,
         "--text-only"]
TITLE = ("Inclusion Now, Autumn 2026, 20 point, OpenDyslexic, wide spacing, "
         "dark blue on pale yellow, text only")


def made(suite, name, *words):
    path = suite.folder("asked") / f"{name}.pdf"
    must(suite.inpress, "build", ISSUE, *words, "-o", path)
    return path


def own(suite):
    return suite.once("asked", made, suite, "own", *ASKED)


def one_file(suite):
    path = own(suite)
    equal("files", [path.name], sorted(p.name for p in path.parent.iterdir()
                                       if p.stem == "own" or p.suffix != ".pdf"))


def into_a_folder(suite):
    """-o with a folder, as it is typed."""
    folder = suite.folder("asked")
    must(suite.inpress, "build", ROOT / "samples/first-issue", "--home", ROOT, *ASKED,
         "-o", "below/one.pdf", cwd=folder)
    equal("files", ["one.pdf"], sorted(p.name for p in (folder / "below").iterdir()))


def titled(suite):
    found = re.search(r"^Title:\s+(.*)", must("pdfinfo", own(suite)), re.M)[1]
    equal("title", TITLE, found)


def in_its_face(suite):
    """The face asked for, and the one for Arabic that it lacks."""
    names = {line.split()[0].split("+")[1] for line in
             must("pdffonts", own(suite)).splitlines()[2:]}
    other = {n for n in names if not n.startswith(("OpenDyslexic", "NotoNaskhArabic"))}
    if other or not any(n.startswith("OpenDyslexic") for n in names):
        raise Fail(f"set in {sorted(names)}")


def drawn(path):
    pdf = Pdf(path)
    for page in pdf.pages:
        yield from operations(pdf.contents(page))


def in_its_colours(suite):
    allowed = {(0, 0, 0x60), (0xFD, 0xF6, 0xE3)}
    found = {tuple(round(v * 255) for v in (values * 3)[:3])
             for operator, values, _, _ in drawn(own(suite)) if operator in ("rg", "RG", "g", "G")}
    equal("colours", allowed, found)


def at_its_size(suite):
    sizes = {values[1] for operator, values, _, _ in drawn(own(suite)) if operator == "Tf"}
    if min(sizes) < 20 or 20 not in sizes:
        raise Fail(f"sizes of type: {sorted(sizes)}")


def without_pictures(suite):
    lines = must("pdfimages", "-list", own(suite)).splitlines()[2:]
    equal("pictures", [], lines)


def noted(suite):
    """Its note says that pictures are described, or that print's pages are marked: the one has
    no marks, the other no descriptions."""
    described, marked = "Each picture is described in words", "say that page 16 of the print"
    shown = made(suite, "shown", *[w for w in ASKED if w != "--text-only"])
    for path, said, expected in ((own(suite), described, True), (shown, described, False),
                                 (own(suite), marked, False), (shown, marked, True)):
        # spacing asked for is space to poppler
        text = "".join(must("pdftotext", "-l", "6", path, "-").split())
        equal(f"{path.name} says '{said}'", expected, said.replace(" ", "") in text)
        if "asonereaderasked:20point" not in text:
            raise Fail(f"{path.name} has no note of its own")


def credited(suite):
    """A face whose licence asks for its author's name has it in the file; others have none."""
    plain = made(suite, "plain", "--size", "20pt", "--font", "tiresias")
    for path, expected in ((own(suite), True), (plain, False)):
        text = "".join(must("pdftotext", "-l", "8", path, "-").split())
        found = "OpenDyslexicisbyAbelardoGonzalez" in text and "Attribution3.0" in text and \
            "BitstreamVera,copyright2003byBitstream,Inc." in text
        equal(f"{path.name} credits its face", expected, found)
        if "%credit" in text:
            raise Fail(f"{path.name} has '%credit'")


def words_of(path):
    """The word, its width in points, the height of its line, of all body words with a box."""
    found = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" '
                       r'yMax="([\d.]+)">(\w+)</word>', must("pdftotext", "-bbox", path, "-"))
    return {w: (float(x2) - float(x1), float(y2) - float(y1)) for x1, y1, x2, y2, w in found
            if len(w) > 8 and w.islower()}


def wide(suite):
    """Letters stand 0.12 em further apart than in the same edition set plain."""
    plain = words_of(made(suite, "plain", *(w for w in ASKED if w not in ("--spacing", "wide"))))
    far, measured = words_of(own(suite)), []
    for word, (width, height) in far.items():
        if word in plain and abs(plain[word][1] - height) < 0.1:
            measured.append((width - plain[word][0]) / len(word) / 20)
    middle = sorted(measured)[len(measured) // 2] if measured else 0
    if not 0.105 < middle < 0.125:
        raise Fail(f"letters are {middle:.3f} em further apart, of {len(measured)} words")


def markers_keep_apart(suite):
    """A list's number stands before its words as far as words do: it was next to them when
    all else was far apart. Points of 18 point text."""
    target = suite.folder("asked") / "markers.pdf"
    must(suite.inpress, "build", "samples/first-issue", "--spacing", "widest", "--text-only",
         "-o", target)
    glyphs = [(found[1], float(found[2]), float(found[3])) for found in re.finditer(
        r'<g unicode="(.)" glyph="\d+" x="([\d.]+)" y="[\d.]+" adv="([\d.]+)"',
        must("mutool", "trace", target))]
    said = "".join(letter for letter, _, _ in glyphs).replace(" ", "")
    if "1.Foranumbered" not in said:
        raise Fail("the list is not there")
    gaps = [glyphs[i + 1][1] - x - adv * 18 for i, (letter, x, adv) in enumerate(glyphs[:-1])
            if letter == "." and glyphs[i + 1][0] == "F" and i and glyphs[i - 1][0] == "1"]
    if len(gaps) != 1 or gaps[0] < 0.6 * 18:
        raise Fail(f"gaps of {gaps}")


def numbered(suite):
    """However large the type, every page that has text has its number, whole, on the paper."""
    descent = 0.39  # of Andika's size, below what its figures stand on
    for points in (36, 72):
        size = f"{points}pt"
        path = suite.folder("asked") / f"{size}.pdf"
        must(suite.inpress, "build", ROOT / "samples/first-issue", "--home", ROOT, "--size", size,
             "-o", path)
        pages = must("pdftotext", "-bbox", path, "-").split("<page ")[1:]
        inside = pages.index(next(p for p in pages if ">About</word>" in p))
        for number, page in enumerate(pages[inside:], inside + 1):
            height = float(re.search(r'height="([\d.]+)"', page)[1])
            stands = [float(y) - descent * points for y in
                      re.findall(rf'yMax="([\d.]+)">{number}</word>', page)]
            if not stands or not height * 0.9 < max(stands) < height - 15:
                raise Fail(f"page {number} at {size} has its number at {stands} of {height}")


def refused(suite):
    path = suite.folder("asked") / "refused.pdf"
    faint = ["--size", "11pt", "--colours", "ink=#777777 paper=#ffffff"]
    done = run(suite.inpress, "build", ISSUE, *faint, "-o", path)
    equal("exit status", 2, done.returncode)
    for slug in ("asked-size", "asked-contrast"):
        if f"[{slug}]" not in done.stdout:
            raise Fail(f"{slug} is not said:\n{done.stdout}")
    if path.exists():
        raise Fail("it was written all the same")
    must(suite.inpress, "build", ISSUE, *faint, "--allow", "asked-size", "--allow",
         "asked-contrast", "-o", path)
    if not path.exists():
        raise Fail("it was not written though it was allowed")


def wrong_words(suite):
    for words in (["--size", "20"], ["--size", "2pt"], ["--colours", "ink=#000"],
                  ["--colours", "blue"], ["--spacing", "narrow"], ["-e", "large", "--text-only"],
                  ["--text-only", "-o", "folder"]):
        equal(f"exit status of {words}", 3,
              run(suite.inpress, "build", ISSUE, *words).returncode)
    done = run(suite.inpress, "build", ISSUE, "--font", "comic", "-o", "x.pdf")
    if done.returncode != 2 or "opendyslexic" not in done.stdout:
        raise Fail(f"a face that is not offered: {done.returncode}\n{done.stdout}")


def verapdf(suite):
    path = str(own(suite))
    verdicts = judged(suite, [path])
    for flavour in ("ua1", "2a"):
        lines = verdicts.get((flavour, path), ["no verdict"])
        if not lines[0].startswith("pass"):
            raise Fail("\n".join(lines))


def check(suite):
    for function in (one_file, into_a_folder, titled, in_its_face, in_its_colours, at_its_size,
                     without_pictures, noted, credited, wide, markers_keep_apart,
                     numbered, refused, wrong_words, verapdf):
        suite.check(f"asked/{function.__name__.replace('_', ' ')}", function, suite)
