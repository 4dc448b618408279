"""All that is untidy in a framework file, and the file put right as far as that takes no decision."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from ..lines import with_plain_ends
from ..problems import Problem
from .comments import comments
from .indents import indents
from .spaces import blank_lines, line_ends, spaces_at_end, spaces_between, tabs_in_texts
from .untidy import Source, Untidy, source
from .words import long_lines, true_or_false

_RULES = (spaces_at_end, blank_lines, spaces_between, tabs_in_texts, comments, indents, long_lines, true_or_false)


def style_problems(text: str) -> list[Problem]:
    """Return what is untidy in a file, or nothing where it is not YAML: then it has a mistake that comes first."""
    found = [*line_ends(text), *_all(with_plain_ends(text))]
    return sorted({Problem(untidy.line, "", untidy.message) for untidy in found})


def tidied(text: str) -> str:
    """Return a file with everything put right that needs no decision. What it says stays the same."""
    text = with_plain_ends(text)
    # Two rules may want the same place changed. One of them has its turn after the other.
    while (tidier := _once(text)) != text:
        text = tidier
    return text


def _once(text: str) -> str:
    """Return a file with everything put right that a rule finds, but for places that overlap with others."""
    end = len(text)
    # From the end of the text to its start, so that a replacement moves none of the places still to come.
    for untidy in sorted(_all(text), key=lambda untidy: (untidy.end, untidy.start), reverse=True):
        if untidy.instead is not None and untidy.end <= end:
            text = text[: untidy.start] + untidy.instead + text[untidy.end :]
            end = untidy.start
    return text


def _all(text: str) -> Iterator[Untidy]:
    try:
        read: Source = source(text)
    except yaml.YAMLError:
        return
    for rule in _RULES:
        yield from rule(read)
