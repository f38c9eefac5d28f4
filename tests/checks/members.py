"""The members' page and the build report, in a real browser (Debian's chromium).

What is asked is what a reader meets: every choice made with the keyboard, the file that is
downloaded, the page without script, on a narrow window, on paper, with forced colours. Contrasts
are computed from the styles that the browser has come to, not from the style sheet.
"""
import hashlib
import http.server
import itertools
import json
import re
import subprocess
import threading
import time
import urllib.parse

from checks.browser import Browser
from checks.suite import ROOT, Fail, Skip, equal, must
from pdf.edition import Plan
from reading.source import read_yaml

GROUPS = ["members"]
ISSUE = ROOT / "issues/2026-summer"
AXES = ["size", "colours", "pictures"]
LEAST_CONTRAST, LEAST_TARGET = 7, 24

# The contrast of each text with the nearest painted ground around it, by WCAG 2.2.
CONTRASTS = """(() => {
  const value = c => { c /= 255; return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
  const parts = c => c.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => 0.2126 * value(r) + 0.7152 * value(g) + 0.0722 * value(b);
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const e = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || !e.checkVisibility() || e.closest('script,style')) continue;
    let ground = e, color;
    while (ground && (color = parts(getComputedStyle(ground).backgroundColor), color[3] === 0))
      ground = ground.parentElement;
    if (!ground) color = [255, 255, 255];
    const a = light(parts(getComputedStyle(e).color)), b = light(color);
    found.push([(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), e.textContent.trim().slice(0, 40)]);
  }
  return found;
})()"""

# What can be clicked and is too small; a link among words is excepted (2.5.8, inline).
SMALL_TARGETS = """[...document.querySelectorAll('a, label, input, summary')].filter(e => {
  const r = e.getBoundingClientRect(), inline = e.matches('p:not(.get) a, footer a');
  return e.checkVisibility() && !inline && !e.matches('.skip') &&
    (r.width < %d || r.height < %d);
}).map(e => e.outerHTML.slice(0, 80))""" % (LEAST_TARGET, LEAST_TARGET)

CHOSEN = """[...document.querySelectorAll('.get')].filter(e => e.checkVisibility())
  .map(e => [e.querySelector('a').getAttribute('href'), e.textContent])"""

HEADINGS = "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(e => +e.tagName[1])"


OPEN = []  # browsers, to be closed when all has been asked


class Page:
    """A build with all its editions, and a browser that looks at its page."""

    def __init__(self, suite):
        self.folder = suite.folder("members/out")
        must(suite.inpress, "build", ISSUE, "-o", self.folder, "--home", ROOT)
        self.report = json.loads((self.folder / "report.json").read_text())
        self.files = {f["edition"]: f for f in self.report["files"] if "PDF/UA-1" in f["standards"]}
        self.address = (self.folder / "index.html").as_uri()
        self.browser = Browser(suite.folder("members/profile"))
        OPEN.append(self.browser)
        self.axe = None

    def open(self, width=1280, scripts=True, **features):
        self.browser.scripts(scripts)
        self.browser.media(**features)
        self.browser.width(width)
        self.browser.open(self.address)

    def choose(self, combination):
        for axis, choice in zip(AXES, combination):
            self.browser.run(f"document.getElementById('{axis}-{choice}').click()")

    def choices(self):
        return [self.browser.run(f"[...document.querySelectorAll('[name={axis}]')]"
                                 ".map(e => e.value)") for axis in AXES]

    def edition_of(self, combination):
        """The edition's name, as styles/editions.yaml builds it."""
        size, color, pictures = combination
        first = [c[0] for c in self.choices()]
        return "-".join([size] + [c for c, plain in zip((color, pictures), first[1:])
                                  if c != plain])


def page(suite):
    return suite.once("members", Page, suite)


