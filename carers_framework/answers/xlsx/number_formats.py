"""A number as its cell shows it: a percentage, a time, an amount of money.

Only what people can tell from the number itself is shown: 0.5 as "50%", but not "0.50", which is the same number. Dates
without a time are read as dates (`cell_dates`).
"""

from __future__ import annotations

import math
import re
from decimal import ROUND_HALF_UP, Decimal

from ...base.dates import in_figures
from .cell_dates import Calendar

# Formats that every program knows by their number (ECMA-376, 18.8.30), where they show more than the number.
BUILT_IN = {
    9: "0%",
    10: "0.00%",
    18: "h:mm",
    19: "h:mm:ss",
    20: "h:mm",
    21: "h:mm:ss",
    22: "d/m/yyyy h:mm",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss",
}

_FORMAT_LIMIT = 255
_LARGEST = 1e15
_MOST_PLACES = 9

# Quoted text, an escaped character, a space as wide as a character, a filling one, brackets, or any other character.
_TOKEN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|.', re.DOTALL)
_CURRENCY = re.compile(r"\[\$([^-\]]+)(?:-[^\]]*)?\]")
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)


def shown(number: float, code: str, calendar: Calendar) -> str:
    """Return a number as a format shows it, or nothing where it shows no more than the number itself.

    Args:
        number: what is in the cell.
        code: the code of the number format, such as "0%".
        calendar: that of the workbook.
    """
    if not code or len(code) > _FORMAT_LIMIT or abs(number) >= _LARGEST or "general" in code.lower():
        return ""
    tokens = _first_section(code)
    if tokens is None:
        return ""
    plain = "".join(token for token in tokens if len(token) == 1).lower()
    elapsed = any(map(_ELAPSED.fullmatch, tokens))
    if elapsed or re.search("[ymdhs]", plain):
        return _moment(number, plain, calendar, elapsed=elapsed)
    sign = "-" if number < 0 else ""
    places = min(len(re.findall("[0#?]", plain.partition(".")[2])), _MOST_PLACES)
    if "%" in plain:
        return f"{sign}{_rounded(abs(number) * 100, places)}%"
    currency = next((found[1] for token in tokens if (found := _CURRENCY.fullmatch(token))), "")
    currency = currency or next((token.strip('"') for token in tokens if token.strip('"\\') in set("£€$")), "")
    return f"{sign}{currency.strip(chr(92))}{_grouped(_rounded(abs(number), places))}" if currency else ""


def _first_section(code: str) -> list[str] | None:
    """Return the parts of a format up to the first semicolon, which begins that of negative numbers."""
    tokens = _TOKEN.findall(code)
    return tokens[: tokens.index(";")] if ";" in tokens else tokens


def _moment(number: float, plain: str, calendar: Calendar, *, elapsed: bool) -> str:
    """Return a number as a time, or a day with its time; nothing for a day alone."""
    has_time = elapsed or "h" in plain or "s" in plain
    has_day = not elapsed and ("y" in plain or "d" in plain)
    if not has_time or number < 0:
        return ""
    seconds = math.floor((number - (0 if elapsed else math.floor(number))) * 86_400 + 0.5)
    time = f"{seconds // 3600:02}:{seconds % 3600 // 60:02}" + (f":{seconds % 60:02}" if "s" in plain else "")
    if not has_day:
        return time
    day = calendar.day(number)
    # Midnight is what a day without a time looks like.
    return f"{in_figures(day)} {time}" if day and seconds else ""


def _rounded(number: float, places: int) -> str:
    """Return a number with so many decimal places. Halves are rounded up, as spreadsheets do."""
    return str(Decimal(number).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def _grouped(digits: str) -> str:
    """Return the digits of a number with commas between thousands."""
    whole, point, rest = digits.partition(".")
    return f"{int(whole):,}{point}{rest}"
