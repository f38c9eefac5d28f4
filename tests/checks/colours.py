"""No RGB on the press: a page from elsewhere with every kind of colour that a PDF file can say.

The page is written here byte by byte, a square for each kind; the press file is read back by
qpdf and drawn by ghostscript. Kinds that cannot be converted stop the press file.
"""
from checks.suite import Fail, equal, run
from pdf.content import operations
from pdf.ink import drawn
from pdf.press import ALLOWED_SPACES, RGB_OPERATORS
from pdf.reader import Pdf

from checks.ink import ISSUE, build
from pdf.writer import Writer, clip_box

GROUPS = ["colours"]

SIDE, ACROSS = 40, 5  # points of a square; squares in a row
PIECE = """---
kind: article
headline: A page
---

::: figure file="pictures/it.pdf" alt="Squares"
:::
"""
SRGB = "/usr/share/scribus/profiles/sRGB_icc22.icm"
POWER = "<</FunctionType 2 /Domain [0 1] /C0 %s /C1 %s /N 1>>"
BLUE = POWER % ("[1 1 1]", "[0.1 0.2 0.8]")
SAMPLED = ("/FunctionType 0 /Domain [0 1 0 1] /Range [0 1 0 1 0 1] /Size [2 2] "
           "/BitsPerSample 8", bytes([255, 255, 255, 200, 20, 20, 20, 200, 20, 20, 20, 200]))
PIXELS = bytes([200, 30, 30, 30, 30, 200, 30, 160, 30, 220, 160, 30])  # 2 x 2
BOX = f"0 0 {SIDE} {SIDE} re f"
IMAGE = "/Type /XObject /Subtype /Image /Width 2 /Height 2 /BitsPerComponent 8 "
FORM = f"/Type /XObject /Subtype /Form /BBox [0 0 {SIDE} {SIDE}] "

# What paints each square, in the page's stream.
KINDS = {
    "rg": f"0.8 0.1 0.1 rg {BOX}",
    "RG": f"0.1 0.5 0.1 RG 30 w 0 20 m {SIDE} 20 l S",
    "CalRGB": f"/Cal cs 0.1 0.2 0.8 sc {BOX}",
    "ICCBased": f"/Icc cs 0.8 0.5 0.1 sc {BOX}",
    "Lab": f"/Lab cs 40 60 20 sc {BOX}",
    "Indexed": f"/Ind cs 1 sc {BOX}",
    "Separation": f"/Sep cs 1 scn {BOX}",
    "DeviceN": f"/Devn cs 1 0.2 scn {BOX}",
    "programmed tint": f"/Prog cs 1 scn {BOX}",
    "stroked in CalRGB": f"/Cal CS 0.8 0.2 0.2 SC 30 w 0 20 m {SIDE} 20 l S",
    "picture": f"{SIDE} 0 0 {SIDE} 0 0 cm /Rgb Do",
    "indexed picture": f"{SIDE} 0 0 {SIDE} 0 0 cm /Few Do",
    "picture in Lab": f"{SIDE} 0 0 {SIDE} 0 0 cm /Labs Do",
    "picture in the stream": f"{SIDE} 0 0 {SIDE} 0 0 cm BI /W 2 /H 2 /BPC 8 /CS /RGB /F /AHx ID "
                             f"{PIXELS.hex()}> EI",
    "form": "/Inner Do",
    "gradient": f"0 0 {SIDE} {SIDE} re W n /Along sh",
    "gradient as pattern": f"/Pattern cs /Round scn {BOX}",
    "pattern": f"/Pattern cs /Tiles scn {BOX}",
    "uncoloured pattern": f"/Bare cs 0.8 0.1 0.1 /Plain scn {BOX}",
    "mesh": "/Mesh sh",
    "field": "/Field sh",
    "soft mask": f"/Masked gs 0.8 0.1 0.6 rg {BOX}",
    "group": "/Grouped Do",
    "half seen through": f"/Half gs 0.2 0.1 0.9 rg {BOX}",
}


def squares(kinds):
    """The page's stream."""
    return "\n".join(f"q 1 0 0 1 {i % ACROSS * SIDE} {i // ACROSS * SIDE} cm {marks} Q"
                     for i, marks in enumerate(kinds.values()))


