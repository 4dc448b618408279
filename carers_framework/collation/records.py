"""What the summary keeps of one workbook, in whatever edition it was filled in."""

from __future__ import annotations

import datetime
import re
import unicodedata
from dataclasses import dataclass

from ..base.characters import UNWANTED
from ..workbook.answers import Answer

SUMMARY_PROPERTY = "summary"
"""The document property of a summary, by which it is recognised: it is not a workbook that a group filled in."""

AFTER_ALL_MEETINGS = 1_000
"""The number of the meeting "now": a framework has at most ten meetings, and the current score comes after them."""

_TEXT_LIMIT = 32_000
"""The most characters of a text. A cell holds 32,767, and an odd character is stored as several."""

_LINE_END = re.compile(r"\r\n?")


@dataclass(frozen=True, slots=True)
class Score:
    """A section's score.

    `score` is its letter, or what was typed where that is not a score, or None. `words` says the same in words.
    """

    section: str
    score: str | None
    words: str


@dataclass(frozen=True, slots=True)
class DatedScore:
    """A section's score at one meeting, or now.

    `meeting` counts from 0, and now is `AFTER_ALL_MEETINGS`. `sort_date` puts the scores in order: the date of the
    meeting, or of the one before it where it has none.
    """

    meeting: int
    name: str
    date: datetime.date | None
    sort_date: datetime.date | None
    score: Score


@dataclass(frozen=True, slots=True)
class Target:
    """The score that a section aims for.

    `now` and `aim` are scores, or what was typed where that is not a score, or None. `by` is the date, or what was
    typed instead. `steps` is how many levels are still to go, or None where one of the two is not a score.
    """

    section: str
    now: str | None
    aim: str | None
    by: Answer | None
    steps: int | None


@dataclass(frozen=True, slots=True)
class Action:
    """An action: its number in the plan, its values in the order of `extract.ACTION_FIELDS`, and whether it is due.

    The number is that of its section and its own, such as "4.1".
    """

    number: str
    values: tuple[Answer | None, ...]
    state: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that people should know about a file. `kind` is one of the kinds in `words`."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Record:
    """What is kept of one workbook. A file that is not taken has problems and no edition.

    `file` is its name as the summary shows it. `date` is that of its last meeting, or else of its last save. `found`
    holds the id of each indicator that was answered, with the answer.
    """

    file: str
    area: str = ""
    edition: str = ""
    date: datetime.date | None = None
    scores: tuple[Score, ...] = ()
    over_time: tuple[DatedScore, ...] = ()
    targets: tuple[Target, ...] = ()
    actions: tuple[Action, ...] = ()
    found: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()


def clean(value: object) -> str:
    """Return a text without what could disturb its surroundings, cut to a length that a cell holds.

    A text of which nothing would be seen becomes empty.
    """
    text = UNWANTED.sub("", _LINE_END.sub("\n", str(value))).strip()
    # Within a text, joiners and the like matter (in emoji, in Arabic). Alone, they would make a heading without a name.
    if not any(map(_is_seen, text)):
        return ""
    return text if len(text) <= _TEXT_LIMIT else f"{text[:_TEXT_LIMIT]} …"


def _is_seen(character: str) -> bool:
    # Cf are format characters such as U+FEFF, which Python does not count as white space.
    return not character.isspace() and unicodedata.category(character) != "Cf"
