"""Take from one workbook's answers what the summary keeps.

This is the only module of the folder that knows which fields a workbook has, what they are called in the framework, and
on which sheet they are. When a field is added, renamed or moved, nothing else in the folder has to change.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from ..answers.read_back import ReadBack
from ..base.colours import Colour
from ..base.dates import in_figures
from ..framework.model import Framework
from ..words import summary as words
from ..words import workbook as workbook_words
from ..workbook.answers import Answer, Answers
from ..workbook.calculation import Calculation
from ..workbook.cells import Subject, cell_name
from ..workbook.layout import Layout
from ..workbook.sheets.plan import number_of, rows_of
from ..workbook.sheets.reviews import review_score
from .records import AFTER_ALL_MEETINGS, Action, DatedScore, Problem, Record, Score, Target, clean
from .tables.table import Kind

ACTION_FIELDS: Mapping[str, Kind] = MappingProxyType(
    {
        "section": "text",
        "action": "prose",
        "take": "word",
        "done_by": "date",
        "lead": "name",
        "partners": "name",
        "know": "prose",
        "strategy": "text",
        "status": "word",
    }
)
"""The fields of an action and their kinds, in the order of the summary's columns."""

STATE_COLOURS: Mapping[str, Colour] = MappingProxyType(
    {workbook_words.OVERDUE: "red", workbook_words.DUE_TODAY: "amber", workbook_words.DUE_SOON: "amber"}
)
"""The colours of the words that say whether an action is due."""

