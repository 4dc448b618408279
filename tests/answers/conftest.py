"""Every workbook that these tests read is read by the scripts of the page too, which must find the same in it."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from carers_framework.answers.read_back import ReadBack
from carers_framework.framework.model import Framework
from carers_framework.workbook.layout import Layout
from tests.helpers.editions import CURRENT, DRAFT, GARDENS
from tests.helpers.fill_in_page import ReadingPage, as_json, read_by_python

LARGE = 10_000_000
"""The size of a file in bytes from which on the page does not read it too."""


@pytest.fixture(scope="session")
def known_editions() -> Mapping[str, Framework]:
    """The editions that most of these tests read workbooks of, by their ids."""
    return {framework.edition.id: framework for framework in (DRAFT, GARDENS, CURRENT)}


@pytest.fixture(scope="session")
def reading_pages() -> dict[tuple[str, ...], ReadingPage]:
    """The pages made so far, by the editions that they know. They close with the browser."""
    return {}


@pytest.fixture(autouse=True)
def read_by_page_too(
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    known_editions: Mapping[str, Framework],
    reading_pages: dict[tuple[str, ...], ReadingPage],
) -> None:
    """Let a test's `read_back` compare what it returns, or refuses, with what the page makes of the file."""
    python = getattr(request.module, "read_back", None)
    # Without the browser the tests of Python are still worth running. Those in tests/online say that it is missing.
    if not python or request.config.getoption("quick") or not shutil.which("chromium"):
        return
    browser = request.getfixturevalue("browser")

    def read_back(path: Path, layouts: Mapping[str, Layout]) -> ReadBack:
        key = tuple(layouts)
        # Handing a browser that many bytes takes a minute. The page opens a large file in tests/online.
        if path.is_file() and path.stat().st_size < LARGE and set(key) <= set(known_editions):
            editions = [known_editions[id_] for id_ in key]
            page = reading_pages.get(key) or reading_pages.setdefault(key, ReadingPage(browser, editions))
            expected = as_json(read_by_python(path, editions, page.layouts))
            assert as_json(page.read(path.read_bytes(), str(path))) == expected
        return python(path, layouts)

    monkeypatch.setattr(request.module, "read_back", read_back)
