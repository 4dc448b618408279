"""The theme's style sheets, without what no page uses: nothing that is on a page loses its style.

This looks at pages as they open, and with the search in use. A class that a script makes of parts is not found.
"""

from __future__ import annotations

from pathlib import Path

import material
import pytest
from playwright.sync_api import Browser

from carers_framework.site.built.theme_style import (
    STYLES,
    ThemeStyleError,
    trim,
    unused_selectors,
    without_unused,
    words_of,
)
from tests.helpers.pages import varied_pages

THEIRS = Path(material.__file__).parent / "templates"

# Selectors without what depends on the pointer, the focus or the like: querySelector finds no pseudo-elements.
FOUND = """selectors => selectors.filter(selector => {
  const plain = selector.replace(/::?(before|after|-[\\w-]+|placeholder|marker|backdrop|selection)/g, "")
    .replace(/:(hover|focus|focus-within|focus-visible|active|checked|target|autofill)\\b/g, "");
  try { return document.querySelector(plain || "html"); } catch { return false; }
})"""


@pytest.mark.parametrize(
    ("style", "left"),
    [
        (".kept,.gone{color:red}", ".kept{color:red}"),
        (".gone .kept{color:red}a{color:red}", "a{color:red}"),
        ("@media print{.gone{color:red}}", ""),
        ("@media print{.gone{color:red}.kept{color:red}}", "@media print{.kept{color:red}}"),
        ("@keyframes x{0%{top:0}}", "@keyframes x{0%{top:0}}"),
        (".kept:not(.gone),.kept:is(.gone,.kept){top:0}", ".kept:not(.gone),.kept:is(.gone,.kept){top:0}"),
        (".kept{--a:1px;--b:url('x;}');top:var(--a)}", ".kept{--a:1px;top:var(--a)}"),
        (".kept{content:'}'}.gone{top:0}", ".kept{content:'}'}"),
        (
            "[data-md-color-primary=pink]{top:0}[data-md-color-primary=kept]{top:1px}",
            "[data-md-color-primary=kept]{top:1px}",
        ),
        ('@charset "UTF-8";.kept{top:0}/*# map */', '@charset "UTF-8";.kept{top:0}'),
    ],
)
def test_left_out(style: str, left: str) -> None:
    assert without_unused(style, frozenset({"kept"})) == left


def test_variable_of_others() -> None:
    """A variable that another style sheet or a script uses is kept."""
    assert without_unused(":root{--a:1;--b:2}", frozenset(), "p{top:var(--b)}") == ":root{--b:2}"


def test_changed_theme(tmp_path: Path) -> None:
    """A theme without these style sheets, or with one that cannot be read, stops the build with one line."""
    with pytest.raises(ThemeStyleError, match="no longer has the style sheets"):
        trim(tmp_path)
    with pytest.raises(ThemeStyleError, match="brace that is not closed"):
        without_unused("a{top:0", frozenset())


def test_lighter_than_theirs(site: Path) -> None:
    """Both style sheets are a good deal smaller than the theme's own."""
    for pattern in STYLES:
        (ours,), (theirs,) = site.glob(pattern), THEIRS.glob(pattern)
        assert ours.stat().st_size < 0.7 * theirs.stat().st_size


@pytest.mark.chromium
@pytest.mark.parametrize("width", [360, 1366])
def test_nothing_on_a_page_is_unstyled(site: Path, site_address: str, browser: Browser, width: int) -> None:
    """No element of any page has a style that was left out, with the search open either."""
    texts = [path.read_text(encoding="utf-8") for path in (*site.rglob("*.html"), *site.glob("assets/**/*.js"))]
    used = words_of(texts)
    selectors = [
        selector
        for pattern in STYLES
        for path in THEIRS.glob(pattern)
        for selector in unused_selectors(path.read_text(encoding="utf-8"), used)
    ]
    assert len(selectors) > 300
    page = browser.new_page(viewport={"width": width, "height": 800})
    for path in varied_pages(site):
        page.goto(site_address + path)
        assert page.evaluate(FOUND, selectors) == [], path
    page.goto(f"{site_address}?q=respite")
    page.wait_for_selector(".md-search-result__item")
    assert page.evaluate(FOUND, selectors) == []
    page.close()
