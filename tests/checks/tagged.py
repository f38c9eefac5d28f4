"""docs/tags.md, held to the program: its paths of tags, its blocks, its roles and types."""
import re

from checks.suite import ROOT, Fail, same

GROUPS = ["tags"]
SILENT = ("artifact", "no tag of its own")


def document():
    """Rows of the first table, rows of the second."""
    text = (ROOT / "docs/tags.md").read_text()
    tables, table = [], None
    for line in text.splitlines():
        if not line.startswith("|"):
            table = None
            continue
        if table is None:
            table = []
            tables.append(table)
        table.append([cell.strip() for cell in line.strip("|").split(" | ")])
    return [table[2:] for table in tables]


def chains():
    """Every path from a tag down to a tag below it, in the trees of tests/tags/."""
    found = set()
    for tree in (ROOT / "tests/tags").glob("*.tags"):
        path = []
        for line in tree.read_text().splitlines():
            tag = re.match(r"( *)([A-Z]\w+)(?= |$)", line)
            if not tag:
                continue
            del path[len(tag[1]) // 2:]
            path.append(tag[2])
            found.update(tuple(path[i:]) for i in range(len(path)))
    return found


def paths():
    known = chains()
    for name, _, tags, _ in document()[0]:
        listed = re.findall(r"`([^`]+)`", tags)
        if not listed and tags not in SILENT:
            raise Fail(f"'{name}' has neither tags nor one of {SILENT}")
        for path in listed:
            if tuple(path.split(" > ")) not in known:
                raise Fail(f"'{name}': no tree of tests/tags/ has {path}")


def blocks():
    """Every block that an editor can write has a row."""
    written = {name for row in document()[0]
               for name in re.findall(r"`::: ([\w-]+)`", row[1])}
    fence = (ROOT / "layout/issue/fence.c").read_text()
    lacking = set(re.findall(r'^    \{"([\w-]+)", NODE_', fence, re.M)) - written
    if lacking:
        raise Fail(f"no row for the block {', '.join(sorted(lacking))}")


def roles():
    names = dict(re.findall(r'\[(ROLE_\w+)\] = "(\w+)"',
                            (ROOT / "layout/page/tag.c").read_text()))
    types = re.findall(r'\[(ROLE_\w+)\] = \{"(\w+)", (?:NULL|"(\w+)")\}',
                       (ROOT / "layout/pdf/tree.c").read_text())
    same("\n".join(f"{names[role]} | {own}" + (f" → {standard}" if standard else "")
                   for role, own, standard in types),
         "\n".join(" | ".join(row) for row in document()[1]), "the program")


def check(suite):
    suite.check("tags/document: paths", paths)
    suite.check("tags/document: blocks", blocks)
    suite.check("tags/document: roles", roles)
