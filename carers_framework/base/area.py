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
        return _joined(f"{get_column_letter(self.column)}{self.row}", self._last("", ""))

    @property
    def reference(self) -> str:
        """The absolute address that a defined name refers to: "'Start here'!$B$7"."""
        first = f"${get_column_letter(self.column)}${self.row}"
        return f"{quote_sheetname(self.sheet)}!{_joined(first, self._last('$', '$'))}"

    def _last(self, before_column: str, before_row: str) -> str:
        return f"{before_column}{get_column_letter(self.last_column)}{before_row}{self.last_row}"


def cell_address(row: int, column: int) -> str:
    """Return the address of a cell within its sheet, such as "B7"."""
    return f"{get_column_letter(column)}{row}"


def _joined(first: str, last: str) -> str:
    return first if first == last else f"{first}:{last}"
