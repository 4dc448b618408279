"""`build_workbook.py --check`: mistakes and warnings in and between the editions, each with its line."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from carers_framework.commands.build import main
from tests.helpers.editions import copy_editions, replace_once
from tests.helpers.project import ROOT


@dataclass(frozen=True, slots=True)
class Result:
    """What the command ended with."""

    status: int
    output: str
    errors: str


Check = Callable[[Path], Result]


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Check:
    """The command, run in this process on a framework file, on a day when no check of the law is overdue."""
    monkeypatch.setattr("carers_framework.commands.build._today", lambda: datetime.date(2026, 11, 30))

    def run(framework_file: Path) -> Result:
        status = main(["--check", "--framework", str(framework_file)])
        printed = capsys.readouterr()
        return Result(status, printed.out, printed.err)

    return run


@pytest.fixture
def framework_file(tmp_path: Path) -> Path:
    """The 2021 edition, with the draft in `editions/` beside it."""
    return copy_editions(tmp_path)


@pytest.fixture
def draft_file(framework_file: Path) -> Path:
    return framework_file.parent / "editions" / "2016-draft.yaml"


def test_no_mistakes(check: Check, framework_file: Path) -> None:
    assert check(ROOT / "framework.yaml").status == 0
    assert check(framework_file) == Result(0, "framework.yaml: no mistakes (edition 2021).\n", "")


def test_removed_item(check: Check, framework_file: Path, draft_file: Path) -> None:
    """An item that the next edition does not have is a mistake, until its edition says what became of it."""
    now = replace_once(framework_file, "- id: idc-schools\n", "- id: idc-schools\n")
    line = replace_once(draft_file, "- id: idc-schools\n", "- id: idc-academies\n")
    result = check(framework_file)
    assert result.status == 1
    assert result.errors == (
        f"editions/2016-draft.yaml:{line}: indicator idc-academies is not in edition 2021, and nothing says "
        f"where it went. Renamed at framework.yaml:{now}? Add `moved_to` or `dropped` here, or "
        "`replaces: [idc-academies]` in framework.yaml.\n"
    )
    replace_once(draft_file, "- id: idc-academies\n", "- id: idc-academies\n          dropped: Not needed.\n")
    assert check(framework_file).status == 0


def test_other_meaning(check: Check, framework_file: Path) -> None:
    """An id that means something else is a warning."""
    line = replace_once(framework_file, "- id: idc-gp-systems\n", "- id: idc-swap\n")
    replace_once(framework_file, "- id: idc-joint-outreach\n", "- id: idc-gp-systems\n")
    other_line = replace_once(framework_file, "- id: idc-swap\n", "- id: idc-joint-outreach\n")
    result = check(framework_file)
    assert line == other_line
    assert result.status == 0
    assert f"framework.yaml:{line}: warning: indicator idc-joint-outreach shares almost no words" in result.errors
    assert "see the warnings" in result.output


def test_section_order(check: Check, framework_file: Path) -> None:
    """Sections in another order are a warning."""
    text = framework_file.read_text(encoding="utf-8")
    start, middle, end = (
        text.index(f"  - id: {name}\n")
        for name in ("identifying-carers", "information-and-advice", "preventative-community-support")
    )
    reordered = text[:start] + text[middle:end] + text[start:middle] + text[end:]
    framework_file.write_text(reordered, encoding="utf-8")
    result = check(framework_file)
    assert result.status == 0
    expected = "warning: section information-and-advice was number 2 in edition 2016-draft and is now number 1"
    assert expected in result.errors


def test_edition_keys(check: Check, framework_file: Path, draft_file: Path) -> None:
    """An edition with the id of another, and one with a year after the current one, are mistakes."""
    line = replace_once(draft_file, "  id: 2016-draft\n", '  id: "2021"\n')
    replace_once(draft_file, "  updated: 2016\n", "  updated: 2031\n")
    result = check(framework_file)
    assert result.status == 1
    assert "'2021' is also the id of editions/2016-draft.yaml" in result.errors
    assert (
        f"editions/2016-draft.yaml:{line}: edition: updated: 2031 is later than the current edition, "
        "2021 in framework.yaml. Correct one of the two.\n"
    ) in result.errors


def test_all_files(check: Check, framework_file: Path, draft_file: Path) -> None:
    """Mistakes in all files are listed in one run."""
    replace_once(framework_file, "  updated: 2021\n", "  updated: soon\n")
    replace_once(draft_file, "  updated: 2016\n", "  updated: late\n")
    result = check(framework_file)
    assert result.status == 1
    assert [line.split(":")[0] for line in result.errors.splitlines()] == ["editions/2016-draft.yaml", "framework.yaml"]


def test_warnings_with_mistakes(check: Check, framework_file: Path, draft_file: Path) -> None:
    """Warnings are listed beside the mistakes, those about the worked example too."""
    replace_once(draft_file, "- id: idc-schools\n", "- id: idc-academies\n")
    example = "{notice: Invented., as_of: 2030-01-01, cells: {aera_name: Here}}"
    framework_file.with_name("worked_example.yaml").write_text(example, encoding="utf-8")
    result = check(framework_file)
    mistake, warning = result.errors.splitlines()
    assert (result.status, result.output) == (1, "")
    assert "indicator idc-academies is not in edition 2021" in mistake
    assert warning == "worked_example.yaml: warning: no cell has the name aera_name. Correct or remove it."
