"""What is on each sheet of the workbook: one module a sheet, each with a function from a Framework to a Sheet."""

from __future__ import annotations

from ..layout import Sheet
from ..model import Framework
from . import ideas, preparation, section, start, summary


def all_sheets(framework: Framework) -> tuple[Sheet, ...]:
    """Every sheet of the workbook, in the order of the tabs."""
    return (
        start.sheet(framework),
        preparation.sheet(framework),
        *(section.sheet(framework, one) for one in framework.sections),
        summary.sheet(framework),
        *([ideas.sheet(framework)] if framework.examples else []),
    )
