"""Which files are found, and what becomes of those that are not workbooks of ours."""

from __future__ import annotations

import ntpath
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from textwrap import dedent

import pytest

from carers_framework.collation import reading
from carers_framework.collation.extract import Edition
from carers_framework.collation.records import Problem
from carers_framework.workbook.answers import Answers
from carers_framework.workbook.book import layout_of
from carers_framework.writing.save import to_bytes
from carers_framework.writing.writer import build
from tests.collation.samples import NEW, collate, columns, day, send, summary_of
from tests.helpers.project import ROOT, run_python


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
    # The file has a column, so its path is not repeated in what is wrong with it.
    assert all(str(inbox) not in text for row in found["problems"] for text in row.values())
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


def test_same_names(inbox: Path) -> None:
    """Names that look alike once they are cleaned get a number."""
    for name in ("x.xlsx", "x\u202e.xlsx"):
        (inbox / name).write_bytes(b"nothing")
    assert [file.shown_as for file in reading.find_workbooks([inbox])] == ["x.xlsx", "x.xlsx (2)"]


@pytest.mark.posix
@pytest.mark.parametrize("utf8", ["0", "1"])
def test_names_in_any_locale(inbox: Path, utf8: str) -> None:
    """No letter of a name is lost where the system says that it knows nothing but ASCII."""
    (inbox / "café.xlsx").write_bytes(b"nothing")
    script = "from carers_framework.collation.reading import *; print(ascii(find_workbooks([Path('.')])[0].shown_as))"
    environment = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": utf8, "PYTHONPATH": str(ROOT)}
    assert run_python("-c", script, folder=inbox, environment=environment).stdout.strip() == "'caf\\xe9.xlsx'"


def test_different_drives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders on two drives of Windows have no folder in common: their files are named by their whole paths."""
    paths = [tmp_path / drive / "a.xlsx" for drive in ("C", "D")]
    for path in paths:
        path.parent.mkdir()
        path.touch()
    with pytest.raises(ValueError, match="drive"):
        ntpath.commonpath(["C:\\a", "D:\\b"])
    monkeypatch.setattr(os.path, "commonpath", lambda _: ntpath.commonpath(["C:\\a", "D:\\b"]))
    found = reading.find_workbooks([path.parent for path in paths])
    assert [file.shown_as for file in found] == [str(path) for path in paths]


def test_many_cores(project: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows with more than 61 cores, the command uses as many as Windows can wait for."""
    asked: list[ProcessPoolExecutor] = []

    def start(*arguments: object, **named: object) -> ProcessPoolExecutor:
        with monkeypatch.context() as windows:
            windows.setattr(sys, "platform", "win32")
            windows.setattr(os, "cpu_count", lambda: 128)
            windows.setattr(os, "process_cpu_count", lambda: 128, raising=False)
            asked.append(ProcessPoolExecutor(*arguments, **named))  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(reading, "ProcessPoolExecutor", start)
    files = [reading.FoundFile(inbox / f"{number}.xlsx", "") for number in range(20)]
    with pytest.raises(KeyboardInterrupt):
        list(reading.read_all(files, project / "framework.yaml", day(2026)))
    assert len(asked) == 1


def test_started_afresh(project: Path, inbox: Path, tmp_path: Path) -> None:
    """Processes that begin with nothing, as on Windows and macOS, read the files too."""
    for number in range(12):
        send(inbox / f"{number:02}.xlsx", NEW, {"area_name": f"Area {number:02}", "score_light": "L"})
    script = tmp_path / "start.py"
    script.write_text(
        dedent("""
            import multiprocessing, sys
            from carers_framework.commands.main import main
            if __name__ == "__main__":
                multiprocessing.set_start_method("spawn")
                sys.exit(main())
        """),
        encoding="utf-8",
    )
    options = ("--output", tmp_path / "summary.xlsx", "--framework", project / "framework.yaml")
    result = run_python(script, "collate", inbox, *options, environment={"PYTHONPATH": str(ROOT)})
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("12 workbooks of 12 areas, ")


@pytest.mark.posix
def test_links_pipes_bytes(project: Path, inbox: Path, tmp_path: Path) -> None:
    """Links are followed once, a pipe does not stop the command, and names that are not UTF-8 are read as Latin-1."""
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
        "xþ.xlsx",
        "xÿ.xlsx",
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


def test_passed_over(tmp_path: Path) -> None:
    """Files that are not read are named, but not those that programs keep for themselves."""
    for name in ("a.xlsx", "b.zip", "c.download", "D.numbers", "no ending", "sub/e.pdf", "~$a.xlsx", ".f", "Thumbs.db"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    assert reading.passed_over([tmp_path, tmp_path / "sub"]) == [
        "D.numbers",
        "b.zip",
        "c.download",
        "e.pdf",
        "no ending",
    ]
