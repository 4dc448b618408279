"""The names of a workbook, and the cells that they stand for.

Names and sheets have no case: Excel and LibreOffice find `Score_x` and `score_x` alike, and so are they found here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from xml.etree.ElementTree import Element

from ...base.area import Area, row_and_column
from ...base.text import plain
from .elements import descendants

_REFERENCE_LIMIT = 200
"""The most characters of what a name stands for: cells of one sheet, whose name has 31 at most."""

# A sheet, in quotes with each apostrophe doubled or without quotes, and one cell or two corners: 'Joe''s'!$A$1:$B$2.
_REFERENCE = re.compile(r"=?(?:'((?:[^']|'')+)'|([^'!]+))!(\$?[A-Za-z]{1,3}\$?[0-9]+)(?::(\$?[A-Za-z]{1,3}\$?[0-9]+))?")


def named_areas(workbook: Element, sheets: Iterable[str]) -> Mapping[str, Area]:
    """Return the cells of each name that stands for cells of one sheet, by the name in small letters.

    A name may be known on one sheet only. It counts where the workbook has no such name that leads anywhere, and no
    other sheet has it: that is the copy of a sheet whose original was deleted.

    Args:
        workbook: the part that lists the names.
        sheets: the names of the sheets.
    """
    # Nearly all references have the name as it is.
    called = {name: sheet for sheet in sheets for name in (plain(sheet), sheet)}
    found = []
    for element in descendants(workbook, "definedName"):
        if area := _area((element.text or "").strip(), called):
            found.append((element.attrib.get("name", "").lower(), area, "localSheetId" in element.attrib))
    return chosen(found)


def chosen(names: Iterable[tuple[str, Area, bool]]) -> Mapping[str, Area]:
    """Return the cells that each name stands for.

    Args:
        names: each name with its cells, and whether it is known on one sheet only.
    """
    known: dict[str, Area] = {}
    local: dict[str, list[Area]] = {}
    for name, area, is_local in names:
        if is_local:
            local.setdefault(name, []).append(area)
        else:
            known[name] = area
    return {name: areas[0] for name, areas in local.items() if len(areas) == 1} | known


def defined(workbook: Element) -> Iterator[str]:
    """Yield every name of a workbook in small letters, also one that leads nowhere."""
    for element in descendants(workbook, "definedName"):
        yield element.attrib.get("name", "").lower()


def _area(reference: str, called: Mapping[str, str]) -> Area | None:
    """Return the cells of a reference such as "'Start here'!$B$7:$B$12", or None where it is something else."""
    area = _written(reference) if len(reference) <= _REFERENCE_LIMIT else None
    if area is None:
        return None
    sheet = called.get(area.sheet) or called.get(plain(area.sheet))
    return replace(area, sheet=sheet) if sheet not in {None, area.sheet} else area


# Every workbook of an edition has the same references, and a folder that is collated has hundreds of them.
@lru_cache(maxsize=4096)
def _written(reference: str) -> Area | None:
    """Return the cells of a reference, on a sheet that is called as the reference has it."""
    found = _REFERENCE.fullmatch(reference)
    if not found:
        return None
    quoted, bare, one_corner, other_corner = found.groups()
    corners = (row_and_column(one_corner.upper()), row_and_column((other_corner or one_corner).upper()))
    # Any two opposite corners will do, in either order.
    (row, last_row), (column, last_column) = (sorted(ends) for ends in zip(*corners, strict=True))
    return Area(quoted.replace("''", "'") if quoted else bare, row, column, last_row, last_column)
