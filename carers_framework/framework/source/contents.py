"""The list of contents at the top of a framework file: each key of the file, with the heading above it.

It is a comment. It gives no numbers of lines, because every change would make it wrong. A file may do without.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .problems import Problem

_BEGINS = "# Contents"
_INTRODUCTION = f"{_BEGINS}, in this order. Each word is at the start of a line, with a colon behind it.\n"
# Comments may be indented by mistake, which is a matter of style and no other mistake here.
_BLOCK = re.compile(rf"^ *{_BEGINS}.*\n(?: *#   .*\n)*", re.MULTILINE)

# A key of the file itself, with the comment right above it.
_KEY = re.compile(r"^(?P<comment>(?: *#.*\n)*)(?P<key>[a-z_]+):", re.MULTILINE)

# The first words of a comment that are not a line across: up to a full stop, a colon or a bracket.
_HEADING = re.compile(r"^ *#+ ?(?P<words>[A-Z][^.:(\n]*(?:\n *#+ ?[^.:(\n]*)*)", re.MULTILINE)

_NEXT_LINE = re.compile(r"\n *#")


def contents_problems(text: str) -> list[Problem]:
    """Return a problem for the first line of the list of contents that is not as it should be, or none."""
    found = _BLOCK.search(text)
    if not found:
        return []
    first = text.count("\n", 0, found.start()) + 1
    given, wanted = found.group().splitlines(), _list(text).splitlines()
    for number, line in enumerate(wanted):
        if number >= len(given) or given[number].lstrip() != line:
            return [Problem(first + number, "", f"should be “{line}” in the list of contents. {_REMEDY}")]
    if len(given) > len(wanted):
        return [Problem(first + len(wanted), "", f"is too much in the list of contents. {_REMEDY}")]
    return []


_REMEDY = "`carers-framework check --fix` puts that right."


def with_contents(text: str) -> str:
    """Return a file with its list of contents put right, if it has one."""
    return _BLOCK.sub(lambda _: _list(text), text, count=1)


def _list(text: str) -> str:
    """Return the list of contents that a file should have."""
    entries = list(_entries(text))
    width = max((len(key) for key, _ in entries), default=0)
    return _INTRODUCTION + "".join(f"#   {key:<{width}}  {heading}".rstrip() + "\n" for key, heading in entries)


def _entries(text: str) -> Iterator[tuple[str, str]]:
    """Yield each key of the file with the heading above it, or nothing."""
    for found in _KEY.finditer(text):
        heading = _HEADING.search(found["comment"])
        yield found["key"], " ".join(_NEXT_LINE.sub(" ", heading["words"]).split()) if heading else ""
