"""How much ink lies on press files: ghostscript's separations against the program's own figures.

The square of 15 mm² with most ink is looked for on the plates at every pixel (pdf/ink.py), and
what the program says of its place is asked of the plates there.
"""
import json
import re
import shutil

from checks.suite import ROOT, Fail, equal, must, run
from pdf.ink import SIDE, Plates, drawn
from pdf.reader import Pdf
from pdf.writer import Writer, clip_box

GROUPS = ["ink"]

TOLERANCE = 5  # points of ink
NOISE = 1.5    # what 8 bits and JPEG add
BLEED = 3      # mm, of the presets that trim

ISSUE = """magazine: Inclusion Now
number: 75
season: Autumn 2026
date: 2026-09-01
language: en-GB
flatplan: [piece]
"""
PIECE = """---
kind: article
headline: A picture
---

::: figure file="pictures/%s" alt="Dark"
:::

Words.
"""
INK = "0.95 0.95 0.95 0.95 setcmykcolor 0 0 600 400 rectfill "
SMOOTH = "0 1 599 {dup 600 div dup 0.7 mul exch 1 exch sub 0.6 mul 0.5 0.3 setcmykcolor " \
    "0 1 400 rectfill} for "
# Squares of many sizes, no two of which lie alike on any grid.
SQUARES = "".join(f"0.9 0.8 0.7 0.5 setcmykcolor {20 + 53.3 * i} {20 + 47.1 * k} "
                  f"{9 + 1.9 * i} {9 + 2.3 * k} rectfill "
                  for i in range(10) for k in range(7))
BARS = "".join(f"0.7 0.9 0.2 0 setcmykcolor {3.37 * i * i + 5 * i} 0 {1.1 * i} 400 rectfill "
               for i in range(1, 13))
PAGE = "%%!PS\n<< /PageSize [%d %d] >> setpagedevice %s showpage\n"


# ---- issues -------------------------------------------------------------------------------


def bearing(suite, home=ROOT):
    """A home whose printers take any ink: what is over their limit is written, and measured."""
    made = suite.folder(f"ink/bearing-{home.name}")
    for name in ("styles", "fonts"):
        shutil.copytree(home / name, made / name, dirs_exist_ok=True)
    for preset in (made / "styles/printers").glob("*.yaml"):
        preset.write_text(re.sub("^(ink|rich-black)-limit: .*$", r"\1-limit: 400",
                                 preset.read_text(), flags=re.M))
    return made


def refused(suite, issue, name, *options, home=ROOT, env=None):
    """What was said of a press file that is not written."""
    folder = suite.folder(f"ink/refused/{name}")
    done = run(suite.inpress, "build", issue, "-e", "print", "--json", "-o", folder,
               "--home", home, *options, env=env)
    said = json.loads(done.stdout[done.stdout.index("{"):])
    equal("exit status", 2, done.returncode)
    equal("files", [], list(folder.glob("*.pdf")))
    return said


def build(suite, issue, name, *options, home=ROOT, env=None):
    """What was said, each page's own figure, and the file."""
    folder = suite.folder(f"ink/out/{name}")
    done = run(suite.inpress, "build", issue, "-e", "print", "--json", "-o", folder,
               "--home", home, *options, env=env)
    try:
        said = json.loads(done.stdout[done.stdout.index("{"):])
    except ValueError:
        raise Fail(done.stdout)
    file = said["files"][0]
    if not file["written"]:
        raise Fail(done.stdout)
    return said, file["ink"], folder / file["path"].split("/")[-1]


def plates(suite, path, name):
    return drawn(path, suite.folder(f"ink/plates/{name}"))


