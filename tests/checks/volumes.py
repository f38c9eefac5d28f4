"""Volumes: an issue parted into files, each read back by poppler's and qpdf's tools alone."""
import json
import re
import subprocess

from checks.suite import ROOT, Fail, Skip, equal, must, run
from checks.golden import sheets_of

GROUPS = ["volumes"]
CASE = ROOT / "tests/pages/volumes"
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
                           ("contents", contents), ("whole", whole),
                           ("veraPDF", conformance)):
        suite.check(f"volumes/{name}", function, suite)
