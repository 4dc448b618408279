"""The framework and its parts, as frozen models.

The models say what `framework.yaml` may hold: which keys, of which type, how long. Their descriptions become the JSON
Schema that editors read. What ties two places of the file together (an id used twice, a reference to nothing) is in
`rules`. Models know nothing of files: `load` makes them.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictInt, StringConstraints, model_validator

from ..base.characters import UNSEEN
from ..base.colours import Colour

CELL_LIMIT = 32_767
"""The most characters that a cell of an Excel sheet takes."""

CARRIED_OVER = "Carried over"
"""The name of the one sheet that no framework file names: of what came from an earlier workbook."""

SHEET_NAME_LIMIT = 31
"""The most characters that the name of an Excel sheet takes."""

_READ_AS_ANOTHER = re.compile("_x[0-9A-Fa-f]{4}_")
_NOT_IN_FILE_NAMES = re.compile(r'[<>:"/\\|?*]')
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")


def _without_unseen(text: str) -> str:
    """Text holds no control characters, which Excel refuses, and none that turn the reading direction round."""
    found = UNSEEN.search(text)
    if found:
        raise ValueError(f"holds the unseen character U+{ord(found.group()):04X}. Remove it.")
    return text


def _fit_for_a_sheet(name: str) -> str:
    """A sheet's name is short enough for a tab, and has none of the characters that Excel forbids there."""
    if len(name) > SHEET_NAME_LIMIT:
        raise ValueError(
            f"is {len(name)} characters long, and the name of a sheet takes {SHEET_NAME_LIMIT}. Shorten it."
        )
    if _NOT_IN_SHEET_NAMES.search(name) or name.startswith("'") or name.endswith("'"):
        raise ValueError(
            "becomes the name of a sheet, which cannot hold [ ] : * ? / \\ or begin or end with '. Reword it."
        )
    if escape := _READ_AS_ANOTHER.search(name):
        raise ValueError(f"holds {escape.group()}, which spreadsheet programs read as another character. Reword it.")
    if name.lower() == "history":
        raise ValueError("is a name that Excel keeps for itself. Choose another.")
    return name


_Stripped = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_without_unseen)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Text = Annotated[_Stripped, Field(max_length=CELL_LIMIT)]
Label = Annotated[_Stripped, Field(max_length=200, pattern=r"^[^\n]*$")]
Prompt = Annotated[_Stripped, Field(max_length=255, pattern=r"^[^\n]*$")]
SheetName = Annotated[Label, AfterValidator(_fit_for_a_sheet)]
Year = Annotated[StrictInt, Field(ge=1900, le=2200)]
WebAddress = Annotated[_Stripped, Field(pattern=r"^https?://[^\s<>\"']+/$")]
PrintedLink = Annotated[_Stripped, Field(pattern=r"^[^\s<>\"“”@]+$")]
EmailAddress = Annotated[_Stripped, Field(pattern=r"^[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}$")]
Id = Annotated[Slug, Field(description="Lower-case letters, digits and hyphens. It never changes its meaning.")]


class Part(BaseModel):
    """What all parts share: they are frozen, and take no key that they do not know."""

    # Built when the first file is read, all parts in one go: that takes half as long as one after the other.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


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


class Level(Part):
    """A score: its letter, its colour, and what it is called."""

    score: Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]{0,2}$")] = Field(
        description="A capital letter, and perhaps one or two more letters or digits."
    )
    colour: Colour
    label: Label
    meaning: Text

    @property
    def words(self) -> str:
        """The colour and the label, so that the colour never speaks alone: "Red: Not meeting requirements yet"."""
        return f"{self.colour.capitalize()}: {self.label}"


class Restated(Part):
    """What restates a place in the edition's document."""

    at: Label = Field(description="Where it stands in the edition's document.")
    source_words: tuple[Label, ...] = Field(default=(), description="Words of the source that we give by today's name.")


class Kept(Part):
    """What is followed from edition to edition by its id.

    `replaces` stands in the newer edition. `moved_to` and `dropped` stand in the older one, in `editions/`. What has
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


class Step(Restated, Kept):
    """A step of using the framework."""

    title: Label
    text: Text
    warning: Text | None = None
    invite: tuple[Item, ...] = Field(default=(), description="Who to invite.")
    gather: tuple[Item, ...] = Field(default=(), description="What to gather before the group meets.")


class Indicator(Restated, Kept):
    """One thing that shows a level in a section."""

    text: Text


class Section(Restated, Kept):
    """A section that the group scores. Each level has at least one indicator."""

    title: SheetName
    description: Annotated[Label, Field(max_length=160)] = Field(description="One line for lists and search engines.")
    requirement: Text = Field(description="What is required, as the framework says it.")
    source_note: Text | None = Field(default=None, description="What a reader should know about the source here.")
    levels: dict[str, tuple[Indicator, ...]]

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators of the section, in the order of the file."""
        return tuple(indicator for indicators in self.levels.values() for indicator in indicators)


