"""What the summary shows: tables with their headings and rows, whatever form they take in the end."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Generic, Literal, TypeVar

from ..base.colours import Colour
from ..base.text import folded, unique_headings
from ..framework.model import Framework, Indicator, Level, Section
from ..words import DUE_SOON, OVERDUE
from ..workbook.answers import Answer
from ..workbook.sheets.plan import COLUMNS as PLAN_COLUMNS
from .records import NOT_SCORED, TO_KNOW, UNCLEAR
from .store import Store

CHARTED = "by-section"
"""The table that the workbook shows as a chart too."""

BETTER, SAME, WORSE, FIRST = "Better", "Same", "Worse", "First"

Kind = Literal["text", "wide", "number", "total", "date"]
Row = tuple[Answer | None, ...]
PartT = TypeVar("PartT", Section, Indicator, Level)


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, and what stands below it: a wide text is one of many words, a total the sum of the numbers before it.

    `width` is that of the column, as Excel counts it, where it is not the usual one of its kind. In a column that is
    coloured, words that have a colour are shown in it.
    """

    heading: str
    kind: Kind = "text"
    width: int = 0
    coloured: bool = False


_WHERE_FROM = (Column("Edition", width=12), Column("Which workbook", width=17), Column("File", width=30))
"""The last columns of a row that comes from one workbook."""

_SCORE = (Column("Score", coloured=True), Column("Score in words", coloured=True))

