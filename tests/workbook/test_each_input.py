"""Each input changes what it should, and nothing else: LibreOffice recalculates after every single change.

What this does not cover: Excel and Google Sheets, and changes of several inputs at once (`tests/scenarios.py` has those).
"""

from __future__ import annotations

import datetime
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from carers_framework.base.area import cell_address
from carers_framework.base.dates import to_serial
from carers_framework.framework.model import Framework
from carers_framework.workbook.answers import Answer, Answers
from carers_framework.workbook.calculation import calculated
from carers_framework.workbook.cells import Formula, Input
from carers_framework.workbook.layout import Layout
from carers_framework.writing.save import to_bytes
from carers_framework.writing.writer import build

from ..conftest import ROOT
from ..scenarios import scenarios

DRIVER = ROOT / "tests" / "readers" / "in_libreoffice.py"

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


def drive(steps: dict[str, object], folder: Path) -> list[list[list[object]]]:
    """Have LibreOffice go through steps, and return what it found."""
    (folder / "steps.json").write_text(json.dumps(steps), encoding="utf-8")
    command = ["/usr/bin/python3", str(DRIVER), str(folder / "steps.json"), str(folder / "result.json")]
    subprocess.run(command, check=True, timeout=540)
    found: list[list[list[object]]] = json.loads((folder / "result.json").read_text(encoding="utf-8"))
    return found


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
    named = {getattr(sheets, kind).name: kind for kind in ("start", "preparation", "summary", "plan", "reviews", "ideas")}
    return named | {framework.sheet_name(section): "section" for section in framework.sections}


@pytest.mark.libreoffice
def test_changes_what_it_should(framework: Framework, layout: Layout, tmp_path: Path) -> None:
    """What changes in LibreOffice is what changes in our own calculation, and only on the sheets that show the field."""
    states = scenarios(framework)
    base = Answers({**states["mixed"].cells, **states["all actions"].cells, **states["reviews"].cells}, {}, states["mixed"].as_of)
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
        ours = {(sheet, address) for sheet, cells in after.items() for address in cells if cells[address] != before[sheet][address]}
        changed = {(str(sheet), cell_address(int(str(row)) + 1, int(str(column)) + 1)) for sheet, column, row in theirs}
        assert changed == ours, name
        here = (layout.areas[name].sheet, cell_address(layout.areas[name].row, layout.areas[name].column))
        assert {sheets[sheet] for sheet, _ in changed - {here}} <= SHOWN_ON[cell.subject.field], name


def test_every_field_is_expected_somewhere(layout: Layout) -> None:
    """The table above has each field of the workbook, and no other."""
    assert set(SHOWN_ON) == {cell.subject.field for cell in layout.inputs.values()}


def coloured(layout: Layout) -> Iterator[tuple[str, str]]:
    """Yield cells with a colour rule or a style of their own, that are not inputs."""
    for placed in layout.sheets:
        for cell in placed.cells:
            if isinstance(cell.cell, Formula) and cell.cell.highlights:
                yield placed.sheet.name, cell.address
