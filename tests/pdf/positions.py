"""Where the words stand: mutool's trace of a file against the program's own trace.

`inpress dump pages` says where each run of glyphs begins and ends; mutool says where it finds
each glyph. Both within 0.05 pt, on every page. Of what is added after each letter mutool tells
nothing behind the last one.
"""
import re
import xml.etree.ElementTree as ElementTree

from checks.suite import Fail, must

TOLERANCE = 0.05  # pt
RUN = re.compile(r'run x=(\S+) y=(\S+) w=(\S+) "((?:[^"\\]|\\.)*)" (\S+) (\S+) (\S+) (\S+)(.*)')
UNSEEN = re.compile(r"\\u\{([0-9A-F]+)\}")


def own_trace(printed, tagged):
    """For each page, (x, y, w, text) of each run; w without what is added after its last
    letter. tagged: without what the press alone shows."""
    pages = []
    for line in printed.split("\n"):
        if line.startswith("page "):
            pages.append([])
        found = RUN.match(line)
        if found and not (tagged and found[8] == "ArtifactPress"):
            words = UNSEEN.sub(lambda m: chr(int(m[1], 16)), found[4])
            words = re.sub(r"\\(.)", r"\1", words)
            x, y, w = map(float, found.group(1, 2, 3))
            pages[-1].append((x, y, w - after_end(words, found[9]), words))
    return pages


def after_end(words, rest):
    """What spacing adds behind the last glyph: letters', and words' if it is a space."""
    between = re.search(r" spacing=(\S+)", rest) if words.endswith((" ", "\u00a0")) else None
    letters = re.search(r" letters=(\S+)", rest)
    return sum(float(found[1]) for found in (between, letters) if found)


def mutool_trace(path):
    """For each page, (x, y, advance, character) of each glyph, y down from the top."""
    # mutool writes characters that XML does not have, as references
    printed = must("mutool", "trace", path)
    printed = re.sub(r"&#x?[0-9a-fA-F]+;|[\x00-\x08\x0b-\x1f]", "?", printed)
    printed = printed[printed.index("<document"):printed.index("</document>") + 11]
    pages = []
    for page in ElementTree.fromstring(printed).iter("page"):
        glyphs = []
        for text in page.iter("fill_text"):
            a, b, c, d, e, f = map(float, text.get("transform").split())
            for span in text.iter("span"):
                size = float(span.get("trm").split()[0])
                for g in span.iter("g"):
                    x, y = float(g.get("x")), float(g.get("y"))
                    glyphs.append((a * x + c * y + e, b * x + d * y + f,
                                   float(g.get("adv")) * size, g.get("unicode")))
        pages.append(glyphs)
    return pages


def origin(pdf, page):
    """The trim's top left corner below and right of the media's."""
    media = pdf.get(page["/MediaBox"])
    trim = pdf.get(page.get("/TrimBox", media))
    return trim[0] - media[0], media[3] - trim[3]


def near(glyphs, x, y):
    return any(abs(gx - x) <= TOLERANCE and abs(gy - y) <= TOLERANCE
               for gx, gy, _, _ in glyphs.get(round(y), []) + glyphs.get(round(y) - 1, [])
               + glyphs.get(round(y) + 1, []))


def by_line(glyphs):
    lines = {}
    for glyph in glyphs:
        lines.setdefault(round(glyph[1]), []).append(glyph)
    return lines


def check(pdf, own, path):
    """pdf: Pdf of the file; own: what `inpress dump pages` printed for its edition."""
    mine, found = own_trace(own, "/StructTreeRoot" in pdf.root), mutool_trace(path)
    if len(mine) != len(found) or not any(mine):
        raise Fail(f"{len(mine)} pages in our trace, {len(found)} in mutool's")
    wrong, count = [], 0
    for number, (runs, glyphs, page) in enumerate(zip(mine, found, pdf.pages), 1):
        left, top = origin(pdf, page)
        starts = by_line(glyphs)
        ends = by_line([(x + advance, y, 0, c) for x, y, advance, c in glyphs])
        for x, y, w, words in runs:
            if not words.strip():
                continue
            count += 1
            if not near(starts, x + left, y + top):
                wrong.append(f"page {number}: '{words}' does not begin at {x:.3f}, {y:.3f}")
            elif not near(ends, x + left + w, y + top):
                wrong.append(f"page {number}: '{words}' does not end at {x + w:.3f}, {y:.3f}")
    if wrong:
        raise Fail(f"{len(wrong)} of {count} runs stand elsewhere\n" + "\n".join(wrong[:10]))
