"""Content streams: bytes to operations, and the words they show.

operations() cuts a stream into (operator, operands, start, end); the places are byte offsets,
so that a filter can change one operation and leave the rest byte for byte.
"""
import re

TOKEN = re.compile(rb"""
    (?P<space>[\x00\t\n\x0c\r ]+|%[^\r\n]*)
  | (?P<hex><(?!<)[^>]*>)
  | (?P<mark><<|>>|\[|\])
  | (?P<name>/[^\x00\t\n\x0c\r ()<>\[\]{}/%]*)
  | (?P<number>[+-]?(?:\d+\.?\d*|\.\d+)(?=[\x00\t\n\x0c\r ()<>\[\]{}/%]|$))
  | (?P<word>[^\x00\t\n\x0c\r ()<>\[\]{}/%]+)
  | (?P<string>\()
""", re.X)
ESCAPES = {ord("n"): 10, ord("r"): 13, ord("t"): 9, ord("b"): 8, ord("f"): 12}
INLINE_PICTURE_END = re.compile(rb"[\s]EI(?=\s|$)")


def literal(data, at):
    """The string that begins after "(" at `at`, and the offset behind it."""
    out, depth = bytearray(), 1
    while True:
        c = data[at]
        at += 1
        if c == 0x5C:
            c = data[at]
            at += 1
            if 0x30 <= c <= 0x37:
                digits = re.compile(rb"[0-7]{1,3}").match(data, at - 1)[0]
                at += len(digits) - 1
                out.append(int(digits, 8) & 255)
            elif c not in (10, 13):
                out.append(ESCAPES.get(c, c))
            continue
        depth += (c == 0x28) - (c == 0x29)
        if not depth:
            return bytes(out), at
        out.append(c)


def operations(data):
    """Yields (operator, operands, start, end). Names are "/X", strings bytes."""
    stack, operands, at, start = [], [], 0, None
    while at < len(data):
        found = TOKEN.match(data, at)
        if not found:
            raise ValueError(f"bad content stream at byte {at}: {data[at:at + 20]!r}")
        kind, word, begin, at = found.lastgroup, found[0], at, found.end()
        if kind == "space":
            continue
        if start is None:
            start = begin
        if kind == "word" and word not in (b"true", b"false", b"null"):
            if word == b"BI":
                at = INLINE_PICTURE_END.search(data, at).end()
            yield word.decode("latin-1"), operands, start, at
            operands, start = [], None
        elif word in (b"[", b"<<"):
            stack.append(operands)
            operands = []
        elif word in (b"]", b">>"):
            value = operands if word == b"]" else dict(zip(operands[::2], operands[1::2]))
            operands = stack.pop()
            operands.append(value)
        else:
            value, at = operand(kind, word, data, at)
            operands.append(value)


def operand(kind, word, data, at):
    if kind == "string":
        return literal(data, at)
    if kind == "hex":
        digits = re.sub(rb"\s", b"", word[1:-1])
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode()), at
    if kind == "number":
        return (float(word) if b"." in word else int(word)), at
    if kind == "name":
        return re.sub(r"#([0-9A-Fa-f]{2})", lambda m: chr(int(m[1], 16)),
                      word.decode("latin-1")), at
    return {b"true": True, b"false": False, b"null": None}[word], at


class Font:
    """Turns the codes of one font into characters, by its ToUnicode."""

    def __init__(self, pdf, reference):
        self.dict = pdf.get(reference)
        self.name = self.dict.get("/BaseFont", "/none")[1:]
        self.wide = self.dict.get("/Subtype") == "/Type0"
        self.words = {}
        if "/ToUnicode" in self.dict:
            self._read(pdf.stream(self.dict["/ToUnicode"]))

    def _read(self, cmap):
        number = lambda b: int.from_bytes(b, "big")
        for operator, values, _, _ in operations(cmap):
            if operator == "endbfchar":
                for code, word in zip(values[::2], values[1::2]):
                    self.words[number(code)] = word.decode("utf-16-be")
            elif operator == "endbfrange":
                for first, last, word in zip(values[::3], values[1::3], values[2::3]):
                    for code in range(number(first), number(last) + 1):
                        if isinstance(word, list):
                            self.words[code] = word[code - number(first)].decode("utf-16-be")
                        else:
                            end = number(word[-2:]) + code - number(first)
                            self.words[code] = (word[:-2] + end.to_bytes(2, "big")).decode(
                                "utf-16-be")

    def text(self, codes):
        step = 2 if self.wide else 1
        return "".join(self.words.get(int.from_bytes(codes[i:i + step], "big"), "\ufffd")
                       for i in range(0, len(codes), step))


def shown(operator, operands):
    """The strings that a text-showing operation shows; None for any other operation."""
    if operator in ("Tj", "'"):
        return [operands[0]]
    if operator == '"':
        return [operands[2]]
    if operator == "TJ":
        return [part for part in operands[0] if isinstance(part, bytes)]
    return None


PAINTS = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Do", "sh", "BI"}
