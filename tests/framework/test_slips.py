"""Slips of somebody who edits texts: the message names the line of the slip, and says what to do in everyday words."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import pytest
import yaml

from carers_framework.framework.load import FrameworkError, parse
from carers_framework.framework.model import Framework
from carers_framework.framework.put_right import put_right
from carers_framework.framework.source.problems import Problem
from carers_framework.framework.source.text_slips import slips
from tests.helpers.editions import DRAFT_FILE
from tests.helpers.project import DATA

GARDENS = (DATA / "other.yaml").read_text(encoding="utf-8")
DRAFT = DRAFT_FILE.read_text(encoding="utf-8")

CASES = yaml.safe_load((DATA / "slips.yaml").read_text(encoding="utf-8"))

JARGON = ("mapping", "sequence", "scalar", "token", "indicator '", "block", "expected key", "context")
"""Words of the parser, which nobody who edits texts has to know."""


def mistakes(text: str) -> list[str]:
    with pytest.raises(FrameworkError) as raised:
        parse(text, "file.yaml")
    return str(raised.value).splitlines()


@pytest.mark.parametrize("case", CASES, ids=[case["slip"] for case in CASES])
def test_slip(case: dict[str, str]) -> None:
    """A slip in the garden framework gives exactly these lines. `LINE` is the line of the mark in the new text."""
    assert GARDENS.count(case["before"]) == 1, "the text to change is there once"
    start, _, end = GARDENS.partition(case["before"])
    changed, _, rest = case["after"].partition("⁂")
    line = (start + changed).count("\n") + 1
    expected = case["message"].replace("LINE", str(line)).strip().splitlines()
    assert mistakes(start + changed + rest + end) == expected


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x85"])
def test_other_line_ends(end: str) -> None:
    """Wherever YAML folds lines, a slip is found at the line that it is found at in an ordinary file."""
    text = GARDENS.replace("publisher: The ", "publisher: >-\n    The\n      ", 1)
    assert text != GARDENS
    assert mistakes(text.replace("\n", end)) == mistakes(text)


def test_given_indentation() -> None:
    """A text whose lines all begin with spaces that belong to it, as a digit behind ">" says, has no slip."""
    found = yaml.compose("text: >1-\n    Wide\n    lines", Loader=yaml.CSafeLoader).value[0][1]
    assert "\n " in found.value
    assert list(slips(found, "text: >1-\n    Wide\n    lines")) == []


KEY = re.compile(r"^(?P<before> *(?:- )?)(?P<key>[a-z_]+):(?: (?P<text>[A-Za-z].*))?$")


def changed_lines(kind: str, line: str) -> Iterator[str]:
    """Yield a line with a slip of a kind, if it can have one."""
    found = KEY.match(line)
    if kind == "one space more":
        yield f" {line}"
    elif kind == "a tab":
        yield "\t" + line.lstrip()
    elif not found:
        return
    elif kind == "no colon":
        yield f"{found['before']}{found['key']} {found['text'] or ''}".rstrip()
    elif kind == "no hyphen":
        if found["before"].endswith("- "):
            yield line.replace("- ", "", 1)
    elif found["text"]:
        yield (
            found["before"]
            + {
                "no space": f"{found['key']}:{found['text']}",
                "a colon": f"{found['key']}: Note: {found['text']}",
                "an open quote": f'{found["key"]}: "{found["text"]}',
                "an open apostrophe": f"{found['key']}: '{found['text']}",
                "a number sign": f"{found['key']}: {found['text']} #2 of all",
                "curly quotes": f"{found['key']}: “{found['text']}”",
            }[kind]
        )


@pytest.mark.parametrize(
    "kind",
    [
        "one space more",
        "a tab",
        "no colon",
        "no hyphen",
        "no space",
        "a colon",
        "an open quote",
        "an open apostrophe",
        "a number sign",
        "curly quotes",
    ],
)
def test_line_of_slip(kind: str) -> None:
    """Wherever the slip is, the first message is at its line, or it does no harm; none is in the parser's words."""
    lines = DRAFT.splitlines()
    places = [number for number, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#")]
    reported = []
    for number in random.Random(kind).sample(places, 20):
        for slip in changed_lines(kind, lines[number]):
            try:
                parse("\n".join([*lines[:number], slip, *lines[number + 1 :]]), "file.yaml")
            except FrameworkError as error:
                reported.append((number + 1, error))
    assert reported
    assert not [error for _, error in reported if any(word in str(error) for word in JARGON)]
    wrong = [(line, str(error)) for line, error in reported if error.problems[0].line != line]
    # One space too many before a list cannot always be told from one too few after it.
    assert len(wrong) <= (2 if kind == "one space more" else 0), wrong


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_misplaced_with_other_ends(end: str) -> None:
    """A line in the wrong column is found in its place, and as one mistake, however the lines end."""
    text = GARDENS.replace("\nsteps:\n", "\n  steps:\n")
    line = text[: text.index("  steps:\n")].count("\n") + 1
    assert mistakes(text.replace("\n", end)) == [f"file.yaml:{line}: begins after 2 spaces, and should begin after 0."]


@pytest.mark.parametrize(("length", "most"), [(0, 16), (500_000, 5), (1_000_000, 0)])
def test_readings(length: int, most: int) -> None:
    """However many lines are in the wrong column, a long file is read again only a few times to find out where."""
    comment = "# A comment.\n"
    text = GARDENS.replace("\n    ", "\n     ") + comment * (length // len(comment))
    read = []

    def attempt(changed: str) -> FrameworkError:
        read.append(changed)
        return error

    error = FrameworkError("file.yaml", [Problem(1, "", "is wrong.")], text)
    put_right(text, error, Framework, attempt)
    assert len(read) <= most
    assert bool(read) == bool(most)
