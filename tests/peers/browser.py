"""A page in headless Chromium, worked by mouse and keyboard over its DevTools protocol (pipe, so no package is needed).

What the page asks for and what it complains about is kept, so that a test can say that there was nothing.
"""
import fcntl
import json
import os
import select
import shutil
import subprocess
import time

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run", "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND",
         "--remote-debugging-pipe"]
KEYS = {"Enter": ("Enter", 13, "\r"), " ": ("Space", 32, " "), "Tab": ("Tab", 9, ""), "Escape": ("Escape", 27, ""),
        "ArrowRight": ("ArrowRight", 39, ""), "ArrowLeft": ("ArrowLeft", 37, "")}
PATIENCE = 60


class Browser:
    def __init__(self, folder):
        profile = os.path.join(folder, "profile")
        shutil.rmtree(profile, ignore_errors=True)
        down, self.to = os.pipe()
        self.back, up = os.pipe()
        ends = [fcntl.fcntl(fd, fcntl.F_DUPFD, 10) for fd in (down, up)]

        def give():  # Chromium reads from 3 and writes to 4
            os.dup2(ends[0], 3)
            os.dup2(ends[1], 4)

        self.child = subprocess.Popen(["chromium", *FLAGS, "--user-data-dir=" + profile, "about:blank"], preexec_fn=give,
                                      pass_fds=(3, 4), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                      stderr=subprocess.DEVNULL)
        for fd in (down, up, *ends):
            os.close(fd)
        self.bytes = b""
        self.count = 0
        self.events = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self.call("Browser.close")
            self.child.wait(PATIENCE)
        finally:
            self.child.kill()
            self.child.wait()

    def read(self, deadline):
        """The next message; events among them are kept by whoever waits."""
        while b"\0" not in self.bytes:
            ready, _, _ = select.select([self.back], [], [], max(0.0, deadline - time.monotonic()))
            assert ready, "the browser does not answer"
            part = os.read(self.back, 1 << 20)
            assert part, "the browser has ended"
            self.bytes += part
        message, self.bytes = self.bytes.split(b"\0", 1)
        return json.loads(message)

    def call(self, method, session=None, **params):
        self.count += 1
        message = {"id": self.count, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        os.write(self.to, json.dumps(message).encode() + b"\0")
        deadline = time.monotonic() + PATIENCE
        while True:
            answer = self.read(deadline)
            if answer.get("id") == self.count:
                assert "error" not in answer, "%s: %s" % (method, answer.get("error"))
                return answer["result"]
            self.events.append(answer)

    def open(self, path):
        return Page(self, path)


class Page:
    """A file in a tab of its own."""

    def __init__(self, browser, path, width=1400, height=1000):
        self.browser = browser
        self.url = "file://" + path
        self.target = browser.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = browser.call("Target.attachToTarget", targetId=self.target, flatten=True)["sessionId"]
        browser.events.clear()
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(domain + ".enable")
        self.resize(width, height)
        self.call("Page.navigate", url=self.url)
        self.wait_for("Page.loadEventFired")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.browser.call("Target.closeTarget", targetId=self.target)

    def call(self, method, **params):
        return self.browser.call(method, self.session, **params)

    def wait_for(self, method):
        deadline = time.monotonic() + PATIENCE
        while not any(e.get("method") == method for e in self.browser.events):
            self.browser.events.append(self.browser.read(deadline))

    def resize(self, width, height):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def run(self, script):
        """The value of an expression in the page; a promise is waited for."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, "%s: %s" % (script, answer["exceptionDetails"])
        return answer["result"].get("value")

    def click(self, x, y):
        for kind, buttons in (("mouseMoved", 0), ("mousePressed", 1), ("mouseReleased", 0)):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="none" if kind == "mouseMoved" else "left",
                      buttons=buttons, clickCount=1)

    def press(self, key):
        code, number, text = KEYS[key]
        self.call("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", key=key, code=code,
                  windowsVirtualKeyCode=number, text=text)
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key, code=code, windowsVirtualKeyCode=number)

    def type(self, text):
        self.call("Input.insertText", text=text)

    def complaints(self):
        """Errors and warnings of the console, scripts that failed, and whatever was asked for beside the page itself."""
        self.run("new Promise(done => setTimeout(done, 50))")
        found = []
        for event in self.browser.events:
            method, params = event.get("method"), event.get("params", {})
            if method == "Runtime.exceptionThrown":
                found.append("exception: " + params["exceptionDetails"].get("exception", {}).get("description", "?"))
            elif method == "Runtime.consoleAPICalled" and params["type"] in ("error", "warning", "assert"):
                found.append("console: %s" % [a.get("value") for a in params["args"]])
            elif method == "Log.entryAdded" and params["entry"]["level"] in ("error", "warning"):
                found.append("log: " + params["entry"]["text"])
            elif method == "Network.requestWillBeSent" and params["request"]["url"].split("#")[0] != self.url:
                found.append("request: " + params["request"]["url"])
        return found