_UNPLACED_LIMIT = 50
"""The most texts of one workbook that are listed because they are not where an answer goes."""


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition of the framework and the layout of its workbook."""

    framework: Framework
    layout: Layout


def section_label(framework: Framework) -> str:
    """Return what the framework calls a section."""
    return framework.fields.section.label


def target_labels(framework: Framework) -> tuple[str, str]:
    """Return what the framework calls the score that a section aims for, and the date by which it does."""
    return framework.fields.target.label, framework.fields.aimed_by.label


def action_labels(framework: Framework) -> tuple[str, ...]:
    """Return what the framework calls each of the `ACTION_FIELDS`."""
    return tuple(getattr(framework.fields, name).label for name in ACTION_FIELDS)


def evidence_answers(framework: Framework) -> tuple[str, ...]:
    """Return the answers that can be chosen about an indicator."""
    return framework.fields.found.choices


def fullest_evidence_answer(framework: Framework) -> str:
    """Return the answer about an indicator that counts most: it describes the area fully, for good or ill."""
    points = framework.fields.found.points
    return max(points, key=lambda answer: points[answer])


def extract(file: str, area_instead: str, back: ReadBack, edition: Edition, today: datetime.date) -> Record:
    """Return the record of a workbook.

    Args:
        file: the name of the file as the summary shows it.
        area_instead: the name of the area where the workbook does not give one.
        back: the answers in the file.
        edition: the edition of the workbook.
        today: the day from which dates are past or to come.
    """
    framework, answers = edition.framework, replace(back.answers, as_of=today)
    dates = _meeting_dates(framework, answers)
    past = [date for date in dates if date and date <= today]
    date = max(past, default=back.saved)
    scores = tuple(
        _score(framework, section.id, answers.get(cell_name("score", section.id))) for section in framework.sections
    )
    over_time = tuple(_over_time(framework, answers, dates, scores, date))
    targets = tuple(_target(framework, now, answers) for now in scores)
    actions = tuple(_actions(framework, edition.layout, answers))
    found = tuple(_found(framework, answers))
    area = clean(answers.get("area_name") or "")
    problems = tuple(_unread(back))
    aimed = any(target.aim or target.by for target in targets)
    if not (area or found or over_time or aimed or actions or problems):
        return Record(file, problems=(Problem(words.LEFT_OUT, words.IS_EMPTY),))
    to_know = [] if area else [words.UNNAMED_AREA]
    if not past:
        to_know.append(_undated(any_date=any(dates), saved=back.saved))
    to_know += _to_come(framework, dates, over_time, today)
    problems += tuple(Problem(words.TO_KNOW, text) for text in to_know)
    area = area or area_instead
    return Record(file, area, framework.edition.id, date, scores, over_time, targets, actions, found, problems)


def _score(framework: Framework, section: str, given: Answer | None) -> Score:
    text = "" if given is None else clean(given)
    if not text:
        return Score(section, None, words.UNSCORED)
    # The text as it was typed, not cleaned: a score that the workbook's formulas do not count should not count here.
    level = framework.level_of(given)
    return Score(section, level.score, level.words) if level else Score(section, text, words.UNCLEAR)


def _meeting_dates(framework: Framework, answers: Answers) -> list[datetime.date | None]:
    """Return the day of each meeting, or None for a meeting without a date."""
    # The first meeting's date is typed on the first sheet, and those of the reviews beside their scores.
    reviews = range(1, len(framework.workbook.meetings))
    names = ("first_meeting", *(Subject("review_date", number=number).name for number in reviews))
    given = map(answers.get, names)
    return [day if isinstance(day, datetime.date) else None for day in given]


def _over_time(
    framework: Framework,
    answers: Answers,
    dates: Sequence[datetime.date | None],
    scores: tuple[Score, ...],
    date: datetime.date | None,
) -> Iterator[DatedScore]:
    """Yield each section's scores over time: at the meetings, then now, unless that is the last meeting's score.

    Args:
        dates: the day of each meeting.
        scores: each section's score now.
        date: the day of the whole workbook.
    """
    sort_dates = _without_gaps(dates, date)
    for now in scores:
        last: Score | None = None
        last_date = date
        for number, name in enumerate(framework.workbook.meetings):
            score = _score(framework, now.section, answers.get(review_score(number, now.section).name))
            if score.score is not None:
                last, last_date = score, sort_dates[number]
                yield DatedScore(number, clean(name), dates[number], sort_dates[number], score)
        if now.score is not None and now != last:
            # A meeting may have a score although its date is still to come. Now comes after it all the same.
            sort_date = max(filter(None, (date, last_date)), default=None)
            yield DatedScore(AFTER_ALL_MEETINGS, words.SCORE_NOW, date, sort_date, now)


def _without_gaps(dates: Sequence[datetime.date | None], otherwise: datetime.date | None) -> list[datetime.date | None]:
    """Return the days of meetings, the missing ones filled in.

    Each takes the day before it in the list, and at the start the first day. A list without any takes `otherwise`.
    """
    day = next(filter(None, dates), otherwise)
    filled = []
    for date in dates:
        day = date or day
        filled.append(day)
    return filled


def _target(framework: Framework, now: Score, answers: Answers) -> Target:
    """Return the score that a section aims for. `now` is its score."""
    given = answers.get(Subject("target", now.section).name)
    aim = _score(framework, now.section, given).score
    by = _kept(answers.get(Subject("aimed_by", now.section).name))
    return Target(now.section, now.score, aim, by, _steps(framework, now.score, aim))


def _steps(framework: Framework, now: str | None, aim: str | None) -> int | None:
    """Return how many levels lie between two scores, 0 if the aim is reached, or None where one is not a score."""
    # The levels are those of the workbook's own edition, so that the summary says what the workbook does.
    heights: dict[str | None, int] = {level.score: height for height, level in enumerate(framework.levels)}
    return max(0, heights[aim] - heights[now]) if now in heights and aim in heights else None


def _actions(framework: Framework, layout: Layout, answers: Answers) -> Iterator[Action]:
    """Yield the rows of the plan for which an action or a decision was typed."""
    titles = {section.id: section.title for section in framework.sections}
    states = Calculation(layout, answers).column("plan_state")
    typed = [field for field in ACTION_FIELDS if field != "section"]
    for row, (section, number) in enumerate(rows_of(framework)):
        values = tuple(_kept(answers.get(Subject(field, section, number).name)) for field in typed)
        if any(value is not None for value in values):
            name = number_of(framework, section, number)
            yield Action(name, (titles.get(section), *values), _state(str(states[row])))


def _state(shown: str) -> str:
    """Return whether an action is due without the number of days, so that actions can be counted by it."""
    if shown.startswith(f"{workbook_words.OVERDUE}: "):
        return workbook_words.OVERDUE
    return workbook_words.DUE_SOON if shown.startswith(workbook_words.DUE_IN) else shown


def _kept(value: Answer | None) -> Answer | None:
    return clean(value) or None if isinstance(value, str) else value


def _found(framework: Framework, answers: Answers) -> Iterator[tuple[str, str]]:
    """Yield the id of each indicator that was answered, with the answer."""
    for section in framework.sections:
        for indicator in section.indicators:
            answer = answers.get(cell_name("found", indicator.id))
            if answer is not None and (text := clean(answer)):
                yield indicator.id, text


def _unread(back: ReadBack) -> Iterator[Problem]:
    """Yield what could not be read, and what was typed where no answer goes."""
    for line in back.problems:
        yield Problem(words.READ_IN_PART, clean(line))
    for unplaced in back.unplaced[:_UNPLACED_LIMIT]:
        line = words.UNPLACED.format(sheet=unplaced.sheet, cell=unplaced.cell, text=unplaced.text)
        yield Problem(words.READ_IN_PART, clean(line))
    if (more := len(back.unplaced) - _UNPLACED_LIMIT) > 0:
        yield Problem(words.READ_IN_PART, words.MORE_UNPLACED.format(number=more))


def _undated(*, any_date: bool, saved: datetime.date | None) -> str:
    """Return what to know of a workbook without a past meeting."""
    missing = words.NO_PAST_MEETING if any_date else words.NO_MEETING
    return f"{missing} {words.SAVED_INSTEAD if saved else words.NEVER_SAVED}"


def _to_come(
    framework: Framework,
    dates: Sequence[datetime.date | None],
    over_time: tuple[DatedScore, ...],
    today: datetime.date,
) -> Iterator[str]:
    """Yield what to know of each meeting that has a score although it is still to come."""
    scored = {dated.meeting for dated in over_time}
    for number, (name, date) in enumerate(zip(framework.workbook.meetings, dates, strict=True)):
        if date and date > today and number in scored:
            yield clean(words.SCORE_TO_COME.format(meeting=name, day=in_figures(date)))
