"""The project's own framework, editions and worked example, which the tests of the code leave aside.

What has to hold of them is for the check to say, so that one who edits them learns it from there, with the line.
"""

from __future__ import annotations

import datetime

from carers_framework.commands.check import check_project
from tests.helpers.project import ROOT


def test_check() -> None:
    """The check finds no mistakes. It may have warnings, which stop nothing."""
    check_project(ROOT / "framework.yaml", datetime.date.today())