def disagreement(own, page, bleed=BLEED):
    """What the program says of a page that its plates do not; None: nothing. TOLERANCE is
    for both: how much there is anywhere, and how much where it says that it is."""
    most = page.most()
    where = page.mean(own["left"] + bleed, own["top"] + bleed)
    said = [own[ink] for ink in ("cyan", "magenta", "yellow", "black")]
    if abs(own["total"] - most.total) > TOLERANCE:
        return f"{own['total']:.1f} %, by ghostscript {most.total:.1f} % " \
            f"at {most.left - bleed:.1f}, {most.top - bleed:.1f}"
    if any(abs(a - b) > TOLERANCE for a, b in zip(said, where)):
        return f"{said} at {own['left']}, {own['top']}: by ghostscript " \
            f"{[round(ink, 1) for ink in where]}"
    return None


def agreed(suite, own, path, name, bleed=BLEED):
    """The plates, with which the program agrees on every page."""
    found = plates(suite, path, name)
    equal("pages", sorted(found), [page["page"] for page in own])
    wrong = [(page["page"], disagreement(page, found[page["page"]], bleed)) for page in own]
    if any(what for _, what in wrong):
        raise Fail("\n".join(f"page {page}: {what}" for page, what in wrong if what))
    return found


def measured(suite, name):
    """On every page the program's figure is that of ghostscript's plates."""
    _, own, path = build(suite, ROOT / "issues" / name, name)
    agreed(suite, own, path, name)
    if max(page["total"] for page in own) < 150:
        raise Fail("there is no ink to speak of")


def within(suite, name, printer, limit):
    """Photographs take no more than the printer's limit, by ghostscript, and the program says
    how much: on the cover a grainy one promises more than the tiles above it have."""
    _, own, path = build(suite, ROOT / "issues" / name, f"{name}-{printer}", "--printer", printer)
    report = json.loads((path.parent / "print-report.json").read_text())
    if not any("limited" in p["done"] for page in report["of_pages"] for p in page["pictures"]):
        raise Fail("no picture is told as brought under the limit")
    for number, page in agreed(suite, own, path, f"{name}-{printer}", bleed=0).items():
        total = page.most().total
        if total > limit + NOISE:
            raise Fail(f"page {number}: {total:.1f} %, limit {limit} %")


def done_with(path):
    """What the dossier beside a press file says was done with its first picture."""
    report = json.loads((path.parent / "print-report.json").read_text())
    return next(p for page in report["of_pages"] for p in page["pictures"])["done"]


def small_issue(suite, name, picture):
    folder = suite.folder(f"ink/{name}")
    (folder / "pictures").mkdir(exist_ok=True)
    (folder / "issue.yaml").write_text(ISSUE)
    (folder / "piece.md").write_text(PIECE % picture)
    return folder


def cmyk_jpeg(suite, name, marks, profile=False):
    folder = small_issue(suite, name, "it.jpg")
    source = folder / "it.ps"
    source.write_text(PAGE % (600, 400, marks))
    must("gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=jpegcmyk", "-r150",
         "-dJPEGQ=95", "-o", folder / "pictures/it.jpg", source)
    source.unlink()
    if not profile:
        without_profile(folder / "pictures/it.jpg")
    return folder


def without_profile(path):
    """The JPEG without its APP2 segments, which hold ghostscript's own profile."""
    data, at, out = path.read_bytes(), 2, b"\xff\xd8"
    while data[at + 1] != 0xDA:
        end = at + 2 + int.from_bytes(data[at + 2:at + 4], "big")
        if data[at + 1] != 0xE2:
            out += data[at:end]
        at = end
    path.write_bytes(out + data[at:])


def too_dark(suite):
    """A picture of 380 % is brought under 300 %, and stays as dark as the press can print."""
    said, own, path = build(suite, cmyk_jpeg(suite, "dark", INK), "dark")
    found = agreed(suite, own, path, "dark")[1].most().total
    if found > 300 + NOISE or own[0]["total"] > 300 + NOISE:
        raise Fail(f"{found:.1f} % by ghostscript, {own[0]['total']} % by the program")
    if found < 290 or own[0]["black"] < 90:
        raise Fail(f"lighter than it need be: {found:.1f} %, {own[0]['black']} % black")
    no_finding(said)
    equal("what was done", ["limited"], done_with(path))