_PLAN_WIDTHS = {"plan_lead": 20, "plan_others": 20, "plan_strategy": 24, "plan_status": 14}


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its title, a line that says what a row is, its columns, and a way to go through its rows.

    `key` is a short name for files; `sheet` the sheet that it stands on.
    """

    key: str
    sheet: str
    title: str
    about: str
    columns: tuple[Column, ...]
    rows: Callable[[], Iterable[Row]]


@dataclass(frozen=True, slots=True)
class Known(Generic[PartT]):
    """A section, an indicator or a level over all editions: as the newest that has it words it, and which have it."""

    part: PartT
    editions: tuple[str, ...]
    reworded: bool


class Summary:
    """The tables of a run. `editions` are the frameworks, the oldest first; `today` the day of the run."""

    def __init__(self, store: Store, editions: Sequence[Framework], today: datetime.date) -> None:
        self._store = store
        self._newest = editions[-1]
        self._editions = [edition.edition.id for edition in editions]
        self.today = today
        self.sections = known(editions, lambda edition: ((one.id, one) for one in edition.sections))
        levels = known(editions, lambda edition: ((one.score, one) for one in edition.levels))
        scores = [[level.score for level in edition.levels] for edition in reversed(editions)]
        self.levels = {score: levels[score] for score in merged(scores)}
        self._indicators = known(editions, lambda edition: ((one.id, one) for one in _indicators(edition)))
        self._places = {
            indicator.id: (section.title, score)
            for edition in editions
            for section in edition.sections
            for score, indicators in section.levels.items()
            for indicator in indicators
        }
        self._answers = list(dict.fromkeys(one for edition in editions[::-1] for one in edition.fields.found.choices))
        points = self._newest.fields.found.points
        self._in_place = max(points, key=lambda choice: points[choice])

    @property
    def title(self) -> str:
        """What the whole summary is called."""
        return f"{self._newest.edition.title}, summary"

    @property
    def subtitle(self) -> str:
        """A line that says of what and from when it is."""
        taken, areas, left = self._store.counts()
        files = f"{_counted(taken, 'workbook')} of {_counted(areas, 'area')}"
        rest = f" Not read or left out: {_counted(left, 'file')}. See Problems." if left else ""
        return f"{files}, collected on {self.today.day} {self.today:%B %Y}.{rest}"

    @property
    def colours(self) -> Mapping[str, Colour]:
        """The colours of words that have one."""
        words = {text: one.part.colour for one in self.levels.values() for text in (one.part.score, one.part.words)}
        return {**words, OVERDUE: "red", DUE_SOON: "amber"}

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every table, in the order in which it is to be shown."""
        tables = (
            self._scores(),
            self._over_time(),
            self._by_section(),
            self._movement(),
            self._actions(),
            self._evidence(),
            self._problems(),
        )
        return tuple(replace(table, columns=_told_apart(table.columns)) for table in tables)

    def _scores(self) -> Table:
        label = self._newest.fields.section.label
        return Table(
            "scores",
            "Scores",
            "Scores",
            "A row for each section of each workbook. The date is that of the last meeting noted in the workbook, or "
            "else of its last save.",
            (Column("Area"), Column(label), *_SCORE, Column("Date", "date"), *_WHERE_FROM),
            lambda: ((area, self._title(section), *rest) for area, section, *rest in self._store.scores()),
        )

    def _over_time(self) -> Table:
        label = self._newest.fields.section.label
        return Table(
            "over-time",
            "Over time",
            "Over time",
            "A row for each score of a section at a meeting, in the order of the dates. Change is against the row "
            "before, of the same area and section.",
            (
                *map(Column, ("Area", label, "Meeting")),
                Column("Date", "date"),
                *_SCORE,
                Column("Change", width=11),
                *(_WHERE_FROM[0], _WHERE_FROM[-1]),
            ),
            self._points,
        )

    def _points(self) -> Iterator[Row]:
        for _, points in groupby(self._store.points(), key=lambda row: row[:2]):
            before: int | None = None
            for number, (area, section, meeting, day, score, words, edition, file) in enumerate(points):
                now = self._height(score)
                change = FIRST if number == 0 else _change(before, now)
                yield area, self._title(section), meeting, day, score, words, change, edition, file
                before = now

    def _by_section(self) -> Table:
        label = self._newest.fields.section.label
        words = [one.part.words for one in self.levels.values()]
        return Table(
            CHARTED,
            "By section",
            "Scores by section",
            "How many areas have each score. Of each area, its latest workbook counts.",
            (
                Column(label),
                *(Column(one, "number") for one in (*words, UNCLEAR, NOT_SCORED)),
                Column("Areas", "total"),
                Column("In which editions"),
            ),
            self._section_counts,
        )

    def _section_counts(self) -> Iterator[Row]:
        counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for counted, score, number in self._store.latest_scores():
            column = NOT_SCORED if score is None else score if score in self.levels else UNCLEAR
            counts[counted][column] += number
        for id_, section in self.sections.items():
            found = counts[id_]
            numbers = [found[one] for one in (*self.levels, UNCLEAR, NOT_SCORED)]
            yield section.part.title, *numbers, found.total(), self._in_editions(section.editions)

    def _movement(self) -> Table:
        label = self._newest.fields.section.label
        return Table(
            "movement",
            "By section",
            "From the first score to the last",
            "In how many areas a section's last score over time is better than its first, the same, or worse.",
            (Column(label), *(Column(one, "number") for one in (BETTER, SAME, WORSE, "One score only"))),
            self._moves,
        )

    def _moves(self) -> Iterator[Row]:
        moves: defaultdict[Answer | None, Counter[str]] = defaultdict(Counter)
        for (_, section), points in groupby(self._store.points(), key=lambda row: row[:2]):
            heights = [height for row in points if (height := self._height(row[4])) is not None]
            if heights:
                moves[section][_change(heights[0], heights[-1]) if len(heights) > 1 else FIRST] += 1
        for id_, section in self.sections.items():
            yield section.part.title, *(moves[id_][one] for one in (BETTER, SAME, WORSE, FIRST))

    def _actions(self) -> Table:
        kinds: dict[str, Kind] = {"text": "wide", "date": "date", "choice": "text"}
        columns = [
            Column(getattr(self._newest.fields, name).label, kinds[kind], _PLAN_WIDTHS.get(name, 0))
            for name, kind in PLAN_COLUMNS
        ]
        return Table(
            "actions",
            "Actions",
            "Actions",
            "A row for each action in each workbook's plan. Whether it is due is as of the day of this summary.",
            (
                Column("Area"),
                Column("No.", width=6),
                *columns,
                Column("Is it due?", width=14, coloured=True),
                *_WHERE_FROM,
            ),
            self._store.actions,
        )

    def _evidence(self) -> Table:
        label = self._newest.fields.section.label
        return Table(
            "evidence",
            "Evidence",
            "Evidence",
            "How many areas gave each answer about what a score looks like. Of each area, its latest workbook counts.",
            (
                Column(label),
                _SCORE[0],
                Column("What it looks like", "wide"),
                *(Column(answer, "number") for answer in (*self._answers, "Other answers", "No answer")),
                *map(Column, ("In which editions", "Its words")),
                Column(f"{self._in_place}: areas", "wide"),
            ),
            self._indicator_counts,
        )

    def _indicator_counts(self) -> Iterator[Row]:
        counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        areas: dict[str, str] = {}
        for indicator, answer, number, where in self._store.latest_found():
            counts[indicator][answer if answer in self._answers else ""] += number
            if answer == self._in_place:
                areas[indicator] = where
        asked = self._store.latest_editions()
        for id_, one in self._indicators.items():
            section, score = self._places[id_]
            found = counts[id_]
            unanswered = sum(asked.get(edition, 0) for edition in one.editions) - found.total()
            yield (
                section,
                self.levels[score].part.words,
                one.part.text,
                *(found[answer] for answer in (*self._answers, "")),
                unanswered,
                self._in_editions(one.editions),
                "Reworded between editions" if one.reworded else "The same",
                areas.get(id_),
            )

    def _problems(self) -> Table:
        return Table(
            "problems",
            "Problems",
            "Problems",
            "Each file that could not be read, or only in part, and what else to know.",
            (Column("File"), Column("What kind"), Column("What it is, and what to do", "wide")),
            self._store.problems,
        )

    def areas(self) -> Iterator[tuple[str, Mapping[str, str]]]:
        """Each area, with the words of its score in each section, from its latest workbook."""
        for area, found in groupby(self._store.latest_by_area(), key=lambda row: row[0]):
            yield (
                area,
                {section: words if score in self.levels else score or words for _, section, score, words in found},
            )

    def _title(self, section: Answer | None) -> str:
        return self.sections[str(section)].part.title

    def _height(self, score: Answer | None) -> int | None:
        """How high a score is among all, or None where it is none."""
        return next((place for place, one in enumerate(self.levels) if one == score), None)

    def _in_editions(self, editions: tuple[str, ...]) -> str:
        if len(editions) == len(self._editions):
            return "All" if len(editions) > 1 else editions[0]
        return f"{', '.join(editions)} only"


