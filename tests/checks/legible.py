"""Print that most people can read: access.md's table on the finished files (pdf/legible.py).

One file a book of both issues; then a small issue whose sheet breaks one rule at a time, so that
no check can pass by looking at nothing: the checks that find it are those named, and no others.
"""
import shutil

from checks import editions
from checks.suite import ROOT, Fail, must
from pdf import legible
from pdf.edition import Edition, Plan
from reading.source import Issue

GROUPS = ["legible"]

ISSUES = ("2026-autumn", "2026-summer")
SMALL = ROOT / "tests/legible/issue"
EDITIONS = """press:
  print: {{sheet: {standard}, printer: sheetfed-coated}}
access:
  print-pages: yes
  sizes:
    standard: {{title: standard print, sheet: {standard}}}
    {size}: {{title: large print, sheet: {sheet}}}
"""
LOW_FACE = """families:
  low:
    package: fonts-linuxlibertine
    licence: OFL-1.1
    embedding: allowed
    faces:
      - {file: /usr/share/fonts/opentype/linux-libertine/LinLibertine_R.otf, weight: 400}
      - {file: /usr/share/fonts/opentype/linux-libertine/LinLibertine_RI.otf, weight: 400, italic: yes}
      - {file: /usr/share/fonts/opentype/linux-libertine/LinLibertine_RB.otf, weight: 700}
"""
SMALLER = "least-size: 8pt\nleast-x-height: 1mm\n"
SHORT = {"sizes", "x_heights"}  # small type is always both
# name: (size, what its sheet says otherwise, the checks that must fail)
BROKEN = {
    "nothing": ("large", "", set()),
    "nothing in largest": ("largest", "", set()),
    "caption of 12 pt": ("large", SMALLER + "styles: {caption: {font-size: 12pt}}", SHORT),
    "folio of 12 pt": ("large", SMALLER + "styles: {folio: {font-size: 12pt}}",
                       SHORT | {"folios"}),
    "contents of 14 pt": ("large", SMALLER + "styles: {contents-entry: {font-size: 14pt}}",
                          SHORT | {"contents"}),
    "face with a low x": ("large", SMALLER + "styles: {strong: {font-family: low}}",
                          {"x_heights"}),
    "italics": ("large", SMALLER + "styles: {emph: {font-family: low, font-style: italic}}",
                {"no_italics", "x_heights"}),
    "underlined words": ("large", "styles: {strong: {text-decoration: underline}}",
                         {"underlines"}),
    "links without a line": ("large", "styles: {link: {text-decoration: none}}",
                             {"underlines"}),
    "small capitals": ("large", SMALLER + "styles: {strong: {font-family: low, "
                       "font-variant-caps: small-caps}}", {"no_capitals", "x_heights"}),
    "tight lines": ("large", "styles: {paragraph: {line-height: 24pt}}", {"leading"}),
    "tight head": ("large", "styles: {headline: {line-height: 42pt, margin-right: 200pt}}",
                   {"leading"}),
    "long lines": ("large", "page: A3", {"line_lengths"}),
    "long lines in largest": ("largest", "page: A3", {"line_lengths"}),
    "justified": ("large", "styles: {paragraph: {text-align: justify}}", {"alignment"}),
    "centred": ("large", "styles: {paragraph: {text-align: center}}", {"alignment"}),
    "hyphens": ("large", "styles: {paragraph: {hyphens: auto, margin-right: 200pt}}",
                {"line_ends"}),
    "narrow": ("large", "styles: {'feature > paragraph': {margin-right: 370pt}}",
               {"line_ends", "held_together"}),
    "two columns": ("large", "templates: {feature: {column-count: 2}}\n"
                    "styles: {figure: {max-height: 60pt}}", {"columns"}),
    "no gaps": ("large", "styles: {paragraph: {margin-bottom: 0}}", {"paragraph_gaps"}),
    "narrow margin": ("large", "templates: {default: {margin-outer: 12mm}}", {"margins"}),
    "narrow spine": ("large", "templates: {default: {margin-inner: 21mm}}", {"margins"}),
    "notes at the foot": ("large", "styles: {piece: {notes: foot}, footnote: {notes: foot}}",
                          {"notes"}),
    "note that names no other edition": (
        "large", 'note: "This is set in Andika at 18 point."', {"access_statement"}),
    "false note": ("large", "note: This is set in Arial at 12 point.",
                   {"own_note", "access_statement"}),
    "no marks": ("large", "styles: {print-mark: {display: none}}", {"print_marks"}),
    "box without a rule": ("large", "styles: {sidebar: {border-top-width: 0}}", {"boxes"}),
    "access of 12 pt": ("standard", "styles: {sidebar.access: {font-size: 12pt, "
                        "line-height: 16pt, padding-right: 180pt}}", {"access_statement"}),
    "gutter of 1 mm": ("standard", "templates: {plain: {column-gap: 1mm}}", {"gutters"}),
    "one column of 12 pt": ("standard", "templates: {plain: {column-count: 1}}",
                            {"line_lengths"}),
}


def of_issue(suite, folder, name, check):
    check(editions.edition(suite, folder, name))


def broken_home(suite, size, says):
    """A home folder whose sheet of one size says something otherwise."""
    home = suite.folder(f"legible/{size}-{len(list(suite.folder('legible').iterdir()))}")
    for name in ("styles", "fonts"):
        shutil.copytree(ROOT / name, home / name, dirs_exist_ok=True)
    like = "magazine" if size == "standard" else size
    (home / "styles/sheets/broken.yaml").write_text(f"like: {like}\n{says}\n")
    (home / "styles/editions.yaml").write_text(EDITIONS.format(
        standard="broken" if size == "standard" else "magazine",
        size="large" if size == "standard" else size,
        sheet="large" if size == "standard" else "broken"))
    families = (home / "fonts/fonts.yaml").read_text()
    (home / "fonts/fonts.yaml").write_text(families.replace("families:\n", LOW_FACE, 1))
    return home


def found_in(suite, size, says):
    """The names of the checks that fail on the small issue, with what they say."""
    home = broken_home(suite, size, says)
    names = ["standard"] + [size] * (size != "standard")
    must(suite.inpress, "build", SMALL, "--home", home, "-o", home,
         *[word for name in names for word in ("-e", name)])
    plan, issue, twin = Plan(home), Issue(SMALL), None
    for name in names:
        path, = home.glob(f"*-{name}.pdf")
        e = Edition(plan, issue, name, path, twin)
        twin = e
    found = {}
    for check in legible.CHECKS:
        try:
            check(e)
        except Fail as fail:
            found[check.__name__] = str(fail)
    return found


def broken(suite, size, says, expected):
    found = found_in(suite, size, says)
    if set(found) != expected:
        raise Fail(f"expected {sorted(expected)}, found:\n" +
                   "\n".join(f"{name}: {words}" for name, words in found.items()))


def check(suite):
    for issue in ISSUES:
        folder = ROOT / "issues" / issue
        for name in editions.one_of_each_book(Plan(ROOT)):
            for rule in legible.CHECKS:
                suite.check(f"legible/{issue}-{name} {rule.__name__}", of_issue, suite, folder,
                            name, rule)
    for name, (size, says, expected) in BROKEN.items():
        suite.check(f"legible/broken {name}", broken, suite, size, says, expected)
