"""Excel's operators and the few worksheet functions that the workbook uses, in Python.

They follow Excel where programs agree, and are only as general as the workbook needs. A column of cells is a tuple, and
an operator on a column gives a column.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from ..base.dates import from_serial

Scalar = str | float | bool | None
"""What a cell holds. None is an empty cell; a date is its serial number."""

Column = tuple[Scalar, ...]
Value = Scalar | Column


_LAST_CHARACTER = 127
"""What has a larger number depends on the program and the system."""


class FormulaError(Exception):
    """A formula shows an error. The text is the error value, such as "#N/A"."""


def operate(sign: str, left: Value, right: Value) -> Value:
    """Return the result of an operator between two values; between a column and a value, row by row.

    Raises:
        FormulaError: the operator cannot be applied.
    """
    if isinstance(left, tuple) or isinstance(right, tuple):
        return tuple(_OPERATORS[sign](first, second) for first, second in _row_by_row(left, right))
    return _OPERATORS[sign](left, right)


def negate(value: Value) -> Value:
    """Return a number, or a column of numbers, with the opposite sign."""
    return operate("-", 0, value)


def as_text(value: Value) -> str:
    """Return a value as `&` joins it to a text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    # 15 significant digits, as Excel's General format has, no ".0" and no "-0".
    return f"{value or 0:.15g}" if isinstance(value, (int, float)) else _text(value)


def truth(value: Value) -> bool:
    """Return whether IF takes a value for true."""
    return bool(_number(value))


def is_number(value: Value) -> bool:
    """Return whether ISNUMBER says so: dates are numbers, truth values and empty cells are not."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def index(column: Value, row: Value) -> Value:
    """Return the value in a row of a column, from 1.

    Raises:
        FormulaError: the column has no such row.
    """
    cells, place = _column(column), int(_number(row))
    if not 1 <= place <= len(cells):
        raise FormulaError("#REF!")
    return cells[place - 1]


def match(wanted: Value, column: Value, kind: Value) -> Value:
    """Return the row, from 1, of the first cell that equals a value, as MATCH(…, …, 0) does.

    In a wanted text `*` stands for any characters, `?` for one, and `~` takes either literally.

    Raises:
        FormulaError: no cell does.
    """
    if kind != 0:
        raise FormulaError("#N/A")
    # The first match counts, as with a third argument of 0.
    matches = _matcher(wanted)
    for place, cell in enumerate(_column(column), start=1):
        if matches(cell):
            return place
    raise FormulaError("#N/A")


def largest(*values: Value) -> Value:
    """Return the largest number among values and columns, or 0 where there is none."""
    cells = (cell for value in values for cell in _cells(value))
    return max((_number(cell) for cell in cells if is_number(cell)), default=0)


def rows(column: Value) -> Value:
    """Return how many rows a column has."""
    return len(_column(column))


def sum_of_products(*columns: Value) -> Value:
    """Return the sum of the products of columns, row by row. What is not a number counts as 0."""
    # Excel multiplies row by row and adds up: a truth value times 1 is a number.
    product: Value = 1
    for column in columns:
        product = operate("*", product, tuple(cell if is_number(cell) else 0 for cell in _cells(column)))
    return sum(_number(cell) for cell in _cells(product))


def both(*values: Value) -> Value:
    """Return whether all values are true, as AND does."""
    return all(truth(value) for value in values)


def either(*values: Value) -> Value:
    """Return whether any value is true, as OR does."""
    return any(truth(value) for value in values)


def large(column: Value, place: Value) -> Value:
    """Return the largest number of a column, or the second largest, and so on.

    Raises:
        FormulaError: the column has fewer numbers.
    """
    # Texts and empty cells are passed over, and so are truth values.
    numbers = sorted((_number(cell) for cell in _cells(column) if is_number(cell)), reverse=True)
    if not 1 <= (position := int(_number(place))) <= len(numbers):
        raise FormulaError("#NUM!")
    return numbers[position - 1]


def length(text: Value) -> Value:
    """Return the length of a text as Excel counts it: a character beyond U+FFFF counts twice."""
    return len(as_text(text).encode("utf-16-le")) // 2


def left(text: Value, count: Value) -> Value:
    """Return the beginning of a text."""
    return middle(text, 1, count)


def middle(text: Value, start: Value, count: Value) -> Value:
    """Return a part of a text, from a position that counts from 1. Positions are those of Excel, as in `length`."""
    begin = int(_number(start)) - 1
    # Excel counts UTF-16 units, Python whole characters.
    units = as_text(text).encode("utf-16-le")[2 * begin : 2 * (begin + int(_number(count)))]
    # Half of a character may be left where a text is cut within it.
    return units.decode("utf-16-le", errors="replace")


def remainder(value: Value, divisor: Value) -> Value:
    """Return the remainder of a division; its sign is that of the divisor."""
    if not (by := _number(divisor)):
        raise FormulaError("#DIV/0!")
    return _number(value) % by


def character(code: Value) -> Value:
    """Return the character of a number.

    Raises:
        FormulaError: it is not one of those that are the same in every program, from 1 to 127.
    """
    if not 1 <= (number := int(_number(code))) <= _LAST_CHARACTER:
        raise FormulaError("#VALUE!")
    return chr(number)


def _date_part(part: str) -> Callable[[Value], Value]:
    """Return the function that gives the day, month or year of a date's serial number."""

    def of(value: Value) -> Value:
        # The same reading of serial numbers as everywhere else.
        day = from_serial(_number(value))
        if day is None:
            raise FormulaError("#NUM!")
        return int(getattr(day, part))

    return of


