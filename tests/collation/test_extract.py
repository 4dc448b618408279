"""What is taken from one workbook, and what is said about it."""

from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl
import pytest

from carers_framework.answers.read_back import ReadBack
from carers_framework.collation.extract import ACTION_FIELDS, Edition, extract
from carers_framework.collation.records import Action, Record, Target
from carers_framework.words.summary import IS_EMPTY, UNNAMED_AREA
from carers_framework.workbook.answers import Answer, Answers
from carers_framework.workbook.book import layout_of
from carers_framework.workbook.cells import Subject
from carers_framework.workbook.sheets.plan import DECISIONS
from tests.collation.samples import NEW, day, send, summary_of
from tests.helpers.pages import row_headings

EDITION = Edition(NEW, layout_of(NEW))


def extracted(cells: dict[str, Answer]) -> Record:
    """Return the record of a workbook."""
    return extract("file.xlsx", "file", ReadBack("second-2032", Answers(cells), (), ()), EDITION, day(2026))


def test_unseen_texts_count_as_empty() -> None:
    """A text of which nothing is seen does not count as an area, a score, an answer or an action."""
    names = ("area_name", "score_light", "review0_light", "found_bright", "target_light", "aimed_by_light")
    record = extracted(dict.fromkeys((*names, "action1", "lead1_light"), "\ufeff"))
    assert [problem.text for problem in record.problems] == [IS_EMPTY]
    record = extracted({"area_name": "\ufeff", "score_light": "L", "score_water": "\ufeff", "action1": "\ufeff"})
    assert (record.area, record.actions, record.found) == ("file", (), ())
    assert [score.score for score in record.scores] == ["L", None]
    assert UNNAMED_AREA in [problem.text for problem in record.problems]


def test_unseen_area_on_pages(project: Path, inbox: Path, tmp_path: Path) -> None:
    """Every row on the pages has a heading, even if neither the area nor the file has a name that is seen."""
    send(inbox / "\ufeff.xlsx", NEW, {"area_name": "\ufeff", "score_light": "L", "action1": "Sow"})
    summary_of(project, inbox, tmp_path / "out")
    for page in (tmp_path / "out" / "html").glob("*.html"):
        # A screen reader, and axe, pass over U+FEFF as over white space.
        assert all(heading.strip(" \n\ufeff") for heading in row_headings(page.read_text(encoding="utf-8"))), page.name
    actions = (tmp_path / "out" / "html" / "actions.html").read_text(encoding="utf-8")
    assert "\ufeff.xlsx" in row_headings(actions)


def test_action_fields() -> None:
    """No column of the plan is forgotten, and the order is the plan's."""
    assert tuple(ACTION_FIELDS) == ("section", "action", *(field for field, _ in DECISIONS))


def given(action: Action) -> dict[str, Answer]:
    """Return the fields of an action that have a value."""
    return {field: value for field, value in zip(ACTION_FIELDS, action.values, strict=True) if value is not None}


def test_action() -> None:
    (action,) = extracted({"action1": "Sow", "take1": "Aye", "done_by1": day(2025)}).actions
    assert (action.number, action.state) == ("3.1", "Overdue")
    assert given(action) == {"action": "Sow", "take": "Aye", "done_by": datetime.date(2025, 1, 1)}


def test_every_decision() -> None:
    """Everything that is decided about an action of a section is kept, in the action's row."""
    fields = tuple(field for field in ACTION_FIELDS if field != "section")
    (action,) = extracted({Subject(field, "water", 2).name: field for field in fields}).actions
    assert action.number == "2.2"
    assert given(action) == {"section": "Water everywhere", **dict(zip(fields, fields, strict=True))}


@pytest.mark.parametrize(
    ("decided", "state"),
    [
        ({"action1": "Sow"}, "To decide"),
        ({"action1": "Sow", "take1": "Not I", "done_by1": day(2025)}, "Not now"),
        ({"action1": "Sow", "take1": "Aye"}, "No date yet"),
        ({"action1": "Sow", "take1": "Aye", "done_by1": day(2025, 12, 31)}, "Overdue"),
        ({"action1": "Sow", "take1": "Aye", "done_by1": day(2026)}, "Due today"),
        ({"action1": "Sow", "take1": "Aye", "done_by1": day(2026, 1, 2)}, "Due soon"),
        ({"action1": "Sow", "take1": "Aye", "done_by1": day(2026, 1, 31)}, "Due soon"),
        ({"action1": "Sow", "take1": "Aye", "done_by1": day(2026, 2)}, "In time"),
        ({"action1": "Sow", "take1": "Aye", "done_by1": day(2025), "status1": "Finished"}, "Finished"),
        ({"lead1": "Jo"}, "No action here"),
    ],
)
def test_state(decided: dict[str, Answer], state: str) -> None:
    """Whether an action is due, as of 1 January 2026, is without the number of days."""
    (action,) = extracted(decided).actions
    assert action.state == state


@pytest.mark.parametrize(
    ("now", "aim", "steps"),
    [("L", "H1", 1), ("L", "h1", 1), ("H1", "H1", 0), ("H1", "L", 0), (None, "H1", None), ("L", None, None)],
)
def test_target(now: str | None, aim: str | None, steps: int | None) -> None:
    """How many steps are to go is empty where one of the two scores is missing."""
    scores = {"score_light": now, "target_light": aim, "aimed_by_light": day(2027)}
    target, other = extracted({name: score for name, score in scores.items() if score is not None}).targets
    assert target == Target("light", now, aim and aim.upper(), day(2027), steps)
    assert other == Target("water", None, None, None, None)


def test_target_only() -> None:
    """A workbook with nothing but a target is not empty."""
    assert extracted({"target_light": "H1"}).edition == NEW.edition.id


def test_meeting_dates() -> None:
    """The first meeting's date has one place, and the workbook is of the day of its last meeting."""
    scores = {"review0_light": "L", "review1_light": "H1"}
    record = extracted({**scores, "first_meeting": day(2024), "review_date1": day(2025), "review_date0": day(2020)})
    assert record.date == day(2025)
    assert [dated.date for dated in record.over_time] == [day(2024), day(2025)]


def test_what_is_odd(project: Path, inbox: Path, tmp_path: Path) -> None:
    """Unknown scores, meetings to come and answers whose names are lost are told."""
    send(inbox / "a.xlsx", NEW, {"area_name": "Ash", "first_meeting": day(2099), "review0_light": "amber"})
    send(inbox / "b.xlsx", NEW, {"area_name": "Beech", "score_light": "L", "score_water": "L"})
    workbook = openpyxl.load_workbook(inbox / "b.xlsx")
    for name in ("area_name", "score_light", "score_water"):
        del workbook.defined_names[name]
    workbook.save(inbox / "b.xlsx")
    found = summary_of(project, inbox, tmp_path / "out")["problems"]
    texts = [(row["File"], row["What it is, and what to do"]) for row in found]
    assert (
        "a.xlsx",
        "Walks!C5: “Score then”: amber is not one of the answers in its list. It is kept as text.",
    ) in texts
    assert ("a.xlsx", "First walk: has a score, but its date (01/01/2099) is still to come.") in texts
    assert any(text.startswith("has no date of a past meeting.") for _, text in texts)
    unplaced = [text.rpartition(": ")[2] for file, text in texts if file == "b.xlsx" and "not where an answer" in text]
    assert sorted(unplaced) == ["Beech", "L", "L"]
