"""What takes long to make is made once, although the tests run in several processes."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock


def made_once(temporary: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return a folder that the first process to ask for it makes, and that the others wait for.

    Args:
        temporary: gives the folder for the temporary files of this process.
        name: the name of the folder, the same in all processes.
        make: fills the folder, which is there and empty. Should it fail, the next process tries again.
    """
    base = temporary.getbasetemp()
    # A worker of pytest-xdist has a folder of its own within that of the whole run.
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, made = shared / name, shared / f"{name}.made"
    with FileLock(shared / f"{name}.lock"):
        if not made.exists():
            folder.mkdir()
            make(folder)
            made.touch()
    return folder
