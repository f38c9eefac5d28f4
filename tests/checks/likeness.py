"""Art comes out on the press as it looked where it came from.

Pages and drawings are written here, a square for each thing that may go wrong and one beside it
that looks the same and is said in plain inks or flat colours. The press file is drawn by
ghostscript, plate by plate, and both squares must have the same inks.
"""
from checks.colours import PIECE
from checks.ink import ISSUE, build
from checks.suite import Fail, equal, run
from pdf.ink import drawn
from pdf.writer import Writer, clip_box
from pdf import press
from pdf.content import operations, shown
from pdf.reader import Pdf

GROUPS = ["likeness"]

SIDE, ACROSS = 40, 6  # points of a square; squares in a row
BOX = f"0 0 {SIDE} {SIDE} re f"
FORM = f"/Type /XObject /Subtype /Form /BBox [0 0 {SIDE} {SIDE}] "
PRESS = "/usr/share/scribus/profiles/ISOcoated_v2_300_bas.icc"
IMAGE = "/Type /XObject /Subtype /Image /Width 2 /Height 2 /BitsPerComponent 8 "


def listed(things):
    return "<<" + " ".join(f"/{name} {value}" for name, value in things.items()) + ">>"


def page(path, marks, resources):
    """marks: what paints each square. resources: given the writer, what a page has of each kind."""
    pdf = Writer()
    found = resources(pdf)
    content = pdf.add("", "\n".join(
        f"q 1 0 0 1 {i % ACROSS * SIDE} {i // ACROSS * SIDE} cm {m} Q"
        for i, m in enumerate(marks)).encode())
    rows = (len(marks) + ACROSS - 1) // ACROSS
    number = len(pdf.objects) + 1
    pdf.add(f"<</Type /Page /Parent {number + 1} 0 R /MediaBox [0 0 {ACROSS * SIDE} {rows * SIDE}]"
            f" /Contents {content} /Resources "
            f"{listed({kind: listed(things) for kind, things in found.items()})}>>")
    pdf.add(f"<</Type /Pages /Kids [{number} 0 R] /Count 1>>")
    pdf.write(path, pdf.add(f"<</Type /Catalog /Pages {number + 1} 0 R>>"))


def issue(suite, name):
    folder = suite.folder(f"likeness/{name}")
    (folder / "pictures").mkdir(exist_ok=True)
    (folder / "issue.yaml").write_text(ISSUE)
    (folder / "piece.md").write_text(PIECE)
    return folder


