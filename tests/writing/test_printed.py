"""The workbook on paper, as LibreOffice prints it: how many pages, how small the type, what is on each page.

What this does not cover: Excel, which breaks lines and pages a little differently, and other sizes of paper.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pypdf import PageObject, PdfReader

from carers_framework.framework.model import Framework
from carers_framework.workbook.worked_example import load_example
from carers_framework.writing.save import to_bytes
from carers_framework.writing.writer import build, build_example
from tests.helpers.project import FROZEN
from tests.helpers.workbooks import convert_all

MOST_PAGES = 22
SMALLEST = 9.0
A4_ACROSS = (842, 595)


@pytest.fixture(scope="module")
def pdfs(framework: Framework, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The workbook on paper, empty and as the worked example, printed in one run of LibreOffice."""
    folder = tmp_path_factory.mktemp("printed")
    example = load_example(FROZEN / "worked_example.yaml")
    (folder / "empty.xlsx").write_bytes(to_bytes(build(framework)))
    (folder / "example.xlsx").write_bytes(to_bytes(build_example(framework, example)))
    converted = convert_all([folder / "empty.xlsx", folder / "example.xlsx"], "pdf", folder)
    return {path.stem: path for path in converted}


@pytest.fixture(scope="module", params=["empty", "example"])
def printed(pdfs: dict[str, Path], request: pytest.FixtureRequest) -> PdfReader:
    return PdfReader(pdfs[request.param])


def sheet_of(page: PageObject, edition: str) -> str:
    """Return the name of the sheet, which the footer has: "Start here, page 1 of 22"."""
    (footer,) = [line for line in page.extract_text().splitlines() if ", page " in line]
    return re.split(rf"edition {edition}\s+", footer)[1].split(", page ")[0]


def sizes(page: PageObject) -> set[float]:
    """Return the sizes of the type on a page, in points."""
    found: set[float] = set()

    def visit(text: str, _outer: object, matrix: list[float], _font: object, size: float) -> None:
        if text.strip():
            found.add(round(size * abs(matrix[3]), 2))

    page.extract_text(visitor_text=visit)
    return found


@pytest.mark.libreoffice
def test_few_pages(printed: PdfReader, framework: Framework) -> None:
    """A section has one or two pages; the first sheet, preparation, summary and reviews have one; the plan two."""
    pages = [sheet_of(page, framework.edition.id) for page in printed.pages]
    sheets = framework.workbook.sheets
    counts = {name: pages.count(name) for name in pages}
    assert len(pages) <= MOST_PAGES
    for section in framework.sections:
        assert counts.pop(framework.sheet_name(section)) <= 2
    assert counts.pop(sheets.ideas.name) <= 5
    assert counts == {
        sheets.start.name: 1,
        sheets.preparation.name: 1,
        sheets.summary.name: 1,
        sheets.plan.name: 2,
        sheets.reviews.name: 1,
    }


@pytest.mark.libreoffice
def test_size_of_type(printed: PdfReader) -> None:
    for number, page in enumerate(printed.pages, start=1):
        assert min(sizes(page)) >= SMALLEST, number


@pytest.mark.libreoffice
def test_a4_across(printed: PdfReader) -> None:
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in printed.pages} == {A4_ACROSS}


@pytest.mark.libreoffice
def test_no_page_is_nearly_empty(printed: PdfReader) -> None:
    """Below what is repeated at its top, each page has several rows, and no heading is the last thing on it."""
    for number, page in enumerate(printed.pages, start=1):
        assert len(page.extract_text().splitlines()) > 12, number
