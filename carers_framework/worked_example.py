"""The worked example: a workbook filled in with invented answers, which says so on every sheet."""

from __future__ import annotations

import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

import yaml
from pydantic import ConfigDict, Field, StrictInt, ValidationError

from .answers import Answer, Answers
from .load import FrameworkError, Problem
from .model import Framework, Label, Part
from .workbook import Built, build, layout_of

_Answer = Annotated[str | StrictInt | datetime.date, Field(union_mode="left_to_right")]


class WorkedExample(Part):
    """The file of answers."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    notice: Label = Field(description="What every sheet says at its top: that the place is invented.")
    as_of: datetime.date
    cells: dict[str, _Answer]
    plan: tuple[dict[str, _Answer], ...]

    @property
    def answers(self) -> Answers:
        """The answers, by the names of their cells."""
        names = {name: None for row in self.plan for name in row}
        columns: dict[str, tuple[Answer | None, ...]] = {
            name: tuple(row.get(name) for row in self.plan) for name in names
        }
        return Answers(MappingProxyType(dict(self.cells)), MappingProxyType(columns), self.as_of)


def load_example(path: Path) -> WorkedExample:
    """The worked example in a file. Raises FrameworkError where it is none."""
    try:
        return WorkedExample.model_validate(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))
    except OSError as error:
        raise FrameworkError(path.name, [Problem(0, "", f"cannot be read ({error.strerror}).")]) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise FrameworkError(path.name, [Problem(0, "", f"is not YAML ({' '.join(str(error).split())}).")]) from None
    except ValidationError as error:
        problems = [Problem(0, ".".join(map(str, one["loc"])), f"{one['msg']}.") for one in error.errors()]
        raise FrameworkError(path.name, problems) from None


def unknown_names(framework: Framework, example: WorkedExample) -> tuple[str, ...]:
    """The names in a worked example that no cell has any more. Its workbook is made without them."""
    layout = layout_of(framework)
    known = {*layout.inputs, *layout.columns}
    return tuple(sorted({*example.cells, *example.answers.columns} - known))


def example_name(framework: Framework) -> str:
    """The file name of the edition's worked example."""
    return f"Worked example {framework.edition.id}.xlsx"


def build_example(framework: Framework, example: WorkedExample) -> Built:
    """The workbook of a framework, filled in with the worked example, with its notice on every sheet."""
    return build(framework, example.answers, notice=example.notice)
