"""A published edition that was corrected and published again: workbooks of any printing are read, with no false report.

Ours is what the workbook came with, whatever its words. Only what a group typed counts as typed.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName
from playwright.sync_api import Browser

from carers_framework.answers.carry_forward import carry_forward, layouts_of
from carers_framework.answers.read_back import ReadBack, read_back
from carers_framework.collation.reading import find_workbooks, read_all
from carers_framework.framework.load import parse
from carers_framework.framework.model import Framework
from carers_framework.workbook.answers import Answers
from carers_framework.writing.save import to_bytes
from carers_framework.writing.writer import build
from tests.helpers.fill_in_page import ReadingPage, as_json, read_by_python
from tests.helpers.project import DATA
from tests.helpers.workbooks import convert_all, write_workbook

FIRST = (DATA / "other.yaml").read_text(encoding="utf-8")
EDITION = "first-2030"

SOIL, WATER = FIRST.index("  - id: soil\n"), FIRST.index("  - id: water\n")
FIELDS = FIRST.index("fields:\n")

LIGHT = """  - id: light
    title: Light
    at: Page 6
    description: What plants see.
    requirement: There is light.
    levels:
      L: [{id: dark, at: Page 6, text: It is dark.}]
      H1: [{id: bright, at: Page 6, text: It is bright.}]
"""

EXAMPLES = """examples:
  - {id: hedge, title: A hedge, area: Oakham, year: 2029, sections: [], done: They cut a hedge., themes: [green],
     source: {document: booklet, at: Page 9}}
