"""Press files held to PDF/X, clause by clause, by a reader that shares nothing with layout/.

pdf/x4.py and x1a.py have a check a clause, press_mutants.py a broken file for each. The files are the print editions of every issue and sample; PDF/X-1a and marks are made
by the tests' own printers.
"""
import re
import shutil

from checks.editions import home, issues
from checks.suite import ROOT, Fail, Skip, equal, must, run
from pdf import marks, press_mutants, x1a, x4
from pdf.edition import Plan
from pdf.reader import Pdf, text

GROUPS = ["press"]
PICTURE = ROOT / "issues/2026-autumn/pictures/harbour.jpg"
ISSUE, SUMMER = ROOT / "issues/2026-autumn", ROOT / "issues/2026-summer"
BROKEN = ROOT / "samples/drawings"  # has pictures, forms and soft masks on two pages


# The tests' own printers: the magazine's, but for these keys.
PRINTERS = {"old": {"standard": "pdf/x-1a"}, "marks": {"marks": "yes"},
            "old-marks": {"standard": "pdf/x-1a", "marks": "[registration, colour-bar]",
                          "mark-offset": "9mm"},
            "cover-first": {"page-order": "cover-first"},
            "apart": {"page-order": "cover-first", "cover": "apart"}}


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


def is_heard(suite, module, row, *key):
    name, mutant, says = row
    check = next(row for row in module.CHECKS if row[1].__name__ == name)
    target = suite.folder("press/mutants") / f"{mutant.__name__}.pdf"
    press_mutants.MUTANTS.breed(Pdf(file_of(suite, *key)), mutant, target)
    found = module.findings(target, [check])
    if says and not found:
        raise Fail(f"{name} passes on a file that {mutant.__name__} broke")
    if not says and found:
        raise Fail(f"{name} on {mutant.__name__}, which is as it ought to be: {found}")
    target.unlink()


def every_clause_is_broken(module, rows):
    """A clause without a mutant is one of which nobody knows whether it is checked."""
    left = {check.__name__ for _, check in module.CHECKS} - {row[0] for row in rows if row[2]}
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


# ghostscript's pdfwrite with -dPDFX makes PDF/X-3 of 2002, which is called so in Info and in no
# metadata: that is all that PDF/X-1a lacks in it. PDF/X-4 asks for metadata.
FOR_GHOSTSCRIPT = {
    ("x1a", "PDF/X-3:2002"): {"ISO 15930-4, 6.7"},
    ("x1a", "PDF/X-1a:2003"): set(),
    ("x4", "PDF/X-3:2002"): {"ISO 15930-7, 6.9", "ISO 15930-7, 6.10, metadata",
                             "ISO 15930-7, 6.11"},
}
GHOSTSCRIPT = """[ /GTS_PDFXVersion (%s) /Title (A page by ghostscript) /Trapped /False /DOCINFO pdfmark
[ /_objdef {icc} /type /stream /OBJ pdfmark
[ {icc} << /N 4 >> /PUT pdfmark
[ {icc} (%s) (r) file /PUT pdfmark
[ /_objdef {intent} /type /dict /OBJ pdfmark
[ {intent} << /Type /OutputIntent /S /GTS_PDFX /OutputConditionIdentifier (FOGRA39)
  /RegistryName (http://www.color.org) /Info (FOGRA39) /DestOutputProfile {icc} >> /PUT pdfmark
[ {Catalog} << /OutputIntents [ {intent} ] >> /PUT pdfmark
<< /PageSize [300 200] >> setpagedevice 1 0.25 0.55 0.3 setcmykcolor 0 0 300 100 rectfill
0 setgray /Helvetica findfont 24 scalefont setfont 20 40 moveto (Come) show showpage
"""
ICC = "/usr/share/scribus/profiles/ISOcoated_v2_300_bas.icc"


def by_ghostscript(suite, called):
    folder = suite.folder(f"press/gs-{called[4:6]}")
    (folder / "page.ps").write_text(GHOSTSCRIPT % (called, ICC))
    must("gs", "-q", "-dPDFX", "-dBATCH", "-dNOPAUSE", f"--permit-file-read={ICC}",
         "-sDEVICE=pdfwrite", "-sColorConversionStrategy=CMYK", "-sProcessColorModel=DeviceCMYK",
         "-o", folder / "page.pdf", folder / "page.ps")
    return folder / "page.pdf"


def calibrated_by_ghostscript(suite, name, called, explained):
    found = {"x4": x4, "x1a": x1a}[name].findings(by_ghostscript(suite, called))
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


