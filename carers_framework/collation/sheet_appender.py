"""Add rows to a sheet of the summary, one below the other.

Each row is stored as it comes, so that a long table needs little memory.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from ..base.area import Area
from ..base.colours import Colour
from ..base.excel import CELL_LIMIT
from ..words import summary as words
from ..workbook.answers import Answer
from ..writing.heights import TITLE_HEIGHT, row_height, text_lines
from ..writing.stored_rows import StoredRows
from ..writing.styles import DATE_FORMAT, style_name
from ..writing.tables_and_charts import excel_table
from .tables.table import Column, Row, SummaryTable

_ROWS_LIMIT = 1_048_000
"""The most rows of a table. A sheet holds 1,048,576, and there is more on it than the table."""

_FORMULA_SIGNS = ("=", "+", "-", "@")
"""What makes Excel take typed text for a formula."""


@dataclass(slots=True)
class SheetAppender:
    """Adds rows to a sheet.

    Args:
        sheet: gets the tables; its rows go to `rows`.
        widths: the widths of its columns in characters, which decide how high a row has to be.
        colours: the colours of words in coloured columns.
    """

    sheet: Worksheet
    widths: Sequence[int]
    colours: Mapping[str, Colour]
    rows: StoredRows = field(default_factory=StoredRows)
    _style_ids: dict[tuple[str, bool, bool], int] = field(default_factory=dict)

    def add_line(self, text: str, style: str) -> None:
        """Add a row with one text, in a named style."""
        height = TITLE_HEIGHT if style == "title" else row_height(1)
        self.rows.add([(text, self._style_id(text, style))], height)

    def add_table(self, table: SummaryTable) -> Area:
        """Add a table, its headings first, and return its area."""
        headings = tuple(column.heading for column in table.columns)
        self._add_cells(headings, ["table_header"] * len(headings))
        first = self.rows.count
        self._add_rows(table)
        area = Area(self.sheet.title, first, 1, self.rows.count, len(headings))
        # Worksheet.add_table would warn that the table has no headings: it looks for them in cells of openpyxl's.
        self.sheet.tables.add(excel_table(table.key.replace("-", "_"), area, headings, filtered=True))
        return area

    def _add_rows(self, table: SummaryTable) -> None:
        """Add the rows of a table, or one that says why there are none, or no more."""
        number = 0
        for number, row in enumerate(table.rows(), start=1):
            if number > _ROWS_LIMIT:
                self._add_note(words.TOO_MANY_ROWS, table)
                return
            self._add_cells(row, [self._style(value, column) for value, column in zip(row, table.columns, strict=True)])
        if not number:
            # Excel takes a table without a row below its headings for damaged.
            self._add_note(words.NOTHING_FOUND, table)

    def _add_note(self, text: str, table: SummaryTable) -> None:
        count = len(table.columns)
        self._add_cells((text, *[None] * (count - 1)), ["text"] * count)

    def _add_cells(self, values: Row, styles: Sequence[str]) -> None:
        """Add a row of values, each in a named style."""
        values = tuple(_cut(value) if isinstance(value, str) else value for value in values)
        style_ids = map(self._style_id, values, styles)
        self.rows.add(list(zip(values, style_ids, strict=True)), self._height(values))

    def _style(self, value: Answer | None, column: Column) -> str:
        """Return the name of a cell's style."""
        colour = self.colours.get(value) if column.coloured and isinstance(value, str) else None
        return f"level_{colour}" if colour else "text"

    def _style_id(self, value: Answer | None, style: str) -> int:
        """Return the number that the workbook gives to a named style, as a value needs it."""
        is_date = isinstance(value, datetime.date)
        # Without the quote prefix, a text that looks like a formula would become one as soon as somebody edits it.
        quoted = isinstance(value, str) and value.startswith(_FORMULA_SIGNS)
        if (style, is_date, quoted) not in self._style_ids:
            # openpyxl gives out numbers through cells only. This one is never put on the sheet.
            cell = Cell(self.sheet, 1, 1)
            cell.style = style_name(style)
            if is_date:
                cell.number_format = DATE_FORMAT
            cell.quotePrefix = quoted
            self._style_ids[style, is_date, quoted] = cell.style_id
        return self._style_ids[style, is_date, quoted]

    def _height(self, values: Row) -> float:
        """Return the height of a row in points in which every text is whole."""
        texts = ((value, width) for value, width in zip(values, self.widths, strict=False) if isinstance(value, str))
        return row_height(max((_lines(text, width) for text, width in texts), default=1))


# Most columns repeat the names of areas, sections and files row by row, and breaking a text into lines takes long.
_lines = lru_cache(maxsize=1024)(text_lines)


def _cut(text: str) -> str:
    """Return a text that a cell holds. The CSV files have the whole of it."""
    return text if len(text) <= CELL_LIMIT else f"{text[: CELL_LIMIT - 2]} …"