themes: [{id: green, title: Green}]
"""


@dataclass(frozen=True, slots=True)
class Correction:
    """A place of the framework file, and what it becomes."""

    before: str
    after: str

    def made_in(self, text: str) -> str:
        assert text.count(self.before) == 1
        return text.replace(self.before, self.after)


CORRECTIONS: Mapping[str, Correction] = {
    "words of an indicator": Correction("text: The soil is dry.", "text: The soil has dried out."),
    "title of a section": Correction("title: Soil & roots", "title: The ground"),
    "requirement": Correction("requirement: Soil is fed.", "requirement: Soil is fed, and left alone."),
    "label of a level": Correction("label: Bare", "label: Nothing grows"),
    "label and help of a field": Correction("{label: Reasons, help: Why.}", "{label: Our reasons, help: Say why.}"),
    "name of a sheet": Correction("name: Deeds,", "name: Actions,"),
    "way to fill it in": Correction(
        "{title: Talk, text: Talk.}", "{title: Talk, text: Listen., }, {title: Sit, text: S.}"
    ),
    "order of indicators": Correction(
        "{id: saved, at: Page 5, text: Water is saved.}, {id: shared, at: Page 5, text: Water is shared.}",
        "{id: shared, at: Page 5, text: Water is shared.}, {id: saved, at: Page 5, text: Water is saved.}",
    ),
    "order of sections": Correction(FIRST[SOIL:FIELDS], FIRST[WATER:FIELDS] + FIRST[SOIL:WATER]),
    "new indicator": Correction("{id: moist,", "{id: crumbly, at: Page 4, text: The soil is crumbly.}, {id: moist,"),
    "new section": Correction("fields:\n", LIGHT + "fields:\n"),
    "new example": Correction("sources:\n", EXAMPLES + "sources:\n"),
    "title of the edition": Correction("title: Good Gardens", "title: Better Gardens"),
    "id of an indicator": Correction("{id: dry, at: Page 4,", "{id: parched, replaces: [dry], at: Page 4,"),
    "id of a section": Correction("  - id: soil\n", "  - id: ground\n    replaces: [soil]\n"),
}

NEW_IDS = ("id of an indicator", "id of a section")

TYPED: Mapping[str, object] = {
    "area_name": "Oakham",
    "first_meeting": datetime.date(2030, 5, 1),
    "score_soil": "L",
    "reasons_soil": "The soil is dry.",
    "found_dry": "Seen",
    "evidence_saved": "Two butts",
    "score_water": "H1",
    "action1_soil": "Dig",
    "take1_soil": "Aye",
    "action1": "Meet",
    "review_working1": "Trust",
    "review1_soil": "H1",
}


@cache
def corrected(*names: str) -> Framework:
    """Return the edition with corrections."""
    text = FIRST
    # The order of sections takes them as they are in the first printing, so it comes first.
    for name in sorted(names, key=lambda name: name != "order of sections"):
        text = CORRECTIONS[name].made_in(text)
    return parse(text, "corrected.yaml")


def now_called(name: str) -> str:
    """Return a name as it is after the corrections of ids."""
    return name.replace("_soil", "_ground").replace("_dry", "_parched")


@cache
def first_printing() -> bytes:
    """Return the workbook of the first printing with what was typed. Many of these tests begin with it."""
    return to_bytes(build(corrected(), Answers(dict(TYPED))))  # type: ignore[arg-type]


def earlier(folder: Path) -> Path:
    """Write that workbook into a folder."""
    path = folder / "earlier.xlsx"
    path.write_bytes(first_printing())
    return path


def filled_in(path: Path, framework: Framework, typed: Mapping[str, object] = TYPED) -> Path:
    """Write the workbook of a printing with what was typed."""
    return write_workbook(path, framework, Answers(dict(typed)))  # type: ignore[arg-type]


def read(path: Path, framework: Framework) -> ReadBack:
    return read_back(path, layouts_of([framework]))


@pytest.mark.parametrize("name", [*CORRECTIONS, "all"])
def test_earlier_printing(name: str, tmp_path: Path) -> None:
    """A workbook from before a correction is read in full, and carried forward with nothing kept aside or to check."""
    now = corrected(*(CORRECTIONS if name == "all" else [name]))
    back = read(earlier(tmp_path), now)
    assert (back.unplaced, back.problems) == ((), ())
    expected = {new if (new := now_called(old)) in layouts_of([now])[EDITION].inputs else old for old in TYPED}
    assert set(back.answers.cells) == expected
    assert sorted(map(str, back.answers.cells.values())) == sorted(map(str, TYPED.values()))
    carried = carry_forward(back, [now])
    assert (carried.carried, carried.to_check, carried.aside) == (len(TYPED), 0, 0)
    new = tmp_path / "new.xlsx"
    new.write_bytes(to_bytes(build(now, carried.answers)))
    assert dict(read(new, now).answers.cells) == dict(back.answers.cells)


@pytest.mark.parametrize("name", [name for name in CORRECTIONS if name not in NEW_IDS])
def test_later_printing(name: str, tmp_path: Path) -> None:
    """A workbook from after a correction is read by somebody who has not got it yet."""
    back = read(filled_in(tmp_path / "later.xlsx", corrected(name)), corrected())
    assert (back.unplaced, back.problems) == ((), ())
    assert dict(back.answers.cells) == TYPED


@pytest.mark.chromium
def test_page(browser: Browser, tmp_path: Path) -> None:
    """The page on which people fill in the workbook finds the same in an earlier printing."""
    now = corrected(*CORRECTIONS)
    path = earlier(tmp_path)
    found = ReadingPage(browser, [now]).read(path.read_bytes(), str(path))
    assert as_json(found) == as_json(read_by_python(path, [now]))
    assert len(read(path, now).answers.cells) == len(TYPED)


def test_next_edition(tmp_path: Path) -> None:
    """Answers go from an earlier printing into the next edition: only what that edition reworded is to be checked."""
    now = corrected(*CORRECTIONS)
    text = CORRECTIONS["words of an indicator"].made_in(FIRST).replace("The soil has dried out.", "The earth is dust.")
    following = parse(text.replace(EDITION, "next-2031").replace("updated: 2030", "updated: 2031"), "next.yaml")
    back = read(earlier(tmp_path), corrected("words of an indicator"))
    carried = carry_forward(back, [corrected("words of an indicator"), following])
    assert (carried.carried, carried.to_check, carried.aside) == (len(TYPED), 1, 0)
    assert read(earlier(tmp_path), now).unplaced == ()


def test_collated(tmp_path: Path) -> None:
    """A summary of workbooks from several printings has no line about what could not be read."""
    printings = [(), ("title of a section", "order of sections"), tuple(CORRECTIONS)]
    for number, names in enumerate(printings):
        framework = corrected(*names)
        inputs = layouts_of([framework])[EDITION].inputs
        typed = {name if name in inputs else now_called(name): answer for name, answer in TYPED.items()}
        filled_in(tmp_path / "inbox" / f"{number}.xlsx", framework, typed)
    text = FIRST
    for name in sorted(CORRECTIONS, key=lambda name: name != "order of sections"):
        text = CORRECTIONS[name].made_in(text)
    (tmp_path / "framework.yaml").write_text(text, encoding="utf-8")
    files = find_workbooks([tmp_path / "inbox"])
    records = list(read_all(files, tmp_path / "framework.yaml", datetime.date(2030, 6, 1)))
    assert [record.problems for record in records] == [(), (), ()]
    assert {score.section: score.score for score in records[0].scores} == {"ground": "L", "water": "H1", "light": None}
    assert all(record.actions[0].values[:2] == ("The ground", "Dig") for record in records)


def changed(change: object, folder: Path, framework: Framework | None = None) -> ReadBack:
    """Return what is read from a workbook of the first printing, changed with openpyxl, by the corrected edition."""
    workbook = openpyxl.load_workbook(io.BytesIO(first_printing()), rich_text=True)
    change(workbook)  # type: ignore[operator]
    workbook.save(folder / "changed.xlsx")
    return read(folder / "changed.xlsx", framework or corrected("title of a section", "words of an indicator"))


def typed_at(back: ReadBack) -> list[tuple[str, str]]:
    return [(item.cell, item.text) for item in back.unplaced]


def test_typed_outside(tmp_path: Path) -> None:
    """What a group typed beside the form, on a sheet of its own, or in a cell that it unlocked, is reported."""

    def change(workbook: openpyxl.Workbook) -> None:
        sheet = workbook["1 Soil & roots"]
        sheet["H40"] = "In the margin"
        sheet["A2"] = "Instead of your words"
        sheet["A2"].protection = openpyxl.styles.Protection(locked=False)
        workbook.create_sheet("Ours")["B2"] = "A note"

    assert typed_at(changed(change, tmp_path)) == [
        ("A2", "Instead of your words"),
        ("H40", "In the margin"),
        ("B2", "A note"),
    ]


def test_typed_in_a_blank_cell(tmp_path: Path) -> None:
    """A cell of ours that is always empty holds nothing of ours, though it is locked."""
    framework = corrected()
    sheet = next(placed for placed in layouts_of([framework])[EDITION].sheets if placed.sheet.name == "1 Soil & roots")
    blank = next(placed for placed in sheet.cells if getattr(placed.cell, "style", "") == "blank")

    def change(workbook: openpyxl.Workbook) -> None:
        workbook[sheet.sheet.name][blank.address] = "Squeezed in"

    assert typed_at(changed(change, tmp_path)) == [(blank.address, "Squeezed in")]


def test_without_protection(tmp_path: Path) -> None:
    """Where a program has locked every cell, what is ours is told by its words again, and nothing typed is lost."""

    def change(workbook: openpyxl.Workbook) -> None:
        for sheet in workbook.worksheets:
            for cell in (cell for row in sheet.iter_rows() for cell in row):
                cell.protection = openpyxl.styles.Protection(locked=True)
        for style in workbook._named_styles:
            style.protection = openpyxl.styles.Protection(locked=True)
        workbook["1 Soil & roots"]["A3"] = "Over your words"

    back = changed(change, tmp_path, corrected())
    assert ("A3", "Over your words") in typed_at(back)
    assert dict(back.answers.cells) == TYPED


def test_deleted_name(tmp_path: Path) -> None:
    """A name that somebody deleted is missed in an earlier printing too, and its answer is listed."""

    def change(workbook: openpyxl.Workbook) -> None:
        del workbook.defined_names["reasons_soil"]

    back = changed(change, tmp_path, corrected("new indicator", "new section"))
    assert [text for _, text in typed_at(back)] == ["The soil is dry."]
    assert back.problems == (
        "1 name is missing on 1 Soil & roots: reasons_soil. What was typed there is listed as without a place.",
    )


def test_deleted_row(tmp_path: Path) -> None:
    """A name whose row somebody deleted is missed: it leads nowhere."""

    def change(workbook: openpyxl.Workbook) -> None:
        workbook.defined_names["reasons_soil"] = DefinedName("reasons_soil", attr_text="#REF!")

    assert "1 name is missing on 1 Soil & roots: reasons_soil." in changed(change, tmp_path, corrected()).problems[0]


@pytest.mark.libreoffice
def test_saved_by_libreoffice(tmp_path: Path) -> None:
    """It makes no difference that LibreOffice saved an earlier printing last."""

    def change(workbook: openpyxl.Workbook) -> None:
        workbook["1 Soil & roots"]["H40"] = "In the margin"

    changed(change, tmp_path)
    (path,) = convert_all([tmp_path / "changed.xlsx"], "xlsx", tmp_path)
    back = read(path, corrected(*CORRECTIONS))
    assert typed_at(back) == [("H40", "In the margin")]
    assert (len(back.answers.cells), back.problems) == (len(TYPED), ())
