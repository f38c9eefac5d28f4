"""Print that most people can read: access.md's table, on one finished file of each book.

Each check takes a Page's lines (lines.py) and raises Fail with the page and the words. The
palettes of a book have the same words in the same places (editions.py, one_book), so one file
speaks for all. Words within art are not looked at: art has sizes of its own.
"""
import re
import statistics
from collections import namedtuple

from checks.suite import Fail
from pdf.lines import ASCENDING, MM, Lines, within
from pdf.tags import Artifact, Element

Figures = namedtuple("Figures", "size x_height leading line")
FIGURES = {"standard": Figures(12, 2.0, 1.25, 70), "large": Figures(18, 3.1, 1.4, 70),
           "largest": Figures(24, 4.2, 1.4, 50)}
HEADINGS = tuple(f"H{n}" for n in range(1, 7))
OUTER, SPINE, GUTTER = 20 * MM, 25 * MM, 7 * MM
DISPLAY = 4 / 3    # times the edition's size: what is larger is a head or a numeral
NEAR = 0.6         # pt: edges that are meant to be one
MOST = 12          # lines of a failure
MAY_END = "-‐–—/.@?&=_"
MONTHS = ("January|February|March|April|May|June|July|August|September|October|November|"
          "December")
WHOLE = [re.compile(p) for p in (
    r"\b0\d{2,4}\s\d{3,4}(?:\s\d{3,4})?\b", r"\b\d{5}\s\d{6}\b",
    rf"\b\d{{1,2}}\s(?:{MONTHS})\b", r"\b(?:Mr|Mrs|Ms|Mx|Dr)\s[A-Z]\w+",
    r"\b(?:[Pp]age|Article)\s\d+\b")]


class Legible:
    """An edition's lines with the figures that it has to keep."""

    def __init__(self, e):
        self.e, self.lines = e, Lines(e.pdf, e.tagged)
        self.size = e.plan.editions[e.name]["book"].removesuffix("-text-only")
        self.figures, self.large = FIGURES[self.size], self.size != "standard"
        self.blocks = self.lines.blocks
        self.sources = {w for w in e.reading.words()}
        self.joined = " ".join(e.reading.words())

    def running(self):
        """Blocks of running text: neither heads nor display."""
        return [b for b in self.blocks if b.size < DISPLAY * self.figures.size]


def legible(e):
    if not hasattr(e, "legible"):
        e.legible = Legible(e)
    return e.legible


def report(wrong, looked_at):
    if not looked_at:
        raise Fail("nothing to look at")
    if wrong:
        more = [f"... {len(wrong) - MOST} more"] if len(wrong) > MOST else []
        raise Fail("\n".join([str(w) for w in wrong[:MOST]] + more))


def place(show):
    return f"page {show.page + 1}: '{show.words[:60]}'"


# ---- type -------------------------------------------------------------------------------

def sizes(e):
    """No words are smaller than the edition's size: folios, captions, labels, note numbers."""
    l = legible(e)
    report([f"{place(s)} is {s.size:.2f} pt, not {l.figures.size}" for s in l.lines.shows
            if s.size < l.figures.size - 0.01], l.lines.shows)


def x_heights(e):
    """An x is as high as it must be, measured on the outline of the embedded font."""
    l = legible(e)
    wrong, seen = [], set()
    for s in l.lines.shows:
        high, key = s.face.x_height(), (s.face.name, s.size)
        if key in seen or high is None:
            continue
        seen.add(key)
        if high * s.size / MM < l.figures.x_height:
            wrong.append(f"{place(s)}: the x of {s.face.name} at {s.size:.2f} pt is "
                         f"{high * s.size / MM:.2f} mm high, not {l.figures.x_height}")
    report(wrong, seen)


def folios(e):
    """Every folio at body size, in large print as in standard."""
    l = legible(e)
    found = [s for s in l.lines.shows if isinstance(s.owner, Artifact)
             and s.owner.kind == "Pagination" and re.match(r"\d+", s.words)]
    report([f"{place(s)}, a folio, is {s.size:.2f} pt" for s in found
            if s.size < l.figures.size - 0.01], found)


def no_italics(e):
    l = legible(e)
    wrong = [f"{place(s)}: {'slanted' if s.skewed else s.face.name}" for s in l.lines.shows
             if s.skewed or s.face.slanted()]
    report(wrong, l.lines.shows)


def no_capitals(e):
    """The source's case, no line in capitals, and no small capitals: a "d" goes higher than
    an "x" does."""
    l, wrong, faces = legible(e), [], {}
    for s in l.lines.shows:
        faces.setdefault(s.face.name, s)
    for name, s in faces.items():
        high = s.face.x_height()
        for letter in ASCENDING if high else "":
            if any(top < 1.15 * high for top in s.face.tops(letter)):
                wrong.append(f"{place(s)}: {name} has a '{letter}' no higher than its x")
    for block in l.blocks:
        for line in block.lines:
            words = [w for w in line.words.split() if re.search(r"[^\W\d_]{2}", w)]
            if len(words) > 2 and all(w.isupper() for w in words):
                wrong.append(f"{line} is a block of capitals")
    report(wrong, faces)


