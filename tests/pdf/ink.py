"""How much ink lies on a press file's pages: what ghostscript separates, averaged over 15 mm².

Plates are tiffsep's at 150 pixels an inch, each pixel the mean of sixteen, because drawn
straight at 150 a rule's edge would be a twentieth of such a square off. The square is laid at
every pixel of the bleed, whatever grid anybody else counts by.

A page's pixels are one long number, the first pixel lowest: sums of all of them at once are
single additions, and whoever stands n further on is found by a shift.
"""
import math
import re
import sys
from array import array
from collections import namedtuple

from checks.suite import Fail, must
from pdf.press import tiff_samples

PPI, FINER = 150, 4
INKS = ("Cyan", "Magenta", "Yellow", "Black")
LANE = 4           # bytes a pixel of the long number
PARTS = 16         # a pixel that is partly in the square counts by sixteenths
SIDE = math.sqrt(15) / 25.4 * PPI


Most = namedtuple("Most", "total left top")  # percent; mm from the bleed's corner


class Plates:
    """The plates of a page: bytes, row by row, 255 is full ink."""

    def __init__(self, width, plates):
        self.width, self.plates = width, plates
        self.height = len(plates[0]) // width

    def pixel(self, left, top):
        """The inks in percent, at so many millimetres from the bleed's corner."""
        at = int(top / 25.4 * PPI) * self.width + int(left / 25.4 * PPI)
        return [plate[at] / 2.55 for plate in self.plates]

    def most(self):
        """The square of 15 mm² with most ink."""
        sums, apart = squares(self)
        best = max(sums)
        at = sums.index(best)
        return Most(best / (SIDE * PARTS) ** 2 / 2.55,
                    at % apart / PPI * 25.4, at // apart / PPI * 25.4)

    def mean(self, left, top):
        """The inks in percent, on average over the square with this corner."""
        x, y = round(left / 25.4 * PPI), round(top / 25.4 * PPI)
        n = round(SIDE)
        return [sum(sum(plate[row * self.width + x:row * self.width + x + n])
                    for row in range(y, y + n)) / n ** 2 / 2.55 for plate in self.plates]


def long_number(page, apart):
    """All inks of the page together; rows are `apart` pixels long, and blank at their end."""
    total = 0
    for plate in page.plates:
        lanes = bytearray(apart * page.height * LANE)
        for y in range(page.height):
            lanes[y * apart * LANE:(y * apart + page.width) * LANE:LANE] = \
                plate[y * page.width:(y + 1) * page.width]
        total += int.from_bytes(lanes, "little")
    return total


def run_of(number, n, step):
    """Each pixel with the n - 1 after it, `step` pixels from one to the next."""
    done, width, found, power = 0, 1, 0, number
    while n:
        if n & 1:
            found += power >> (done * step * LANE * 8)
            done += width
        power += power >> (width * step * LANE * 8)
        width, n = 2 * width, n >> 1
    return found


def stretch(number, step):
    """Sums over the side of a square, its last pixel in part, in sixteenths."""
    whole = int(SIDE)
    part = round((SIDE - whole) * PARTS)
    return run_of(number, whole, step) * PARTS + (number >> (whole * step * LANE * 8)) * part


def squares(page):
    """The sum of the square at each pixel, rows of so many; blank beyond the page."""
    apart = page.width + math.ceil(SIDE)
    sums = stretch(stretch(long_number(page, apart), 1), apart)
    return array("I", sums.to_bytes(apart * page.height * LANE, sys.byteorder)), apart


def drawn(path, folder, ppi=PPI, finer=FINER, spots=False):
    """page -> its Plates, within the bleed; of other ppi for whoever compares two files. Plates
    of spot colours come behind the four, where any may be."""
    folder.mkdir(parents=True, exist_ok=True)
    must("gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep",
         f"-r{ppi * finer}", f"-dDownScaleFactor={finer}", "-sCompression=none",
         "-dOverprint=/enable", "-dUseBleedBox", "-o", folder / "%03d.tif",
         # else what touches a pixel fills it
         "-c", "0 0 .setfilladjust2", "-f", path, timeout=600)
    found = {}
    for file in sorted(folder.glob("*(*).tif")):
        page, ink = re.fullmatch(r"(\d+)\((.+)\)\.tif", file.name).groups()
        if ink not in INKS and not spots:
            raise Fail(f"page {page} has a plate of {ink}")
        width, samples = tiff_samples(file.read_bytes())
        found.setdefault(int(page), (width, {}))[1][ink] = samples.translate(INVERSE)
    for file in folder.glob("*.tif"):
        file.unlink()
    return {page: Plates(width, [plates[ink] for ink in INKS] +
                         [plates[ink] for ink in sorted(plates) if ink not in INKS])
            for page, (width, plates) in found.items()}


INVERSE = bytes(255 - value for value in range(256))  # tiffsep has 255 where there is no ink
