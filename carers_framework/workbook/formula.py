"""Formulas as Excel shows them, parsed once.

An expression is what all uses of a formula are made from: the text in the cell, the value stored beside it
(`calculation`), and the data from which a script in a web page works out the same value (`as_data`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

ReadT = TypeVar("ReadT")

_SAME_ROW = re.compile(r"\[@(\w+)\]")
"""A structured reference to the same row of a table, as Excel shows it: `[@plan_due]`."""

# Not openpyxl's tokenizer, which reads all that Excel allows: it took half the time in which a workbook is calculated.
_SYMBOL = re.compile(
    r"""
    \s*(
        "(?:[^"]|"")*"       # a text, in which a quotation mark is doubled
      | \[@\w+\]            # the same row of a table
      | \d+(?:\.\d+)?       # a number
      | [A-Za-z_]\w*\(?     # a name, or a function with its opening parenthesis
      | <>|<=|>=|[=<>&+*/(),-]
    )\s*
    """,
    re.VERBOSE,
)

_PRECEDENCE = {"=": 1, "<>": 1, "<": 1, "<=": 1, ">": 1, ">=": 1, "&": 2, "+": 3, "-": 3, "*": 4, "/": 4}
"""How tightly an operator binds, as in Excel: comparisons least, so `a="x"&b` compares `a` with `"x"&b`."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A text, a number or TRUE or FALSE."""

    value: str | float | bool


@dataclass(frozen=True, slots=True)
class Name:
    """A defined name: of one cell, or of a column of cells."""

    name: str


@dataclass(frozen=True, slots=True)
class SameRow:
    """The cell of the same row in a named column of the table."""

    column: str


@dataclass(frozen=True, slots=True)
class Call:
    """A function and its arguments. An operator is a function of two arguments, or of one: `("-", x)`."""

    function: str
    arguments: tuple[Expression, ...]


Expression = Literal | Name | SameRow | Call


@lru_cache(maxsize=4096)
def parse(text: str) -> Expression:
    """Return the expression of a formula.

    Args:
        text: the formula, beginning with "=".

    Raises:
        ValueError: the text is not a formula of the kinds that this project uses.
    """
    parser = _Parser(_symbols(text))
    expression = parser.operation(0)
    if parser.rest:
        raise ValueError(f"cannot read {parser.rest[-1]!r} in the formula {text}")
    return expression


def rendered(text: str, address_of: Callable[[str], str | None]) -> str:
    """Return a formula in which every `[@name]` is the address of a cell.

    Args:
        text: the formula.
        address_of: gives the address for the name of a column, or None where no column has it.
    """
    return _SAME_ROW.sub(lambda found: address_of(found[1]) or found[0], text)


def quoted(text: str) -> str:
    """Return a text as a literal in a formula, in quotation marks, with those within it doubled."""
    return '"' + text.replace('"', '""') + '"'


def as_data(expression: Expression) -> object:
    """Return an expression as JSON holds it.

    A literal is itself; anything else a list: `["name", n]`, `["row", column]`, or the function and its arguments:
    `["IF", ["=", ["name", "score_x"], ""], "", ["name", "score_x"]]`.
    """
    match expression:
        case Literal(value):
            return value
        case Name(name):
            return ["name", name]
        case SameRow(column):
            return ["row", column]
        case Call(function, arguments):
            return [function, *map(as_data, arguments)]


def _symbols(text: str) -> list[str]:
    """Return the symbols of a formula, without its equals sign, the last one first."""
    symbols: list[str] = []
    place = 1
    while place < len(text):
        found = _SYMBOL.match(text, place)
        if not found:
            raise ValueError(f"cannot read {text[place:]!r} in the formula {text}")
        # Without the white space around it.
        symbols.append(found[1])
        place = found.end()
    return symbols[::-1]


class _Parser:
    """Reads symbols from left to right into an expression, by precedence climbing. `rest` holds the next one last."""

    def __init__(self, symbols: list[str]) -> None:
        self.rest = symbols

    def operation(self, least: int) -> Expression:
        """Read operands joined by operators that bind more tightly than `least`."""
        left = self._operand()
        while (binds := _PRECEDENCE.get(self._next(), 0)) > least:
            operator = self.rest.pop()
            # Operators that bind equally are read from left to right: 9-3-2 is 4.
            left = Call(operator, (left, self.operation(binds)))
        return left

    def _operand(self) -> Expression:
        if not self.rest:
            raise ValueError("a formula ends too early")
        symbol = self.rest.pop()
        # A sign, not a subtraction: nothing stands to its left.
        if symbol == "-":
            return Call(symbol, (self._operand(),))
        if symbol == "(":
            return self._closed(self.operation(0))
        if symbol.endswith("("):
            return Call(symbol[:-1], self._arguments())
        return _operand(symbol)

    def _arguments(self) -> tuple[Expression, ...]:
        """Read the arguments of a function, and its closing parenthesis."""
        if self._next() == ")":
            return self._closed(())
        arguments = [self.operation(0)]
        while self._next() == ",":
            self.rest.pop()
            arguments.append(self.operation(0))
        return self._closed(tuple(arguments))

    def _closed(self, read: ReadT) -> ReadT:
        """Return what was read, after reading the closing parenthesis."""
        if self._next() != ")":
            raise ValueError("a formula lacks a closing parenthesis")
        self.rest.pop()
        return read

    def _next(self) -> str:
        return self.rest[-1] if self.rest else ""


def _operand(symbol: str) -> Expression:
    """Return a literal or a reference."""
    if symbol.startswith('"'):
        # Within a text a quotation mark is doubled.
        return Literal(symbol[1:-1].replace('""', '"'))
    if symbol[0].isdigit():
        return Literal(float(symbol) if "." in symbol else int(symbol))
    if symbol in {"TRUE", "FALSE"}:
        return Literal(symbol == "TRUE")
    if same_row := _SAME_ROW.fullmatch(symbol):
        return SameRow(same_row[1])
    if not symbol[0].isalpha() and symbol[0] != "_":
        raise ValueError(f"cannot read {symbol!r} in a formula")
    return Name(symbol)
