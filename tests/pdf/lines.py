"""The lines that a reader sees: what stands where on each page of a finished file, in which
size and face, and to which tag it belongs.

Nothing is rendered: the content streams are followed with the widths that the file's own fonts
name. The height of an x is measured in the embedded font, on the outline of the letter.
"""
import io
import logging
import statistics
import unicodedata

from fontTools.cffLib import CFFFontSet
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from pdf.content import Font
from pdf.follow import Follower, Widths, times
from pdf.tags import INLINE, Artifact, Content, Element, Tagged, innermost

logging.getLogger("fontTools").setLevel(logging.ERROR)  # subsets have no date

RISE = 0.6         # of the size: a note's number stands no higher or lower than this
FLAT = "xzvwu"     # letters as high as an x; the first that the subset has is measured
ASCENDING = "bdhkl"
MM = 72 / 25.4


class Outlines:
    """The glyphs of an embedded font: TrueType, or CFF by itself."""

    def __init__(self, data):
        if data[:1] == b"\x01":
            cff = CFFFontSet()
            cff.decompile(io.BytesIO(data), None)
            top = cff.topDictIndex[0]
            self.glyphs, self.names = top.CharStrings, top.charset
            self.unit = 1 / (getattr(top, "FontMatrix", None) or [0.001])[0]
            self.italic = getattr(top, "ItalicAngle", 0)
            self.by_cid = hasattr(top, "ROS")
        else:
            font = TTFont(io.BytesIO(data), lazy=True)
            self.glyphs, self.names = font.getGlyphSet(), font.getGlyphOrder()
            self.unit, self.by_cid = font["head"].unitsPerEm, False
            self.italic = font["post"].italicAngle if "post" in font else 0

    def top(self, glyph):
        pen = BoundsPen(self.glyphs)
        name = f"cid{glyph:05d}" if self.by_cid else self.names[glyph]
        self.glyphs[name].draw(pen)
        return (pen.bounds or (0,) * 4)[3] / self.unit


class Face:
    """A font of the file: its words, widths and outlines."""

    def __init__(self, pdf, reference):
        self.font, self.widths = Font(pdf, reference), Widths(pdf, reference)
        self.name = self.font.name.split("+")[-1]
        inner = pdf.get(pdf.get(self.font.dict["/DescendantFonts"])[0])
        self.descriptor = pdf.get(inner["/FontDescriptor"])
        file = next(k for k in ("/FontFile2", "/FontFile3", "/FontFile")
                    if k in self.descriptor)
        self.map = inner.get("/CIDToGIDMap", "/Identity")
        self.map = pdf.stream(self.map) if self.map != "/Identity" else None
        self.outlines = Outlines(pdf.stream(self.descriptor[file]))
        self._tops = {}

    def top(self, code):
        """How high its outline goes, in ems."""
        if code not in self._tops:
            glyph = int.from_bytes(self.map[2 * code:2 * code + 2], "big") if self.map else code
            self._tops[code] = self.outlines.top(glyph)
        return self._tops[code]

    def tops(self, letter):
        return [self.top(code) for code, word in self.font.words.items() if word == letter]

    def x_height(self):
        """In ems; None of a face that shows no letter of that height (numerals, Arabic)."""
        for letter in FLAT:
            if self.tops(letter):
                return min(self.tops(letter))
        return None

    def slanted(self):
        named = any(word in self.name.lower() for word in ("italic", "oblique", "slant"))
        return bool(named or self.outlines.italic or self.descriptor.get("/ItalicAngle")
                    or self.descriptor.get("/Flags", 0) & 64)


class Show:
    """Words that one operation shows. x1: where the last that is no space ends."""

    def __init__(self, page, face, size, owner):
        self.page, self.face, self.size, self.owner = page, face, size, owner
        self.text, self.x0, self.x1, self.y, self.skewed = "", None, None, 0, False

    @property
    def words(self):
        return " ".join(self.text.split())


class Line:
    def __init__(self, show):
        self.page, self.shows = show.page, [show]

    def takes(self, show):
        last = self.shows[-1]
        if all(unicodedata.combining(c) for c in show.words):
            return show.page == self.page
        level = abs(show.y - self.y) < RISE * max(show.size, self.size)
        return show.page == self.page and level and (
            show.x0 >= last.x1 - 1 or any(abs(show.y - s.y) < 0.5 for s in self.shows))

    @property
    def size(self):
        return max(s.size for s in self.shows if s.words)

    @property
    def y(self):
        return next(s.y for s in self.shows if s.size == self.size)

    @property
    def text(self):
        return "".join(s.text for s in self.shows)

    @property
    def words(self):
        return " ".join(self.text.split())

    @property
    def x0(self):
        return min(s.x0 for s in self.shows if s.words)

    @property
    def x1(self):
        return max(s.x1 for s in self.shows if s.words)

    def __str__(self):
        return f"page {self.page + 1}: '{self.words[:60]}'"


