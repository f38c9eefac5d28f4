"""Files that break one clause of PDF/X-4 each: the check named beside it must say so.

The good file has pictures, forms and a soft mask (samples/drawings).
"""
from pdf.broken import (Mutants, annotation, edit_xmp, form, image, intent, lzw, names, page,
                        paint, profile, state, stream)

MUTANTS = Mutants()
breaks = MUTANTS.breaks


# ---- the file ------------------------------------------------------------------

@breaks("version")
def newer(pdf):
    pdf.version = "1.7"


@breaks("version")
def newer_by_its_catalogue(pdf):
    pdf.root["/Version"] = "/1.7"


@breaks("complete")
def page_of_another_file(pdf):
    form(pdf, b"", Ref={"/F": "u:advert.pdf", "/Page": 0})


@breaks("complete")
def bytes_elsewhere(pdf):
    pdf.get(image(pdf, "/DeviceGray"))["/F"] = "u:picture.dat"


@breaks("output_intent")
def two_intents(pdf):
    pdf.root["/OutputIntents"] = pdf.get(pdf.root["/OutputIntents"]) * 2


@breaks("output_intent")
def intent_of_an_archive(pdf):
    intent(pdf)["/S"] = "/GTS_PDFA1"


@breaks("output_intent")
def no_condition(pdf):
    intent(pdf).pop("/OutputConditionIdentifier")


@breaks("output_intent")
def no_registry(pdf):
    intent(pdf).pop("/RegistryName")


@breaks("output_intent")
def profile_elsewhere(pdf):
    intent(pdf)["/DestOutputProfileRef"] = {"/ProfileName": "u:FOGRA39"}


@breaks("output_profile")
def no_profile(pdf):
    intent(pdf).pop("/DestOutputProfile")


@breaks("output_profile")
def profile_of_a_screen(pdf):
    profile(pdf, lambda icc: icc[:12] + b"mntr" + icc[16:])


@breaks("output_profile")
def profile_miscounted(pdf):
    pdf.get(intent(pdf)["/DestOutputProfile"])["/N"] = 3


@breaks("output_profile")
def profile_cut_off(pdf):
    profile(pdf, lambda icc: icc[:5000])


@breaks("device_colours")
def red_words(pdf):
    paint(pdf, b"1 0 0 rg 0 0 9 9 re f")


@breaks("device_colours")
def red_line(pdf):
    paint(pdf, b"/DeviceRGB CS 1 0 0 SC 0 0 m 9 9 l S")


@breaks("device_colours")
def red_in_a_form(pdf):
    form(pdf, b"1 0 0 rg 0 0 9 9 re f")


@breaks("device_colours")
def red_in_a_pattern(pdf):
    tile = stream(pdf, {"/Type": "/Pattern", "/PatternType": 1, "/PaintType": 1, "/TilingType": 1,
                        "/BBox": [0, 0, 9, 9], "/XStep": 9, "/YStep": 9, "/Resources": {}},
                  b"1 0 0 rg 0 0 9 9 re f")
    paint(pdf, b"/Pattern cs /Pm scn 0 0 9 9 re f", Pattern={"/Pm": tile})


@breaks("device_colours")
def red_shading(pdf):
    paint(pdf, b"/Sm sh", Shading={"/Sm": {
        "/ShadingType": 2, "/ColorSpace": "/DeviceRGB", "/Coords": [0, 0, 9, 9],
        "/Function": {"/FunctionType": 2, "/Domain": [0, 1], "/N": 1, "/C0": [0, 0, 0],
                      "/C1": [1, 0, 0]}}})


@breaks("device_colours")
def red_in_a_mask(pdf):
    mask = stream(pdf, {"/Type": "/XObject", "/Subtype": "/Form", "/BBox": [0, 0, 9, 9],
                        "/Group": {"/S": "/Transparency", "/CS": "/DeviceGray"}},
                  b"1 0 0 rg 0 0 9 9 re f")
    state(pdf, SMask={"/Type": "/Mask", "/S": "/Luminosity", "/G": mask})


@breaks("device_colours")
def picture_in_rgb(pdf):
    image(pdf, "/DeviceRGB")


@breaks("device_colours")
def picture_within_the_page_in_rgb(pdf):
    paint(pdf, b"BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI")


@breaks("device_colours")
def palette_of_a_picture_in_rgb(pdf):
    image(pdf, ["/Indexed", "/DeviceRGB", 0, "b:ff0000"])


