"""The days and years in an edition, as of today: which checks are overdue, and what lies in the future by mistake."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ..base.dates import a_year_after, in_words
from ..framework.library import Example, Source, Standard
from ..framework.load import Located

_ONE_DAY = datetime.timedelta(days=1)


def overdue(edition: Located, today: datetime.date) -> Iterator[tuple[int, str]]:
    """Yield the line and a message for each day on which something was last checked that is more than a year ago.

    What was checked on the same day makes one message: all of it falls due together.
    """
    for day, ids in _last_checks(edition).items():
        if a_year_after(day) < today:
            yield (
                edition.line_of(ids[0], "checked"),
                f"{_named(ids)}: last checked on {in_words(day)}, more than a year ago. "
                "Check against the text in force, and write the new day in `checked`.",
            )


def still_to_come(edition: Located, today: datetime.date) -> Iterator[tuple[int, str]]:
    """Yield the line and a message for each day of a check, and each year of a document, that has not come yet."""
    # East of here it is tomorrow already, and somebody there may have checked something.
    tomorrow = today + _ONE_DAY
    for day, ids in _last_checks(edition).items():
        if day > tomorrow:
            message = f"{_named(ids)}: last checked on {in_words(day)}, a day still to come. Correct it in `checked`."
            yield edition.line_of(ids[0], "checked"), message
    framework = edition.framework
    # An edition may be prepared ahead of its year, and its document with it.
    latest = max(tomorrow.year, framework.edition.updated)
    documents: list[Source | Standard | Example] = [*framework.sources, *framework.standards, *framework.examples]
    for each in documents:
        if each.year and each.year > latest:
            yield edition.line_of(each.id, "year"), f"{each.id}: {each.year} is still to come. Correct it in `year`."


def _last_checks(edition: Located) -> Mapping[datetime.date, Sequence[str]]:
    """Return the ids of what was last checked on each day."""
    framework = edition.framework
    days = [(duty.id, duty.checked_on) for duty in framework.duties]
    days += [(change.id, change.checked) for change in framework.changes]
    ids: dict[datetime.date, list[str]] = defaultdict(list)
    for id_, day in days:
        if day:
            ids[day].append(id_)
    return ids


def _named(ids: Sequence[str]) -> str:
    """Return the first of some ids, with the number of the others."""
    others = {1: "", 2: " and 1 other"}.get(len(ids), f" and {len(ids) - 1} others")
    return f"{ids[0]}{others}"
