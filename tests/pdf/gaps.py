"""How evenly a file's justified lines are set, read back from the file by mutool.

lines() finds the lines of one face and size, in the order of the pages' streams; full() keeps
those that reach both edges of a column; Figures counts what a reader sees in them: gaps between
words against the face's own space, and hyphens at line ends.
"""
import re
import statistics
import xml.etree.ElementTree as ElementTree
from collections import namedtuple

from checks.suite import must

RISE = 4.5   # pt: a note's number stands no higher above its line
HANG = 3.6   # pt: no stop or hyphen hangs out farther
SHORT = 0.6  # pt: what a full line may lack
HYPHENS = "-\u00ad\u2010"
SPACES = " \u00a0"

Glyph = namedtuple("Glyph", "x y width character")
Line = namedtuple("Line", "page glyphs")  # page: from 1


def spans(page):
    """(font, size, across, glyphs): glyphs are `across` times as wide as they are high."""
    for span in page.iter("span"):
        a, _, _, d = map(float, span.get("trm").split())
        yield span.get("font").split("+")[-1], d, a / d, [
            Glyph(float(g.get("x")), float(g.get("y")), float(g.get("adv")) * a,
                  g.get("unicode")) for g in span.iter("g")]


def pages(path):
    printed = must("mutool", "trace", path)
    printed = re.sub(r"&#x?[0-9a-fA-F]+;|[\x00-\x08\x0b-\x1f]", "?", printed)
    printed = printed[printed.index("<document"):printed.index("</document>") + 11]
    return ElementTree.fromstring(printed).iter("page")


def lines(path, font, size):
    """The lines that begin in this font and size; smaller type within them goes along."""
    found = []
    for number, page in enumerate(pages(path), 1):
        line = None
        for name, height, _, glyphs in spans(page):
            body = name == font and abs(height - size) < 0.01
            for g in glyphs:
                goes_on = line and abs(g.y - line.glyphs[0].y) < RISE and \
                    g.x >= line.glyphs[-1].x - 0.01
                if goes_on:
                    line.glyphs.append(g)
                elif body and g.character not in SPACES:
                    line = Line(number, [g])
                    found.append(line)
                else:
                    line = None
    return found


def words(line):
    return "".join(g.character or "" for g in line.glyphs).strip()


def ends_hyphenated(line):
    return words(line)[-1] in HYPHENS


def gaps(line):
    """What lies between the words."""
    before, spaced, found = None, False, []
    for g in line.glyphs:
        if g.character in SPACES:
            spaced = True
            continue
        if spaced and before:
            found.append(g.x - before.x - before.width)
        spaced, before = False, g if g.width else before
    return found


def full(found, columns, indent):
    """Those that reach from a column's left edge (or the indent) to its right edge.
    columns(page): (left, right) of each column."""
    kept = []
    for line in found:
        ink = [g for g in line.glyphs if g.character not in SPACES]
        left, right = ink[0].x, ink[-1].x + ink[-1].width
        if any(-SHORT <= right - r <= HANG and
               (-SHORT <= start - left <= HANG or -SHORT <= start + indent - left <= HANG)
               for start, r in columns(line.page)):
            kept.append(line)
    return kept


class Figures:
    """space: the face's own, in pt. found: full lines; every_line: short ones as well."""

    def __init__(self, found, every_line, space):
        self.n = len(found)
        widths = [sorted(gaps(line)) for line in found]
        every = [gap for line in widths for gap in line]
        self.deviation = statistics.pstdev(every)
        self.least = min(every) / space
        self.wide = self.share(line for line in widths if line and line[-1] > 1.5 * space + 0.02)
        self.wider = self.share(line for line in widths if line and line[-1] > 2 * space + 0.02)
        self.hyphenated = self.share(line for line in found if ends_hyphenated(line))
        ends = [ends_hyphenated(line) for line in every_line]
        self.runs = sum(all(ends[i:i + 3]) for i in range(len(ends) - 2))

    def share(self, some):
        return 100 * len(list(some)) / self.n

    def __str__(self):
        return (f"{self.n} full lines: {self.wide:.1f} % with a gap over 1.5 times the space, "
                f"{self.wider:.1f} % over 2 times, {self.hyphenated:.1f} % end in a hyphen, "
                f"{self.runs} runs of 3 hyphens, least gap {self.least:.2f} times, "
                f"standard deviation {self.deviation:.2f} pt")
