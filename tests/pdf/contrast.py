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
from pdf.follow import Follower, Widths, box, times  # noqa: E402
from pdf.reader import Pdf  # noqa: E402

WHITE, BLACK = (255, 255, 255), (0, 0, 0)
READ_ON = {"/P", "/BlockQuote", "/LBody", "/TD", "/Caption", "/Note", "/TOCI"}
TOUCH, BAR = 1, 4  # pt: less is rounding; thinner is a rule, not a ground


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

def common(a, b):
    return min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])


def touches(a, b):
    return min(common(a, b)) > TOUCH


def holds(lower, upper):
    across, down = common(lower, upper)
    return across >= upper[2] - upper[0] - TOUCH and down >= upper[3] - upper[1] - TOUCH


def rgb(values):
    return tuple(round(v * 255) for v in (values * 3 if len(values) == 1 else values))


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


class Page(Follower):
    def __init__(self, file, number, page):
        super().__init__(file.pdf, page, ink=BLACK)
        self.file, self.number = file, number
        self.grounds, self.pictures, self.words = [(self.media, WHITE)], [], []
        self.tag, self.code = None, []
        self.follow(page)
        self.ends()
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

    def colour(self, values):
        self.state["ink"] = rgb(values)

    def filled(self, rects):
        for rect in rects:
            thin = min(rect[2] - rect[0], rect[3] - rect[1]) < BAR
            if self.tag == "/Figure":
                self.code.append((rect, self.state["ink"]))
            elif thin:
                self._pair("rule", self.state["ink"], rect, len(self.grounds))
            if not thin or self.tag == "/Figure":
                self.grounds.append((rect, self.state["ink"]))

    def begins(self, operands):
        self.ends()
        self.tag = operands[0]

    def ends(self):
        if len(self.code) > 100:
            self.file.codes.append((self.number, self.code))
        self.code, self.tag = [], None

    def font(self, reference):
        return self.file.widths(reference)

    def shown(self, parts):
        s, width = self.state, 0
        for part in parts:
            width += s["font"].of(part) if isinstance(part, bytes) else -part
        width *= s["size"] * s["wide"] / 1000
        area = box(times(self.at, s["m"]), 0, s["rise"], width, s["size"] / 2)
        kind = "body" if self.tag in READ_ON else "other"
        self.words.append((area, kind, s["ink"], len(self.grounds)))
        return width

    def pictured(self, reference, area):
        self.pictures.append(area)
        if self.pdf.get(reference)["/Subtype"] == "/Image":
            return
        for operator, values, _, _ in operations(self.pdf.stream(reference)):
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
