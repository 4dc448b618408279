"""Numbers that are written as texts, in a file or by people.

Python's own `float` and `int` also take "1_0", "nan" and the digits of other scripts, which nobody means as a number.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache

# As XML Schema has them (xsd:double, but for its names of infinity), and as people type them.
_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
# The number of a style or a text. No file has a thousand million of them.
_WHOLE = re.compile(r"[ \t\r\n]*[+-]?[0-9]{1,9}[ \t\r\n]*")


def number_in(text: str) -> float:
    """Return the number that a text is.

    Raises:
        ValueError: it is something else, or too large for a cell.
    """
    line = text.strip()
    number = float(line) if _NUMBER.fullmatch(line) else math.inf
    if math.isinf(number):
        raise ValueError(f"not a number: {line[:20]}")
    return number


# Thousands of cells have the same few styles.
@lru_cache(maxsize=4096)
def whole_number_in(text: str) -> int:
    """Return the whole number, of at most nine digits, that a text is.

    Raises:
        ValueError: it is something else.
    """
    if not _WHOLE.fullmatch(text):
        raise ValueError(f"not a whole number: {text[:20]}")
    return int(text)
