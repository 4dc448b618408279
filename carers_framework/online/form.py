"""What the form of the page asks, and which cells of the workbook it shows.

The page asks for the inputs of the layout, and shows what its formulas show. Templates find both here, by what they are
about; the page's script finds them by the names and addresses that the templates write into the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ..framework.model import Framework
from ..workbook.book import layout_of
from ..workbook.cells import Formula, Input, Subject
from ..workbook.layout import Layout, PlacedCell
from ..workbook.sheets import plan


@dataclass(frozen=True)
class Form:
    """The form of one edition."""

    framework: Framework
    layout: Layout

    # A template asks for hundreds of cells, so what finds them is kept.

    @cached_property
    def _in_tables(self) -> Mapping[tuple[str, int, str], tuple[str, PlacedCell]]:
        """The cells in tables, each with its address, by table, row from 0, and name or key of the column."""
        return {
            (placed.table.name, placed.table_row, column.name or column.key): (
                _address(sheet.sheet.name, placed),
                placed,
            )
            for sheet in self.layout.sheets
            for placed in sheet.cells
            if placed.table
            for column in [placed.table.columns[placed.column - 1]]
        }

    def asked(self, field: str, part: str = "", number: int | None = None) -> Input:
        """Return the input of a field about a part of the framework, at a meeting or for an action.

        Raises:
            KeyError: the workbook does not ask this.
        """
        return self.layout.inputs[Subject(field, part, number).name]

    def in_table(self, table: str, row: int, column: str) -> str:
        """Return the address of a calculated cell in a table: "Summary!B5".

        Args:
            table: the name of the table.
            row: the row within the table, from 0.
            column: the name of the column, or its key.

        Raises:
            KeyError: the table has no such cell.
            ValueError: the cell is not calculated.
        """
        address, placed = self._in_tables[table, row, column]
        if not isinstance(placed.cell, Formula):
            raise ValueError(f"{address} is not calculated")
        return address

    def shown_on(self, sheet: str, style: str) -> tuple[str, ...]:
        """Return the addresses of the calculated cells of a sheet that have a certain style, from the top."""
        return tuple(
            _address(sheet, placed)
            for each in self.layout.sheets
            if each.sheet.name == sheet
            for placed in each.cells
            if isinstance(placed.cell, Formula) and placed.cell.style == style
        )

    @property
    def actions(self) -> tuple[tuple[int, str, int], ...]:
        """The rows of the action plan: the row from 0, the section's id or nothing, and the number of the action."""
        return tuple((row, *action) for row, action in enumerate(plan.rows_of(self.framework)))


def form_of(framework: Framework) -> Form:
    """Return the form of an edition."""
    return Form(framework, layout_of(framework))


def _address(sheet: str, placed: PlacedCell) -> str:
    return f"{sheet}!{placed.address}"
