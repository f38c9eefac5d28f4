"""The words that an edition of an issue must have, in the order of reading.

From the design's access rules: the source's order is the order of reading; a note is read
after the block that first refers to it, or at the article's end where the edition is re-edited;
a pull quote that repeats the article's words is dropped from what is read, and so is a comic's
text form beside its panels: only an edition that is re-edited reads it too, and one without
pictures reads it alone, and the descriptions of all other pictures in their places. Words that no editor
wrote (labels, numbers, page references, contents entries) are known by their place.
"""
import re
from dataclasses import dataclass, field

# The line over the headline, by kind of piece.
KICKERS = {
    "editorial": "Editorial", "policy-feature": "Policy", "testimony-parent": "Testimony",
    "testimony-teacher": "Testimony", "testimony-young-person": "Testimony",
    "quote-wall": "Voices", "interview": "Interview", "oral-history": "Oral history", "news": "News",
    "campaign": "Campaign", "manifesto": "Manifesto", "review": "Review", "poem": "Poem",
    "graphic-story": "Graphic story", "report-summary": "Report", "tribute": "Tribute",
    "legal-question": "Legal question", "advert": "Advertisement",
}
# Kinds that the contents do not list unless they ask for it.
UNLISTED = ("cover", "contents", "advert", "back-cover")
# Kinds that may have no headline, and how the outline names them then.
UNTITLED = {"advert": "Advertisement", "back-cover": "Back cover"}
INSIDE = ("piece", "sidebar", "question", "answer", "group", "note")


@dataclass
class Rules:
    """What differs between editions: whether it is re-edited (large print), whether pictures
    are told in words, and the number of
    the page on which each piece begins, in this edition and, where it is named, in print."""
    reedited: bool = False
    pages: dict = field(default_factory=dict)
    print_pages: dict = field(default_factory=dict)
    note_mark: str = "%s"
    text_only: bool = False
    records: set = frozenset()  # captions of the tables that the edition tells as lists

    def begin(self, slug):
        """A piece is read from here on."""

    def page(self, slug):
        here, printed = self.pages.get(slug), self.print_pages.get(slug)
        words = f"page {here}"
        return words if printed in (None, here) else f"{words} (print page {printed})"

    def folio(self, slug):
        """In the contents."""
        return self.pages.get(slug, "?")


@dataclass
class Parted(Rules):
    """An edition in volumes: each counts its own pages, and says in which another's stands."""
    volumes: dict = field(default_factory=dict)  # slug -> number of its volume
    here: int = 1

    def begin(self, slug):
        self.here = self.volumes[slug]

    def elsewhere(self, slug):
        return self.volumes[slug] != self.here

    def page(self, slug):
        if not self.elsewhere(slug):
            return super().page(slug)
        return f"volume {self.volumes[slug]}, page {self.pages[slug]} " \
            f"(print page {self.print_pages[slug]})"

    def folio(self, slug):
        number = super().folio(slug)
        return f"Volume {self.volumes[slug]}, page {number}" if self.elsewhere(slug) else number


@dataclass
class Item:
    kind: str
    text: str
    generated: bool = False


@dataclass
class Reading:
    """items in reading order; what a tree of tags must hold; what the rules dropped."""
    items: list = field(default_factory=list)
    dropped: list = field(default_factory=list)
    pieces: list = field(default_factory=list)  # (slug, index of its first item)
    heads: list = field(default_factory=list)   # (1 or 2, words): 2 is what stands under a 1
    headlines: dict = field(default_factory=dict)   # slug -> words of its 1, None without
    crossheads: set = field(default_factory=set)
    alts: list = field(default_factory=list)
    tables: list = field(default_factory=list)  # (rows, cells)
    lists: list = field(default_factory=list)   # items of each
    links: list = field(default_factory=list)   # addresses
    page_refs: list = field(default_factory=list)
    notes: list = field(default_factory=list)   # numbers
    langs: list = field(default_factory=list)

    def words(self):
        return [word for item in self.items for word in item.text.split()]


def letters(text):
    """Text as it is compared when a pull quote is looked for in its article."""
    return re.sub(r"[\W_]+", " ", text).strip().lower()


def spans(grid, heads):
    """(cell, heads of its columns) of a row, each once."""
    found = []
    for cell, head in zip(grid, heads):
        if found and found[-1][0] is cell:
            found[-1][1].extend([head] if head is not found[-1][1][-1] else [])
        else:
            found.append((cell, [head]))
    return found


def facts_of(issue):
    parts = [issue.facts.get("number"), issue.facts.get("season"), issue.facts.get("price")]
    parts[0] = parts[0] and f"Issue {parts[0]}"
    return " · ".join(part for part in parts if part)


def in_contents(piece):
    asked = piece.facts.get("contents")
    return asked in ("yes", "true") if asked else piece.facts.get("kind") not in UNLISTED


