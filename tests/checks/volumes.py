"""Volumes: an issue parted into files, each read back by poppler's and qpdf's tools alone."""
import hashlib
import json
import re
import shutil
import subprocess

from checks.suite import ROOT, Fail, Skip, equal, must, run
from checks.golden import sheets_of

GROUPS = ["volumes"]
CASE = ROOT / "tests/pages/volumes"
PRINT_PAGES = [(1, 3), (4, 5), (6, 7)]  # of each volume, on small pages
PIECES = ["A ramp", "A door", "A table"]  # one a volume, each refers to the next


def built(suite):
    folder = suite.folder("volumes")
    home = sheets_of(suite, "pages", CASE)
    done = run(suite.inpress, "build", CASE, "-e", "large", "--home", home, "-o", folder)
    if done.returncode:
        raise Fail(done.stdout)
    equal("the files", [f"inclusion-now-volumes-large-volume-{n}.pdf" for n in (1, 2, 3)],
          sorted(p.name for p in folder.glob("*.pdf")))
    return sorted(folder.glob("*.pdf"))


def words(path):
    return " ".join(must("pdftotext", "-raw", path, "-").split())


def facts(path):
    return dict(re.findall(r"^(\w[\w ]*?): +(.*)$", must("pdfinfo", path), re.M))


def objects(path):
    return json.loads(must("qpdf", "--json", path))


def titles(suite):
    for n, path in enumerate(suite.once("volumes", built, suite), 1):
        equal("the title", f"Inclusion Now, Autumn 2026, large print, volume {n} of 3",
              facts(path)["Title"])


def fronts(suite):
    """What each says of its pages is what it has."""
    for n, path in enumerate(suite.once("volumes", built, suite), 1):
        said = re.search(r"This is volume (\d) of (\d) of Inclusion Now, pages 1 to (\d+)\.",
                         words(path))
        equal("the front", (str(n), "3", facts(path)["Pages"]), said and said.groups())


def references(suite):
    """A page that a volume sends its readers to is there, in the volume that it names."""
    paths = suite.once("volumes", built, suite)
    for n, path in enumerate(paths):
        told = re.search(r"See volume (\d), page (\d+) \(print page \d+\)", words(path))
        if not told:
            raise Fail(f"volume {n + 1} refers to no other")
        page = must("pdftotext", "-f", told[2], "-l", told[2], paths[int(told[1]) - 1], "-")
        if PIECES[(n + 1) % 3] not in page:
            raise Fail(f"'{PIECES[(n + 1) % 3]}' is not where volume {n + 1} says: {told[0]}")


def contents(suite):
    """The whole issue in each; page labels from 1; the outline of its own pieces."""
    for n, path in enumerate(suite.once("volumes", built, suite)):
        text = words(path)
        for other, piece in enumerate(PIECES):
            entry = f"Volume {other + 1}, page 4 {piece}" if other != n else f"4 {piece}"
            if entry not in text:
                raise Fail(f"volume {n + 1} does not list '{entry}'")
        file = objects(path)
        equal("the page labels", [{"index": 0, "label": {"/S": "/D", "/St": 1}}],
              file["pagelabels"])
        named = [item["title"] for item in file["outlines"]]
        equal("the outline's pieces", [PIECES[n]], [t for t in named if t in PIECES])


def whole(suite):
    """Between them they have each piece's words once, and links lead nowhere but within."""
    paths = suite.once("volumes", built, suite)
    equal("the standfirsts", [1, 1, 1],
          [words(p).count("It is quite like the others.") for p in paths])
    for path in paths:
        if "GoToR" in must("qpdf", "--qdf", "--object-streams=disable", path, "-"):
            raise Fail(f"{path.name} links to another file")
        tags = must("pdfinfo", "-struct-text", path)
        linked = re.findall(r'^ *Link .*\n((?: +".*"\n)+)', tags, re.M)
        if not linked or any("olume" in words for words in linked):
            raise Fail(f"links of {path.name}: {linked}")


# ---- what is told of them ---------------------------------------------------------------

