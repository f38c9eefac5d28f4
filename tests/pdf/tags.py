"""The structure tree of a tagged PDF with the words of every element.

Independent of poppler: the two readings are compared with one another as well as with the
source. An element's content is Element, Content (words, pictures) or Linked (an annotation).
"""
from pdf.content import PAINTS, Font, operations, shown
from pdf.reader import text

# Between the words of two of these there is always a break; not so around the others.
INLINE = {"Span", "Quote", "Link", "Reference", "Annot", "Code", "Em", "Strong"}


class Content:
    """The marked content of one MCID."""

    def __init__(self):
        self.text = ""
        self.drawn = ""  # words within art: to be seen and not to be heard
        self.pictures = 0
        self.painted = 0
        self.fonts = set()


class Element:
    def __init__(self, own_type, kind, parent):
        self.type, self.kind, self.parent = own_type, kind, parent
        self.kids = []
        self.lang = self.alt = self.actual = self.expansion = self.title = self.id = None
        self.attributes = {}
        self.page = None  # index of the page of its first content
        self.ref = None

    def walk(self):
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def find(self, *kinds):
        return [e for e in self.walk() if e.kind in kinds or e.type in kinds]

    def text(self, drawn=False):
        """Its words; blocks below it are set apart by a line break. drawn: with those that
        stand within art as well."""
        if self.actual is not None:
            return self.actual
        out = ""
        for kid in self.kids:
            if isinstance(kid, Content):
                out += kid.text + (kid.drawn if drawn else "")
            elif isinstance(kid, Element):
                inner = kid.text(drawn)
                out += inner if kid.kind in INLINE else f"\n{inner}\n"
        return out

    def words(self):
        return self.text().replace("\u00ad", "").split()

    def annotations(self):
        return [kid for kid in self.kids if isinstance(kid, dict)]


class Artifact:
    def __init__(self, page, kind, subtype):
        self.page, self.kind, self.subtype = page, kind, subtype
        self.text = ""
        self.painted = 0


