"""Data validations of inputs, and the colour rules of cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ..base.area import Area
from ..base.colours import SHADES
from ..workbook.cells import Highlight, Input
from ..workbook.formula import quoted
from ..workbook.layout import PlacedCell


def add_validations(sheet: Worksheet, cells: Iterable[PlacedCell]) -> None:
    """Add a data validation for each list, number and date that inputs take.

    A validation that two sheets shared would apply to the cells of both.
    """
    alike: dict[tuple[object, ...], list[PlacedCell]] = {}
    for placed in cells:
        cell = placed.cell
        if isinstance(cell, Input) and cell.kind != "text":
            key = (cell.kind, cell.label, cell.help, cell.choices, cell.choices_from, cell.low, cell.high)
            alike.setdefault(key, []).append(placed)
    for group in alike.values():
        validation = _validation(group[0].cell)  # type: ignore[arg-type]  # only inputs are here
        validation.sqref = " ".join(where.address for where in _runs(group))
        sheet.add_data_validation(validation)


def _runs(cells: Iterable[PlacedCell]) -> Iterator[Area]:
    """Yield the areas of cells, with cells directly below each other as one area."""
    ordered = sorted(cells, key=lambda placed: (placed.column, placed.row))
    for (column, _), run in groupby(enumerate(ordered), key=lambda pair: (pair[1].column, pair[1].row - pair[0])):
        rows = [placed.row for _, placed in run]
        yield Area("", rows[0], column, rows[-1], column)


def _validation(cell: Input) -> DataValidation:
    """Return the data validation of an input, with a prompt, and an error that says what to do."""
    common = {
        "allow_blank": True,
        "showInputMessage": True,
        "showErrorMessage": True,
        "promptTitle": cell.label[:32],
        "prompt": cell.help,
        "errorTitle": cell.label[:32],
    }
    match cell.kind:
        case "choice":
            source = f"={cell.choices_from}" if cell.choices_from else f'"{",".join(cell.choices)}"'
            error = "Choose one of the answers in the list, or leave the cell empty."
            return DataValidation("list", formula1=source, error=error, **common)
        case "number":
            error = f"Type a whole number from {cell.low} to {cell.high}, or leave the cell empty."
            return DataValidation(
                "whole", operator="between", formula1=str(cell.low), formula2=str(cell.high), error=error, **common
            )
        case _:
            error = (
                "This is not a date. Type one such as 31/03/2027. "
                "You can keep your text, but it will not count as a date."
            )
            return DataValidation(
                "date",
                operator="between",
                formula1="36526",
                formula2="73050",
                errorStyle="warning",
                error=error,
                **common,
            )


def add_highlights(sheet: Worksheet, cells: Iterable[PlacedCell]) -> None:
    """Add colour rules: one rule per colour and vertical run of cells."""
    alike: dict[tuple[Highlight, ...], list[PlacedCell]] = {}
    for placed in cells:
        if highlights := getattr(placed.cell, "highlights", ()):
            alike.setdefault(highlights, []).append(placed)
    for highlights, group in alike.items():
        for where in _runs(group):
            first = Area("", where.row, where.column, where.row, where.column).address
            for highlight in highlights:
                sheet.conditional_formatting.add(where.address, _rule(highlight, first))


def _rule(highlight: Highlight, cell: str) -> FormulaRule:
    tested = f"LEFT({cell},{len(highlight.when)})" if highlight.begins else cell
    shades = SHADES[highlight.colour]
    return FormulaRule(
        formula=[f"{tested}={quoted(highlight.when)}"],
        font=Font(bold=True, color=shades.on_strong),
        fill=PatternFill("solid", start_color=shades.strong, end_color=shades.strong),
    )
