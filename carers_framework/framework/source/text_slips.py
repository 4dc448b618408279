"""Slips in a text that YAML accepts in silence, and what they do to it.

A text without quotes ends before " #", and keeps curly quotes as part of itself. A line that is indented otherwise than
its neighbours brings a line break, a hyphen, or even the next key into the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from .lines import indent, lines_of

_COMMENT = re.compile(r"[ \t]+#")
_LIKE_KEY = re.compile(r" *(?P<word>[a-z][a-z0-9_]*):(?: |$)")

_NULL_TAG = "tag:yaml.org,2002:null"
_TEXT_TAG = "tag:yaml.org,2002:str"

_CLOSING = {"“": "”", "‘": "’", "„": "“", "«": "»"}
"""The curly quote, or the like, that closes a text which begins with another."""

_CUT = (
    'holds " #", and all that follows it is left out. Put the whole text in double quotes. If what follows is a '
    "comment, put it on the line above."
)
_CURLY = (
    "is in curly quotes ({opening} {closing}), which YAML takes for a part of the text. Use straight ones "
    "({straight}), or none. If it should show its curly quotes, put straight ones around them."
)
_UNEVEN = "begins after {spaces} spaces, and other lines of the same text after {usual}. Give all of them as many."
_HYPHEN = "begins with a hyphen, but belongs to the text above. Give it as many spaces as the entry above."


def slips(node: yaml.ScalarNode, text: str) -> Iterator[tuple[int, str]]:
    """Yield the line, from 1, and the message of each slip in a value.

    Args:
        node: the value.
        text: the whole file.
    """
    if node.style == ">":
        yield from _uneven_lines(node, text)
        yield from _swallowed_entries(node, text)
    elif not node.style:
        yield from _cut(node, text)
        if node.tag == _TEXT_TAG:
            yield from _curly_quotes(node)
            yield from _swallowed_entries(node, text)


def words_like_keys(node: yaml.ScalarNode, text: str) -> Iterator[tuple[int, str]]:
    """Yield the line, from 1, and the first word of each line of a folded text that begins as if it had a key.

    Whether it is a key that was indented too far or a part of the text depends on the keys that the model has.
    """
    if node.style == ">":
        for number, line in _further_lines(node, text):
            if found := _LIKE_KEY.match(line):
                yield number, found["word"]


def _cut(node: yaml.ScalarNode, text: str) -> Iterator[tuple[int, str]]:
    """Yield a text without quotes that ends before " #". A number or a date may have a comment behind it."""
    is_text = node.tag == _TEXT_TAG or (node.tag == _NULL_TAG and not node.value)
    if is_text and _COMMENT.match(text, node.end_mark.index):
        yield node.end_mark.line + 1, _CUT


def _curly_quotes(node: yaml.ScalarNode) -> Iterator[tuple[int, str]]:
    """Yield a text that is in curly quotes as a whole, or that begins with one which nothing closes."""
    value: str = node.value
    closing = _CLOSING.get(value[:1])
    if closing is None:
        return
    inner = value[1:-1]
    # “Yes” and “no” begins and ends with quotes too, but they are of two words.
    is_whole = value.endswith(closing) and value[0] not in inner
    # In brackets, a comma ends a text, and the other curly quote is in the next one.
    if is_whole or closing not in value:
        straight = '"' if value[0] != "‘" else "'"
        yield node.start_mark.line + 1, _CURLY.format(opening=value[0], closing=closing, straight=straight)


def _uneven_lines(node: yaml.ScalarNode, text: str) -> Iterator[tuple[int, str]]:
    """Yield the first line of a folded text that has more or fewer spaces before it than the others."""
    # Where a line has more spaces than the first, YAML keeps the line breaks around it.
    if "\n " not in node.value:
        return
    given = [(number, indent(line)) for number, line in _further_lines(node, text) if line.strip()]
    counts = [count for _, count in given]
    # Of two lines, the one with an odd number of spaces is the slip.
    usual = max(counts, key=lambda count: (counts.count(count), count % 2 == 0), default=0)
    # There is none where a digit after ">" says that fewer spaces than the lines have are indentation.
    for number, odd in [(number, count) for number, count in given if count != usual][:1]:
        yield number, _UNEVEN.format(spaces=odd, usual=usual)


def _swallowed_entries(node: yaml.ScalarNode, text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a text that begin with a hyphen, as the entries of a list do."""
    if node.start_mark.line == node.end_mark.line:
        return
    for number, line in _further_lines(node, text):
        if line.lstrip().startswith("- "):
            yield number, _HYPHEN


def _further_lines(node: yaml.ScalarNode, text: str) -> Iterator[tuple[int, str]]:
    """Return the lines of a value but its first, each with its number in the file, from 1."""
    lines = lines_of(text[node.start_mark.index : node.end_mark.index])
    return enumerate(lines[1:], start=node.start_mark.line + 2)
