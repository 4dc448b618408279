"""Answers in an earlier edition's workbook, carried forward: every one is found again, in its place or kept aside."""

from __future__ import annotations

import datetime
import subprocess
from collections import Counter
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carers_framework.answers.carry_forward import carry_forward, layouts_of
from carers_framework.answers.read_back import ReadBack, read_back
from carers_framework.commands.workbook import main
from carers_framework.framework.load import parse
from carers_framework.framework.model import Framework
from carers_framework.words.workbook import ASIDE, CHECK
from carers_framework.workbook.answers import Answer, Answers
from carers_framework.workbook.book import layout_of
from carers_framework.writing.save import to_bytes
from carers_framework.writing.writer import build
from tests.helpers.answers import any_back
from tests.helpers.commands import run_here
from tests.helpers.editions import CURRENT, DRAFT, GARDENS, third_edition
from tests.helpers.project import DATA, FILE_2021

THIRD = third_edition()


def text_of(answer: object) -> str:
    return answer.strftime("%d/%m/%Y") if isinstance(answer, datetime.date) else str(answer)


def characters(answers: Answers, *, without_checks: bool = False) -> Counter[str]:
    """Every character that somebody typed. A copy of an answer that is to be checked is not counted again."""
    counted: Counter[str] = Counter()
    for answer in answers.cells.values():
        counted.update(text_of(answer))
    for name, column in answers.columns.items():
        for row, answer in enumerate(column):
            is_copy = without_checks and name.startswith("carried_") and answers.in_row("carried_what", row) == CHECK
            if answer is not None and not is_copy and name == "carried_text":
                counted.update(text_of(answer))
    return counted


@dataclass(frozen=True, slots=True)
class Pair:
    """An edition and the next, and anything that may be read from a workbook of the first."""

    old: Framework
    new: Framework
    backs: st.SearchStrategy[ReadBack]


# Making a strategy of so many cells takes as long as an example, so that it is made once for all of them.
@pytest.fixture(scope="module", params=[(DRAFT, CURRENT), (GARDENS, THIRD)], ids=["the draft", "an invented edition"])
def pair(request: pytest.FixtureRequest) -> Pair:
    old, new = request.param
    return Pair(old, new, any_back(old))


@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_nothing_is_lost(pair: Pair, data: st.DataObject) -> None:
    """Every character that somebody typed is found again."""
    old, new, back = pair.old, pair.new, data.draw(pair.backs)
    carried = carry_forward(back, [old, new])
    before = characters(back.answers)
    before.update("".join(unplaced.text for unplaced in back.unplaced))
    after = characters(carried.answers, without_checks=True)
    assert not before - after


