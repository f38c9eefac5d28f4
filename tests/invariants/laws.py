"""What must be true of every issue's pages, read from what inpress prints of them.

 1. Nothing is lost: every word that was written is heard.
 2. Nothing is heard twice.
 3. The order of reading is the order of the source.
 4. A note is heard after what refers to it, within its piece.
 5. No word stands outside the page's columns and frames.
 6. No word is printed over another, or over a picture.
 7. Lines of body text stand on the page's grid.
 8. It ends within its time.
 9. A piece that breaks off says where it goes on, and that place says where it comes from.
10. No page holds words that come before those of the page before it, floats, notes and what
    stands in frames of its own left aside.
11. A float does not stand on a page before the words that it follows.
12. A note begins on the page of what refers to it, or a finding says so.
13. A heading does not stand last in its column while its piece goes on, or a finding says so.
14. The program's own proof of the order of reading finds nothing.
"""
import re

from checks.suite import Fail

TOUCH = 1.0      # points that two things may share
BODY = 12        # points: body text of tests/sheets/magazine.yaml
FIRST_BASELINE = 12.98  # of 12 on 16 in Andika, from the top of the line
INLINE = {"Quote", "Reference", "Link", "Span", "Strong"}


# ---- the structure --------------------------------------------------------

LINE = re.compile(r'( *)(\w+)(?: "((?:[^"\\]|\\.)*)")?(.*)')


def heard(tags):
    """The words by the order of the tags."""
    root = {"role": "Root", "words": "", "below": [], "depth": -1}
    path = [root]
    for line in tags.splitlines():
        found = LINE.fullmatch(line)
        if not found:
            raise Fail(f"no tag: {line}")
        depth = len(found[1]) // 2
        actual = re.search(r' actual="((?:[^"\\]|\\.)*)"', found[4])
        tag = {"role": found[2], "words": actual[1] if actual else found[3] or "",
               "below": [], "depth": depth}
        while path[-1]["depth"] >= depth:
            path.pop()
        path[-1]["below"].append(tag)
        path.append(tag)
    return told(root).replace("\u00ad", "").replace("\\u00ad", "")


def told(tag):
    """A tag's words, with those of the tags within them in their places. The titles in the
    contents are inpress's own words."""
    if tag["role"] == "ContentsEntry":
        return ""
    within = [t for t in tag["below"] if t["role"] in INLINE]
    out, parts = [], tag["words"].split("{}")
    for i, part in enumerate(parts):
        out.append(part)
        if i + 1 < len(parts):
            out.append(told(within.pop(0)))
    out += ["\n" + told(t) for t in tag["below"] if t["role"] not in INLINE or t in within]
    return "".join(out)


def words_of(text, known):
    return [w for w in re.findall(r"\w+", text) if w in known]


def reading(issue, tags, large):
    said = heard(tags)
    left_out = [slug for slug in issue.fillers
                if not words_of(said, {w for w in issue.words if issue.owner[w] == slug})]
    known = {w for w in issue.words if issue.owner[w] not in left_out}
    found = words_of(said, known)
    lost = known.difference(found)
    if lost:
        some = [w for w in issue.words if w in lost][:5]
        raise Fail(f"1: {len(lost)} words are lost: {' '.join(some)}")
    if len(found) != len(known):
        twice = next(w for w in found if found.count(w) > 1)
        raise Fail(f"2: heard twice: {twice}")
    expected = [w for w in issue.words if w in known and w not in issue.notes]
    running = [w for w in found if w not in issue.notes]
    for written, said in zip(expected, running):
        if written != said:
            raise Fail(f"3: after the source '{written}' is next, but '{said}' is heard")
    place = {w: i for i, w in enumerate(found)}
    before = None
    for word in issue.words:
        if word not in known:
            continue
        if word in issue.notes and before and place[word] < place[before]:
            raise Fail(f"4: the note's '{word}' is heard before '{before}'")
        if word not in issue.notes:
            before = word
        elif not large and before and place[word] > place[before] + 400:
            raise Fail(f"4: the note's '{word}' is far from '{before}'")


# ---- the pages ------------------------------------------------------------

