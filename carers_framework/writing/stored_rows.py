"""The rows of a long table as a sheet stores them, written by ourselves.

openpyxl makes an object of every cell, and so takes several times as long. A summary of many workbooks has hundreds of
thousands of cells, which differ in nothing but their value and their style.
"""

from __future__ import annotations

import datetime
import re
import zlib
from collections.abc import Sequence
from html import escape
from typing import IO

from openpyxl.utils import get_column_letter

from ..base.characters import escaped_for_cell
from ..base.dates import to_serial
from ..workbook.answers import Answer

_PIECE = 1_000_000
"""How many bytes are unpacked at once."""

_NO_ROWS = re.compile(rb"<sheetData ?/>|<sheetData></sheetData>")
_SIZE = re.compile(rb'(<dimension ref=")[^"]*(")')


class StoredRows:
    """The rows of one sheet, added one below the other. `count` says how many there are."""

    def __init__(self) -> None:
        self.count = 0
        self._columns: list[str] = []
        # Packed, they take a fraction of the room, and nothing that people typed has to go through a file.
        self._packer = zlib.compressobj(1)
        self._packed = bytearray()

    def add(self, cells: Sequence[tuple[Answer | None, int]], height: float) -> None:
        """Add a row of values, each with the number of its style in the workbook. The height is in points."""
        self._columns += map(get_column_letter, range(len(self._columns) + 1, len(cells) + 1))
        self.count += 1
        written = [
            f'<c r="{column}{self.count}" s="{style}"{_content(value)}'
            for column, (value, style) in zip(self._columns, cells, strict=False)
        ]
        row = f'<row r="{self.count}" ht="{height}" customHeight="1">{"".join(written)}</row>'
        self._packed += self._packer.compress(row.encode())

    def write_into(self, sheet: bytes, stream: IO[bytes]) -> None:
        """Write a sheet without rows, as openpyxl left it, with these rows to a stream."""
        above, below = _NO_ROWS.split(sheet)
        stream.write(_SIZE.sub(rb"\g<1>A1:%b%d\2" % (self._columns[-1].encode(), self.count), above))
        stream.write(b"<sheetData>")
        unpacker = zlib.decompressobj()
        rest = bytes(self._packed) + self._packer.copy().flush()
        while rest:
            stream.write(unpacker.decompress(rest, _PIECE))
            rest = unpacker.unconsumed_tail
        stream.write(unpacker.flush())
        stream.write(b"</sheetData>")
        stream.write(below)


def _content(value: Answer | None) -> str:
    """Return what follows a cell's style. A text stays a text, whatever it looks like; a date is a number."""
    match value:
        case None:
            return "/>"
        case str():
            preserve = ' xml:space="preserve"' if value != value.strip() else ""
            return f' t="inlineStr"><is><t{preserve}>{escape(escaped_for_cell(value), quote=False)}</t></is></c>'
        case bool():
            return f' t="b"><v>{int(value)}</v></c>'
        case datetime.date():
            return f"><v>{to_serial(value)}</v></c>"
    return f"><v>{value}</v></c>"
