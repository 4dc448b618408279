"""A save that is killed, or that the disk or the folder does not take, leaves the old file or the new one, whole."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import build_workbook
from carers_framework.base.files import write_atomically
from carers_framework.framework.load import load
from carers_framework.workbook.answers import Answers
from carers_framework.workbook.save import to_bytes
from carers_framework.workbook.writer import build

from .conftest import DATA, ROOT

OTHER = DATA / "other.yaml"
LEFT = re.compile(r"\.book\.xlsx\.[0-9a-f]{8}\.part")
"""What a killed save may leave beside the file: its name says what it is."""


@pytest.fixture(scope="module")
def new() -> bytes:
    return to_bytes(build(load(OTHER)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file in a folder of its own."""
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "book.xlsx").write_bytes(b"old")
    return folder / "book.xlsx"


def command(path: Path, *more: str) -> list[str]:
    return [sys.executable, str(ROOT / "build_workbook.py"), "--framework", str(OTHER), "--output", str(path), *more]


def refused(result: subprocess.CompletedProcess[str], path: Path) -> str:
    """The one line that a save ends with that could not be made, and left the old file and nothing else."""
    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (1, "", 1), result.stderr
    assert path.read_bytes() == b"old"
    assert list(path.parent.iterdir()) == [path]
    return result.stderr


def test_a_save_killed_a_hundred_times_always_leaves_a_whole_file(path: Path) -> None:
    """What is left beside it shows that the kills came while it was saving, and says what it is."""
    arguments = [sys.executable, "-m", "tests.withstand.killing", str(path), "100"]
    result = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, check=True)
    told = json.loads(result.stdout)
    assert len(told["found"]) == 100
    assert set(told["found"]) == {"old", "new"}
    assert told["beside"]
    assert all(LEFT.fullmatch(name) for name in told["beside"])


def test_a_whole_build_that_is_killed_leaves_the_old_file_or_the_new_one(path: Path, new: bytes) -> None:
    begun = time.monotonic()
    subprocess.run(command(path), capture_output=True, check=True)
    lasts = time.monotonic() - begun
    for tenth in range(5, 12):
        path.write_bytes(b"old")
        with subprocess.Popen(command(path), stdout=subprocess.DEVNULL) as process:
            time.sleep(lasts * tenth / 10)
            process.kill()
        assert path.read_bytes() in (b"old", new)


def test_two_builds_at_once_into_the_same_file_do_not_harm_each_other(path: Path, new: bytes) -> None:
    example = path.parent.parent / "example.yaml"
    example.write_text("{notice: Invented., as_of: 2030-01-01, cells: {area_name: Here}, plan: []}", encoding="utf-8")
    for _ in range(3):
        builds = [
            subprocess.Popen(command(path, *more), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            for more in ([], ["--example", str(example)])
        ]
        assert [build.communicate()[1] for build in builds] == [b"", b""]
        assert [build.returncode for build in builds] == [0, 0]
        assert path.read_bytes() in (new, _with_example(example))
        assert list(path.parent.iterdir()) == [path]


def _with_example(example: Path) -> bytes:
    framework = load(OTHER)
    return to_bytes(build_workbook.build_example(framework, build_workbook.load_example(example)))


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 16 kB. It takes the right to mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=16k", "none", str(folder)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("A small disk cannot be mounted here. As root, on a machine that allows it, it can.")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_is_one_line(full_disk: Path) -> None:
    path = full_disk / "book.xlsx"
    path.write_bytes(b"old")
    result = subprocess.run(command(path), capture_output=True, text=True, check=False)
    assert "book.xlsx: cannot be written (no space left on device)" in refused(result, path)


def test_a_file_that_grows_too_large_is_one_line(path: Path) -> None:
    """Nobody needs a right for this limit, and a save ends as on a full disk: in the middle."""
    limited = ["sh", "-c", 'ulimit -f 8; exec "$@"', "sh", *command(path)]
    result = subprocess.run(limited, capture_output=True, text=True, check=False)
    assert "book.xlsx: cannot be written (file too large)" in refused(result, path)


def test_a_folder_that_may_only_be_read_is_one_line(path: Path) -> None:
    """Root may write everywhere, unless that right is taken away."""
    arguments = command(path)
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("Root may write everywhere, and setpriv is missing. On Debian: apt-get install util-linux")
        arguments = ["setpriv", "--bounding-set", "-dac_override", *arguments]
    path.parent.chmod(0o555)
    try:
        result = subprocess.run(arguments, capture_output=True, text=True, check=False)
    finally:
        path.parent.chmod(0o755)
    assert "book.xlsx: cannot be written (permission denied)" in refused(result, path)


def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one line that the command ends with, in this process."""
    monkeypatch.setattr(sys, "argv", ["build_workbook.py", "--framework", str(OTHER), *arguments])
    try:
        status = build_workbook.main()
    except SystemExit as end:
        status = end.code
    told = capsys.readouterr()
    assert (status, told.out, told.err.count("\n")) == (1, "", 1), told.err
    return told.err


def test_a_file_that_is_open_elsewhere_is_one_line(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Windows does not let a file be replaced that a program holds open."""

    def held(*_: object) -> None:
        raise PermissionError(13, "The process cannot access the file because it is being used by another process")

    monkeypatch.setattr(Path, "replace", held)
    line = run(monkeypatch, capsys, "--output", str(path))
    assert "being used by another process). Close it elsewhere" in line
    assert path.read_bytes() == b"old"
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("output", [".", "..", "/", "folder", "no/such/book.xlsx", "book.yaml/x.xlsx", "x" * 300])
@pytest.mark.parametrize("carried", [False, True])
def test_a_path_that_takes_no_file_is_one_line(
    output: str, carried: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    Path("book.yaml").touch()
    Path("filled.xlsx").write_bytes(to_bytes(build(load(OTHER), Answers({"area_name": "Here"}))))
    more = ["--carry-forward", "filled.xlsx", "--force"] if carried else []
    line = run(monkeypatch, capsys, "--output", output, *more)
    assert f"{output}: cannot be written (" in line
    assert sorted(one.name for one in tmp_path.rglob("*")) == ["book.yaml", "filled.xlsx", "folder"]


def test_the_next_save_leaves_alone_what_another_may_still_be_writing(path: Path) -> None:
    other = path.with_name(".book.xlsx.0123abcd.part")
    other.write_bytes(b"half")
    write_atomically(path, b"new")
    assert (path.read_bytes(), other.read_bytes()) == (b"new", b"half")


def test_a_note_is_shown_even_by_a_terminal_that_knows_few_characters(tmp_path: Path) -> None:
    old = tmp_path / "filled.xlsx"
    old.write_bytes(to_bytes(build(load(OTHER), Answers({"first_meeting": "in spring"}))))
    result = subprocess.run(
        command(tmp_path / "new.xlsx", "--carry-forward", str(old)),
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, result.stderr) == (0, "")
    assert "\\u201cFirst walk\\u201d is not a date" in result.stdout
