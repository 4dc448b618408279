"""What is on each sheet of the workbook: one module a sheet, each with a function from a Framework to a Sheet."""

from __future__ import annotations

from dataclasses import replace

from ...framework.model import Framework
from ..answers import Answers
from ..layout import Rows, Sheet, Text
from . import carried, ideas, plan, preparation, reviews, section, start, summary


def with_notice(sheet: Sheet, notice: str) -> Sheet:
    """A sheet with a notice in its second row, below the title."""
    top, *others = sheet.blocks
    title, *lines = top.rows
    rows = Rows((title, (Text(notice, "notice"),), *lines))
    return replace(sheet, blocks=(rows, *others))


def all_sheets(framework: Framework, answers: Answers) -> tuple[Sheet, ...]:
    """Every sheet of the workbook with what is filled in, in the order of the tabs."""
    return (
        start.sheet(framework, answers),
        preparation.sheet(framework, answers),
        *(section.sheet(framework, one, answers) for one in framework.sections),
        summary.sheet(framework, answers),
        plan.sheet(framework, answers),
        reviews.sheet(framework, answers),
        *([carried.sheet(framework, answers)] if carried.is_needed(answers) else []),
        *([ideas.sheet(framework)] if framework.examples else []),
    )
