"""Pages for one kind of reader each: short, and printed on one side of paper."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field

from .types import Id, Label, Part, SecureLink, Slug, Text, at_most

SitePage = Literal[
    "how-to-use",
    "sections/index",
    "workbook",
    "workshop-pack",
    "agenda",
    "questions",
    "examples",
    "prompts",
    "law",
    "standards",
    "glossary",
]
"""A page of the site that a framework can lead to."""

PAGE_NEEDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "examples": ("examples",),
        "prompts": ("collections",),
        "law": ("duties", "law_questions", "law_in_short"),
        "standards": ("standards",),
        "glossary": ("glossary",),
    }
)
"""The lists of a framework that a page shows, of which it needs at least one.

The page of questions is there if anything in the collections is worded as one. The other pages are on every site.
"""


class Leading(Part):
    """What rests on provisions of the law, or is about steps or sections: a page leads to them."""

    # The site makes links of all three, so that nothing is said that a reader cannot look up.
    provisions: tuple[Slug, ...] = Field(default=(), description="The ids of the duties that it rests on.")
    steps: tuple[Slug, ...] = Field(default=(), description="The ids of the steps that it is about.")
    sections: tuple[Slug, ...] = Field(default=(), description="The ids of the sections that it is about.")


class Answer(Leading):
    """A question that readers have, and its answer."""

    question: Label
    text: Text


class Point(Leading):
    """One line of a list. It is a link where a page says more."""

    text: Text
    see: SitePage | None = Field(default=None, description="The page of this site that says more.")
    link: SecureLink | None = Field(default=None, description="A page of another site.")


class ReaderPart(Part):
    """A part of a page, under its heading: texts, answers, words to say, a list. It needs only some of them."""

    title: Label
    text: Text | None = None
    answers: tuple[Answer, ...] = ()
    words: tuple[Label, ...] = Field(default=(), description="Words that a reader can say or write, without quotes.")
    points_lead: Label | None = Field(default=None, description="The line before the points.")
    points: tuple[Point, ...] = ()
    after: Text | None = Field(default=None, description="A text after the rest.")


class Door(Part):
    """The way in from the home page."""

    title: Label = Field(description="What such a reader would say: I am …, we are …")
    text: Text = Field(description="What is behind it.")


class ReaderPage(Part):
    """A page for one kind of reader. Its id is its address, below `for/`."""

    id: Id
    title: Label
    description: Annotated[Label, at_most(160)] = Field(description="One line for search engines.")
    lead: Text = Field(description="Who the page is for, and why they should read on.")
    parts: tuple[ReaderPart, ...] = Field(min_length=1)
    door: Door | None = Field(
        default=None, description="A page with a door is in the menu and on the home page, others only in the footer."
    )

    @property
    def provisions(self) -> tuple[Slug, ...]:
        """Return the ids of all provisions that the page rests on, each once, in its order."""
        leading = (each for part in self.parts for each in (*part.answers, *part.points))
        return tuple(dict.fromkeys(id_ for each in leading for id_ in each.provisions))


class Home(Part):
    """What the home page says before anything else."""

    title: Label = Field(description="The question that the framework answers.")
    lead: Text = Field(description="What it is, in one sentence.")