@breaks("device_colours")
def spot_by_way_of_rgb(pdf):
    paint(pdf, b"/Cm cs 1 scn", ColorSpace={"/Cm": [
        "/Separation", "/Gold", "/DeviceRGB", {"/FunctionType": 2, "/Domain": [0, 1], "/N": 1,
                                               "/C0": [1, 1, 1], "/C1": [1, 1, 0]}]})


@breaks("profiles_of_colours")
def intent_again_as_a_colour(pdf):
    paint(pdf, b"/Cm cs 0 0 0 1 scn",
          ColorSpace={"/Cm": ["/ICCBased", intent(pdf)["/DestOutputProfile"]]})


@breaks("profiles_of_colours")
def profile_that_overprints(pdf):
    other = stream(pdf, {"/N": 4}, b"another printer's")
    paint(pdf, b"/Gm gs /Cm cs 0 0 0 1 scn", ColorSpace={"/Cm": ["/ICCBased", other]},
          ExtGState={"/Gm": {"/op": True, "/OP": True, "/OPM": 1}})


@breaks("fonts")
def font_not_embedded(pdf):
    for thing in pdf.objects.values():
        if isinstance(thing.get("value"), dict):
            thing["value"].pop("/FontFile2", None)


@breaks("fonts")
def font_of_the_system(pdf):
    paint(pdf, b"BT /Fm 9 Tf (words) Tj ET", Font={"/Fm": {
        "/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}})


@breaks("fonts")
def no_map_to_glyphs(pdf):
    for thing in pdf.objects.values():
        if isinstance(thing.get("value"), dict):
            thing["value"].pop("/CIDToGIDMap", None)


@breaks("files_within")
def file_within(pdf):
    data = stream(pdf, {"/Type": "/EmbeddedFile"}, b"a letter")
    names(pdf, EmbeddedFiles=["u:letter.txt", {"/F": "u:letter.txt", "/EF": {"/F": data}}])


@breaks("filters", "--stream-data=preserve")
def packed_by_lzw(pdf):
    reference = pdf.content_refs(page(pdf))[0]
    pdf.set_stream(reference, lzw(pdf.stream(reference)))
    pdf.get(reference)["/Filter"] = "/LZWDecode"


@breaks("filters", "--stream-data=preserve")
def picture_within_the_page_packed_by_lzw(pdf):
    paint(pdf, b"BI /W 1 /H 1 /BPC 8 /CS /G /F /LZW ID " + lzw(b"a") + b" EI")


@breaks("trapped")
def trapped_in_info(pdf):
    pdf.info["/Trapped"] = "/True"


@breaks("trapped")
def trapped_as_a_word(pdf):
    pdf.info["/Trapped"] = "u:False"


@breaks("trapped")
def trapped_unknown(pdf):
    edit_xmp(pdf, rb"<pdf:Trapped>False", b"<pdf:Trapped>Unknown")


# ---- what it says of itself ------------------------------------------------------

@breaks("file_id", then=lambda data: data.replace(b"/ID [", b"/Ij ["))
def no_id(pdf):
    """Out of the written file."""


@breaks("metadata")
def no_metadata(pdf):
    pdf.root.pop("/Metadata")


@breaks("metadata")
def metadata_not_xml(pdf):
    edit_xmp(pdf, rb"</rdf:RDF>", b"</rdf:RDE>")


@breaks("metadata")
def no_title(pdf):
    edit_xmp(pdf, rb"(?s)<dc:title>.*</dc:title>", b"")


@breaks("metadata")
def no_document_id(pdf):
    edit_xmp(pdf, rb"<xmpMM:DocumentID>.*</xmpMM:DocumentID>", b"")


@breaks("metadata")
def no_version_id(pdf):
    edit_xmp(pdf, rb"<xmpMM:VersionID>.*</xmpMM:VersionID>", b"")


@breaks("metadata")
def no_rendition_class(pdf):
    edit_xmp(pdf, rb"<xmpMM:RenditionClass>.*</xmpMM:RenditionClass>", b"")


@breaks("metadata")
def no_date(pdf):
    edit_xmp(pdf, rb"<xmp:MetadataDate>.*</xmp:MetadataDate>", b"")


@breaks("metadata")
def date_in_words(pdf):
    edit_xmp(pdf, rb"<xmp:CreateDate>.*<", b"<xmp:CreateDate>autumn<")


@breaks("info_agrees")
def other_title(pdf):
    pdf.info["/Title"] = "u:Untitled"


@breaks("info_agrees")
def other_date(pdf):
    pdf.info["/ModDate"] = "u:D:20260101000000Z"


@breaks("info_agrees")
def other_zone(pdf):
    pdf.info["/CreationDate"] = pdf.info["/CreationDate"].replace("Z", "+01'00'")


@breaks("identification")
def other_standard(pdf):
    edit_xmp(pdf, rb"<pdfxid:GTS_PDFXVersion>PDF/X-4", b"<pdfxid:GTS_PDFXVersion>PDF/X-4p")


@breaks("identification")
def other_namespace(pdf):
    edit_xmp(pdf, rb"http://www.npes.org/pdfx/ns/id/", b"http://ns.adobe.com/pdfx/1.3/")


@breaks("identification")
def other_standard_in_info(pdf):
    pdf.info["/GTS_PDFXVersion"] = "u:PDF/X-3:2002"


# ---- pages -------------------------------------------------------------------

@breaks("boxes")
def trim_and_art(pdf):
    page(pdf)["/ArtBox"] = page(pdf)["/TrimBox"]


@breaks("boxes")
def neither_trim_nor_art(pdf):
    page(pdf).pop("/TrimBox")


@breaks("boxes")
def trim_out_of_bleed(pdf):
    page(pdf)["/BleedBox"] = [20, 20, 500, 500]


@breaks("boxes")
def bleed_out_of_media(pdf):
    page(pdf)["/BleedBox"] = [-9, -9, 700, 900]


@breaks("boxes")
def trim_cropped(pdf):
    page(pdf)["/CropBox"] = [0, 0, 300, 858]


@breaks("graphics_states")
def transfer_function(pdf):
    state(pdf, TR={"/FunctionType": 2, "/Domain": [0, 1], "/N": 2})


@breaks("graphics_states")
def second_transfer_function(pdf):
    state(pdf, TR2={"/FunctionType": 2, "/Domain": [0, 1], "/N": 2})


@breaks("graphics_states")
def halftone_phase(pdf):
    state(pdf, HTP=[1, 1])


@breaks("graphics_states")
def halftone_as_a_picture(pdf):
    state(pdf, HT=stream(pdf, {"/Type": "/Halftone", "/HalftoneType": 6, "/Width": 1,
                               "/Height": 1}, b"a"))


@breaks("graphics_states")
def halftone_by_name(pdf):
    state(pdf, HT={"/Type": "/Halftone", "/HalftoneType": 1, "/HalftoneName": "u:Fine",
                   "/Frequency": 60, "/Angle": 45, "/SpotFunction": "/Round"})


@breaks("postscript")
def postscript_object(pdf):
    paint(pdf, b"", XObject={"/Xm": stream(pdf, {"/Type": "/XObject", "/Subtype": "/PS"},
                                           b"showpage")})


@breaks("postscript")
def postscript_form(pdf):
    form(pdf, b"", Subtype2="/PS")


@breaks("encryption", "--encrypt", "", "", "128", "--use-aes=y", "--")
def encrypted(pdf):
    """By qpdf, when it is written."""


@breaks("stand_ins")
def picture_by_opi(pdf):
    image(pdf, "/DeviceGray", OPI={"/2.0": {"/Type": "/OPI", "/Version": 2, "/F": "u:a.tif"}})


@breaks("stand_ins")
def other_picture_in_print(pdf):
    image(pdf, "/DeviceGray", Alternates=[{"/Image": image(pdf, "/DeviceGray"),
                                           "/DefaultForPrinting": True}])


@breaks("annotations")
def link_on_the_page(pdf):
    annotation(pdf, "/Link", [100, 100, 200, 200])


@breaks("annotations")
def note_in_the_bleed(pdf):
    annotation(pdf, "/Text", [2, 2, 6, 6])


@breaks("annotations")
def printers_mark_in_the_trim(pdf):
    annotation(pdf, "/PrinterMark", [100, 100, 200, 200])


@breaks("actions")
def action_of_the_file(pdf):
    pdf.root["/AA"] = {"/WP": {"/S": "/Named", "/N": "/NextPage"}}


@breaks("actions")
def action_on_opening(pdf):
    pdf.root["/OpenAction"] = {"/S": "/Named", "/N": "/LastPage"}


@breaks("actions")
def script(pdf):
    names(pdf, JavaScript=["u:hello", {"/S": "/JavaScript", "/JS": "u:app.alert('hello')"}])


@breaks("actions")
def action_of_a_page(pdf):
    page(pdf)["/AA"] = {"/O": {"/S": "/Named", "/N": "/NextPage"}}


@breaks("actions")
def action_beside_the_page(pdf):
    annotation(pdf, "/Link", [2000, 2000, 2100, 2100],
               A={"/S": "/URI", "/URI": "u:https://example.org"})


@breaks("operators")
def unknown_operator(pdf):
    paint(pdf, b"BX 1 2 shine EX")


@breaks("transparency")
def group_in_rgb(pdf):
    form(pdf, b"", Group={"/S": "/Transparency", "/CS": "/DeviceRGB"})


@breaks("transparency")
def page_in_rgb(pdf):
    page(pdf)["/Group"] = {"/S": "/Transparency", "/CS": "/DeviceRGB"}


@breaks("transparency")
def unknown_blend(pdf):
    state(pdf, BM="/Shine")


@breaks("viewer")
def shows_the_crop(pdf):
    pdf.root["/ViewerPreferences"] = {"/ViewArea": "/CropBox"}


@breaks("presentations")
def slides(pdf):
    names(pdf, AlternatePresentations=["u:slides", {"/Type": "/SlideShow"}])


@breaks("presentations")
def steps(pdf):
    page(pdf)["/PresSteps"] = {"/Type": "/NavNode"}


@breaks("rendering_intents")
def vivid(pdf):
    paint(pdf, b"/Vivid ri")


@breaks("rendering_intents")
def vivid_picture(pdf):
    image(pdf, "/DeviceGray", Intent="/Vivid")


def layered(pdf, **entries):
    """A layer as it ought to be, but for these entries of OCProperties."""
    group = pdf.add({"/Type": "/OCG", "/Name": "u:Words"})
    paint(pdf, b"/OC /Lm BDC 0 0 0 1 k EMC", Properties={"/Lm": group})
    pdf.root["/OCProperties"] = {"/OCGs": [group], "/D": {"/Name": "u:All", "/Order": [group]},
                                 **{"/" + k: v for k, v in entries.items()}}


@breaks("layers")
def layer_of_no_list(pdf):
    layered(pdf)
    pdf.root.pop("/OCProperties")


@breaks("layers")
def layer_not_listed(pdf):
    layered(pdf, OCGs=[])


@breaks("layers")
def layers_without_default(pdf):
    layered(pdf)
    pdf.root["/OCProperties"].pop("/D")


@breaks("layers")
def layers_that_come_and_go(pdf):
    layered(pdf, D={"/Name": "u:All", "/AS": [{"/Event": "/Print", "/Category": ["/Print"]}]})


@breaks("limits")
def nested_deep(pdf):
    paint(pdf, b"q " * 30 + b"Q " * 30)


@breaks("limits")
def long_name(pdf):
    paint(pdf, b"", XObject={"/" + "x" * 200: image(pdf, "/DeviceGray")})


@breaks("forms_to_fill_in")
def xfa(pdf):
    pdf.root["/AcroForm"] = {"/Fields": [], "/XFA": stream(pdf, {}, b"<xdp/>")}


# ---- what printers ask beside it ----------------------------------------------

@breaks("only_inks")
def rgb_by_a_profile(pdf):
    other = stream(pdf, {"/N": 3, "/Alternate": "/DeviceRGB"}, b"a screen's")
    form(pdf, b"/Cm cs 1 0 0 scn 0 0 9 9 re f",
         Resources={"/ColorSpace": {"/Cm": ["/ICCBased", other]}})


@breaks("only_inks")
def lab(pdf):
    paint(pdf, b"/Cm cs 50 0 0 scn", ColorSpace={"/Cm": ["/Lab", {"/WhitePoint": [1, 1, 1]}]})


@breaks("only_inks")
def picture_by_a_profile(pdf):
    image(pdf, ["/ICCBased", stream(pdf, {"/N": 3}, b"a camera's")])


@breaks("only_inks")
def spot(pdf):
    paint(pdf, b"/Cm cs 1 scn", ColorSpace={"/Cm": [
        "/Separation", "/Gold", "/DeviceCMYK", {"/FunctionType": 2, "/Domain": [0, 1], "/N": 1,
                                                "/C0": [0] * 4, "/C1": [0, 0, 1, 0]}]})


@breaks("plain_pages")
def turned(pdf):
    page(pdf)["/Rotate"] = 90


@breaks("plain_pages")
def no_bleed(pdf):
    page(pdf).pop("/BleedBox")


@breaks("nothing_for_screens")
def outline(pdf):
    pdf.root["/Outlines"] = pdf.add({"/Type": "/Outlines", "/Count": 0})
