"""The parts that a sheet is described with: cells, rows, tables, charts.

The modules in `sheets` describe what is on each sheet with these, and `layout` gives every part its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..base.colours import Colour

Kind = Literal["text", "choice", "number", "date"]


@dataclass(frozen=True, slots=True)
class Highlight:
    """The colour of a cell that holds a certain text or, with `begins`, begins with it."""

    when: str
    colour: Colour
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A fixed text in a named style, with `help` on a line below it. `name` becomes the cell's defined name."""

    text: str
    style: str = "text"
    help: str = ""
    name: str = ""

    @property
    def lines(self) -> str:
        """The text and the help below it."""
        return f"{self.text}\n{self.help}" if self.help else self.text


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
    """A calculated cell: its formula as Excel shows it, beginning with "=".

    A formula refers to cells by their defined names and, in a table, to the cell of the same row in a named column as
    `[@plan_due]`. `calculation` works out what it shows. `name` becomes the cell's defined name.
    """

    text: str
    style: str = "calculated"
    highlights: tuple[Highlight, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """What an input asks for: a field, about a part of the framework, at a meeting.

    `field` is a key of the framework's fields, or close to one; `part` the id of a section, an indicator or an item to
    prepare, or empty; `meeting` the number of a meeting, where the same is asked at each.
    """

    field: str
    part: str = ""
    meeting: int | None = None

    @property
    def name(self) -> str:
        """The defined name: "score_identifying_carers", "review0_identifying_carers", "review_date0", "area_name".

        No two subjects share one: an id has no underscores, and no field begins with another field and an underscore.
        """
        field = self.field if self.meeting is None else f"{self.field}{self.meeting}"
        return cell_name(field, self.part) if self.part else field


@dataclass(frozen=True, slots=True)
class Input:
    """A cell that people fill in.

    A choice is one of `choices`, or of the cells that the defined name `choices_from` refers to. A number is whole,
    from `low` to `high`. In a table with many rows the input is found by the name of its column, and `in_column`
    is true.
    """

    subject: Subject
    label: str
    help: str
    kind: Kind = "text"
    choices: tuple[str, ...] = ()
    choices_from: str = ""
    low: int = 0
    high: int = 0
    highlights: tuple[Highlight, ...] = ()
    in_column: bool = False

    @property
    def name(self) -> str:
        """The defined name of the cell, or nothing where its column has the name."""
        return "" if self.in_column else self.subject.name


Cell = Text | Number | Link | Formula | Input


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of cells, each beginning in column A.

    `lines` is the least height of each, in lines of text. With `new_page` they begin a new page when printed.
    """

    rows: tuple[tuple[Cell, ...], ...]
    lines: int = 1
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. `name`, if any, becomes the defined name of its cells below the heading."""

    heading: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """An Excel table.

    The headings of the `main` table stay in sight, and are repeated on every printed page. `filtered` adds the buttons
    that filter and sort. `lines` is the least height of a row, in lines of text.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    main: bool = False
    filtered: bool = False
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Chart:
    """A column chart of a table, whose first column names the groups. `alt` is the alternative text.

    `columns` are the positions, from 0, of the table's columns that become series; `highest` is the top of the axis;
    `rows` the height in rows of the sheet.
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
    """A sheet: the name on its tab, the widths of its columns in characters, its blocks from the top, its charts."""

    name: str
    widths: tuple[int, ...]
    blocks: tuple[Block, ...]
    charts: tuple[Chart, ...] = ()


def cell_name(field: str, id_: str) -> str:
    """Return the defined name of a field about an id: ("score", "identifying-carers") is "score_identifying_carers"."""
    return f"{field}_{id_.replace('-', '_')}"
