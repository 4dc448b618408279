"""The summary's pages, as an HTML parser, Chromium and axe read them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from carers_framework import collation
from carers_framework.collation.records import clean
from tests.collation.samples import HOSTILE, NEW, day, send, summary_of
from tests.helpers.axe import COLOURS, EVERY_RULE, violations
from tests.helpers.pages import Page
from tests.helpers.screens import resize


def test_hostile_texts(hostile: Path, project: Path, inbox: Path, tmp_path: Path) -> None:
    """Nothing that people typed becomes an element or a link: a calm inbox gives the same ones."""
    send(inbox / "one.xlsx", NEW, {"area_name": "A", "score_light": "?", "found_bright": "Seen", "action1": "a"})
    cells = {"area_name": "A", "score_light": "L", "review0_light": "H1"}
    send(inbox / "two.xlsx", NEW, {**cells, "done_by1": day(2020)})
    summary_of(project, inbox, tmp_path / "out")
    for page in (hostile / "html").glob("*.html"):
        calm = tmp_path / "out" / "html" / page.name
        found, expected = (Page(path.read_text(encoding="utf-8")) for path in (page, calm))
        assert set(found.elements) <= set(expected.elements), page.name
        assert set(found.addresses) == set(expected.addresses), page.name


def test_texts_as_typed(hostile: Path) -> None:
    """What people typed is there as they typed it."""
    expected = {clean(text) for text in HOSTILE if len(text) < 32_000}
    page = Page((hostile / "html" / "actions.html").read_text(encoding="utf-8"))
    assert expected - {""} <= {text.replace("\r\n", "\n") for text in page.texts}


def test_no_words_in_templates() -> None:
    """Every word that people see on the pages comes from the framework or from words.py."""
    for path in (Path(collation.__file__).parent / "templates").glob("*.html.j2"):
        text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not re.search(r"[A-Za-z]", text), path.name


@pytest.mark.chromium
@pytest.mark.usefixtures("mixed")
def test_axe(hostile: Path, mixed_out: Path, browser: Browser) -> None:
    """The tool axe finds nothing on the pages, which fit the screen and make no request to anywhere else.

    They have no script, so one that is loaded again in another scheme or at another width would be the same. A scheme
    changes nothing but colours.
    """
    page = browser.new_page()
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    for folder in (hostile / "html", mixed_out / "html"):
        for path in sorted(folder.glob("*.html")):
            assert "<script" not in path.read_text(encoding="utf-8")
            page.goto(path.as_uri())
            page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
            for width in (1280, 320):
                resize(page, width)
                for scheme, rules in (("light", EVERY_RULE), ("dark", COLOURS)):
                    page.emulate_media(color_scheme=scheme)
                    assert violations(page, rules) == [], (path.name, width, scheme)
                assert page.evaluate("document.documentElement.scrollWidth") <= width, path.name
    page.close()
    assert [address for address in requested if not address.startswith("file:")] == []
