"""Any answers, for Hypothesis: what a workbook of an edition could hold."""

from __future__ import annotations

import datetime

from hypothesis import strategies as st

from carers_framework.answers.carry_forward import layouts_of
from carers_framework.answers.read_back import ReadBack, Unplaced
from carers_framework.framework.model import Framework
from carers_framework.workbook.answers import Answer, Answers
from carers_framework.workbook.layout import Layout

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=20)


def answer_for(framework: Framework, layout: Layout, name: str) -> st.SearchStrategy[Answer]:
    """Any answer that fits an input: a choice of its list, a date, a number, a text."""
    cell = layout.inputs.get(name) or layout.columns[name]
    if cell.choices:
        return st.sampled_from(cell.choices)
    if cell.choices_from:
        return st.sampled_from([level.score for level in framework.levels])
    days = st.dates(datetime.date(2000, 1, 1), datetime.date(2100, 1, 1))
    return {"date": days, "number": st.integers(cell.low, cell.high)}.get(cell.kind, TEXTS)


def any_back(framework: Framework) -> st.SearchStrategy[ReadBack]:
    """Any answers in a workbook, with texts that have no place."""
    layout = layouts_of([framework])[framework.edition.id]
    # Of a workbook of hundreds of cells, so many that Hypothesis can still vary each.
    some = st.sets(st.sampled_from(sorted(layout.inputs)), max_size=60).map(sorted)
    cells = some.flatmap(
        lambda names: st.fixed_dictionaries({name: answer_for(framework, layout, name) for name in names})
    )
    columns = st.fixed_dictionaries(
        {},
        optional={
            name: st.lists(st.none() | answer_for(framework, layout, name), min_size=1, max_size=12)
            .map(tuple)
            .filter(lambda column: column[-1] is not None)
            for name in layout.columns
        },
    )
    unplaced = st.lists(st.builds(Unplaced, st.just("A sheet"), st.just("F9"), TEXTS), max_size=2).map(tuple)
    answers = st.builds(Answers, cells, columns)
    return st.builds(ReadBack, st.just(framework.edition.id), answers, unplaced, st.just(()))
