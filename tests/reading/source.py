"""The second reader of an issue's folder: issue.yaml, front matter, blocks.

A piece becomes a tree of Block in reading order. This reads the format as issue.5 tells it and
shares nothing with layout/. YAML is read by PyYAML's own parser in Python, without libyaml.
"""
import re
from pathlib import Path

import yaml

from reading.inline import Inline

FENCE = re.compile(r" {0,3}:{3,}\s*(.*?)\s*$")
CODE_FENCE = re.compile(r" {0,3}(```+|~~~+)")
HEADING = re.compile(r" {0,3}(#{1,6})(?:\s+(.*?))?(?:\s+#+)?\s*$")
RULE = re.compile(r" {0,3}([-*_])(?:\s*\1){2,}\s*$")
ITEM = re.compile(r"( {0,3})([-*+]|(\d{1,9})[.)])(\s+|$)(.*)")
QUOTE = re.compile(r" {0,3}> ?(.*)")
NOTE = re.compile(r" {0,3}\[\^([^\]\s]+)\]:\s*(.*)")
LINK = re.compile(r" {0,3}\[([^\]^][^\]]*)\]:\s*<?(\S+?)>?(?:\s+[\"'(].*)?$")
DELIMITERS = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")
SETEXT = re.compile(r" {0,3}(=+|-+)\s*$")
LEAD = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)[^)]*\)\s*(.*)$")  # of a list's item
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)[^)]*\)$")
ATTRIBUTE = re.compile(r"""([\w-]+)=(?:"([^"]*)"|'([^']*)'|(\S+))|(\.?[\w-]+)""")


class Block:
    def __init__(self, kind, inline=None, children=(), **attributes):
        self.kind, self.inline, self.children = kind, inline, list(children)
        self.attributes = attributes

    def __getitem__(self, key):
        return self.attributes.get(key)

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()

    def inlines(self):
        return [block.inline for block in self.walk() if block.inline]


def read_yaml(text):
    return yaml.load(text, Loader=yaml.BaseLoader) or {}


class Issue:
    def __init__(self, folder, fillers=()):
        """fillers: those that print has; which, only its pages show."""
        self.folder = Path(folder)
        self.facts = read_yaml((self.folder / "issue.yaml").read_text("utf-8"))
        self.glossary = self.facts.get("glossary") or {}
        plan = []
        for entry in self.facts["flatplan"]:
            if isinstance(entry, str):
                plan.append(entry)
            elif "fillers" in entry:
                plan += [slug for slug in entry["fillers"] if slug in fillers]
            elif "piece" in entry:  # a rest is read with its piece
                plan.append(entry["piece"])
        cover = self.facts.get("cover")
        if cover and cover not in plan:
            plan.insert(0, cover)
        self.pieces = [Piece(self.folder / f"{slug}.md", slug) for slug in plan]


