"""The practice library and the law: whole, tied to the sections, and found on the site and in the workbook."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise

import openpyxl

from carers_framework.framework.model import Framework
from carers_framework.site.content.terms import forms_of, mark_first_terms, with_abbreviations
from carers_framework.words.workbook import ALL_SECTIONS
from carers_framework.workbook.book import layout_of
from carers_framework.workbook.cells import Link
from tests.helpers.pages import plain

DOCUMENTS = {"QS200", "NG150", "QM14", "FIRST", "EveryOne", "AutoNoMe"}
SITES = {"GOV", "DocsLib", "DocPlayer", "StringTranslate", "TheyWorkForYou"}
NAMES = DOCUMENTS | SITES
"""Capitals that are the name of a document, a body or a website, and stand for nothing else."""


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
    assert (examples["dh-2010"], examples["adass-2018"], examples["commissioning-2009"]) == (38, 26, 5)
    counts = {collection.id: len(collection.items) for collection in framework.collections}
    assert counts["practice-points-2010"] == 39
    assert counts["good-services-2018"] == 12


def test_sections_are_supplied(framework: Framework) -> None:
    """Every section has duties, examples, points and questions."""
    for section in framework.sections:
        assert framework.duties_of(section), section.id
        assert len(framework.examples_of(section)) >= 5, section.id
        assert sum(len(collection.for_section(section.id)) for collection in framework.collections) >= 5, section.id


def test_order_of_examples(framework: Framework) -> None:
    """The example that helps a section most comes first."""
    for section in framework.sections:
        places = [example.sections.index(section.id) for example in framework.examples_of(section) if example.sections]
        assert places == sorted(places)


def test_examples_on_their_pages(framework: Framework, pages: Mapping[str, str]) -> None:
    """Every example is on its page, with all its figures."""
    with_figures = 0
    for example in framework.examples:
        shown = plain(pages[f"examples/{example.id}.md"])
        for text in (example.done, example.outcome or ""):
            assert " ".join(text.split()) in shown, example.id
        with_figures += bool(re.search(r"\d", example.outcome or ""))
    assert with_figures > 10


def test_abbreviations(framework: Framework) -> None:
    """Every abbreviation is in the glossary, but for those of the publisher's own statements."""
    known = {
        word
        for term in framework.glossary
        for form in (term.term, *term.forms, term.full or "")
        for word in re.findall(r"[\w&]+", form)
    }
    for text in texts(framework.model_dump(exclude={"statements"})):
        for word in re.findall(r"\b(?:[A-Z][A-Za-z&]*[A-Z][A-Za-z]*|[A-Z]{2,}\d*)s?\b", text):
            assert {word, word.removesuffix("s")} & (known | NAMES), f"{word} in: {text[:80]}"


def test_no_personal_contacts(framework: Framework) -> None:
    """No e-mail address and no telephone number came along from the sources."""
    for text in texts(framework.model_dump()):
        assert "@" not in text
        assert not re.search(r"\b0\d{3,4} ?\d{3} ?\d{3,4}\b", text)


def test_order_of_provisions(framework: Framework, pages: Mapping[str, str]) -> None:
    """Provisions come in the order in which people look them up."""
    duty = framework.duties[0]
    wanted = [
        "Section 2(2)",
        "Section 2(2)(a)",
        "Section 2(2)(c)",
        "Section 10(1)",
        "Section 10(4) to (5)",
        "Section 63",
    ]
    mixed = [duty.model_copy(update={"provision": provision}) for provision in reversed(wanted)]
    assert [duty.provision for duty in sorted(mixed, key=lambda duty: duty.place)] == wanted
    for section in framework.sections:
        places = [(duty.law, duty.place) for duty in framework.duties_of(section)]
        assert all(place <= next_place for (law, place), (next_law, next_place) in pairwise(places) if law == next_law)
    first = re.findall(r"^### .*", pages["law/acts/1.md"] + pages["law/acts/2.md"], re.MULTILINE)
    numbers = [int(re.findall(r"\d+", line)[0]) for line in first]
    assert numbers == sorted(numbers)


