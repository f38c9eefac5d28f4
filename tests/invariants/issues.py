"""Issues made at random, each from a seed: pieces of every length with whatever stands in them.

Every word is the only one of its kind in its issue, so that a word that is lost, told twice or
told out of turn can be named. A word is told from what inpress adds ("Testimony", "By") by its
spelling: only words made here are in Issue.words.
"""
import random
import shutil

VOWELS, CONSONANTS = "aeiou", "bdfghklmnprstvw"
ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
KINDS = ["article", "feature", "policy-feature", "testimony-parent", "interview", "news",
         "campaign", "review", "poem", "notices", "legal-question", "editorial", "oral-history"]
TEMPLATES = ["facing", "spread", "essay", "three", "poem", "plain"]
PICTURES = ["ramp", "tall", "wide"]
LONGEST = 40  # letters of the longest word


class Issue:
    def __init__(self, seed):
        self.seed = seed
        self.chance = random.Random(seed)
        self.detail = random.Random(~seed)  # of looks: leaves all words as they are
        self.words = []      # as read: notes stand after the block that refers to them
        self.owner = {}      # word -> its piece
        self.notes = set()   # words that stand in notes
        self.count = 0
        self.note_count = 0
        self.marks = []      # (word that a note's number stands after, first word of the note)
        self.floats = []     # (running word before a float, first of its own words)
        self.apart = set()   # words that may stand in a frame, a float or a margin
        self.last = None     # the running word before, in this piece
        self.waiting = []    # notes of the block at hand: text of each
        self.bodies = []     # their definitions, for the end of the file
        self.pieces = []     # slug, text
        self.fillers = []    # pieces that may be left out
        self.piece = None
        self.blocks = 0

    # ---- words

    def word(self, arabic=False):
        """A word and its number spelt in letters, so that no two are alike."""
        chance, number = self.chance, self.count
        self.count += 1
        letters, spelt = (ARABIC, "") if arabic else (CONSONANTS, "q")
        for _ in range(4):
            spelt += letters[number % 15]
            number //= 15
        if arabic:
            made = spelt + "".join(chance.choice(ARABIC) for _ in range(chance.randrange(4)))
        else:
            length = chance.choice([0, 1, 1, 2, 2, 3, 4])
            if chance.random() < 0.002:
                length = chance.randrange(10, LONGEST // 2)
            made = "".join(chance.choice(CONSONANTS) + chance.choice(VOWELS)
                           for _ in range(length)) + spelt
        return made

    def said(self, word):
        self.words.append(word)
        self.owner[word] = self.piece
        self.last = word
        return word

    def plain(self, n):
        return " ".join(self.said(self.word()) for _ in range(n))

    def note(self):
        self.note_count += 1
        label = f"n{self.note_count}"
        n = self.chance.choice([3, 8, 20, 60])
        made = [self.word() for _ in range(n)]
        self.marks.append((self.last, made[0]))
        self.waiting.append(made)
        self.bodies.append(f"[^{label}]: {' '.join(made)}.")
        return f"[^{label}]"

    def told(self):
        """The block is done: its notes are read now."""
        running = self.last
        for made in self.waiting:
            for word in made:
                self.said(word)
                self.notes.add(word)
        self.waiting, self.last = [], running

    def rich(self, n, notes=True):
        """Words with what may stand among them."""
        chance, out = self.chance, []
        while n > 0:
            part = min(n, chance.choice([1, 3, 8, 20]))
            n -= part
            words = [self.said(self.word()) for _ in range(part)]
            kind = chance.random()
            text = " ".join(words)
            if kind < 0.06:
                text = f"**{text}**"
            elif kind < 0.10:
                text = f"*{text}*"
            elif kind < 0.13:
                text = f"[{text}]{{lang=cy}}"
            elif kind < 0.16:
                text = f"[{text}](https://example.org/a/b)"
            elif kind < 0.18:
                text = f"[{text}]{{quote}}"
            elif kind < 0.20:
                arabic = " ".join(self.said(self.word(True))
                                  for _ in range(chance.randrange(1, 9)))
                text += f" [{arabic}]{{lang=ar}}"
            if kind > 0.9:
                text += chance.choice([",", ".", "!", ";", " --", "..."])
            if notes and kind > 0.975:
                text += self.note()
            out.append(text)
        return " ".join(out)

    # ---- blocks: each returns lines of the file

    def length(self):
        return int(min(400, 2 + self.chance.expovariate(1 / 45)))

    def paragraph(self):
        text = self.rich(self.length())
        self.told()
        return [text, ""]

    def heading(self):
        return [f"## {self.plain(self.chance.choice([1, 3, 6, 14]))}", ""]

    def items(self, notes=True):
        ordered = self.chance.random() < 0.3
        lines = []
        for i in range(self.chance.choice([1, 3, 5, 12])):
            picture = f"![alt text](pictures/{self.detail.choice(PICTURES)}.png) " \
                if self.detail.random() < 0.15 else ""
            lines.append((f"{i + 1}. " if ordered else "- ") + picture +
                         self.rich(self.chance.randrange(1, 40), notes=False))
        return lines + [""]

    def row(self, columns, above):
        """Cells, some joined with the one beside or above; above: those that may be."""
        chance, cells = self.chance, []
        for i in range(columns):
            kind = chance.random()
            if i and kind < 0.06 and cells[-1] != "^^" and not (above and above[i] == ">>"):
                cells.append(">>")
            elif above and kind > 0.94 and above[i] not in ("^^", ">>") and \
                    (i + 1 == columns or above[i + 1] != ">>"):
                cells.append("^^")
            else:
                cells.append(self.plain(chance.choice([0, 1, 2, 6])))
        return cells

    def table(self):
        """Up to two pages long; half of them say so with a block, some stand across."""
        chance = self.chance
        columns = chance.randrange(1, 5)
        rows = chance.choice([1, 4, 9, 30, 70])
        named = chance.random() < 0.5
        lines = []
        if named:
            sort = chance.choice(["", " .across"])
            heads = chance.choice(["", " row-heads=yes"])
            lines.append(f'::: table{sort} caption="{self.plain(3)}"{heads}')
        lines += ["| " + " | ".join(self.plain(chance.randrange(1, 3))
                                    for _ in range(columns)) + " |", "|" + "---|" * columns]
        above = None
        for _ in range(rows):
            above = self.row(columns, above)
            lines.append("| " + " | ".join(above) + " |")
        return lines + [":::"] * named + [""]

    def quotation(self):
        text = "> " + self.rich(self.chance.randrange(3, 60), notes=False)
        self.told()
        return [text, ""]

    def pullquote(self):
        running, at = self.last, len(self.words)
        text = self.plain(self.chance.randrange(3, 25))
        self.apart.update(self.words[at:])
        self.last = running
        return ["::: pullquote", text, ":::", ""]

    def quote(self):
        text = self.rich(self.chance.randrange(3, 60), notes=False)
        self.told()
        return [f'::: quote attribution="{self.plain(2)}"', text, ":::", ""]

    def sidebar(self):
        sort = self.chance.choice(["", " .demands", " .access"])
        lines = [f"::: sidebar{sort} title=\"{self.plain(3)}\""]
        for _ in range(self.chance.choice([1, 2, 4])):
            lines += self.chance.choice([self.paragraph, self.items, self.quotation])()
        return lines + [":::", ""]

    def figure(self):
        sort = self.chance.choice(["", "", " .top", " .bottom", " .aside", " .left", " .right",
                                   " .between", " .low"])
        if self.detail.random() < 0.3:
            sort = self.detail.choice([" .above", " .beside", " .margin"])
        picture = f"pictures/{self.chance.choice(PICTURES)}.png"
        if self.detail.random() < 0.1:
            picture = "qr:https://example.org/" + "x" * self.detail.choice([2, 20, 200])
        running, at = self.last, len(self.words)
        words = self.plain(self.chance.choice([3, 12, 30]))
        if sort in (" .top", " .bottom", " .low", " .aside"):
            if running and sort != " .aside":
                self.floats.append((running, self.words[at]))
            self.apart.update(self.words[at:])
            self.last = running
        return [f"::: figure{sort} file=\"{picture}\" alt=\"alt text\"", words, ":::", ""]

    def verse(self):
        lines = ["::: verse" + self.detail.choice(["", " .hanging"])]
        for _ in range(self.chance.randrange(1, 5)):
            lines += [self.plain(self.chance.randrange(1, 14))
                      for _ in range(self.chance.randrange(1, 7))] + [""]
        return lines + [":::", ""]

    def turn(self):
        lines = ["::: question", *self.paragraph(), ":::", "::: answer"]
        for _ in range(self.chance.randrange(1, 3)):
            lines += self.paragraph()
        return lines + [":::", ""]

    def group(self):
        sort = self.chance.choice(["", " .one", " .three"])
        return [f"::: group{sort}", *self.paragraph(), *self.items(), ":::", ""]

    def timeline(self, sort=None):
        sort = sort or self.chance.choice(["", " .down", " .across", " .scale"])
        lines = [f"::: timeline{sort}"]
        year = 1900
        for _ in range(self.chance.choice([2, 5, 9])):
            year += self.chance.randrange(1, 14)
            lines.append(f"- {year}: {self.plain(self.chance.randrange(2, 25))}")
        return lines + [":::", ""]

    def comic(self):
        lines = ["::: comic"]
        for _ in range(self.chance.choice([2, 4, 6])):
            lines += [f"::: figure file=\"pictures/{self.chance.choice(PICTURES)}.png\" "
                      "alt=\"alt text\"", self.plain(self.chance.randrange(3, 25)), ":::"]
        if self.chance.random() < 0.5:
            lines += ["::: text-form", *self.paragraph(), ":::"]
        return lines + [":::", ""]

    def quotes(self):
        lines = ["::: quotes"]
        for _ in range(self.chance.choice([2, 5, 8])):
            lines += self.quote()
        return lines + [":::", ""]

    def form(self):
        return ["::: form", *self.paragraph(), *self.items(), ":::", ""]

    def editors_note(self):
        return ["::: note", *self.paragraph(), ":::", ""]

    def contents(self):
        return ["::: contents", ":::", ""]

    def ruled(self):
        """A break, a line that ends where the author says, a reference to a page."""
        lines = ["---", "", f"{self.plain(4)}\\", f"{self.plain(3)} ({{page=piece-0}})"]
        return lines + [""]

    def block(self):
        often = [self.paragraph] * 14 + [self.heading] * 2
        kinds = [self.items, self.table, self.quotation, self.pullquote, self.sidebar, self.figure,
                 self.verse, self.turn, self.group, self.quote, self.timeline, self.comic,
                 self.quotes, self.form, self.figure, self.editors_note, self.contents, self.ruled]
        return self.chance.choice(often + kinds)()

    # ---- pieces

    def add_piece(self, i):
        chance = self.chance
        self.piece = slug = f"piece-{i}"
        self.bodies, self.last = [], None
        kind, at = chance.choice(KINDS), len(self.words)
        front = ["---", f"kind: {kind}"]
        front.append(f"headline: {self.plain(chance.choice([1, 3, 6, 12]))}")
        if chance.random() < 0.7:
            front.append(f"standfirst: {self.plain(chance.choice([5, 15, 40]))}")
        if kind.startswith("testimony") or chance.random() < 0.6:
            if not kind.startswith("testimony"):
                front.append(f"byline: {self.plain(2)}")
            front.append(f"role: {self.plain(1)}")
        if chance.random() < 0.5:
            front += ["picture:", f"  file: pictures/{chance.choice(PICTURES)}.png",
                      "  alt: alt text", f"  caption: {self.plain(chance.randrange(2, 20))}"]
        body = []
        if chance.random() < 0.1:
            body += self.timeline(" .whole")
        self.apart.update(self.words[at:])
        self.last = None
        for _ in range(chance.choice([1, 2, 5, 12, 30])):
            body += self.block()
        text = "\n".join([*front, "---", "", *body, "", "\n\n".join(self.bodies), ""])
        self.pieces.append((slug, text))

    def template(self, text):
        """A template that the piece's kind does not have, for some."""
        chance = self.chance
        if " .whole" in text and chance.random() < 0.8:
            return ", template: over"
        if chance.random() < 0.35:
            return ", template: " + chance.choice(TEMPLATES)
        return ""

    def plan(self):
        """The flatplan's lines: pieces that face each other, fit, go on elsewhere, fill."""
        chance, plan, waiting = self.chance, [], []
        for slug, text in self.pieces:
            template = self.template(text)
            kind, pages = chance.random(), chance.choice([1, 1, 2, 3])
            if kind < 0.15:
                plan.append(f"  - {{piece: {slug}{template}, fit: {pages}}}")
            elif kind < 0.35:
                plan.append(f"  - {{piece: {slug}{template}, pages: {pages}}}")
                waiting.append(slug)
            elif kind < 0.45 and plan:
                plan.append(f"  - fillers: [{slug}]")
                self.fillers.append(slug)
            else:
                plan.append(f"  - {{piece: {slug}{template}}}")
            while waiting and chance.random() < 0.4:
                plan.append(f"  - rest-of: {waiting.pop(0)}")
        return plan + [f"  - rest-of: {slug}" for slug in waiting]

    def make(self, folder, pictures):
        chance = self.chance
        for i in range(chance.choice([1, 1, 2, 3, 5])):
            self.add_piece(i)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        shutil.copytree(pictures, folder / "pictures")  # a link would lead out of the issue
        for slug, text in self.pieces:
            (folder / f"{slug}.md").write_text(text)
        plan = self.plan()
        (folder / "issue.yaml").write_text(
            "magazine: Inclusion Now\ndate: 2026-09-01\nlanguage: en-GB\nflatplan:\n" +
            "\n".join(plan) + "\n")
        return self
