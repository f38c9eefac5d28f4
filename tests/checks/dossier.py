"""The dossier that goes with a press file: print-report.json and print-report.html.

What the typesetter says of its file is held to what others read out of the file: boxes by
pdfinfo, pictures by pdfimages, fonts by pdffonts, plates by ghostscript, overprint by the
operators of each page. Each kind of lie (LIES) is told to the same comparison, which must see it.
"""
import copy
import hashlib
import json
import pathlib
import re
import shutil
import struct
import zlib

from checks.browser import Browser
from checks.golden import sheets_of
from checks.members import CONTRASTS, HEADINGS, LEAST_CONTRAST, judged, readable
from checks.pixels import pixels
from checks.suite import ROOT, Fail, Skip, equal, must, run
from pdf.press import tiff_samples
from pdf.reader import Pdf

GROUPS = ["dossier"]
ISSUE = ROOT / "issues/2026-autumn"
FOLDERS = [ISSUE] + [ROOT / "samples" / name for name in ("drawings", "first-issue", "voices")]
MM = 25.4 / 72
INKS = "CMYK"
PLATES = ("cyan", "magenta", "yellow", "black")


class Made:
    """A press edition of an issue, its dossier, and what others say of its files."""

    def __init__(self, suite, folder, printer=None):
        self.work = suite.folder(f"dossier/{folder.name}-{printer}")
        must(suite.inpress, "build", folder, "-e", "print", "-o", self.work, "--home", ROOT,
             *(("--printer", printer) if printer else ()))
        self.report = json.loads((self.work / "print-report.json").read_text())
        self.paths = sorted(self.work.glob("*.pdf"))
        self.path = self.paths[0]
        self.boxes, self.images, self.fonts, self.blacks, self.coverage = [], {}, {}, [], []
        for path in self.paths:
            self.images |= {page + len(self.boxes): all_ for page, all_ in images(path).items()}
            self.boxes += boxes(path)
            self.fonts |= {(path.name, name): how for name, how in fonts(path).items()}
            pdf = Pdf(path)
            self.blacks += [blacks(pdf.contents(page)) for page in pdf.pages]
            if shutil.which("gs"):
                self.coverage += coverage(path)
        self.pdf = Pdf(self.path)


def made(suite, folder, printer=None):
    return suite.once(("dossier", folder, printer), Made, suite, folder, printer)


# ---- read back ---------------------------------------------------------------

def boxes(path):
    """A page each: box -> left, bottom, right, top in points."""
    found = {}
    for number, name, corners in re.findall(r"^Page +(\d+) (\w+)Box: +(.*)$",
                                            must("pdfinfo", "-box", "-l", "9999", path), re.M):
        found.setdefault(int(number), {})[name.lower()] = [float(x) for x in corners.split()]
    return [found[n] for n in sorted(found)]


def images(path):
    """A page each: pixels across and down, ppi of every image that is no mask."""
    found = {}
    for line in must("pdfimages", "-list", path).split("\n")[2:]:
        words = line.split()
        if len(words) > 13 and words[2] == "image":
            page = found.setdefault(int(words[0]), set())
            page.add((int(words[3]), int(words[4]), int(words[12])))
    return found


def fonts(path):
    """Name -> embedded, subset."""
    rows = re.findall(r"^(\S+) .* (yes|no) +(yes|no) +(?:yes|no) +\d+ +\d+$",
                      must("pdffonts", path), re.M)
    return {name.removesuffix("-Identity-H"): (emb == "yes", sub == "yes")
            for name, emb, sub in rows}


def blacks(content):
    """What of a page's words is solid black: (size, overprints), by its operators."""
    found, size, over, black = set(), 0, False, False
    for token in re.finditer(rb"/F\d+ ([\d.]+) Tf|/(Gover|Gout) gs|([\d. ]+) k\b|\b(Tj|TJ)\b",
                             re.sub(rb"\((?:\\.|[^()\\])*\)|<[0-9A-Fa-f\s]*>", b"", content)):
        if token[1]:
            size = float(token[1])
        elif token[2]:
            over = token[2] == b"Gover"
        elif token[3]:
            black = [float(x) for x in token[3].split()] == [0, 0, 0, 1]
        elif black:
            found.add((round(size, 2), over))
    return found


def coverage(path):
    """A page each: the plates on which ghostscript puts anything."""
    lines = re.findall(r"^ *([\d.]+) +([\d.]+) +([\d.]+) +([\d.]+) CMYK OK", must(
        "gs", "-q", "-o", "-", "-sDEVICE=inkcov", "-r30", path), re.M)
    return [{ink for ink, part in zip(INKS, line) if float(part) > 0} for line in lines]


# ---- held against each other -------------------------------------------------

