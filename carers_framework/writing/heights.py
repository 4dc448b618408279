"""How high rows are, so that nothing in them is cut, and little room is left.

LibreOffice fits no row to its content when it opens a file, so every height is written. Rows still grow as people type.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from types import MappingProxyType

from ..workbook.answers import Answer
from ..workbook.cells import Chart, Formula, Input, Link, Number, Rows, Table, Text
from ..workbook.functions import as_text
from ..workbook.layout import PlacedCell, PlacedSheet
from .styles import FONT_SIZE, STYLES, size_of

# The widths of Arial's characters in thousandths of the font's size: those that Adobe published for Helvetica, which
# Arial and Liberation Sans share.
_WIDTHS = {
    **dict.fromkeys("ijl’‘", 222),
    **dict.fromkeys(" !,./:;I[]\\ft·", 278),
    **dict.fromkeys("()-r`“”{}", 333),
    **dict.fromkeys("ckJsvxyz", 500),
    **dict.fromkeys("<=>+~", 584),
    **dict.fromkeys("FTZ", 611),
    **dict.fromkeys("&ABEKPSVXY", 667),
    **dict.fromkeys("CDHNRUw", 722),
    **dict.fromkeys("GOQ", 778),
    **dict.fromkeys("Mm", 833),
    **{"W": 944, "…": 1000, "@": 1015, "%": 889, "'": 191, '"': 355, "|": 260, "½": 834},
}
_OTHER_WIDTH = 556
"""The width of all other letters and of figures."""

_WIDE_WIDTH = 1000
"""The width of what other scripts and symbols need at most."""

_WIDE_FROM = 0x2E80
"""From here on are scripts whose characters are as wide as high."""

_BOLD = 1.07
"""How much wider bold text is."""

_PIXELS_PER_POINT = 96 / 72
_PIXELS_PER_UNIT = 7.4
"""How wide LibreOffice draws a unit of column width, which is a figure of the normal font."""

_PADDING = 14
"""The pixels at the sides of a cell, its indent included."""

_ALLOWANCE = 0.96
"""Excel and Gnumeric draw columns narrower than LibreOffice, and so break lines earlier."""

_LINE = 1.15
"""The height of a line, as a multiple of the font's size."""

_AROUND = 1.8
"""The points above and below the text of a cell."""

_HIGHEST_ROW = 409
"""The greatest height of a row in Excel, in points."""

TITLE_HEIGHT = 24
"""The height of a row with the title of a sheet, in points."""

_RUN_ON = frozenset(
    {"title", "heading", "line", "line_quiet", "line_strong", "line_link", "calculated_line", "blank", "above_score"}
)
"""Styles whose text runs on over the cells on its right, and does not break into lines."""


MEASURES: Mapping[str, object] = MappingProxyType(
    {
        "widths": {
            str(width): "".join(character for character, its in _WIDTHS.items() if its == width)
            for width in sorted(set(_WIDTHS.values()))
        },
        "other": _OTHER_WIDTH,
        "wide": _WIDE_WIDTH,
        "wideFrom": _WIDE_FROM,
        "bold": _BOLD,
        "pixelsPerPoint": _PIXELS_PER_POINT,
        "pixelsPerUnit": _PIXELS_PER_UNIT,
        "padding": _PADDING,
        "allowance": _ALLOWANCE,
        "line": _LINE,
        "around": _AROUND,
        "highest": _HIGHEST_ROW,
    }
)
"""All of the above as plain data, for a script that works out the same heights."""


def measures_of(style: str) -> tuple[int, int, int]:
    """Return what heights depend on in the style of an input or a formula: its size in points, whether it is bold,
    and whether its text runs on, the latter two as 1 or 0."""
    style = style or "input"
    return size_of(style), int(STYLES[style].bold), int(style in _RUN_ON)


def heights(placed: PlacedSheet, values: Mapping[str, Answer | None]) -> dict[int, float]:
    """Return the height of each row in points, so that nothing in it is cut."""
    return {
        row: _height(placed, row, list(cells), values)
        for row, cells in groupby(placed.cells, key=lambda cell: cell.row)
    }


