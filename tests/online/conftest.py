"""Fixtures for the tests of the page that fills in the workbook."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

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
