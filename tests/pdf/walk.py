"""Everything that a PDF paints, found by following its content as a viewer does.

Walk(pdf) goes through each page's content, and the forms, patterns, masks and glyphs that it
uses, with as much of the graphics state as the rules of printing ask about. What is only
carried along and never painted is not found here.
"""
import re

from pdf.content import operations, shown

SHORT = {"/BPC": "/BitsPerComponent", "/CS": "/ColorSpace", "/D": "/Decode",
         "/DP": "/DecodeParms", "/F": "/Filter", "/H": "/Height", "/IM": "/ImageMask",
         "/I": "/Interpolate", "/W": "/Width", "/G": "/DeviceGray", "/RGB": "/DeviceRGB",
         "/CMYK": "/DeviceCMYK", "/LZW": "/LZWDecode", "/Fl": "/FlateDecode"}
DEVICE = {"g": "/DeviceGray", "rg": "/DeviceRGB", "k": "/DeviceCMYK"}
INVISIBLE = (3, 7)


class State:
    def __init__(self):
        self.space = {"fill": "/DeviceGray", "stroke": "/DeviceGray"}
        self.overprint = {"fill": False, "stroke": False}
        self.opm, self.font, self.mode = 0, None, 0

    def copy(self):
        new = State()
        new.__dict__.update(self.__dict__)
        new.space, new.overprint = dict(self.space), dict(self.overprint)
        return new


