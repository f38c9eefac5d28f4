#!/usr/bin/python3
"""x4: does a PDF keep PDF/X-4 (ISO 15930-7:2010)? One check a clause, for any PDF.

Usage: tests/pdf/x4.py FILE.pdf...     a line a finding; exit 1 where a clause is not kept
A check takes a File and yields what is wrong. ISO 15930-7 gives the clause (numbers of the
2010 edition); GWG are the press's own rules beside it (shared with printers: GWG 2015), which
files for others may break. The reader is qpdf; nothing is shared with layout/.
"""
import re
import sys
import xml.etree.ElementTree as xml
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from pdf.reader import Pdf, text  # noqa: E402
from pdf.walk import Walk, leaves  # noqa: E402

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
NAMES = {"pdfxid": "http://www.npes.org/pdfx/ns/id/", "dc": "http://purl.org/dc/elements/1.1/",
         "xmp": "http://ns.adobe.com/xap/1.0/", "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
         "pdf": "http://ns.adobe.com/pdf/1.3/"}
OPERATORS = set("""b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h
 i ID j J K k l m M MP n q Q re RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz
 v w W W* y ' \"""".split())
INTENTS = {"/AbsoluteColorimetric", "/RelativeColorimetric", "/Perceptual", "/Saturation"}
BLENDS = {"/Normal", "/Compatible", "/Multiply", "/Screen", "/Overlay", "/Darken", "/Lighten",
          "/ColorDodge", "/ColorBurn", "/HardLight", "/SoftLight", "/Difference", "/Exclusion",
          "/Hue", "/Saturation", "/Color", "/Luminosity"}
REGISTERED = re.compile(r"FOGRA\d+L?|CGATS TR ?\d+|JC\d+|IFRA\d+|PSO.*")
NEAR = 0.01  # points
SIDE = 3, 14400  # of a page, in units

CHECKS = []  # (clause, function) in the order of the clauses


def clause(number):
    def add(check):
        CHECKS.append((number, check))
        return check
    return add


class File:
    def __init__(self, path, spots=()):
        self.spots = spots  # names of inks that the press has beside its four
        self.pdf = Pdf(path)
        self.coded = Pdf(path, coded=True)  # streams' dictionaries with their filters
        self.walk = Walk(self.pdf)
        self.xmp, self.why = None, "there is no metadata stream"
        reference = self.pdf.root.get("/Metadata")
        if reference:
            try:
                self.xmp = xml.fromstring(self.pdf.stream(reference).strip(b"\0 \r\n\t"))
            except (xml.ParseError, KeyError) as error:
                self.why = f"the metadata is no XML: {error}"

    def said(self, name):
        """A property of the XMP packet, as an element, a list's first item or an attribute."""
        prefix, key = name.split(":")
        full = f"{{{NAMES[prefix]}}}{key}"
        for description in self.xmp.iter(RDF + "Description") if self.xmp is not None else ():
            if full in description.attrib:
                return description.attrib[full]
            element = description.find(full)
            if element is not None:
                item = element.find(f".//{RDF}li")
                return ((element if item is None else item).text or "").strip()
        return None

    def dictionaries(self):
        """(reference, dictionary) of every object that is one or has one, and those within."""
        for key, thing in self.coded.objects.items():
            if key != "trailer":
                yield from within(key[4:], thing.get("value", thing.get("stream", {}).get("dict")))

    def intents(self):
        found = [self.pdf.get(i) for i in self.pdf.get(self.pdf.root.get("/OutputIntents")) or []]
        return [i for i in found if isinstance(i, dict) and i.get("/S") == "/GTS_PDFX"]

    def profile(self):
        """The bytes of the intent's profile; b"": there is none."""
        intent = (self.intents() or [{}])[0]
        try:
            return self.pdf.stream(intent["/DestOutputProfile"])
        except (KeyError, TypeError):
            return b""

    def space_of_press(self):
        return {b"CMYK": "/DeviceCMYK", b"RGB ": "/DeviceRGB", b"GRAY": "/DeviceGray"}.get(
            self.profile()[16:20])


def within(reference, value):
    if isinstance(value, dict):
        yield reference, value
    for inner in value.values() if isinstance(value, dict) else \
            value if isinstance(value, list) else ():
        yield from within(reference, inner)


# ---- the file ------------------------------------------------------------------

