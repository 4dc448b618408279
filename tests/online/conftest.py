"""Fixtures for the tests of the page that fills in the workbook."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.helpers.drafts import make_page
from tests.helpers.filling import DOWNLOADS_ONLY, watch
from tests.helpers.servers import advised, serving


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The page, from a server that sends the site's own headers."""
    with serving(site, advised(site)) as site_address:
        yield f"{site_address}fill-in/"


@pytest.fixture
def noises() -> list[str]:
    """What the page says on the console, what fails, and each request that goes elsewhere."""
    return []


@pytest.fixture
def page(browser: Browser, address: str, noises: list[str]) -> Iterator[Page]:
    """A browser in which a page can only download. Any error, and any request to another host, fails the test."""
    context = browser.new_context(reduced_motion="reduce", accept_downloads=True)
    context.add_init_script(DOWNLOADS_ONLY)
    page = context.new_page()
    watch(page, address, noises)
    yield page
    context.close()
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
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser with empty storage, which its tabs share."""
    context = browser.new_context()
    yield context
    context.close()
