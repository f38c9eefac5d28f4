"""What a build offers when not all goes well, and what the members' page takes from the issue.

No browser is asked: the page's own text is read. How it looks and is used stands in members.py.
"""
import base64
import html
import json
import re
import shutil

from checks.suite import ROOT, Fail, equal, must, run

GROUPS = ["offered"]
ISSUE = ROOT / "samples/first-issue"
OLD = "the older page"
LEFT = ("index.html", "report.html", "report.json")


def copied(suite, name, *changes):
    """A copy of the issue; (file, old, new) is changed in it."""
    folder = suite.folder(f"offered/{name}")
    shutil.copytree(ISSUE, folder, dirs_exist_ok=True)
    for file, old, new in changes:
        text = (folder / file).read_text()
        if not re.search(old, text, re.S):
            raise Fail(f"{file} has no {old!r} to be changed")
        (folder / file).write_text(re.sub(old, new, text, flags=re.S))
    return folder


def built(suite, issue, out, home=ROOT):
    return run(suite.inpress, "build", issue, "--home", home, "-o", out)


def target(suite, name):
    out = suite.folder(f"offered/{name}-out")
    for file in LEFT:
        (out / file).write_text(OLD)
    return out


def made(out, issue):
    """The editions whose files stand in a folder, whole."""
    start = f"inclusion-now-{issue.name}-"
    return {p.stem.removeprefix(start) for p in out.glob("*.pdf")
            if p.is_file() and p.read_bytes().rstrip().endswith(b"%%EOF")}


# ---- a book that fails ---------------------------------------------------------------------

def one_fails(suite, edition, lost):
    """Something that is no file stands in the way of one edition. Its book ends there, the
    other books do not, and what was signed off before is not replaced."""
    issue, out = copied(suite, f"without-{edition}"), target(suite, f"without-{edition}")
    blocked = out / f"inclusion-now-{issue.name}-{edition}.pdf"
    blocked.mkdir()
    (blocked / "something").touch()
    done = built(suite, issue, out)
    equal("exit status", 4, done.returncode)
    if blocked.name not in done.stdout:
        raise Fail(f"it does not say which file could not be written:\n{done.stdout}")
    everything = made(suite.once("offered whole", whole, suite), ISSUE)
    equal("editions made", sorted(everything - lost(everything)), sorted(made(out, issue)))
    for file in LEFT:
        equal(file, OLD, (out / file).read_text())
    equal("left half-written", [], [p.name for p in out.iterdir() if p.name.endswith(".part")])


def whole(suite):
    out = suite.folder("offered/whole")
    done = built(suite, ISSUE, out)
    equal("exit status", 0, done.returncode)
    return out


def first_of_a_book(suite):
    one_fails(suite, "large-text-only",
              lambda all_: {e for e in all_ if e.startswith("large-") and e.endswith("text-only")})


def last_of_a_book(suite):
    one_fails(suite, "largest-white-on-black", lambda all_: {"largest-white-on-black"})


# ---- errors of the issue ---------------------------------------------------------------------

def stopped_by_an_error(suite):
    """A picture without description: report and press file are new, the page is the older one."""
    issue = copied(suite, "no-alt", ("front.md", r"  alt:.*?\n(?=  \w+:)", ""))
    out = target(suite, "no-alt")
    equal("exit status", 2, built(suite, issue, out).returncode)
    equal("the page", OLD, (out / "index.html").read_text())
    equal("editions made", {"print"}, made(out, issue))
    files = json.loads((out / "report.json").read_text())["files"]
    equal("told as written", ["print"], [f["edition"] for f in files if f["written"]])
    if "not written" not in (out / "report.html").read_text():
        raise Fail("report.html does not say that editions were not written")


def one_book_stopped(suite):
    """A sheet with small type stops its own editions; the page waits for them."""
    home, out = suite.folder("offered/small-home"), target(suite, "small")
    for name in ("styles", "fonts"):
        shutil.copytree(ROOT / name, home / name, dirs_exist_ok=True)
    sheet = home / "styles/sheets/large.yaml"
    sheet.write_text(sheet.read_text().replace(
        "\nstyles:\n", "\nstyles:\n  masthead > paragraph: {font-size: 9pt}\n", 1))
    done = built(suite, ISSUE, out, home)
    equal("exit status", 2, done.returncode)
    if "[small-type]" not in done.stdout:
        raise Fail(done.stdout)
    everything = made(suite.once("offered whole", whole, suite), ISSUE)
    equal("editions made", sorted(e for e in everything if not e.startswith("large")),
          sorted(made(out, ISSUE)))
    equal("the page", OLD, (out / "index.html").read_text())


