"""What axe finds on the built site: nothing.

axe sees a part of what can be wrong: names, roles, contrast, the size of targets. Whether the words make sense and the
order is good, only people can say. Each page is looked at as it opens.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from .test_site import html_pages

OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},  # WCAG 2.2, 24 pixels: axe leaves it out unless it is asked to look
    "resultTypes": ["violations"],
}
"""No rule is switched off, and no part of a page is left out."""

EVERYTHING_LAID_OUT = "* { content-visibility: visible !important }"
"""axe passes over what the browser has not laid out yet because it is far below."""


def violations(page: Page) -> list[str]:
    """What axe finds on a page: the rule, the element, and what to do."""
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [f"{rule['id']}: {node['html'][:120]}: {node['failureSummary']}" for rule in found for node in rule["nodes"]]


@pytest.mark.chromium
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 320), ("dark", 320)])
def test_axe_finds_nothing_on_any_page(
    site: Path, site_address: str, browser: Browser, scheme: str, width: int
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path in html_pages(site):
        page.goto(site_address + path)
        page.add_style_tag(content=EVERYTHING_LAID_OUT)
        for violation in violations(page):
            found[violation].append(path)
    context.close()
    assert dict(found) == {}
