"""Laws of composition, tried on issues made at random: tests/invariants/.

COUNT=100 tests/run invariants     fewer issues than the 2,000 of a full run
FIRST=2000 tests/run invariants    others than those of a full run, from this seed on
SEED=1234 tests/run invariants     one issue, which is kept in build/tests/invariants/
"""
import os
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor

from checks.suite import ROOT, Fail
from invariants import laws
from invariants.issues import Issue

GROUPS = ["invariants"]
COUNT = 2000
BATCH = 250         # issues a check
SECONDS = 20        # law 8: for one stage of one issue, on a machine that is busy
SHOWN = 8           # broken issues told of a batch


def dump(suite, issue, stage, edition, home):
    """What a stage prints, and its findings."""
    command = [suite.inpress, "dump", stage, issue, "-e", edition, "--home", home]
    try:
        done = subprocess.run(command, timeout=SECONDS, stdin=subprocess.DEVNULL,
                              capture_output=True, encoding="utf-8")
    except subprocess.TimeoutExpired:
        raise Fail(f"8: dump {stage} took more than {SECONDS} s")
    if done.returncode not in (0, 2):
        raise Fail(f"8: dump {stage}: exit status {done.returncode}\n{done.stderr[-500:]}")
    return done.stdout, done.stderr


def obeys(suite, seed, folder, home):
    issue = Issue(seed).make(folder, ROOT / "tests/invariants/pictures")
    edition = "large" if seed % 5 == 4 else "standard"
    large = edition == "large"
    printed, found = {}, ""
    for stage in ("tags", "pages", "frames"):
        printed[stage], found = dump(suite, folder, stage, edition, home)
    laws.reading(issue, printed["tags"], large)
    laws.placing(printed["pages"], printed["frames"], large)
    laws.following(issue, printed["pages"], printed["frames"], found, large)


def homes(suite):
    home = suite.folder("invariants/home")
    shutil.copytree(ROOT / "styles", home / "styles", dirs_exist_ok=True)
    sheets = home / "styles/sheets"
    shutil.copytree(ROOT / "tests/sheets", sheets, dirs_exist_ok=True)
    (sheets / "magazine.yaml").rename(sheets / "plain.yaml")
    shutil.copy(ROOT / "tests/invariants/magazine.yaml", sheets)
    shutil.copytree(ROOT / "fonts", home / "fonts", dirs_exist_ok=True)
    return home


def broken(suite, home, seed, keep):
    folder = (ROOT / "build/tests/invariants" if keep else suite.folder("invariants")) / str(seed)
    try:
        obeys(suite, seed, folder, home)
        return None
    except Fail as fail:
        return f"seed {seed}: {fail}"
    finally:
        if not keep:
            shutil.rmtree(folder, ignore_errors=True)


def batch(suite, home, seeds, keep=False):
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        wrong = [b for b in pool.map(lambda seed: broken(suite, home, seed, keep), seeds) if b]
    if wrong:
        raise Fail(f"{len(wrong)} of {len(seeds)} issues\n" + "\n".join(wrong[:SHOWN]))


def check(suite):
    if not suite.wants_any(GROUPS):
        return
    home = homes(suite)
    if "SEED" in os.environ:
        seed = int(os.environ["SEED"])
        suite.check(f"invariants/{seed}", batch, suite, home, [seed], True)
        return
    start = int(os.environ.get("FIRST", 0))
    end = start + int(os.environ.get("COUNT", COUNT))
    for first in range(start, end, BATCH):
        last = min(first + BATCH, end)
        suite.check(f"invariants/{first}-{last - 1}", batch, suite, home, range(first, last))
