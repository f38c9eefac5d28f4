"""How many pixels pictures have in finished files, and that a cache changes no byte of them.

The pixels an inch are poppler's (pdfimages -list), from each file's own matrices. What the
sources have is told by a build whose editions name no resolution.
"""
import os
import shutil
import struct
import subprocess
import zlib
from pathlib import Path

from checks.suite import ROOT, Fail, Skip, crashed, equal, must, run

GROUPS = ["pictures"]
ISSUE = ROOT / "issues/2026-autumn"
MOST = {"standard": 150, "large": 220, "largest": 220}
OVER, UNDER = 1.05, 0.99
MEGABYTE = 1_000_000
MORE_MEMORY = 12  # MB, for the pages of 90 pictures more
# One layout, written three times: RGB twice, and CMYK.
BOOK = ("standard", "standard-white-on-black", "print")


def build(suite, to, *options, env=None, home=ROOT, editions=BOOK):
    """The files of a build by name, as bytes."""
    folder = suite.folder(f"pictures/{to}")
    names = [word for edition in editions for word in ("-e", edition)]
    done = run(suite.inpress, "build", ISSUE, *names, *options, "--home", home, "-o", folder,
               env=env)
    if done.returncode != 0 or crashed(done):
        raise Fail(f"exit status {done.returncode}\n{done.stdout}")
    return {p.name: p.read_bytes() for p in sorted(folder.glob("*.pdf"))}


def kept(suite, name):
    return {"XDG_CACHE_HOME": str(suite.folder(f"pictures/cache-{name}"))}


def place(env):
    return Path(env["XDG_CACHE_HOME"]) / "inpress/pictures"


def files(env):
    return sorted(p for p in place(env).glob("*") if p.is_file())


def cold(suite):
    env = kept(suite, "shared")
    return build(suite, "cold", env=env), env


def alike(suite, to, expected, *options, env=None):
    found = build(suite, to, *options, env=env)
    equal("files", sorted(expected), sorted(found))
    for name, data in expected.items():
        if found[name] != data:
            raise Fail(f"{name} is another file than from an empty cache")


# ---- the cache -------------------------------------------------------------------------


def warm(suite):
    """The second build takes all from the cache, and writes nothing there."""
    expected, env = suite.once("pictures", cold, suite)
    before = [(p.name, p.stat().st_ino) for p in files(env)]
    if len(before) < 40:
        raise Fail(f"only {len(before)} conversions are kept")
    alike(suite, "warm", expected, env=env)
    equal("kept files", before, [(p.name, p.stat().st_ino) for p in files(env)])


def versions(suite):
    """What another version of the program made is not taken for ours."""
    expected, _ = suite.once("pictures", cold, suite)
    env = kept(suite, "program")
    build(suite, "program", env=env, editions=["standard"])
    before = len(files(env))
    shutil.copy2(suite.inpress, suite.folder("bin") / "inpress-other")
    with open(suite.work / "bin/inpress-other", "ab") as program:
        program.write(b"another version")
    home = suite.inpress
    try:
        suite.inpress = suite.work / "bin/inpress-other"
        found = build(suite, "program", env=env, editions=["standard"])
    finally:
        suite.inpress = home
    equal("conversions of two versions of the program", 2 * before, len(files(env)))
    for name, data in found.items():
        if expected[name] != data:
            raise Fail(f"{name} is another file")


def without(suite):
    """--no-cache reads nothing from there and puts nothing there."""
    expected, _ = suite.once("pictures", cold, suite)
    env = kept(suite, "none")
    alike(suite, "without", expected, "--no-cache", env=env)
    equal("kept files", [], files(env))


