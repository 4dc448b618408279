"""Formulas as Excel shows them, parsed once.

An expression is what all uses of a formula are made from: the text in the cell, the value stored beside it
(`calculation`), and the data from which a script in a web page works out the same value (`as_data`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from openpyxl.formula.tokenizer import Token, Tokenizer

_SAME_ROW = re.compile(r"\[@(\w+)\]")
"""A structured reference to the same row of a table, as Excel shows it: `[@plan_due]`."""

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
    tokens = [token for token in Tokenizer(text).items if token.type != Token.WSPACE]
    parser = _Parser(tokens)
    expression = parser.operation(0)
    if parser.rest:
        raise ValueError(f"cannot read {parser.rest[0].value!r} in the formula {text}")
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


class _Parser:
    """Reads tokens from left to right into an expression, by precedence climbing."""

    def __init__(self, tokens: list[Token]) -> None:
        self.rest = tokens

    def operation(self, least: int) -> Expression:
        """Read operands joined by operators that bind at least as tightly as `least`."""
        left = self._operand()
        while self.rest and (binds := _PRECEDENCE.get(self.rest[0].value, 0)) > least:
            operator = self.rest.pop(0).value
            left = Call(operator, (left, self.operation(binds)))
        return left

    def _operand(self) -> Expression:
        token = self.rest.pop(0)
        match token.type:
            case Token.OP_PRE:
                return Call(token.value, (self._operand(),))
            case Token.OPERAND:
                return _operand(token)
            case Token.PAREN:
                inner = self.operation(0)
                self.rest.pop(0)
                return inner
            case Token.FUNC:
                return Call(token.value.rstrip("("), self._arguments())
        raise ValueError(f"cannot read {token.value!r} in a formula")

    def _arguments(self) -> tuple[Expression, ...]:
        """Read what is between the parentheses of a function, up to and including the closing one."""
        arguments: list[Expression] = []
        while self.rest[0].subtype != Token.CLOSE:
            if self.rest[0].type == Token.SEP:
                self.rest.pop(0)
            arguments.append(self.operation(0))
        self.rest.pop(0)
        return tuple(arguments)


def _operand(token: Token) -> Expression:
    """Return a literal or a reference."""
    match token.subtype:
        case Token.TEXT:
            return Literal(token.value[1:-1].replace('""', '"'))
        case Token.NUMBER:
            return Literal(float(token.value))
        case Token.LOGICAL:
            return Literal(token.value == "TRUE")
    same_row = _SAME_ROW.fullmatch(token.value)
    return SameRow(same_row[1]) if same_row else Name(token.value)
