"""A build that is killed, or whose workbook cannot be written, leaves the old file or the new one, complete.

The framework is a small one: what is in the workbook does not matter here.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from carers_framework.commands.workbook import main
from carers_framework.framework.load import load
from carers_framework.workbook.answers import Answers
from carers_framework.workbook.worked_example import load_example
from carers_framework.writing.save import to_bytes
from carers_framework.writing.writer import build, build_example
from tests.helpers.project import DATA, ROOT

GARDENS_FILE = DATA / "other.yaml"


@pytest.fixture(scope="module")
def new() -> bytes:
    """The workbook that a build writes."""
    return to_bytes(build(load(GARDENS_FILE)))


@pytest.fixture(scope="module")
def filled() -> bytes:
    """A filled-in workbook."""
    return to_bytes(build(load(GARDENS_FILE), Answers({"area_name": "Here"})))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file, alone in its folder."""
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "book.xlsx").write_bytes(b"old")
    return folder / "book.xlsx"


def command(path: Path, *options: str) -> list[str]:
    """Return the command that builds into a file."""
    script = str(ROOT / "build_workbook.py")
    return [sys.executable, script, "--framework", str(GARDENS_FILE), "--output", str(path), *options]


def error_of(result: subprocess.CompletedProcess[str], path: Path) -> str:
    """Return the one line that a build ended with which wrote nothing, and left the old file and nothing else."""
    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (1, "", 1), result.stderr
    assert path.read_bytes() == b"old"
    assert list(path.parent.iterdir()) == [path]
    return result.stderr


def error_in_process(capsys: pytest.CaptureFixture[str], *options: str) -> str:
    """Return the one line that a build in this process ended with which wrote nothing."""
    assert main(["--framework", str(GARDENS_FILE), *options]) == 1
    printed = capsys.readouterr()
    assert (printed.out, printed.err.count("\n")) == ("", 1), printed.err
    return printed.err


def test_kill(path: Path, new: bytes) -> None:
    """A whole build that is killed leaves the old file or the new one."""
    start = time.monotonic()
    subprocess.run(command(path), capture_output=True, check=True)
    duration = time.monotonic() - start
    for tenths in range(5, 12):
        path.write_bytes(b"old")
        with subprocess.Popen(command(path), stdout=subprocess.DEVNULL) as process:
            time.sleep(duration * tenths / 10)
            process.kill()
        assert path.read_bytes() in (b"old", new)


def test_two_builds(path: Path, new: bytes) -> None:
    """Two builds at once into the same file do not harm each other."""
    example_file = path.parent.parent / "example.yaml"
    example_file.write_text("{notice: Invented., as_of: 2030-01-01, cells: {area_name: Here}}", encoding="utf-8")
    example = to_bytes(build_example(load(GARDENS_FILE), load_example(example_file)))
    for _ in range(3):
        builds = [
            subprocess.Popen(command(path, *options), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            for options in ([], ["--example", str(example_file)])
        ]
        assert [build.communicate()[1] for build in builds] == [b"", b""]
        assert [build.returncode for build in builds] == [0, 0]
        assert path.read_bytes() in (new, example)
        assert list(path.parent.iterdir()) == [path]


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 16 kB. Mounting it takes root."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=16k", "none", str(folder)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("A small disk cannot be mounted here. It takes root, on a machine that allows it.")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_full_disk(full_disk: Path) -> None:
    path = full_disk / "book.xlsx"
    path.write_bytes(b"old")
    result = subprocess.run(command(path), capture_output=True, text=True, check=False)
    assert "book.xlsx: cannot be written (no space left on device)" in error_of(result, path)


@pytest.mark.posix
def test_file_size_limit(path: Path) -> None:
    """A limit on the size of files ends a save in the middle, as a full disk does, and takes no root to set."""
    limited = ["sh", "-c", 'ulimit -f 8; exec "$@"', "sh", *command(path)]
    result = subprocess.run(limited, capture_output=True, text=True, check=False)
    assert "book.xlsx: cannot be written (file too large)" in error_of(result, path)


@pytest.mark.posix
def test_read_only_folder(path: Path) -> None:
    arguments = command(path)
    # Root may write everywhere, unless that right is taken away.
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("Root may write everywhere, and setpriv is missing. On Debian: apt-get install util-linux")
        arguments = ["setpriv", "--bounding-set", "-dac_override", *arguments]
    path.parent.chmod(0o555)
    try:
        result = subprocess.run(arguments, capture_output=True, text=True, check=False)
    finally:
        path.parent.chmod(0o755)
    assert "book.xlsx: cannot be written (permission denied)" in error_of(result, path)


def test_file_in_use(path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """On Windows, a file that a program holds open cannot be replaced."""

    def refuse(*_: object) -> None:
        raise PermissionError(13, "The process cannot access the file because it is being used by another process")

    monkeypatch.setattr(Path, "replace", refuse)
    error = error_in_process(capsys, "--output", str(path))
    assert "being used by another process). Close it elsewhere" in error
    assert path.read_bytes() == b"old"
    assert list(path.parent.iterdir()) == [path]


@pytest.fixture
def here(filled: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the command runs in, with a folder, a file and a filled-in workbook in it."""
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    Path("book.yaml").touch()
    Path("filled.xlsx").write_bytes(filled)
    return tmp_path


@pytest.mark.parametrize("output", [".", "..", "/", "folder", "no/such/book.xlsx", "book.yaml/x.xlsx", "x" * 300])
@pytest.mark.parametrize("options", [[], ["--carry-forward", "filled.xlsx", "--force"]], ids=["empty", "carried"])
def test_impossible_output(output: str, options: list[str], here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A path where there cannot be a file is a mistake of one line."""
    assert f"{Path(output)}: cannot be written (" in error_in_process(capsys, "--output", output, *options)
    assert sorted(path.name for path in here.rglob("*")) == ["book.yaml", "filled.xlsx", "folder"]


def test_ascii_terminal(tmp_path: Path) -> None:
    """A terminal that cannot show a character gets its escape."""
    old_file = tmp_path / "filled.xlsx"
    old_file.write_bytes(to_bytes(build(load(GARDENS_FILE), Answers({"first_meeting": "in spring"}))))
    result = subprocess.run(
        command(tmp_path / "new.xlsx", "--carry-forward", str(old_file)),
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, result.stderr) == (0, "")
    assert "\\u201cFirst walk\\u201d: " in result.stdout
