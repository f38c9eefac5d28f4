#!/usr/bin/python3
"""What is painted on what, read from the content streams of finished files and measured here.

Nothing is rendered: rectangles that are filled, words with the widths that their fonts name, and
pictures are followed in painting order; the ground of a word is the last rectangle below it that
holds it, and those that hold a part of it. WCAG 2.2 and APCA (0.0.98G-4g) are this file's own. The
same rules as the program's (access.md), on a way that knows neither its marks nor its inks.
Usage: contrast.py FOLDER [EDITION]...   the files of a whole build beside its report.json
"""
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from checks.suite import Fail  # noqa: E402
from pdf.content import operations  # noqa: E402
from pdf.reader import Pdf  # noqa: E402

WHITE, BLACK = (255, 255, 255), (0, 0, 0)
READ_ON = {"/P", "/BlockQuote", "/LBody", "/TD", "/Caption", "/Note", "/TOCI"}
TOUCH, BAR = 1, 4  # pt: less is rounding; thinner is a rule, not a ground
SAME = (1, 0, 0, 1, 0, 0)


# ---- measures ---------------------------------------------------------------------------

def ratio(one, other):
    def luminance(color):
        parts = [c / 255 for c in color]
        parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return sum(k * c for k, c in zip((0.2126, 0.7152, 0.0722), parts))
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def apca(words, ground):
    def screen(color):
        y = sum(k * (c / 255) ** 2.4 for k, c in zip((0.2126729, 0.7151522, 0.0721750), color))
        return y + max(0, 0.022 - y) ** 1.414
    w, g = screen(words), screen(ground)
    if abs(g - w) < 0.0005:
        return 0
    if g > w:
        s = 1.14 * (g ** 0.56 - w ** 0.57)
        return 0 if s < 0.1 else 100 * (s - 0.027)
    s = 1.14 * (g ** 0.65 - w ** 0.62)
    return 0 if s > -0.1 else 100 * (s + 0.027)


def can_be_read(kind, ink, ground):
    if kind == "body":
        return ratio(ink, ground) >= 7 and abs(apca(ink, ground)) >= 75
    return ratio(ink, ground) >= 4.5


# ---- following a page -------------------------------------------------------------------

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


def common(a, b):
    return min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])


def touches(a, b):
    return min(common(a, b)) > TOUCH


def holds(lower, upper):
    across, down = common(lower, upper)
    return across >= upper[2] - upper[0] - TOUCH and down >= upper[3] - upper[1] - TOUCH


def shown(area, clip):
    return (max(area[0], clip[0]), max(area[1], clip[1]),
            min(area[2], clip[2]), min(area[3], clip[3]))


def rgb(values):
    return tuple(round(v * 255) for v in (values * 3 if len(values) == 1 else values))


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


class Painted:
    """One file: words, rules and drawn colours as (kind, ink, ground), each with the page where
    it is first; words over pictures; codes."""

    def __init__(self, pdf):
        self.pdf, self.fonts = pdf, {}
        self.pairs, self.over, self.codes = {}, [], []
        for number, page in enumerate(pdf.pages, 1):
            Page(self, number, page)

    def widths(self, reference):
        if reference not in self.fonts:
            self.fonts[reference] = Widths(self.pdf, reference)
        return self.fonts[reference]


