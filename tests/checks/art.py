"""Drawings and PDF pages in finished files, read back by others' tools.

The adverts are made here, by ghostscript: a good one with every kind of colour, and a bad one
that brings no typeface, has a picture in RGB and runs a script.
"""
from checks.suite import Fail, Skip, equal, must, run
from pdf.content import operations
from pdf.press import ALLOWED_SPACES, RGB_OPERATORS, plates
from pdf.reader import Pdf

GROUPS = ["art"]

ISSUE = """magazine: Inclusion Now
number: 75
season: Autumn 2026
date: 2026-09-01
language: en-GB
flatplan: [piece, advert]
"""
PIECE = """---
kind: article
headline: A drawing
---

::: figure file="pictures/it.svg" alt="Shapes"
:::
"""
ADVERT = """---
kind: advert
picture: {file: pictures/it.pdf, alt: An advert}
---

Come to the summer school.
"""
DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200">%s</svg>
"""
INKS = DRAWING % """<g class="ink-plum"><rect width="99" height="99"/>
<path d="M9 150H290" fill="none" stroke="#0f0" stroke-width="9" class="ink-teal-20"/>
<text x="120" y="60" font-family="Andika" font-size="30" class="ink-text">fflŵ</text></g>"""
BLACKS = DRAWING % """<rect width="99" height="99"/><rect x="150" width="99" height="99"
fill="#808080"/><text y="150" font-family="Lato" font-size="30" class="ink-text">Black</text>"""
COLOURS = DRAWING % """<defs><linearGradient id="g"><stop offset="0" class="ink-plum"/>
<stop offset="1" stop-color="#fc0"/></linearGradient><mask id="m"><circle cx="60" cy="60"
r="50" fill="#fff"/></mask></defs><rect width="99" height="99" fill="#d62828" mask="url(#m)"/>
<rect x="150" width="99" height="99" fill="url(#g)" opacity="0.5"/>"""
MIXED = DRAWING % """<rect width="99" height="99" fill="#d62828"/>
<text y="150" font-family="Lato" font-size="30" class="ink-text">Words</text>"""
# Words and a line under a filter, which librsvg makes pixels of; beside them a red shape.
FILTERED = DRAWING % """<filter id="f"><feOffset dx="0" dy="0"/></filter><g filter="url(#f)">
<text x="10" y="60" font-family="Lato" font-weight="700" font-size="40">Black</text>
<rect x="10" y="80" width="130" height="4"/><rect x="10" y="95" width="130" height="30"
fill="#777"/><rect x="170" y="10" width="100" height="100" fill="#d62828"/></g>"""
PAGE = """%%!PS
<< /PageSize [300 200] >> setpagedevice %s
1 0.25 0.55 0.3 setcmykcolor 0 0 300 100 rectfill
0.9 0.4 0 setrgbcolor 0 100 300 100 rectfill
gsave 200 20 translate 60 60 scale
8 8 8 [8 0 0 8 0 0] {<%s>} false 3 colorimage grestore
0 setgray /%s findfont 24 scalefont setfont 20 40 moveto (Come) show showpage
"""
SCRIPT = "[{Catalog} <</OpenAction <</S /JavaScript /JS (app.alert\\(1\\))>>>> /PUT pdfmark"


def advert(path, embed, script):
    source = path.with_suffix(".ps")
    source.write_text(PAGE % (script, "ff8000" * 64, "Helvetica"))
    never = "[]" if embed else "[/Helvetica]"
    must("gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite",
         "-sColorConversionStrategy=LeaveColorUnchanged", "-o", path, "-c",
         f"<< /NeverEmbed {never} >> setdistillerparams", "-f", source)
    source.unlink()


def issue(suite, name, drawing, good=True):
    folder = suite.folder(f"art/{name}")
    (folder / "pictures").mkdir(exist_ok=True)
    for file, words in (("issue.yaml", ISSUE), ("piece.md", PIECE), ("advert.md", ADVERT),
                        ("pictures/it.svg", drawing)):
        (folder / file).write_text(words)
    advert(folder / "pictures/it.pdf", good, "" if good else SCRIPT)
    return folder


def built(suite, name, drawing, *editions, good=True):
    """What was printed, and the file of each edition that was written."""
    folder = issue(suite, name, drawing, good)
    words = [w for e in editions for w in ("-e", e)]
    done = run(suite.inpress, "build", folder, *words, "-o", folder / "out")
    return done, {e: p for e in editions
                  for p in (folder / "out").glob(f"*-{name}-{e}.pdf")}


def file_of(suite, name, drawing, edition):
    done, files = built(suite, name, drawing, edition)
    if done.returncode:
        raise Fail(done.stdout)
    return files[edition]


def forms(pdf):
    return [ref[4:] for ref, thing in pdf.objects.items() if ref != "trailer"
            and thing.get("stream", {}).get("dict", {}).get("/Subtype") == "/Form"]


def no_rgb(suite):
    """Forms, pictures, gradients and groups of the press file: inks and nothing else."""
    pdf = Pdf(file_of(suite, "colours", COLOURS, "print"))
    found = forms(pdf)
    if len(found) < 3:
        raise Fail(f"{len(found)} forms")
    for form in found:
        used = {operator for operator, _, _, _ in operations(pdf.stream(form))}
        if used & RGB_OPERATORS:
            raise Fail(f"{form} uses RGB: {used & RGB_OPERATORS}")
    for ref, thing in pdf.objects.items():
        value = thing.get("value", thing.get("stream", {}).get("dict"))
        if not isinstance(value, dict):
            continue
        for key in ("/ColorSpace", "/CS"):
            if isinstance(value.get(key), str) and value[key][0] == "/" and \
                    value[key] not in ALLOWED_SPACES:
                raise Fail(f"{ref} is in {value[key]}")
        if "/ShadingType" in value:
            first = pdf.get(pdf.at(value, "/Function")["/Functions"][0])
            equal("components of a gradient", 4, len(first["/C0"]))


def black_plate(suite):
    """Black and grey in a drawing come on the black plate and on no other."""
    black = plates(file_of(suite, "black", BLACKS, "print"), suite.folder("art/plates/black"))
    none = plates(file_of(suite, "none", DRAWING % "", "print"), suite.folder("art/plates/none"))
    for key in black:
        if (black[key] != none[key]) != (key == (1, "Black")):
            raise Fail(f"plate {key} is {'the same' if key[1] == 'Black' else 'another'}")


def black_of_pixels(suite):
    """What a filter made pixels of: its black and grey stay on the black plate, and red is red."""
    drawn = plates(file_of(suite, "filtered", FILTERED, "print"), suite.folder("art/plates/f"))
    none = plates(file_of(suite, "none", DRAWING % "", "print"), suite.folder("art/plates/none"))
    found = {}
    for (page, ink), (across, samples) in drawn.items():
        if page == 1:
            places = [i % across for i, v in enumerate(samples) if v != none[page, ink][1][i]]
            found[ink] = min(places, default=0), len(places)
    split = min(found["Magenta"][0], found["Yellow"][0])
    if found["Black"][1] < 20000 or found["Magenta"][1] < 20000:
        raise Fail(f"the drawing is not there: {found}")
    if split < found["Black"][0] + 200:
        raise Fail(f"black has other inks in it: {found}")


def inks(suite):
    """A drawing of inks takes each palette's colours, and no others."""
    for edition, wanted in (("standard", {"0.36 0.1 0.42"}),
                            ("large-black-on-yellow", {"0 0 0", "1 1 0"})):
        found = colors_of(file_of(suite, "inks", INKS, edition))
        if not wanted <= found:
            raise Fail(f"{edition}: {wanted} is not all of {found}")


