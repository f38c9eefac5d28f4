"""What the press file must hold (PDF/X-4, ISO 15930-7, and what printers ask).

Read by qpdf, ghostscript and mutool. Each check takes a Press and raises Fail.
"""
import math
import re
import struct
from pathlib import Path

from checks.suite import Fail, equal, must
from pdf.content import operations, shown
from pdf.reader import Pdf, text
from reading.source import read_yaml

RGB_OPERATORS = {"rg", "RG"}
ALLOWED_SPACES = {"/DeviceCMYK", "/DeviceGray", "/Pattern"}
SETTINGS = {"/TR", "/HTP", "/HT"}
PPI = 150
RULE_OVERPRINTS_BELOW, TEXT_OVERPRINTS_BELOW = 2, 12  # pt (GWG 2015)


class Printed:
    """A press file, and what its pages do."""

    def __init__(self, path, work):
        self.path, self.work, self.pdf = path, work, Pdf(path)

    def operations(self):
        for i, page in enumerate(self.pdf.pages):
            yield i, page, operations(self.pdf.contents(page))


class Press(Printed):
    def __init__(self, plan, issue, name, path, work):
        super().__init__(path, work)
        self.plan, self.issue, self.name = plan, issue, name
        printer = plan.editions[name].get("printer")
        self.printer = read_yaml((plan.styles / f"printers/{printer}.yaml").read_text())

    def points(self, name):
        number, unit = re.fullmatch(r"([\d.]+)(pt|mm)?", self.printer[name]).groups()
        return float(number) * (72 / 25.4 if unit == "mm" else 1)

    def intent(self):
        return [i for i in map(self.pdf.get, self.pdf.get(
            self.pdf.root.get("/OutputIntents")) or []) if i.get("/S") == "/GTS_PDFX"]


def version(p):
    equal("PDF version", "1.6", p.pdf.version)
    if "/Encrypt" in p.pdf.trailer:
        raise Fail("encrypted")
    if "/ID" not in p.pdf.trailer:
        raise Fail("no file ID")


def boxes(p):
    """MediaBox from 0,0; trim inside bleed inside media; the bleed that the printer asks."""
    bleed = p.points("bleed")
    trims = set()
    for i, page in enumerate(p.pdf.pages):
        media, trim, bleeds = (p.pdf.get(page.get(k)) for k in
                               ("/MediaBox", "/TrimBox", "/BleedBox"))
        if not (media and trim and bleeds):
            raise Fail(f"page {i + 1} lacks a box")
        if "/ArtBox" in page or page.get("/Rotate") or "/UserUnit" in page:
            raise Fail(f"page {i + 1} has an ArtBox, a rotation or a UserUnit")
        if media[:2] != [0, 0] or p.pdf.get(page.get("/CropBox", media)) != media:
            raise Fail(f"page {i + 1}: MediaBox {media}, CropBox {page.get('/CropBox')}")
        for side in range(4):
            sign = 1 if side < 2 else -1
            if sign * (bleeds[side] - media[side]) < -0.001:
                raise Fail(f"page {i + 1}: BleedBox outside MediaBox")
            if abs(sign * (trim[side] - bleeds[side]) - bleed) > 0.01:
                raise Fail(f"page {i + 1}: {sign * (trim[side] - bleeds[side]):.3f} pt of "
                           f"bleed, not {bleed:.3f}")
        trims.add((round(trim[2] - trim[0], 2), round(trim[3] - trim[1], 2)))
    if len(trims) != 1:
        raise Fail(f"pages of several sizes: {trims}")


def output_intent(p):
    intents = p.intent()
    equal("output intents", 1, len(intents))
    intent = intents[0]
    equal("condition", p.printer["condition"], text(intent["/OutputConditionIdentifier"]))
    if p.printer.get("registry"):
        equal("registry", p.printer["registry"], text(intent.get("/RegistryName")))
    profile = p.pdf.stream(intent["/DestOutputProfile"])
    equal("components", 4, p.pdf.get(intent["/DestOutputProfile"]).get("/N"))
    equal("profile's class and space", (b"prtr", b"CMYK"), (profile[12:16], profile[16:20]))


