"""A page as PDF/X by Scribus, which runs this by its own Python: words, a picture, a plate
that is seen through.

scribus -g -ns -py tests/pdf/scribus.py TARGET STANDARD OUTPUT PICTURE
STANDARD: 10 is PDF/X-4, 11 is PDF/X-1a:2001; OUTPUT: 1 for a press, 0 for a screen.
"""
import sys

import scribus

target, standard, output, picture = sys.argv[1:5]
scribus.newDocument((210, 297), (20, 20, 20, 20), scribus.PORTRAIT, 1,
                    scribus.UNIT_MILLIMETERS, scribus.PAGE_1, 0, 1)
scribus.defineColorCMYK("Plum", 128, 255, 51, 51)
plate = scribus.createRect(20, 20, 100, 60)
scribus.setFillColor("Plum", plate)
scribus.setFillTransparency(0.4, plate)
words = scribus.createText(20, 100, 150, 40)
scribus.setText("Printed by another program", words)
scribus.setFontSize(24, words)
frame = scribus.createImage(20, 150, 60, 40)
scribus.loadImage(picture, frame)
scribus.setScaleImageToFrame(1, 1, frame)
pdf = scribus.PDFfile()
pdf.file, pdf.version, pdf.outdst = target, int(standard), int(output)
pdf.info = "A page of another program"
pdf.save()
