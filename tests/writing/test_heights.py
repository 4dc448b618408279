"""Rows are as high as LibreOffice would make them, and a little higher where Excel breaks lines earlier.

What this does not cover: how Excel itself breaks lines.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from carers_framework.framework.model import Framework
from carers_framework.workbook.answers import Answers
from carers_framework.workbook.book import layout_of
from carers_framework.workbook.cells import Chart
from carers_framework.workbook.worked_example import load_example
from carers_framework.writing.heights import row_height, text_lines
from carers_framework.writing.save import to_bytes
from carers_framework.writing.writer import build
from tests.helpers.libreoffice import drive
from tests.helpers.project import FROZEN


@pytest.mark.libreoffice
def test_optimal_heights(framework: Framework, tmp_path: Path) -> None:
    """No row is lower than LibreOffice's best height, and few are more than a line higher."""
    answers = load_example(FROZEN / "worked_example.yaml").answers
    assert_high_enough(framework, answers, tmp_path)


def assert_high_enough(framework: Framework, answers: Answers, folder: Path) -> None:
    path = folder / "workbook.xlsx"
    path.write_bytes(to_bytes(build(framework, answers)))
    result = drive({"file": str(path), "heights": True}, folder)
    compared = higher = 0
    for placed in layout_of(framework, answers).sheets:
        for row, block in placed.blocks.items():
            if isinstance(block, Chart) or block.fixed or row > len(result[placed.sheet.name]):
                continue
            ours, best = result[placed.sheet.name][row - 1]
            compared += 1
            assert ours >= best - 0.6, (placed.sheet.name, row, ours, best)
            higher += ours > max(best, block.least) + row_height(1)
    assert higher < compared / 20


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [("word", 10, 1), ("two words", 7, 2), ("first\nsecond", 40, 2), ("W" * 40, 20, 4), ("", 10, 1)],
)
def test_lines(text: str, width: float, lines: int) -> None:
    assert text_lines(text, width) == lines
