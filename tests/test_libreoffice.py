"""The workbook in LibreOffice: a real application calculates it, as a group's program would.

What this does not look at: Excel and Google Sheets, which no test machine has.
"""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from carers_framework.layout import cell_name
from carers_framework.model import Framework

from .spreadsheets import convert, filled, named_cell, recalculated

pytestmark = pytest.mark.libreoffice


def test_every_stored_value_is_what_libreoffice_calculates(
    workbook_bytes: bytes, workbook_file: Path, tmp_path: Path
) -> None:
    formulas = openpyxl.load_workbook(io.BytesIO(workbook_bytes))
    stored = openpyxl.load_workbook(io.BytesIO(workbook_bytes), data_only=True)
    calculated = openpyxl.load_workbook(convert(workbook_file, "xlsx", tmp_path), data_only=True)
    compared = 0
    for sheet in formulas.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    ours = stored[sheet.title][cell.coordinate].value
                    theirs = calculated[sheet.title][cell.coordinate].value
                    assert (ours or "") == (theirs or ""), (sheet.title, cell.coordinate)
                    compared += 1
    assert compared > 20


def test_scores_show_in_the_summary_in_letters_and_words(
    framework: Framework, workbook_bytes: bytes, tmp_path: Path
) -> None:
    ids = [section.id for section in framework.sections]
    scores = dict(zip(ids, ("C", "B", "A", "A", "c"), strict=False))
    answers = {cell_name("score", id_): score for id_, score in scores.items()}
    workbook = recalculated(filled(workbook_bytes, answers), tmp_path)
    words = {level.score: level.words for level in framework.levels}
    rows = list(workbook[framework.workbook.sheets.summary.name].iter_rows(values_only=True))
    shown = {row[0]: row[1:3] for row in rows}
    for section in framework.sections:
        score = scores.get(section.id)
        if score is None:
            assert (shown[section.title][0] or "", shown[section.title][1]) == ("", "Not scored yet")
        else:
            assert shown[section.title] == (score, words[score.upper()])
    assert [shown[words[score]][0] for score in "CBA"] == [2, 1, 2]
    assert shown["Not scored yet"][0] == 1
    start = workbook[framework.workbook.sheets.start.name]
    assert "5 of 6 sections scored" in {cell.value for row in start.iter_rows() for cell in row}


def test_a_score_that_is_none_says_what_to_do_and_not_an_error(
    framework: Framework, workbook_bytes: bytes, tmp_path: Path
) -> None:
    section = framework.sections[0]
    workbook = recalculated(filled(workbook_bytes, {cell_name("score", section.id): "excellent"}), tmp_path)
    values = {cell.value for row in workbook[section.title].iter_rows() for cell in row}
    assert "Choose a score from the list" in values


def test_a_repeated_rank_is_pointed_out(framework: Framework, workbook_bytes: bytes, tmp_path: Path) -> None:
    names = [cell_name("priority", section.id) for section in framework.sections]
    workbook = recalculated(filled(workbook_bytes, dict(zip(names[:4], (1, 2, 2, 3), strict=True))), tmp_path)
    found = []
    for name in names:
        rank = named_cell(workbook, name)
        found.append(rank.offset(column=1).value)
    repeated = "Repeated: more than one section has rank 2"
    assert found == ["Not repeated", repeated, repeated, "Not repeated", "Not ranked yet", "Not ranked yet"]
