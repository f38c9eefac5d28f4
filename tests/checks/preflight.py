"""inpress preflight: PDF files from elsewhere, told and judged.

Each fault has a file of its own that has nothing else wrong, and what is said of it is compared
whole: a finding too many fails as well as one that is missing. Adverts are made by ghostscript,
cairo and a browser; broken files must end with a message, in time. Without a case of its own
stands ghostscript's absence: the files of single faults are judged without it, and each of
them has a finding that says so.
"""
import json
import os
import re
import shutil
import time
import zlib
from pathlib import Path

from checks import golden
from checks.art import forms
from checks.editions import home, issues
from checks.suite import ROOT, Fail, Skip, crashed, equal, must, run
from pdf.content import operations
from pdf.edition import Plan
from pdf.foreign import (BLEED, CLAIM, HEIGHT, INTENT, MEDIA, WIDTH, advert, assemble, box, font,
                         stream)
from pdf.reader import Pdf

GROUPS = ["preflight"]
ALONE = {"PATH": "/nowhere"}  # no ghostscript
SECONDS = 40
PROFILE = "/usr/share/scribus/profiles/ISOcoated_v2_300_bas.icc"
OTHER_PROFILE = "/usr/share/scribus/profiles/sRGB_icc22.icm"

W, H, B = WIDTH, HEIGHT, BLEED
GROUND = f"0.1 0 0.2 0 k {-B} {-B} {W + 2 * B} {H + 2 * B} re f "
SHORT = f"0.1 0 0.2 0 k 0 0 {W} {H} re f "
WORDS = "BT /F 12 Tf 100 700 Td (Come to the summer school) Tj ET "
MIDDLE = "200 400 50 50 re f "


