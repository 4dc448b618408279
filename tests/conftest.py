"""What the tests share: the framework, its workbook, the built site, and the applications where they are installed.

A test marked with an application is left out, with a line that says so, where the application is missing. Where
CI is set it fails instead.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

from carers_framework.framework.load import load
from carers_framework.framework.model import Framework
from carers_framework.workbook.book import layout_of
from carers_framework.workbook.layout import Layout
from carers_framework.writing.save import to_bytes
from carers_framework.writing.writer import build_layout
from tests.helpers.project import ROOT, build_site, copy_project
from tests.helpers.servers import serving

# A busy machine may be slow, and no test is about time.
settings.register_profile("project", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("project")

APPLICATIONS = {
    "libreoffice": ("soffice", "libreoffice-calc"),
    "gnumeric": ("ssconvert", "gnumeric"),
    "chromium": ("chromium", "chromium"),
    "node": ("npm", "npm"),
}


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
    build_site(ROOT, "--site-dir", folder)
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project that a test may change."""
    return copy_project(tmp_path)


@pytest.fixture(scope="session")
def site_address(site: Path) -> Iterator[str]:
    """The address of a server on this machine that serves the built site."""
    with serving(site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, told not to ask its maker's hosts for anything."""
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
        yield chromium
        chromium.close()
