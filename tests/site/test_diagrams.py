"""The diagrams: made from the data, whatever it holds; the same in words; and readable in Chromium."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from carers_framework.framework.load import parse
from carers_framework.framework.model import Framework
from carers_framework.site.diagrams.drawings import drawings
from carers_framework.site.diagrams.paths import column, loop, stations
from carers_framework.site.diagrams.svg import wrapped
from tests.helpers.project import DATA

PAGES = ("sections/", "how-to-use/", "changes/", "law/")

# The texts that reach out of their drawing or their box, or are smaller than 14 pixels.
AMISS = """
() => [...document.querySelectorAll(".drawing")].filter(drawing => drawing.checkVisibility()).flatMap(drawing => {
    const whole = drawing.getBoundingClientRect();
    const boxes = [...drawing.querySelectorAll("rect")].map(box => box.getBoundingClientRect());
    return [...drawing.querySelectorAll("text")].filter(text => {
        const {left, right, top, bottom} = text.getBoundingClientRect();
        const size = 15 * whole.width / drawing.viewBox.baseVal.width;
        const middle = (top + bottom) / 2;
        const around = boxes.filter(box =>
            box.left <= left + 1 && left + 1 <= box.right && box.top <= middle && middle <= box.bottom
        );
        const out = left < whole.left - 1 || right > whole.right + 1 || bottom > whole.bottom + 1;
        return size < 14 || out || around.some(box => right > box.right + 1 || bottom > box.bottom + 3);
    }).map(text => text.textContent);
})
"""


def words(figure: str) -> str:
    """Return the text of the words beside a diagram."""
    return html.unescape(re.sub(r"<[^>]+>", " ", figure.partition("<figcaption>")[2]))


def drawn(figure: str) -> list[str]:
    """Return the text of the wide and of the narrow drawing, with spaces between the lines."""
    return [html.unescape(" ".join(re.findall(r"<tspan[^>]*>(.*?)</tspan>", svg))) for svg in figure.split("<svg")[1:]]


def test_same_in_words(framework: Framework) -> None:
    """Whatever a diagram says, its words say too, and both come from the data."""
    found = drawings(framework)
    for figure, texts in (
        (found.journey, [section.title for section in framework.sections]),
        (found.steps, [step.title for step in framework.steps]),
        (found.covers, [cover.who for cover in framework.law_covers]),
        (found.changes, [change.title for change in framework.changes]),
        (found.changes, [change.when for change in framework.changes]),
    ):
        said, pictures = words(figure), drawn(figure)
        assert len(pictures) == 2
        for text in texts:
            assert text in said
            assert all(text in picture for picture in pictures), text


def test_test_of_law(framework: Framework) -> None:
    """The test of eligibility has its parts, and says that all have to be true."""
    (question,) = (each for each in framework.law_questions if each.test)
    assert question.test
    figure = drawings(framework).tests[question.id]
    for part in question.test.parts:
        for text in filter(None, (part.title, part.text, *part.any_of)):
            assert text in words(figure)
            assert all(text in picture for picture in drawn(figure)), text
    assert "All of these have to be true" in words(figure)
    assert figure.count(">and</text>") == 2 * (len(question.test.parts) - 1)


def test_other_framework() -> None:
    """A framework without law, changes or a loop has none of their diagrams."""
    found = drawings(parse((DATA / "other.yaml").read_text(encoding="utf-8"), "other.yaml"))
    assert (found.steps, found.covers, found.changes) == ("", "", "")
    assert not any(found.tests.values())


@pytest.mark.parametrize("count", [2, 3, 6, 7, 11, 24])
def test_any_number(count: int) -> None:
    """Any number of sections or steps is drawn, each once, and every way back is found."""
    titles = [f"Title {number}" for number in range(1, count + 1)]
    shapes = [stations(titles), column(titles, 288), *(loop(titles, back_to) for back_to in range(count - 1))]
    for shape in shapes:
        assert re.findall(r"Title \d+", shape.elements) == titles
        assert "nan" not in shape.elements
    for shape in shapes[2:]:
        assert shape.elements.count('class="head"') == count


def test_wrapped() -> None:
    assert wrapped("", 100) == [""]
    assert all(len(line) <= 11 for line in wrapped("Incomprehensibilities of any kind", 100))


def test_hostile_texts() -> None:
    """No text becomes markup, in a drawing or in the words."""
    title = "<b onclick=x>&lt;\"'"
    assert "<b" not in stations([title, title]).elements


@pytest.mark.chromium
@pytest.mark.parametrize("width", [320, 768, 1366])
def test_readable(site_address: str, page: Page, width: int) -> None:
    """One drawing of each diagram is shown; no text leaves its box, and none is small."""
    page.set_viewport_size({"width": width, "height": 800})
    for path in PAGES:
        page.goto(site_address + path)
        figures = page.locator(".diagram")
        assert figures.count()
        assert page.locator(".drawing:visible").count() == figures.count()
        assert page.evaluate(AMISS) == [], path


def test_no_stops(site: Path) -> None:
    """Screen readers are given the words and not the drawing, and the keyboard does not stop in it."""
    for path in PAGES:
        text = (site / path / "index.html").read_text(encoding="utf-8")
        for tag in re.findall(r'<svg class="drawing[^>]*>', text):
            assert 'aria-hidden="true"' in tag
            assert 'focusable="false"' in tag
