"""`carers-framework collate`: what it says where it cannot do what was asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from carers_framework.base.files import CannotWriteError
from carers_framework.commands import collate
from carers_framework.commands.collate import main


def test_mistakes(two_editions: Path, inbox: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What cannot be done is one line, and nothing that was there is touched."""
    (tmp_path / "nothing here").mkdir()
    there = tmp_path / "there.xlsx"
    there.write_bytes(b"mine")
    content = (inbox / "0.xlsx").read_bytes()
    for arguments, line in {
        (tmp_path / "nothing here", "--output", tmp_path / "x.xlsx"): "holds no workbooks",
        (tmp_path / "no such folder", "--output", tmp_path / "x.xlsx"): "cannot be read (no such file or directory)",
        (inbox, "--output", inbox / "0.xlsx"): "is one of the workbooks to collect",
        (inbox, "--output", inbox / "0.xlsx", "--force"): "is one of the workbooks to collect",
        (inbox, "--output", there): "already exists",
        (inbox, "--output", tmp_path / "x.ods"): "End it in .xlsx",
        (inbox, "--output", tmp_path / "x.xlsx", "--csv", inbox): "already exists",
        (inbox, "--output", tmp_path / "x.xlsx", "--csv", there): "is a file, and should be a folder",
        (inbox, "--output", there / "x.xlsx"): "cannot be written (file exists)",
    }.items():
        assert main([*map(str, arguments)], framework_file=two_editions / "framework.yaml") == 1
        printed = capsys.readouterr()
        assert printed.out == ""
        assert line in printed.err
        assert printed.err.count("\n") == 1
    assert there.read_bytes() == b"mine"
    assert (inbox / "0.xlsx").read_bytes() == content
    assert sorted(path.name for path in tmp_path.iterdir()) == ["inbox", "nothing here", "there.xlsx"]


def test_refused_half_way(
    two_editions: Path, inbox: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a file cannot be written after others, those that were are named."""
    write = collate.write_atomically

    def refuse_csv(path: Path, content: collate.Content) -> None:
        if path.suffix == ".csv":
            raise CannotWriteError(path, PermissionError(13, "Permission denied"))
        write(path, content)

    monkeypatch.setattr(collate, "write_atomically", refuse_csv)
    arguments = [str(inbox), "--output", str(tmp_path / "a.xlsx"), "--csv", str(tmp_path / "csv")]
    assert main(arguments, framework_file=two_editions / "framework.yaml") == 1
    refused, written = capsys.readouterr().err.splitlines()
    assert "cannot be written (permission denied)" in refused
    assert written == f"Before that it wrote {tmp_path / 'a.xlsx'}."
