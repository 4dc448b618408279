"""The worked example fits the framework, says on every sheet that it is invented, and is as the sums give it."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from carers_framework.load import FrameworkError
from carers_framework.model import Framework
from carers_framework.read_back import read_back
from carers_framework.save import to_bytes
from carers_framework.workbook import layout_of
from carers_framework.worked_example import build_example, load_example

from .conftest import ROOT


def test_it_says_on_every_sheet_that_it_is_invented_and_its_answers_come_back(
    framework: Framework, tmp_path: Path
) -> None:
    example = load_example(ROOT / "worked_example.yaml", framework)
    content = to_bytes(build_example(framework, example))
    for sheet in openpyxl.load_workbook(io.BytesIO(content)).worksheets:
        assert sheet["A2"].value == example.notice
        assert "invented" in example.notice
    path = tmp_path / "example.xlsx"
    path.write_bytes(content)
    back = read_back(path, {"2021": layout_of(framework, notice=example.notice)})
    assert dict(back.answers.cells) == dict(example.answers.cells)
    assert back.answers.columns["plan_action"] == example.answers.columns["plan_action"]
    assert (back.unplaced, back.problems) == ((), ())


def test_two_rounds_of_scores_evidence_and_a_plan_are_in_it(framework: Framework) -> None:
    answers = load_example(ROOT / "worked_example.yaml", framework).answers
    assert answers.get("review0_identifying_carers") != answers.get("review1_identifying_carers")
    assert sum(name.startswith("found_") for name in answers.cells) > 20
    assert len(answers.columns["plan_action"]) == 5


def test_a_name_that_is_no_cell_is_one_line(framework: Framework, tmp_path: Path) -> None:
    text = (ROOT / "worked_example.yaml").read_text(encoding="utf-8").replace("  area_name:", "  aera_name:")
    path = tmp_path / "worked_example.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(
        FrameworkError, match=r"^worked_example\.yaml: aera_name: no cell of the workbook has this name"
    ):
        load_example(path, framework)