def poisoned(suite):
    """Bytes turned over, files cut off, files under each other's names."""
    expected, env = suite.once("pictures", cold, suite)
    sick = kept(suite, "sick")
    shutil.copytree(place(env), place(sick))
    names = files(sick)
    good = {p.name: p.read_bytes() for p in names}
    for i, path in enumerate(names):
        data = bytearray(good[path.name])
        if i % 3 == 0:
            data[len(data) // 2] ^= 1
        elif i % 3 == 1:
            del data[len(data) // 2:]
        else:
            data = good[names[i - 1].name]
        path.write_bytes(data)
    alike(suite, "sick", expected, env=sick)
    for path in files(sick):
        if path.read_bytes() != good[path.name]:
            raise Fail(f"{path.name} was not made anew")


def homeless(suite):
    """No place for a cache: not named, a file, or a folder that is not ours to write in."""
    expected, _ = suite.once("pictures", cold, suite)
    file = suite.folder("pictures") / "file"
    file.write_bytes(b"")
    for name, env in (("relative", {"XDG_CACHE_HOME": "", "HOME": "here"}),
                      ("file", {"XDG_CACHE_HOME": str(file)}),
                      ("proc", {"XDG_CACHE_HOME": "", "HOME": "/proc"})):
        alike(suite, f"homeless-{name}", expected, env=env)
    if (ROOT / "here").exists() or (ROOT / ".cache").exists():
        raise Fail("a folder was made where none was named")


def full(suite):
    """A cache on a disk that has room for some of it, and then takes nothing more."""
    expected, _ = suite.once("pictures", cold, suite)
    small = suite.folder("pictures/small")
    if run("mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", small).returncode != 0:
        raise Skip("no small file system can be mounted")
    try:
        env = {"XDG_CACHE_HOME": str(small)}
        alike(suite, "full", expected, env=env)
        some = files(env)
        if not some or any(p.suffix == ".part" for p in some):
            raise Fail(f"on the full disk lie {[p.name for p in some]}")
        must("mount", "-o", "remount,ro", small)
        alike(suite, "read-only", expected, env=env)
        equal("files on it", some, files(env))
    finally:
        run("umount", small)


def damaged(suite):
    """A photograph that breaks off within: told once, and the books without it are built."""
    issue = suite.folder("pictures/damaged-issue")
    shutil.copytree(ISSUE, issue, dirs_exist_ok=True)
    photo = issue / "pictures/march.jpg"
    data = bytearray(photo.read_bytes())
    data[len(data) // 2:len(data) // 2 + 2] = b"\xff\xd9"
    photo.write_bytes(data)
    for name, options in (("cold", []), ("none", ["--no-cache"])):
        folder = suite.folder(f"pictures/damaged-{name}")
        done = run(suite.inpress, "build", issue, "-e", "print", "-e", "standard*", *options,
                   "--home", ROOT, "-o", folder, env=kept(suite, f"damaged-{name}"))
        equal("exit status", 2, done.returncode)
        equal("findings", 1, done.stdout.count("[bad-picture]"))
        equal("files", ["text-only.pdf"] * 5,
              ["-".join(p.name.split("-")[-2:]) for p in sorted(folder.iterdir())])


def together(suite):
    """Two builds that begin at once with an empty cache."""
    expected, _ = suite.once("pictures", cold, suite)
    env = {**os.environ, **kept(suite, "two")}
    folders = [suite.folder(f"pictures/two-{i}") for i in range(2)]
    both = [subprocess.Popen([suite.inpress, "build", ISSUE, "-e", "standard", "-e", "print",
                              "--home", ROOT, "-o", folder], cwd=ROOT, env=env,
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            for folder in folders]
    for process, folder in zip(both, folders):
        equal("exit status", 0, process.wait(timeout=60))
        for path in folder.glob("*.pdf"):
            if path.read_bytes() != expected[path.name]:
                raise Fail(f"{path} is another file")


def drawings(suite):
    """inpress-art is started for a drawing once, and again when the drawing is another."""
    programs, env = suite.folder("pictures/programs"), kept(suite, "drawings")
    issue, log = suite.folder("pictures/issue"), suite.work / "pictures/started"
    shutil.copytree(ISSUE, issue, dirs_exist_ok=True)
    shutil.copy2(suite.inpress, programs / "inpress")
    (programs / "inpress-art").write_text(
        f'#!/bin/sh\necho "${{@##*/}}" >>{log}\n'
        f'exec {suite.inpress.parent}/inpress-art "$@"\n')
    (programs / "inpress-art").chmod(0o755)
    drawing = sorted((issue / "pictures").glob("*.svg"))[0]

    def started():
        log.write_text("")
        done = run(programs / "inpress", "build", issue, "-e", "standard", "--home", ROOT,
                   "-o", suite.folder("pictures/drawings"), env=env)
        equal("exit status", 0, done.returncode)
        return log.read_text().count(drawing.name)

    equal("first build asks for it", 1, started())
    equal("second build asks for it", 0, started())
    drawing.write_text(drawing.read_text() + "<!-- another -->\n")
    equal("after a change it is asked for", 1, started())


# ---- memory ------------------------------------------------------------------------------


def many(suite, n):
    """An issue of n pictures as wide as the page, each a file of its own."""
    folder = suite.folder(f"pictures/many-{n}")
    photo = max((ISSUE / "pictures").glob("*.jpg"), key=lambda p: p.stat().st_size)
    (folder / "pictures").mkdir(exist_ok=True)
    (folder / "issue.yaml").write_text(
        "magazine: Many\nnumber: 1\nseason: Spring 2026\ndate: 2026-03-01\n"
        "language: en-GB\npublisher: Many\nflatplan:\n  - album\n")
    words = ["---\nkind: article\nheadline: An album\n---\n"]
    for i in range(n):
        shutil.copy2(photo, folder / f"pictures/{i}.jpg")
        words.append(f'::: figure file="pictures/{i}.jpg" alt="Picture {i}"\n'
                     f"Picture number {i}.\n:::\n")
    (folder / "album.md").write_text("\n".join(words))
    return folder


def peak(suite, issue, *options, env):
    """Of the largest process of a build of print, in MB, by the kernel's own count, which is
    never less than what this program held when it started the build."""
    to = suite.folder(f"pictures/{issue.name}-out")
    process = subprocess.Popen([suite.inpress, "build", issue, "-e", "print", *options, "--home",
                                ROOT, "-o", to], cwd=ROOT, env={**os.environ, **env},
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    equal("exit status", 0, process.returncode)
    return usage.ru_maxrss / 1024


def memory(suite):
    """Four times as many pictures are held in the same memory, kept or not."""
    few, more = many(suite, 30), many(suite, 120)
    for options in ([], ["--no-cache"]):
        env = kept(suite, "many")
        peak(suite, more, env=env)
        before, after = (peak(suite, issue, *options, env=env) for issue in (few, more))
        if after - before > MORE_MEMORY:
            raise Fail(f"{' '.join(options) or 'kept'}: 30 pictures take {before:.0f} MB, "
                       f"120 take {after:.0f} MB")


# ---- line art ------------------------------------------------------------------------------


def bits(n):
    """Rows of bits of slanting lines, 1 is white."""
    line = int(("1" * 20 + "0" * 9) * (n // 29 + 3), 2)
    return [(line >> y * 2 % 29 & (1 << n) - 1).to_bytes(n // 8, "big") for y in range(n)]


def png(rows, n):
    def chunk(name, body):
        return (struct.pack(">I", len(body)) + name + body +
                struct.pack(">I", zlib.crc32(name + body)))

    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", n, n, 1, 0, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(b"".join(b"\0" + row for row in rows))) +
            chunk(b"IEND", b""))


def line_art(suite):
    """Black and white at 940 pixels an inch, twice what photographs may have, comes out of the press file bit by bit."""
    n, folder = 3200, suite.folder("pictures/line-art")
    rows = bits(n)
    (folder / "pictures").mkdir(exist_ok=True)
    (folder / "pictures/disc.png").write_bytes(png(rows, n))
    (folder / "issue.yaml").write_text(
        "magazine: Lines\nnumber: 1\nseason: Spring 2026\ndate: 2026-03-01\n"
        "language: en-GB\npublisher: Lines\nflatplan:\n  - lines\n")
    (folder / "lines.md").write_text(
        '---\nkind: article\nheadline: Lines\n---\n\n::: figure file="pictures/disc.png" '
        'alt="A disc"\n:::\n\nWords.\n')
    to = suite.folder("pictures/line-art-out")
    must(suite.inpress, "build", folder, "-e", "print", "--no-cache", "--home", ROOT, "-o", to)
    must("pdfimages", next(to.glob("*.pdf")), to / "it")
    found = [p for p in to.glob("it-*.pbm")]
    equal("pictures of one bit", 1, len(found))
    head, data = f"P4\n{n} {n}\n".encode(), found[0].read_bytes()
    equal("its head", head, data[:len(head)])
    if data[len(head):] != b"".join(bytes(255 - b for b in row) for row in rows):
        raise Fail("its bits are others")


# ---- resolution --------------------------------------------------------------------------


def shown(path):
    """Object -> (pixels across, least pixels an inch of its places)."""
    found = {}
    for line in must("pdfimages", "-list", path).split("\n")[2:]:
        word = line.split()
        if len(word) > 13 and word[2] == "image":
            ppi = min(int(word[12]), int(word[13]))
            width, least = found.get(word[10], (int(word[3]), ppi))
            found[word[10]] = (width, min(least, ppi))
    return list(found.values())


def unlimited(suite):
    """The same editions with their pictures' pixels as they come."""
    home = suite.folder("pictures/home")
    shutil.copytree(ROOT / "styles", home / "styles", dirs_exist_ok=True)
    shutil.copytree(ROOT / "fonts", home / "fonts", dirs_exist_ok=True)
    editions = home / "styles/editions.yaml"
    text = editions.read_text()
    for most in set(MOST.values()):
        text = text.replace(f", ppi: {most}", "")
    editions.write_text(text)
    build(suite, "unlimited", "--no-cache", home=home, editions=MOST)
    return suite.folder("pictures/unlimited")


def resolution(suite, edition):
    if not shutil.which("pdfimages"):
        raise Skip("no pdfimages (poppler-utils)")
    sources = suite.once("unlimited", unlimited, suite)
    build(suite, "limited", "--no-cache", editions=[edition])
    name = f"inclusion-now-{ISSUE.name}-{edition}.pdf"
    before, after = shown(sources / name), shown(suite.folder("pictures/limited") / name)
    equal("pictures", len(before), len(after))
    most, reduced = MOST[edition], 0
    for i, ((had, ppi_had), (has, ppi)) in enumerate(zip(before, after)):
        where = f"picture {i + 1} of {had} pixels across, {ppi_had} an inch, has {has}, {ppi}"
        if ppi > most * OVER:
            raise Fail(f"{where}: more than {most}")
        if ppi < min(ppi_had, most) * UNDER or has > had:
            raise Fail(f"{where}: less than could be, or enlarged")
        reduced += has < had
    if reduced < 20:
        raise Fail(f"only {reduced} pictures were brought down: nothing is shown")


def places(suite):
    """The press file's pictures, wherever they are placed: the contents of autumn show four of
    them a second time, small."""
    if not shutil.which("pdfimages"):
        raise Skip("no pdfimages (poppler-utils)")
    build(suite, "places", editions=["print"])
    path = suite.folder("pictures/places") / f"inclusion-now-{ISSUE.name}-print.pdf"
    rows = [line.split() for line in must("pdfimages", "-list", path).split("\n")[2:]]
    found = [(int(row[0]), int(row[12])) for row in rows if len(row) > 13 and row[2] == "image"]
    wrong = [f"page {page}: {ppi}" for page, ppi in found if not 225 <= ppi <= 450]
    if wrong or sum(page == 2 for page, _ in found) != 4:
        raise Fail(f"pixels an inch: {wrong or found}")


def size(suite):
    files_of = build(suite, "size", editions=["standard", "standard-text-only"])
    for name, data in files_of.items():
        most = 350_000 if "text-only" in name else 3 * MEGABYTE
        if len(data) > most:
            raise Fail(f"{name} takes {len(data)} bytes, more than {most}")


def check(suite):
    for name, function in (("a warm cache changes nothing", warm),
                           ("another program makes its own", versions),
                           ("--no-cache changes nothing", without),
                           ("a poisoned cache is refused", poisoned),
                           ("no place for a cache", homeless),
                           ("drawings are read once", drawings),
                           ("a full disk, a folder to read only", full),
                           ("a damaged photograph", damaged),
                           ("two builds at once", together),
                           ("memory is flat", memory),
                           ("line art keeps its bits", line_art),
                           ("no place has too many pixels", places),
                           ("downloads are small", size)):
        suite.check(f"pictures/{name}", function, suite)
    for edition in MOST:
        suite.check(f"pictures/resolution of {edition}", resolution, suite, edition)
