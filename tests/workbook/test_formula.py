"""Formulas: parsed, worked out, and as data. `tests/online` has a script that works out the same from the data.

What this does not cover: that spreadsheet programs agree. They recalculate every state in `test_applications`.
"""

from __future__ import annotations

import pytest

from carers_framework.workbook.answers import Answers
from carers_framework.workbook.calculation import Calculation
from carers_framework.workbook.cells import Column, Formula, Input, Rows, Sheet, Subject, Table
from carers_framework.workbook.formula import as_data, parse, quoted, rendered
from carers_framework.workbook.functions import FormulaError, Value
from carers_framework.workbook.layout import place


def shown(formula: str, **cells: str | float) -> Value:
    """Return what a formula shows beside inputs with these names and values."""
    inputs = tuple((Input(Subject(name), name, "", "text"),) for name in cells)
    table = Table("t", (Column("Day", "days"),), ((Input(Subject("days"), "", "", in_column=True),),) * 3)
    layout = place((Sheet("S", (10,), (Rows((*inputs, (Formula(formula, name="result"),))), table)),))
    return Calculation(layout, Answers(cells, {"days": (3, "x", 5)})).named("result")


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("=1+2*3", 7),
        ("=(1+2)*3", 9),
        ("=-2+5", 3),
        ('="a"&1+1&"b"', "a2b"),
        ('="x"="X"', True),
        ('=1="1"', False),
        ('="a">9', True),
        ('=IF(1>2,"yes","no")', "no"),
        ("=IFERROR(1/0,8)", 8),
        ("=SUMPRODUCT(1*(days>2))", 3),
        ('=SUMPRODUCT((days="x")*1)', 1),
        ("=ROWS(days)&INDEX(days,2)", "3x"),
        ("=MATCH(5,days,0)", 3),
        ('=IFERROR(MATCH("nothing",days,0),0)', 0),
        ("=MAX(1,days)", 5),
        ("=AND(ISNUMBER(a),b)", True),
        ('="say ""hi"""&a', 'say "hi"2'),
    ],
)
def test_shows(formula: str, expected: object) -> None:
    assert shown(formula, a=2, b=1) == expected


@pytest.mark.parametrize("pattern", ["x*", "?b?", "a~*c"])
def test_match_wildcards(pattern: str) -> None:
    """MATCH knows * and ? and ~, as in Excel."""
    cells = {"x*": "xyz", "?b?": "abc", "a~*c": "A*C"}
    layout = place(
        (
            Sheet(
                "S",
                (9,),
                (
                    Rows(((Formula(f"=MATCH({quoted(pattern)},words,0)", name="result"),),)),
                    Table("t", (Column("W", "words"),), ((Input(Subject("words"), "", "", in_column=True),),) * 2),
                ),
            ),
        )
    )
    assert Calculation(layout, Answers({}, {"words": ("other", cells[pattern])})).named("result") == 2


@pytest.mark.parametrize("formula", ["=1/0", '="a"+1', "=INDEX(days,9)", '=MATCH("z",days,0)'])
def test_errors(formula: str) -> None:
    with pytest.raises(FormulaError):
        shown(formula)


def test_same_row_is_an_address() -> None:
    assert rendered('=IF([@due]="",[@other],1)', {"due": "$D7"}.get) == '=IF($D7="",[@other],1)'


def test_as_data() -> None:
    assert as_data(parse('=IF([@due]>=score_x,"late",-1)')) == [
        "IF",
        [">=", ["row", "due"], ["name", "score_x"]],
        "late",
        ["-", 1.0],
    ]


@pytest.mark.parametrize("formula", ["=(1", "=SUM(1", "=1 2", "=", "=a b", "=1+", '="open', "=,", "=#REF!"])
def test_malformed(formula: str) -> None:
    with pytest.raises(ValueError, match="formula"):
        parse(formula)
