"""The page's script works out every formula as Python does.

What this does not cover: that spreadsheet programs agree. They recalculate every state in `test_applications`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from carers_framework.framework.load import load
from carers_framework.framework.model import Framework
from carers_framework.online.book import book_data
from carers_framework.workbook.answers import Answers
from carers_framework.workbook.book import layout_of
from carers_framework.workbook.calculation import Calculation
from carers_framework.workbook.cells import Formula
from carers_framework.workbook.functions import FormulaError
from carers_framework.workbook.layout import Layout
from tests.helpers.fill_in import shown_by_script
from tests.helpers.project import DATA
from tests.scenarios import scenarios


def shown_by_python(layout: Layout, answers: Answers) -> dict[str, dict[str, object]]:
    """Return what Python shows in every formula, by sheet and address, an error as the script gives it."""
    calculation = Calculation(layout, answers)

    def shown(cell) -> object:
        try:
            return calculation.shown(cell)
        except FormulaError as error:
            return {"error": str(error)}

    return {
        placed.sheet.name: {cell.address: shown(cell) for cell in placed.cells if isinstance(cell.cell, Formula)}
        for placed in layout.sheets
    }


@pytest.mark.node
@pytest.mark.parametrize("path", [None, DATA / "other.yaml"], ids=["ours", "other"])
def test_scenarios_agree(framework: Framework, path: Path | None, tmp_path: Path) -> None:
    """Every formula of the workbook shows the same, in every state."""
    wanted = load(path) if path else framework
    states = scenarios(wanted)
    theirs = shown_by_script(book_data(wanted), list(states.values()), tmp_path)
    layout = layout_of(wanted)
    for (state, answers), found in zip(states.items(), theirs, strict=True):
        assert found == shown_by_python(layout, answers), state
