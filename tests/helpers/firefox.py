"""Drive Debian's Firefox, which Playwright cannot: by way of a Node.js script that speaks WebDriver BiDi with it."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.helpers.project import ROOT

DRIVER = ROOT / "tests" / "firefox"

SCRIPTS_OFF = {"javascript.enabled": False}
"""The setting with which Firefox runs no script of any page."""


class FirefoxError(Exception):
    """Firefox could not do what it was asked to."""


class Tab:
    """A tab of Firefox. Selectors are those of CSS."""

    def __init__(self, firefox: Firefox) -> None:
        """Open an empty tab."""
        self._firefox = firefox
        self._number = firefox.ask("open")

    def ask(self, command: str, **given: object) -> Any:
        """Have a command of drive.js carried out in this tab, and return its result."""
        return self._firefox.ask(command, tab=self._number, **given)

    def goto(self, address: str, *, until: str = "load") -> None:
        """Open a page, and wait: until "load", "domcontentloaded" or, for half a second of silence, "networkidle0"."""
        self.ask("goto", address=address, until=until)

    def reload(self) -> None:
        """Load the page again."""
        self.ask("reload")

    def evaluate(self, script: str) -> Any:
        """Return the value of an expression in the page, after waiting for it if it is a promise."""
        return self.ask("evaluate", script=script)

    def wait(self, script: str) -> None:
        """Wait for an expression in the page to be true, for ten seconds at most."""
        self.ask("wait", script=script)

    def click(self, selector: str) -> None:
        """Click on an element, as a mouse does."""
        self.ask("click", selector=selector)

    def select(self, selector: str, value: str) -> None:
        """Choose from a list."""
        self.ask("select", selector=selector, value=value)

    def type(self, text: str) -> None:
        """Type a text into whatever has the focus."""
        self.ask("type", text=text)

    def press(self, key: str) -> None:
        """Press a key, by its name in the UI Events standard: "Tab", "Enter", "a"."""
        self.ask("press", key=key)

    def resize(self, width: int, height: int = 800) -> None:
        """Give the page another size, in CSS pixels."""
        self.ask("size", width=width, height=height)

    def upload(self, selector: str, paths: Sequence[Path]) -> None:
        """Choose files in a field for files."""
        self.ask("upload", selector=selector, paths=[str(path) for path in paths])

    def screenshot(self, path: Path) -> None:
        """Write what the tab shows, as a PNG file."""
        self.ask("screenshot", path=str(path))

    def noises(self) -> list[str]:
        """Return what the page printed on the console, its errors, and what the policy forbade, since the last call."""
        return list(self.ask("noises"))

    def requests(self) -> list[str]:
        """Return the addresses that were asked for since the last call."""
        return list(self.ask("requests"))

    def close(self) -> None:
        """Close the tab. A page that asks whether to leave is told yes."""
        self.ask("close")


class Firefox:
    """A running Firefox, with one process of Node.js that drives it."""

    def __init__(self, profile: Path | None = None, settings: Mapping[str, object] | None = None) -> None:
        """Start Firefox, and install its driver if that is not there yet.

        Args:
            profile: the folder where Firefox keeps its data, for a second start to find. Without it, nothing is kept.
            settings: settings as about:config lists them.
        """
        install()
        self._node = subprocess.Popen(
            ["node", "drive.js"], cwd=DRIVER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        launch = {
            "executable": shutil.which("firefox-esr"),
            "profile": str(profile) if profile else None,
            "settings": dict(settings or {}),
        }
        self._process: int = self._exchange({key: value for key, value in launch.items() if value})["process"]

    def tab(self, width: int = 1280, height: int = 800) -> Tab:
        """Open a tab of this size, in CSS pixels."""
        tab = Tab(self)
        tab.resize(width, height)
        return tab

    def ask(self, command: str, **given: object) -> Any:
        """Have a command of drive.js carried out, and return its result.

        Raises:
            FirefoxError: it failed; the message is that of Puppeteer.
        """
        answer = self._exchange({"command": command, **given})
        if "error" in answer:
            raise FirefoxError(f"{command} {given}: {answer['error']}")
        return answer["result"]

    def _exchange(self, request: Mapping[str, object]) -> dict[str, Any]:
        assert self._node.stdin is not None
        assert self._node.stdout is not None
        self._node.stdin.write(json.dumps(request) + "\n")
        self._node.stdin.flush()
        line = self._node.stdout.readline()
        if not line:
            raise FirefoxError(f"The driver of Firefox ended at {request}. What it printed is above.")
        return dict(json.loads(line))

    def stop(self) -> None:
        """Close Firefox as a user does."""
        assert self._node.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            self._node.stdin.close()
        try:
            self._node.wait(timeout=30)
        finally:
            self._end()

    def kill(self) -> None:
        """End Firefox at once, as a power cut does."""
        os.kill(self._process, signal.SIGKILL)
        self._end()

    def _end(self) -> None:
        self._node.kill()
        self._node.wait()
        for stream in (self._node.stdin, self._node.stdout):
            with contextlib.suppress(BrokenPipeError):
                stream.close()  # type: ignore[union-attr]


def install() -> None:
    """Install the driver's Node.js package, unless it is there."""
    with (DRIVER / "package.json").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the tests run in several processes
        if (DRIVER / "node_modules").exists():
            return
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--silent"], cwd=DRIVER, check=True, timeout=300)


@contextlib.contextmanager
def running_firefox(profile: Path | None = None, settings: Mapping[str, object] | None = None) -> Iterator[Firefox]:
    """Start Firefox, and stop it at the end. See `Firefox` for the arguments."""
    running = Firefox(profile, settings)
    try:
        yield running
    finally:
        running.stop()