def foreign_inks(suite):
    """A picture in the CMYK of another press is converted; what is black alone stays so."""
    folder = cmyk_jpeg(suite, "foreign", "0 0 0 1 setcmykcolor 0 0 300 400 rectfill "
                       "0.8 0.2 0.1 0 setcmykcolor 300 0 300 400 rectfill", profile=True)
    _, _, path = build(suite, folder, "foreign")
    pixels = list(zip(*plates(suite, path, "foreign")[1].plates))
    black = [p for p in pixels if p[3] > 215]
    if len(black) < 30000 or any(max(p[:3]) > 10 for p in black):
        raise Fail(f"{len(black)} pixels are black, and not all of them in black ink alone")
    blue = [p for p in pixels if p[0] > 135 and p[3] < 55]
    if len(blue) < 30000 or any(abs(p[0] - 204) < 3 and abs(p[1] - 51) < 3 for p in blue):
        raise Fail("the other press's numbers were kept")
    equal("what was done", ["converted"], done_with(path))


def no_finding(said):
    wrong = [f for f in said["findings"] if f["slug"] in ("too-much-ink", "ink-not-measured")]
    if wrong:
        raise Fail(str(wrong))


def untouched(suite):
    """A picture in CMYK that the press can print keeps every byte of its pixels."""
    folder = cmyk_jpeg(suite, "light", SMOOTH)
    source = (folder / "pictures/it.jpg").read_bytes()
    scan = source[source.index(b"\xff\xda"):]
    said, own, path = build(suite, folder, "light")
    pdf = Pdf(path)
    streams = [pdf.stream(ref) for ref in pdf.pictures()]
    if not any(scan in stream for stream in streams):
        raise Fail("its pixels are not in the file as they were")
    agreed(suite, own, path, "light")
    no_finding(said)
    equal("what was done", ["copied"], done_with(path))


def findings(said, code):
    return [f for f in said["findings"] if f["slug"] == code]


def foreign_page(suite):
    """A page from elsewhere with too much ink is named, with its place [too-much-ink]; where
    there is no ghostscript, that nobody measured [ink-not-measured]."""
    folder = small_issue(suite, "page", "it.pdf")
    inked_page(folder / "pictures/it.pdf",
               "0.9 0.9 0.9 0 k 0 0 150 200 re f /Over gs 0 0 0 0.9 k 0 0 150 200 re f")
    told = findings(refused(suite, folder, "page", "--no-cache"), "too-much-ink")
    if len(told) != 1 or not re.search("'pictures/it.pdf' has 3[56]", told[0]["message"]) or \
            (told[0]["level"], told[0]["line"]) != ("error", 6):
        raise Fail(str(told))
    _, own, path = build(suite, folder, "page", "--no-cache", home=bearing(suite))
    agreed(suite, own, path, "page")
    bare = suite.folder("ink/bare")
    said, own, _ = build(suite, folder, "bare", "--no-cache", env={"PATH": str(bare)})
    if not findings(said, "ink-not-measured") or findings(said, "too-much-ink"):
        raise Fail(f"without ghostscript: {said['findings']}")


def inked_page(path, marks, resources="", objects=()):
    """A page from elsewhere, 300 by 200 points."""
    pdf = Writer()
    content = pdf.add("", marks.encode())
    named = " ".join(f"/{name} {pdf.add(*thing)}" for name, thing in objects)
    pdf.add(f"<</Type /Page /Parent {len(pdf.objects) + 2} 0 R /MediaBox [0 0 300 200] /Contents "
            f"{content} /Resources <</XObject <<{named}>> /ExtGState <</Over <</OP true /op true "
            f"/OPM 1>>>> {resources}>>>>")
    pdf.add(f"<</Type /Pages /Kids [{len(pdf.objects)} 0 R] /Count 1>>")
    pdf.write(path, pdf.add(f"<</Type /Catalog /Pages {len(pdf.objects)} 0 R>>"))


