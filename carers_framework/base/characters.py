"""Characters that files cannot hold, that nobody sees, or that reverse the reading direction of a line."""

from __future__ import annotations

import re

_CONTROL = r"\x00-\x08\x0b-\x1f\x7f-\x9f"
"""Control characters except tab and line feed: C0, delete and C1."""

_DIRECTION = r"\u202a-\u202e\u2066-\u2069"
"""Embeddings, overrides and isolates, which can make a line read as something else than it holds."""

_MARKS = r"\u200e\u200f"
"""Left-to-right and right-to-left marks. They do no harm, but make two texts that look alike differ."""

_NOT_CHARACTERS = r"\ud800-\udfff\ufffe\uffff"
"""Halves of surrogate pairs and noncharacters, which UTF-8 or XML cannot hold."""

UNSEEN = re.compile(f"[\\t{_CONTROL}{_DIRECTION}{_NOT_CHARACTERS}]")
"""What a framework file must not hold in a text."""

UNWANTED = re.compile(f"[{_CONTROL}{_DIRECTION}{_MARKS}{_NOT_CHARACTERS}]")
"""What is removed from text that somebody else typed."""

_NOT_IN_XML = r"\x00-\x08\x0b-\x1f\ufffe\uffff"
_TO_ESCAPE = re.compile(f"_(?=x[0-9A-Fa-f]{{4}}_)|[{_NOT_IN_XML}]")
"""What XML cannot hold, and the underscore of a text that itself looks like an escape."""


def escaped_for_cell(text: str) -> str:
    """Return a text as a workbook stores it: `_xHHHH_` for a character that XML cannot hold (ECMA-376, ST_Xstring)."""
    return _TO_ESCAPE.sub(lambda found: f"_x{ord(found.group()):04X}_", text)
