"""Press files held to PDF/X, clause by clause, by a reader that shares nothing with layout/.

pdf/x4.py and x1a.py have a check a clause, x4_mutants.py and x1a_mutants.py a broken file for
each. The files are the print editions of every issue and sample; PDF/X-1a and marks are made
by the tests' own printers.
"""
import re
import shutil

from checks.editions import home, issues
from checks.suite import ROOT, Fail, Skip, equal, must, run
from pdf import marks, x1a, x1a_mutants, x4, x4_mutants
from pdf.edition import Plan
from pdf.reader import Pdf

GROUPS = ["press"]
PICTURE = ROOT / "issues/2026-autumn/pictures/harbour.jpg"
ISSUE = ROOT / "issues/2026-autumn"
BROKEN = ROOT / "samples/drawings"  # has pictures, forms and soft masks on two pages


# The tests' own printers: the magazine's, but for these keys.
PRINTERS = {"old": {"standard": "pdf/x-1a"}, "marks": {"marks": "yes"},
            "old-marks": {"standard": "pdf/x-1a", "marks": "[registration, colour-bar]",
                          "mark-offset": "9mm"}}


def printers(suite):
    """A home with the tests' own printers beside the magazine's."""
    home = suite.folder("press/home")
    for name in ("styles", "fonts"):
        shutil.copytree(ROOT / name, home / name, dirs_exist_ok=True)
    lines = (home / "styles/printers/sheetfed-coated.yaml").read_text().split("\n")
    for name, keys in PRINTERS.items():
        kept = [line for line in lines if line.split(":")[0] not in keys]
        (home / f"styles/printers/{name}.yaml").write_text(
            "\n".join(kept + [f"{key}: {value}" for key, value in keys.items()]) + "\n")
    return home


def made(suite, folder, edition, printer=None):
    """The press file of an issue, for one of the tests' printers or its own."""
    target = suite.folder(f"press/{folder.parent.name}/{folder.name}/{printer or 'own'}")
    words = ["--printer", printer, "--home", suite.once("printers", printers, suite)] \
        if printer else []
    must(suite.inpress, "build", folder.relative_to(ROOT), "-o", target, "-e", edition, *words)
    return next(target.glob(f"*-{edition}.pdf"))


def file_of(suite, *key):
    return suite.once(("made", *key), made, suite, *key)


def read(suite, *key):
    return x4.File(file_of(suite, *key))


def keeps(suite, check, *key):
    found = list(dict.fromkeys(check(suite.once(("read", *key), read, suite, *key))))
    if found:
        raise Fail("\n".join(found))


def is_refused(suite, standard, mutants, row, *key):
    name, mutant = row
    check = next(row for row in standard.CHECKS if row[1].__name__ == name)
    target = suite.folder("press/mutants") / f"{mutant.__name__}.pdf"
    mutants.breed(Pdf(file_of(suite, *key)), mutant, target)
    if not standard.findings(target, [check]):
        raise Fail(f"{name} passes on a file that {mutant.__name__} broke")
    target.unlink()


def every_clause_is_broken(standard, rows):
    """A clause without a mutant is one of which nobody knows whether it is checked."""
    left = {check.__name__ for _, check in standard.CHECKS} - {name for name, _ in rows}
    if left:
        raise Fail(f"no mutant breaks {sorted(left)}")


def same_words(suite):
    """PDF/X-1a has the words of PDF/X-4; what is seen through is a picture, and nothing else."""
    pages = [must("pdftotext", "-raw", file_of(suite, BROKEN, "print", printer), "-")
             for printer in (None, "old")]
    equal("words", *pages)
    four, one = (Pdf(file_of(suite, BROKEN, "print", printer)) for printer in (None, "old"))
    wide = [d for d in one.pictures().values() if d["/Width"] > 300]
    equal("pictures in PDF/X-1a", len(four.pictures()) + 1, len(one.pictures()))
    equal("pixels of the drawing", True, any(abs(d["/Width"] / d["/Height"] - 2) < 0.02
                                             for d in wide))


def soft_masks_are_told(suite):
    done = run(suite.inpress, "check", BROKEN.relative_to(ROOT), "-e", "print", "--printer",
               "old", "--home", suite.once("printers", printers, suite))
    equal("drawings told", ["pictures/sunset.svg"],
          re.findall(r"picture '([^']+)' is seen through .*\[art-flattened\]", done.stdout))


def stand_outside(suite, printer):
    marks.check(read(suite, BROKEN, "print", printer).pdf, PRINTERS[printer])


# ---- files of other programs -----------------------------------------------------

# What x4.py says of a file that calls itself PDF/X-4, clause by clause, and why it is right.
# Scribus, its output meant for a printer: nothing, a picture and a plate seen through and all.
FOR_PRINTER = set()
# The same meant for a screen: it paints in DeviceRGB under a CMYK intent, and no DefaultRGB
# stands in between; the page's group mixes in RGB. Scribus calls it PDF/X-4 all the same.
FOR_SCREEN = {"ISO 15930-7, 6.4, colour", "ISO 15930-7, 6.20", "GWG 2015, colour"}
# Its PDF/X-1a is the edition of 2001, which is called otherwise in Info; all else is kept.
OF_2001 = {"ISO 15930-4, 6.7"}


# LuaLaTeX with pdfx: nothing. (Its header says PDF 1.4, which X-4 reads as no later than 1.6.)
# Its PDF/X-1a:2003 keeps that as well, as long as nothing is seen through; and writes
# GTS_PDFXVersion as we do.
FOR_TEX = {("x-4", ""): set(), ("x-1a3", r"\def\opaque{}"): set(),
           ("x-1a3", ""): {"ISO 15930-4, 6.16"}}


