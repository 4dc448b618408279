"""From evidence to score: what a section's answers suggest.

The same sums stand in the workbook as formulas; here they give the values that the formulas show when it is saved.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ..framework.model import Framework, Level, Section
from .answers import Answers
from .layout import cell_name

MOST = 0.5
"""A level is suggested when more than this share of its answered indicators is in place."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How the indicators of one level were answered: how often each answer, and the share that is in place (0 to 1)."""

    level: Level
    counts: tuple[tuple[str, int], ...]
    answered: int
    share: float


def tally(framework: Framework, section: Section, level: Level, answers: Answers) -> Tally:
    """Count the answers to a level's indicators. Answers that carry no points, such as "Don't know", do not count."""
    found = framework.fields.found
    given = Counter(answers.get(cell_name("found", indicator.id)) for indicator in section.levels[level.score])
    answered = sum(given[choice] for choice in found.points)
    points = sum(given[choice] * worth for choice, worth in found.points.items())
    counts = tuple((choice, given[choice]) for choice in found.points)
    return Tally(level, counts, answered, points / answered if answered else 0.0)


def suggested(framework: Framework, section: Section, answers: Answers) -> Level | None:
    """The level that the answers suggest, or None where no indicator has an answer that counts."""
    tallies = [tally(framework, section, level, answers) for level in framework.levels]
    if not any(one.answered for one in tallies):
        return None
    fitting = [one.level for one in tallies if one.share > MOST]
    return fitting[-1] if fitting else framework.levels[0]
