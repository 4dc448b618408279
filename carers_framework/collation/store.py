"""All records of a run, in a temporary database on the disk, so that memory holds one record at a time.

Every count of the summary is made here, by a query. The tables only arrange the results.
"""

from __future__ import annotations

import datetime
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType, TracebackType

from ..words import summary as words
from ..workbook.answers import Answer
from .extract import ACTION_FIELDS
from .records import AFTER_ALL_MEETINGS, Problem, Record

_GRAVEST_FIRST = (words.NOT_READ, words.READ_IN_PART, words.LEFT_OUT, words.TO_KNOW)

_VALUES = MappingProxyType(
    {
        "now": AFTER_ALL_MEETINGS,
        "at_that_time": words.SCORE_THEN,
        "only_one": words.ONLY_ONE,
        "latest": words.LATEST,
        "earlier": words.EARLIER,
    }
)
"""What the queries name with a colon. SQLite passes over those that a query does not name."""

# `rank` and `others` are filled in by `Store.rank`, when all workbooks are there. Columns without a type keep values as
# they are given: texts, numbers, and dates as bytes (see `_stored`).
_ACTION_COLUMNS = ", ".join(ACTION_FIELDS)
_SCHEMA = f"""
CREATE TABLE workbook (id INTEGER PRIMARY KEY, file, area, area_key, edition, date, rank INTEGER, others INTEGER);
CREATE TABLE score (workbook INTEGER, section, score, words);
CREATE TABLE dated_score (workbook INTEGER, section, meeting INTEGER, name, date, sort_date, score, words);
CREATE TABLE target (workbook INTEGER, section, now, aim, aimed_by, steps);
CREATE TABLE action (workbook INTEGER, number, state, {_ACTION_COLUMNS});
CREATE TABLE found (workbook INTEGER, indicator, answer);
CREATE TABLE problem (file, kind, text);
"""

# row_number() numbers the workbooks of each area: 1 is the latest, the one that counts. That is the one with the latest
# date, and of several the last by the name of its file. A workbook without a date comes last, because NULL sorts below
# every value. `others` is how many more workbooks the area has. UPDATE … FROM needs SQLite 3.33 (2020).
_RANK = """
UPDATE workbook SET rank = ranked.rank, others = ranked.others FROM (
    SELECT id, row_number() OVER (PARTITION BY area_key ORDER BY date DESC, file DESC) AS rank,
        count(*) OVER (PARTITION BY area_key) - 1 AS others
    FROM workbook) AS ranked WHERE ranked.id = workbook.id
"""

# The spellings of an area's name may differ. All its rows get that of its latest workbook.
_SPELLING = """
UPDATE workbook SET area = latest.area FROM workbook AS latest
WHERE latest.area_key = workbook.area_key AND latest.rank = 1
"""

_WHICH = "CASE WHEN others = 0 THEN :only_one WHEN rank = 1 THEN :latest ELSE :earlier END"
_BY_WORKBOOK = "workbook.area_key, workbook.date, workbook.file"

_SCORES = f"""
SELECT area, section, score, words, date, edition, {_WHICH}, file
FROM score JOIN workbook ON workbook.id = score.workbook ORDER BY {_BY_WORKBOOK}, place(section)
"""

# The workbooks of an area repeat its earlier meetings, so:
# - A meeting is shown once, as the latest workbook with it has it. Where a query has one min(), SQLite takes the other
#   columns from the row with the minimum: here the lowest rank.
# - A workbook's score "now" is left out where a later workbook has a score of the same day: that one knows better.
#   Where it stays, it is "now" only in the latest workbook.
_OVER_TIME = """
WITH every AS (
    SELECT dated_score.*, rank, area, area_key, edition, file
    FROM dated_score JOIN workbook ON workbook.id = dated_score.workbook
), once AS (
    SELECT *, min(rank) FROM every GROUP BY area_key, section, meeting, date, sort_date
)
SELECT area, section, CASE WHEN meeting = :now AND rank > 1 THEN :at_that_time ELSE name END, date, score, words,
    edition, file
FROM once WHERE meeting <> :now OR NOT EXISTS (
    SELECT 1 FROM every AS later WHERE later.area_key = once.area_key AND later.section = once.section
    AND later.rank < once.rank AND later.sort_date = once.sort_date)
ORDER BY area_key, place(section), sort_date, meeting, rank DESC
"""

