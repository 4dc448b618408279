"""Lines that begin after too many or too few spaces, found by what the models say belongs where.

The parser notices such a line late or not at all, and then each line that follows from it looks like a mistake. Here a
file is read line by line, with the models at hand: they say which keys may begin in which column. What is found is a
guess. It counts if the file has fewer mistakes when the line begins where it is guessed to belong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any, NamedTuple, cast, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from .lines import indent, joined_as, lines_of

UNIT = 2
"""The spaces by which each level of the files is indented."""

# A hyphen, a key with its colon, and what follows. Keys such as sections/index name a page. The space after the hyphen
# may have been forgotten.
_LINE = re.compile(r"(?P<hyphen>- +|-$|-(?=[A-Za-z_]+: ))?(?:(?P<key>[A-Za-z_][\w/-]*):(?= |$))?(?P<rest>.*)")
_FOLDED = re.compile(r"[>|][+-]?$")


class _List(NamedTuple):
    """A list, and what its entries are."""

    entry: Any


class _Free(NamedTuple):
    """A mapping whose keys the file chooses, and what its values are."""

    value: Any


class _Level(NamedTuple):
    """What is open in a column: a model, a list, a free mapping, or something that no model describes (None)."""

    column: int
    shape: Any

    def knows(self, key: str) -> bool:
        """Return whether a key may begin in this column, as far as a model says it."""
        return key in _fields(self.shape)

    def takes(self, key: str) -> bool:
        """Return whether nothing is against a key in this column: the file chooses the keys of some mappings itself."""
        return not isinstance(self.shape, _List) and (not _fields(self.shape) or self.knows(key))


@dataclass(frozen=True, slots=True)
class Misplaced:
    """A line, from 0, and the columns in which it may belong, the likeliest first.

    `in_text` says whether it may also be a part of the text above, which then has a word that looks like a key.
    `entry` is the column of the list of which it may begin an entry, if it has no hyphen.
    """

    line: int
    columns: Sequence[int]
    in_text: bool = False
    entry: int | None = None


def misplaced(text: str, model: type[BaseModel]) -> Iterator[Misplaced]:
    """Yield the lines of a file that begin where nothing of their kind is open, from the first to the last."""
    return _Outline(lines_of(text), model).misplaced()


def moved(text: str, line: int, column: int, *, with_part: bool) -> str:
    """Return a text with a line moved to a column: alone, or with its part, which is what is further in below it."""
    lines = lines_of(text)
    spaces = indent(lines[line])
    end = line + 1
    while with_part and end < len(lines) and not _ends_part(lines[end], lines[line], column):
        end += 1
    for number in range(line, end):
        if lines[number].strip():
            lines[number] = " " * (indent(lines[number]) + column - spaces) + lines[number].lstrip(" ")
    return joined_as(lines, text)


def begun(text: str, line: int, column: int) -> str:
    """Return a text in which a line begins an entry of a list, with a hyphen in a column."""
    lines = lines_of(text)
    lines[line] = f"{' ' * column}- {lines[line].lstrip(' -')}"
    return joined_as(lines, text)


def _ends_part(line: str, first: str, column: int) -> bool:
    """Return whether a line is no longer in the part that begins with the first one, which belongs in a column."""
    if not line.strip():
        return False
    if line.lstrip().startswith("#"):
        # The heading of the next part, which somebody has moved along with this one.
        return indent(line) < indent(first)
    # Where the part is too far out, its neighbour begins further in.
    is_neighbour = indent(line) == column and _kind(line) == _kind(first) != (False, False)
    return indent(line) <= indent(first) or is_neighbour


def _kind(line: str) -> tuple[bool, bool]:
    """Return whether a line begins with a hyphen, and whether with a key alone."""
    parts = _parts(line)
    return bool(parts["hyphen"]), bool(parts["key"]) and not parts["hyphen"]


class _Outline:
    """The parts of a file that are open at a line."""

    def __init__(self, lines: Sequence[str], model: type[BaseModel]) -> None:
        self._lines = lines
        self._levels = [_Level(0, model)]
        self._below: _Level | None = None
        """What a key without a value on its line opens, if the next line is further in."""

    def misplaced(self) -> Iterator[Misplaced]:
        number = 0
        while number < len(self._lines):
            line = self._lines[number]
            if line.strip() and not line.lstrip().startswith("#"):
                entry = self._entry(line)
                if columns := self._open(line):
                    yield Misplaced(number, columns, entry=entry)
                if _FOLDED.search(line.rstrip()):
                    yield from self._in_text(number)
                    number = self._end_of_text(number) - 1
            number += 1

    def _entry(self, line: str) -> int | None:
        """Return the column of the innermost list whose entries have the key of a line without a hyphen."""
        parts = _parts(line)
        lists = (level for level in self._all() if isinstance(level.shape, _List))
        found = next((level.column for level in lists if parts["key"] in _fields(level.shape.entry)), None)
        return None if parts["hyphen"] else found

    def _all(self) -> list[_Level]:
        """Return what is open or may be opened, the innermost first."""
        return [*self._levels, *([self._below] if self._below else [])][::-1]

    def _open(self, line: str) -> list[int]:
        """Open what a line opens, and return the columns in which it may belong if it is in none of them."""
        column, parts = indent(line), _parts(line)
        if not (parts["hyphen"] or parts["key"]):
            return []
        columns = self._columns(parts)
        begins_right = column in columns or not columns
        if not begins_right:
            # As if it were there, so that the lines below it are not taken for misplaced too.
            column = columns[0]
        below, self._below = self._below, None
        self._levels = [level for level in self._levels if level.column <= column]
        if below and below.column == column:
            self._levels.append(below)
        if parts["hyphen"]:
            entry = next(
                (level.shape.entry for level in reversed(self._levels) if isinstance(level.shape, _List)), None
            )
            column += UNIT
            self._levels.append(_Level(column, entry))
        if parts["key"] and not parts["rest"].strip():
            self._below = _Level(column + UNIT, _value(self._levels[-1].shape, parts["key"]))
        return [] if begins_right else columns

    def _columns(self, parts: re.Match[str]) -> list[int]:
        """Return the columns in which a line may begin, the likeliest first."""
        open_ = self._all()
        if parts["hyphen"]:
            return [level.column for level in open_ if isinstance(level.shape, _List)]
        known = [level.column for level in open_ if level.knows(parts["key"])]
        # A key that no model has here is some other mistake than its column.
        return known + [level.column for level in open_ if level.takes(parts["key"]) and level.column not in known]

    def _end_of_text(self, start: int) -> int:
        """Return the line after a text that is folded."""
        end = start + 1
        while end < len(self._lines) and (
            not self._lines[end].strip() or indent(self._lines[end]) > _begin_of_key(self._lines[start])
        ):
            end += 1
        return end

    def _in_text(self, start: int) -> Iterator[Misplaced]:
        """Yield the lines of a text that are probably no part of it, or do not begin where the others do.

        `start` is the line on which the sign is that folds the text.
        """
        end = self._end_of_text(start)
        numbers = [number for number in range(start + 1, end) if self._lines[number].strip()]
        # What is below a key that was taken into the text does not count: it is often more than the text.
        own = takewhile(lambda number: not self._is_known(self._lines[number]), numbers)
        given = Counter(indent(self._lines[number]) for number in own)
        expected = _begin_of_key(self._lines[start]) + UNIT
        usual = max(given, key=lambda spaces: (given[spaces], spaces == expected), default=expected)
        for number in numbers:
            line = self._lines[number]
            parts = _parts(line)
            is_known = self._is_known(line)
            columns = self._columns(parts) if parts["hyphen"] or is_known else []
            if indent(line) != usual:
                columns.append(usual)
            if columns:
                yield Misplaced(number, columns, in_text=is_known)

    def _is_known(self, line: str) -> bool:
        """Return whether a line begins with a key that a part around it may have."""
        key = _parts(line)["key"]
        return bool(key) and any(level.knows(key) for level in self._levels)


def _begin_of_key(line: str) -> int:
    """Return the column of a line's key, or of its hyphen where it has no key."""
    parts = _parts(line)
    return indent(line) + (len(parts["hyphen"]) if parts["hyphen"] and parts["key"] else 0)


def _parts(line: str) -> re.Match[str]:
    # It always matches, because each of its parts may be missing.
    return cast("re.Match[str]", _LINE.match(line.strip()))


def _fields(shape: Any) -> Mapping[str, FieldInfo]:
    """Return the keys that a model has, and none for anything else."""
    return shape.model_fields if isinstance(shape, type) and issubclass(shape, BaseModel) else {}


def _value(shape: Any, key: str) -> Any:
    """Return what the value of a key is."""
    if isinstance(shape, _Free):
        return shape.value
    field = _fields(shape).get(key)
    return _shape(field.annotation) if field else None


def _shape(annotation: Any) -> Any:
    """Return what a type annotation describes, such as a list of steps for `tuple[Step, ...] | None`."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is tuple:
        return _List(_shape(arguments[0]))
    if origin is dict:
        return _Free(_shape(arguments[1]))
    if origin is None:
        is_model = isinstance(annotation, type) and issubclass(annotation, BaseModel)
        return annotation if is_model else None
    return next(filter(None, map(_shape, arguments)), None)
