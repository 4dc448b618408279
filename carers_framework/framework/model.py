"""The framework and its parts, as frozen models.

The models say what `framework.yaml` may hold: which keys, of which type, how long. Their descriptions become the JSON
Schema that editors read. What ties two places of the file together (an id used twice, a reference to nothing) is in
`rules`. Models know nothing of files: `load` makes them.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from ..base.colours import Colour
from .library import (
    Change,
    Collection,
    Cover,
    Duty,
    Example,
    LawLine,
    LawQuestion,
    Search,
    Source,
    Standard,
    Term,
    Theme,
)
from .readers import Home, ReaderPage, SitePage
from .statements import NamedPage, PageWords, Statements
from .types import EmailAddress, Id, Label, Part, PrintedLink, Score, SheetName, Slug, Text, WebAddress, Year, at_most
from .wording import Fields, WorkbookWords

_PLACEHOLDER = re.compile(r"https?://[^/:]*\.example(:\d+)?(/|$)")
"""An address that nobody can have (RFC 2606)."""

_NOT_IN_FILE_NAMES = re.compile(r'[<>:"/\\|?*]')


class Edition(Part):
    """The edition being published."""

    id: Id
    title: Label
    subtitle: Label
    publisher: Label
    publisher_link: PrintedLink
    document: Slug = Field(description="The id of the source that this edition restates.")
    first_published: Year
    updated: Year
    authors: tuple[Label, ...] = Field(min_length=1)
    thanks: Text
    summary: Text = Field(description="What the framework does, in one or two sentences.")
    site: WebAddress = Field(description="Where the site is published, ending in a slash.")
    contact: EmailAddress | None = Field(
        default=None, description="The e-mail address for questions. A site with a real address needs a real one."
    )
    applies_to: Label | None = Field(default=None, description="Where its law applies, such as England.")


class Level(Part):
    """A score: its letter, its colour, and what it is called."""

    score: Score = Field(description="A capital letter, and perhaps one or two more letters or digits.")
    colour: Colour
    label: Label
    meaning: Text

    @property
    def words(self) -> str:
        """The colour and the label, so that the colour never speaks alone: "Red: Not meeting requirements yet"."""
        return f"{self.colour.capitalize()}: {self.label}"


class Restated(Part):
    """A part that restates a place in the edition's document."""

    at: Label = Field(description="Where it is in the edition's document.")
    source_words: tuple[Label, ...] = Field(default=(), description="Words of the source that we give by today's name.")


class Kept(Part):
    """A part that is followed from edition to edition by its id.

    `replaces` is written in the newer edition, `moved_to` and `dropped` in the older one, in `editions/`. What has
    the same id in both editions needs none of the three.
    """

    id: Id
    replaces: tuple[Slug, ...] = Field(
        default=(), description="Ids of the edition before whose place it takes, wholly or in part."
    )
    moved_to: tuple[Slug, ...] = Field(
        default=(), description="Only in an earlier edition: ids of the next edition where its content went."
    )
    dropped: Text | None = Field(
        default=None,
        description="Only in an earlier edition: what of it the next edition does not have, with the reason if known.",
    )


class Passage(Restated, Kept):
    """A passage of the introduction, perhaps with points."""

    title: Label
    text: Text
    points_lead: Label | None = Field(default=None, description="The line before the points.")
    points: tuple[Label, ...] = ()


class WellbeingArea(Kept):
    """One area of wellbeing."""

    title: Label
    text: Text


class Wellbeing(Restated):
    """What wellbeing means, area by area."""

    text: Text
    areas: tuple[WellbeingArea, ...] = Field(min_length=1)


class Item(Kept):
    """Somebody to invite or something to gather."""

    text: Text
    source_words: tuple[Label, ...] = ()


StepSheet = Literal["preparation", "sections", "summary", "plan", "reviews", "ideas"]
"""A sheet of the workbook that a step can be done on; `sections` are those of all sections."""


