"""The second reader of Markdown, below the block: a paragraph's source to its words.

Written from the format's manual and CommonMark, not from layout/: that both readings agree is
the test. Things that are not plain words are held by one private character each while the rest
is rewritten step by step: marks of emphasis go, quotes, dashes and dots become a typographer's.
"""
import html
import re
import unicodedata

HELD = 0xE000  # first private character
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.S)
ANGLE_LINK = re.compile(r"<((?:https?|mailto|tel):[^\s<>]*|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)>")
TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->", re.S)
ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);")
NOTE = re.compile(r"\[\^([^\]\s]+)\]")
PAGE = re.compile(r"\{page=([^}\s]+)\}")
BARE_LINK = re.compile(r"(?<![\w/@.])(?:https?://|www\.)[^\s<]+|"
                       r"(?<![\w/@.])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
ATTRIBUTES = re.compile(r"\{([^{}]*)\}")
TARGET = re.compile(r"\(\s*(?:<([^<>]*)>|([^\s()]*(?:\([^\s()]*\)[^\s()]*)*))"
                    r"(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)")


class Inline:
    """parts: strings, ("page", slug), ("note", name), and ("open"|"close", mark), where a mark
    is ("link", url), ("lang", code), ("quote",) or ("class", names)."""

    def __init__(self, source, references=None):
        self.references = references or {}
        self.held = []
        text = self._tokens(source)
        text = self._brackets(text)
        text = re.sub(BARE_LINK, self._bare, text)
        text = emphasis_off(text)
        text = re.sub(r"(?: {2,}|\\)\n", lambda m: self._hold("\n"), text)
        text = smart(re.sub(r"\s*\n\s*", " ", text))
        self.parts = self._released(text)

    def _hold(self, part):
        self.held.append(part)
        return chr(HELD + len(self.held) - 1)

    def _tokens(self, text):
        def literal(m):
            return self._hold(m[1])
        text = CODE.sub(lambda m: self._hold(re.sub(r"^ (.*) $", r"\1", m[2])), text)
        text = re.sub(r"\\\n", "  \n", text)
        text = ESCAPED.sub(literal, text)
        text = ANGLE_LINK.sub(lambda m: self._link(address(m[1]), m[1]), text)
        text = TAG.sub("", text)
        text = ENTITY.sub(lambda m: self._hold(html.unescape(m[0])), text)
        text = NOTE.sub(lambda m: self._hold(("note", m[1])), text)
        return PAGE.sub(lambda m: self._hold(("page", m[1])), text)

    def _link(self, url, words):
        mark = ("link", url)
        return self._hold(("open", mark)) + self._hold(words) + self._hold(("close", mark))

    def _bare(self, found):
        word = found[0]
        while word:
            if word[-1] in "?!.,:;*_~'\"" or word[-1] == ")" and \
                    word.count(")") > word.count("("):
                word = word[:-1]
            else:
                break
        return self._link(address(word), word) + found[0][len(word):]

    def _brackets(self, text):
        """[words](url), [words]{attributes}, [words][reference]: innermost first."""
        at = 0
        while True:
            found = re.compile(r"\[([^\[\]]*)\]").search(text, at)
            if not found:
                return text.replace("\ue8f0", "[").replace("\ue8f1", "]")
            behind, marks, end = text[found.end():], [], found.end()
            target, attributes = TARGET.match(behind), ATTRIBUTES.match(behind)
            name = found[1].lower()
            if target:
                marks, end = [("link", target[1] or target[2])], found.end() + target.end()
            elif attributes:
                marks, end = marks_of(attributes[1]), found.end() + attributes.end()
            elif name in self.references:
                marks = [("link", self.references[name])]
            if marks:
                inner = "".join(self._hold(("open", m)) for m in marks) + found[1] + \
                    "".join(self._hold(("close", m)) for m in reversed(marks))
            else:
                inner = "\ue8f0" + found[1] + "\ue8f1"
            text = text[:found.start()] + inner + text[end:]
            at = 0

    def _released(self, text):
        parts = []
        for c in text:
            part = self.held[ord(c) - HELD] if HELD <= ord(c) < HELD + len(self.held) else c
            if isinstance(part, str) and parts and isinstance(parts[-1], str):
                parts[-1] += part
            else:
                parts.append(part)
        return parts

    def notes(self):
        return [part[1] for part in self.parts if part[0] == "note" and len(part) == 2]

    def marks(self, kind):
        return [part[1][1] for part in self.parts
                if isinstance(part, tuple) and part[0] == "open" and part[1][0] == kind]

    def text(self, page=None, note=None):
        """The words. page(slug) and note(name) give the words generated for references."""
        out = ""
        for part in self.parts:
            if isinstance(part, str):
                out += part
            elif part[0] == "page" and page:
                out += page(part[1])
            elif part[0] == "note" and note:
                out += note(part[1])
        return out


def address(word):
    """The address that a bare or bracketed one stands for."""
    if re.match(r"(https?|mailto|tel):", word):
        return word
    return ("mailto:" if "@" in word else "http://") + word


def marks_of(attributes):
    """The marks of {lang=cy .class quote}."""
    marks = []
    for word in attributes.split():
        if word.startswith("lang="):
            marks.append(("lang", word[5:].strip("\"'")))
        elif word == "quote":
            marks.append(("quote",))
        elif word.startswith("."):
            marks.append(("class", word[1:]))
    return marks


def emphasis_off(text):
    for mark in (r"\*\*", r"\*"):
        text = re.sub(rf"{mark}(?=[^\s*])(.+?)(?<=[^\s*]){mark}", r"\1", text, flags=re.S)
    for mark in ("__", "_"):
        text = re.sub(rf"(?<!\w){mark}(?=[^\s_])(.+?)(?<=[^\s_]){mark}(?!\w)", r"\1", text,
                      flags=re.S)
    return text


def dashes(run):
    """n hyphens: as many em dashes as come out even, else en dashes (CommonMark's smart)."""
    n = len(run)
    if n == 1:
        return "-"
    if n % 3 == 0:
        return "—" * (n // 3)
    if n % 2 == 0:
        return "–" * (n // 2)
    if n % 3 == 2:
        return "—" * ((n - 2) // 3) + "–"
    return "—" * ((n - 4) // 3) + "––"


def is_punctuation(c):
    return unicodedata.category(c)[0] in "PS" if c < chr(HELD) else False


def smart(text):
    text = re.sub(r"(?<= )-(?= )", "–", text)
    text = re.sub(r"-+", lambda m: dashes(m[0]), text).replace("...", "…")
    out, openers = list(text), []
    for i, c in enumerate(text):
        if c not in "'\"":
            continue
        before = text[i - 1] if i else " "
        after = text[i + 1] if i + 1 < len(text) else " "
        left = not after.isspace() and (not is_punctuation(after) or before.isspace()
                                        or is_punctuation(before))
        right = not before.isspace() and (not is_punctuation(before) or after.isspace()
                                          or is_punctuation(after))
        can_open = left and (not right or before in "([") and before not in "])"
        if c == '"':
            out[i] = "”" if right else "“"
        else:
            out[i] = "’"
            if right and openers:
                out[openers.pop()] = "‘"
            elif can_open:
                openers.append(i)
    return "".join(out)