class Block:
    """A paragraph, head, label or cell: what has lines of its own, or a line of verse."""

    def __init__(self, element):
        self.element, self.lines = element, []

    def add(self, show):
        if self.lines and self.lines[-1].takes(show):
            self.lines[-1].shows.append(show)
        elif show.words:
            self.lines.append(Line(show))

    @property
    def kind(self):
        return self.element.kind

    def within(self, *kinds):
        return within(self.element, *kinds)

    def columns(self):
        """Its lines as they stand one below the other."""
        runs = []
        for line in self.lines:
            last = runs[-1][-1] if runs else None
            if last and last.page == line.page and line.y < last.y and \
                    line.x0 < last.x1 and last.x0 < line.x1:
                runs[-1].append(line)
            else:
                runs.append([line])
        return runs

    @property
    def size(self):
        return statistics.mode(line.size for line in self.lines)


def within(element, *kinds):
    """The nearest of these types that it is or stands in; None if there is none."""
    while element is not None:
        if element.kind in kinds or element.type in kinds:
            return element
        element = element.parent
    return None


def block_of(element):
    while element.kind in INLINE and not (element.actual or "").endswith("\n"):
        element = element.parent
    return element


class Page(Follower):
    """shows: words, in the order of the stream. rules: what is filled, (left, bottom, right,
    top), but for what a figure is drawn with. pictures: where they stand."""

    def __init__(self, file, number, page):
        super().__init__(file.pdf, page)
        self.number, self._file, self._owners = number, file, []
        self.shows, self.rules, self.pictures = [], [], []
        self.follow(page)

    def begins(self, operands):
        self._owners.append(self._file.owner(self.number, operands, self.resources))

    def ends(self):
        self._owners.pop()

    def filled(self, rects):
        owner = innermost(self._owners)[0]
        if not (isinstance(owner, Element) and owner.kind == "Figure"):
            self.rules += rects

    def pictured(self, reference, area):
        self.pictures.append(area)

    def font(self, reference):
        return self._file.face(reference)

    def shown(self, parts):
        s, at = self.state, 0
        m = times(self.at, s["m"])
        show = Show(self.number, s["font"], s["size"] * m[3], innermost(self._owners)[0])
        show.skewed = abs(m[2]) > 0.001
        unit = s["size"] * s["wide"] / 1000
        edges = []  # from right to left, later letters stand farther left
        for part in parts:
            if not isinstance(part, bytes):
                at -= part * unit
                continue
            for i in range(0, len(part), 2):
                word = show.face.font.text(part[i:i + 2])
                wide = show.face.widths.of(part[i:i + 2]) * unit
                if word.strip("\u00a0 "):
                    edges += [at, at + wide]
                show.text += word
                at += wide
        x, y = m[4], m[5] + s["rise"] * m[3]
        show.x0 = x + m[0] * min(edges, default=0)
        show.x1, show.y = x + m[0] * max(edges, default=at), y
        self.shows.append(show)
        return at


class Lines:
    """Of one file: pages, and the blocks of its tags in the order in which they are drawn."""

    def __init__(self, pdf, tagged=None):
        self.pdf, self.tagged, self._faces = pdf, tagged or Tagged(pdf), {}
        self._owner = {}
        for element in self.tagged.root.walk():
            for kid in element.kids:
                if isinstance(kid, Content):
                    self._owner[id(kid)] = element
        self.pages = [Page(self, number, page) for number, page in enumerate(pdf.pages)]
        found = {}
        for page in self.pages:
            for show in page.shows:
                if isinstance(show.owner, Element):
                    element = block_of(show.owner)
                    found.setdefault(id(element), Block(element)).add(show)
        self.blocks = [block for block in found.values() if block.lines]

    @property
    def shows(self):
        return [show for page in self.pages for show in page.shows if show.words]

    def face(self, reference):
        if reference not in self._faces:
            self._faces[reference] = Face(self.pdf, reference)
        return self._faces[reference]

    def owner(self, number, operands, resources):
        """(Element or Artifact, None) of a mark; (None, None) where it only says how to read."""
        properties = operands[1] if len(operands) > 1 else {}
        if isinstance(properties, str):
            properties = self.pdf.at(resources, "/Properties", properties)
        if operands[0] == "/Artifact":
            return Artifact(number, str(properties.get("/Type", ""))[1:],
                            str(properties.get("/Subtype", ""))[1:]), None
        content = self.tagged.contents[number].get(properties.get("/MCID"))
        return self._owner.get(id(content)), None