def differences(m, report):
    yield from file_differences(m, report)
    if report["pages"] != len(m.boxes) or len(report["of_pages"]) != len(m.boxes):
        yield f"{report['pages']} pages, not {len(m.boxes)}"
        return
    for i, page in enumerate(report["of_pages"]):
        for what in page_differences(m, report, i, page):
            yield f"page {i + 1}: {what}"


def file_differences(m, report):
    files = [{"file": path.name, "pages": len(boxes(path)), "bytes": len(path.read_bytes()),
              "sha256": hashlib.sha256(path.read_bytes()).hexdigest()} for path in m.paths]
    told = [{key: f[key] for key in files[0]} for f in report["ticket"]["files"]]
    if told != files:
        yield f"files {told}, not {files}"
    if report["bytes"] != sum(f["bytes"] for f in files):
        yield "another size"
    stood = [(f["file"], n + 1) for f in files for n in range(f["pages"])]
    if [(p["file"], p["page_in_file"]) for p in report["of_pages"]] != stood:
        yield "pages in other files"
    told = {(f["file"], f["name"]): (f["embedded"], f["subset"]) for f in report["fonts"]}
    if told != m.fonts:
        yield f"fonts {told}, not {m.fonts}"
    if any(f["title"] and "may be embedded" not in f["right"] for f in report["fonts"]):
        yield "a font without a right"
    if report["multiple_of_four"] != (len(m.boxes) % 4 == 0):
        yield "a wrong multiple of four"
    intent = m.pdf.get(m.pdf.get(m.pdf.root["/OutputIntents"])[0])
    if "u:" + report["output_intent"]["condition"] != intent["/OutputConditionIdentifier"]:
        yield "another output condition"
    if any(report["standard"] not in must("pdfinfo", path) for path in m.paths):
        yield "another standard"


def page_differences(m, report, i, page):
    media = m.boxes[i]["media"]
    for name, box in page["boxes"].items():
        left, bottom, right, top = m.boxes[i][name]
        found = (left - media[0], media[3] - top, right - left, top - bottom)
        told = (box["left"], box["top"], box["width"], box["height"])
        if any(abs(x * MM - y) > 0.01 for x, y in zip(found, told)):
            yield f"{name} box of {told} mm, not {[round(x * MM, 3) for x in found]}"
    yield from picture_differences(m, i, page)
    words = {(b["size"], b["overprints"]) for b in page["black"] if b["what"] == "words"}
    if words != m.blacks[i]:
        yield f"black words {sorted(words)}, not {sorted(m.blacks[i])}"
    most = page["coverage"]
    if abs(most["total"] - sum(most[ink] for ink in PLATES)) > 0.2 or \
            most["total"] > report["printer"]["limits"]["ink-limit"] + 1:
        yield f"coverage of {most}"
    laid = {ink for ink, plate in zip(INKS, PLATES) if most[plate] > 1}
    if not laid <= set(page["inks"]) or (page["inks"] and not laid):
        yield f"most ink of {sorted(laid)}, and inks {page['inks']}"
    x, y = most["left"] + page["boxes"]["trim"]["left"], most["top"] + page["boxes"]["trim"]["top"]
    if not (-1 <= x <= page["boxes"]["media"]["width"] and
            -1 <= y <= page["boxes"]["media"]["height"]):
        yield f"coverage at {x}, {y} mm, off the page"
    if m.coverage and not m.coverage[i] <= set(page["inks"]):
        yield f"inks {page['inks']}, not {sorted(m.coverage[i])}"
    if m.coverage and not page["pictures"] and m.coverage[i] != set(page["inks"]):
        yield f"inks {page['inks']}, not {sorted(m.coverage[i])}, without a picture"


def picture_differences(m, i, page):
    found = m.images.get(i + 1, set())
    told = [p for p in page["pictures"] if "pixels_in_file" in p]
    for p in told:
        if not any((w, h) == tuple(p["pixels_in_file"]) and abs(ppi - p["ppi"]) <= 1
                   for w, h, ppi in found):
            yield f"picture {p['file']} of {p['pixels_in_file']} at {p['ppi']} ppi: {found}"
        across = p["pixels_in_file"][0] / p["ppi"] * 25.4  # mm of the whole picture
        if p["area"]["width"] > across + 0.1 and "mirrored" not in p["done"]:
            yield f"picture {p['file']} is shown {p['area']['width']} mm wide, of {across}"
        if ("brought down" in p["done"]) != (p["pixels_in_file"] != p["pixels"]):
            yield f"picture {p['file']} of {p['pixels']} is {p['pixels_in_file']}: {p['done']}"
    known = {tuple(p["pixels_in_file"]) for p in told}
    left = {x for x in found if x[:2] not in known}
    if left and not any("vector" in p["done"] for p in page["pictures"]):
        yield f"images that nobody told of: {left}"


# ---- lies --------------------------------------------------------------------

def first_picture(report):
    return next(p for page in report["of_pages"] for p in page["pictures"]
                if "pixels_in_file" in p)


