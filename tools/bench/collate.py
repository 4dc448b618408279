"""Summarise many workbooks."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from .filled import fill_in
from .measure import medians, run
from .table import Line, compared
from .workbook import BARE

WORKBOOKS = 1000


def bench_collate(folder: Path, rounds: int) -> Iterator[Line]:
    """Compare making one summary of a thousand filled-in workbooks with opening each of them."""
    many, few = folder / "many", folder / "few"
    fill_in(many, WORKBOOKS)
    few.mkdir()
    for path in sorted(many.iterdir())[: WORKBOOKS // 10]:
        os.link(path, few / path.name)
    collate = (sys.executable, "collate_workbooks.py", "--force", "--output", folder / "summary.xlsx")
    ours, bare = medians(rounds, lambda: run(*collate, many), lambda: run(sys.executable, *BARE, "load", many))
    yield compared(f"Collating {WORKBOOKS:,} workbooks", ours, bare, "opening each with openpyxl", "at most 0.5")
    (fewer,) = medians(rounds, lambda: run(*collate, few))
    ratio = f"{ours.memory / fewer.memory:.2f}"
    subject = f"… memory, for {WORKBOOKS:,} workbooks"
    yield Line(subject, f"{ours.memory:.0f} MB", f"for {WORKBOOKS // 10}: {fewer.memory:.0f} MB", ratio, "flat")