@clause("ISO 15930-7, 6.1")
def version(f):
    told = f.pdf.get(f.pdf.root.get("/Version"))
    for found in [f.pdf.version] + ([told[1:]] if told else []):
        if not re.fullmatch(r"1\.[0-6]", found):
            yield f"PDF {found}, not 1.6"


@clause("ISO 15930-7, 6.3")
def complete(f):
    """Nothing is fetched from elsewhere when the file is printed."""
    for where, d in f.dictionaries():
        if "/Ref" in d and d.get("/Subtype") == "/Form":
            yield f"{where} is a form that refers to another file's page"
    for where, thing in f.coded.objects.items():
        if "/F" in thing.get("stream", {}).get("dict", {}):
            yield f"the bytes of {where[4:]} are in another file"


@clause("ISO 15930-7, 6.4, output intent")
def output_intent(f):
    found = f.intents()
    if len(found) != 1:
        yield f"{len(found)} output intents for PDF/X, not one"
    for intent in found:
        condition = text(f.pdf.get(intent.get("/OutputConditionIdentifier"))) or ""
        if not condition:
            yield "the output intent names no condition"
        if "/DestOutputProfileRef" in intent:
            yield "the profile is elsewhere: that is PDF/X-4p"
        if not REGISTERED.fullmatch(condition):
            if f.pdf.get(intent.get("/Info")) is None:  # ISO 32000-1, table 365
                yield f"{condition} is in no registry, and there is no Info to say what it is"
        elif text(f.pdf.get(intent.get("/RegistryName"))) != "http://www.color.org":
            yield f"{condition} is a registered condition, but RegistryName does not say where"


@clause("ISO 15930-7, 6.4, profile")
def output_profile(f):
    icc = f.profile()
    if len(icc) < 132 or icc[36:40] != b"acsp":
        yield "the output intent embeds no ICC profile"
        return
    if icc[12:16] != b"prtr":
        yield f"the profile's class is {icc[12:16]!r}, not a printer's"
    count = {b"CMYK": 4, b"RGB ": 3, b"GRAY": 1}.get(icc[16:20])
    told = f.pdf.get(f.intents()[0]["/DestOutputProfile"]).get("/N")
    if count is None or told != count:
        yield f"the profile's space is {icc[16:20]!r}, N is {told}"
    if int.from_bytes(icc[:4], "big") > len(icc):
        yield "the profile is cut off"
    if (icc[8], icc[9] >> 4) > (4, 2):
        yield f"the profile is of ICC {icc[8]}.{icc[9] >> 4}, which PDF 1.6 does not know"


@clause("ISO 15930-7, 6.4, colour")
def device_colours(f):
    """Colours of a device are the intent's, or a Default space stands for them."""
    press = f.space_of_press()
    for space, where, resources, _ in f.walk.colours:
        for kind, _ in leaves(f.pdf, space):
            default = "/Default" + str(kind)[len("/Device"):]
            if kind == "/DeviceGray" and (press == "/DeviceCMYK" or "soft mask" in where):
                continue
            if kind in ("/DeviceGray", "/DeviceRGB", "/DeviceCMYK") and kind != press and \
                    default not in (f.pdf.at(resources, "/ColorSpace") or {}):
                yield f"{where}: {kind[1:]}, which the output intent is not"


@clause("ISO 15930-7, 6.4, ICCBased")
def profiles_of_colours(f):
    """A CMYK profile in a colour space is not the intent's again (its black would be converted
    away), and does not overprint by OPM 1."""
    intent = f.profile()
    for space, where, _, overprints in f.walk.colours:
        for kind, value in leaves(f.pdf, space):
            if kind != "/ICCBased":
                continue
            profile = f.pdf.get(value[1])
            if profile.get("/N") == 4 and overprints:
                yield f"{where}: ICCBased CMYK overprints with OPM 1"
            if profile.get("/N") == 4 and f.pdf.stream(value[1]) == intent:
                yield f"{where}: ICCBased with the output intent's own profile"
            if profile.get("/N") not in (1, 3, 4):
                yield f"{where}: a profile of {profile.get('/N')} components"


