"""`check` and GitHub agree on the style of a framework file: what yamllint rejects is found here, at the same line."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator

import pytest
import yaml
from yamllint import linter
from yamllint.config import YamlLintConfig

from carers_framework.framework.source.style.tidy import style_problems, tidied
from tests.helpers.editions import DRAFT_FILE
from tests.helpers.project import FROZEN, ROOT

SAMPLE = """\
# A comment at the start

# ----------
edition:
  id: "2021" # behind a text
  title: Gardens
  authors: [Ann, "Bo: the other", Cy]
  thanks: >-
    Many lines
    # that is no comment
    of text.

    And more.
# About the levels.
levels:
  - {score: L, colour: purple, meaning: "Little, grows."}
  # About the second.
  - score: H1
    areas: [{id: calm, title: Calm},
            {id: wild, title: Wild}]
    more:
      - Some words of text
        that go on here
      - https://gardens.example/long
    empty: {}
sections:
  - id: soil
    text:
      A text below its key
    levels:
      L:
        - {id: dry}
"""

CONFIG = YamlLintConfig(file=str(ROOT / ".yamllint"))

LINT_LIMIT = 130


def by_yamllint(text: str) -> dict[int, str]:
    """Return the lines that yamllint rejects, with a reason."""
    return {problem.line: problem.desc for problem in linter.run(text, CONFIG)}


def by_check(text: str) -> dict[int, str]:
    return {problem.line: problem.message for problem in style_problems(text)}


def inserting(sign: str, pattern: str) -> Callable[[str], Iterator[str]]:
    """Return a function that yields the text with a sign inserted at each place that a pattern matches."""

    def change(text: str) -> Iterator[str]:
        for found in re.finditer(pattern, text, flags=re.MULTILINE):
            yield text[: found.end()] + sign + text[found.end() :]

    return change


def replacing(pattern: str, by: str) -> Callable[[str], Iterator[str]]:
    """Return a function that yields the text with each place that a pattern matches replaced."""

    def change(text: str) -> Iterator[str]:
        for found in re.finditer(pattern, text, flags=re.MULTILINE):
            yield text[: found.start()] + by + text[found.end() :]

    return change


CHANGES: dict[str, Callable[[str], Iterator[str]]] = {
    "space at the end": inserting(" ", r"(?<=.)(?=\n)"),
    "tab at the end": inserting("\t", r"(?=\n)"),
    "tab after a key": replacing(r"(?<=[a-z]:) ", "\t"),
    "spaces after a colon": inserting("  ", r"\w: "),
    "space before a colon": inserting(" ", r"\w(?=:)"),
    "spaces after a hyphen": inserting(" ", r"- "),
    "spaces after a comma": inserting(" ", r", "),
    "no space after a comma": replacing(r"(?<=,) ", ""),
    "space before a comma": inserting(" ", r"(?=,)"),
    "space in brackets": inserting(" ", r"[\[{]|(?=[\]}])"),
    "Windows line ends": lambda text: iter([text.replace("\n", "\r\n")]),
    "no line end": lambda text: iter([text.rstrip("\n")]),
    "blank lines": inserting("\n\n\n", r"^(?!$)"),
    "blank lines at the end": lambda text: iter([f"{text}\n", f"{text}\n\n\n"]),
    "comment without a space": replacing(r"# (?=[A-Zab])", "#"),
    "comment further in": inserting("  ", r"^ *(?=#)"),
    "comment further out": replacing(r"^ +(?=#)", ""),
    "line further in": inserting("  ", r"^"),
    "line a space further in": inserting(" ", r"^"),
    "line further out": replacing(r"^  ", ""),
    "long line": inserting("many words " * 12, r"[a-z](?= )"),
    "long word": inserting("x" * LINT_LIMIT, r"[a-z](?=$)"),
    "long address": replacing(r"https://gardens.example/long", "https://gardens.example/" + "x" * LINT_LIMIT),
    "true or false": replacing(r"(?<=: )[A-Z]\w+(?=$|,|})", "Yes"),
    "no": replacing(r"(?<=: )[A-Z]\w+(?=$|,|})", "no"),
}


def is_yaml(text: str) -> bool:
    """Return whether a text is YAML at all. Where it is not, the message is about that."""
    try:
        yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        return False
    return True


@pytest.mark.parametrize("name", CHANGES)
def test_as_yamllint(name: str) -> None:
    """Wherever a file becomes untidy, the lines are those that yamllint rejects."""
    texts = [text for text in CHANGES[name](SAMPLE) if is_yaml(text)]
    assert texts
    differing = [(missed, text) for text in texts if (missed := by_yamllint(text).keys() ^ by_check(text).keys())]
    if name in {"line further in", "line a space further in"}:
        # Of a comment that a text comes before, or of a list in which every entry is out of line, yamllint says less.
        differing = [(missed, text) for missed, text in differing if missed & by_yamllint(text).keys()]
    assert differing == []


def words_of(text: str) -> str:
    """Return what a file says. How much space is between the words of a text is no part of that."""
    said = json.dumps(yaml.load(text, Loader=yaml.CSafeLoader)).replace("\\n", " ").replace("\\t", " ")
    return " ".join(said.split()).replace(' "', '"')


@pytest.mark.parametrize("name", CHANGES)
def test_put_right(name: str) -> None:
    """What takes no decision is put right: the file says the same, and is tidy, but for indents and long lines."""
    for text in (text for text in CHANGES[name](SAMPLE) if is_yaml(text)):
        tidy = tidied(text)
        left = by_check(tidy)
        assert all("should begin after" in message or "characters long" in message for message in left.values()), text
        if name not in {"true or false", "no"}:
            assert words_of(tidy) == words_of(text)


def test_files_of_the_project() -> None:
    """The files of the project are tidy, and stay as they are."""
    for path in (FROZEN / "framework.yaml", *sorted((FROZEN / "editions").glob("*.yaml"))):
        text = path.read_text(encoding="utf-8")
        assert style_problems(text) == []
        assert tidied(text) == text


def test_random_changes() -> None:
    """A character more or less anywhere in a real file is judged as yamllint judges it."""
    lines = DRAFT_FILE.read_text(encoding="utf-8").splitlines(keepends=True)
    text = "".join(lines[:180])
    differing = []
    choose = random.Random(12)
    for _ in range(60):
        place = choose.randrange(len(text))
        changed = (
            text[:place] + choose.choice([" ", "  ", "\n", "#", "\t", ",", ""]) + text[place + choose.randrange(2) :]
        )
        if is_yaml(changed) and (found := by_yamllint(changed)).keys() - (ours := by_check(changed)).keys():
            differing.append((place, found, ours))
    assert differing == []


def test_bracket_that_closes_nothing() -> None:
    """A file with such a bracket is not YAML, and no rule of style stumbles over it."""
    assert [problem for problem in style_problems("key: ]\n") if "begins after" in problem.message] == []
