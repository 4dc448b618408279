"""The form asks for what the workbook asks for: each input once, in any framework."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from carers_framework.framework.load import load
from carers_framework.framework.model import Framework
from carers_framework.online.book import book_data
from carers_framework.site.fill_in import JOINED, form_html, steps_of
from carers_framework.site.inputs import Download
from carers_framework.workbook.book import layout_of
from tests.helpers.fill_in import SCRIPTS
from tests.helpers.project import DATA, FROZEN

EDITIONS = [FROZEN / "framework.yaml", DATA / "other.yaml", *sorted((FROZEN / "editions").glob("*.yaml"))]


@pytest.fixture(params=EDITIONS, ids=lambda path: path.stem)
def edition(request: pytest.FixtureRequest) -> Framework:
    path: Path = request.param
    return load(path)


def form(edition: Framework) -> str:
    return form_html(edition, Download("workbook.xlsx", "Excel workbook", b""))


def test_each_input_once(edition: Framework) -> None:
    names = Counter(re.findall(r'data-name="([^"]+)"', form(edition)))
    assert names == Counter(layout_of(edition).inputs.keys())


def test_cells_exist(edition: Framework) -> None:
    """Whatever the form shows, the workbook calculates."""
    html = form(edition)
    data = book_data(edition)
    formulas = {f"{sheet['name']}!{cell[0]}" for sheet in data["sheets"] for cell in sheet["formulas"]}
    named = {cell[2] for sheet in data["sheets"] for cell in sheet["formulas"] if cell[2]}
    shown = {cell.replace("&#39;", "'").replace("&amp;", "&") for cell in re.findall(r'data-cell="([^"]+)"', html)}
    assert shown
    assert shown <= formulas | named


def test_ids_once(edition: Framework) -> None:
    html = form(edition)
    ids = Counter(re.findall(r' id="([^"]+)"', html))
    assert max(ids.values()) == 1, ids.most_common(3)
    pointed_at = re.findall(r' (?:for|aria-describedby|aria-labelledby|aria-controls)="([^"]+)"', html)
    assert set(pointed_at) <= set(ids)


def test_steps_lead_on(edition: Framework) -> None:
    """Every step is in the list of steps, and has a way to the one after it."""
    html = form(edition)
    steps = steps_of(edition)
    assert len(steps) == len(edition.sections) + 5
    for step in steps:
        assert html.count(f'<li><a href="#{step.id}">') == 1
        assert html.count(f'data-step="{step.id}"') == 1


def test_every_script_is_fetched() -> None:
    """Each script is among those that are fetched together, once."""
    parts = [part for parts in JOINED.values() for part in parts]
    assert sorted(parts) == sorted(path.stem for path in SCRIPTS.glob("*.js"))


def test_no_empty_line(edition: Framework) -> None:
    """An empty line within the form would let Markdown take what follows for a paragraph."""
    assert not re.search(r"\n\s*\n", form(edition))
