"""The second reader itself, held to examples: source, and the words that it must give."""
from checks.suite import Fail, equal
from pdf.content import operations
from pdf.reader import label
from reading.expect import Rules, letters, read
from reading.inline import Inline
from reading.source import Piece

GROUPS = ["reader"]

WORDS = [
    ("plain words", "plain words"),
    ('"I interrupt slowly," she said.', "“I interrupt slowly,” she said."),
    ("He said 'no', and 'don't'.", "He said ‘no’, and ‘don’t’."),
    ("the '90s", "the ’90s"),
    ("a -- b --- c ---- d", "a – b — c –– d"),
    ("a - b-c", "a – b-c"),
    ("wait...", "wait…"),
    ("**bold** and *em* and __x__ and _y_", "bold and em and x and y"),
    ("snake_case_word stays", "snake_case_word stays"),
    ("2 * 3 * 4", "2 * 3 * 4"),
    (r"\*not em\* and \"plain\"", '*not em* and "plain"'),
    ("`code -- \"as is\"`", 'code -- "as is"'),
    ("[words](https://example.org/a_b_c) on", "words on"),
    ("[*bold* words]{lang=cy .x} on", "bold words on"),
    ("see [brackets] here", "see [brackets] here"),
    ("see <access@example.org>.", "see access@example.org."),
    ("see https://example.org/a-b--c.", "see https://example.org/a-b--c."),
    ("x &amp; y &#8364;", "x & y €"),
    ("one\ntwo  \nthree", "one two three"),
    ("law.[^a] More", "law.1 More"),
    ("({page=x})", "(page 7)"),
    ('"[quoted]{quote}"', "“quoted”"),
    ("<b>no</b> tags", "no tags"),
]
LINKS = [
    ("(https://example.org/a).", ["https://example.org/a"]),
    ("https://en.example.org/x_(y)", ["https://en.example.org/x_(y)"]),
    ("[a](https://example.org/b) <tel:123>", ["https://example.org/b", "tel:123"]),
    ("write to a.b@example.org!", ["mailto:a.b@example.org"]),
]
PIECE = """---
kind: feature
headline: "Head's up"
byline: Ann
role: editor
---
First[^n] para
goes on.
- item one
- item two
  1. nested
::: sidebar .x title="Box"
::: figure file="p.jpg" alt="A ramp" credit="Me"
The *caption*
:::
Inside.
:::
> quoted

[^n]: The note
    goes on.

| a | b |
|---|---|
| c | ^^ |

::: pullquote attribution="Ann"
Goes on
:::
"""
EXPECTED = """Head’s up|By Ann, editor|First1 para goes on.|1|The note goes on.|•|item one|•|item two
|1.|nested|Box|The caption|Me|Inside.|quoted|a|b|c""".replace("\n", "")


def words(source, expected):
    found = Inline(source).text(lambda slug: "page 7", lambda name: "1")
    equal(source, expected, " ".join(found.split()))


def links(source, expected):
    equal(source, expected, Inline(source).marks("link"))


def piece(suite):
    path = suite.folder("reader") / "piece.md"
    path.write_text(PIECE)
    issue = type("Issue", (), {"pieces": [Piece(path, "piece")], "facts": {"language": "en-GB"}})
    found = read(issue, Rules())
    equal("blocks", EXPECTED, "|".join(item.text for item in found.items))
    equal("dropped", ["Goes on Ann"], found.dropped)
    equal("lists, tables, notes, pictures", ([2, 1], [(2, 3)], [1], ["A ramp"]),
          (found.lists, found.tables, found.notes, found.alts))
    moved = read(issue, Rules(reedited=True))
    equal("notes at the end", ["Notes", "1", "The note goes on."],
          [item.text for item in moved.items[-3:]])


def content_stream():
    data = b"BT /F1 12 Tf [(a\\(b\\051) -20 <4142>]TJ ET % x\n/P <</MCID 3>>BDC 1 .5 -2. rg EMC"
    equal("operations", [("BT", []), ("Tf", ["/F1", 12]), ("TJ", [[b"a(b)", -20, b"AB"]]),
                         ("ET", []), ("BDC", ["/P", {"/MCID": 3}]), ("rg", [1, .5, -2.0]),
                         ("EMC", [])],
          [(operator, operands) for operator, operands, _, _ in operations(data)])


def page_label():
    equal("labels", ["iv", "A-12", "XL"],
          [label(None, rule, offset) for rule, offset in (
              ({"/S": "/r"}, 3), ({"/S": "/D", "/P": "u:A-", "/St": 10}, 2),
              ({"/S": "/R", "/St": 39}, 1))])


def folded():
    if letters("“It’s 3.50,” she") != letters("it's 3 50 SHE"):
        raise Fail("quotation marks make other words")


def check(suite):
    for source, expected in WORDS:
        suite.check(f"reader/words of {source!r}", words, source, expected)
    for source, expected in LINKS:
        suite.check(f"reader/links of {source!r}", links, source, expected)
    suite.check("reader/a piece", piece, suite)
    suite.check("reader/a content stream", content_stream)
    suite.check("reader/page labels", page_label)
    suite.check("reader/words of pull quotes", folded)