# A colour, a gradient and a picture of 360 to 380 %, and beside them a colour of 260 %.
DARK = """0.9 0.9 0.9 0.9 k 0 0 75 200 re f q 75 0 75 200 re W n /Sh sh Q
q 75 0 0 200 150 0 cm /Im Do Q 0.7 0.7 0.7 0.5 k 225 0 75 200 re f"""
DARKS = ("/Shading <</Sh <</ShadingType 2 /ColorSpace /DeviceCMYK /Coords [75 0 150 0] /Function "
         "<</FunctionType 2 /Domain [0 1] /C0 [1 0.9 0.9 0.8] /C1 [0.9 0.9 0.9 0.9] /N 1>>>>>>")


def brought_under(suite):
    """Colours, gradients and pictures of a page over the limit are brought under it, and stay
    dark; a colour within it keeps its numbers; what was done is said [art-ink]."""
    folder = small_issue(suite, "under", "it.pdf")
    inked_page(folder / "pictures/it.pdf", DARK, DARKS, [("Im", (
        "/Type /XObject /Subtype /Image /Width 8 /Height 8 /BitsPerComponent 8 /ColorSpace "
        "/DeviceCMYK", bytes([250, 240, 230, 245]) * 64))])
    said, own, path = build(suite, folder, "under")
    page = plates(suite, path, "under")[1]
    found = page.most().total
    if found > 300 + NOISE or own[0]["total"] > 300 + NOISE:
        raise Fail(f"{found:.1f} % by ghostscript, {own[0]['total']} % by the program")
    told = findings(said, "art-ink")
    if len(told) != 1 or "up to 378 %" not in told[0]["message"]:
        raise Fail(str(said["findings"]))
    left, top, right, foot = clip_box(run("mutool", "trace", path, "1").stdout)
    for part in range(4):
        across = left + (right - left) * (2 * part + 1) / 8
        ink = page.pixel(across / 72 * 25.4, (top + foot) / 2 / 72 * 25.4)
        if part < 3 and (sum(ink) < 280 or ink[3] < 85):
            raise Fail(f"part {part} is lighter than it need be: {ink}")
        if part == 3 and max(abs(a - b) for a, b in zip(ink, (70, 70, 70, 50))) > 1:
            raise Fail(f"what is within the limit became {ink}")


def among_marks(suite):
    """A page from elsewhere takes as much ink where crop marks stand around it."""
    folder = small_issue(suite, "page", "it.pdf")
    source = folder / "it.ps"
    source.write_text(PAGE % (300, 200, "0.95 0.9 0.9 0 setcmykcolor 280 180 20 20 rectfill"))
    must("gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite",
         "-sColorConversionStrategy=LeaveColorUnchanged", "-o", folder / "pictures/it.pdf", source)
    source.unlink()
    home, own = suite.folder("ink/marked"), {}
    for name in ("styles", "fonts"):
        shutil.copytree(ROOT / name, home / name, dirs_exist_ok=True)
    preset = home / "styles/printers/sheetfed-coated.yaml"
    for marks in ("no", "yes"):
        preset.write_text(preset.read_text().replace("marks: no", f"marks: {marks}"))
        own[marks] = build(suite, folder, f"marks-{marks}", "--no-cache", home=home)[1]
    if own["no"] != own["yes"] or own["no"][0]["total"] < 250:
        raise Fail(str(own))


EDITIONS = """press:
  print: {sheet: inked, printer: newspaper}
"""
SHEET = """like: magazine
templates:
  default:
    plates:
      - {x: 20mm, y: 150mm, width: 40mm, height: 60mm, ink: text}
      - {x: 100mm, y: 150mm, width: 10mm, height: 60mm, ink: text}
styles:
  sidebar: {background-color: forest}
  sidebar paragraph: {color: text, font-family: head, font-weight: 900}
"""
BOXED = """---
kind: article
headline: A box
---

Words.

::: sidebar
""" + "Many black words lie on this dark green ground, and all of them overprint it. " * 6 + """
:::
"""


