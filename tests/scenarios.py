"""The states that a workbook can be in, as answers: what the applications are asked to calculate."""

from __future__ import annotations

import datetime

from carers_framework.framework.model import Framework
from carers_framework.workbook.answers import Answer, Answers
from carers_framework.workbook.cells import cell_name
from tests.helpers.hostile import ODD

TODAY = datetime.date.today()


def scenarios(framework: Framework) -> dict[str, Answers]:
    """Named states of the workbook."""
    ids = [section.id for section in framework.sections]
    lowest, *_, highest = (level.score for level in framework.levels)
    scores = [level.score for level in framework.levels]

    def all_scored(score: str) -> Answers:
        return _answers({cell_name("score", id_): score for id_ in ids})

    mixed: dict[str, Answer] = {cell_name("score", id_): scores[n % len(scores)] for n, id_ in enumerate(ids[:-1])}
    return {
        "empty": _answers({}),
        "one scored": _answers({cell_name("score", ids[0]): highest}),
        "all lowest": all_scored(lowest),
        "all highest": all_scored(highest),
        "mixed": _answers({**mixed, **_evidence(framework)}),
        "ties in rank": _answers({cell_name("priority", id_): n // 2 + 1 for n, id_ in enumerate(ids)}),
        "reviews": _answers({**mixed, **_reviews(framework)}),
        "forty actions": Answers({}, _forty_actions(framework), TODAY),
        "long notes": _answers({cell_name("reasons", id_): "Long note. " * 910 for id_ in ids}),
        "odd texts": _answers(_odd_texts(framework)),
    }


def _answers(cells: dict[str, Answer]) -> Answers:
    return Answers(cells, {}, TODAY)


def _evidence(framework: Framework) -> dict[str, Answer]:
    """Every section's indicators answered differently, so that every suggestion comes up; the last section none."""
    choices = framework.fields.found.choices
    found: dict[str, Answer] = {}
    for number, section in enumerate(framework.sections[:-1]):
        for place, indicator in enumerate(section.indicators):
            found[cell_name("found", indicator.id)] = choices[(number + place * (number % 3)) % len(choices)]
            found[cell_name("evidence", indicator.id)] = f"Evidence {place}"
    return found


def _reviews(framework: Framework) -> dict[str, Answer]:
    cells: dict[str, Answer] = {}
    for number, _ in enumerate(framework.workbook.meetings):
        cells[f"review_date{number}"] = datetime.date(2026, 1, 15) + datetime.timedelta(days=120 * number)
        cells[f"review_working{number}"] = "Better."
        for place, section in enumerate(framework.sections[: number + 2]):
            score = framework.levels[(number + place) % len(framework.levels)].score
            cells[cell_name(f"review{number}", section.id)] = score
    return cells


def _forty_actions(framework: Framework) -> dict[str, tuple[Answer | None, ...]]:
    """Past and future dates, none, and a text for a date; every status, and none."""
    titles = [section.title for section in framework.sections]
    statuses = (*framework.fields.plan_status.choices, None)
    days = [datetime.timedelta(days=17 * (row - 20)) for row in range(40)]
    dues: list[Answer | None] = [TODAY + day for day in days]
    dues[3], dues[9] = None, "in the spring"
    return {
        "plan_section": tuple(titles[row % (len(titles) - 1)] for row in range(40)),
        "plan_action": tuple(f"Action {row + 1}" if row != 5 else None for row in range(40)),
        "plan_due": tuple(dues),
        "plan_status": tuple(statuses[row % len(statuses)] for row in range(40)),
        "plan_lead": tuple("Somebody" for _ in range(40)),
    }


def _odd_texts(framework: Framework) -> dict[str, Answer]:
    indicators = [indicator for section in framework.sections for indicator in section.indicators]
    pairs = zip(indicators, ODD, strict=False)
    return {cell_name("evidence", indicator.id): text for indicator, text in pairs}
