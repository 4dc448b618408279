"""What the summary takes from one workbook, whoever sent it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ..answers.read_back import ReadBack, read_back
from ..answers.xlsx import UnreadableError, read_properties
from ..base.characters import UNWANTED
from ..base.dates import in_figures
from ..framework.model import Framework
from ..workbook.answers import Answer, Answers
from ..workbook.calculation import Calculation
from ..workbook.cells import Subject, cell_name
from ..workbook.layout import Layout
from ..workbook.sheets.plan import COLUMNS as PLAN_COLUMNS
from ..workbook.sheets.reviews import review_score

NOT_SCORED = "Not scored"
UNCLEAR = "Not one of the scores"
NOW = "Now"
NOW_COMES = 1_000
"""The number of no meeting: the score as it is now comes after them all."""

THEN = "At that time"
"""What a score that was the current one is called when a later workbook of the area is there."""

NOT_READ = "Not read"
IN_PART = "Read in part"
LEFT_OUT = "Left out"
TO_KNOW = "To know"

SUMMARY_PROPERTY = "summary"
"""The property of a workbook that this command wrote, so that it is not taken for one that a group filled in."""

_TEXT_LIMIT = 32_000
"""The most characters of a text: a cell holds 32,767, and what escapes an odd character needs room."""

_UNPLACED_LIMIT = 50
"""The most texts without a place that are listed of one workbook."""


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition of the framework and the layout of its workbook."""

    framework: Framework
    layout: Layout


@dataclass(frozen=True, slots=True)
class Score:
    """A section's score as it is shown, and in words; None and `NOT_SCORED` where there is none."""

    section: str
    score: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Point:
    """A section's score at one meeting, or now. `meeting` counts from 0, and now is `NOW_COMES`.

    `order` is the day that puts it in order: its own, or else that of the meeting before it.
    """

    meeting: int
    name: str
    date: datetime.date | None
    order: datetime.date | None
    score: Score


@dataclass(frozen=True, slots=True)
class Action:
    """A row of the action plan: its number, what stands in its columns, and whether it is due, in words."""

    number: int
    values: tuple[Answer | None, ...]
    state: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about a file that people should know: what kind of thing it is, and the line that says it."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Record:
    """What one workbook holds. `file` is how it is shown; a file that is left out has problems and no edition.

    `date` is that of the last meeting noted in it, or else of its last save. `found` holds the indicators that were
    answered, with the answer.
    """

    file: str
    area: str = ""
    edition: str = ""
    date: datetime.date | None = None
    scores: tuple[Score, ...] = ()
    points: tuple[Point, ...] = ()
    actions: tuple[Action, ...] = ()
    found: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()


def record(path: Path, shown_as: str, editions: Mapping[str, Edition], today: datetime.date) -> Record:
    """What a file holds. Whatever is in it, nothing is raised: one that cannot be read has a problem that says why."""
    name = clean(shown_as)
    try:
        back = read_back(path, {id_: edition.layout for id_, edition in editions.items()})
    except UnreadableError as error:
        if is_summary(path):
            return Record(name, problems=(Problem(LEFT_OUT, "is a summary that this command wrote."),))
        return Record(name, problems=(Problem(NOT_READ, clean(error.reason)),))
    except Exception as error:
        # One odd file among a thousand must not cost the others. It is reported, so nothing is hidden.
        text = f"met a mistake in this program ({type(error).__name__}). Please tell those who look after it."
        return Record(name, problems=(Problem(NOT_READ, text),))
    if back.notice:
        return Record(name, problems=(Problem(LEFT_OUT, f"is a worked example: {clean(back.notice)}"),))
    return _record(name, path, back, editions[back.edition], today)


def _record(name: str, path: Path, back: ReadBack, edition: Edition, today: datetime.date) -> Record:
    framework = edition.framework
    answers = replace(back.answers, as_of=today)
    area = clean(answers.get("area_name") or "")
    problems = [*_problems(back)]
    dates = _dates(framework, answers)
    held = [date for date in dates if date and date <= today]
    date = max(held, default=back.saved)
    scores = tuple(_score(framework, section.id, answers) for section in framework.sections)
    found = tuple(_found(framework, answers))
    points = tuple(_points(framework, answers, dates, scores, date))
    actions = tuple(_actions(edition.layout, answers))
    problems += _unclear(framework, scores, points)
    if not (area or found or points or actions or problems):
        return Record(name, problems=(Problem(LEFT_OUT, "is empty: it has no area, score, evidence or action."),))
    if not area:
        area = clean(path.stem)
        problems.append(Problem(TO_KNOW, "does not name its area. The name of the file stands for it."))
    if not held:
        missing = "has no date of a meeting that has been" if any(dates) else "has no date of a meeting"
        stands_in = "The day it was last saved stands for it." if back.saved else "It has no day of a last save either."
        problems.append(Problem(TO_KNOW, f"{missing}. {stands_in}"))
    for number, to_come in enumerate(dates):
        if to_come and to_come > today and any(point.meeting == number for point in points):
            text = (
                f"{framework.workbook.meetings[number]}: has a score, and its date ({in_figures(to_come)}) is to come."
            )
            problems.append(Problem(TO_KNOW, clean(text)))
    return Record(name, area, framework.edition.id, date, scores, points, actions, found, tuple(problems))


