"""Compare this checkout with another one: each command runs in both, alternately, with the same Python."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tools import ROOT

from .filled import fill_in
from .measure import Run, alternate, run, typical
from .table import Line

_WORKBOOKS = 100
"""So many workbooks are collated: enough for a few seconds."""


_SETTINGS = "carers_framework/site/theme/mkdocs.yml"


def bench_against(other: Path, folder: Path, rounds: int) -> Iterator[Line]:
    """Compare the commands of this checkout with those of another one.

    Args:
        other: the folder of the other checkout.
        folder: a folder to write into.
        rounds: how many times each command runs in each checkout.
    """
    fill_in(folder / "areas", _WORKBOOKS)
    commands = {
        "The workbook": ("build_workbook.py", "--output", folder / "book.xlsx"),
        "Checking the framework": ("build_workbook.py", "--check"),
        "The site": ("-m", "mkdocs", "build", "--quiet", "--config-file", _SETTINGS, "--site-dir", folder / "site"),
        f"Collating {_WORKBOOKS} workbooks": (
            *("collate_workbooks.py", "--force", "--output", folder / "summary.xlsx"),
            folder / "areas",
        ),
    }
    for subject, command in commands.items():
        yield _line(subject, command, other, rounds)


def _line(subject: str, command: Sequence[object], other: Path, rounds: int) -> Line:
    """Return the line that compares a command, with the lowest and the highest ratio of times within a round."""
    ours, theirs = alternate(
        rounds,
        lambda: run(sys.executable, *command, folder=ROOT),
        lambda: run(sys.executable, *command, folder=other),
    )
    ratios = [mine.seconds / its.seconds for mine, its in zip(ours, theirs, strict=True)]
    memory = typical(ours).memory / typical(theirs).memory
    time = f"time {statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
    return Line(subject, _shown(typical(ours)), _shown(typical(theirs)), f"{time}, memory {memory:.2f}")


def _shown(run: Run) -> str:
    return f"{run.seconds:.2f} s, {run.memory:.0f} MB"
