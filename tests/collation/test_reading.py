"""Which files are found, and what becomes of those that are not workbooks of ours."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from carers_framework.collation import reading
from carers_framework.collation.extract import Edition
from carers_framework.collation.records import Problem
from carers_framework.workbook.answers import Answers
from carers_framework.workbook.book import layout_of
from carers_framework.writing.save import to_bytes
from carers_framework.writing.writer import build

from .samples import NEW, collate, columns, day, send, summary_of


def test_other_files(project: Path, inbox: Path, tmp_path: Path) -> None:
    """A file that is not a workbook of ours is named with the reason, and costs nothing else."""
    send(inbox / "good.xlsx", NEW, {"area_name": "Ash", "score_light": "L"})
    send(inbox / "empty.xlsx", NEW, {})
    (inbox / "torn.xlsx").write_bytes((inbox / "good.xlsx").read_bytes()[:5000])
    (inbox / "letter.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    (inbox / "~$good.xlsx").write_bytes(b"kept by Excel while the file is open")
    (inbox / "notes.docx").write_bytes(b"not a workbook")
    (inbox / "example.xlsx").write_bytes(to_bytes(build(NEW, Answers({"area_name": "Nowhere"}), notice="Invented.")))
    assert collate(project, inbox, "--output", inbox / "earlier.xlsx").returncode == 0
    found = summary_of(project, inbox, tmp_path / "out")
    assert columns(found["problems"], "File", "Kind") == [
        ("letter.xls", "Not read"),
        ("torn.xlsx", "Not read"),
        ("earlier.xlsx", "Left out"),
        ("empty.xlsx", "Left out"),
        ("example.xlsx", "Left out"),
        ("good.xlsx", "To know"),
    ]
    assert {row["Area"] for row in found["scores"]} == {"Ash"}


def test_bug(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bug that one file sets off does not stop the others, and is not hidden."""

    def extract(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(reading, "extract", extract)
    send(inbox / "a.xlsx", NEW, {"area_name": "Ash"})
    (file,) = reading.find_workbooks([inbox])
    record = reading.read_file(file, {NEW.edition.id: Edition(NEW, layout_of(NEW))}, day(2026))
    problem = Problem("Not read", "hit a bug in this program (ZeroDivisionError). Please report it.")
    assert (record.file, record.edition, record.problems) == ("a.xlsx", "", (problem,))


def test_links_pipes_same_names(project: Path, inbox: Path, tmp_path: Path) -> None:
    """Links are followed once, a pipe does not stop the command, and names that look alike get a number."""
    send(tmp_path / "elsewhere" / "a.xlsx", NEW, {"area_name": "Ash", "score_light": "L"})
    (inbox / "linked").symlink_to(tmp_path / "elsewhere")
    (inbox / "round.xlsx").symlink_to(inbox / "round.xlsx")
    (inbox / "linked" / "again").symlink_to(inbox)
    os.mkfifo(inbox / "pipe.xlsx")
    for name in (b"x\xfe.xlsx", b"x\xff.xlsx"):
        Path(os.fsdecode(os.fsencode(inbox) + b"/" + name)).write_bytes(b"nothing")
    found = summary_of(project, inbox, tmp_path / "out")
    assert {row["File"] for row in found["scores"]} == {"linked/a.xlsx"}
    assert [row["File"] for row in found["problems"] if row["Kind"] == "Not read"] == [
        "pipe.xlsx",
        "round.xlsx",
        "x.xlsx",
        "x.xlsx (2)",
    ]


def test_several_folders(project: Path, tmp_path: Path) -> None:
    """Several folders are as one, and a file counts once."""
    send(tmp_path / "north" / "a.xlsx", NEW, {"area_name": "Ash", "score_light": "L"})
    send(tmp_path / "south" / "a.xlsx", NEW, {"area_name": "Beech", "score_light": "H1"})
    folders = (tmp_path / "north", tmp_path / "south", tmp_path / "north")
    result = collate(project, *folders, "--output", tmp_path / "x.xlsx", "--csv", tmp_path / "csv")
    assert result.stdout.startswith("2 workbooks of 2 areas")
    text = (tmp_path / "csv" / "scores.csv").read_text(encoding="utf-8")
    assert "north/a.xlsx" in text
    assert str(tmp_path) not in text