class FieldWords(Part):
    """What the workbook calls a field, and how it helps people to fill it in."""

    label: Label
    help: Prompt
    choices: tuple[Annotated[Label, Field(pattern=r"^[^,\"]*$")], ...] = Field(
        default=(), description="What can be chosen. No commas."
    )


class FoundWords(FieldWords):
    """The answers about an indicator, and what each is worth."""

    points: dict[Label, float] = Field(
        min_length=1, description="What a choice counts, from 0 to 1. A choice that is not here does not count."
    )

    @model_validator(mode="after")
    def _points_are_for_choices(self) -> FoundWords:
        """Points are given to choices that exist, and lie from 0 to 1."""
        for choice, worth in self.points.items():
            if choice not in self.choices:
                raise ValueError(
                    f"gives points to '{choice}', which is not one of its choices. Correct one of the two."
                )
            if not 0 <= worth <= 1:
                raise ValueError(f"gives {worth} points to '{choice}'. Use a number from 0 to 1.")
        return self


class StatusWords(FieldWords):
    """How far an action has come."""

    done: Label = Field(description="The choice that says an action is done.")

    @model_validator(mode="after")
    def _done_is_a_choice(self) -> StatusWords:
        """The choice that says an action is done exists."""
        if self.done not in self.choices:
            raise ValueError(f"has '{self.done}' as done, which is not one of its choices. Correct one of the two.")
        return self


class Fields(Part):
    """All that the workbook asks for. The keys are part of the names of cells, and never change."""

    area_name: FieldWords
    group_people: FieldWords
    first_meeting: FieldWords
    names: FieldWords
    came: FieldWords
    gathered: FieldWords
    whereabouts: FieldWords
    found: FoundWords
    evidence: FieldWords
    score: FieldWords
    reasons: FieldWords
    concerns: FieldWords
    actions: FieldWords
    reviewed: FieldWords
    section: FieldWords
    current: FieldWords
    priority: FieldWords
    agreed: FieldWords
    due: FieldWords
    lead: FieldWords
    plan_section: FieldWords
    plan_action: FieldWords
    plan_progress: FieldWords
    plan_due: FieldWords
    plan_lead: FieldWords
    plan_others: FieldWords
    plan_strategy: FieldWords
    plan_status: StatusWords
    review_score: FieldWords
    review_date: FieldWords
    review_working: FieldWords
    review_not_working: FieldWords


class SheetWords(Part):
    """The name of a sheet and what it is for."""

    name: SheetName
    purpose: Text


class SectionSheetWords(Part):
    """What the section sheets are for; each is named after its section."""

    purpose: Text


class SheetsWords(Part):
    """The sheets of the workbook, in their order."""

    start: SheetWords
    preparation: SheetWords
    sections: SectionSheetWords
    summary: SheetWords
    plan: SheetWords
    reviews: SheetWords
    ideas: SheetWords


class WorkbookWords(Part):
    """What the workbook says of itself."""

    sheets: SheetsWords
    how_to: tuple[Text, ...] = Field(min_length=1, description="How to fill it in, step by step.")
    suggestion: Text = Field(
        description="How the suggested score is worked out: the rule in carers_framework/workbook/sheets/evidence.py."
    )
    meetings: tuple[Label, ...] = Field(min_length=2, max_length=10, description="The first meeting and the reviews.")


class Source(Part):
    """A document that something here comes from."""

    id: Id
    title: Label
    publisher: Label
    year: Year
    standing: Literal["current", "historic"]
    used_for: Text
    link: PrintedLink | None = None


class Origin(Part):
    """A place in a source."""

    document: Slug = Field(description="The id of a source.")
    at: Label = Field(description="Where in it.")


class Duty(Part):
    """What the law or the statutory guidance asks, in plain words."""

    id: Id
    law: Label = Field(description="The Act, regulations or guidance.")
    provision: Label = Field(description="The section, regulation or paragraph.")
    title: Label
    kind: Literal["duty", "power", "right", "definition", "guidance"]
    asks: Text
    caution: Text | None = Field(default=None, description="What a reader could get wrong, or we could not check.")
    sections: tuple[Slug, ...] = Field(description="The sections that it stands behind; none named means all.")

    @property
    def place(self) -> list[tuple[int, str]]:
        """The numbers and letters of the provision, by which people look it up: 10(1), then 10(4)(a), then 63."""
        return [(int(number or 0), letter) for number, letter in re.findall(r"(\d+)|\(([a-z])\)", self.provision)]


