"""Fixtures for the tests of the page that fills in the workbook."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.helpers.drafts import make_page
from tests.helpers.filling import DOWNLOADS_ONLY, watch
from tests.helpers.screens import opened_window
from tests.helpers.servers import advised, serving


@pytest.fixture(scope="session")
def window(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """A window in which a page can only download."""
    with opened_window(browser, tmp_path_factory.mktemp("empty"), reduced_motion="reduce") as window:
        window.add_init_script(DOWNLOADS_ONLY)
        yield window


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    """A new address of the page for each test, so that each begins with empty storage. It sends the site's headers."""
    with serving(site, advised(site)) as site_address:
        yield f"{site_address}fill-in/"


@pytest.fixture
def noises() -> list[str]:
    """What the page says on the console, what fails, and each request that goes elsewhere."""
    return []


@pytest.fixture
def page(page: Page, address: str, noises: list[str]) -> Iterator[Page]:
    """A tab in which any error, and any request to another host, fails the test."""
    watch(page, address, noises)
    yield page
    assert noises == []


@pytest.fixture(scope="session")
def small_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with a small page that has drafts, for the tests that are about nothing else."""
    folder = tmp_path_factory.mktemp("drafts")
    make_page(folder)
    return folder


@pytest.fixture
def small_address(small_page: Path) -> Iterator[str]:
    """A new address of the small page for each test, so that each begins with empty storage."""
    with serving(small_page) as address:
        yield address


@pytest.fixture
def context(window: BrowserContext) -> Iterator[BrowserContext]:
    """A window in which a test opens tabs. They are closed at its end."""
    others = set(window.pages)
    yield window
    for page in set(window.pages) - others:
        page.close()


@pytest.fixture
def own_window(browser: Browser) -> Iterator[BrowserContext]:
    """A window that a test may change, and whose process it may kill."""
    window = browser.new_context()
    yield window
    window.close()
