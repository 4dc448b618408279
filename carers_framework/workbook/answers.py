"""What a group has filled in: the content of a workbook's inputs, whatever program it was typed into."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

Answer = str | int | float | bool | datetime.date


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers by the names of their cells.

    `cells` holds those with a name of their own; `columns` those in tables with many rows, by the name of the column
    and in the order of its rows, None where a cell is empty. `as_of` is the day from which dates are past or to come.
    """

    cells: Mapping[str, Answer] = field(default_factory=lambda: MappingProxyType({}))
    columns: Mapping[str, tuple[Answer | None, ...]] = field(default_factory=lambda: MappingProxyType({}))
    as_of: datetime.date = datetime.date(2000, 1, 1)

    def get(self, name: str) -> Answer | None:
        """Return the answer in a named cell, or None."""
        return self.cells.get(name)

    def in_row(self, column: str, row: int) -> Answer | None:
        """Return the answer in a row, from 0, of a table's column, or None."""
        answers = self.columns.get(column, ())
        return answers[row] if row < len(answers) else None