def underlines(e):
    """Rules under words are those of links, and every address that is a link has one."""
    l, wrong, links = legible(e), [], 0
    for page in l.lines.pages:
        thin = [r for r in page.rules if r[3] - r[1] < 3 and r[2] - r[0] > 4]
        for s in [s for s in page.shows if s.words]:
            under = [r for r in thin if -0.35 * s.size < r[3] - s.y < 0.1 * s.size
                     and min(r[2], s.x1) - max(r[0], s.x0) > 1]
            link = isinstance(s.owner, Element) and within(s.owner, "Link")
            links += bool(link)
            if under and not link:
                wrong.append(f"{place(s)} is underlined and no link")
            address = link and any("/URI" in (e.pdf.get(a["annotation"].get("/A")) or {})
                                   for a in link.annotations())
            if address and not under:
                wrong.append(f"{place(s)} is a link and not underlined")
    report(wrong, links)


# ---- lines ------------------------------------------------------------------------------

def leading(e):
    """From line to line of running text. access.md has one figure for each size and says
    nothing of heads apart: in large print, where a reader may see one line at a time, a
    head of two lines keeps clear print's 1.25; in print heads and numerals keep their own
    size at least, as look.md sets them."""
    l, wrong, looked_at = legible(e), [], 0
    for block in l.blocks:
        display = block.size >= DISPLAY * l.figures.size
        least = (1.25 if l.large else 1) if display else l.figures.leading
        for run in block.columns():
            for one, next_ in zip(run, run[1:]):
                looked_at += 1
                ratio = (one.y - next_.y) / next_.size
                if ratio < least - 0.005:
                    wrong.append(f"{next_} is {ratio:.2f} times its size below the line "
                                 f"above, not {least}")
    report(wrong, looked_at)


def line_lengths(e):
    l = legible(e)
    report([f"{line} has {len(line.words)} characters, not {l.figures.line}"
            for block in l.blocks for line in block.lines
            if len(line.words) > l.figures.line], l.blocks)


def alignment(e):
    """Lines begin at one edge (but the first, and beside a drop cap or a picture) and do not
    all end at another."""
    l, wrong, looked_at = legible(e), [], 0
    for block in l.blocks:
        for run in block.columns():
            if len(run) < 3:
                continue
            looked_at += 1
            edges = len({round(line.x0 / NEAR / 2) for line in run[1:]})
            if edges > (1 if l.large else 2) and edges > 1 and not hangs(run):
                wrong.append(f"{run[0]}: its lines begin at {edges} edges")
            ends = [line.x1 for line in run[:-1]]
            if len(ends) > 2 and max(ends) - min(ends) < NEAR:
                wrong.append(f"{run[0]}: its lines all end at one edge")
    report(wrong, looked_at)


def hangs(run):
    """Lines beside something: each begins where its neighbour does."""
    edges = [line.x0 for line in run[1:]]
    steps = sum(abs(a - b) > 2 * NEAR for a, b in zip(edges, edges[1:]))
    return steps <= 1 and len(edges) > 2


def line_ends(e):
    """No word is divided: neither by a hyphen that the source does not have, nor without."""
    l, wrong, looked_at = legible(e), [], 0
    for block in l.blocks:
        for one, next_ in zip(block.lines, block.lines[1:]):
            looked_at += 1
            if one.text[-1] in " \u00a0":
                continue
            tail, head = one.words.split()[-1], next_.words.split()[0]
            bare = tail.rstrip("-‐\u00ad")
            divided = bare + head in l.joined and tail + head not in l.joined
            invented = tail[-1] in "-‐\u00ad" and tail + head not in l.joined
            between = tail + head in l.joined and tail[-1] not in MAY_END and \
                head[0] not in MAY_END and not {tail, head} <= l.sources
            if divided or invented or between:
                wrong.append(f"{one} ends in '{tail}', '{head}' follows")
    report(wrong, looked_at)


def held_together(e):
    """No telephone number, date, titled name or page number is parted."""
    l, wrong, looked_at = legible(e), [], 0
    for block in l.blocks:
        words = "\n".join(line.text.rstrip() for line in block.lines)
        for pattern in WHOLE:
            for found in pattern.finditer(words):
                looked_at += 1
                if "\n" in found[0]:
                    wrong.append(f"page {block.lines[0].page + 1}: {found[0]!r}")
    report(wrong, looked_at)