def picture(n, space="/DeviceCMYK", bits=8, more=""):
    """An image of n × n pixels, as object 10."""
    inks = {"/DeviceCMYK": 4, "/DeviceRGB": 3}.get(space, 1)
    return [stream(bytes((n * inks * bits + 7) // 8 * n), "/Type /XObject /Subtype /Image "
                   f"/Width {n} /Height {n} /BitsPerComponent {bits} /ColorSpace {space} {more}")]


def packed(data, filter, space="/ColorSpace /DeviceGray", n=99):
    """A picture of these bytes, as object 10."""
    return [stream(data, f"/Type /XObject /Subtype /Image /Width {n} /Height {n} {space} "
                   f"/BitsPerComponent 8 /Filter /{filter}")]


JPEG = (b"\xff\xd8\xff\xe0\0\4xx\xff\xc0\0\x0b\x08\0\x63\0\x63\1\1\x11\0"
        b"\xff\xda\0\x08\1\1\0\0\x3f\0" + bytes(200) + b"\xff\xd9")


def jpx(color):
    """JPEG 2000 with nothing in it but its head, by a number of ISO 15444-1, table I.10."""
    def part(name, data):
        return (8 + len(data)).to_bytes(4, "big") + name + data
    space = part(b"colr", b"\1\0\0" + color.to_bytes(4, "big"))
    return part(b"jP  ", b"\r\n\x87\n") + part(b"jp2h", space) + part(b"jp2c", b"\xff\x4f")


def shown(points, x=200, y=300):
    return f"q {points} 0 0 {points} {x} {y} cm /I Do Q "


IMAGE = "/XObject <</I 10 0 R>>"
FORM = "/XObject <</I 10 0 R>>"
GOLD = "/ColorSpace <</S [/Separation /%s /DeviceCMYK <</FunctionType 2 /Domain [0 1] /N 1 " \
       "/C0 [0 0 0 0] /C1 [0 .3 .8 0]>>]>>"
OVER = "/ExtGState <</O <</OP true /op true /OPM %d>>>>"


def words(size, paint, x=100, y=700):
    return f"{paint} BT /F {size} Tf {x} {y} Td (Words) Tj ET "


def form(content, entries=""):
    return stream(content, f"/Type /XObject /Subtype /Form /BBox [-999 -999 999 999] {entries}")


# name: (what the advert is made of, what is said: slugs, words that stand in it)
CASES = {
    "clean": ({"content": GROUND + "0 g " + WORDS}, []),
    "white margins, no bleed": ({"content": "0 g " + WORDS, "bleed": box(), "media": box()}, []),
    "rgb ground": ({"content": "1 0 0 rg " + MIDDLE}, ["rgb-colour"],
                   "grounds, 79 mm from the left and 147 from the top"),
    "rgb words": ({"content": "0 0 0 rg " + WORDS}, ["rgb-colour"], "words"),
    "rgb line": ({"content": "0 1 0 RG 9 9 m 100 200 l S"}, ["rgb-colour"], "lines"),
    "white in rgb": ({"content": "1 1 1 rg " + MIDDLE}, []),
    "lab": ({"content": "/S cs 50 9 9 scn " + MIDDLE, "resources":
             "/ColorSpace <</S [/Lab <</WhitePoint [.96 1 .82]>>]>>"}, ["rgb-colour"], "Lab"),
    "rgb by profile": ({"content": "/S cs 1 0 0 scn " + MIDDLE, "objects": [stream(b"", "/N 3")],
                        "resources": "/ColorSpace <</S [/ICCBased 10 0 R]>>"}, ["rgb-colour"]),
    "rgb within": ({"content": "/S cs 1 scn " + MIDDLE, "resources": "/ColorSpace <</S "
                    "[/Indexed /DeviceRGB 1 <000000FF0000>]>>"}, ["rgb-colour"]),
    "rgb picture": ({"content": shown(24), "objects": picture(100, "/DeviceRGB"),
                     "resources": IMAGE}, ["rgb-colour"], "pictures"),
    "rgb inline": ({"content": "q 9 0 0 9 100 100 cm BI /W 30 /H 30 /CS /RGB /BPC 8 ID xEI EI Q"},
                   ["rgb-colour"], "pictures, 37 mm from the left and 260 from the top"),
    "rgb gradient": ({"content": "/G sh", "resources": "/Shading <</G <</ShadingType 2 "
                      "/ColorSpace /DeviceRGB /Coords [0 0 9 9] /Function 9 0 R>>>>"},
                     ["rgb-colour"], "gradients"),
    "rgb gradient as ink": ({"content": "/Pattern cs /P scn " + MIDDLE, "resources": "/Pattern "
                             "<</P <</PatternType 2 /Shading <</ShadingType 2 /ColorSpace "
                             "/DeviceRGB /Coords [0 0 9 9] /Function 9 0 R>>>>>>"},
                            ["rgb-colour"], "79 mm from the left and 147 from the top"),
    "rgb pattern": ({"content": "/Pattern cs /P scn " + MIDDLE, "resources":
                     "/Pattern <</P 10 0 R>>", "objects": [stream(
                         "1 0 0 rg 0 0 2 2 re f", "/PatternType 1 /PaintType 1 /TilingType 1 "
                         "/BBox [0 0 4 4] /XStep 4 /YStep 4 /Resources <<>>")]},
                    ["rgb-colour"], "79 mm from the left and 147 from the top"),
    "rgb in a form": ({"content": "q 1 0 0 1 200 400 cm /I Do Q", "resources": FORM,
                       "objects": [form("1 0 0 rg 0 0 25 25 re f", "/Matrix [2 0 0 2 0 0]")]},
                      ["rgb-colour"], "79 mm from the left and 147 from the top"),
    "rgb pattern, coloured": ({"content": "/S cs 1 0 0 /P scn " + MIDDLE, "resources":
                               "/ColorSpace <</S [/Pattern /DeviceRGB]>> /Pattern <</P 10 0 R>>",
                               "objects": [stream("0 0 2 2 re f", "/PatternType 1 /PaintType 2 "
                                                  "/TilingType 1 /BBox [0 0 4 4] /XStep 4 /YStep 4 "
                                                  "/Resources <<>>")]}, ["rgb-colour"], "grounds"),
    "rgb pattern in words": ({"content": "/Pattern cs /P scn " + WORDS, "resources": "/Pattern "
                              "<</P <</PatternType 2 /Shading <</ShadingType 2 /ColorSpace "
                              "/DeviceRGB /Coords [0 0 9 9] /Function 9 0 R>>>>>>"},
                             ["rgb-colour"], "gradients"),
    "rgb beyond its form": ({"content": "/I Do", "resources": FORM, "objects": [
        stream("1 0 0 rg 20 20 25 25 re f", "/Subtype /Form /BBox [0 0 9 9]")]}, []),
    "rgb blending": ({"page": "/Group <</S /Transparency /CS /DeviceRGB>>"}, ["rgb-colour"],
                     "what shines through"),
    "rgb out of sight": ({"content": f"1 0 0 rg q 0 0 9 9 re W n {MIDDLE} Q BT 3 Tr /F 9 Tf "
                          "99 99 Td (x) Tj ET"}, []),
    "marks beyond the bleed": ({"content": f"/S CS 1 SCN -60 0 m -40 0 l S 1 0 0 rg {-50} 99 9 9 "
                                "re f", "resources": GOLD % "All", "media": box(-90, -90, W + 90,
                                                                               H + 90)}, []),
    "spot": ({"content": "/S cs 1 scn " + MIDDLE, "resources": GOLD % "Gold"}, ["spot-colour"],
             "'Gold'"),
    "spots by a program": ({"content": "/S cs .5 1 scn " + MIDDLE, "resources": "/ColorSpace <</S "
                            "[/DeviceN [/Cyan /Gold] /DeviceCMYK 10 0 R]>>", "objects": [stream(
                                "{dup .3 mul exch 2 copy gt {.8 mul} {pop 1e-1} ifelse 0}",
                                "/FunctionType 4 /Domain [0 1 0 1] /Range [0 1 0 1 0 1 0 1]")]},
                           ["spot-colour"], "'Gold'"),
    "spot by a table": ({"content": "/S cs .5 scn " + MIDDLE, "resources": "/ColorSpace <</S "
                         "[/Separation /Gold /DeviceCMYK 10 0 R]>>", "objects": [stream(
                             bytes(range(16)), "/FunctionType 0 /Domain [0 1] /Range [0 1 0 1 0 1 "
                             "0 1] /Size [4] /BitsPerSample 8 /Encode [3 0]")]}, ["spot-colour"]),
    "spot by pieces": ({"content": "/S cs .5 scn " + MIDDLE, "resources": "/ColorSpace <</S "
                        "[/Separation /Gold /DeviceCMYK <</FunctionType 3 /Domain [0 1] /Bounds "
                        "[.5] /Encode [0 1 1 0] /Functions [10 0 R 10 0 R]>>]>>", "objects": [
                            "<</FunctionType 2 /Domain [0 1] /N 2 /C0 [0 0 0 0] /C1 [0 .3 .8 0]>>"
                        ]}, ["spot-colour"]),
    "settings of a press": ({"content": "/G gs", "resources": "/ExtGState <</G <</TR /Identity /HT "
                             "<<>> /BG2 <<>> /UCR <<>> /TR2 /Default>>>>",
                             "objects": []}, ["press-settings"], "a transfer function, a halftone, a black generation and an "
                            "undercolour removal"),
    "settings by default": ({"content": "/G gs", "resources": "/ExtGState <</G <</TR2 /Default /HT "
                             "/Default /BG2 /Default /UCR2 /Default>>>>"}, []),
    "default rgb": ({"content": "1 0 0 rg " + MIDDLE, "objects": [stream(b"", "/N 3")], "resources":
                     "/ColorSpace <</DefaultRGB [/ICCBased 10 0 R]>>"}, ["rgb-colour"]),
    "default grey in rgb": ({"content": "0.5 g " + MIDDLE, "objects": [stream(b"", "/N 3")],
                             "resources": "/ColorSpace <</DefaultGray [/ICCBased 10 0 R]>>"},
                            ["press-settings"], "does not fit"),
    "default cmyk of another press": ({"content": "1 0 0 0 k " + MIDDLE, "objects": [stream(
        b"", "/N 4")], "resources": "/ColorSpace <</DefaultCMYK [/ICCBased 10 0 R]>>"},
                                      ["other-condition"], "grounds are in CMYK by a profile"),
    "default cmyk that does not fit": ({"content": "/DeviceCMYK cs 1 0 0 0 sc " + MIDDLE, "objects":
                                        [stream(b"", "/N 3")], "resources": "/ColorSpace "
                                        "<</DefaultCMYK [/ICCBased 10 0 R]>>"},
                                       ["press-settings"], "does not fit"),
    "default cmyk of a form": ({"content": "/I Do", "resources": FORM, "objects": [form(
        "1 0 0 0 k 99 99 99 99 re f", "/Resources <</ColorSpace <</DefaultCMYK [/ICCBased 11 0 R]"
        ">>>>"), stream(b"", "/N 4")]}, ["other-condition"]),
    "cmyk by the press's profile": ({"content": "/S cs 0 0 0 1 sc " + MIDDLE, "objects": [stream(
        Path(PROFILE).read_bytes(), "/N 4")], "resources": "/ColorSpace <</S [/ICCBased 10 0 R]>>"},
                                    []),
    "cmyk by another profile": ({"content": shown(24), "resources": IMAGE, "objects": [
        *packed(zlib.compress(bytes(4 * 99 * 99)), "FlateDecode", "/ColorSpace [/ICCBased 11 0 R]"),
        stream(b"", "/N 4")]}, ["other-condition"], "pictures are in CMYK"),
    "mask in rgb": ({"content": "/G gs " + MIDDLE, "resources": "/ExtGState <</G <</SMask <</S "
                     "/Luminosity /G 10 0 R>>>>>>", "objects": [form(
                         "1 g 99 99 99 99 re f", "/Group <</S /Transparency /CS /DeviceRGB>>")]},
                    ["rgb-colour"], "masks"),
    "mask of rgb": ({"content": "/G gs " + MIDDLE, "resources": "/ExtGState <</G <</SMask <</S "
                     "/Luminosity /G 10 0 R>>>>>>", "objects": [form(
                         "1 0 0 rg 99 99 99 99 re f", "/Group <</S /Transparency /CS "
                         "/DeviceGray>>")]}, ["rgb-colour"], "masks"),
    "mask in grey": ({"content": "/G gs " + MIDDLE, "resources": "/ExtGState <</G <</SMask <</S "
                      "/Luminosity /G 10 0 R>>>>>>", "objects": [form(
                          "1 g .1 w 0 0 99 99 re f 9 9 m 99 99 l S", "/Group <</S /Transparency "
                          "/CS /DeviceGray>>")]}, []),
    "font in a mask": ({"content": "/G gs " + MIDDLE, "face": font(""), "resources": "/ExtGState "
                        "<</G <</SMask <</S /Luminosity /G 10 0 R>>>>>>", "objects": [form(
                            "BT /F 4 Tf 1 1 Td (x) Tj ET", "/Resources <</Font <</F 5 0 R>>>>")]},
                       ["art-font"]),
    "mask within words": ({"content": "BT 0 g /F 12 Tf 100 700 Td /G gs (Words) Tj ET", "resources":
                           "/ExtGState <</G <</SMask <</S /Alpha /G 10 0 R>>>>>>", "objects": [form(
                               "BT /F 4 Tf 3 700 Td (x) Tj ET", "/Resources <</Font <</F 5 0 R"
                               ">>>>")]}, []),
    "picture cut off": ({"content": shown(24), "resources": IMAGE, "objects": packed(
        zlib.compress(bytes(99 * 98)), "FlateDecode")}, ["bad-art"], "is cut off",
        "75 mm from the left and 187 from the top"),
    "picture damaged": ({"content": shown(24), "resources": IMAGE, "objects": packed(
        b"x" * 999, "FlateDecode")}, ["bad-art", "mended-file"], "is damaged"),
    "jpeg": ({"content": shown(24), "resources": IMAGE, "objects": packed(JPEG, "DCTDecode")}, []),
    "jpeg cut off": ({"content": shown(24), "resources": IMAGE, "objects": packed(
        JPEG[:-90], "DCTDecode")}, ["bad-art"], "is cut off"),
    "jpeg damaged": ({"content": shown(24), "resources": IMAGE, "objects": packed(
        b"x" + JPEG, "DCTDecode")}, ["bad-art"], "is damaged"),
    "jpeg 2000": ({"content": shown(24), "resources": IMAGE, "objects": packed(
        jpx(12), "JPXDecode", "")}, ["bad-art"], "in JPEG 2000"),
    "jpeg 2000 in rgb": ({"content": shown(24), "resources": IMAGE, "objects": packed(
        jpx(16), "JPXDecode", "")}, ["bad-art", "rgb-colour"], "in JPEG 2000"),
    "jpeg 2000 damaged": ({"content": shown(24), "resources": IMAGE, "objects": packed(
        b"junk", "JPXDecode", "")}, ["bad-art"], "is damaged"),
    "picture too large": ({"content": "q 999 0 0 999 -99 -99 cm /I Do Q", "resources": IMAGE,
                           "objects": packed(b"", "FlateDecode", n=20000)}, ["mended-file"],
                          "too much to look at"),
    "black by name": ({"content": "/S cs 1 scn " + MIDDLE, "resources": GOLD % "Black"}, []),
    "all plates": ({"content": "/S cs 1 scn " + MIDDLE, "resources": GOLD % "All"},
                   ["spot-colour"], "every plate"),
    "words on all plates": ({"content": words(8, "/S cs 1 scn"), "resources": GOLD % "All"},
                            ["small-mixed", "spot-colour"], "8 pt"),
    "white overprints": ({"content": GROUND + "/O gs 0 0 0 0 k " + WORDS, "resources": OVER % 1},
                         ["white-overprint"], "will not be seen"),
    "white overprints by OP": ({"content": GROUND + "/O gs 0 0 0 0 k " + WORDS, "resources":
                                "/ExtGState <</O <</OP true /OPM 1>>>>"}, ["white-overprint"]),
    "white knocks out": ({"content": GROUND + "/O gs 0 0 0 0 k " + WORDS, "resources": OVER % 0},
                         []),
    "black overprints": ({"content": GROUND + "/O gs 0 0 0 1 k " + WORDS, "resources": OVER % 1},
                         []),
    "hairline": ({"content": "0 G 0.1 w 99 99 m 300 99 l S"}, ["hairline"], "0.1 pt"),
    "hairline by scale": ({"content": "0 G q .1 0 0 .1 0 0 cm 990 990 m 3000 990 l S Q"},
                          ["hairline"], "0.1 pt"),
    "line": ({"content": "0 G 0.25 w 99 99 m 300 99 l S"}, []),
    "filled hairline": ({"content": "0 g 99 99 200 0.2 re f"}, ["hairline"], "0.2 pt"),
    "fine line": ({"content": "0.5 G 0.3 w 99 99 m 300 99 l S"}, ["hairline"], "0.5 pt is"),
    "small white": ({"content": GROUND + words(7, "0 0 0 0 k")}, ["small-reversed"], "7 pt"),
    "white": ({"content": GROUND + words(8, "0 0 0 0 k")}, []),
    "small mixed": ({"content": words(8, "1 1 0 0 k")}, ["small-mixed"], "8 pt"),
    "mixed": ({"content": words(9, "1 1 0 0 k")}, []),
    "small by matrix": ({"content": "1 1 0 0 k BT /F 1 Tf 8 0 0 8 99 99 Tm (W) Tj ET"},
                        ["small-mixed"], "8 pt"),
    "words near the edge": ({"content": words(12, "0 g", 6)}, ["near-edge"],
                            "2.1 mm from the left edge"),
    "words near the right": ({"content": words(12, "0 g", W - 40)}, ["near-edge"],
                             "3.5 mm from the right edge"),  # five letters of half an em
    "words cut": ({"content": words(12, "0 g", -6)}, ["near-edge"], "words are cut at the left"),
    "words beyond": ({"content": words(12, "0 g", 100, H + 20), "media": box(-90, -90, W + 90,
                                                                            H + 90)}, []),
    "picture near the edge": ({"content": shown(24, 4), "resources": IMAGE, "objects":
                               picture(100, "/DeviceGray")}, ["near-edge"], "ends 1.4 mm before"),
    "no bleed": ({"content": SHORT, "bleed": box(), "media": box()}, ["missing-bleed"],
                 "(left, upper, right and lower) and 0 mm"),
    "no bleed in bleed": ({"content": SHORT}, ["missing-bleed"], "colour at its edge"),
    "bleed that no box has": ({"content": GROUND, "bleed": None}, ["missing-bleed"],
                              "painted beyond its edge"),
    "picture ends at the edge": ({"content": GROUND + f"1 0 0 0 k 0 300 100 100 re f"},
                                 ["no-bleed"], "ends at the left edge"),
    "a part of a page": ({"content": "1 0 0 0 k 0 0 300 200 re f", "trim": box(0, 0, 300, 200),
                          "bleed": box(0, 0, 300, 200), "media": box(0, 0, 300, 200)}, []),
    "half a page": ({"content": "1 0 0 0 k 0 0 600 400 re f", "trim": box(0, 0, W, 400),
                     "bleed": box(0, 0, W, 400), "media": box(0, 0, W, 400)}, ["missing-bleed"],
                    "(left and right)"),
    "letter": ({"trim": box(0, 0, 612, 792), "bleed": box(0, 0, 612, 792),
                "media": box(0, 0, 612, 792)}, ["wrong-size"], "215.9 × 279.4 mm"),
    "too large": ({"trim": box(0, 0, 900, 1200), "bleed": box(0, 0, 900, 1200),
                   "media": box(0, 0, 900, 1200)}, ["wrong-size"], "it must fit"),
    "a spread": ({"trim": box(0, 0, 2 * W, H), "bleed": box(0, 0, 2 * W, H),
                  "media": box(0, 0, 2 * W, H)}, []),
    "no trim": ({"trim": None, "bleed": None, "media": box()}, ["page-boxes"], "no TrimBox"),
    "bleed in the page": ({"content": GROUND, "trim": None, "bleed": None},
                          ["page-boxes", "wrong-size"], "ask for a TrimBox"),
    "boxes that cross": ({"bleed": box(9, 9, W, H)}, ["page-boxes"], "do not lie in one another"),
    "turned": ({"page": "/Rotate 90", "trim": box(0, 0, H, W), "bleed": box(0, 0, H, W),
                "media": box(0, 0, H, W), "content": words(12, "0 g", 100, 6)},
               ["page-boxes", "near-edge"], "for 5), 3 mm from the left and 41 from"),
    "unit": ({"page": "/UserUnit 2", "trim": box(0, 0, W / 2, H / 2), "bleed": None,
              "media": box(0, 0, W / 2, H / 2), "content": words(6, "0 g", 3, 200)},
             ["near-edge", "page-boxes"], "a unit of its own", "2.1 mm from the left edge"),
    "coarse picture": ({"content": shown(36), "objects": picture(100, "/DeviceGray"),
                        "resources": IMAGE}, ["low-resolution"], "at 200 ppi"),
    "coarser picture": ({"content": shown(72), "objects": picture(100, "/DeviceGray"),
                         "resources": IMAGE}, ["very-low-resolution"], "at 100 ppi"),
    "fine picture": ({"content": shown(24), "objects": picture(100, "/DeviceGray"),
                      "resources": IMAGE}, []),
    "gradient of pixels": ({"content": shown(200), "objects": picture(8, "/DeviceGray"),
                            "resources": IMAGE}, []),
    "coarse line art": ({"content": shown(24), "resources": IMAGE, "objects":
                         picture(200, "/DeviceGray", 1)}, ["low-resolution"], "line art"),
    "font left out": ({"content": "0 g " + WORDS, "face": font("")}, ["art-font"], "'Fair'"),
    "font not used": ({"face": font("")}, []),
    "drawn font": ({"content": "0 g " + WORDS, "face": "<</Type /Font /Subtype /Type3 /FontMatrix "
                    "[.001 0 0 .001 0 0] /FontBBox [0 0 9 9] /FirstChar 32 /LastChar 126 /Widths "
                    f"[{' '.join(['500'] * 95)}] /CharProcs <<>> /Encoding <<>>>>"}, ["art-font"],
                   "typeface of drawings"),
    "font not to be embedded": ({"content": "0 g " + WORDS, "right": 2}, ["no-embedding"]),
    "script": ({"catalog": "/OpenAction <</S /JavaScript /JS (x)>>"}, ["art-left-out"],
               "a script"),
    "action": ({"catalog": "/OpenAction <</S /Launch /F (x)>>"}, ["art-left-out"], "an action"),
    "where to begin": ({"catalog": "/OpenAction [3 0 R /Fit]"}, []),
    "fields": ({"catalog": "/AcroForm <</Fields [10 0 R]>>", "objects": ["<</FT /Tx>>"]},
               ["art-left-out"], "fields"),
    "files": ({"catalog": "/Names <</EmbeddedFiles <</Names []>>>>"}, ["art-left-out"], "files"),
    "layers": ({"catalog": "/OCProperties <</OCGs [10 0 R] /D <</OFF [10 0 R]>>>>",
                "objects": ["<</Type /OCG /Name (x)>>"]}, ["art-left-out"], "layers"),
    "note": ({"page": "/Annots [<</Type /Annot /Subtype /Link /Rect [90 90 200 200]>>]"},
             ["art-left-out"], "'Link'"),
    "note beyond": ({"page": "/Annots [<</Type /Annot /Subtype /Link /Rect [-90 -90 -80 -80]>>]"},
                    []),
    "no claim": ({"claim": ""}, ["not-pdfx"], "does not say that it is PDF/X"),
    "no intent": ({"intent": ""}, ["not-pdfx"], "no output intent"),
    "X-1a that shines through": ({"content": "/G gs " + MIDDLE, "resources": "/ExtGState <</G <</ca "
                                  ".5>>>>", "claim": CLAIM.replace("X-4", "X-1a:2003")},
                                 ["not-pdfx"], "and has opacity"),
    "an intent for archives": ({"intent": INTENT.replace("GTS_PDFX", "GTS_PDFA1")}, ["not-pdfx"],
                               "no output intent"),
    "another press": ({"intent": "/OutputIntents [<</S /GTS_PDFX /OutputConditionIdentifier "
                       "(IFRA26)>>]"}, ["other-condition"], "'IFRA26'"),
    "same press, other words": ({"intent": "/OutputIntents [<</S /GTS_PDFX /OutputCondition"
                                 "Identifier (Custom) /OutputCondition (Coated FOGRA39)>>]"}, []),
    "form in itself": ({"content": "/I Do", "resources": FORM, "objects":
                        [form("/I Do", "/Resources <</XObject <</I 10 0 R>>>>")]}, ["bad-art"],
                       "holds itself"),
}


def written(suite, name, data):
    path = suite.folder("preflight") / (re.sub(r"\W+", "-", name) + ".pdf")
    path.write_bytes(data)
    return path


def told(suite, path, *options, env=None):
    """Exit status, the lines before the findings, findings as (level, slug), all words."""
    done = run(suite.inpress, "preflight", path, *options, env=env, timeout=120)
    if crashed(done):
        raise Fail(done.stdout)
    found = re.findall(r"(warning|error): .*\[([\w-]+)\]$", done.stdout, re.M)
    return done.returncode, found, done.stdout


def fault(suite, name):
    parts, slugs, *said = CASES[name]
    status, found, printed = told(suite, written(suite, name, advert(**parts)), env=ALONE)
    unseen = [] if "holds itself" in printed else ["ink-not-measured"]
    equal("findings", sorted(slugs + unseen), sorted(slug for _, slug in found))
    for what in said:
        if what not in printed:
            raise Fail(f"'{what}' is not said:\n{printed}")
    equal("exit status", 2 if "error" in [level for level, _ in found] else 0, status)
    if "total ink not measured: " not in printed:
        raise Fail(f"nothing is said of ink that was not measured:\n{printed}")


# ---- whole files ---------------------------------------------------------------------------


def ink(suite):
    """Ghostscript's plates: a patch of 400 %, and one of 300 % that is smaller than 15 mm²; much
    ink beside black alone [heavy-black]."""
    small = "1 1 1 1 k 300 300 5 5 re f 1 1 1 0 k 100 100 90 90 re f "
    alone = told(suite, written(suite, "no ink", advert()), env=ALONE)[2]
    for said in ("total ink not measured: ghostscript is not installed",
                 "nobody measured how much ink there is: ghostscript is not installed"):
        if said not in alone:
            raise Fail(alone)
    for name, content, most, slugs in (
            ("much", small + "1 1 1 1 k 400 600 40 40 re f", 400, ["too-much-ink"]),
            ("spread", small, 300, []), ("none", "", 0, []),
            ("rich black", "1 .5 .5 1 k 99 99 90 90 re f", 300, ["heavy-black"]),
            ("black", "1 .5 .2 1 k 99 99 90 90 re f", 270, [])):
        path = written(suite, f"ink {name}", advert(content))
        done = json.loads(must_json(suite, path))
        page = done["pages"][0]["ink"]
        if abs(page["most"] - most) > 1:
            raise Fail(f"{name}: {page['most']} %, expected {most}")
        equal(f"{name}: findings", slugs, [f["slug"] for f in done["findings"]])
        if name == "much":
            place = page["place"]  # the patch: 141 to 155 mm, 71 to 85 mm
            if not (142 < place["x"] < 154 and 72 < place["y"] < 84):
                raise Fail(f"its place: {place}")


def must_json(suite, path, *options):
    done = run(suite.inpress, "preflight", "--json", path, *options, timeout=120)
    if crashed(done) or done.returncode not in (0, 2):
        raise Fail(done.stdout)
    return done.stdout


def facts(suite):
    """What is known of a page, as JSON has it."""
    path = written(suite, "facts", advert(
        GROUND + words(8, "0 0 0 1 k") + shown(24) + "/G gs", f"/ExtGState <</G <</ca .5 /BM "
        f"/Multiply>>>> {IMAGE}", objects=picture(100, "/DeviceGray", more="/SMask 11 0 R") +
        picture(10, "/DeviceGray")))
    done = json.loads(must_json(suite, path))
    file, (page,) = done["file"], done["pages"]
    equal("version", "1.6", file["version"])
    equal("standard", "PDF/X-4", file["standard"])
    equal("trapped", "False", file["trapped"])
    equal("title", "An advert", file["title"])
    equal("font", [("Fair", "TrueType", True, True, 0)],
          [(f["name"], f["type"], f["embedded"], f["subset"], f["fstype"]) for f in file["fonts"]])
    equal("size", (210, 297), (round(page["width"], 1), round(page["height"], 1)))
    equal("trim", [0, 0, WIDTH, HEIGHT], page["boxes"]["trim"])
    equal("inks", ["C", "Y", "K"], page["inks"])
    equal("effects", ["soft mask", "Multiply", "opacity"], page["effects"])
    equal("words", [(8, "one ink", 1)], [(w["size"], w["in"], w["times"]) for w in page["words"]])
    equal("picture", [(100, 100, 300, 8, "grey", True)],
          [(p["width"], p["height"], p["ppi"], p["bits"], p["space"], p["masked"])
           for p in page["pictures"]])
    equal("reach", {"left": 3, "upper": 3, "right": 3, "lower": 3},
          {side: round(edge["reach"], 1) for side, edge in page["edges"].items()})


def printers(suite):
    """The same file by another printer's limits; a preset that is not there is wrong usage."""
    path = written(suite, "printer", advert(words(9, "1 1 0 0 k")))
    equal("sheetfed", [], told(suite, path)[1])
    slugs = {slug for _, slug in told(suite, path, "--printer", "newspaper", env=ALONE)[1]}
    if "small-mixed" not in slugs:
        raise Fail(f"newspaper: {slugs}")
    equal("no such printer", 3, told(suite, path, "--printer", "nobody")[0])
    equal("denied", 1, told(suite, written(suite, "denied", advert(claim="")), "--deny",
                            "not-pdfx", env=ALONE)[0])


def several_pages(suite):
    """Said, but no fault; what is wrong with all of them is said once."""
    one = written(suite, "one of three", advert(**CASES["no trim"][0]))
    path = one.with_name("three.pdf")
    must("qpdf", "--empty", "--pages", one, one, one, "--", path)
    status, found, printed = told(suite, path)
    equal("findings", ["not-pdfx", "page-boxes"], [slug for _, slug in found])
    for what in ("3 pages, 210 × 297 mm; an advert is one page", "all 3 pages: nothing says"):
        if what not in printed:
            raise Fail(f"'{what}' is not said:\n{printed}")
    equal("exit status", 0, status)


def wide(suite, name, *widths):
    """A file of empty pages as high as the magazine's, so wide."""
    pages = []
    for width in widths:
        all_of_it = box(0, 0, width, H)
        pages.append(written(suite, f"{name} {len(pages)}", advert(
            trim=all_of_it, bleed=all_of_it, media=all_of_it)))
    path = pages[0].with_name(f"{name}.pdf")
    must("qpdf", pages[0], "--pages", *pages, "--", path)
    return told(suite, path)


def imposed_sheets(suite):
    """Sheets that creep, and a cover with its spine, are no pages of the wrong size; one page of
    that size may be an advert that is."""
    for name, widths, said in (
            ("saddle", [2 * W, 2 * W, 2 * W - 1.7, 2 * W - 1.7, 2 * W - 25],
             ("5 pages, each a sheet of two pages, ", "from page 3 419.4 × 297 mm")),
            ("cover", [2 * W + 50] * 2, ("2 pages, each a sheet of two pages, 437.6 × 297 mm",))):
        status, found, printed = wide(suite, name, *widths)
        equal(f"findings of {name}", (0, []), (status, found))
        for what in said:
            if what not in printed:
                raise Fail(f"'{what}' is not said:\n{printed}")
    for name, widths, wrong in (("alone", [2 * W + 50], 1), ("too wide", [2 * W + 75] * 2, 1),
                                ("mixed", [2 * W - 25, W], 1)):
        status, found, printed = wide(suite, name, *widths)
        equal(f"findings of {name}", (2, [("error", "wrong-size")] * wrong), (status, found))
        if "sheet of two" in printed:
            raise Fail(printed)


def long_file(contents):
    """A page for each of the contents."""
    first = 10
    kids = [first + 2 * i for i in range(len(contents))]
    boxes = f"/MediaBox {MEDIA} /TrimBox {box()} /BleedBox {MEDIA}"
    pages = [x for i, content in enumerate(contents) for x in (
        f"<</Type /Page /Parent 2 0 R {boxes} /Contents {kids[i] + 1} 0 R "
        "/Resources <</Font <</F 5 0 R>>>>>>", stream(content))]
    refs = " ".join(f"{k} 0 R" for k in kids)
    return advert(objects=pages, kids=f"[{refs}] /Count {len(kids)}")


def many_pages(suite):
    """Five hundred pages are all looked at; what they share is one finding with their numbers,
    and what differs by its figures is told ten times and then together."""
    bad = "1 0 0 rg " + MIDDLE
    path = written(suite, "five hundred", long_file(
        [bad if i not in (3, 8, 499) else "" for i in range(500)]))
    status, found, printed = told(suite, path, env=ALONE)
    equal("findings", [("error", "rgb-colour"), ("warning", "ink-not-measured")], sorted(found))
    if "all 500 pages: nobody measured" not in printed or "pages 1-3, 5-8 and 10-499: in RGB, which no press has: grounds, 79 mm" not in printed:
        raise Fail(printed)
    path = written(suite, "lines of many widths", long_file(
        [f"0 G 0.{i + 1:02} w 99 {99 + i} m 300 {99 + i} l S" for i in range(20)]))
    status, found, printed = told(suite, path)
    equal("findings", [("warning", "hairline")] * 11, found)
    for what in ("page 10: a line of 0.1 pt", "pages 11-20: 10 more of this kind, the first: a "
                 "line of 0.11 pt"):
        if what not in printed:
            raise Fail(f"'{what}' is not said:\n{printed}")


def too_many_pages(suite):
    """What was not looked at is said, and passes nowhere."""
    status, found, printed = told(suite, written(suite, "too many", long_file([""] * 2001)),
                                  env=ALONE)
    if ("error", "bad-art") not in found or \
            "only the first 2000 of 2001 pages were looked at" not in printed:
        raise Fail(printed)
    equal("exit status", 2, status)


def by_fake(suite, name, script, path):
    """Judged beside a ghostscript that is this script."""
    folder = suite.folder(f"preflight/fake {name}")
    (folder / "gs").write_text("#!/bin/sh\n" + script)
    (folder / "gs").chmod(0o755)
    env = {"PATH": f"{folder}:/usr/bin:/bin"}
    printed = told(suite, path, env=env)[2]
    done = run(suite.inpress, "preflight", "--json", path, env=env)
    return printed, json.loads(done.stdout)


def plates_not_made(suite):
    """Ghostscript that fails, or ends well and has drawn nothing, half a page or half a file;
    no folder for the plates of spots. Each time it is said, on the page and in JSON."""
    inks = written(suite, "four inks", advert("1 1 1 1 k " + MIDDLE))
    spot = written(suite, "a spot", advert("/S cs 1 scn " + MIDDLE, GOLD % "Gold"))
    head = "printf 'P7\\nWIDTH 850\\nHEIGHT 1193\\nDEPTH 4\\nMAXVAL 255\\n" \
           "TUPLTYPE CMYK\\nENDHDR\\n'; head -c 9999 /dev/zero"
    cut = 'for w; do case $w in -sOutputFile=*) f=${w#*=}; f=${f%/*};; esac; done\n' \
          'for p in Cyan Magenta Yellow Black Gold; do printf "II*" >"$f/1($p).tif"; done'
    for name, script, path, why in (
            ("fails", "echo 'no way' >&2; exit 1", inks, "ghostscript fails over it: no way"),
            ("fails over spots", "exit 1", spot, "ghostscript fails over it"),
            ("draws nothing", "exit 0", inks, "ghostscript draws no plates of it"),
            ("draws no files", "echo 'no room' >&2", spot,
             "ghostscript draws no plates of it: no room"),
            ("draws half a page", head, inks, "ghostscript draws no plates of it"),
            ("draws half a file", cut, spot, "ghostscript draws no plates of it")):
        printed, said = by_fake(suite, name, script, path)
        if f"nobody measured how much ink there is: {why}" not in printed or \
                f"total ink not measured: {why}" not in printed:
            raise Fail(f"{name}: {printed}")
        for place in (said, said["pages"][0]):
            if why not in (place["ink-not-measured"] or ""):
                raise Fail(f"{name}: {place}")
        if "ink" in said["pages"][0]:
            raise Fail(f"{name}: a figure is given: {said['pages'][0]['ink']}")
    status, found, printed = told(suite, spot, env={"TMPDIR": "/no/such/folder"})
    equal("no folder", [("warning", "ink-not-measured"), ("warning", "spot-colour")],
          sorted(found))
    if "/no/such/folder has no place for them" not in printed or "give TMPDIR" not in printed:
        raise Fail(printed)
    equal("no folder is needed", [], [
        s for s in told(suite, inks, env={"TMPDIR": "/no/such/folder"})[1] if "ink-not" in s[1]])


def own_profile(suite):
    """The printer's profile under a name that says nothing, as Scribus has it; and another."""
    intent = ("/OutputIntents [<</S /GTS_PDFX /OutputConditionIdentifier (Custom) "
              "/DestOutputProfile 10 0 R>>]")
    for profile, expected in ((PROFILE, []), (OTHER_PROFILE, ["other-condition"])):
        data = advert(intent=intent, objects=[stream(Path(profile).read_bytes(), "/N 4")])
        found = told(suite, written(suite, "own profile", data))[1]
        equal(profile, expected, [slug for _, slug in found])


def own_print_file(suite, folder, edition):
    """What we send to the printer is what we ask of others."""
    target = suite.folder(f"preflight/{folder.parent.name}/{folder.name}")
    must(suite.inpress, "build", folder.relative_to(ROOT), "-o", target, "-e", edition)
    path = next(target.glob(f"*-{edition}.pdf"))
    env, allow = (None, []) if folder.parent.name == "issues" else \
        (ALONE, ["--allow", "ink-not-measured"])
    status, found, printed = told(suite, path, "--home", home(folder), *allow, env=env)
    if found or status:
        raise Fail(printed)


LIMITS = {"hairline", "small-reversed", "small-mixed"}


def same_rule(suite, case):
    """What is said of a page as it is made is said of the file by whoever reads it: words and
    lines of our own and of drawings alike, with the same sizes."""
    folder = golden.home_of(suite, ROOT / "tests/designs" / case)
    done = run(suite.inpress, "build", "issue", "--home", ".", "-e", "print", "-o", "out",
               cwd=folder)
    _, _, printed = told(suite, next((folder / "out").glob("*-print.pdf")), "--home", folder,
                         "--printer", "press" if case == "press-limits" else "sheetfed-coated",
                         env=ALONE)
    sizes = [smallest(text) for text in (done.stdout, printed)]
    if set(sizes[0]) - {"hairline"} != LIMITS - {"hairline"} or not sizes[0]:
        raise Fail(f"not all of it is found:\n{done.stdout}")
    for slug, size in sizes[0].items():
        if abs(size - sizes[1].get(slug, 99)) > 0.051:
            raise Fail(f"{slug} at {size} pt, and {sizes[1].get(slug)} in the file:\n{printed}")


def smallest(text):
    """The least size of each kind of finding about sizes."""
    found = {}
    for size, slug in re.findall(r"of ([\d.]+) pt.*\[([\w-]+)\]$", text, re.M):
        if slug in LIMITS:
            found[slug] = min(found.get(slug, 99), float(size))
    return found


# ---- adverts by other programs -------------------------------------------------------------

POSTSCRIPT = """%%!PS
<< /PageSize [612.283 858.897] >> setpagedevice
[ /TrimBox [8.504 8.504 603.78 850.394] /BleedBox [0 0 612.283 858.897] /PAGE pdfmark
%s 0.1 0 0.2 0 setcmykcolor 0 0 613 859 rectfill
0 0 0 1 setcmykcolor /Helvetica findfont 24 scalefont setfont 60 700 moveto (Come along) show
gsave 200 200 translate 20 20 scale /DeviceCMYK setcolorspace << /ImageType 1 /Width 99 /Height 99
/BitsPerComponent 8 /Decode [0 1 0 1 0 1 0 1] /ImageMatrix [99 0 0 99 0 0] /DataSource
{(abcd)} >> image grestore %s showpage
"""
BAD = """0.9 0.4 0 setrgbcolor 300 100 200 100 rectfill gsave 300 300 translate 99 99 scale
40 40 8 [40 0 0 40 0 0] {<ff8000>} false 3 colorimage grestore 0 0 0 0 setcmykcolor
/Helvetica findfont 4 scalefont setfont 60 600 moveto (Too small to be read) show"""
PAGE = """<html><style>@page { size: 210mm 297mm; margin: 20mm }</style><h1>Come along</h1>
<p style="color: #000080"><a href="https://example.org/">All</a> are welcome.</p></html>"""


def by_ghostscript(path, more="", head="", never="[]"):
    source = path.with_suffix(".ps")
    source.write_text(POSTSCRIPT % (head, more))
    must("gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite",
         "-sColorConversionStrategy=LeaveColorUnchanged", "-o", path, "-c",
         f"<< /NeverEmbed {never} >> setdistillerparams", "-f", source)
    return path


SPOT = """[/Separation (Pantone 300) /DeviceCMYK
{dup 0.44 mul 0 0}] setcolorspace 0.5 setcolor 300 100 200 100 rectfill
[/DeviceN [/Cyan (Gold)] /DeviceCMYK {dup 0.3 mul exch 0.8 mul 0}] setcolorspace
0.2 0.5 setcolor 300 300 200 100 rectfill"""


def with_spots(path):
    return by_ghostscript(path, SPOT)


# Bad, but nothing that the program cannot mend or tell.
MENDED = """0.9 0.4 0 setrgbcolor 300 100 200 100 rectfill 0 0 1 setrgbcolor
/Helvetica findfont 24 scalefont setfont 60 500 moveto (In light) show 0 0 0 0 setcmykcolor
/Helvetica findfont 4 scalefont setfont 60 600 moveto (Too small to be read) show"""
SCRIPT = "[{Catalog} <</OpenAction <</S /JavaScript /JS (x)>>>> /PUT pdfmark"


def badly(path):
    return by_ghostscript(path, MENDED, SCRIPT)


def by_cairo(path):
    must("pdftocairo", "-pdf", by_ghostscript(path.with_name("for-cairo.pdf")), path)
    return path


def by_a_browser(path):
    if not shutil.which("chromium"):
        raise Skip("chromium is not installed")
    page = path.with_suffix(".html")
    page.write_text(PAGE)
    must("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
         f"--print-to-pdf={path}", page, apart=True)
    return path


TEX = r"""\documentclass{article}\usepackage[paperwidth=210mm,paperheight=297mm]{geometry}
\usepackage{xcolor}\pagestyle{empty}\begin{document}\color[cmyk]{0,0,0,1}\Huge Come along
\color[rgb]{0.9,0.2,0.1}\rule{5cm}{5cm} \color[cmyk]{0.2,0.6,0,0.1}\rule{5cm}{5cm}\end{document}"""


def by_lualatex(path):
    """Debian's texlive-luatex, which `make test` does not ask for: 120 MB."""
    if not shutil.which("lualatex"):
        raise Skip("lualatex (texlive-luatex) is not here")
    path.with_suffix(".tex").write_text(TEX)
    must("lualatex", "-interaction=nonstopmode", path.with_suffix(".tex"), cwd=path.parent,
         env={"HOME": str(path.parent)})
    return path


ADVERTS = {
    "ghostscript": (by_ghostscript, ["not-pdfx"], ["ghostscript", "PDF 1.7", "210 × 297 mm and "
                                                   "3 mm of bleed", "Helvetica (CFF)"]),
    "ghostscript, with spots": (with_spots, ["not-pdfx", "spot-colour"],
                                ["'Pantone 300'", "'Gold'"]),
    "ghostscript, badly": (badly, ["art-left-out", "not-pdfx", "rgb-colour", "small-reversed"],
                           ["made from RGB", "4 pt"]),
    "cairo": (by_cairo, ["not-pdfx", "page-boxes", "rgb-colour", "wrong-size"],
              ["cairo", "made from RGB", "what shines through"]),
    "lualatex": (by_lualatex, ["not-pdfx", "page-boxes", "rgb-colour"],
                 ["by TeX", "210 × 297 mm", "LMRoman17"]),
    "browser": (by_a_browser, ["art-left-out", "not-pdfx", "page-boxes", "rgb-colour"],
                ["Chrom", "× 297 mm"]),
}
ISSUE = ("magazine: Inclusion Now\nnumber: 75\nseason: Autumn 2026\ndate: 2026-09-01\n"
         "language: en-GB\nflatplan: [advert]\n")
PIECE = """---
kind: advert
picture: {file: pictures/it.pdf, alt: An advert}
---

Come to the summer school.
"""


def made(suite, name):
    return ADVERTS[name][0](suite.folder("preflight/adverts") / f"{name}.pdf")


def by_others(suite, name):
    path = suite.once(("advert", name), made, suite, name)
    _, slugs, said = ADVERTS[name]
    status, found, printed = told(suite, path)
    equal("findings", slugs, sorted({slug for _, slug in found}))
    equal("exit status", 2 if "rgb-colour" in slugs else 0, status)
    for what in said:
        if what not in printed:
            raise Fail(f"'{what}' is not said:\n{printed}")


def issue_with(suite, name, path):
    folder = suite.folder(f"preflight/issue-{name}")
    (folder / "pictures").mkdir(exist_ok=True)
    (folder / "issue.yaml").write_text(ISSUE)
    (folder / "advert.md").write_text(PIECE)
    shutil.copy(path, folder / "pictures/it.pdf")
    return folder


# What its inks become, by the programs that stand in it.
INKS = {"ghostscript, with spots": {(0.5, 0.22, 0, 0), (0.2, 0.15, 0.4, 0)}}


def is_placed(suite, name):
    """Placed in an issue and converted: what goes to the printer has nothing of its faults, and
    an ink beside the four is what its own function says."""
    folder = issue_with(suite, name, suite.once(("advert", name), made, suite, name))
    must(suite.inpress, "build", folder, "-e", "print", "-o", folder / "out")
    printed = next((folder / "out").glob("*-print.pdf"))
    found = {slug for _, slug in told(suite, printed)[1]}
    # its words stand where its maker has put them, and are smaller than they were made
    if found - {"near-edge", "small-mixed"} - ({"small-reversed"} if "badly" in name else set()):
        raise Fail(told(suite, printed)[2])
    pdf = Pdf(printed)
    inks = {tuple(round(float(v), 3) for v in values) for form in forms(pdf)
            for operator, values, _, _ in operations(pdf.stream(form)) if operator == "k"}
    if not INKS.get(name, set()) <= inks:
        raise Fail(f"{INKS[name]} is not all of {inks}")


def bad_advert(suite):
    path = by_ghostscript(suite.folder("preflight/adverts") / "bad.pdf", BAD, SCRIPT,
                          "[/Helvetica]")
    status, found, printed = told(suite, path)
    equal("findings", [("error", "art-font"), ("error", "rgb-colour"),
                       ("error", "very-low-resolution"), ("warning", "art-left-out"),
                       ("warning", "not-pdfx"), ("warning", "small-reversed")], sorted(found))
    equal("exit status", 2, status)


def locked(suite):
    """Locked files: one that anybody may open, one that asks for a password."""
    plain = written(suite, "plain", advert())
    for password, said in (("", "locked by encryption"), ("secret", "locked by a password")):
        path = plain.with_name(f"locked-{len(password)}.pdf")
        must("qpdf", "--encrypt", password, "owner", "256", "--", plain, path)
        status, found, printed = told(suite, path, env=ALONE)
        if status != 2 or ("error", "bad-art") not in found or said not in printed:
            raise Fail(printed)


def mended(suite):
    data = advert().replace(b"startxref\n", b"startxref\n9")
    status, found, printed = told(suite, written(suite, "mended", data))
    equal("findings", [("warning", "mended-file")], found)


# ---- where there is no room ------------------------------------------------------------------


def in_full_place(suite, *command):
    """Run where TMPDIR has 64 kB. Status, what was said, and what was left there."""
    place = suite.folder("preflight/full")
    script = ('mount -t tmpfs -o size=64k none "$TMPDIR" || exit 99; "$@"; status=$?; '
              'echo "left: $(ls "$TMPDIR" | tr "\\n" " ")"; exit $status')
    done = run("unshare", "-m" if os.getuid() == 0 else "-rm", "sh", "-c", script, "sh", *command,
               env={"TMPDIR": place})
    if done.returncode == 99 or "unshare failed" in done.stdout:
        raise Skip("no small file system can be made here")
    said, left = done.stdout.rsplit("left: ", 1)
    return done.returncode, said, left.strip()


def no_room(suite):
    """Preflight, a build and separations with a full temporary folder: what could not be measured
    is said with its reason, the press file is made, and nothing is left behind."""
    spot = written(suite, "a spot", advert("/S cs 1 scn " + MIDDLE, GOLD % "Gold"))
    status, said, left = in_full_place(suite, suite.inpress, "preflight", spot)
    if "has no room for them" not in said:
        raise Fail(said)
    equal("left by preflight", "", left)
    folder = issue_with(suite, "no-room", spot)
    status, said, left = in_full_place(suite, suite.inpress, "build", folder, "-e", "print",
                                       "--no-cache", "-o", folder / "out")
    if "nobody measured how much ink the drawing 'pictures/it.pdf'" not in said or \
            "room for its plates" not in said or "No space left" in said:
        raise Fail(said)
    if not list((folder / "out").glob("*-print.pdf")):
        raise Fail("no press file\n" + said)
    equal("left by build", "", left)
    status, said, left = in_full_place(suite, suite.inpress, "proof", folder, "-e", "print",
                                       "--separations", "-o", folder / "proof")
    equal("status of separations", 4, status)
    if "No space left on device" not in said:
        raise Fail(said)
    equal("left by separations", "", left)


# ---- broken files --------------------------------------------------------------------------


def nested(levels, times):
    """Forms in forms: times ** levels of them in all."""
    forms = [form("/I Do " * times, f"/Resources <</XObject <</I {11 + i} 0 R>>>>")
             for i in range(levels)]
    return advert("/I Do", FORM, objects=forms + [form("0 g 0 0 9 9 re f")])


def pages(kids, count):
    return assemble(["<</Type /Catalog /Pages 2 0 R>>",
                     f"<</Type /Pages /Kids [{kids}] /Count {count}>>"])


def broken():
    whole = advert(GROUND + WORDS)
    yield "empty", b"", "no PDF file"
    yield "words", b"This is no PDF at all.\n" * 50, "no PDF file"
    yield "half of it", whole[:len(whole) // 2], None
    yield "only its head", b"%PDF-1.6\n", "no PDF file"
    yield "no page", pages("", 0), "no page"
    yield "pages in themselves", pages("2 0 R", 1), None
    yield "a page that is a number", pages("17", 1), None
    yield "a billion forms", nested(9, 10), "too much to look at"
    yield "forms too deep", nested(60, 1), "too much to look at"
    yield "states too deep", advert("q " * 100000), "too much to look at"
    yield "brackets too deep", advert("[" * 200000 + " 0 g " + MIDDLE), None
    yield "arrays too deep", advert(catalog="/X " + "[" * 100000), None
    yield "huge numbers", advert("1e308 99999999999999999999999999999999999999 w 0 0 9" +
                                 "9" * 400 + " 9 re f 9" + "9" * 400 + " 0 0 1 0 0 cm " + WORDS +
                                 " BT /F 9" + "9" * 400 + " Tf 9999999999999999999 Tr (x) Tj ET"),\
        None
    yield "huge boxes", advert(GROUND, media="[-1e30 -9" + "9" * 60 + " 9" + "9" * 60 + " 1]"), None
    yield "no boxes", advert(GROUND, media="[]", trim="[0 0]", bleed="(x)"), "no size"
    yield "a bomb", advert(objects=[stream("q Q " * 30000000, flate=True)]).replace(
        b"/Contents 4 0 R", b"/Contents 10 0 R"), "too much to look at"
    yield "wide letters", advert(words(9, "0 g"), face="<</Type /Font /Subtype /Type0 /BaseFont /X "
                                 "/DescendantFonts [<</Subtype /CIDFontType2 /W [" +
                                 "0 65535 9 " * 20000 + "]>>]>>"), None
    yield "font in itself", advert(words(9, "0 g"), face="<</Type /Font /Subtype /Type0 "
                                   "/DescendantFonts [5 0 R]>>"), None
    yield "space in itself", advert("/S cs 1 scn " + MIDDLE, "/ColorSpace <</S 10 0 R>>",
                                    objects=["[/Indexed 10 0 R 1 <00>]"]), None
    yield "picture without end", advert("BI /W 9 /H 9 ID abc"), None
    yield "many spots", advert("/S cs " + MIDDLE, "/ColorSpace <</S [/DeviceN [" +
                               "/A " * 5000 + "] /DeviceCMYK 9 0 R]>>"), None


def ends(suite, name):
    """With a message, in time, and without a crash; whatever it says of the file."""
    data, said = next((d, s) for n, d, s in broken() if n == name)
    path = written(suite, f"broken {name}", data)
    begun = time.monotonic()
    status, found, printed = told(suite, path, env=ALONE)
    if time.monotonic() - begun > SECONDS:
        raise Fail(f"it took {time.monotonic() - begun:.0f} s")
    if said and said not in printed:
        raise Fail(f"'{said}' is not said:\n{printed}")
    if status not in (0, 2) or not printed.strip():
        raise Fail(f"exit status {status}\n{printed}")


def not_measured(suite):
    """What is too much for us is not handed on to ghostscript."""
    begun = time.monotonic()
    path = written(suite, "a billion forms", nested(9, 10))
    if "not measured: a page is too much" not in told(suite, path)[2]:
        raise Fail(told(suite, path)[2])
    if time.monotonic() - begun > SECONDS:
        raise Fail(f"it took {time.monotonic() - begun:.0f} s")


def not_there(suite):
    for path, slug in (("no/such.pdf", "missing-file"), (ROOT / "tests", "bad-art")):
        status, found, printed = told(suite, path, env=ALONE)
        if status != 2 or ("error", slug) not in found:
            raise Fail(printed)
    equal("no file named", 3, run(suite.inpress, "preflight").returncode)


def check(suite):
    for name in CASES:
        suite.check(f"preflight/fault {name}", fault, suite, name)
    for name, function in (("ink", ink), ("facts", facts), ("printers", printers),
                           ("bad advert", bad_advert), ("locked", locked), ("mended", mended), ("own profile", own_profile),
                           ("several pages", several_pages),
                           ("sheets", imposed_sheets), ("many pages", many_pages),
                           ("too many pages", too_many_pages),
                           ("plates not made", plates_not_made), ("no room", no_room),
                           ("not measured", not_measured),
                           ("not there", not_there)):
        suite.check(f"preflight/{name}", function, suite)
    for case in ("press-limits", "art-limits"):
        suite.check(f"preflight/the same rule for {case}", same_rule, suite, case)
    for name in ADVERTS:
        suite.check(f"preflight/advert by {name}", by_others, suite, name)
        suite.check(f"preflight/advert by {name} is placed", is_placed, suite, name)
    if suite.wants_any(["preflight"]):
        for name, _, _ in broken():
            suite.check(f"preflight/broken {name}", ends, suite, name)
    for folder in issues():
        for edition in Plan(home(folder)).press():
            suite.check(f"preflight/own {folder.name}-{edition}", own_print_file, suite, folder,
                        edition)