def change(path, value):
    """A lie that changes what stands at a path of keys."""
    def lie(report):
        at = report
        for key in path[:-1]:
            at = at[key]
        at[path[-1]] = value(at[path[-1]])
    return lie


def of_picture(key, value):
    def lie(report):
        picture = first_picture(report)
        picture[key] = value(picture[key])
    return lie


def no_picture(report):
    page = next(p for p in report["of_pages"] if p["pictures"])
    page["pictures"] = []


LIES = {
    "checksum": change(["ticket", "files", 0, "sha256"], lambda x: x[::-1]),
    "a file": change(["ticket", "files"], lambda x: x * 2),
    "a page's file": change(["of_pages", 1, "page_in_file"], lambda x: x + 1),
    "bytes": change(["bytes"], lambda x: x + 1),
    "standard": change(["standard"], lambda x: "PDF/X-3"),
    "condition": change(["output_intent", "condition"], lambda x: "FOGRA51"),
    "pages": change(["pages"], lambda x: x + 1),
    "multiple of four": change(["multiple_of_four"], lambda x: not x),
    "a font less": change(["fonts"], lambda x: x[1:]),
    "a font whole": change(["fonts", 0, "subset"], lambda x: not x),
    "no right": change(["fonts", 0, "right"], lambda x: ""),
    "trim": change(["of_pages", 0, "boxes", "trim", "width"], lambda x: x + 0.1),
    "bleed": change(["of_pages", -1, "boxes", "bleed", "top"], lambda x: x + 1),
    "media": change(["of_pages", 0, "boxes", "media", "height"], lambda x: x - 1),
    "an ink less": change(["of_pages", 0, "inks"], lambda x: x[:-1]),
    "ppi": of_picture("ppi", lambda x: x + 2),
    "pixels": of_picture("pixels_in_file", lambda x: [x[0] - 1, x[1]]),
    "brought down": of_picture("done", lambda x: sorted({*x} ^ {"brought down"})),
    "no picture": no_picture,
    "coverage": change(["of_pages", 3, "coverage", "total"], lambda x: x + 12),
    "place of coverage": change(["of_pages", 0, "coverage", "left"], lambda x: x + 300),
    "overprint": change(["of_pages", 3, "black", 0, "overprints"], lambda x: not x),
    "size": change(["of_pages", 3, "black", 0, "size"], lambda x: x + 0.5),
}


def is_true(suite, folder, printer=None):
    m = made(suite, folder, printer)
    found = list(differences(m, m.report))
    if found:
        raise Fail("\n".join(found))


def is_seen(suite, lie):
    m = made(suite, ISSUE)
    if lie == "an ink less" and not m.coverage:
        raise Skip("no ghostscript here")
    report = copy.deepcopy(m.report)
    LIES[lie](report)
    if report == m.report:
        raise Fail("it changes nothing")
    if not list(differences(m, report)):
        raise Fail("nobody sees it")


def cover_apart(suite):
    """Both files stand in the dossier, in both forms and in what --json prints."""
    is_true(suite, ISSUE, "digital")
    m = made(suite, ISSUE, "digital")
    equal("parts", ["cover", "interior"], [f["part"] for f in m.report["ticket"]["files"]])
    page = (m.work / "print-report.html").read_text()
    for f in m.report["ticket"]["files"]:
        for words in (f["file"], f["sha256"], f">{f['part'].title()}, page 2"):
            if words not in page:
                raise Fail(f"the page does not say {words}")
    printed = json.loads(must(suite.inpress, "build", ISSUE, "-e", "print", "--printer", "digital",
                              "-o", m.work, "--home", ROOT, "--json"))["files"][0]
    equal("ink", [(p["file"], p["page_in_file"], p["coverage"]["total"])
                  for p in m.report["of_pages"]],
          [(p["file"], p["page"], p["total"]) for p in printed["ink"]])
    equal("path of the whole", None, printed["path"])
    equal("paths", sorted(map(str, m.paths)), sorted(v["path"] for v in printed["volumes"]))
    faces = {name.split("+")[-1] for _, name in m.fonts}
    if len(faces) == len(m.fonts):
        raise Fail("no face is in both files: nothing is tested")
    equal("faces", str(len(faces)), m.report["ticket"]["fonts"].split(",")[0])
    equal("cover", "separate, a file of its own; its paper is not said", m.report["ticket"]["cover"])


def paper_of_cover(suite):
    """A cover apart, and its paper."""
    folder = suite.folder("dossier/paper") / "other-paper"
    shutil.copytree(ISSUE, folder)
    text = (folder / "issue.yaml").read_text()
    (folder / "issue.yaml").write_text(
        text.replace("printing:\n", "printing:\n  cover-paper: 200 g/m² silk\n"))
    equal("cover", "separate, a file of its own: 200 g/m² silk",
          made(suite, folder, "digital").report["ticket"]["cover"])


