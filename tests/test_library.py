"""The practice library and the law: whole, tied to the sections, and found on the site and in the workbook."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import openpyxl
import pytest

from carers_framework.framework.model import Framework
from carers_framework.site.pages import Download, mark_first_terms, render, with_abbreviations

from .test_pages import plain

NAMES = {"QS200", "NG150", "QM14", "FIRST", "EveryOne", "AutoNoMe"}
"""Capitals that are the name of a document or a body, and stand for nothing else."""


@pytest.fixture(scope="module")
def pages(framework: Framework) -> dict[str, str]:
    return dict(render(framework, Download(framework.workbook_name, 44_100, "Excel workbook")))


def texts(part: object) -> Iterator[str]:
    """Every text in a part of the framework that readers see."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for key, value in part.items():
            if key not in {"id", "at", "link", "links", "document", "site", "contact", "publisher_link"}:
                yield from texts(value)
    elif isinstance(part, (list, tuple)):
        for value in part:
            yield from texts(value)


def test_the_library_is_whole(framework: Framework) -> None:
    examples = Counter(example.source.document for example in framework.examples)
    assert (examples["dh-2010"], examples["adass-2018"]) == (37, 26)
    counts = {collection.id: len(collection.items) for collection in framework.collections}
    assert counts["practice-points-2010"] == 39
    assert counts["good-services-2018"] == 12


def test_every_section_has_duties_examples_points_and_questions(framework: Framework) -> None:
    for section in framework.sections:
        assert framework.duties_of(section), section.id
        assert len(framework.examples_of(section)) >= 5, section.id
        assert sum(len(collection.for_section(section.id)) for collection in framework.collections) >= 5, section.id


def test_the_example_that_helps_a_section_most_comes_first(framework: Framework) -> None:
    for section in framework.sections:
        places = [example.sections.index(section.id) for example in framework.examples_of(section)]
        assert places == sorted(places)


def test_every_example_with_all_its_figures_is_on_the_page(framework: Framework, pages: dict[str, str]) -> None:
    shown = plain(pages["examples.md"])
    with_figures = 0
    for example in framework.examples:
        for text in (example.done, example.outcome or ""):
            assert " ".join(text.split()) in shown, example.id
        with_figures += bool(re.search(r"\d", example.outcome or ""))
    assert with_figures > 10


def test_every_abbreviation_is_in_the_glossary(framework: Framework) -> None:
    known = {
        word
        for term in framework.glossary
        for form in (term.term, *term.forms, term.full or "")
        for word in re.findall(r"[\w&]+", form)
    }
    for text in texts(framework.model_dump()):
        for word in re.findall(r"\b(?:[A-Z][A-Za-z&]*[A-Z][A-Za-z]*|[A-Z]{2,}\d*)s?\b", text):
            assert {word, word.removesuffix("s")} & (known | NAMES), f"{word} in: {text[:80]}"


def test_nobody_can_be_written_to_from_the_library(framework: Framework) -> None:
    """No e-mail address and no telephone number came along from the sources."""
    for text in texts(framework.model_dump()):
        assert "@" not in text
        assert not re.search(r"\b0\d{3,4} ?\d{3} ?\d{3,4}\b", text)


def test_provisions_come_in_the_order_in_which_people_look_them_up(framework: Framework, pages: dict[str, str]) -> None:
    duty = framework.duties[0]
    wanted = [
        "Section 2(2)",
        "Section 2(2)(a)",
        "Section 2(2)(c)",
        "Section 10(1)",
        "Section 10(4) to (5)",
        "Section 63",
    ]
    mixed = [duty.model_copy(update={"provision": one}) for one in reversed(wanted)]
    assert [one.provision for one in sorted(mixed, key=lambda one: one.place)] == wanted
    for section in framework.sections:
        places = [(one.law, one.place) for one in framework.duties_of(section)]
        assert all(one[1] <= other[1] for one, other in pairwise(places) if one[0] == other[0])
    headings = [line for line in pages["law.md"].splitlines() if line.startswith(("## ", "### "))]
    first = headings[1 : headings.index(next(line for line in headings[1:] if line.startswith("## ")))]
    numbers = [int(re.findall(r"\d+", line)[0]) for line in first]
    assert numbers == sorted(numbers)


def test_nothing_of_the_law_of_2009_is_given_as_a_duty(framework: Framework) -> None:
    assert {duty.law for duty in framework.duties} == {
        "Care Act 2014",
        "SI 2014/2827, on assessment",
        "SI 2015/313, on eligibility",
        "Children Act 1989",
        "Health and Care Act 2022",
        "Carer’s Leave Act 2023",
        "Care and support statutory guidance",
    }


def test_where_the_law_stands_it_is_said_that_this_is_no_legal_advice(
    framework: Framework, pages: dict[str, str]
) -> None:
    for path in ("law.md", *(f"sections/{section.id}.md" for section in framework.sections)):
        assert "not legal advice" in plain(pages[path]), path
    assert "The matching is ours" in plain(pages["standards.md"])


def test_the_ideas_are_in_the_workbook_each_linked_to_its_place_on_the_site(
    framework: Framework, workbook_bytes: bytes
) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_bytes))[framework.workbook.sheets.ideas.name]
    table = sheet.tables["ideas"]
    assert table.autoFilter.ref == table.ref
    rows = list(sheet[table.ref])[1:]
    expected = [
        (section.title, example.id) for section in framework.sections for example in framework.examples_of(section)
    ]
    found = [(row[0].value, row[1].hyperlink.target.partition("#")[2]) for row in rows]
    assert found == expected
    assert rows[0][1].hyperlink.target.startswith(f"{framework.edition.site}examples/")


def test_each_section_sheet_names_the_provisions_behind_it(framework: Framework, workbook_bytes: bytes) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(workbook_bytes))
    for section in framework.sections:
        values = "\n".join(str(cell.value) for row in workbook[section.title].iter_rows() for cell in row)
        for duty in framework.duties_of(section):
            assert duty.provision[1:] in values, (section.id, duty.id)


def test_terms_of_the_glossary_show_their_meaning(framework: Framework) -> None:
    page = with_abbreviations("PCTs bought care. A PCT is gone. Direct payments and direct payments.", framework)
    assert "*[PCT]: Primary care trust. The local NHS body until 2013. Now: Primary care trusts ended" in page
    assert "*[PCTs]: " in page
    assert "*[direct payments]: " in page
    assert "*[CCG]" not in page


def test_a_term_is_marked_once_below_a_heading_and_never_in_a_heading_or_link() -> None:
    mark = '<abbr title="Meaning">term</abbr>'
    marked = mark_first_terms(f'<h2>{mark}</h2><p>{mark} {mark} <a href="x">{mark}</a></p><h2>Next</h2><p>{mark}</p>')
    focusable = '<abbr tabindex="0" title="Meaning">term</abbr>'
    assert marked == f'<h2>term</h2><p>{focusable} term <a href="x">term</a></p><h2>Next</h2><p>{focusable}</p>'
