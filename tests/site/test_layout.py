"""How every kind of page is laid out in Chromium, on wide and narrow screens, and with wider text.

A page is loaded once, on a wide screen, and then made narrower, as a window is. What a script does differently when a
page opens on a narrow screen is for the tests of that script.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import material
import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from carers_framework.site.built.theme_style import STYLES, unused_selectors, words_of
from tests.helpers.pages import varied_pages
from tests.helpers.screens import resize

pytestmark = pytest.mark.chromium

THEIRS = Path(material.__file__).parent / "templates"
WIDTHS = (1366, 1280, 360, 320)
LOOK = """selectors => {
  const all = selector => [...document.querySelectorAll(selector)];
  const text = element => [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
  const small = element => text(element) && element.checkVisibility() && element.getClientRects().length
    && parseFloat(getComputedStyle(element).fontSize) < 14;
  const font = heading => {
    const {fontSize, fontWeight} = getComputedStyle(heading);
    return [parseFloat(fontSize), parseFloat(fontWeight)];
  };
  // Selectors without what depends on the pointer, the focus or the like: querySelector finds no pseudo-elements.
  const isFound = selector => {
    const plain = selector.replace(/::?(before|after|-[\\w-]+|placeholder|marker|backdrop|selection)/g, "")
      .replace(/:(hover|focus|focus-within|focus-visible|active|checked|target|autofill)\\b/g, "");
    try { return document.querySelector(plain || "html"); } catch { return false; }
  };
  return {
    width: document.documentElement.scrollWidth,
    small: all("body *").filter(small).map(element => element.outerHTML.slice(0, 120)),
    headings: ["h1", "h2", "h3", "h4"].map(tag => all(`.md-content ${tag}`).map(font)),
    unstyled: selectors.filter(isFound),
  };
}"""

WIDER = """.md-content * { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important }
.md-content p { margin-bottom: 2em !important }"""
"""WCAG 1.4.12."""

CUT = """() => [...document.querySelectorAll(".md-content *")].filter(element => {
  const style = getComputedStyle(element);
  return style.clipPath === "none" && ["hidden", "clip"].includes(style.overflowX) && element.clientWidth > 1
    && element.scrollWidth > element.clientWidth + 1;
}).map(element => element.outerHTML.slice(0, 100))"""


@pytest.fixture(scope="module")
def left_out(site: Path) -> list[str]:
    """The selectors of the theme whose styles the site leaves out."""
    texts = [path.read_text(encoding="utf-8") for path in (*site.rglob("*.html"), *site.glob("assets/**/*.js"))]
    used = words_of(texts)
    sheets = [path.read_text(encoding="utf-8") for pattern in STYLES for path in THEIRS.glob(pattern)]
    return [selector for sheet in sheets for selector in unused_selectors(sheet, used)]


Looks = Mapping[tuple[str, int], Mapping[str, Any]]
"""What LOOK finds, by the path of the page and the width of the screen."""


@pytest.fixture(scope="module")
def looks(site: Path, site_address: str, window: BrowserContext, left_out: list[str]) -> Looks:
    """Every kind of page at each width."""
    page = window.new_page()
    found = {}
    for path in varied_pages(site):
        page.set_viewport_size({"width": WIDTHS[0], "height": 800})
        page.goto(site_address + path)
        for width in WIDTHS:
            resize(page, width)
            found[path, width] = page.evaluate(LOOK, left_out)
    page.close()
    return found


def test_no_sideways_scrolling(looks: Looks) -> None:
    assert [place for place, look in looks.items() if look["width"] > place[1]] == []


def test_size_of_letters(looks: Looks) -> None:
    """Nothing on any page is smaller than 14 px, and a heading is stronger than those below it."""
    assert {place: look["small"] for place, look in looks.items() if look["small"]} == {}
    for place, look in looks.items():
        for above, below in zip(look["headings"], look["headings"][1:], strict=False):
            for size, weight in above:
                assert all(size > lower[0] and weight >= lower[1] for lower in below), place


def test_nothing_is_unstyled(looks: Looks, left_out: list[str]) -> None:
    """No element of any page has a style that was left out.

    This looks at pages as they open. A class that a script makes of parts is not found.
    """
    assert len(left_out) > 300
    assert {place: look["unstyled"] for place, look in looks.items() if look["unstyled"]} == {}


@pytest.mark.parametrize("width", [360, 1366])
def test_search_is_styled(site_address: str, page: Page, left_out: list[str], width: int) -> None:
    """No element has a style that was left out, with the search open either."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site_address}?q=respite")
    page.wait_for_selector(".md-search-result__item")
    assert page.evaluate(LOOK, left_out)["unstyled"] == []


def test_wider_text(site: Path, site_address: str, browser: Browser) -> None:
    """Nothing is cut off with wider spacing of the text, at 200% zoom."""
    context = browser.new_context(viewport={"width": 640, "height": 400}, device_scale_factor=2)  # 1280 at 200%
    page = context.new_page()
    for path in varied_pages(site):
        page.goto(site_address + path)
        page.add_style_tag(content=WIDER)
        assert page.evaluate("document.documentElement.scrollWidth") <= 640, path
        assert page.evaluate(CUT) == [], path
    context.close()
