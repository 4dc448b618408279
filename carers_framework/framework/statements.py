"""What the publisher of a site says for itself, and what its pages are called: nobody else can say it for them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .types import Label, Part, SecureLink, Text, at_most

NamedPage = Literal[
    "framework",
    "sections/index",
    "wellbeing",
    "examples",
    "prompts",
    "law",
    "standards",
    "changes",
    "questions",
]
"""A page whose title, description and first words a framework can choose."""


class Statement(Part):
    """A part of a statement, under its heading."""

    title: Label
    text: Text | None = None
    points: tuple[Text, ...] = ()


class Statements(Part):
    """What the publisher of the site says. Where one of them is missing, the site says that it is."""

    standing: Label | None = Field(
        default=None, description="How the site stands to the framework: what it is, and whether that was agreed."
    )
    rights: Text | None = Field(default=None, description="Who holds rights, and what others may do with the texts.")
    copyright: Label | None = Field(default=None, description="The same in a line, for the foot of every page.")
    licence: SecureLink | None = Field(default=None, description="The address of the licence for the texts.")
    law: Text | None = Field(default=None, description="How far what the site says of the law can be relied on.")
    privacy: tuple[Statement, ...] = Field(default=(), description="Who is responsible, and what the server records.")
    accessibility: tuple[Statement, ...] = Field(
        default=(), description="The accessibility statement, part by part. Whom to write to is added."
    )


class PageWords(Part):
    """The words of one page of the site, in place of those that every framework has there."""

    title: Label | None = None
    description: Annotated[Label, at_most(160)] | None = Field(default=None, description="One line for search engines.")
    lead: Text | None = Field(default=None, description="What the page says first.")
    lines: tuple[Label, ...] = Field(
        default=(), description="Only for the sheet of questions: the lines to write on at its top."
    )
