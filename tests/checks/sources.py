"""One colour, meant by every kind of colour space that a PDF file has: on the press all the same.

A page from elsewhere has a square a kind, each of the same colour by numbers of its own: the
profile's that stands in the file, the eye's, a table's, a spot's. What each kind's numbers are is
worked out here. The press file is drawn by ghostscript: every square has the inks of the one in
sRGB. Were a profile not heeded, its numbers would be another colour; that is proved as well.
"""
import json

from checks.colours import PIECE
from checks.ink import ISSUE, build
from checks.suite import Fail, run
from pdf.ink import drawn
from pdf.writer import Writer, clip_box

GROUPS = ["sources"]

SIDE, ACROSS = 40, 6
SRGB = (60, 140, 70)
GREY = 90
ADOBE = "/usr/share/color/icc/ghostscript/a98.icc"
GREYS = "/usr/share/color/icc/ghostscript/sgray.icc"
OTHER_PRESS = "/usr/share/color/icc/ghostscript/default_cmyk.icc"
PRESS = "/usr/share/scribus/profiles/ISOcoated_v2_300_bas.icc"
BOX = f"0 0 {SIDE} {SIDE} re f"
FORM = f"/Type /XObject /Subtype /Form /BBox [0 0 {SIDE} {SIDE}] "
IMAGE = "/Type /XObject /Subtype /Image /Width 2 /Height 2 /BitsPerComponent 8 "
SHOWN = f"{SIDE} 0 0 {SIDE} 0 0 cm "
POWER = "<</FunctionType 2 /Domain [0 1] /C0 [%s] /C1 [%s] /N 1>>"

# XYZ under D65 of linear sRGB and of Adobe RGB (1998), columns red, green, blue.
TO_XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
FROM_XYZ = ((2.04159, -0.56501, -0.34473), (-0.96924, 1.87597, 0.04156),
            (0.01344, -0.11836, 1.01517))
ADOBE_XYZ = "0.57667 0.29734 0.02703 0.18556 0.62736 0.07069 0.18823 0.07529 0.99134"
# The same of linear sRGB under D50.
TO_XYZ_D50 = ((0.43607, 0.38515, 0.14307), (0.22249, 0.71687, 0.06061), (0.01392, 0.09708, 0.7141))


def times(matrix, v):
    return [sum(a * b for a, b in zip(row, v)) for row in matrix]


def linear(level):
    v = level / 255
    return v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4


def in_adobe(rgb):
    return [max(0, v) ** (256 / 563) for v in times(FROM_XYZ, times(TO_XYZ, [linear(v) for v in rgb]))]


def times_of(rgb):
    return times(TO_XYZ_D50, [linear(v) for v in rgb])


def in_lab(rgb):
    x, y, z = (v / w for v, w in zip(times_of(rgb), (0.9642, 1, 0.8249)))
    x, y, z = (v ** (1 / 3) if v > 216 / 24389 else v * 841 / 108 + 4 / 29 for v in (x, y, z))
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)]


def text(values):
    return " ".join(f"{v:.5f}" for v in values)


def bytes_of(values):
    return bytes(round(v * 255) for v in values)


RGB = [v / 255 for v in SRGB]
WIDE = in_adobe(SRGB)
LAB = in_lab(SRGB)
LAB_BYTES = bytes([round(LAB[0] * 2.55)] + [round((v + 100) * 255 / 200) for v in LAB[1:]])

