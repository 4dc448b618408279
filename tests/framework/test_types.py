"""Each type refuses a value in words for the person who edits the file, and tells editors the same in JSON Schema."""

from __future__ import annotations

import re

import pytest
from pydantic import TypeAdapter, ValidationError

from carers_framework.base.excel import CELL_LIMIT
from carers_framework.framework import types


@pytest.mark.parametrize(
    ("type_", "value", "message"),
    [
        (types.Slug, "Early Help", "'Early Help' is not an id."),
        (types.Slug, "early-help\n", "'early-help' is not an id."),
        (types.Score, "c", "'c' is not a score."),
        (types.Label, "One\nTwo", "runs over more than one paragraph."),
        (types.Choice, "Yes, all", "'Yes, all' holds a comma or a double quote"),
        (types.WebAddress, "www.example.org", "'www.example.org' is not a web address."),
        (types.PrintedLink, "a@example.org", "'a@example.org' is not a link as printed."),
        (types.PrintedLink, "ndti", "'ndti' is not a link as printed."),
        (types.PrintedLink, "https://ndti", "'https://ndti' is not a link as printed."),
        (types.EmailAddress, "nobody", "'nobody' is not an e-mail address."),
        (types.EmailAddress, "{given}{0}", "'{given}{0}' is not an e-mail address."),
    ],
)
def test_patterns(type_: object, value: str, message: str) -> None:
    adapter = TypeAdapter(type_)
    with pytest.raises(ValidationError) as raised:
        adapter.validate_python(value)
    (details,) = raised.value.errors()
    assert str(details["ctx"]["error"]).startswith(message)
    # ECMAScript, which editors use, has no flag by which "$" matches before a last line feed.
    pattern = adapter.json_schema()["pattern"]
    assert not re.search(pattern.replace("$", r"\Z"), value)


@pytest.mark.parametrize("text", ["👩\u200d👧 caring", "می\u200cخواهم"])
def test_joiners(text: str) -> None:
    """What joins or parts letters is part of some scripts, and of emoji."""
    assert TypeAdapter(types.Text).validate_python(text) == text


@pytest.mark.parametrize("value", ["con", "aux", "com1"])
def test_names_kept_by_windows(value: str) -> None:
    """An id that could not be the name of a page on Windows is refused, and one that only begins so is not."""
    adapter = TypeAdapter(types.Slug)
    with pytest.raises(ValidationError, match="is a name that Windows allows no file to have"):
        adapter.validate_python(value)
    assert adapter.validate_python(f"{value}-1") == f"{value}-1"


@pytest.mark.parametrize(("type_", "limit"), [(types.Slug, 60), (types.Label, 200), (types.Prompt, 255)])
def test_lengths(type_: object, limit: int) -> None:
    """A text that is too long is told its length and the limit, after spaces around it are gone."""
    adapter = TypeAdapter(type_)
    assert adapter.json_schema()["maxLength"] == limit
    message = f"is {limit + 1} characters long, over the limit of {limit}. Shorten it."
    with pytest.raises(ValidationError, match=message):
        adapter.validate_python("x" * (limit + 1))


def test_text_of_cell_length() -> None:
    """A text may be as long as a cell and no longer, for us and for editors."""
    adapter = TypeAdapter(types.Text)
    assert adapter.json_schema()["maxLength"] == CELL_LIMIT
    assert len(adapter.validate_python("x" * CELL_LIMIT)) == CELL_LIMIT
    with pytest.raises(ValidationError, match="is 32,768 characters long"):
        adapter.validate_python("x" * (CELL_LIMIT + 1))


@pytest.mark.parametrize("value", ["2021", 1066, 2021.5, None, True])
def test_years(value: object) -> None:
    """Whatever is wrong with a year, the message is the same."""
    with pytest.raises(ValidationError, match="should be a year such as 2021, but is "):
        TypeAdapter(types.Year).validate_python(value)
