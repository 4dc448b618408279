"""Names that a workbook has lost, and with them the way to what was typed in their cells.

Not every name that is missing was lost. A workbook from an earlier printing of its edition never had the names of what
was added since: a field, an indicator, a section. It has no cell for them either.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from ..base.area import Area
from ..words import reading as words
from ..workbook.layout import Layout
from ..workbook.sheets import carried
from .xlsx.cells import Place
from .xlsx.values import Values

_OPTIONAL = frozenset(name for name, _ in carried.COLUMNS)
"""The names on the sheet that only a carried-forward workbook has. They are not missed elsewhere."""

NAMES_SHOWN = 3
"""How many of the missing names of a sheet are shown."""


def missing_names(names: Sequence[str], values: Values, layout: Layout) -> Iterator[str]:
    """Yield a line for each sheet on which names were lost, or that is missing as a whole."""
    lost = _Lost(values, layout)
    by_sheet: dict[str, list[str]] = {}
    for name in names:
        if name not in _OPTIONAL and lost.has(name):
            by_sheet.setdefault(layout.areas[name].sheet, []).append(name)
    for sheet, missing in by_sheet.items():
        inputs = sum(layout.areas[name].sheet == sheet for name in layout.inputs)
        # A sheet that was only renamed still has its names.
        if sheet not in values.sheets and len(missing) == inputs:
            yield words.SHEET_MISSING.format(sheet=sheet)
        else:
            count = words.ONE_NAME if len(missing) == 1 else words.MANY_NAMES.format(count=len(missing))
            shown = ", ".join(missing[:NAMES_SHOWN]) + (" …" if len(missing) > NAMES_SHOWN else "")
            yield words.NAMES_MISSING.format(count=count, sheet=sheet, shown=shown)


class _Lost:
    """Tells names that a workbook has lost from those that it never had."""

    def __init__(self, values: Values, layout: Layout) -> None:
        self._values = values
        self._areas = layout.areas
        self._parts = {name: cell.subject.part for name, cell in layout.inputs.items()}
        self._parts_there = {part for name, part in self._parts.items() if name in values.names}
        # What each sheet of the layout is called in the workbook, by the names on it. People rename sheets.
        self._called = {area.sheet: area.sheet for area in layout.areas.values()}
        self._called |= {
            area.sheet: values.names[name].sheet for name, area in layout.areas.items() if name in values.names
        }
        self._with_unnamed = {sheet for sheet in values.sheets if _has_unnamed(sheet, values, layout.columns)}

    def has(self, name: str) -> bool:
        """Return whether a name that leads nowhere now is one that the workbook had."""
        # A deleted row or sheet leaves the name behind.
        if name in self._values.defined:
            return True
        # Deleting names one by one leaves others of the same part. What has none was added after the printing.
        if self._parts.get(name) and self._parts[name] not in self._parts_there:
            return False
        # A deleted name leaves its cell behind, in which people type, unless its sheet was deleted with it.
        sheet = self._called[self._areas[name].sheet]
        return sheet in self._with_unnamed or sheet not in self._values.sheets


def _has_unnamed(sheet: str, values: Values, columns: Collection[str]) -> bool:
    """Return whether a sheet has cells to type in that no name leads to. `columns` are the names of columns."""
    here = {name: area for name, area in values.names.items() if area.sheet == sheet}
    named = {(area.row, area.column) for area in here.values()}
    # Few names are of more than a cell: a file of somebody's making could have thousands, each over all cells.
    wide = [here[name] for name in columns if name in here]
    return any(not any(_is_in(place, area) for area in wide) for place in values.unlocked[sheet] - named)


def _is_in(place: Place, area: Area) -> bool:
    row, column = place
    return area.row <= row <= area.last_row and area.column <= column <= area.last_column