def fixed_heights(placed: PlacedSheet) -> dict[int, float]:
    """Return the least height in points of each row that is as high as its answers and formulas need.

    It is what its fixed texts need. Rows with neither answers nor formulas are left out, and those of a fixed height.
    """
    found: dict[int, float] = {}
    for row, group in groupby(placed.cells, key=lambda cell: cell.row):
        cells, block = list(group), placed.blocks[row]
        changes = any(isinstance(cell.cell, (Formula, Input)) for cell in cells)
        if changes and not isinstance(block, Chart) and not block.fixed:
            found[row] = _fixed_height(placed, block, cells)
    return found


def _fixed_height(placed: PlacedSheet, block: Rows | Table, cells: list[PlacedCell]) -> float:
    fixed = (cell for cell in cells if not isinstance(cell.cell, (Formula, Input)))
    return max([block.least, *(height_of(cell, None, placed.sheet.widths) for cell in fixed)])


def row_height(lines: int, size: float = FONT_SIZE) -> float:
    """Return the height of a row in points in which so many lines of text of a size are seen."""
    return min(_HIGHEST_ROW, round(lines * size * _LINE + _AROUND, 1))


def text_lines(text: str, width: float, size: float = FONT_SIZE, *, bold: bool = False) -> int:
    """Return how many lines a text takes in a column of a width, as Excel counts widths."""
    room = (width * _PIXELS_PER_UNIT - _PADDING) * _ALLOWANCE
    # Pixels for a thousandth of the font’s size.
    scale = size * _PIXELS_PER_POINT * (_BOLD if bold else 1) / 1000
    return sum(_wrapped(line, room / scale) for line in text.split("\n"))


def _height(placed: PlacedSheet, row: int, cells: list[PlacedCell], values: Mapping[str, Answer | None]) -> float:
    block = placed.blocks[row]
    is_heading = isinstance(cells[0].cell, Text) and cells[0].cell.style.startswith("table_header")
    if isinstance(block, Chart):
        return min(_HIGHEST_ROW, block.height)
    if block.fixed and not is_heading:
        return block.least
    # Nobody writes in the headings of a table.
    least = 0 if is_heading else block.least
    needed = (height_of(cell, values.get(cell.address), placed.sheet.widths) for cell in cells)
    # In tenths of a point, rounded so that a script gets the same.
    return math.floor(10 * min(_HIGHEST_ROW, max([least, *needed])) + 0.5) / 10


def height_of(placed: PlacedCell, value: Answer | None, widths: tuple[float, ...]) -> float:
    """Return the height that a cell needs for what it shows, in points."""
    width = widths[placed.column - 1]
    return sum(_parts(placed, value, width)) + _AROUND


def _parts(placed: PlacedCell, value: Answer | None, width: float) -> Iterator[float]:
    """Yield the heights of the parts of a cell's text."""
    match placed.cell:
        case Text(text, style, more, joint=joint):
            if more and joint == "\n":
                yield _text_height(text, style, width)
                yield _text_height(more, "text", width)
            else:
                yield _text_height(placed.cell.lines, style, width)
        case Link(text, style=style):
            yield _text_height(text, style, width)
        case Formula(style=style) | Input(style=style):
            text = str(value) if isinstance(value, datetime.date) else as_text(value)
            yield _text_height(text, style or "input", width)
        case Number(style=style):
            yield _text_height("0", style, width)


def _text_height(text: str, style: str, width: float) -> float:
    size = size_of(style)
    if style == "table_header_narrow":
        # It has no indent, and a short word that is broken is worse than a row that is too high.
        width += 1.2
    lines = 1 if style in _RUN_ON else text_lines(text, width, size, bold=STYLES[style].bold)
    return min(_HIGHEST_ROW, lines * size * _LINE)


def _wrapped(line: str, room: float) -> int:
    """Return how many lines a paragraph takes where each has room for a width, in thousandths of the font's size."""
    lines, used = 1, 0.0
    for word in line.split(" "):
        width = _word_width(word)
        if used and used + _WIDTHS[" "] + width > room:
            lines, used = lines + 1, 0.0
        # A word that is longer than a line is broken.
        lines += int(width // room)
        used = used + _WIDTHS[" "] + width if used else width % room
    return lines


# Most words come again and again, and adding up characters takes longer than all the rest.
@lru_cache(maxsize=2048)
def _word_width(word: str) -> float:
    return sum(map(_character_width, word))


def _character_width(character: str) -> float:
    return _WIDTHS.get(character) or (_OTHER_WIDTH if ord(character) < _WIDE_FROM else _WIDE_WIDTH)
