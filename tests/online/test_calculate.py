"""The page's script works out every formula as Python does.

What this does not cover: that spreadsheet programs agree. They recalculate every state in `test_applications`.
"""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from carers_framework.framework.load import load
from carers_framework.framework.model import Framework
from carers_framework.online.book import book_data, data_of
from carers_framework.workbook.answers import Answers
from carers_framework.workbook.book import layout_of
from carers_framework.workbook.calculation import Calculation
from carers_framework.workbook.cells import Column, Formula, Input, Rows, Sheet, Subject, Table
from carers_framework.workbook.formula import quoted
from carers_framework.workbook.functions import FormulaError
from carers_framework.workbook.layout import Layout, PlacedCell, place
from tests.helpers.fill_in import shown_by_script
from tests.helpers.project import DATA
from tests.scenarios import scenarios

Shown = dict[str, dict[str, tuple[bool, object]]]
"""What cells show, by sheet and address, each with whether it is a truth value: to Python, True equals 1."""


def kinds(cells: dict[str, dict[str, object]]) -> Shown:
    return {
        sheet: {address: (isinstance(value, bool), value) for address, value in shown.items()}
        for sheet, shown in cells.items()
    }


def shown_by_python(layout: Layout, answers: Answers) -> Shown:
    """Return what Python shows in every formula. An error is a mapping, as the script has it."""
    calculation = Calculation(layout, answers)

    def shown(cell: PlacedCell) -> object:
        try:
            return calculation.shown(cell)
        except FormulaError as error:
            return {"error": str(error)}

    return kinds(
        {
            placed.sheet.name: {cell.address: shown(cell) for cell in placed.cells if isinstance(cell.cell, Formula)}
            for placed in layout.sheets
        }
    )


@pytest.mark.node
@pytest.mark.parametrize("path", [None, DATA / "other.yaml"], ids=["ours", "other"])
def test_scenarios_agree(framework: Framework, path: Path | None, tmp_path: Path) -> None:
    """Every formula of the workbook shows the same, in every state."""
    wanted = load(path) if path else framework
    states = scenarios(wanted)
    theirs = shown_by_script(book_data(wanted), list(states.values()), tmp_path)
    layout = layout_of(wanted)
    for (state, answers), found in zip(states.items(), theirs, strict=True):
        assert kinds(found) == shown_by_python(layout, answers), state


LITERALS = st.one_of(
    st.integers(0, 40).map(str),
    st.sampled_from(["0.5", "2.25", "0.1", "46356", "TRUE", "FALSE"]),
    st.sampled_from(["", "a", "B", "ab", "x*", "?", "~*", "½", "\uffe0", "👩‍👧", "3", "[x", 'say "']).map(quoted),
)
NAMES = st.sampled_from(["text", "other", "number", "day", "truth", "empty", "days", "words", "few"])
ONE = ["CHAR", "DAY", "INT", "ISNUMBER", "LEN", "MONTH", "NOT", "ROWS", "SUMPRODUCT", "YEAR"]
TWO = ["AND", "IFERROR", "INDEX", "LARGE", "LEFT", "MAX", "MOD", "OR", "SUMPRODUCT"]
SIGNS = ["=", "<>", "<", "<=", ">", ">=", "&", "+", "-", "*", "/"]