UNFIT = {"grey.jpg": "/usr/share/color/icc/ghostscript/a98.icc", "junk.png": None}
FIT = {"fit.png": "/usr/share/color/icc/ghostscript/a98.icc"}


def png_with(profile):
    """2,000 pixels a side of one green in RGB, with a profile, or with junk for one."""
    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(
            ">I", zlib.crc32(name + body))

    side = 2000
    icc = pathlib.Path(profile).read_bytes() if profile else b"no profile at all " * 20
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) +
            chunk(b"iCCP", b"it\0\0" + zlib.compress(icc)) +
            chunk(b"IDAT", zlib.compress((b"\0" + bytes([60, 140, 70]) * side) * side)) +
            chunk(b"IEND", b""))


def jpeg_with(profile):
    """A photograph in RGB, with a profile that says that it is of grey."""
    icc = bytearray(pathlib.Path(profile).read_bytes())
    icc[16:20] = b"GRAY"
    body = b"ICC_PROFILE\0\1\1" + icc
    return b"\xFF\xD8\xFF\xE2" + struct.pack(">H", len(body) + 2) + body + \
        (ROOT / "issues/2026-autumn/pictures/cover.jpg").read_bytes()[2:]


def unfit_profiles(suite):
    """A profile that nothing can be converted by is told of, and is not told as used."""
    folder = suite.folder("dossier/unfit")
    (folder / "pictures").mkdir()
    for name, profile in (UNFIT | FIT).items():
        (folder / "pictures" / name).write_bytes(
            (jpeg_with if name.endswith("jpg") else png_with)(profile))
    (folder / "issue.yaml").write_text(
        "magazine: Greens\nnumber: 1\nseason: Spring 2026\ndate: 2026-03-01\n"
        "language: en-GB\npublisher: Greens\nflatplan:\n  - greens\n")
    (folder / "greens.md").write_text("---\nkind: article\nheadline: Greens\n---\n" + "".join(
        f'\n::: figure file="pictures/{name}" alt="Green"\nA square.\n:::\n'
        for name in UNFIT | FIT))
    work = suite.folder("dossier/unfit-out")
    must(suite.inpress, "build", folder, "-e", "print", "-o", work, "--home", ROOT)
    report = json.loads((work / "print-report.json").read_text())
    told = {p["file"].split("/")[-1]: p["profile"] for page in report["of_pages"]
            for p in page["pictures"]}
    equal("pictures", sorted(UNFIT | FIT), sorted(told))
    equal("without a profile", sorted(UNFIT), sorted(name for name in told if not told[name]))
    found = [f for page in report["of_pages"] for f in page["findings"]
             if f["slug"] == "unfit-profile"]
    equal("findings", sorted(UNFIT),
          sorted(name for f in found for name in UNFIT if f"/{name}'" in f["message"]))
    equal("lines", [6, 10], sorted(f["line"] for f in found))


def volumes(suite):
    """A press edition that is parted into volumes, which only one without a bleed is."""
    home = suite.folder("dossier/volumes-home")
    sheets = ROOT / "tests/pages/volumes"
    shutil.copytree(sheets_of(suite, "pages", sheets), home, dirs_exist_ok=True)
    (home / "styles/editions.yaml").write_text(
        "press:\n  print: {sheet: large, printer: newspaper}\n")
    work = suite.folder("dossier/volumes")
    must(suite.inpress, "build", sheets, "-e", "print", "-o", work, "--home", home)
    report = json.loads((work / "print-report.json").read_text())
    files = sorted(work.glob("*.pdf"))
    equal("files", [(p.name, hashlib.sha256(p.read_bytes()).hexdigest()) for p in files],
          [(f["file"], f["sha256"]) for f in report["ticket"]["files"]])
    equal("volumes", 3, len(files))
    equal("pages", [len(boxes(p)) for p in files],
          [sum(q["file"] == p.name for q in report["of_pages"]) for p in files])
    if any("coverage" not in page for page in report["of_pages"]):
        raise Fail("a page whose ink nobody measured")


# ---- findings ----------------------------------------------------------------

def strict(suite):
    """A home whose printer wants words far from the edge, and large where inks are mixed."""
    home = suite.folder("dossier/home")
    for name in ("styles", "fonts"):
        shutil.copytree(ROOT / name, home / name, dirs_exist_ok=True)
    preset = home / "styles/printers/sheetfed-coated.yaml"
    kept = [line for line in preset.read_text().split("\n") if not line.startswith("quiet-zone")]
    preset.write_text("\n".join(kept) + "quiet-zone: 25mm\nmixed-text: 40pt\n")
    return home


def pages_named(message):
    """Of "pages 5, 7 to 9 and 13"; "page 5"."""
    found = re.search(r"\bpages? (\d+(?:(?:, | and | to )\d+)*)", message)
    pages = []
    for last in re.split(r", | and ", found[1]) if found else []:
        first, _, last = last.rpartition(" to ")
        pages += range(int(first or last), int(last) + 1)
    return pages