def axe_script():
    found = subprocess.run(["sh", "-c", '. "$0"; echo "$axe_script"', ROOT / "tests/axe.env"],
                           stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout.strip()
    try:
        with open(found, encoding="utf-8") as script:
            return script.read()
    except FileNotFoundError:
        raise Skip("no axe-core here (tests/tools fetches it)")


def told(file):
    """The words that a link must have for its file."""
    size, pages = file["bytes"], file["pages"]
    if size < 1_000_000:
        words = f"{-(-size // 1000)} KB"
    else:
        hundredths = size // 10_000
        words = f"{hundredths // 100}.{hundredths % 100:02} MB" if hundredths < 1000 else \
            f"{hundredths // 100}.{hundredths // 10 % 10} MB"
    return f"PDF, {pages} page{'' if pages == 1 else 's'}, {words}"


# ---- the report ------------------------------------------------------------

def report(suite):
    """Every file of the plan, with the size and digest that it has on the disk."""
    p = page(suite)
    equal("editions", sorted(Plan(ROOT).editions), sorted(f["edition"] for f in p.report["files"]))
    for file in p.report["files"]:
        data = (p.folder / file["file"]).read_bytes()
        equal(f"bytes of {file['file']}", len(data), file["bytes"])
        equal(f"digest of {file['file']}", hashlib.sha256(data).hexdigest(), file["sha256"])
        pages = re.search(r"^Pages: +(\d+)", must("pdfinfo", p.folder / file["file"]), re.M)
        equal(f"pages of {file['file']}", int(pages[1]), file["pages"])
    for book in p.report["books"]:
        if not any(r["rule"] == "page-reference" and r["words"] for r in book["rules"]):
            raise Fail(f"{book['book']}: no page references are told")


def report_page(suite):
    p = page(suite)
    b = p.browser
    b.scripts(True)
    b.width(1280)
    b.open((p.folder / "report.html").as_uri())
    words = b.run("document.querySelector('main').innerText")
    count = len(p.report["files"])
    if f"{count} files, all written." not in words:
        raise Fail(f"no summary first:\n{words[:200]}")
    equal("rows", count, b.run("document.querySelectorAll('tbody tr').length"))
    for file in p.report["files"]:
        if file["sha256"] not in words:
            raise Fail(f"no digest of {file['file']}")
    for finding in p.report["findings"]:
        if finding["message"] not in words or finding["slug"] not in words:
            raise Fail(f"a finding is not told: {finding['message']}")
    judged(b)


def some_editions(suite):
    """A build of some editions leaves report and page as they are."""
    folder = suite.folder("members/some")
    (folder / "index.html").write_text("the older page")
    must(suite.inpress, "build", ISSUE, "-o", folder, "-e", "standard", "--home", ROOT)
    equal("the page", "the older page", (folder / "index.html").read_text())
    if (folder / "report.json").exists():
        raise Fail("a report of some editions")


# ---- the page --------------------------------------------------------------

def keyboard(suite):
    """Each combination, chosen by Tab and arrows; it is announced, and the link is its file's."""
    p = page(suite)
    b = p.browser
    p.open()
    sizes, colors, pictures = p.choices()
    if len(sizes) * len(colors) * len(pictures) != len(p.files):
        raise Fail(f"{p.choices()} for {len(p.files)} files")
    b.run("document.querySelector('[name=size]').focus()")
    for s, size in enumerate(sizes):
        for c, color in enumerate(colors):
            for n, picture in enumerate(pictures):
                expected = p.files[p.edition_of((size, color, picture))]
                shown = b.run(CHOSEN)
                equal(f"links for {size}, {color}, {picture}", 1, len(shown))
                equal("the link", expected["file"], shown[0][0])
                if told(expected) not in shown[0][1] or expected["title"] not in shown[0][1]:
                    raise Fail(f"the link says {shown[0][1]!r}")
                if s or c or n:
                    equal("announced", f"Your edition: {expected['title']}. {told(expected)}.",
                          b.run("document.querySelector('[aria-live=polite]').textContent"))
                focus(b, "pictures")
                b.key("ArrowDown")  # after the last comes the first again
            focus(b, "colours", back=True)
            b.key("ArrowDown")
        focus(b, "size", back=True)
        b.key("ArrowDown")


def focus(b, name, back=False):
    """Goes there by the keyboard, in a few steps."""
    for _ in range(5):
        if b.run("document.activeElement.name") == name:
            if not b.run("getComputedStyle(document.activeElement).outlineStyle !== 'none'"):
                raise Fail(f"no focus is seen at {name}")
            return
        b.key("Tab", shift=back)
    raise Fail(f"Tab does not come to {name}")


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *words):
        pass


