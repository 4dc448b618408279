"""The step of using the framework that each sheet is for, as its first line says it."""

from __future__ import annotations

import pytest

from carers_framework.framework.model import Framework
from carers_framework.workbook.book import layout_of
from carers_framework.workbook.cells import Text
from carers_framework.workbook.layout import Layout, PlacedSheet
from carers_framework.workbook.sheets.common import steps_in_words, steps_of


def first_line(sheet: PlacedSheet) -> Text:
    cell = sheet.cells[0].cell
    assert isinstance(cell, Text)
    return cell


def with_summary_in(framework: Framework, *numbers: int) -> Framework:
    """Return the framework with the summary used in these steps alone, and no other sheet in any."""
    steps = tuple(
        step.model_copy(update={"sheets": ("summary",) if number in numbers else (), "short": None})
        for number, step in enumerate(framework.steps, 1)
    )
    return framework.model_copy(update={"steps": steps})


def test_step_on_each_sheet(framework: Framework, layout: Layout) -> None:
    """Every sheet but the first says its steps beside its title, and a section's sheet ends with their titles."""
    names = framework.workbook.sheets
    keys = {names.preparation.name: "preparation", names.summary.name: "summary", names.plan.name: "plan"}
    keys |= {names.reviews.name: "reviews", names.ideas.name: "ideas"}
    keys |= {framework.sheet_name(section): "sections" for section in framework.sections}
    start, *others = layout.sheets
    assert not first_line(start).more
    for sheet in others:
        key = keys.pop(sheet.sheet.name)
        whole = steps_in_words(framework, key)
        assert whole
        assert first_line(sheet).more == (steps_of(framework, "sections") if key == "sections" else whole)
        texts = [placed.cell.text for placed in sheet.cells if isinstance(placed.cell, Text)]
        assert (whole in texts) == (key == "sections")
    assert not keys


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        ((), ""),
        ((2,), "Step 2 of 7"),
        ((1, 2), "Steps 1 and 2 of 7"),
        ((2, 3, 4), "Steps 2 to 4 of 7"),
        ((1, 3, 4), "Steps 1, 3 and 4 of 7"),
    ],
)
def test_several_steps(framework: Framework, numbers: tuple[int, ...], shown: str) -> None:
    changed = with_summary_in(framework, *numbers)
    assert steps_of(changed, "summary") == shown
    titles = " · ".join(framework.steps[number - 1].title for number in numbers)
    assert steps_in_words(changed, "summary") == (f"{shown}: {titles}" if numbers else "")


def test_sheets_without_steps(framework: Framework) -> None:
    """A framework whose steps name no sheets has titles alone, and the notice of an example follows them."""
    layout = layout_of(with_summary_in(framework), notice="Invented")
    assert all(first_line(sheet).lines.endswith("     Invented") for sheet in layout.sheets)
    assert all(not first_line(sheet).more for sheet in layout.sheets)