def findings(suite):
    """All findings, with their lines, each with every page that it names and no other."""
    work = suite.folder("dossier/strict")
    printed = json.loads(must(suite.inpress, "build", ISSUE, "-e", "print", "-o", work, "--home",
                              strict(suite), "--json"))["findings"]
    report = json.loads((work / "print-report.json").read_text())
    told = [(page["page"], f) for page in report["of_pages"] for f in page["findings"]]
    for f in printed:
        del f["editions"]
    key = lambda f: json.dumps(f, sort_keys=True)  # noqa: E731
    equal("findings", sorted(map(key, printed)),
          sorted({key(f) for f in [f for _, f in told] + report["findings"]}))
    named = [f for f in printed if pages_named(f["message"])]
    equal("findings with pages, and a line", True,
          len(named) > 4 and any(len(pages_named(f["message"])) > 3 for f in named) and
          all(f["path"] and f["line"] for f in named))
    equal("pages that findings stand with",
          [(f["message"], pages_named(f["message"])) for f in named],
          [(f["message"], [page for page, one in told if one == f]) for f in named])


def whole_build(suite):
    """A build of all editions writes the same dossier as one of print alone: it comes out of
    another process."""
    folder = ROOT / "samples/first-issue"
    work = suite.folder("dossier/whole")
    epoch = {"SOURCE_DATE_EPOCH": "1790000000"}
    must(suite.inpress, "build", folder, "-e", "print", "-o", work, "--home", ROOT, env=epoch)
    alone = (work / "print-report.json").read_text()
    must(suite.inpress, "build", folder, "-e", "print", "-e", "standard", "-e", "large", "-o", work,
         "--home", ROOT, env=epoch)
    equal("dossier", alone, (work / "print-report.json").read_text())


def no_press_file(suite):
    work = suite.folder("dossier/none")
    must(suite.inpress, "build", ROOT / "samples/first-issue", "-e", "standard", "-o", work,
         "--home", ROOT)
    equal("dossiers", [], [p.name for p in work.glob("*-report.*")])


# ---- the page ----------------------------------------------------------------

OPEN = []  # browsers, to be closed when all has been asked
SCHEMES = ("light", "dark")


def opened(suite, work, width=1280, **features):
    """The page in a browser, as a reader has it."""
    def browser():
        OPEN.append(Browser(suite.folder("dossier/profile")))
        return OPEN[-1]
    b = suite.once("dossier/browser", browser)
    b.media(**features)
    b.width(width)
    b.open((work / "print-report.html").as_uri())
    return b


def amount(value):
    """As the page writes a figure of mm: a decimal at most."""
    return f"{value:.1f}".removesuffix(".0")


def page_tells(words, report):
    """What of the JSON the page's words do not say."""
    ticket = dict(report["ticket"])
    files = [value for f in ticket.pop("files") for value in (f["file"], f["sha256"])]
    for value in (*(v for v in ticket.values() if v), *files, report["standard"],
                  report["output_intent"]["condition"], report["output_intent"]["profile"]):
        if value not in words:
            yield value
    for font in report["fonts"]:
        if f"{font['name']}\t{'as a subset' if font['subset'] else 'whole'}" not in words:
            yield font["name"]
    parts = re.split(r"^Page \d+(?:, numbered .*)?$", words.split("Page by page\n")[-1],
                     flags=re.M)[1:]
    if len(parts) != len(report["of_pages"]):
        yield f"{len(parts)} pages"
        return
    for page, part in zip(report["of_pages"], parts):
        for value in told_of_page(page):
            if not any(v in part for v in value.split(" | ")):
                yield f"page {page['page']}: {value}"


def told_of_page(page):
    for name, box in page["boxes"].items():
        yield f"{name} {amount(box['width'])} × {amount(box['height'])} mm"
    yield f"Inks: {' '.join(page['inks'])}."
    most = page["coverage"]
    yield f"Most ink: {most['total']:.0f} %"
    for p in page["pictures"]:
        yield f"{p['file']} (named in {p['path']}, line {p['line']})"
        if "ppi" in p:
            # a figure with one decimal may be rounded twice
            yield f"{p['ppi'] - 0.06:.0f} ppi | {p['ppi'] + 0.06:.0f} ppi"
    for black in page["black"]:
        if black["what"] == "words":
            yield f"words of {black['size']:g} pt"
    for f in page["findings"]:
        yield f["message"]
        yield f"line {f['line']}"


def page_is_true(suite):
    m = made(suite, ISSUE)
    words = opened(suite, m.work).run("document.querySelector('main').innerText")
    found = list(page_tells(words, m.report))
    if found:
        raise Fail(f"the page does not say {found[:10]}")
    lie = copy.deepcopy(m.report)
    first_picture(lie)["ppi"] += 3
    lie["of_pages"][5]["inks"] = ["C"]
    lie["ticket"]["format"] = "A2"
    equal("lies that are seen", 3, len(list(page_tells(words, lie))))


