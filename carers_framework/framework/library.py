"""The library around the framework: sources, law, standards, examples, questions, glossary, changes."""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Literal

from pydantic import Field, model_validator

from .types import Checked, Id, Label, Part, PrintedLink, SecureLink, Slug, Text, Year, at_most

RESULT_LIMIT = 90
"""The most characters of an example's result: it is one line in a list."""


class Source(Part):
    """A document that something here comes from, or a web page or law that a fact rests on."""

    id: Id
    kind: Literal["document", "page"] = Field(
        default="document", description="A document that is restated, or a web page or law that facts are taken from."
    )
    title: Label = Field(description="A page may have a title of ours that says what it is about.")
    publisher: Label
    year: Year | None = Field(default=None, description="Left out only where a page does not give one.")
    standing: Literal["current", "historic"]
    used_for: Text
    link: PrintedLink | None = Field(default=None, description="As printed in a document; the address of a page.")

    @model_validator(mode="after")
    def _can_be_found(self) -> Source:
        """Check that a document has its year, by which people refer to it, and a page its address."""
        if self.kind == "document" and self.year is None:
            raise ValueError("is a document without a year. Add `year`, or say `kind: page`.")
        if self.kind == "page" and self.link is None:
            raise ValueError("is a page without an address. Add `link`.")
        return self

    @property
    def cited(self) -> str:
        """Return how other pages refer to the source: by its publisher and its year, if it has one."""
        return f"{self.publisher}, {self.year}" if self.year else self.publisher


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
    link: SecureLink | None = Field(default=None, description="The web address of the provision itself.")
    in_force: Literal["whole", "part", "none", "unchecked"] | None = Field(
        default=None, description="How much of the provision is in force; `unchecked` where we could not find out."
    )
    in_force_note: Text | None = Field(
        default=None, description="Which part is in force, or why none is. Needed where `in_force` is part or none."
    )
    checked: Checked | None = Field(
        default=None, description="The day on which it was compared with the newest text we could find, or why not."
    )
    caution: Text | None = Field(default=None, description="What a reader could get wrong, or we could not check.")
    sections: tuple[Slug, ...] = Field(description="The sections that it stands behind; none named means all.")

    @model_validator(mode="after")
    def _limits_are_explained(self) -> Duty:
        """Check that a provision that is not wholly in force says which part is, or why none is."""
        if self.in_force in {"part", "none"} and not self.in_force_note:
            raise ValueError(f"has {self.in_force!r} as in_force, and does not say why. Add `in_force_note`.")
        return self

    @property
    def is_law(self) -> bool:
        """Return whether anything of the provision is in force, as far as is known."""
        return self.in_force != "none"

    @property
    def checked_on(self) -> datetime.date | None:
        """Return the day of the last check, or None where there was none."""
        return self.checked if isinstance(self.checked, datetime.date) else None

    @property
    def place(self) -> list[tuple[int, str]]:
        """Return the numbers and letters of the provision, by which people look it up: 10(1), 10(4)(a), 17ZA, 63."""
        # Capitals after a number are part of it (17ZA was put in between 17 and 18); a small letter is a paragraph.
        parts = re.findall(r"(\d+)([A-Z]*)|\(([a-z])\)", self.provision)
        return [(int(number or 0), capitals or letter) for number, capitals, letter in parts]


class LawLine(Part):
    """A few sentences of the law in short."""

    id: Id
    text: Text
    provisions: tuple[Slug, ...] = Field(min_length=1, description="The ids of the duties that it rests on.")


class TestPart(Part):
    """One part of a test in the law."""

    title: Label
    text: Text | None = Field(default=None, description="What has to be true.")
    any_of: tuple[Label, ...] = Field(default=(), description="Ways in which the part can be true; one is enough.")


class LawTest(Part):
    """A test in the law whose parts all have to be true. The site draws it."""

    parts: tuple[TestPart, ...] = Field(min_length=2, max_length=4)
    passed: Label = Field(description="What follows when all parts are true.")


class Cover(Part):
    """Whom the law covers by which provisions. The site draws it."""

    id: Id
    who: Label
    provisions: tuple[Slug, ...] = Field(min_length=1, description="The ids of the duties.")