def is_summary(path: Path) -> bool:
    """Whether a file is a summary, and not a workbook that a group filled in."""
    try:
        return SUMMARY_PROPERTY in read_properties(path)
    except UnreadableError:
        return False


def clean(value: object) -> str:
    """A text with nothing in it that could disturb what it is shown in: no control characters, of bearable length."""
    text = re.sub(r"\r\n?", "\n", str(value))
    text = UNWANTED.sub("", text).strip()
    return text if len(text) <= _TEXT_LIMIT else f"{text[:_TEXT_LIMIT]} …"


def _problems(back: ReadBack) -> Iterator[Problem]:
    """What could not be read, and what was typed where no answer belongs."""
    for text in back.problems:
        yield Problem(IN_PART, clean(text))
    for one in back.unplaced[:_UNPLACED_LIMIT]:
        where = f"{one.sheet}, {one.cell}"
        yield Problem(IN_PART, clean(f"{where}: this text is in no answer's place, and not in the summary: {one.text}"))
    if (more := len(back.unplaced) - _UNPLACED_LIMIT) > 0:
        yield Problem(IN_PART, f"has {more:,} more texts that are in no answer's place.")


def _score_of(framework: Framework, section: str, given: Answer | None) -> Score:
    if given is None:
        return Score(section, None, NOT_SCORED)
    level = framework.level_of(given)
    return Score(section, level.score, level.words) if level else Score(section, clean(given), UNCLEAR)


def _score(framework: Framework, section: str, answers: Answers) -> Score:
    return _score_of(framework, section, answers.get(cell_name("score", section)))


def _unclear(framework: Framework, scores: tuple[Score, ...], points: tuple[Point, ...]) -> Iterator[Problem]:
    """A line for each score that is none, as it is now or at a meeting."""
    titles = {section.id: section.title for section in framework.sections}
    known = ", ".join(level.score for level in framework.levels)
    at_meetings = ((f", {one.name}", one.score) for one in points if one.meeting != NOW_COMES)
    for when, one in (*(("", score) for score in scores), *at_meetings):
        if one.words == UNCLEAR:
            yield Problem(IN_PART, clean(f"{titles[one.section]}{when}: the score “{one.score}” is none of {known}."))


def _dates(framework: Framework, answers: Answers) -> list[datetime.date | None]:
    """The day of each meeting, None where none is noted."""
    given = [
        answers.get(Subject("review_date", meeting=number).name) for number in range(len(framework.workbook.meetings))
    ]
    given[0] = given[0] or answers.get("first_meeting")
    return [day if isinstance(day, datetime.date) else None for day in given]


def _points(
    framework: Framework,
    answers: Answers,
    dates: list[datetime.date | None],
    scores: tuple[Score, ...],
    date: datetime.date | None,
) -> Iterator[Point]:
    """Each section's scores over time. The score as it is now counts too, unless it is the last meeting's."""
    order = _filled_in(dates, date)
    for now in scores:
        last: Score | None = None
        then = date
        for number, name in enumerate(framework.workbook.meetings):
            given = answers.get(review_score(number, now.section).name)
            if given is not None:
                last, then = _score_of(framework, now.section, given), order[number]
                yield Point(number, clean(name), dates[number], order[number], last)
        if now.score is not None and now != last:
            yield Point(NOW_COMES, NOW, date, max(filter(None, (date, then)), default=None), now)


def _filled_in(dates: list[datetime.date | None], otherwise: datetime.date | None) -> list[datetime.date | None]:
    """The days with those that are missing: the one before, or else the first that there is."""
    day = next(filter(None, dates), otherwise)
    filled = []
    for date in dates:
        day = date or day
        filled.append(day)
    return filled


def _actions(layout: Layout, answers: Answers) -> Iterator[Action]:
    """The rows of the plan in which something stands."""
    names = [name for name, _ in PLAN_COLUMNS]
    states = Calculation(layout, answers).column("plan_state")
    for row in range(max((len(answers.columns.get(name, ())) for name in names), default=0)):
        values = [answers.in_row(name, row) for name in names]
        if any(value is not None for value in values):
            cleaned = tuple(clean(value) if isinstance(value, str) else value for value in values)
            yield Action(row + 1, cleaned, str(states[row]))


def _found(framework: Framework, answers: Answers) -> Iterator[tuple[str, str]]:
    for section in framework.sections:
        for indicator in section.indicators:
            answer = answers.get(cell_name("found", indicator.id))
            if answer is not None:
                yield indicator.id, clean(answer)
