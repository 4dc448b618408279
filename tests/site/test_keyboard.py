"""The site by keyboard and without JavaScript, in Chromium.

Firefox is tested in test_firefox.py. Not tested: other browsers, screen readers, and whether the order of the stops
makes sense.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from carers_framework.framework.model import Framework
from tests.helpers.pages import varied_pages

SECTION = "sections/information-and-advice/"
FOCUS = """() => {
  const at = document.activeElement;
  const shown = at.matches(".md-option") ? at.nextElementSibling : at;
  const {left, top, right, bottom} = shown.getBoundingClientRect();
  return {name: at.getAttribute("aria-label") ?? at.textContent.trim(), ring: getComputedStyle(shown).outlineStyle,
          seen: right > 0 && bottom > 0 && left < innerWidth && top < innerHeight && right > left};
}"""


@pytest.fixture(params=[1280, 360])
def page(page: Page, site_address: str, request: pytest.FixtureRequest) -> Page:
    """A section page, ready for keys, on a wide and on a narrow screen."""
    page.set_viewport_size({"width": request.param, "height": 800})
    page.emulate_media(reduced_motion="reduce")
    page.goto(site_address + SECTION)
    page.wait_for_load_state("networkidle")
    return page


@pytest.mark.chromium
def test_tab_key(page: Page) -> None:
    """Every stop of the Tab key is in sight and has a visible focus ring."""
    names = []
    for _ in range(40):
        page.keyboard.press("Tab")
        page.wait_for_timeout(30)
        if page.evaluate("document.activeElement === document.body"):
            break  # the page has no more of them
        focus = page.evaluate(FOCUS)
        assert focus["seen"], focus
        assert focus["ring"] == "solid", focus
        names.append(focus["name"])
    assert names[0] == "Skip to content"
    assert "Search" in names
    assert any("The law behind it" in name for name in names)


@pytest.mark.chromium
def test_skip_link(page: Page) -> None:
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_timeout(100)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null")


@pytest.mark.chromium
def test_search(page: Page) -> None:
    if page.viewport_size == {"width": 360, "height": 800}:
        page.get_by_role("button", name="Search").press("Enter")
        page.wait_for_function("document.activeElement.matches('.md-search__input')")
    else:
        page.get_by_role("textbox", name="Search").focus()
    page.keyboard.type("emergency")
    page.locator(".md-search-result__link").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?h=*")


@pytest.mark.chromium
@pytest.mark.parametrize("page", [360], indirect=True)
@pytest.mark.parametrize("key", ["Enter", " "])
def test_menu(page: Page, key: str) -> None:
    """The menu of a narrow screen opens and closes by keyboard."""
    page.get_by_role("button", name="Menu").press(key)
    assert page.evaluate("document.activeElement.closest('.md-sidebar--primary') !== null")
    page.keyboard.press("Escape")
    assert page.evaluate(FOCUS)["name"] == "Menu"
    page.keyboard.press(key)
    page.keyboard.press("Tab")
    page.wait_for_timeout(100)
    assert page.evaluate(FOCUS)["seen"]


@pytest.mark.chromium
def test_without_scripts(site: Path, site_address: str, browser: Browser, framework: Framework) -> None:
    """Without JavaScript every page can be read, and links lead to all others."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    for path in varied_pages(site):
        page.goto(site_address + path)
        assert page.locator("h1").first.is_visible(), path
        assert len(page.locator(".md-content__inner").inner_text()) > 200, path
        # The page that fills in the workbook has the whole window, with a link to the home page.
        assert page.locator(".md-tabs a:visible").count() > 3 or path == "fill-in/index.html", path
    page.goto(site_address)
    page.locator(".md-tabs a", has_text="sections").click()
    page.locator(".md-sidebar--primary a:visible", has_text=framework.sections[0].title).click()
    assert page.locator("h1").inner_text().startswith(framework.sections[0].title)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download the workbook").click()
    assert waiting.value.suggested_filename.endswith(".xlsx")
    context.close()