FUNCTIONS: Mapping[str, Callable[..., Value]] = MappingProxyType(
    {
        "AND": both,
        "CHAR": character,
        "DAY": _date_part("day"),
        "INDEX": index,
        "INT": lambda value: _number(value) // 1,
        "ISNUMBER": is_number,
        "LARGE": large,
        "LEFT": left,
        "LEN": length,
        "MATCH": match,
        "MAX": largest,
        "MID": middle,
        "MOD": remainder,
        "MONTH": _date_part("month"),
        "NOT": lambda value: not truth(value),
        "OR": either,
        "ROWS": rows,
        "SUMPRODUCT": sum_of_products,
        "YEAR": _date_part("year"),
    }
)
"""The functions whose arguments are all worked out first. IF, IFERROR and TODAY are in `calculation`."""


def _number(value: Value) -> float:
    """Return a value as arithmetic takes it: an empty cell is 0, TRUE is 1.

    Raises:
        FormulaError: it is a text or a column.
    """
    if value is None:
        return 0
    if isinstance(value, (bool, int, float)):
        return value
    # Excel would read "3" as 3 here and other programs would not, so no formula of ours relies on it.
    raise FormulaError("#VALUE!")


def _divide(left: Scalar, right: Scalar) -> Scalar:
    if not (divisor := _number(right)):
        raise FormulaError("#DIV/0!")
    return _number(left) / divisor


def _order(value: Scalar, other: Scalar) -> tuple[int, str | float]:
    """Return what a value is compared by: numbers come before texts, and texts before truth values.

    An empty cell takes the kind of what it is compared with. Capitals do not matter.
    """
    if value is None:
        return (1, "") if isinstance(other, str) else (2, False) if isinstance(other, bool) else (0, 0)
    if isinstance(value, bool):
        return 2, value
    return (1, value.lower()) if isinstance(value, str) else (0, value)


def _compared(test: Callable[[Any, Any], bool]) -> Callable[[Scalar, Scalar], Scalar]:
    """Return a comparison by the order of values."""
    return lambda left, right: test(_order(left, right), _order(right, left))


_OPERATORS: Mapping[str, Callable[[Scalar, Scalar], Scalar]] = MappingProxyType(
    {
        "=": _compared(operator.eq),
        "<>": _compared(operator.ne),
        "<": _compared(operator.lt),
        "<=": _compared(operator.le),
        ">": _compared(operator.gt),
        ">=": _compared(operator.ge),
        "&": lambda left, right: as_text(left) + as_text(right),
        "+": lambda left, right: _number(left) + _number(right),
        "-": lambda left, right: _number(left) - _number(right),
        "*": lambda left, right: _number(left) * _number(right),
        "/": _divide,
    }
)


def _row_by_row(left: Value, right: Value) -> Iterator[tuple[Scalar, Scalar]]:
    """Yield the pairs of two columns, or of a column and a value that is repeated.

    Raises:
        FormulaError: the columns differ in length.
    """
    height = max(len(value) for value in (left, right) if isinstance(value, tuple))
    columns = [value if isinstance(value, tuple) else (value,) * height for value in (left, right)]
    if len(columns[0]) != len(columns[1]):
        raise FormulaError("#N/A")
    return zip(*columns, strict=True)


def _cells(value: Value) -> Column:
    return value if isinstance(value, tuple) else (value,)


def _column(value: Value) -> Column:
    if not isinstance(value, tuple):
        raise FormulaError("#VALUE!")
    return value


def _text(value: Value) -> str:
    if not isinstance(value, str):
        raise FormulaError("#VALUE!")
    return value


def _matcher(wanted: Value) -> Callable[[Scalar], bool]:
    """Return the test by which MATCH finds a cell. An empty cell is never found, nor one of another kind."""
    if isinstance(wanted, str):
        # Made once: a column may have thousands of cells.
        pattern = _wildcards(wanted.lower())
        return lambda cell: isinstance(cell, str) and bool(pattern.fullmatch(cell.lower()))
    if isinstance(wanted, bool):
        return lambda cell: cell is wanted
    return lambda cell: is_number(wanted) and is_number(cell) and cell == wanted


def _wildcards(pattern: str) -> re.Pattern[str]:
    """Return a regular expression for a text with Excel's wildcards."""
    # Not fnmatch, which gives [ a meaning that Excel does not, and has no ~.
    escaped = re.sub(r"~([*?~])|([*?])|(.)", _wildcard, pattern, flags=re.DOTALL)
    return re.compile(escaped, re.DOTALL)


def _wildcard(found: re.Match[str]) -> str:
    literal, wildcard, character = found.groups()
    return {"*": ".*", "?": "."}[wildcard] if wildcard else re.escape(literal or character)
