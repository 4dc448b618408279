"""Comments without a space after their number sign, and comments that are indented unlike what they are about."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from ....base.text import spaces
from .untidy import Source, Untidy

# A line that is only a comment. A line of number signs alone is fine.
_WHOLE_LINE = re.compile(r"^(?P<before> *)(?P<signs>#+)(?P<next>[^\s#]?)", re.MULTILINE)
_BEHIND = re.compile(r"[ \t]+#+(?=[^\s#])")

_NO_SPACE = "is a comment without a space after #. Put one there."


def comments(source: Source) -> Iterator[Untidy]:
    """Yield comments without a space after the number sign, and those that do not line up with the next line."""
    tokens = source.visible
    ends = [token.end_mark.index for token in tokens]
    before_it: tuple[int, int] | None = None
    line, seen = 1, 0
    for found in _WHOLE_LINE.finditer(source.text):
        line, seen = line + source.text.count("\n", seen, found.start()), found.start()
        if line in source.in_texts:
            continue
        place = bisect_right(ends, found.start())
        if found["next"] and not (found.start() == 0 and found["next"] == "!"):
            yield Untidy(line, _NO_SPACE, found.end("signs"), found.end("signs"), " ")
        column = len(found["before"])
        below = source.indent(tokens[place].start_mark.line) if place < len(tokens) else 0
        above = source.indent(tokens[place - 1].start_mark.line) if place else 0
        # Where the next line is further in, the comment is about that one.
        allowed = {below, max(above, below)}
        if before_it and before_it[0] == place:
            allowed = {before_it[1], below}
        before_it = place, column
        if column not in allowed:
            message = f"is a comment after {spaces(column)}, and the next line has {below}. Give it as many."
            yield Untidy(line, message, found.start(), found.end("before"), " " * below)
    for token in tokens:
        if behind := _BEHIND.match(source.text, token.end_mark.index):
            yield Untidy(token.end_mark.line + 1, _NO_SPACE, behind.end(), behind.end(), " ")