def only_cmyk(p):
    """No operator, picture or colour space but DeviceCMYK and DeviceGray."""
    for i, page, found in p.operations():
        for operator, operands, _, _ in found:
            if operator in RGB_OPERATORS:
                raise Fail(f"page {i + 1} uses RGB: {operands} {operator}")
            if operator in ("cs", "CS") and operands[0] not in ALLOWED_SPACES:
                raise Fail(f"page {i + 1} uses the colour space {operands[0]}")
    for reference, picture in p.pdf.pictures().items():
        if p.pdf.get(picture.get("/ColorSpace")) not in ALLOWED_SPACES:
            raise Fail(f"picture {reference} is in {picture.get('/ColorSpace')}")
    for reference, thing in p.pdf.objects.items():
        value = thing.get("value", thing.get("stream", {}).get("dict"))
        if isinstance(value, dict) and SETTINGS & value.keys():
            raise Fail(f"{reference} sets {SETTINGS & value.keys()}")
        if isinstance(value, dict) and value.get("/S") == "/Transparency" and \
                p.pdf.get(value.get("/CS", "/DeviceCMYK")) != "/DeviceCMYK":
            raise Fail(f"{reference} is a transparency group in {value['/CS']}")


def nothing_for_screens(p):
    """No links, outline, forms, scripts, actions, layers, or files."""
    for key in ("/Outlines", "/AcroForm", "/OpenAction", "/AA", "/Threads", "/OCProperties"):
        if key in p.pdf.root:
            raise Fail(f"the catalogue has {key}")
    names = p.pdf.get(p.pdf.root.get("/Names")) or {}
    if {"/JavaScript", "/EmbeddedFiles"} & names.keys():
        raise Fail(f"the catalogue names {list(names)}")
    for i, page in enumerate(p.pdf.pages):
        if p.pdf.get(page.get("/Annots")) or "/AA" in page:
            raise Fail(f"page {i + 1} has annotations or actions")


def xmp_value(xmp, name):
    """A property of the packet, as an element or an attribute."""
    found = re.search(rf"<{name}>(?:\s*<rdf:\w+>\s*<rdf:li[^>]*>)?([^<]*)<", xmp) or \
        re.search(rf'\s{name}="([^"]*)"', xmp)
    return found and found[1].replace("&amp;", "&")


def metadata(p):
    xmp = p.pdf.stream(p.pdf.root["/Metadata"]).decode("utf-8")
    equal("GTS_PDFXVersion", "PDF/X-4", xmp_value(xmp, "pdfxid:GTS_PDFXVersion"))
    for name in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate", "xmpMM:DocumentID",
                 "xmpMM:VersionID", "xmpMM:RenditionClass"):
        if not xmp_value(xmp, name):
            raise Fail(f"the XMP packet has no {name}")
    info = p.pdf.info
    equal("title", text(info.get("/Title")), xmp_value(xmp, "dc:title"))
    trapped = xmp_value(xmp, "pdf:Trapped")
    if trapped not in ("True", "False") or info.get("/Trapped") != f"/{trapped}":
        raise Fail(f"Trapped: {trapped} in XMP, {info.get('/Trapped')} in Info")
    for key, name in (("/CreationDate", "xmp:CreateDate"), ("/ModDate", "xmp:ModifyDate")):
        digits = re.sub(r"\D", "", text(info.get(key)) or "")[:14]
        equal(name, digits, re.sub(r"\D", "", xmp_value(xmp, name))[:len(digits)])


class State:
    """The graphics state as far as black text and rules ask: colours, size, overprint."""

    def __init__(self):
        self.fill, self.size, self.overprint, self.mode = ("k", 0, 0, 0, 1), 0, False, 0
        self.stroke, self.width, self.stroke_over = (0, 0, 0, 1), 1, False
        self.matrix, self.scale = 1.0, 1.0

    def shown_size(self):
        return self.size * self.matrix * self.scale

    def copy(self):
        new = State()
        new.__dict__.update(self.__dict__)
        return new


def scale_of(matrix):
    return math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))


def set_state(state, chosen):
    """What a graphics state says of overprinting (ISO 32000-1, table 58)."""
    mode = chosen.get("/OPM")
    if "/op" in chosen or "/OP" in chosen:
        state.overprint = chosen.get("/op", chosen.get("/OP")) and mode == 1
    if "/OP" in chosen:
        state.stroke_over = chosen["/OP"] and mode == 1