_ACTIONS = f"""
SELECT area, number, {_ACTION_COLUMNS}, state, edition, {_WHICH}, file
FROM action JOIN workbook ON workbook.id = action.workbook ORDER BY {_BY_WORKBOOK}, action.rowid
"""

_PROBLEMS = "SELECT file, kind, text FROM problem ORDER BY gravity(kind), file, rowid"

_DUPLICATES = "SELECT area, others + 1, file FROM workbook WHERE rank = 1 AND others > 0 ORDER BY area_key"

# The counts below take each area once, by its latest workbook: rank = 1.
_SCORE_COUNTS = """
SELECT section, score, count(*) FROM score JOIN workbook ON workbook.id = workbook
WHERE rank = 1 GROUP BY section, score
"""

_LATEST_SCORES = """
SELECT area, section, score, words FROM score JOIN workbook ON workbook.id = workbook
WHERE rank = 1 ORDER BY area_key, place(section)
"""

_LATEST_TARGETS = """
SELECT area, section, now, aim, aimed_by, steps, edition, file FROM target JOIN workbook ON workbook.id = workbook
WHERE rank = 1 ORDER BY area_key, place(section)
"""

# SQLite concatenates the areas in the order in which the inner query gives them.
_ANSWER_COUNTS = """
SELECT indicator, answer, count(*), group_concat(area, '; ') FROM (
    SELECT indicator, answer, area FROM found JOIN workbook ON workbook.id = workbook
    WHERE rank = 1 ORDER BY area_key)
GROUP BY indicator, answer
"""

_EDITION_COUNTS = "SELECT edition, count(*) FROM workbook WHERE rank = 1 GROUP BY edition"

# A file that was taken may have problems too: it does not count as left out.
_FILE_COUNTS = """
SELECT (SELECT count(*) FROM workbook), (SELECT count(DISTINCT area_key) FROM workbook),
    (SELECT count(DISTINCT file) FROM problem WHERE file NOT IN (SELECT file FROM workbook))
"""


