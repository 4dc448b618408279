"""Workbooks of an older form: every text that was typed in one is in its new place, or listed with where it was.

Earlier versions of this project wrote `older_names.xlsx` and `older_table.xlsx` in `tests/data`, with an answer in
every cell. Today's code cannot make them. The first also has other names for the cells of the reviews.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from carers_framework.answers.carry_forward import carry_forward, layouts_of
from carers_framework.answers.read_back import ReadBack, read_back
from carers_framework.commands.workbook import main
from carers_framework.framework.model import Framework
from carers_framework.workbook.answers import Answer
from carers_framework.workbook.book import layout_of
from tests.helpers.commands import run_here
from tests.helpers.project import DATA, FILE_2021
from tests.helpers.workbooks import convert_all

OLDER = pytest.mark.parametrize("name", ["older_names.xlsx", "older_table.xlsx"])
NOW_CALLED = {"In place": "Yes", "Not in place": "No", "Don’t know": "Not known"}


def text_of(value: object) -> str:
    """Return a value as people see it, a choice as it is called now."""
    if isinstance(value, datetime.date):
        return value.strftime("%d/%m/%Y")
    return NOW_CALLED.get(str(value), str(value))


def typed(path: Path) -> Counter[str]:
    """Return what is in the cells of a workbook that are not locked, read without any code of ours."""
    cells = (
        cell for sheet in openpyxl.load_workbook(path).worksheets for row in sheet.iter_rows() for cell in row
    )  # fmt: skip
    return Counter(
        text_of(cell.value)
        for cell in cells
        if cell.value is not None and not cell.protection.locked and cell.data_type != "f"
    )


def sections_by_place(framework: Framework, cells: dict[str, Answer]) -> Iterator[str]:
    """Yield the title of the section of each action that is in a row of its section."""
    inputs = layout_of(framework).inputs
    titles = {section.id: section.title for section in framework.sections}
    for name in cells:
        subject = inputs[name].subject
        if subject.field == "action" and subject.part:
            yield titles[subject.part]


def found_again(framework: Framework, back: ReadBack) -> Counter[str]:
    """Return every text that was read, in a place or without one."""
    cells = dict(back.answers.cells)
    texts = Counter(map(text_of, cells.values()))
    texts.update(text_of(unplaced.text) for unplaced in back.unplaced)
    texts.update(sections_by_place(framework, cells))
    return texts


def read(path: Path, framework: Framework) -> ReadBack:
    return read_back(path, layouts_of([framework]))


@OLDER
def test_nothing_typed_is_lost(name: str, framework: Framework) -> None:
    """What was typed is found again, no more and no less, and nothing is called missing."""
    expected = typed(DATA / name)
    back = read(DATA / name, framework)
    assert expected.total() > 550
    assert found_again(framework, back) == expected
    assert back.problems == ()
    assert dict(back.answers.columns) == {}


@OLDER
def test_each_in_its_new_place(name: str, framework: Framework) -> None:
    """What is still asked for is in its cell: under its own name, a former name, or in the row of its section."""
    cells = read(DATA / name, framework).answers.cells
    assert cells["reasons_personal_budgets"] == "Typed reasons_personal_budgets"
    assert cells["score_personal_budgets"] in {level.score for level in framework.levels}
    assert str(cells["review_working3"]).startswith("Typed review")
    assert isinstance(cells["review_date3"], datetime.date)
    assert set(framework.fields.found.choices) >= {cells["found_idc_schools"], cells["found_ia_tailored"]}
    # The first row of the plan was about the first section, and the seventh about none.
    assert cells["action1_identifying_carers"] == "Typed plan_action 1"
    assert cells["know1_identifying_carers"] == "Typed plan_progress 1"
    assert cells["partners1_identifying_carers"] == "Typed plan_others 1"
    assert cells["action1"] == "Typed plan_action 7"


@OLDER
def test_without_a_place(name: str, framework: Framework) -> None:
    """What is not asked for any more is listed with its sheet and cell, and so is an action without room."""
    unplaced = read(DATA / name, framework).unplaced
    places = {(item.sheet, item.cell): item.text for item in unplaced}
    assert places["Start here", "B8"] == "Typed group_people"
    assert places["Action plan", "C45"] == "Typed plan_action 40"
    # It has no room in its section: the row of the action says nothing of that section any more.
    assert places["Action plan", "B35"] == "Personalised support plans"
    begins = Counter(item.text.partition("_")[0] for item in unplaced)
    sections = len(framework.sections)
    assert [begins[f"Typed {field}"] for field in ("actions", "reviewed", "agreed", "lead")] == [sections] * 4


@OLDER
def test_carried_over(name: str, framework: Framework) -> None:
    """Everything without a place is on the sheet of what was carried over, and everything else in its cell."""
    back = read(DATA / name, framework)
    carried = carry_forward(back, [framework])
    assert dict(carried.answers.cells) == dict(back.answers.cells)
    assert carried.answers.columns["carried_text"] == tuple(item.text for item in back.unplaced)
    assert carried.answers.columns["carried_from"][0] == "Edition 2021, Start here, B8"
    assert (carried.carried, carried.aside) == (len(back.answers.cells), len(back.unplaced))


@OLDER
def test_by_the_command(name: str, framework: Framework, tmp_path: Path) -> None:
    """The command writes today's workbook, which has it all, and says so in a line."""
    target = tmp_path / "new.xlsx"
    options = ("--framework", FILE_2021, "--carry-forward", DATA / name, "--output", target)
    result = run_here(main, *options, folder=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    old, new = read(DATA / name, framework), read(target, framework)
    said = f"Answers from edition 2021: {len(old.answers.cells)} carried forward (0 to check, because the wording "
    said += f"changed), {len(old.unplaced)} kept aside on the sheet Carried over."
    assert result.stdout.splitlines() == [f"Written: {target}", said]
    assert dict(new.answers.cells) == dict(old.answers.cells)
    assert new.answers.columns["carried_text"] == tuple(item.text for item in old.unplaced)
    assert (new.unplaced, new.problems) == ((), ())


@pytest.mark.libreoffice
def test_saved_by_libreoffice(framework: Framework, tmp_path: Path) -> None:
    """It makes no difference that LibreOffice saved the older workbook last."""
    older = sorted(DATA.glob("older_*.xlsx"))
    for original, saved in zip(older, convert_all(older, "xlsx", tmp_path), strict=True):
        before, after = read(original, framework), read(saved, framework)
        assert dict(after.answers.cells) == dict(before.answers.cells)
        assert set(after.unplaced) == set(before.unplaced)
        assert after.problems == ()
