"""All records of a run, in a database on the disk that goes when the command ends: memory holds one at a time."""

from __future__ import annotations

import datetime
import sqlite3
import unicodedata
from collections.abc import Iterator, Mapping
from types import TracebackType

from ..workbook.answers import Answer
from ..workbook.sheets.plan import COLUMNS as PLAN_COLUMNS
from .records import NOW_COMES, THEN, Record

_PLAN = ", ".join(name for name, _ in PLAN_COLUMNS)
_SCHEMA = f"""
CREATE TABLE workbook (id INTEGER PRIMARY KEY, file, area, area_key, edition, date, rank INTEGER, others INTEGER);
CREATE TABLE score (workbook INTEGER, section, score, words);
CREATE TABLE point (workbook INTEGER, section, meeting INTEGER, name, date, sorted, score, words);
CREATE TABLE action (workbook INTEGER, number INTEGER, state, {_PLAN});
CREATE TABLE found (workbook INTEGER, indicator, answer);
CREATE TABLE problem (file, kind, text);
"""

_RANK = """
UPDATE workbook SET rank = ranked.rank, others = ranked.others FROM (
    SELECT id, row_number() OVER (PARTITION BY area_key ORDER BY date DESC, file DESC) AS rank,
        count(*) OVER (PARTITION BY area_key) - 1 AS others
    FROM workbook) AS ranked WHERE ranked.id = workbook.id
"""

_SPELLING = """
UPDATE workbook SET area = latest.area FROM workbook AS latest
WHERE latest.area_key = workbook.area_key AND latest.rank = 1
"""

_WHICH = "CASE WHEN others = 0 THEN 'Only one' WHEN rank = 1 THEN 'Latest' ELSE 'Earlier' END"
_WORKBOOKS = "workbook.area_key, workbook.date, workbook.file"

_SCORES = f"""
SELECT area, section, score, words, date, edition, {_WHICH}, file
FROM score JOIN workbook ON workbook.id = score.workbook ORDER BY {_WORKBOOKS}, place(section)
"""

# The same meeting may stand in several workbooks of an area. It is shown once, from the latest. What an earlier one has
# as its score now is left out where a later one tells of the same day.
_POINTS = f"""
WITH found AS (
    SELECT point.*, rank, area, area_key, edition, file FROM point JOIN workbook ON workbook.id = point.workbook
), once AS (
    SELECT *, min(rank) FROM found GROUP BY area_key, section, meeting, date, sorted
)
SELECT area, section, CASE WHEN meeting = {NOW_COMES} AND rank > 1 THEN '{THEN}' ELSE name END, date, score, words,
    edition, file
FROM once WHERE meeting <> {NOW_COMES} OR NOT EXISTS (
    SELECT 1 FROM found AS later WHERE later.area_key = once.area_key AND later.section = once.section
    AND later.rank < once.rank AND later.sorted = once.sorted)
ORDER BY area_key, place(section), sorted, meeting, rank DESC
"""

_ACTIONS = f"""
SELECT area, number, {_PLAN}, state, edition, {_WHICH}, file
FROM action JOIN workbook ON workbook.id = action.workbook ORDER BY {_WORKBOOKS}, number
"""


