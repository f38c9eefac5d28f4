"""What an access edition's file must hold, read back by tools that are not ours.

Each check takes an Edition (edition.py) and raises Fail. mutants.py breaks a file on purpose
for each of them, so that none can pass by looking at nothing.
"""
import difflib
import html
import re

from checks.suite import Fail, equal, must, run
from pdf.contrast import codes, contrast
from pdf.edition import BULLETS, HEADINGS
from pdf.reader import text

SPACES = re.compile(r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
# From a right-to-left letter to the next word in Latin letters.
RIGHT_TO_LEFT = re.compile(r"\S*[\u0590-\u08ff][^A-Za-z]*")
MAY_BREAK = re.compile(r"\w[-–—/.@?&=]\w")
ARABIC = re.compile(r"[\u0600-\u06ff]{2,}(?: [\u0600-\u06ff.]+)+")


def differences(expected, found, most=12):
    """The places where two lists of words differ, with the words before them."""
    lines = []
    for how, a, b, c, d in difflib.SequenceMatcher(
            None, expected, found, autojunk=False).get_opcodes():
        if how != "equal":
            lines.append(f"after '{' '.join(expected[max(0, a - 5):a])}': expected "
                         f"'{' '.join(expected[a:b][:30])}', found '{' '.join(found[c:d][:30])}'")
    if len(lines) > most:
        lines[most:] = [f"... {len(lines) - most} more places"]
    return "\n".join(lines)


def marked(e):
    """Everything painted belongs to a tag or is an artifact, and every tag is in the tree."""
    if e.tagged.loose:
        page, operator, at = e.tagged.loose[0]
        raise Fail(f"{len(e.tagged.loose)} operations paint outside tags and artifacts, "
                   f"first {operator} on page {page + 1} at byte {at}")
    if e.tagged.untagged:
        raise Fail(f"marked content outside the tree: {e.tagged.untagged[:5]}")
    if not e.tagged.artifacts:
        raise Fail("no artifacts: neither folios nor rules")
    for artifact in e.tagged.artifacts:
        if artifact.painted and artifact.kind not in ("Pagination", "Layout", "Background"):
            raise Fail(f"an artifact on page {artifact.page + 1} is of type "
                       f"'{artifact.kind}'")


def words(e):
    """The words read by the tags are the source's words, in order."""
    expected, found = e.reading.words(), e.words()
    if expected != found:
        raise Fail(differences(expected, found))


def poppler_words(e):
    """Poppler reads the same by the tags as our reader does; it reads what art shows too."""
    found = SPACES.sub("", e.poppler())
    expected = SPACES.sub("", e.document_text(drawn=True))
    if expected != found:
        raise Fail(differences(re.findall(".{1,12}", expected), re.findall(".{1,12}", found)))


def pieces(e):
    """One article a piece, in the flatplan's order, each under its own headline, or its first
    crosshead; what has neither, such as a back cover, has no H1."""
    expected = [e.reading.headlines.get(piece.slug) for piece in e.issue.pieces]
    equal("headlines", [[" ".join(head.split())] if head else [] for head in expected],
          [[" ".join(h.words()) for h in a.find("H1")] for a in e.articles])


def headings(e):
    found = [(1 if h.kind == "H1" else 2, " ".join(h.words()))
             for h in e.walk() if h.kind in HEADINGS]
    equal("headings", [(level, " ".join(w.split())) for level, w in e.reading.heads], found)


def figures(e):
    found = [f for f in e.walk() if f.kind == "Figure"]
    equal("pictures' descriptions", [" ".join(a.split()) for a in e.reading.alts],
          [" ".join((f.alt or "").split()) for f in found])
    for f in found:
        if "/BBox" not in f.attributes:
            raise Fail(f"the figure '{f.alt}' has no BBox")
        if not any(getattr(kid, "pictures", 0) for kid in f.kids):
            raise Fail(f"the figure '{f.alt}' shows no picture")
    for element in e.tagged.root.walk():
        drawn = "".join(getattr(kid, "drawn", "") for kid in element.kids)
        if drawn and (element.kind != "Figure" or not element.alt):
            raise Fail(f"the words '{drawn}' of art stand in {element.kind} without a description")


def tables(e):
    found = []
    for table in e.find("Table"):
        rows = table.find("TR")
        found.append((len(rows), sum(len(row.find("TH", "TD")) for row in rows)))
        if not table.find("TH"):
            raise Fail("a table without head cells")
        for head in table.find("TH"):
            if head.attributes.get("/Scope") not in ("/Column", "/Row", "/Both"):
                raise Fail(f"the head cell '{head.text().strip()}' has no scope")
    equal("tables (rows, cells)", e.reading.tables, found)


def lists(e):
    found = [sum(1 for k in l.kids if getattr(k, "kind", "") == "LI") for l in e.find("L")]
    equal("items of each list", e.reading.lists, found)


def notes(e):
    """Each note is there once, with an ID; references and notes lead to one another."""
    found = e.find("Note")
    equal("numbers of the notes", [str(n) for n in e.reading.notes],
          ["".join(n.find("Lbl")[0].words()) for n in found])
    if any(not n.id for n in found) or len({n.id for n in found}) != len(found):
        raise Fail("notes need IDs, each its own")
    targets = [element for a, _ in e.links() for element in [e.target(a)] if element]
    for n in found:
        if not any(n is t or n in parents(t) for t in targets):
            raise Fail(f"no reference leads to the note '{n.text().strip()[:40]}'")


def parents(element):
    while element is not None:
        yield element
        element = element.parent


def links(e):
    """Every address is a link with words for the ear; every link stands in a Link element."""
    found, annotated = [], e.links()
    for annotation, element in annotated:
        if not text(annotation.get("/Contents")):
            raise Fail(f"the link '{element.text()}' has no Contents")
        if element.kind not in ("Link", "Reference"):
            raise Fail(f"a link annotation stands in {element.kind}")
        uri = text(e.pdf.at(annotation, "/A", "/URI"))
        if uri and (not found or found[-1] != (uri, id(element))):
            found.append((uri, id(element)))
        if not uri and e.target(annotation) is None:
            raise Fail(f"the link '{element.text()}' leads nowhere")
    every = sum(len(e.pdf.get(page.get("/Annots")) or []) for page in e.pdf.pages)
    if every != len(annotated):
        raise Fail(f"{every} annotations, {len(annotated)} of them in the tree")
    equal("addresses", e.reading.links, [uri for uri, _ in found])


def page_references(e):
    """Each reference to a piece leads to the page that it names."""
    expected = [slug for slug in e.reading.page_refs]
    found = []
    for element in e.find("Link"):
        said = re.match(r"page (\d+)", " ".join(element.words()))
        if said and element.annotations():
            target = e.target(element.annotations()[0]["annotation"])
            found.append(next((slug for slug, a in e.by_slug().items()
                               if target in list(parents_and_below(a))), None))
            label = e.labels[target.page] if target is not None else None
            equal(f"page of '{found[-1]}'", label, said[1])
    equal("page references", expected, found)


def parents_and_below(article):
    yield from article.walk()


def languages(e):
    equal("language of the document", e.issue.facts["language"], text(e.pdf.root.get("/Lang")))
    found = [x.lang for x in e.walk() if x.lang and x.lang != e.issue.facts["language"]
             and x.kind != "Document"]
    expected = [lang for lang in e.reading.langs if lang != e.issue.facts["language"]]
    equal("passages in another language", expected, found)


def abbreviations(e):
    """Each word of the glossary is expanded at its first use in a piece, and only there; a
    plural, "EHCPs", as a plural."""
    for article, piece in zip(e.articles, e.issue.pieces):
        found = [(" ".join(s.words()), s.expansion) for s in article.walk() if s.expansion]
        said, expected = article.text(), []
        for word, expansion in e.issue.glossary.items():
            first = re.search(rf"(?<![\w-]){re.escape(word)}(s?)(?![\w-])", said)
            if first:
                expected.append((word + first[1], expansion + first[1]))
        equal(f"abbreviations expanded in {piece.slug}", sorted(expected), sorted(found))


def metadata(e):
    facts, xmp = e.issue.facts, e.xmp()
    title = text(e.pdf.info.get("/Title")) or ""
    expected = f"{facts['magazine']}, {facts['season']}"
    if not title.startswith(expected) or (e.title and e.title not in title):
        raise Fail(f"title '{title}' does not name '{expected}' and '{e.title}'")
    for what in (f">{title}<", "<pdfuaid:part>1<", "<pdfaid:part>2<",
                 "<pdfaid:conformance>A<"):
        if what not in xmp and what.replace("<pdf", 'pdf').replace(">", '="', 1).replace(
                "<", '"') not in xmp:
            raise Fail(f"the XMP packet has no {what}")
    if e.pdf.at(e.pdf.root, "/ViewerPreferences", "/DisplayDocTitle") is not True:
        raise Fail("no DisplayDocTitle")
    if e.pdf.at(e.pdf.root, "/MarkInfo", "/Marked") is not True:
        raise Fail("not Marked")
    if any(page.get("/Tabs") != "/S" for page in e.pdf.pages if "/Annots" in page):
        raise Fail("a page with links has no Tabs S")
    if facts["date"][:4] not in (text(e.pdf.info.get("/CreationDate")) or ""):
        raise Fail("the date is not the issue's")


def outline(e):
    """One entry a piece, in order, by its short title; crossheads below it."""
    entries = list(outline_entries(e.pdf, e.pdf.at(e.pdf.root, "/Outlines", "/First"), 0))
    names = [e.reading_title(piece) for piece in e.issue.pieces]
    own = [title for depth, title, _ in entries if depth == 0]
    equal("outline", names, [t for t in own if t not in e.own_titles])
    crossheads = {" ".join(w.split()) for w in e.reading.crossheads}
    for depth, title, destination in entries:
        if depth and " ".join(title.split()) not in crossheads:
            raise Fail(f"the outline's '{title}' is no crosshead")
        if destination is None:
            raise Fail(f"the outline's '{title}' leads nowhere")


def outline_entries(pdf, reference, depth):
    while reference is not None:
        entry = pdf.get(reference)
        action = pdf.get(entry.get("/A")) or {}
        yield depth, text(entry["/Title"]), entry.get("/Dest") or action.get("/D")
        if "/First" in entry:
            yield from outline_entries(pdf, entry["/First"], depth + 1)
        reference = entry.get("/Next")


def page_labels(e):
    """Each page's label is its folio, where one is printed."""
    if not e.labels or None in e.labels or len(set(e.labels)) != len(e.labels):
        raise Fail(f"page labels: {e.labels}")
    printed = {}
    for artifact in e.tagged.artifacts:
        if artifact.kind == "Pagination":
            printed.setdefault(artifact.page, []).append(artifact.text)
    for page, texts in printed.items():
        if not any(re.match(rf"{e.labels[page]}(?!\d)", text.strip()) for text in texts):
            raise Fail(f"page {e.labels[page]} prints {texts}")
    if not printed:
        raise Fail("no page prints its folio as an artifact")


def fonts(e):
    for font in e.fonts():
        if font.get("/Subtype") == "/Type0":
            if "/ToUnicode" not in font:
                raise Fail(f"{font['/BaseFont']} has no ToUnicode")
            font = e.pdf.get(e.pdf.get(font["/DescendantFonts"])[0])
        name = font.get("/BaseFont", "?")
        if font.get("/Subtype") == "/Type3":
            raise Fail("a Type 3 font")
        descriptor = e.pdf.get(font.get("/FontDescriptor")) or {}
        if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            raise Fail(f"{name} is not embedded")
        if not re.match(r"/[A-Z]{6}\+", name):
            raise Fail(f"{name} is not a subset")


def pictures(e):
    """No picture brings metadata with it: EXIF, GPS, XMP, IPTC, thumbnails, comments."""
    found = e.pdf.pictures()
    if e.reading.alts and not found and not e.pdf.forms():
        raise Fail("no pictures")
    for reference, picture in found.items():
        if "/Metadata" in picture:
            raise Fail(f"picture {reference} has a metadata stream")
        filters = e.pdf.get(picture.get("/Filter"))
        if filters == "/DCTDecode" or filters == ["/DCTDecode"]:
            for marker, data in jpeg_segments(e.pdf.stream(reference)):
                if marker == 0xFE or 0xE1 <= marker <= 0xEF and not (
                        marker == 0xEE and data.startswith(b"Adobe")):
                    raise Fail(f"picture {reference} has a JPEG segment FF{marker:02X}: "
                               f"{data[:12]!r}")


def jpeg_segments(data):
    """(marker, contents) of the segments before the picture's own data."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        length = int.from_bytes(data[at + 2:at + 4], "big")
        yield data[at + 1], data[at + 4:at + 2 + length]
        at += 2 + length


def plain_text(e):
    """pdftotext finds every word of the text whole: none fused with another, none split. A
    word that may end a line after its own hyphen or slash is whole where its parts meet."""
    boxes = must("pdftotext", "-bbox", "-enc", "UTF-8", e.path, "-")
    printed = [html.unescape(word) for word in re.findall(r"<word [^>]*>(.*?)</word>", boxes)]
    together, found, missing = "".join(printed), {}, {}
    for word in printed:
        word = "•" if word in BULLETS else word
        found[word] = found.get(word, 0) + 1
    for item in e.reading.items:
        # pdftotext has an order of its own for these; arabic() reads them
        for word in RIGHT_TO_LEFT.sub(" ", item.text).split():
            found[word] = found.get(word, 0) - 1
            if found[word] < 0 and not (MAY_BREAK.search(word) and word in together):
                missing[word] = missing.get(word, 0) + 1
    if missing:
        raise Fail(f"{sum(missing.values())} words are not whole in pdftotext: "
                   + ", ".join(sorted(missing)[:30]))


def arabic(e):
    """Passages from right to left extract in the order in which they are read."""
    passages = [m[0] for item in e.reading.items for m in ARABIC.finditer(item.text)]
    if not passages:
        return
    tagged = SPACES.sub(" ", e.document_text())
    drawn = must("mutool", "draw", "-q", "-F", "text", e.path)
    for passage in passages:
        if passage not in tagged:
            raise Fail(f"by the tags, '{passage}' is not whole")
        if SPACES.sub("", passage) not in SPACES.sub("", e.poppler()):
            raise Fail(f"poppler does not read '{passage}'")
        if passage.split()[0] not in drawn:
            raise Fail(f"mupdf does not read '{passage.split()[0]}'")


def sound(e):
    done = run("qpdf", "--check", e.path)
    if done.returncode != 0 or "WARNING" in done.stdout:
        raise Fail(done.stdout)


CHECKS = [sound, marked, pieces, words, headings, figures, tables, lists, notes, links,
          page_references, languages, abbreviations, metadata, outline, page_labels, fonts,
          pictures, plain_text, contrast, codes]
# Of the others of a book, which one_book() holds to its first: what colours touch, and titles.
COLOURED = [sound, marked, metadata, contrast, codes]
# What poppler reads by the tags takes it half a minute a file, so it is asked about one
# edition of each book; the others of the book have the same words and operations (one_book).
ONE_A_BOOK = [poppler_words, arabic]