def own_information(suite, printer):
    """Info and the metadata of a file of ours tell all that printers look for, and alike."""
    file = read(suite, BROKEN, "print", printer)
    told = {key[1:]: text(value) for key, value in file.pdf.info.items()}
    wanted = {"Title", "Creator", "Producer", "CreationDate", "ModDate", "Trapped",
              "GTS_PDFXVersion"} | ({"GTS_PDFXConformance"} if printer else set())
    if wanted - told.keys() or not all(told[key] for key in wanted):
        raise Fail(f"Info lacks {sorted(key for key in wanted if not told.get(key))}")
    for key, name in (("Producer", "pdf:Producer"), ("Creator", "xmp:CreatorTool")):
        equal(key, told[key], file.said(name))


def keeps_for(suite, printer):
    """The files of each of the magazine's own presets, the cover apart where it is so."""
    target = suite.folder(f"press/for-{printer}")
    must(suite.inpress, "build", SUMMER.relative_to(ROOT), "-o", target, "-e", "print",
         "--printer", printer)
    files = sorted(target.glob("*.pdf"))
    equal("files", 2 if printer == "digital" else 1, len(files))
    for file in files:
        found = x4.findings(file)
        if found:
            raise Fail(f"{file.name}: {found}")


def imposed(suite, binding):
    """PDF/X-1a on sheets is PDF/X-1a. (Of PDF/X-4: checks/impose.py.)"""
    sheets = suite.folder(f"press/{binding}") / "sheets.pdf"
    must(suite.inpress, "impose", file_of(suite, SUMMER, "print", "old"), "-o", sheets,
         "--binding", binding)
    for file in sheets.parent.glob("*.pdf"):
        found = x1a.findings(file)
        if found:
            raise Fail(f"{file.name}: {found}")


def check_standards(suite):
    for folder in issues():
        for edition in Plan(home(folder)).press():
            for _, clause in x4.CHECKS:
                suite.check(f"press/{folder.name}-{edition} {clause.__name__}", keeps, suite,
                            clause, folder, edition)
    for path in sorted((ROOT / "styles/printers").glob("*.yaml")):
        suite.check(f"press/for {path.stem}", keeps_for, suite, path.stem)
    for printer in (None, "old"):
        suite.check(f"press/information{' of x1a' if printer else ''}", own_information, suite,
                    printer)
    for binding in ("saddle", "perfect", "reader"):
        suite.check(f"press/x1a on sheets, {binding}", imposed, suite, binding)
    for folder in (BROKEN, ISSUE, SUMMER):
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


def document(suite):
    """docs/pdfx.md has a row for each check with its clause, and all that is explained above."""
    words = (ROOT / "docs/pdfx.md").read_text()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in words.split("\n")
            if line.startswith("|")]
    for column, module in enumerate((x4, x1a)):
        for clause, check in module.CHECKS:
            number = re.sub("^ISO 15930-[47], |,.*", "", clause)
            if not any(len(row) == 5 and row[column if clause.startswith("ISO") else 0] == number
                       and f"`{check.__name__}`" in row[4] for row in rows):
                raise Fail(f"no row says that {check.__name__} is of {clause}")
    told = [row[1] for row in rows if len(row) == 3]
    for explained in (FOR_PRINTER, FOR_SCREEN, OF_2001, *FOR_TEX.values(),
                      *FOR_GHOSTSCRIPT.values()):
        if not any(set(cell.split("; ")) - {"nothing"} == explained for cell in told):
            raise Fail(f"no row tells of {sorted(explained)}")


def check_mutants(suite):
    suite.check("press/document", document, suite)
    for module, name, *printer in ((x4, "x4"), (x1a, "x1a", "old")):
        rows = press_mutants.rows(name)
        suite.check(f"press/{name} every clause is broken", every_clause_is_broken, module, rows)
        for row in rows:
            suite.check(f"press/{name} {row[0]} {'sees' if row[2] else 'passes'} "
                        f"{row[1].__name__}", is_heard, suite, module, row, BROKEN, "print",
                        *printer)
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
    for (name, called), explained in FOR_GHOSTSCRIPT.items():
        suite.check(f"press/{name} of ghostscript, {called[4:]}", calibrated_by_ghostscript, suite,
                    name, called, explained)
    for (standard, more), explained in FOR_TEX.items():
        suite.check(f"press/{standard} of lualatex{', opaque' if more else ''}",
                    calibrated_by_tex, suite, standard, more, explained)
