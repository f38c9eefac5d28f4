"""Press files held to PDF/X, clause by clause, by a reader that shares nothing with layout/.

pdf/x4.py has a check a clause, pdf/x4_mutants.py a broken file for each; the files are the
print editions of every issue and sample.
"""
from checks.editions import home, issues
from checks.suite import ROOT, Fail, must
from pdf import x4, x4_mutants
from pdf.edition import Plan
from pdf.reader import Pdf

GROUPS = ["press"]
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


def check(suite):
    for folder in issues():
        for edition in Plan(home(folder)).press():
            for _, clause in x4.CHECKS:
                suite.check(f"press/{folder.name}-{edition} {clause.__name__}", keeps, suite,
                            folder, edition, clause)
    suite.check("press/every clause is broken", every_clause_is_broken)
    for name, mutant in x4_mutants.MUTANTS.rows:
        suite.check(f"press/{name} sees {mutant.__name__}", is_refused, suite, name, mutant)
