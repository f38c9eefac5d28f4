"""Unit tests: every function of every cmocka program under tests/unit is a check."""
import re

from checks.suite import ROOT, Fail, crashed, run

GROUPS = ["unit"]


def results(printed):
    """(name, passed) of each line of a TAP report."""
    return [(name, not bad) for bad, name in
            re.findall(r"^(not )?ok \d+ - (\S+)", printed, re.M)]


def built(source, made, program):
    if not program.exists():
        errors = [line for line in made.stdout.split("\n")
                  if source.name in line or "undefined" in line or "rror" in line]
        raise Fail("does not build:\n" + "\n".join(errors or [made.stdout]))


def ran(done):
    """It tells of as many tests as it announced, and its exit status is what they say: cmocka
    loses the line of a test whose message is longer than its buffer."""
    told = results(done.stdout)
    plan = re.search(r"^1\.\.(\d+)$", done.stdout, re.M)
    if crashed(done) or not told or not plan or int(plan[1]) != len(told):
        raise Fail(f"exit status {done.returncode}, {len(told)} tests told of\n{done.stdout}")
    if done.returncode != 0 and all(good for _, good in told):
        raise Fail(f"exit status {done.returncode}\n{done.stdout}")


def passed(name, done):
    if not dict(results(done.stdout))[name]:
        raise Fail(done.stdout)


def check(suite):
    sources = [s for s in sorted((ROOT / "tests/unit").glob("test_*.c"))
               if suite.wants(f"unit/{s.stem}")]
    if not sources:
        return
    for source in sources:
        (suite.build / "tests/unit" / source.stem).unlink(missing_ok=True)
    made = run("make", "-s", "-k", "-f", "tests/Makefile", "unit", timeout=900)
    for source in sources:
        program = suite.build / "tests/unit" / source.stem
        suite.check(f"unit/{source.stem} builds", built, source, made, program)
        if not program.exists():
            continue
        done = run(program, env={"CMOCKA_MESSAGE_OUTPUT": "TAP"})
        suite.check(f"unit/{source.stem} runs to its end", ran, done)
        for name, _ in results(done.stdout):
            suite.check(f"unit/{source.stem} {name}", passed, name, done)
