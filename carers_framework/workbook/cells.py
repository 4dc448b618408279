"""The parts that a sheet is described with: cells, rows, tables, charts.

The modules in `sheets` describe what is on each sheet with these, and `layout` gives every part its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

from ..base.colours import Colour

Kind = Literal["text", "choice", "number", "date"]


@dataclass(frozen=True, slots=True)
class Highlight:
    """The colour of a cell whose text is, begins with or contains a certain one. `light` gives a paler shade."""

    when: str
    colour: Colour
    match: Literal["whole", "begins", "contains"] = "whole"
    light: bool = False


RUN_ON = "     "
"""The gap before what goes on in the line of a title."""


@dataclass(frozen=True, slots=True)
class Text:
    """A fixed text in a named style. `name` becomes the cell's defined name.

    `more` continues the text in smaller, quieter letters: on a line below it, or after `joint`. A `notice` ends it.
    `asks` are the names of the inputs that are answers to it.
    """

    text: str
    style: str = "text"
    more: str = ""
    name: str = ""
    joint: str = "\n"
    more_style: Literal["help", "plain"] = "help"
    notice: str = ""
    asks: tuple[str, ...] = ()

    @property
    def lines(self) -> str:
        """The whole text of the cell."""
        return "".join(text for text, _ in self.parts)

    @property
    def parts(self) -> tuple[tuple[str, Literal["", "help", "plain", "notice"]], ...]:
        """The texts in turn, each with how it differs from the style of the cell."""
        more, notice = (f"{self.joint}{self.more}", self.more_style), (f"{RUN_ON}{self.notice}", "notice")
        return ((self.text, ""), *((more,) if self.more else ()), *((notice,) if self.notice else ()))


BLANK = Text("", "blank")
"""A cell with nothing in it, into which a text on its left may run."""


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
    prepare, or empty; `number` that of a meeting or of an action, where the same is asked for each.
    """

    field: str
    part: str = ""
    number: int | None = None

    @property
    def name(self) -> str:
        """The defined name: "score_identifying_carers", "action1_identifying_carers", "review_date0", "area_name".

        No two subjects share one: an id has no underscores, and no field begins with another field and an underscore.
        """
        # A number follows its field directly, so that `score_1` cannot be a section called “1”.
        field = self.field if self.number is None else f"{self.field}{self.number}"
        return cell_name(field, self.part) if self.part else field

    def former_name(self, field: str) -> str:
        """Return the name that it had when its field was called otherwise. `{number}` in it is replaced."""
        if "{number}" in field:
            return replace(self, field=field.format(number=self.number), number=None).name
        return replace(self, field=field).name


@dataclass(frozen=True, slots=True)
class Input:
    """A cell that people fill in.

    A choice is one of `choices`; where these are on a sheet too, `choices_from` is the defined name of their cells.
    A number is whole, from `low` to `high`. A text longer than `longest` is warned of with `too_long`. In a table
    with many rows the input is found by the name of its column, and `in_column` is true. `formerly` holds names
    that the cell had in older workbooks. `choices_alike` gives the choice that other words can only mean. While the
    cell of the column `unused_without` is empty, in the same row, the input is shown as one that nobody has to fill
    in.
    """

    subject: Subject
    label: str
    help: str
    kind: Kind = "text"
    choices: tuple[str, ...] = ()
    choices_from: str = ""
    low: int = 0
    high: int = 0
    longest: int = 0
    too_long: str = ""
    highlights: tuple[Highlight, ...] = ()
    in_column: bool = False
    style: str = ""
    formerly: tuple[str, ...] = ()
    choices_formerly: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    choices_alike: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    unused_without: str = ""

    @property
    def name(self) -> str:
        """The defined name of the cell, or nothing where its column has the name."""
        return "" if self.in_column else self.subject.name


Cell = Text | Number | Link | Formula | Input


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of cells, each beginning in column A.

    `least` is the least height of each, in points; with `fixed` it is the height. With `new_page` they begin a new page
    when printed. Those that are not `printed` have only rows after them that are not either.
    """

    rows: tuple[tuple[Cell, ...], ...]
    least: float = 0
    new_page: bool = False
    fixed: bool = False
    printed: bool = True


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. `name`, if any, becomes the defined name of its cells below the heading.

    `key` is by what the online form finds a column without a name.
    """

    heading: str
    name: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of a table on the same sheet, whose first column names the groups. `alt` is the alternative text;
    `height` is in points.

    `columns` are the positions, from 0, of the table's columns that become series. With `scale`, the numbers are
    positions in it, from 1, and are shown as marks beside its words; without, they are counts, and shown as columns.
    As a block of a sheet, it has a row of its own. Beside a table, it begins in the column at position `beside`.
    """

    title: str
    alt: str
    table: str
    columns: tuple[int, ...]
    scale: tuple[str, ...] = ()
    beside: int = 0
    height: float = 200


@dataclass(frozen=True, slots=True)
class Table:
    """An Excel table.

    The headings of the `main` table stay in sight, with all that is above them. `filtered` adds buttons that filter.
    `least` is the least height of a row in points; with `fixed` it is the height. `together` is how many rows in turn
    belong together: a heavy line comes below them. What is not `printed` has only rows after it that are not either. A
    `chart` of the table is placed beside it.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    main: bool = False
    filtered: bool = False
    least: float = 0
    fixed: bool = False
    together: int = 0
    printed: bool = True
    chart: Chart | None = None


Block = Rows | Table | Chart


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: the name on its tab, its columns' widths in characters, and its blocks from the top.

    `kind` gives the colour of the tab. The first `repeated` rows are printed at the top of each page.
    """

    name: str
    widths: tuple[float, ...]
    blocks: tuple[Block, ...]
    kind: Literal["guide", "section", "result", "library"] = "guide"
    repeated: int = 1


def cell_name(field: str, id_: str) -> str:
    """Return the defined name of a field about an id: ("score", "identifying-carers") is "score_identifying_carers"."""
    return f"{field}_{id_.replace('-', '_')}"
