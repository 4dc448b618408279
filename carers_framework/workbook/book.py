"""The whole workbook of a framework: all its sheets, in order, with everything in its place."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from ..base.text import folded
from ..framework.model import Framework
from .answers import Answers
from .cells import Rows, Sheet, Text
from .layout import FormerTable, Layout, place
from .sheets import carried, ideas, plan, preparation, reviews, section, start, summary


def layout_of(framework: Framework, answers: Answers | None = None, *, notice: str = "") -> Layout:
    """Return the layout of a framework's workbook.

    Args:
        framework: the edition.
        answers: only what was carried over matters here: how many rows, and which answers are to be checked.
        notice: a line that goes below the title of every sheet.
    """
    sheets = _sheets(framework, answers or Answers())
    layout = place(tuple(_with_notice(sheet, notice) for sheet in sheets) if notice else sheets)
    return replace(layout, former=_former_table(framework))


def _former_table(framework: Framework) -> FormerTable:
    """Return what the columns of the action plan were called before."""
    fields = ("section", "action", *(field for field, _ in plan.DECISIONS))
    columns = {field: getattr(framework.fields, field).formerly for field in fields}
    sections = {folded(section.title): section.id for section in framework.sections}
    return FormerTable(MappingProxyType(columns), MappingProxyType(sections))


def _sheets(framework: Framework, answers: Answers) -> tuple[Sheet, ...]:
    """Return every sheet in the order of the tabs."""
    # Only a workbook that was carried forward has this sheet, with as many rows as it needs.
    carried_rows = carried.row_count(answers)
    to_check = carried.to_check(answers)
    return (
        start.sheet(framework, carried_over=bool(carried_rows)),
        preparation.sheet(framework),
        *(section.sheet(framework, part, to_check) for part in framework.sections),
        summary.sheet(framework),
        plan.sheet(framework),
        reviews.sheet(framework),
        *([carried.sheet(framework, carried_rows)] if carried_rows else []),
        *([ideas.sheet(framework)] if framework.examples else []),
    )


def _with_notice(sheet: Sheet, notice: str) -> Sheet:
    """Return a sheet with a notice beside its title."""
    top, *others = sheet.blocks
    assert isinstance(top, Rows), "every sheet begins with its title"  # noqa: S101 - said for the type checker
    (title, *cells), *lines = top.rows
    assert isinstance(title, Text), "every sheet begins with its title"  # noqa: S101 - the same
    with_notice = replace(title, notice=notice)
    return replace(sheet, blocks=(replace(top, rows=((with_notice, *cells), *lines)), *others))
