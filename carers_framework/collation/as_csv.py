"""The summary's tables as CSV files, for other programs. A spreadsheet that opens one runs nothing of what it holds."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping

from ..workbook.answers import Answer
from .tables import Row, Summary, Table

_NEXT_CELL = re.compile(r"([;\t\n]\s*\"?)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")
_STARTS_A_FORMULA = tuple("=+-@\t\r\n|%")


def files(summary: Summary) -> Mapping[str, Iterator[bytes]]:
    """The content of each file, by its name, piece by piece: UTF-8 with a mark, as Excel wants it."""
    return {f"{table.key}.csv": _content(table) for table in summary.tables}


def _content(table: Table) -> Iterator[bytes]:
    yield "\ufeff".encode()
    yield _line(tuple(column.heading for column in table.columns))
    for row in table.rows():
        yield _line(row)


def _line(row: Row) -> bytes:
    line = io.StringIO()
    csv.writer(line).writerow([_harmless(value) for value in row])
    return line.getvalue().encode()


def _harmless(value: Answer | None) -> Answer | None:
    """A text that a spreadsheet could take for a formula, with an apostrophe before it: then it is shown as it is.

    The wide forms of the signs count too: some programs take them for the signs themselves. So does a sign after what a
    program could take for the end of a cell: where decimals have commas, semicolons stand between cells.
    """
    if not isinstance(value, str):
        return value
    value = _NEXT_CELL.sub(r"\1'", value)
    return f"'{value}" if unicodedata.normalize("NFKC", value).lstrip(" ").startswith(_STARTS_A_FORMULA) else value
