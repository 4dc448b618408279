"""Words of the workbook, the site and the summary that are not in a framework file: a translation changes them here.

Words that only one page of the site needs are in its template, `site/templates`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# Scores
NOT_SCORED = "Not scored yet"
CHOOSE = "Choose a score from the list"
NO_SCORE_ON_SHEET = "No score here"

# What the answers suggest
NOTHING_YET = "No answers yet"
NOTHING_TO_COMPARE = "Nothing to compare yet. You can score without answering any point."
NO_SCORE_TO_COMPARE = "You have not scored yet."
SAME_AS_SUGGESTED = "It is the same as your own score."

# The action plan
IS_IT_DUE = "Is it due?"
NO_ACTION = "No action"
UNDATED = "No date yet"
OVERDUE = "Overdue"
DUE_SOON = "Due soon"
IN_TIME = "In time"
NOTHING_DUE = "No open action has a date"

# Ranks
REPEATED = "Repeated"
NOT_REPEATED = "Not repeated"
NOT_RANKED = "Not ranked yet"
REPEATED_RANK = f"{REPEATED}: more than one section has rank "

# What was carried forward
CARRIED_OVER = "Carried over"
"""The name of the one sheet that no framework file names."""

CHECK = "Check: reworded"
ASIDE = "Kept aside"

# ----------------------------------------------------------------------------------------------------------------------
# The summary of many workbooks (collation). Braces are filled in. A line about a file follows its name.
# ----------------------------------------------------------------------------------------------------------------------

SUMMARY_TITLE = "{framework}, summary"
SHEET_TITLE = "{summary}: {sheet}"
SUBTITLE = "{workbooks} of {areas}, collected on {day}."
NOT_TAKEN = " Not read or left out: {files}. See Problems."

# Counts: of one, and of any other number
COUNT_WORKBOOKS = ("{:,} workbook", "{:,} workbooks")
COUNT_AREAS = ("{:,} area", "{:,} areas")
COUNT_FILES = ("{:,} file", "{:,} files")

# Tables
TABLE_SCORES = "Scores"
ABOUT_SCORES = (
    "A row for each section of each workbook. The date is that of the last meeting noted in the workbook, or else of "
    "its last save."
)
TABLE_OVER_TIME = "Over time"
ABOUT_OVER_TIME = (
    "A row for each score of a section at a meeting, in the order of the dates. Change is against the row before, of "
    "the same area and section."
)
SHEET_BY_SECTION = "By section"
TABLE_BY_SECTION = "Scores by section"
ABOUT_BY_SECTION = "How many areas have each score. Each area counts once, by its latest workbook."
CHART_ALT = (
    "Bar chart. For each section, one bar with a part for each score, as long as the number of areas that have it. "
    "The table “{table}” on this sheet has the same numbers."
)
TABLE_MOVEMENT = "From the first score to the last"
ABOUT_MOVEMENT = "In how many areas a section's last score over time is better than its first, the same, or worse."
TABLE_ACTIONS = "Actions"
ABOUT_ACTIONS = "A row for each action in each workbook's plan. Whether it is due is as of the day of this summary."
TABLE_EVIDENCE = "Evidence"
ABOUT_EVIDENCE = (
    "How many areas gave each answer about what a score looks like. Each area counts once, by its latest workbook."
)
TABLE_PROBLEMS = "Problems"
ABOUT_PROBLEMS = "Each file that could not be read, or only in part, and what else to know."
TABLE_AREAS = "Areas"
ABOUT_AREAS = "The scores in each area’s latest workbook."

# Headings
COLUMN_AREA = "Area"
COLUMN_SCORE = "Score"
COLUMN_SCORE_IN_WORDS = "Score in words"
COLUMN_DATE = "Date"
COLUMN_EDITION = "Edition"
COLUMN_WHICH_WORKBOOK = "Which workbook"
COLUMN_FILE = "File"
COLUMN_MEETING = "Meeting"
COLUMN_CHANGE = "Change"
COLUMN_EDITIONS = "In which editions"
COLUMN_NUMBER = "No."
COLUMN_INDICATOR = "What it looks like"
COLUMN_WORDING = "Wording"
COLUMN_AREAS_TO_ASK = "{answer}: areas"
COLUMN_KIND = "Kind"
COLUMN_PROBLEM = "What it is, and what to do"

# Scores
UNSCORED = "Not scored"
UNCLEAR = "Not one of the scores"
NOT_IN_EDITION = "Not in its edition"

# Meetings
SCORE_NOW = "Now"
SCORE_THEN = "At that time"
"""What the score of an earlier workbook is called where the area sent a later one too: it is no longer "now"."""

# Changes
BETTER = "Better"
SAME = "Same"
WORSE = "Worse"
FIRST = "First"
ONE_SCORE_ONLY = "One score only"

# Answers about the evidence
OTHER_ANSWERS = "Other answers"
NO_ANSWER = "No answer"

# Which of an area's workbooks
ONLY_ONE = "Only one"
LATEST = "Latest"
EARLIER = "Earlier"

# Editions
ALL_EDITIONS = "All"
ONLY_IN = "{editions} only"
REWORDED = "Reworded between editions"
NOT_REWORDED = "The same"

# Kinds of problem, the gravest first
NOT_READ = "Not read"
READ_IN_PART = "Read in part"
LEFT_OUT = "Left out"
TO_KNOW = "To know"

# Files that were not read or left out
HIT_A_BUG = "hit a bug in this program ({error}). Please report it."
IS_A_SUMMARY = "is a summary that this command wrote."
IS_AN_EXAMPLE = "is a worked example: {notice}"
IS_EMPTY = "is empty: it has no area, score, evidence or action."

# What was not read of a file
UNPLACED = "{sheet}, {cell}: this text is not where an answer goes, so it is not in the summary: {text}"
MORE_UNPLACED = "has {number:,} more texts that are not where an answer goes."
UNKNOWN_SCORE = "{section}: the score “{score}” is not one of {scores}."
UNKNOWN_SCORE_AT = "{section}, {meeting}: the score “{score}” is not one of {scores}."

# What to know of a file
UNNAMED_AREA = "does not name its area. The name of the file is used instead."
NO_MEETING = "has no date of a meeting."
NO_PAST_MEETING = "has no date of a past meeting."
SAVED_INSTEAD = "The day it was last saved is used instead."
NEVER_SAVED = "It does not say when it was last saved either."
SCORE_TO_COME = "{meeting}: has a score, but its date ({day}) is still to come."
LATEST_OF_SEVERAL = "is the latest of {count} workbooks of {area}. All are kept, and this one counts."

# Where a table has no rows, or more than a sheet holds
NOTHING_FOUND = "Nothing was found."
TOO_MANY_ROWS = "A sheet holds no more rows. The CSV files hold them all."

# Pages
PAGE_SKIP = "Skip to content"
PAGE_LIST = "Pages"
PAGE_OVERVIEW = "Overview"
PAGE_AS_TABLE = "{table} as a table"

# ----------------------------------------------------------------------------------------------------------------------
# The site. Braces are filled in with parts of an edition or a section.
# ----------------------------------------------------------------------------------------------------------------------

# Kinds of files that the site offers
EMPTY_WORKBOOK = "Excel workbook"
OPEN_DOCUMENT_WORKBOOK = "the same as OpenDocument"
WORKED_EXAMPLE = "a worked example, with invented answers"
SITE_TO_KEEP = "this site to keep, for use with no network. Unpack it and open index.html"
ZIP_NAME = "{name} offline.zip"

# Terms and tables
TERM_NOW = "Now:"
TABLE = "Table"

# The navigation
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
            "What {edition.title} is for, where it comes from, and what {edition.publisher} learnt from carers before"
            " writing it.",
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
        "wellbeing": (
            "Wellbeing",
            "The areas of life that make up wellbeing under the Care Act 2014, for carers as for everybody.",
        ),
        "examples": (
            "Practice examples",
            "What councils, the NHS and carers’ organisations did for carers, and what came of it, from the guides.",
        ),
        "prompts": (
            "Points, questions and measures",
            "Points to check, questions to ask, groups easily overlooked and things to measure, from the guides.",
        ),
        "law": (
            "The law in plain words",
            "What the Care Act 2014, its regulations and the statutory guidance ask about carers, provision by"
            " provision.",
        ),
        "standards": (
            "Standards",
            "How the sections line up with NICE quality standard QS200 and CQC’s quality statements for councils.",
        ),
        "changes": (
            "What has changed",
            "What has changed in law, organisations and words since each of the sources was written.",
        ),
        "workbook": (
            "The workbook",
            "Download the Excel workbook in which a group scores itself and plans, and see how to fill it in.",
        ),
        "workshop-pack": (
            "Workshop pack",
            "The whole framework to print for a workshop: the steps, a sheet for each section, the summary and an"
            " action plan.",
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

Braces name a part of the edition, of the section that the page is about, or of the older edition that it compares.
"""
