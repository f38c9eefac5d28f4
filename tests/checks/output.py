"""Where the output cannot be written: a clear word, exit status 4, nothing half-written, and
an older good file as it was."""
import os
import resource
import shutil
import subprocess

from checks.suite import ROOT, Fail, Skip, crashed, equal, run

GROUPS = ["output"]
ISSUE = ROOT / "issues/2026-autumn"
OLD = b"the older good file\n"


def listing(folder):
    return {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()}


def older(suite, folder):
    """Files of the right names, as an older build would have left them."""
    made = suite.once("names", names, suite)
    for name in made:
        (folder / name).write_bytes(OLD)
    return {name: OLD for name in made}


def names(suite):
    folder = suite.folder("output/names")
    done = run(suite.inpress, "build", ISSUE, "-o", folder)
    if done.returncode:
        raise Fail(done.stdout)
    return sorted(listing(folder))


def refused(done, folder, before):
    if done.returncode != 4 or crashed(done):
        raise Fail(f"exit status {done.returncode}, expected 4\n{done.stdout}")
    if "write" not in done.stdout and "make" not in done.stdout and \
            str(folder) not in done.stdout:
        raise Fail(f"it does not say what could not be written:\n{done.stdout}")
    after = listing(folder) if folder.is_dir() else {}
    half = sorted(name for name in after if name not in before)
    if half:
        raise Fail(f"left behind: {half}")
    for name, data in before.items():
        equal(f"the older {name}", data[:20], after.get(name, b"")[:20])


def as_file(suite):
    """-o names a file, not a folder."""
    path = suite.folder("output/file") / "out"
    path.write_bytes(OLD)
    refused(run(suite.inpress, "build", ISSUE, "-o", path), path, {})
    equal("the file", OLD, path.read_bytes())


def unwritable(suite):
    """A folder without the right to write; a user who is not root is asked to try."""
    folder = suite.folder("output/unwritable")
    before = older(suite, folder)
    folder.chmod(0o555)
    home = suite.folder("output/home")  # that user may not read where the sources are
    for source in (ROOT / "styles", ROOT / "fonts", ROOT / ISSUE):
        shutil.copytree(source, home / source.name, dirs_exist_ok=True)
    command = [str(suite.inpress), "build", str(home / ISSUE.name), "-o", str(folder),
               "--home", str(home)]
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            raise Skip("root may write anywhere, and setpriv is not here")
        for parent in [suite.work, home, *folder.relative_to(suite.work).parents]:
            (suite.work / parent).chmod(0o755)
        command = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] + command
        if subprocess.run([*command[:4], "test", "-x", str(suite.inpress)],
                          check=False).returncode:
            raise Skip("root may write anywhere, and no other user may run the program here")
    done = run(*command)
    folder.chmod(0o755)
    refused(done, folder, before)


def too_large(suite):
    """A limit on the size of files stops the writing halfway."""
    folder = suite.folder("output/limit")
    before = older(suite, folder)
    limit = 100_000
    done = subprocess.run(
        [suite.inpress, "build", ISSUE, "-o", folder], cwd=ROOT, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
    refused(done, folder, before)


def full(suite):
    """A file system of 200 KB: full before the first edition is complete."""
    folder = suite.folder("output/full")
    mounted = run("mount", "-t", "tmpfs", "-o", "size=200k", "inpress-test", folder)
    if mounted.returncode != 0:
        raise Skip(f"no small file system can be mounted here: {mounted.stdout.strip()}")
    try:
        before = older(suite, folder)
        refused(run(suite.inpress, "build", ISSUE, "-o", folder), folder, before)
    finally:
        run("umount", folder)


def killed(suite):
    """A build that is ended halfway leaves no part behind."""
    folder = suite.folder("output/killed")
    before = older(suite, folder)
    process = subprocess.Popen([suite.inpress, "build", ISSUE, "-o", folder], cwd=ROOT,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(timeout=0.05)
        return  # too fast to be caught: nothing to show
    except subprocess.TimeoutExpired:
        process.terminate()
        process.wait(timeout=20)
    after = listing(folder)
    extra = sorted(after.keys() - before.keys())
    if extra:
        raise Fail(f"left behind: {extra}")
    for name, data in after.items():
        if data != OLD and not data.rstrip().endswith((b"%%EOF", b"}", b"</html>")):
            raise Fail(f"{name} is neither the older file nor a whole one")


def check(suite):
    for name, function in (("a file in place of the folder", as_file),
                           ("folder not writable", unwritable),
                           ("file too large", too_large), ("disk full", full),
                           ("ended halfway", killed)):
        suite.check(f"output/{name}", function, suite)
