"""A rectangle of cells."""

from __future__ import annotations

from dataclasses import dataclass

from openpyxl.utils import get_column_letter, quote_sheetname


@dataclass(frozen=True, slots=True)
class Area:
    """Cells of a sheet from the top left to the bottom right. Rows and columns count from 1."""

    sheet: str
    row: int
    column: int
    last_row: int
    last_column: int

    @property
    def address(self) -> str:
        """The address within the sheet: "B7" or "B7:B12"."""
        return self._corners("")

    @property
    def reference(self) -> str:
        """The absolute address that a defined name refers to: "'Start here'!$B$7"."""
        return f"{quote_sheetname(self.sheet)}!{self._corners('$')}"

    def _corners(self, sign: str) -> str:
        """Return the first and the last cell, or the only one, with a sign before each letter and number."""
        first = f"{sign}{get_column_letter(self.column)}{sign}{self.row}"
        last = f"{sign}{get_column_letter(self.last_column)}{sign}{self.last_row}"
        return first if first == last else f"{first}:{last}"


def cell_address(row: int, column: int) -> str:
    """Return the address of a cell within its sheet, such as "B7"."""
    return f"{get_column_letter(column)}{row}"
