"""Arbitrary answers to a workbook."""

from __future__ import annotations

from hypothesis import strategies as st

from carers_framework.answers.carry_forward import layouts_of
from carers_framework.answers.read_back import ReadBack, Unplaced
from carers_framework.base.dates import FIRST_DAY, LAST_DAY
from carers_framework.base.text import plain
from carers_framework.framework.model import Framework
from carers_framework.workbook.answers import Answer, Answers
from carers_framework.workbook.cells import Input
from carers_framework.workbook.layout import Layout

TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"], include_characters="\n\t\r"), min_size=1, max_size=60
).filter(plain)
"""Texts of which something is seen: a cell with nothing but spaces counts as empty."""

DATES = st.dates(FIRST_DAY, LAST_DAY)


def answer_for(cell: Input, texts: st.SearchStrategy[str] = TEXTS) -> st.SearchStrategy[Answer]:
    """Any answer that fits an input: a choice of its list, a date, a number, a text."""
    if cell.choices:
        return st.sampled_from(cell.choices)
    return {"date": DATES, "number": st.integers(cell.low, cell.high)}.get(cell.kind, texts)


def any_answers(layout: Layout, texts: st.SearchStrategy[str] = TEXTS) -> st.SearchStrategy[Answers]:
    """Any answers that fit the inputs of a layout, in cells and in columns."""
    inputs = {name: answer_for(cell, texts) for name, cell in layout.inputs.items()}
    return st.builds(Answers, st.fixed_dictionaries({}, optional=inputs), any_columns(layout, texts))


def any_columns(
    layout: Layout, texts: st.SearchStrategy[str] = TEXTS
) -> st.SearchStrategy[dict[str, tuple[Answer | None, ...]]]:
    """Any answers that fit the columns of a layout."""
    columns = {
        name: st.lists(st.none() | answer_for(cell, texts), min_size=1, max_size=40)
        .map(tuple)
        .filter(lambda column: column[-1] is not None)
        for name, cell in layout.columns.items()
    }
    return st.fixed_dictionaries({}, optional=columns)


def any_back(framework: Framework) -> st.SearchStrategy[ReadBack]:
    """Any answers in a workbook of an edition, and texts that have no place in it."""
    layout = layouts_of([framework])[framework.edition.id]
    texts = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=20).filter(plain)
    # Of a workbook of hundreds of cells, so many that Hypothesis can still vary each.
    some = st.sets(st.sampled_from(sorted(layout.inputs)), max_size=60).map(sorted)
    cells = some.flatmap(
        lambda names: st.fixed_dictionaries({name: answer_for(layout.inputs[name], texts) for name in names})
    )
    unplaced = st.lists(st.builds(Unplaced, st.just("A sheet"), st.just("F9"), texts), max_size=2).map(tuple)
    answers = st.builds(Answers, cells, any_columns(layout, texts))
    return st.builds(ReadBack, st.just(framework.edition.id), answers, unplaced, st.just(()))