def read(issue, rules):
    reading = Reading()
    for piece in issue.pieces:
        reading.pieces.append((piece.slug, len(reading.items)))
        rules.begin(piece.slug)
        _Reader(issue, piece, rules, reading).piece_()
    return reading


def read_again(issue, slug, rules):
    """One piece, where a rule sets it a second time."""
    reading = Reading()
    piece = next(p for p in issue.pieces if p.slug == slug)
    _Reader(issue, piece, rules, reading).piece_()
    return reading


class _Reader:
    def __init__(self, issue, piece, rules, out):
        self.issue, self.piece, self.rules, self.out = issue, piece, rules, out
        self.numbers = {}   # note name -> number, in order of first reference
        self.pending = []   # notes referred to and not yet read
        self.article = letters(" ".join(
            self.plain(inline) for block in piece.body for inline in self.own_words(block)))

    def own_words(self, block):
        """The inlines below a block that are not a pull quote's."""
        if block.kind == "pullquote":
            return []
        found = [block.inline] if block.inline else []
        for child in block.children:
            found += self.own_words(child)
        return found

    def plain(self, inline):
        return inline.text()

    def piece_(self):
        facts = self.piece.facts
        kind = facts.get("kind")
        if self.lang() != self.issue.facts["language"]:
            self.out.langs.append(self.lang())
        if kind == "cover":
            self.add("paragraph", self.issue.facts["magazine"], True)
            self.add("paragraph", facts_of(self.issue), True)
            self.opener(facts)
        elif KICKERS.get(kind):
            self.add("kicker", KICKERS[kind], True)
        self.head(facts)
        if kind == "advert" and self.in_art(facts):
            return
        if kind == "contents":
            shown = [] if self.rules.reedited else facts.get("show") or []
            listed = [p for p in self.issue.pieces if in_contents(p)]
            listed.sort(key=lambda p: shown.index(p.slug) if p.slug in shown else len(shown))
            for piece in listed:
                said = piece.facts.get("language") or self.issue.facts["language"]
                if said != self.issue.facts["language"]:
                    self.out.langs.append(said)
                self.entry(piece)
        self.blocks(self.piece.body)
        if self.pending:
            self.crosshead("Notes", True)
            self.flush_notes()

    def in_art(self, facts):
        """A vector advert has its words in the art: print's own pages do not set them again,
        they are its description."""
        picture = facts.get("picture") or {}
        if self.rules.reedited or not picture.get("file", "").endswith((".svg", ".pdf")):
            return False
        for block in self.piece.body:
            said = " ".join(" ".join(self.plain(i) for i in block.inlines()).split())
            alt = self.out.alts[-1]
            self.out.alts[-1] = alt + (" " if alt[-1] in ".!?:" else ". ") + said
        return True

    def entry(self, piece):
        words = [self.rules.folio(piece.slug),
                 self.words(piece.facts.get("short") or piece.facts["headline"])]
        if piece.slug in self.rules.print_pages:
            words.append(f"print page {self.rules.print_pages[piece.slug]}")
        self.add("contents-entry", " ".join(words), True)

    def head(self, facts):
        if facts.get("headline"):
            headline = self.words(facts["headline"])
            self.add("headline", headline)
            self.heading(headline)
        if facts.get("standfirst"):
            self.add("standfirst", self.words(facts["standfirst"]))
        by = [facts.get(key) for key in ("byline", "role", "place")]
        if any(by):
            by[0] = self.said_by(by[0])
            self.add("byline", self.words(", ".join(part for part in by if part)))
        if facts.get("kind") != "cover":
            self.opener(facts)

    def said_by(self, name):
        """A byline in English says "By", unless it says who did what: "Interview by ..."."""
        english = self.lang().startswith("en")
        return name if not name or not english or "by" in name.lower().split() else f"By {name}"

    def lang(self):
        return self.piece.facts.get("language") or self.issue.facts["language"]

    def opener(self, facts):
        picture = facts.get("picture")
        if not picture:
            return
        if picture.get("decorative") not in ("yes", "true"):
            self.picture(picture["alt"])
        for key in ("caption", "credit"):
            if picture.get(key):
                self.add(key, self.words(picture[key]))

    def picture(self, alt):
        if self.rules.text_only:
            self.add("label", "Picture:", True)
            self.add("description", self.words(alt))
        else:
            self.out.alts.append(self.words(alt))

    def words(self, text):
        return self.inline(self.piece.inline(text))

    def add(self, kind, text, generated=False):
        self.out.items.append(Item(kind, text, generated))

    def inline(self, inline):
        out = self.out
        out.links += inline.marks("link")
        out.langs += inline.marks("lang")
        out.page_refs += [p[1] for p in inline.parts if isinstance(p, tuple) and p[0] == "page"]
        return inline.text(self.rules.page, self.number)

    def number(self, name):
        if name not in self.numbers:
            self.numbers[name] = len(self.numbers) + 1
            self.pending.append(name)
        return self.rules.note_mark % self.numbers[name]

    def blocks(self, blocks):
        for block in blocks:
            self.block(block)
            if not self.rules.reedited and block.kind not in INSIDE:
                self.flush_notes()

    def flush_notes(self):
        while self.pending:
            name = self.pending.pop(0)
            self.out.notes.append(self.numbers[name])
            self.add("label", str(self.numbers[name]), True)
            for block in self.piece.notes[name]:
                self.block(block)

    def block(self, block):
        if block["lang"]:
            self.out.langs.append(block["lang"])
        method = getattr(self, "block_" + block.kind.replace("-", "_"), None)
        if method:
            method(block)
        elif block.inline:
            self.add(block.kind, self.inline(block.inline))
            self.blocks(block.children)
        else:
            self.blocks(block.children)

    def block_crosshead(self, block):
        self.crosshead(self.inline(block.inline))

    def heading(self, text):
        """The first of a piece is its H1: an advert has no headline, but may have a crosshead."""
        headlines, slug = self.out.headlines, self.piece.slug
        self.out.heads.append((2 if slug in headlines else 1, text))
        headlines.setdefault(slug, text)

    def crosshead(self, text, generated=False):
        self.heading(text)
        self.out.crossheads.add(text)
        self.add("crosshead", text, generated)

    def block_pullquote(self, block):
        words = " ".join(self.plain(i) for b in block.children if b.kind != "attribution"
                         for i in b.inlines())
        if f" {letters(words)} " in f" {self.article} ":
            self.drop(block)
            return
        self.blocks(block.children)

    def block_text_form(self, block):
        if self.rules.reedited:
            self.blocks(block.children)
        else:
            self.drop(block)

    def drop(self, block):
        self.out.dropped.append(" ".join(" ".join(self.plain(i) for i in block.inlines())
                                         .split()))

    def code(self, block, url):
        """A QR code: where it leads is its description, and stands below it as a link."""
        short = url
        for skipped in ("https://", "http://", "mailto:", "www."):
            short = short.removeprefix(skipped)
        short = short.rstrip("/")
        named = self.words(block["alt"]) + ": " if block["alt"] else ""
        if not self.rules.text_only:
            self.out.alts.append(f"{named}QR code to {short}")
        self.blocks(block.children)
        self.out.links.append(url)
        self.add("address", short, True)

    def block_figure(self, block):
        if (block["file"] or "").startswith("qr:"):
            self.code(block, block["file"][3:])
            return
        if not block["decorative"]:
            self.picture(block["alt"])
        self.blocks(block.children)

    def block_comic(self, block):
        told = any(b.kind == "text-form" for b in block.children)
        for child in block.children:
            if child.kind == "figure" and told and self.rules.text_only:
                self.drop(child)
            else:
                self.block(child)

    def block_list(self, block):
        self.out.lists.append(len(block.children))
        for i, item in enumerate(block.children):
            if item["date"]:
                self.add("label", self.words(item["date"]))
            elif block["ordered"] or self.rules.text_only or not item["pictured"]:
                self.add("label", f"{block['start'] + i}." if block["ordered"] else "•", True)
            for child in item.children:
                self.block(child)

    def block_table(self, block):
        rows = [b for b in block.children if b.kind == "row"]
        caption = next((self.plain(b.inline) for b in block.children if b.kind == "caption"), None)
        if caption and letters(caption) in self.rules.records:
            self.records(block, rows)
            return
        self.out.tables.append((len(rows), sum(len(row.children) for row in rows)))
        for child in block.children:
            self.block(child)

    def records(self, block, rows):
        """A table that its place did not hold: an item a row, each value after its columns'
        heads. A head's own words stand before the first value, later ones repeat them plainly;
        a cell that goes on over rows is said again in each."""
        heads, told = rows[0]["grid"], []
        self.out.lists.append(len(rows) - 1)
        for caption in (b for b in block.children if b.kind == "caption"):
            self.block(caption)
        for above, row in zip(rows, rows[1:]):
            for cell, over in spans(row["grid"], heads):
                again = cell in above["grid"]
                named = [head for head in over if self.plain(head.inline)]
                if named:
                    self.add("field", self.label(named, told), True)
                if self.plain(cell.inline):
                    words = self.plain if again else self.inline
                    self.add("cell", words(cell.inline), again)
                elif named:
                    self.add("cell", "left blank", True)

    def label(self, heads, told):
        """"Mornings, Price:"; told: heads whose own words have been said, more are added."""
        words = ", ".join((self.plain if head in told else self.inline)(head.inline)
                          for head in heads)
        told += [head for head in heads if head not in told]
        return words + ("" if self.plain(heads[-1].inline)[-1] in ":?!." else ":")

    def block_question(self, block):
        self.add("label", (block["speaker"] or block.kind.capitalize()) + ":", True)
        self.blocks(block.children)

    block_answer = block_question
