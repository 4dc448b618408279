"""What somebody typed in a workbook where no answer belongs, or where the name of the answer is gone.

Everything else in the workbook is ours. A published edition may be corrected, and then a workbook from an earlier
printing has other texts of ours than today's. Whatever they say, they are in locked cells: nobody typed them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ..base.area import Area, cell_address
from ..base.text import folded, plain
from ..words import reading as words
from ..words.workbook import CHECK
from ..workbook.layout import Layout
from .conversion import as_text
from .former_rows import former_areas, is_older
from .odd_formulas import odd_formulas
from .xlsx.cells import Place
from .xlsx.values import Values


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A text that somebody typed where no answer belongs, or whose name is gone."""

    sheet: str
    cell: str
    text: str


def find_unplaced(values: Values, layout: Layout, read: frozenset[tuple[str, Place]]) -> Iterator[Unplaced]:
    """Yield every value that is neither an answer, nor a formula's, nor one of the workbook's own texts.

    Args:
        values: those of the workbook.
        layout: that of its edition.
        read: the sheet and place of each answer.
    """
    typed = _Cells(_where_people_type(values, layout))
    locks = is_older(values) or any(values.unlocked.values())
    odd = odd_formulas(values, layout)
    for sheet, cells in values.sheets.items():
        # A program that drops the protection of cells leaves all of them locked, which says nothing of their texts.
        locked = values.locked[sheet] if locks else frozenset()
        formulas = values.formulas[sheet]
        over_ours = odd.get(sheet, frozenset())
        added = (values.typed_formulas[sheet] if locks else frozenset()) | over_ours
        for place in dict.fromkeys((*cells, *sorted(added))):
            if (sheet, place) in read or (place in formulas and place not in added):
                continue
            # An answer may be one of the workbook's own words, such as a score. Where people type, it is reported.
            is_typed = (sheet, place) in typed or place in over_ours
            if place in locked and not is_typed:
                continue
            text = _text(values, sheet, place)
            if plain(text) and (is_typed or not _is_own_text(text, layout)):
                yield Unplaced(sheet, cell_address(*place), text)
    yield from _remarks(values, layout)


def _text(values: Values, sheet: str, place: Place) -> str:
    """Return what is in a cell, as people see it, with the formula that it is from."""
    value = values.sheets[sheet].get(place)
    text = values.shown[sheet].get(place) or ("" if value is None else as_text(value))
    formula = values.formulas[sheet].get(place)
    if not formula:
        return text
    return words.FORMULA_TYPED.format(value=text, formula=f"={formula}") if text else f"={formula}"


def _remarks(values: Values, layout: Layout) -> Iterator[Unplaced]:
    """Yield the comments, the texts of text boxes, and the links, but for those that are the workbook's own."""
    for remark in values.remarks:
        value = values.sheets[remark.sheet].get(remark.place)
        text = "" if value is None else as_text(value)
        is_own = remark.place in values.locked[remark.sheet] or _is_own_text(text, layout)
        # A program makes a link of an address that somebody types: it says no more than the text.
        if not remark.is_link or not (is_own or remark.text.removesuffix("/").endswith(text.strip() or "\n")):
            yield Unplaced(remark.sheet, cell_address(*remark.place), remark.text)


class _Cells:
    """The cells of single cells and of columns, which may be a million rows long."""

    def __init__(self, areas: Iterable[Area]) -> None:
        areas = tuple(areas)
        self._single = frozenset((area.sheet, (area.row, area.column)) for area in areas if area.row == area.last_row)
        self._columns = tuple(area for area in areas if area.row < area.last_row)

    def __contains__(self, cell: tuple[str, Place]) -> bool:
        sheet, (row, column) = cell
        return cell in self._single or any(
            area.sheet == sheet and area.column == column and area.row <= row <= area.last_row for area in self._columns
        )


def _where_people_type(values: Values, layout: Layout) -> Iterator[Area]:
    """Yield the cells of a workbook in which people could type, as far as it still tells."""
    if is_older(values):
        yield from former_areas(values, layout)
    elif any(values.unlocked.values()):
        for sheet, places in values.unlocked.items():
            yield from (Area(sheet, row, column, row, column) for row, column in places)
    else:
        # Where the cells do not tell, those that have lost their names are where the layout has them.
        for name, area in layout.areas.items():
            if name not in values.names:
                yield replace(area, last_row=area.row, last_column=area.column)


def _is_own_text(text: str, layout: Layout) -> bool:
    """Return whether a text is one that the workbook has when it is empty."""
    line = folded(text)
    # What was reworded has the reminder to check its answers behind its text, in a paragraph with a full stop.
    return any(line.removesuffix(reminder) in layout.texts for reminder in ("", f" {CHECK}", f" {CHECK}."))
