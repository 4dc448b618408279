"""How much a visitor's browser has to fetch, from a server that packs texts as static hosts do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from page_weight import weigh
from playwright.sync_api import Browser
from serve_gzip import server

from carers_framework.framework.model import Framework

FIRST_VISIT = 80_000
NEXT_PAGE = 15_000
HEAVIER = {"examples": 32_000, "prompts": 40_000}
"""Long lists that are one page each, so that they can be narrowed down, printed, and searched by the browser."""


@pytest.fixture(scope="module")
def packed_address(site: Path) -> Iterator[str]:
    """The address of a server on this machine that packs what it sends."""
    packed = server(site, 0)
    Thread(target=packed.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{packed.server_port}/"
    packed.shutdown()
    packed.server_close()


@pytest.mark.chromium
def test_no_section_weighs_more_than_a_phone_on_a_slow_line_takes(
    framework: Framework, packed_address: str, browser: Browser
) -> None:
    for section in framework.sections:
        address = f"{packed_address}sections/{section.id}/"
        assert weigh(browser, address).bytes <= FIRST_VISIT, section.id
        assert weigh(browser, address, after=packed_address).bytes <= NEXT_PAGE, section.id


@pytest.mark.chromium
@pytest.mark.parametrize("page", ["", "law", "examples", "workbook", "prompts", "glossary"])
def test_the_next_page_is_light(packed_address: str, browser: Browser, page: str) -> None:
    address = f"{packed_address}{page}/" if page else packed_address
    weight = weigh(browser, address, after=f"{packed_address}sections/")
    assert weight.bytes <= HEAVIER.get(page, NEXT_PAGE)