# ---- the page --------------------------------------------------------------------------------

def page_of(suite, issue):
    out = suite.folder(f"offered/{issue.name}-out")
    must(suite.inpress, "build", issue, "--home", ROOT, "-o", out)
    return (out / "index.html").read_text()


def access_of(page):
    section = re.search(r'<section class="access".*?</section>', page, re.S)[0]
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", section)).split())


def access_statement(suite):
    said = access_of(page_of(suite, copied(suite, "access")))
    if not said.startswith("This magazine, your way Every issue comes in standard print"):
        raise Fail(f"the access statement is {said!r}")


def masthead(suite):
    """An issue without an access statement has its masthead there."""
    said = access_of(page_of(suite, copied(
        suite, "masthead", ("contents.md", r"::: sidebar \.access.*?\n:::\n", ""))))
    if not said.startswith("About this magazine") or "020 7946 0160" not in said or \
            "your way" in said:
        raise Fail(f"in place of the access statement stands {said!r}")


def drawn_cover(suite):
    """A drawing on the cover is shown, in the magazine's own colours."""
    issue = copied(suite, "drawn", ("front.md", "door.png", "door.svg"))
    shutil.copy(ROOT / "samples/drawings/pictures/door.svg", issue / "pictures")
    page = page_of(suite, issue)
    found = re.search(r'<figure><img width="(\d+)" height="(\d+)" '
                      r'src="data:image/jpeg;base64,([^"]*)" alt="([^"]*)"', page)
    if not found:
        raise Fail("the cover's drawing is not shown")
    equal("pixels", ("480", "240"), found.groups()[:2])
    if not found[4].startswith("A mosaic of square tiles"):
        raise Fail(f"the picture is described as {found[4]!r}")
    path = issue / "cover.jpg"
    path.write_bytes(base64.b64decode(found[3]))
    ground, door = (pixel(path, *at) for at in ((460, 20), (150, 150)))
    if max(door) > 120 or min(ground) < 200 or len(set(door)) == 1:
        raise Fail(f"the ground is {ground}, the door {door}")


def pixel(path, x, y):
    """As a PDF viewer has it: the file as the picture of a page of its own size."""
    data = path.read_bytes()
    at = next(i for i in range(len(data)) if data[i] == 0xFF and data[i + 1] in (0xC0, 0xC2))
    height, width = (int.from_bytes(data[at + i:at + i + 2], "big") for i in (5, 7))
    draw = f"{width} 0 0 {height} 0 0 cm /P Do".encode()
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
               b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents 4 0 R"
               b"/Resources<</XObject<</P 5 0 R>>>>>>" % (width, height),
               b"<</Length %d>>stream\n%s\nendstream" % (len(draw), draw),
               b"<</Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8"
               b"/ColorSpace/DeviceRGB/Filter/DCTDecode/Length %d>>stream\n%s\nendstream"
               % (width, height, len(data), data)]
    pdf = path.with_suffix(".pdf")
    pdf.write_bytes(b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, o)
                    for n, o in enumerate(objects, 1)) + b"trailer<</Root 1 0 R>>\n")
    must("pdftoppm", "-r", "72", "-x", x, "-y", y, "-W", "1", "-H", "1", "-singlefile", pdf,
         path.with_suffix(""))
    return tuple(path.with_suffix(".ppm").read_bytes()[-3:])


def check(suite):
    for name, function in (("the first file of a book", first_of_a_book),
                           ("the last file of a book", last_of_a_book),
                           ("stopped by an error", stopped_by_an_error),
                           ("one book stopped by an error", one_book_stopped),
                           ("access statement", access_statement), ("masthead", masthead),
                           ("a drawing on the cover", drawn_cover)):
        suite.check(f"offered/{name}", function, suite)
