"""The second reader on what no issue of ours has: joined cells in a table that is told as records,
and an edition in volumes. Its words are held to the finished files, as those of our issues are."""
import re

from checks.golden import sheets_of
from checks.suite import ROOT, Fail, equal, must
from pdf import access
from pdf.edition import PRINT_MARK, Edition, Plan, without
from pdf.reader import Pdf, text
from pdf.tags import Element, Tagged
from reading.expect import Parted, read, read_again
from reading.source import Issue

GROUPS = ["second"]
RECORDS = ROOT / "tests/tags/records"
VOLUMES = ROOT / "tests/pages/volumes"


def built(suite, case, group, *editions):
    """(home, folder) of a case's files."""
    home, folder = sheets_of(suite, group, case), suite.folder(f"second/{case.name}")
    wanted = [word for name in editions for word in ("-e", name)]
    must(suite.inpress, "build", case, "--home", home, "-o", folder, *wanted)
    return home, folder


# ---- records -----------------------------------------------------------------------------

def records(suite):
    return suite.once("second records", standard_records, suite)


def standard_records(suite):
    home, folder = built(suite, RECORDS, "tags", "standard")
    return Edition(Plan(home), Issue(RECORDS), "standard", next(folder.glob("*-standard.pdf")))


def record_words(suite):
    e = records(suite)
    said = [item.text for item in e.reading.items]
    for words in ("Mornings:", "left blank", "Answer, Was it good?", "Trampoline"):
        if words not in said:
            raise Fail(f"the second reader does not expect '{words}' of this table: {said}")
    equal("'Trampoline', of a cell over two rows", 2, said.count("Trampoline"))
    access.words(e)


def record_lists(suite):
    """A record an item, and what is linked in it once."""
    e = records(suite)
    found = [[len(kid.find("LI")) for kid in a.find("L")] for a in e.articles]
    equal("items of lists", [e.reading.lists], found)
    actions = [e.pdf.get(a.get("/A")) or {} for a, _ in e.links()]
    equal("links", e.reading.links, [text(a["/URI"]) for a in actions if "/URI" in a])


# ---- volumes -----------------------------------------------------------------------------

def articles(path):
    """(title, article, label of its first page) of a file, in order."""
    pdf = Pdf(path)
    labels = pdf.labels()
    document = Tagged(pdf).root.find("Document")[0]
    return [(a.title, a, labels[a.page]) for a in document.kids if isinstance(a, Element)]


def words_of(article):
    return without(article, PRINT_MARK).split()


def volumes(suite):
    return suite.once("second volumes", parted, suite)


def parted(suite):
    """(issue, rules, articles of its pieces by slug, contents that are set again)."""
    home, folder = built(suite, VOLUMES, "pages", "standard", "large")
    issue = Issue(VOLUMES)
    printed = Edition(Plan(home), issue, "standard", next(folder.glob("*-standard.pdf")))
    rules = Parted(reedited=True, print_pages=printed.pages(), note_mark="[%s]")
    left, again, found = [p.slug for p in issue.pieces], {}, {}
    for n, path in enumerate(sorted(folder.glob("*-large-volume-*.pdf")), 1):
        for i, (title, article, label) in enumerate(articles(path)):
            if re.fullmatch(rf"Volume {n} of \d", title):
                continue
            if n > 1 and i == 1:
                again[n] = article
                continue
            slug = left.pop(0)
            found[slug] = article
            rules.volumes[slug], rules.pages[slug] = n, label
    equal("pieces that no volume has", [], left)
    return issue, rules, found, again


def volume_words(suite):
    """All volumes, one after the other, have the issue's words in its order."""
    issue, rules, found, _ = volumes(suite)
    if not any(rules.volumes[s] > 1 for s in found):
        raise Fail("there is one volume only")
    expected = read(issue, rules).words()
    heard = [word for slug in found for word in words_of(found[slug])]
    if expected != heard:
        raise Fail(access.differences(expected, heard))


def contents_again(suite):
    """Each further volume has the whole contents, as they are from there."""
    issue, rules, _, again = volumes(suite)
    equal("volumes with contents of their own", [2, 3], sorted(again))
    for n, article in again.items():
        rules.here = n
        expected = read_again(issue, "contents", rules).words()
        if expected != words_of(article):
            raise Fail(f"volume {n}: {access.differences(expected, words_of(article))}")


def check(suite):
    for name, function in (("records", record_words), ("lists of records", record_lists),
                           ("volumes", volume_words), ("contents again", contents_again)):
        suite.check(f"second/{name}", function, suite)
