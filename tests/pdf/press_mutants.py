"""Files that break one clause of PDF/X each: the check named beside it must say so.

x4 names the check of x4.py, x1a that of x1a.py; what is broken for both is made of both good
files. These have pictures, forms and a soft mask (samples/drawings). What x1a.py has of x4.py
is broken once more there, by the first mutant of each check. A few files keep their clause all
the same, and must pass.
"""
from pdf import x1a, x4
from pdf.broken import (Mutants, annotation, edit_xmp, form, image, intent, lzw, names, page,
                        paint, profile, state, stream)

MUTANTS = Mutants()
breaks, keeps = MUTANTS.breaks, MUTANTS.keeps


# ---- the file ------------------------------------------------------------------

@breaks(x4="version", x1a="version")
def newer(pdf):
    pdf.version = "1.7"


@breaks(x4="version")
def newer_by_its_catalogue(pdf):
    pdf.root["/Version"] = "/1.7"


@breaks(x4="complete")
def page_of_another_file(pdf):
    form(pdf, b"", Ref={"/F": "u:advert.pdf", "/Page": 0})


@breaks(x4="complete")
def bytes_elsewhere(pdf):
    pdf.get(image(pdf, "/DeviceGray"))["/F"] = "u:picture.dat"


@breaks(x4="output_intent")
def two_intents(pdf):
    pdf.root["/OutputIntents"] = pdf.get(pdf.root["/OutputIntents"]) * 2


@breaks(x4="output_intent")
def intent_of_an_archive(pdf):
    intent(pdf)["/S"] = "/GTS_PDFA1"


@breaks(x4="output_intent")
def no_condition(pdf):
    intent(pdf).pop("/OutputConditionIdentifier")


@breaks(x4="output_intent")
def no_registry(pdf):
    intent(pdf).pop("/RegistryName")


@breaks(x4="output_intent")
def profile_elsewhere(pdf):
    intent(pdf)["/DestOutputProfileRef"] = {"/ProfileName": "u:FOGRA39"}


@breaks(x4="output_profile")
def no_profile(pdf):
    intent(pdf).pop("/DestOutputProfile")


@breaks(x4="output_profile")
def profile_of_a_screen(pdf):
    profile(pdf, lambda icc: icc[:12] + b"mntr" + icc[16:])


@breaks(x4="output_profile")
def profile_miscounted(pdf):
    pdf.get(intent(pdf)["/DestOutputProfile"])["/N"] = 3


@breaks(x4="output_profile")
def profile_cut_off(pdf):
    profile(pdf, lambda icc: icc[:5000])


@breaks(x4="output_intent")
def condition_of_ones_own(pdf):
    intent(pdf)["/OutputConditionIdentifier"] = "u:The machine in our cellar"
    intent(pdf).pop("/Info")


@keeps(x4="output_intent")
def condition_of_ones_own_in_words(pdf):
    intent(pdf)["/OutputConditionIdentifier"] = "u:The machine in our cellar"


@breaks(x4="output_profile", x1a="output_profile")
def profile_of_the_future(pdf):
    profile(pdf, lambda icc: icc[:8] + b"\4\x40" + icc[10:])


@breaks(x1a="output_profile")
def profile_of_icc_4(pdf):
    profile(pdf, lambda icc: icc[:8] + b"\4\x20" + icc[10:])


@keeps(x1a="output_profile")
def registered_without_a_profile(pdf):
    intent(pdf).pop("/DestOutputProfile")


@breaks(x4="device_colours", x1a="only_inks")
def red_words(pdf):
    paint(pdf, b"1 0 0 rg 0 0 9 9 re f")


@breaks(x4="device_colours")
def red_line(pdf):
    paint(pdf, b"/DeviceRGB CS 1 0 0 SC 0 0 m 9 9 l S")


@breaks(x4="device_colours")
def red_in_a_form(pdf):
    form(pdf, b"1 0 0 rg 0 0 9 9 re f")


@breaks(x4="device_colours")
def red_in_a_pattern(pdf):
    tile = stream(pdf, {"/Type": "/Pattern", "/PatternType": 1, "/PaintType": 1, "/TilingType": 1,
                        "/BBox": [0, 0, 9, 9], "/XStep": 9, "/YStep": 9, "/Resources": {}},
                  b"1 0 0 rg 0 0 9 9 re f")
    paint(pdf, b"/Pattern cs /Pm scn 0 0 9 9 re f", Pattern={"/Pm": tile})


