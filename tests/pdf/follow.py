"""A page's operators followed: where its rectangles, pictures and words come to stand.

Nothing is rendered. Who asks (contrast.py, lines.py) takes what happens by the methods at the foot
of Follower; matrices, clips and the state of text are kept here, in points of the page.
"""
from checks.suite import Fail
from pdf.content import operations

SAME = (1, 0, 0, 1, 0, 0)


def times(m, n):
    return (m[0] * n[0] + m[1] * n[2], m[0] * n[1] + m[1] * n[3],
            m[2] * n[0] + m[3] * n[2], m[2] * n[1] + m[3] * n[3],
            m[4] * n[0] + m[5] * n[2] + n[4], m[4] * n[1] + m[5] * n[3] + n[5])


def box(m, x, y, w, h):
    """left, bottom, right, top"""
    corners = [(m[0] * a + m[2] * b + m[4], m[1] * a + m[3] * b + m[5])
               for a in (x, x + w) for b in (y, y + h)]
    return (min(c[0] for c in corners), min(c[1] for c in corners),
            max(c[0] for c in corners), max(c[1] for c in corners))


def clipped(area, clip):
    return (max(area[0], clip[0]), max(area[1], clip[1]),
            min(area[2], clip[2]), min(area[3], clip[3]))


class Widths:
    """Widths of a font's codes, in thousandths."""

    def __init__(self, pdf, reference):
        font = pdf.get(reference)
        self.wide = font.get("/Subtype") == "/Type0"
        self.width, self.other = {}, 0
        if self.wide:
            inner = pdf.get(pdf.get(font["/DescendantFonts"])[0])
            self.other = inner.get("/DW", 1000)
            self._read(pdf, pdf.get(inner.get("/W")) or [])
        else:
            self.width = dict(enumerate(pdf.get(font.get("/Widths")) or [],
                                        font.get("/FirstChar", 0)))

    def _read(self, pdf, list_):
        at = 0
        while at < len(list_):
            run = pdf.get(list_[at + 1])
            if isinstance(run, list):
                self.width.update(enumerate(run, list_[at]))
                at += 2
            else:
                self.width.update((c, list_[at + 2]) for c in range(list_[at], run + 1))
                at += 3

    def of(self, codes):
        step = 2 if self.wide else 1
        return sum(self.width.get(int.from_bytes(codes[i:i + step], "big"), self.other)
                   for i in range(0, len(codes), step))


class Follower:
    """state: m (the matrix), clip, font (as font() gives it), size, wide, rise, and what a
    colour() adds. at: the matrix of the words that come next."""

    def __init__(self, pdf, page, **state):
        self.pdf, self.resources = pdf, pdf.get(page["/Resources"])
        self.media = tuple(pdf.get(page["/MediaBox"]))
        self.state = {"m": SAME, "clip": self.media, "font": None, "size": 0, "wide": 1,
                      "rise": 0, **state}
        self.at = SAME
        self._line, self._stack, self._rects, self._clips = SAME, [], [], False

    def follow(self, page):
        for operator, values, _, _ in operations(self.pdf.contents(page)):
            self._do(operator, values)

    def _do(self, operator, values):
        s = self.state
        if operator == "q":
            self._stack.append(dict(s))
        elif operator == "Q":
            self.state = self._stack.pop()
        elif operator == "cm":
            s["m"] = times(values, s["m"])
        elif operator in ("rg", "g"):
            self.colour(values)
        elif operator == "re":
            self._rects.append(box(s["m"], *values))
        elif operator in ("f", "F", "f*", "n"):
            self._end_path(operator != "n")
        elif operator in ("W", "W*"):
            self._clips = True
        elif operator == "Do":
            self._picture(self.pdf.get(self.resources["/XObject"])[values[0]])
        elif operator in ("BDC", "BMC"):
            self.begins(values)
        elif operator == "EMC":
            self.ends()
        else:
            self._text(operator, values)

    def _end_path(self, fills):
        if fills:
            self.filled(self._rects)
        elif self._clips:
            self.state["clip"] = self._rects[-1]
        self._rects, self._clips = [], False

    def _picture(self, reference):
        thing, area = self.pdf.get(reference), (0, 0, 1, 1)
        if thing["/Subtype"] == "/Form":
            x0, y0, x1, y1 = self.pdf.get(thing["/BBox"])
            area = (x0, y0, x1 - x0, y1 - y0)
        self.pictured(reference, clipped(box(self.state["m"], *area), self.state["clip"]))

    def _text(self, operator, values):
        s = self.state
        if operator == "BT":
            self.at = self._line = SAME
        elif operator == "Tf":
            s["font"] = self.font(self.pdf.get(self.resources["/Font"])[values[0]])
            s["size"] = values[1]
        elif operator == "Tz":
            s["wide"] = values[0] / 100
        elif operator == "Ts":
            s["rise"] = values[0]
        elif operator == "Tm":
            self.at = self._line = tuple(values)
        elif operator in ("Td", "TD"):
            self.at = self._line = times((1, 0, 0, 1, *values), self._line)
        elif operator in ("Tj", "TJ"):
            width = self.shown(values[0] if operator == "TJ" else [values[0]])
            self.at = times((1, 0, 0, 1, width, 0), self.at)
        elif operator in ("Tc", "Tw", "T*", "'", '"', "TL"):
            raise Fail(f"{operator} is not followed here")

    # ---- what happens ---------------------------------------------------------------

    def colour(self, values):
        """Fills are of this colour from here on."""

    def filled(self, rects):
        """Areas are filled."""

    def pictured(self, reference, area):
        """A picture or form is shown in an area."""

    def begins(self, operands):
        """A tag or artifact begins."""

    def ends(self):
        """... and ends."""

    def font(self, reference):
        """What state["font"] shall be."""

    def shown(self, parts):
        """Words at self.at, strings and distances. Returns how wide they are."""
        raise NotImplementedError
