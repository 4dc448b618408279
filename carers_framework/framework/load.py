"""From a framework file to a Framework, or to the list of all that is wrong with it.

The file is read as YAML by PyYAML's safe loader, with the line of every value kept, so that each mistake can be shown
where it stands. A file of absurd size, depth or repetition is refused before anything is built from it.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ..base.errors import UserError
from ..base.text import one_line, reason, short
from .model import Framework
from .rules import RULES, Rule, value_at
from .rules import Path as DataPath
from .types import CELL_LIMIT

ModelT = TypeVar("ModelT", bound=BaseModel)

SIZE_LIMIT = 10_000_000
"""The most bytes that a framework file may have: some forty times the real one."""

_DEPTH_LIMIT = 20
_VALUES_LIMIT = 100_000
"""The most values, keys and brackets that a file may have: ten times those of the real one."""
_LENGTH_LIMIT = 10 * CELL_LIMIT
_MOST_PROBLEMS = 1_000
"""How many mistakes of a kind are listed: a file with more of them is hardly meant."""

_TEXT = "tag:yaml.org,2002:str"

_LONGEST_VALUE = 100
"""The most characters of a value that is no text."""

_WHAT_VALUES_RAISE = (ValueError, OverflowError, LookupError, AttributeError, yaml.constructor.ConstructorError)
"""What PyYAML raises where a value is not what it looks like, or not what its tag says."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A mistake in a file: its line (from 1; 0 where the whole file is meant), its path, and what to do about it."""

    line: int
    path: str
    message: str

    def text(self, file: str) -> str:
        """The one line that a person reads."""
        where = f"{file}:{self.line}" if self.line else file
        return one_line(f"{where}: {self.path}: {self.message}" if self.path else f"{where}: {self.message}")


class FrameworkError(UserError):
    """A framework file cannot be used. `problems` holds every mistake found; the text is a line for each."""

    def __init__(self, file: str, problems: Iterable[Problem]) -> None:
        self.file = file
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(problem.text(file) for problem in self.problems))


@dataclass(frozen=True, slots=True)
class _Document:
    """The data of a YAML file, the line of every value, and the mistakes in the YAML itself."""

    data: Any
    lines: Mapping[DataPath, int]
    problems: tuple[Problem, ...]

    def line(self, path: DataPath) -> int:
        """The line of a value, or of the nearest thing around it that is there."""
        while path not in self.lines and path:
            path = path[:-1]
        return self.lines.get(path, 1)


@dataclass(frozen=True, slots=True)
class Located:
    """A framework with the name of its file, and the line of each id in it. `edition_line` is that of its own id."""

    framework: Framework
    file: str
    lines: Mapping[str, int]
    edition_line: int


def load(path: Path) -> Framework:
    """The framework in a file.

    Raises FrameworkError with all mistakes at once: the file is not there, not UTF-8, not YAML, or not a framework.
    """
    return parse(_read(path), path.name)


def parse(text: str, file: str) -> Framework:
    """The framework in a text; `file` is the name that mistakes are shown with. Raises FrameworkError."""
    return _checked(_parse_yaml(text, file), file, Framework, RULES)


def load_as(model: type[ModelT], path: Path) -> ModelT:
    """What a file that is no framework holds, as a model of its own. Raises FrameworkError as `load` does."""
    return _checked(_parse_yaml(_read(path), path.name), path.name, model)


def locate(path: Path, file: str) -> Located:
    """The framework in a file, with its lines; `file` is the name that mistakes show. Raises FrameworkError."""
    document = _parse_yaml(_read(path), file)
    framework = _checked(document, file, Framework, RULES)
    ids = {at[:-1]: line for at, line in document.lines.items() if at[-1:] == ("id",)}
    lines = {value_at(document.data, (*at, "id")): line for at, line in ids.items() if at != ("edition",)}
    return Located(framework, file, MappingProxyType(lines), ids[("edition",)])


def _checked(document: _Document, file: str, model: type[ModelT], rules: Iterable[Rule] = ()) -> ModelT:
    """What a document holds. Raises FrameworkError."""
    problems = list(document.problems[:_MOST_PROBLEMS])
    if not isinstance(document.data, dict):
        first = next(iter(model.model_fields))
        raise FrameworkError(file, [*problems, Problem(1, "", f"holds no keys. Begin with `{first}:`.")])
    made = None
    try:
        made = model.model_validate(document.data)
    except ValidationError as error:
        found = (details for details in error.errors(include_url=False) if not _counts_only_mistakes(details))
        problems += [_from_pydantic(details, document, model) for details in islice(found, _MOST_PROBLEMS)]
    for rule in rules:
        for path, message in islice(rule(document.data), _MOST_PROBLEMS):
            problems.append(Problem(document.line(path), _named(path, document.data), message))
    if len(problems) >= _MOST_PROBLEMS:
        message = f"has {len(problems):,} mistakes or more, and not all are listed. Check that it is the right file."
        problems.append(Problem(0, "", message))
    if problems or made is None:
        raise FrameworkError(file, problems)
    return made


