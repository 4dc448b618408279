"""What Excel takes in a workbook: how long texts may be, and what a sheet may be called.

Sources: Microsoft's support pages “Excel specifications and limits” and “Rename a worksheet”; for prompts and lists,
“Working with Data Validation” in the documentation of XlsxWriter.
"""

from __future__ import annotations

import re

CELL_LIMIT = 32_767
"""The most characters in a cell."""

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
"""The numbers of the last row and column of a sheet."""

SHEET_NAME_LIMIT = 31
"""The most characters in the name of a sheet."""

PROMPT_LIMIT = 255
"""The most characters in the prompt of an input cell."""

LIST_LIMIT = 255
"""The most characters in the choices of a drop-down list, counting the comma between each two."""

_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]|\A'|'\Z")

# The sheet on which a shared workbook lists its changes has this name.
_RESERVED_SHEET_NAME = "history"


def length_in_excel(text: str) -> int:
    """Return how many characters Excel counts in a text: one beyond U+FFFF, such as an emoji, is two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def has_forbidden_characters(sheet_name: str) -> bool:
    """Return whether the name of a sheet holds [ ] : * ? / or \\, or begins or ends with an apostrophe."""
    return bool(_NOT_IN_SHEET_NAMES.search(sheet_name))


def is_reserved(sheet_name: str) -> bool:
    """Return whether Excel keeps the name of a sheet for itself."""
    return sheet_name.lower() == _RESERVED_SHEET_NAME
