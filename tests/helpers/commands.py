"""Run our commands in this process. Starting Python for each would take longer than what most of them do."""

from __future__ import annotations

import contextlib
import io
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.helpers.project import ROOT


def run_here(
    main: Callable[[Sequence[str]], int], *arguments: object, folder: Path = ROOT
) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder, and return what it printed and its exit status, as another process would give them."""
    words = [str(argument) for argument in arguments]
    output, errors = io.StringIO(), io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
        try:
            status = main(words)
        except SystemExit as end:  # how argparse ends a command whose arguments are wrong
            status = end.code if isinstance(end.code, int) else 1
    return subprocess.CompletedProcess(words, status, output.getvalue(), errors.getvalue())
