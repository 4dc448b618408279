"""From the data of a file to a model, or to the list of all mistakes.

A type says what is wrong with a value in its own words (see `types`). Here are the words for what pydantic finds in any
type: a missing key, a text where a list should be.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Set
from itertools import islice
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ..base.text import short
from .rules import Rule
from .source.problems import DataPath, FrameworkError, Problem, readable
from .source.yaml_reader import Document

ModelT = TypeVar("ModelT", bound=BaseModel)

_MOST_PROBLEMS = 1_000
"""How many mistakes of a kind are listed. A file with more of them is probably the wrong file."""

_DAY = "should be a day such as 2021-06-30, but is {given}. Write it without quotes."

_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "missing": "'{key}' is missing. Add it.",
        "string_type": "should be text, but is {given}. Put text in quotes.",
        "string_too_short": "is empty. Write it, or remove the key if it is not needed.",
        "string_too_long": "is longer than {max_length:,} characters. Shorten it.",
        "too_short": "has {actual_length} entries. Write at least {min_length}.",
        "too_long": "has {actual_length} entries. Write at most {max_length}.",
        "literal_error": "is {given}, which is not one of {expected}. Choose one of them.",
        "model_type": "should be a group of keys, but is {given}. Write `key: value` lines below it.",
        "dict_type": "should be a group of keys, but is {given}. Write `key: value` lines below it.",
        "tuple_type": "should be a list, but is {given}. Put it in square brackets, or begin each entry with a hyphen.",
        "date_type": _DAY,
        "date_parsing": _DAY,
        "date_from_datetime_parsing": _DAY,
        "date_from_datetime_inexact": _DAY,
    }
)
"""The message for each kind of pydantic error; `{given}` is the value, shortened. The names are those of its manual."""


def validated(document: Document, file: str, model: type[ModelT], rules: Iterable[Rule] = ()) -> ModelT:
    """Return the data of a document as a model.

    Args:
        document: what was read from the file.
        file: the name that mistakes are shown with.
        model: what the file should hold.
        rules: what should hold between different places of the file.

    Raises:
        FrameworkError: the data does not fit the model, breaks a rule, or had mistakes in its YAML. It lists them all.
    """
    problems = [*document.problems, *_keys_in_texts(document, model)][:_MOST_PROBLEMS]
    # What else is found on these lines only follows from the slip: half a text is not an id, nor is its rest a key.
    done = {problem.line for problem in problems}
    if not isinstance(document.data, dict):
        first_key = next(iter(model.model_fields))
        raise FrameworkError(file, [*problems, Problem(1, "", f"holds no keys. Begin with `{first_key}:`.")])
    made = None
    try:
        made = model.model_validate(document.data)
    except ValidationError as error:
        problems += islice(_elsewhere(_from_model(error, document, model), done), _MOST_PROBLEMS)
    # The rules look at the data and not at the model, so that one run also lists what they find in a broken file.
    for rule in rules:
        problems += islice(_elsewhere(_from_rule(rule, document), done), _MOST_PROBLEMS)
    if len(problems) >= _MOST_PROBLEMS:
        message = f"has {len(problems):,} mistakes or more, and not all are listed. Check that it is the right file."
        problems.append(Problem(0, "", message))
    if problems or made is None:
        raise FrameworkError(file, problems)
    return made


def _elsewhere(problems: Iterable[Problem], lines: Set[int]) -> Iterator[Problem]:
    """Yield the problems that are not on any of these lines."""
    return (problem for problem in problems if problem.line not in lines)


def _keys_in_texts(document: Document, model: type[BaseModel]) -> Iterator[Problem]:
    """Yield each line of a text that begins with a key which could be beside that text."""
    for path, line, word in document.like_keys:
        if word in _known_keys(path[:-1], model):
            message = (
                f"goes on with the key '{word}', which begins too far in. Begin it where the key of the text does. "
                "If it is a word of the text, begin the line with another word."
            )
            yield Problem(line, readable(path, document.data), message)


def _from_rule(rule: Rule, document: Document) -> Iterator[Problem]:
    """Yield the places of a document that break a rule."""
    for path, message, *first in rule(document.data):
        # What the file does not choose, such as the name of a sheet, has no line.
        said = "".join(f" The first is on line {document.line(other)}." for other in first if other)
        yield Problem(document.line(path), readable(path, document.data), message + said)


def _from_model(error: ValidationError, document: Document, model: type[BaseModel]) -> Iterator[Problem]:
    """Yield the places of a document that do not fit a model."""
    for details in error.errors(include_url=False):
        if _only_counts_mistakes(details):
            continue
        path = details["loc"]
        # A key that is missing or unknown is named in the message, so the path leads to what it is missing from.
        shown = path[:-1] if details["type"] in {"missing", "extra_forbidden"} else path
        yield Problem(document.line(path), readable(shown, document.data), _message(details, model))


def _only_counts_mistakes(details: ErrorDetails) -> bool:
    """Return whether a list is called too short only because its entries are wrong: each of them is listed."""
    return details["type"] == "too_short" and len(details["input"]) >= details["ctx"]["min_length"]


def _message(details: ErrorDetails, model: type[BaseModel]) -> str:
    """Return one sentence on what is wrong and one on what to do."""
    kind, given, context = details["type"], details["input"], details.get("ctx", {})
    if kind == "value_error":
        # A type or a model of ours raised it, with the whole message.
        return str(context["error"])
    if kind == "extra_forbidden":
        return _unknown_key(details["loc"], model)
    if given is None and kind == "string_type":
        # `title:` with nothing behind it is None in YAML.
        kind = "string_too_short"
    if given is None and kind == "tuple_type":
        return "is empty. Write an entry below it that begins with a hyphen, or remove the key if it is not needed."
    if kind == "string_type" and isinstance(given, dict):
        return "has a colon, which makes a key of what is before it. Put the whole text in double quotes."
    if isinstance(given, str) and kind == "too_long":
        # Pydantic's name for it where the limit of a text comes after another check.
        kind = "string_too_long"
    words = _WORDS.get(kind, "{msg} (it is {given}). Correct it.")
    return words.format(**context, given=short(given), key=details["loc"][-1], msg=details["msg"])


def _unknown_key(path: DataPath, model: type[BaseModel]) -> str:
    """Return the message for a key that no model has, with the known key that it may have been meant as."""
    given = short(path[-1], quote=False)
    known = _known_keys(path[:-1], model)
    before, colon, _ = given.partition(":")
    if colon and before in known:
        return f"'{given}' has no space after the colon. Put one there."
    for near in difflib.get_close_matches(given, known, n=1):
        return f"the key '{given}' is unknown. Correct it to '{near}', or remove it."
    # Like no key here: perhaps the whole entry was put into another list than its own.
    return f"the key '{given}' is unknown here. Remove it, or move it to where it belongs."


def _known_keys(path: DataPath, model: type[BaseModel]) -> list[str]:
    """Return the keys that a place in the file may have, found by following its path from the model of the file."""
    for step in path:
        # The index of a list entry, or a key of a free mapping such as the levels of a section, is not a field.
        if step in model.model_fields:
            model = next(_models_in(model.model_fields[str(step)].annotation), model)
    return list(model.model_fields)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield the models named in a type annotation, such as the Step in tuple[Step, ...]."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from _models_in(argument)
