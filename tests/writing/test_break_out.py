"""Texts that try to become formulas, links or names stay texts in the workbook."""

from __future__ import annotations

import copy
import html
import re
import zipfile
from pathlib import Path

import pytest
import yaml

from carers_framework.answers.read_back import read_back
from carers_framework.answers.values import read
from carers_framework.base.text import plain
from carers_framework.framework.load import load, parse
from carers_framework.framework.model import Framework
from carers_framework.workbook.book import layout_of
from carers_framework.writing.save import to_bytes
from carers_framework.writing.writer import build
from tests.helpers.attack import all_answers, ended, harmless, hostile
from tests.helpers.packages import texts_of
from tests.helpers.project import DATA
from tests.helpers.workbooks import convert_all


@pytest.fixture(scope="module")
def attacked() -> Framework:
    return ended(hostile())


@pytest.fixture(scope="module")
def peaceful() -> Framework:
    return ended(harmless())


def made_of(part: str) -> list[str]:
    """Return the tags of a part of a workbook, with the names of their attributes."""
    return [re.sub(r'="[^"]*"', "", tag) for tag in re.findall(r"<[^>]*>", part)]


def formulas(content: bytes) -> list[str]:
    """Return the formulas of a workbook, without the texts in them."""
    found = [text for part in texts_of(content).values() for text in re.findall(r"<(?:f|formula\d?)>([^<]*)<", part)]
    return [re.sub(r"""'(?:[^']|'')*'!|"(?:[^"]|"")*\"""", '""', html.unescape(text)) for text in found]


def assert_made_of_the_same(mine: bytes, other: bytes) -> None:
    """Assert that two workbooks differ in texts alone: not in formulas, links, names, lists or rules."""
    for name, part in texts_of(mine).items():
        assert made_of(part) == made_of(texts_of(other)[name]), name
    assert formulas(mine) == formulas(other)
    assert re.findall(r'Target="[^"]*"', "".join(texts_of(mine).values())) == re.findall(
        r'Target="[^"]*"', "".join(texts_of(other).values())
    )


def test_framework_texts(attacked: Framework, peaceful: Framework, tmp_path: Path) -> None:
    """No text of the framework becomes a formula, a link or a name of the workbook."""
    mine, other = to_bytes(build(attacked)), to_bytes(build(peaceful))
    assert_made_of_the_same(mine, other)
    path = tmp_path / "book.xlsx"
    path.write_bytes(mine)
    cells = "\n".join(str(value) for sheet in read(path).sheets.values() for value in sheet.values())
    for section in attacked.sections:
        assert section.requirement in cells
        assert section.title in cells
        assert all(indicator.text in cells for indicator in section.indicators)


def test_answers(tmp_path: Path) -> None:
    """No answer becomes a formula or a link, and each of which something is seen is read back as it was."""
    framework = load(DATA / "other.yaml")
    answers = all_answers(framework, hostile())
    mine, other = (to_bytes(build(framework, typed)) for typed in (answers, all_answers(framework, harmless())))
    assert_made_of_the_same(mine, other)
    path = tmp_path / "filled.xlsx"
    path.write_bytes(mine)
    back = read_back(path, {framework.edition.id: layout_of(framework)})
    assert dict(back.answers.cells) == {name: text for name, text in answers.cells.items() if plain(str(text))}
    assert dict(back.answers.columns) == dict(answers.columns)
    assert all(line.isprintable() for line in back.problems)


@pytest.mark.libreoffice
def test_open_document(attacked: Framework, peaceful: Framework, tmp_path: Path) -> None:
    """No text and no answer becomes a formula or a link in the OpenDocument workbook."""
    made = {"attacked": (attacked, hostile()), "peaceful": (peaceful, harmless())}
    for name, (framework, ending) in made.items():
        (tmp_path / f"{name}.xlsx").write_bytes(to_bytes(build(framework, all_answers(framework, ending))))
    converted = convert_all([tmp_path / f"{name}.xlsx" for name in made], "ods", tmp_path)
    mine, other = (parts_of_ods(path) for path in converted)
    for mark in (
        "table:formula=",
        "<text:a ",
        "<table:named-range ",
        "<script:",
        "<draw:",
    ):
        assert mine.count(mark) == other.count(mark), mark
    assert "evil.example" not in "".join(re.findall(r'xlink:href="[^"]*"', mine))


def parts_of_ods(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read("content.xml").decode()


def test_long_word() -> None:
    """A word as long as a cell is in the workbook."""
    data = yaml.load((DATA / "other.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    word = "W" * 32_000
    changed = copy.deepcopy(data)
    changed["sections"][0]["requirement"] = word
    framework = parse(yaml.dump(changed, Dumper=yaml.CSafeDumper), "file.yaml")
    assert any(word in part for part in texts_of(to_bytes(build(framework))).values())
