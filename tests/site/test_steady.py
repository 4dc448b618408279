"""Nothing on a page moves when its scripts arrive after it has been shown, as they do on a phone."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route

from tools.kinds_of_pages import longest_of_each

LATE = 0.1
"""How many seconds a script takes. By then the browser has shown the page."""

MOST = 0.1
"""The layout shift up to which a page is called steady (https://web.dev/articles/cls)."""

OBSERVE = """
window.shifts = [];
new PerformanceObserver((list) => shifts.push(...list.getEntries().map((entry) => entry.value)))
  .observe({type: "layout-shift", buffered: true});
"""


def late(route: Route) -> None:
    time.sleep(LATE)
    route.continue_()


@pytest.mark.chromium
def test_steady(site: Path, site_address: str, frozen_project: Path, browser: Browser) -> None:
    """The longest page of each kind stays where it is on a phone."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    context.add_init_script(OBSERVE)
    page = context.new_page()
    # With a route, Chromium keeps no file in its cache: scripts are late on each page.
    page.route("**/*.js", late)
    moved = {}
    for address in longest_of_each(frozen_project, site):
        page.goto(site_address + address)
        page.wait_for_timeout(100)
        shift = sum(page.evaluate("shifts"))
        if shift > MOST:
            moved[address] = round(shift, 2)
    context.close()
    assert moved == {}
