"""The workbook of an edition as plain data: what a page needs in order to work out formulas and to save answers.

Rows, columns and names are those of the layout; a formula is the data of its expression (`workbook.formula.as_data`).
Many formulas differ only in the names that they refer to, so each such pattern is written once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from openpyxl.utils import get_column_letter

from ..framework.model import Framework
from ..workbook.book import layout_of
from ..workbook.cells import Formula, Input, Link, Number, Text
from ..workbook.formula import as_data, parse
from ..workbook.layout import ColumnOf, Layout, PlacedCell, PlacedSheet
from ..writing.heights import MEASURES, fixed_heights, measures_of

Data = dict[str, Any]
"""What JSON holds."""


def book_data(framework: Framework) -> Data:
    """Return the workbook of a framework as plain data. `docs/assets/fill-in/types.d.ts` describes it."""
    return {"edition": framework.edition.id, **data_of(layout_of(framework))}


def data_of(layout: Layout) -> Data:
    """Return a layout as plain data."""
    shared = _Shared()
    sheets = [_sheet(layout, sheet, shared) for sheet in layout.sheets]
    return {
        "kinds": list(map(json.loads, shared.kinds)),
        "patterns": list(map(json.loads, shared.patterns)),
        "styles": list(map(json.loads, shared.styles)),
        "sheets": sheets,
        "heights": dict(MEASURES),
    }


@dataclass(slots=True)
class _Shared:
    """What many cells have in common, each as JSON, with its number."""

    kinds: dict[str, int] = field(default_factory=dict)
    patterns: dict[str, int] = field(default_factory=dict)
    styles: dict[str, int] = field(default_factory=dict)

    def kind(self, cell: Input) -> int:
        """Return the number of what an input takes."""
        return _number(_kind(cell), self.kinds)

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


def _kind(cell: Input) -> Data:
    """Return what an input takes, without what is empty."""
    described: Data = {"kind": cell.kind, "choices": cell.choices, "longest": cell.longest, "tooLong": cell.too_long}
    limits = {"low": cell.low, "high": cell.high} if cell.kind == "number" else {}
    return {key: value for key, value in described.items() if value} | limits


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
            yield placed.address, shared.style(cell), cell.name or placed.column_name, shared.kind(cell)


def _formulas(cells: Iterable[PlacedCell], shared: _Shared) -> Iterator[tuple[object, ...]]:
    for placed in cells:
        if isinstance(cell := placed.cell, Formula):
            pattern, names = shared.pattern(cell)
            yield placed.address, shared.style(cell), cell.name, pattern, *names


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
