"""Words of the workbook that are not in a framework file: a translation changes them here."""

from __future__ import annotations

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
