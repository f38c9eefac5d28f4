"""Files broken on purpose: each must make the check named beside it fail.

A check that passes on its mutant looks at nothing. A mutant changes the values of a Pdf (see
reader.py) or the bytes of the written file; pictures are cut short first, for speed.
"""
import re

from checks.suite import Fail
from pdf.reader import Pdf


def elements(pdf, kind):
    """Structure elements of one type, as dictionaries that may be changed."""
    found = [thing["value"] for thing in pdf.objects.values()
             if isinstance(thing.get("value"), dict) and thing["value"].get("/S") == kind
             and "/P" in thing["value"]]
    if not found:
        raise Fail(f"there is no {kind} to break")
    return found


def annotations(pdf):
    return [thing["value"] for thing in pdf.objects.values()
            if isinstance(thing.get("value"), dict)
            and thing["value"].get("/Subtype") == "/Link"]


def page(pdf, index=0):
    return pdf.objects["obj:" + pdf.page_refs[index]]["value"]


def edit_contents(pdf, change, index=0):
    first, *rest = pdf.content_refs(pdf.pages[index])
    data = pdf.contents(pdf.pages[index])
    changed = change(data)
    if changed == data:
        raise Fail("nothing to break on the page")
    pdf.set_stream(first, changed)
    for reference in rest:
        pdf.set_stream(reference, b"")


def edit_to_unicode(pdf, old, new):
    count = 0
    for thing in list(pdf.objects.values()):
        value = thing.get("value")
        if isinstance(value, dict) and "/ToUnicode" in value:
            data = pdf.stream(value["/ToUnicode"])
            count += len(re.findall(old, data))
            pdf.set_stream(value["/ToUnicode"], re.sub(old, new, data))
    if not count:
        raise Fail("no such character to break")


def unbroken(pdf):
    """Only the pictures are cut, as in every mutant: what a check says before."""


def loose_paint(pdf):
    edit_contents(pdf, lambda data: data + b"\nq 0 0 9 9 re f Q\n")


def swapped_blocks(pdf):
    article = max(elements(pdf, "/Art"), key=lambda a: len(pdf.get(a["/K"])))
    article["/K"] = list(reversed(pdf.get(article["/K"])))


def headline_lost(pdf):
    elements(pdf, "/H1")[1]["/S"] = "/P"


def crosshead_lost(pdf):
    elements(pdf, "/H2")[0]["/S"] = "/P"


def other_description(pdf):
    elements(pdf, "/Figure")[0]["/Alt"] = "u:picture"


def scope_lost(pdf):
    elements(pdf, "/TH")[0].pop("/A")


def item_lost(pdf):
    most = max(elements(pdf, "/L"), key=lambda l: len(pdf.get(l["/K"])))
    most["/K"] = pdf.get(most["/K"])[:-1]


def note_without_id(pdf):
    del elements(pdf, "/Note")[0]["/ID"]


def mute_link(pdf):
    annotations(pdf)[0].pop("/Contents")


def unmarked(pdf):
    pdf.root.pop("/MarkInfo")


def link_elsewhere(pdf):
    """Every internal link leads to where the first does."""
    inner = [a for a in annotations(pdf) if "/URI" not in (pdf.get(a.get("/A")) or {})]
    for key in ("/A", "/Dest"):
        for a in inner[1:]:
            if key in inner[0]:
                a[key] = inner[0][key]


def language_lost(pdf):
    pdf.root.pop("/Lang")


def other_expansion(pdf):
    next(e for e in elements(pdf, "/Span") if "/E" in e)["/E"] = "u:something else"


def other_title(pdf):
    pdf.info["/Title"] = "u:Untitled"


def other_entry(pdf):
    pdf.get(pdf.at(pdf.root, "/Outlines")["/First"])["/Title"] = "u:Chapter"


def shifted_labels(pdf):
    pdf.root["/PageLabels"] = {"/Nums": [0, {"/S": "/D", "/St": 7}]}


def font_not_embedded(pdf):
    for thing in pdf.objects.values():
        if isinstance(thing.get("value"), dict):
            thing["value"].pop("/FontFile2", None)
            thing["value"].pop("/FontFile3", None)


def exif(pdf):
    reference = next(r for r, d in pdf.pictures().items()
                     if "/DCTDecode" in str(pdf.get(d.get("/Filter"))))
    data = pdf.stream(reference)
    pdf.set_stream(reference, data[:2] + b"\xff\xe1\x00\x0aExif\0\0GP" + data[2:])


def no_spaces(pdf):
    edit_to_unicode(pdf, rb"<0020>", b"<0058>")


def other_arabic(pdf):
    edit_to_unicode(pdf, rb"<0644>", b"<0645>")


