"""The weight of pages: what a browser has to fetch from a server that compresses texts, as static hosts do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from carers_framework.framework.model import Framework
from tests.helpers.servers import serving
from tools.page_weight import weigh

FIRST_VISIT = 80_000
NEXT_PAGE = 15_000
HEAVIER = {"examples": 32_000, "prompts": 20_000}
"""Long lists that are one page each, so that they can be narrowed down, printed, and searched by the browser."""


@pytest.fixture(scope="module")
def packed_address(site: Path) -> Iterator[str]:
    """The address of a server on this machine that compresses what it sends."""
    with serving(site) as address:
        yield address


@pytest.mark.chromium
def test_sections(framework: Framework, packed_address: str, browser: Browser) -> None:
    """No section is too heavy for a phone on a slow connection."""
    for section in framework.sections:
        address = f"{packed_address}sections/{section.id}/"
        assert weigh(browser, address).bytes <= FIRST_VISIT, section.id
        assert weigh(browser, address, after=packed_address).bytes <= NEXT_PAGE, section.id


@pytest.mark.chromium
@pytest.mark.parametrize("page", ["", "law", "examples", "workbook", "prompts", "glossary"])
def test_next_page(packed_address: str, browser: Browser, page: str) -> None:
    """Another page, opened from a first one, is light."""
    address = f"{packed_address}{page}/" if page else packed_address
    weight = weigh(browser, address, after=f"{packed_address}sections/")
    assert weight.bytes <= HEAVIER.get(page, NEXT_PAGE)