class Store:
    """Takes records one by one; then answers questions about all of them. To be used in a `with` statement.

    `places` says where each section stands among all, so that rows come in the framework's order.
    """

    def __init__(self, places: Mapping[str, int]) -> None:
        # An empty name is a database of our own, in a temporary file where it grows beyond a few megabytes.
        self._connection = sqlite3.connect("")
        self._connection.create_function("place", 1, lambda section: places.get(section, len(places)))
        self._connection.executescript(_SCHEMA)

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def add(self, record: Record) -> None:
        """Take what one workbook holds."""
        self._insert("problem", ((record.file, one.kind, one.text) for one in record.problems))
        if not record.edition:
            return
        row = (None, record.file, record.area, area_key(record.area), record.edition, _stored(record.date), 0, 0)
        id_ = self._connection.execute(f"INSERT INTO workbook VALUES ({_marks(row)})", row).lastrowid
        self._insert("score", ((id_, one.section, one.score, one.words) for one in record.scores))
        self._insert(
            "point",
            (
                (
                    *(id_, one.score.section, one.meeting, one.name, _stored(one.date), _stored(one.order)),
                    *(one.score.score, one.score.words),
                )
                for one in record.points
            ),
        )
        self._insert("action", ((id_, one.number, one.state, *map(_stored, one.values)) for one in record.actions))
        self._insert("found", ((id_, indicator, answer) for indicator, answer in record.found))

    def rank(self) -> None:
        """Find the latest workbook of each area, and spell the area as it does. To be called when all are there."""
        self._connection.execute(_RANK)
        self._connection.execute(_SPELLING)

    def scores(self) -> Iterator[tuple[Answer | None, ...]]:
        """Area, section, score, words, date, edition, which of the area's workbooks it is, and file."""
        return self._rows(_SCORES)

    def points(self) -> Iterator[tuple[Answer | None, ...]]:
        """Area, section, meeting, date, score, words, edition and file; the points of a section in an area in a row."""
        return self._rows(_POINTS)

    def actions(self) -> Iterator[tuple[Answer | None, ...]]:
        """Area, number, the columns of the plan, whether it is due, edition, which workbook, and file."""
        return self._rows(_ACTIONS)

    def problems(self) -> Iterator[tuple[Answer | None, ...]]:
        """File, kind, and text: those of files that were not read come first."""
        order = "CASE kind WHEN 'Not read' THEN 0 WHEN 'Read in part' THEN 1 WHEN 'Left out' THEN 2 ELSE 3 END"
        return self._rows(f"SELECT file, kind, text FROM problem ORDER BY {order}, file, rowid")

    def several(self) -> Iterator[tuple[str, int, str]]:
        """Each area with several workbooks, how many, and the file of the latest."""
        query = "SELECT area, others + 1, file FROM workbook WHERE rank = 1 AND others > 0 ORDER BY area_key"
        return iter(self._connection.execute(query))

    def latest_scores(self) -> Iterator[tuple[str, str | None, int]]:
        """Section, score, and in how many areas' latest workbooks it has it."""
        query = "SELECT section, score, count(*) FROM score JOIN workbook ON workbook.id = workbook WHERE rank = 1"
        return iter(self._connection.execute(f"{query} GROUP BY section, score"))

    def latest_by_area(self) -> Iterator[tuple[str, str, str | None, str]]:
        """Area, section, score and words, of each area's latest workbook."""
        query = "SELECT area, section, score, words FROM score JOIN workbook ON workbook.id = workbook WHERE rank = 1"
        return iter(self._connection.execute(f"{query} ORDER BY area_key, place(section)"))

    def latest_found(self) -> Iterator[tuple[str, str, int, str]]:
        """Indicator, answer, in how many areas' latest workbooks it was given, and these areas in one text."""
        query = """
            SELECT indicator, answer, count(*), group_concat(area, '; ') FROM (
                SELECT indicator, answer, area FROM found JOIN workbook ON workbook.id = workbook
                WHERE rank = 1 ORDER BY area_key)
            GROUP BY indicator, answer"""
        return iter(self._connection.execute(query))

    def latest_editions(self) -> Mapping[str, int]:
        """How many areas' latest workbooks are of each edition."""
        return dict(self._connection.execute("SELECT edition, count(*) FROM workbook WHERE rank = 1 GROUP BY edition"))

    def counts(self) -> tuple[int, int, int]:
        """How many workbooks were taken, of how many areas, and how many files were not read or left out."""
        ((taken, areas),) = self._connection.execute("SELECT count(*), count(DISTINCT area_key) FROM workbook")
        query = "SELECT count(DISTINCT file) FROM problem WHERE file NOT IN (SELECT file FROM workbook)"
        ((left,),) = self._connection.execute(query)
        return taken, areas, left

    def add_problem(self, file: str, kind: str, text: str) -> None:
        """Note something that only shows when all records are there."""
        self._insert("problem", [(file, kind, text)])

    def _insert(self, table: str, rows: Iterator[tuple[object, ...]] | list[tuple[object, ...]]) -> None:
        for row in rows:
            self._connection.execute(f"INSERT INTO {table} VALUES ({_marks(row)})", row)

    def _rows(self, query: str) -> Iterator[tuple[Answer | None, ...]]:
        for row in self._connection.execute(query):
            yield tuple(_taken(value) for value in row)


def area_key(area: str) -> str:
    """What two spellings of the same area have in common: letters and digits alone, without accents or capitals."""
    folded = unicodedata.normalize("NFKD", area).casefold()
    return "".join(character for character in folded if character.isalnum()) or area


def _marks(row: tuple[object, ...]) -> str:
    return ", ".join("?" * len(row))


def _stored(value: object) -> object:
    """A value for the database, which knows no days: as bytes they are told from texts, and sorted by age."""
    return value.isoformat().encode() if isinstance(value, datetime.date) else value


def _taken(value: Answer | bytes | None) -> Answer | None:
    """A stored value as it was."""
    return datetime.date.fromisoformat(value.decode()) if isinstance(value, bytes) else value
