"""How far lines are indented: the same number of spaces more for each level, and for a list more than for its key."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from ....base.text import spaces
from .untidy import Source, Untidy, is_visible

_BLOCK_STARTS = (yaml.BlockMappingStartToken, yaml.BlockSequenceStartToken)
_BRACKET_STARTS = (yaml.FlowSequenceStartToken, yaml.FlowMappingStartToken)
_BRACKET_ENDS = (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken)


def indents(source: Source) -> Iterator[Untidy]:
    """Yield every line whose first sign is indented by more or less than it should be."""
    levels = _Levels(source)
    before: yaml.Token | None = None
    for token, after in zip(source.tokens, (*source.tokens[1:], None), strict=True):
        expected = levels.expected(token, before)
        if expected is not None and expected != (column := token.start_mark.column):
            message = f"begins after {spaces(column)}, and should begin after {expected}."
            yield Untidy(token.start_mark.line + 1, message)
        levels.go_on(token, after)
        before = token


class _Levels:
    """The lists, mappings and brackets that are open at a token."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._blocks: list[tuple[int, bool]] = []
        """For each block, its column and whether it is a list."""
        self._brackets: list[tuple[int, int]] = []
        """For each bracket, the columns at which its entries and its end begin a line."""
        self._unit = 0
        """How many spaces a level has: as many as the first one in the file."""
        self._line = -1

    def expected(self, token: yaml.Token, before: yaml.Token | None) -> int | None:
        """Return the column in which a token should begin, or None for one that is not the first on its line."""
        if isinstance(token, _BLOCK_STARTS):
            return self._below(token)
        if token.start_mark.line == self._line or not is_visible(token):
            return None
        if self._brackets:
            return self._brackets[-1][isinstance(token, _BRACKET_ENDS)]
        if isinstance(token, yaml.BlockEntryToken):
            # The parser also takes a list whose hyphens are below the first letter of its key.
            return None if self._blocks and self._blocks[-1][1] else self._below(token)
        return self._below(token) if isinstance(before, (yaml.ValueToken, yaml.BlockEntryToken)) else None

    def go_on(self, token: yaml.Token, after: yaml.Token | None) -> None:
        """Open or close what a token opens or closes."""
        column = token.start_mark.column
        if isinstance(token, _BLOCK_STARTS):
            self._blocks.append((column, isinstance(token, yaml.BlockSequenceStartToken)))
        elif isinstance(token, yaml.BlockEndToken):
            self._blocks.pop()
        elif isinstance(token, _BRACKET_ENDS):
            # One that closes nothing is a mistake for the parser, and not for the scanner, whose tokens these are.
            del self._brackets[-1:]
        elif isinstance(token, _BRACKET_STARTS) and after is not None:
            indent = self._source.indent(token.start_mark.line)
            on_the_line = after.start_mark.line == token.start_mark.line
            # Where the first entry is beside the bracket, the others are below it.
            self._brackets.append((after.start_mark.column if on_the_line else indent + (self._unit or 2), indent))
        if is_visible(token):
            self._line = token.start_mark.line

    def _below(self, token: yaml.Token) -> int:
        """Return the column of what is one level below the innermost block."""
        if not self._blocks:
            return 0
        column = self._blocks[-1][0]
        if not self._unit:
            self._unit = max(token.start_mark.column - column, 0)
        # A hyphen and its space are always two.
        return column + (2 if self._blocks[-1][1] else self._unit or 2)