class LawQuestion(Part):
    """A question that people bring to the law, and a short answer."""

    id: Id
    question: Label
    answer: Text = Field(description="Two sentences.")
    who_for: Label = Field(description="Who the answer is for.")
    provisions: tuple[Slug, ...] = Field(min_length=1, description="The ids of the duties that the answer rests on.")
    disputed: Text | None = Field(default=None, description="What is disputed, or what we could not check.")
    themes: tuple[Slug, ...] = Field(default=(), description="The themes whose examples go with the question.")
    test: LawTest | None = Field(default=None, description="The test that the answer is about, where it has parts.")


class Statement(Part):
    """One statement of a standard."""

    id: Id
    number: Label | None = None
    group: Label | None = Field(default=None, description="The theme that the standard puts it under.")
    text: Text
    sections: tuple[Slug, ...] = Field(default=(), description="The sections that go with it; none named means none.")


class Standard(Part):
    """A standard that others judge by."""

    id: Id
    title: Label
    publisher: Label
    short: Label | None = Field(default=None, description="What it is called where there is little room.")
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
    sections: tuple[Slug, ...] = Field(
        description="The sections that it helps, the most helped first; none named means all."
    )
    themes: tuple[Slug, ...] = Field(min_length=1)
    done: Text = Field(description="What was done.")
    outcome: Text | None = Field(
        default=None, description="What came of it, with every figure. Left out where the source reports no result."
    )
    result: Annotated[Label, at_most(RESULT_LIMIT)] | None = Field(
        default=None, description="What came of it in one line, with the main figure. It goes with an outcome."
    )
    history: Text | None = Field(default=None, description="What it speaks of that has ended, and what followed.")
    source: Origin
    links: tuple[PrintedLink, ...] = Field(default=(), description="As printed in the source, and not checked since.")


class Entry(Part):
    """A point to check, a question to ask, or something to measure."""

    id: Id
    title: Label | None = None
    group: Label | None = Field(default=None, description="The heading within the list that it comes under.")
    text: Text
    sections: tuple[Slug, ...] = Field(
        description="The sections that it helps, the most helped first; none named means all."
    )
    at: Label | None = Field(default=None, description="Where in the source, more exactly.")
    history: Text | None = Field(default=None, description="What it speaks of that has ended, and what followed.")
    asked_as: Label | None = Field(
        default=None,
        description="The same as a question to those concerned, in plain words, for the sheet.",
    )


Use = Literal["ask", "check", "measure", "missed", "background"]
"""What a group does with an item: ask people, check it, measure it, look for whom it names, or only read it."""


class Collection(Part):
    """A list of short items from one source."""

    id: Id
    title: Label
    use: Use = Field(
        default="check",
        description="What a group does with the items: `ask` people, `check` or `measure` them, look for those who"
        " might be `missed`, or read them as `background`, which the pages of the sections leave out.",
    )
    about: Text
    history: Text | None = Field(
        default=None, description="Where the whole list is kept as history only: what has ended, and what followed."
    )
    source: Origin
    items: tuple[Entry, ...] = Field(min_length=1)

    def for_section(self, id_: str) -> tuple[Entry, ...]:
        """Return the items that help with a section, but not those that help with all.

        Those that it helps most come first; among equals the order of the list stays, as `sorted` is stable.
        """
        found = (item for item in self.items if id_ in item.sections)
        return tuple(sorted(found, key=lambda item: item.sections.index(id_)))


class Term(Part):
    """A term or an abbreviation, and what it means."""

    id: Id
    term: Label
    forms: tuple[Label, ...] = Field(default=(), description="Other ways in which it is written.")
    full: Label | None = Field(default=None, description="What the letters stand for.")
    meaning: Text
    now: Text | None = Field(default=None, description="What took its place, and when.")
    everyday: bool = Field(default=False, description="An everyday word, not marked wherever it is met.")


class Synonym(Part):
    """Words that people type, and the words that the site has for the same."""

    words: tuple[Label, ...] = Field(min_length=1, description="What people type: a word or a few words each.")
    means: tuple[Label, ...] = Field(min_length=1, description="What the site's texts say instead.")


class Search(Part):
    """What the site's search knows beyond the words of its pages."""

    synonyms: tuple[Synonym, ...] = ()


class Change(Part):
    """What has changed since some of the sources were written."""

    id: Id
    title: Label
    when: Label
    was: Text
    now: Text
    caution: Text | None = None
    link: SecureLink | None = Field(default=None, description="The web page that says so, or the law itself.")
    checked: datetime.date | None = Field(default=None, description="The day on which it was last checked.")
    since: tuple[Slug, ...] = Field(min_length=1, description="The ids of the sources that are older than the change.")