class Statement(Part):
    """One statement of a standard."""

    id: Id
    number: Label | None = None
    group: Label | None = Field(default=None, description="The theme that the standard puts it under.")
    text: Text
    sections: tuple[Slug, ...] = ()


class Standard(Part):
    """A standard that others judge by."""

    id: Id
    title: Label
    publisher: Label
    year: Year
    link: PrintedLink
    about: Text
    statements: tuple[Statement, ...] = Field(min_length=1)


class Theme(Part):
    """A theme that examples can be narrowed down by."""

    id: Id
    title: Label


class Example(Part):
    """What somebody did, as it was in the year of the source."""

    id: Id
    title: Label
    area: Label
    organisation: Label | None = Field(default=None, description="Left out where the source names none.")
    year: Year = Field(description="The year of the source.")
    sections: tuple[Slug, ...] = Field(min_length=1, description="The sections that it helps, the most helped first.")
    themes: tuple[Slug, ...] = Field(min_length=1)
    done: Text = Field(description="What was done.")
    outcome: Text | None = Field(default=None, description="What came of it, with every figure of the source.")
    source: Origin
    links: tuple[PrintedLink, ...] = Field(default=(), description="As printed in the source, and not checked since.")


class Entry(Part):
    """A point to check, a question to ask, or something to measure."""

    id: Id
    title: Label | None = None
    text: Text
    sections: tuple[Slug, ...] = Field(min_length=1)
    at: Label | None = Field(default=None, description="Where in the source, more exactly.")
    history: Text | None = Field(default=None, description="What it speaks of that has ended, and what followed.")


class Collection(Part):
    """A list of short items from one source."""

    id: Id
    title: Label
    about: Text
    source: Origin
    items: tuple[Entry, ...] = Field(min_length=1)

    def for_section(self, id_: str) -> tuple[Entry, ...]:
        """The items that help with a section."""
        return tuple(item for item in self.items if id_ in item.sections)


class Term(Part):
    """A term or an abbreviation, and what it means."""

    id: Id
    term: Label
    forms: tuple[Label, ...] = Field(default=(), description="Other ways in which it is written.")
    full: Label | None = Field(default=None, description="What the letters stand for.")
    meaning: Text
    now: Text | None = Field(default=None, description="What took its place, and when.")
    everyday: bool = Field(default=False, description="An everyday word, not marked wherever it is met.")


class Change(Part):
    """What has changed since some of the sources were written."""

    id: Id
    title: Label
    when: Label
    was: Text
    now: Text
    caution: Text | None = None
    since: tuple[Slug, ...] = Field(min_length=1, description="The ids of the sources that are older than the change.")


class OpenPoint(Part):
    """Something that the edition's document leaves open: a reviewer's note, or words that break off."""

    id: Id
    at: Label = Field(description="Where it stands in the edition's document.")
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
    standards: tuple[Standard, ...] = ()
    themes: tuple[Theme, ...] = ()
    examples: tuple[Example, ...] = ()
    collections: tuple[Collection, ...] = ()
    glossary: tuple[Term, ...] = ()
    changes: tuple[Change, ...] = ()
    open_in_draft: tuple[OpenPoint, ...] = Field(
        default=(), description="Where the edition's document is a draft: what it leaves open. It is not in the texts."
    )

    def duties_of(self, section: Section) -> tuple[Duty, ...]:
        """The provisions that stand behind a section, law by law, but not those that stand behind all."""
        laws = list(dict.fromkeys(duty.law for duty in self.duties))
        found = (duty for duty in self.duties if section.id in duty.sections)
        return tuple(sorted(found, key=lambda duty: (laws.index(duty.law), duty.place)))

    def examples_of(self, section: Section) -> tuple[Example, ...]:
        """The examples that help with a section; those that help it most come first."""
        found = (example for example in self.examples if section.id in example.sections)
        return tuple(sorted(found, key=lambda example: example.sections.index(section.id)))

    def level_of(self, score: object) -> Level | None:
        """The level of a score as people type it, or None. Small letters count as capitals."""
        return next((level for level in self.levels if level.score == str(score).upper()), None)

    def changes_since(self, source: Source) -> tuple[Change, ...]:
        """What has changed since a source was written."""
        return tuple(change for change in self.changes if source.id in change.since)

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

    def page_address(self, page: str) -> str:
        """The address on the published site of a page such as `sections/identifying-carers`."""
        return f"{self.edition.site}{page}/"
