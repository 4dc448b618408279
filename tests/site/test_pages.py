"""The generated pages: every text of the framework is on one, the same as in the workbook, with where it comes from."""

from __future__ import annotations

import html
import io
from collections.abc import Iterator, Mapping

import markdown
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carers_framework.framework.model import Framework
from carers_framework.site.inputs import Download, SiteInputs
from carers_framework.site.markup import escape, places
from carers_framework.site.navigation import with_generated_pages
from carers_framework.site.render import render
from tests.helpers.editions import GARDENS
from tests.helpers.pages import EXTENSIONS, MARKUP, plain


def texts_of_both(framework: Framework) -> Iterator[str]:
    """Yield every text that is on a page and in the workbook."""
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
    for line in (*framework.workbook.how_to, *framework.workbook.good_to_know):
        yield line.title
        yield line.text
    sheets = framework.workbook.sheets
    for sheet in (sheets.start, sheets.preparation, sheets.summary):
        yield sheet.name
    yield sheets.summary.purpose
    for name, field in framework.fields:
        if field and name != "review_score":  # the workbook shows it as a prompt
            yield field.label


def test_shared_texts(framework: Framework, pages: Mapping[str, str], workbook_bytes: bytes) -> None:
    """A text that pages and workbook share is the same in both."""
    site = "\n".join(plain(text) for path, text in pages.items() if path.endswith(".md"))
    workbook = openpyxl.load_workbook(io.BytesIO(workbook_bytes))
    values = [str(cell.value) for sheet in workbook.worksheets for row in sheet.iter_rows() for cell in row]
    sheets = "\n".join([*values, *workbook.sheetnames])
    for text in texts_of_both(framework):
        assert text.replace("\n", " ") in site, text
        assert text in sheets, text


def test_texts_of_pages_alone(framework: Framework, pages: Mapping[str, str]) -> None:
    site = "\n".join(plain(text) for path, text in pages.items() if path.endswith(".md"))
    texts = [text for passage in framework.introduction for text in (passage.text, *passage.points)]
    texts += [text for step in framework.steps for text in (step.title, step.text, step.warning) if text]
    texts += [text for area in framework.wellbeing.areas for text in (area.title, area.text)]
    texts += [words for item in framework.invite for words in item.source_words]
    texts += [text for source in framework.sources for text in (source.title, source.used_for)]
    for text in texts:
        assert " ".join(text.split()) in site, text


def test_places_in_sources(framework: Framework, pages: Mapping[str, str]) -> None:
    """Pages say where in its source each part comes from."""
    for path, parts in (
        ("framework.md", framework.introduction),
        ("how-to-use.md", framework.steps),
        ("wellbeing.md", [framework.wellbeing]),
        *((f"examples/{example.id}.md", [example.source]) for example in framework.examples),
        *((f"prompts/{each.id}.md", [each.source]) for each in framework.collections),
        *((f"prompts/{each.id}.md", [item for item in each.items if item.at]) for each in framework.collections),
        *((f"sections/{section.id}.md", [section]) for section in framework.sections),
    ):
        shown = plain(pages[path])
        for part in parts:
            # What several places on a page share is named once, so the rest is sought on its own.
            assert part.at in shown or part.at.rpartition(", ")[2] in shown, (path, part.at)
    for section in framework.sections:
        # As Markdown, because `plain` does not know the blocks that open and close.
        shown = html.unescape(pages[f"sections/{section.id}.md"])
        for level in framework.levels:
            assert places(part.at for part in section.levels[level.score]) in shown


def test_words_of_the_source(framework: Framework) -> None:
    """The source's own words are shown wherever the framework file may give them."""
    words = {"source_words": ("Olden words", "Elder words")}
    section, *other_sections = framework.sections
    changed = framework.model_copy(
        update={
            "introduction": (framework.introduction[0].model_copy(update=words),),
            "wellbeing": framework.wellbeing.model_copy(update=words),
            "steps": (framework.steps[0].model_copy(update=words),),
            "sections": (section.model_copy(update=words), *other_sections),
        }
    )
    pages = render(SiteInputs(changed, (Download("x.xlsx", "Excel workbook", b""),), (changed,)))
    paths = [f"{name}.md" for name in ("framework", "wellbeing", "how-to-use", "workshop-pack")]
    paths += [f"sections/{section.id}.md", f"editions/{framework.edition.id}/index.md"]
    for path in paths:
        assert f"(The {framework.edition.updated} text says “Olden words”, “Elder words”.)" in plain(pages[path]), path


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ([], ""),
        (["Cycling, C, point 1"], "Cycling, C, point 1"),
        (["Cycling, C, point 1", "Cycling, C, point 2"], "Cycling, C: point 1; point 2"),
        (["Cycling", "Cycling, C"], "Cycling; Cycling, C"),
        (["Cycling", "Cycling"], "Cycling"),
        (["Cycling, C", "Walking, C"], "Cycling, C; Walking, C"),
    ],
)
def test_places(given: list[str], shown: str) -> None:
    """Whatever places in a document share is named once."""
    assert places(given) == shown


