"""What a table of the summary is, and the columns that several tables share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from ...base.colours import Colour
from ...base.text import unique_headings
from ...words import summary as words
from ...workbook.answers import Answer

Kind = Literal["text", "prose", "name", "word", "file", "ordinal", "date", "number", "total"]
"""What is in a column: prose is of many words, a word one of a few, an ordinal the number of an action, and a total the
sum of the numbers before it. Each form decides how wide a kind is."""

Row = tuple[Answer | None, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    In a `coloured` one, words that have a colour are shown in it. A column of numbers has a `colour` itself where it
    counts something that has one, such as a level.
    """

    heading: str
    kind: Kind = "text"
    coloured: bool = False
    colour: Colour | None = None


@dataclass(frozen=True, slots=True)
class SummaryTable:
    """A table of the summary.

    `key` is a short name for files and addresses, and `about` says what a row is. `rows` is called for each use of the
    table, because there may be too many rows to keep. A `charted` table is also shown as bars: one per row, whose parts
    are the numbers in it.
    """

    key: str
    title: str
    about: str
    columns: tuple[Column, ...]
    rows: Callable[[], Iterable[Row]]
    charted: bool = False

    @property
    def number_columns(self) -> Iterator[tuple[int, Column]]:
        """The columns of numbers, but not of totals, with their positions from 0."""
        return ((position, column) for position, column in enumerate(self.columns) if column.kind == "number")


AREA = Column(words.COLUMN_AREA)
DATE = Column(words.COLUMN_DATE, "date")
SCORE = Column(words.COLUMN_SCORE, coloured=True)
SCORE_IN_WORDS = Column(words.COLUMN_SCORE_IN_WORDS, coloured=True)
EDITION = Column(words.COLUMN_EDITION, "word")
IN_WHICH_EDITIONS = Column(words.COLUMN_EDITIONS)
FILE = Column(words.COLUMN_FILE, "file")

ORIGIN = (EDITION, Column(words.COLUMN_WHICH_WORKBOOK, "word"), FILE)
"""The last columns of a row that comes from one workbook."""


def with_unique_headings(table: SummaryTable) -> SummaryTable:
    """Return a table whose headings differ, as in an Excel table they must: two sections may have the same title."""
    headings = unique_headings(column.heading for column in table.columns)
    columns = (replace(column, heading=heading) for column, heading in zip(table.columns, headings, strict=True))
    return replace(table, columns=tuple(columns))
