#!/usr/bin/python3
"""x1a: does a PDF keep PDF/X-1a:2003 (ISO 15930-4:2003)? One check a clause, for any PDF.

Usage: tests/pdf/x1a.py FILE.pdf...     a line a finding; exit 1 where a clause is not kept
What the clause has in common with PDF/X-4's is asked by x4.py's check; what is asked here is
what an older press cannot do: PDF 1.4, inks only, nothing seen through, and Info's keys.
"""
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from pdf import x4  # noqa: E402
from pdf.reader import text  # noqa: E402
from pdf.walk import leaves  # noqa: E402

INKS = {"/DeviceCMYK", "/DeviceGray", "/Pattern"}
LATER = {"/ObjStm", "/XRef"}
CHECKS = []


def clause(number, check=None):
    """As a decorator, or of a check that x4.py has."""
    def add(made):
        CHECKS.append(("ISO 15930-4, " + number, made))
        return made
    return add(check) if check else add


@clause("6.1")
def version(f):
    told = f.pdf.get(f.pdf.root.get("/Version"))
    for found in [f.pdf.version] + ([told[1:]] if told else []):
        if not re.fullmatch(r"1\.[0-4]", found):
            yield f"PDF {found}, not 1.4"


@clause("6.1")
def plain(f):
    """No object streams, no cross-reference stream, nothing else of later versions."""
    if f.coded.trailer.get("/Type") == "/XRef":
        yield "the table of objects is a stream"
    for where, d in f.dictionaries():
        if d.get("/Type") in LATER:
            yield f"{where} is of PDF 1.5: {d['/Type'][1:]}"
        if d.get("/Subtype") == "/OpenType":
            yield f"{where} is a font as PDF 1.6 embeds it"
        if d.get("/Type") in ("/OCG", "/OCMD"):
            yield f"{where} is a layer"
        if d.get("/Subtype") == "/Image" and d.get("/BitsPerComponent", 8) > 8:
            yield f"{where} has {d['/BitsPerComponent']} bits a component"


@clause("6.2")
def only_inks(f):
    """CMYK, grey and spots of them, by way of Indexed, DeviceN, Pattern and Separation."""
    for space, where, _, _ in f.walk.colours:
        for kind, _ in leaves(f.pdf, space):
            if kind not in INKS:
                yield f"{where}: {str(kind)[1:]}"


clause("6.2", x4.output_intent)


@clause("6.2")
def output_profile(f):
    """Not needed where the condition is a registered one; one of PDF 1.4's time."""
    condition = text(f.pdf.get((f.intents() or [{}])[0].get("/OutputConditionIdentifier"))) or ""
    icc = f.profile()
    if icc or not x4.REGISTERED.fullmatch(condition):
        yield from x4.output_profile(f)
        if icc[8:9] > b"\2":
            yield f"the profile is of ICC {icc[8]}, which PDF 1.4 does not know"
        if icc[16:20] not in (b"CMYK", b""):
            yield f"the profile is one of {icc[16:20]!r}"


clause("6.2", x4.spots_alike)
clause("6.3", x4.fonts)
clause("6.4", x4.complete)
clause("6.4", x4.files_within)
clause("6.5", x4.filters)


@clause("6.5")
def pictures(f):
    for where, d in f.dictionaries():
        for name in ("/JBIG2Decode", "/JPXDecode"):
            if name in str(d.get("/Filter")):
                yield f"{where} is packed by {name[1:]}"


@clause("6.6")
def trapped(f):
    if f.pdf.get(f.pdf.info.get("/Trapped")) not in ("/True", "/False"):
        yield f"Info says Trapped {f.pdf.info.get('/Trapped')}"


@clause("6.7")
def identification(f):
    told = text(f.pdf.get(f.pdf.info.get("/GTS_PDFXVersion")))
    if told != "PDF/X-1a:2003":
        yield f"GTS_PDFXVersion is {told}, not PDF/X-1a:2003"
    conformance = text(f.pdf.get(f.pdf.info.get("/GTS_PDFXConformance")))
    if conformance not in (None, "PDF/X-1a:2003"):
        yield f"GTS_PDFXConformance is {conformance}"


@clause("6.7")
def information(f):
    if not text(f.pdf.get(f.pdf.info.get("/Title"))):
        yield "Info has no Title"
    for key in ("/CreationDate", "/ModDate"):
        date = text(f.pdf.get(f.pdf.info.get(key)))
        if not x4.moment(date):
            yield f"{key[1:]} is {date}, which is no date"


clause("6.7", x4.file_id)
clause("6.7", x4.info_agrees)
clause("6.8", x4.boxes)
clause("6.9", x4.graphics_states)
clause("6.10", x4.postscript)
clause("6.11", x4.encryption)
clause("6.12", x4.stand_ins)
clause("6.13", x4.annotations)
clause("6.14", x4.actions)
clause("6.15", x4.operators)


@clause("6.16")
def opaque(f):
    """No soft mask, no group, no alpha below 1, no blend but Normal: also where unused."""
    for where, d in f.dictionaries():
        group = f.coded.get(d.get("/Group"))
        if isinstance(group, dict) and group.get("/S") == "/Transparency":
            yield f"{where} is a transparency group"
        if f.coded.get(d.get("/SMask")) not in (None, "/None") or "/SMaskInData" in d:
            yield f"{where} has a soft mask"
        if d.get("/Type") == "/ExtGState" or {"/ca", "/CA", "/BM"} & d.keys():
            if any(f.coded.get(d.get(key, 1)) != 1 for key in ("/ca", "/CA")):
                yield f"{where} is painted with an alpha below 1"
            if f.coded.get(d.get("/BM", "/Normal")) not in ("/Normal", "/Compatible"):
                yield f"{where} blends by {d['/BM']}"


clause("6.17", x4.viewer)


def findings(path, checks=None):
    file = x4.File(path)
    return [(number, check.__name__, said) for number, check in checks or CHECKS
            for said in dict.fromkeys(check(file))]


def main(paths):
    if not paths or paths[0].startswith("-"):
        print(__doc__)
        return 3
    found = [(path, number, said) for path in paths for number, _, said in findings(path)]
    for path, number, said in found:
        print(f"{path}: {number}: {said}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
