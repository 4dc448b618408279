"""Filled-in workbooks go to OpenDocument and back, are carried forward in either format, and are collated."""

from __future__ import annotations

import datetime
import zipfile
from pathlib import Path

import pytest

from carers_framework.answers.read_back import read_back
from carers_framework.collation.extract import Edition
from carers_framework.collation.reading import find_workbooks, read_file
from carers_framework.commands import carry
from carers_framework.workbook.answers import Answer, Answers
from carers_framework.writing import open_document as by_libreoffice
from carers_framework.writing.open_document import to_open_document
from carers_framework.writing.save import to_bytes
from carers_framework.writing.writer import build
from tests.answers.real_files.changes import LAYOUT, LAYOUTS, ours
from tests.answers.real_files.open_document import dated, number, open_document, typed
from tests.helpers.editions import GARDENS
from tests.helpers.project import DATA

DAY = datetime.date(2027, 5, 14)
# LibreOffice 7.4 drops a tab from a text of several lines, so the tab is in a separate text.
ODD_TEXTS = (
    "007",
    "=1+1",
    "TRUE",
    "-carers lead",
    "3/4",
    "'quoted",
    "  two\n lines ",
    "\U0001f600 & <b>",
    "50%",
    "a\ttab",
)


def filled_in() -> dict[str, Answer]:
    """Return an answer to everything that the workbook asks, odd texts among them."""
    answers: dict[str, Answer] = {}
    for place, (name, cell) in enumerate(LAYOUT.inputs.items()):
        by_kind = {
            "date": DAY + datetime.timedelta(place),
            "number": cell.low,
            "text": ODD_TEXTS[place % len(ODD_TEXTS)],
        }
        answers[name] = cell.choices[-1] if cell.choices else by_kind[cell.kind]
    return answers


NOTES: dict[str, tuple[Answer | None, ...]] = {
    "carried_what": ("Kept aside",),
    "carried_from": ("Edition 2016, Score",),
    "carried_text": ("L", "Ours"),
}


@pytest.mark.libreoffice
def test_round_trip(tmp_path: Path) -> None:
    """Everything that was filled in, and what was carried over before, is in what LibreOffice makes of it."""
    path = tmp_path / "file.ods"
    answers = filled_in()
    path.write_bytes(to_open_document(to_bytes(build(GARDENS, Answers(answers, NOTES)))))
    back = read_back(path, LAYOUTS)
    assert dict(back.answers.cells) == answers
    assert dict(back.answers.columns) == NOTES
    assert (back.problems, back.unplaced) == ((), ())


@pytest.fixture
def old_file(tmp_path: Path) -> Path:
    """An .ods file with an answer of each kind, a comment, and what does not fit."""
    comment = "<office:annotation><text:p>Ask Ann</text:p></office:annotation>"
    cells = {
        "area_name": typed("Here"),
        "first_meeting": dated("2027-05-14"),
        "priority_soil": number("float", "2", "2"),
        "score_soil": typed("perhaps"),
        "evidence_dry": f'table:style-name="typed" office:value-type="string">{comment}<text:p>Dust</text:p>',
    }
    path = tmp_path / "ours.ods"
    path.write_bytes(open_document(cells))
    return path


OLD_ANSWERS = {
    "area_name": "Here",
    "first_meeting": DAY,
    "priority_soil": 2,
    "score_soil": "perhaps",
    "evidence_dry": "Dust",
}


def carried(old_file: Path, output: Path) -> int:
    """Carry an old file forward as a command does. Return the exit status."""
    return carry.main([str(old_file), "--framework", str(DATA / "other.yaml"), "--output", str(output)])


def test_carried_to_xlsx(old_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It takes no LibreOffice."""
    output = tmp_path / "new.xlsx"
    assert carried(old_file, output) == 0
    assert "5 carried forward (0 to check, because the wording changed), 1 kept aside" in capsys.readouterr().out
    back = read_back(output, LAYOUTS)
    assert dict(back.answers.cells) == OLD_ANSWERS
    assert back.answers.columns["carried_text"] == ("Comment: Ask Ann",)


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", ["new.ods", "NEW.ODS"])
def test_carried_to_ods(name: str, old_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where its name ends so, the .ods file is the only one."""
    output = tmp_path / name
    assert carried(old_file, output) == 0
    assert capsys.readouterr().out.splitlines()[0] == f"Written: {output}"
    assert {path.name for path in tmp_path.iterdir()} == {"ours.ods", name}
    assert "content.xml" in zipfile.ZipFile(output).namelist()
    back = read_back(output, LAYOUTS)
    assert dict(back.answers.cells) == OLD_ANSWERS
    assert back.answers.columns["carried_text"] == ("Comment: Ask Ann",)


def test_carried_without_libreoffice(
    old_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line says what is missing, and nothing is written."""
    monkeypatch.setattr(by_libreoffice, "find_libreoffice", lambda: None)
    assert carried(old_file, tmp_path / "new.ods") == 1
    said = capsys.readouterr().err
    assert said.startswith("LibreOffice, which makes the .ods file, is not installed. ")
    assert said.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["ours.ods"]


def test_never_over_the_old_file(old_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = old_file.read_bytes()
    assert carried(old_file, old_file) == 1
    assert "is the old workbook, which is never overwritten." in capsys.readouterr().err
    assert old_file.read_bytes() == before


@pytest.mark.usefixtures("old_file")
def test_collated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both formats are found in a folder, and read without LibreOffice."""
    monkeypatch.setenv("PATH", "")
    (tmp_path / "theirs.xlsx").write_bytes(ours(area_name="There", score_water="L"))
    editions = {GARDENS.edition.id: Edition(GARDENS, LAYOUT)}
    records = [read_file(file, editions, DAY) for file in find_workbooks([tmp_path])]
    assert [(record.file, record.area) for record in records] == [("ours.ods", "Here"), ("theirs.xlsx", "There")]
    assert (records[0].date, records[0].found) == (DAY, ())
    texts = [problem.text for problem in records[0].problems]
    assert any("perhaps is not one of the answers in its list" in text for text in texts)
    assert any("Comment: Ask Ann" in text for text in texts)


@pytest.mark.libreoffice
def test_collated_from_libreoffice(tmp_path: Path) -> None:
    """What LibreOffice saved as .ods gives the same record as the .xlsx file that it was made from."""
    content = to_bytes(build(GARDENS, Answers(filled_in())))
    editions = {GARDENS.edition.id: Edition(GARDENS, LAYOUT)}
    (tmp_path / "a.xlsx").write_bytes(content)
    (tmp_path / "b.ods").write_bytes(to_open_document(content))
    first, second = (read_file(file, editions, DAY) for file in find_workbooks([tmp_path]))
    assert (first.scores, first.actions, first.found, first.targets) == (
        second.scores,
        second.actions,
        second.found,
        second.targets,
    )
    assert [problem.kind for problem in first.problems] == [problem.kind for problem in second.problems]
