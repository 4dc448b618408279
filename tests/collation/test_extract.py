"""What is taken from one workbook, and what is said about it."""

from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl

from carers_framework.answers.read_back import ReadBack
from carers_framework.collation.extract import ACTION_FIELDS, Edition, extract
from carers_framework.collation.records import Record
from carers_framework.words import IS_EMPTY, UNNAMED_AREA
from carers_framework.workbook.answers import Answer, Answers
from carers_framework.workbook.book import layout_of
from carers_framework.workbook.sheets.plan import COLUMNS as PLAN_COLUMNS

from .samples import NEW, Elements, day, send, summary_of

EDITION = Edition(NEW, layout_of(NEW))


def extracted(cells: dict[str, Answer], **plan: Answer) -> Record:
    """Return the record of a workbook with one action."""
    answers = Answers(cells, {name: (value,) for name, value in plan.items()})
    return extract("file.xlsx", "file", ReadBack("second-2032", answers, (), ()), EDITION, day(2026))


def test_unseen_texts_count_as_empty() -> None:
    """A text of which nothing is seen does not count as an area, a score, an answer or an action."""
    names = ("area_name", "score_light", "review0_light", "found_bright")
    record = extracted(dict.fromkeys(names, "\ufeff"), plan_action="\ufeff")
    assert [problem.text for problem in record.problems] == [IS_EMPTY]
    record = extracted({"area_name": "\ufeff", "score_light": "L", "score_water": "\ufeff"}, plan_action="\ufeff")
    assert (record.area, record.actions, record.found) == ("file", (), ())
    assert [score.score for score in record.scores] == ["L", None]
    assert UNNAMED_AREA in [problem.text for problem in record.problems]


def test_unseen_area_on_pages(project: Path, inbox: Path, tmp_path: Path) -> None:
    """Every row on the pages has a heading, even if neither the area nor the file has a name that is seen."""
    send(inbox / "\ufeff.xlsx", NEW, {"area_name": "\ufeff", "score_light": "L"}, [{"plan_action": "Sow"}])
    summary_of(project, inbox, tmp_path / "out")
    for page in (tmp_path / "out" / "html").glob("*.html"):
        # A screen reader, and axe, pass over U+FEFF as over white space.
        assert all(heading.strip(" \n\ufeff") for heading in Elements(page).row_headings), page.name
    assert "\ufeff.xlsx" in Elements(tmp_path / "out" / "html" / "actions.html").row_headings


def test_action_fields() -> None:
    """No column of the plan is forgotten."""
    assert set(ACTION_FIELDS) == {name for name, _ in PLAN_COLUMNS}


def test_action() -> None:
    (action,) = extracted({}, plan_action="Sow", plan_due=day(2025)).actions
    assert (action.number, action.state) == (1, "Overdue")
    given = {field: value for field, value in zip(ACTION_FIELDS, action.values, strict=True) if value is not None}
    assert given == {"plan_action": "Sow", "plan_due": datetime.date(2025, 1, 1)}


def test_what_is_odd(project: Path, inbox: Path, tmp_path: Path) -> None:
    """Unknown scores, meetings to come and answers whose names are lost are told."""
    send(inbox / "a.xlsx", NEW, {"area_name": "Ash", "first_meeting": day(2199), "review0_light": "amber"})
    send(inbox / "b.xlsx", NEW, {"area_name": "Beech", "score_light": "L", "score_water": "L"})
    workbook = openpyxl.load_workbook(inbox / "b.xlsx")
    for name in ("area_name", "score_light", "score_water"):
        del workbook.defined_names[name]
    workbook.save(inbox / "b.xlsx")
    found = summary_of(project, inbox, tmp_path / "out")["problems"]
    texts = [(row["File"], row["What it is, and what to do"]) for row in found]
    assert ("a.xlsx", "Light, First walk: the score “amber” is not one of L, H1.") in texts
    assert ("a.xlsx", "First walk: has a score, but its date (01/01/2199) is still to come.") in texts
    assert any(text.startswith("has no date of a past meeting.") for _, text in texts)
    unplaced = [text.rpartition(": ")[2] for file, text in texts if file == "b.xlsx" and "not where an answer" in text]
    assert sorted(unplaced) == ["Beech", "L", "L"]
