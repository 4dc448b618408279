"""axe finds no mistake on any kind of page of the built site, as the page opens."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.helpers.axe import COLOURS, violations
from tests.helpers.pages import varied_pages
from tests.helpers.screens import resize


@pytest.mark.chromium
@pytest.mark.parametrize(("scheme", "widths"), [("light", (1280, 320)), ("dark", (320, 1280))], ids=["light", "dark"])
def test_axe(site: Path, site_address: str, browser: Browser, scheme: str, widths: tuple[int, int]) -> None:
    """Each page is opened in light on a wide screen, in dark on a narrow one, and then has the other width.

    Every rule sees both schemes and both widths. Those that depend on colours see all four pairs, and the others need
    not: a scheme changes nothing but colours.
    """
    first, second = widths
    context = browser.new_context(color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path in varied_pages(site):
        page.set_viewport_size({"width": first, "height": 800})
        page.goto(site_address + path)
        for violation in violations(page):
            found[violation].append(f"{path} at {first}")
        resize(page, second)
        for violation in violations(page, COLOURS):
            found[violation].append(f"{path} at {second}")
    context.close()
    assert dict(found) == {}
