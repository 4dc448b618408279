"""The empty workbook, which the page writes answers into, packed into a text.

A workbook that was carried forward has a sheet more. Most of its parts are those of any other workbook, so only those
that differ are added to the archive, in the folder `carried`, with a part that says what else changes.
"""

from __future__ import annotations

import base64
import gzip
import io
import json
import re
import zipfile
from collections.abc import Mapping
from difflib import SequenceMatcher

from ..framework.model import Framework
from ..workbook.book import layout_with
from ..workbook.cells import Text
from ..workbook.layout import Layout
from ..writing.save import LONG_AGO, to_bytes
from ..writing.writer import build_layout
from .book import BASE_ROWS

_CARRIED = "carried/"
"""Where the parts that only a carried-forward workbook has are in the archive."""

_CHANGES = f"{_CARRIED}changes.json"
"""Which parts are the same as others, by their names, and how texts get their reminders, by sheet and address."""

_CELL = re.compile(r'<c r="([A-Z]+\d+)"[^>]*(?<!/)>(.*?)</c>', re.DOTALL)
"""A cell that is not empty: its address and its content."""

Way = tuple[int, int, str, str]
"""How the XML of a text becomes that of the text with its reminder: how many characters go at its beginning and at its
end, and what comes before and after the rest."""


def packed(framework: Framework, empty: bytes) -> str:
    """Return the parts of an edition's empty workbook, and what is different after carrying forward, as a text.

    It is a zip archive, packed with gzip and written as base64.

    Args:
        framework: the edition.
        empty: its empty workbook, as an .xlsx file.
    """
    plain = _parts(empty)
    # All texts have their reminder here. The script leaves out those that a workbook does not need.
    names = frozenset(name for asks in _asks(layout_with(framework, 0)).values() for name in asks)
    layout = layout_with(framework, BASE_ROWS, names)
    carried = _parts(to_bytes(build_layout(framework, layout)))
    reminded = {_part(layout, sheet): sheet for sheet, _ in _asks(layout)}
    reminders = {sheet: _ways(plain[part], carried[part]) for part, sheet in reminded.items()}
    differing = {name: part for name, part in carried.items() if part != plain.get(name) and name not in reminded}
    # A sheet behind the added one is only numbered otherwise.
    names_of = {part: name for name, part in plain.items()}
    same = {name: names_of[part] for name, part in differing.items() if part in names_of}
    added = {f"{_CARRIED}{name}": part for name, part in differing.items() if name not in same}
    changes = json.dumps({"same": same, "reminders": reminders}, ensure_ascii=False).encode()
    return _as_base64({**plain, **added, _CHANGES: changes})


def _asks(layout: Layout) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the names of the inputs that each text asks for, by sheet and address."""
    return {
        (sheet.sheet.name, placed.address): placed.cell.asks
        for sheet in layout.sheets
        for placed in sheet.cells
        if isinstance(placed.cell, Text) and placed.cell.asks
    }


def _part(layout: Layout, sheet: str) -> str:
    """Return the name of the part with a sheet."""
    names = [placed.sheet.name for placed in layout.sheets]
    return f"xl/worksheets/sheet{names.index(sheet) + 1}.xml"


def _parts(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _ways(plain: bytes, reminded: bytes) -> dict[str, Way]:
    """Return how each text of a sheet that has a reminder gets it, by address."""
    texts = dict(_CELL.findall(plain.decode()))
    found = dict(_CELL.findall(reminded.decode()))
    return {address: _way(texts[address], text) for address, text in found.items() if text != texts[address]}


def _way(plain: str, reminded: str) -> Way:
    match = SequenceMatcher(None, plain, reminded, autojunk=False).find_longest_match()
    end = match.a + match.size
    return match.a, len(plain) - end, reminded[: match.b], reminded[match.b + match.size :]


def _as_base64(parts: Mapping[str, bytes]) -> str:
    """Return an archive of parts, packed as a whole, as base64. The same parts give the same text."""
    stream = io.BytesIO()
    # Many parts are short and alike: packed together they take a quarter less, and are unpacked in a tenth of the time.
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, LONG_AGO), content)
    return base64.b64encode(gzip.compress(stream.getvalue(), mtime=0)).decode()