def page_is_well_made(suite, scheme):
    m = made(suite, ISSUE)
    for width in (1280, 320):
        b = opened(suite, m.work, width, prefers_color_scheme=scheme)
        readable(b, f"{scheme}, {width} px")
        if b.run("document.documentElement.scrollWidth > innerWidth"):
            raise Fail(f"{width} px: it goes over the side")
    judged(b)
    levels = b.run(HEADINGS)
    if levels.count(1) != 1 or any(y > x + 1 for x, y in zip(levels, levels[1:])):
        raise Fail(f"headings {levels}")


def page_by_keyboard(suite):
    """Every stop of the keyboard is seen; a page's link leads to it; wide tables scroll."""
    m = made(suite, ISSUE)
    b = opened(suite, m.work, 320)
    stops = b.run("document.querySelectorAll('a, .wide').length")
    seen = []
    for _ in range(stops):
        b.key("Tab")
        seen.append(b.run("document.activeElement.outerHTML.slice(0, 60)"))
        if b.run("getComputedStyle(document.activeElement).outlineStyle") == "none":
            raise Fail(f"no focus is seen at {seen[-1]}")
    equal("stops", stops, len([s for s in seen if s.startswith(("<a ", "<div class=\"wide\""))]))
    b.run("document.querySelector('a[href=\"#page-7\"]').focus()")
    b.key("Enter")
    equal("after the link", "#page-7", b.run("location.hash"))
    dead = b.run("[...document.querySelectorAll('a[href^=\"#\"]')].filter(a => "
                 "!document.getElementById(a.hash.slice(1))).map(a => a.hash)")
    equal("links that lead nowhere", [], dead)


def page_on_paper(suite):
    m = made(suite, ISSUE)
    b = opened(suite, m.work, media="print")
    try:
        if b.run("document.querySelector('nav').checkVisibility()"):
            raise Fail("the list of links is printed")
        low = sorted(b.run(CONTRASTS))
        if not low or low[0][0] < LEAST_CONTRAST:
            raise Fail(f"contrast of {low[:3]}")
    finally:
        b.media()


def page_needs_nothing(suite):
    """One file: no script, nothing from elsewhere; a link to the press file alone."""
    m = made(suite, ISSUE)
    text = (m.work / "print-report.html").read_text()
    outside = {u for u in re.findall(r'\b(?:src|href)="([^"#][^"]*)"', text)}
    equal("addresses", {path.name for path in m.paths}, outside)
    if "<script" in text or "url(" in text or "@import" in text:
        raise Fail("it needs more than itself")


# ---- the job ticket ----------------------------------------------------------

PRINTING = """printing:
  paper: 115 g/m² silk, FSC
  cover-paper: 200 g/m² silk
  binding: saddle
  finish: matt <laminate> & drilled
  quantity: 1500
  deadline: 2026-09-21
  delivery: 1 High Street, Leeds
  contact: Ade Okoro, 0113 496 0000
  notes: proof by post, please
"""


def ticket(suite):
    """Every key of `printing` stands in the ticket, as data and on the page."""
    folder = suite.folder("dossier/ticket") / "first-issue"
    shutil.copytree(ROOT / "samples/first-issue", folder)
    (folder / "issue.yaml").write_text(PRINTING + (folder / "issue.yaml").read_text())
    work = suite.folder("dossier/ticket/out")
    must(suite.inpress, "build", folder, "-e", "print", "-o", work, "--home", ROOT)
    told = json.loads((work / "print-report.json").read_text())["ticket"]
    wanted = {key: value for key, value in re.findall(r"^  (\S+): (.*)$", PRINTING, re.M)}
    wanted["cover"] = "separate stock: " + wanted.pop("cover-paper")
    wanted["binding"] = "saddle-stitched"
    equal("ticket", wanted, {key: told[key] for key in wanted})
    page = (work / "print-report.html").read_text()
    left = [v for v in wanted.values() if f"<td>{v.replace('&', '&amp;').replace('<', '&lt;')}</td>"
            not in page.replace("&gt;", ">")]
    equal("not on the page", [], left)


# ---- plates ------------------------------------------------------------------

BOXES = ROOT / "samples/boxes-and-tables"  # black words on tints
PPI = 50


def drawn(suite):
    """Both kinds of proof of a sample's pages, once."""
    if not shutil.which("gs"):
        raise Skip("no ghostscript here")
    work = suite.folder("dossier/plates")
    must(suite.inpress, "proof", BOXES, "-e", "print", "--separations", "--soft-proof",
         "--ppi", PPI, "-o", work, "--home", ROOT)
    return work


def proofs(suite):
    return suite.once("dossier/plates", drawn, suite)


