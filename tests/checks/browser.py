"""Debian's chromium, driven over the DevTools protocol.

A pipe and not a port: no other process can speak to it, no port can be taken, and nothing but
Python's own library is needed. Messages are JSON, each ended by a zero byte; what the browser
reads comes on its file 3, what it says on 4.
"""
import base64
import json
import os
import select
import shutil
import subprocess
import time
from pathlib import Path

from checks.suite import Fail, Skip

PATIENCE = 60  # seconds for one answer


class Browser:
    def __init__(self, profile):
        program = shutil.which("chromium")
        if not program:
            raise Skip("no chromium here (Debian's chromium)")
        to_read, self.to = os.pipe()
        self.heard, to_write = os.pipe()
        words = [program, "--headless=new", "--remote-debugging-pipe", f"--user-data-dir={profile}",
                 "--no-first-run", "--disable-gpu", "--disable-dev-shm-usage",
                 "--disable-background-networking", "--disable-component-update",
                 "--disable-extensions", "--disable-sync", "--hide-scrollbars", "--lang=en-GB",
                 "about:blank"]
        if os.geteuid() == 0:  # root has no sandbox to be had
            words.insert(1, "--no-sandbox")
        # The pipes' ends come to be 3 and 4, whichever numbers they have here.
        shell = 'exec "$@" 3<&%d 4>&%d' % (to_read, to_write)
        self.process = subprocess.Popen(
            ["sh", "-c", shell, "chromium", *words], stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, pass_fds=(to_read, to_write))
        os.close(to_read)
        os.close(to_write)
        self.last, self.waiting, self.events, self.session = 0, b"", [], None
        pages = self.call("Target.getTargets")["targetInfos"]
        page = next(t["targetId"] for t in pages if t["type"] == "page")
        self.session = self.call("Target.attachToTarget", targetId=page, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Accessibility"):
            self.call(f"{domain}.enable")

    def close(self):
        try:
            self.session = None
            self.call("Browser.close")
        except Fail:
            pass
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        os.close(self.to)
        os.close(self.heard)

    def _message(self, until):
        while b"\0" not in self.waiting:
            ready, _, _ = select.select([self.heard], [], [], max(0, until - time.monotonic()))
            if not ready:
                raise Fail("chromium does not answer")
            read = os.read(self.heard, 1 << 20)
            if not read:
                raise Fail("chromium has ended")
            self.waiting += read
        message, _, self.waiting = self.waiting.partition(b"\0")
        return json.loads(message)

    def call(self, method, **parameters):
        self.last += 1
        asked = {"id": self.last, "method": method, "params": parameters}
        if self.session:
            asked["sessionId"] = self.session
        data = json.dumps(asked).encode() + b"\0"
        while data:
            data = data[os.write(self.to, data):]
        until = time.monotonic() + PATIENCE
        while True:
            message = self._message(until)
            if message.get("id") == self.last:
                if "error" in message:
                    raise Fail(f"{method}: {message['error']['message']}")
                return message["result"]
            if "method" in message:
                self.events.append(message)

    def event(self, method):
        """Waits for the next event of this name; those of other names are kept."""
        until = time.monotonic() + PATIENCE
        while True:
            for i, message in enumerate(self.events):
                if message["method"] == method:
                    return self.events.pop(i)["params"]
            message = self._message(until)
            if "method" in message:
                self.events.append(message)

    def open(self, address):
        self.events = []
        self.call("Page.navigate", url=address)
        self.event("Page.loadEventFired")

    def run(self, script):
        """The value of an expression in the page; a promise is waited for."""
        done = self.call("Runtime.evaluate", expression=script, returnByValue=True,
                         awaitPromise=True)
        if "exceptionDetails" in done:
            details = done["exceptionDetails"]
            raise Fail(details.get("exception", {}).get("description", details["text"]))
        return done["result"].get("value")

    def width(self, width, height=900):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height,
                  deviceScaleFactor=1, mobile=False)

    def media(self, media="", **features):
        self.call("Emulation.setEmulatedMedia", media=media,
                  features=[{"name": name.replace("_", "-"), "value": value}
                            for name, value in features.items()])

    def scripts(self, on):
        self.call("Emulation.setScriptExecutionDisabled", value=not on)

    def key(self, name, shift=False):
        """A key pressed and let go, as a person's: the browser itself takes it up."""
        codes = {"Tab": 9, "Enter": 13, "ArrowDown": 40}
        key = {"key": name, "code": name, "windowsVirtualKeyCode": codes[name],
               "modifiers": 8 if shift else 0}
        text = {"text": "\r"} if name == "Enter" else {}
        self.call("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", **key, **text)
        self.call("Input.dispatchKeyEvent", type="keyUp", **key)

    def picture(self, path, whole=True):
        shot = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        Path(path).write_bytes(base64.b64decode(shot["data"]))
