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
    loader = yaml.CSafeLoader(text)
    try:
        reader = _EventReader(loader, text, file)
        data = reader.document()
    except yaml.MarkedYAMLError as error:
        raise NotYamlError(file, [explained(error, text)]) from None
    except yaml.YAMLError as error:
        message = "holds a character that YAML does not allow. Remove it."
        raise FrameworkError(file, [Problem(_line_of_character(error, text), "", message)]) from None
    finally:
        loader.dispose()
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


def _events(loader: yaml.CSafeLoader, file: str) -> Iterator[Any]:
    """Yield the parsing events of a text, as long as it is not too deep, too long, or larger than it looks.

    Raises:
        FrameworkError: it is. What comes after that event is not read.
        yaml.YAMLError: it is not YAML, or sets an anchor twice.
    """
    depth = count = 0
    anchors: dict[str, Any] = {}
    while loader.check_event():
        # The types of PyYAML allow for events without a place, of which libyaml has none.
        event: Any = loader.get_event()
        count += 1
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if message := _absurd(event, depth, count):
            raise FrameworkError(file, [Problem(event.start_mark.line + 1, "", message)])
        anchor = getattr(event, "anchor", None)
        if anchor and anchors.setdefault(anchor, event) is not event:
            first = anchors[anchor].start_mark
            raise yaml.composer.ComposerError("first occurrence", first, "second occurrence", event.start_mark)
        yield event


def _absurd(event: Any, depth: int, count: int) -> str | None:
    """Return what to do about an event that is out of bounds, or None."""
    # A few lines of aliases of aliases unfold to billions of values.
    if isinstance(event, yaml.AliasEvent):
        return "uses a YAML alias (*), which this file does without. Write the value out."
    if depth > _DEPTH_LIMIT:
        return f"is nested more than {_DEPTH_LIMIT} deep. Check the brackets and the indentation."
    if isinstance(event, yaml.ScalarEvent) and len(event.value) > _TEXT_LIMIT:
        return f"is a text of more than {_TEXT_LIMIT:,} characters. Shorten it."
    if count > _EVENTS_LIMIT:
        return f"has more than {_EVENTS_LIMIT:,} values. Check that it is the right file."
    return None


class _EventReader:
    """Makes plain data of the events of a text, and notes the line of each value and every repeated key.

    It needs no tree of nodes, which would take as long to make again as reading the text does.
    """

    def __init__(self, loader: yaml.CSafeLoader, text: str, file: str) -> None:
        self._loader = loader
        self._text = text
        self._events = _events(loader, file)
        self.lines: dict[DataPath, int] = {}
        self.problems: list[Problem] = []
        self.like_keys: list[tuple[DataPath, int, str]] = []

    def document(self) -> Any:
        """Return the data of the only document in the text, or None where it has none."""
        data: Any = None
        first: Any = None
        for event in self._events:
            mark, begins = event.start_mark, isinstance(event, yaml.DocumentStartEvent)
            if begins and first:
                # Another mistake is more likely to be behind it, and comes first.
                list(self._events)
                raise yaml.composer.ComposerError("only one", first, "but found another document", mark)
            if begins:
                first = mark
                data = self._value(next(self._events), ())
        return data

    def _value(self, event: Any, path: DataPath) -> Any:
        """Return the data of a value, which this event begins, and of all below it."""
        # A value of a mapping already has the line of its key, which is where people look for it.
        self.lines.setdefault(path, event.start_mark.line + 1)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, path)
        return self._mapping(path) if isinstance(event, yaml.MappingStartEvent) else self._list(path)

    def _scalar(self, event: Any, path: DataPath) -> Any:
        """Return a text, a number, a date or the like, or the text of what cannot be read as one."""
        tag = event.tag
        if tag in (None, "!"):
            tag = self._loader.resolve(yaml.ScalarNode, event.value, event.implicit)  # type: ignore[no-untyped-call]
        node = yaml.ScalarNode(tag, event.value, event.start_mark, event.end_mark, event.style)
        for line, message in slips(node, self._text):
            self.problems.append(Problem(line, readable(path), message))
        for line, word in words_like_keys(node, self._text):
            self.like_keys.append((path, line, word))
        try:
            return self._single_value(node)
        except _UNREADABLE_VALUE:
            self.problems.append(Problem(node.start_mark.line + 1, readable(path), _unreadable(node)))
            return node.value

    def _single_value(self, node: yaml.ScalarNode) -> Any:
        """Return a text, a number, a date or the like, or raise one of _UNREADABLE_VALUE."""
        if node.tag == _TEXT_TAG:
            return node.value
        # A number with thousands of digits could take minutes to convert, and Python refuses to print it.
        if len(node.value) > _OTHER_VALUE_LIMIT:
            raise ValueError("too long for anything but a text")
        return self._loader.construct_object(node)

    def _list(self, path: DataPath) -> list[Any]:
        data: list[Any] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            data.append(self._value(event, (*path, len(data))))
        return data

    def _mapping(self, path: DataPath) -> dict[str, Any]:
        """Return the data of a mapping. PyYAML itself would take the last of two equal keys without a word."""
        data: dict[str, Any] = {}
        is_entry = bool(path) and isinstance(path[-1], int)
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            line = event.start_mark.line + 1
            key = self._key(event)
            if key in data:
                begins_again = is_entry and key == next(iter(data))
                self.problems.append(Problem(line, readable(path), _appears_twice(key, begins_again=begins_again)))
                self._pass_over(next(self._events))
                if begins_again:
                    # All that follows is of the next entry, and would be reported key by key.
                    self._go_to_end()
                    break
                continue
            self.lines[(*path, key)] = line
            data[key] = self._value(next(self._events), (*path, key))
        return data

    def _key(self, event: Any) -> str:
        """Return a key. A list or a mapping may be one in YAML: the models know none of this name and will say so."""
        self._pass_over(event)
        return str(event.value) if isinstance(event, yaml.ScalarEvent) else "?"

    def _pass_over(self, event: Any) -> None:
        """Go on to the end of the value that this event begins."""
        if isinstance(event, yaml.CollectionStartEvent):
            self._go_to_end()

    def _go_to_end(self) -> None:
        """Go on to the end of the innermost list or mapping."""
        depth = 1
        while depth:
            event = next(self._events)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)


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