def inks_of(suite, name, marks, resources):
    """The four inks of each square, in percent, by ghostscript."""
    folder = issue(suite, name)
    page(folder / "pictures/it.pdf", marks, resources)
    path = build(suite, folder, f"likeness-{name}")[2]
    plates = drawn(path, suite.folder(f"likeness/plates-{name}"))[1]
    left, top, right, foot = clip_box(run("mutool", "trace", path, "1").stdout)
    rows = (len(marks) + ACROSS - 1) // ACROSS
    found = []
    for i in range(len(marks)):
        x = left + (right - left) * (i % ACROSS + 0.5) / ACROSS
        y = foot - (foot - top) * (i // ACROSS + 0.5) / rows
        found.append(plates.pixel(x / 72 * 25.4, y / 72 * 25.4))
    return found


def alike(suite, name, pairs, resources, points=1.2):
    """pairs: name -> what is tried, and what it must look like."""
    marks = [mark for pair in pairs.values() for mark in pair]
    found = inks_of(suite, name, marks, resources)
    wrong = []
    for kind, tried, wanted in zip(pairs, found[::2], found[1::2]):
        if max(abs(a - b) for a, b in zip(tried, wanted)) > points:
            wrong.append(f"{kind}: {[round(v, 1) for v in tried]}, "
                         f"not {[round(v, 1) for v in wanted]}")
    if wrong:
        raise Fail("; ".join(wrong))


# ---- drawings ---------------------------------------------------------------------------------

BLURRED = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200"><defs>
<filter id="f"><feGaussianBlur stdDeviation="4"/></filter>
<mask id="m"><circle cx="220" cy="60" r="50" fill="#fff"/></mask></defs>
<rect x="20" y="20" width="99" height="99" fill="#d62828" filter="url(#f)"/>
<rect x="170" y="10" width="99" height="99" fill="#2828d6" mask="url(#m)"/></svg>
"""


def pixels_are_fine(suite):
    """What librsvg draws as pixels has as many as a photograph on the press, and it is told."""
    folder = issue(suite, "blurred")
    (folder / "pictures/it.svg").write_text(BLURRED)
    (folder / "piece.md").write_text(PIECE.replace("it.pdf", "it.svg"))
    said, _, path = build(suite, folder, "likeness-blurred")
    rows = [line.split() for line in run("pdfimages", "-list", path).stdout.splitlines()[2:]]
    coarse = [row for row in rows if not 297 <= int(row[12]) <= 451]
    if len(rows) < 3 or coarse:
        raise Fail(f"pixels an inch: {[row[12] for row in rows]}")
    equal("findings", 1, sum(f["slug"] == "art-flattened" for f in said["findings"]))


# ---- overprinting -----------------------------------------------------------------------------

GOLD = "[/Separation /Gold /DeviceCMYK <</FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] " \
    "/C1 [0 0.3 0.8 0] /N 1>>]"
CYAN = f"1 0 0 0 k {BOX} "
GREEN = f"1 0 1 0 k {BOX}"
# What overprints in its own colours (ISO 32000-1, table 149), and the same said outright.
OVER = {
    "white of light": (f"{CYAN} /Over gs 1 1 1 rg {BOX}", f"1 1 1 rg {BOX}"),
    "white of grey": (f"{CYAN} /Over gs 1 g {BOX}", f"1 1 1 rg {BOX}"),
    "white of inks": (f"{CYAN} /Over gs 0 0 0 0 k {BOX}", f"1 1 1 rg {BOX}"),
    "white of a spot": (f"{CYAN} /Over gs /Gold cs 0 scn {BOX}", f"1 1 1 rg {BOX}"),
    "red of light": (f"{CYAN} /Over gs 1 0 0 rg {BOX}", f"1 0 0 rg {BOX}"),
    "black of grey": (f"{CYAN} /Over gs 0 g {BOX}", f"0 0 0 1 k {BOX}"),
    "by a profile of inks": (f"{CYAN} /Over gs /Own cs 0 0 1 0 sc {BOX}", f"0 0 1 0 k {BOX}"),
    "yellow": (f"{CYAN} /Over gs 0 0 1 0 k {BOX}", GREEN),
    "yellow by cs": (f"{CYAN} /Over gs /DeviceCMYK cs 0 0 1 0 sc {BOX}", GREEN),
    "yellow, mode 0": (f"{CYAN} /Zero gs 0 0 1 0 k {BOX}", f"0 0 1 0 k {BOX}"),
    "spot, mode 0": (f"{CYAN} /Zero gs /Gold cs 1 scn {BOX}", f"1 0.3 0.8 0 k {BOX}"),
    "one after the other": (f"{CYAN} /Over gs 1 0 0 rg 0 0 9 9 re f 0 0 1 0 k {BOX}", GREEN),
    "off again": (f"{CYAN} /Over gs 0 0 1 0 k 0 0 9 9 re f /Out gs {BOX}", f"0 0 1 0 k {BOX}"),
    "restored": (f"{CYAN} q /Over gs 0 0 1 0 k 0 0 9 9 re f Q 0 0 1 0 k {BOX}",
                 f"0 0 1 0 k {BOX}"),
    "stroke of light": (f"{CYAN} /Over gs 1 0 0 RG 40 w 0 20 m 40 20 l S", f"1 0 0 rg {BOX}"),
    "stroke of inks": (f"{CYAN} /Over gs 0 0 1 0 K 40 w 0 20 m 40 20 l S", GREEN),
    "fill of inks, stroke of light": (f"{CYAN} /Over gs 0 0 1 0 k 1 0 0 RG 2 w {BOX[:-1]} B",
                                      GREEN),
    "fill of light, stroke of inks": (f"{CYAN} /Over gs 1 0 0 rg 0 0 1 0 K 2 w {BOX[:-1]} B",
                                      f"1 0 0 rg {BOX}"),
    "picture": (f"{CYAN} /Over gs {SIDE} 0 0 {SIDE} 0 0 cm /Yellow Do", f"0 0 1 0 k {BOX}"),
    "stencil": (f"{CYAN} /Over gs 0 0 1 0 k {SIDE} 0 0 {SIDE} 0 0 cm /Stencil Do", GREEN),
    "gradient": (f"{CYAN} /Over gs 0 0 {SIDE} {SIDE} re W n /Even sh", f"0 0 1 0 k {BOX}"),
    "form of white": (f"{CYAN} /Over gs /White Do", f"1 1 1 rg {BOX}"),
    "form of yellow": (f"{CYAN} /Over gs /Inner Do", GREEN),
    "the same form": (f"{CYAN} /Inner Do", f"0 0 1 0 k {BOX}"),
    "form that is given inks": (f"{CYAN} /Over gs 0 0 1 0 k /Bare Do", GREEN),
    "form that is given light": (f"{CYAN} /Over gs 1 0 0 rg /Bare Do", f"1 0 0 rg {BOX}"),
    "tiling": (f"{CYAN} /Over gs /Pattern cs /Tiles scn {BOX}", f"0 0 1 0 k {BOX}"),
    "tiling that is given light": (f"{CYAN} /Over gs /Given cs 1 0 0 /Plain scn {BOX}",
                                   f"1 0 0 rg {BOX}"),
}


def of_overprint(pdf):
    tile = "/PatternType 1 /TilingType 1 /BBox [0 0 8 8] /XStep 8 /YStep 8 /Resources <<>> "
    even = "<</ShadingType 2 /ColorSpace /DeviceCMYK /Coords [0 0 40 0] /Function " \
        "<</FunctionType 2 /Domain [0 1] /C0 [0 0 1 0] /C1 [0 0 1 0] /N 1>>>>"
    profile = pdf.add("/N 4", open(PRESS, "rb").read())
    return {
        "ExtGState": {"Over": "<</OP true /op true /OPM 1>>", "Zero": "<</OP true /OPM 0>>",
                      "Out": "<</OP false>>"},
        "ColorSpace": {"Gold": GOLD, "Own": f"[/ICCBased {profile}]",
                       "Given": "[/Pattern /DeviceRGB]"},
        "Shading": {"Even": even},
        "XObject": {
            "Yellow": pdf.add(IMAGE + "/ColorSpace /DeviceCMYK", bytes([0, 0, 255, 0] * 4)),
            "Stencil": pdf.add("/Type /XObject /Subtype /Image /Width 8 /Height 8 "
                               "/BitsPerComponent 1 /ImageMask true", bytes(8)),
            "White": pdf.add(FORM, f"1 1 1 rg {BOX}".encode()),
            "Inner": pdf.add(FORM, f"0 0 1 0 k {BOX}".encode()),
            "Bare": pdf.add(FORM, BOX.encode())},
        "Pattern": {"Tiles": pdf.add(tile + "/PaintType 1", b"0 0 1 0 k 0 0 8 8 re f"),
                    "Plain": pdf.add(tile + "/PaintType 2", b"0 0 8 8 re f")},
    }


# ---- what gradients and pictures have beside their colours ------------------------------------

RAMP = "<</FunctionType 2 /Domain [0 1] /C0 [%s] /C1 [%s] /N 1>>"
RED = bytes([220, 30, 30])
PARTS = {
    "ground of a gradient": (f"/Pattern cs /Far scn {BOX}", f"0.1 0.6 0.2 rg {BOX}"),
    "ground of a spot's gradient": (f"/Pattern cs /FarGold scn {BOX}", f"0 0.15 0.4 0 k {BOX}"),
    "ground of a field": (f"/Pattern cs /Field scn {BOX}", f"0.1 0.6 0.2 rg {BOX}"),
    "ground of a mesh": (f"/Pattern cs /Mesh scn {BOX}", f"0.1 0.6 0.2 rg {BOX}"),
    "no ground of sh": (f"{CYAN} 0 0 {SIDE} {SIDE} re W n /Along sh", f"1 0 0 0 k {BOX}"),
    "key": (f"{CYAN} {SIDE} 0 0 {SIDE} 0 0 cm /Key Do", f"1 0 0 0 k {BOX}"),
    "not the key": (f"{CYAN} {SIDE} 0 0 {SIDE} 0 0 cm /NoKey Do",
                    f"{SIDE} 0 0 {SIDE} 0 0 cm /NoMask Do"),
    "key of a table": (f"{CYAN} {SIDE} 0 0 {SIDE} 0 0 cm /KeyFew Do", f"1 0 0 0 k {BOX}"),
    "key of 4 bits": (f"{CYAN} {SIDE} 0 0 {SIDE} 0 0 cm /KeyFour Do", f"1 0 0 0 k {BOX}"),
    # a colour of 0.6 0.2 0.4, half seen, mixed with its matte
    "matte": (f"{SIDE} 0 0 {SIDE} 0 0 cm /Matte Do", f"/Half gs {SIDE} 0 0 {SIDE} 0 0 cm /Same Do"),
    "matte of inks": (f"{SIDE} 0 0 {SIDE} 0 0 cm /MatteInks Do", f"0.3 0.1 0.2 0 k {BOX}"),
}


def of_parts(pdf):
    far = "/ShadingType 2 /Coords [900 0 910 0] /Function %s /ColorSpace %s /Background [%s]"
    rgb = far % (RAMP % ("1 0 0", "0 0 1"), "/DeviceRGB", "0.1 0.6 0.2")
    field = pdf.add("/FunctionType 4 /Domain [0 1 0 1] /Range [0 1 0 1 0 1]", b"{pop dup dup}")
    mesh = pdf.add("/ShadingType 4 /ColorSpace /DeviceRGB /Background [0.1 0.6 0.2] "
                   "/BitsPerCoordinate 8 /BitsPerComponent 8 /BitsPerFlag 8 "
                   "/Decode [500 600 500 600 0 1 0 1 0 1]",
                   bytes([0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 255, 0, 0, 0, 255, 0, 0, 255]))
    grey = "/ColorSpace /DeviceGray "
    half = bytes([128] * 4)
    mixed = bytes(round(255 * (m + 128 / 255 * (c - m)))
                  for c, m in ((0.6, 1), (0.2, 0), (0.4, 0.5)))
    inks = bytes(round(255 * 128 / 255 * c) for c in (0.6, 0.2, 0.4, 0))
    return {
        "ExtGState": {"Half": f"<</ca {128 / 255:.5f}>>"},
        "Pattern": {"Far": f"<</PatternType 2 /Shading <<{rgb}>>>>",
                    "FarGold": "<</PatternType 2 /Shading "
                               f"<<{far % (RAMP % ('0', '1'), GOLD, '0.5')}>>>>",
                    "Field": "<</PatternType 2 /Shading <</ShadingType 1 /Matrix [9 0 0 9 500 0] "
                             "/ColorSpace /DeviceRGB /Background [0.1 0.6 0.2] "
                             f"/Function {field}>>>>",
                    "Mesh": f"<</PatternType 2 /Shading {mesh}>>"},
        "Shading": {"Along": f"<<{rgb}>>"},
        "XObject": {
            "Key": pdf.add(IMAGE + "/ColorSpace /DeviceRGB /Mask [210 230 25 35 30 30]", RED * 4),
            "NoKey": pdf.add(IMAGE + "/ColorSpace /DeviceRGB /Mask [210 230 31 35 30 30]", RED * 4),
            "NoMask": pdf.add(IMAGE + "/ColorSpace /DeviceRGB", RED * 4),
            "KeyFew": pdf.add(IMAGE + "/ColorSpace [/Indexed /DeviceRGB 1 <ffffffdc1e1e>] "
                              "/Mask [1 1]", bytes([1] * 4)),
            "KeyFour": pdf.add(IMAGE.replace(" 8 ", " 4 ") + "/ColorSpace /DeviceRGB "
                               "/Mask [13 13 1 2 1 2]", bytes([0xd2, 0x1d, 0x21] * 2)),
            "Matte": pdf.add(IMAGE + "/ColorSpace /DeviceRGB /SMask " +
                             pdf.add(IMAGE + grey + "/Matte [1 0 0.5]", half), mixed * 4),
            "Same": pdf.add(IMAGE + "/ColorSpace /DeviceRGB", bytes([153, 51, 102] * 4)),
            "MatteInks": pdf.add(IMAGE + "/ColorSpace /DeviceCMYK /SMask " +
                                 pdf.add(IMAGE + grey + "/Matte [0 0 0 0]", half), inks * 4)},
    }


# ---- the middle of gradients ------------------------------------------------------------------

# Ends of gradients whose inks are furthest from a straight line between those of the ends.
ENDS = {"DeviceRGB": [((1, 0, 0), (0, 0, 1)), ((0, 0, 1), (1, 1, 0)), ((0, 1, 0), (1, 0, 1)),
                      ((1, 1, 1), (0, 0.1, 0.6)), ((1, 1, 1), (0, 0, 0)),
                      ((0.1, 0, 0), (0, 1, 1))],
        "Light": [((1,), (0,))],
        "Lab": [((60, 80, 60), (40, -60, -60))]}
STRIPS = 24


def text(values):
    return " ".join(f"{v:.5f}" for v in values)


def value_at(pdf, function, x):
    """Of a function of kind 2 or 3."""
    f = {k: pdf.get(v) for k, v in pdf.get(function).items()}
    if f["/FunctionType"] == 2:
        return [a + x ** f["/N"] * (b - a) for a, b in zip(f["/C0"], f["/C1"])]
    borders = [f["/Domain"][0], *f["/Bounds"], f["/Domain"][1]]
    i = max(i for i in range(len(f["/Functions"])) if not i or x >= borders[i])
    low, high = f["/Encode"][2 * i:2 * i + 2]
    part = (x - borders[i]) / (borders[i + 1] - borders[i])
    return value_at(pdf, f["/Functions"][i], low + part * (high - low))


def written_true(path, n):
    """The same of what is written, without what a renderer makes of it: within half a point."""
    pdf = Pdf(path)
    functions = [thing["value"]["/Function"] for _, thing in sorted(
        pdf.objects.items(), key=lambda item: int("".join(filter(str.isdigit, item[0])) or 0))
        if isinstance(thing.get("value"), dict) and "/ShadingType" in thing["value"]]
    flat = [operands for form in pdf.forms() for operator, operands, _, _ in
            operations(pdf.stream(form)) if operator == "k"][1::2]  # cs sets one first
    equal("gradients", n, len(functions))
    equal("colours", n * STRIPS, len(flat))
    for row, function in enumerate(functions):
        for i in range(STRIPS):
            tried, wanted = value_at(pdf, function, (i + 0.5) / STRIPS), flat[row * STRIPS + i]
            if max(abs(a - b) for a, b in zip(tried, wanted)) > 0.005:
                raise Fail(f"gradient {row} at {i}/{STRIPS}: {tried}, not {wanted}")


def gradients_are_true(suite):
    """All along a gradient the inks are those of the same colour by itself: within 4 points, for
    ghostscript draws bands, not slopes."""
    kinds = [(space, ends) for space, all_ends in ENDS.items() for ends in all_ends]
    width, lab = ACROSS * SIDE, "[/Lab <</WhitePoint [0.9642 1 0.8249] /Range [-128 127 -128 127]>>]"
    marks, shadings, step = [], {}, width / STRIPS
    for row, (space, (a, b)) in enumerate(kinds):
        shadings[f"S{row}"] = f"<</ShadingType 2 /ColorSpace {{{space}}} /Coords [0 0 {width} 0] " \
            f"/Function {RAMP % (text(a), text(b))}>>"
        marks.append(f"q 0 {80 * row} {width} {SIDE} re W n /S{row} sh Q")
        for i in range(STRIPS):
            part = (i + 0.5) / STRIPS
            flat = [x + part * (y - x) for x, y in zip(a, b)]
            marks.append(f"/{space} cs {text(flat)} scn {i * step} {80 * row + SIDE} {step} {SIDE} "
                         "re f")

    def resources(pdf):
        light = f"[/Separation /Light /DeviceRGB {RAMP % ('1 1 0', '0.4 0 0.5')}]"
        names = {"DeviceRGB": "/DeviceRGB", "Light": light, "Lab": lab}
        return {"Shading": {k: v.format(**names) for k, v in shadings.items()},
                "ColorSpace": {"Light": light, "Lab": lab}}

    # one square's worth of marks, on a page of as many rows
    whole = ["\n".join(marks)] + [""] * (ACROSS * 2 * len(kinds) - 1)
    folder = issue(suite, "gradients")
    page(folder / "pictures/it.pdf", whole, resources)
    path = build(suite, folder, "likeness-gradients")[2]
    written_true(path, len(kinds))
    plates = drawn(path, suite.folder("likeness/plates-gradients"))[1]
    left, top, right, foot = clip_box(run("mutool", "trace", path, "1").stdout)
    wrong, most = [], 0

    def inks(x, y):
        return plates.pixel(x / 72 * 25.4, y / 72 * 25.4)

    for row, (space, ends) in enumerate(kinds):
        for i in range(STRIPS):
            x = left + (right - left) * (i + 0.5) / STRIPS
            y = foot - (foot - top) * (2 * row + 0.5) / (2 * len(kinds))
            tried, wanted = inks(x, y), inks(x, y - (foot - top) / (2 * len(kinds)))
            most = max([most] + [abs(a - b) for a, b in zip(tried, wanted)])
            if max(abs(a - b) for a, b in zip(tried, wanted)) > 4:
                wrong.append(f"{space} {ends} at {i}/{STRIPS}: {[round(v, 1) for v in tried]}, not "
                             f"{[round(v, 1) for v in wanted]}")
    if wrong:
        raise Fail(f"{most:.1f} points: " + "; ".join(wrong))


# ---- small black ------------------------------------------------------------------------------

CAPTIONED = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 400">
<rect width="600" height="400" fill="#7a2a5a"/>
<text x="20" y="60" font-family="Andika" font-size="9">Small words on plum</text>
<g transform="translate(20 90) scale(2)"><text y="20" font-family="Andika"
font-size="5">Smaller words</text></g>
<path d="M20 200H500" fill="none" stroke="#000" stroke-width="1"/></svg>
"""


class Pressed(press.Printed):
    """As the sheet-fed printer has it."""

    def points(self, _):
        return press.TEXT_OVERPRINTS_BELOW


def small_black(suite):
    """Black words and lines within a drawing overprint as the page's own do."""
    folder = issue(suite, "captioned")
    (folder / "pictures/it.svg").write_text(CAPTIONED)
    (folder / "piece.md").write_text(PIECE.replace("it.pdf", "it.svg"))
    found = Pressed(build(suite, folder, "likeness-captioned")[2],
                    suite.folder("likeness/captioned-work"))
    inside = sum(bool(reference) and shown(operator, operands) is not None
                 for _, reference, operator, operands, _, _, _ in press.walk_state(found))
    if not inside:
        raise Fail("no words in the drawing were read")
    press.black_text(found)
    press.separations(found)


def check(suite):
    suite.check("likeness/pixels of drawings", pixels_are_fine, suite)
    suite.check("likeness/overprint", alike, suite, "over", OVER, of_overprint)
    suite.check("likeness/parts", alike, suite, "parts", PARTS, of_parts)
    suite.check("likeness/gradients", gradients_are_true, suite)
    suite.check("likeness/small black", small_black, suite)
