"""Each file is read, carried forward and collated as its recipe says, and the page reads it the same."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from carers_framework.answers.carry_forward import carry_forward
from carers_framework.answers.read_back import read_back
from carers_framework.answers.xlsx.values import UnreadableError
from carers_framework.collation.extract import Edition
from carers_framework.collation.reading import FoundFile, read_file
from carers_framework.workbook.answers import Answers
from carers_framework.writing.save import to_bytes
from carers_framework.writing.writer import build
from tests.answers.real_files.changes import LAYOUT, LAYOUTS, ours
from tests.answers.real_files.files import FILES
from tests.answers.real_files.kinds import KINDS
from tests.answers.real_files.open_document import CASES as OPEN_DOCUMENTS
from tests.answers.real_files.recipes import ANSWERS, CONTENTS, Recipe
from tests.helpers.editions import GARDENS
from tests.helpers.fill_in_page import ReadingPage, as_json, read_by_python
from tests.helpers.project import ROOT

RECIPES = ANSWERS | CONTENTS | FILES
TODAY = datetime.date(2027, 6, 1)

Written = Callable[[Answers], Path]


@pytest.fixture(scope="module")
def filled() -> bytes:
    return ours(area_name="Here", score_water="L")


# One for all tests in the module, so that each file is made once and all tests of it follow each other.
@pytest.fixture(scope="module", params=RECIPES)
def recipe(request: pytest.FixtureRequest) -> Recipe:
    return RECIPES[request.param]


@pytest.fixture(scope="module")
def path(recipe: Recipe, filled: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("recipe") / "file.xlsx"
    path.write_bytes(recipe.change(filled))
    return path


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """A function that writes a workbook with answers, or finds the one with the same that it has written."""
    made: dict[str, Path] = {}

    def write(answers: Answers) -> Path:
        # Most recipes have the same answers as others. The same ones give the same bytes.
        said = repr(answers)
        if said not in made:
            made[said] = tmp_path_factory.mktemp("carried") / "carried.xlsx"
            made[said].write_bytes(to_bytes(build(GARDENS, answers)))
        return made[said]

    return write


def expected(recipe: Recipe) -> dict[str, object]:
    answers: dict[str, object] = {"area_name": "Here", "score_water": "L"} | recipe.answers
    return {name: answer for name, answer in answers.items() if answer is not None}


def test_read_and_carried(recipe: Recipe, path: Path, written: Written) -> None:
    """What is read is all of what was typed, and it is all in the workbook that it is carried into."""
    if recipe.refused:
        with pytest.raises(UnreadableError, match=recipe.refused):
            read_back(path, LAYOUTS)
        return
    back = read_back(path, LAYOUTS)
    assert dict(back.answers.cells) == expected(recipe)
    assert len(back.problems) == len(recipe.told), back.problems
    for piece in recipe.told:
        assert any(piece in line for line in back.problems), back.problems
    assert [unplaced.text for unplaced in back.unplaced] == list(recipe.aside)
    assert back.notice == recipe.notice
    carried = carry_forward(back, [GARDENS])
    assert (carried.carried, carried.aside) == (len(expected(recipe)), len(recipe.aside))
    after = read_back(written(carried.answers), LAYOUTS)
    assert dict(after.answers.cells) == expected(recipe)
    assert list(after.answers.columns.get("carried_text", ())) == list(recipe.aside)


def test_collated(recipe: Recipe, path: Path) -> None:
    """Everything is in the summary, and only days count as dates."""
    record = read_file(FoundFile(path, "file.xlsx"), {GARDENS.edition.id: Edition(GARDENS, LAYOUT)}, TODAY)
    texts = [problem.text for problem in record.problems]
    for piece in (*recipe.told, *recipe.aside, *filter(None, [recipe.refused, recipe.notice])):
        assert any(piece in text for text in texts), texts
    assert bool(record.edition) != bool(recipe.refused or recipe.notice)
    day = recipe.answers.get("first_meeting")
    assert record.date == (day if isinstance(day, datetime.date) else record.date)


@pytest.mark.chromium
def test_read_by_page(browser: Browser, filled: bytes, tmp_path: Path) -> None:
    """The page reads every one as Python does."""
    page = ReadingPage(browser, [GARDENS])
    path = tmp_path / "file.xlsx"
    different = {}
    for name, recipe in RECIPES.items():
        content = recipe.change(filled)
        path.write_bytes(content)
        found, wanted = as_json(page.read(content, str(path))), as_json(read_by_python(path, [GARDENS]))
        if found != wanted:
            different[name] = (found, wanted)
    assert different == {}


def test_kinds() -> None:
    """Every recipe is of one kind, and every kind has what was reported, two more, and where each is from."""
    names = [name for kind in KINDS.values() for name in (*kind.reported, *kind.alike)]
    elsewhere = {name for name in names if "::" in name}
    assert sorted(set(names) - elsewhere) == sorted([*RECIPES, *(f".ods: {name}" for name in OPEN_DOCUMENTS)])
    assert len(names) == len(set(names))
    assert all(kind.reported and len(kind.alike) >= 2 for kind in KINDS.values())
    assert all(source for kind in KINDS.values() for source in (*kind.reported.values(), *kind.alike.values()))
    for path, _, test in (name.partition("::") for name in elsewhere):
        assert f"\ndef {test}(" in (ROOT / path).read_text(encoding="utf-8"), (path, test)
