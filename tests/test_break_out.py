"""Texts that try to break out of where they stand: as HTML, Markdown, a template, a formula. They stay texts.

Two sites and two workbooks are made of the same framework: one in which every text goes on with something hostile, one
in which it goes on with harmless words. Whatever the first has more than the second, in elements, attributes, links or
formulas, would have come from a text.
"""

from __future__ import annotations

import copy
import html
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import markdown
import pytest
import yaml

from carers_framework.answers.read_back import read_back
from carers_framework.answers.xlsx import read
from carers_framework.framework.load import FrameworkError, load, parse
from carers_framework.framework.model import Framework
from carers_framework.site.markup import escape
from carers_framework.site.terms import mark_first_terms, with_abbreviations
from carers_framework.workbook.answers import Answer, Answers
from carers_framework.workbook.book import layout_of
from carers_framework.writing.save import to_bytes
from carers_framework.writing.writer import build
from tests.helpers.hostile import CODES, FORMULAS, HTML, MARKDOWN, SCRIPTS, TEMPLATES
from tests.helpers.packages import texts_of
from tests.helpers.pages import EXTENSIONS, Page
from tests.helpers.project import DATA, ROOT, build_site, copy_project
from tests.helpers.workbooks import convert_all
from tests.withstand.frameworks import cut_down

HOSTILE = (*HTML, *MARKDOWN, *TEMPLATES, *FORMULAS, *CODES, *SCRIPTS)
"""What tries to break out. None is longer than the room that a short text leaves."""

OUT_OF_QUOTES = ("\"'><i>",)
"""What every text goes on with too: it would end any attribute."""

IN_SHEET_NAMES = ("<b onclick=x>", '"><i>', "&lt;b&gt;", "{{ 7 }}", "{% raw %}", "=1+1", "`x` _y_ #", "&A <!--")
IN_CHOICES = ("<b onclick=x>", "&lt;b&gt;", "{{ 7*7 }}", "[x](javascript:x)", "=1+1", "**b** `c`", "{: .x }")
"""The same where commas and double quotes are refused, for a list to choose from could not hold them."""

SHORT = {
    "title", "subtitle", "publisher", "label", "help", "law", "provision", "area", "organisation", "at", "full",
    "number", "group", "when", "points_lead", "description", "authors", "points", "source_words", "meetings", "checked",
    "question", "who_for",
}  # fmt: skip
"""Keys of texts, or of lists of texts, that run over one paragraph."""

LONG = {
    "about", "answer", "asks", "caution", "disputed", "done", "dropped", "history", "in_force_note", "meaning", "now",
    "outcome", "purpose", "requirement", "source_note", "suggestion", "summary", "text", "thanks", "used_for",
    "warning", "was", "how_to",
}  # fmt: skip
"""Keys of texts that may run over several. A term of the glossary is no such text: it is looked for on every page."""

Ending = Callable[[tuple[str, ...]], str]
"""What the next text goes on with, of what may stand there."""


def hostile() -> Ending:
    numbers = count()
    return lambda texts: texts[next(numbers) % len(texts)]


def harmless() -> Ending:
    numbers = count()
    return lambda _: f"word{next(numbers)}"


def ended(ending: Ending) -> Framework:
    """A framework that has a little of everything, in which every free text goes on with something."""
    data = yaml.load(cut_down((ROOT / "framework.yaml").read_text(encoding="utf-8")), Loader=yaml.CSafeLoader)
    data = {key: _ended(value, key, ending) for key, value in data.items()}
    for section in data["sections"]:
        section["title"] = f"{section['title'].split(' word')[0][:6]} {ending(IN_SHEET_NAMES)}"
    for sheet in data["workbook"]["sheets"].values():
        if "name" in sheet:
            sheet["name"] = f"{sheet['name'][:10]} {ending(IN_SHEET_NAMES)}"
    for field in data["fields"].values():
        changed = {choice: f"{choice} {ending(IN_CHOICES)}" for choice in field.get("choices", ())}
        field.update({"choices": [*changed.values()]} if changed else {})
        field.update({"done": changed[field["done"]]} if "done" in field else {})
        if "points" in field:
            field["points"] = {changed[one]: worth for one, worth in field["points"].items()}
    return parse(yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False), "ended.yaml")


def _ended(value: Any, key: str, ending: Ending) -> Any:
    """A value in which every free text goes on: a long one in six paragraphs more."""
    if isinstance(value, dict):
        kept = {"done"} if "choices" in value else set()
        # There is no earlier edition here whose place anything could take.
        value = {one: below for one, below in value.items() if one != "replaces"}
        return {one: below if one in kept else _ended(below, one, ending) for one, below in value.items()}
    if isinstance(value, list):
        return [_ended(one, key, ending) for one in value]
    if isinstance(value, str) and key in LONG:
        return "\n".join((value, ending(OUT_OF_QUOTES), *(ending(HOSTILE) for _ in range(5))))
    if isinstance(value, str) and key in SHORT:
        return f"{value[:100]} {ending(OUT_OF_QUOTES)} {ending(HOSTILE)}"
    return value


