"""Check a page for accessibility with axe.

axe sees only part of what can be wrong: names, roles, contrast and the size of targets, for example. Whether the words
make sense and the order is right, only people can say.
"""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},  # WCAG 2.2 asks for 24 pixels; axe checks this only when asked
    "resultTypes": ["violations"],
}
"""No rule is switched off, and no part of a page is left out."""

_ALL_LAID_OUT = "* { content-visibility: visible !important }"
"""axe skips elements far below the window, which the browser has not laid out yet."""


def violations(page: Page) -> list[str]:
    """Return what axe finds wrong with a page: for each element the rule, its HTML, and how to correct it."""
    page.add_style_tag(content=_ALL_LAID_OUT)
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [f"{rule['id']}: {node['html'][:120]}: {node['failureSummary']}" for rule in found for node in rule["nodes"]]
