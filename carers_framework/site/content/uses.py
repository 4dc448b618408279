"""What a section's page shows of the lists: their items by what a group does with them, not by document.

Also what else the page chooses from the whole: the statements of standards, the questions of law, and a few examples.
"""

from __future__ import annotations

from dataclasses import dataclass

from ...framework.library import Collection, Entry, Example, LawQuestion, Standard, Statement, Use
from ...framework.model import Framework, Section
from ...words.site import USES

SHOWN = 5
"""How many items of each use a section's page shows. A page of its own has them all."""

SHOWN_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Group:
    """All items for a section that have the same use, each with its list."""

    use: Use
    items: tuple[tuple[Collection, Entry], ...]

    @property
    def title(self) -> str:
        """What a group of people does with the items."""
        return USES[self.use]

    @property
    def first(self) -> tuple[tuple[Collection, Entry], ...]:
        """The items that the section's page shows."""
        return self.items[:SHOWN]

    @property
    def first_lists(self) -> tuple[Collection, ...]:
        """The lists that the shown items are from."""
        return tuple({collection.id: collection for collection, _ in self.first}.values())


def groups_for(framework: Framework, section: Section) -> tuple[Group, ...]:
    """Return the items for a section by their use, without uses that have none."""
    uses: tuple[Use, ...] = ("ask", "check", "measure", "missed")
    groups = (Group(use, _items(framework, section, use)) for use in uses)
    return tuple(group for group in groups if group.items)


def _items(framework: Framework, section: Section, use: Use) -> tuple[tuple[Collection, Entry], ...]:
    """Return the items for a section, the most helpful first. If they are few, those that help with all follow."""
    every = [(each, item) for each in framework.collections if each.use == use for item in each.items]
    # What has ended comes after what is still so. Among equals the order of the lists stays, as sorting is stable.
    every.sort(key=lambda pair: pair[1].history is not None)
    own = [(each, item) for each, item in every if section.id in item.sections]
    own.sort(key=lambda pair: pair[1].sections.index(section.id))
    for_all = [pair for pair in every if not pair[1].sections] if len(own) < SHOWN else []
    return (*own, *for_all)


def statements_for(framework: Framework, section: Section) -> tuple[tuple[Standard, tuple[Statement, ...]], ...]:
    """Return each standard that has statements on a section, with these."""
    found = (
        (each, tuple(item for item in each.statements if section.id in item.sections)) for each in framework.standards
    )
    return tuple((standard, statements) for standard, statements in found if statements)


def questions_for(framework: Framework, section: Section) -> tuple[LawQuestion, ...]:
    """Return the questions of law of which at least half the provisions are behind a section."""
    # At least half: a question that only touches a section would lead away from it.
    behind = {duty.id for duty in framework.duties_of(section)}
    return tuple(
        each for each in framework.law_questions if 2 * len(behind & set(each.provisions)) >= len(each.provisions)
    )


def examples_for(framework: Framework, section: Section) -> tuple[Example, ...]:
    """Return a few examples for a section: its own before those for all sections, and those with a result first."""
    found = framework.examples_of(section)
    return tuple(sorted(found, key=lambda example: (not example.sections, example.result is None))[:SHOWN_EXAMPLES])
