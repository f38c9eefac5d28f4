"""The program itself: its layers, its manual, its command line, its compilers' warnings."""
import re
import shutil

from checks.suite import ROOT, Fail, crashed, equal, must, run

GROUPS = ["layers", "manual", "command", "warnings"]

# Findings without a case, each with the reason. They are named aloud.
WITHOUT_CASE = {
    "no-embedding": "no Debian font of ours forbids embedding",
    "unsettled-pages": "no issue is known whose references swing for ever",
}
# Unit tests that make findings up, to test how findings are kept and printed.
MADE_UP = ("test_base.c", "test_build.c")


def slugs():
    table = (ROOT / "layout/base/diag.def").read_text()
    return re.findall(r'^DIAG\(.*"([\w-]+)"\)', table, re.M)


def in_manual(slug):
    manual = (ROOT / "layout/inpress.1").read_text().replace("\\-", "-")
    if not re.search(rf"(?<![\w-]){re.escape(slug)}(?![\w-])", manual):
        raise Fail(f"layout/inpress.1 does not explain '{slug}'")


def has_case(slug):
    for folder in ("errors", "designs", "faults"):
        for path in (ROOT / "tests" / folder).glob("*.diag"):
            if f"[{slug}]" in path.read_text():
                return
    tests = [p.read_text() for p in (ROOT / "tests/unit").glob("*.c") if p.name not in MADE_UP]
    constant = "DIAG_" + slug.upper().replace("-", "_")
    if any(re.search(rf"\b{constant}\b", t) for t in tests):
        return
    checks = [p for p in (ROOT / "tests/checks").glob("*.py") if p.name != "program.py"]
    if any(f"[{slug}]" in t or f'"{slug}"' in t for t in (p.read_text() for p in checks)):
        return
    raise Fail("no case in tests/errors, designs or faults, no unit test and no check "
               "brings it about")


def preset_keys():
    """The words that a printer's preset may say: first in a row of a table, or in a list."""
    source = (ROOT / "layout/style/preset.c").read_text()
    listed = re.search(r"others\[\] = \{(.*?)\};", source, re.S)[1]
    return re.findall(r'\{"([\w-]+)", AT\(', source) + re.findall(r'"([\w-]+)"', listed)


def preset_is_told():
    """style(5) explains every key of a printer's preset."""
    page = (ROOT / "layout/style.5").read_text()
    told = page[page.index(".Sh PRINTERS' PRESETS"):page.index(".Sh EXAMPLES")]
    known = {word for line in re.findall(r"^\.It Cm (.*)$", told, re.M)
             for word in line.split(" : ")[0].split(" , ")}
    keys = preset_keys()
    if len(keys) < 25:
        raise Fail(f"only {len(keys)} keys are found")
    equal("keys", sorted(keys), sorted(known))


def lint(page):
    if not page.exists():
        raise Fail("it is not there")
    done = run("mandoc", "-T", "lint", "-W", "warning", page)
    if done.returncode != 0:
        raise Fail(done.stdout)


def layers():
    must(ROOT / "tests/layers")


def layers_refuse(suite):
    """The guard itself: an include that no row allows is refused."""
    folder = suite.folder("layers/page")
    (folder / "page.h").write_text('#include "base/base.h"\n')
    (suite.folder("layers/base") / "base.h").write_text("#include <stdio.h>\n")
    (suite.folder("layers/pdf") / "pdf.h").write_text('#include "page/page.h"\n')
    must(ROOT / "tests/layers", folder.parent)
    for bad in ('#include "pdf/pdf.h"\n', "#include <hpdf.h>\n", "#include <curl/curl.h>\n",
                '#include "base/private.h"\n'):
        (folder / "page.c").write_text(bad)
        if run(ROOT / "tests/layers", folder.parent).returncode == 0:
            raise Fail(f"not refused: {bad}")


def properties_do_something():
    """A property that a sheet may set and nobody reads would be a promise not kept."""
    table = (ROOT / "layout/style/props.def").read_text()
    readers = "".join(p.read_text() for p in (ROOT / "layout").glob("*/*.c")
                      if p.parent.name != "style")
    # The three that are one face by the time that anybody looks.
    face = {"font_family", "font_weight", "font_style"}
    fields = set(re.findall(r'^PROP\("[^"]*", (\w+)', table, re.M)) - face
    unread = [f for f in sorted(fields) if not re.search(rf"(?:->|\.){f}\b", readers)]
    if unread or not fields:
        raise Fail(f"nothing reads {unread}")


