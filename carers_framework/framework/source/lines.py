"""The lines of a file, counted as YAML counts them."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Those of Linux, Windows and old Macs, and three of Unicode.
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


def lines_of(text: str) -> list[str]:
    """Return the lines of a text, without their ends. Behind the last line end there is one more, which may be empty.

    `str.splitlines` also ends a line where YAML does not, at a form feed for example.
    """
    return _BREAK.split(text)


def indent(line: str) -> int:
    """Return how many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


def joined_as(lines: Iterable[str], text: str) -> str:
    """Return lines as one text, each with the end that the line in its place has in another text."""
    ends = [*_BREAK.findall(text), ""]
    return "".join(line + end for line, end in zip(lines, ends, strict=True))


def with_plain_ends(text: str) -> str:
    """Return a text whose lines end as they do on Linux, whether they were written on Windows or on an old Mac."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
