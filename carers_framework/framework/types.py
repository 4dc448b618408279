"""The types of values in a framework file. Each has its checks, and the message for a value that does not pass them.

A message is for the person who edits the file. It comes after the path of the value, and says what is wrong and what to
do.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StrictInt,
    StringConstraints,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from ..base.characters import ESCAPED, UNSEEN
from ..base.dates import from_iso
from ..base.excel import CELL_LIMIT, PROMPT_LIMIT, SHEET_NAME_LIMIT, has_forbidden_characters, is_reserved
from ..base.text import short


@dataclass(frozen=True, slots=True)
class Check:
    """A check of a text with its message, as an annotation of a type.

    In `message`, `{given}` becomes the text, shortened, and `{length}` the number of its characters. `keyword` is the
    same check in JSON Schema, for editors: its name and its value.
    """

    passes: Callable[[str], object]
    message: str
    keyword: tuple[str, str | int]

    def __call__(self, text: str) -> str:
        """Return a text that passes the check, or raise ValueError with the message."""
        if not self.passes(text):
            raise ValueError(self.message.format(given=short(text), length=f"{len(text):,}"))
        return text

    # Pydantic looks for these two methods at whatever annotates a type (its manual: “Custom types”).
    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Let pydantic do the check after those that the type has already."""
        return core_schema.no_info_after_validator_function(self, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Let pydantic add the keyword to the JSON Schema of the type."""
        return handler(schema) | dict([self.keyword])


def at_most(limit: int, *, why: str = "") -> Check:
    """Return the check that a text has no more characters than a limit, and perhaps why there is one."""
    over = f"over the limit of {limit:,}" + (f" ({why})" if why else "")
    message = f"is {{length}} characters long, {over}. Shorten it."
    return Check(lambda text: len(text) <= limit, message, ("maxLength", limit))


def matches(pattern: str, message: str) -> Check:
    """Return the check that the whole of a text matches a regular expression."""
    return Check(re.compile(pattern).fullmatch, message, ("pattern", pattern))


_WORDS_BEFORE = 20


def _has_no_unseen(text: str) -> str:
    """Return a text without control characters, which Excel refuses, and without others that nobody sees.

    Raises:
        ValueError: it has one.
    """
    if found := UNSEEN.search(text):
        # Its name and the words before it, because there is nothing to look for but the place.
        name = unicodedata.name(found.group(), "").lower()
        which = f"U+{ord(found.group()):04X}" + (f" ({name})" if name else "")
        before = text[max(0, found.start() - _WORDS_BEFORE) : found.start()]
        after = f" after {short(before)}" if before.strip() else ""
        raise ValueError(f"holds the unseen character {which}{after}. Remove it.")
    return text


def unfit_for_a_tab(name: str) -> str:
    """Return why Excel does not take the name of a sheet, or nothing."""
    if len(name) > SHEET_NAME_LIMIT:
        return f"is {len(name)} characters long on its tab, and the name of a sheet takes {SHEET_NAME_LIMIT}."
    if has_forbidden_characters(name):
        return "becomes the name of a sheet, which cannot hold [ ] : * ? / \\ or begin or end with '."
    if escape := ESCAPED.search(name):
        return f"holds {escape.group()}, which spreadsheet programs read as another character."
    if is_reserved(name):
        return "is a name that Excel keeps for itself."
    return ""


def _fits_a_sheet(name: str) -> str:
    """Return a name that Excel takes for a sheet.

    Raises:
        ValueError: it is too long, or Excel forbids it.
    """
    if message := unfit_for_a_tab(name):
        raise ValueError(f"{message} Write another.")
    return name


def _is_a_year(value: object, validate: ValidatorFunctionWrapHandler) -> int:
    """Return a year that the type takes, or raise ValueError with one message for whatever else it is."""
    try:
        year: int = validate(value)
    except ValidationError:
        message = f"should be a year such as 2021, but is {short(value)}. Write it without quotes."
        raise ValueError(message) from None
    return year


_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NO_CHECK = re.compile(r"not checked\b[^\n]{0,200}")


def _day_or_reason(value: object) -> datetime.date | str:
    """Return a day, or one line that says why something was not checked.

    Raises:
        ValueError: it is neither.
    """
    # A date with a time is a date too for Python, and YAML reads "2026-11-25 10:00" as one.
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    if isinstance(value, str):
        # What was saved as JSON has its days as text.
        if _DAY.fullmatch(value) and (day := from_iso(value)):
            return day
        if _NO_CHECK.fullmatch(value):
            return _has_no_unseen(value)
    raise ValueError(
        "is neither a day such as 2026-11-25 nor a line that begins with 'not checked'. Write one of them."
    )


Checked = Annotated[datetime.date | str, BeforeValidator(_day_or_reason)]

# Strict, so that every year in a file is written in the same way, without quotes.
Year = Annotated[StrictInt, Field(ge=1900, le=2200), WrapValidator(_is_a_year)]

# Pages and folders are named after ids, and Windows makes no file of these names:
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_KEPT_BY_WINDOWS = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]")


def _is_a_file_name(value: str) -> str:
    """Return an id, or raise ValueError where Windows lets no file have it as its name."""
    if _KEPT_BY_WINDOWS.fullmatch(value):
        raise ValueError(f"'{value}' is a name that Windows allows no file to have. Add a word, such as '{value}-1'.")
    return value


Slug = Annotated[
    str,
    at_most(60),
    matches(
        r"^[a-z0-9]+(-[a-z0-9]+)*$",
        "{given} is not an id. Use lower-case letters, digits and single hyphens, such as 'early-help'.",
    ),
    AfterValidator(_is_a_file_name),
]

CellField = Annotated[
    str,
    at_most(60),
    matches(
        r"^[a-z]+(_[a-z]+)*(\{number\}[a-z_]*)?$",
        "{given} is not the beginning of a cell's name. Use lower-case words with underscores, such as 'done_by'.",
    ),
]
"""The part of a cell's name that says which field it is. `{number}` is the number of a meeting or of a row."""

Id = Annotated[Slug, Field(description="Lower-case letters, digits and hyphens. It never changes its meaning.")]

Score = Annotated[
    str,
    matches(
        r"^[A-Z][A-Z0-9]{0,2}$",
        "{given} is not a score. Use a capital letter, and one or two more capitals or digits if need be.",
    ),
]

# YAML's `>` and `|` leave a line feed at the end of a text. Spaces around a text are nobody's intention.
_Stripped = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_has_no_unseen)]

