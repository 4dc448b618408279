"""The site as Chromium prints it: no menus, boxes to tick, room to write, and page breaks in the right places.

Other browsers are not tested, nor whether the print looks good.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from carers_framework.framework.model import Framework

MENUS = (".md-header", ".md-tabs", ".md-sidebar", ".md-footer", ".md-top", ".headerlink", ".md-button")

DRAWN_BOXES = """
selector => [...document.querySelectorAll(selector)].filter(item => {
    const box = getComputedStyle(item, "::before");
    const drawn = parseFloat(box.width) > 8 && parseFloat(box.borderTopWidth) > 0;
    return item.checkVisibility() && box.content === '""' && drawn;
}).length
"""
FORCED_BREAKS = """
() => [...document.querySelectorAll("*")].filter(
    item => item.checkVisibility() && getComputedStyle(item).breakBefore === "page"
).length
"""


@pytest.fixture
def paper(page: Page) -> Page:
    """A page that looks as it would in print, in a browser that prefers dark colours."""
    page.emulate_media(media="print", color_scheme="dark")
    return page


def count_of_pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def assert_no_menus(page: Page) -> None:
    for menu in MENUS:
        assert not [part for part in page.locator(menu).all() if part.is_visible()], menu


@pytest.mark.chromium
def test_section(framework: Framework, site_address: str, paper: Page) -> None:
    """A section prints as a sheet to discuss, on two pages."""
    for section in framework.sections:
        paper.goto(f"{site_address}sections/{section.id}/")
        assert_no_menus(paper)
        assert paper.evaluate(DRAWN_BOXES, ".level li") == len(section.indicators)
        assert paper.locator(".sheet .circle:visible").all_inner_texts() == [level.score for level in framework.levels]
        rooms = paper.locator(".sheet-room:visible")
        for field in ("reasons", "concerns", "action"):
            label = getattr(framework.fields, field).label
            room = rooms.filter(has_text=label)
            assert room.count() == 1
            assert room.bounding_box()["height"] > 150, label
        for left_out in ("#the-law-behind-it", "#prompts", "#examples", "details"):
            assert not [part for part in paper.locator(left_out).all() if part.is_visible()], left_out
        assert paper.evaluate(FORCED_BREAKS) == 1
        assert count_of_pages(paper.pdf(prefer_css_page_size=True)) == 2, section.id


@pytest.mark.chromium
def test_section_on_screen(framework: Framework, site_address: str, page: Page) -> None:
    """On the screen a section has no room to write."""
    page.goto(f"{site_address}sections/{framework.sections[0].id}/")
    assert not page.locator(".sheet").is_visible()
    assert page.locator("#the-law-behind-it").is_visible()


@pytest.mark.chromium
def test_workshop_pack(framework: Framework, site_address: str, paper: Page) -> None:
    """The workshop pack has a cover, the steps, a sheet for each section and two tables, each on new pages."""
    paper.goto(f"{site_address}workshop-pack/")
    assert_no_menus(paper)
    assert paper.evaluate(DRAWN_BOXES, ".level li") == sum(len(section.indicators) for section in framework.sections)
    assert paper.evaluate(DRAWN_BOXES, ".to-tick li") == len(framework.invite) + len(framework.gather)
    assert paper.locator(".sheet:visible").count() == len(framework.sections)
    steps, summary, plan = 1, 1, 1
    breaks = steps + 2 * len(framework.sections) + summary + plan
    assert paper.evaluate(FORCED_BREAKS) == breaks
    # One page for each break and the cover, and a second one for the steps.
    pages = count_of_pages(paper.pdf(prefer_css_page_size=True))
    assert 1 + breaks <= pages <= 1 + breaks + 1
    summary_rows = paper.locator("table.to-fill-in").first.locator("tbody th").all_inner_texts()
    assert summary_rows == [section.title for section in framework.sections]
    assert paper.locator("table.to-fill-in").last.locator("tbody tr").count() >= 10
