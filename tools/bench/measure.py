"""Run commands alternately, and measure their time and memory."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from carers_framework.base.errors import UserError
from tools import ROOT

_LAUNCHER = Path(__file__).with_name("launch.py")


class CommandFailedError(UserError):
    """A command that was to be measured failed."""


@dataclass(frozen=True, slots=True)
class Run:
    """The time that a command took, in seconds, and its peak memory, in MB."""

    seconds: float
    memory: float


def run(*command: object, folder: Path = ROOT) -> Run:
    """Run a command in a folder and measure it.

    Raises:
        CommandFailedError: the command ended with another exit status than 0.
    """
    # Isolated and without site-packages, the launcher is as small as Python can be.
    launcher = [sys.executable, "-I", "-S", str(_LAUNCHER), *map(str, command)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    result = subprocess.run(  # noqa: S603 - the commands are our own
        launcher, cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    found = json.loads(result.stdout)
    if found["status"]:
        last = (result.stderr.strip().splitlines() or [""])[-1]
        raise CommandFailedError(f"{' '.join(map(str, command))}: failed in {folder} ({last}). Run it there alone.")
    return Run(found["seconds"], found["peak"] / 1024)


def alternate(rounds: int, *commands: Callable[[], Run]) -> list[list[Run]]:
    """Run commands alternately, so that whatever else the machine does falls on all of them.

    Every other round runs them in reverse order, because the first one of a round may find a colder machine.

    Returns:
        The runs of each command, in the order of the commands.
    """
    runs: list[list[Run]] = [[] for _ in commands]
    for number in range(rounds):
        pairs = list(zip(commands, runs, strict=True))
        for command, found in pairs if number % 2 == 0 else reversed(pairs):
            found.append(command())
    return runs


def medians(rounds: int, *commands: Callable[[], Run]) -> list[Run]:
    """Return the typical run of each command: the median of its times, and its highest peak of memory."""
    return [typical(runs) for runs in alternate(rounds, *commands)]


def typical(runs: Sequence[Run]) -> Run:
    """Return the median of the times, and the highest peak of memory."""
    return Run(statistics.median(run.seconds for run in runs), max(run.memory for run in runs))