@pytest.fixture(scope="module")
def attacked() -> Framework:
    return ended(hostile())


@pytest.fixture(scope="module")
def peaceful() -> Framework:
    return ended(harmless())


def site_of(framework: Framework, folder: Path) -> Path:
    """The site of a framework, as MkDocs makes it."""
    copy_project(folder)
    for earlier in (folder / "editions").glob("*.yaml"):
        earlier.unlink()
    data = framework.model_dump(mode="json", exclude_defaults=True)
    (folder / "framework.yaml").write_text(yaml.dump(data, Dumper=yaml.CSafeDumper), encoding="utf-8")
    build_site(folder)
    return folder / "site"


@pytest.fixture(scope="module")
def sites(attacked: Framework, peaceful: Framework, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The attacked site and the peaceful one."""
    return site_of(attacked, tmp_path_factory.mktemp("attacked")), site_of(
        peaceful, tmp_path_factory.mktemp("peaceful")
    )


def test_no_text_becomes_an_element_an_attribute_a_link_or_a_script_of_the_site(sites: tuple[Path, Path]) -> None:
    attacked, peaceful = sites
    pages = sorted(path.relative_to(attacked) for path in attacked.rglob("*.html"))
    assert pages == sorted(path.relative_to(peaceful) for path in peaceful.rglob("*.html"))
    for page in pages:
        mine, other = (Page((site / page).read_text(encoding="utf-8")) for site in sites)
        differing = [pair for pair in zip(mine.elements, other.elements, strict=False) if pair[0] != pair[1]]
        assert differing[:3] == [], page
        assert len(mine.elements) == len(other.elements), page
        assert programs(mine) == programs(other), page
        assert elsewhere(mine) == elsewhere(other), page
        assert not [one for one in mine.addresses if re.match(r"\s*(javascript|vbscript|data):", one, re.IGNORECASE)]


def programs(page: Page) -> list[str]:
    """Return the scripts of a page. Of data for search engines, which repeats texts, it says only that it is data."""
    return ["data" if text.strip().startswith('{"@context"') and json.loads(text) else text for text in page.scripts]


def elsewhere(page: Page) -> list[str]:
    """The addresses of other sites that a page leads to, or takes something from."""
    return [one for one in page.addresses if re.match(r"(\w+:)?//|\w+:", one)]


def test_no_text_becomes_an_element_where_the_site_is_searched(sites: tuple[Path, Path]) -> None:
    mine, other = (json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8")) for site in sites)
    assert mine["config"] == other["config"]
    for one, two in zip(mine["docs"], other["docs"], strict=True):
        for key in ("title", "text"):
            assert Page(one[key]).elements == Page(two[key]).elements, one["location"]


def test_what_tries_to_break_out_is_there_to_be_read(sites: tuple[Path, Path]) -> None:
    site = sites[0]
    pages = [site / page / "index.html" for page in ("", *PAGES)]
    text = "\n".join(Page(page.read_text(encoding="utf-8")).text for page in pages)
    assert [one for one in HOSTILE if " ".join(one.split()) not in text] == []


PAGES = ("framework", "how-to-use", "examples", "prompts", "law", "standards", "changes", "glossary", "sources")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_term_of_the_glossary_and_its_meaning_show_as_they_are(text: str) -> None:
    """A term is looked for on every page, and its meaning is put below it."""
    data = yaml.load((DATA / "other.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    meaning = "\n".join((text, *HOSTILE))
    data["glossary"] = [
        {"id": "term", "term": text, "forms": ["care", f"{text}]: x"], "full": text, "meaning": meaning}
    ]
    framework = parse(yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True), "file.yaml")
    page = with_abbreviations(f"To care {escape(text)} after.", framework)
    made = Page(mark_first_terms(markdown.markdown(page, extensions=EXTENSIONS)))
    assert [tag for tag, _ in made.elements if tag not in {"p", "/p"}] in (["abbr", "/abbr"], ["abbr", "/abbr"] * 2)
    assert {names for tag, names in made.elements if tag == "abbr"} == {("tabindex", "title")}


def made_of(part: str) -> list[str]:
    """What a part of a workbook is made of: every tag with the names of its attributes."""
    return [re.sub(r'="[^"]*"', "", tag) for tag in re.findall(r"<[^>]*>", part)]


def formulas(content: bytes) -> list[str]:
    """The formulas of a workbook, without the texts in them."""
    found = [one for part in texts_of(content).values() for one in re.findall(r"<(?:f|formula\d?)>([^<]*)<", part)]
    return [re.sub(r"""'(?:[^']|'')*'!|"(?:[^"]|"")*\"""", '""', html.unescape(one)) for one in found]


