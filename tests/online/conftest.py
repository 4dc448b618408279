"""A small page with drafts, for the tests that are about nothing else, and a browser with empty storage."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.helpers.drafts import make_page
from tests.helpers.servers import serving


@pytest.fixture(scope="session")
def small_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the small page."""
    folder = tmp_path_factory.mktemp("drafts")
    make_page(folder)
    return folder


@pytest.fixture
def address(small_page: Path) -> Iterator[str]:
    """A new address for each test, so that each begins with empty storage. Modules about the real page have theirs."""
    with serving(small_page) as address:
        yield address


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser with empty storage, which its tabs share."""
    context = browser.new_context()
    yield context
    context.close()