def designed(suite, printer, make=build, bears=False):
    """A home folder of our own, with a sheet that takes much ink; and what it makes."""
    home = suite.folder("ink/home")
    for name in ("styles", "fonts"):
        shutil.copytree(ROOT / name, home / name, dirs_exist_ok=True)
    (home / "styles/editions.yaml").write_text(EDITIONS)
    (home / "styles/sheets/inked.yaml").write_text(SHEET)
    folder = suite.folder("ink/boxed")
    (folder / "issue.yaml").write_text(ISSUE)
    (folder / "piece.md").write_text(BOXED)
    home = bearing(suite, home) if bears else home
    return make(suite, folder, f"boxed-{printer}", "--printer", printer, home=home)


def overprinted(suite):
    """Black words over a ground of 240 %, where newsprint takes no more: found, with place."""
    told = findings(designed(suite, "newspaper", refused), "too-much-ink")
    if len(told) != 1 or "piece.md" not in told[0]["path"] or \
            "there is 26" not in told[0]["message"] or told[0]["level"] != "error":
        raise Fail(str(told))
    _, own, path = designed(suite, "newspaper", bears=True)
    total = plates(suite, path, "boxed-newspaper")[1].most().total
    if total < 243 or abs(total - own[0]["total"]) > TOLERANCE:
        raise Fail(f"{total:.1f} % by ghostscript, {own[0]['total']} % by the program")
    no_more = designed(suite, "sheetfed-coated")[0]
    if findings(no_more, "too-much-ink"):
        raise Fail(f"on coated paper: {no_more['findings']}")


def rich_black(suite):
    """A large area of black is in the printer's rich black; a narrow one and words are not."""
    _, _, path = designed(suite, "sheetfed-coated")
    page = plates(suite, path, "rich")[1]
    rich = page.pixel(43 + BLEED, 183 + BLEED)
    if any(abs(a - b) > 1 for a, b in zip(rich, (60, 40, 40, 100))):
        raise Fail(f"a large area: {rich}")
    equal("a narrow area", [0, 0, 0, 100], page.pixel(105 + BLEED, 183 + BLEED))


# ---- what is not smooth ---------------------------------------------------------------------


def in_squares(suite, name, folder):
    """A picture of hard edges everywhere: no more tolerance than elsewhere."""
    said, own, path = build(suite, folder, name, "--no-cache")
    total = agreed(suite, own, path, name)[1].most().total
    if not 150 < total < 300:
        raise Fail(f"{total:.1f} %: nothing to tell apart")
    no_finding(said)


def squares_in_pixels(suite):
    in_squares(suite, "squares", cmyk_jpeg(suite, "squares", SQUARES))


def bars_in_pixels(suite):
    in_squares(suite, "bars", cmyk_jpeg(suite, "bars", BARS))


def art(suite, name, marks):
    folder = small_issue(suite, name, "it.pdf")
    source = folder / "it.ps"
    source.write_text(PAGE % (600, 400, marks))
    must("gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite",
         "-sColorConversionStrategy=LeaveColorUnchanged", "-o", folder / "pictures/it.pdf", source)
    source.unlink()
    return folder