class Walk:
    def __init__(self, pdf):
        self.pdf = pdf
        self.colours = []    # (space, where, resources, overprints with OPM 1)
        self.images = []     # (dictionary, where, resources)
        self.states = []     # (dictionary of a graphics state, where)
        self.groups = []     # (transparency group, where, is a mask's)
        self.forms = []      # (dictionary, where)
        self.fonts = []      # (dictionary of a font whose words are seen, where)
        self.intents = []    # (name, where)
        self.layers = []     # where
        self.operators = {}  # operator: where it stands first
        self.nested = 0      # q in q
        self.longest = 0     # string in a stream
        self.done = set()
        for number, page in enumerate(pdf.pages, 1):
            where = f"page {number}"
            if "/Group" in page:
                self.groups.append((pdf.get(page["/Group"]), where, False))
            self.content(pdf.contents(page), pdf.get(page.get("/Resources")) or {}, where, State())

    def content(self, data, resources, where, state):
        stack = []
        for operator, operands, start, end in operations(data):
            self.operators.setdefault(operator, where)
            self.longest = max([self.longest, *(len(part) for part in strings(operands))])
            if operator == "q":
                stack.append(state.copy())
                self.nested = max(self.nested, len(stack))
            elif operator == "Q":
                state = stack.pop() if stack else state
            elif operator == "BI":
                self.inline(data[start:end], resources, where, state)
            else:
                self.operation(operator, operands, resources, where, state)

    def operation(self, operator, operands, resources, where, state):
        side = "stroke" if operator[:1].isupper() else "fill"
        if operator.lower() in DEVICE:
            self.set_space(side, DEVICE[operator.lower()], resources, where, state)
        elif operator in ("cs", "CS"):
            self.set_space(side, self.named(resources, "/ColorSpace", operands[0]), resources,
                           where, state)
        elif operator in ("scn", "SCN") and operands and isinstance(operands[-1], str):
            self.pattern(self.entry(resources, "/Pattern", operands[-1]), resources, where)
        elif operator == "sh":
            self.shading(self.entry(resources, "/Shading", operands[0]), resources, where, state)
        elif operator == "gs":
            self.graphics_state(self.named(resources, "/ExtGState", operands[0]), resources,
                                where, state)
        elif operator == "Tf":
            state.font = self.entry(resources, "/Font", operands[0])
        elif operator == "Tr":
            state.mode = operands[0]
        elif operator == "ri":
            self.intents.append((operands[0], where))
        elif operator == "Do":
            self.object(self.entry(resources, "/XObject", operands[0]), resources, where, state)
        elif operator in ("BDC", "DP") and operands[0] == "/OC":
            self.layers.append(where)
        elif shown(operator, operands) is not None and state.mode not in INVISIBLE:
            self.words(state.font, resources, where)

    # ---- what resources hold ------------------------------------------------

    def entry(self, resources, kind, name):
        """As it stands there: a reference where it is one."""
        return (self.pdf.at(resources, kind) or {}).get(name)

    def named(self, resources, kind, name):
        found = self.pdf.get(self.entry(resources, kind, name))
        return name if found is None else found

    def once(self, what, *key):
        key = (what if isinstance(what, str) else id(what), *key)
        if key in self.done:
            return False
        self.done.add(key)
        return True

    def set_space(self, side, space, resources, where, state):
        state.space[side] = space
        self.paint(space, resources, where, state.overprint[side] and state.opm == 1)

    def paint(self, space, resources, where, overprints=False):
        if self.once(str(space), "space", id(resources), overprints):
            self.colours.append((space, where, resources, overprints))

    def graphics_state(self, chosen, resources, where, state):
        if not isinstance(chosen, dict):
            return
        if "/OP" in chosen:
            state.overprint = {"fill": chosen["/OP"], "stroke": chosen["/OP"]}
        state.overprint["fill"] = chosen.get("/op", state.overprint["fill"])
        state.opm = chosen.get("/OPM", state.opm)
        if "/Font" in chosen:
            state.font = self.pdf.get(chosen["/Font"])[0]
        for side in ("fill", "stroke"):
            self.paint(state.space[side], resources, where,
                       state.overprint[side] and state.opm == 1)
        if not self.once(chosen, "state"):
            return
        self.states.append((chosen, where))
        if "/RI" in chosen:
            self.intents.append((chosen["/RI"], where))
        mask = self.pdf.get(chosen.get("/SMask"))
        if isinstance(mask, dict):
            self.form(mask["/G"], resources, f"{where}, a soft mask", State(), mask=True)

    def pattern(self, reference, resources, where):
        pattern = self.pdf.get(reference)
        if not isinstance(pattern, dict) or not self.once(reference, "pattern"):
            return
        where = f"{where}, a pattern"
        if "/Shading" in pattern:
            self.shading(pattern["/Shading"], resources, where, State())
            if "/ExtGState" in pattern:
                self.graphics_state(self.pdf.get(pattern["/ExtGState"]), resources, where, State())
        else:
            self.content(self.pdf.stream(reference),
                         self.pdf.get(pattern.get("/Resources")) or {}, where, State())

    def shading(self, reference, resources, where, state):
        shading = self.pdf.get(reference)
        if isinstance(shading, dict):
            self.paint(self.pdf.get(shading.get("/ColorSpace")), resources,
                       f"{where}, a shading", state.overprint["fill"] and state.opm == 1)

    def object(self, reference, resources, where, state):
        thing = self.pdf.get(reference)
        if not isinstance(thing, dict):
            return
        if thing.get("/Subtype") == "/Image":
            self.image(reference, thing, resources, where, state)
        else:
            self.form(reference, resources, where, state.copy())

    def form(self, reference, resources, where, state, mask=False):
        form = self.pdf.get(reference)
        if not isinstance(form, dict) or not self.once(reference, "form", mask):
            return
        where = f"{where}, form {reference}"
        self.forms.append((form, where))
        if "/OC" in form:
            self.layers.append(where)
        group = self.pdf.get(form.get("/Group"))
        if isinstance(group, dict) and group.get("/S") == "/Transparency":
            self.groups.append((group, where, mask))
        self.content(self.pdf.stream(reference), self.pdf.get(form.get("/Resources")) or resources,
                     where, state)

    # ---- pictures and words -------------------------------------------------

    def image(self, reference, image, resources, where, state):
        if not self.once(reference, "image"):
            return
        where = f"{where}, picture {reference}"
        self.images.append((image, where, resources))
        if "/OC" in image:
            self.layers.append(where)
        if "/Intent" in image:
            self.intents.append((image["/Intent"], where))
        if image.get("/ImageMask") is not True and "/ColorSpace" in image:
            self.paint(self.pdf.get(image["/ColorSpace"]), resources, where,
                       state.overprint["fill"] and state.opm == 1)

    def inline(self, data, resources, where, state):
        head = re.split(rb"[\s\]>]ID\s", data, maxsplit=1)[0][2:]
        _, operands, _, _ = next(operations(head + b" ID "))
        image = {SHORT.get(k, k): SHORT.get(v, v) if isinstance(v, str) else v
                 for k, v in zip(operands[::2], operands[1::2])}
        space = image.get("/ColorSpace")
        if isinstance(space, str):
            image["/ColorSpace"] = self.named(resources, "/ColorSpace", space)
        self.image(f"inline {data[:40]!r}", image, resources, where, state)

    def words(self, reference, resources, where):
        font = self.pdf.get(reference)
        if not isinstance(font, dict) or not self.once(reference if isinstance(reference, str)
                                                       else font, "font"):
            return
        self.fonts.append((font, where))
        if font.get("/Subtype") == "/Type3":
            inner = self.pdf.get(font.get("/Resources")) or resources
            for name, glyph in (self.pdf.get(font.get("/CharProcs")) or {}).items():
                self.content(self.pdf.stream(glyph), inner, f"{where}, glyph {name}", State())


def strings(operands):
    for operand in operands:
        if isinstance(operand, bytes):
            yield operand
        elif isinstance(operand, list):
            yield from strings(operand)


def leaves(pdf, space, depth=0):
    """The spaces in which colours of this one end, after Indexed, Separation, DeviceN and
    Pattern: each as (name, value)."""
    space = pdf.get(space)
    kind = pdf.get(space[0]) if isinstance(space, list) and space else space
    inner = {"/Indexed": 1, "/Separation": 2, "/DeviceN": 2, "/Pattern": 1}.get(kind)
    if isinstance(space, list) and inner and inner < len(space) and depth < 8:
        return leaves(pdf, space[inner], depth + 1)
    return [] if kind == "/Pattern" else [(kind, space)]
