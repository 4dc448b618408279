"""The generated pages: every text of the framework that belongs on a page and in the workbook is in both, the same."""

from __future__ import annotations

import html
import io
from collections.abc import Iterator

import markdown
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carers_framework.framework.model import Framework
from carers_framework.site.pages import Download, escape, render, sections_in_nav
from tests.helpers.pages import EXTENSIONS, MARKUP, plain


@pytest.fixture(scope="module")
def pages(framework: Framework) -> dict[str, str]:
    return dict(render(framework, Download(framework.workbook_name, 44_100, "Excel workbook")))


def texts_of_both(framework: Framework) -> Iterator[str]:
    """Every text that stands on a page and in the workbook."""
    for section in framework.sections:
        yield section.title
        yield section.description
        yield section.requirement
        for indicator in section.indicators:
            yield indicator.text
    for item in (*framework.invite, *framework.gather):
        yield item.text
    for level in framework.levels:
        yield level.words
        yield level.meaning
    yield from framework.workbook.how_to
    sheets = framework.workbook.sheets
    for sheet in (sheets.start, sheets.preparation, sheets.summary):
        yield sheet.name
    yield sheets.summary.purpose
    yield framework.edition.summary
    for name, field in framework.fields:
        if name != "review_score":  # the workbook shows it as a prompt
            yield field.label


def test_every_shared_text_is_on_a_page_and_in_the_workbook_the_same(
    framework: Framework, pages: dict[str, str], workbook_bytes: bytes
) -> None:
    site = "\n".join(plain(text) for path, text in pages.items() if path.endswith(".md"))
    workbook = openpyxl.load_workbook(io.BytesIO(workbook_bytes))
    values = [str(cell.value) for sheet in workbook.worksheets for row in sheet.iter_rows() for cell in row]
    sheets = "\n".join([*values, *workbook.sheetnames])
    for text in texts_of_both(framework):
        assert text.replace("\n", " ") in site, text
        assert text in sheets, text


def test_every_text_for_pages_alone_is_on_one(framework: Framework, pages: dict[str, str]) -> None:
    site = "\n".join(plain(text) for path, text in pages.items() if path.endswith(".md"))
    texts = [text for passage in framework.introduction for text in (passage.text, *passage.points)]
    texts += [text for step in framework.steps for text in (step.title, step.text, step.warning) if text]
    texts += [text for area in framework.wellbeing.areas for text in (area.title, area.text)]
    texts += [words for item in framework.invite for words in item.source_words]
    texts += [text for source in framework.sources for text in (source.title, source.used_for)]
    for text in texts:
        assert " ".join(text.split()) in site, text


def test_every_indicator_can_be_linked_to(framework: Framework, pages: dict[str, str]) -> None:
    for section in framework.sections:
        page = markdown.markdown(pages[f"sections/{section.id}.md"], extensions=EXTENSIONS)
        for indicator in section.indicators:
            assert f'<li id="{indicator.id}">' in page


def test_titles_and_descriptions_differ_from_page_to_page(pages: dict[str, str]) -> None:
    heads = [text.split("---")[1].splitlines() for path, text in pages.items() if path.endswith(".md")]
    for key in (1, 2):
        lines = [head[key] for head in heads]
        assert len(set(lines)) == len(lines)
        assert all(len(line) > 12 for line in lines)


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"]), min_size=1)


@given(TEXT | MARKUP)
def test_whatever_stands_in_a_text_shows_as_that_text(text: str) -> None:
    shown = markdown.markdown(f"Before\n\n{escape(text)}\n\nAfter", extensions=EXTENSIONS)
    middle = shown.removeprefix("<p>Before</p>").removesuffix("<p>After</p>").strip()
    if not text.strip():
        return
    assert middle.startswith("<p>")
    assert "<" not in middle.removeprefix("<p>").removesuffix("</p>")
    seen = html.unescape(middle.removeprefix("<p>").removesuffix("</p>"))
    assert " ".join(seen.split()) == " ".join(text.split())


def test_the_navigation_gains_a_page_a_section(framework: Framework) -> None:
    nav = [{"Home": "index.md"}, {"The framework": [{"The sections": "sections/index.md"}, {"Last": "last.md"}]}]
    (_, below) = sections_in_nav(nav, framework)
    assert isinstance(below, dict)
    assert [next(iter(entry.values())) for entry in below["The framework"]] == [
        "sections/index.md",
        *(f"sections/{section.id}.md" for section in framework.sections),
        "last.md",
    ]