FLAT = {
    "reference": f"{text(RGB)} rg {BOX}",
    "profile": f"/Wide cs {text(WIDE)} sc {BOX}",
    "profile, stroked": f"/Wide CS {text(WIDE)} SC {SIDE} w 0 20 m {SIDE} 20 l S",
    "CalRGB": f"/Cal cs {text(WIDE)} sc {BOX}",
    "Lab": f"/Lab cs {text(LAB)} sc {BOX}",
    "table of a profile": f"/Ind cs 1 sc {BOX}",
    "table of Lab": f"/IndLab cs 1 sc {BOX}",
    "spot over a profile": f"/Sep cs 1 scn {BOX}",
    "two spots over a profile": f"/Devn cs 0.4 0.6 scn {BOX}",
    "spot over Lab": f"/SepLab cs 1 scn {BOX}",
    "gradient": f"0 0 {SIDE} {SIDE} re W n /Even sh",
    "gradient as colour": f"/Pattern cs /Shade scn {BOX}",
    "pattern": f"/Pattern cs /Tiles scn {BOX}",
    "pattern that is given its colour": f"/Given cs {text(WIDE)} /Plain scn {BOX}",
    "triangles": "/Triangles sh",
    "lattice": "/Lattice sh",
    "patches": "/Patches sh",
    "mesh by a function": "/Along sh",
    "field": "/Field sh",
    "form": "/Inner Do",
    "form in a form": "/Outer Do",
    "default": "/Default Do",
    "masked": f"/Masked gs /Wide cs {text(WIDE)} sc {BOX}",
}
PIXELS = {
    "reference": SHOWN + "/Rgb Do",
    "picture by profile": SHOWN + "/Icc Do",
    "picture by table": SHOWN + "/Few Do",
    "picture in Lab": SHOWN + "/Labs Do",
    "picture in CalRGB": SHOWN + "/Cals Do",
    "picture in a spot": SHOWN + "/Spots Do",
    "picture in the stream": SHOWN + "BI /W 2 /H 2 /BPC 8 /CS /Wide /F /AHx ID "
                             f"{(bytes_of(WIDE) * 4).hex()}> EI",
}
GREYED = {
    "reference": f"{GREY / 255:.5f} g {BOX}",
    "grey by profile": f"/Grey cs {linear(GREY):.5f} sc {BOX}",
    "neutral by profile": f"/Wide cs {text(in_adobe([GREY] * 3))} sc {BOX}",
    "CalGray": f"/CalGrey cs {linear(GREY) ** (1 / 2.2):.5f} sc {BOX}",
    "neutral Lab": f"/Lab cs {text(in_lab([GREY] * 3))} sc {BOX}",
    "grey picture by profile": SHOWN + "/Greys Do",
}
INKS = {
    "reference": f"0.8 0.2 0.1 0.05 k {BOX}",
    "the press's own profile": f"/Own cs 0.8 0.2 0.1 0.05 sc {BOX}",
    "picture of the press's own": SHOWN + "/Owns Do",
    "another press": f"/Other cs 0.8 0.2 0.1 0.05 sc {BOX}",
    "picture of another press": SHOWN + "/Others Do",
    "black of another press": f"/Other cs 0 0 0 1 sc {BOX}",
}


def linear_grey():
    """A profile of grey that is light itself: ICC.1:2001, a curve of one point, gamma 1."""
    tags = {b"desc": b"desc" + bytes(4) + (5).to_bytes(4, "big") + b"Grey\0" + bytes(78),
            b"wtpt": b"XYZ " + bytes(4) + bytes.fromhex("0000f6d6000100000000d32d"),
            b"kTRC": b"curv" + bytes(4) + (1).to_bytes(4, "big") + b"\1\0" + bytes(2),
            b"cprt": b"text" + bytes(4) + b"none\0" + bytes(3)}
    table, data = len(tags).to_bytes(4, "big"), b""
    for name, value in tags.items():
        value += bytes(-len(value) % 4)
        place = 132 + 12 * len(tags) + len(data)
        table += name + place.to_bytes(4, "big") + len(value).to_bytes(4, "big")
        data += value
    head = bytes(4) + bytes.fromhex("02400000") + b"mntrGRAYXYZ " + bytes(12) + b"acsp" + \
        bytes(28) + bytes.fromhex("0000f6d6000100000000d32d")
    head = bytes(4) + head
    head += bytes(128 - len(head))
    whole = head + table + data
    return len(whole).to_bytes(4, "big") + whole[4:]


