"""How high rows are, so that nothing in them is cut."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from itertools import groupby

from ..workbook.answers import Answer
from ..workbook.cells import Formula, Input, Link, Number, Text
from ..workbook.layout import PlacedCell, PlacedSheet
from .styles import FONT_SIZE

_CHARACTERS_PER_UNIT = 1.12
"""How many letters of running text go into a unit of column width: careful, so that rows are rather too high."""

_POINTS_PER_LINE = FONT_SIZE * 1.31
_HIGHEST_ROW = 409
"""The greatest height of a row in Excel, in points."""

TITLE_HEIGHT = 30
"""The height of the first row of every sheet, in points."""


def heights(placed: PlacedSheet, values: Mapping[str, Answer | None]) -> dict[int, float]:
    """The height of each row in points, so that nothing in it is cut."""
    heights: dict[int, float] = {}
    for row, cells in groupby(placed.cells, key=lambda one: one.row):
        lines = max(
            [placed.least_lines[row], *(_lines(one, values.get(one.address), placed.sheet.widths) for one in cells)]
        )
        heights[row] = row_height(lines)
    return {**heights, 1: TITLE_HEIGHT}


def row_height(lines: int) -> float:
    """The height of a row in points in which so many lines of text are seen."""
    return min(_HIGHEST_ROW, round(lines * _POINTS_PER_LINE + 4, 1))


def text_lines(text: str, width: float) -> int:
    """How many lines a text takes in a column of a width, as Excel counts widths."""
    letters = max(1, int(width * _CHARACTERS_PER_UNIT) - 1)
    return sum(max(1, len(textwrap.wrap(line, letters))) if len(line) > letters else 1 for line in text.split("\n"))


def _lines(placed: PlacedCell, value: Answer | None, widths: tuple[int, ...]) -> int:
    """Return how many lines a cell takes with what it shows."""
    match placed.cell:
        case Text(style=style) as fixed:
            text = fixed.lines
        case Link(text, style=style):
            pass
        case Formula(style=style):
            text = str(value)
        case Number():
            return 1
        case Input():
            text, style = str(value or ""), "input"
    if style in {"title", "heading", "line", "line_link", "notice"}:
        return 1
    return text_lines(text, widths[placed.column - 1])
