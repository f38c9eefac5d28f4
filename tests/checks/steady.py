"""The same bytes on every run: whatever the locale, the time zone, the day, the order of
files in the folder, or the fonts that are installed beside those of fonts.yaml."""
import hashlib
import json
import os
import re
import shutil
from pathlib import Path

from checks.suite import ROOT, Fail, Skip, must, run

GROUPS = ["steady"]
ISSUE = "issues/2026-autumn"
OTHERS = ["issues/2026-summer", "samples/second-design"]


def hashes(suite, name, env=None, issue=ISSUE):
    folder = suite.folder(f"steady/{name}")
    must(suite.inpress, "build", issue, "-o", folder,
         env={"SOURCE_DATE_EPOCH": "1790000000", **(env or {})})
    return {p.name: hashlib.sha256(settled(p, issue)).hexdigest() for p in folder.iterdir()}


def settled(path, issue):
    """A file's bytes; a report's without the seconds that each edition took, which no two runs
    share, and the folders that it tells of, the issue's and its own. The day on which it was
    made is given to it."""
    if path.stem == "print-report":
        text = path.read_text().replace(f"{path.parent}/", "")
        return text.replace(f"{issue}/", "").replace(f"{issue}", "").encode()
    if path.stem != "report":
        return path.read_bytes()
    report = json.loads((path.parent / "report.json").read_text())
    text = path.read_text().replace(f"{issue}/", "")
    for made in report["files"]:
        text = text.replace(f'{made["seconds"]:.3f}', "")
    return re.sub(r'("seconds": ?)[\d.]*', r"\1", text).encode()


def reference(suite):
    return suite.once("steady", hashes, suite, "reference")


def alike(suite, name, env=None, issue=ISSUE):
    expected, found = reference(suite), hashes(suite, name, env, issue)
    different = [n for n in sorted(expected | found) if expected.get(n) != found.get(n)]
    if different or not expected:
        raise Fail("not the same bytes: " + ", ".join(different))


def again(suite, issue):
    """Another issue twice, at two places and in two languages."""
    name = Path(issue).name
    first = hashes(suite, f"{name}-1", {"LC_ALL": "C", "TZ": "UTC"}, issue)
    second = hashes(suite, f"{name}-2", {"LC_ALL": "C.UTF-8", "TZ": "Asia/Tokyo"}, issue)
    if first != second or not first:
        raise Fail("not the same bytes")


def locale(suite, name):
    """A build where the named locale exists and is asked for."""
    folder = suite.folder("locales")
    language, charset = name.split(".")
    if not (folder / name).exists():
        done = run("localedef", "-i", language, "-f", charset, folder / name)
        if done.returncode > 1:
            raise Skip(f"the locale {name} cannot be made here (Debian's locales): "
                       f"{done.stdout.strip()}")
    env = {"LOCPATH": str(folder), "LC_ALL": name}
    # That the locale is in force here, or the build would show nothing.
    if "1,5" not in run("/usr/bin/printf", "%.1f", "1,5", env=env).stdout:
        raise Skip(f"the locale {name} is not taken up")
    alike(suite, name, env)


def another_font(suite):
    """A user's font that covers everything, preferred by the user's fontconfig."""
    home = suite.folder("fonts/home")
    fonts = home / ".fonts"
    fonts.mkdir(exist_ok=True)
    source = next((p for p in sorted(Path("/usr/share/fonts").rglob("*.ttf"))
                   if "andika" not in str(p).lower() and "Bold" in p.name), None)
    if not source:
        raise Skip("no other font here")
    shutil.copy(source, fonts / "Other.ttf")
    config = home / "fonts.conf"
    config.write_text(f"""<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{home}/cache</cachedir>
<match target="pattern"><edit name="family" mode="prepend_first" binding="strong">
<string>Other</string></edit></match></fontconfig>""")
    alike(suite, "another-font", {"HOME": str(home), "FONTCONFIG_FILE": str(config),
                                  "XDG_CACHE_HOME": str(home / "cache")})


def copied(suite):
    """The same issue elsewhere: other times, other inodes, another order in the folder."""
    target = suite.folder("copied") / Path(ISSUE).name
    target.mkdir()
    for path in sorted((ROOT / ISSUE).rglob("*"), reverse=True):
        if path.is_file():
            to = target / path.relative_to(ROOT / ISSUE)
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, to)
            os.utime(to, (86400, 86400))
    alike(suite, "elsewhere", issue=target)


def check(suite):
    suite.check("steady/twice", alike, suite, "twice")
    for issue in OTHERS:
        suite.check(f"steady/{Path(issue).name} twice", again, suite, issue)
    suite.check("steady/in the C locale", alike, suite, "C", {"LC_ALL": "C"})
    for name in ("de_DE.UTF-8", "tr_TR.UTF-8"):
        suite.check(f"steady/in {name}", locale, suite, name)
    suite.check("steady/in Tokyo", alike, suite, "Tokyo", {"TZ": "Asia/Tokyo"})
    suite.check("steady/another font installed", another_font, suite)
    suite.check("steady/the issue copied elsewhere", copied, suite)
