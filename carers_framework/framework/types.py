"""The types of values in a framework file: which characters they hold, and how long they may be."""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StrictInt, StringConstraints

from ..base.characters import UNSEEN
from ..base.dates import from_iso

CELL_LIMIT = 32_767
"""The most characters that a cell of an Excel sheet takes."""

SHEET_NAME_LIMIT = 31
"""The most characters that the name of an Excel sheet takes."""

_READ_AS_ANOTHER = re.compile("_x[0-9A-Fa-f]{4}_")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NO_CHECK = re.compile(r"not checked\b[^\n]{0,200}")
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")


def _without_unseen(text: str) -> str:
    """Text holds no control characters, which Excel refuses, and none that turn the reading direction round."""
    found = UNSEEN.search(text)
    if found:
        raise ValueError(f"holds the unseen character U+{ord(found.group()):04X}. Remove it.")
    return text


def _fit_for_a_sheet(name: str) -> str:
    """A sheet's name is short enough for a tab, and has none of the characters that Excel forbids there."""
    if len(name) > SHEET_NAME_LIMIT:
        raise ValueError(
            f"is {len(name)} characters long, and the name of a sheet takes {SHEET_NAME_LIMIT}. Shorten it."
        )
    if _NOT_IN_SHEET_NAMES.search(name) or name.startswith("'") or name.endswith("'"):
        raise ValueError(
            "becomes the name of a sheet, which cannot hold [ ] : * ? / \\ or begin or end with '. Reword it."
        )
    if escape := _READ_AS_ANOTHER.search(name):
        raise ValueError(f"holds {escape.group()}, which spreadsheet programs read as another character. Reword it.")
    if name.lower() == "history":
        raise ValueError("is a name that Excel keeps for itself. Choose another.")
    return name


def _day_or_reason(value: Any) -> datetime.date | str:
    """A day, or one line that says why it was not checked."""
    # A date with a time is a date too for Python, and YAML reads "2026-11-25 10:00" as one.
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    if isinstance(value, str):
        # What was saved as JSON has its days as text.
        if _DAY.fullmatch(value) and (day := from_iso(value)):
            return day
        if _NO_CHECK.fullmatch(value):
            return _without_unseen(value)
    raise ValueError(
        "is neither a day such as 2026-11-25 nor a line that begins with 'not checked'. Write one of them."
    )


_Stripped = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_without_unseen)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Text = Annotated[_Stripped, Field(max_length=CELL_LIMIT)]
Label = Annotated[_Stripped, Field(max_length=200, pattern=r"^[^\n]*$")]
Prompt = Annotated[_Stripped, Field(max_length=255, pattern=r"^[^\n]*$")]
SheetName = Annotated[Label, AfterValidator(_fit_for_a_sheet)]
Year = Annotated[StrictInt, Field(ge=1900, le=2200)]
WebAddress = Annotated[_Stripped, Field(pattern=r"^https?://[^\s<>\"']+/$")]
PrintedLink = Annotated[_Stripped, Field(pattern=r"^[^\s<>\"“”@]+$")]
SecureLink = Annotated[_Stripped, Field(pattern=r"^https://[A-Za-z0-9.-]+(/[A-Za-z0-9._~/#?=&%-]*)?$")]
Checked = Annotated[datetime.date | str, BeforeValidator(_day_or_reason)]
EmailAddress = Annotated[_Stripped, Field(pattern=r"^[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}$")]
Id = Annotated[Slug, Field(description="Lower-case letters, digits and hyphens. It never changes its meaning.")]


class Part(BaseModel):
    """What all parts share: they are frozen, and take no key that they do not know."""

    # Built when the first file is read, all parts in one go: that takes half as long as one after the other.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