def _read(path: Path) -> str:
    """The text of a file that is not too large. Raises FrameworkError."""
    try:
        with path.open("rb") as stream:
            content = stream.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise FrameworkError(
            str(path), [Problem(0, "", f"cannot be read ({reason(error)}). Check the name and the folder.")]
        ) from None
    if len(content) > SIZE_LIMIT:
        message = f"is larger than {SIZE_LIMIT:,} bytes. Check that it is the right file."
        raise FrameworkError(path.name, [Problem(0, "", message)])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise FrameworkError(
            path.name, [Problem(line, "", "is not UTF-8 text here. Save the file as UTF-8.")]
        ) from None


def _parse_yaml(text: str, file: str) -> _Document:
    """The data and the lines of a YAML text. Raises FrameworkError where it is not YAML, or not of a sane shape."""
    try:
        _refuse_absurd_shapes(text, file)
        loader = yaml.CSafeLoader(text)
        try:
            root = loader.get_single_node()
            reader = _NodeReader(loader)
            data = reader.value(root, ()) if root is not None else None
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        message = f"is not YAML here ({error.problem}). Check the indentation, the quotes and the colons."
        raise FrameworkError(file, [Problem(mark.line + 1 if mark else 1, "", message)]) from None
    except yaml.YAMLError as error:
        position = getattr(error, "position", None)
        line = text.encode().count(b"\n", 0, position) + 1 if isinstance(position, int) else 1
        message = "holds a character that YAML does not allow. Remove it."
        raise FrameworkError(file, [Problem(line, "", message)]) from None
    return _Document(data, MappingProxyType(reader.lines), tuple(reader.problems))


def _refuse_absurd_shapes(text: str, file: str) -> None:
    """Refuse depth, number and length of values, and aliases, which can stand for billions. Raises FrameworkError."""
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=yaml.CSafeLoader), start=1):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if isinstance(event, yaml.AliasEvent):
            message = "uses a YAML alias (*), which this file does without. Write the value out."
        elif depth > _DEPTH_LIMIT:
            message = f"is nested more than {_DEPTH_LIMIT} deep. Check the brackets and the indentation."
        elif isinstance(event, yaml.ScalarEvent) and len(event.value) > _LENGTH_LIMIT:
            message = f"is a text of more than {_LENGTH_LIMIT:,} characters. Shorten it."
        elif count > _VALUES_LIMIT:
            message = f"has more than {_VALUES_LIMIT:,} values. Check that it is the right file."
        else:
            continue
        line = event.start_mark.line + 1 if event.start_mark else 1
        raise FrameworkError(file, [Problem(line, "", message)])


class _NodeReader:
    """Reads YAML nodes into plain data, and notes the line of each value and every key that stands twice."""

    def __init__(self, loader: yaml.CSafeLoader) -> None:
        self._loader = loader
        self.lines: dict[DataPath, int] = {}
        self.problems: list[Problem] = []

    def value(self, node: yaml.Node, path: DataPath) -> Any:
        """The data of a node and of all below it."""
        self.lines.setdefault(path, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*path, index)) for index, child in enumerate(node.value)]
        try:
            return self._single_value(node)
        except _WHAT_VALUES_RAISE:
            message = f"cannot be read as a value ({short(node.value)}). Put it in quotes."
            self.problems.append(Problem(node.start_mark.line + 1, _shown(path), message))
            return node.value

    def _single_value(self, node: yaml.Node) -> Any:
        """A text, number, date, or whatever else a single value is. Raises one of _WHAT_VALUES_RAISE."""
        if node.tag != _TEXT and len(node.value) > _LONGEST_VALUE:
            # As a number it could take minutes, and could not be shown.
            raise ValueError("too long for anything but a text")
        return self._loader.construct_object(node)

    def _mapping(self, node: yaml.MappingNode, path: DataPath) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else "?"
            line = key_node.start_mark.line + 1
            if key in data:
                message = f"the key {short(key)} stands twice. Remove one of the two."
                self.problems.append(Problem(line, _shown(path), message))
                continue
            self.lines[(*path, key)] = line
            data[key] = self.value(value_node, (*path, key))
        return data


def _from_pydantic(details: ErrorDetails, document: _Document, model: type[BaseModel]) -> Problem:
    """What pydantic found, in words for the person who edits the file."""
    path: DataPath = tuple(details["loc"])
    message = _message(details, path, model)
    if details["type"] in {"missing", "extra_forbidden"}:
        named = _named(path[:-1], document.data)
    else:
        named = _named(path, document.data)
    return Problem(document.line(path), named, message)


