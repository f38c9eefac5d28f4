"""Every edition of every issue, made by one command and read back by others' tools.

The checks of one access file stand in pdf/access.py, of a press file in pdf/press.py; here are
the builds, what holds between editions, and the mutants. A palette changes colours alone: all
checks are made of each book's first edition, and the others of the book are held to it, tag by
tag and operation by operation (one_book). veraPDF judges every file. The issues make all that
styles/editions.yaml names; samples that are set with the magazine's own sheets make a few (FEW).
"""
import json
import re
import shutil

from checks.suite import ROOT, Fail, Skip, equal, must, run, same
from pdf import access, contrast, mutants, positions, press
from pdf.content import operations
from pdf.edition import Edition, Plan
from reading.source import Issue, read_yaml

GROUPS = ["pdf", "reading", "mutants"]

FEW = ["print", "standard", "large", "largest", "large-white-on-black-text-only"]


def issues():
    return sorted(p.parent for parent in ("issues", "samples")
                  for p in (ROOT / parent).glob("*/issue.yaml"))


def home(folder):
    """The folder that holds the styles/ an issue is set with: its own, where it brings some."""
    return folder if (folder / "styles/editions.yaml").exists() else ROOT


class Built:
    """The files that one build of an issue gave, each read when it is first asked for."""

    def __init__(self, suite, folder):
        self.suite, self.folder = suite, folder
        self.name = folder.name
        self.work = suite.folder(f"editions/{folder.parent.name}/{folder.name}")
        self.sources = self.kept_sources()
        self.plan = Plan(home(folder))
        few = folder.parent.name == "samples" and home(folder) == ROOT
        if few:
            self.plan.keep(FEW)
        done = run(suite.inpress, "build", folder.relative_to(ROOT), "-o", self.work,
                   *[word for name in FEW if few for word in ("-e", name)], cwd=self.sources)
        if done.returncode != 0:
            raise Fail(f"inpress build: exit status {done.returncode}\n{done.stdout}")
        self.printed = done.stdout
        self.issue = Issue(folder)

    def kept_sources(self):
        """The issue and its home as they are now: what is asked of them later, such as a trace
        to hold against the files, is asked of the same words, whatever is edited meanwhile."""
        sources = self.suite.folder(f"sources/{self.folder.parent.name}-{self.name}")
        for part in (self.folder.relative_to(ROOT), "styles", "fonts"):
            shutil.copytree(ROOT / part, sources / part)
        return sources

    def file(self, edition):
        found = [p for p in self.work.glob("*.pdf")
                 if p.stem.endswith(f"-{self.name}-{edition}")]
        if len(found) != 1:
            raise Fail(f"no file of the edition {edition}: "
                       f"{sorted(p.name for p in self.work.iterdir())}")
        return found[0]

    def access(self, name, path=None):
        """path: a mutant in place of the edition's own file."""
        twin = self.plan.print_twin()
        other = None
        if twin and self.plan.names_print(name):
            other = self.suite.once(("access", self.folder, twin), self.access, twin)
        return Edition(self.plan, self.issue, name, path or self.file(name), other)

    def press(self, name, path=None):
        return press.Press(self.plan, self.issue, name, path or self.file(name),
                           self.suite.folder(f"press/{self.name}-{name}"))


def built(suite, folder):
    return suite.once(("built", folder), Built, suite, folder)


def edition(suite, folder, name):
    b = built(suite, folder)
    kind = b.access if name in b.plan.access() else b.press
    return suite.once((kind.__name__, folder, name), kind, name)


def wrote(suite, folder):
    """Tells of each file its edition, pages, size and seconds; writes nothing else."""
    b = built(suite, folder)
    for name in b.plan.editions:
        b.file(name)
        if not re.search(rf"(^|\W){re.escape(name)}\W", b.printed, re.M):
            raise Fail(f"the build does not tell of {name}:\n{b.printed}")
    equal("files", len(b.plan.editions), len(list(b.work.glob("*.pdf"))))