def page(path, kinds):
    pdf = Writer()

    def profile(n, data):
        return f"[/ICCBased {pdf.add(f'/N {n}', data)}]"

    def picture(space, data):
        return pdf.add(IMAGE + f"/ColorSpace {space}", data * 4)

    wide = profile(3, open(ADOBE, "rb").read())
    lab = "[/Lab <</WhitePoint [0.9642 1 0.8249] /Range [-100 100 -100 100]>>]"
    cal = "[/CalRGB <</WhitePoint [0.9505 1 1.0891] /Gamma [2.19922 2.19922 2.19922] " \
        f"/Matrix [{ADOBE_XYZ}]>>]"
    grey = profile(1, linear_grey())
    own, other = (profile(4, open(p, "rb").read()) for p in (PRESS, OTHER_PRESS))
    two = pdf.add("/FunctionType 4 /Domain [0 1 0 1] /Range [0 1 0 1 0 1]",
                  f"{{add dup {WIDE[0]:.5f} mul exch dup {WIDE[1]:.5f} mul exch "
                  f"{WIDE[2]:.5f} mul}}".encode())
    one = pdf.add(POWER % ("1 1 1", text(WIDE)))
    one_lab = pdf.add(POWER % ("100 0 0", text(LAB)))
    spaces = {
        "Wide": wide, "Lab": lab, "Cal": cal, "Grey": grey, "Own": own, "Other": other,
        "CalGrey": "[/CalGray <</WhitePoint [0.9505 1 1.0891] /Gamma 2.2>>]",
        "Ind": f"[/Indexed {wide} 1 <ffffff{bytes_of(WIDE).hex()}>]",
        "IndLab": f"[/Indexed {lab} 1 <ff8080{LAB_BYTES.hex()}>]",
        "Sep": f"[/Separation /Leaf {wide} {one}]",
        "SepLab": f"[/Separation /Leaves {lab} {one_lab}]",
        "Given": f"[/Pattern {wide}]",
        "Devn": f"[/DeviceN [/Wine /Leaf] {wide} {two}]",
    }
    even = f"<</ShadingType 2 /ColorSpace {wide} /Coords [0 0 40 0] /Extend [true true] " \
        "/Function " \
        f"{POWER % (text(WIDE), text(WIDE))}>>"
    ends = f"{POWER % (text(WIDE), text(WIDE))}"
    deep = b"".join(round(v * 65535).to_bytes(2, "big") for v in WIDE)
    corners = [(0, 0), (0, 40), (40, 0), (40, 40)]

    def mesh(kind, data, decode="0 1 0 1 0 1", bits=16, more=""):
        return pdf.add(f"/ShadingType {kind} /ColorSpace {wide} /BitsPerCoordinate 8 "
                       f"/BitsPerComponent {bits} /BitsPerFlag 8 /Decode [0 51 0 51 {decode}] "
                       + more, data)

    def points(*places):
        return bytes(v * 5 for place in places for v in place)

    outline = [(0, 0), (0, 10), (0, 30), (0, 40), (10, 40), (30, 40), (40, 40), (40, 30),
               (40, 10), (40, 0), (30, 0), (10, 0)]
    shadings = {
        "Triangles": mesh(4, b"".join(b"\0" + points(corners[i]) + deep
                                      for i in (0, 1, 2, 1, 2, 3))),
        "Lattice": mesh(5, b"".join(points(at) + deep for at in corners),
                        more="/VerticesPerRow 2"),
        "Patches": mesh(6, b"\0" + points(*outline) + deep * 4),
        "Along": mesh(4, b"".join(b"\0" + points(corners[i]) + bytes([40 * i])
                                  for i in (0, 1, 2, 1, 2, 3)), "0 1", 8, f"/Function {ends}"),
        "Field": f"<</ShadingType 1 /Domain [0 40 0 40] /ColorSpace {wide} /Function "
                 + pdf.add("/FunctionType 0 /Domain [0 40 0 40] /Range [0 1 0 1 0 1] /Size [2 2] "
                           "/BitsPerSample 16", deep * 4) + ">>",
    }
    filled = f"/Wide cs {text(WIDE)} sc {BOX}".encode()
    use = f"/Resources <</ColorSpace <</Wide {wide}>>>>"
    inner = pdf.add(FORM + use, filled)
    light = pdf.add(FORM + "/Group <</S /Transparency /CS /DeviceGray>>", f"1 g {BOX}".encode())
    objects = {
        "Inner": inner,
        "Outer": pdf.add(FORM + f"/Resources <</XObject <</I {inner}>>>>", b"/I Do"),
        "Default": pdf.add(FORM + f"/Resources <</ColorSpace <</DefaultRGB {wide}>>>>",
                           f"{text(WIDE)} rg {BOX}".encode()),
        "Rgb": picture("/DeviceRGB", bytes(SRGB)),
        "Icc": picture(wide, bytes_of(WIDE)),
        "Cals": picture(cal, bytes_of(WIDE)),
        "Labs": picture(lab, LAB_BYTES),
        "Few": picture(spaces["Ind"], b"\1"),
        "Spots": picture(spaces["Sep"], b"\xff"),
        "Greys": picture(grey, bytes_of([linear(GREY)])),
        "Owns": picture(own, bytes_of((0.8, 0.2, 0.1, 0.05))),
        "Others": picture(other, bytes_of((0.8, 0.2, 0.1, 0.05))),
    }
    patterns = {
        "Shade": pdf.add(f"<</PatternType 2 /Shading {even}>>"),
        "Tiles": pdf.add("/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 8 8] /XStep 8 "
                         f"/YStep 8 {use}", f"/Wide cs {text(WIDE)} sc 0 0 8 8 re f".encode()),
        "Plain": pdf.add("/PatternType 1 /PaintType 2 /TilingType 1 /BBox [0 0 8 8] /XStep 8 "
                         "/YStep 8 /Resources <<>>", b"0 0 8 8 re f"),
    }
    states = {"Masked": f"<</SMask <</Type /Mask /S /Luminosity /G {light}>>>>"}

    def listed(things):
        return "<<" + " ".join(f"/{name} {value}" for name, value in things.items()) + ">>"

    marks = "\n".join(f"q 1 0 0 1 {i % ACROSS * SIDE} {i // ACROSS * SIDE} cm {m} Q"
                      for i, m in enumerate(kinds.values()))
    content = pdf.add("", marks.encode())
    rows = (len(kinds) + ACROSS - 1) // ACROSS
    number = len(pdf.objects) + 1
    pdf.add(f"<</Type /Page /Parent {number + 1} 0 R /MediaBox [0 0 {ACROSS * SIDE} {rows * SIDE}]"
            f" /Contents {content} /Resources <</ColorSpace {listed(spaces)} "
            f"/XObject {listed(objects)} /Pattern {listed(patterns)} /ExtGState {listed(states)} "
            f"/Shading {listed(dict(shadings, Even=even))}>>>>")
    pdf.add(f"<</Type /Pages /Kids [{number} 0 R] /Count 1>>")
    pdf.write(path, pdf.add(f"<</Type /Catalog /Pages {number + 1} 0 R>>"))


