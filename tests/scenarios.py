"""The states that a workbook can be in, as answers: what the applications are asked to calculate."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from carers_framework.framework.model import Framework
from carers_framework.workbook.answers import Answer, Answers
from carers_framework.workbook.cells import Subject, cell_name
from carers_framework.workbook.sheets.plan import rows_of
from tests.helpers.hostile import ODD

TODAY = datetime.date.today()


def scenarios(framework: Framework) -> dict[str, Answers]:
    """Return named states of the workbook."""
    ids = [section.id for section in framework.sections]
    scores = [level.score for level in framework.levels]
    lowest, highest = scores[0], scores[-1]

    def all_scored(score: str) -> Answers:
        return _answers({cell_name("score", id_): score for id_ in ids})

    mixed: dict[str, Answer] = {cell_name("score", id_): scores[n % len(scores)] for n, id_ in enumerate(ids[:-1])}
    targets: dict[str, Answer] = {
        cell_name("target", id_): scores[(n // 2) % len(scores)] for n, id_ in enumerate(ids[1:])
    }
    return {
        "empty": _answers({}),
        "one scored": _answers({cell_name("score", ids[0]): highest}),
        "all lowest": all_scored(lowest),
        "all highest": all_scored(highest),
        "mixed": _answers({**mixed, **targets, **_evidence(framework)}),
        "half an answer": _answers(_one_half(framework)),
        "ties in rank": _answers({cell_name("priority", id_): n // 2 + 1 for n, id_ in enumerate(ids)}),
        "reviews": _answers({**mixed, **_reviews(framework)}),
        "all actions": _answers({**mixed, **dict(_actions(framework))}),
        "a text for a date": _answers({**dict(_actions(framework)), "done_by1": "in the spring"}),
        "decisions without actions": _answers({"take1": "Yes", "lead2": "Somebody"}),
        "long notes": _answers({cell_name("reasons", id_): "Long note. " * 910 for id_ in ids}),
        "odd texts": _answers(_odd_texts(framework)),
    }


def _answers(cells: dict[str, Answer]) -> Answers:
    return Answers(cells, {}, TODAY)


def _evidence(framework: Framework) -> dict[str, Answer]:
    """Answer every section's indicators differently, those of the last section not at all."""
    choices = framework.fields.found.choices
    found: dict[str, Answer] = {}
    for number, section in enumerate(framework.sections[:-1]):
        for place, indicator in enumerate(section.indicators):
            found[cell_name("found", indicator.id)] = choices[(number + place * (number % 3)) % len(choices)]
            found[cell_name("evidence", indicator.id)] = f"Evidence {place}"
    return found


def _one_half(framework: Framework) -> dict[str, Answer]:
    """Answer one indicator of each level so that it counts a half: "½" has no 0 before it."""
    half = next(choice for choice, worth in framework.fields.found.points.items() if worth == 0.5)
    return {
        cell_name("found", section.levels[level.score][0].id): half
        for section in framework.sections
        for level in framework.levels
    }


def _reviews(framework: Framework) -> dict[str, Answer]:
    cells: dict[str, Answer] = {"first_meeting": datetime.date(2026, 1, 15)}
    for number, _ in enumerate(framework.workbook.meetings):
        if number:
            cells[f"review_date{number}"] = datetime.date(2026, 1, 15) + datetime.timedelta(days=120 * number)
        cells[f"review_working{number}"] = "Better."
        for place, section in enumerate(framework.sections[: number + 2]):
            score = framework.levels[(number + place) % len(framework.levels)].score
            cells[cell_name(f"review{number}", section.id)] = score
    return cells


def _actions(framework: Framework) -> Iterator[tuple[str, Answer]]:
    """Yield actions in all rows but one: past and future dates, and none; every decision and status, and none."""
    takes = (framework.fields.take.forward, *framework.fields.take.choices, None)
    statuses = (None, *framework.fields.status.choices)
    last = framework.sections[-1].id
    for row, (section, number) in enumerate(rows_of(framework)):
        # All actions of the last section are open: its row of the summary has no room for them.
        take = takes[0] if section == last else takes[row % len(takes)]
        status = None if section == last else statuses[row % len(statuses)]
        done_by = TODAY + datetime.timedelta(days=row - 6 if row < 12 else 17 * (row - 20)) if row % 7 != 3 else None
        answers: dict[str, Answer | None] = {
            "action": None if row == 5 else f"Action {row + 1}" + " with more words than fit on one line" * (row % 3),
            "take": take,
            "done_by": done_by,
            "lead": "Somebody" if row % 2 else None,
            "partners": "Somebody else, and others" if row % 3 else None,
            "status": status,
        }
        for field, answer in answers.items():
            if answer is not None:
                yield Subject(field, section, number).name, answer


def _odd_texts(framework: Framework) -> dict[str, Answer]:
    indicators = [indicator for section in framework.sections for indicator in section.indicators]
    pairs = zip(indicators, ODD, strict=False)
    return {cell_name("evidence", indicator.id): text for indicator, text in pairs}
