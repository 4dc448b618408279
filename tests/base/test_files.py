"""A save is complete, or leaves the file as it was."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from carers_framework.base.files import CannotWriteError, write_atomically
from tests.helpers.project import ROOT

PART = re.compile(r"\.book\.xlsx\.[0-9a-f]{8}\.part")
"""The name of the temporary file that a killed save may leave."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file, alone in its folder."""
    path = tmp_path / "book.xlsx"
    path.write_bytes(b"old")
    return path


@pytest.mark.parametrize("content", [b"new", iter([b"n", b"e", b"w"])], ids=["whole", "pieces"])
def test_save(path: Path, content: bytes | Iterator[bytes]) -> None:
    """A save replaces the file, and leaves nothing beside it."""
    write_atomically(path, content)
    assert path.read_bytes() == b"new"
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_failed_save(path: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException) -> None:
    """A save that fails or is interrupted leaves the old file, and nothing beside it."""

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(os if step == "fsync" else Path, step, fail)
    with pytest.raises(CannotWriteError if isinstance(error, OSError) else KeyboardInterrupt):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(path.parent.iterdir()) == [path]


def test_failed_content(path: Path) -> None:
    """When the content cannot be made to its end, the old file stays, and nothing is left beside it."""

    def content() -> Iterator[bytes]:
        yield b"ne"
        raise ValueError("no more")

    with pytest.raises(ValueError, match="no more"):
        write_atomically(path, content())
    assert path.read_bytes() == b"old"
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.posix
def test_kill(path: Path) -> None:
    """A save that is killed leaves the old file or the new one.

    The temporary files show that some kills came in the middle of a save.
    """
    arguments = [sys.executable, "-m", "tests.withstand.killing", str(path), "100"]
    result = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, check=True)
    printed = json.loads(result.stdout)
    assert len(printed["found"]) == 100
    assert set(printed["found"]) == {"old", "new"}
    assert printed["beside"]
    assert all(PART.fullmatch(name) for name in printed["beside"])


def test_other_part_file(path: Path) -> None:
    """A save leaves the temporary file of another save alone: that one may still be running."""
    other = path.with_name(".book.xlsx.0123abcd.part")
    other.write_bytes(b"half")
    write_atomically(path, b"new")
    assert (path.read_bytes(), other.read_bytes()) == (b"new", b"half")


def test_long_name(tmp_path: Path) -> None:
    """A name as long as the file system takes can be saved, though the temporary name is longer than the name."""
    path = tmp_path / ("x" * 250 + ".xlsx")
    write_atomically(path, b"new")
    assert [other.name for other in tmp_path.iterdir()] == [path.name]
