"""The workbook that the page's script saves is, part by part and byte by byte, the one that Python writes.

Only two things differ: the time of saving in the properties, and how parts are packed. So what is tested of Python's
workbooks, above all in `test_applications`, is true of these too.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from carers_framework.answers.carry_forward import carry_forward, layouts_of
from carers_framework.answers.read_back import read_back
from carers_framework.framework.model import Framework
from carers_framework.words.workbook import ASIDE, CHECK
from carers_framework.workbook.answers import Answers
from carers_framework.workbook.book import layout_of
from carers_framework.workbook.layout import Layout
from carers_framework.workbook.worked_example import load_example
from carers_framework.writing.save import to_bytes
from carers_framework.writing.writer import build
from tests.helpers.answers import TEXTS, any_answers
from tests.helpers.editions import DRAFT, GARDENS
from tests.helpers.fill_in import Saver
from tests.helpers.hostile import CODES, FORMULAS, HTML, LONG, ODD, UNSEEN
from tests.helpers.packages import texts_of
from tests.helpers.project import FROZEN
from tests.helpers.workbooks import assert_same_formula_values, convert_all, write_workbook
from tests.scenarios import scenarios

pytestmark = pytest.mark.chromium

SAVED_AT = re.compile(r"(?<=</dcterms:created>)(<dcterms:modified[^>]*>)([^<]*)")
HOSTILE = st.sampled_from((*CODES, *FORMULAS, *HTML, *ODD, *UNSEEN, *(text[:32_000] for text in LONG)))
GARDEN_LAYOUT = layouts_of([GARDENS])[GARDENS.edition.id]


@pytest.fixture(scope="module")
def saver(browser: Browser, framework: Framework) -> Saver:
    return Saver(browser, framework)


@pytest.fixture(scope="module")
def garden_saver(browser: Browser) -> Saver:
    return Saver(browser, GARDENS)


def assert_same(content: bytes, framework: Framework, answers: Answers) -> bytes:
    """Fail unless a workbook has the parts that Python writes, but for the time of saving. Return Python's workbook."""
    written = to_bytes(build(framework, answers))
    theirs, ours = texts_of(content), texts_of(written)
    assert list(theirs) == list(ours) or (answers.columns and set(theirs) == set(ours))
    for name, part in ours.items():
        assert different(*(SAVED_AT.sub(r"\1", text) for text in (theirs[name], part))) == "", name
    return written


def different(found: str, expected: str) -> str:
    """Return the first place where two texts differ, as both have it, or nothing.

    pytest would compare parts of a hundred kilobytes line by line.
    """
    if found == expected:
        return ""
    place = next((n for n, (a, b) in enumerate(zip(found, expected, strict=False)) if a != b), 0)
    return f"{found[place - 60 : place + 60]} instead of {expected[place - 60 : place + 60]}"


def test_scenarios(saver: Saver, garden_saver: Saver, framework: Framework) -> None:
    """Every state of our workbook, and of one that has nothing in common with it, is saved as by Python."""
    for its_saver, wanted in ((saver, framework), (garden_saver, GARDENS)):
        for answers in scenarios(wanted).values():
            assert_same(its_saver.saved(answers), wanted, answers)


def test_worked_example(saver: Saver, framework: Framework) -> None:
    """The answers of the worked example, without its notice, are saved as by Python."""
    answers = load_example(FROZEN / "worked_example.yaml").answers
    assert_same(saver.saved(answers), framework, answers)