def positions_of(suite, folder, name):
    """The check of positions for one edition: it needs the program's own trace."""
    def places(e):
        positions.check(e.pdf, own_trace(suite, folder, name), e.path)
    return suite.once(("places", folder, name), lambda: places)


def own_trace(suite, folder, name):
    def dump():
        return must(suite.inpress, "dump", "pages", folder.relative_to(ROOT), "-e", name,
                    cwd=built(suite, folder).sources)
    return suite.once(("trace", folder, name), dump)


# ---- veraPDF: one start for all files ---------------------------------------------------

def judged(suite, files):
    """{(flavour, file): lines}: the first is "pass ..." or "fail ..."."""
    done = run(ROOT / "tests/verapdf", "ua1,2a", *files, timeout=1800)
    if done.returncode == 77:
        raise Skip(done.stdout.strip())
    verdicts, lines = {}, None
    for line in done.stdout.split("\n"):
        found = re.match(r"(pass|fail|unreadable) (\w+) (\S+)", line)
        if found:
            lines = verdicts.setdefault((found[2], found[3]), [])
        if lines is not None and line:
            lines.append(line)
    return verdicts


def judge_all(suite, folders):
    return judged(suite, [str(built(suite, f).file(n)) for f in folders if sound(suite, f)
                          for n in built(suite, f).plan.access()])


def verapdf(suite, folders, folder, name, flavour):
    verdicts = suite.once("verapdf", judge_all, suite, folders)
    lines = verdicts.get((flavour, str(built(suite, folder).file(name))), ["no verdict"])
    if not lines[0].startswith("pass"):
        raise Fail("\n".join(lines))


def sound(suite, folder):
    try:
        built(suite, folder)
        return True
    except Fail:
        return False


# ---- between editions -------------------------------------------------------------------

def without_bar_code(words, twin, traced):
    """A page's words without the digits of a bar code, which the press alone shows: last."""
    digits = "".join(re.findall(r'^run .* "(\d)" .* ArtifactPress$', traced, re.M))
    rest = words[len(twin):].replace(" ", "")
    return twin if digits and words.startswith(twin) and sorted(rest) == sorted(digits) else words


def print_is_standard(suite, folder):
    """The press file has the pages of its access twin, word for word, in the order in which
    they are drawn; where the twin says how a drop cap is read, letter for letter."""
    b = built(suite, folder)
    twin = b.plan.print_twin()
    if not twin or not b.plan.press():
        raise Skip("no press edition shares its book with an access edition")
    for name in b.plan.press():
        pages = [must("pdftotext", "-raw", b.file(n), "-").split("\f") for n in (twin, name)]
        equal("pages", len(pages[0]), len(pages[1]))
        said = own_trace(suite, folder, twin).split("\npage ")
        for number, (one, other) in enumerate(zip(*pages)):
            one, other = (" ".join(t.split()) for t in (one, other))
            other = without_bar_code(other, one, said[number] if one else "")
            if one != other and ' actual=' in said[number]:
                one, other = (t.replace(" ", "") for t in (one, other))
            same(one, other, f"{twin}, page {number + 1}")


def one_book(suite, folder, name, other):
    """Two schemes of one book differ in colours alone: the same tags with the same words,
    alternatives, attributes and links, on the same pages."""
    a, b = edition(suite, folder, name), edition(suite, folder, other)
    equal("pages", a.labels, b.labels)
    for one, two in zip(tags(a), tags(b), strict=True):
        equal("tags", two, one)
    for number, (one, two) in enumerate(zip(a.pdf.pages, b.pdf.pages), 1):
        shapes = [[(op, values) for op, values, _, _ in operations(e.pdf.contents(page))
                   if op in ("Tm", "Td", "TJ", "Tj", "Tf", "cm")]
                  for e, page in ((a, one), (b, two))]
        if shapes[0] != shapes[1]:
            raise Fail(f"page {number} is not laid out alike")