def test_only_current_law(framework: Framework) -> None:
    """No law of 2009 that has ended is given as a duty."""
    assert {duty.law for duty in framework.duties} == {
        "Care Act 2014",
        "SI 2014/2827, on assessment",
        "SI 2015/313, on eligibility",
        "SI 2014/2672, on charging",
        "SI 2014/2871, on direct payments",
        "SI 2009/309, on complaints",
        "Local Government Act 1974",
        "Children Act 1989",
        "Equality Act 2010",
        "Health and Care Act 2022",
        "Carer’s Leave Act 2023",
        "SI 2024/251, on carer’s leave",
        "Employment Relations (Flexible Working) Act 2023",
        "SI 2023/1328, on flexible working",
        "Procurement Act 2023",
        "Care and support statutory guidance",
    }


def test_not_legal_advice(framework: Framework, pages: Mapping[str, str]) -> None:
    """Every page that gives the law says that it is not legal advice."""
    law = [path for path in pages if path == "law.md" or path.startswith("law/")]
    for path in (*law, *(f"sections/{section.id}.md" for section in framework.sections)):
        assert "not legal advice" in plain(pages[path]).lower(), path
    assert "The matching is ours" in plain(pages["standards.md"])


def test_ideas_in_the_workbook(framework: Framework, workbook_bytes: bytes) -> None:
    """The ideas are in the workbook, each listed once, under the section that it helps most."""
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_bytes))[framework.workbook.sheets.ideas.name]
    table = sheet.tables["ideas"]
    assert table.autoFilter.ref == table.ref
    rows = list(sheet[table.ref])[1:]
    expected = [
        (framework.sheet_name(section), example.title)
        for section in framework.sections
        for example in framework.examples
        if example.sections and example.sections[0] == section.id
    ]
    expected += [(ALL_SECTIONS, example.title) for example in framework.examples if not example.sections]
    assert [(row[0].value, row[1].value) for row in rows] == expected
    assert len(rows) == len(framework.examples)


def test_sections_of_an_idea(framework: Framework, workbook_bytes: bytes) -> None:
    """An idea names the numbers of the other sections that it helps, in their order."""
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_bytes))[framework.workbook.sheets.ideas.name]
    _, *rows = sheet[sheet.tables["ideas"].ref]
    ids = [section.id for section in framework.sections]
    numbers = {example.id: sorted(ids.index(other) + 1 for other in example.sections[1:])
               for example in framework.examples}  # fmt: skip
    expected = Counter((example.title, ", ".join(map(str, numbers[example.id]))) for example in framework.examples)
    assert Counter((row[1].value, row[-1].value or "") for row in rows) == expected


def test_links_of_ideas(framework: Framework) -> None:
    """Once the site has an address, each idea in the workbook is linked to its place there."""
    site = "https://carers.org.uk/guide/"
    real = framework.model_copy(update={"edition": framework.edition.model_copy(update={"site": site})})
    (sheet,) = (sheet for sheet in layout_of(real).sheets if sheet.sheet.name == real.workbook.sheets.ideas.name)
    links = {(placed.cell.text, placed.cell.address) for placed in sheet.cells if isinstance(placed.cell, Link)}
    assert links >= {(example.title, f"{site}examples/{example.id}/") for example in framework.examples}


def test_meanings_of_terms(framework: Framework) -> None:
    """Terms of the glossary show their meaning on pages."""
    page = with_abbreviations(
        "PCTs bought care. A PCT is gone. Direct payments and direct payments.", forms_of(framework)
    )
    assert "*[PCT]: Primary care trust. The local NHS body until 2013. Now: Primary care trusts ended" in page
    assert "*[PCTs]: " in page
    assert "*[direct payments]: " in page
    assert "*[CCG]" not in page


def test_terms_marked_once() -> None:
    """A term is marked once on a page, and never in a heading or link. The Tab key does not stop at it."""
    mark = '<abbr title="Meaning">term</abbr>'
    marked = mark_first_terms(f'<h2>{mark}</h2><p>{mark} {mark} <a href="x">{mark}</a></p><h2>Next</h2><p>{mark}</p>')
    first = '<abbr tabindex="-1" title="Meaning">term</abbr>'
    assert marked == f'<h2>term</h2><p>{first} term <a href="x">term</a></p><h2>Next</h2><p>term</p>'
