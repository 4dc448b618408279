"""Fixtures for all tests: the framework, its workbook, the built site, and two browsers.

A test marked with an application is skipped if the application is missing, and the summary says so. If CI is set, it
fails instead. With --quick, these tests are not run at all, and neither are those that build a site.
"""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, BrowserContext, Page

from carers_framework.base.programs import how_to_install
from carers_framework.framework.model import Framework
from carers_framework.site.inputs import Download, SiteInputs
from carers_framework.site.render import render
from carers_framework.workbook.book import layout_of
from carers_framework.workbook.layout import Layout
from carers_framework.writing.save import to_bytes
from carers_framework.writing.writer import build_layout
from tests.helpers.content import READ, ContentRead
from tests.helpers.editions import CURRENT
from tests.helpers.firefox import Firefox, running_firefox
from tests.helpers.project import build_site, copy_project
from tests.helpers.screens import opened_window
from tests.helpers.servers import serving
from tests.helpers.shared import made_once
from tools.chromium import chromium

# A busy machine may be slow, and no test is about time.
settings.register_profile("project", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("project")

# The first needs Linux, which can limit the memory of a process. The second needs a terminal of Unix.
collect_ignore = [
    *(["withstand"] if sys.platform != "linux" else []),
    *(["commands/test_collate_ends.py"] if os.name == "nt" else []),
]

APPLICATIONS = {
    "libreoffice": ("soffice", "libreoffice-calc"),
    "gnumeric": ("ssconvert", "gnumeric"),
    "chromium": ("chromium", "chromium"),
    "firefox": ("firefox-esr", "firefox-esr"),
    "node": ("npm", "npm"),
}
"""The command and the Debian package of each application, by its marker."""

SITES = ("site", "offline_site")
"""The fixtures that are a site. Tests that build another one are marked with `mkdocs`."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option --quick."""
    parser.addoption(
        "--quick", action="store_true", help="leave out the tests that need an application or build a site"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Begin to notice which tests read the project's own content, if CI is set: it slows all tests by a twentieth."""
    config.stash[READ] = ContentRead()
    if os.environ.get("CI"):
        config.stash[READ].begin()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Fail a test of the code that reads what maintainers change."""
    try:
        yield
    finally:
        # What its fixtures read counts too. After a failure, it does not count for the next test.
        paths = item.config.stash[READ].taken()
    if paths and not item.get_closest_marker("content"):
        pytest.fail(f"It reads {', '.join(sorted(paths))}. Use tests/data/frozen, or mark it with `content`.")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests that need an application or build a site, if that is asked for."""
    # All that was imported and collected stays. Python would look through it again and again for garbage.
    gc.freeze()
    if config.getoption("quick"):
        left_out = [item for item in items if not is_quick(item)]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if is_quick(item)]


def is_quick(item: pytest.Item) -> bool:
    """Return whether a test needs no application, and builds no site."""
    marked = any(item.get_closest_marker(mark) for mark in (*APPLICATIONS, "mkdocs"))
    return not marked and not set(SITES) & set(getattr(item, "fixturenames", ()))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose application is missing, or fail it if CI is set."""
    if os.name == "nt" and item.get_closest_marker("posix"):
        pytest.skip("Windows has no signals, limits on processes, or pipes.")
    for mark, (command, package) in APPLICATIONS.items():
        if item.get_closest_marker(mark) and not shutil.which(command):
            message = f"{command} is not installed. {how_to_install(package, 'Run this test on Debian.')}"
            if os.environ.get("CI"):
                pytest.fail(message, pytrace=False)
            pytest.skip(message)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many tests were left out, and why."""
    skipped = terminalreporter.stats.get("skipped", [])
    for reason in sorted({report.longrepr[2] for report in skipped}):
        count = sum(report.longrepr[2] == reason for report in skipped)
        terminalreporter.write_line(f"Left out: {count} checks. {reason.removeprefix('Skipped: ')}")


@pytest.fixture(scope="session")
def framework() -> Framework:
    return CURRENT


@pytest.fixture(scope="session")
def layout(framework: Framework) -> Layout:
    return layout_of(framework)


@pytest.fixture(scope="session")
def workbook_bytes(framework: Framework, layout: Layout) -> bytes:
    return to_bytes(build_layout(framework, layout))


@pytest.fixture(scope="session")
def pages(framework: Framework) -> Mapping[str, str]:
    """The Markdown of each generated page, by its path, with no earlier editions."""
    return render(SiteInputs(framework, (Download(framework.workbook_name, "Excel workbook", b""),)))


@pytest.fixture(scope="session")
def frozen_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with the frozen framework. No test changes it."""
    return made_once(tmp_path_factory, "frozen project", copy_project)


@pytest.fixture(scope="session")
def site(frozen_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as `make site` builds it. Any warning makes the build fail."""
    return made_once(tmp_path_factory, "site", lambda folder: build_site(frozen_project, "--site-dir", folder))


@pytest.fixture(scope="session")
def offline_site(frozen_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as it is opened from a folder, before it is packed."""

    def make(folder: Path) -> None:
        build_site(frozen_project, "--site-dir", folder, environment={"OFFLINE": "true"})

    return made_once(tmp_path_factory, "offline site", make)


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
    """Debian's Chromium."""
    with chromium() as running:
        yield running


@pytest.fixture(scope="session")
def window(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """A window of Chromium, in which tests open tabs.

    A test about a first visit, about what a page keeps, or about a browser with other settings opens its own window.
    """
    permissions = ["clipboard-read", "clipboard-write"]
    with opened_window(browser, tmp_path_factory.mktemp("empty"), permissions=permissions) as window:
        yield window


@pytest.fixture
def page(window: BrowserContext) -> Iterator[Page]:
    """An empty tab."""
    page = window.new_page()
    yield page
    page.close()


@pytest.fixture(scope="session")
def firefox() -> Iterator[Firefox]:
    """Debian's Firefox, with settings as a user finds them."""
    with running_firefox() as running:
        yield running
