"""Sheets read back: which page stands where, which way up, and how far it shows.

A page is known by a tag that its content begins with (/P12 BMC); where it stands is followed
through the matrices and clips of the sheet's content and of the forms that it paints. Folding
is done with paper, as it were: fold() takes the two sides of a sheet apart into faces and
turns one half over the other, and knows no table of pages.
"""
import re

from pdf.content import operations
from pdf.marks import bounds
from pdf.x4 import boxes_of

MM = 72 / 25.4
UNIT = (1, 0, 0, 1, 0, 0)


def joined(m, n):
    """First m, then n."""
    return (m[0] * n[0] + m[1] * n[2], m[0] * n[1] + m[1] * n[3], m[2] * n[0] + m[3] * n[2],
            m[2] * n[1] + m[3] * n[3], m[4] * n[0] + m[5] * n[2] + n[4],
            m[4] * n[1] + m[5] * n[3] + n[5])


def moved(m, x, y):
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def area(m, box):
    return bounds([moved(m, box[i], box[j]) for i in (0, 2) for j in (1, 3)])


def common(a, b):
    return max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])


class Placed:
    """A page on a side: its number, the matrix of its content, what of it may be seen."""

    def __init__(self, number, matrix, shown):
        self.number, self.matrix, self.shown = number, matrix, shown

    def trim(self, box):
        """A box of the page, on the sheet."""
        return area(self.matrix, box)

    @property
    def head_up(self):
        return self.matrix[3] > 0


def placed(pdf, page):
    """Every page that is painted on a side, in painting order."""
    found = []
    visit(pdf, pdf.contents(page), page.get("/Resources"), UNIT, boxes_of(pdf, page)["Media"],
          found)
    return found


def visit(pdf, data, resources, matrix, clip, found):
    tag = re.match(rb"\s*/P(\d+) BMC", data)
    if tag:
        found.append(Placed(int(tag[1]), matrix, clip))
        return
    saved, path, clips = [], None, False
    for operator, values, _, _ in operations(data):
        if operator == "q":
            saved.append((matrix, clip))
        elif operator == "Q":
            matrix, clip = saved.pop()
        elif operator == "cm":
            matrix = joined(values, matrix)
        elif operator == "re":
            x, y, w, h = values
            path = area(matrix, (x, y, x + w, y + h))
        elif operator == "W":
            clips = True
        elif operator == "n":
            clip = common(clip, path) if clips else clip
            clips = False
        elif operator == "Do":
            reference = pdf.get(pdf.at(resources, "/XObject"))[values[0]]
            form = pdf.get(reference)
            inner = joined(form.get("/Matrix", UNIT), matrix)
            visit(pdf, pdf.stream(reference), form.get("/Resources"), inner,
                  common(clip, area(inner, form["/BBox"])), found)


# ---- folding ---------------------------------------------------------------------------------

def grid(pages):
    """Pages of a side as rows from the head, each from the left."""
    at = {page.number: page.trim((0, 0, 1, 1)) for page in pages}
    rows = sorted({round(y) for _, y, _, _ in at.values()}, reverse=True)
    middle = [[n for n, box in at.items() if round(box[1]) == y] for y in rows]
    up = {page.number: page.head_up for page in pages}
    return [[(n, up[n]) for n in sorted(row, key=lambda n: at[n][0])] for row in middle]


def turned(stack, upside_down):
    """A stack of leaves turned over; about a level line, heads then point the other way."""
    return [tuple((number, up != upside_down) for number, up in (below, above)[::-1])
            for below, above in reversed(stack)]


def fold(front, back):
    """Pages as they are read when a sheet lies with its front below and is folded, right half
    over left and head over foot in turn, the last fold upright: (number, head up)."""
    below, above = grid(front), grid(back)
    stacks = [[[(under, over)] for under, over in zip(reversed(low), high)]
              for low, high in zip(below, above)]
    while len(stacks) > 1 or len(stacks[0]) > 1:
        wide, high = len(stacks[0]), len(stacks)
        if high > 1 and high * 2 > wide:
            half = high // 2
            stacks = [[low + turned(up, True) for low, up in zip(stacks[high - 1 - i], stacks[i])]
                      for i in range(half)][::-1]
        else:
            stacks = [[row[i] + turned(row[wide - 1 - i], False) for i in range(wide // 2)]
                      for row in stacks]
    return [face for leaf in stacks[0][0] for face in leaf]


def nest(sheets):
    """Folded sheets laid in one another, the first outermost."""
    read = []
    for faces in reversed(sheets):
        half = len(faces) // 2
        read = faces[:half] + read + faces[half:]
    return read


# ---- marks -------------------------------------------------------------------------------------

def marks_of(pdf, page):
    """(kind, (x0, y0, x1, y1)) of each mark: line, fold (dashed), ring, patch or word."""
    data = pdf.contents(page)
    start = data.find(b"/All CS")
    found, path, dashed, rectangle, matrix, saved = [], [], False, False, UNIT, []
    for operator, values, _, _ in operations(data[start:]) if start >= 0 else ():
        if operator == "d":
            dashed = bool(values[0])
        elif operator == "q":
            saved.append(matrix)
        elif operator == "Q":
            matrix = saved.pop() if saved else UNIT
        elif operator == "cm":
            matrix = joined(values, matrix)
        elif operator in ("m", "l", "c"):
            path += [moved(matrix, x, y) for x, y in zip(values[::2], values[1::2])]
        elif operator == "re":
            x, y, w, h = values
            path, rectangle = path + [(x, y), (x + w, y + h)], True
        elif operator in ("S", "f") and path:
            kind = ("patch" if rectangle else "word") if operator == "f" else \
                "ring" if len(path) > 2 else "fold" if dashed else "line"
            found.append((kind, bounds(path)))
            path, rectangle = [], False
    return found


def slugs(pdf, page):
    """(words, the color that they are in) of the line that says which sheet it is."""
    found, words = [], None
    for operator, values, _, _ in operations(pdf.contents(page)):
        if operator == "BDC" and values[0] == "/Span":
            words = values[1]["/ActualText"][2:].decode("utf-16-be")
        elif words and operator in ("scn", "k"):
            found.append((words, tuple(values)))
        elif operator == "EMC":
            words = None
    return found