def tags(e):
    """Each element, from the top down: what it is and says, and where its links lead."""
    return [(t.type, t.kind, t.page, t.text(), t.alt, t.actual, t.lang, t.expansion,
             sorted(map(str, t.attributes.items())),
             [str((e.pdf.get(kid["annotation"].get("/A")) or {}).get("/URI"))
              for kid in t.annotations()], len(t.kids))
            for t in e.tagged.root.walk()]


def plates(e):
    """(page, number) of the marked contents of figures, which may stand on a white plate."""
    shown = {id(kid) for figure in e.find("Figure") for kid in figure.kids}
    return {(page, mcid) for page, found in enumerate(e.tagged.contents)
            for mcid, content in found.items() if id(content) in shown}


def painted(e, page, marked):
    """The colours that a page sets, but for one white plate under each figure and the black on
    it: a QR code is dark on white in every scheme, and so is art with colours of its own."""
    found, mcid, figures = set(), None, set(marked)
    for operator, values, _, _ in operations(e.pdf.contents(e.pdf.pages[page])):
        if operator in ("BDC", "BMC"):
            properties = values[1] if len(values) > 1 else {}
            mcid = properties.get("/MCID") if isinstance(properties, dict) else None
        elif operator in ("rg", "RG", "g", "G"):
            color = tuple(round(v * 255) for v in (values if len(values) == 3 else values * 3))
            if color == (255,) * 3 and (page, mcid) in marked:
                marked.remove((page, mcid))
            elif color != (0,) * 3 or (page, mcid) not in figures - marked:  # no plate below
                found.add(color)
    return found


def palette(suite, folder, name):
    """A scheme of two colours paints with these two and no other (pictures aside)."""
    e = edition(suite, folder, name)
    facts = e.plan.palette(e.plan.editions[name]["palette"])
    if "ink" not in facts or "paper" not in facts:
        raise Skip("the palette has more than two colours")
    allowed = {tuple(int(facts[k].strip("'\"")[i:i + 2], 16) for i in (1, 3, 5))
               for k in ("ink", "paper")}
    found, marked, paper = set(), plates(e), facts["paper"].strip("'\"")
    paper = tuple(int(paper[i:i + 2], 16) for i in (1, 3, 5))
    for number, page in enumerate(e.pdf.pages, 1):
        first = next(((operator, values) for operator, values, _, _
                      in operations(e.pdf.contents(page)) if operator in ("rg", "g")), None)
        if not first or tuple(round(v * 255) for v in first[1]) != paper:
            raise Fail(f"page {number} does not begin with a ground of {paper}: {first}")
        found |= painted(e, number - 1, marked)
    if found - allowed:
        raise Fail(f"also painted: {sorted(found - allowed)[:6]}; allowed: {sorted(allowed)}")


def reported_contrast(suite, folder, name):
    """The contrasts in the build's report are those that the file has."""
    report = json.loads((built(suite, folder).work / "report.json").read_text())
    contrast.reported(edition(suite, folder, name),
                      next(f for f in report["files"] if f["edition"] == name))


def without_pictures(suite, folder, name):
    """Text only shows none, and nothing is tagged as one."""
    e = edition(suite, folder, name)
    equal("pictures", [], must("pdfimages", "-list", e.path).splitlines()[2:])
    equal("figures", [], [" ".join(f.alt.split()) for f in e.find("Figure")])


def print_marks(suite, folder, name):
    """Print's pages are marked, each once, in order, from the first to the last."""
    e = edition(suite, folder, name)
    numbers = [int(re.fullmatch(r"[Pp]rint page (\d+)", mark)[1]) for mark in e.print_marks()]
    last = len(e.twin.pdf.pages) if e.twin else 0
    if numbers != sorted(set(numbers)) or not numbers:
        raise Fail(f"marks of print's pages: {numbers}")
    if len(numbers) < last - 2:
        raise Fail(f"{len(numbers)} of print's {last} pages are marked: {numbers}")


