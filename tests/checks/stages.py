"""Every stage of every issue runs to its end; and nothing that is done to an issue's files
makes the program crash. Most telling on the build with sanitizers."""
import html.parser
import random
import re
import shutil

from checks.suite import ROOT, Fail, crashed, must, run

GROUPS = ["stages", "mangled"]
STAGES = ["issue", "style", "lines", "galley", "pages", "frames", "tags"]
MANGLINGS = 8  # of each file
# What breaks readers: nothing, half a character, nesting, a stray fence, a huge number.
INSERTED = [b"\xff\xfe", b"\xe2\x80", b"\x00", b"> " * 400, b"[" * 3000, b"\n:::\n",
            b"\n::: sidebar\n", b"\n---\n", b"*" * 999, b"99999999999999999999", b"\r", b"\t: [",
            b"{page=}", b"[^x]: y\n", b"| a | b |\n|---|---|\n| >> | ^^ |\n", b"&#x110000;"]


def issues():
    return sorted(p.parent for parent in ("issues", "samples")
                  for p in (ROOT / parent).glob("*/issue.yaml"))


def dump(suite, folder, stage):
    printed = must(suite.inpress, "dump", stage, folder.relative_to(ROOT))
    if not printed.strip():
        raise Fail("nothing printed")


def check_command(suite, folder):
    must(suite.inpress, "check", folder.relative_to(ROOT))


def proof(suite, folder):
    target = suite.folder(f"proof/{folder.name}")
    must(suite.inpress, "proof", folder.relative_to(ROOT), "-p", "1-2", "--tags", "--frames",
         "--grid", "-o", target, timeout=600)
    found = list(target.glob("*.png"))
    if len(found) < 2 or any(p.read_bytes()[:4] != b"\x89PNG" for p in found):
        raise Fail(f"proofs: {sorted(p.name for p in found)}")


class Heard(html.parser.HTMLParser):
    """The words of an HTML proof, what it loads, and whether its elements nest."""

    def __init__(self, text):
        super().__init__()
        self.words, self.loads, self.open = [], [], []
        self.feed(text)
        if self.open:
            raise Fail(f"left open: {self.open}")

    def handle_starttag(self, tag, attrs):
        self.loads += [v for k, v in attrs if k == "src"]
        if tag not in ("img", "meta"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            raise Fail(f"</{tag}> closes another element")

    def handle_data(self, data):
        if self.open and self.open[-1] not in ("small", "style", "title", "h1"):
            self.words.append(data)


def squeezed(text):
    return "".join(text.split())


def spreads(suite):
    """One file that needs no other, with the words of dump tags in their order."""
    issue, target = "samples/first-issue", suite.folder("proof/spreads")
    must(suite.inpress, "proof", issue, "-e", "standard", "--spreads", "--ppi", "20", "-o", target)
    page, = target.glob("*-proof.html")
    heard = Heard(page.read_text())
    drawn = sorted(target.glob("standard-page*.png"))
    if len(heard.loads) != len(drawn) or not drawn:
        raise Fail(f"{len(heard.loads)} pictures for {len(drawn)} spreads")
    if any(not source.startswith("data:image/png;base64,") for source in heard.loads):
        raise Fail("it needs another file")
    if not (target / "standard-spreads.png").read_bytes().startswith(b"\x89PNG"):
        raise Fail("no sheet of all spreads")
    told, at = squeezed("".join(heard.words)), 0
    printed = must(suite.inpress, "dump", "tags", issue, "-e", "standard")
    for words in re.findall(r'^ *(?:H\d|Paragraph|ListBody) "([^"{]*)"', printed, re.M):
        found = told.find(squeezed(words), at)
        if found < 0:
            raise Fail(f"not heard in its place: {words}")
        at = found + len(squeezed(words))


def build(suite, folder):
    target = suite.folder(f"stages/{folder.parent.name}/{folder.name}")
    must(suite.inpress, "build", folder.relative_to(ROOT), "-o", target, timeout=600)


def mangled(data, chance):
    """The bytes with one piece cut out, doubled, or something put in."""
    at, length = chance.randrange(len(data) + 1), chance.randrange(1, 200)
    kind = chance.randrange(4)
    if kind == 0:
        return data[:at] + data[at + length:]
    if kind == 1:
        return data[:at] + data[at:at + length] * 2 + data[at + length:]
    if kind == 2:
        return data[:at]
    return data[:at] + chance.choice(INSERTED) + data[at:]


def survives(suite, folder, path):
    """The file mangled in several ways, the same ones on every run."""
    copy = suite.work / "mangled" / folder.name
    if not copy.exists():
        shutil.copytree(folder, copy)
    target, data = copy / path.relative_to(folder), path.read_bytes()
    chance = random.Random(path.name)
    for turn in range(MANGLINGS):
        target.write_bytes(mangled(data, chance))
        done = run(suite.inpress, "check", copy, timeout=60)
        if crashed(done) or done.returncode not in (0, 2):
            kept = suite.build / f"mangled-{folder.name}-{path.name}"
            shutil.copy(target, kept)
            raise Fail(f"exit status {done.returncode} (the file: {kept})\n{done.stdout}")
    target.write_bytes(data)


def check(suite):
    suite.check("stages/spreads", spreads, suite)
    for folder in issues():
        name = folder.name
        suite.check(f"stages/{name} check", check_command, suite, folder)
        for stage in STAGES:
            suite.check(f"stages/{name} dump {stage}", dump, suite, folder, stage)
        suite.check(f"stages/{name} build", build, suite, folder)
        suite.check(f"stages/{name} proof", proof, suite, folder)
        if folder.parent.name == "samples":
            for path in sorted(p for p in folder.rglob("*") if p.is_file()):
                suite.check(f"mangled/{name}/{path.relative_to(folder)}", survives, suite,
                            folder, path)