@breaks(x4="device_colours")
def red_shading(pdf):
    paint(pdf, b"/Sm sh", Shading={"/Sm": {
        "/ShadingType": 2, "/ColorSpace": "/DeviceRGB", "/Coords": [0, 0, 9, 9],
        "/Function": {"/FunctionType": 2, "/Domain": [0, 1], "/N": 1, "/C0": [0, 0, 0],
                      "/C1": [1, 0, 0]}}})


@breaks(x4="device_colours")
def red_in_a_mask(pdf):
    mask = stream(pdf, {"/Type": "/XObject", "/Subtype": "/Form", "/BBox": [0, 0, 9, 9],
                        "/Group": {"/S": "/Transparency", "/CS": "/DeviceGray"}},
                  b"1 0 0 rg 0 0 9 9 re f")
    state(pdf, SMask={"/Type": "/Mask", "/S": "/Luminosity", "/G": mask})


@breaks(x4="device_colours", x1a="only_inks")
def picture_in_rgb(pdf):
    image(pdf, "/DeviceRGB")


@breaks(x4="device_colours")
def picture_within_the_page_in_rgb(pdf):
    paint(pdf, b"BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI")


@breaks(x4="device_colours")
def palette_of_a_picture_in_rgb(pdf):
    image(pdf, ["/Indexed", "/DeviceRGB", 0, "b:ff0000"])


@breaks(x4="device_colours")
def spot_by_way_of_rgb(pdf):
    paint(pdf, b"/Cm cs 1 scn", ColorSpace={"/Cm": [
        "/Separation", "/Gold", "/DeviceRGB", {"/FunctionType": 2, "/Domain": [0, 1], "/N": 1,
                                               "/C0": [1, 1, 1], "/C1": [1, 1, 0]}]})


@breaks(x4="profiles_of_colours")
def intent_again_as_a_colour(pdf):
    paint(pdf, b"/Cm cs 0 0 0 1 scn",
          ColorSpace={"/Cm": ["/ICCBased", intent(pdf)["/DestOutputProfile"]]})


@breaks(x4="profiles_of_colours")
def profile_that_overprints(pdf):
    other = stream(pdf, {"/N": 4}, b"another printer's")
    paint(pdf, b"/Gm gs /Cm cs 0 0 0 1 scn", ColorSpace={"/Cm": ["/ICCBased", other]},
          ExtGState={"/Gm": {"/op": True, "/OP": True, "/OPM": 1}})


def gold(yellow=1):
    return ["/Separation", "/Gold", "/DeviceCMYK", {
        "/FunctionType": 2, "/Domain": [0, 1], "/N": 1, "/C0": [0] * 4, "/C1": [0, 0, yellow, 0]}]


@breaks(x4="spots_alike")
def gold_of_two_colours(pdf):
    paint(pdf, b"/Cm cs 1 scn /Cn cs 1 scn", ColorSpace={"/Cm": gold(), "/Cn": gold(0.5)})


@keeps(x4="spots_alike")
def gold_told_twice(pdf):
    paint(pdf, b"/Cm cs 1 scn /Cn cs 1 scn", ColorSpace={"/Cm": gold(), "/Cn": pdf.add(gold())})


@breaks(x4="fonts")
def font_not_embedded(pdf):
    for thing in pdf.objects.values():
        if isinstance(thing.get("value"), dict):
            thing["value"].pop("/FontFile2", None)