def larger(part: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Expressions made from smaller ones."""
    return st.one_of(
        st.tuples(part, st.sampled_from(SIGNS), part).map(lambda made: f"({made[0]}{made[1]}{made[2]})"),
        st.tuples(st.sampled_from(ONE), part).map(lambda made: f"{made[0]}({made[1]})"),
        st.tuples(st.sampled_from(TWO), part, part).map(lambda made: f"{made[0]}({made[1]},{made[2]})"),
        st.tuples(st.sampled_from(["IF", "MID"]), part, part, part).map(lambda made: "{}({},{},{})".format(*made)),
        st.tuples(part, part).map(lambda made: f"MATCH({made[0]},{made[1]},0)"),
        part.map(lambda made: f"(-{made})"),
    )


EXPRESSIONS = st.recursive(LITERALS | NAMES, larger, max_leaves=8)
EDGES = (
    "MOD(-3,5)", "MOD(3,-5)", "MOD(-2.5,2)", "MOD(4,0)", "INT(-0.5)", "INT(-0.5)*0", "-0.5*0", "1/3", "1/0", "text/0",
    '"a"="A"', '"A"<"b"', '"\uffe0"<other', 'other>"\uffe0"', '1<"a"', '"a"<TRUE', "empty=0", 'empty=""', "empty=FALSE",
    "100000*100000*100000", "1/100000", "1/300000&text", "0.1+0.2", "(0.1+0.2)&text", "1/7&text", "-7&text",
    "TRUE&text",
    "empty&text", "LEFT(other,1)", "MID(other,2,9)", "LEN(other)", "MID(text,0,2)", "LEFT(text,0.9)", "LEFT(text,-1)",
    'MATCH("?B",words,0)', 'MATCH("[X*",words,0)', 'MATCH("a~*",words,0)', "MATCH(5,days,0)", "MATCH(TRUE,few,0)",
    'MATCH("x",days,1)', "MATCH(5,days,FALSE)", 'IFERROR(MATCH("z",days,0),"none")', "INDEX(days,0)", "INDEX(days,2.9)",
    "INDEX(days,4)", "INDEX(text,1)", "LARGE(days,1)", "LARGE(days,3)", "MAX(words)", "MAX(days,2)", "MAX(-1,-2)",
    "SUMPRODUCT(1*(days>2))", "SUMPRODUCT(days,few)", "SUMPRODUCT(days,days)", "SUMPRODUCT(few)", "days+few", "days",
    "SUMPRODUCT(days*2)", "DAY(60)", "DAY(61)", "MONTH(day)", "YEAR(2958465)", "YEAR(2958466)", "DAY(61.9)",
    "DAY(text)",
    "CHAR(10)", "CHAR(0)", "CHAR(200)", "AND(FALSE,text)", "AND(TRUE,text)", "OR(TRUE,text)", "NOT(2)", "NOT(text)",
    'IF("a",1,2)', "IF(1,2,1/0)", "IF(days,1,2)", "ISNUMBER(day)", "ISNUMBER(truth)", "ISNUMBER(days)", "ROWS(words)",
    "ROWS(text)", "TODAY()+1", "truth+1", "-truth", "-text", "-days",
)  # fmt: skip
"""Expressions at the edges of what each function takes, and where JavaScript would do something else."""

CELLS = {
    "text": "Abc",
    "other": "👩‍👧x",
    "number": 7,
    "day": datetime.date(2027, 3, 31),
    "truth": True,
}
COLUMNS = {"days": (3, "x", 5), "words": ("ab", None, "[xy"), "few": (1, True)}


def column(name: str, rows: int) -> Table:
    """Return a table with one named column of inputs."""
    return Table(f"t_{name}", (Column(name, name),), ((Input(Subject(name), "", "", in_column=True),),) * rows)


@pytest.mark.node
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(expressions=st.lists(EXPRESSIONS, min_size=1, max_size=80, unique=True))
@example(expressions=list(EDGES))
def test_any_formulas_agree(expressions: list[str], tmp_path: Path) -> None:
    """Whatever the operators and functions are given, both show the same value or the same error."""
    inputs = tuple((Input(Subject(name), name, ""),) for name in (*CELLS, "empty"))
    formulas = tuple((Formula(f"={expression}"),) for expression in expressions)
    tables = (column("days", 3), column("words", 3), column("few", 2))
    layout = place((Sheet("S", (10,), (Rows((*inputs, *formulas)), *tables)),))
    answers = Answers(CELLS, COLUMNS, datetime.date(2026, 11, 30))
    (found,) = shown_by_script(data_of(layout), [answers], tmp_path)
    theirs, ours = kinds(found)["S"], shown_by_python(layout, answers)["S"]
    for expression, (address, value) in zip(expressions, ours.items(), strict=True):
        assert theirs[address] == value, expression


@pytest.mark.node
@pytest.mark.parametrize("path", [None, DATA / "other.yaml"], ids=["ours", "other"])
def test_change_by_change(framework: Framework, path: Path | None, tmp_path: Path) -> None:
    """After each answer, what depends on it is worked out again, and nothing is left from before."""
    wanted = load(path) if path else framework
    states = scenarios(wanted)
    together = {**states["mixed"].cells, **states["all actions"].cells, **states["reviews"].cells}
    names = sorted(together)[:: max(1, len(together) // 60)]
    # Each state has one answer less than the one before: names are taken away, one by one, and then come back.
    answers = [Answers({name: together[name] for name in together if name not in names[:n]}) for n in range(len(names))]
    steps = [*answers, *reversed(answers)]
    fresh = shown_by_script(book_data(wanted), steps, tmp_path)
    assert shown_by_script(book_data(wanted), steps, tmp_path, one_calculation=True) == fresh
