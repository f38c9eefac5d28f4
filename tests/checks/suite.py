"""The frame that every check runs in.

A check is a name and a function: it returns when all is well, raises Fail with what is wrong,
or Skip with why it could not run. Each prints one line; a failure's particulars stand below it.
"""
import difflib
import fnmatch
import os
import shutil
import subprocess
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONGEST_DETAIL = 40  # lines


class Fail(Exception):
    pass


class Skip(Exception):
    pass


class Suite:
    def __init__(self, groups, patterns=(), update=False):
        self.groups = set(groups)  # a pattern that is a group's name means that group alone
        self.patterns = patterns
        self.update = update
        self.passed, self.failed, self.skipped = 0, 0, []
        self.build = ROOT / os.environ.get("BUILD", "build")
        self.work = Path(tempfile.mkdtemp(prefix="inpress-tests-"))
        # Pictures never go into the user's own cache; what tests/tools fetched stays there.
        home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("HOME", "/tmp") + "/.cache"
        os.environ.setdefault("TEST_TOOLS", home)
        os.environ["XDG_CACHE_HOME"] = str(self.folder("cache"))
        self.inpress = self._copied("inpress")
        self._copied("inpress-proof")
        self._copied("inpress-art")
        self._copied("inpress-impose")
        self._copied("inpress-preflight")
        self._made, self._locks, self._lock = {}, {}, threading.Lock()

    def _copied(self, program):
        """The program as it is now: a build beside a run of the tests changes nothing."""
        (self.work / "bin").mkdir(exist_ok=True)
        if (self.build / program).exists():
            shutil.copy2(self.build / program, self.work / "bin")
        return self.work / "bin" / program

    def wants(self, name):
        """Whether a check of this name (or below this folder) is asked for."""
        return not self.patterns or any(self._matches(p, name) for p in self.patterns)

    def _matches(self, pattern, name):
        group = pattern.rstrip("/")
        if group in self.groups:
            return name.split("/")[0] == group
        return fnmatch.fnmatch(name, f"*{pattern}*")

    def wants_any(self, groups):
        """Whether a check of one of these groups may be asked for."""
        return not self.patterns or any(self._may_match(p, groups) for p in self.patterns)

    def _may_match(self, pattern, groups):
        first, *rest = pattern.split("/")
        if first in self.groups:
            return first in groups
        return not rest or any(fnmatch.fnmatch(group, "*" + first) for group in groups)

    def check(self, name, function, *arguments):
        if not self.wants(name):
            return
        begun = time.monotonic()
        try:
            function(*arguments)
        except Skip as skip:
            self.skipped.append(name)
            print(f"skip {name}: {skip}", flush=True)
        except Exception as error:  # a check that itself breaks has failed as well
            self.failed += 1
            kind = "" if isinstance(error, Fail) else f"{type(error).__name__}: "
            lines = (kind + str(error)).rstrip().split("\n")
            if len(lines) > LONGEST_DETAIL:
                lines[LONGEST_DETAIL:] = [f"... {len(lines) - LONGEST_DETAIL} more lines"]
            print(f"FAIL {name}\n" + "\n".join("     " + line for line in lines), flush=True)
        else:
            self.passed += 1
            took = time.monotonic() - begun
            print(f"ok   {name}" + (f" ({took:.1f} s)" if took >= 1 else ""), flush=True)

    def once(self, key, make, *arguments):
        """What make() gives, made once in this run however many checks ask. What it raised
        is raised again for each."""
        with self._lock:
            lock = self._locks.setdefault(key, threading.RLock())
        with lock:
            if key not in self._made:
                try:
                    self._made[key] = (make(*arguments), None)
                except Exception as error:
                    self._made[key] = (None, error)
        value, error = self._made[key]
        if error:
            raise error
        return value

    def ahead(self, key, make, *arguments):
        """Begins once(key, make) beside the other checks: for what takes long."""
        threading.Thread(target=self._quietly, args=(key, make, *arguments),
                         daemon=True).start()

    def _quietly(self, *arguments):
        try:
            self.once(*arguments)
        except Exception:  # kept by once(), and raised where it is asked for
            pass

    def folder(self, name):
        folder = self.work / name
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def total(self):
        line = f"{self.passed} passed, {self.failed} failed"
        return line + (f", {len(self.skipped)} skipped" if self.skipped else "")


def run(*command, cwd=ROOT, env=None, timeout=300, text=True, apart=False):
    """Runs a program; standard error goes with standard output, or after it."""
    try:
        done = subprocess.run([str(word) for word in command], cwd=cwd, timeout=timeout,
                              env={**os.environ, **(env or {})}, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE if apart else subprocess.STDOUT,
                              **({"encoding": "utf-8", "errors": "replace"} if text else {}))
        if apart:
            done.stdout += done.stderr
        return done
    except FileNotFoundError:
        raise Fail(f"{command[0]} is not there")
    except subprocess.TimeoutExpired:
        raise Fail(f"{command[0]} took more than {timeout} s")


def must(*command, **options):
    """Like run, but the program must succeed. Returns what it printed."""
    done = run(*command, **options)
    if done.returncode != 0:
        words = " ".join(str(word) for word in command)
        printed = done.stdout if isinstance(done.stdout, str) else done.stdout.decode(
            "utf-8", "replace")
        raise Fail(f"{words}: exit status {done.returncode}\n{printed}")
    return done.stdout


def same(expected, found, what="expected"):
    """Fails with a diff unless the two texts are equal."""
    if expected != found:
        raise Fail("\n".join(difflib.unified_diff(
            expected.split("\n"), found.split("\n"), what, "found", lineterm="", n=2)))


def equal(what, expected, found):
    if expected == found:
        return
    if isinstance(expected, list) and len(expected) + len(found) > 6:
        raise Fail(f"{what}:\n" + "\n".join(difflib.unified_diff(
            [str(x) for x in expected], [str(x) for x in found], "expected", "found",
            lineterm="", n=1)))
    raise Fail(f"{what}: expected {expected!r}, found {found!r}")


def crashed(done):
    """A signal or a sanitizer's report: never a right answer, whatever the input."""
    return done.returncode < 0 or done.returncode > 4 or "Sanitizer" in done.stdout \
        or "runtime error:" in done.stdout
