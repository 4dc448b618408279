"""The page's own scripts, run in Node, and what they are given."""

from __future__ import annotations

import datetime
import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from carers_framework.workbook.answers import Answer, Answers
from tests.helpers.project import ROOT

SCRIPTS = ROOT / "docs" / "assets" / "fill-in"


def plain(answer: Answer | None) -> object:
    """Return an answer as the scripts have it: a day as `{"date": "2026-11-30"}`."""
    return {"date": answer.isoformat()} if isinstance(answer, datetime.date) else answer


def as_data(answers: Answers) -> dict[str, Any]:
    """Return answers as the scripts have them."""
    return {
        "cells": {name: plain(answer) for name, answer in answers.cells.items()},
        "columns": {name: list(map(plain, column)) for name, column in answers.columns.items()},
    }


def shown_by_script(book: object, states: Sequence[Answers], folder: Path) -> list[dict[str, dict[str, object]]]:
    """Return what the script shows in every formula in each state, by sheet and address. An error is a mapping.

    Args:
        book: the workbook as data.
        states: what is filled in.
        folder: where to put the data that Node reads.
    """
    data = {
        "folder": str(SCRIPTS),
        "book": book,
        "states": [{"answers": as_data(state), "today": state.as_of.isoformat()} for state in states],
    }
    path = folder / "states.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    command = ["node", str(ROOT / "tests" / "readers" / "calculate.js"), str(path)]
    result = subprocess.run(command, capture_output=True, check=False, timeout=120)
    assert result.returncode == 0, result.stderr.decode()
    return json.loads(result.stdout)
