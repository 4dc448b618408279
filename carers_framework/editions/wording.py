"""What makes a framework hard to read, or an example doubtful: warnings, since there may be a reason for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..base.text import short
from ..framework.library import Example
from ..framework.load import Located
from .check import Finding, Findings

LONGEST_SENTENCE = 25
"""The most words of a sentence: more are hard to follow at one reading."""

_READ = frozenset(
    (
        "introduction",
        "wellbeing",
        "steps",
        "sections",
        "duties",
        "law_in_short",
        "law_questions",
        "examples",
        "collections",
    )
)
"""The parts of a framework that are running text."""

# Words of others, names of documents, places in them, and short lines are not sentences of ours.
_NOT_READ = {"title", "at", "source", "link", "links", "source_words", "points", "words", "asked_as"}

# A colon counts as an end, because a list or an example after it is read as another sentence.
_SENTENCE_END = re.compile(r"(?<=[.!?:])[”’)]*\s+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def check_wording(edition: Located) -> Findings:
    """Yield a warning for each sentence that is too long, and for each example that contradicts itself."""
    framework = edition.framework
    for id_, text in _texts(framework.model_dump(include=set(_READ)), ""):
        for sentence in _SENTENCE_END.split(" ".join(text.split())):
            if (words := len(sentence.split())) > LONGEST_SENTENCE:
                message = f"{id_}: {short(sentence)} is a sentence of {words} words. Make two of it."
                yield _warning(edition, id_, message)
    for example in framework.examples:
        for message in _doubts(example, len(framework.sections)):
            yield _warning(edition, example.id, f"{example.id}: {message}")


def _texts(value: Any, id_: str) -> Iterator[tuple[str, str]]:
    """Yield every running text, with the id of the innermost part that has one."""
    if isinstance(value, dict):
        id_ = value.get("id", id_)
        for key, below in value.items():
            if key not in _NOT_READ:
                yield from _texts(below, id_)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each, id_)
    elif isinstance(value, str):
        yield id_, value


def _doubts(example: Example, sections: int) -> Iterator[str]:
    """Yield what is doubtful about an example."""
    if bool(example.result) != bool(example.outcome):
        yield "has only one of `result` and `outcome`. Write both, or neither where the source reports no result."
    result = example.result or ""
    if result.endswith("."):
        yield "its `result` ends with a full stop. Remove it: lists show a result like a heading."
    if new := set(_NUMBER.findall(result)) - set(_NUMBER.findall(f"{example.outcome} {example.done}")):
        yield f"its `result` has {', '.join(sorted(new))}, which `outcome` and `done` do not have. Correct one of them."
    if len(set(example.sections)) < len(example.sections):
        yield "names a section twice. Remove one."
    elif len(example.sections) == sections > 1:
        yield "names all sections. Write `sections: []`, which means all."


def _warning(edition: Located, id_: str, message: str) -> Finding:
    return Finding(edition.file, edition.lines.get(id_, edition.edition_line), message, is_warning=True)