class Piece:
    def __init__(self, path, slug):
        self.slug = slug
        source = path.read_text("utf-8-sig").replace("\r\n", "\n")
        front = re.match(r"---[ \t]*\n(.*?)\n---[ \t]*(?:\n|$)", source, re.S)
        self.facts = read_yaml(front[1])
        self.notes = {}
        self.references = {}
        lines = source[front.end():].split("\n")
        self._definitions(lines)
        self.body = self._fenced(lines)

    def inline(self, text):
        return Inline(text, self.references)

    def _definitions(self, lines):
        """Takes the link definitions out of the lines."""
        code = False
        for i, line in enumerate(lines):
            code ^= bool(CODE_FENCE.match(line))
            found = LINK.match(line)
            if found and not code:
                self.references[found[1].lower()] = found[2]
                lines[i] = ""

    def _fenced(self, lines):
        """Splits the ::: blocks off, then reads what is between them."""
        stack, code = [("", [[]])], None
        for line in lines:
            fence = CODE_FENCE.match(line)
            if fence:
                code = None if code and fence[1].startswith(code) else code or fence[1]
            found = FENCE.match(line) if not code else None
            if not found:
                stack[-1][1][-1].append(line)
            elif found[1]:
                stack.append((found[1], [[]]))
            else:
                header, content = stack.pop()
                stack[-1][1].extend([self._block(header, content), []])
        return self._mixed(stack[0][1])

    def _mixed(self, content):
        blocks = []
        for part in content:
            blocks.extend(self._markdown(part) if isinstance(part, list) else [part])
        return blocks

    def _block(self, header, content):
        name, attributes = fence_header(header)
        if name == "verse":
            source = [line for part in content for line in part]
            stanzas = re.split(r"\n\s*\n", "\n".join(source).strip("\n"))
            return Block("verse", None, [self._stanza(s) for s in stanzas], **attributes)
        dates = self._dates(content) if name == "timeline" else []
        children = self._mixed(content)
        for entry, date in zip((e for b in children for e in b.children), dates):
            entry.attributes["date"] = date
        if name == "table":
            table = next((b for b in children if b.kind == "table"), None)
            table.attributes.update(attributes)
            if attributes.get("caption"):
                table.children.insert(0, Block("caption", self.inline(attributes["caption"])))
            return table
        if name == "sidebar" and attributes.get("title"):
            children.insert(0, Block("crosshead", self.inline(attributes["title"]), level=1))
        if name == "figure":
            children = [Block("caption", b.inline, b.children) if b.kind == "paragraph" else b
                        for b in children]
        for key, kind in (("credit", "credit"), ("attribution", "attribution")):
            if attributes.get(key):
                children.append(Block(kind, self.inline(attributes[key])))
        return Block(name, None, children, **attributes)

    @staticmethod
    def _dates(content):
        """Takes the dates off a timeline's entries: what stands before the first colon."""
        dates = []
        for part in content:
            for i, line in enumerate(part if isinstance(part, list) else []):
                found = ITEM.match(line)
                if found and not found[1] and ":" in line:
                    date, words = line[found.start(5):].split(":", 1)
                    dates.append(date.strip())
                    part[i] = line[:found.start(5)] + words.strip()
        return dates

    def _stanza(self, source):
        return Block("stanza", None, [Block("verse-line", self.inline(line.strip()))
                                      for line in source.split("\n") if line.strip()])

    def _markdown(self, lines):
        blocks, i = [], 0
        while i < len(lines):
            line = lines[i]
            if not line.strip():
                i += 1
            elif CODE_FENCE.match(line):
                end = next((j for j in range(i + 1, len(lines)) if CODE_FENCE.match(lines[j])),
                           len(lines))
                blocks.append(Block("code", self.inline("\n".join(lines[i + 1:end]))))
                i = end + 1
            elif HEADING.match(line):
                found = HEADING.match(line)
                blocks.append(Block("crosshead", self.inline(found[2] or ""),
                                    level=len(found[1])))
                i += 1
            elif RULE.match(line):
                blocks.append(Block("break"))
                i += 1
            elif NOTE.match(line):
                i = self._note(lines, i)
            elif QUOTE.match(line):
                block, i = self._quote(lines, i)
                blocks.append(block)
            elif ITEM.match(line):
                block, i = self._list(lines, i)
                blocks.append(block)
            elif "|" in line and i + 1 < len(lines) and DELIMITERS.match(lines[i + 1]) \
                    and "-" in lines[i + 1]:
                block, i = self._table(lines, i)
                blocks.append(block)
            else:
                block, i = self._paragraph(lines, i)
                blocks.append(block)
        return blocks

    def _note(self, lines, i):
        found = NOTE.match(lines[i])
        content, i = [found[2]], i + 1
        while i < len(lines):
            line = lines[i]
            if line.startswith("    ") or line.startswith("\t"):
                content.append(re.sub(r"^( {4}|\t)", "", line))
            elif not line.strip():
                following = next((l for l in lines[i:] if l.strip()), "")
                if not following.startswith("    "):
                    break
                content.append("")
            elif content[-1].strip() and not starts_block(line):
                content.append(line)
            else:
                break
            i += 1
        self.notes[found[1]] = self._markdown(content)
        return i

    def _quote(self, lines, i):
        content = []
        while i < len(lines):
            found = QUOTE.match(lines[i])
            if found:
                content.append(found[1])
            elif lines[i].strip() and content[-1].strip() and not starts_block(lines[i]):
                content.append(lines[i])
            else:
                break
            i += 1
        return Block("blockquote", None, self._markdown(content)), i

    def _list(self, lines, i):
        first = ITEM.match(lines[i])
        ordered, items = bool(first[3]), []
        while i < len(lines):
            found = ITEM.match(lines[i])
            if not found or bool(found[3]) != ordered or found[2][-1] != first[2][-1] \
                    or RULE.match(lines[i]):
                break
            gap = len(found[4]) if 1 <= len(found[4]) <= 4 and found[5] else 1
            indent = len(found[1]) + len(found[2]) + gap
            content, i = [lines[i][indent:]], i + 1
            while i < len(lines):
                line = lines[i]
                if line.strip() and len(line) - len(line.lstrip()) >= indent:
                    content.append(line[indent:])
                elif not line.strip():
                    following = next((l for l in lines[i:] if l.strip()), "")
                    if len(following) - len(following.lstrip()) < indent:
                        break
                    content.append("")
                elif content[-1].strip() and not starts_block(line) and not ITEM.match(line):
                    content.append(line)
                else:
                    break
                i += 1
            while i < len(lines) and not lines[i].strip() and any(l.strip() for l in lines[i:]) \
                    and ITEM.match(next(l for l in lines[i:] if l.strip())):
                i += 1
            lead = LEAD.match(content[0])
            children = [Block("figure", None, [], alt=lead[1], file=lead[2])] if lead else []
            content[0] = lead[3] if lead else content[0]
            items.append(Block("list-item", None, children + self._markdown(content),
                               pictured=bool(lead)))
        return Block("list", None, items, ordered=ordered, start=int(first[3] or 1)), i

    def _table(self, lines, i):
        rows = [cells(lines[i])]
        i += 2
        while i < len(lines) and lines[i].strip() and "|" in lines[i]:
            rows.append(cells(lines[i]))
            i += 1
        children, above = [], []
        for n, row in enumerate(rows):
            grid = []  # the cell in each column, joined ones as often as they go on
            for column, cell in enumerate(row):
                grid.append(above[column] if cell == "^^" else grid[-1] if cell == ">>"
                            else Block("cell", self.inline(cell)))
            own = [cell for column, cell in enumerate(grid) if row[column] not in ("^^", ">>")]
            children.append(Block("row", None, own, head=not n, grid=grid))
            above = grid
        return Block("table", None, children, ncolumn=len(rows[0])), i

    def _paragraph(self, lines, i):
        content = [lines[i]]
        i += 1
        while i < len(lines) and lines[i].strip():
            if SETEXT.match(lines[i]):
                level = 1 if "=" in lines[i] else 2
                return Block("crosshead", self.inline("\n".join(content)), level=level), i + 1
            if starts_block(lines[i]):
                break
            content.append(lines[i])
            i += 1
        source = "\n".join(line.lstrip() for line in content).rstrip()
        picture = PICTURE.match(source)
        if picture:
            return Block("figure", None, [], alt=picture[1], file=picture[2]), i
        return Block("paragraph", self.inline(source)), i


def starts_block(line):
    """Whether the line ends a paragraph that it follows without a blank line."""
    item = ITEM.match(line)
    return bool(HEADING.match(line) or QUOTE.match(line) or CODE_FENCE.match(line) or
                RULE.match(line) or NOTE.match(line) or
                item and item[5] and item[3] in (None, "1"))


def cells(line):
    line = line.strip()
    line = line[1:] if line.startswith("|") else line
    if line.endswith("|") and not line.endswith("\\|"):
        line = line[:-1]
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)]


def fence_header(header):
    """("pullquote", {"attribution": ..., "classes": [...], "decorative": True})"""
    attributes, words = {"classes": []}, []
    for key, double, single, bare, word in ATTRIBUTE.findall(header):
        if key:
            attributes[key.replace("-", "_")] = double or single or bare
        elif word.startswith("."):
            attributes["classes"].append(word[1:])
        else:
            words.append(word)
    for word in words[1:]:
        attributes[word] = True
    return words[0], attributes
