"""The whole workbook of a framework: all its sheets, in order, with everything in its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from ..base.text import folded
from ..framework.model import Framework
from ..words.workbook import CHECK
from .answers import Answers
from .cells import Block, Cell, Chart, Rows, Sheet, Text
from .layout import FormerTable, Layout, Named, place
from .sheets import carried, ideas, plan, preparation, reviews, section, start, summary


def layout_of(framework: Framework, answers: Answers | None = None, *, notice: str = "") -> Layout:
    """Return the layout of a framework's workbook.

    Args:
        framework: the edition.
        answers: only what was carried over matters here: how many rows, and which answers are to be checked.
        notice: a line that goes below the title of every sheet.
    """
    answers = answers or Answers()
    return layout_with(framework, carried.row_count(answers), carried.to_check(answers), notice)


def layout_with(
    framework: Framework, carried_rows: int, to_check: frozenset[str] = frozenset(), notice: str = ""
) -> Layout:
    """Return the layout of a framework's workbook with room for so much that was carried over.

    Args:
        framework: the edition.
        carried_rows: how many rows the sheet of what was carried over has. Without any there is no such sheet.
        to_check: the names of answers that were given to another wording.
        notice: a line that goes below the title of every sheet.
    """
    sheets = _sheets(framework, carried_rows)
    if to_check:
        sheets = tuple(_with_reminders(sheet, to_check) for sheet in sheets)
    if notice:
        sheets = tuple(_with_notice(sheet, notice) for sheet in sheets)
    layout = place(sheets)
    return replace(layout, named=_with_former_names(layout, framework), former=_former_table(framework))


def _with_former_names(layout: Layout, framework: Framework) -> Mapping[str, Named]:
    """Return what the names of a layout are of, where each input also knows the name that it had under an older id.

    A published edition may have been corrected so that an item has another id. Its earlier workbooks have the old one.
    """
    old_ids = _old_ids(framework)
    named = dict(layout.named)
    for name, cell in layout.inputs.items():
        if old := old_ids.get(cell.subject.part):
            former = replace(cell.subject, part=old).name
            named[name] = replace(cell, formerly=(former, *cell.formerly))
    return MappingProxyType(named)


def _old_ids(framework: Framework) -> Mapping[str, str]:
    """Return the one id that each section, indicator or item to prepare takes the place of, by its own id.

    Where several were merged into it, or one was split, nobody can tell which answer is whose.
    """
    parts = [*framework.sections, *framework.invite, *framework.gather]
    parts += [indicator for section in framework.sections for indicator in section.indicators]
    replaced = [id_ for part in parts for id_ in part.replaces]
    taken = {part.id for part in parts}
    return {
        part.id: part.replaces[0]
        for part in parts
        if len(part.replaces) == 1 and replaced.count(part.replaces[0]) == 1 and part.replaces[0] not in taken
    }


def _former_table(framework: Framework) -> FormerTable:
    """Return what the columns of the action plan were called before."""
    fields = ("section", "action", *(field for field, _ in plan.DECISIONS))
    columns = {field: getattr(framework.fields, field).formerly for field in fields}
    sections = {folded(section.title): section.id for section in framework.sections}
    return FormerTable(MappingProxyType(columns), MappingProxyType(sections))


def _sheets(framework: Framework, carried_rows: int) -> tuple[Sheet, ...]:
    """Return every sheet in the order of the tabs."""
    return (
        start.sheet(framework, carried_over=bool(carried_rows)),
        preparation.sheet(framework),
        *(section.sheet(framework, part) for part in framework.sections),
        summary.sheet(framework),
        plan.sheet(framework),
        reviews.sheet(framework),
        *([carried.sheet(framework, carried_rows)] if carried_rows else []),
        *([ideas.sheet(framework)] if framework.examples else []),
    )


def _with_reminders(sheet: Sheet, names: frozenset[str]) -> Sheet:
    """Return a sheet with a reminder behind each text that an answer of these names was given to in other words."""
    return replace(sheet, blocks=tuple(_reminded(block, names) for block in sheet.blocks))


def _reminded(block: Block, names: frozenset[str]) -> Block:
    if isinstance(block, Chart):
        return block
    return replace(block, rows=tuple(tuple(_reminding(cell, names) for cell in row) for row in block.rows))


def _reminding(cell: Cell, names: frozenset[str]) -> Cell:
    return with_reminder(cell) if isinstance(cell, Text) and not names.isdisjoint(cell.asks) else cell


def with_reminder(cell: Text) -> Text:
    """Return a text with the reminder that an answer to it was given to other words."""
    # A text that goes on already has no room for another line, so the reminder ends it.
    return replace(cell, more=f"{cell.more} {CHECK}." if cell.more else CHECK)


def _with_notice(sheet: Sheet, notice: str) -> Sheet:
    """Return a sheet with a notice beside its title."""
    top, *others = sheet.blocks
    assert isinstance(top, Rows), "every sheet begins with its title"  # noqa: S101 - said for the type checker
    (title, *cells), *lines = top.rows
    assert isinstance(title, Text), "every sheet begins with its title"  # noqa: S101 - the same
    with_notice = replace(title, notice=notice)
    return replace(sheet, blocks=(replace(top, rows=((with_notice, *cells), *lines)), *others))