def walk_stream(p, reference, data, resources, state):
    """Yields (reference, operator, operands, start, end, state) for every operation of a
    stream and of the forms that it draws, each in the state that it is drawn in."""
    settings = p.pdf.at(resources, "/ExtGState") or {}
    stack = []
    for operator, operands, start, end in operations(data):
        if operator == "q":
            stack.append(state.copy())
        elif operator == "Q":
            state = stack.pop()
        elif operator == "cm":
            state.scale *= scale_of(operands)
        elif operator in ("k", "K"):
            setattr(state, "fill" if operator == "k" else "stroke", tuple(operands))
        elif operator in ("g", "G"):
            setattr(state, "fill" if operator == "g" else "stroke",
                    (0, 0, 0, round(1 - operands[0], 6)))
        elif operator in ("cs", "CS", "scn", "SCN"):
            # a pattern, or a spot: not black ink
            setattr(state, "fill" if operator.islower() else "stroke", (1, 1, 1, 1))
        elif operator == "Tf":
            state.size = operands[1]
        elif operator == "Tr":
            state.mode = operands[0]
        elif operator == "w":
            state.width = operands[0]
        elif operator == "Tm":
            state.matrix = scale_of(operands)
        elif operator == "BT":
            state.matrix = 1.0
        elif operator == "gs":
            set_state(state, p.pdf.get(settings[operands[0]]))
        yield reference, operator, operands, start, end, state
        if operator == "Do":
            yield from walk_form(p, p.pdf.at(resources, "/XObject")[operands[0]], resources, state)


def walk_form(p, reference, resources, state):
    form = p.pdf.get(reference)
    if form.get("/Subtype") != "/Form":
        return
    inner = state.copy()
    inner.scale *= scale_of(p.pdf.get(form.get("/Matrix")) or [1, 0, 0, 1])
    yield from walk_stream(p, reference, p.pdf.stream(reference),
                           p.pdf.get(form.get("/Resources")) or resources, inner)


def walk_state(p):
    """Yields (page, reference, operator, operands, start, end, state) for every operation;
    reference: of the form that it stands in, None: the page itself."""
    for i, page in enumerate(p.pdf.pages):
        for found in walk_stream(p, None, p.pdf.contents(page), p.pdf.at(page, "/Resources"),
                                 State()):
            yield i, *found


def is_black(fill):
    return tuple(fill[:3]) == (0, 0, 0) and fill[3] > 0


def black_text(p):
    """Text in K alone overprints below the printer's limit; white never does."""
    limit, small, large = p.points("overprint-below"), 0, 0
    for page, reference, operator, operands, _, _, state in walk_state(p):
        where = f"page {page + 1}" + (f", form {reference}" if reference else "")
        if shown(operator, operands) is None:
            if operator == "S" and state.stroke == (0, 0, 0, 1) and not state.stroke_over and \
                    state.width * state.scale < RULE_OVERPRINTS_BELOW - 0.001:
                raise Fail(f"{where}: a black line of {state.width * state.scale:.2f} pt does "
                           "not overprint")
            if (operator in ("f", "f*", "B") and state.overprint and not any(state.fill)) or \
                    (operator in ("S", "s") and state.stroke_over and not any(state.stroke)):
                raise Fail(f"{where}: white overprints")
            continue
        if state.mode == 3:
            continue
        size = state.shown_size()
        if is_black(state.fill) and state.fill[3] == 1 and size < limit - 0.001:
            small += 1
            if not state.overprint:
                raise Fail(f"{where}: black text of {size:.1f} pt does not overprint")
        elif not any(state.fill) and state.overprint:
            raise Fail(f"{where}: white text overprints")
        large += is_black(state.fill)
    if not small + large:
        raise Fail("no black text at all")


def overprint_states(pdf, resources):
    """Gives a page or form two graphics states of the tests: overprint on, and off."""
    settings = pdf.at(resources, "/ExtGState")
    if settings is None:
        settings = resources["/ExtGState"] = {}
    for name, on in (("/TestOver", True), ("/TestOut", False)):
        settings[name] = {"/OP": on, "/op": on, "/OPM": int(on)}


def painted_out(data, places):
    out, at = b"", 0
    for start, end, fill, overprint in sorted(places):
        back = " ".join(f"{ink:g}" for ink in fill)
        state = "/TestOver" if overprint else "/TestOut"
        out += data[at:start] + b"/TestOver gs 0 0 0 0 k " + data[start:end] + \
            f" {state} gs {back} k".encode()
        at = end
    return out + data[at:]


