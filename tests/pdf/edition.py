"""One edition's finished file beside what the second reader expects of it."""
import re
import threading

from checks.suite import must
from pdf.reader import Pdf
from pdf.tags import INLINE, Element, Tagged
from reading.expect import UNTITLED, Rules, letters, read
from reading.source import read_yaml

HEADINGS = {f"H{n}" for n in range(1, 7)}
PRINT_MARK = "PrintMark"
BULLETS = ("▪", "■", "◼")  # a sheet may choose its own for lists


class Plan:
    """styles/editions.yaml: which editions there are. Nothing about them is known here."""

    def __init__(self, root):
        facts = read_yaml((root / "styles/editions.yaml").read_text())
        self.styles = root / "styles"
        self.books, self.editions = {}, {}
        access = facts.get("access", {})
        sizes = access.get("sizes", {})
        self.print_pages = access.get("print-pages") == "yes"
        for name, press in facts.get("press", {}).items():
            twin = next((s for s in sizes if sizes[s]["sheet"] == press["sheet"]), name)
            self.books[twin] = {"sheet": press["sheet"], "text-only": False}
            self.editions[name] = {"book": twin, "press": True, "printer": press["printer"]}
        self.printed = list(self.books)
        for size in sizes:
            for pictures in access.get("pictures", ["shown"]):
                text_only = pictures == "text-only"
                for number, color in enumerate(access.get("colours", ["default"])):
                    self._add(size, sizes[size], text_only, color if number else None)

    def _add(self, name, size, text_only, color):
        book = f"{name}-text-only" if text_only else name
        self.books[book] = {"sheet": size["sheet"], "text-only": text_only}
        titles = [size["title"]]
        if color:
            name += f"-{color}"
            titles.append(self.palette(color)["title"])
        if text_only:
            name += "-text-only"
            titles.append("text only")
        self.editions[name] = {"book": book, "title": ", ".join(titles), "palette": color}

    def keep(self, names):
        """Knows of these editions alone."""
        self.editions = {name: self.editions[name] for name in names}

    def palette(self, name):
        return read_yaml((self.styles / f"palettes/{name}.yaml").read_text())

    def press(self):
        return [n for n, e in self.editions.items() if e.get("press")]

    def access(self):
        return [n for n in self.editions if n not in self.press()]

    def book(self, name):
        return self.books[self.editions[name]["book"]]

    def text_only(self, name):
        return self.book(name)["text-only"]

    def names_print(self, name):
        """Its references name print's pages: it is laid out otherwise than print."""
        return self.print_pages and bool(self.printed) and \
            self.editions[name]["book"] not in self.printed

    def marks_print(self, name):
        return self.names_print(name) and not self.text_only(name)

    def print_twin(self):
        """The access edition with print's own pages, or None."""
        return next((n for n in self.access() if self.editions[n]["book"] in self.printed), None)

    def note(self, name):
        """The words of the edition's own note; "" if it has none."""
        sheet = self.book(name)["sheet"]
        while sheet:
            facts = read_yaml((self.styles / f"sheets/{sheet}.yaml").read_text())
            own = facts.get("text-only", {}).get("note") if self.text_only(name) else None
            if own or facts.get("note"):
                return own or facts["note"]
            sheet = facts.get("like")
        return ""


