"""Characters that files cannot hold, that nobody sees, or that reverse the reading direction of a line."""

from __future__ import annotations

import re

from .excel import CELL_LIMIT

_CONTROL = r"\x00-\x08\x0b-\x1f\x7f-\x9f"
"""Control characters except tab and line feed: C0, delete and C1."""

_DIRECTION = r"\u202a-\u202e\u2066-\u2069"
"""Embeddings, overrides and isolates, which can make a line read as something else than it holds."""

_MARKS = r"\u200e\u200f"
"""Left-to-right and right-to-left marks. They do no harm, but make two texts that look alike differ."""

_NOT_CHARACTERS = r"\ud800-\udfff\ufffe\uffff"
"""Halves of surrogate pairs and noncharacters, which UTF-8 or XML cannot hold."""

_INVISIBLE = r"\u00ad\u061c\u180e\u200b\u2060-\u2064\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
"""Soft hyphens, spaces of no width, byte order marks and the like, which come along when a text is copied."""

_JOINERS = r"\u200c\u200d"
"""What keeps two letters apart or together. Persian and Hindi need them, and so do emoji."""

_LATIN = r"A-Za-z\u00c0-\u024f"

UNSEEN = re.compile(
    f"[\\t{_CONTROL}{_DIRECTION}{_MARKS}{_INVISIBLE}{_NOT_CHARACTERS}]"
    f"|(?<=[{_LATIN}])[{_JOINERS}]|[{_JOINERS}](?=[{_LATIN}])"
)
"""What a framework file must not hold in a text: two texts would look alike, and a search would find only one."""

UNWANTED = re.compile(f"[{_CONTROL}{_DIRECTION}{_MARKS}{_NOT_CHARACTERS}]")
"""What is removed from text that somebody else typed."""

ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
"""How a workbook writes a character by its number in UTF-16 (ECMA-376, ST_Xstring)."""

_NOT_IN_XML = r"\x00-\x08\x0b-\x1f\ufffe\uffff"
_TO_ESCAPE = re.compile(f"_(?=x[0-9A-Fa-f]{{4}}_)|[{_NOT_IN_XML}]")
"""What XML cannot hold, and the underscore of a text that itself looks like an escape."""


def escaped_for_cell(text: str) -> str:
    """Return a text as a workbook stores it: `_xHHHH_` for a character that XML cannot hold (ECMA-376, ST_Xstring)."""
    return _TO_ESCAPE.sub(lambda found: f"_x{ord(found.group()):04X}_", text)


def unescaped_from_cell(text: str) -> str:
    """Return a text of a workbook with each `_xHHHH_` as the character that it is for."""
    # A text that is still too long for a cell when every seven of its characters become one is refused anyway.
    if "_x" not in text or len(text) > len("_xHHHH_") * CELL_LIMIT:
        return text
    # A hostile file has millions of them, and few that differ.
    pieces = ESCAPED.split(text)
    characters = {digits: chr(int(digits, 16)) for digits in set(pieces[1::2])}
    pieces[1::2] = map(characters.__getitem__, pieces[1::2])
    text = "".join(pieces)
    # A character beyond U+FFFF is written as two halves. A half without the other could not be saved again.
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
