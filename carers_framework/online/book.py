"""The workbook of an edition as plain data: what a page needs in order to work out formulas and to save answers.

Rows, columns and names are those of the layout; a formula is the data of its expression (`workbook.formula.as_data`).
Many formulas differ only in the names that they refer to, so each such pattern is written once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from openpyxl.utils import get_column_letter

from ..framework.model import Framework
from ..words.workbook import CARRIED_OVER, CHECK
from ..workbook.book import layout_of, layout_with, with_reminder
from ..workbook.cells import Formula, Input, Link, Number, Text
from ..workbook.formula import as_data, parse
from ..workbook.layout import ColumnOf, Layout, PlacedCell, PlacedSheet
from ..workbook.sheets.carried import COLUMNS
from ..writing.heights import MEASURES, fixed_heights, height_of, measures_of

Data = dict[str, Any]
"""What JSON holds."""


BASE_ROWS = 2
"""How many rows the published sheet of what was carried over has: from two on, every reference to them is a range."""


def book_data(framework: Framework) -> Data:
    """Return the workbook of a framework as plain data. `theme/docs/assets/fill-in/types.d.ts` describes it."""
    shared = _Shared()
    layout = layout_of(framework)
    sheets = [_sheet(layout, sheet, shared) for sheet in layout.sheets]
    carried = layout_with(framework, BASE_ROWS)
    return {
        "edition": framework.edition.id,
        "file": framework.file_name,
        "area": "area_name",
        "sheets": sheets,
        "carried": {
            "sheets": _differing(sheets, [_sheet(carried, sheet, shared) for sheet in carried.sheets]),
            "name": CARRIED_OVER,
            "table": _table_number(carried),
            "what": COLUMNS[0][0],
            "where": COLUMNS[-1][0],
            "check": CHECK,
        },
        **shared.data,
        "heights": dict(MEASURES),
    }


def data_of(layout: Layout) -> Data:
    """Return a layout as plain data, without what only saving needs."""
    shared = _Shared()
    return {"sheets": [_sheet(layout, sheet, shared) for sheet in layout.sheets], **shared.data}


def _differing(plain: Sequence[Data], carried: Sequence[Data]) -> list[Data | int]:
    """Return sheets, but for each that is the same in the plain workbook only its place there."""
    return [plain.index(sheet) if sheet in plain else sheet for sheet in carried]


def _table_number(layout: Layout) -> int:
    """Return the number of the table of what was carried over, as the name of its part has it."""
    tables = [sheet.sheet.name for sheet in layout.sheets for _ in sheet.tables]
    return tables.index(CARRIED_OVER) + 1


@dataclass(slots=True)
class _Shared:
    """What many cells have in common, each as JSON, with its number."""

    patterns: dict[str, int] = field(default_factory=dict)
    styles: dict[str, int] = field(default_factory=dict)

    @property
    def data(self) -> Data:
        """All of it, each in the order of its numbers."""
        named = {"patterns": self.patterns, "styles": self.styles}
        return {name: list(map(json.loads, known)) for name, known in named.items()}

    def pattern(self, formula: Formula) -> tuple[int, list[str]]:
        """Return the number of a formula's pattern, and the names that the formula puts into it."""
        names: dict[str, int] = {}
        pattern = _without_names(as_data(parse(formula.text)), names)
        return _number(pattern, self.patterns), list(names)

    def style(self, cell: Input | Formula) -> int:
        """Return the number of what the height of a row depends on in a style."""
        return _number(measures_of(cell.style), self.styles)


def _number(data: object, known: dict[str, int]) -> int:
    """Return the number of some data among those known, to which it is added."""
    return known.setdefault(json.dumps(data, ensure_ascii=False), len(known))


def _without_names(data: object, names: dict[str, int]) -> object:
    """Return an expression in which each name is replaced by its place among the names, to which it is added."""
    if not isinstance(data, list):
        return data
    if data[0] == "name":
        return ["name", names.setdefault(data[1], len(names))]
    return [data[0], *(_without_names(argument, names) for argument in data[1:])]


def _sheet(layout: Layout, sheet: PlacedSheet, shared: _Shared) -> Data:
    """Return a sheet as plain data."""
    columns = dict(_columns(layout, sheet))
    return {
        "name": sheet.sheet.name,
        "widths": sheet.sheet.widths,
        "inputs": list(_inputs(sheet.cells, shared)),
        "formulas": list(_formulas(sheet.cells, shared)),
        "fixed": list(_fixed(sheet.cells)),
        "columns": columns,
        "rows": fixed_heights(sheet),
        "asks": list(_asks(sheet)),
    }


def _columns(layout: Layout, sheet: PlacedSheet) -> Iterator[tuple[str, tuple[str, int, int]]]:
    """Yield the named columns of a sheet's tables, each with its letters and its first and last row."""
    for name, found in layout.named.items():
        area = layout.areas[name]
        if isinstance(found, ColumnOf) and area.sheet == sheet.sheet.name:
            yield name, (get_column_letter(area.column), area.row, area.last_row)


def _inputs(cells: Iterable[PlacedCell], shared: _Shared) -> Iterator[tuple[object, ...]]:
    for placed in cells:
        if isinstance(cell := placed.cell, Input):
            yield placed.address, shared.style(cell), cell.name or placed.column_name


def _formulas(cells: Iterable[PlacedCell], shared: _Shared) -> Iterator[tuple[object, ...]]:
    for placed in cells:
        if isinstance(cell := placed.cell, Formula):
            pattern, names = shared.pattern(cell)
            yield placed.address, shared.style(cell), cell.name, pattern, *names


def _asks(sheet: PlacedSheet) -> Iterator[tuple[object, ...]]:
    """Yield the texts that get a reminder when an answer to them was given to other words."""
    for placed in sheet.cells:
        if isinstance(cell := placed.cell, Text) and cell.asks:
            reminding = replace(placed, cell=with_reminder(cell))
            yield placed.address, height_of(reminding, None, sheet.sheet.widths), *cell.asks


def _fixed(cells: Iterable[PlacedCell]) -> Iterator[tuple[object, ...]]:
    """Yield the fixed texts and numbers that names refer to. Nothing else needs to know the others."""
    for placed in cells:
        match placed.cell:
            case Text(name=name) as text if name or placed.column_name:
                yield placed.address, name, text.lines
            case Number(number) if placed.column_name:
                yield placed.address, "", number
            case Link(text) if placed.column_name:
                yield placed.address, "", text