def download(suite):
    """What was chosen is what is downloaded, from a server as a member would."""
    p = page(suite)
    b = p.browser
    target = suite.folder("members/downloads")
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), lambda *a: Quiet(*a, directory=p.folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        p.open()
        b.open(f"http://127.0.0.1:{server.server_port}/index.html")
        b.call("Page.setDownloadBehavior", behavior="allow", downloadPath=str(target))
        for combination in itertools.islice(itertools.product(*p.choices()), 0, None, 7):
            p.choose(combination)
            expected = p.files[p.edition_of(combination)]
            b.run("[...document.querySelectorAll('.get a')].find(e => e.checkVisibility()).focus()")
            b.key("Enter")
            arrived(target / expected["file"], expected["sha256"])
    finally:
        server.shutdown()


def arrived(path, sha256):
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if path.exists() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256:
            return
        time.sleep(0.05)
    raise Fail(f"{path.name} did not come, or not whole: "
               f"{sorted(f.name for f in path.parent.iterdir())}")


def links(b):
    return b.run("[...document.querySelectorAll('.files a')].map(e => "
                 "[e.getAttribute('href'), e.textContent])")


def no_script(suite):
    """All links are there, and the style sheet alone names the file that is chosen."""
    p = page(suite)
    b = p.browser
    p.open(scripts=False)
    try:
        found = dict(links(b))
        for file in p.files.values():
            if told(file) not in found.get(file["file"], ""):
                raise Fail(f"no link to {file['file']} with its pages and size")
        equal("links", len(p.files), len(found))
        for combination in itertools.product(*p.choices()):
            p.choose(combination)
            equal(f"{combination}", [p.files[p.edition_of(combination)]["file"]],
                  [href for href, _ in b.run(CHOSEN)])
        if b.run("document.documentElement.className"):
            raise Fail("the script has run all the same")
    finally:
        b.scripts(True)


def without_has(suite):
    """A browser without :has(): its rules are taken away, and the script does their work."""
    p = page(suite)
    b = p.browser
    p.open()
    b.run("""for (const sheet of document.styleSheets) (function drop(rules) {
      for (let i = rules.cssRules.length; i--;) {
        const rule = rules.cssRules[i];
        if (rule.selectorText && rule.selectorText.includes(':has(')) rules.deleteRule(i);
        else if (rule.conditionText && rule.conditionText.includes(':has(')) rules.deleteRule(i);
        else if (rule.cssRules && rule.cssRules.length) drop(rule);
      }
    })(sheet)""")
    before = b.run("getComputedStyle(document.body).backgroundColor")
    for combination in itertools.product(*p.choices()):
        p.choose(combination)
        equal(f"{combination}", [p.files[p.edition_of(combination)]["file"]],
              [href for href, _ in b.run(CHOSEN)])
    if b.run("getComputedStyle(document.body).backgroundColor") == before:
        raise Fail("the page does not obey the colours")


def obeys(suite):
    """The page's own size and colours are those that are chosen."""
    p = page(suite)
    b = p.browser
    p.open()
    sizes, colors, pictures = p.choices()
    seen = set()
    for color in colors:
        p.choose((sizes[0], color, pictures[0]))
        seen.add(b.run("(s => s.color + s.backgroundColor)(getComputedStyle(document.body))"))
    equal("schemes", len(colors), len(seen))
    points = []
    for size in sizes:
        p.choose((size, colors[0], pictures[0]))
        points.append(b.run("parseFloat(getComputedStyle(document.body).fontSize)"))
    if points != sorted(set(points)) or points[0] < 16:
        raise Fail(f"sizes of {points} px")
    if not b.run("document.images[0].checkVisibility() && document.images[0].alt.length > 20"):
        raise Fail("no cover, or no words for it")
    p.choose((sizes[0], colors[0], pictures[-1]))
    if b.run("document.images[0].checkVisibility()") or \
            not b.run("document.querySelector('.instead').checkVisibility()"):
        raise Fail("text only shows a picture, or not its words")


def readable(b, where):
    low = sorted(b.run(CONTRASTS))
    if not low or low[0][0] < LEAST_CONTRAST:
        raise Fail(f"{where}: contrast of {low[:3]}")
    small = b.run(SMALL_TARGETS)
    if small:
        raise Fail(f"{where}: too small to hit: {small}")


def narrow(suite):
    """320 px, which is 1280 px at 400 %: nothing goes over the side in any size."""
    p = page(suite)
    b = p.browser
    p.open(320)
    for combination in itertools.product(*p.choices()):
        p.choose(combination)
        over = b.run("""[...document.querySelectorAll('body *')].filter(e => e.checkVisibility() &&
          !e.matches('.heard, .comma, .skip') && e.getBoundingClientRect().right > innerWidth + 0.5)
          .map(e => e.outerHTML.slice(0, 80))""")
        if over or b.run("document.documentElement.scrollWidth > innerWidth"):
            raise Fail(f"{combination}: over the side: {over}")


def schemes(suite, color):
    p = page(suite)
    b = p.browser
    p.open()
    sizes, _, pictures = p.choices()
    p.axe = p.axe or axe_script()
    for size, picture in ((sizes[0], pictures[0]), (sizes[-1], pictures[-1])):
        p.choose((size, color, picture))
        b.run("document.querySelectorAll('details').forEach(e => e.open = true)")
        readable(b, f"{size}, {color}")
        judged(b, p.axe)


def judged(b, script=None):
    """By axe-core: all its rules, those for 7:1 among them."""
    b.run(script or axe_script())
    found = b.run("""axe.run({rules: {'color-contrast-enhanced': {enabled: true},
      'target-size': {enabled: true}}}).then(r => r.violations.map(v =>
      v.id + ': ' + v.help + ' ' + v.nodes.map(n => n.html.slice(0, 120)).join(' | ')))""")
    if found:
        raise Fail("\n".join(found))


def forced(suite):
    """With forced colours what is chosen and what can be clicked is still seen by its lines."""
    p = page(suite)
    b = p.browser
    for scheme in ("light", "dark"):
        p.open(forced_colors="active", prefers_color_scheme=scheme)
        if not b.run("matchMedia('(forced-colors: active)').matches"):
            raise Skip("this chromium does not force colours")
        equal("borders of options", [True], b.run(
            "[...new Set([...document.querySelectorAll('label, .chosen, .get a')].map(e => "
            "parseFloat(getComputedStyle(e).borderTopWidth) >= 2))]"))
        equal("radio buttons", ["auto"], b.run(
            "[...new Set([...document.querySelectorAll('input')].map(e => "
            "getComputedStyle(e).appearance))]"))
        readable_forced = sorted(b.run(CONTRASTS))[0]
        if readable_forced[0] < 4.5:
            raise Fail(f"{scheme}: {readable_forced}")
    b.media()


def print_media(suite):
    """On paper: black on white whatever was chosen, no controls, each file's name."""
    p = page(suite)
    b = p.browser
    p.open()
    p.choose([c[-1] for c in p.choices()])
    b.media("print")
    try:
        equal("ground", "rgb(255, 255, 255)",
              b.run("getComputedStyle(document.body).backgroundColor"))
        for words in ("#choose", ".skip"):
            if b.run(f"document.querySelector('{words}').checkVisibility()"):
                raise Fail(f"{words} is printed")
        if not b.run("getComputedStyle(document.querySelector('.files a'), '::after').content"
                     ".includes('.pdf')"):
            raise Fail("no file is named")
        readable_printed = sorted(b.run(CONTRASTS))[0]
        if readable_printed[0] < LEAST_CONTRAST:
            raise Fail(str(readable_printed))
    finally:
        b.media()


def well_made(suite):
    """One file, one h1, headings that nest, a language, a skip link that leads somewhere."""
    p = page(suite)
    b = p.browser
    p.open()
    text = (p.folder / "index.html").read_text()
    outside = [u for u in re.findall(r'\b(?:src|href)="([^"]*)"', text)
               if not u.startswith(("data:", "#", "mailto:", "tel:"))]
    named = {f["file"] for f in p.files.values()}
    odd = [u for u in outside if u not in named and not u.startswith("https://")]
    if odd or "url(" in text or "@import" in text or re.search(r'src="http', text):
        raise Fail(f"it needs other files: {odd}")
    levels = b.run(HEADINGS)
    if levels.count(1) != 1 or any(y > x + 1 for x, y in zip(levels, levels[1:])):
        raise Fail(f"headings {levels}")
    equal("groups without a name", 0, b.run("[...document.querySelectorAll('fieldset')]"
          ".filter(e => !e.querySelector('legend')?.textContent.trim()).length"))
    equal("language", "en-GB", b.run("document.documentElement.lang"))
    b.run("document.activeElement.blur()")
    b.key("Tab")
    if not b.run("document.activeElement.matches('.skip') && "
                 "document.activeElement.getBoundingClientRect().top >= 0"):
        raise Fail("the first stop of the keyboard is no skip link that is seen")
    b.key("Enter")
    equal("after the skip link", "choose", b.run("document.activeElement.id"))
    if b.run("innerWidth < document.querySelector('h1').getBoundingClientRect().right"):
        raise Fail("the title goes over the side")
    for word in must(suite.inpress, "dump", "issue", ISSUE).split("sidebar.access")[1:2]:
        said = re.findall(r'text \d+:\d+ "([^"]{12,})"', word.split("\n\n")[0])
        shown = b.run("document.querySelector('.access').textContent")
        if not said or said[0].strip() not in shown:
            raise Fail("the access statement is not there")


def check(suite):
    wanted = [("report.json", report), ("report.html", report_page), ("some editions", some_editions),
              ("well made", well_made), ("by the keyboard", keyboard), ("download", download),
              ("without script", no_script), ("without :has()", without_has),
              ("obeys the choice", obeys), ("320 px", narrow), ("forced colours", forced),
              ("on paper", print_media)]
    for name, function in wanted:
        suite.check(f"members/{name}", function, suite)
    for color in read_yaml((ROOT / "styles/editions.yaml").read_text())["access"]["colours"]:
        suite.check(f"members/{color} is readable", schemes, suite, color)
    while OPEN:
        OPEN.pop().close()
