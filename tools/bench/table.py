"""The lines of the table, and the page that keeps it."""

from __future__ import annotations

import datetime
import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tools import ROOT

from .measure import Run

PAGE = ROOT / "docs" / "benchmark.md"
_MARK = "<!-- the table: written by make bench -->\n"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: what was measured, ours, what it is compared with, the ratio, and what we aim at."""

    subject: str
    ours: str
    other: str
    ratio: str
    aim: str = ""

    @property
    def text(self) -> str:
        """The line as Markdown."""
        return f"| {self.subject} | {self.ours} | {self.other} | {self.ratio} | {self.aim} |"


def compared(subject: str, ours: Run, other: Run, against: str, aim: str = "") -> Line:
    """Return a line about times."""
    ratio = f"{ours.seconds / other.seconds:.2f}"
    return Line(subject, f"{ours.seconds:.2f} s", f"{against}: {other.seconds:.2f} s", ratio, aim)


def keep(lines: Sequence[Line]) -> None:
    """Write the table into its page, in place of the last one. What the page says above the table stays."""
    head, _, _ = PAGE.read_text(encoding="utf-8").partition(_MARK)
    table = ["| What | Ours | Compared with | Ratio | Aim |", "|---|---|---|---|---|", *(line.text for line in lines)]
    PAGE.write_text(f"{head}{_MARK}\n{machine()}\n\n" + "\n".join(table) + "\n", encoding="utf-8")


def machine() -> str:
    """Return a sentence about when and where the table was measured."""
    today = datetime.date.today()
    model = next((line.partition(":")[2].strip() for line in _lines("cpuinfo") if line.startswith("model name")), "")
    memory = next((int(line.split()[1]) for line in _lines("meminfo") if line.startswith("MemTotal")), 0)
    return (
        f"Measured on {today.day} {today:%B %Y}: {model or platform.machine()}, {os.cpu_count()} cores, "
        f"{memory / 1_000_000:.0f} GB, Python {platform.python_version()}."
    )


def _lines(name: str) -> list[str]:
    """Return the lines of a file in /proc, which only Linux has."""
    path = Path("/proc", name)
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []
