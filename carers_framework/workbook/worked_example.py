"""The worked example: a workbook filled in with invented answers, which says so on every sheet."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, cast

from pydantic import ConfigDict, Field, PlainValidator

from ..base.text import short
from ..framework.load import load_as
from ..framework.model import Framework
from ..framework.source.yaml_reader import read_document
from ..framework.types import Label, Part
from .answers import Answer, Answers
from .book import layout_of


def _an_answer(value: object) -> Answer:
    """Return an answer as YAML gives it.

    Raises:
        ValueError: it is of another kind. The text is for the person who edits the file.
    """
    kinds = (str, int, datetime.date)
    if type(value) in kinds:  # and not of a kind of theirs: a bool, a day with a time
        return cast("Answer", value)
    raise ValueError(f"should be a text, a whole number or a day, but is {short(value)}. Put it in quotes.")


_Answer = Annotated[Answer, PlainValidator(_an_answer)]


class WorkedExample(Part):
    """The file of answers."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    notice: Label = Field(description="What every sheet says beside its title: that the place is invented.")
    as_of: datetime.date
    cells: dict[str, _Answer]

    @property
    def answers(self) -> Answers:
        """The answers, by the names of their cells."""
        return Answers(MappingProxyType(dict(self.cells)), as_of=self.as_of)


def load_example(path: Path) -> WorkedExample:
    """Return the worked example in a file.

    Raises:
        FrameworkError: something is wrong in it, all of which is listed.
    """
    return load_as(WorkedExample, path)


def unknown_names(framework: Framework, example: WorkedExample) -> tuple[str, ...]:
    """Return the names in a worked example that no cell has any more. Its workbook is made without them."""
    layout = layout_of(framework)
    return tuple(sorted(set(example.cells) - set(layout.inputs)))


def unfit_answers(framework: Framework, example: WorkedExample) -> Iterator[tuple[str, str]]:
    """Yield the name of each answer that Excel would refuse in its cell, with what the cell takes."""
    inputs = layout_of(framework).inputs
    for name, answer in example.cells.items():
        if (asked := inputs.get(name)) is None:
            continue
        if asked.kind == "date" and not isinstance(answer, datetime.date):
            yield name, "a day such as 2026-11-25"
        elif asked.choices and answer not in asked.choices:
            yield name, f"one of {', '.join(asked.choices)}"


def name_lines(path: Path) -> dict[str, int]:
    """Return the line in the file of a worked example on which each name is.

    Raises:
        FrameworkError: the file cannot be read, or is not YAML.
    """
    lines = read_document(path, path.name).lines
    return {str(at[-1]): line for at, line in lines.items() if at[:-1] == ("cells",)}


def example_name(framework: Framework) -> str:
    """Return the file name of the edition's worked example."""
    return f"Worked example {framework.edition.id}.xlsx"