@clause("ISO 15930-7, 6.4, spots")
def spots_alike(f):
    """A spot colour has one alternate, wherever it stands: by name it is one plate."""
    made = {}
    for space, where, _, _ in f.walk.colours:
        if isinstance(space, list) and f.pdf.get(space[0]) == "/Separation":
            name, *rest = space[1:]
            first = made.setdefault(name, whole(f, rest))
            if name not in ("/All", "/None") and whole(f, rest) != first:
                yield f"{where}: {name[1:]} is another colour than before"


def whole(f, value):
    """A value with all that it refers to in its place, streams by their bytes."""
    if isinstance(value, str) and value.endswith(" R"):
        inner = whole(f, f.pdf.get(value))
        thing = f.pdf.objects.get("obj:" + value, {})
        return [inner, f.pdf.stream(value)] if "stream" in thing else inner
    if isinstance(value, dict):
        return {key: whole(f, inner) for key, inner in value.items()}
    return [whole(f, inner) for inner in value] if isinstance(value, list) else value


@clause("ISO 15930-7, 6.5")
def fonts(f):
    for font, where in f.walk.fonts:
        name = font.get("/BaseFont", "/Type3")[1:]
        if font.get("/Subtype") == "/Type3":
            continue
        if font.get("/Subtype") == "/Type0":
            font = f.pdf.get(f.pdf.get(font["/DescendantFonts"])[0])
        descriptor = f.pdf.get(font.get("/FontDescriptor")) or {}
        files = [k for k in ("/FontFile", "/FontFile2", "/FontFile3") if k in descriptor]
        if len(files) != 1 or not f.pdf.stream(descriptor[files[0]]):
            yield f"{where}: the font {name} is not embedded"
        if font.get("/Subtype") == "/CIDFontType2" and "/CIDToGIDMap" not in font:
            yield f"{where}: {name} has no map from CIDs to glyphs"


@clause("ISO 15930-7, 6.6")
def names_in_unicode(f):
    """Fonts and spots are called by names in UTF-8."""
    for where, d in f.dictionaries():
        for name in (d.get("/BaseFont"), d.get("/FontName")):
            if is_not_unicode(name):
                yield f"{where}: a font's name is not in UTF-8"
    for space, where, _, _ in f.walk.colours:
        inks = space[1] if isinstance(space, list) and space[0] in ("/Separation", "/DeviceN") \
            else ()
        if any(map(is_not_unicode, inks if isinstance(inks, list) else [inks])):
            yield f"{where}: a spot colour's name is not in UTF-8"


def is_not_unicode(name):
    """Of names as qpdf gives them: bytes as they are, or marked by n:."""
    return isinstance(name, str) and (name.startswith("n:") or
                                      any("\udc80" <= c <= "\udcff" for c in name))


@clause("ISO 15930-7, 6.7")
def files_within(f):
    names = f.pdf.at(f.pdf.root, "/Names") or {}
    if "/EmbeddedFiles" in names:
        yield "files are embedded"
    for where, d in f.dictionaries():
        if "/EF" in d or d.get("/Type") in ("/EmbeddedFile", "/Filespec"):
            yield f"{where} is a file, or names one"


@clause("ISO 15930-7, 6.8")
def filters(f):
    for where, d in f.dictionaries():
        used = f.coded.get(d.get("/Filter"))
        for name in used if isinstance(used, list) else [used]:
            if f.coded.get(name) in ("/LZWDecode", "/LZW", "/Crypt"):
                yield f"{where} is packed by {f.coded.get(name)[1:]}"
    for image, where, _ in f.walk.images:
        if "inline" in where and "/LZWDecode" in str(image.get("/Filter")).replace(
                "/LZW'", "/LZWDecode'"):
            yield f"{where} is packed by LZW"


@clause("ISO 15930-7, 6.9")
def trapped(f):
    told, info = f.said("pdf:Trapped"), f.pdf.get(f.pdf.info.get("/Trapped"))
    if told not in ("True", "False"):
        yield f"pdf:Trapped is {told}, not True or False"
    if info not in (None, "/True", "/False") or (info and info != f"/{told}"):
        yield f"Trapped is {info} in Info and {told} in the metadata"


# ---- what it says of itself ------------------------------------------------------

@clause("ISO 15930-7, 6.10, file ID")
def file_id(f):
    found = f.pdf.get(f.pdf.trailer.get("/ID"))
    if not isinstance(found, list) or len(found) != 2 or \
            not all(isinstance(part, str) and len(part) > 2 for part in found):
        yield f"the file's ID is {found}"


