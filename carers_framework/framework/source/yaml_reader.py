"""A YAML file as plain data, with the line of every value.

PyYAML's safe loader reads it. A file of absurd size, depth or repetition is refused before anything is built from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from ...base.excel import CELL_LIMIT
from ...base.text import reason, short
from .problems import DataPath, FrameworkError, NotYamlError, Problem, readable
from .text_slips import slips, words_like_keys
from .yaml_errors import conflict_marks, explained

SIZE_LIMIT = 10_000_000
"""The most bytes that a file may have: some forty times the real one."""

_DEPTH_LIMIT = 20
_EVENTS_LIMIT = 100_000
"""The most values, keys and brackets that a file may have: ten times those of the real one."""

# Ten times what can pass validation, so that a text that is merely too long gets the message of its type.
_TEXT_LIMIT = 10 * CELL_LIMIT

_TEXT_TAG = "tag:yaml.org,2002:str"

_OTHER_VALUE_LIMIT = 100
"""The most characters of a number, a date, or any other value that is not text."""

_DATE = re.compile(r"\d{4}-\d\d-\d\d")

_UNREADABLE_VALUE = (ValueError, OverflowError, LookupError, AttributeError, yaml.constructor.ConstructorError)
"""What PyYAML raises where a value does not fit its form or its tag, such as the date 2021-99-99."""


@dataclass(frozen=True, slots=True)
class Document:
    """The data of a YAML file, the line of every value, and the mistakes in the YAML that did not stop the reading.

    `like_keys` has the words at the start of lines within texts that may be keys: the path of the text, line, and word.
    """

    data: Any
    lines: Mapping[DataPath, int]
    problems: tuple[Problem, ...]
    like_keys: tuple[tuple[DataPath, int, str], ...]

    def line(self, path: DataPath) -> int:
        """Return the line of a value, or of the nearest thing around it that the file has."""
        while path not in self.lines and path:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_document(path: Path, file: str) -> Document:
    """Read a YAML file. `file` is the name that mistakes are shown with.

    Raises:
        FrameworkError: the file cannot be read, is too large, is not UTF-8, or is refused by `parse_document`.
    """
    return parse_document(read_text(path, file), file)


def parse_document(text: str, file: str) -> Document:
    """Read a YAML text. `file` is the name that mistakes are shown with.

    Raises:
        FrameworkError: the text is not YAML, is nested too deep, holds too much, or has aliases.
    """
    if marks := conflict_marks(text):
        raise FrameworkError(file, marks)
    try:
        _refuse_absurd_shapes(text, file)
        loader = yaml.CSafeLoader(text)
        try:
            root = loader.get_single_node()
            reader = _NodeReader(loader, text)
            data = reader.value(root, ()) if root is not None else None
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        raise NotYamlError(file, [explained(error, text)]) from None
    except yaml.YAMLError as error:
        message = "holds a character that YAML does not allow. Remove it."
        raise FrameworkError(file, [Problem(_line_of_character(error, text), "", message)]) from None
    return Document(data, MappingProxyType(reader.lines), tuple(reader.problems), tuple(reader.like_keys))


def read_text(path: Path, file: str) -> str:
    """Return the text of a file. `file` is the name that mistakes are shown with.

    Raises:
        FrameworkError: it cannot be read, is too large, or is not UTF-8.
    """
    try:
        with path.open("rb") as stream:
            # One byte more than allowed shows that a file is too large, without reading the rest of it.
            content = stream.read(SIZE_LIMIT + 1)
    except OSError as error:
        message = f"cannot be read ({reason(error)}). Check the name and the folder."
        # The whole path, because it may be the folder that is wrong.
        raise FrameworkError(str(path), [Problem(0, "", message)]) from None
    if len(content) > SIZE_LIMIT:
        message = f"is larger than {SIZE_LIMIT:,} bytes. Check that it is the right file."
        raise FrameworkError(file, [Problem(0, "", message)])
    try:
        # Some Windows programs begin UTF-8 files with a byte order mark; "-sig" drops it.
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = "is not UTF-8 text here. Save the file as UTF-8."
        raise FrameworkError(file, [Problem(line, "", message)]) from None


def _line_of_character(error: yaml.YAMLError, text: str) -> int:
    """Return the line of a character that YAML does not allow."""
    # libyaml counts the position of such a character in bytes of UTF-8.
    position = getattr(error, "position", None)
    return text.encode().count(b"\n", 0, position) + 1 if isinstance(position, int) else 1


def _refuse_absurd_shapes(text: str, file: str) -> None:
    """Raise FrameworkError at the first event that makes a text too deep, too long, or larger than it looks."""
    for event, message in _absurd_events(text):
        line = event.start_mark.line + 1 if event.start_mark else 1
        raise FrameworkError(file, [Problem(line, "", message)])


def _absurd_events(text: str) -> Iterator[tuple[yaml.Event, str]]:
    """Yield each parsing event of a text that is out of bounds, with what to do about it."""
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=yaml.CSafeLoader), start=1):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        # A few lines of aliases of aliases unfold to billions of values.
        if isinstance(event, yaml.AliasEvent):
            yield event, "uses a YAML alias (*), which this file does without. Write the value out."
        elif depth > _DEPTH_LIMIT:
            yield event, f"is nested more than {_DEPTH_LIMIT} deep. Check the brackets and the indentation."
        elif isinstance(event, yaml.ScalarEvent) and len(event.value) > _TEXT_LIMIT:
            yield event, f"is a text of more than {_TEXT_LIMIT:,} characters. Shorten it."
        elif count > _EVENTS_LIMIT:
            yield event, f"has more than {_EVENTS_LIMIT:,} values. Check that it is the right file."


class _NodeReader:
    """Reads YAML nodes into plain data, and notes the line of each value and every repeated key."""

    def __init__(self, loader: yaml.CSafeLoader, text: str) -> None:
        self._loader = loader
        self._text = text
        self.lines: dict[DataPath, int] = {}
        self.problems: list[Problem] = []
        self.like_keys: list[tuple[DataPath, int, str]] = []

    def value(self, node: yaml.Node, path: DataPath) -> Any:
        """Return the data of a node and of all below it."""
        # A value of a mapping already has the line of its key, which is where people look for it.
        self.lines.setdefault(path, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*path, index)) for index, child in enumerate(node.value)]
        if isinstance(node, yaml.ScalarNode):
            self.problems += (Problem(line, readable(path), message) for line, message in slips(node, self._text))
            self.like_keys += ((path, line, word) for line, word in words_like_keys(node, self._text))
        try:
            return self._single_value(node)
        except _UNREADABLE_VALUE:
            message = _unreadable(node)
            self.problems.append(Problem(node.start_mark.line + 1, readable(path), message))
            return node.value

    def _single_value(self, node: yaml.Node) -> Any:
        """Return a text, a number, a date or the like, or raise one of _UNREADABLE_VALUE."""
        # A number with thousands of digits could take minutes to convert, and Python refuses to print it.
        if node.tag != _TEXT_TAG and len(node.value) > _OTHER_VALUE_LIMIT:
            raise ValueError("too long for anything but a text")
        return self._loader.construct_object(node)

    def _mapping(self, node: yaml.MappingNode, path: DataPath) -> dict[str, Any]:
        """Return the data of a mapping. PyYAML itself would take the last of two equal keys without a word."""
        data: dict[str, Any] = {}
        is_entry = bool(path) and isinstance(path[-1], int)
        for key_node, value_node in node.value:
            # A list or a mapping may be a key in YAML. The models know no key of this name and will say so.
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else "?"
            line = key_node.start_mark.line + 1
            if key in data:
                begins_again = is_entry and key == next(iter(data))
                self.problems.append(Problem(line, readable(path), _appears_twice(key, begins_again=begins_again)))
                if begins_again:
                    # All that follows is of the next entry, and would be reported key by key.
                    break
                continue
            self.lines[(*path, key)] = line
            data[key] = self.value(value_node, (*path, key))
        return data


def _unreadable(node: yaml.Node) -> str:
    """Return the message for a value that does not fit its form or its tag."""
    if _DATE.fullmatch(node.value):
        return f"is not in the calendar ({short(node.value)}). Correct the month or the day."
    return f"cannot be read as a value ({short(node.value)}). Put it in quotes."


def _appears_twice(key: str, *, begins_again: bool) -> str:
    """Return the message for a repeated key. An entry of a list that begins again is probably two."""
    if not begins_again:
        return f"the key {short(key)} appears twice. Remove one of the two."
    return (
        f"the key {short(key)} appears twice. If a new entry begins here, put a hyphen and a space before it. "
        "If not, remove one of the two."
    )
