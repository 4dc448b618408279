"""What people type into the search and what it finds: the queries of tests/data/search_queries.yaml, in Chromium."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import material
import pytest
import yaml
from playwright.sync_api import Browser, Page

from carers_framework.framework.model import Framework
from carers_framework.site.content.search import INDEX, WORKER, SearchError, improved, with_own_worker
from tests.helpers.axe import violations
from tests.helpers.project import DATA

QUERIES = yaml.safe_load((DATA / "search_queries.yaml").read_text(encoding="utf-8"))
BUNDLE = next((Path(material.__file__).parent / "templates/assets/javascripts").glob("bundle.*.min.js"))

# Type, wait until the worker has answered, and return the addresses of what is found, without those of the pages above.
TYPE = """
async query => {
    const field = document.querySelector(".md-search__input");
    const list = document.querySelector(".md-search-result__list");
    const press = value => { field.value = value; field.dispatchEvent(new KeyboardEvent("keyup")); };
    const changed = () => new Promise(done => {
        const observer = new MutationObserver(() => { observer.disconnect(); requestAnimationFrame(done); });
        const where = document.querySelector(".md-search-result__meta");
        observer.observe(where, {childList: true, characterData: true, subtree: true});
    });
    if (document.querySelector(".md-search-result__item")) {
        const empty = changed();
        press("");
        await empty;
    }
    const full = changed();
    press(query);
    await full;
    return [...list.children].flatMap(item => {
        const links = [...item.querySelectorAll(":scope > a")];
        return links.slice(links.length > 1 ? 1 : 0).map(link => new URL(link.href));
    }).map(address => address.pathname + address.hash);
}
"""


@pytest.fixture(scope="module")
def page(browser: Browser, site_address: str) -> Iterator[Page]:
    """A page whose search is ready."""
    page = browser.new_page()
    page.goto(f"{site_address}?q=carer")
    page.locator(".md-search-result__item").first.wait_for()
    yield page
    page.close()


def places(address: str) -> set[str]:
    """Return every name in an address: of folders, of the page, and of the place within it."""
    return set(re.split(r"[/#]|\.html", address))


@pytest.mark.chromium
def test_queries(page: Page) -> None:
    """For every query, one of the places that help is among the first three results."""
    missed = {}
    for query in QUERIES:
        first = page.evaluate(TYPE, query["query"])[:3]
        if not any(places(address) & set(query["places"]) for address in first):
            missed[query["query"]] = first
    assert len(QUERIES) >= 40
    assert missed == {}


@pytest.mark.chromium
@pytest.mark.parametrize(
    "alike",
    [
        ("carer's allowance", "carer’s allowance", "carers allowance", "Carers\u2019 Allowance?"),
        ("co-production", "coproduction", "CO-PRODUCTION"),
        ("direct payment", "direct payments", "“direct payments”"),
        ("young carer", "young  carers!", "young carer's"),
    ],
)
def test_alike(page: Page, alike: tuple[str, ...]) -> None:
    """Apostrophes, hyphens, capitals, plurals and other marks make no difference to what comes first."""
    assert len({page.evaluate(TYPE, query)[0] for query in alike}) == 1


@pytest.mark.chromium
@pytest.mark.parametrize(("typed", "place"), [("eligability", "law-who-is-eligible"), ("safegaurding", "care-act-s42")])
def test_misspelt(page: Page, typed: str, place: str) -> None:
    """A word with one wrong letter, or two in the wrong order, is found all the same."""
    assert any(place in places(address) for address in page.evaluate(TYPE, typed)[:5])


@pytest.mark.chromium
def test_nothing_found(page: Page, framework: Framework) -> None:
    """Where nothing is found, links help, those for readers first; arrow keys reach them, and Enter does nothing."""
    assert page.evaluate(TYPE, "xyzzyx") == []
    helping = page.locator(".search-help")
    assert helping.is_visible()
    links = helping.locator("a").evaluate_all("links => links.map(link => link.href)")
    readers = [f"/for/{reader.id}/" for reader in framework.readers]
    assert [link[-len(reader) :] for link, reader in zip(links, readers, strict=False)] == readers
    assert len(links) >= len(readers) + 5
    assert {page.request.get(link).status for link in links} == {200}
    address = page.url
    page.locator(".md-search__input").press("Enter")
    assert page.url == address
    page.locator(".md-search__input").press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('.search-help') !== null")
    assert page.evaluate(TYPE, "respite")
    assert not helping.is_visible()


@pytest.mark.chromium
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe(site_address: str, browser: Browser, scheme: str) -> None:
    """axe finds no mistake in the list of results, or in the links where nothing is found."""
    context = browser.new_context(color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    for query, shown in (("respite", ".md-search-result__item"), ("xyzzyx", ".search-help")):
        page.goto(f"{site_address}?q={query}")
        page.locator(shown).first.wait_for()
        page.wait_for_timeout(400)  # the dialog fades in
        assert list(violations(page)) == [], query
    context.close()


def test_index(site: Path, framework: Framework) -> None:
    """Each term is an entry of its own; earlier editions and boxes that sections repeat are not in the index."""
    index = json.loads((site / INDEX).read_text(encoding="utf-8"))
    addresses = {entry["location"] for entry in index["docs"]}
    assert {f"glossary/#{term.id}" for term in framework.glossary} <= addresses
    assert not [address for address in addresses if "#letter-" in address or address.startswith("editions/2016")]
    assert framework.search
    assert len(index["config"]["synonyms"]) == len(framework.search.synonyms) >= 30
    texts = [entry["text"] for entry in index["docs"]]
    assert not any("<" in text for text in texts)
    long_texts = [text for text in texts if len(text) > 200]
    assert len(long_texts) == len(set(long_texts))


def test_no_synonyms(framework: Framework) -> None:
    """A framework without synonyms or a glossary has a search too."""
    bare = framework.model_copy(update={"search": None, "glossary": (), "law_questions": ()})
    index = {
        "config": {"separator": " "},
        "docs": [{"location": "", "title": "A &amp; B", "text": "<p>C <b>D</b></p>"}],
    }
    assert json.loads(improved(json.dumps(index), bare)) == {
        "config": {"separator": " ", "synonyms": []},
        "docs": [{"location": "", "title": "A &amp; B", "text": "C D"}],
    }


def test_theme_speaks_as_before() -> None:
    """The theme's script still sends and expects the messages of our worker. If not, see assets/search.js."""
    script = BUNDLE.read_text(encoding="utf-8")
    for what, pattern in {
        "starts a worker at the address `search` of its settings": r"\(\w+\.search,",
        "sends {type: 0, data: {config, docs, …}} to set up": r"\{type:0,data:\{config:\w+,docs:\w+,options:",
        "knows {type: 1} as ready": r"\.type===1\b",
        "sends {type: 2, data: query}": r"\{type:2,data:\w+\}",
        "knows {type: 3} as a result": r"\.type===3\b",
        "reads `items` of a result": r"\{items:\w+\}",
        "reads `terms` and `score` of an item": r"\.terms\b.*\.score\b|\.score\b.*\.terms\b",
    }.items():
        assert re.search(pattern, script), (
            f"Material for MkDocs has changed: it seems that its script ({BUNDLE.name}) no longer {what}. "
            "Compare `SearchMessage` in its sources with assets/search.js, and correct both that and this test."
        )


@pytest.mark.parametrize("index", ["{}", "[]", "no JSON", '{"config": {}, "docs": [{"location": "a/"}]}'])
def test_changed_index(framework: Framework, index: str) -> None:
    """An index of another form is refused with a message that says what to do."""
    with pytest.raises(SearchError, match=r"has changed the form of search/search_index\.json"):
        improved(index, framework)


def test_changed_worker() -> None:
    """A page of the theme that names its worker in another way is refused."""
    page = '<script id="__config">{"search": "../assets/javascripts/workers/search.a7633da7.min.js"}</script>'
    assert f'"../{WORKER}"' in with_own_worker(page)
    assert with_own_worker("<p>search</p>") == "<p>search</p>"
    with pytest.raises(SearchError, match="no longer names its search worker"):
        with_own_worker(page.replace("workers/search.", "search/worker."))