@clause("ISO 15930-7, 6.10, metadata")
def metadata(f):
    if f.xmp is None:
        yield f.why
        return
    stream = f.pdf.get(f.pdf.root["/Metadata"])
    if (stream.get("/Type"), stream.get("/Subtype")) != ("/Metadata", "/XML"):
        yield "the metadata stream does not say that it is one"
    for name in ("dc:title", "xmpMM:DocumentID", "xmpMM:VersionID", "xmpMM:RenditionClass"):
        if not f.said(name):
            yield f"the metadata has no {name}"
    for name in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
        if not moment(f.said(name)):
            yield f"{name} is {f.said(name)}, which is no date"


def moment(date):
    """Its digits, and its zone in minutes; None: no date. PDF's form or XMP's."""
    date = re.sub(r"Z00'?00'?$", "Z", date or "")
    found = re.fullmatch(r"(?:D:)?(\d{4})-?(\d\d)?-?(\d\d)?T?(\d\d)?:?(\d\d)?:?(\d\d)?(?:\.\d+)?"
                         r"(Z|[+-]\d\d)?[':]?(\d\d)?'?", date)
    if not found:
        return None
    *parts, zone, minutes = found.groups()
    sign = -1 if zone and zone[0] == "-" else 1
    offset = 0 if zone in (None, "Z") else sign * (abs(int(zone)) * 60 + int(minutes or 0))
    defaults = ("", "01", "01", "00", "00", "00")
    return "".join(p or d for p, d in zip(parts, defaults)), offset


@clause("ISO 15930-7, 6.10, Info")
def info_agrees(f):
    if f.xmp is None:
        return
    title = text(f.pdf.get(f.pdf.info.get("/Title")))
    if title is not None and title != f.said("dc:title"):
        yield f"the title is '{title}' in Info and '{f.said('dc:title')}' in the metadata"
    for key, name in (("/CreationDate", "xmp:CreateDate"), ("/ModDate", "xmp:ModifyDate")):
        date = text(f.pdf.get(f.pdf.info.get(key)))
        if date is not None and moment(date) != moment(f.said(name)):
            yield f"{key[1:]} is {date} in Info and {f.said(name)} in the metadata"


@clause("ISO 15930-7, 6.11")
def identification(f):
    if f.said("pdfxid:GTS_PDFXVersion") != "PDF/X-4":
        yield f"pdfxid:GTS_PDFXVersion is {f.said('pdfxid:GTS_PDFXVersion')}, not PDF/X-4"
    told = text(f.pdf.get(f.pdf.info.get("/GTS_PDFXVersion")))
    if told not in (None, "PDF/X-4"):
        yield f"Info says that it is {told}"


# ---- pages -------------------------------------------------------------------

def box(pdf, page, key):
    found = pdf.get(page.get(key))
    if not isinstance(found, list) or len(found) != 4:
        return None
    x0, y0, x1, y1 = (pdf.get(n) for n in found)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def outside(inner, outer):
    return inner[0] < outer[0] - NEAR or inner[1] < outer[1] - NEAR or \
        inner[2] > outer[2] + NEAR or inner[3] > outer[3] + NEAR


def boxes_of(pdf, page):
    found = {key: box(pdf, page, f"/{key}Box") for key in ("Media", "Crop", "Bleed", "Trim", "Art")}
    return {key: value for key, value in found.items() if value}


@clause("ISO 15930-7, 6.12")
def boxes(f):
    for number, page in enumerate(f.pdf.pages, 1):
        found = boxes_of(f.pdf, page)
        if "Media" not in found:
            yield f"page {number} has no MediaBox"
        if ("Trim" in found) == ("Art" in found):
            yield f"page {number} has " + ("TrimBox and ArtBox" if "Trim" in found else
                                           "neither TrimBox nor ArtBox")
        order = [k for k in ("Art", "Trim", "Bleed", "Crop", "Media") if k in found]
        for inner, *outers in (order[i:] for i in range(len(order))):
            for outer in outers:
                if outside(found[inner], found[outer]):
                    yield f"page {number}: {inner}Box reaches out of {outer}Box"
        for name, (x0, y0, x1, y1) in found.items():
            if x1 <= x0 or y1 <= y0:
                yield f"page {number}: {name}Box has no area"


