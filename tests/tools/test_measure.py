"""Measuring commands."""

from __future__ import annotations

import sys

import pytest

from tools.bench.measure import CommandFailedError, Run, alternate, run, typical

NEARLY_NOTHING = (sys.executable, "-I", "-S", "-c", "")


def test_memory_is_own() -> None:
    """The memory of the process that measures is not counted as that of the command."""
    ballast = b"x" * 200_000_000
    assert run(*NEARLY_NOTHING).memory < len(ballast) / 1e6 / 2


def test_memory_is_seen() -> None:
    """Memory that a command, or a process that it starts, needs for a moment is counted."""
    command = "import subprocess, sys; subprocess.run([sys.executable, '-c', \"len(b'x' * 100_000_000)\"])"
    assert run(sys.executable, "-c", command).memory > 95


def test_failed_command() -> None:
    with pytest.raises(CommandFailedError, match=r"failed in .* \(ValueError: of its own\)\. Run it there alone\."):
        run(sys.executable, "-c", "raise ValueError('of its own')")


def test_alternate() -> None:
    """Commands take turns, and every other round begins with the last one."""
    order: list[str] = []

    def named(name: str) -> Run:
        order.append(name)
        return Run(len(order), len(order))

    runs = alternate(3, lambda: named("ours"), lambda: named("theirs"))
    assert order == ["ours", "theirs", "theirs", "ours", "ours", "theirs"]
    assert [typical(found) for found in runs] == [Run(4, 5), Run(3, 6)]