def assert_made_of_the_same(mine: bytes, other: bytes) -> None:
    """Two workbooks differ in texts alone: not in formulas, links, names, lists or rules."""
    for name, part in texts_of(mine).items():
        assert made_of(part) == made_of(texts_of(other)[name]), name
    assert formulas(mine) == formulas(other)
    assert re.findall(r'Target="[^"]*"', "".join(texts_of(mine).values())) == re.findall(
        r'Target="[^"]*"', "".join(texts_of(other).values())
    )


def test_no_text_of_the_framework_becomes_a_formula_a_link_or_a_name_of_the_workbook(
    attacked: Framework, peaceful: Framework, tmp_path: Path
) -> None:
    mine, other = to_bytes(build(attacked)), to_bytes(build(peaceful))
    assert_made_of_the_same(mine, other)
    path = tmp_path / "book.xlsx"
    path.write_bytes(mine)
    cells = "\n".join(str(value) for sheet in read(path).sheets.values() for value in sheet.values())
    for section in attacked.sections:
        assert section.requirement in cells
        assert section.title in cells
        assert all(indicator.text in cells for indicator in section.indicators)


def all_answers(framework: Framework, ending: Ending) -> Answers:
    """An answer in every cell that takes one, fitting or not."""
    layout = layout_of(framework)
    cells: dict[str, Answer] = {name: ending(HOSTILE) for name in layout.inputs}
    columns: dict[str, tuple[Answer | None, ...]] = {
        name: tuple(ending(HOSTILE) for _ in range(5)) for name in layout.columns
    }
    return Answers(cells, columns)


def test_no_answer_becomes_a_formula_or_a_link_and_each_comes_back_as_it_was(tmp_path: Path) -> None:
    framework = load(DATA / "other.yaml")
    answers = all_answers(framework, hostile())
    mine, other = (to_bytes(build(framework, one)) for one in (answers, all_answers(framework, harmless())))
    assert_made_of_the_same(mine, other)
    path = tmp_path / "filled.xlsx"
    path.write_bytes(mine)
    back = read_back(path, {framework.edition.id: layout_of(framework)})
    assert dict(back.answers.cells) == dict(answers.cells)
    assert dict(back.answers.columns) == dict(answers.columns)
    assert all(line.isprintable() for line in back.problems)


@pytest.mark.libreoffice
def test_no_text_and_no_answer_becomes_a_formula_or_a_link_in_the_opendocument_form(
    attacked: Framework, peaceful: Framework, tmp_path: Path
) -> None:
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


@pytest.mark.parametrize("text", ["\u202eevil", "\u2066evil", "\x07", "\x1b[31m", "\x00", "W" * 100_000])
@pytest.mark.parametrize("key", ["title", "summary", "help", "purpose", "meetings", "label", "used_for"])
def test_what_nobody_sees_and_what_no_cell_takes_is_refused_in_clear_lines(text: str, key: str) -> None:
    data = yaml.load((DATA / "other.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    where = next(place for place in _mappings(data) if key in place)
    where[key] = [f"One {text}"] * 2 if isinstance(where[key], list) else f"One {text}"
    with pytest.raises(FrameworkError) as raised:
        parse(yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True), "file.yaml")
    for problem in raised.value.problems:
        assert problem.text("file.yaml").isprintable()
        assert re.search("unseen character|over the limit|is not YAML|does not allow|is nam", problem.message)


def _mappings(data: Any) -> Iterator[dict[str, Any]]:
    """Every mapping in the data."""
    if isinstance(data, dict):
        yield data
    for value in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from _mappings(value)


@pytest.mark.parametrize("title", ["../../gone", "/etc/passwd", 'a<b>:"|?*\\c', "CON", "Care & Co"])
def test_a_title_is_a_name_in_this_folder_and_nothing_else(title: str) -> None:
    text = (
        (DATA / "other.yaml").read_text(encoding="utf-8").replace("title: Good Gardens", f"title: {json.dumps(title)}")
    )
    name = parse(text, "other.yaml").workbook_name
    assert Path(name).name == name
    assert not set(name) & set('<>:"/\\|?*')
    assert name.endswith(" first-2030.xlsx")


def test_a_sheet_is_not_called_by_what_programs_read_as_another_character() -> None:
    text = (DATA / "other.yaml").read_text(encoding="utf-8").replace("name: Begin", "name: Begin _x0041_")
    with pytest.raises(FrameworkError, match="start: name: holds _x0041_, which spreadsheet programs read as another"):
        parse(text, "other.yaml")


def test_a_word_of_the_length_of_a_cell_is_in_page_and_workbook_alike() -> None:
    data = yaml.load((DATA / "other.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    word = "W" * 32_000
    changed = copy.deepcopy(data)
    changed["sections"][0]["requirement"] = word
    framework = parse(yaml.dump(changed, Dumper=yaml.CSafeDumper), "file.yaml")
    assert any(word in part for part in texts_of(to_bytes(build(framework))).values())