_one_paragraph = matches(r"^[^\n]*$", "runs over more than one paragraph. Keep it to one.")

Text = Annotated[_Stripped, at_most(CELL_LIMIT, why="the most that a cell takes")]

Label = Annotated[_Stripped, at_most(200), _one_paragraph]

Prompt = Annotated[_Stripped, at_most(PROMPT_LIMIT), _one_paragraph]

SheetName = Annotated[Label, AfterValidator(_fits_a_sheet)]

# In the workbook, a comma ends a choice and a double quote ends the list.
Choice = Annotated[
    Label,
    matches(r'^[^,"]*$', "{given} holds a comma or a double quote, which a drop-down list cannot. Reword it."),
]

WebAddress = Annotated[
    _Stripped,
    matches(
        r"""^https?://[^\s<>"']+/$""",
        "{given} is not a web address. Begin with https:// and end with a slash.",
    ),
]

# A name with a dot, and perhaps a path. A single word is the id of something here, or a name.
PrintedLink = Annotated[
    _Stripped,
    matches(
        r'^(https?://)?[^\s<>"“”@./?#]+(\.[^\s<>"“”@./?#]+)+([/?#][^\s<>"“”@]*)?$',
        "{given} is not a link as printed. Write one such as www.example.org/page, without spaces and quotes.",
    ),
]

# Safe in a page as a link: no spaces, quotes or brackets, and nothing but https.
SecureLink = Annotated[
    _Stripped,
    matches(
        r"^https://[A-Za-z0-9.-]+(/[A-Za-z0-9._~/#?=&%-]*)?$",
        "{given} is not a secure web address. Begin with https://, and leave out spaces, quotes and brackets.",
    ),
]

# Far stricter than e-mail itself, and enough for the address of an office.
EmailAddress = Annotated[
    _Stripped,
    matches(
        r"^[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}$",
        "{given} is not an e-mail address. Write one, such as team@council.example.",
    ),
]


class Part(BaseModel):
    """What all parts share: they are frozen, and take no key that they do not know."""

    # Built when the first file is read, all parts in one go: that takes half as long as one after the other.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
