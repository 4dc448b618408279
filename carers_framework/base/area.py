"""Rectangles of cells, and the addresses of cells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from openpyxl.utils import get_column_letter, quote_sheetname

# Excel's columns end at XFD and its rows at 1048576, so no address has more letters or digits than this.
_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")


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
        # A dollar sign keeps a reference where it is when a formula is copied.
        first = f"{sign}{get_column_letter(self.column)}{sign}{self.row}"
        last = f"{sign}{get_column_letter(self.last_column)}{sign}{self.last_row}"
        return first if first == last else f"{first}:{last}"


def cell_address(row: int, column: int) -> str:
    """Return the address of a cell within its sheet, such as "B7"."""
    return f"{get_column_letter(column)}{row}"


# The same addresses come back in every workbook of a folder that is collated.
@lru_cache(maxsize=8192)
def row_and_column(address: str) -> tuple[int, int]:
    """Return the row and the column, from 1, of an address such as "B7" or "$B$7".

    Raises:
        ValueError: the text is not the address of one cell.
    """
    found = _ADDRESS.fullmatch(address)
    if not found:
        raise ValueError(f"not an address: {address}")
    letters, row = found.groups()
    column = 0
    for letter in letters:
        # Letters count from 1 to 26, without a zero: after Z comes AA.
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(row), column
