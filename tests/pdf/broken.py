"""What mutants of press files are made with: things that ought not to be there, put in.

A mutant changes the values of a Pdf (reader.py); what qpdf must be told when it is written,
and what is done to its bytes afterwards, is kept beside it.
"""
import re

from checks.suite import Fail


class Mutants:
    def __init__(self):
        self.rows = []   # (standard, name of its check, mutant, whether it must say something)
        self.made = {}   # mutant: (qpdf's options, what is done to the file's bytes)

    def breaks(self, qpdf=(), then=None, says=True, **checks):
        """checks: x4="version", by the name of the standard's module."""
        def add(mutant):
            self.rows += [(standard, check, mutant, says) for standard, check in checks.items()]
            self.made[mutant] = qpdf, then
            return mutant
        return add

    def keeps(self, **how):
        """A file that is unlike others and as it ought to be."""
        return self.breaks(says=False, **how)

    def of(self, standard):
        return [row[1:] for row in self.rows if row[0] == standard]

    def breed(self, pdf, mutant, target):
        """Writes the mutant of a file's values; they are spoilt."""
        options, then = self.made[mutant]
        mutant(pdf)
        pdf.write(target, *options)
        if then:
            target.write_bytes(then(target.read_bytes()))


def page(pdf, index=0):
    return pdf.objects["obj:" + pdf.page_refs[index]]["value"]


def paint(pdf, operations, **resources):
    """Adds operations to the first page, and entries to its resources."""
    own = page(pdf)["/Resources"]
    for kind, entries in resources.items():
        own.setdefault("/" + kind, {}).update(entries)
    reference = pdf.content_refs(page(pdf))[0]
    pdf.set_stream(reference, pdf.stream(reference) + b"\nq " + operations + b" Q\n")


def stream(pdf, dictionary, data):
    reference = pdf.add(None)
    pdf.objects["obj:" + reference] = {"stream": {"dict": dictionary, "data": ""}}
    pdf.set_stream(reference, data)
    return reference


def form(pdf, operations, **entries):
    """A form with these operations, painted on the first page."""
    made = stream(pdf, {"/Type": "/XObject", "/Subtype": "/Form", "/BBox": [0, 0, 9, 9],
                        **{"/" + k: v for k, v in entries.items()}}, operations)
    paint(pdf, b"/Xm Do", XObject={"/Xm": made})
    return made


def state(pdf, **entries):
    paint(pdf, b"/Gm gs", ExtGState={"/Gm": {"/Type": "/ExtGState",
                                             **{"/" + k: v for k, v in entries.items()}}})


def image(pdf, space, **entries):
    size = {"/DeviceGray": 1, "/DeviceCMYK": 4}.get(space if isinstance(space, str) else "", 3)
    made = stream(pdf, {"/Type": "/XObject", "/Subtype": "/Image", "/Width": 1, "/Height": 1,
                        "/BitsPerComponent": 8, "/ColorSpace": space,
                        **{"/" + k: v for k, v in entries.items()}}, bytes(size))
    paint(pdf, b"/Im Do", XObject={"/Im": made})
    return made


def intent(pdf):
    return pdf.get(pdf.get(pdf.root["/OutputIntents"])[0])


def edit_xmp(pdf, old, new):
    reference = pdf.root["/Metadata"]
    data = pdf.stream(reference)
    changed = re.sub(old, new, data)
    if changed == data:
        raise Fail(f"there is no {old} to break")
    pdf.set_stream(reference, changed)


def profile(pdf, change):
    reference = intent(pdf)["/DestOutputProfile"]
    pdf.set_stream(reference, change(pdf.stream(reference)))


def annotation(pdf, kind, rect, **entries):
    page(pdf)["/Annots"] = [pdf.add({"/Type": "/Annot", "/Subtype": kind, "/Rect": rect,
                                     **{"/" + k: v for k, v in entries.items()}})]


def names(pdf, **entries):
    pdf.root["/Names"] = {"/" + k: {"/Names": v} for k, v in entries.items()}


def lzw(data):
    """Packed by LZW the long way: a clear code after every 200 bytes."""
    codes = [code for at in range(0, len(data), 200) for code in (256, *data[at:at + 200])]
    bits = "".join(f"{code:09b}" for code in codes + [257])
    bits += "0" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8, "big")
