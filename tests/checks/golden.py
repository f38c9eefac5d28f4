"""Golden cases: a case is an input and, beside it, what inpress must print.

tests/errors/NAME/ (an issue) + NAME.diag   inpress check    the findings, and the exit status
tests/issue/NAME/  + NAME.tree              inpress dump issue
tests/lines/NAME/  + NAME.lines             inpress dump lines
tests/pages/NAME/  + NAME.trace             inpress dump pages
tests/tags/NAME/   + NAME.tags              inpress dump tags
tests/templates/NAME/ + NAME.trace          inpress dump pages, with the magazine's own sheet
tests/faults/NAME/ + NAME.diag              inpress check: the faults that pages could not avoid
A case NAME.md in place of the folder is a piece of its own, put into a small issue here.
All but the last that lays out is set with tests/sheets/, not with styles/sheets/: a designer's change of
the magazine changes no case here. The editions are those of tests/editions.yaml. A folder's own home/ is laid over that (a sheet of its
own), and one that its group has.
A folder with styles/ in it is an issue that brings its own design, and is set with that.
NAME.args beside it: more words for the command line. NAME.status: the exit status, where it
is not 2 after an error and 0 otherwise.

tests/designs/NAME/ + NAME.diag             inpress check --home
The folder's styles/, fonts/ and issue/ are laid over a copy of ours and a small issue: what a
designer gets wrong, and what only shows on the page.
"""
import shlex
import shutil

from checks.suite import ROOT, Fail, crashed, run, same

# A case is shorter than a stapled magazine: what it shows is something else.
CHECK = ["check", "--allow", "page-count"]
KINDS = [("errors", "diag", CHECK)] + [
    (group, ending, ["dump", stage]) for group, ending, stage in (
        ("issue", "tree", "issue"), ("lines", "lines", "lines"),
        ("pages", "trace", "pages"), ("tags", "tags", "tags"), ("templates", "trace", "pages"))] + [
    ("faults", "diag", [*CHECK, "--allow", "unused-file", "-e", "standard"])]

GROUPS = [kind[0] for kind in KINDS] + ["designs"]

SMALL_ISSUE = """magazine: Inclusion Now
number: 75
season: Autumn 2026
date: 2026-09-01
language: en-GB
flatplan:
  - {piece}
"""


def issue_of(suite, group, case):
    """The folder of an issue: the case itself, or a small issue around a single piece."""
    if case.is_dir():
        return case.relative_to(ROOT)
    folder = suite.folder(f"{group}/{case.stem}")
    shutil.copy(case, folder)
    (folder / "issue.yaml").write_text(SMALL_ISSUE.format(piece=case.stem))
    pictures = ROOT / "tests" / group / "pictures"
    if pictures.is_dir():
        shutil.copytree(pictures, folder / "pictures", dirs_exist_ok=True)
    return folder


SMALL_PIECE = """---
kind: article
headline: A small piece
---

A paragraph of words, and then another sentence.
"""


def home_of(suite, case):
    """A home folder for one case, with a small issue in it."""
    home = suite.folder(f"designs/{case.stem}")
    for name in ("styles", "fonts"):
        shutil.copytree(ROOT / name, home / name, dirs_exist_ok=True)
    shutil.copy(ROOT / "tests/editions.yaml", home / "styles")
    (home / "issue").mkdir(exist_ok=True)
    (home / "issue/issue.yaml").write_text(SMALL_ISSUE.format(piece="piece"))
    (home / "issue/piece.md").write_text(SMALL_PIECE)
    shutil.copytree(case, home, dirs_exist_ok=True)
    return home


def design(suite, case):
    home = home_of(suite, case)
    extra = case.with_suffix(".args")
    words = shlex.split(extra.read_text()) if extra.exists() else []
    command = ["check"] if case.stem in ("page-count", "fillers-too-few") else CHECK
    done = run(suite.inpress, *command, "issue", "--home", ".", *words, cwd=home)
    compare(suite, case.with_suffix(".diag"), done, done.stdout)


def expected_status(text):
    return 2 if ": error: " in text else 0


def sheets_of(suite, group, case):
    """A home folder with the tests' own sheets, and the case's over them."""
    own = case / "home"
    shared = (ROOT / "tests" / group / "home").is_dir()
    home = suite.folder(f"home/{group}-{case.stem}" if own.is_dir() else
                        f"home/{group}" if shared else "home/tests")
    if not (home / "fonts").exists():
        shutil.copytree(ROOT / "styles", home / "styles", dirs_exist_ok=True)
        shutil.copytree(ROOT / "tests/sheets", home / "styles/sheets", dirs_exist_ok=True)
        shutil.copy(ROOT / "tests/editions.yaml", home / "styles")
        for over in (ROOT / "tests" / group / "home", own):
            if over.is_dir():
                shutil.copytree(over, home, dirs_exist_ok=True)
        shutil.copytree(ROOT / "fonts", home / "fonts", dirs_exist_ok=True)
    return home


def golden(suite, group, ending, command, case):
    issue = issue_of(suite, group, case)
    if group not in ("issue", "templates") and not (case / "styles").is_dir():
        command = [*command, "--home", sheets_of(suite, group, case)]
    expectation = ROOT / "tests" / group / f"{case.stem}.{ending}"
    extra = expectation.with_suffix(".args")
    words = shlex.split(extra.read_text()) if extra.exists() else []
    done = run(suite.inpress, *command, issue, *words, apart=True)
    compare(suite, expectation, done,
            done.stdout.replace(f"{suite.work}/{group}/{case.stem}/", ""))


def compare(suite, expectation, done, printed):
    if crashed(done):
        raise Fail(f"exit status {done.returncode}\n{printed}")
    if suite.update:
        expectation.write_text(printed)
        return
    if not expectation.exists():
        raise Fail(f"{expectation.name} is not there (tests/run -u writes it)\n{printed}")
    same(expectation.read_text(), printed, expectation.name)
    if expectation.suffix != ".diag":
        return
    own = expectation.with_suffix(".status")
    status = int(own.read_text()) if own.exists() else expected_status(printed)
    if done.returncode != status:
        raise Fail(f"exit status {done.returncode}, expected {status}")


def cases(group, ending):
    folder = ROOT / "tests" / group
    if not folder.is_dir():
        return
    found = {p.stem: p for p in sorted(folder.glob("*.md"))}
    for path in sorted(folder.iterdir()):
        if path.is_dir() and path.name not in ("pictures", "home"):
            found[path.name] = path
    for orphan in folder.glob("*." + ending):
        found.setdefault(orphan.stem, orphan.with_suffix(""))
    yield from sorted(found.items())


def check(suite):
    for group, ending, command in KINDS:
        for name, case in cases(group, ending):
            suite.check(f"{group}/{name}", golden, suite, group, ending, command, case)
    for name, case in cases("designs", "diag"):
        suite.check(f"designs/{name}", design, suite, case)
