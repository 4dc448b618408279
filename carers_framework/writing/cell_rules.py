"""Data validations of inputs, and the colour rules of cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ..base.area import Area
from ..base.colours import PAPER, SHADES
from ..base.dates import FIRST_DAY, LAST_DAY, to_serial
from ..base.text import beginning
from ..words import workbook as words
from ..workbook.cells import Highlight, Input
from ..workbook.formula import quoted
from ..workbook.layout import PlacedCell

_TITLE_LIMIT = 32
_PROMPT_LIMIT = 255
"""The most characters that Excel takes in a prompt and in its title."""

_DATES = (str(to_serial(FIRST_DAY)), str(to_serial(LAST_DAY)))
"""The days from which and to which a date counts as one, as Excel numbers them."""


def add_validations(sheet: Worksheet, cells: Iterable[PlacedCell]) -> None:
    """Add a data validation for every input: a prompt that says what to enter, and what the cell takes.

    A screen reader reads the prompt. A validation that two sheets shared would apply to the cells of both.
    """
    alike: dict[tuple[object, ...], list[PlacedCell]] = {}
    for placed in cells:
        cell = placed.cell
        if isinstance(cell, Input):
            # One validation for all cells that ask the same: a sheet with hundreds opens slowly.
            key = (cell.kind, cell.label, cell.help, cell.choices, cell.choices_from, cell.low, cell.high, cell.longest)
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
    title = beginning(cell.label, _TITLE_LIMIT)
    common = {
        "allow_blank": True,
        "showInputMessage": True,
        "showErrorMessage": True,
        "promptTitle": title,
        "prompt": _prompt(cell),
        "errorTitle": title,
    }
    match cell.kind:
        case "choice":
            error = words.NOT_A_CHOICE
            return DataValidation("list", formula1=_source(cell), error=error, **_strictness(cell), **common)
        case "number":
            error = words.NOT_A_NUMBER.format(low=cell.low, high=cell.high)
            low, high = str(cell.low), str(cell.high)
            return DataValidation("whole", operator="between", formula1=low, formula2=high, error=error, **common)
        case "date":
            first, last = _DATES
            error = words.NOT_A_DATE
            return DataValidation(
                "date", operator="between", formula1=first, formula2=last, errorStyle="warning", error=error, **common
            )
    if not cell.longest:
        return DataValidation(allow_blank=True, showInputMessage=True, promptTitle=title, prompt=common["prompt"])
    longest = str(cell.longest)
    return DataValidation(
        "textLength",
        operator="lessThanOrEqual",
        formula1=longest,
        errorStyle="warning",
        error=cell.too_long,
        **common,
    )


def _prompt(cell: Input) -> str:
    """Return what the prompt says: how to fill in the cell, and what can be chosen."""
    if not cell.choices:
        return beginning(cell.help, _PROMPT_LIMIT)
    choices = words.CHOICES_ARE.format(choices=", ".join(cell.choices))
    whole = f"{cell.help} {choices}"
    return whole if len(whole) <= _PROMPT_LIMIT else beginning(cell.help, _PROMPT_LIMIT)


def _source(cell: Input) -> str:
    """Return where a list comes from: cells that show its words, where capitals do not matter, or its own text."""
    return f"={cell.choices_from}" if cell.choices_from else quoted(",".join(cell.choices))


def _strictness(cell: Input) -> dict[str, str]:
    """Return how a list refuses other words. With an apostrophe it only warns, since few can type a curly one."""
    return {"errorStyle": "warning"} if any("’" in choice for choice in cell.choices) else {}


def add_highlights(sheet: Worksheet, cells: Iterable[PlacedCell]) -> None:
    """Add colour rules: one rule per colour and vertical run of cells."""
    alike: dict[tuple[Highlight, ...], list[PlacedCell]] = {}
    for placed in cells:
        if highlights := getattr(placed.cell, "highlights", ()):
            alike.setdefault(highlights, []).append(placed)
    for highlights, group in alike.items():
        for where in _runs(group):
            # A rule is written for the first cell, and programs move it along for the others.
            first = Area("", where.row, where.column, where.row, where.column).address
            for highlight in highlights:
                sheet.conditional_formatting.add(where.address, _rule(highlight, first))
    for column, unused in _unused(cells).items():
        for where in _runs(unused):
            rule = FormulaRule(formula=[f'${column}{where.row}=""'], fill=_filled(PAPER))
            sheet.conditional_formatting.add(where.address, rule)


def _unused(cells: Iterable[PlacedCell]) -> dict[str, list[PlacedCell]]:
    """Return the inputs that nobody has to fill in while a cell of their row is empty, by the column of that cell."""
    found: dict[str, list[PlacedCell]] = {}
    for placed in cells:
        if isinstance(placed.cell, Input) and placed.cell.unused_without and placed.table:
            names = [column.name for column in placed.table.columns]
            column = get_column_letter(names.index(placed.cell.unused_without) + 1)
            found.setdefault(column, []).append(placed)
    return found


def _rule(highlight: Highlight, cell: str) -> FormulaRule:
    shades = SHADES[highlight.colour]
    text, fill = (shades.text, shades.light) if highlight.light else (shades.on_strong, shades.strong)
    return FormulaRule(formula=[_condition(highlight, cell)], font=Font(bold=True, color=text), fill=_filled(fill))


def _condition(highlight: Highlight, cell: str) -> str:
    """Return the formula for whether a highlight applies to a cell."""
    when = quoted(highlight.when)
    match highlight.match:
        case "begins":
            return f"LEFT({cell},{len(highlight.when)})={when}"
        case "contains":
            return f"ISNUMBER(SEARCH({when},{cell}))"
    return f"{cell}={when}"


def _filled(colour: str) -> PatternFill:
    return PatternFill("solid", start_color=colour, end_color=colour)