def note_several(store: Store) -> None:
    """Tell, among the problems, of which areas there are several workbooks and which counts as the latest."""
    for area, count, file in list(store.several()):
        text = f"is the latest of {count} workbooks of {area}. All are kept, and this one counts."
        store.add_problem(file, TO_KNOW, text)


def places(editions: Sequence[Framework]) -> dict[str, int]:
    """Where each section stands among all: those of the newest edition first."""
    sections = known(editions, lambda edition: ((one.id, one) for one in edition.sections))
    return {id_: place for place, id_ in enumerate(sections)}


def known(
    editions: Sequence[Framework], parts: Callable[[Framework], Iterable[tuple[str, PartT]]]
) -> dict[str, Known[PartT]]:
    """Each part by its id: first those of the newest edition in its order, then those that only older ones have."""
    having: defaultdict[str, list[tuple[str, PartT]]] = defaultdict(list)
    for edition in reversed(editions):
        for id_, part in parts(edition):
            having[id_].append((edition.edition.id, part))
    return {
        id_: Known(found[0][1], tuple(id_ for id_, _ in reversed(found)), len({_words(part) for _, part in found}) > 1)
        for id_, found in having.items()
    }


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def merged(orders: Iterable[Sequence[str]]) -> list[str]:
    """Several orders as one: the first as it is, and what only a later one has after what it follows there."""
    all_: list[str] = []
    for order in orders:
        place = 0
        for one in order:
            if one not in all_:
                all_.insert(place, one)
            place = all_.index(one) + 1
    return all_


def _told_apart(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Columns whose headings are all different, as those of a table in a sheet have to be."""
    headings = unique_headings(column.heading for column in columns)
    return tuple(replace(column, heading=heading) for column, heading in zip(columns, headings, strict=True))


def _words(part: Section | Indicator | Level) -> str:
    """What people answered to."""
    match part:
        case Section():
            text = part.requirement
        case Level():
            text = part.words
        case _:
            text = part.text
    return folded(text)


def _indicators(edition: Framework) -> Iterator[Indicator]:
    return (indicator for section in edition.sections for indicator in section.indicators)


def _change(before: int | None, now: int | None) -> str:
    if before is None or now is None:
        return ""
    return BETTER if now > before else WORSE if now < before else SAME
