"""`carers-framework collate`: how it ends early, and what it shows on a terminal. Windows has no such terminals."""

from __future__ import annotations

import os
import pty
import re
import resource
import signal
import subprocess
import termios
import time
from contextlib import suppress
from pathlib import Path

from tests.collation.samples import NEW, command, send


def repeat(workbook: Path, times: int) -> None:
    """Make many workbooks of one."""
    for number in range(1, times):
        os.link(workbook, workbook.with_name(f"{number}.xlsx"))


def open_terminal() -> tuple[int, int]:
    """Return the file descriptors of a terminal: ours to read what it shows, and that of the command."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    return ours, theirs


def rest_of(terminal: int) -> bytes:
    """Return what a terminal shows that no process writes to any more, and close it."""
    shown = b""
    with suppress(OSError):  # Linux reports the end as an error
        while piece := os.read(terminal, 1000):
            shown += piece
    os.close(terminal)
    return shown


def test_bar_on_terminal_only(two_editions: Path, inbox: Path, tmp_path: Path) -> None:
    ours, theirs = open_terminal()
    os.set_blocking(ours, False)
    on_terminal = command(two_editions, inbox, "--output", tmp_path / "a.xlsx")
    subprocess.run(on_terminal, stderr=theirs, stdout=subprocess.DEVNULL, check=True)
    assert b" files/s" in os.read(ours, 10_000)
    os.close(theirs)
    os.close(ours)
    quiet = subprocess.run(
        command(two_editions, inbox, "--output", tmp_path / "b.xlsx"), capture_output=True, check=True
    )
    assert quiet.stderr == b""
    assert quiet.stdout.startswith(b"1 workbook of 1 area, collected on ")


def test_interrupted(two_editions: Path, inbox: Path, tmp_path: Path) -> None:
    """Ctrl-C leaves no file and no process behind, and the last line says what was done."""
    repeat(inbox / "0.xlsx", 3000)
    out = tmp_path / "out"
    ours, theirs = open_terminal()
    running = subprocess.Popen(
        command(two_editions, inbox, "--output", out / "summary.xlsx", "--csv", out / "csv"),
        stderr=theirs,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    os.close(theirs)
    shown = b""
    while not re.search(rb" [1-9]\d*/3000 ", shown):
        shown += os.read(ours, 1000)
    with suppress(ProcessLookupError):
        for _ in range(5_000):  # as people do who are in a hurry, though slower
            os.killpg(running.pid, signal.SIGINT)  # as a terminal does: every process of the command gets the signal
            time.sleep(0.002)
            if running.poll() is not None:
                break
    stdout, _ = running.communicate(timeout=60)
    shown += rest_of(ours)
    assert (running.returncode, stdout) == (130, "")
    last = shown.decode().splitlines()[-1]
    assert re.fullmatch(r"Interrupted: read [\d,]+ of 3,000 files, wrote nothing\.", last)
    assert b"Traceback" not in shown
    assert not out.exists()


def test_full_disk(two_editions: Path, inbox: Path, tmp_path: Path) -> None:
    """A disk without room for what was read is one line."""
    send(inbox / "0.xlsx", NEW, {"area_name": "Ash"} | {f"action{row}": "An action. " * 2000 for row in range(1, 11)})
    repeat(inbox / "0.xlsx", 30)
    result = subprocess.run(
        command(two_editions, inbox, "--output", tmp_path / "summary.xlsx"),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)),
    )
    assert (result.returncode, result.stdout) == (1, "")
    assert re.fullmatch(r"The summary cannot be put together \(.+\)\. See whether the disk is full\.\n", result.stderr)
    assert not (tmp_path / "summary.xlsx").exists()
