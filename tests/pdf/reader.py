"""A PDF as Python values, read by qpdf (JSON version 2), and written back by it.

Values: dict with keys "/Name"; list; numbers; names "/X"; references "12 0 R" (get() follows
them); strings "u:text" or "b:hex" (text() reads them). Streams come without their filters,
except pictures' own (DCTDecode). The tests damage files through the same values (mutants.py).
"""
import base64
import json
import re
import subprocess

REFERENCE = re.compile(r"\d+ \d+ R$")


class Pdf:
    def __init__(self, path, coded=False):
        """coded: streams' dictionaries as they stand in the file, filters and all, without
        their bytes."""
        self.path = str(path)
        with open(path, "rb") as file:
            start = file.read(20)
        found = re.match(rb"%PDF-(\d\.\d)", start)
        self.version = found[1].decode() if found else "none"
        done = subprocess.run(
            ["qpdf", "--json=2", "--json-key=qpdf",
             f"--json-stream-data={'none' if coded else 'inline'}",
             "--decode-level=generalized", self.path], stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, check=False)
        if done.returncode not in (0, 3):  # 3: read, with warnings
            raise ValueError(f"qpdf cannot read {path}: {done.stderr.decode()}")
        # names as they stand in the file, whatever their bytes: qpdf 11 passes them on
        self.json = json.loads(done.stdout.decode("utf-8", "surrogateescape"))
        self.objects = self.json["qpdf"][1]
        self.trailer = self.objects["trailer"]["value"]
        self.root = self.get(self.trailer["/Root"])
        self.info = self.get(self.trailer.get("/Info")) or {}
        self.page_refs = []
        self.pages = []
        self._pages(self.root["/Pages"], {})

    def get(self, value):
        """The value, or what it refers to; a stream is its dictionary."""
        while isinstance(value, str) and REFERENCE.match(value):
            thing = self.objects.get("obj:" + value)
            if thing is None:
                return None
            value = thing["value"] if "value" in thing else thing["stream"]["dict"]
        return value

    def at(self, value, *keys):
        """get() along a path of keys; None where one is missing."""
        value = self.get(value)
        for key in keys:
            if not isinstance(value, dict):
                return None
            value = self.get(value.get(key))
        return value

    def stream(self, reference):
        """Bytes of a stream by its reference, decoded but for a picture's own filter."""
        data = self.objects["obj:" + reference]["stream"].get("data", "")
        return base64.b64decode(data)

    def set_stream(self, reference, data):
        self.objects["obj:" + reference]["stream"]["data"] = base64.b64encode(data).decode()

    def add(self, value):
        """Adds an object; its reference. For mutants."""
        top = max(int(key[4:].split()[0]) for key in self.objects if key.startswith("obj:"))
        self.objects[f"obj:{top + 1} 0 R"] = {"value": value}
        self.json["qpdf"][0]["maxobjectid"] = top + 1
        return f"{top + 1} 0 R"

    def write(self, path, *options):
        """Writes what the values now say as a PDF file; options: qpdf's."""
        self.json["qpdf"][0]["pdfversion"] = self.version
        source = f"{path}.json"
        with open(source, "w", encoding="utf-8") as file:
            json.dump(self.json, file)
        subprocess.run(["qpdf", "--json-input", "--newline-before-endstream", *options, source,
                        str(path)], check=True)

    def _pages(self, reference, inherited):
        node = self.get(reference)
        for key in ("/Resources", "/MediaBox", "/CropBox", "/Rotate"):
            if key in node:
                inherited = {**inherited, key: node[key]}
        if node.get("/Type") == "/Pages":
            for kid in self.get(node["/Kids"]):
                self._pages(kid, inherited)
        else:
            self.page_refs.append(reference)
            self.pages.append({**inherited, **node})

    def contents(self, page):
        """The content stream of a page (its dictionary)."""
        parts = page.get("/Contents", [])
        if isinstance(parts, str) and isinstance(self.get(parts), list):
            parts = self.get(parts)
        return b"\n".join(self.stream(part) for part in
                          (parts if isinstance(parts, list) else [parts]))

    def content_refs(self, page):
        parts = page.get("/Contents", [])
        return parts if isinstance(parts, list) else [parts]

    def number_tree(self, node):
        """(key, value) pairs of a number tree, in order."""
        node = self.get(node) or {}
        numbers = self.get(node.get("/Nums")) or []
        yield from zip(numbers[::2], numbers[1::2])
        for kid in self.get(node.get("/Kids")) or []:
            yield from self.number_tree(kid)

    def labels(self):
        """The label of each page."""
        labels = [None] * len(self.pages)
        starts = list(self.number_tree(self.root.get("/PageLabels")))
        for i, (first, rule) in enumerate(starts):
            end = starts[i + 1][0] if i + 1 < len(starts) else len(labels)
            rule = self.get(rule)
            for index in range(first, min(end, len(labels))):
                labels[index] = label(self, rule, index - first)
        return labels

    def drawn(self, subtype):
        """Reference -> dictionary of every XObject of a kind."""
        return {key[4:]: thing["stream"]["dict"] for key, thing in self.objects.items()
                if "stream" in thing and thing["stream"]["dict"].get("/Subtype") == subtype}

    def pictures(self):
        return self.drawn("/Image")

    def forms(self):
        """Drawings and pages of others, kept as vectors."""
        return self.drawn("/Form")


def label(pdf, rule, offset):
    number = rule.get("/St", 1) + offset
    style = rule.get("/S")
    prefix = text(rule["/P"]) if "/P" in rule else ""
    if style in ("/r", "/R"):
        word = roman(number)
        return prefix + (word if style == "/r" else word.upper())
    return prefix + (str(number) if style == "/D" else "")


def roman(number):
    word = ""
    for value, letters in ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"),
                           (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"),
                           (4, "iv"), (1, "i")):
        word += letters * (number // value)
        number %= value
    return word


def text(value):
    """The words of a string object, or None."""
    if not isinstance(value, str):
        return None
    if value.startswith("u:"):
        return value[2:]
    if value.startswith("b:"):
        data = bytes.fromhex(value[2:])
        if data.startswith(b"\xfe\xff"):
            return data[2:].decode("utf-16-be")
        return data.decode("latin-1")
    return value
