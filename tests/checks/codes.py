"""QR codes, read from the page as a telephone reads them: in print, and dark on their own white
plate where the whole page is white on black. In print they are black ink alone."""
import re
import shutil
import subprocess

from checks.golden import sheets_of
from checks.suite import ROOT, Fail, must

GROUPS = ["codes"]
CASE = ROOT / "tests/pages/codes"
DARK = "  colours: [default, white-on-black]\n"
PPI = 100


def addresses():
    return sorted(re.findall(r"qr:([^\s\")]+)", (CASE / "piece.md").read_text()))


def page_of(suite, edition):
    home, folder = sheets_of(suite, "pages", CASE), suite.folder(f"codes/{edition}")
    editions = home / "styles/editions.yaml"
    if DARK not in editions.read_text():
        editions.write_text(editions.read_text().rstrip("\n") + "\n" + DARK)
    must(suite.inpress, "build", CASE, "--home", home, "-e", edition, "-o", folder)
    found, = folder.glob("*.pdf")
    return found


def is_read(suite, edition):
    pdf = page_of(suite, edition)
    must("pdftoppm", "-r", PPI, "-png", pdf, pdf.with_suffix(""))
    image, = pdf.parent.glob("*.png")
    done = subprocess.run(["zbarimg", "-q", "--raw", image], capture_output=True, text=True)
    found = sorted(done.stdout.split())
    if found != addresses():
        raise Fail(f"read {found}, expected {addresses()}")


def is_black_alone(suite):
    """Of the drawing operators of codes, each sets black or no ink."""
    pdf = page_of(suite, "print")
    plain = pdf.with_suffix(".qdf")
    must("qpdf", "--qdf", "--object-streams=disable", pdf, plain)
    text = plain.read_bytes().decode("latin-1")
    inks = re.findall(r"^([\d. ]+) k\n(?:[\d. -]+ re ){20}", text, re.M)
    if len(inks) != len(addresses()) or set(inks) != {"0 0 0 1"}:
        raise Fail(f"codes are drawn in {inks}")


def check(suite):
    if not shutil.which("zbarimg"):
        suite.skipped.append("codes: zbarimg is not installed")
        return
    for edition in ("print", "standard-white-on-black"):
        suite.check(f"codes/{edition} is read", is_read, suite, edition)
    suite.check("codes/print is black alone", is_black_alone, suite)
