"""The library around the framework: sources, law, standards, examples, questions, glossary, changes."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import Field

from .types import Id, Label, Part, PrintedLink, Slug, Text, Year


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
    sections: tuple[Slug, ...] = Field(default=(), description="The sections that go with it; none named means none.")


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
    group: Label | None = Field(default=None, description="The heading within the list that it comes under.")
    text: Text
    sections: tuple[Slug, ...] = Field(
        description="The sections that it helps, the most helped first; none named means all."
    )
    at: Label | None = Field(default=None, description="Where in the source, more exactly.")
    history: Text | None = Field(default=None, description="What it speaks of that has ended, and what followed.")


class Collection(Part):
    """A list of short items from one source."""

    id: Id
    title: Label
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


class Change(Part):
    """What has changed since some of the sources were written."""

    id: Id
    title: Label
    when: Label
    was: Text
    now: Text
    caution: Text | None = None
    since: tuple[Slug, ...] = Field(min_length=1, description="The ids of the sources that are older than the change.")
