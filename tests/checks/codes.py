"""QR codes, read from the page as a telephone reads them: in print, and dark on their own white
plate where the whole page is white on black. In print they are black ink alone."""
import re
import shutil
import subprocess

from checks.golden import sheets_of
from checks.suite import ROOT, Fail, equal, must
from pdf.press import plates

GROUPS = ["codes"]
CASE = ROOT / "tests/pages/codes"
DARK = "  colours: [default, white-on-black]\n"
PPI = 100
PLATE = (152, 194, 271, 289)  # of the cover's bar code: left, right, top and foot in mm


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


def cover_of(suite, edition):
    """The cover of the summer's issue, ISSN 0000-0000, number 74, as a picture."""
    folder = suite.folder("codes/cover")
    must(suite.inpress, "build", "issues/2026-summer", "-e", edition, "-o", folder)
    pdf = next(folder.glob(f"*-{edition}.pdf"))
    image = folder / f"{edition}.png"
    must("pdftoppm", "-r", 2 * PPI, "-l", 1, "-png", "-singlefile", pdf, image.with_suffix(""))
    return pdf, image


def scanned(image):
    done = subprocess.run(["zbarimg", "-q", "--raw", "-Sdisable", "-Sean13.enable",
                           "-Sean2.enable", image], capture_output=True, text=True)
    return sorted(done.stdout.split())


def serial(suite):
    """977, the ISSN's first seven digits, 00, the check digit; and the issue's number."""
    equal("codes", ["74", "9770000000003"], scanned(cover_of(suite, "print")[1]))


def serial_is_for_tills(suite):
    """Members' covers have none: neither bars nor digits."""
    pdf, image = cover_of(suite, "standard")
    equal("codes", [], scanned(image))
    if "9770000000003" in must("pdftotext", "-l", 1, pdf, "-").replace(" ", ""):
        raise Fail("its digits are there")


def serial_is_black_alone(suite):
    """Bars and digits: black, and no other ink in their plate."""
    pdf, image = cover_of(suite, "print")
    cover = image.with_suffix(".pdf")
    must("qpdf", pdf, "--pages", ".", "1", "--", cover)
    found = plates(cover, image.parent / "plates", PPI)
    for (_, ink), (width, samples) in found.items():
        left, right, top, foot = (int((mm + 3) * PPI / 25.4) for mm in PLATE)
        dark = sum(255 - min(samples[y * width + left + 1:y * width + right - 1])
                   for y in range(top + 1, foot - 1))
        if (dark > 0) != (ink == "Black"):
            raise Fail(f"{ink} in the plate of the bar code: {dark}")


def check(suite):
    if not shutil.which("zbarimg"):
        suite.skipped.append("codes: zbarimg is not installed")
        return
    for edition in ("print", "standard-white-on-black"):
        suite.check(f"codes/{edition} is read", is_read, suite, edition)
    suite.check("codes/print is black alone", is_black_alone, suite)
    for name, function in (("is on the cover", serial), ("is black alone", serial_is_black_alone),
                           ("is not in members' files", serial_is_for_tills)):
        suite.check(f"codes/the serial's {name}", function, suite)
