"""The marks around a page, read back from the content stream: where they stand, and how many.

What is painted after the space All is chosen is marks: lines and rings by m, l and c, patches
by re. None may reach into the bleed or out of the sheet; crop marks point at the trim's corners,
bleed marks at the bleed's; rings stand at the middle of each side.
"""
from checks.suite import Fail, equal
from pdf import broken
from pdf.content import operations
from pdf.x4 import boxes_of

POINTS = 72 / 25.4
NEAR = 0.01


def drawn(data):
    """(kind, points) of each path after "/All CS": line, ring or patch."""
    found, path, within = [], [], False
    for operator, values, _, _ in operations(data):
        if operator == "CS":
            within = values == ["/All"]
        elif not within:
            continue
        elif operator in ("m", "l"):
            path = [tuple(values)] if operator == "m" else path + [tuple(values)]
        elif operator == "c":
            path += list(zip(values[::2], values[1::2]))
        elif operator == "re":
            x, y, w, h = values
            path = [(x, y), (x + w, y + h)]
        elif operator in ("S", "f"):
            found.append(("patch" if operator == "f" else "ring" if len(path) > 2 else "line",
                          path))
    return found


def bounds(points):
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def aimed_at(lines, box):
    """How many lines lie on the four straight lines that a box's sides make, at its corners."""
    x0, y0, x1, y1 = box
    count = 0
    for (ax, ay), (bx, by) in lines:
        upright = abs(ax - bx) < NEAR and min(abs(ax - x0), abs(ax - x1)) < NEAR
        level = abs(ay - by) < NEAR and min(abs(ay - y0), abs(ay - y1)) < NEAR
        count += upright or level
    return count


def check_page(pdf, page, wanted):
    boxes = boxes_of(pdf, page)
    trim, bleed, media = boxes["Trim"], boxes["Bleed"], boxes["Media"]
    offset = float(wanted.get("mark-offset", "6mm")[:-2]) * POINTS
    asked = wanted["marks"].strip("[]").split(", ")
    asked = ["crop", "bleed", "registration", "colour-bar"] if asked == ["yes"] else asked
    found = drawn(pdf.contents(page))
    for kind, points in found:
        x0, y0, x1, y1 = bounds(points)
        if x0 < bleed[2] - NEAR and x1 > bleed[0] + NEAR and y0 < bleed[3] - NEAR and \
                y1 > bleed[1] + NEAR:
            raise Fail(f"a {kind} reaches into the bleed: {points}")
        if x0 < media[0] or y0 < media[1] or x1 > media[2] or y1 > media[3]:
            raise Fail(f"a {kind} reaches out of the sheet: {points}")
        off = max(trim[0] - x1, x0 - trim[2], trim[1] - y1, y0 - trim[3])
        if off < offset - NEAR:
            raise Fail(f"a {kind} stands {off / POINTS:.2f} mm off the trim: {points}")
    lines = [points for kind, points in found if kind == "line"]
    rings = [bounds(points) for kind, points in found if kind == "ring"]
    equal("crop marks", 8 * ("crop" in asked), aimed_at(lines, trim))
    equal("bleed marks", 8 * ("bleed" in asked), aimed_at(lines, bleed))
    equal("rings", 4 * ("registration" in asked), len(rings))
    equal("crosses in them", 2 * len(rings), len(lines) - aimed_at(lines, trim)
          - aimed_at(lines, bleed))
    middle = (trim[0] + trim[2]) / 2, (trim[1] + trim[3]) / 2
    for x0, y0, x1, y1 in rings:
        if min(abs((x0 + x1) / 2 - middle[0]), abs((y0 + y1) / 2 - middle[1])) > NEAR:
            raise Fail(f"a ring is not at the middle of a side: {x0, y0, x1, y1}")
    patches = sum(kind == "patch" for kind, _ in found)
    if ("colour-bar" in asked) != (patches >= 8):
        raise Fail(f"{patches} patches")


def check(pdf, wanted):
    for page in pdf.pages:
        check_page(pdf, page, wanted)


# ---- marks in wrong places -----------------------------------------------------

def edit(pdf, old, new, count=1):
    """In the marks of the first page."""
    reference = pdf.content_refs(pdf.pages[0])[0]
    head, space, tail = pdf.stream(reference).rpartition(b"/All CS")
    if old not in tail:
        raise Fail(f"there is no mark with {old}")
    pdf.set_stream(reference, head + space + tail.replace(old, new, count))


def into_the_bleed(pdf):
    broken.paint(pdf, b"/All CS 1 SCN 30 300 m 60 300 l S")


def out_of_the_sheet(pdf):
    broken.paint(pdf, b"/All CS 1 SCN 2 2 m -9 2 l S")


def near_the_page(pdf):
    """Beside the bleed, but nearer to the trim than the printer asks."""
    x, y, _, _ = boxes_of(pdf, pdf.pages[0])["Bleed"]
    broken.paint(pdf, f"/All CS 1 SCN {x - 3} {y + 9} m {x - 1} {y + 9} l S".encode())


def one_left_out(pdf):
    edit(pdf, b"l S", b"l n")


def aside(pdf):
    """A crop mark is a tenth of a point off the trim's line."""
    x = boxes_of(pdf, pdf.pages[0])["Trim"][0]
    edit(pdf, f"{x:.4f}".rstrip("0").encode(), f"{x + 0.1:.4f}".encode())


def no_ring(pdf):
    edit(pdf, b"h S", b"n")


def no_bar(pdf):
    edit(pdf, b" re f", b" re n", -1)


MUTANTS = [("marks", mutant) for mutant in (into_the_bleed, out_of_the_sheet, near_the_page,
                                            one_left_out, aside, no_ring, no_bar)]