class Page:
    def __init__(self, file, number, page):
        self.file, self.number = file, number
        pdf = file.pdf
        self.resources = pdf.get(page["/Resources"])
        x0, y0, x1, y1 = pdf.get(page["/MediaBox"])
        self.grounds = [((x0, y0, x1, y1), WHITE)]
        self.pictures, self.words, self.state, self.stack = [], [], {
            "m": SAME, "ink": BLACK, "font": None, "size": 0, "wide": 1, "rise": 0,
            "clip": (x0, y0, x1, y1)}, []
        self.line = self.at = SAME
        self.tag, self.rects, self.clip = None, [], False
        self.code = []
        for operator, values, _, _ in operations(pdf.contents(page)):
            self._do(operator, values)
        self._end_code()
        for words, kind, ink, below in self.words:
            hit = next((p for p in self.pictures if touches(words, p)), None)
            if hit:
                file.over.append(number)
            else:
                self._pair(kind, ink, words, below)

    def _pair(self, kind, ink, area, below):
        for rect, color in reversed(self.grounds[:below]):
            whole = holds(rect, area)
            if (whole or touches(rect, area)) and not (kind == "rule" and color == ink):
                self.file.pairs.setdefault((kind, ink, color), self.number)
            if whole:
                return

    def _do(self, operator, values):
        s = self.state
        if operator == "q":
            self.stack.append(dict(s))
        elif operator == "Q":
            self.state = self.stack.pop()
        elif operator == "cm":
            s["m"] = times(values, s["m"])
        elif operator in ("rg", "g"):
            s["ink"] = rgb(values)
        elif operator == "re":
            self.rects.append(box(s["m"], *values))
        elif operator in ("f", "F", "f*"):
            self._fill()
        elif operator in ("W", "W*"):
            self.clip = True
        elif operator == "n":
            if self.clip:
                s["clip"] = self.rects[-1]
            self.clip, self.rects = False, []
        elif operator == "Do":
            self._picture(values[0])
        elif operator in ("BDC", "BMC"):
            self._end_code()
            self.tag = values[0]
        elif operator == "EMC":
            self._end_code()
            self.tag = None
        else:
            self._text(operator, values)

    def _fill(self):
        for rect in self.rects:
            thin = min(rect[2] - rect[0], rect[3] - rect[1]) < BAR
            if self.tag == "/Figure":
                self.code.append((rect, self.state["ink"]))
            elif thin:
                self._pair("rule", self.state["ink"], rect, len(self.grounds))
            if not thin or self.tag == "/Figure":
                self.grounds.append((rect, self.state["ink"]))
        self.rects = []

    def _end_code(self):
        if len(self.code) > 100:
            self.file.codes.append((self.number, self.code))
        self.code = []

    def _text(self, operator, values):
        s = self.state
        if operator == "BT":
            self.at = self.line = SAME
        elif operator == "Tf":
            s["font"] = self.file.widths(self.file.pdf.get(self.resources["/Font"])[values[0]])
            s["size"] = values[1]
        elif operator == "Tz":
            s["wide"] = values[0] / 100
        elif operator == "Ts":
            s["rise"] = values[0]
        elif operator == "Tm":
            self.at = self.line = tuple(values)
        elif operator in ("Td", "TD"):
            self.at = self.line = times((1, 0, 0, 1, *values), self.line)
        elif operator == "Tj":
            self._show([values[0]])
        elif operator == "TJ":
            self._show(values[0])
        elif operator in ("Tc", "Tw", "T*", "'", '"', "TL"):
            raise Fail(f"page {self.number}: {operator} is not followed here")

    def _show(self, parts):
        s, width = self.state, 0
        for part in parts:
            width += s["font"].of(part) if isinstance(part, bytes) else -part
        width *= s["size"] * s["wide"] / 1000
        area = box(times(self.at, s["m"]), 0, s["rise"], width, s["size"] / 2)
        kind = "body" if self.tag in READ_ON else "other"
        self.words.append((area, kind, s["ink"], len(self.grounds)))
        self.at = times((1, 0, 0, 1, width, 0), self.at)

    def _picture(self, name):
        pdf, m = self.file.pdf, self.state["m"]
        reference = pdf.get(self.resources["/XObject"])[name]
        thing = pdf.get(reference)
        if thing["/Subtype"] == "/Image":
            self.pictures.append(shown(box(m, 0, 0, 1, 1), self.state["clip"]))
            return
        x0, y0, x1, y1 = pdf.get(thing["/BBox"])
        area = shown(box(m, x0, y0, x1 - x0, y1 - y0), self.state["clip"])
        self.pictures.append(area)
        for operator, values, _, _ in operations(pdf.stream(reference)):
            if operator in ("rg", "RG", "g", "G"):
                self._pair("drawn", rgb(values), area, len(self.grounds))


