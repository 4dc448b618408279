"""What the tests share: the framework, its workbook, the built site, and the applications where they are installed.

A test marked with an application is left out, with a line that says so, where the application is missing. Where
CI is set it fails instead.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

from carers_framework.framework.load import load
from carers_framework.framework.model import Framework
from carers_framework.workbook.book import layout_of
from carers_framework.workbook.layout import Layout
from carers_framework.writing.save import to_bytes
from carers_framework.writing.writer import build_layout

# A busy machine may be slow, and no test is about time.
settings.register_profile("project", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("project")

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "tests" / "data"
EARLIER_2021 = ROOT / "editions" / "2021.yaml"
FILE_2021 = EARLIER_2021 if EARLIER_2021.exists() else ROOT / "framework.yaml"
"""The file of the edition of 2021, whether it is the current one or not."""

APPLICATIONS = {
    "libreoffice": ("soffice", "libreoffice-calc"),
    "gnumeric": ("ssconvert", "gnumeric"),
    "chromium": ("chromium", "chromium"),
    "node": ("npm", "npm"),
}


def without_overdue(errors: str) -> str:
    """Return what a command printed, without the warnings of overdue checks: they come with time, not with a change."""
    return "".join(line for line in errors.splitlines(keepends=True) if "more than a year ago" not in line)


def pytest_runtest_setup(item: pytest.Item) -> None:
    for mark, (command, package) in APPLICATIONS.items():
        if item.get_closest_marker(mark) and not shutil.which(command):
            message = f"{command} is not installed. On Debian and Ubuntu: sudo apt-get install {package}"
            if os.environ.get("CI"):
                pytest.fail(message, pytrace=False)
            pytest.skip(message)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    for reason in sorted({report.longrepr[2] for report in skipped}):
        count = sum(report.longrepr[2] == reason for report in skipped)
        terminalreporter.write_line(f"Left out: {count} checks. {reason.removeprefix('Skipped: ')}")


@pytest.fixture(scope="session")
def framework() -> Framework:
    return load(ROOT / "framework.yaml")


@pytest.fixture(scope="session")
def layout(framework: Framework) -> Layout:
    return layout_of(framework)


@pytest.fixture(scope="session")
def workbook_bytes(framework: Framework, layout: Layout) -> bytes:
    return to_bytes(build_layout(framework, layout))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as `make site` builds it. Any warning makes the build fail."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    return folder


def copy_project(folder: Path) -> Path:
    """Copy what the site is made from into a folder, where a test may change it."""
    for name in ("framework.yaml", "worked_example.yaml", "mkdocs.yml", "site_hooks.py"):
        shutil.copy(ROOT / name, folder)
    for name in ("docs", "editions", "overrides", "carers_framework"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


class _QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing: the output of the tests is for the tests."""


@pytest.fixture(scope="session")
def site_address(site: Path) -> Iterator[str]:
    """The address of a server on this machine that serves the built site."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_QuietHandler, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, told not to ask its maker's hosts for anything."""
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
        yield chromium
        chromium.close()