def moved(pdf):
    edit_contents(pdf, lambda data: b"1 0 0 1 0.2 0 cm\n" + data, index=2)


def newer(pdf):
    pdf.version = "1.7"


def trim_moved(pdf):
    box = list(pdf.get(page(pdf).get("/TrimBox")))
    page(pdf)["/TrimBox"] = [box[0] + 5, *box[1:]]


def other_condition(pdf):
    intents = pdf.get(pdf.root["/OutputIntents"])
    pdf.get(intents[0])["/OutputConditionIdentifier"] = "u:FOGRA00"


def red(pdf):
    edit_contents(pdf, lambda data: data + b"\nq 1 0 0 rg 0 0 9 9 re f Q\n")


def with_outline(pdf):
    pdf.root["/Outlines"] = pdf.add({"/Type": "/Outlines", "/Count": 0})


def trapped(pdf):
    pdf.info["/Trapped"] = "/True"


def overprint_off(pdf):
    for thing in pdf.objects.values():
        value = thing.get("value")
        for state in [value] + list(value.values() if isinstance(value, dict) else []):
            if isinstance(state, dict) and state.get("/op") is True:
                state["/op"] = state["/OP"] = False


def small_and_not_over(pdf):
    """Black text under the printer's limit that does not overprint."""
    overprint_off(pdf)
    edit_contents(pdf, lambda data: re.sub(rb" 12 Tf", b" 6 Tf", data), index=6)


def knocked_out(pdf):
    """A tint under a whole page, and black text that no longer overprints it."""
    overprint_off(pdf)
    for index in range(len(pdf.pages)):
        edit_contents(pdf, lambda data: b"q 0 .4 0 0 k 0 0 650 900 re f Q\n" + data, index)


def four_inks(pdf):
    edit_contents(pdf, lambda data: data + b"\nq 1 1 1 1 k 100 100 200 200 re f Q\n")


def faint_words(pdf):
    """The palette's text grey, as a careless scheme would have it."""
    edit_contents(pdf, lambda data: data.replace(b"0.102 0.102 0.102 rg", b"0.5 0.5 0.5 rg"), 2)


def dark_ground(pdf):
    """A plate below everything on the page, of no ink that is there."""
    edit_contents(pdf, lambda data: b"/Artifact BMC 0.3 0.3 0.3 rg 0 0 600 850 re f EMC\n0 g\n"
                  + data, 2)


def tight_code(pdf):
    """The white plate of a code lost half its width."""
    plate = re.compile(rb"(1 1 1 rg\n\S+ \S+ )(\S+)( \S+ re f\n0 0 0 rg)")
    index = next(i for i, p in enumerate(pdf.pages) if plate.search(pdf.contents(p)))
    edit_contents(pdf, lambda data: plate.sub(
        lambda m: m[1] + b"%.3f" % (float(m[2]) / 2) + m[3], data), index)


def truncated(data):
    return data[:-400]


ACCESS = [("marked", loose_paint), ("words", swapped_blocks), ("pieces", headline_lost),
          ("headings", crosshead_lost), ("figures", other_description), ("tables", scope_lost),
          ("lists", item_lost), ("notes", note_without_id), ("links", mute_link),
          ("page_references", link_elsewhere), ("languages", language_lost),
          ("abbreviations", other_expansion), ("metadata", other_title),
          ("outline", other_entry), ("page_labels", shifted_labels),
          ("fonts", font_not_embedded), ("pictures", exif), ("plain_text", no_spaces),
          ("contrast", faint_words), ("contrast", dark_ground), ("codes", tight_code),
          ("arabic", other_arabic), ("sound", truncated), ("positions", moved)]
PRESS = [("version", newer), ("boxes", trim_moved), ("output_intent", other_condition),
         ("only_cmyk", red), ("nothing_for_screens", with_outline), ("metadata", trapped),
         ("black_text", small_and_not_over), ("separations", knocked_out),
         ("ink_limit", four_inks)]
# The judge must see through these, or its "pass" says nothing.
VERAPDF = [("ua1", note_without_id), ("ua1", mute_link), ("ua1", loose_paint),
           ("2a", font_not_embedded), ("2a", unmarked)]
KEPT = 2000  # bytes of a picture


def breed(path, mutant, target, kept=KEPT):
    """Writes the mutant of a file; kept: bytes left of each picture, None for all."""
    pdf = Pdf(path)
    for reference in pdf.pictures():
        pdf.set_stream(reference, pdf.stream(reference)[:kept])
    if mutant is not truncated:
        mutant(pdf)
    pdf.write(target)
    if mutant is truncated:
        target.write_bytes(truncated(target.read_bytes()))
    return target
