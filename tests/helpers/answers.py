"""Arbitrary answers to a workbook."""

from __future__ import annotations

import datetime

from hypothesis import strategies as st

from carers_framework.workbook.answers import Answer, Answers
from carers_framework.workbook.cells import Input
from carers_framework.workbook.layout import Layout

TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"], include_characters="\n\t\r"), min_size=1, max_size=60
)
DATES = st.dates(datetime.date(1900, 3, 1), datetime.date(9999, 12, 31))


def answer_for(cell: Input, texts: st.SearchStrategy[str] = TEXTS) -> st.SearchStrategy[Answer]:
    """Any answer that fits an input: a choice of its list, a date, a number, a text."""
    if cell.choices:
        return st.sampled_from(cell.choices)
    return {"date": DATES, "number": st.integers(cell.low, cell.high)}.get(cell.kind, texts)


def any_answers(layout: Layout, texts: st.SearchStrategy[str] = TEXTS) -> st.SearchStrategy[Answers]:
    """Any answers that fit the inputs of a layout, in cells and in columns."""
    inputs = {name: answer_for(cell, texts) for name, cell in layout.inputs.items()}
    columns = {
        name: st.lists(st.none() | answer_for(cell, texts), min_size=1, max_size=40)
        .map(tuple)
        .filter(lambda column: column[-1] is not None)
        for name, cell in layout.columns.items()
    }
    cells = st.fixed_dictionaries({}, optional=inputs)
    return st.builds(Answers, cells, st.fixed_dictionaries({}, optional=columns))