# ---- the page ---------------------------------------------------------------------------

def beside(l):
    """Pairs of lines of running text that stand beside one another: (left, right, page)."""
    for page in l.lines.pages:
        on = [(line, b) for b in l.blocks if b.kind not in ("Lbl", "TD", "TH")
              for line in b.lines if line.page == page.number]
        on.sort(key=lambda p: -p[0].y)
        for i, (one, a) in enumerate(on):
            for other, b in on[i + 1:]:
                if one.y - other.y > 0.5 * one.size:
                    break
                left, right = sorted((one, other), key=lambda line: line.x0)
                if left.x1 < right.x0 + NEAR:
                    yield left, right, page


def columns(e):
    """One column in large print."""
    l = legible(e)
    report([f"{right} stands beside '{left.words[:40]}'" for left, right, _ in beside(l)]
           if l.large else [], l.blocks)


def gutters(e):
    """In standard 7 mm between what stands side by side, or a rule."""
    l, wrong = legible(e), []
    for left, right, page in [] if l.large else beside(l):
        ruled = any(left.x1 <= r[0] and r[2] <= right.x0 and r[1] < left.y < r[3]
                    for r in page.rules)
        if right.x0 - left.x1 < GUTTER - 0.1 and not ruled:
            wrong.append(f"{right} stands {(right.x0 - left.x1) / MM:.2f} mm beside "
                         f"'{left.words[:40]}'")
    report(wrong, l.blocks)


def paragraph_gaps(e):
    """In large print a blank line between paragraphs of text (not of lists, captions, heads)."""
    l, wrong, looked_at = legible(e), [], 0
    if not l.large:
        return
    blocks = [b for b in l.blocks]
    for one, next_ in zip(blocks, blocks[1:]):
        text = all(b.element.type == "P" and abs(b.size - l.figures.size) < 0.01 and
                   not b.within("LI", "Div", "Table", "TOC") for b in (one, next_))
        last, first = one.lines[-1], next_.lines[0]
        if not text or one.element.parent is not next_.element.parent or \
                last.page != first.page or first.y > last.y:
            continue
        looked_at += 1
        lead = statistics.median([a.y - b.y for run in one.columns() + next_.columns()
                                  for a, b in zip(run, run[1:])]
                                 or [l.figures.leading * l.figures.size])
        if last.y - first.y < 2 * lead - 0.5:
            wrong.append(f"{first} begins {last.y - first.y:.1f} pt below the paragraph above; "
                         f"lines are {lead:.1f} pt apart")
    report(wrong, looked_at)


def margins(e):
    """In large print 20 mm at the outer edge, 25 mm at the spine; page 1 is a right page."""
    l, wrong = legible(e), []
    if not l.large:
        return
    for page in l.lines.pages:
        left, right = (SPINE, OUTER) if page.number % 2 == 0 else (OUTER, SPINE)
        x0, x1 = page.media[0] + left - 0.1, page.media[2] - right + 0.1
        things = [(s.x0, s.x1, f"'{s.words[:40]}'") for s in page.shows if s.words]
        things += [(p[0], p[2], "a picture") for p in page.pictures]
        wrong += [f"page {page.number + 1}: {what} reaches from {a / MM:.1f} to {b / MM:.1f} mm"
                  for a, b, what in things if a < x0 or b > x1]
    report(wrong, l.lines.pages)


def over_pictures(e):
    l, wrong = legible(e), []
    for page in l.lines.pages:
        for s in page.shows:
            wrong += [f"{place(s)} stands over a picture" for p in page.pictures if s.words
                      and min(s.x1, p[2]) - max(s.x0, p[0]) > 1
                      and min(s.y + s.size / 2, p[3]) - max(s.y, p[1]) > 1]
    report(wrong, l.lines.pages)


# ---- what is where ----------------------------------------------------------------------

def notes(e):
    """In large print and text only, notes stand after all else in their article."""
    l, wrong = legible(e), []
    found = e.find("Note")
    if not (l.large or e.plan.text_only(e.name)):
        return
    for article in e.articles:
        inside, first = [b for b in l.blocks if b.within("Art") is article], None
        for block in inside:
            note = block.within("Note")
            first = first or (note and block)
            if first and not note:
                wrong.append(f"{block.lines[0]} stands after '{first.lines[0].words[:40]}', "
                             "a note")
    report(wrong, found or [None])


