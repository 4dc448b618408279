"""What the workbook has room for, and what becomes of the rest."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl

from carers_framework.answers.read_back import read_back
from carers_framework.framework.model import Framework
from carers_framework.workbook.answers import Answer, Answers
from carers_framework.workbook.calculation import Calculation
from carers_framework.workbook.cells import Subject
from carers_framework.workbook.layout import Layout
from carers_framework.workbook.sheets.plan import FOR_SECTION, SPARE, rows_of
from carers_framework.writing.save import to_bytes
from carers_framework.writing.writer import build


def every_row(framework: Framework) -> dict[str, Answer]:
    """Return an action that goes forward for every row of the plan."""
    answers: dict[str, Answer] = {}
    for section, number in rows_of(framework):
        answers[Subject("action", section, number).name] = f"Action {number} of {section}"
        answers[Subject("take", section, number).name] = framework.fields.take.forward
    return answers


def test_all_rows(framework: Framework, layout: Layout) -> None:
    """The plan has room for five actions of each section and ten others, and shows each."""
    calculation = Calculation(layout, Answers(every_row(framework)))
    rows = len(framework.sections) * FOR_SECTION + SPARE
    assert rows == 40
    assert [text for text in calculation.column("plan_action") if text] == [
        f"Action {number} of {section}" for section, number in rows_of(framework)
    ]


def test_more_than_fit(framework: Framework) -> None:
    """A row of the summary shows as many actions as it has lines, and says how many more there are."""
    content = to_bytes(build(framework, Answers(every_row(framework))))
    sheet = openpyxl.load_workbook(io.BytesIO(content), data_only=True)[framework.workbook.sheets.summary.name]
    row, *_ = [row for row in sheet.iter_rows(values_only=True) if row[0] == framework.sections[0].title]
    lines = str(row[3]).splitlines()
    assert [line[:4] for line in lines[:3]] == ["1.1 ", "1.2 ", "1.3 "]
    assert lines[3] == "and 2 more on Action plan"
    assert len(lines) == 4


def test_one_more_action(framework: Framework, layout: Layout, tmp_path: Path) -> None:
    """An action typed below the last row, on a sheet without protection, is reported with its place."""
    workbook = openpyxl.load_workbook(io.BytesIO(to_bytes(build(framework, Answers(every_row(framework))))))
    sheet = workbook[framework.workbook.sheets.plan.name]
    address = f"B{sheet.max_row + 1}"
    sheet[address] = "The forty-first action"
    path = tmp_path / "more.xlsx"
    workbook.save(path)
    back = read_back(path, {framework.edition.id: layout})
    assert [(text.sheet, text.cell, text.text) for text in back.unplaced] == [
        (sheet.title, address, "The forty-first action")
    ]
    assert dict(back.answers.cells) == every_row(framework)
