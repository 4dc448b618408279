"""Words of the workbook."""

from __future__ import annotations

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""Short names of the months, all of the same length, since a formula cuts them out of one text."""

# At the top of a sheet
FRAMEWORK_BY = (
    "{subtitle}. Workbook of the {edition} edition, for a group that scores its area and plans what to change."
)
WEBSITE = "On the website"
STANDING = "What this is"
ORIGIN_TEXT = "{publisher} published the framework in {first} and updated it in {updated}."

# Which step of using the framework a sheet is for
STEP_OF = "Step {numbers} of {count}"
STEPS_OF = "Steps {numbers} of {count}"
TO = " to "
AND = " and "

# Scores
OUR_SCORE = "Our score"
NOT_SCORED = "Not scored yet"
CHOOSE = "Choose a score from the list"
LEVEL_KEY = "What the letters mean"
SECTIONS_NOW = "Sections now"
SCORE = "Score"
COLOUR_AND_LABEL = "Colour and label"
MEANING = "What it means"

# A section
REQUIRED = "What is required."
LOOKS_LIKE = "What it looks like"
LIKE_US = "Like us: "
ANSWERED = "Answered"
OF = " of "
NOT_RECORDED_AT_ALL = "No score recorded on {reviews} yet."
LAST_RECORDED = "Last recorded: "
AIMING_FOR_A = "Aiming for "
BY = " by "
NUMBER = "No."
GOING_FORWARD = "Going forward?"
NOT_DECIDED = "Not decided"
WHEN_WHO_STATUS = "When, who and how far"
IDEAS_LINK = "What other places did: {ideas}"
PLAN_LINK = "Next: decide on {plan} what goes forward, by when and who leads"
BACK_LINK = "Back to {start}"
WRITING_HELP = (
    "The row grows as you type.\nAlt+Enter starts a new line.\nPaste as text only: Ctrl+Alt+V.\nMore help: {start}."
)
MORE_ACTIONS = "More than {count} actions? Use the last rows of {plan}."
SHORT_ACTION = (
    "This is longer than {longest} characters, so the summary and the printed plan will show only its beginning. "
    "You can keep it."
)

# The action plan
ACTION = "Action"
NO_AND_SECTION = "No. and section"
OTHER_ACTIONS = "No section"
IS_IT_DUE = "Is it due?"
NO_ACTION = "No action here"
TO_DECIDE = "To decide"
NOT_GOING_FORWARD = "Not now"
UNDATED = "No date yet"
OVERDUE = "Overdue"
DUE_TODAY = "Due today"
DUE = "Due"
DUE_SOON = "Due soon"
DUE_IN = "Due in "
IN_TIME = "In time"
DAY = " day"
DAYS = " days"
COUNTED_ON = "Counted on"
PLAN_COUNTS = ("Actions: ", "Going forward: ", "Done: ", "Overdue: ", "To decide: ", "Next due: ")
NO_ACTIONS_YET = (
    "No actions yet. Type them on the section sheets, or in the last {count} rows here if they belong to none."
)
# Shown instead of the next date, which one text among the dates makes impossible to work out.
NOT_ALL_DATES = "A date is not typed as a date."
PLAN_HELP = (
    "Actions are typed on the section sheets, and decided on here. Leave an action in its row: what you decide stays "
    "in the row. The last {count} rows are for actions that belong to no section, and for any that found no room.",
    "No row left? Put two actions that belong together into one row, or clear one that is done: first note on "
    "{reviews} what it achieved. To see less, use the arrows in the headings.",
)

# The summary
SCORES_LINE = "Scores: "
SCORED = " sections scored."
ALL_RECORDED = "All scores are recorded on {reviews}."
NOT_YET_RECORDED = "not yet recorded"
ONE_TO_RECORD = " score is not yet recorded on {reviews}"
SOME_TO_RECORD = " scores are not yet recorded on {reviews}"
RECORD_THEM = ". Record it there before you score again."
RANKS_LINE = "Ranks: "
NO_RANKS = "no section has one yet."
RANKS_DIFFER = "no rank is used twice."
RANKS_REPEATED = "used more than once: "
MORE_ON_PLAN = "and {count} more on {plan}"
STILL_TO_GO = "Still to go"
THERE = "There"
STEP = " step"
STEPS = " steps"
NO_DATE = "no date"
NOBODY = "nobody yet"
HOW_FAR = "How far each section has come, and how far it is to go"
GAP_CHART = "Score now, and the score we aim for"
GAP_CHART_ALT = (
    "Chart with two marks for each section: its score now, and the score that the group aims for, from {lowest.score} "
    "({lowest.words}) at the bottom to {highest.score} ({highest.words}) at the top. A section without a score has no "
    "mark. The first table on this sheet has the same scores as letters."
)
NOW = "Now"
AIMING_FOR = "Aiming for"
OPEN_ACTIONS = "Open actions"
OPEN = " open"

# Reviews
MEETING = "Meeting"
REVIEWS_HELP = (
    "First record the scores of the meeting before, if the line below says that some are missing. Then go through the "
    "actions, score again, and record the new scores in the next row."
)
LAST_RECORDED_ROW = "Last recorded above"
RECORDED_ROW = "Recorded?"
RECORDED = "Yes"
NOT_RECORDED = "Not yet"
FROM_SECTIONS = "The scores on the section sheets."
COMPARES = "Compares the two rows above."
FROM_SUMMARY = "From {summary}."
COUNTS_TITLE = "How many sections have each score"
COUNTS_CHART_ALT = (
    "Column chart. For each score, and for sections without one, three columns: how many sections have it at "
    "“{meeting}”, now, and as the group aims for. The table beside it has the same numbers."
)
NOT_SCORED_COUNT = "Not scored"

# Preparation
OTHERS = {"invite": "Anyone else", "gather": "Anything else"}
WHO_TO_INVITE = "Who to invite"
WHAT_TO_GATHER = "What to gather"

# The first sheet
WHAT_TO_DO = "What to do"
CONTENTS = "Contents, and how far we have come"
SHEET = "Sheet"
PURPOSE = "What it is for"
HOW_FAR_NOW = "How far"
NAMED = " named"
SCORED_AND = " scored, "
RANKED = " ranked"
FORWARD = " going forward"
TO_RECORD = " scores to record"
EXAMPLE_COUNT = "{number} examples"
CHOICES = "Words to choose from"
GOOD_TO_KNOW = "Good to know"
ORIGIN = "Where it comes from"
EDITION = "Edition"

# Ideas
EXAMPLE = "Example"
WHERE = "Where"
YEAR = "Year"
DONE = "What was done"
RESULT = "Result"
NO_RESULT = "Not reported"
ALL_SECTIONS = "All sections"
ALSO_FOR = "Also for"
IDEAS_HELP = (
    "Practice examples from the guides, as they were in the year given. Each is listed under the section that it "
    "helps most. Use the arrow in the first heading to see one section."
)

# What was carried forward
CARRIED_OVER = "Carried over"
"""The name of the one sheet that no framework file names."""

ACTION_NUMBER = "action {number}"
CHECK = "Check: reworded"
ASIDE = "Kept aside"
CARRIED_PURPOSE = "What came from an earlier workbook: answers to look at again, and answers that have no place here."
CARRIED_ABOUT = (
    f"“{CHECK}”: the answer is in its place, but the wording there has changed, so look at it again. "
    f"“{ASIDE}”: this edition has no place for it. Delete a row when you are done with it."
)
CARRIED_HELP = "From the workbook that you carried forward."
CARRIED_WHAT = "What to do"
CARRIED_FROM = "Where it was"
CARRIED_TEXT = "What you wrote"
CARRIED_NAME = "Name of its cell now"

# What a cell takes
CHOICES_ARE = "Choose: {choices}."
NOT_A_CHOICE = "Choose one of the answers in the list, or leave the cell empty."
NOT_A_NUMBER = "Type a whole number from {low} to {high}, or leave the cell empty."
NOT_A_DATE = "This is not a date. Type one such as 31/03/2027. You can keep your text, but it will not count as a date."
