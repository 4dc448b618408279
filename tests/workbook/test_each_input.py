"""Each input changes what it should, and nothing else: LibreOffice recalculates after every single change.

What this does not cover: Excel and Google Sheets, and changes of several inputs at once: see `tests/scenarios.py`.
"""

from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl
import pytest

from carers_framework.answers.read_back import read_back
from carers_framework.base.area import cell_address
from carers_framework.base.colours import SHADES
from carers_framework.base.dates import to_serial
from carers_framework.framework.model import Framework
from carers_framework.workbook.answers import Answer, Answers
from carers_framework.workbook.calculation import calculated
from carers_framework.workbook.cells import Input, cell_name
from carers_framework.workbook.layout import Layout
from carers_framework.writing.save import to_bytes
from carers_framework.writing.writer import build
from tests.helpers.libreoffice import drive
from tests.scenarios import scenarios

NOWHERE: frozenset[str] = frozenset()
SHOWN_ON = {
    "area_name": NOWHERE,
    "first_meeting": {"reviews"},
    "names": {"start"},
    "others_names": {"start"},
    "came": NOWHERE,
    "others_came": NOWHERE,
    "whereabouts": NOWHERE,
    "others_whereabouts": NOWHERE,
    "gathered": NOWHERE,
    "others_gathered": NOWHERE,
    "found": {"section"},
    "evidence": NOWHERE,
    "score": {"section", "start", "summary", "reviews"},
    "reasons": NOWHERE,
    "concerns": NOWHERE,
    "action": {"section", "start", "summary", "plan"},
    "take": {"section", "start", "summary", "plan"},
    "done_by": {"section", "summary", "plan"},
    "lead": {"section", "summary", "plan"},
    "partners": {"section", "summary", "plan"},
    "know": {"plan"},
    "strategy": {"plan"},
    "status": {"section", "start", "summary", "plan"},
    "priority": {"start", "summary"},
    "target": {"section", "summary", "reviews"},
    "aimed_by": {"section"},
    "review": {"section", "start", "summary", "reviews"},
    "review_date": NOWHERE,
    "review_working": NOWHERE,
    "review_not_working": NOWHERE,
}
"""For each field, the sheets where something may change when it is filled in."""


def others(cell: Input, now: Answer | None) -> Answer:
    """Return another answer of the kind that an input takes."""
    if cell.choices:
        return next(choice for choice in cell.choices[::-1] if choice != now)
    if cell.kind == "date":
        return datetime.date(2031, 5, 17)
    if cell.kind == "number":
        return cell.high if now != cell.high else cell.low
    return "Another text"


def kinds(framework: Framework) -> dict[str, str]:
    """Return the kind of each sheet, by its name."""
    sheets = framework.workbook.sheets
    named = {
        getattr(sheets, kind).name: kind for kind in ("start", "preparation", "summary", "plan", "reviews", "ideas")
    }
    return named | {framework.sheet_name(section): "section" for section in framework.sections}


@pytest.mark.libreoffice
def test_changes_what_it_should(framework: Framework, layout: Layout, tmp_path: Path) -> None:
    """LibreOffice changes the same cells as our own calculation, and only on the sheets that show the field."""
    states = scenarios(framework)
    together = {**states["mixed"].cells, **states["all actions"].cells, **states["reviews"].cells}
    base = Answers(together, {}, states["mixed"].as_of)
    path = tmp_path / "base.xlsx"
    path.write_bytes(to_bytes(build(framework, base)))
    inputs = list(layout.inputs.items())
    answers = {name: others(cell, base.get(name)) for name, cell in inputs}
    changes = []
    for name, _ in inputs:
        where, answer = layout.areas[name], answers[name]
        value = to_serial(answer) if isinstance(answer, datetime.date) else answer
        changes.append([where.sheet, where.column - 1, where.row - 1, value])
    found = drive({"file": str(path), "changes": changes}, tmp_path)
    before, sheets = calculated(layout, base), kinds(framework)
    for (name, cell), theirs in zip(inputs, found, strict=True):
        after = calculated(layout, Answers({**base.cells, name: answers[name]}, {}, base.as_of))
        ours = {
            (sheet, address)
            for sheet, cells in after.items()
            for address in cells
            if cells[address] != before[sheet][address]
        }
        changed = {(str(sheet), cell_address(int(str(row)) + 1, int(str(column)) + 1)) for sheet, column, row in theirs}
        assert changed == ours, name
        here = (layout.areas[name].sheet, cell_address(layout.areas[name].row, layout.areas[name].column))
        assert {sheets[sheet] for sheet, _ in changed - {here}} <= SHOWN_ON[cell.subject.field], name


def test_every_field_is_expected_somewhere(layout: Layout) -> None:
    """The table above has each field of the workbook, and no other."""
    assert set(SHOWN_ON) == {cell.subject.field for cell in layout.inputs.values()}


@pytest.mark.libreoffice
def test_pasting_keeps_colours(framework: Framework, layout: Layout, tmp_path: Path) -> None:
    """Scores pasted from sheet to sheet twenty times are read back, and each still has the colour of its own letter."""
    names = [cell_name("score", section.id) for section in framework.sections]
    scores = [level.score for level in framework.levels]
    path, saved = tmp_path / "base.xlsx", tmp_path / "saved.xlsx"
    answers: dict[str, Answer] = {name: scores[number % len(scores)] for number, name in enumerate(names)}
    path.write_bytes(to_bytes(build(framework, Answers(answers))))
    pastes = []
    for turn in range(20):
        source, target = names[turn % len(names)], names[(turn * 5 + 1) % len(names)]
        copied, pasted = layout.areas[source], layout.areas[target]
        pastes.append([copied.sheet, copied.address, pasted.sheet, pasted.address])
        answers[target] = answers[source]
    drive({"file": str(path), "saved": str(saved), "pastes": pastes}, tmp_path)
    back = read_back(saved, {framework.edition.id: layout})
    assert {name: back.answers.get(name) for name in names} == answers
    assert back.unplaced == ()
    workbook = openpyxl.load_workbook(saved)
    for name in names:
        area = layout.areas[name]
        rules = [
            rule
            for covered in workbook[area.sheet].conditional_formatting
            if area.address in covered.sqref
            for rule in covered.rules
        ]
        colours = {rule.formula[0].replace("$", ""): rule.dxf.fill.bgColor.rgb[-6:] for rule in rules}
        assert colours == {
            f'{area.address}="{level.score}"': SHADES[level.colour].strong for level in framework.levels
        }, name
