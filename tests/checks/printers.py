"""Printers' presets: files named, parted and ordered as each asks, and honest about profiles."""
import os
import shutil
from pathlib import Path

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
    for more in ((), ("--printer", "uncoated")):
        folder = suite.folder(f"printers/standards-{len(more)}")
        run(suite.inpress, "build", ROOT / "samples/first-issue", "--home", home, "-o", folder, *more)
        told = {path.name: must("pdfinfo", path) for path in folder.glob("*.pdf")}
        for name, said in told.items():
            if ("(PDF/X-1a)" if "old" in name else "PDF/X-4") not in said:
                raise Fail(f"{name}: {said}")
        if not more and len(told) != 2:
            raise Fail(str(list(told)))


DATA = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "inpress/profiles"


def file_of(profile, data=DATA):
    return ROOT / profile if "/" in profile else data / profile


def stood_in(preset, folder, data=DATA):
    """The first condition whose profile is there: the preset's own, or one that stands in."""
    others = preset.get("stand-in", [])
    for other in [preset, *(others if isinstance(others, list) else [others])]:
        if isinstance(other, str):
            other = read_yaml((folder / f"{other}.yaml").read_text())
        if file_of(other["profile"], data).exists():
            return other


def says(preset, expected, said, files, data=DATA):
    if (preset is expected) == ("[stand-in-profile]" in said):
        raise Fail(said)
    if preset is not expected and f"made for '{expected['condition']}'" not in said:
        raise Fail(said)
    for file in files.values():
        pdf = Pdf(file)
        intent = pdf.get(pdf.get(pdf.root["/OutputIntents"])[0])
        equal("condition", expected["condition"], text(intent["/OutputConditionIdentifier"]))
        if pdf.stream(intent["/DestOutputProfile"]) != file_of(expected["profile"],
                                                               data).read_bytes():
            raise Fail("the profile in it is another")


def honest(suite, path):
    """The condition that a file names is that of the profile in it, or the finding's."""
    preset = read_yaml(path.read_text())
    said, files = built(suite, path.stem)
    says(preset, stood_in(preset, path.parent), said, files)


def own_profile(suite, name):
    """A profile in the user's own folder is taken before a preset that stands in."""
    path = ROOT / f"styles/printers/{name}.yaml"
    preset = read_yaml(path.read_text())
    data = suite.folder("printers/data")
    made = data / "inpress/profiles" / preset["stand-in"][0]["profile"]
    made.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy("/usr/share/scribus/profiles/ISOcoated_v2_300_bas.icc", made)
    folder = suite.folder(f"printers/own-{name}")
    done = run(suite.inpress, "build", ROOT / "samples/first-issue", "-e", "print", "--printer",
               name, "--home", ROOT, "-o", folder, env={"XDG_DATA_HOME": str(data)})
    expected = stood_in(preset, path.parent, made.parent)
    says(preset, expected, done.stdout, {p.name: p for p in folder.glob("*.pdf")}, made.parent)
    equal("condition", preset["stand-in"][0] if not file_of(preset["profile"]).exists() else preset,
          expected)


def check(suite):
    suite.check("printers/cover apart", cover_apart, suite)
    suite.check("printers/cover first", cover_first, suite)
    for name in ("uncoated", "newspaper"):
        suite.check(f"printers/own profile of {name}", own_profile, suite, name)
    suite.check("printers/standards of editions", standards, suite)
    for path in sorted((ROOT / "styles/printers").glob("*.yaml")):
        suite.check(f"printers/{path.stem} says what it is", honest, suite, path)