def own_note(e):
    """The edition says what it is, on page 2 or, where the cover is described in words and
    takes two, on page 3; and the face and size are true."""
    l = legible(e)
    if not e.plan.names_print(e.name):
        return
    last = 2 if e.plan.text_only(e.name) else 1
    if e.own_note is None or e.own_note.page is None or e.own_note.page > last:
        raise Fail(f"the edition's own note stands on page {e.own_note and e.own_note.page + 1}")
    said = " ".join(e.own_note.words())
    count = {}
    for s in l.lines.shows:
        key = (s.face.name.split("-")[0], round(s.size, 2))
        count[key] = count.get(key, 0) + len(s.words)
    face, size = max(count, key=count.get)
    if f"{face} at {size:g} point" not in said:
        raise Fail(f"most words are in {face} at {size:g} point; the note says: {said[:200]}")


def first_words(blocks):
    return {" ".join(" ".join(x.words for x in b.lines[:3]).split()[:3]) for b in blocks}


def print_marks(e):
    """Each page of print has its mark, in order, and what follows begins on that page, or
    before it with something that goes on there: a mark stands before a whole block."""
    l = legible(e)
    if not l.large or e.plan.text_only(e.name):
        return
    marks = [(i, b) for i, b in enumerate(l.blocks) if b.element.type == "PrintMark"]
    numbers = [int(re.fullmatch(r"Print page (\d+)", b.lines[0].words)[1]) for _, b in marks]
    twin = legible(e.twin)
    begun = {n + 1: [] for n in range(len(twin.lines.pages))}
    for block in twin.blocks:
        begun[block.lines[0].page + 1].append(block)
    wrong = []
    if numbers != sorted(set(numbers)):
        wrong.append(f"the marks are {numbers}")
    wrong += [f"print page {n} has no mark" for n, blocks in begun.items()
              if n not in numbers and blocks and blocks[0].kind in HEADINGS + ("P", "LI")]
    for (i, mark), n in zip(marks, numbers):
        after, there = l.blocks[i + 1:i + 2], first_words(begun.get(n, []))
        before = first_words(begun.get(n - 1, [])[-40:])
        if not first_words(after) & (there | before):
            wrong.append(f"{mark.lines[0]}: '{after[0].lines[0].words[:40]}' follows and does "
                         "not begin there in print")
    report(wrong, marks)


def boxes(e):
    """In large print a box has a rule above it and a label: its head, or a first line that is
    bold."""
    l, wrong = legible(e), []
    if not l.large:
        return
    found = [a for a in e.find("Aside") if a.words() and not a.find("BlockQuote")]
    for box in found:
        inside = [b for b in l.blocks if b.within("Aside") is box]
        if not inside:
            continue
        first = inside[0].lines[0]
        page = l.lines.pages[first.page]
        if not any(r[3] - r[1] < 6 and r[2] - r[0] > 40 * MM and
                   0 < r[1] - first.y < 4 * first.size for r in page.rules):
            wrong.append(f"{first}: no rule stands above this box")
        bold = all("Bold" in s.face.name or "Black" in s.face.name
                   for s in first.shows if s.words)
        if inside[0].kind not in HEADINGS and not bold:
            wrong.append(f"{first}: this box has no label")
    report(wrong, found)


def contents(e):
    """The contents are as large as the text."""
    l = legible(e)
    found = [b for b in l.blocks if b.within("TOC")]
    report([f"{line} is {line.size:.2f} pt" for b in found for line in b.lines
            if line.size < l.figures.size - 0.01], found)


def access_statement(e):
    """The box that names the other editions, at 16 pt or more, on page 2 or, after the
    contents of a large print edition, on one of the first pages. There the edition's own
    note says on its first page, page 2, that there are others and how to get one."""
    l = legible(e)
    wrong, found = [], False
    for piece in e.issue.pieces:
        for block in (b for top in piece.body for b in top.walk()):
            if block.kind != "sidebar" or "access" not in (block["classes"] or []):
                continue
            words = " ".join(str(block["title"] or "").split())
            for box in e.find("Aside"):
                if " ".join(box.words()).startswith(words):
                    found = True
                    lines = [x for b in l.blocks if b.within("Aside") is box for x in b.lines]
                    wrong += [f"{x} is {x.size:.2f} pt" for x in lines if x.size < 15.99]
                    if lines[0].page > max(2, len(l.lines.pages) / 10):
                        wrong.append(f"{lines[0]} is not among the first pages")
    report(wrong + names_others(e), found)


def names_others(e):
    """What the first page of a large print edition's own note says nothing of."""
    l = legible(e)
    if not l.large:
        return []
    said = "".join(x.text for b in l.blocks for x in b.lines if x.page == e.own_note.page)
    words = ("also comes", "in standard", "text", "get another", e.issue.facts["website"])
    return [f"the edition's own note says nothing of '{word}' on its first page"
            for word in words if word not in said]


CHECKS = [sizes, x_heights, folios, no_italics, no_capitals, underlines, leading, line_lengths,
          alignment, line_ends, held_together, columns, gutters, paragraph_gaps, margins,
          over_pictures, notes, own_note, print_marks, boxes, contents, access_statement]
