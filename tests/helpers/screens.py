"""Windows of Chromium that tests share, and pages that are made narrower or wider, as people make a window."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.helpers.servers import serving

# Scripts hear of the new size before the second frame. A transition that it starts would still be under way then.
_SETTLE = """async () => {
  for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
  for (const transition of document.getAnimations()) transition.finish();
}"""


@contextmanager
def opened_window(browser: Browser, empty: Path, **settings: Any) -> Iterator[BrowserContext]:
    """Open a window with these settings, whose tabs share their cache, and their storage at the same address.

    Args:
        browser: the browser.
        empty: an empty folder, which the first tab shows.
        settings: what Playwright's `new_context` takes.
    """
    window = browser.new_context(**settings)
    with serving(empty) as address:
        # While it is open, pages from this machine share its process. A new one takes a second of processor time.
        window.new_page().goto(address)
        yield window
    window.close()


def resize(page: Page, width: int, height: int = 800) -> None:
    """Give a loaded page another size, in CSS pixels, and wait until it is laid out for it."""
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate(_SETTLE)
