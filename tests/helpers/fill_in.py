"""The page's own scripts, run in Node or in a browser, and what they are given."""

from __future__ import annotations

import datetime
import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from carers_framework.framework.model import Framework
from carers_framework.online.scripts import scripts
from carers_framework.site.inputs import DOCS, FILL_IN_SCRIPTS, THEME
from carers_framework.workbook.answers import Answer, Answers
from carers_framework.writing.save import to_bytes
from carers_framework.writing.writer import build
from tests.helpers.project import ROOT

SCRIPTS = THEME / DOCS / FILL_IN_SCRIPTS


def plain(answer: Answer | None) -> object:
    """Return an answer as the scripts have it: a day as `{"date": "2026-11-30"}`."""
    return {"date": answer.isoformat()} if isinstance(answer, datetime.date) else answer


def as_data(answers: Answers) -> dict[str, Any]:
    """Return answers as the scripts have them."""
    return {
        "cells": {name: plain(answer) for name, answer in answers.cells.items()},
        "columns": {name: list(map(plain, column)) for name, column in answers.columns.items()},
    }


def shown_by_script(
    book: object, states: Sequence[Answers], folder: Path, *, one_calculation: bool = False
) -> list[dict[str, dict[str, object]]]:
    """Return what the script shows in every formula in each state, by sheet and address. An error is a mapping.

    Args:
        book: the workbook as data.
        states: what is filled in.
        folder: where to put the data that Node reads.
        one_calculation: whether the states follow each other in one calculation, which is told what has changed.
    """
    data = {
        "folder": str(SCRIPTS),
        "book": book,
        "oneCalculation": one_calculation,
        "states": [{"answers": as_data(state), "today": state.as_of.isoformat()} for state in states],
    }
    path = folder / "states.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    command = ["node", str(ROOT / "tests" / "readers" / "calculate.js"), str(path)]
    result = subprocess.run(command, capture_output=True, check=False, timeout=120)
    assert result.returncode == 0, result.stderr.decode()
    return json.loads(result.stdout)


SAVING = ("functions.js", "calculate.js", "heights.js", "carried.js", "zip.js", "save.js")
"""The scripts that saving takes, in their order."""

_SAVE = """async ([answers, today]) => {
  const content = await fillIn.workbook(fillIn.book, await fillIn.emptyParts(), answers, today);
  return Array.from(content, (byte) => String.fromCharCode(byte)).join("");
}"""


class Saver:
    """Saves answers with the page's scripts, in a page of a browser that has nothing else on it."""

    def __init__(self, browser: Browser, framework: Framework) -> None:
        """Open the page, and load the scripts and the data of a framework."""
        self.page = browser.new_page()
        for name in SAVING:
            self.page.add_script_tag(content=(SCRIPTS / name).read_text(encoding="utf-8"))
        for script in scripts([framework], to_bytes(build(framework))).values():
            self.page.add_script_tag(content=script)

    def saved(self, answers: Answers) -> bytes:
        """Return the workbook that the script makes of answers."""
        return self.page.evaluate(_SAVE, [as_data(answers), answers.as_of.isoformat()]).encode("latin-1")