def own_note(suite, folder, name):
    """The edition's own note says what the sheet says, with its values filled in."""
    e = edition(suite, folder, name)
    values = {"%" + fact: e.issue.facts.get(fact) for fact in ("magazine", "season", "website")}
    missing = [key for key, value in values.items() if not value]
    note = " ".join(" ".join(p for p in e.plan.note(name).split("\n\n")
                             if not any(key in p for key in missing)).split())
    pattern = re.escape(note)
    for key, value in values.items():
        pattern = pattern.replace(re.escape(key), re.escape(value or ""))
    pattern = re.sub(r"(\\)?%(typeface|size)", r"\\S.{1,30}?", pattern)
    found = " ".join(e.own_note.words())
    heading = " ".join(e.own_note.find("H1")[0].words())
    if not re.fullmatch(re.escape(heading) + " " + pattern, found):
        raise Fail(f"expected '{note}'\nfound '{found}'")


def rules(suite, folder, name):
    """What the edition's rules drop and add, word for word: tests/reading/*.rules."""
    e = edition(suite, folder, name)
    lines = [f"dropped: {quote}" for quote in e.reading.dropped]
    for kind in ("kicker", "label", "crosshead", "contents-entry", "paragraph"):
        found = [i.text for i in e.reading.items if i.generated and i.kind == kind]
        lines.append(f"added {kind}: {len(found)}")
        lines += [re.sub(r"\d+", "N", f"  {words}") for words in found if kind != "label"]
    printed = "\n".join(lines) + "\n"
    path = ROOT / "tests/reading" / f"{folder.name}-{name}.rules"
    if suite.update:
        path.write_text(printed)
    elif not path.exists():
        raise Fail(f"{path.name} is not there (tests/run -u writes it)\n{printed}")
    else:
        same(path.read_text(), printed, path.name)


# ---- mutants ----------------------------------------------------------------------------

def bred(suite, folder, name, mutant, **kept):
    target = suite.folder("mutants") / f"{name}-{mutant.__name__}.pdf"
    return mutants.breed(built(suite, folder).file(name), mutant, target, **kept)


def verdict(suite, folder, name, check):
    """The check of an edition's own file: made once, for the suite and before its mutants."""
    return suite.once(("verdict", folder, name, check), check, edition(suite, folder, name))


def passes(suite, folder, name, check, target):
    """Whether the check passes on another file in place of the edition's."""
    b = built(suite, folder)
    kind = b.access if name in b.plan.access() else b.press
    try:
        if check is access.sound:
            check(type("File", (), {"path": target}))
        else:
            check(kind(name, target))
    except Fail:
        return False
    return True


def mutant_is_caught(suite, folder, name, check, mutant):
    try:
        verdict(suite, folder, name, check)
    except Fail as fail:
        raise Skip(f"the check fails on the unbroken file as well: {str(fail)[:80]!r}")
    whole = {"kept": None} if check is access.sound else {}  # qpdf looks into pictures
    if passes(suite, folder, name, check, bred(suite, folder, name, mutant, **whole)):
        raise Fail(f"the check passes on a file that {mutant.__name__} broke")


def verapdf_catches(suite, folder, name, flavour, mutant):
    wanted = {one: str(bred(suite, folder, name, one)) for _, one in mutants.VERAPDF}
    verdicts = suite.once("verapdf mutants", judged, suite, list(wanted.values()))
    if not verdicts.get((flavour, wanted[mutant]), [""])[0].startswith("fail"):
        raise Fail(f"veraPDF passes a file that {mutant.__name__} broke")


def begin_long_readings(suite, folders):
    """veraPDF and poppler's reading by the tags take minutes: they run beside the rest."""
    suite.ahead("verapdf", judge_all, suite, folders)
    for folder in folders:
        suite.ahead(("poppler", folder), read_by_poppler, suite, folder)


def read_by_poppler(suite, folder):
    for name in one_of_each_book(built(suite, folder).plan):
        edition(suite, folder, name).poppler()