@settings(deadline=None, max_examples=8, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_carried_twice(pair: Pair, tmp_path: Path, data: st.DataObject) -> None:
    """Carrying forward within the same edition changes nothing."""
    old, new = pair.old, pair.new
    once = carry_forward(data.draw(pair.backs), [old, new]).answers
    path = tmp_path / "carried.xlsx"
    path.write_bytes(to_bytes(build(new, once)))
    back = read_back(path, layouts_of([new]))
    assert back.unplaced == ()
    twice = carry_forward(back, [new]).answers
    assert dict(twice.cells) == dict(once.cells)
    assert dict(twice.columns) == dict(once.columns)


def carried(cells: dict[str, Answer], **columns: tuple[Answer | None, ...]) -> Answers:
    back = ReadBack("first-2030", Answers(cells, columns), (), ())
    return carry_forward(back, [GARDENS, THIRD]).answers


def test_kept_and_reworded() -> None:
    """What kept its id is in its place, and what was reworded is marked."""
    answers = carried({"evidence_dry": "Dust", "score_soil": "L", "area_name": "Here", "review1_soil": "H1"})
    assert dict(answers.cells) == {"evidence_dry": "Dust", "score_soil": "L", "area_name": "Here", "review1_soil": "H1"}
    assert answers.columns["carried_what"] == (CHECK,)
    assert answers.columns["carried_name"] == ("evidence_dry",)
    shown = {getattr(placed.cell, "more", "") for sheet in layout_of(THIRD, answers).sheets for placed in sheet.cells}
    assert CHECK in shown


def test_moved() -> None:
    """The answers about an item that moved to another section go with it."""
    answers = carried({"found_waste": "Seen", "evidence_waste": "A tap"})
    assert dict(answers.cells) == {"found_waste": "Seen", "evidence_waste": "A tap"}
    assert "carried_what" not in answers.columns


def test_split_merged_or_dropped() -> None:
    """What was split, merged or dropped is kept aside, with where it was."""
    answers = carried({"evidence_moist": "Mud", "evidence_saved": "A butt", "evidence_shared": "A hose"})
    assert dict(answers.cells) == {}
    assert answers.columns["carried_what"] == (ASIDE,) * 3
    assert answers.columns["carried_text"] == ("Mud", "A butt", "A hose")
    assert answers.columns["carried_from"][0] == "Edition first-2030, Soil & roots, Evidence: The soil is moist."


def test_rows_of_the_plan() -> None:
    """The actions of a section keep their rows, those without an action among them."""
    cells: dict[str, Answer] = {"action2_water": "Buy a butt", "status2_water": "Finished", "lead1": "Joe"}
    answers = carried(cells)
    assert dict(answers.cells) == cells
    assert "carried_what" not in answers.columns


def test_action_aside() -> None:
    """An action without a place is kept aside, with the section and its number."""
    fewer = parse((DATA / "other.yaml").read_text(encoding="utf-8").replace("id: first-2030", "id: second-2032")
                  .replace("  - id: water\n", "  - id: rain\n"), "fewer.yaml")  # fmt: skip
    back = ReadBack("first-2030", Answers({"action2_water": "Buy a butt"}), (), ())
    answers = carry_forward(back, [GARDENS, fewer]).answers
    assert answers.columns["carried_from"] == ("Edition first-2030, Joe's water, action 2, Deeds to do",)


def run(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder, in this process."""
    return run_here(partial(main, framework_file=FILE_2021), *arguments, folder=folder)


@pytest.fixture
def old_file(tmp_path: Path) -> Path:
    path = tmp_path / "Ours.xlsx"
    cells: dict[str, Answer] = {"area_name": "Here", "score_personal_budgets": "B"}
    path.write_bytes(to_bytes(build(DRAFT, Answers(cells))))
    return path


def test_command(old_file: Path, tmp_path: Path) -> None:
    """The command carries forward, reports, and leaves the old file alone."""
    before = old_file.read_bytes()
    result = run("--carry-forward", "Ours.xlsx", folder=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert "Written: Ours (2021).xlsx" in result.stdout
    assert "Answers from edition 2016-draft: 2 carried forward" in result.stdout
    assert old_file.read_bytes() == before
    back = read_back(tmp_path / "Ours (2021).xlsx", layouts_of([CURRENT]))
    assert back.answers.get("score_personal_budgets") == "B"
    # The reminder to check the score is not taken for something typed.
    assert back.answers.columns["carried_name"] == ("score_personal_budgets",)
    assert (back.unplaced, back.problems) == ((), ())
    sheets = openpyxl.load_workbook(tmp_path / "Ours (2021).xlsx")
    links = {cell.value for row in sheets.worksheets[0].iter_rows() for cell in row if cell.hyperlink}
    assert set(sheets.sheetnames[1:]) <= links  # the first sheet leads to all others


def test_command_overwriting(old_file: Path, tmp_path: Path) -> None:
    """The command overwrites nothing without --force, and never the old file."""
    (tmp_path / "new.xlsx").write_bytes(b"something")
    result = run("--carry-forward", "Ours.xlsx", "--output", "new.xlsx", folder=tmp_path)
    assert result.returncode == 1
    assert "already exists" in result.stderr
    assert (tmp_path / "new.xlsx").read_bytes() == b"something"
    assert run("--carry-forward", "Ours.xlsx", "--output", "new.xlsx", "--force", folder=tmp_path).returncode == 0
    (tmp_path / "other.ods").write_bytes(b"something")
    result = run("--carry-forward", "Ours.xlsx", "--output", "other.xlsx", "--ods", folder=tmp_path)
    assert (result.returncode, result.stderr[:10]) == (1, "other.ods:")
    assert (tmp_path / "other.ods").read_bytes() == b"something"
    assert not (tmp_path / "other.xlsx").exists()
    before = old_file.read_bytes()
    result = run("--carry-forward", "Ours.xlsx", "--output", "Ours.xlsx", "--force", folder=tmp_path)
    assert result.returncode == 1
    assert old_file.read_bytes() == before


def test_command_with_a_letter(tmp_path: Path) -> None:
    """The command refuses a file that is not a workbook in one line."""
    (tmp_path / "letter.xlsx").write_bytes(b"Dear group")
    result = run("--carry-forward", "letter.xlsx", folder=tmp_path)
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    assert result.stderr.startswith("letter.xlsx: is damaged, or not an .xlsx file.")