# ---- proofs -----------------------------------------------------------------------------

def painted(pdf):
    if not hasattr(pdf, "painted"):
        pdf.painted = Painted(pdf)
    return pdf.painted


def contrast(e):
    """Words that are read on 7:1 and Lc 75, other words and rules 4.5:1; none over a picture."""
    p = painted(e.pdf)
    if not any(kind == "body" for kind, _, _ in p.pairs):
        raise Fail("no words are painted")
    faint = [f"page {page}: {kind} {ink} on {ground}: {ratio(ink, ground):.2f}:1, "
             f"Lc {apca(ink, ground):.1f}"
             for (kind, ink, ground), page in p.pairs.items()
             if kind != "drawn" and not can_be_read(kind, ink, ground)]
    if p.over:
        faint.append(f"words over pictures on pages {sorted(set(p.over))}")
    if faint:
        raise Fail("\n".join(faint))


def codes(e):
    """A code is dark on white, 20 mm wide at the least, with 4 modules of quiet around it."""
    for number, ((plate, white), *rest) in painted(e.pdf).codes:
        dark = [rect for rect, ink in rest if ink == BLACK]
        module = min(rect[3] - rect[1] for rect in dark)
        quiet = min(min(r[0] for r in dark) - plate[0], plate[2] - max(r[2] for r in dark),
                    min(r[1] for r in dark) - plate[1], plate[3] - max(r[3] for r in dark))
        wide = (plate[2] - plate[0]) / 72 * 25.4
        if white != WHITE or len(dark) != len(rest):
            raise Fail(f"page {number}: the code is not dark on white")
        if quiet < 3.95 * module or wide < 19.99:
            raise Fail(f"page {number}: the code is {wide:.2f} mm wide, its quiet zone "
                       f"{quiet / module:.2f} modules")


def reported(e, file):
    """The report says the same: file is its object of this edition."""
    def color(word):
        return tuple(int(word[i:i + 2], 16) for i in (1, 3, 5))
    told = {(c["use"], color(c["ink_colour"]), color(c["ground_colour"])): c
            for c in file["contrast"]}
    for (_, ink, ground), c in told.items():
        if abs(c["ratio"] - ratio(ink, ground)) > 0.006 or \
                abs(c["lc"] - apca(ink, ground)) > 0.06:
            raise Fail(f"{c}: measured {ratio(ink, ground):.3f}, {apca(ink, ground):.2f}")
    found = painted(e.pdf).pairs
    colors = {(ink, ground) for _, ink, ground in told}
    missing = [f"{pair} on page {page}" for pair, page in found.items()
               if pair[0] != "drawn" and pair[1:] not in colors]
    missing += [f"{pair} as body on page {page}" for pair, page in found.items()
                if pair[0] == "body" and pair not in told]
    idle = colors - {pair[1:] for pair in found}
    if missing or idle:
        raise Fail("\n".join([f"not in the report: {m}" for m in missing] +
                             [f"in the report, not painted: {i}" for i in sorted(idle)]))


def main(folder, *names):
    report = json.loads((Path(folder) / "report.json").read_text())
    failed = 0
    for file in report["files"]:
        access = "PDF/UA-1" in file.get("standards", [])
        if not access or (names and file["edition"] not in names):
            continue
        e = type("File", (), {"pdf": Pdf(Path(folder) / file["file"])})
        for check in (contrast, codes, reported):
            try:
                check(e, *[file] if check is reported else [])
            except Fail as fail:
                failed += 1
                print(f"{file['edition']} {check.__name__}: {fail}")
        print(f"{file['edition']}: {len(painted(e.pdf).pairs)} pairs, "
              f"{len(painted(e.pdf).codes)} codes")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
