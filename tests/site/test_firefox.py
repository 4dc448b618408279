"""The site in Firefox, under the policy that the build writes: silent, within its own host, by keyboard, and narrow.

What Firefox does differently is the point: it fetches ahead, and it reports what the policy forbids in its own way. The
other modules test in Chromium what is the same in every browser.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from carers_framework.framework.model import Framework
from tests.helpers.firefox import SCRIPTS_OFF, Firefox, Tab, running_firefox
from tests.helpers.pages import varied_pages
from tests.helpers.servers import advised, serving

pytestmark = [pytest.mark.firefox, pytest.mark.node]

FOCUS = """(() => {
  const at = document.activeElement;
  const ring = getComputedStyle(at.matches(".md-option") ? at.nextElementSibling : at).outlineStyle;
  return {name: at.getAttribute("aria-label") ?? at.textContent.trim(), ring, none: at === document.body};
})()"""


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with serving(site, advised(site)) as address:
        yield address


@pytest.fixture
def tab(firefox: Firefox) -> Iterator[Tab]:
    tab = firefox.tab()
    yield tab
    tab.close()


def test_pages(site: Path, address: str, tab: Tab) -> None:
    """Every kind of page opens without an error, and asks no other host for anything.

    Nothing has to be scrolled sideways in a window that is made as narrow as 320 pixels.
    """
    for path in varied_pages(site):
        tab.resize(1280)
        tab.goto(address + path, until="networkidle0")
        tab.resize(320)
        tab.wait("innerWidth === 320")
        assert tab.evaluate("document.documentElement.scrollWidth") <= 320, path
        assert tab.noises() == [], path
        assert [asked for asked in tab.requests() if not asked.startswith((address, "data:"))] == [], path


def test_too_strict_policy(site: Path, tab: Tab) -> None:
    """The test above would notice a policy that forbids too much, and a page that Firefox is to fetch ahead."""
    stricter = advised(site)["Content-Security-Policy"].replace("img-src 'self' data:", "img-src 'none'")
    with serving(site, {"Content-Security-Policy": stricter}) as address:
        tab.goto(f"{address}about/", until="networkidle0")
        assert any("img-src 'none'" in noise for noise in tab.noises())
        tab.evaluate("document.head.insertAdjacentHTML('beforeend', '<link rel=next href=../law/>')")
        tab.wait("performance.now() > 2000")
        assert any("/law/" in noise for noise in tab.noises())


@pytest.mark.parametrize(("width", "names"), [(1280, {"Search"}), (320, {"Search", "Menu"})])
def test_tab_key(address: str, tab: Tab, width: int, names: set[str]) -> None:
    """The Tab key reaches the search and, on a narrow screen, the menu. Every stop has a visible focus ring."""
    tab.resize(width)
    tab.goto(f"{address}sections/information-and-advice/", until="networkidle0")
    stops = []
    for _ in range(15):
        tab.press("Tab")
        tab.wait(f"{FOCUS}.none || {FOCUS}.ring === 'solid'")  # the skip link appears slowly
        stops.append(tab.evaluate(FOCUS)["name"])
    assert stops[0] == "Skip to content"
    assert names <= set(stops)


def test_menu(address: str, tab: Tab) -> None:
    """The menu of a narrow screen opens and closes by keyboard."""
    tab.resize(320)
    tab.goto(f"{address}sections/information-and-advice/", until="networkidle0")
    tab.evaluate("document.querySelector('.press[aria-label=Menu]').focus()")
    tab.press("Enter")
    tab.wait("document.activeElement.closest('.md-sidebar--primary')")
    tab.press("Escape")
    tab.wait(f"{FOCUS}.name === 'Menu'")


@pytest.mark.parametrize("width", [1280, 320])
def test_search(address: str, tab: Tab, width: int) -> None:
    """The search finds a word, and Enter leads to where it is."""
    tab.resize(width)
    tab.goto(f"{address}workbook/", until="networkidle0")
    button = "document.querySelector('.press[aria-label=Search]')"
    tab.evaluate(f"({width} < 960 ? {button} : document.querySelector('.md-search__input')).focus()")
    if width < 960:
        tab.press("Enter")
        tab.wait("document.activeElement.matches('.md-search__input')")
    tab.type("Sukoon")
    tab.wait("document.querySelector('.md-search-result__item a')?.textContent.includes('Sukoon')")
    tab.press("Enter")
    tab.wait("location.search.includes('h=') && document.querySelector('main').textContent.includes('Sukoon')")
    assert tab.noises() == []


def test_filters(address: str, tab: Tab) -> None:
    """Examples are narrowed down, and Firefox's Back button takes that back."""
    tab.goto(f"{address}examples/", until="networkidle0")
    shown = "[...document.querySelectorAll('.cards > li')].filter(card => card.checkVisibility()).length"
    every = tab.evaluate(shown)
    tab.select("select[name=area]", "Surrey")
    tab.wait(f"location.search === '?area=Surrey' && {shown} < {every}")
    tab.evaluate("history.back()")
    tab.wait(f"location.search === '' && {shown} === {every}")
    assert tab.noises() == []


def test_without_scripts(site: Path, address: str, framework: Framework) -> None:
    """With JavaScript off, every page can be read, and links lead to all others."""
    with running_firefox(settings=SCRIPTS_OFF) as running:
        tab = running.tab()
        for path in varied_pages(site):
            tab.goto(address + path)
            assert tab.evaluate("document.querySelector('h1').checkVisibility()"), path
            assert tab.evaluate("document.querySelector('.md-content__inner').innerText.length") > 200, path
        links = "[...document.querySelectorAll('.md-tabs a')].filter(link => link.checkVisibility())"
        assert tab.evaluate(f"{links}.length") > 3
        tab.goto(f"{address}sections/{framework.sections[0].id}/")
        assert not tab.evaluate("document.querySelector('.md-search-result__item') !== null")
        assert tab.noises() == []