def without_black_text(p, path):
    """Writes the file with its black text, and what is small of it in forms, painted in no ink at all, overprinting
    (so nothing is knocked out either); how many operations that were. Invisible text (3 Tr)
    would not do: ghostscript then moves its pen by other fractions, and words after it by a
    pixel."""
    changed, count, found = Pdf(p.path), 0, {}
    for page, reference, operator, operands, start, end, state in walk_state(p):
        if shown(operator, operands) is not None and is_black(state.fill) and \
                state.mode == 0 and (not reference or state.shown_size() < TEXT_OVERPRINTS_BELOW):
            found.setdefault(reference or page, set()).add(
                (start, end, state.fill, state.overprint))
            count += 1
    for where, places in found.items():
        if isinstance(where, str):
            overprint_states(changed, changed.at(where, "/Resources"))
            changed.set_stream(where, painted_out(p.pdf.stream(where), places))
            continue
        overprint_states(changed, changed.at(changed.pages[where], "/Resources"))
        first, *rest = changed.content_refs(changed.pages[where])
        changed.set_stream(first, painted_out(p.pdf.contents(p.pdf.pages[where]), places))
        for reference in rest:
            changed.set_stream(reference, b"")
    changed.write(path)
    return count


def plates(path, folder, ppi=PPI):
    """ghostscript's separations: {(page, ink): bytes of its samples}."""
    folder.mkdir(parents=True, exist_ok=True)
    must("gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", f"-r{ppi}",
         "-sCompression=none", "-dOverprint=/enable", "-o", folder / "%03d.tif", path,
         timeout=600)
    found = {}
    for file in sorted(folder.glob("*(*).tif")):
        page, ink = re.fullmatch(r"(\d+)\((\w+)\)\.tif", file.name).groups()
        found[int(page), ink] = tiff_samples(file.read_bytes())
        file.unlink()
    for file in folder.glob("*.tif"):
        file.unlink()
    return found


def tiff_samples(data):
    """(width, strips) of an uncompressed TIFF; its other tags (one holds the clock) aside."""
    order = "<" if data[:2] == b"II" else ">"
    at, = struct.unpack_from(order + "I", data, 4)
    count, = struct.unpack_from(order + "H", data, at)
    tags = {}
    for i in range(count):
        tag, kind, n, value = struct.unpack_from(order + "HHII", data, at + 2 + 12 * i)
        size, letter = {3: (2, "H"), 4: (4, "I")}.get(kind, (0, ""))
        if letter:
            where = value if n * size > 4 else at + 2 + 12 * i + 8
            tags[tag] = struct.unpack_from(f"{order}{n}{letter}", data, where)
    return tags[256][0], b"".join(data[o:o + n] for o, n in zip(tags[273], tags[279]))


def separations(p):
    """The C, M and Y plates are the same with and without the black text: it adds nothing to
    them and knocks nothing out of them. The K plate differs, or this would show nothing."""
    work = Path(p.work) / "plates"
    bare = work / "without-black-text.pdf"
    work.mkdir(parents=True, exist_ok=True)
    if not without_black_text(p, bare):
        raise Fail("no black text to take away")
    whole, rest = plates(p.path, work / "whole"), plates(bare, work / "rest")
    equal("plates", sorted(whole), sorted(rest))
    different = [f"page {page} {ink}" for (page, ink) in sorted(whole)
                 if ink != "Black" and whole[page, ink] != rest[page, ink]]
    if different:
        raise Fail("black text shows on these plates: " + ", ".join(different))
    if all(whole[key] == rest[key] for key in whole if key[1] == "Black"):
        raise Fail("the K plate is the same without its text")


def most_ink(inks, width, block):
    """The most ink, in percent, of any square of block × block samples."""
    rows = len(inks[0]) // width
    most = 0
    for y in range(0, rows - block + 1, block):
        for x in range(0, width - block + 1, block):
            paper = sum(sum(ink[at:at + block]) for ink in inks
                        for at in range(y * width + x, (y + block) * width + x, width))
            # A separation holds 255 where there is no ink.
            most = max(most, len(inks) * 255 - paper / block ** 2)
    return most / 255 * 100


def ink_limit(p):
    """Nowhere more ink than the printer takes, averaged over any 15 mm²."""
    limit, block = float(p.printer["ink-limit"]), 3
    found = plates(p.path, Path(p.work) / "ink", ppi=round(25.4 / math.sqrt(15) * block))
    for page in sorted({key[0] for key in found}):
        inks = [found[page, ink] for ink in ("Cyan", "Magenta", "Yellow", "Black")]
        most = most_ink([samples for _, samples in inks], inks[0][0], block)
        if most > limit:
            raise Fail(f"page {page}: {most:.0f} % of ink, limit {limit:.0f}")


CHECKS = [version, boxes, output_intent, only_cmyk, nothing_for_screens, metadata, black_text,
          separations, ink_limit]
