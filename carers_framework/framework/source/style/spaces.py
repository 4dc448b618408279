"""Spaces, tabs and blank lines where none should be, or more than one where one should."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from .untidy import Source, Untidy

_AT_END_OF_LINE = re.compile(r"[ \t]+$", re.MULTILINE)
_BLANK_LINES = re.compile(r"(?<=\n\n\n)\n+(?!\Z)")
_TABS = re.compile(r" *\t[ \t]*")
_AT_START = re.compile(r"\A\n+")
_AT_END = re.compile(r"(?<=\n)\n+\Z")

_OPENING = (yaml.FlowSequenceStartToken, yaml.FlowMappingStartToken)
_CLOSING = (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken)


def line_ends(text: str) -> Iterator[Untidy]:
    """Yield the first line that ends as lines do on another system. All of them are put right."""
    before, found, behind = text.partition("\r")
    if found:
        where = "do on Windows (CRLF)" if behind.startswith("\n") else "did on old Macs (CR)"
        message = f"ends as lines {where}. `carers-framework check --fix` puts that right."
        yield Untidy(before.count("\n") + 1, message)


def spaces_at_end(source: Source) -> Iterator[Untidy]:
    """Yield every line with spaces or tabs at its end."""
    for found in _AT_END_OF_LINE.finditer(source.text):
        yield _at(source.text, found.start(), found.end(), "ends in spaces. Remove them.", "")


def blank_lines(source: Source) -> Iterator[Untidy]:
    """Yield blank lines at the start and at the end of the file, and more than two of them elsewhere."""
    for pattern in (_AT_START, _BLANK_LINES, _AT_END):
        for found in pattern.finditer(source.text):
            message = "is one of more blank lines than are needed. Leave at most two, and none at the end of the file."
            line = source.text.count("\n", 0, found.end())
            yield Untidy(line, message, found.start(), found.end(), "")
    if source.text and not source.text.endswith("\n"):
        end = len(source.text)
        yield _at(source.text, end, end, "has no line end, and is the last line. Press Enter behind it.", "\n")


def spaces_between(source: Source) -> Iterator[Untidy]:
    """Yield what is between two signs where there should be one space, or none."""
    for left, right, between in source.gaps():
        wanted = _wanted(left, right, between)
        if between != wanted and not between.strip():
            what = "a tab" if "\t" in between else "no space" if not between else f"{len(between)} spaces"
            place = f"{what} between {_shown(source, left)} and {_shown(source, right)}"
            message = f"has {place}. Leave {'one space' if wanted else 'no space'} there."
            yield _at(source.text, left.end_mark.index, right.start_mark.index, message, wanted)


def tabs_in_texts(source: Source) -> Iterator[Untidy]:
    """Yield every tab in a text without quotes, which some readers of YAML refuse."""
    for token in source.tokens:
        if isinstance(token, yaml.ScalarToken) and token.plain:
            for found in _TABS.finditer(source.text, token.start_mark.index, token.end_mark.index):
                message = "has a tab in a text. Put a space in its place."
                yield _at(source.text, found.start(), found.end(), message, " ")


def _wanted(left: yaml.Token, right: yaml.Token, between: str) -> str:
    """Return what should be between two signs on a line."""
    if isinstance(right, (yaml.ValueToken, yaml.FlowEntryToken, *_CLOSING)) or isinstance(left, _OPENING):
        return ""
    # YAML takes "a":b in brackets, too.
    if isinstance(left, (yaml.BlockEntryToken, yaml.FlowEntryToken)) or (isinstance(left, yaml.ValueToken) and between):
        return " "
    return between


def _shown(source: Source, token: yaml.Token) -> str:
    """Return a sign, or the first word of a text."""
    text = source.text[token.start_mark.index : token.end_mark.index]
    return text.split()[0] if text.split() else text


def _at(text: str, start: int, end: int, message: str, instead: str) -> Untidy:
    return Untidy(text.count("\n", 0, start) + 1, message, start, end, instead)
