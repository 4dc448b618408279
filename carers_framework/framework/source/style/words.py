"""Lines that are too long to compare, and words that YAML takes for true or false."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from .untidy import Source, Untidy

LINE_LIMIT = 130
"""The most characters of a line. Texts are folded at about 120."""

_FOLD = "Fold it: write `>-` after the colon, and the text on the lines below it, each after two more spaces."
_BREAK = "Make two lines of it, and begin both after the same number of spaces."

# What may come before a long word that cannot be folded: a comment's sign, a hyphen, a key.
_ONE_WORD = re.compile(r" *(?:#+ ?|- )?(?:- )*(?:[^\s:]+: +)?\S+")

_TRUTHY = frozenset(form for word in ("yes", "no", "on", "off") for form in (word, word.capitalize(), word.upper())) | {
    "True",
    "TRUE",
    "False",
    "FALSE",
}


def long_lines(source: Source) -> Iterator[Untidy]:
    """Yield every line that is too long, unless it is one long word, such as a web address."""
    for number, line in enumerate(source.lines, start=1):
        if len(line) > LINE_LIMIT and not _ONE_WORD.fullmatch(line):
            what_to_do = _BREAK if number in source.in_texts else _FOLD
            yield Untidy(number, f"is {len(line)} characters long, over the limit of {LINE_LIMIT}. {what_to_do}")


def true_or_false(source: Source) -> Iterator[Untidy]:
    """Yield every word that YAML takes for true or false."""
    for token in source.tokens:
        if isinstance(token, yaml.ScalarToken) and token.plain and token.value in _TRUTHY:
            start, end = token.start_mark.index, token.end_mark.index
            message = f"has {token.value} without quotes, which YAML takes for true or false. Put it in quotes."
            yield Untidy(token.start_mark.line + 1, message, start, end, f'"{token.value}"')
