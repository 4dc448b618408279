"""Words of the site. Braces are filled in with parts of an edition or a section."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# Kinds of files that the site offers
EMPTY_WORKBOOK = "Excel workbook"
OPEN_DOCUMENT_WORKBOOK = "the same as OpenDocument"
WORKED_EXAMPLE = "a worked example, with invented answers"
SITE_TO_KEEP = "this site to keep, for use with no network. Unpack it and open index.html"
ZIP_NAME = "{name} offline.zip"

# Terms and tables
TERM_NOW = "Now:"
TABLE = "Table"

WORDS_ON_PAGE = "Words on this page"

# What a group does with an item of a list, as headings
USES: Mapping[str, str] = MappingProxyType(
    {"ask": "Ask", "check": "Check", "measure": "Measure", "missed": "Who might be missed"}
)

BACKGROUND = "Background"

# What can be chosen to print, besides the sections and what has the name of a sheet
PACK_PARTS: Mapping[str, str] = MappingProxyType({"cover": "The cover", "steps": "What to do, step by step"})

# Diagrams: what they show, and the words in them
DIAGRAM_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "journey": "The sections as a journey",
        "steps": "The steps as a loop",
        "covers": "Which law covers whom",
        "changes": "What has changed, in order",
        "in words": "In words: {name}",
        "back": "After “{last}” comes “{first}” again.",
        "all": "All of these have to be true:",
        "and": "and",
        "or": "or",
    }
)

# The navigation
NAV_LAW_INDEX = "All of it, by Act"
OTHER_LAWS = "Other Acts and regulations"
"""The title of the page of those laws that have few provisions here."""

NAV_SECTIONS = ("The section", "The {count} sections")
"""What the sections are called together, where there is one, and where there are more."""

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def number_in_words(number: int) -> str:
    """Return a number as a word up to twelve, and as digits above."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)


PAGE_HEADS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "index": ("{edition.title}", "{edition.summary}"),
        "framework": (
            "What the framework is for",
            "What {edition.title} by {edition.publisher} is for, and where it comes from.",
        ),
        "how-to-use": (
            "How to use the framework",
            "The steps of using the framework: who to invite, what to gather, how to score, plan and review together.",
        ),
        "sections/index": (
            "The sections",
            "The sections of the framework at a glance, and what the scores mean.",
        ),
        "section": ("{section.title}", "{section.description}"),
        "section-prompts": (
            "{section.title}: all questions, checks and measures",
            "Every question to ask, point to check, thing to measure and group to look for that helps with this"
            " section: {section.title}.",
        ),
        "wellbeing": (
            "Wellbeing",
            "The areas of life that make up wellbeing, as the framework has them.",
        ),
        "examples": (
            "Practice examples",
            "What others did, where and when, and what came of it, from the guides.",
        ),
        "example": ("{example.title}, {example.area}, {example.year}", "In {example.area}, {example.year}: {about}"),
        "prompts": (
            "Points, questions and measures",
            "Points to check, questions to ask, groups easily overlooked and things to measure, from the guides.",
        ),
        "law": (
            "The law in plain words",
            "What must be done, what may be done and what people can ask for, with a link to each source.",
        ),
        "law/question": ("{question.question}", "{about}"),
        "law/by-act": (
            "The law by Act",
            "Every provision of the law and its guidance that is on this site, Act by Act and by number.",
        ),
        "law/acts": ("{page.title}", "{page.title}: what the law asks, provision by provision."),
        "prompts/list": ("{collection.title}: {source.publisher}, {source.year}", "{about}"),
        "standards": (
            "Standards",
            "How the sections of the framework line up with what others judge by.",
        ),
        "changes": (
            "What has changed",
            "What has changed in law, organisations and words since each of the sources was written.",
        ),
        "workbook": (
            "The workbook",
            "Download the Excel workbook in which a group scores itself and plans, and see how to fill it in.",
        ),
        "fill-in": (
            "Fill it in online",
            "Fill in the workbook in your browser, on a phone too, and save it as the Excel workbook. Nothing is sent.",
        ),
        "workshop-pack": (
            "Workshop pack",
            "The whole framework to print for a workshop: the steps, a sheet for each section, the summary and an"
            " action plan.",
        ),
        "agenda": (
            "Agenda for a meeting",
            "An agenda to print for the meeting of a self-assessment: its steps and sections, with room for times and"
            " names.",
        ),
        "questions": (
            "Questions to ask",
            "A sheet to print with questions in plain words, for people to answer, with room to write.",
        ),
        "about": (
            "About",
            "The edition, the sources, who holds the rights, and what this project is and is not.",
        ),
        "accessibility": (
            "Accessibility statement",
            "How far this site and its workbook meet WCAG 2.2 AA, how that was tested, what was not, and who to tell"
            " about a problem.",
        ),
        "privacy": (
            "Privacy",
            "This site sets no cookies, asks nothing of other hosts, and counts no visitors. What stays in your"
            " browser, and what does not.",
        ),
        "sources": (
            "Sources",
            "The documents that this site and its workbook come from, how old they are, and what they are used for.",
        ),
        "glossary": (
            "Glossary",
            "Every abbreviation and term of art on this site, what it means, and what has replaced it.",
        ),
        "editions/index": (
            "Editions",
            "The editions of the framework: which one is current, which came before it, and what changed.",
        ),
        "edition": (
            "Edition {edition.id} (not current)",
            "An earlier edition of the framework, to look things up: {edition.title}, {edition.id}. It is not current.",
        ),
        "edition-changes": (
            "What changed in edition {edition.id}",
            "What edition {edition.id} of the framework added, dropped, reworded, moved, merged and split since edition"
            " {older.id}.",
        ),
    }
)
"""The title and the description of each kind of generated page: tabs of browsers and search engines show them.

Braces name a part of the edition, of the section, the example or the question that the page is about, or of the older
edition that it compares. `about` is the beginning of a longer text.
"""