NUMBERS = re.compile(r"(\w[\w-]*)=(-?[\d.]+)")
RUN = re.compile(r'run x=(\S+) y=(\S+) w=(\S+) "((?:[^"\\]|\\.)*)" (\S+) (\S+) \S+ (\w+)(.*)')


class Run:
    def __init__(self, found):
        self.x, self.y, self.w = (float(found[i]) for i in (1, 2, 3))
        self.text, self.face, self.size = found[4], found[5], float(found[6])
        self.role = found[7]
        blanks = len(self.text) - len(self.text.rstrip(" \u00a0"))
        if "level=" not in found[8]:
            self.w -= min(self.w, blanks * self.size * 0.3)

    def overhang(self):
        """A large first letter's ink stands on the edge, and the letter a little before it."""
        return 0.1 * self.size if len(self.text) == 1 and self.size > 1.5 * BODY else 0

    def box(self):
        """What its small letters cover."""
        return self.x, self.y - 0.45 * self.size, self.x + self.w, self.y


def pages_of(printed):
    pages = []
    for line in printed.splitlines():
        if line.startswith("page "):
            pages.append({"runs": [], "pictures": [], "name": line, "number": line.split()[1]})
        elif line.startswith("run "):
            found = RUN.fullmatch(line)
            if not found:
                raise Fail(f"no run: {line}")
            pages[-1]["runs"].append(Run(found))
        elif line.startswith("picture "):
            at = dict(NUMBERS.findall(line.split('"')[0]))
            x, y, w, h = (float(at[k]) for k in "xywh")
            pages[-1]["pictures"].append((x, y, x + w, y + h))
    return pages


def frames_of(printed):
    pages = []
    for line in printed.splitlines():
        at = {k: float(v) for k, v in NUMBERS.findall(line)}
        if line.startswith("page "):
            pages.append({"frames": [], "top": at["grid-top"], "grid": at["grid"]})
        else:
            pages[-1]["frames"].append(
                (at["x"], at["y"], at["x"] + at["w"], at["y"] + at["h"]))
    return pages


def overlap(a, b):
    return (min(a[2], b[2]) - max(a[0], b[0]) > TOUCH and
            min(a[3], b[3]) - max(a[1], b[1]) > TOUCH)


def inside(box, frame, overhang=0):
    return (box[0] >= frame[0] - TOUCH - overhang and box[2] <= frame[2] + TOUCH and
            box[1] >= frame[1] - TOUCH and box[3] <= frame[3] + TOUCH)


JUMP = re.compile(r"ontinued (on|from) page (\d+)$")


def is_jump(run):
    return run.role == "ArtifactPage" and JUMP.search(run.text)


def jumping(pages):
    """9: jump lines come in pairs."""
    ways = {"on": set(), "from": set()}
    for page in pages:
        for run in filter(is_jump, page["runs"]):
            way, other = JUMP.search(run.text).groups()
            here = page["number"]
            ways[way].add((here, other) if way == "on" else (other, here))
    if ways["on"] != ways["from"]:
        raise Fail(f"9: pages go on {sorted(ways['on'])}, come from {sorted(ways['from'])}")


def standing(page, frame):
    """5 and 6: where words stand on a page."""
    runs = [r for r in page["runs"] if r.text.strip() and
            (r.role != "ArtifactPage" or is_jump(r))]
    for run in runs:
        if not is_jump(run) and not any(inside(run.box(), f, run.overhang())
                                        for f in frame["frames"]):
            raise Fail(f"5: {page['name']}: '{run.text}' at {run.x:.1f},{run.y:.1f} "
                       f"(to {run.x + run.w:.1f}) stands in no frame: {frame['frames']}")
    runs.sort(key=lambda r: r.y)
    for i, run in enumerate(runs):
        for other in runs[i + 1:]:
            if other.y - other.size > run.y:
                break
            if overlap(run.box(), other.box()):
                raise Fail(f"6: {page['name']}: '{run.text}' and '{other.text}' at "
                           f"{run.x:.1f},{run.y:.1f} stand over each other")
        for picture in page["pictures"]:
            if overlap(run.box(), picture):
                raise Fail(f"6: {page['name']}: '{run.text}' stands over a picture")


