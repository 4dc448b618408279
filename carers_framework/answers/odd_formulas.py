"""Formulas that somebody typed over ours.

A locked cell does not say who wrote its formula, and neither does its text: programs rewrite formulas when they save,
and an earlier printing of the edition had others than today's. Both do so to all cells that calculate alike. The one
that differs from the others of its kind was typed. Of a formula that is the only one of its kind, nobody can tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ..base.area import Area
from ..workbook.formula_text import shape
from ..workbook.layout import Layout
from .xlsx.cells import Place
from .xlsx.values import Values


def odd_formulas(values: Values, layout: Layout) -> Mapping[str, frozenset[Place]]:
    """Return the cells with a formula that is unlike most of its kind, by their sheets.

    Where rows were inserted, or names are gone, nothing says which cell is which. Such a sheet is left out.
    """
    unmoved = frozenset(_unmoved(values, layout))
    odd: dict[str, set[Place]] = {}
    for kind in layout.alike:
        for sheet, row, column in _odd_ones(values, [cell for cell in kind if cell[0] in unmoved]):
            odd.setdefault(sheet, set()).add((row, column))
    return {sheet: frozenset(places) for sheet, places in odd.items()}


def _unmoved(values: Values, layout: Layout) -> Iterator[str]:
    """Yield the sheets on which every name leads to where the layout has it."""
    moved = {area.sheet for name, area in layout.areas.items() if _corner(values.names.get(name)) != _corner(area)}
    yield from values.sheets.keys() - moved


def _corner(area: Area | None) -> tuple[str, int, int] | None:
    return (area.sheet, area.row, area.column) if area else None


def _odd_ones(values: Values, kind: Sequence[tuple[str, int, int]]) -> Iterator[tuple[str, int, int]]:
    """Yield the cells of a kind that have a formula unlike that of most."""
    formulas = {cell: values.formulas[cell[0]].get(cell[1:], "") for cell in kind}
    shapes = {cell: shape(formula, cell[1]) for cell, formula in formulas.items() if formula}
    for usual, times in Counter(shapes.values()).most_common(1):
        if times > 1 and 2 * times > len(shapes):
            yield from (cell for cell, found in shapes.items() if found != usual)