def test_key_to_scores(framework: Framework, pages: Mapping[str, str]) -> None:
    """What each score means is followed by a link to where the scores come from, and other pages lead there."""
    for name, to_root in (("index.md", ""), ("sections/index.md", "../")):
        assert all(" ".join(level.meaning.split()) in plain(pages[name]) for level in framework.levels)
        assert f"]({to_root}framework.md#about-the-scores)" in pages[name]
    assert "{: #the--scores }" in pages["sections/index.md"]
    assert "](sections/index.md#the--scores)" in pages["how-to-use.md"]
    assert all("](index.md#the--scores)" in pages[f"sections/{section.id}.md"] for section in framework.sections)


def test_links_to_indicators(framework: Framework, pages: Mapping[str, str]) -> None:
    """Every indicator has an anchor."""
    for section in framework.sections:
        page = markdown.markdown(pages[f"sections/{section.id}.md"], extensions=EXTENSIONS)
        for indicator in section.indicators:
            assert f'<li id="{indicator.id}">' in page


def test_heads_differ(pages: Mapping[str, str]) -> None:
    """No two pages have the same title or description."""
    heads = [text.split("---")[1].splitlines() for path, text in pages.items() if path.endswith(".md")]
    for key in (1, 2):
        lines = [head[key] for head in heads]
        assert len(set(lines)) == len(lines)
        assert all(len(line) > 12 for line in lines)


@pytest.mark.parametrize("printed", ["gardens.example", "https://gardens.example"])
def test_link_of_publisher(printed: str) -> None:
    """The publisher's address leads there, printed with or without its beginning."""
    edition = GARDENS.edition.model_copy(update={"publisher_link": printed})
    inputs = SiteInputs(GARDENS.model_copy(update={"edition": edition}), (Download("x.xlsx", "Excel workbook", b""),))
    assert "](https://gardens.example)" in render(inputs)["about.md"]


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"]), min_size=1)


@given(TEXT | MARKUP)
def test_escaped_texts(text: str) -> None:
    """Any text is shown as that text, whatever markup is in it."""
    shown = markdown.markdown(f"Before\n\n{escape(text)}\n\nAfter", extensions=EXTENSIONS)
    middle = shown.removeprefix("<p>Before</p>").removesuffix("<p>After</p>").strip()
    if not text.strip():
        return
    assert middle.startswith("<p>")
    assert "<" not in middle.removeprefix("<p>").removesuffix("</p>")
    seen = html.unescape(middle.removeprefix("<p>").removesuffix("</p>"))
    assert " ".join(seen.split()) == " ".join(text.split())


def test_navigation(framework: Framework) -> None:
    """The navigation has a page for each section, where mkdocs.yml has the list of them, and the pages for readers."""
    nav = [{"Home": "index.md"}, {"The framework": [{"The sections": "sections/index.md"}, {"Last": "last.md"}]}]
    inputs = SiteInputs(framework, (Download("x.xlsx", "Excel workbook", b""),), own_pages={"last": "Last"})
    (*above, below) = with_generated_pages(nav, inputs)
    assert above == [
        {"Home": "index.md"},
        *({reader.title: f"for/{reader.id}.md"} for reader in framework.readers if reader.door),
    ]
    assert isinstance(below, dict)
    assert [next(iter(entry.values())) for entry in below["The six sections"]] == [
        "sections/index.md",
        *(f"sections/{section.id}.md" for section in framework.sections),
        "last.md",
    ]


def test_navigation_without() -> None:
    """What a site does not have is not in its navigation, and neither is a group of such pages alone."""
    inputs = SiteInputs(GARDENS, (Download("x.xlsx", "Excel workbook", b""),))
    nav = [{"Home": "index.md"}, {"The law": [{"The law": "law.md"}, {"Standards": "standards.md"}]}, "last.md"]
    assert with_generated_pages(nav, inputs) == [{"Home": "index.md"}]
