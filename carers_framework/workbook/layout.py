"""Where everything on the sheets goes.

A sheet is a title and blocks below each other. `place` gives every cell its row and column and every name its area, and
nothing else counts rows. Formulas refer to cells by defined name, so moving a block changes nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType

from openpyxl.utils import get_column_letter

from ..base.area import Area, cell_address
from ..base.text import folded, unique_headings
from .cells import BLANK, Block, Cell, Chart, Column, Formula, Input, Link, Number, Rows, Sheet, Table, Text
from .formula import rendered
from .formula_text import shape


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell and its place. In a table, also the table, the row within it from 0, and the name of the column, if any.

    The formula of a cell is as it goes into the file: `[@name]` has become an address.
    """

    row: int
    column: int
    cell: Cell
    table: Table | None = None
    table_row: int = 0
    column_name: str = ""
    formula: str = ""

    @property
    def address(self) -> str:
        """The address within the sheet, such as "B7"."""
        return cell_address(self.row, self.column)


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table and its area, the heading row included."""

    table: Table
    area: Area


@dataclass(frozen=True, slots=True)
class PlacedChart:
    """A chart, and the cell at its top left."""

    chart: Chart
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class PlacedSheet:
    """A sheet with every cell in its place.

    `blocks` gives the block that a row belongs to; `new_pages` the rows that begin a printed page.
    """

    sheet: Sheet
    cells: tuple[PlacedCell, ...]
    tables: tuple[PlacedTable, ...]
    blocks: Mapping[int, Block]
    new_pages: tuple[int, ...]
    charts: tuple[PlacedChart, ...]

    @property
    def last_printed_row(self) -> int:
        """The number of the last row that is printed."""
        return max(row for row, block in self.blocks.items() if isinstance(block, Chart) or block.printed)

    @property
    def last_row(self) -> int:
        """The number of the last row with cells."""
        return self.cells[-1].row

    @property
    def main(self) -> PlacedTable | None:
        """The table whose headings stay in sight, if there is one."""
        return next((table for table in self.tables if table.table.main), None)

    @property
    def first_input(self) -> PlacedCell | None:
        """The input where people begin, if there is one: the first from left to right and from top to bottom."""
        return next((placed for placed in self.cells if isinstance(placed.cell, Input)), None)


@dataclass(frozen=True, slots=True)
class ColumnOf:
    """A named column of a table, at a position from 0."""

    table: Table
    position: int

    @property
    def name(self) -> str:
        """The defined name of the column."""
        return self.table.columns[self.position].name

    @property
    def table_names(self) -> tuple[str, ...]:
        """The names of all the table's columns that have one."""
        return tuple(column.name for column in self.table.columns if column.name)


Named = Cell | ColumnOf

_NARROW = 17
"""Up to this width, a column has its heading in the middle."""


_FEWEST_ALIKE = 3
"""Of fewer cells that calculate alike, nobody can tell which is unlike the others."""


@dataclass(frozen=True, slots=True)
class FormerTable:
    """A table of older workbooks, in which each row named its section.

    `columns` gives the former names of each field's column, and `sections` the id of each section by its title.
    """

    columns: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    sections: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class Layout:
    """A whole workbook with everything in its place.

    `areas` gives the area that each defined name refers to, and `named` the cell or the column in it. `former` is only
    for reading older workbooks.
    """

    sheets: tuple[PlacedSheet, ...]
    areas: Mapping[str, Area]
    named: Mapping[str, Named]
    former: FormerTable = field(default_factory=FormerTable)

    # A layout reads many files, so what is derived from it is kept.

    @cached_property
    def inputs(self) -> Mapping[str, Input]:
        """The inputs that have a defined name each, by that name."""
        return MappingProxyType({name: found for name, found in self.named.items() if isinstance(found, Input)})

    @cached_property
    def columns(self) -> Mapping[str, Input]:
        """The columns of tables that people fill in, by their names; for each, an input like those in it."""
        # The first row will do: the others differ in nothing but their place.
        first_cells = (
            (name, found.table.rows[0][found.position])
            for name, found in self.named.items()
            if isinstance(found, ColumnOf)
        )
        return MappingProxyType(
            {name: cell for name, cell in first_cells if isinstance(cell, Input) and cell.in_column}
        )

    @cached_property
    def texts(self) -> frozenset[str]:
        """The fixed texts of all sheets, with white space folded."""
        return frozenset(_fixed_texts(placed.cell for sheet in self.sheets for placed in sheet.cells))

    @cached_property
    def alike(self) -> tuple[tuple[tuple[str, int, int], ...], ...]:
        """The cells that calculate alike, as the sheet, the row and the column of each, where there are enough of them.

        They are down a column of a table, or in the same place of several sheets.
        """
        found: dict[tuple[str, ...], list[tuple[str, int, int]]] = {}
        for sheet in self.sheets:
            for placed in sheet.cells:
                if isinstance(placed.cell, Formula):
                    where = (placed.table.name, str(placed.column)) if placed.table else (placed.address,)
                    at = (sheet.sheet.name, placed.row, placed.column)
                    found.setdefault((shape(placed.formula, placed.row), *where), []).append(at)
        return tuple(tuple(cells) for cells in found.values() if len(cells) >= _FEWEST_ALIKE)