def offered(suite):
    """A build of all editions, with its report and the members' page; print's pages are small,
    so that its pieces take more than one."""
    home, folder = suite.folder("volumes-small"), suite.folder("volumes-all")
    shutil.copytree(sheets_of(suite, "pages", CASE), home, dirs_exist_ok=True)
    sheet = home / "styles/sheets/magazine.yaml"
    sheet.write_text(sheet.read_text().replace("page: A4", "page: {width: 400pt, height: 300pt}"))
    must(suite.inpress, "build", CASE, "--home", home, "-o", folder)
    return folder


def told(suite):
    """The volumes as report.json has them, held to the files."""
    folder = suite.once("volumes offered", offered, suite)
    file = next(f for f in json.loads((folder / "report.json").read_text())["files"]
                if f["edition"] == "large")
    equal("files and digests of the whole", (None, None), (file["file"], file.get("sha256")))
    for n, volume in enumerate(file["volumes"], 1):
        path = folder / volume["file"]
        equal(f"volume {n}", (path.stat().st_size, int(facts(path)["Pages"]),
                              hashlib.sha256(path.read_bytes()).hexdigest()),
              (volume["bytes"], volume["pages"], volume["sha256"]))
        equal("what it holds", (PIECES[n - 1], PIECES[n - 1]), (volume["first"], volume["last"]))
    equal("print's pages", PRINT_PAGES,
          [(v["print_first"], v["print_last"]) for v in file["volumes"]])
    equal("pages of all", sum(v["pages"] for v in file["volumes"]), file["pages"])
    return file["volumes"]


def links(html):
    """(address, words) of every link to a PDF file."""
    return [(a, " ".join(re.sub(r"<[^>]*>", " ", words).split()))
            for a, words in re.findall(r'<a href="([^"]*\.pdf)"[^>]*>(.*?)</a>', html, re.S)]


def linked(suite):
    """Report and members' page lead to each volume, say what it holds, and to nothing else."""
    folder = suite.once("volumes offered", offered, suite)
    volumes = told(suite)
    there = {p.name for p in folder.glob("*.pdf")}
    for name in ("index.html", "report.html"):
        html = (folder / name).read_text()
        found = links(html)
        astray = [a for a, _ in found if a not in there]
        if astray:
            raise Fail(f"{name} leads to {astray}")
        for n, volume in enumerate(volumes):
            pages = "print pages {} to {}".format(*PRINT_PAGES[n])
            said = [w for a, w in found if a == volume["file"]]
            if name == "report.html":
                said = re.findall(rf'<tr>(?:(?!</tr>).)*{volume["file"]}.*?</tr>', html)
            if not said or not all(pages in w for w in said if "olume" in w) or \
                    f"“{PIECES[n]}”" not in said[-1]:
                raise Fail(f"{name} does not say what volume {n + 1} holds: {said}")
        if name == "index.html":
            equal("links to a volume", 2, sum(a == volumes[0]["file"] for a, _ in found))


def replaced(suite):
    """One form of an edition: volumes where it is parted, the file where it is not."""
    home, folder = suite.folder("volumes-home"), suite.folder("volumes-again")
    shutil.copytree(sheets_of(suite, "pages", CASE), home, dirs_exist_ok=True)
    sheet = home / "styles/sheets/large.yaml"
    parted = sheet.read_text()
    whole, both = ["large.pdf"], ["large-volume-1.pdf", "large-volume-2.pdf"]
    for limit, names in ((6, both + ["large-volume-3.pdf"]), (0, whole), (9, both), (0, whole)):
        sheet.write_text(parted.replace("volume-pages: 6", f"volume-pages: {limit}"))
        must(suite.inpress, "build", CASE, "-e", "large", "--home", home, "-o", folder)
        equal(f"files at {limit} pages", [f"inclusion-now-volumes-{n}" for n in names],
              sorted(p.name for p in folder.iterdir()))


def conformance(suite):
    done = subprocess.run(["sh", str(ROOT / "tests/verapdf"), "ua1,2a",
                           str(suite.once("volumes", built, suite)[1])],
                          capture_output=True, text=True)
    if done.returncode == 77:
        raise Skip(done.stdout.strip())
    if done.returncode:
        raise Fail(done.stdout + done.stderr)


def check(suite):
    for name, function in (("titles", titles), ("fronts", fronts), ("references", references),
                           ("contents", contents), ("whole", whole), ("told", told),
                           ("linked", linked), ("replaced", replaced),
                           ("veraPDF", conformance)):
        suite.check(f"volumes/{name}", function, suite)
