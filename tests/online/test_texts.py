"""The page's scripts show, fold and understand texts, numbers and days as Python does."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from carers_framework.answers.conversion import as_text, to_answer
from carers_framework.answers.xlsx.cell_dates import Calendar
from carers_framework.answers.xlsx.cells import Value
from carers_framework.answers.xlsx.number_formats import shown
from carers_framework.base.characters import unescaped_from_cell
from carers_framework.base.dates import FIRST_DAY, LAST_DAY, from_iso, from_serial, from_text
from carers_framework.base.text import folded, one_line, plain_words, short
from carers_framework.base.text import plain as plain_text
from carers_framework.workbook.cells import Input, Subject
from tests.helpers.fill_in import SCRIPTS, plain
from tests.helpers.fill_in_page import READING

pytestmark = pytest.mark.chromium

# Without letters that one side's tables of Unicode may not have yet.
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cn", "Co"]), max_size=200)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**18), 10**18).map(float)
SETTINGS = settings(deadline=None, max_examples=20, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    page = browser.new_page()
    for name in READING:
        page.add_script_tag(path=SCRIPTS / f"{name}.js")
    return page


def agree(page: Page, script: str, python: Callable[..., object], values: list[object]) -> None:
    """Compare a script and a Python function for many values at once."""
    assert page.evaluate(f"(values) => values.map({script})", values) == [python(value) for value in values]


@pytest.mark.parametrize(
    ("script", "python"),
    [
        ("fillIn.text.folded", folded),
        ("fillIn.text.oneLine", one_line),
        ("(text) => fillIn.text.short(text, true)", short),
        ("fillIn.text.characters", len),
    ],
    ids=["folded", "one line", "short", "characters"],
)
@SETTINGS
@given(texts=st.lists(TEXTS, max_size=50))
def test_texts(script: str, python: Callable[[str], object], texts: list[str], page: Page) -> None:
    """A text is folded, shown and counted the same."""
    agree(page, script, python, texts)


# The letters that people here may type, and all that is alike.
ALIKE = st.text(st.characters(max_codepoint=0x24F) | st.sampled_from("’‘`´′‐‑–—−“”\u00a0\u200b\u00ad\ufeff\u2009ﬀ²½"))


@pytest.mark.parametrize(
    ("script", "python"),
    [("fillIn.text.plain", plain_text), ("fillIn.text.plainWords", plain_words)],
    ids=["whole", "words"],
)
@SETTINGS
@given(texts=st.lists(ALIKE, max_size=50))
def test_compared_texts(script: str, python: Callable[[str], object], texts: list[str], page: Page) -> None:
    """What does not matter where texts are compared is the same."""
    agree(page, script, python, [*texts, "Don’t – know.", "B. (amber)", "_a_b"])


DAY_PIECES = ("14", "5", "05", "31", "2027", "27", "May", "sept", "of", "th", "Fri", "the", "10:30", "T", *"/.-, '")


@SETTINGS
@given(texts=st.lists(st.lists(st.sampled_from(DAY_PIECES), max_size=9).map("".join), max_size=100))
def test_days_typed_as_texts(texts: list[str], page: Page) -> None:
    """A text is the same day, or none."""
    marks = f"{{first_day: '{FIRST_DAY}', last_day: '{LAST_DAY}'}}"
    known = ["14.5.27", "the 14th of May 2027", "May 14, 2027", "2027-05-14T10:30", "31/6/2027", "14/5/1999", "x" * 90]
    agree(page, f"(text) => fillIn.seen.dayTyped(text, {marks})", lambda text: plain(from_text(text)), [*texts, *known])


CODE_PIECES = (
    "0",
    "#",
    ",",
    ".",
    "%",
    "h",
    "mm",
    "ss",
    "d",
    "yyyy",
    "[h]",
    "[$£-809]",
    '"£"',
    "\\€",
    ";",
    "-",
    "General",
    "_)",
)


@SETTINGS
@given(
    code=st.lists(st.sampled_from(CODE_PIECES), max_size=7).map("".join),
    numbers=st.lists(
        st.floats(-1e16, 1e16) | st.floats(-9, 60_000) | st.integers(-99, 99).map(lambda n: n / 8), max_size=40
    ),
)
def test_numbers_as_shown(code: str, numbers: list[float], page: Page) -> None:
    """A number is shown the same by its format."""
    script = f"(number) => fillIn.seen.shown(number, {json.dumps(code)}, false)"
    agree(page, script, lambda number: shown(number, code, Calendar(from_1904=False)), numbers)


@SETTINGS
@given(numbers=st.lists(NUMBERS, max_size=100))
def test_numbers(numbers: list[float], page: Page) -> None:
    """A number becomes the same text."""
    agree(page, "fillIn.textOf", as_text, numbers)


@SETTINGS
@given(texts=st.lists(st.text("0123456789.-+eE _٣naif", max_size=8), max_size=100))
def test_typed_numbers(texts: list[str], page: Page) -> None:
    """A typed text is the same whole number, or none."""
    wanted = Input(Subject("a"), "A", "", "number", low=-100, high=100)
    asked = '{label: "", kind: "number", low: -100, high: 100}'
    script = f'(text) => fillIn.toAnswer(text, {asked}, false, {{says: {{not_a_number: ""}}}})[0]'
    agree(page, script, lambda text: to_answer(text, wanted, Calendar(from_1904=False))[0], texts)


@pytest.mark.parametrize("from_1904", [False, True])
def test_days(from_1904: bool, page: Page) -> None:
    """A number is the same day, or none, at both ends of both calendars."""
    first, last = (-1, 0, 0.5, 1, 59, 60, 60.99, 61, 366), (2957003, 2957004, 2958465, 2958465.9, 2958466, 1e12, 1e300)
    script = f"(number) => fillIn.cells.dayOf(number, {str(from_1904).lower()})"
    agree(page, script, lambda number: plain(from_serial(number, from_1904=from_1904)), [*first, 43831.999, *last])


def test_days_as_texts(page: Page) -> None:
    """A text that begins with a day is the same day."""
    texts = ["2026-11-30", " 2026-11-30T10:00", "2026-02-29", "2024-02-29", "20261130", "2026-W49-1", "0000-01-01", "x"]
    agree(page, "fillIn.cells.dayIn", lambda text: plain(from_iso(text)), [*texts, "9999-12-31", "0099-01-01", ""])


def test_choices(page: Page) -> None:
    """A choice is recognised in whatever capitals, with whichever apostrophe, and by the name that it had."""
    choices, formerly = ("Don’t know", "STRASSE", "i", "No", "Yes"), {"No": "Yes", "Nein": "No", "nein": "Yes"}
    wanted = Input(Subject("a"), "A", "", "choice", choices=choices, choices_formerly=formerly)
    asked = {"label": "A", "kind": "choice", "choices": list(choices), "formerly": formerly}
    script = "(text) => fillIn.toAnswer(text, asked, false, {says: {not_a_choice: '', read_as: ''}})[0]"
    page.evaluate("(asked) => { window.asked = asked; }", asked)
    typed = [" don't  KNOW ", "straße", "STRASSE", "ı", "I", "İ", "no", "nein", "NEIN", "yes", "Σς", ""]
    agree(page, script, lambda text: to_answer(text, wanted, Calendar(from_1904=False))[0], typed)


@SETTINGS
@given(texts=st.lists(st.text("_x0AdD8dE3\n", max_size=40), max_size=50))
def test_escapes(texts: list[str], page: Page) -> None:
    """An escaped character is the same, and half of one is replaced."""
    texts = [*texts, "_xD83D__xDE00_", "_xDE00__xD83D_", "_xD83D_😀"]
    agree(page, "(text) => fillIn.cells.unescaped(text, 32767)", unescaped_from_cell, texts)


def test_other_values(page: Page) -> None:
    """A truth value and a day are shown as a cell shows them."""
    values: list[Value] = [True, False, datetime.date(2026, 1, 2), datetime.date(99, 1, 2)]
    shown = page.evaluate("(values) => values.map(fillIn.textOf)", [plain(value) for value in values])
    assert shown == [as_text(value) for value in values]