def page(path, kinds):
    pdf = Writer()
    icc = pdf.add("/N 3", open(SRGB, "rb").read())
    power = pdf.add(BLUE)
    sampled = pdf.add(*SAMPLED)
    program = pdf.add("/FunctionType 4 /Domain [0 1] /Range [0 1 0 1 0 1]",
                      b"{1 exch sub dup dup}")
    mesh = pdf.add("/ShadingType 4 /ColorSpace /DeviceRGB /BitsPerCoordinate 8 "
                   "/BitsPerComponent 8 /BitsPerFlag 8 /Decode [0 40 0 40 0 1 0 1 0 1]",
                   bytes([0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 255, 0, 0, 255, 255, 0, 0, 255]))
    field = pdf.add("/FunctionType 4 /Domain [0 40 0 40] /Range [0 1 0 1 0 1]",
                    b"{40 div exch 40 div exch 0.2}")
    lab = "[/Lab <</WhitePoint [0.9642 1 0.8249] /Range [-100 100 -100 100]>>]"
    spaces = {
        "Cal": "[/CalRGB <</WhitePoint [0.9505 1 1.089]>>]",
        "Icc": f"[/ICCBased {icc}]",
        "Lab": lab,
        "Ind": "[/Indexed /DeviceRGB 1 <ffffff1e64c8>]",
        "Sep": f"[/Separation /Sky /DeviceRGB {power}]",
        "Devn": f"[/DeviceN [/Wine /Leaf] /DeviceRGB {sampled}]",
        "Bare": "[/Pattern /DeviceRGB]",
        "Prog": f"[/Separation /Sun /DeviceRGB {program}]",
        "Odd": "[/Separation /Odd /DeviceRGB <</FunctionType 1 /Domain [0 1]>>]",
    }
    red = f"0.7 0.1 0.1 rg {BOX}".encode()
    group = "/Group <</Type /Group /S /Transparency /CS /DeviceRGB>>"
    light = pdf.add(FORM + group, f"0.9 0.8 0.9 rg {BOX}".encode())
    objects = {
        "Rgb": pdf.add(IMAGE + "/ColorSpace /DeviceRGB", PIXELS),
        "Few": pdf.add(IMAGE + "/ColorSpace [/Indexed /DeviceRGB 1 <c81e1e1e1ec8>]",
                       bytes([0, 1, 1, 0])),
        "Labs": pdf.add(IMAGE + f"/ColorSpace {lab}", bytes([90, 200, 90] * 4)),
        "Inner": pdf.add(FORM, red),
        "Grouped": pdf.add(FORM + group, red),
    }
    shading = "<</ShadingType %d /ColorSpace /DeviceRGB /Coords [%s] /Extend [true true] " \
        f"/Function {POWER % ('[0.8 0.1 0.1]', '[0.1 0.1 0.8]')}>>"
    patterns = {
        "Round": pdf.add("<</PatternType 2 /Shading "
                         f"{shading % (3, '100 100 0 100 100 90')}>>"),
        "Tiles": pdf.add("/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 8 8] /XStep 8 "
                         "/YStep 8 /Resources <<>>", b"0.1 0.4 0.7 rg 0 0 7 7 re f"),
        "Plain": pdf.add("/PatternType 1 /PaintType 2 /TilingType 1 /BBox [0 0 8 8] /XStep 8 "
                        "/YStep 8 /Resources <<>>", b"0 0 7 7 re f"),
    }
    states = {"Masked": f"<</SMask <</Type /Mask /S /Luminosity /G {light}>>>>",
              "Half": "<</ca 0.5>>"}

    def listed(things):
        return "<<" + " ".join(f"/{name} {value}" for name, value in things.items()) + ">>"

    content = pdf.add("", squares(kinds).encode())
    rows = (len(kinds) + ACROSS - 1) // ACROSS
    number = len(pdf.objects) + 1
    pdf.add(f"<</Type /Page /Parent {number + 1} 0 R /MediaBox [0 0 {ACROSS * SIDE} {rows * SIDE}]"
            f" /Contents {content} {group} /Resources <</ColorSpace {listed(spaces)} "
            f"/XObject {listed(objects)} /Pattern {listed(patterns)} /ExtGState {listed(states)} "
            f"/Shading <</Along {shading % (2, '0 0 40 0')} /Mesh {mesh} /Unknown <</ShadingType 9 /ColorSpace /DeviceRGB>> "
            f"/Field <</ShadingType 1 /Domain [0 40 0 40] /ColorSpace /DeviceRGB /Function {field}>>>>>>>>")
    pdf.add(f"<</Type /Pages /Kids [{number} 0 R] /Count 1>>")
    pdf.write(path, pdf.add(f"<</Type /Catalog /Pages {number + 1} 0 R>>"))


