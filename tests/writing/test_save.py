"""A save is whole, or leaves the file that was there."""

from __future__ import annotations

from pathlib import Path

import pytest

from carers_framework.base.files import write_atomically
from carers_framework.framework.model import Framework
from carers_framework.writing import save as save_module
from carers_framework.writing.save import to_bytes
from carers_framework.writing.writer import build


def test_save(framework: Framework, tmp_path: Path) -> None:
    """A save replaces the old file, and leaves nothing beside it."""
    path = tmp_path / "book.xlsx"
    path.write_bytes(b"old")
    write_atomically(path, to_bytes(build(framework)))
    assert path.read_bytes()[:2] == b"PK"
    assert list(tmp_path.iterdir()) == [path]


def test_failed_save(framework: Framework, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A failure while the workbook is put together leaves the old file."""
    path = tmp_path / "book.xlsx"
    path.write_bytes(b"old")
    built = build(framework)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(save_module._Writer, "save", fail)
    with pytest.raises(OSError, match="No space left"):
        write_atomically(path, to_bytes(built))
    assert path.read_bytes() == b"old"