def by_lualatex(suite, standard, more):
    """Debian's texlive-luatex and texlive-latex-extra, 120 MB: not asked for by `make test`."""
    if not shutil.which("lualatex") or run("kpsewhich", "pdfx.sty").returncode:
        raise Skip("lualatex with pdfx (texlive-luatex, texlive-latex-extra) is not here")
    folder = suite.folder(f"press/{standard}-{len(more)}")
    must("lualatex", "-interaction=nonstopmode", "-jobname=page",
         rf"\def\standard{{{standard}}}{more}\input{{{ROOT}/tests/pdf/page.tex}}", cwd=folder,
         env={"HOME": str(folder)})
    return folder / "page.pdf"


def calibrated_by_tex(suite, standard, more, explained):
    module = x1a if "1a" in standard else x4
    found = module.findings(by_lualatex(suite, standard, more))
    equal("clauses", sorted(explained), sorted({number for number, _, _ in found}))


def by_scribus(suite, standard, output):
    if not shutil.which("scribus"):
        raise Skip("scribus is not here")
    target = suite.folder("press/scribus") / f"{standard}-{output}.pdf"
    must("scribus", "-g", "-ns", "-py", ROOT / "tests/pdf/scribus.py", target, standard, output,
         PICTURE, env={"QT_QPA_PLATFORM": "offscreen", "HOME": str(suite.folder("press/scribus"))})
    return target


def calibrated(suite, standard, output, explained):
    module = x1a if standard == 11 else x4
    found = module.findings(suite.once(("scribus", standard, output), by_scribus, suite,
                                       standard, output))
    equal("clauses", sorted(explained), sorted({number for number, _, _ in found}))


def preflighted(suite):
    """Scribus names resources once for all pages: `inpress preflight` sees them on each."""
    path = suite.once(("scribus", 10, 1), by_scribus, suite, 10, 1)
    printed = run(suite.inpress, "preflight", path).stdout
    if not re.search(r"^  fonts +DejaVuSans", printed, re.M) or \
            re.search(r"^  pictures +none", printed, re.M):
        raise Fail(printed)


def runs_alone(suite):
    """tests/pdf/x4.py on a file from elsewhere: a line a finding, exit status 1."""
    done = run("python3", ROOT / "tests/pdf/x4.py",
               suite.once(("scribus", 10, 0), by_scribus, suite, 10, 0))
    equal("exit status", 1, done.returncode)
    if "ISO 15930-7, 6.4, colour: page 1: DeviceRGB" not in done.stdout:
        raise Fail(done.stdout)


def check_standards(suite):
    for folder in issues():
        for edition in Plan(home(folder)).press():
            for _, clause in x4.CHECKS:
                suite.check(f"press/{folder.name}-{edition} {clause.__name__}", keeps, suite,
                            clause, folder, edition)
    for folder in (BROKEN, ISSUE):
        for number, clause in x1a.CHECKS:
            suite.check(f"press/{folder.name}-x1a {clause.__name__}", keeps, suite, clause,
                        folder, "print", "old")
    suite.check("press/x1a has the same words", same_words, suite)
    suite.check("press/x1a tells of what is seen through", soft_masks_are_told, suite)
    for printer in ("marks", "old-marks"):
        standard = x1a if "old" in printer else x4
        for _, clause in standard.CHECKS:
            suite.check(f"press/{printer} {clause.__name__}", keeps, suite, clause, BROKEN,
                        "print", printer)
        suite.check(f"press/{printer} stand outside", stand_outside, suite, printer)


def check_mutants(suite):
    suite.check("press/x4 every clause is broken", every_clause_is_broken, x4,
                x4_mutants.MUTANTS.rows)
    suite.check("press/x1a every clause is broken", every_clause_is_broken, x1a,
                x1a_mutants.MUTANTS.rows + x1a_mutants.shared())
    for row in x4_mutants.MUTANTS.rows:
        suite.check(f"press/x4 {row[0]} sees {row[1].__name__}", is_refused, suite, x4,
                    x4_mutants.MUTANTS, row, BROKEN, "print")
    for row in x1a_mutants.MUTANTS.rows:
        suite.check(f"press/x1a {row[0]} sees {row[1].__name__}", is_refused, suite, x1a,
                    x1a_mutants.MUTANTS, row, BROKEN, "print", "old")
    for name, mutant in marks.MUTANTS:
        suite.check(f"press/marks sees {mutant.__name__}", is_refused_as_marks, suite, mutant)


def is_refused_as_marks(suite, mutant):
    pdf = Pdf(file_of(suite, BROKEN, "print", "marks"))
    mutant(pdf)
    try:
        marks.check(pdf, PRINTERS["marks"])
    except Fail:
        return
    raise Fail(f"marks pass that {mutant.__name__} moved")


def check(suite):
    check_standards(suite)
    check_mutants(suite)
    suite.check("press/x4 of scribus for a printer", calibrated, suite, 10, 1, FOR_PRINTER)
    suite.check("press/x4 of scribus for a screen", calibrated, suite, 10, 0, FOR_SCREEN)
    suite.check("press/x1a of scribus", calibrated, suite, 11, 1, OF_2001)
    suite.check("press/x4 of scribus is preflighted", preflighted, suite)
    suite.check("press/x4 runs alone", runs_alone, suite)
    for (standard, more), explained in FOR_TEX.items():
        suite.check(f"press/{standard} of lualatex{', opaque' if more else ''}",
                    calibrated_by_tex, suite, standard, more, explained)
