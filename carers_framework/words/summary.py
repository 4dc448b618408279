"""Words of the summary of many workbooks. Braces are filled in. A line about a file follows its name."""

from __future__ import annotations

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
    "Bar chart. For each section, one bar with a part for each score, as long as the number of areas that have it, and "
    "a grey part for the areas that have none. "
    "The table “{table}” on this sheet has the same numbers."
)
TABLE_MOVEMENT = "From the first score to the last"
ABOUT_MOVEMENT = "In how many areas a section's last score over time is better than its first, the same, or worse."
TABLE_ACTIONS = "Actions"
ABOUT_ACTIONS = "A row for each action in each workbook's plan. Whether it is due is as of the day of this summary."
TABLE_TARGETS = "Targets"
ABOUT_TARGETS = (
    "A row for each section of each area's latest workbook: its score now, and the score that the area aims for. The "
    "steps are the levels between the two."
)
TABLE_EVIDENCE = "Evidence"
ABOUT_EVIDENCE = (
    "How many areas gave each answer about what a score looks like. “{answer}” says that the line describes the area, "
    "which for a low score is bad news. Each area counts once, by its latest workbook."
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
COLUMN_AREAS_THAT_SAY = "{answer}: areas"
COLUMN_STEPS = "Steps still to go"
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
IS_EMPTY = "is empty: it has no area, score, target, evidence or action."

# What was not read of a file
UNPLACED = "{sheet}, {cell}: this text is not where an answer goes, so it is not in the summary: {text}"
MORE_UNPLACED = "has {number:,} more texts that are not where an answer goes."

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
