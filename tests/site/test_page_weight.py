"""How much a visitor's browser has to fetch, from a server that compresses texts as static hosts do."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from carers_framework.framework.model import Framework
from carers_framework.site.content.acts import act_pages
from tests.helpers.pages import html_pages
from tools.page_weight import Scales

FIRST_VISIT = 80_000
NEXT_PAGE = 15_000


@pytest.fixture(scope="module")
def scales(browser: Browser) -> Iterator[Scales]:
    with closing(Scales(browser)) as scales:
        yield scales


@pytest.mark.chromium
def test_section_weight(framework: Framework, site_address: str, scales: Scales) -> None:
    """A section is light enough for a phone with a slow connection, at a first and at a later visit."""
    for section in framework.sections:
        address = f"{site_address}sections/{section.id}/"
        assert scales.weigh(address).bytes <= FIRST_VISIT, section.id
        assert scales.weigh(address, after=site_address).bytes <= NEXT_PAGE, section.id


@pytest.mark.chromium
def test_first_visit_weight(site: Path, site_address: str, scales: Scales) -> None:
    """A first visit is light, to the longest pages and to those with a script of their own."""
    pages = sorted(html_pages(site), key=lambda page: -len(gzip.compress((site / page).read_bytes())))
    # The page that fills in the workbook comes with its scripts and data, and has a limit and a test of its own.
    for page in {*pages[:10], "examples/index.html", "workshop-pack/index.html"} - {"fill-in/index.html"}:
        assert scales.weigh(site_address + page.removesuffix("index.html")).bytes <= FIRST_VISIT, page


@pytest.mark.chromium
def test_weight_of_alike_pages(framework: Framework, site: Path, site_address: str, scales: Scales) -> None:
    """The heaviest question about the law, example, Act and list are light at a first and at a later visit."""
    acts = [page.path.replace(".md", "/") for page in act_pages(framework)]
    lists = [f"prompts/{each.id}/" for each in framework.collections]
    questions = [f"law/{question.id}/" for question in framework.law_questions]
    examples = [f"examples/{example.id}/" for example in framework.examples]
    for pages in (questions, examples, acts, lists):
        heaviest = max(pages, key=lambda page: (site / page / "index.html").stat().st_size)
        assert scales.weigh(site_address + heaviest).bytes <= FIRST_VISIT, heaviest
        assert scales.weigh(site_address + heaviest, after=site_address).bytes <= NEXT_PAGE, heaviest


@pytest.mark.chromium
@pytest.mark.parametrize("page", ["", "law", "law/by-act", "examples", "workbook", "prompts", "glossary", "agenda"])
def test_next_page_weight(site_address: str, scales: Scales, page: str) -> None:
    address = f"{site_address}{page}/" if page else site_address
    weight = scales.weigh(address, after=f"{site_address}sections/")
    assert weight.bytes <= NEXT_PAGE