def notes(layout: Layout) -> st.SearchStrategy[dict[str, tuple[str | None, ...]]]:
    """Columns of what was carried over, in which answers to other wordings are to be checked."""
    row = st.tuples(st.sampled_from([CHECK, ASIDE]), TEXTS, TEXTS | HOSTILE, st.sampled_from([None, *layout.inputs]))
    names = ("carried_what", "carried_from", "carried_text", "carried_name")
    return st.lists(row, min_size=1, max_size=12).map(
        lambda rows: dict(zip(names, map(tuple, zip(*rows, strict=True)), strict=True))
    )


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(answers=any_answers(GARDEN_LAYOUT, TEXTS | HOSTILE), columns=st.none() | notes(GARDEN_LAYOUT))
def test_any_answers(garden_saver: Saver, answers: Answers, columns: dict | None, tmp_path: Path) -> None:
    """Whatever is answered is saved as by Python, and Python reads it back equal."""
    if columns is not None:
        answers = replace(answers, columns=columns)
    content = garden_saver.saved(answers)
    by_python = assert_same(content, GARDENS, answers)
    path = tmp_path / "saved.xlsx"
    path.write_bytes(content)
    back = read_back(path, {GARDENS.edition.id: GARDEN_LAYOUT})
    written = tmp_path / "written.xlsx"
    written.write_bytes(by_python)
    assert back.answers == read_back(written, {GARDENS.edition.id: GARDEN_LAYOUT}).answers
    assert back.unplaced == ()


def carried_forward(framework: Framework, folder: Path) -> Answers:
    """Return the answers of a full workbook of the earlier edition in their places in this one."""
    layout = layout_of(DRAFT)
    answers = {
        name: cell.choices[0] if cell.choices else cell.low if cell.kind == "number" else f"About {name}"
        for name, cell in layout.inputs.items()
        if cell.kind != "date"
    }
    path = write_workbook(folder / "draft.xlsx", DRAFT, Answers(answers))
    carried = carry_forward(read_back(path, layouts_of([DRAFT])), [DRAFT, framework])
    assert carried.to_check
    assert carried.aside
    return carried.answers


def test_carried_forward(saver: Saver, framework: Framework, tmp_path: Path) -> None:
    """A workbook with what was carried over has its sheet and its reminders as Python writes them, with many rows or
    with one."""
    answers = carried_forward(framework, tmp_path)
    assert_same(saver.saved(answers), framework, answers)
    first = replace(answers, columns={name: column[:1] for name, column in answers.columns.items()})
    assert_same(saver.saved(first), framework, first)


def test_time_of_saving(saver: Saver) -> None:
    """The properties say when the workbook was saved, in universal time."""
    ((_, found),) = SAVED_AT.findall(texts_of(saver.saved(Answers()))["docProps/core.xml"])
    saved = datetime.datetime.strptime(found, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=datetime.UTC)
    assert abs(datetime.datetime.now(datetime.UTC) - saved) < datetime.timedelta(minutes=5)


@pytest.mark.libreoffice
def test_recalculated(saver: Saver, framework: Framework, tmp_path: Path) -> None:
    """LibreOffice calculates what the script stored."""
    states = {name: scenarios(framework)[name] for name in ("mixed", "reviews", "all actions")}
    states["carried"] = replace(carried_forward(framework, tmp_path), as_of=states["mixed"].as_of)
    paths = [tmp_path / f"{name}.xlsx" for name in states]
    for path, answers in zip(paths, states.values(), strict=True):
        path.write_bytes(saver.saved(answers))
    for ours, theirs in zip(paths, convert_all(paths, "xlsx", tmp_path), strict=True):
        assert_same_formula_values(ours, theirs)


@pytest.mark.parametrize(
    ("area", "name"),
    [
        ("Westshire", "Westshire {file} 2026-11-30.xlsx"),
        ("", "{file} 2026-11-30.xlsx"),
        ("St. Mary’s / Süd:Ost", "St Mary’s - Süd-Ost {file} 2026-11-30.xlsx"),
        ("..\\..\\con.x", "con x {file} 2026-11-30.xlsx"),
        ("\u202egnp\n~$*?", "gnp ~$-- {file} 2026-11-30.xlsx"),
        ("👩‍👧" * 99, None),
    ],
)
def test_file_name(saver: Saver, framework: Framework, area: str, name: str | None) -> None:
    """The file is named after the area and the day, with nothing that any system refuses."""
    script = "([answers, today]) => fillIn.fileName(fillIn.book, answers, today)"
    found = saver.page.evaluate(script, [{"cells": {"area_name": area}, "columns": {}}, "2026-11-30"])
    assert len(found.encode()) < 255
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', found)
    if name is not None:
        assert found == name.format(file=framework.file_name)