def gridded(page, frame):
    """7: baselines of body text are whole steps of the grid apart."""
    runs = [r for r in page["runs"] if r.face == "Andika" and r.size == BODY and
            r.role == "Paragraph"]
    for run in runs:
        rest = (run.y - frame["top"] - FIRST_BASELINE) % frame["grid"]
        if min(rest, frame["grid"] - rest) > 0.01:
            raise Fail(f"7: {page['name']}: '{run.text}' at {run.x:.1f},{run.y:.3f} is off "
                       f"the grid")


# ---- what follows what ------------------------------------------------------

def pages_by_word(issue, pages):
    """Where each word stands; one that is divided is not there."""
    known, at = set(issue.words), {}
    for i, page in enumerate(pages):
        for run in page["runs"]:
            for word in re.findall(r"\w+", run.text):
                if word in known:
                    at.setdefault(word, (i, run))
    return at


def running_on(issue, at):
    """10: the page of each running word is that of the one before, or a later one."""
    aside = issue.notes | issue.apart
    before = None
    for word in issue.words:
        if word in aside or word not in at:
            continue
        if before and issue.owner[word] == issue.owner[before] and at[word][0] < at[before][0]:
            raise Fail(f"10: '{word}' on page {at[word][0] + 1} follows '{before}' on page "
                       f"{at[before][0] + 1}")
        before = word


def floating(issue, at):
    """11: a float and the running word before it."""
    for before, word in issue.floats:
        if before in at and word in at and at[word][0] < at[before][0]:
            raise Fail(f"11: the float '{word}' stands on page {at[word][0] + 1}, and follows "
                       f"'{before}' on page {at[before][0] + 1}")


def noting(issue, at, found):
    """12: a note and the word that its number stands after."""
    moved = found.count("[note-moved]")
    for before, word in issue.marks:
        if before not in at or word not in at or at[word][0] == at[before][0]:
            continue
        moved -= 1
        if moved < 0:
            raise Fail(f"12: the note '{word}' stands on page {at[word][0] + 1}, its mark after "
                       f"'{before}' on page {at[before][0] + 1}, and no finding says so")


def heading(issue, pages, frames, found):
    """13: below a heading in its column stands something, notes left aside."""
    told = sum("[head-at-foot]" in line and "this caption" not in line
               for line in found.splitlines())
    nextword = {a: b for a, b in zip(issue.words, issue.words[1:])
                if issue.owner[a] == issue.owner[b]}
    for page, frame in zip(pages, frames):
        runs = [r for r in page["runs"] if r.role != "ArtifactPage" and r.text.strip() and
                not any(w in issue.notes for w in re.findall(r"\w+", r.text))]
        for head in (r for r in runs if re.fullmatch("H[2-6]", r.role)):
            words = re.findall(r"\w+", head.text)
            goes_on = words and words[-1] in nextword
            column = next((f for f in frame["frames"] if inside(head.box(), f)), None)
            low = [box for box in [r.box() for r in runs] + page["pictures"]
                   if box[3] > head.y and column and box[0] < column[2] and box[2] > column[0]]
            if goes_on and column and not low:
                told -= 1
                if told < 0:
                    raise Fail(f"13: {page['name']}: the heading '{head.text}' stands last in "
                               f"its column")


def following(issue, pages, frames, found, large):
    if "[reading-order]" in found:
        line = next(l for l in found.splitlines() if "[reading-order]" in l)
        raise Fail(f"14: {line}")
    pages, frames = pages_of(pages), frames_of(frames)
    at = pages_by_word(issue, pages)
    running_on(issue, at)
    floating(issue, at)
    if not large:
        noting(issue, at, found)
        heading(issue, pages, frames, found)


def placing(pages, frames, large):
    pages, frames = pages_of(pages), frames_of(frames)
    if len(pages) != len(frames):
        raise Fail("pages and frames differ")
    jumping(pages)
    for page, frame in zip(pages, frames):
        standing(page, frame)
        if not large:  # large print keeps no grid
            gridded(page, frame)