def plates_are_true(suite):
    """Each plate as tiffsep separates the press file that a build writes."""
    work, m = proofs(suite), made(suite, BOXES)
    tiffs = suite.folder("dossier/tiffs")
    must("gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", f"-r{PPI}",
         "-dTextAlphaBits=4", "-sCompression=none", "-dOverprint=/enable", "-o",
         tiffs / "%03d.tif", m.path)
    equal("pictures", 5 * len(m.boxes), len(list(work.glob("*.png"))))
    inked = set()
    for page in range(1, len(m.boxes) + 1):
        for letter, name in zip(INKS, PLATES):
            width, height, rows = pixels(work / f"print-page-{page:03}-{letter}.png")
            across, samples = tiff_samples((tiffs / f"{page:03}({name.title()}).tif").read_bytes())
            equal("pixels across", across, width)
            found = b"".join(rows)
            far = sum(abs(a - b) > 3 for a, b in zip(found, samples))
            if len(found) != len(samples) or far > len(found) / 500:
                raise Fail(f"page {page}, {name}: {far} of {len(found)} pixels differ")
            inked |= {letter} if min(found) < 128 else set()
    equal("plates with ink", set(INKS), inked)


def paper_is_seen(suite):
    """On the soft proof paper is paper's colour, not the screen's white, and black is ink."""
    width, height, rows = pixels(proofs(suite) / "print-page-001-soft.png")
    _, _, black = pixels(proofs(suite) / "print-page-001-K.png")
    darkest = min((v, x, y) for y, row in enumerate(black) for x, v in enumerate(row))
    at = [rows[2][3 * x:3 * x + 3] for x in (2, width - 3)]
    if any(not 215 < min(p) <= max(p) < 255 for p in at):
        raise Fail(f"paper of {[tuple(p) for p in at]}")
    ink = rows[darkest[2]][3 * darkest[1]:3 * darkest[1] + 3]
    if darkest[0] > 10 or not 5 < max(ink) < 70:
        raise Fail(f"black of {tuple(ink)} where the plate has {255 - darkest[0]}")


def shown(work):
    """What the report beside a folder of proofs shows: (page, what, file), and its words."""
    report = json.loads((work / "print-report.json").read_text())
    page = (work / "print-report.html").read_text()
    told = [(p["page"], proof["of"], proof["file"]) for p in report["of_pages"]
            for proof in p["proofs"]]
    equal("pictures on the page", sorted(set(re.findall(r'<img src="([^"]*)"', page))),
          sorted(file for _, _, file in told))
    for p in report["of_pages"]:
        for proof in p["proofs"]:
            if proof["words"].replace("'", "&#39;") not in page.replace("&#x27;", "&#39;") and \
                    proof["words"] not in page:
                raise Fail(f"the page does not say {proof['words']}")
    return told, page


def proofs_are_shown(suite):
    """Proofs beside a report are in it, at once and after a build, each with its figures; of
    another file they are not, and the report says how they are made."""
    if not shutil.which("gs"):
        raise Skip("no ghostscript here")
    folder = suite.folder("dossier/shown") / "it"
    shutil.copytree(BOXES, folder)
    work = suite.folder("dossier/shown/out")
    build = (suite.inpress, "build", folder, "-e", "print", "-o", work, "--home", ROOT)
    proof = (suite.inpress, "proof", folder, "-e", "print", "--ppi", PPI, "-o", work / "proof",
             "--home", ROOT)
    must(*build)
    told, page = shown(work)
    equal("proofs before any is made", [], told)
    how = f"inpress proof {folder} -e print --separations --soft-proof -o {work}/proof"
    if how not in page:
        raise Fail(f"it does not say how: {how}")
    must(*proof, "--separations", "--soft-proof", "-p", "1-2")
    told, page = shown(work)
    equal("proofs of two pages", [(n, f"{ink} plate", f"proof/print-page-00{n}-{ink[0]}.png".replace(
        "-B.", "-K.")) if ink != "Soft" else (n, "Soft proof", f"proof/print-page-00{n}-soft.png")
        for n in (1, 2) for ink in ("Cyan", "Magenta", "Yellow", "Black", "Soft")], told)
    if how not in page or "2 of 4 pages are drawn" not in page:
        raise Fail("it does not say that pages are not drawn")
    for _, ink, file in told:
        figures(work, ink, file)
    kept = told
    must(*build)
    equal("proofs after a build", kept, shown(work)[0])
    source = folder / "notes.md"
    source.write_text(source.read_text().replace("The ", "This ", 1))
    must(*build)
    equal("proofs of an older file", [], shown(work)[0])
    before = (work / "print-report.json").read_text()
    source.write_text(source.read_text().replace("This ", "That ", 1))
    must(*proof, "--soft-proof")
    equal("a report of another file", before, (work / "print-report.json").read_text())
    must(*build)
    equal("pages", [1, 2, 3, 4], [n for n, what, _ in shown(work)[0]])


