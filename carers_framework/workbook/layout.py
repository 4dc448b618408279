"""The parts that a sheet is put together from, and where each comes to stand.

A sheet is a title and blocks below each other. The modules in `sheets` say what the blocks hold; `place` gives every
cell its row and column, and every name its range. Nothing else counts rows. A formula names what it needs by defined
name, never by address, so that moving a block changes nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Literal

from openpyxl.utils import get_column_letter

from ..base.area import Area, cell_address
from ..base.colours import Colour
from ..base.text import unique_headings
from .answers import Answer

Value = Answer | None
_SAME_ROW = re.compile(r"\{(\w+)\}")

Kind = Literal["text", "choice", "number", "date"]


@dataclass(frozen=True, slots=True)
class Highlight:
    """The colour a cell takes when it holds a text (or, with `begins`, begins with it)."""

    when: str
    colour: Colour
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A fixed text, in a named style.

    `help` follows it on a line of its own. `name` becomes its defined name.
    """

    text: str
    style: str = "text"
    help: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """A fixed number."""

    number: int
    style: str = "text"


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a web address or to a sheet of the workbook."""

    text: str
    address: str = ""
    sheet: str = ""
    style: str = "link"


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula, and the value that it shows when the workbook is saved.

    In a table, `{name}` stands for the cell of the same row in the column of that name.
    """

    formula: str
    shown: Value
    style: str = "calculated"
    highlights: tuple[Highlight, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Input:
    """A cell that people fill in, and what they have filled in.

    `name` is its defined name; empty in a table with many rows, which is found by the names of its columns. A choice
    comes from `choices`, or from the cells that the defined name `choices_from` stands for. A number is whole, and lies
    from `low` to `high`.
    """

    name: str
    label: str
    help: str
    kind: Kind = "text"
    choices: tuple[str, ...] = ()
    choices_from: str = ""
    low: int = 0
    high: int = 0
    highlights: tuple[Highlight, ...] = ()
    value: Answer | None = None


Cell = Text | Number | Link | Formula | Input


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of cells from column A on.

    `lines` is the least height, in lines of text. With `new_page` the rows begin a new page when printed.
    """

    rows: tuple[tuple[Cell, ...], ...]
    lines: int = 1
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. `name`, where given, becomes the defined name of its cells."""

    heading: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """An Excel table.

    `main` is the table whose headings stay in sight, and are repeated on every printed page. `filtered` gives it the
    buttons to filter and sort by.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    main: bool = False
    filtered: bool = False
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of some columns of a table: its first column names the groups of bars. `alt` is its alternative text.

    `columns` are the numbers of the table's columns, from 0; each becomes a series.
    """

    title: str
    alt: str
    table: str
    columns: tuple[int, ...]
    highest: int
    rows: int = 22


Block = Rows | Table


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: the name on its tab, the widths of its columns in characters, and its blocks from the top down."""

    name: str
    widths: tuple[int, ...]
    blocks: tuple[Block, ...]
    charts: tuple[Chart, ...] = ()


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell and where it stands."""

    row: int
    column: int
    cell: Cell

    @property
    def address(self) -> str:
        """The address within the sheet, such as "B7"."""
        return cell_address(self.row, self.column)


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table and where it stands, its heading row included."""

    table: Table
    range: Area


@dataclass(frozen=True, slots=True)
class PlacedSheet:
    """A sheet with every cell in its place.

    `least_lines` gives the least height of a row, in lines of text; `new_pages` the rows that begin a printed page.
    """

    sheet: Sheet
    cells: tuple[PlacedCell, ...]
    tables: tuple[PlacedTable, ...]
    least_lines: Mapping[int, int]
    new_pages: tuple[int, ...]


@dataclass(frozen=True)
class Layout:
    """A whole workbook with everything in its place. What is asked of it for each of many files is found once."""

    sheets: tuple[PlacedSheet, ...]
    names: Mapping[str, Area]

    @cached_property
    def inputs(self) -> Mapping[str, Input]:
        """The inputs that have a defined name, by that name."""
        cells = (placed.cell for sheet in self.sheets for placed in sheet.cells)
        return MappingProxyType({cell.name: cell for cell in cells if isinstance(cell, Input) and cell.name})

    @cached_property
    def columns(self) -> Mapping[str, Input]:
        """The columns of tables whose cells are filled in, by their names; for each, an input like those in it."""
        found: dict[str, Input] = {}
        for sheet in self.sheets:
            for placed in sheet.tables:
                for column, cell in zip(placed.table.columns, placed.table.rows[0], strict=True):
                    if column.name and isinstance(cell, Input) and not cell.name:
                        found[column.name] = cell
        return MappingProxyType(found)

    @cached_property
    def texts(self) -> frozenset[str]:
        """What stands in the cells that nobody fills in, formulas aside, white space folded."""
        texts: set[str] = set()
        for placed in (placed for sheet in self.sheets for placed in sheet.cells):
            match placed.cell:
                case Text(text, _, help_):
                    texts.add(" ".join(f"{text} {help_}".split()))
                case Link(text):
                    texts.add(" ".join(text.split()))
                case Number(number):
                    texts.add(str(number))
        return frozenset(texts)


def place(sheets: tuple[Sheet, ...]) -> Layout:
    """Give every cell its place, and every name its range. Raises ValueError where a name is given twice."""
    placed = tuple(_place_sheet(sheet) for sheet in sheets)
    names: dict[str, Area] = {}
    for sheet in placed:
        for name, where in _names(sheet):
            if name in names:
                raise ValueError(f"the name {name} is given to two places of the workbook")
            names[name] = where
    return Layout(placed, MappingProxyType(names))


def cell_name(kind: str, id_: str) -> str:
    """The defined name of an input: `cell_name("score", "identifying-carers")` is "score_identifying_carers"."""
    return f"{kind}_{id_.replace('-', '_')}"


@dataclass(slots=True)
class _Cursor:
    """Goes down a sheet row by row and notes what it sets down."""

    sheet: str
    row: int = 0
    cells: list[PlacedCell] = field(default_factory=list)
    tables: list[PlacedTable] = field(default_factory=list)
    least_lines: dict[int, int] = field(default_factory=dict)

    def set_down(self, cells: tuple[Cell, ...], lines: int = 1) -> None:
        """Set the cells down in the next row, from column A on."""
        self.row += 1
        self.least_lines[self.row] = lines
        self.cells += (PlacedCell(self.row, column, cell) for column, cell in enumerate(cells, start=1))


def _place_sheet(sheet: Sheet) -> PlacedSheet:
    cursor = _Cursor(sheet.name)
    new_pages: list[int] = []
    for block in sheet.blocks:
        first = cursor.row + 1
        if isinstance(block, Rows) and block.new_page:
            new_pages.append(first)
        if isinstance(block, Table):
            headings = unique_headings(column.heading for column in block.columns)
            cursor.set_down(tuple(Text(heading, "table_header") for heading in headings))
        for row in block.rows:
            columns = block.columns if isinstance(block, Table) else ()
            cursor.set_down(_in_place(row, columns, cursor.row + 1), block.lines)
        if isinstance(block, Table):
            where = Area(sheet.name, first, 1, cursor.row, len(block.columns))
            cursor.tables.append(PlacedTable(block, where))
    least_lines = MappingProxyType(cursor.least_lines)
    return PlacedSheet(sheet, tuple(cursor.cells), tuple(cursor.tables), least_lines, tuple(new_pages))


def _in_place(row: tuple[Cell, ...], columns: tuple[Column, ...], number: int) -> tuple[Cell, ...]:
    """A table's row in which each `{name}` of a formula has become an address."""
    letters = {column.name: get_column_letter(place) for place, column in enumerate(columns, start=1) if column.name}

    def address(found: re.Match[str]) -> str:
        name = found.group(1)
        return f"${letters[name]}{number}" if name in letters else found.group()

    return tuple(
        replace(cell, formula=_SAME_ROW.sub(address, cell.formula)) if isinstance(cell, Formula) else cell
        for cell in row
    )


def _names(sheet: PlacedSheet) -> Iterator[tuple[str, Area]]:
    """The defined names of a sheet: of its cells, and of its tables' columns."""
    for placed in sheet.cells:
        if isinstance(placed.cell, (Input, Formula, Text)) and placed.cell.name:
            yield placed.cell.name, Area(sheet.sheet.name, placed.row, placed.column, placed.row, placed.column)
    for table in sheet.tables:
        for number, column in enumerate(table.table.columns, start=1):
            if column.name:
                yield column.name, Area(sheet.sheet.name, table.range.row + 1, number, table.range.last_row, number)