def _counts_only_mistakes(details: ErrorDetails) -> bool:
    """Whether a list is called too short only because its entries are wrong, which is said of each of them."""
    return details["type"] == "too_short" and len(details["input"]) >= details["ctx"]["min_length"]


def _message(details: ErrorDetails, path: DataPath, model: type[BaseModel]) -> str:
    """One sentence on what is wrong and one on what to do, for a kind of pydantic error."""
    context = details.get("ctx", {})
    given = short(details["input"])
    match details["type"]:
        case "missing":
            return f"'{path[-1]}' is missing. Add it."
        case "extra_forbidden":
            given = short(path[-1], quote=False)
            (near,) = difflib.get_close_matches(given, _known_keys(path[:-1], model), n=1, cutoff=0)
            return f"the key '{given}' is unknown. Correct it to '{near}', or remove it."
        case "string_type":
            if details["input"] is None:
                return "is empty. Write it, or remove the key if it is not needed."
            return f"should be text, but is {given}. Put text in quotes."
        case "string_too_short":
            return "is empty. Write it, or remove the key if it is not needed."
        case "too_short":
            return f"has {context.get('actual_length')} entries. Write at least {context.get('min_length')}."
        case "string_too_long" | "too_long":
            limit = context.get("max_length")
            why = " (the most that a cell takes)" if limit == CELL_LIMIT else ""
            return f"is {len(details['input']):,} characters long, over the limit of {limit:,}{why}. Shorten it."
        case "string_pattern_mismatch":
            return _pattern_message(path, context.get("pattern", ""), given)
        case "literal_error":
            return f"is {given}, which is not one of {context.get('expected')}. Choose one of them."
        case "model_type" | "model_attributes_type" | "dict_type":
            return f"should be a group of keys, but is {given}. Write `key: value` lines below it."
        case "tuple_type" | "list_type":
            return f"should be a list, but is {given}. Begin each entry with a hyphen."
        case "int_type" | "int_parsing" | "int_from_float" | "greater_than_equal" | "less_than_equal":
            return f"should be a year such as 2021, but is {given}. Write it without quotes."
        case "date_type" | "date_parsing" | "date_from_datetime_parsing" | "date_from_datetime_inexact":
            return f"should be a day such as 2021-06-30, but is {given}. Write it without quotes."
        case "value_error":
            return str(context.get("error", details["msg"]))
        case _:
            return f"{details['msg']} (it is {given}). Correct it."


def _pattern_message(path: DataPath, pattern: str, given: str) -> str:
    """What a text should look like, told by the pattern that it does not match."""
    if pattern.startswith("^[a-z0-9]+(-"):
        return f"{given} is not an id. Use lower-case letters, digits and single hyphens, such as 'early-help'."
    if path[-1] == "score":
        return f"{given} is not a score. Use a capital letter, and one or two more capitals or digits if need be."
    if pattern == r"^[^\n]*$":
        return "runs over more than one paragraph. Keep it to one."
    if pattern == r"^[^,\"]*$":
        return f"{given} holds a comma or a double quote, which a drop-down list cannot. Reword it."
    if path[-1] == "contact":
        return f"{given} is not an e-mail address. Write one, such as carers@council.example."
    if pattern.startswith("^https?"):
        return f"{given} is not a web address. Begin with https:// and end with a slash."
    if pattern.startswith("^https:"):
        return f"{given} is not a secure web address. Begin with https://, and leave out spaces, quotes and brackets."
    return f"{given} is not a link as printed. Leave out spaces, quotes and e-mail addresses."


def _known_keys(path: DataPath, model: Any) -> list[str]:
    """The keys that a place in the file may have, found by going down the models from that of the whole file."""
    for step in path:
        if isinstance(step, int):
            continue
        if not (isinstance(model, type) and issubclass(model, BaseModel) and step in model.model_fields):
            continue
        model = next(iter(_models_in(model.model_fields[step].annotation)), model)
    return list(model.model_fields)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models named in a type annotation, such as the Step in tuple[Step, ...]."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from _models_in(argument)


def _named(path: DataPath, data: Any) -> str:
    """A path as people read it, with the id of each list entry beside its number."""
    parts: list[str] = []
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            data = None
        if isinstance(step, int):
            name = data.get("id") if isinstance(data, dict) else None
            parts[-1:] = [f"{parts[-1] if parts else ''}[{step}]" + (f" {short(name, quote=False)}" if name else "")]
        else:
            parts.append(short(str(step), quote=False))
    return ": ".join(parts)


def _shown(path: DataPath) -> str:
    """A path where there is no data yet to take ids from."""
    return _named(path, None)
