"""The practice examples: each with its result or none, its figures, its sections and themes, and shown on the site."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

import pytest
import yaml

from carers_framework.framework.library import RESULT_LIMIT, Example
from carers_framework.framework.load import FrameworkError, load, parse
from carers_framework.framework.model import Framework
from carers_framework.site.inputs import Download, SiteInputs
from carers_framework.site.render import EXAMPLE_WORDS, render
from tests.helpers.pages import plain
from tests.helpers.project import DATA, FILE_2021

NUMBER = re.compile(r"\d[\d,]*%?")

FIGURES = {
    "nottinghamshire-co-produced-assessment": {"10", "25", "87"},
    "all-together-better": {"6", "2"},
    "rochdale-young-carers": {"80", "16", "21"},
    "kirklees-carers-gateway": {"57%"},
    "employers-for-carers-forum": {"1", "7"},
    "hounslow-whole-family-personal-budget": {"3"},
    "islington-young-adult-carers-transition": {"16", "25"},
    "lincolnshire-at-home-day-service": {"10", "3"},
    "carers-emergency-card-schemes": {"24", "30", "150"},
    "wakefield-looking-after-me": {"60"},
    "hertfordshire-discount-card": {"400", "12,000", "55%"},
    "northumberland-carers-clinics": {"390"},
    "surrey-digital-resource": {"108,000"},
    "richmond-carers-hub": {
        *("2012", "2017", "437", "1,701", "4,485", "255", "451", "940", "283", "109", "469", "2,929", "264", "39"),
        *("157", "331"),
    },
    "surrey-employers-for-carers": {"3", "25", "12"},
    "lincolnshire-system-led-support": {"27", "12", "475"},
    "hillingdon-carers-partnership": {"18", "1,000", "12", "28%", "14%", "2014", "37%"},
    "croydon-carers-strategy": {"2015", "2017", "2016", "329", "22", "111", "13", "95", "206"},
}
"""Figures that the sources give, by the example that must keep them."""

FIGURES_IN_WORDS = {"all-together-better": {"six": "6"}}
"""Figures that an example may write in words."""


@pytest.fixture(scope="module")
def page(pages: Mapping[str, str]) -> str:
    """Return the index of examples as Markdown."""
    return pages["examples.md"]


@pytest.fixture(scope="module")
def by_id(framework: Framework) -> Mapping[str, Example]:
    return {example.id: example for example in framework.examples}


def numbers(text: str) -> set[str]:
    return {number.rstrip(",") for number in NUMBER.findall(text)}


def test_result_and_outcome_go_together(framework: Framework) -> None:
    """An example has both, or its source reports no result and it has neither."""
    for example in framework.examples:
        assert bool(example.result) == bool(example.outcome), example.id


def test_result_gives_no_new_figure(framework: Framework) -> None:
    for example in framework.examples:
        assert numbers(example.result or "") <= numbers(f"{example.outcome} {example.done}"), example.id


def test_result_is_one_short_line(framework: Framework) -> None:
    """A result ends without a full stop, since it follows a heading in lists; the model holds its length."""
    for example in framework.examples:
        assert len(example.result or "") <= RESULT_LIMIT, example.id
        assert not (example.result or "").endswith("."), example.id


@pytest.mark.parametrize("id_", FIGURES)
def test_figures_of_the_source_stay(id_: str, by_id: Mapping[str, Example]) -> None:
    example = by_id[id_]
    text = f"{example.done} {example.outcome}"
    for word, figure in FIGURES_IN_WORDS.get(id_, {}).items():
        text = re.sub(rf"\b{word}\b", figure, text)
    assert numbers(text) >= FIGURES[id_]


def test_numbers_that_do_not_add_up(by_id: Mapping[str, Example]) -> None:
    """The source of the Croydon example contradicts itself, and readers are told so."""
    assert "do not add up" in (by_id["croydon-carers-strategy"].outcome or "")


def test_every_theme_has_an_example(framework: Framework) -> None:
    used = {theme for example in framework.examples for theme in example.themes}
    assert {theme.id for theme in framework.themes} == used


def test_sections_are_named_once(framework: Framework) -> None:
    """None named means all, so no example names all of them, or one of them twice."""
    for example in framework.examples:
        assert len(set(example.sections)) == len(example.sections) < len(framework.sections), example.id


def test_examples_for_all_come_last(framework: Framework) -> None:
    assert framework.examples_for_all
    for section in framework.sections:
        found = framework.examples_of(section)
        assert found[-len(framework.examples_for_all) :] == framework.examples_for_all
        own = found[: -len(framework.examples_for_all)]
        assert own
        assert all(section.id in example.sections for example in own)


def test_section_pages_show_examples(framework: Framework, pages: Mapping[str, str]) -> None:
    """A section's page shows a few of its own examples with their results, and leads to all."""
    for section in framework.sections:
        shown = pages[f"sections/{section.id}.md"]
        listed = [example for example in framework.examples if f"](../examples/{example.id}.md)" in shown]
        assert 0 < len(listed) <= 3
        assert all(section.id in example.sections for example in listed)
        assert all(" ".join((example.result or "").split()) in plain(shown) for example in listed)
        assert f"](../examples.md?section={section.id})" in shown


