"""The summary's tables as CSV files, for other programs."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping

from .summary import Summary
from .tables.table import Row, SummaryTable

_BYTE_ORDER_MARK = "\ufeff".encode()
"""Without it, Excel reads UTF-8 as a Windows code page."""

_FORMULA_SIGNS = tuple("=+-@\t\r\n|%")
"""What a cell begins with that some spreadsheet takes for a formula, or for a command (`|`, `%`)."""

# Where decimals have commas, spreadsheets expect semicolons between cells, and some split at tabs or line ends even
# within quotation marks. So a sign of a formula after one of these begins a cell too. \uffXX are the full-width forms.
_FORMULA_IN_NEXT_CELL = re.compile(r"([;\t\n]\s*\"?)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")


def csv_files(summary: Summary) -> Mapping[str, Iterator[bytes]]:
    """Return the content of each file by its name, in pieces: UTF-8 with a byte order mark."""
    return {f"{table.key}.csv": _content(table) for table in summary.tables}


def _content(table: SummaryTable) -> Iterator[bytes]:
    yield _BYTE_ORDER_MARK
    yield csv_row(tuple(column.heading for column in table.columns))
    for row in table.rows():
        yield csv_row(row)


def csv_row(row: Row) -> bytes:
    """Return a row of a CSV file, with every text escaped."""
    line = io.StringIO()
    csv.writer(line).writerow([escape_formula(value) if isinstance(value, str) else value for value in row])
    return line.getvalue().encode()


def escape_formula(text: str) -> str:
    """Put an apostrophe before whatever a spreadsheet could take for a formula, so that it shows the text instead.

    OWASP describes the attack as "CSV injection".
    """
    text = _FORMULA_IN_NEXT_CELL.sub(r"\1'", text)
    # NFKC turns full-width signs, which some programs take for the signs themselves, into plain ones.
    plain = unicodedata.normalize("NFKC", text).lstrip(" ")
    return f"'{text}" if plain.startswith(_FORMULA_SIGNS) else text
