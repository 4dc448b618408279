"""All diagrams of a framework, as figures for the pages. What a framework has no data for is an empty text."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ...base.text import folded, within_a_sentence
from ...framework.library import LawTest
from ...framework.model import Framework
from ...words.site import DIAGRAM_WORDS
from ..markup import Markdown
from . import paths, tables, tests
from .svg import NARROW, WIDE, Shape, drawing


@dataclass(frozen=True, slots=True)
class Drawings:
    """The figures: the sections as a journey, the steps as a loop, whom the law covers, what has changed, and tests.

    `tests` has the test of each question of law that has one, by the question's id.
    """

    journey: Markdown
    steps: Markdown
    covers: Markdown
    changes: Markdown
    tests: Mapping[str, Markdown] = field(default_factory=dict)


def drawings(framework: Framework) -> Drawings:
    """Return all figures of a framework."""
    return Drawings(
        journey=_journey([section.title for section in framework.sections]),
        steps=_steps(framework),
        covers=_covers(framework),
        changes=_changes([(change.when, change.title) for change in framework.changes]),
        tests={
            each.id: _test(each.question, each.test) if each.test else Markdown() for each in framework.law_questions
        },
    )


def _journey(titles: Sequence[str]) -> Markdown:
    if len(titles) < 2:
        return Markdown()
    return _figure("journey", paths.stations(titles), paths.column(titles, NARROW), _numbered(titles))


def _steps(framework: Framework) -> Markdown:
    """Return the steps as a loop, if the last of them leads back to an earlier one."""
    titles = [step.title for step in framework.steps]
    ids = [step.id for step in framework.steps]
    target = framework.steps[-1].leads_back_to
    if target not in ids[:-1]:
        return Markdown()
    back_to = ids.index(target)
    words = _numbered(titles) + f"<p>{_text(DIAGRAM_WORDS['back'].format(last=titles[-1], first=titles[back_to]))}</p>"
    return _figure("steps", paths.loop(titles, back_to), paths.column(titles, NARROW, back_to), words)


def _test(question: str, test: LawTest) -> Markdown:
    """Return the test of a question of law."""
    rows = []
    for part in test.parts:
        ways = f" {DIAGRAM_WORDS['or']} ".join(part.any_of)
        rows.append(": ".join(filter(None, (part.title, " ".join(filter(None, (part.text, ways)))))))
    words = f"<p>{_text(DIAGRAM_WORDS['all'])}</p>{_numbered(rows)}<p>{_text(test.passed)}</p>"
    return _figure(
        "test",
        tests.beside(test.parts, test.passed),
        tests.below_each_other(test.parts, test.passed, NARROW),
        words,
        title=question,
    )


def _covers(framework: Framework) -> Markdown:
    """Return who is covered by which provisions."""
    duties = {duty.id: duty for duty in framework.duties}
    rows = []
    for cover in framework.law_covers:
        found = [duties[id_] for id_ in cover.provisions]
        by_law = {
            law: [within_a_sentence(duty.provision) for duty in found if duty.law == law]
            for law in dict.fromkeys(d.law for d in found)
        }
        rows.append((cover.who, "; ".join(f"{law}, {', '.join(places)}" for law, places in by_law.items())))
    return _rows("covers", rows, tables.pairs)


def _changes(events: Sequence[tuple[str, str]]) -> Markdown:
    return _rows("changes", events, tables.timeline)


def _rows(
    kind: str, rows: Sequence[tuple[str, str]], draw: Callable[[Sequence[tuple[str, str]], float], Shape]
) -> Markdown:
    """Return a figure of rows with two parts each."""
    if not rows:
        return Markdown()
    folded_rows = [(folded(first), folded(second)) for first, second in rows]
    words = "<ul>" + "".join(f"<li>{_text(first)}: {_text(second)}</li>" for first, second in rows) + "</ul>"
    return _figure(kind, draw(folded_rows, WIDE), draw(folded_rows, NARROW), words)


def _figure(kind: str, wide: Shape, narrow: Shape, words: str, title: str = "") -> Markdown:
    """Return both drawings and the same in words, as one block of HTML, which the search leaves out."""
    name = title or DIAGRAM_WORDS[kind]
    return Markdown(
        f'<figure class="diagram diagram--{kind}" data-search-exclude>'
        f"{drawing(WIDE, wide, 'wide')}{drawing(NARROW, narrow, 'narrow')}"
        f"<figcaption><details><summary>{_text(DIAGRAM_WORDS['in words'].format(name=name))}</summary>{words}</details>"
        "</figcaption></figure>"
    )


def _numbered(texts: Iterable[str]) -> str:
    return "<ol>" + "".join(f"<li>{_text(text)}</li>" for text in texts) + "</ol>"


def _text(text: str) -> str:
    return html.escape(folded(text))
