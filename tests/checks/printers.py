"""Printers' presets: files named, parted and ordered as each asks, and honest about profiles."""
import shutil

from checks.suite import ROOT, Fail, equal, must, run
from pdf.reader import Pdf, text
from reading.source import read_yaml

GROUPS = ["printers"]
ISSUE = ROOT / "issues/2026-autumn"


def built(suite, printer, home=ROOT):
    """What was said, and the files by name."""
    folder = suite.folder(f"printers/{printer}")
    done = run(suite.inpress, "build", ISSUE, "-e", "print", "--printer", printer, "--home", home,
               "-o", folder)
    files = {path.name: path for path in folder.glob("*.pdf")}
    if done.returncode or not files:
        raise Fail(done.stdout)
    return done.stdout, files


def words(path):
    return must("pdftotext", path, "-").split("\f")[:-1]


def plain(suite):
    _, files = suite.once(("built for", "sheetfed-coated"), built, suite, "sheetfed-coated")
    equal("files", ["inclusion-now-2026-autumn-print.pdf"], list(files))
    return words(*files.values())


def cover_apart(suite):
    """digital: the cover's four pages are one file, all others the other, in their order."""
    whole = plain(suite)
    _, files = built(suite, "digital")
    stem = "inclusion-now-2026-autumn-"
    equal("files", [stem + "cover.pdf", stem + "interior.pdf"], sorted(files))
    equal("cover", whole[:2] + whole[-2:], words(files[stem + "cover.pdf"]))
    equal("interior", whole[2:-2], words(files[stem + "interior.pdf"]))
    titles = [text(Pdf(path).info["/Title"]) for _, path in sorted(files.items())]
    equal("titles", ["Inclusion Now, Autumn 2026, cover", "Inclusion Now, Autumn 2026, interior"],
          titles)


def cover_first(suite):
    """Pages in another order, in a file with another name."""
    whole = plain(suite)
    home = suite.folder("printers/home")
    for name in ("styles", "fonts"):
        shutil.copytree(ROOT / name, home / name, dirs_exist_ok=True)
    preset = (home / "styles/printers/sheetfed-coated.yaml").read_text()
    (home / "styles/printers/first.yaml").write_text(
        preset + "page-order: cover-first\nfile: '%printer_%issue.%part'\n")
    _, files = built(suite, "first", home)
    equal("files", ["first_2026-autumn.pages.pdf"], list(files))
    equal("pages", whole[:2] + whole[-2:] + whole[2:-2], words(*files.values()))


def standards(suite):
    """One layout in both standards, as two editions of one printer ask; --printer keeps what an
    edition says itself."""
    home = suite.folder("printers/standards")
    for name in ("styles", "fonts"):
        shutil.copytree(ROOT / name, home / name, dirs_exist_ok=True)
    (home / "styles/editions.yaml").write_text(
        "press:\n  print: {sheet: magazine, printer: sheetfed-coated}\n"
        "  old: {sheet: magazine, printer: sheetfed-coated, standard: pdf/x-1a}\n")
    for more in ((), ("--printer", "digital")):
        folder = suite.folder(f"printers/standards-{len(more)}")
        run(suite.inpress, "build", ROOT / "samples/first-issue", "--home", home, "-o", folder, *more)
        told = {path.name: must("pdfinfo", path) for path in folder.glob("*.pdf")}
        for name, said in told.items():
            if ("(PDF/X-1a)" if "old" in name else "PDF/X-4") not in said:
                raise Fail(f"{name}: {said}")
        if not more and len(told) != 2:
            raise Fail(str(list(told)))


def honest(suite, path):
    """The condition that a file names is that of the profile in it, or the finding's."""
    preset = read_yaml(path.read_text())
    said, files = built(suite, path.stem)
    profile = preset["profile"]
    there = (ROOT / profile).exists()
    if there == ("[stand-in-profile]" in said):
        raise Fail(said)
    if not there:
        preset = read_yaml((path.parent / f"{preset['stand-in']}.yaml").read_text())
    for file in files.values():
        pdf = Pdf(file)
        intent = pdf.get(pdf.get(pdf.root["/OutputIntents"])[0])
        equal("condition", preset["condition"], text(intent["/OutputConditionIdentifier"]))
        if pdf.stream(intent["/DestOutputProfile"]) != open(preset["profile"], "rb").read():
            raise Fail("the profile in it is another")


def check(suite):
    suite.check("printers/cover apart", cover_apart, suite)
    suite.check("printers/cover first", cover_first, suite)
    suite.check("printers/standards of editions", standards, suite)
    for path in sorted((ROOT / "styles/printers").glob("*.yaml")):
        suite.check(f"printers/{path.stem} says what it is", honest, suite, path)