def issue(suite, name, kinds):
    folder = suite.folder(f"colours/{name}")
    (folder / "pictures").mkdir(exist_ok=True)
    (folder / "issue.yaml").write_text(ISSUE)
    (folder / "piece.md").write_text(PIECE)
    page(folder / "pictures/it.pdf", kinds)
    return folder


def spaces_in(value, found):
    """Every name and array that a colour space may be, however deep."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("/ColorSpace", "/CS") and isinstance(inner, str) and inner[0] == "/":
                found.add(inner)
            spaces_in(inner, found)
    elif isinstance(value, list):
        found |= {v for v in value[:1] if v in (
            "/ICCBased", "/CalRGB", "/Lab", "/Indexed", "/Separation", "/DeviceN")}
        for inner in value:
            spaces_in(inner, found)


def no_rgb(suite):
    """Operators, pictures, gradients, patterns, groups and masks: inks and nothing else."""
    _, _, path = build(suite, issue(suite, "all", KINDS), "colours")
    pdf, used, found = Pdf(path), set(), set()
    for reference, thing in pdf.objects.items():
        head = thing.get("stream", {}).get("dict", {})
        spaces_in(thing.get("value", head), found)
        if head.get("/Subtype") == "/Form" or "/PatternType" in head:
            used |= {operator for operator, _, _, _ in operations(pdf.stream(reference[4:]))}
    if not {"k", "sh", "Do", "scn", "gs"} <= used:
        raise Fail(f"the page is not there: {used}")
    if used & (RGB_OPERATORS | {"BI"}):
        raise Fail(f"operators: {used & (RGB_OPERATORS | {'BI'})}")
    if found - ALLOWED_SPACES:
        raise Fail(f"colour spaces: {found - ALLOWED_SPACES}")


def all_seen(suite):
    """Each square has ink: nothing was lost where it was converted."""
    _, own, path = build(suite, issue(suite, "all", KINDS), "colours")
    page = drawn(path, suite.folder("colours/plates"))[1]
    box = clip_box(run("mutool", "trace", path, "1").stdout)
    width, height = box[2] - box[0], box[3] - box[1]
    rows, blank = (len(KINDS) + ACROSS - 1) // ACROSS, []
    for i, name in enumerate(KINDS):
        x = box[0] + width * (i % ACROSS + 0.5) / ACROSS
        y = box[3] - height * (i // ACROSS + 0.5) / rows
        if sum(page.pixel(x / 72 * 25.4, y / 72 * 25.4)) < 30:
            blank.append(name)
    if blank:
        raise Fail(f"no ink: {', '.join(blank)}")


# What cannot be converted, and what stands in the page's resources for it.
REFUSED = {
    "a tint of no known kind": f"/Odd cs 1 scn {BOX}",
    "a gradient of no known kind": "/Unknown sh",
}


def refused(suite, name):
    """What cannot be converted stops the press file, and is found; nothing passes as RGB."""
    folder = issue(suite, "refused", {name: REFUSED[name]})
    out = suite.folder(f"colours/out-{name.split()[-1]}")
    done = run(suite.inpress, "build", folder, "-e", "print", "-o", out)
    if "[art-colour]" not in done.stdout or list(out.glob("*.pdf")):
        raise Fail(done.stdout)


def check(suite):
    suite.check("colours/no rgb is left", no_rgb, suite)
    suite.check("colours/nothing is lost", all_seen, suite)
    for name in REFUSED:
        suite.check(f"colours/{name} is refused", refused, suite, name)
