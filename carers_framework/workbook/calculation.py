"""What the formulas of a workbook show for the answers in its inputs.

The same formula is written into the cell. So what is stored beside it is what a spreadsheet program works out, and
nothing is computed in two ways.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from ..base.dates import to_serial
from .answers import Answer, Answers
from .cells import Cell, Formula, Input, Link, Number, Table, Text
from .formula import Call, Expression, Literal, Name, SameRow, parse
from .functions import FUNCTIONS, Column, FormulaError, Scalar, Value, negate, operate, truth
from .layout import ColumnOf, Layout, PlacedCell


@dataclass(slots=True)
class Calculation:
    """Works out cells when they are asked for, and each named cell or column once."""

    layout: Layout
    answers: Answers
    _named: dict[str, Value] = field(default_factory=dict)
    _counts: dict[Call, Value] = field(default_factory=dict)

    def shown(self, placed: PlacedCell) -> Answer | None:
        """Return what a cell holds: what was filled in, what its formula shows, or its fixed text."""
        if isinstance(placed.cell, Input) and not placed.cell.in_column:
            return self.answers.get(placed.cell.name)
        name = placed.column_name
        if isinstance(placed.cell, Input):
            return self.answers.in_row(name, placed.table_row)
        value = self.column(name)[placed.table_row] if name else self._cell(placed.cell, placed.table, placed.table_row)
        # A formula never leaves its cell empty: what it shows is at least an empty text.
        return "" if value is None or isinstance(value, tuple) else value

    def column(self, name: str) -> Column:
        """Return the values of the column that a name refers to, row by row."""
        value = self.named(name)
        return value if isinstance(value, tuple) else (value,)

    def named(self, name: str) -> Value:
        """Return the value of the cell or column that a name refers to. Raises KeyError for an unknown name."""
        # Many formulas refer to the same cell, and each would be worked out again.
        if name not in self._named:
            found = self.layout.named[name]
            self._named[name] = self._column(found) if isinstance(found, ColumnOf) else self._cell(found, None, 0)
        return self._named[name]

    def _column(self, column: ColumnOf) -> Column:
        """Return the cells of a column, those of rows that were added to the table included."""
        filled = (len(self.answers.columns.get(name, ())) for name in column.table_names)
        return tuple(self._in_row(column, row) for row in range(max(len(column.table.rows), *filled)))

    def _in_row(self, column: ColumnOf, row: int) -> Scalar:
        # A row that somebody added has the formulas of the rows above it.
        cells = column.table.rows[min(row, len(column.table.rows) - 1)]
        cell = cells[column.position]
        if isinstance(cell, Input) and cell.in_column:
            return _stored(self.answers.in_row(column.name, row))
        return self._cell(cell, column.table, row)

    def _cell(self, cell: Cell, table: Table | None, row: int) -> Scalar:
        match cell:
            case Formula(text):
                value = self._evaluated(parse(text), table, row)
                if isinstance(value, tuple):
                    raise FormulaError("#VALUE!")
                return value
            case Input():
                return _stored(self.answers.get(cell.name))
            case Number(number):
                return number
            case Text():
                return cell.lines
            case Link(text):
                return text

    def _evaluated(self, expression: Expression, table: Table | None, row: int) -> Value:
        """Return the value of an expression in a row, from 0, of a table, or outside tables.

        Raises:
            FormulaError: the expression shows an error value.
        """
        match expression:
            case Literal(value):
                return value
            case Name(name):
                return self.named(name)
            case SameRow(name):
                return self.column(name)[row]
        return self._called(expression, table, row)

    def _called(self, call: Call, table: Table | None, row: int) -> Value:
        """Return the result of a function or an operator, working out only the arguments that it needs."""
        match call:
            case Call("IF", (condition, then, otherwise)):
                # The other branch may be an error.
                chosen = then if truth(self._evaluated(condition, table, row)) else otherwise
                return self._evaluated(chosen, table, row)
            case Call("IFERROR", (attempt, otherwise)):
                try:
                    return self._evaluated(attempt, table, row)
                except FormulaError:
                    return self._evaluated(otherwise, table, row)
            case Call("TODAY"):
                return to_serial(self.answers.as_of)
            case Call("SUMPRODUCT") if not _asks_for_row(call):
                # Many cells count the same columns, and each time would take as long as the first.
                if call not in self._counts:
                    self._counts[call] = self._applied(call, None, 0)
                return self._counts[call]
        return self._applied(call, table, row)

    def _applied(self, call: Call, table: Table | None, row: int) -> Value:
        """Return the result of a function or an operator whose arguments are all worked out."""
        return _applied(call.function, [self._evaluated(argument, table, row) for argument in call.arguments])


def calculated(layout: Layout, answers: Answers) -> Mapping[str, Mapping[str, Answer | None]]:
    """Return what every input and formula of a workbook shows, by sheet and address."""
    calculation = Calculation(layout, answers)
    return {
        placed.sheet.name: {
            cell.address: calculation.shown(cell) for cell in placed.cells if isinstance(cell.cell, (Input, Formula))
        }
        for placed in layout.sheets
    }


@lru_cache(maxsize=4096)
def _asks_for_row(expression: Expression) -> bool:
    """Return whether the value of an expression depends on the row that it is in."""
    match expression:
        case SameRow():
            return True
        case Call(_, arguments):
            return any(map(_asks_for_row, arguments))
    return False


def _applied(function: str, values: list[Value]) -> Value:
    """Return the result of a function or an operator."""
    if function in FUNCTIONS:
        return FUNCTIONS[function](*values)
    return operate(function, *values) if len(values) == 2 else negate(*values)


def _stored(answer: Answer | None) -> Scalar:
    """Return an answer as a cell holds it: a date as its serial number."""
    return to_serial(answer) if isinstance(answer, datetime.date) else answer
