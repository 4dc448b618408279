"""The data of the workbook, of which a visitor waits for every byte."""

from __future__ import annotations

import gzip

import pytest

from carers_framework.framework.model import Framework
from carers_framework.online.book import book_data
from carers_framework.online.empty import packed
from carers_framework.online.scripts import script

MOST_BYTES = {"book": 20_000, "empty": 90_000}
"""The most bytes of each script, packed with gzip as web servers do."""


@pytest.mark.parametrize("name", MOST_BYTES)
def test_is_small(framework: Framework, workbook_bytes: bytes, name: str) -> None:
    data = book_data(framework) if name == "book" else packed(framework, workbook_bytes)
    assert len(gzip.compress(script(name, data).encode())) < MOST_BYTES[name]


def test_same_bytes(framework: Framework, workbook_bytes: bytes) -> None:
    """The same framework gives the same data, so that a site is built again without a change."""
    assert script("book", book_data(framework)) == script("book", book_data(framework))
    assert packed(framework, workbook_bytes) == packed(framework, workbook_bytes)
