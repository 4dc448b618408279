"""The names of a workbook, and the cells that they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from ...base.area import Area, row_and_column
from .elements import descendants

_REFERENCE_LIMIT = 200
"""The most characters of what a name stands for: cells of one sheet, whose name has 31 at most."""

# A sheet, in quotes with each apostrophe doubled or without quotes, and one cell or two corners: 'Joe''s'!$A$1:$B$2.
_REFERENCE = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!(\$?[A-Z]{1,3}\$?[0-9]+)(?::(\$?[A-Z]{1,3}\$?[0-9]+))?")


def named_areas(workbook: Element) -> Iterator[tuple[str, Area]]:
    """Yield each name that stands for cells of one sheet, with these cells. Names of constants and the like are not."""
    for element in descendants(workbook, "definedName"):
        area = _area((element.text or "").strip())
        # A name with a localSheetId is known on one sheet only, and may have the same letters as one of ours.
        if area and "localSheetId" not in element.attrib:
            yield element.attrib["name"], area


def _area(reference: str) -> Area | None:
    """Return the cells of a reference such as "'Start here'!$B$7:$B$12", or None where it is something else."""
    found = _REFERENCE.fullmatch(reference) if len(reference) <= _REFERENCE_LIMIT else None
    if not found:
        return None
    quoted, bare, one_corner, other_corner = found.groups()
    corners = (row_and_column(one_corner), row_and_column(other_corner or one_corner))
    # Any two opposite corners will do, in either order.
    (row, last_row), (column, last_column) = (sorted(ends) for ends in zip(*corners, strict=True))
    sheet = quoted.replace("''", "'") if quoted else bare
    return Area(sheet, row, column, last_row, last_column)