@breaks(x4="fonts")
def font_of_the_system(pdf):
    paint(pdf, b"BT /Fm 9 Tf (words) Tj ET", Font={"/Fm": {
        "/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}})


@breaks(x4="fonts")
def no_map_to_glyphs(pdf):
    for thing in pdf.objects.values():
        if isinstance(thing.get("value"), dict):
            thing["value"].pop("/CIDToGIDMap", None)


@breaks(x4="names_in_unicode", qpdf=["--object-streams=disable"],
        then=lambda data: data.replace(b"/BaseFont /Mut", b"/BaseFont /#e9"))
def font_named_in_latin_1(pdf):
    for thing in pdf.objects.values():
        if "/BaseFont" in (thing.get("value") or {}):
            thing["value"]["/BaseFont"] = "/Mutant"


@breaks(x4="names_in_unicode", qpdf=["--object-streams=disable"],
        then=lambda data: data.replace(b"/Separation /Mut", b"/Separation /#e9"))
def spot_named_in_latin_1(pdf):
    ink = gold()
    ink[1] = "/Mutant"
    paint(pdf, b"/Cm cs 1 scn", ColorSpace={"/Cm": ink})


@keeps(x4="names_in_unicode")
def spot_named_in_utf_8(pdf):
    ink = gold()
    ink[1] = "/Or fonc\u00e9"
    paint(pdf, b"/Cm cs 1 scn", ColorSpace={"/Cm": ink})


@breaks(x4="files_within")
def file_within(pdf):
    data = stream(pdf, {"/Type": "/EmbeddedFile"}, b"a letter")
    names(pdf, EmbeddedFiles=["u:letter.txt", {"/F": "u:letter.txt", "/EF": {"/F": data}}])


@breaks(x4="filters", qpdf=["--stream-data=preserve"])
def packed_by_lzw(pdf):
    reference = pdf.content_refs(page(pdf))[0]
    pdf.set_stream(reference, lzw(pdf.stream(reference)))
    pdf.get(reference)["/Filter"] = "/LZWDecode"


@breaks(x4="filters", qpdf=["--stream-data=preserve"])
def picture_within_the_page_packed_by_lzw(pdf):
    paint(pdf, b"BI /W 1 /H 1 /BPC 8 /CS /G /F /LZW ID " + lzw(b"a") + b" EI")


@breaks(x4="trapped")
def trapped_in_info(pdf):
    pdf.info["/Trapped"] = "/True"


@breaks(x4="trapped", x1a="trapped")
def trapped_as_a_word(pdf):
    pdf.info["/Trapped"] = "u:False"


@breaks(x4="trapped")
def trapped_unknown(pdf):
    edit_xmp(pdf, rb"<pdf:Trapped>False", b"<pdf:Trapped>Unknown")


# ---- what it says of itself ------------------------------------------------------

@breaks(x4="file_id", then=lambda data: data.replace(b"/ID [", b"/Ij ["))
def no_id(pdf):
    """Out of the written file."""


@breaks(x4="metadata")
def no_metadata(pdf):
    pdf.root.pop("/Metadata")


@breaks(x4="metadata")
def metadata_not_xml(pdf):
    edit_xmp(pdf, rb"</rdf:RDF>", b"</rdf:RDE>")


@breaks(x4="metadata")
def no_title(pdf):
    edit_xmp(pdf, rb"(?s)<dc:title>.*</dc:title>", b"")


@breaks(x4="metadata")
def no_document_id(pdf):
    edit_xmp(pdf, rb"<xmpMM:DocumentID>.*</xmpMM:DocumentID>", b"")


@breaks(x4="metadata")
def no_version_id(pdf):
    edit_xmp(pdf, rb"<xmpMM:VersionID>.*</xmpMM:VersionID>", b"")


@breaks(x4="metadata")
def no_rendition_class(pdf):
    edit_xmp(pdf, rb"<xmpMM:RenditionClass>.*</xmpMM:RenditionClass>", b"")


@breaks(x4="metadata")
def no_date(pdf):
    edit_xmp(pdf, rb"<xmp:MetadataDate>.*</xmp:MetadataDate>", b"")


@breaks(x4="metadata")
def date_in_words(pdf):
    edit_xmp(pdf, rb"<xmp:CreateDate>.*<", b"<xmp:CreateDate>autumn<")


@breaks(x4="info_agrees")
def other_title(pdf):
    pdf.info["/Title"] = "u:Untitled"


@breaks(x4="info_agrees")
def other_date(pdf):
    pdf.info["/ModDate"] = "u:D:20260101000000Z"


@breaks(x4="info_agrees")
def other_zone(pdf):
    pdf.info["/CreationDate"] = pdf.info["/CreationDate"].replace("Z", "+01'00'")


@breaks(x4="identification")
def other_standard(pdf):
    edit_xmp(pdf, rb"<pdfxid:GTS_PDFXVersion>PDF/X-4", b"<pdfxid:GTS_PDFXVersion>PDF/X-4p")


@breaks(x4="identification")
def other_namespace(pdf):
    edit_xmp(pdf, rb"http://www.npes.org/pdfx/ns/id/", b"http://ns.adobe.com/pdfx/1.3/")


@breaks(x4="identification")
def other_standard_in_info(pdf):
    pdf.info["/GTS_PDFXVersion"] = "u:PDF/X-3:2002"


# ---- pages -------------------------------------------------------------------

@breaks(x4="boxes")
def trim_and_art(pdf):
    page(pdf)["/ArtBox"] = page(pdf)["/TrimBox"]


@breaks(x4="boxes")
def neither_trim_nor_art(pdf):
    page(pdf).pop("/TrimBox")


@breaks(x4="boxes")
def trim_out_of_bleed(pdf):
    page(pdf)["/BleedBox"] = [20, 20, 500, 500]


@breaks(x4="boxes")
def bleed_out_of_media(pdf):
    page(pdf)["/BleedBox"] = [-9, -9, 700, 900]


@breaks(x4="boxes")
def trim_cropped(pdf):
    page(pdf)["/CropBox"] = [0, 0, 300, 858]


@breaks(x4="boxes")
def bleed_cropped(pdf):
    page(pdf)["/CropBox"] = page(pdf)["/TrimBox"]


@breaks(x4="boxes")
def crop_without_area(pdf):
    page(pdf)["/CropBox"] = [0, 0, 0, 858]
    page(pdf)["/BleedBox"] = page(pdf)["/TrimBox"] = [0, 0, 0, 1]


@breaks(x4="graphics_states")
def transfer_function(pdf):
    state(pdf, TR={"/FunctionType": 2, "/Domain": [0, 1], "/N": 2})


@breaks(x4="graphics_states")
def second_transfer_function(pdf):
    state(pdf, TR2={"/FunctionType": 2, "/Domain": [0, 1], "/N": 2})


@breaks(x4="graphics_states")
def halftone_phase(pdf):
    state(pdf, HTP=[1, 1])


@breaks(x4="graphics_states")
def halftone_as_a_picture(pdf):
    state(pdf, HT=stream(pdf, {"/Type": "/Halftone", "/HalftoneType": 6, "/Width": 1,
                               "/Height": 1}, b"a"))


@keeps(x4="graphics_states")
def halftone_of_a_press(pdf):
    state(pdf, TR2="/Default", HT={"/Type": "/Halftone", "/HalftoneType": 1, "/Frequency": 60,
                                   "/Angle": 45, "/SpotFunction": "/Round"})


@breaks(x4="graphics_states")
def halftone_by_name(pdf):
    state(pdf, HT={"/Type": "/Halftone", "/HalftoneType": 1, "/HalftoneName": "u:Fine",
                   "/Frequency": 60, "/Angle": 45, "/SpotFunction": "/Round"})


@breaks(x4="postscript")
def postscript_object(pdf):
    paint(pdf, b"", XObject={"/Xm": stream(pdf, {"/Type": "/XObject", "/Subtype": "/PS"},
                                           b"showpage")})


@breaks(x4="postscript")
def postscript_form(pdf):
    form(pdf, b"", Subtype2="/PS")


@breaks(x4="encryption", qpdf=["--encrypt", "", "", "128", "--use-aes=y", "--"])
def encrypted(pdf):
    """By qpdf, when it is written."""


@breaks(x4="stand_ins")
def picture_by_opi(pdf):
    image(pdf, "/DeviceGray", OPI={"/2.0": {"/Type": "/OPI", "/Version": 2, "/F": "u:a.tif"}})


@breaks(x4="stand_ins")
def other_picture_in_print(pdf):
    image(pdf, "/DeviceGray", Alternates=[{"/Image": image(pdf, "/DeviceGray"),
                                           "/DefaultForPrinting": True}])


@breaks(x4="annotations")
def link_on_the_page(pdf):
    annotation(pdf, "/Link", [100, 100, 200, 200])


@breaks(x4="annotations")
def note_in_the_bleed(pdf):
    annotation(pdf, "/Text", [2, 2, 6, 6])


@breaks(x4="annotations")
def printers_mark_in_the_trim(pdf):
    annotation(pdf, "/PrinterMark", [100, 100, 200, 200])


@keeps(x4="annotations")
def note_beside_the_page(pdf):
    annotation(pdf, "/Text", [2000, 2000, 2100, 2100])


@breaks(x4="actions")
def action_of_the_file(pdf):
    pdf.root["/AA"] = {"/WP": {"/S": "/Named", "/N": "/NextPage"}}


@breaks(x4="actions")
def action_on_opening(pdf):
    pdf.root["/OpenAction"] = {"/S": "/Named", "/N": "/LastPage"}


@breaks(x4="actions")
def script(pdf):
    names(pdf, JavaScript=["u:hello", {"/S": "/JavaScript", "/JS": "u:app.alert('hello')"}])


@breaks(x4="actions")
def action_of_a_page(pdf):
    page(pdf)["/AA"] = {"/O": {"/S": "/Named", "/N": "/NextPage"}}


@breaks(x4="actions")
def action_beside_the_page(pdf):
    annotation(pdf, "/Link", [2000, 2000, 2100, 2100],
               A={"/S": "/URI", "/URI": "u:https://example.org"})


@breaks(x4="operators")
def unknown_operator(pdf):
    paint(pdf, b"BX 1 2 shine EX")


@breaks(x4="transparency")
def group_in_rgb(pdf):
    form(pdf, b"", Group={"/S": "/Transparency", "/CS": "/DeviceRGB"})


@breaks(x4="transparency")
def page_in_rgb(pdf):
    page(pdf)["/Group"] = {"/S": "/Transparency", "/CS": "/DeviceRGB"}


@breaks(x4="transparency")
def unknown_blend(pdf):
    state(pdf, BM="/Shine")


@breaks(x4="viewer")
def shows_the_crop(pdf):
    pdf.root["/ViewerPreferences"] = {"/ViewArea": "/CropBox"}


@breaks(x4="presentations")
def slides(pdf):
    names(pdf, AlternatePresentations=["u:slides", {"/Type": "/SlideShow"}])


@breaks(x4="presentations")
def steps(pdf):
    page(pdf)["/PresSteps"] = {"/Type": "/NavNode"}


@breaks(x4="rendering_intents")
def vivid(pdf):
    paint(pdf, b"/Vivid ri")


@breaks(x4="rendering_intents")
def vivid_picture(pdf):
    image(pdf, "/DeviceGray", Intent="/Vivid")


def layered(pdf, **entries):
    """A layer as it ought to be, but for these entries of OCProperties."""
    group = pdf.add({"/Type": "/OCG", "/Name": "u:Words"})
    paint(pdf, b"/OC /Lm BDC 0 0 0 1 k EMC", Properties={"/Lm": group})
    pdf.root["/OCProperties"] = {"/OCGs": [group], "/D": {"/Name": "u:All", "/Order": [group]},
                                 **{"/" + k: v for k, v in entries.items()}}


@breaks(x4="layers", x1a="plain")
def layer_of_no_list(pdf):
    layered(pdf)
    pdf.root.pop("/OCProperties")


@breaks(x4="layers")
def layer_not_listed(pdf):
    layered(pdf, OCGs=[])


@breaks(x4="layers")
def layers_without_default(pdf):
    layered(pdf)
    pdf.root["/OCProperties"].pop("/D")


@breaks(x4="layers")
def layers_that_come_and_go(pdf):
    layered(pdf, D={"/Name": "u:All", "/AS": [{"/Event": "/Print", "/Category": ["/Print"]}]})


@breaks(x4="layers")
def layers_of_no_name(pdf):
    layered(pdf, D={"/Order": []})


@breaks(x4="layers")
def layers_called_alike(pdf):
    layered(pdf, Configs=[{"/Name": "u:All"}])


@breaks(x4="layers")
def layer_out_of_order(pdf):
    layered(pdf, D={"/Name": "u:All", "/Order": []})


@keeps(x4="layers")
def layers_as_they_ought_to_be(pdf):
    layered(pdf)


@breaks(x4="limits")
def nested_deep(pdf):
    paint(pdf, b"q " * 30 + b"Q " * 30)


@breaks(x4="limits")
def long_name(pdf):
    paint(pdf, b"", XObject={"/" + "x" * 200: image(pdf, "/DeviceGray")})


@breaks(x4="limits")
def long_string(pdf):
    paint(pdf, b"/Span <</ActualText (" + b"x" * 40000 + b")>> BDC EMC BT (" + b"x" * 40000 +
          b") Tj ET")


@breaks(x4="limits")
def vast_page(pdf):
    page(pdf)["/MediaBox"] = [0, 0, 15000, 900]


@breaks(x4="forms_to_fill_in")
def xfa(pdf):
    pdf.root["/AcroForm"] = {"/Fields": [], "/XFA": stream(pdf, {}, b"<xdp/>")}


JPX = b"\0\0\0\x0cjP  \r\n\x87\n"


def box(kind, inner):
    return (8 + len(inner)).to_bytes(4, "big") + kind + inner


def jpx(pdf, channels=3, colours=(b"\1\0\0" + (16).to_bytes(4, "big"),), more=b""):
    """A picture that is a JP2 file as far as its head says what it is."""
    head = (1).to_bytes(4, "big") * 2 + channels.to_bytes(2, "big") + b"\7\7\0\0"
    made = stream(pdf, {"/Type": "/XObject", "/Subtype": "/Image", "/Width": 1, "/Height": 1,
                        "/Filter": "/JPXDecode"},
                  JPX + box(b"jp2h", box(b"ihdr", head) + b"".join(
                      box(b"colr", colour) for colour in colours) + more) + box(b"jp2c", b"x"))
    paint(pdf, b"/Im Do", XObject={"/Im": made})


PACKED = ["--stream-data=preserve"]


@breaks(x4="jpeg_2000", x1a="pictures", qpdf=PACKED)
def jpx_of_two_channels(pdf):
    jpx(pdf, channels=2)


@breaks(x4="jpeg_2000", qpdf=PACKED)
def jpx_in_ciejab(pdf):
    jpx(pdf, colours=[b"\1\0\0" + (19).to_bytes(4, "big")])


@breaks(x4="jpeg_2000", qpdf=PACKED)
def jpx_in_two_spaces(pdf):
    jpx(pdf, colours=[b"\1\0\0" + (16).to_bytes(4, "big"), b"\2\0\0" + b"a profile"])


@breaks(x4="jpeg_2000", qpdf=PACKED)
def jpx_without_a_head(pdf):
    image(pdf, "/DeviceGray", Filter="/JPXDecode")


@keeps(x4="jpeg_2000", qpdf=PACKED)
def jpx_with_opacity(pdf):
    """Three channels of colour, one of opacity."""
    channels = b"".join(n.to_bytes(2, "big") + kind.to_bytes(2, "big") + b"\0\0"
                        for n, kind in ((0, 0), (1, 0), (2, 0), (3, 1)))
    jpx(pdf, channels=4, more=box(b"cdef", b"\0\4" + channels))


# ---- what printers ask beside it ----------------------------------------------

@breaks(x4="only_inks")
def rgb_by_a_profile(pdf):
    other = stream(pdf, {"/N": 3, "/Alternate": "/DeviceRGB"}, b"a screen's")
    form(pdf, b"/Cm cs 1 0 0 scn 0 0 9 9 re f",
         Resources={"/ColorSpace": {"/Cm": ["/ICCBased", other]}})


@breaks(x4="only_inks")
def lab(pdf):
    paint(pdf, b"/Cm cs 50 0 0 scn", ColorSpace={"/Cm": ["/Lab", {"/WhitePoint": [1, 1, 1]}]})


@breaks(x4="only_inks")
def picture_by_a_profile(pdf):
    image(pdf, ["/ICCBased", stream(pdf, {"/N": 3}, b"a camera's")])


@breaks(x4="only_inks")
def spot(pdf):
    paint(pdf, b"/Cm cs 1 scn", ColorSpace={"/Cm": gold()})


@breaks(x4="plain_pages")
def turned(pdf):
    page(pdf)["/Rotate"] = 90


@breaks(x4="plain_pages")
def no_bleed(pdf):
    page(pdf).pop("/BleedBox")


@breaks(x4="nothing_for_screens")
def outline(pdf):
    pdf.root["/Outlines"] = pdf.add({"/Type": "/Outlines", "/Count": 0})


# ---- what an older press cannot do --------------------------------------------

@breaks(x1a="version")
def of_pdf_1_5(pdf):
    pdf.version = "1.5"


@breaks(x1a="plain", qpdf=["--object-streams=generate"])
def objects_in_streams(pdf):
    """By qpdf, when it is written; it puts none in of its own accord."""


@breaks(x1a="plain")
def sixteen_bits(pdf):
    image(pdf, "/DeviceGray", BitsPerComponent=16)


@breaks(x1a="plain")
def open_type(pdf):
    for reference, thing in list(pdf.objects.items()):
        if isinstance(thing.get("value"), dict) and "/FontFile2" in thing["value"]:
            thing["value"]["/FontFile3"] = stream(pdf, {"/Subtype": "/OpenType"}, b"a font")


@breaks(x1a="only_inks")
def grey_by_a_profile(pdf):
    paint(pdf, b"/Cm cs 0 scn", ColorSpace={"/Cm": ["/ICCBased", stream(pdf, {"/N": 1}, b"g")]})


@breaks(x1a="only_inks")
def cmyk_by_a_profile_in_a_form(pdf):
    form(pdf, b"/Cm cs 0 0 0 1 scn", Resources={"/ColorSpace": {
        "/Cm": ["/ICCBased", stream(pdf, {"/N": 4}, b"another printer's")]}})


@breaks(x1a="only_inks")
def grey_of_a_lamp(pdf):
    image(pdf, ["/CalGray", {"/WhitePoint": [1, 1, 1]}])


@breaks(x1a="trapped")
def trapped_unknown_in_info(pdf):
    pdf.info["/Trapped"] = "/Unknown"


@breaks(x1a="trapped")
def trapped_not_said(pdf):
    pdf.info.pop("/Trapped")


@breaks(x1a="identification")
def of_2001(pdf):
    pdf.info["/GTS_PDFXVersion"] = "u:PDF/X-1:2001"


@breaks(x1a="identification")
def identity_not_said(pdf):
    pdf.info.pop("/GTS_PDFXVersion")


@breaks(x1a="identification")
def conforms_otherwise(pdf):
    pdf.info["/GTS_PDFXConformance"] = "u:PDF/X-1a:2001"


@breaks(x1a="information")
def no_title_in_info(pdf):
    pdf.info.pop("/Title")


@breaks(x1a="information")
def no_date_in_info(pdf):
    pdf.info.pop("/ModDate")


@breaks(x1a="information")
def date_in_words_in_info(pdf):
    pdf.info["/CreationDate"] = "u:autumn"


@breaks(x1a="opaque")
def soft_mask(pdf):
    image(pdf, "/DeviceGray", SMask=image(pdf, "/DeviceGray"))


@breaks(x1a="opaque")
def mask_of_a_state(pdf):
    mask = form(pdf, b"0 g 0 0 9 9 re f")
    state(pdf, SMask={"/Type": "/Mask", "/S": "/Luminosity", "/G": mask})


@breaks(x1a="opaque")
def alpha(pdf):
    state(pdf, ca=0.99)


@breaks(x1a="opaque")
def alpha_of_lines(pdf):
    state(pdf, CA=0)


@breaks(x1a="opaque")
def multiplied(pdf):
    state(pdf, BM="/Multiply")


@breaks(x1a="opaque")
def group(pdf):
    form(pdf, b"", Group={"/S": "/Transparency", "/CS": "/DeviceCMYK"})


@breaks(x1a="opaque")
def group_of_a_page(pdf):
    page(pdf)["/Group"] = {"/S": "/Transparency"}


def rows(standard):
    """(check's name, mutant, whether it must say something) for x4 or x1a."""
    own = MUTANTS.of(standard)
    if standard == "x4":
        return own
    same = {check.__name__ for _, check in x1a.CHECKS if check.__module__ == x4.__name__}
    first = {}
    for row in MUTANTS.of("x4"):
        if row[2] and row[0] in same:
            first.setdefault(row[0], row)
    return own + list(first.values())