class Store:
    """Takes records one by one, then answers questions about all of them. Use it in a `with` statement.

    Args:
        places: the position of each section among all, by its id, which puts rows in the framework's order.
    """

    def __init__(self, places: Mapping[str, int]) -> None:
        # An empty name makes a private database, in a temporary file once it is larger than SQLite's cache.
        self._connection = sqlite3.connect("")
        self._connection.create_function("place", 1, lambda section: places.get(section, len(places)))
        self._connection.create_function("gravity", 1, _GRAVEST_FIRST.index)
        self._connection.executescript(_SCHEMA)

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def add(self, record: Record) -> None:
        """Add the record of one file."""
        self.add_problems(record.file, record.problems)
        if not record.edition:
            return
        key = area_key(record.area)
        row = (None, record.file, record.area, key, record.edition, _stored(record.date), None, None)
        id_ = self._connection.execute(f"INSERT INTO workbook VALUES ({_marks(row)})", row).lastrowid
        self._insert("score", ((id_, score.section, score.score, score.words) for score in record.scores))
        self._insert(
            "dated_score",
            (
                (
                    *(id_, dated.score.section, dated.meeting, dated.name, _stored(dated.date)),
                    *(_stored(dated.sort_date), dated.score.score, dated.score.words),
                )
                for dated in record.over_time
            ),
        )
        self._insert(
            "target",
            (
                (id_, target.section, target.now, target.aim, _stored(target.by), target.steps)
                for target in record.targets
            ),
        )
        self._insert(
            "action", ((id_, action.number, action.state, *map(_stored, action.values)) for action in record.actions)
        )
        self._insert("found", ((id_, indicator, answer) for indicator, answer in record.found))

    def add_problems(self, file: str, problems: Iterable[Problem]) -> None:
        """Add problems of a file."""
        self._insert("problem", ((file, problem.kind, problem.text) for problem in problems))

    def rank(self) -> None:
        """Find the latest workbook of each area, and spell the area as it does. Call it after the last `add`."""
        self._connection.execute(_RANK)
        self._connection.execute(_SPELLING)

    def scores(self) -> Iterator[tuple[Answer | None, ...]]:
        """Yield area, section, score, words, date, edition, which of the area's workbooks it is, and file."""
        return self._rows(_SCORES)

    def over_time(self) -> Iterator[tuple[Answer | None, ...]]:
        """Yield area, section, meeting, date, score, words, edition and file, by area and section, the oldest first."""
        return self._rows(_OVER_TIME)

    def actions(self) -> Iterator[tuple[Answer | None, ...]]:
        """Yield area, number, the action's fields, whether it is due, edition, which workbook, and file."""
        return self._rows(_ACTIONS)

    def problems(self) -> Iterator[tuple[Answer | None, ...]]:
        """Yield file, kind and text, the gravest kind first."""
        return self._rows(_PROBLEMS)

    def duplicate_areas(self) -> list[tuple[str, int, str]]:
        """Return each area with several workbooks, how many, and the file of the latest."""
        return list(self._connection.execute(_DUPLICATES))

    def score_counts(self) -> Iterator[tuple[str, str | None, int]]:
        """Yield section, score, and how many areas have it."""
        return iter(self._connection.execute(_SCORE_COUNTS))

    def latest_scores(self) -> Iterator[tuple[str, str, str | None, str]]:
        """Yield area, section, score and words of each area's latest workbook, by area."""
        return iter(self._connection.execute(_LATEST_SCORES))

    def latest_targets(self) -> Iterator[tuple[Answer | None, ...]]:
        """Yield area, section, score now, score aimed for, by when, steps, edition and file, by area."""
        return self._rows(_LATEST_TARGETS)

    def answer_counts(self) -> Iterator[tuple[str, str, int, str]]:
        """Yield indicator, answer, how many areas gave it, and the names of these areas in one text."""
        return iter(self._connection.execute(_ANSWER_COUNTS))

    def edition_counts(self) -> Mapping[str, int]:
        """Return in how many areas the latest workbook is of each edition."""
        return dict(self._connection.execute(_EDITION_COUNTS))

    def file_counts(self) -> tuple[int, int, int]:
        """Return how many workbooks were taken, of how many areas, and how many files were not."""
        ((taken, areas, not_taken),) = self._connection.execute(_FILE_COUNTS)
        return taken, areas, not_taken

    def _insert(self, table: str, rows: Iterable[tuple[object, ...]]) -> None:
        for row in rows:
            self._connection.execute(f"INSERT INTO {table} VALUES ({_marks(row)})", row)

    def _rows(self, query: str) -> Iterator[tuple[Answer | None, ...]]:
        for row in self._connection.execute(query, dict(_VALUES)):
            yield tuple(map(_restored, row))


def area_key(area: str) -> str:
    """Return what two spellings of an area share: its letters and digits, without accents and capitals."""
    folded = unicodedata.normalize("NFKD", area).casefold()
    # A name of signs alone has none of them, and is only the same as itself.
    return "".join(character for character in folded if character.isalnum()) or area


def _marks(row: tuple[object, ...]) -> str:
    """Return a placeholder for each value of a row."""
    return ", ".join("?" * len(row))


def _stored(value: object) -> object:
    """Return a value as it is stored. SQLite has no dates: as bytes of ISO 8601 they sort by age, and are not texts."""
    return value.isoformat().encode() if isinstance(value, datetime.date) else value


def _restored(value: Answer | bytes | None) -> Answer | None:
    """Return a stored value as it was."""
    return datetime.date.fromisoformat(value.decode()) if isinstance(value, bytes) else value
