"""The project's own framework, editions and worked example, which the tests of the code leave aside.

What has to hold of them is for the check to say, so that one who edits them learns it from there, with the line.
"""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import pytest

from carers_framework.commands.check import check_project
from tests.helpers.content import READ
from tests.helpers.project import FROZEN, ROOT


@pytest.mark.content
def test_check() -> None:
    """The check finds no mistakes. It may have warnings, which stop nothing."""
    check_project(ROOT / "framework.yaml", datetime.date.today())


@pytest.mark.content
@pytest.mark.skipif(not os.environ.get("CI"), reason="What tests read is noticed only if CI is set.")
def test_reading_is_noticed(pytestconfig: pytest.Config, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test of the code that opened one of these files, in whatever way, would fail."""
    read = pytestconfig.stash[READ]
    read.taken()
    (FROZEN / "framework.yaml").read_bytes()
    assert read.taken() == set()
    (ROOT / "framework.yaml").read_bytes()
    monkeypatch.chdir(ROOT)
    with open("worked_example.yaml", "rb"):  # noqa: PTH123 - the other way to open a file
        pass
    next((ROOT / "editions").iterdir())
    names = {Path(path).name for path in read.taken()}
    assert names == {"framework.yaml", "worked_example.yaml", "editions"}
