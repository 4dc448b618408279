"""What reading a workbook of any edition, and carrying its answers forward, needs to know: `fillIn.editions`.

The page reads as `answers.read_back` does and carries forward as `answers.carry_forward` does, with the same limits and
words. What two inputs of any editions ask alike is here once, in `kinds`, and the inputs have its number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from ..answers.carry_forward import layouts_of
from ..answers.former_rows import rows_of
from ..answers.missing import NAMES_SHOWN
from ..answers.places import Place, places, scores_for
from ..answers.read_back import OWN_TEXTS, ROWS_LIMIT
from ..answers.xlsx import package
from ..base.area import cell_address
from ..base.dates import FIRST_DAY, LAST_DAY
from ..base.excel import CELL_LIMIT
from ..framework.model import Framework
from ..words import reading
from ..words.workbook import ASIDE, CHECK
from ..workbook.cells import RUN_ON, Input
from ..workbook.layout import Layout
from ..workbook.sheets.carried import COLUMNS
from ..writing.styles import WITHOUT_TEXT
from ..writing.writer import EDITION_PROPERTY, FORM, FORM_NAME, FORM_PROPERTY, NOTICE_PROPERTY

Data = dict[str, Any]

EDITION_NAME = "edition_id"


def editions_data(editions: Sequence[Framework]) -> Data:
    """Return what reading and carrying forward needs to know. `EditionsData` in `types.d.ts` describes it.

    Args:
        editions: every edition, the oldest first and the current one last.
    """
    kinds = _Kinds()
    layouts = layouts_of(editions)
    data = {
        edition.edition.id: _edition(layouts[edition.edition.id], edition, kinds) | _carrying(editions[place:])
        for place, edition in enumerate(editions)
    }
    return {
        "current": editions[-1].edition.id,
        # In an object, keys that look like numbers come first.
        "order": list(layouts),
        "limits": _limits(),
        "says": {name.lower(): text for name, text in vars(reading).items() if name.isupper()},
        "marks": _marks(),
        "carried": [name for name, _ in COLUMNS],
        "without_text": sorted(WITHOUT_TEXT),
        "kinds": kinds.data,
        "editions": data,
    }


def _limits() -> Mapping[str, int]:
    return {
        "file": package.FILE_LIMIT,
        "unpacked": package.UNPACKED_LIMIT,
        "parts": package.PARTS_LIMIT,
        "tags": package.TAGS_LIMIT,
        "attributes": package.ATTRIBUTES_LIMIT,
        "depth": package.DEPTH_LIMIT,
        "cell": CELL_LIMIT,
        "rows": ROWS_LIMIT,
        "names": NAMES_SHOWN,
        "many": package.MANY_CELLS,
        "own_texts": OWN_TEXTS,
    }


def _marks() -> Mapping[str, str]:
    """Return the properties and names by which a workbook is recognised, and the words that mark what was carried."""
    return {
        "edition": EDITION_PROPERTY,
        "edition_name": EDITION_NAME,
        "notice": NOTICE_PROPERTY,
        "run_on": RUN_ON,
        "form": FORM_PROPERTY,
        "form_now": FORM,
        "form_name": FORM_NAME,
        "check": CHECK,
        "aside": ASIDE,
        "first_day": FIRST_DAY.isoformat(),
        "last_day": LAST_DAY.isoformat(),
    }


class _Kinds:
    """What inputs ask for, each only once."""

    def __init__(self) -> None:
        self.data: list[Data] = []

    def number(self, wanted: Input, framework: Framework) -> int:
        """Return the number of what an input asks for."""
        kind = _kind(wanted, framework)
        if kind not in self.data:
            self.data.append(kind)
        return self.data.index(kind)


def _kind(wanted: Input, framework: Framework) -> Data:
    """Return what an input asks for, without what it shares with most."""
    kind: Data = {"label": wanted.label}
    if wanted.kind != "text":
        kind["kind"] = wanted.kind
    if wanted.choices:
        kind["choices"] = list(wanted.choices)
    if wanted.choices_formerly:
        kind["formerly"] = dict(wanted.choices_formerly)
    if wanted.choices_alike:
        kind["alike"] = dict(wanted.choices_alike)
    if scores := scores_for(wanted, framework):
        kind["scores"] = list(scores)
    if wanted.kind == "number":
        kind |= {"low": wanted.low, "high": wanted.high}
    return kind


def _edition(layout: Layout, framework: Framework, kinds: _Kinds) -> Data:
    """Return what reading a workbook of an edition needs to know."""
    areas: dict[str, dict[str, str]] = {}
    for name, area in layout.areas.items():
        areas.setdefault(area.sheet, {})[name] = cell_address(area.row, area.column)
    return {
        # Every name, by sheet, with its first cell.
        "areas": areas,
        "inputs": {name: kinds.number(wanted, framework) for name, wanted in layout.inputs.items()},
        "parts": list(_parts(layout)),
        "columns": {name: kinds.number(wanted, framework) for name, wanted in layout.columns.items()},
        "formerly": {name: list(wanted.formerly) for name, wanted in layout.inputs.items() if wanted.formerly},
        "tables": dict(_tables(layout)),
        "former": {
            "columns": {field: list(names) for field, names in layout.former.columns.items()},
            "sections": dict(layout.former.sections),
            "rows": [[section, dict(names)] for section, names in rows_of(layout)],
        },
        "alike": [list(_runs(kind)) for kind in layout.alike],
        "texts": sorted(layout.texts),
    }


def _parts(layout: Layout) -> Iterator[int]:
    """Yield the number of the part that each input is about, or 0."""
    numbers = {"": 0}
    for wanted in layout.inputs.values():
        yield numbers.setdefault(wanted.subject.part, len(numbers))


def _tables(layout: Layout) -> Mapping[str, list[str]]:
    """Return the columns of each table that people fill in, by the name of the table."""
    tables = (placed.table for sheet in layout.sheets for placed in sheet.tables)
    columns = {
        table.name: [column.name for column in table.columns if column.name in layout.columns] for table in tables
    }
    return {name: names for name, names in columns.items() if names}


def _runs(cells: Iterable[tuple[str, int, int]]) -> Iterator[list[Any]]:
    """Yield cells directly below each other as their sheet, the address of the first, and how many they are."""
    # Down a run, the row and the count both grow by one, so their difference stays the same.
    for _, run in groupby(enumerate(cells), key=lambda item: (item[1][0], item[1][2], item[1][1] - item[0])):
        found = [cell for _, cell in run]
        sheet, row, column = found[0]
        yield [sheet, cell_address(row, column), len(found)]


def _carrying(editions: Sequence[Framework]) -> Data:
    """Return where the answers of an earlier edition go. Those of the current one stay where they are."""
    if len(editions) == 1:
        return {}
    return {"places": {name: _place(name, place) for name, place in places(editions).items()}}


def _place(name: str, place: Place) -> Data:
    """Return where an answer goes, without what is the case for most."""
    data: Data = {"was": place.was}
    if place.target != name:
        data["to"] = place.target
    if place.reworded:
        data["reworded"] = True
    return data
