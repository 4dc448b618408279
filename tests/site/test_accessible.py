"""axe finds no mistake on any kind of page of the built site, as the page opens."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.helpers.axe import violations
from tests.helpers.pages import varied_pages


@pytest.mark.chromium
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 320), ("dark", 320)])
def test_axe(site: Path, site_address: str, browser: Browser, scheme: str, width: int) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path in varied_pages(site):
        page.goto(site_address + path)
        for violation in violations(page):
            found[violation].append(path)
    context.close()
    assert dict(found) == {}