@clause("ISO 15930-7, 6.13")
def graphics_states(f):
    """No transfer functions, no halftone's phase; halftones of types 1 and 5 without names."""
    for where, d in f.dictionaries():
        if d.get("/Type") == "/Halftone" or "/HalftoneType" in d:
            if d.get("/HalftoneType") not in (1, 5):
                yield f"{where} is a halftone of type {d.get('/HalftoneType')}"
            if "/HalftoneName" in d:
                yield f"{where} is a halftone by a name"
    for state, where in f.walk.states:
        if "/TR" in state:
            yield f"{where}: a transfer function (TR)"
        if f.pdf.get(state.get("/TR2")) not in (None, "/Default"):
            yield f"{where}: a transfer function (TR2)"
        if "/HTP" in state:
            yield f"{where}: a halftone phase"


@clause("ISO 15930-7, 6.14")
def postscript(f):
    for where, d in f.dictionaries():
        if d.get("/Subtype") == "/PS" or d.get("/Subtype2") == "/PS" or \
                ("/PS" in d and d.get("/Subtype") == "/Form"):
            yield f"{where} is PostScript"


@clause("ISO 15930-7, 6.15")
def encryption(f):
    if "/Encrypt" in f.pdf.trailer:
        yield "the file is encrypted"


@clause("ISO 15930-7, 6.16")
def stand_ins(f):
    for where, d in f.dictionaries():
        if "/OPI" in d:
            yield f"{where} stands for a picture elsewhere (OPI)"
        for other in f.pdf.get(d.get("/Alternates")) or []:
            if f.pdf.at(other, "/DefaultForPrinting"):
                yield f"{where} is printed as another picture (Alternates)"


@clause("ISO 15930-7, 6.17")
def annotations(f):
    for number, page in enumerate(f.pdf.pages, 1):
        found = boxes_of(f.pdf, page)
        inner = found.get("Trim") or found.get("Art") or found.get("Media")
        area = found.get("Bleed", inner)
        for annotation in map(f.pdf.get, f.pdf.get(page.get("/Annots")) or []):
            kind, rect = annotation.get("/Subtype"), box(f.pdf, annotation, "/Rect")
            within_it = inner if kind == "/PrinterMark" else area
            if kind != "/TrapNet" and rect and rect[0] < within_it[2] and \
                    rect[2] > within_it[0] and rect[1] < within_it[3] and rect[3] > within_it[1]:
                yield f"page {number}: a {kind[1:]} annotation where ink is"


@clause("ISO 15930-7, 6.18")
def actions(f):
    if "/JavaScript" in (f.pdf.at(f.pdf.root, "/Names") or {}):
        yield "there is JavaScript"
    if isinstance(f.pdf.get(f.pdf.root.get("/OpenAction")), dict):
        yield "an action begins when the file is opened"
    for where, d in f.dictionaries():
        if isinstance(f.coded.get(d.get("/AA")), dict):
            yield f"{where} has actions (AA)"
        action = f.coded.get(d.get("/A"))
        if isinstance(action, dict) and "/S" in action and (
                "/Subtype" in d or "/Title" in d or d.get("/Type") == "/Annot"):
            yield f"{where} has an action: {action['/S'][1:]}"
        if d.get("/S") == "/JavaScript" and "/JS" in d:
            yield f"{where} is JavaScript"


@clause("ISO 15930-7, 6.19")
def operators(f):
    for operator, where in f.walk.operators.items():
        if operator not in OPERATORS:
            yield f"{where}: '{operator}' is no operator"


@clause("ISO 15930-7, 6.20")
def transparency(f):
    """Groups mix their colours as the press does; blend modes are PDF's own."""
    press, count = f.space_of_press(), {"/DeviceCMYK": 4, "/DeviceRGB": 3, "/DeviceGray": 1}
    for group, where, mask in f.walk.groups:
        for kind, value in leaves(f.pdf, group["/CS"]) if "/CS" in group else ():
            if kind in count and kind != press and not (mask and kind == "/DeviceGray"):
                yield f"{where}: a group mixes in {kind[1:]}, not as the output intent"
    for state, where in f.walk.states:
        modes = f.pdf.get(state.get("/BM"))
        for mode in modes if isinstance(modes, list) else [modes]:
            if mode is not None and mode not in BLENDS:
                yield f"{where}: the blend mode {mode}"


