"""A workbook that lost names or a sheet: a line for each sheet, and every answer that is still there is listed."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from carers_framework.answers.read_back import read_back
from carers_framework.framework.model import Framework
from carers_framework.workbook.cells import cell_name
from carers_framework.workbook.layout import Layout
from tests.helpers.workbooks import filled, named_cell


def saved(workbook: openpyxl.Workbook, folder: Path) -> Path:
    path = folder / "saved.xlsx"
    workbook.save(path)
    return path


def test_lost_name(framework: Framework, layout: Layout, workbook_bytes: bytes, tmp_path: Path) -> None:
    """An answer whose name is gone is reported by sheet and cell, and not guessed."""
    section = framework.sections[0]
    name = cell_name("reasons", section.id)
    workbook = filled(workbook_bytes, {name: "Because"})
    cell = named_cell(workbook, name)
    del workbook.defined_names[name]
    back = read_back(saved(workbook, tmp_path), {"2021": layout})
    assert name not in back.answers.cells
    (unplaced,) = back.unplaced
    sheet = framework.sheet_name(section)
    assert (unplaced.sheet, unplaced.cell, unplaced.text) == (sheet, cell.coordinate, "Because")
    said = "What was typed there is listed as without a place."
    assert back.problems == (f"1 name is missing on {sheet}: {name}. {said}",)


def test_many_lost_names(framework: Framework, layout: Layout, workbook_bytes: bytes, tmp_path: Path) -> None:
    """Names that are missing on a sheet give one line, and every answer is listed."""
    workbook = filled(workbook_bytes, {"review_working0": "Trust", "review_working1": "More of it"})
    names = [name for name in layout.inputs if name.startswith("review_")]
    for name in names:
        del workbook.defined_names[name]
    back = read_back(saved(workbook, tmp_path), {"2021": layout})
    assert [unplaced.text for unplaced in back.unplaced] == ["Trust", "More of it"]
    assert back.problems == (
        f"{len(names)} names are missing on {framework.workbook.sheets.reviews.name}: {', '.join(names[:3])} …. "
        "What was typed there is listed as without a place.",
    )


def test_missing_sheet(framework: Framework, layout: Layout, workbook_bytes: bytes, tmp_path: Path) -> None:
    """A missing sheet is reported in one line, and the rest is read."""
    workbook = filled(workbook_bytes, {"area_name": "Here"})
    title = framework.sheet_name(framework.sections[0])
    del workbook[title]
    back = read_back(saved(workbook, tmp_path), {"2021": layout})
    assert back.answers.get("area_name") == "Here"
    assert back.problems == (f"The sheet {title} is missing. Its answers could not be read.",)


def test_only_sections_left(framework: Framework, layout: Layout, workbook_bytes: bytes, tmp_path: Path) -> None:
    """What is beside the title of every section is not taken for the notice of a worked example."""
    workbook = filled(workbook_bytes, {})
    kept = {framework.sheet_name(section) for section in framework.sections}
    for title in set(workbook.sheetnames) - kept:
        del workbook[title]
    assert read_back(saved(workbook, tmp_path), {"2021": layout}).notice == ""


def test_renamed_and_lost(framework: Framework, layout: Layout, workbook_bytes: bytes, tmp_path: Path) -> None:
    """A sheet that was renamed is not called missing when a name on it is lost."""
    sheet = framework.workbook.sheets.reviews.name
    workbook = filled(workbook_bytes, {"review_working1": "More of it"})
    workbook[sheet].title = "Ours"
    for other in workbook.defined_names.values():
        other.attr_text = other.attr_text.replace(f"'{sheet}'!", "Ours!").replace(f"{sheet}!", "Ours!")
    del workbook.defined_names["review_working1"]
    back = read_back(saved(workbook, tmp_path), {"2021": layout})
    assert [(item.sheet, item.text) for item in back.unplaced] == [("Ours", "More of it")]
    said = "What was typed there is listed as without a place."
    assert back.problems == (f"1 name is missing on {sheet}: review_working1. {said}",)