def test_long_sentences_are_split(framework: Framework) -> None:
    """No sentence of an example has more than 25 words."""
    for example in framework.examples:
        for text in (example.done, example.outcome or "", example.history or ""):
            for sentence in re.split(r"(?<=[.!?:])[”’)]*\s+", text):
                assert len(sentence.split()) <= 25, (example.id, sentence)


def test_page_of_each_example(framework: Framework, pages: Mapping[str, str]) -> None:
    """Each example has a page with everything that is known of it."""
    for example in framework.examples:
        shown = plain(pages[f"examples/{example.id}.md"])
        texts = (example.title, example.area, example.organisation, example.result, example.done, example.outcome)
        for text in (*texts, example.history, str(example.year), example.source.at, *example.links):
            assert not text or " ".join(text.split()) in shown, (example.id, text)
        assert ("Result not reported" in shown) != bool(example.result)


def test_card_of_each_example(framework: Framework, page: str) -> None:
    """A card has the title, which leads to the page, the place, the year, the result, and at most two themes."""
    titles = {theme.id: theme.title for theme in framework.themes}
    cards = {card.split("{: #")[1].split()[0]: card for card in page.split(" data-section=")[1:]}
    assert list(cards) != [example.id for example in framework.examples], "they are sorted by section"
    for example in framework.examples:
        card, shown = cards[example.id], plain(cards[example.id])
        assert f"](examples/{example.id}.md){{: #{example.id} .moved }}" in card
        for text in (example.title, f"{example.area}, {example.year}", example.result or "Result not reported"):
            assert text in shown, example.id
        assert card.count("<span>") == min(len(example.themes), 2)
        assert all(titles[theme] in shown for theme in example.themes[:2])


def test_options_have_counts(framework: Framework, page: str) -> None:
    """Each section and each theme is offered with the number of its examples, and none that has no example."""
    counts = {section.id: len(framework.examples_of(section)) for section in framework.sections}
    counts["all-sections"] = len(framework.examples_for_all)
    counts |= {theme.id: sum(theme.id in each.themes for each in framework.examples) for theme in framework.themes}
    offered = dict(re.findall(r'<option value="([^"]+)">[^<]*\((\d+)\)</option>', page))
    assert offered == {value: str(count) for value, count in counts.items() if count}
    lonely = framework.themes[0].model_copy(update={"id": "lonely", "title": "Lonely"})
    more = framework.model_copy(update={"themes": (*framework.themes, lonely)})
    again = render(SiteInputs(more, (Download("x.xlsx", "Excel workbook", b""),)))["examples.md"]
    assert "lonely" not in again


def test_words_of_examples(framework: Framework, pages: Mapping[str, str]) -> None:
    """The script for the text box has every word that the pages of the examples have and their cards have not."""
    head, tail = "window.exampleWords = ", ";\n"
    script = pages[EXAMPLE_WORDS]
    words = json.loads(script.removeprefix(head).removesuffix(tail))
    for example in framework.examples:
        assert set(f"{example.done} {example.outcome or ''}".lower().split()) <= set(words[example.id].split())


def test_page_filters_examples_for_all(framework: Framework, page: str) -> None:
    """Whatever section is chosen, an example that helps with all of them is among those shown."""
    wanted = " ".join([*(section.id for section in framework.sections), "all-sections"])
    for example in framework.examples_for_all:
        card = page[: page.index(f"{{: #{example.id} ")].rpartition("<li ")[2]
        assert f'data-section="{wanted}"' in card
    assert page.count(" data-section=") == len(framework.examples)


def test_sources_can_be_found(framework: Framework) -> None:
    """Every web page among the sources has its address, and a document its year."""
    for source in framework.sources:
        assert source.link if source.kind == "page" else source.year, source.id


def test_sources_page_lists_pages(framework: Framework, pages: Mapping[str, str]) -> None:
    shown = plain(pages["sources.md"])
    for source in framework.sources:
        assert source.title in shown
        assert source.kind == "document" or (source.link or "") in shown


def broken(key: str, **values: object) -> str:
    """Return the message where the first entry of a list of the real file has these values (None takes a key away)."""
    data = yaml.load(FILE_2021.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    entry = data[key][0]
    entry.update(values)
    data[key][0] = {name: value for name, value in entry.items() if value is not None}
    with pytest.raises(FrameworkError) as caught:
        parse(yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False), FILE_2021.name)
    return str(caught.value)


def test_mistakes_in_an_example() -> None:
    assert f"result: is {RESULT_LIMIT + 1} characters long" in broken("examples", result="a" * (RESULT_LIMIT + 1))
    assert "'sections' is missing" in broken("examples", sections=None)


def test_mistakes_in_a_source() -> None:
    assert "is a document without a year" in broken("sources", year=None)
    assert "is a page without an address" in broken("sources", kind="page", link=None)


def test_framework_without_examples() -> None:
    framework = load(DATA / "other.yaml")
    assert framework.examples_for_all == ()
    assert framework.examples_of(framework.sections[0]) == framework.examples
    pages = render(SiteInputs(framework, (Download("x.xlsx", "Excel workbook", b""),)))
    assert "examples.md" not in pages
    assert not [path for path, page in pages.items() if "examples.md" in page]