@clause("ISO 15930-7, 6.21")
def viewer(f):
    wanted = f.pdf.at(f.pdf.root, "/ViewerPreferences") or {}
    for key in ("/ViewArea", "/ViewClip", "/PrintArea", "/PrintClip"):
        if f.pdf.get(wanted.get(key)) not in (None, "/MediaBox", "/BleedBox"):
            yield f"{key[1:]} is {wanted[key]}"


@clause("ISO 15930-7, 6.22")
def presentations(f):
    if "/AlternatePresentations" in (f.pdf.at(f.pdf.root, "/Names") or {}):
        yield "there are alternate presentations"
    for number, page in enumerate(f.pdf.pages, 1):
        if "/PresSteps" in page:
            yield f"page {number} has steps of a presentation"


@clause("ISO 15930-7, 6.23")
def rendering_intents(f):
    for name, where in f.walk.intents:
        if name not in INTENTS:
            yield f"{where}: the rendering intent {name}"


@clause("ISO 15930-7, 6.24")
def layers(f):
    properties = f.pdf.at(f.pdf.root, "/OCProperties")
    if properties is None:
        for where in f.walk.layers[:1]:
            yield f"{where}: a layer, but the file has no OCProperties"
        return
    listed = f.pdf.get(properties.get("/OCGs")) or []
    configurations = [f.pdf.get(properties.get("/D"))] + \
        [f.pdf.get(c) for c in f.pdf.get(properties.get("/Configs")) or []]
    if not isinstance(configurations[0], dict):
        yield "the layers have no default configuration (D)"
    known = [c for c in configurations if isinstance(c, dict)]
    if any("/AS" in c for c in known):
        yield "layers that come and go by themselves (AS)"
    called = [text(f.pdf.get(c.get("/Name"))) for c in known]
    if not all(called) or len(set(called)) < len(called):
        yield f"configurations of layers are called {called}"
    for configuration in known:
        order = f.pdf.get(configuration.get("/Order"))
        if order is not None and not set(listed) <= set(references(f, order)):
            yield "a configuration's Order leaves layers out"
    for where, d in f.dictionaries():
        if d.get("/Type") == "/OCG" and where not in listed:
            yield f"the layer {where} is not listed in OCProperties"


def references(f, order):
    for item in order:
        if isinstance(item, str) and item.endswith(" R") and isinstance(f.pdf.get(item), dict):
            yield item
        elif isinstance(f.pdf.get(item), list):
            yield from references(f, f.pdf.get(item))


@clause("ISO 15930-7, 6.25")
def limits(f):
    if f.walk.nested > 28:
        yield f"q stands in q {f.walk.nested} deep, 28 is the most"
    for where, d in f.dictionaries():
        for key, value in d.items():
            for name in (key, value):
                if isinstance(name, str) and name.startswith("/") and len(name.encode()) > 128:
                    yield f"{where}: a name of {len(name.encode()) - 1} bytes"
    if f.walk.longest > 32767:
        yield f"a string of {f.walk.longest} bytes"
    for number, page in enumerate(f.pdf.pages, 1):
        x0, y0, x1, y1 = boxes_of(f.pdf, page).get("Media", (0, 0, 9, 9))
        if not all(SIDE[0] <= side <= SIDE[1] for side in (x1 - x0, y1 - y0)):
            yield f"page {number} is {x1 - x0:g} by {y1 - y0:g} units"
    for space, where, _, _ in f.walk.colours:
        if isinstance(space, list) and space[0] == "/DeviceN" and len(f.pdf.get(space[1])) > 32:
            yield f"{where}: more than 32 inks in one colour"


@clause("ISO 15930-7, 6.26")
def forms_to_fill_in(f):
    if "/XFA" in (f.pdf.at(f.pdf.root, "/AcroForm") or {}):
        yield "there is an XFA form"


@clause("ISO 15930-7, 6.27")
def jpeg_2000(f):
    """As ISO 19005-2, 6.2.8.3 has it, for the text of 6.27 is not at hand."""
    for where, d in f.dictionaries():
        if "/JPXDecode" in str(d.get("/Filter")):
            for said in wrong_in_jpx(f.pdf.stream(where)):
                yield f"{where}, JPEG 2000: {said}"