def place(sheets: tuple[Sheet, ...]) -> Layout:
    """Give every cell its place and every name its area.

    Raises:
        ValueError: two places have the same name.
    """
    placed = tuple(_place_sheet(sheet) for sheet in sheets)
    areas: dict[str, Area] = {}
    named: dict[str, Named] = {}
    for sheet in placed:
        for name, area, found in _names(sheet):
            # Excel would not open a file with such a name.
            if name in areas:
                raise ValueError(f"the name {name} is given to two places of the workbook")
            areas[name], named[name] = area, found
    return Layout(placed, MappingProxyType(areas), MappingProxyType(named))


@dataclass(slots=True)
class _Cursor:
    """Goes down a sheet row by row and records what it places."""

    row: int = 0
    cells: list[PlacedCell] = field(default_factory=list)
    tables: list[PlacedTable] = field(default_factory=list)
    blocks: dict[int, Block] = field(default_factory=dict)
    new_pages: list[int] = field(default_factory=list)
    charts: list[PlacedChart] = field(default_factory=list)

    def add_chart(self, chart: Chart) -> None:
        """Place a chart in a row of its own."""
        self.charts.append(PlacedChart(chart, self.row + 1, 1))
        self.add_rows(Rows(((BLANK,),), least=chart.height, fixed=True))

    def add_rows(self, block: Rows) -> None:
        """Place rows of cells below what is placed already."""
        if block.new_page:
            self.new_pages.append(self.row + 1)
        for cells in block.rows:
            self._next_row(block)
            self.cells += (
                PlacedCell(self.row, column, cell, formula=cell.text if isinstance(cell, Formula) else "")
                for column, cell in enumerate(cells, start=1)
            )

    def add_table(self, table: Table, sheet: Sheet) -> None:
        """Place a table, its headings first."""
        # Excel repairs a file whose table has the same heading twice, and says that it was damaged.
        headings = unique_headings(column.heading for column in table.columns)
        self._next_row(table)
        first = self.row
        self.cells += (
            PlacedCell(first, column, Text(heading, "table_header" if width > _NARROW else "table_header_narrow"))
            for column, (heading, width) in enumerate(zip(headings, sheet.widths, strict=False), start=1)
        )
        # Beside the table, so that its numbers are next to what they draw.
        if table.chart:
            self.charts.append(PlacedChart(table.chart, first, table.chart.beside + 1))
        for number, cells in enumerate(table.rows):
            self._next_row(table)
            for column, (cell, described) in enumerate(zip(cells, table.columns, strict=True), start=1):
                formula = _in_row(cell, table.columns, self.row)
                self.cells.append(PlacedCell(self.row, column, cell, table, number, described.name, formula))
        self.tables.append(PlacedTable(table, Area(sheet.name, first, 1, self.row, len(table.columns))))

    def _next_row(self, block: Block) -> None:
        self.row += 1
        self.blocks[self.row] = block


def _place_sheet(sheet: Sheet) -> PlacedSheet:
    """Place the blocks of a sheet below each other."""
    cursor = _Cursor()
    for block in sheet.blocks:
        match block:
            case Table():
                cursor.add_table(block, sheet)
            case Chart():
                cursor.add_chart(block)
            case Rows():
                cursor.add_rows(block)
    return PlacedSheet(
        sheet,
        tuple(cursor.cells),
        tuple(cursor.tables),
        MappingProxyType(cursor.blocks),
        tuple(cursor.new_pages),
        tuple(cursor.charts),
    )


def _in_row(cell: Cell, columns: tuple[Column, ...], row: int) -> str:
    """Return the formula of a cell in a row of a table, with addresses for `[@name]`; nothing for other cells."""
    if not isinstance(cell, Formula):
        return ""
    # The column is fixed and the row is not, as Excel writes it when a formula is copied down.
    letters = {column.name: get_column_letter(place) for place, column in enumerate(columns, start=1) if column.name}
    return rendered(cell.text, lambda name: f"${letters[name]}{row}" if name in letters else None)


def _names(sheet: PlacedSheet) -> Iterator[tuple[str, Area, Named]]:
    """Yield the defined names of a sheet: those of its cells, then those of its tables' columns."""
    title = sheet.sheet.name
    for placed in sheet.cells:
        if isinstance(placed.cell, (Input, Formula, Text)) and placed.cell.name:
            area = Area(title, placed.row, placed.column, placed.row, placed.column)
            yield placed.cell.name, area, placed.cell
    for table in sheet.tables:
        for position, column in enumerate(table.table.columns):
            if column.name:
                area = replace(table.area, row=table.area.row + 1, column=position + 1, last_column=position + 1)
                yield column.name, area, ColumnOf(table.table, position)


def _fixed_texts(cells: Iterator[Cell]) -> Iterator[str]:
    for cell in cells:
        match cell:
            case Text():
                yield folded(cell.lines)
            case Link(text):
                yield folded(text)
            case Number(number):
                yield str(number)