class Step(Restated, Kept):
    """A step of using the framework."""

    title: Label
    text: Text
    warning: Text | None = None
    invite: tuple[Item, ...] = Field(default=(), description="Who to invite.")
    gather: tuple[Item, ...] = Field(default=(), description="What to gather before the group meets.")
    leads_back_to: Slug | None = Field(
        default=None, description="In the last step: the id of the step with which everything begins again."
    )
    pages: tuple[SitePage, ...] = Field(default=(), description="The pages of the site that are used in this step.")
    short: Label | None = Field(default=None, description="A shorter title, for the sheets of the workbook.")
    sheets: tuple[StepSheet, ...] = Field(
        default=(), description="The sheets of the workbook that are used in this step."
    )
    agenda: Label | None = Field(
        default=None,
        description="What the group does in this step when it meets, in one line. These lines make the agenda.",
    )


class Indicator(Restated, Kept):
    """One thing that shows a level in a section."""

    text: Text


class Section(Restated, Kept):
    """A section that the group scores. Each level has at least one indicator."""

    title: Label
    short: SheetName | None = Field(
        default=None, description="A shorter title for the tab of its sheet, where the title and a number are too long."
    )
    description: Annotated[Label, at_most(160)] = Field(description="One line for lists and search engines.")
    requirement: Text = Field(description="What is required, as the framework says it.")
    source_note: Text | None = Field(default=None, description="What a reader should know about the source here.")
    levels: dict[str, tuple[Indicator, ...]]

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators of the section, in the order of the file."""
        return tuple(indicator for indicators in self.levels.values() for indicator in indicators)


class OpenPoint(Part):
    """Something that the edition's document leaves open: a reviewer's note, or words that break off."""

    id: Id
    at: Label = Field(description="Where it is in the edition's document.")
    text: Text


class Framework(Part):
    """Everything that `framework.yaml` holds, or the file of an earlier edition."""

    edition: Edition
    levels: tuple[Level, ...] = Field(min_length=2, description="The scores, lowest first.")
    introduction: tuple[Passage, ...] = Field(min_length=1)
    wellbeing: Wellbeing
    steps: tuple[Step, ...] = Field(min_length=1)
    sections: tuple[Section, ...] = Field(min_length=1)
    fields: Fields
    workbook: WorkbookWords
    sources: tuple[Source, ...] = Field(min_length=1)
    duties: tuple[Duty, ...] = ()
    law_in_short: tuple[LawLine, ...] = ()
    law_questions: tuple[LawQuestion, ...] = ()
    law_covers: tuple[Cover, ...] = ()
    standards: tuple[Standard, ...] = ()
    themes: tuple[Theme, ...] = ()
    examples: tuple[Example, ...] = ()
    collections: tuple[Collection, ...] = ()
    glossary: tuple[Term, ...] = ()
    changes: tuple[Change, ...] = ()
    search: Search | None = Field(
        default=None, description="What the site's search knows beyond the words of its pages."
    )
    home: Home | None = Field(default=None, description="Without it, the home page begins with the edition's title.")
    readers: tuple[ReaderPage, ...] = Field(default=(), description="Pages for one kind of reader each.")
    statements: Statements = Field(default=Statements(), description="What the publisher of the site says for itself.")
    pages: dict[NamedPage, PageWords] = Field(
        default={}, description="Other words for some pages of the site, by the name of the page."
    )
    open_in_draft: tuple[OpenPoint, ...] = Field(
        default=(), description="Where the edition's document is a draft: what it leaves open. It is not in the texts."
    )

    @model_validator(mode="before")
    @classmethod
    def _count_sections(cls, data: Any) -> Any:
        """Put the number of sections in place of `{sections}` in the words of the workbook."""
        # Before everything else, so that whatever shows these words shows the number.
        sections = data.get("sections") if isinstance(data, dict) else None
        if not isinstance(sections, list):
            return data
        counted = {key: _with_count(data[key], str(len(sections))) for key in ("fields", "workbook") if key in data}
        return {**data, **counted}

    def duties_of(self, section: Section) -> tuple[Duty, ...]:
        """Return the provisions behind a section, law by law, without those that are behind all sections.

        What is not in force is left out: nobody has to do it.
        """
        laws = list(dict.fromkeys(duty.law for duty in self.duties))
        # What stands behind all sections would fill every list with the same.
        found = (duty for duty in self.duties if section.id in duty.sections and duty.is_law)
        return tuple(sorted(found, key=lambda duty: (laws.index(duty.law), duty.place)))

    def examples_of(self, section: Section) -> tuple[Example, ...]:
        """Return the examples that help with a section: the most helped first, those that help with all at the end."""
        found = (example for example in self.examples if section.id in example.sections)
        # In the order in which an example names its sections: the first is the one that it helps most.
        ranked = sorted(found, key=lambda example: example.sections.index(section.id))
        return (*ranked, *self.examples_for_all)

    @property
    def examples_for_all(self) -> tuple[Example, ...]:
        """Return the examples that help with all sections alike."""
        return tuple(example for example in self.examples if not example.sections)

    def level_of(self, score: object) -> Level | None:
        """Return the level of a score as people type it, or None. Small letters count as capitals."""
        return next((level for level in self.levels if level.score == str(score).upper()), None)

    def changes_since(self, source: Source) -> tuple[Change, ...]:
        """Return what has changed since a source was written."""
        return tuple(change for change in self.changes if source.id in change.since)

    def step_with(self, page: str) -> int | None:
        """Return the number of the first step in which a page of the site is used, from 1, or None."""
        return next((number for number, step in enumerate(self.steps, 1) if page in step.pages), None)

    def steps_on(self, sheet: str) -> tuple[int, ...]:
        """Return the numbers of the steps that a sheet of the workbook is used in, from 1."""
        return tuple(number for number, step in enumerate(self.steps, 1) if sheet in step.sheets)

    @property
    def invite(self) -> tuple[Item, ...]:
        """Everybody to invite, in the order of the steps."""
        return tuple(item for step in self.steps for item in step.invite)

    @property
    def gather(self) -> tuple[Item, ...]:
        """Everything to gather, in the order of the steps."""
        return tuple(item for step in self.steps for item in step.gather)

    @property
    def workbook_name(self) -> str:
        """The file name of the edition's workbook."""
        return f"{self.file_name}.xlsx"

    @property
    def file_name(self) -> str:
        """What the edition's files are called: by its title, but with nothing that would lead to another folder."""
        return f"{_NOT_IN_FILE_NAMES.sub('-', self.edition.title)} {self.edition.id}"

    @property
    def has_site(self) -> bool:
        """Whether the site has a real address: a placeholder leads nowhere, so nothing links to it."""
        return not is_placeholder(self.edition.site)

    def sheet_name(self, section: Section) -> str:
        """Return the name of a section's sheet: its number and its short title, such as "3 Prevention"."""
        # The number shows the order when a tab is all that is seen.
        return f"{self.sections.index(section) + 1} {section.short or section.title}"

    def page_address(self, page: str) -> str:
        """Return the address on the published site of a page such as `sections/identifying-carers`."""
        return f"{self.edition.site}{page}/"


def _with_count(value: Any, count: str) -> Any:
    """Return data with a number in place of `{sections}` in all texts, but not in keys."""
    if isinstance(value, dict):
        return {key: _with_count(each, count) for key, each in value.items()}
    if isinstance(value, list):
        return [_with_count(each, count) for each in value]
    return value.replace("{sections}", count) if isinstance(value, str) else value


def is_placeholder(address: str) -> bool:
    """Return whether a web address is one that nobody can have, used until the site is published."""
    return bool(_PLACEHOLDER.match(address))
