"""Files that break one clause of PDF/X-1a each, by what older presses cannot do.

The good file is PDF/X-1a of the issue that x4_mutants.py breaks. What both standards ask is
broken there: SHARED are its mutants of the checks that x1a.py takes from x4.py.
"""
from pdf import x1a, x4, x4_mutants
from pdf.broken import Mutants, form, image, page, paint, state, stream

MUTANTS = Mutants()
breaks = MUTANTS.breaks

# qpdf puts no object streams into a file of its own accord.
STREAMS = "--object-streams=generate"


@breaks("version")
def of_pdf_1_5(pdf):
    pdf.version = "1.5"


@breaks("plain", STREAMS)
def objects_in_streams(pdf):
    """By qpdf, when it is written."""


@breaks("plain")
def layer(pdf):
    pdf.add({"/Type": "/OCG", "/Name": "u:Words"})
    paint(pdf, b"/OC /Lm BDC EMC", Properties={"/Lm": {"/Type": "/OCG", "/Name": "u:Words"}})


@breaks("plain")
def sixteen_bits(pdf):
    image(pdf, "/DeviceGray", BitsPerComponent=16)


@breaks("plain")
def open_type(pdf):
    for reference, thing in list(pdf.objects.items()):
        if isinstance(thing.get("value"), dict) and "/FontFile2" in thing["value"]:
            thing["value"]["/FontFile3"] = stream(pdf, {"/Subtype": "/OpenType"}, b"a font")


@breaks("only_inks")
def red(pdf):
    paint(pdf, b"1 0 0 rg 0 0 9 9 re f")


@breaks("only_inks")
def grey_by_a_profile(pdf):
    paint(pdf, b"/Cm cs 0 scn", ColorSpace={"/Cm": ["/ICCBased", stream(pdf, {"/N": 1}, b"g")]})


@breaks("only_inks")
def cmyk_by_a_profile_in_a_form(pdf):
    form(pdf, b"/Cm cs 0 0 0 1 scn", Resources={"/ColorSpace": {
        "/Cm": ["/ICCBased", stream(pdf, {"/N": 4}, b"another printer's")]}})


@breaks("only_inks")
def grey_of_a_lamp(pdf):
    image(pdf, ["/CalGray", {"/WhitePoint": [1, 1, 1]}])


@breaks("pictures", "--stream-data=preserve")
def jpeg_2000(pdf):
    image(pdf, "/DeviceGray", Filter="/JPXDecode")


@breaks("trapped")
def trapped_unknown(pdf):
    pdf.info["/Trapped"] = "/Unknown"


@breaks("trapped")
def trapped_not_said(pdf):
    pdf.info.pop("/Trapped")


@breaks("identification")
def of_2001(pdf):
    pdf.info["/GTS_PDFXVersion"] = "u:PDF/X-1:2001"


@breaks("identification")
def not_said(pdf):
    pdf.info.pop("/GTS_PDFXVersion")


@breaks("identification")
def conforms_otherwise(pdf):
    pdf.info["/GTS_PDFXConformance"] = "u:PDF/X-1a:2001"


@breaks("information")
def no_title(pdf):
    pdf.info.pop("/Title")


@breaks("information")
def no_date(pdf):
    pdf.info.pop("/ModDate")


@breaks("information")
def date_in_words(pdf):
    pdf.info["/CreationDate"] = "u:autumn"


@breaks("opaque")
def soft_mask(pdf):
    image(pdf, "/DeviceGray", SMask=image(pdf, "/DeviceGray"))


@breaks("opaque")
def mask_of_a_state(pdf):
    mask = form(pdf, b"0 g 0 0 9 9 re f")
    state(pdf, SMask={"/Type": "/Mask", "/S": "/Luminosity", "/G": mask})


@breaks("opaque")
def alpha(pdf):
    state(pdf, ca=0.99)


@breaks("opaque")
def alpha_of_lines(pdf):
    state(pdf, CA=0)


@breaks("opaque")
def multiplied(pdf):
    state(pdf, BM="/Multiply")


@breaks("opaque")
def group(pdf):
    form(pdf, b"", Group={"/S": "/Transparency", "/CS": "/DeviceCMYK"})


@breaks("opaque")
def group_of_a_page(pdf):
    page(pdf)["/Group"] = {"/S": "/Transparency"}


def shared():
    """(name of the check, mutant) for what x1a.py has of x4.py."""
    same = {check.__name__ for _, check in x1a.CHECKS if check.__module__ == x4.__name__}
    return [row for row in x4_mutants.MUTANTS.rows if row[0] in same]
