"""What any model refuses is worded for the person who edits the file."""

from __future__ import annotations

from typing import Annotated

import pytest
from pydantic import Field

from carers_framework.framework.source.problems import FrameworkError
from carers_framework.framework.source.yaml_reader import parse_document
from carers_framework.framework.types import Label, Part
from carers_framework.framework.validation import validated


class Garden(Part):
    """A model that is not the framework's, with limits that pydantic checks."""

    name: Annotated[Label, Field(max_length=5)]
    code: Annotated[str, Field(max_length=2)] = "A"
    beds: Annotated[tuple[Label, ...], Field(min_length=1, max_length=2)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name: Wisley\nbeds: [a]", "file.yaml:1: name: is longer than 5 characters. Shorten it."),
        ("name: Kew\ncode: ABC\nbeds: [a]", "file.yaml:2: code: is longer than 2 characters. Shorten it."),
        ("name: Kew\nbeds: [a, b, c]", "file.yaml:2: beds: has 3 entries. Write at most 2."),
        ("name: Kew\nbeds: []", "file.yaml:2: beds: has 0 entries. Write at least 1."),
        ("name:\nbeds: [a]", "file.yaml:1: name: is empty. Write it, or remove the key if it is not needed."),
        (
            "name: Kew\nbed: [a]\nbeds: [a]",
            "file.yaml:2: the key 'bed' is unknown. Correct it to 'beds', or remove it.",
        ),
    ],
)
def test_messages(text: str, message: str) -> None:
    """A message has the line of the mistake, its place, what is wrong and what to do."""
    with pytest.raises(FrameworkError) as raised:
        validated(parse_document(text, "file.yaml"), "file.yaml", Garden)
    assert str(raised.value) == message
