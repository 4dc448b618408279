"""How much a visitor's browser has to fetch, from a server that compresses texts as static hosts do."""

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
HEAVIER = {"examples": 17_000, "law/by-act": 29_000, "prompts": 40_000}
"""Long lists that are one page each, so that they can be narrowed down, printed, and searched by the browser."""


@pytest.fixture(scope="module")
def packed_address(site: Path) -> Iterator[str]:
    """The address of a server on this machine that compresses its responses."""
    with serving(site) as address:
        yield address


@pytest.mark.chromium
def test_section_weight(framework: Framework, packed_address: str, browser: Browser) -> None:
    """A section is light enough for a phone with a slow connection, at a first and at a later visit."""
    for section in framework.sections:
        address = f"{packed_address}sections/{section.id}/"
        assert weigh(browser, address).bytes <= FIRST_VISIT, section.id
        assert weigh(browser, address, after=packed_address).bytes <= NEXT_PAGE, section.id


@pytest.mark.chromium
@pytest.mark.parametrize("page", ["law", "law/by-act", "examples"])
def test_first_visit_weight(packed_address: str, browser: Browser, page: str) -> None:
    """A first visit is light, and heavier only by as much as a long list is."""
    more = HEAVIER.get(page, NEXT_PAGE) - NEXT_PAGE
    assert weigh(browser, f"{packed_address}{page}/").bytes <= FIRST_VISIT + more


@pytest.mark.chromium
def test_weight_of_alike_pages(framework: Framework, site: Path, packed_address: str, browser: Browser) -> None:
    """The heaviest question about the law and the heaviest example are light at a first and at a later visit."""
    questions = [f"law/{question.id}/" for question in framework.law_questions]
    examples = [f"examples/{example.id}/" for example in framework.examples]
    for pages in (questions, examples):
        heaviest = max(pages, key=lambda page: (site / page / "index.html").stat().st_size)
        assert weigh(browser, packed_address + heaviest).bytes <= FIRST_VISIT, heaviest
        assert weigh(browser, packed_address + heaviest, after=packed_address).bytes <= NEXT_PAGE, heaviest


@pytest.mark.chromium
@pytest.mark.parametrize("page", ["", "law", "law/by-act", "examples", "workbook", "prompts", "glossary"])
def test_next_page_weight(packed_address: str, browser: Browser, page: str) -> None:
    address = f"{packed_address}{page}/" if page else packed_address
    weight = weigh(browser, address, after=f"{packed_address}sections/")
    assert weight.bytes <= HEAVIER.get(page, NEXT_PAGE)
