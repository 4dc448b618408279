"""The worked example fits the framework, and says on every sheet that it is invented."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import openpyxl
import pytest

from carers_framework.answers.read_back import read_back
from carers_framework.commands.workbook import main
from carers_framework.framework.load import FrameworkError
from carers_framework.framework.model import Framework
from carers_framework.workbook.book import layout_of
from carers_framework.workbook.worked_example import load_example, unfit_answers, unknown_names
from carers_framework.writing.save import to_bytes
from carers_framework.writing.writer import build_example
from tests.helpers.commands import run_here
from tests.helpers.project import FROZEN, without_overdue


def test_workbook(framework: Framework, tmp_path: Path) -> None:
    """Every sheet of it says that it is invented, and its answers are read back."""
    example = load_example(FROZEN / "worked_example.yaml")
    content = to_bytes(build_example(framework, example))
    for sheet in openpyxl.load_workbook(io.BytesIO(content)).worksheets:
        assert example.notice in str(sheet["A1"].value)
    assert "invented" in example.notice
    path = tmp_path / "example.xlsx"
    path.write_bytes(content)
    back = read_back(path, {"2021": layout_of(framework, notice=example.notice)})
    assert dict(back.answers.cells) == dict(example.answers.cells)
    assert (back.unplaced, back.problems) == ((), ())


def test_content() -> None:
    """It has two rounds of scores, evidence and a plan."""
    answers = load_example(FROZEN / "worked_example.yaml").answers
    assert answers.get("review0_identifying_carers") != answers.get("review1_identifying_carers")
    assert sum(name.startswith("found_") for name in answers.cells) > 20
    actions = {name for name in answers.cells if re.match(r"action\d", name)}
    assert len(actions) > 10
    assert "action1" in actions, "an action that belongs to no section"


def test_names(framework: Framework) -> None:
    """Every name in it is that of a cell."""
    assert unknown_names(framework, load_example(FROZEN / "worked_example.yaml")) == ()


def test_unfit_answers(framework: Framework, tmp_path: Path) -> None:
    """An answer that Excel would refuse in its cell is named, with what the cell takes."""
    text = (FROZEN / "worked_example.yaml").read_text(encoding="utf-8")
    assert list(unfit_answers(framework, load_example(FROZEN / "worked_example.yaml"))) == []
    text = re.sub(r"(?m)^  first_meeting: .*$", "  first_meeting: 18/09/2025", text)
    text = re.sub(r"(?m)^  (came_invite_council): .*$", r"  \1: Perhaps", text)
    (tmp_path / "worked_example.yaml").write_text(text, encoding="utf-8")
    found = dict(unfit_answers(framework, load_example(tmp_path / "worked_example.yaml")))
    assert found == {
        "first_meeting": "a day such as 2026-11-25",
        "came_invite_council": f"one of {', '.join(framework.fields.came.choices)}",
    }


def test_unknown_name(framework: Framework, tmp_path: Path) -> None:
    """A name that no cell has any more is a warning, and does not stop a build."""
    text = (FROZEN / "worked_example.yaml").read_text(encoding="utf-8").replace("  area_name:", "  aera_name:")
    (tmp_path / "worked_example.yaml").write_text(text, encoding="utf-8")
    shutil.copy(FROZEN / "framework.yaml", tmp_path)
    shutil.copytree(FROZEN / "editions", tmp_path / "editions")
    assert unknown_names(framework, load_example(tmp_path / "worked_example.yaml")) == ("aera_name",)
    result = run_here(main, "--framework", tmp_path / "framework.yaml", "--check")
    assert result.returncode == 0
    line = text[: text.index("  aera_name:")].count("\n") + 1
    expected = f"worked_example.yaml:{line}: warning: no cell has the name aera_name. Correct or remove it.\n"
    assert without_overdue(result.stderr) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("cells: {", "answers.yaml:1: has an opening bracket and no closing one."),
        ("", "answers.yaml:1: holds no keys. Begin with `notice:`."),
        (
            "as_of: 2021-99-99",
            "answers.yaml:1: as_of: is not in the calendar ('2021-99-99'). Correct the month or the day.",
        ),
        ("as_of: soon", "answers.yaml:1: as_of: should be a day such as 2021-06-30, but is 'soon'."),
        (
            "cells:\n  a: 1\n  b: no",
            "answers.yaml:3: cells: b: should be a text, a whole number or a day, but is False.",
        ),
        ("cells:\n  a: 2021-99-99", "answers.yaml:2: cells: a: is not in the calendar ('2021-99-99')."),
        ("cells:\n  a: 2026-01-01 10:00:00", "answers.yaml:2: cells: a: should be a text, a whole number or a day"),
        ("cells: []", "answers.yaml:1: cells: should be a group of keys, but is a list."),
        ("plan: []", "answers.yaml:1: the key 'plan' is unknown here."),
        ("cell: {}", "answers.yaml:1: the key 'cell' is unknown. Correct it to 'cells', or remove it."),
        ("a: 1\n" * 2, "answers.yaml:2: the key 'a' appears twice. Remove one of the two."),
    ],
)
def test_mistakes(tmp_path: Path, text: str, message: str) -> None:
    """Each mistake in an example is reported with its line."""
    (tmp_path / "answers.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(FrameworkError) as caught:
        load_example(tmp_path / "answers.yaml")
    assert any(line.startswith(message) for line in str(caught.value).splitlines()), str(caught.value)


def test_missing_file(tmp_path: Path) -> None:
    """A missing example is reported in one line."""
    with pytest.raises(FrameworkError, match=r"^\S+answers\.yaml: cannot be read \(no such file or directory\)"):
        load_example(tmp_path / "answers.yaml")