def colors_of(path):
    """Of all forms that are art."""
    return set().union(*colors_of_forms(path))


def colors_of_forms(path):
    pdf = Pdf(path)
    return [{" ".join(f"{v:.2g}" for v in values)
             for operator, values, _, _ in operations(pdf.stream(form)) if operator in ("rg", "RG")}
            for form in forms(pdf)]


def plate(suite):
    """A drawing of inks and other colours stands on white, and so its words are dark."""
    found = colors_of_forms(file_of(suite, "mixed", MIXED, "standard-white-on-black"))
    drawing = [colors for colors in found if "0.84 0.16 0.16" in colors]
    equal("the drawing's colours", [{"0.84 0.16 0.16", "0 0 0"}], drawing)


def verapdf(suite):
    files = [file_of(suite, name, drawing, edition)
             for name, drawing in (("inks", INKS), ("colours", COLOURS))
             for edition in ("standard", "large-black-on-yellow")]
    done = run("tests/verapdf", "ua1,2a", *files, timeout=600)
    if done.returncode == 77:
        raise Skip(done.stdout.strip())
    if done.returncode or done.stdout.count("pass ") != 2 * len(files):
        raise Fail(done.stdout)


def bad_advert(suite):
    """No press file, a finding for each fault; members get the words."""
    done, files = built(suite, "bad", INKS, "print", "standard", good=False)
    for slug in ("art-font", "art-left-out", "art-in-words"):
        if f"[{slug}]" not in done.stdout:
            raise Fail(f"no {slug}:\n{done.stdout}")
    equal("editions", ["standard"], sorted(files))
    if "Come to the summer school." not in must("pdftotext", files["standard"], "-"):
        raise Fail("the advert's words are not there")
    if b"JavaScript" in files["standard"].read_bytes():
        raise Fail("the script is there")


def words_first(suite):
    """An advert whose words are written before its art: both are heard in that order."""
    folder = issue(suite, "words-first", INKS)
    (folder / "advert.md").write_text(
        "---\nkind: advert\n---\n\nCome to the summer school.\n\n"
        '::: figure file="pictures/it.pdf" alt="An advert"\n:::\n')
    done = run(suite.inpress, "check", folder, "--allow", "page-count")
    if "[reading-order]" in done.stdout:
        raise Fail(done.stdout)
    tags = must(suite.inpress, "dump", "tags", folder, "-e", "standard")
    if 'alt="Come to the summer school. An advert"' not in tags:
        raise Fail("its alternative is not its words and then its own:\n" + tags)


def too_large(suite):
    """A drawing that would take all memory is refused before it is read."""
    drawing = DRAWING % ('<rect width="9" height="9"/>' * 310_000)
    done, files = built(suite, "huge", drawing, "print")
    if "is a file of more than 8 MB" not in done.stdout or files:
        raise Fail(done.stdout)


def same_bytes(suite):
    one = file_of(suite, "colours", COLOURS, "standard").read_bytes()
    if one != file_of(suite, "colours", COLOURS, "standard").read_bytes():
        raise Fail("two builds differ")


def check(suite):
    for name, function in (("no rgb on the press", no_rgb), ("black plate", black_plate),
                           ("black of pixels", black_of_pixels),
                           ("inks", inks), ("plate", plate), ("verapdf", verapdf),
                           ("bad advert", bad_advert), ("words first", words_first), ("too large", too_large),
                           ("same bytes", same_bytes)):
        suite.check(f"art/{name}", function, suite)