def readme_piece(suite):
    """The piece that README shows is one that the program takes."""
    readme = (ROOT / "README.md").read_text()
    shown = re.search(r"^ {7}---\n(?: {7}.*\n|\n)+", readme, re.M)
    if not shown:
        raise Fail("README shows no piece")
    folder = suite.folder("readme") / "issue"
    shutil.copytree(ROOT / "samples/first-issue", folder)
    (folder / "our-voice.md").write_text(re.sub(r"^ {7}", "", shown[0], flags=re.M))
    shutil.copy(min((folder / "pictures").iterdir()), folder / "pictures/song.jpg")
    flatplan = folder / "issue.yaml"
    flatplan.write_text(flatplan.read_text().rstrip() + "\n  - our-voice\n")
    must(suite.inpress, "check", folder)


def installed(suite):
    """Installed, it works from any folder, and with it come the samples to copy."""
    prefix, here = suite.folder("installed/prefix"), suite.folder("installed/here")
    must("sh", "-c", 'umask 077; exec make -s install "PREFIX=$0"', prefix)
    shared = prefix / "share/inpress"
    closed = [p.name for p in shared.rglob("*") if not p.stat().st_mode & 0o004]
    if closed:
        raise Fail(f"only who installed it may read {closed}")
    must(prefix / "bin/inpress", "check", shared / "samples/first-issue", cwd=here)


def own_design(suite):
    """An issue's own styles/ and fonts/ are taken; its styles/ without fonts/ are set with the
    home's faces; --home wins over both."""
    folder = suite.folder("own-design") / "issue"
    shutil.copytree(ROOT / "samples/second-design", folder)

    def faces(*words):
        return set(re.findall(r" (Andika|EB ?Garamond)", must(
            suite.inpress, "dump", "pages", folder, *words)))
    equal("its own", {"EBGaramond"}, faces())
    equal("by --home", {"Andika"}, faces("--home", ROOT, "-e", "standard"))
    shutil.rmtree(folder / "fonts")
    equal("its styles alone", {"Andika"}, faces())


def usage(suite, words, status):
    done = run(suite.inpress, *words)
    if done.returncode != status:
        raise Fail(f"exit status {done.returncode}, expected {status}\n{done.stdout}")
    if not done.stdout.strip() or crashed(done):
        raise Fail(f"nothing said, or a crash:\n{done.stdout}")


def no_warnings(compiler):
    """Every C file, at the Makefile's warnings; parsing is enough to have them."""
    flags = must("make", "-s", "-f", "tests/Makefile", "print-flags").split()
    wrong = []
    for source in sorted((ROOT / "layout").rglob("*.c")):
        done = run(compiler, *flags, "-fsyntax-only", source.relative_to(ROOT))
        if done.stdout.strip() or done.returncode:
            wrong.append(done.stdout.strip())
    if wrong:
        raise Fail("\n".join(wrong))


def check(suite):
    suite.check("layers/includes", layers)
    suite.check("layers/refuses what no row allows", layers_refuse, suite)
    suite.check("layers/every property is read", properties_do_something)
    for compiler in ("gcc", "clang"):
        suite.check(f"warnings/{compiler}", no_warnings, compiler)
    for page in ("inpress.1", "issue.5", "style.5"):
        suite.check(f"manual/{page} is clean", lint, ROOT / "layout" / page)
    suite.check("manual/style.5 explains presets", preset_is_told)
    for slug in slugs():
        suite.check(f"manual/{slug} is explained", in_manual, slug)
        if slug in WITHOUT_CASE:
            if suite.wants(f"manual/{slug}"):
                print(f"note manual/{slug} has no case: {WITHOUT_CASE[slug]}")
            continue
        suite.check(f"manual/{slug} has a case", has_case, slug)
    suite.check("command/README's piece", readme_piece, suite)
    suite.check("command/make install", installed, suite)
    suite.check("command/an issue's own design", own_design, suite)
    for words, status in (((), 3), (("--help",), 0), (("--version",), 0), (("biuld",), 3),
                          (("build",), 3), (("build", "--no-such", "x"), 3),
                          (("build", "no/such/issue"), 2), (("dump", "nothing", "x"), 3),
                          (("build", "issues/2026-autumn", "-e"), 3),
                          (("proof", "samples/first-issue", "-p", "99"), 3)):
        suite.check(f"command/{' '.join(words) or 'no words'}", usage, suite, words, status)
