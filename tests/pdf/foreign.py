"""PDF files as advertisers send them: good, faulty and broken ones, written byte by byte.

A file is an A4 page with 3 mm of bleed that says it is PDF/X-4 for FOGRA39, unless it is told
otherwise. Places in content are points from the trim's lower left corner.
"""
import zlib

BLEED, WIDTH, HEIGHT = 8.504, 595.276, 841.89
CLAIM = ("<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf="
         "'http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:about='' "
         "xmlns:pdfxid='http://www.npes.org/pdfx/ns/id/'><pdfxid:GTS_PDFXVersion>PDF/X-4"
         "</pdfxid:GTS_PDFXVersion></rdf:Description></rdf:RDF></x:xmpmeta>")
INTENT = ("/OutputIntents [<</Type /OutputIntent /S /GTS_PDFX /OutputConditionIdentifier "
          "(FOGRA39)>>]")
FONT = ("<</Type /Font /Subtype /TrueType /BaseFont /ABCDEF+Fair /FirstChar 32 /LastChar 126 "
        "/Widths [%s] /FontDescriptor <</Type /FontDescriptor /FontName /ABCDEF+Fair %s>>>>")
WIDTHS = " ".join(["500"] * 95)


def box(left=0, lower=0, right=WIDTH, upper=HEIGHT):
    return f"[{left:.3f} {lower:.3f} {right:.3f} {upper:.3f}]"


MEDIA = box(-BLEED, -BLEED, WIDTH + BLEED, HEIGHT + BLEED)


def stream(data, entries="", flate=False):
    data = data if isinstance(data, bytes) else data.encode("latin-1")
    if flate:
        data, entries = zlib.compress(data), entries + " /Filter /FlateDecode"
    return b"<</Length %d %s>>\nstream\n%s\nendstream" % (len(data), entries.encode(), data)


def assemble(objects, trailer=""):
    """Objects from number 1 on, the first of them the catalogue."""
    data, places = b"%PDF-1.6\n", []
    for i, thing in enumerate(objects):
        places.append(len(data))
        thing = thing if isinstance(thing, bytes) else thing.encode("latin-1")
        data += b"%d 0 obj\n%s\nendobj\n" % (i + 1, thing)
    table = "".join(f"{at:010} 00000 n \n" for at in places)
    return data + (f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
                   f"trailer <</Size {len(objects) + 1} /Root 1 0 R {trailer}>>\n"
                   f"startxref\n{len(data)}\n%%EOF\n").encode()


def font(embedded="/FontFile2 8 0 R"):
    return FONT % (WIDTHS, embedded)


def font_file(right):
    """A TrueType file that has nothing but its right to be embedded."""
    table = bytes(8) + right.to_bytes(2, "big") + bytes(80)
    return (b"\0\1\0\0" + (1).to_bytes(2, "big") + bytes(6) + b"OS/2" + bytes(4) +
            (28).to_bytes(4, "big") + len(table).to_bytes(4, "big") + table)


def advert(content="", resources="", page="", catalog="", objects=(), trim=box(), bleed=MEDIA,
           media=MEDIA, face=None, right=0, claim=CLAIM, intent=INTENT, kids="[3 0 R] /Count 1"):
    """Resources have the font /F; objects are numbered from 10 on."""
    boxes = f"/MediaBox {media}" + (f" /TrimBox {trim}" if trim else "") + \
        (f" /BleedBox {bleed}" if bleed else "")
    return assemble([
        f"<</Type /Catalog /Pages 2 0 R {intent} {'/Metadata 7 0 R' if claim else ''} {catalog}>>",
        f"<</Type /Pages /Kids {kids}>>",
        f"<</Type /Page /Parent 2 0 R {boxes} /Contents 4 0 R /Resources <</Font <</F 5 0 R>> "
        f"{resources}>> {page}>>",
        stream(content),
        face or font(),
        "<</Title (An advert) /Trapped /False>>",
        stream(claim, "/Type /Metadata /Subtype /XML"),
        stream(font_file(right)),
        "null", *objects], "/Info 6 0 R")