def one_of_each_book(plan):
    """The first access edition of each book."""
    first = {}
    for name in plan.access():
        first.setdefault(plan.editions[name]["book"], name)
    return list(first.values())


def check_mutants(suite, folder):
    b = built(suite, folder)
    twin = b.plan.print_twin()
    for check, mutant in mutants.ACCESS if twin else []:
        function = getattr(access, check, None) or positions_of(suite, folder, twin)
        suite.check(f"mutants/{twin} {check} sees {mutant.__name__}", mutant_is_caught,
                    suite, folder, twin, function, mutant)
    for name in b.plan.press():
        for check, mutant in mutants.PRESS:
            suite.check(f"mutants/{name} {check} sees {mutant.__name__}", mutant_is_caught,
                        suite, folder, name, getattr(press, check), mutant)
    for flavour, mutant in mutants.VERAPDF if twin else []:
        suite.check(f"mutants/verapdf {flavour} sees {mutant.__name__}", verapdf_catches,
                    suite, folder, twin, flavour, mutant)


# ---- all of it --------------------------------------------------------------------------

def check_edition(suite, folders, folder, name):
    b = built(suite, folder)
    where = f"pdf/{folder.name}-{name}"
    if name in b.plan.press():
        suite.check(f"{where} sound", verdict, suite, folder, name, access.sound)
        for check in press.CHECKS:
            suite.check(f"{where} {check.__name__}", verdict, suite, folder, name, check)
    else:
        first = name in one_of_each_book(b.plan)
        for check in access.CHECKS + access.ONE_A_BOOK if first else access.COLOURED:
            group = "reading" if "words" in check.__name__ else "pdf"
            suite.check(f"{group}/{folder.name}-{name} {check.__name__}", verdict, suite,
                        folder, name, check)
        if first:
            suite.check(f"reading/{folder.name}-{name} rules", rules, suite, folder, name)
        for flavour in ("ua1", "2a"):
            suite.check(f"{where} verapdf {flavour}", verapdf, suite, folders, folder, name,
                        flavour)
        if not first:
            return
    suite.check(f"{where} positions", verdict, suite, folder, name,
                positions_of(suite, folder, name))


def check_between(suite, folder):
    b = built(suite, folder)
    where = f"pdf/{folder.name}"
    suite.check(f"{where} print has standard's pages", print_is_standard, suite, folder)
    books = {b.plan.editions[n]["book"]: n for n in one_of_each_book(b.plan)}
    for name in b.plan.access():
        facts = b.plan.editions[name]
        first = books[facts["book"]]
        if first != name:
            suite.check(f"{where}-{name} is laid out as {first}", one_book, suite, folder,
                        name, first)
        if facts.get("palette"):
            suite.check(f"{where}-{name} palette", palette, suite, folder, name)
        if (b.work / "report.json").exists():  # of whole builds only
            suite.check(f"{where}-{name} contrasts as reported", reported_contrast, suite,
                        folder, name)
        if b.plan.text_only(name):
            suite.check(f"{where}-{name} without pictures", without_pictures, suite, folder,
                        name)
        if first == name and b.plan.marks_print(name):
            suite.check(f"reading/{folder.name}-{name} print marks", print_marks, suite,
                        folder, name)
        if b.plan.note(name):
            suite.check(f"reading/{folder.name}-{name} own note", own_note, suite, folder,
                        name)


def check(suite):
    folders = issues()
    begin_long_readings(suite, folders)
    for folder in folders:
        suite.check(f"pdf/{folder.name} is written", wrote, suite, folder)
        if not sound(suite, folder):
            suite.check(f"pdf/{folder.name} is built", built, suite, folder)
            continue
        for name in built(suite, folder).plan.editions:
            check_edition(suite, folders, folder, name)
        check_between(suite, folder)
    first = ROOT / "issues/2026-autumn"
    if first in folders and sound(suite, first):
        check_mutants(suite, first)
