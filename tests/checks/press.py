"""Press files held to PDF/X, clause by clause, by a reader that shares nothing with layout/.

pdf/x4.py has a check a clause, pdf/x4_mutants.py a broken file for each; the files are the
print editions of every issue and sample.
"""
import shutil

from checks.editions import home, issues
from checks.suite import ROOT, Fail, Skip, equal, must, run
from pdf import x4, x4_mutants
from pdf.edition import Plan
from pdf.reader import Pdf

GROUPS = ["press"]
PICTURE = ROOT / "issues/2026-autumn/pictures/harbour.jpg"
BROKEN = ROOT / "samples/drawings"  # has pictures, forms and soft masks on two pages


def made(suite, folder, edition):
    target = suite.folder(f"press/{folder.parent.name}/{folder.name}")
    must(suite.inpress, "build", folder.relative_to(ROOT), "-o", target, "-e", edition)
    return next(target.glob(f"*-{edition}.pdf"))


def read(suite, folder, edition):
    return x4.File(suite.once(("made", folder, edition), made, suite, folder, edition))


def keeps(suite, folder, edition, check):
    found = list(dict.fromkeys(check(suite.once(("x4", folder, edition), read, suite, folder,
                                                edition))))
    if found:
        raise Fail("\n".join(found))


def is_refused(suite, name, mutant):
    good = suite.once(("made", BROKEN, "print"), made, suite, BROKEN, "print")
    check = next(row for row in x4.CHECKS if row[1].__name__ == name)
    target = suite.folder("press/mutants") / f"{mutant.__name__}.pdf"
    x4_mutants.MUTANTS.breed(Pdf(good), mutant, target)
    if not x4.findings(target, [check]):
        raise Fail(f"{name} passes on a file that {mutant.__name__} broke")
    target.unlink()


def every_clause_is_broken():
    """A clause without a mutant is one of which nobody knows whether it is checked."""
    left = {check.__name__ for _, check in x4.CHECKS} - {name for name, _ in x4_mutants.MUTANTS.rows}
    if left:
        raise Fail(f"no mutant breaks {sorted(left)}")


# ---- files of other programs -----------------------------------------------------

# What x4.py says of a file that calls itself PDF/X-4, clause by clause, and why it is right.
# Scribus, its output meant for a printer: nothing, a picture and a plate seen through and all.
FOR_PRINTER = set()
# The same meant for a screen: it paints in DeviceRGB under a CMYK intent, and no DefaultRGB
# stands in between; the page's group mixes in RGB. Scribus calls it PDF/X-4 all the same.
FOR_SCREEN = {"ISO 15930-7, 6.4, colour", "ISO 15930-7, 6.20", "GWG 2015, colour"}


def by_scribus(suite, standard, output):
    if not shutil.which("scribus"):
        raise Skip("scribus is not here")
    target = suite.folder("press/scribus") / f"{standard}-{output}.pdf"
    must("scribus", "-g", "-ns", "-py", ROOT / "tests/pdf/scribus.py", target, standard, output,
         PICTURE, env={"QT_QPA_PLATFORM": "offscreen", "HOME": str(suite.folder("press/home"))})
    return target


def calibrated(suite, output, explained):
    found = x4.findings(suite.once(("scribus", 10, output), by_scribus, suite, 10, output))
    equal("clauses", sorted(explained), sorted({number for number, _, _ in found}))


def runs_alone(suite):
    """tests/pdf/x4.py on a file from elsewhere: a line a finding, exit status 1."""
    done = run("python3", ROOT / "tests/pdf/x4.py",
               suite.once(("scribus", 10, 0), by_scribus, suite, 10, 0))
    equal("exit status", 1, done.returncode)
    if "ISO 15930-7, 6.4, colour: page 1: DeviceRGB" not in done.stdout:
        raise Fail(done.stdout)


def check(suite):
    for folder in issues():
        for edition in Plan(home(folder)).press():
            for _, clause in x4.CHECKS:
                suite.check(f"press/{folder.name}-{edition} {clause.__name__}", keeps, suite,
                            folder, edition, clause)
    suite.check("press/every clause is broken", every_clause_is_broken)
    for name, mutant in x4_mutants.MUTANTS.rows:
        suite.check(f"press/{name} sees {mutant.__name__}", is_refused, suite, name, mutant)
    suite.check("press/x4 of scribus for a printer", calibrated, suite, 1, FOR_PRINTER)
    suite.check("press/x4 of scribus for a screen", calibrated, suite, 0, FOR_SCREEN)
    suite.check("press/x4 runs alone", runs_alone, suite)
