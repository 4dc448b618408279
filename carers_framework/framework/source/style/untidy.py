"""An untidy place in a file, and reading the tokens between which such places are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import yaml

from ..lines import indent, lines_of


@dataclass(frozen=True, slots=True)
class Untidy:
    """An untidy place: its line from 1, what to do, and the text from `start` to `end` that has to become another.

    Where it takes a decision, `instead` is None.
    """

    line: int
    message: str
    start: int = 0
    end: int = 0
    instead: str | None = None


@dataclass(frozen=True)
class Source:
    """The text of a file, its tokens, and the lines, from 1, that are inside of a text over several lines."""

    text: str
    tokens: tuple[yaml.Token, ...]
    in_texts: frozenset[int]

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines of the text, without their ends."""
        return tuple(lines_of(self.text))

    @cached_property
    def visible(self) -> tuple[yaml.Token, ...]:
        """The tokens that take a place in the text."""
        return tuple(filter(is_visible, self.tokens))

    def indent(self, line: int) -> int:
        """Return how many spaces a line, from 0, begins with."""
        return indent(self.lines[line])

    def gaps(self) -> Iterator[tuple[yaml.Token, yaml.Token, str]]:
        """Yield each two tokens that follow each other on a line, with what is between them."""
        for left, right in pairwise(self.visible):
            if left.end_mark.line == right.start_mark.line:
                yield left, right, self.text[left.end_mark.index : right.start_mark.index]


def is_visible(token: yaml.Token) -> bool:
    """Return whether a token takes a place in the text: others say what the next one begins, or what has ended."""
    return bool(token.end_mark.index > token.start_mark.index)


def source(text: str) -> Source:
    """Return a text with its tokens.

    Raises:
        yaml.YAMLError: it is not YAML.
    """
    tokens = tuple(yaml.scan(text, Loader=yaml.CSafeLoader))
    inside: set[int] = set()
    for token in tokens:
        if isinstance(token, yaml.ScalarToken) and token.end_mark.line > token.start_mark.line:
            # The line on which such a text begins has its key too. A block ends at the start of the next line.
            last = token.end_mark.line + (token.end_mark.column > 0)
            inside.update(range(token.start_mark.line + 2, last + 1))
    return Source(text, tokens, frozenset(inside))
