"""How much ink lies on press files: ghostscript's separations against the program's own figures.

Separations are drawn at 157 pixels an inch and averaged by six: cells of 0.97 mm, of which four
by four are the 15 mm² that printers average over. Nothing here knows how layout/ adds up.
"""
import json
import re
import shutil

from checks.suite import ROOT, Fail, equal, must, run
from pdf.press import tiff_samples
from pdf.reader import Pdf
from pdf.writer import Writer, clip_box

GROUPS = ["ink"]

PPI, CELL, ACROSS = 157, 6, 4
TOLERANCE = 5  # points of ink
NOISE = 1.5    # what 8 bits and JPEG add
INKS = ("Cyan", "Magenta", "Yellow", "Black")

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
PAGE = "%%!PS\n<< /PageSize [%d %d] >> setpagedevice %s showpage\n"


# ---- ghostscript ------------------------------------------------------------------------


def cells(path, folder, *options):
    """page -> (cells across, the four plates' cells; 255 is paper)."""
    folder.mkdir(parents=True, exist_ok=True)
    must("gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", f"-r{PPI}",
         f"-dDownScaleFactor={CELL}", "-sCompression=none", "-dOverprint=/enable",
         *options, "-o", folder / "%03d.tif",
         # else what touches a pixel fills it, and a thin bar is a tenth thicker
         "-c", "0 0 .setfilladjust2", "-f", path, timeout=600)
    found = {}
    for file in sorted(folder.glob("*(*).tif")):
        page, ink = re.fullmatch(r"(\d+)\((\w+)\)\.tif", file.name).groups()
        across, samples = tiff_samples(file.read_bytes())
        found.setdefault(int(page), (across, {}))[1][ink] = samples
    for file in folder.glob("*.tif"):
        file.unlink()
    return {page: (across, [plates[ink] for ink in INKS])
            for page, (across, plates) in found.items()}


def most(across, plates):
    """The most ink of any square of 15 mm², in percent."""
    total = [1020 - c - m - y - k for c, m, y, k in zip(*plates)]
    best = 0
    for top in range(len(total) // across - ACROSS + 1):
        rows = [total[(top + i) * across:(top + i + 1) * across] for i in range(ACROSS)]
        columns = [sum(column) for column in zip(*rows)]
        best = max(best, max(map(sum, zip(*(columns[i:] for i in range(ACROSS))))))
    return best / ACROSS ** 2 / 2.55


def drawn(suite, path, name):
    return {page: most(*found)
            for page, found in cells(path, suite.folder(f"ink/plates/{name}")).items()}


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


def measured(suite, name):
    """On every page the program's figure is that of ghostscript's plates."""
    _, own, path = build(suite, ROOT / "issues" / name, name)
    found = drawn(suite, path, name)
    equal("pages", sorted(found), [page["page"] for page in own])
    wrong = [f"page {page['page']}: {page['total']:.1f} %, by ghostscript "
             f"{found[page['page']]:.1f} %" for page in own
             if abs(page["total"] - found[page["page"]]) > TOLERANCE]
    if wrong:
        raise Fail("\n".join(wrong))
    if max(found.values()) < 150:
        raise Fail("there is no ink to speak of")


def within(suite, name, printer, limit):
    """Photographs take no more than the printer's limit, by ghostscript."""
    _, _, path = build(suite, ROOT / "issues" / name, f"{name}-{printer}", "--printer", printer)
    report = json.loads((path.parent / "print-report.json").read_text())
    if not any("limited" in p["done"] for page in report["of_pages"] for p in page["pictures"]):
        raise Fail("no picture is told as brought under the limit")
    for page, total in drawn(suite, path, f"{name}-{printer}").items():
        if total > limit + NOISE:
            raise Fail(f"page {page}: {total:.1f} %, limit {limit} %")


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
    found = drawn(suite, path, "dark")[1]
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
    across, plates = cells(path, suite.folder("ink/plates/foreign"))[1]
    pixels = list(zip(*plates))
    black = [p for p in pixels if p[3] < 40]
    if len(black) < 1000 or any(min(p[:3]) < 245 for p in black):
        raise Fail(f"{len(black)} cells are black, and not all of them in black ink alone")
    blue = [p for p in pixels if p[0] < 120 and p[3] > 200]
    if len(blue) < 1000 or any(abs(p[0] - 51) < 3 and abs(p[1] - 204) < 3 for p in blue):
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
    found = drawn(suite, path, "light")[1]
    if abs(found - own[0]["total"]) > TOLERANCE:
        raise Fail(f"{found:.1f} % by ghostscript, {own[0]['total']} % by the program")
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
    found = drawn(suite, path, "page")[1]
    if abs(found - own[0]["total"]) > TOLERANCE:
        raise Fail(f"{found:.1f} % by ghostscript, {own[0]['total']} % by the program")
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
    across, inks = cells(path, suite.folder("ink/plates/under"))[1]
    found = most(across, inks)
    if found > 300 + NOISE or own[0]["total"] > 300 + NOISE:
        raise Fail(f"{found:.1f} % by ghostscript, {own[0]['total']} % by the program")
    told = findings(said, "art-ink")
    if len(told) != 1 or "up to 378 %" not in told[0]["message"]:
        raise Fail(str(said["findings"]))
    left, top, right, foot = clip_box(run("mutool", "trace", path, "1").stdout)
    scale = PPI / CELL / 72
    row = int((top + foot) / 2 * scale) * across
    for part in range(4):
        at = row + int((left + (right - left) * (2 * part + 1) / 8) * scale)
        ink = [100 - plate[at] / 2.55 for plate in inks]
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
    found = drawn(suite, path, "boxed-newspaper")[1]
    if found < 243 or abs(found - own[0]["total"]) > TOLERANCE:
        raise Fail(f"{found:.1f} % by ghostscript, {own[0]['total']} % by the program")
    no_more = designed(suite, "sheetfed-coated")[0]
    if findings(no_more, "too-much-ink"):
        raise Fail(f"on coated paper: {no_more['findings']}")


def rich_black(suite):
    """A large area of black is in the printer's rich black; a narrow one and words are not."""
    _, _, path = designed(suite, "sheetfed-coated")
    across, plates = cells(path, suite.folder("ink/plates/rich"))[1]
    pixels = list(zip(*plates))

    def at(left, top):
        scale = PPI / CELL / 25.4
        return pixels[round((top + 3) * scale) * across + round((left + 3) * scale)]

    rich = [round(255 - 2.55 * percent) for percent in (60, 40, 40, 100)]
    if any(abs(a - b) > 2 for a, b in zip(rich, at(40, 180))):
        raise Fail(f"a large area: {at(40, 180)}, not {rich}")
    equal("a narrow area", (255, 255, 255, 0), at(105, 180))


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
                           ("a page brought under", brought_under),
                           ("a page among marks", among_marks)):
        suite.check(f"ink/{name}", function, suite)