def made(suite, name, kinds):
    """The press file of a page of these squares."""
    folder = suite.folder(f"sources/{name}")
    (folder / "pictures").mkdir(exist_ok=True)
    (folder / "issue.yaml").write_text(ISSUE)
    (folder / "piece.md").write_text(PIECE)
    page(folder / "pictures/it.pdf", kinds)
    return build(suite, folder, f"sources-{name}")[2]


def inks_of(suite, name, kinds):
    """kind -> its four inks in percent, by ghostscript."""
    path = made(suite, name, kinds)
    page = drawn(path, suite.folder(f"sources/plates-{name}"))[1]
    left, top, right, foot = clip_box(run("mutool", "trace", path, "1").stdout)
    rows = (len(kinds) + ACROSS - 1) // ACROSS
    found = {}
    for i, kind in enumerate(kinds):
        x = left + (right - left) * (i % ACROSS + 0.5) / ACROSS
        y = foot - (foot - top) * (i // ACROSS + 0.5) / rows
        found[kind] = page.pixel(x / 72 * 25.4, y / 72 * 25.4)
    return found


def differ(a, b):
    return max(abs(x - y) for x, y in zip(a, b))


def all_equal(suite, name, kinds, points):
    found = inks_of(suite, name, kinds)
    wrong = {kind: [round(v, 1) for v in inks] for kind, inks in found.items()
             if differ(inks, found["reference"]) > points}
    if wrong:
        raise Fail(f"{[round(v, 1) for v in found['reference']]}, but {json.dumps(wrong)}")
    if sum(found["reference"]) < 40:
        raise Fail("there is nothing to compare")


def numbers_are_another_colour(suite):
    """The test's own proof: the wide profile's numbers, if they were sRGB, would be seen."""
    found = inks_of(suite, "naked", {"reference": FLAT["reference"],
                                     "naked": f"{text(WIDE)} rg {BOX}"})
    if differ(found["naked"], found["reference"]) < 10:
        raise Fail(f"no profile is needed for this colour: {found}")


def greys(suite):
    """What is grey by any space is on the black plate alone, and as light."""
    all_equal(suite, "greys", GREYED, 1.2)
    found = inks_of(suite, "greys", GREYED)
    wrong = {kind: inks for kind, inks in found.items() if max(inks[:3]) > 0.5}
    if wrong:
        raise Fail(f"not in black alone: {wrong}")


def inks(suite):
    """The press's own inks keep their numbers; another press's are converted, black stays."""
    found = inks_of(suite, "inks", INKS)
    for kind in ("the press's own profile", "picture of the press's own"):
        if differ(found[kind], found["reference"]) > 0.5:
            raise Fail(f"{kind}: {found[kind]}, not {found['reference']}")
    for kind in ("another press", "picture of another press"):
        if differ(found[kind], found["reference"]) < 3:
            raise Fail(f"{kind}: its numbers were kept")
    if differ(found["another press"], found["picture of another press"]) > 6:
        raise Fail(f"a colour and a picture: {found}")
    if differ(found["black of another press"], (0, 0, 0, 100)) > 0.5:
        raise Fail(f"black: {found['black of another press']}")


def check(suite):
    suite.check("sources/one colour", all_equal, suite, "flat", FLAT, 1.2)
    suite.check("sources/one colour of pixels", all_equal, suite, "pixels", PIXELS, 1.6)
    suite.check("sources/profiles are needed", numbers_are_another_colour, suite)
    suite.check("sources/greys", greys, suite)
    suite.check("sources/presses' inks", inks, suite)
