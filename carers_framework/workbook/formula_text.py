"""Formulas as texts: copied to another cell, and without what differs between cells that calculate alike."""

from __future__ import annotations

import re
from functools import lru_cache

from openpyxl.utils import get_column_letter

from ..base.area import row_and_column
from ..base.excel import LAST_COLUMN, LAST_ROW

Place = tuple[int, int]
"""The row and the column of a cell, from 1."""

_LETTER = r"A-Za-z_\\\x80-\U0010ffff"
# A text or a sheet in quotes; a cell; a name, or a function with its parenthesis: LOG10( is not a cell.
_SYMBOL = re.compile(
    r"""(?P<text>"(?:[^"]|"")*")|'(?:[^']|'')*'"""
    r"|(?P<cell>(?P<fixed_column>\$?)(?P<letters>[A-Za-z]{1,3})(?P<fixed_row>\$?)(?P<number>[0-9]{1,7})"
    rf"(?![{_LETTER}0-9.?(]))"
    rf"|(?P<word>[{_LETTER}][{_LETTER}0-9.?]*)(?P<call>\(?)"
)


def copied(formula: str, start: Place, end: Place) -> str:
    """Return a formula as it is once its cell was copied: what has no dollar sign moves along.

    Excel writes a formula that was filled down only once (ECMA-376, 18.3.1.40).
    """

    def moved(found: re.Match[str]) -> str:
        if not found["cell"]:
            return found[0]
        row, column = row_and_column(found["cell"].upper())
        row += 0 if found["fixed_row"] else end[0] - start[0]
        column += 0 if found["fixed_column"] else end[1] - start[1]
        # Nothing is beyond the edges of the sheet.
        if not (1 <= row <= LAST_ROW and 1 <= column <= LAST_COLUMN):
            return "#REF!"
        return f"{found['fixed_column']}{get_column_letter(column)}{found['fixed_row']}{row}"

    return _SYMBOL.sub(moved, formula)


# Every workbook of an edition has the same formulas, and a command reads many.
@lru_cache(maxsize=1024)
def shape(formula: str, row: int) -> str:
    """Return a formula of a cell in a row without what differs between cells that calculate alike.

    These are the texts and names in it, and its own row in the addresses of others.
    """

    def alike(found: re.Match[str]) -> str:
        if found["cell"]:
            number = found["number"] if found["fixed_row"] else int(found["number"]) - row
            return f"{found['letters']}[{number}]"
        if found["text"]:
            return '""'
        return "name" if found["word"] and not found["call"] else found[0]

    return _SYMBOL.sub(alike, formula)