def figures(work, ink, file):
    """The words of a plate say what part of it has ink, and how much on average."""
    if ink == "Soft proof":
        return
    report = json.loads((work / "print-report.json").read_text())
    words = next(p["words"] for page in report["of_pages"] for p in page["proofs"]
                 if p["file"] == file)
    samples = b"".join(pixels(work / file)[2])
    part, mean = (100 * sum(s < 255 for s in samples) / len(samples),
                  sum(255 - s for s in samples) / 2.55 / len(samples))
    told = [float(x) for x in re.findall(r"([\d.]+) %", words)] or [0, 0]
    if abs(told[0] - part) > 0.6 or abs(told[1] - mean) > 0.06:
        raise Fail(f"{file}: '{words}', but {part:.1f} % and {mean:.2f} %")


def proofs_are_readable(suite):
    """The report with its pictures, light and narrow too."""
    work = suite.folder("dossier/shown/out")
    if not (work / "print-report.html").exists():
        raise Skip("no proofs were made")
    for width in (1280, 320):
        b = opened(suite, work, width, prefers_color_scheme="light")
        readable(b, f"{width} px")
        if b.run("document.documentElement.scrollWidth > innerWidth"):
            raise Fail(f"{width} px: it goes over the side")
    judged(b)
    equal("pictures without words", 0,
          b.run("[...document.images].filter(i => !i.alt).length"))


def plates_of_cover(suite):
    """A cover apart: pages keep their numbers, and each picture is of its own file."""
    if not shutil.which("gs"):
        raise Skip("no ghostscript here")
    work = suite.folder("dossier/apart")
    words = (ISSUE, "-e", "print", "--printer", "digital", "--home", ROOT)
    must(suite.inpress, "build", *words, "-o", work)
    must(suite.inpress, "proof", *words, "--soft-proof", "--ppi", 20, "-o", work / "proof",
         "-p", "2-3")
    told, page = shown(work)
    if "-e print --printer digital --separations" not in page:
        raise Fail("it does not say for which printer the others are to be drawn")
    equal("proofs", [(2, "proof/print-page-002-soft.png"), (5, "proof/print-page-003-soft.png")],
          [(page, file) for page, _, file in told])


def plates_of_pages(suite):
    """-p picks pages; only press editions have plates; without ghostscript it says so."""
    work = suite.folder("dossier/one")
    words = ("proof", BOXES, "--home", ROOT, "--ppi", PPI, "-o", work)
    proofs(suite)
    must(suite.inpress, *words, "-e", "print", "--soft-proof", "-p", "2")
    equal("pictures", ["print-page-002-soft.png"], sorted(p.name for p in work.iterdir()))
    done = run(suite.inpress, *words, "-e", "standard", "--separations")
    equal("exit status of standard", 3, done.returncode)
    done = run(suite.inpress, *words, "-e", "print", "--separations",
               env={"PATH": str(suite.folder("dossier/empty")),
                    "TMPDIR": str(suite.folder("dossier/tmp"))})
    equal("exit status without gs", 4, done.returncode)
    if "ghostscript" not in done.stdout:
        raise Fail(f"it does not say what is missing: {done.stdout}")
    equal("left behind", [], list(suite.folder("dossier/tmp").iterdir()))


def check(suite):
    for folder in FOLDERS:
        suite.check(f"dossier/{folder.name} is true", is_true, suite, folder)
    suite.check("dossier/a cover apart is true", cover_apart, suite)
    suite.check("dossier/the paper of a cover apart", paper_of_cover, suite)
    suite.check("dossier/unfit profiles", unfit_profiles, suite)
    suite.check("dossier/volumes are true", volumes, suite)
    for lie in LIES:
        suite.check(f"dossier/a lie about {lie} is seen", is_seen, suite, lie)
    suite.check("dossier/findings", findings, suite)
    suite.check("dossier/from another process", whole_build, suite)
    suite.check("dossier/no press file", no_press_file, suite)
    suite.check("dossier/ticket", ticket, suite)
    suite.check("dossier/page is true", page_is_true, suite)
    for scheme in SCHEMES:
        suite.check(f"dossier/page in the {scheme}", page_is_well_made, suite, scheme)
    suite.check("dossier/page by the keyboard", page_by_keyboard, suite)
    suite.check("dossier/page on paper", page_on_paper, suite)
    suite.check("dossier/page needs nothing", page_needs_nothing, suite)
    suite.check("dossier/plates are true", plates_are_true, suite)
    suite.check("dossier/paper is seen", paper_is_seen, suite)
    suite.check("dossier/plates of some pages", plates_of_pages, suite)
    suite.check("dossier/plates of a cover apart", plates_of_cover, suite)
    suite.check("dossier/plates are shown", proofs_are_shown, suite)
    suite.check("dossier/plates are readable", proofs_are_readable, suite)
    while OPEN:
        OPEN.pop().close()