def heavy_black(suite):
    """Black of 290 % in a drawing is told of, though a photograph on its page is darker."""
    folder = cmyk_jpeg(suite, "heavy", "1 1 0.9 0.1 setcmykcolor 0 0 600 400 rectfill "
                       "0.6 0.7 0.7 0.9 setcmykcolor 99 99 300 200 rectfill", False)
    shutil.copy(art(suite, "heavy-art", "0.7 0.6 0.6 1 setcmykcolor 99 99 300 200 rectfill") /
                "pictures/it.pdf", folder / "pictures/black.pdf")
    piece = folder / "piece.md"
    piece.write_text(piece.read_text() + '\n::: figure file="pictures/black.pdf" alt="Black"\n:::\n')
    said, own, _ = build(suite, folder, "heavy")
    told = findings(said, "heavy-black")
    if len(told) != 1 or "black.pdf" not in told[0]["message"] or "290 %" not in told[0]["message"]:
        raise Fail(str(said["findings"]))
    if own[0]["total"] < 295:
        raise Fail(f"the photograph is not darker: {own[0]}")


def squares_in_art(suite):
    in_squares(suite, "art-squares", art(suite, "art-squares", SQUARES))


def bars_in_art(suite):
    in_squares(suite, "art-bars", art(suite, "art-bars", BARS))


def cut_out(suite):
    """Pixels that are seen through, on a tint."""
    folder = small_issue(suite, "cut-out", "it.png")
    source = folder / "it.ps"
    source.write_text(PAGE % (600, 400, re.sub(r"[\d.]+ [\d.]+ [\d.]+ [\d.]+ setcmykcolor",
                                               "0.1 0 0.1 setrgbcolor", SQUARES)))
    must("gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pngalpha", "-r150",
         "-o", folder / "pictures/it.png", source)
    source.unlink()
    piece = folder / "piece.md"
    piece.write_text(piece.read_text().replace("::: figure", ":::: sidebar\n\n::: figure") +
                     "\n::::\n")
    in_squares(suite, "cut-out", folder)


def the_reader(suite):
    """The reader of plates itself: a square that is known to be on a page of its own, and ink
    along both edges, which would be more if one square could hold both."""
    width, height, side, edge = 100, 80, 23, 12
    square = [bytearray(width) for _ in range(height)]
    edges = [bytearray(width) for _ in range(height)]
    for y in range(height):
        edges[y][:edge] = edges[y][-edge:] = bytes([255]) * edge
    for y in range(31, 31 + side):
        square[y][41:41 + side] = bytes([255]) * side
        edges[y][41:41 + side] = bytes([255]) * side
    bands, both = b"".join(edges), b"".join(square)
    most = Plates(width, [bands, bands, bytes(width * height), both]).most()
    if abs(most.total - 300) > 1 or abs(most.left - 41 / 150 * 25.4) > 0.2 or \
            abs(most.top - 31 / 150 * 25.4) > 0.2:
        raise Fail(f"a square of 300 %: {most}")
    alone = b"".join(bytes([255]) * edge + bytes(width - 2 * edge) + bytes([255]) * edge
                     for _ in range(height))
    most = Plates(width, [alone] * 4).most()
    if abs(most.total - 400 * edge / SIDE) > 1:
        raise Fail(f"at the edges: {most}")


def check(suite):
    for name in ("2026-autumn", "2026-summer"):
        suite.check(f"ink/{name} is measured right", measured, suite, name)
    suite.check("ink/pictures of 300 % on newsprint", within, suite, "2026-autumn",
                "newspaper", 240)
    for name, function in (("a picture of 380 %", too_dark),
                           ("CMYK of the press is untouched", untouched),
                           ("CMYK of another press is converted", foreign_inks),
                           ("overprinted grounds", overprinted),
                           ("large areas are rich black", rich_black),
                           ("a page of 360 %", foreign_page),
                           ("black beside what is darker", heavy_black),
                           ("a page brought under", brought_under),
                           ("a page among marks", among_marks),
                           ("squares in a photograph", squares_in_pixels),
                           ("bars in a photograph", bars_in_pixels),
                           ("squares in art", squares_in_art),
                           ("bars in art", bars_in_art),
                           ("squares cut out", cut_out),
                           ("the reader of plates", the_reader)):
        suite.check(f"ink/{name}", function, suite)