def jp2_boxes(data):
    """(type, contents) of the boxes of a JP2 file, those within its head in their place."""
    at = 0
    while at + 8 <= len(data):
        size, kind = int.from_bytes(data[at:at + 4], "big"), data[at + 4:at + 8]
        size = size or len(data) - at
        if size < 8:
            return
        inner = data[at + 8:at + size]
        yield from jp2_boxes(inner) if kind == b"jp2h" else [(kind, inner)]
        at += size


def wrong_in_jpx(data):
    found = list(jp2_boxes(data))
    heads = [inner for kind, inner in found if kind == b"ihdr" and len(inner) >= 14]
    colours = [inner for kind, inner in found if kind == b"colr" and len(inner) >= 3]
    opacity = sum(inner[5 + 6 * i] in (1, 2) for kind, inner in found if kind == b"cdef"
                  for i in range(int.from_bytes(inner[:2], "big")))
    if len(heads) != 1 or not colours:
        yield "it does not say what its channels are"
        return
    count, depth = int.from_bytes(heads[0][8:10], "big") - opacity, heads[0][10]
    if count not in (1, 3, 4):
        yield f"{count} channels of colour"
    if depth == 255 or (depth & 127) + 1 > 38:
        yield "channels of several depths" if depth == 255 else f"{(depth & 127) + 1} bits"
    if len(colours) > 1 and sum(inner[2] == 1 for inner in colours) != 1:
        yield "several colour spaces, and not one that is the best"
    for inner in colours:
        if inner[0] not in (1, 2, 3):
            yield f"a colour space by method {inner[0]}"
        if inner[0] == 1 and inner[3:7] == (19).to_bytes(4, "big"):
            yield "CIEJab"


# ---- what printers ask beside it ----------------------------------------------

@clause("GWG 2015, colour")
def only_inks(f):
    """No RGB, no Lab, nothing by a profile: CMYK and grey, and spots only as marks for all
    plates or where the printer takes them (f.spots); nowhere: pages, forms, patterns, shadings, pictures, masks."""
    if f.space_of_press() != "/DeviceCMYK":
        yield "the output intent is not CMYK"
    for space, where, _, _ in f.walk.colours:
        first = space[0] if isinstance(space, list) and space else space
        if first in ("/Separation", "/DeviceN"):
            names = space[1] if isinstance(space[1], list) else [space[1]]
            if {name[1:] for name in names} - {"All", "Black", "None"} - set(f.spots):
                yield f"{where}: a spot colour, {space[1]}"
        for kind, _ in leaves(f.pdf, space):
            if kind not in ("/DeviceCMYK", "/DeviceGray", "/Pattern"):
                yield f"{where}: {str(kind)[1:]}"


@clause("GWG 2015, page")
def plain_pages(f):
    for number, page in enumerate(f.pdf.pages, 1):
        found = boxes_of(f.pdf, page)
        if "Trim" not in found or "Bleed" not in found:
            yield f"page {number} lacks a TrimBox or a BleedBox"
        if found.get("Crop", found.get("Media")) != found.get("Media") or \
                found.get("Media", (0, 0))[:2] != (0, 0):
            yield f"page {number}: CropBox is not MediaBox, or this does not begin at 0,0"
        if f.pdf.get(page.get("/Rotate")) or "/UserUnit" in page:
            yield f"page {number} is turned or scaled"


@clause("GWG 2015, screens")
def nothing_for_screens(f):
    for key in ("/Outlines", "/AcroForm", "/OpenAction", "/AA", "/Threads", "/OCProperties"):
        if key in f.pdf.root:
            yield f"the catalogue has {key[1:]}"
    for number, page in enumerate(f.pdf.pages, 1):
        if f.pdf.get(page.get("/Annots")):
            yield f"page {number} has annotations"


def findings(path, checks=None, spots=()):
    """(clause, check's name, what is wrong) of a file."""
    file = File(path, spots)
    return [(number, check.__name__, said) for number, check in checks or CHECKS
            for said in dict.fromkeys(check(file))]


def main(paths):
    if not paths or paths[0].startswith("-"):
        print(__doc__)
        return 3
    broken = 0
    for path in paths:
        for number, _, said in findings(path):
            broken += number.startswith("ISO")
            print(f"{path}: {number}: {said}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