class Tagged:
    """root: the Element of the whole document. artifacts. loose: operations that paint outside
    any tag and any artifact (there must be none)."""

    def __init__(self, pdf):
        self.pdf = pdf
        self.artifacts, self.loose = [], []
        self.contents = [self._read(i, page) for i, page in enumerate(pdf.pages)]
        self.page_index = {ref: i for i, ref in enumerate(pdf.page_refs)}
        tree = pdf.get(pdf.root.get("/StructTreeRoot")) or {}
        self.roles = pdf.get(tree.get("/RoleMap")) or {}
        self.elements = {}
        self.root = Element("/Root", "Root", None)
        self._kids(self.root, tree.get("/K", []), None)
        self.untagged = [(page, mcid) for page, found in enumerate(self.contents)
                         for mcid in found if mcid not in self.used[page]]

    def _kids(self, element, kids, page):
        if element.parent is None:
            self.used = [set() for _ in self.contents]
        if isinstance(kids, str) and isinstance(self.pdf.get(kids), list):
            kids = self.pdf.get(kids)
        for kid in kids if isinstance(kids, list) else [kids]:
            if isinstance(kid, int):
                self._content(element, page, kid)
                continue
            thing = self.pdf.get(kid)
            if thing.get("/Type") == "/MCR":
                self._content(element, thing.get("/Pg", page), thing["/MCID"])
            elif thing.get("/Type") == "/OBJR":
                element.kids.append({"annotation": self.pdf.get(thing["/Obj"]),
                                     "page": thing.get("/Pg", page)})
            else:
                self._element(element, kid, thing, page)

    def _content(self, element, page, mcid):
        index = self.page_index[page]
        content = self.contents[index].get(mcid)
        if content is None:
            raise ValueError(f"page {index + 1} has no content of number {mcid}")
        self.used[index].add(mcid)
        element.kids.append(content)
        up = element
        while up is not None and up.page is None:
            up.page = index
            up = up.parent

    def _element(self, parent, ref, thing, page):
        kind = own = thing["/S"]
        for _ in range(8):
            kind = self.roles.get(kind, kind)
        e = Element(own[1:], kind[1:], parent)
        e.lang, e.alt, e.actual = (text(thing.get(k)) for k in ("/Lang", "/Alt", "/ActualText"))
        e.expansion, e.title = text(thing.get("/E")), text(thing.get("/T"))
        e.id, e.ref = thing.get("/ID"), ref
        attributes = self.pdf.get(thing.get("/A")) or []
        for entry in attributes if isinstance(attributes, list) else [attributes]:
            e.attributes.update(self.pdf.get(entry) if isinstance(entry, (str, dict)) else {})
        parent.kids.append(e)
        self.elements[ref] = e
        self._kids(e, thing.get("/K", []), thing.get("/Pg", page))

    def _read(self, index, page):
        """The marked contents of a page by number; artifacts and loose paint aside."""
        resources = self.pdf.get(page.get("/Resources")) or {}
        fonts = fonts_of(self.pdf, resources)
        found, stack, font = {}, [], None
        for operator, operands, start, _ in operations(self.pdf.contents(page)):
            if operator in ("BDC", "BMC"):
                stack.append(self._mark(index, operands, found, resources))
            elif operator == "EMC":
                stack.pop()
            elif operator == "Tf":
                font = fonts[operands[0]]
            strings = shown(operator, operands)
            if strings is None and operator not in PAINTS:
                continue
            owner, actual = innermost(stack)
            if owner is None:
                self.loose.append((index, operator, start))
                continue
            owner.painted += 1
            if strings is not None:
                if isinstance(owner, Content):
                    owner.fonts.add(font.name)
                if actual is None:
                    owner.text += "".join(font.text(s) for s in strings)
            elif operator in ("Do", "f") and isinstance(owner, Content):
                owner.pictures += 1
                if operator == "Do":
                    owner.drawn += drawn_words(
                        self.pdf, self.pdf.get(resources["/XObject"])[operands[0]])
        return found

    def _mark(self, index, operands, found, resources):
        properties = operands[1] if len(operands) > 1 else {}
        if isinstance(properties, str):
            properties = self.pdf.at(resources, "/Properties", properties)
        actual = properties.get("/ActualText")
        if isinstance(actual, bytes):
            actual = actual[2:].decode("utf-16-be") if actual[:2] == b"\xfe\xff" else \
                actual.decode("latin-1")
        owner = None
        if operands[0] == "/Artifact":
            owner = Artifact(index, str(properties.get("/Type", ""))[1:],
                             str(properties.get("/Subtype", ""))[1:])
            self.artifacts.append(owner)
        elif "/MCID" in properties:
            owner = found.setdefault(properties["/MCID"], Content())
        if actual is not None and isinstance(owner, Content):
            owner.text += actual
        return owner, actual


def fonts_of(pdf, resources):
    return {name: Font(pdf, ref) for name, ref in
            (pdf.get(resources.get("/Font")) or {}).items()}


def drawn_words(pdf, reference):
    """The words that a form XObject shows, and those that it shows by others."""
    form = pdf.get(reference)
    if form.get("/Subtype") != "/Form":
        return ""
    resources = pdf.get(form.get("/Resources")) or {}
    fonts, font, out = fonts_of(pdf, resources), None, ""
    for operator, operands, _, _ in operations(pdf.stream(reference)):
        if operator == "Tf":
            font = fonts[operands[0]]
        elif operator == "Do":
            out += drawn_words(pdf, pdf.get(resources["/XObject"])[operands[0]])
        else:
            out += "".join(font.text(s) for s in shown(operator, operands) or [])
    return out


def innermost(stack):
    """The tag or artifact that what is painted now belongs to, and an ActualText over it."""
    actual = next((a for _, a in reversed(stack) if a is not None), None)
    return next((o for o, _ in reversed(stack) if o is not None), None), actual