class Edition:
    def __init__(self, plan, issue, name, path, twin=None):
        """twin: the Edition of print's own pages, for an edition that names them."""
        self.plan, self.issue, self.name, self.path = plan, issue, name, path
        self.title = plan.editions[name].get("title") or ""
        self.reedited = plan.names_print(name)
        self.twin = twin
        self._poppler, self._reading_by_poppler = None, threading.Lock()
        self.pdf = Pdf(path)
        self.tagged = Tagged(self.pdf)
        self.labels = self.pdf.labels()
        document = self.tagged.root.find("Document")[0]
        articles = [k for k in document.kids if isinstance(k, Element)]
        self.own_note = None
        if plan.note(name):
            self.own_note = articles.pop(1)
        self.own_titles = [self.own_note.title] if self.own_note else []
        self.articles = articles
        printed = twin.pages() if self.reedited and twin else {}
        self.reading = read(issue, Rules(self.reedited, self.pages(), printed,
                                         self._note_mark(), plan.text_only(name),
                                         self._records()))

    def _records(self):
        """Which tables the edition tells as lists: its own choice, by what their place holds."""
        return {letters(kid.text()) for l in self.find("L") for kid in l.kids
                if getattr(kid, "kind", "") == "Caption"}

    def _note_mark(self):
        """How the edition writes the number of a note in the text: "[1]" or raised, "1"."""
        first = next((e.text() for e in self.find("Reference")
                      if re.fullmatch(r"\[?1\]?", e.text())), "1")
        return first.replace("1", "%s")

    def poppler(self):
        """The words that poppler reads by the tags: each element's own stand in quotation
        marks on lines of their own."""
        with self._reading_by_poppler:
            if self._poppler is None:
                printed = must("pdfinfo", "-struct-text", self.path, timeout=900)
                self._poppler = "".join(re.findall(r'^ *"(.*?)"$', printed, re.M | re.S))
        return self._poppler

    def walk(self):
        for article in self.articles:
            yield from article.walk()

    def find(self, *kinds):
        return [e for a in self.articles for e in a.find(*kinds)]

    def by_slug(self):
        return {p.slug: a for p, a in zip(self.issue.pieces, self.articles)}

    def pages(self):
        """The label of the page on which each piece begins."""
        return {slug: self.labels[a.page] for slug, a in self.by_slug().items()
                if a.page is not None}

    def words(self):
        """The words read by the tags, but for marks of print's pages and the own note."""
        return ["•" if w in BULLETS else w
                for a in self.articles for w in without(a, PRINT_MARK).split()]

    def document_text(self, drawn=False):
        return self.tagged.root.text(drawn)

    def print_marks(self):
        return [" ".join(e.words()) for e in self.find(PRINT_MARK)]

    def links(self):
        """(annotation, element) of every link in the tree."""
        return [(kid["annotation"], e) for e in self.tagged.root.walk()
                for kid in e.annotations()]

    def target(self, annotation):
        """The element that an internal link leads to; None for an address."""
        action = self.pdf.get(annotation.get("/A")) or {}
        if "/URI" in action:
            return None
        structure = self.pdf.get(action.get("/SD"))
        if structure:
            return self.tagged.elements.get(structure[0])
        destination = self.pdf.get(annotation.get("/Dest") or action.get("/D"))
        return self._nearest(destination) if destination else None

    def _nearest(self, destination):
        """Without a structure destination: the first element on the page named."""
        page = self.tagged.page_index.get(destination[0])
        return next((e for e in self.walk() if e.page == page), None)

    def xmp(self):
        return self.pdf.stream(self.pdf.root["/Metadata"]).decode("utf-8")

    def fonts(self):
        found = {}
        for page in self.pdf.pages:
            for reference in (self.pdf.at(page, "/Resources", "/Font") or {}).values():
                found[str(reference)] = self.pdf.get(reference)
        return found.values()

    def reading_title(self, piece):
        facts = piece.facts
        return " ".join(piece.inline(facts.get("short") or facts.get("headline")
                                     or UNTITLED[facts["kind"]]).text().split())


def without(element, own_type):
    """The text of an element without that of elements of one type."""
    if element.actual is not None:
        return element.actual
    out = ""
    for kid in element.kids:
        if isinstance(kid, Element):
            if kid.type == own_type:
                continue
            inner = without(kid, own_type)
            out += inner if kid.kind in INLINE else f"\n{inner}\n"
        elif not isinstance(kid, dict):
            out += kid.text.replace("\u00ad", "")
    return out
