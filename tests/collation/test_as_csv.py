"""No text becomes a formula where a spreadsheet opens a CSV file."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from carers_framework.collation.as_csv import csv_row, escape_formula

from .samples import TABLES


@pytest.mark.parametrize("name", TABLES)
def test_hostile_texts(hostile: Path, name: str) -> None:
    with (hostile / "csv" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as stream:
        texts = [text for row in csv.reader(stream) for text in row]
    assert not [text for text in texts if text.strip().startswith(tuple("=+-@\uff1d|%"))]


@pytest.mark.parametrize("text", ["Ring;=1+1", 'Ring;"=1+1', "Ring\n=1+1", "Ring ; +1"])
def test_other_separators(text: str) -> None:
    """A program that splits rows in another way finds no formula either."""
    cells = re.split("[;\n]", csv_row((text,)).decode())
    assert not any(cell.strip(' "\r').startswith(tuple("=+-@")) for cell in cells)


@pytest.mark.parametrize("text", ["Ash", "1 = 1", "a-b; c", "", "2024-01-01"])
def test_harmless_texts(text: str) -> None:
    assert escape_formula(text) == text
