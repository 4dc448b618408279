"""Words of the page that fills in the workbook online. Its scripts say what is in `FOR_SCRIPTS`, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from .workbook import NOT_A_CHOICE, NOT_A_DATE, NOT_A_NUMBER, SHORT_ACTION

# The steps that have no name in a framework file
START = "Start"
PLAN = "{summary} and {plan}"
SAVE = "Save"

FOR_SCRIPTS: Mapping[str, str] = MappingProxyType(
    {
        "place": "Step {number} of {count}",
        "notScored": "Not scored",
        "notALevel": "Not a score",
        # Beside an input
        "notADate": NOT_A_DATE,
        "notANumber": NOT_A_NUMBER,
        "notAChoice": NOT_A_CHOICE,
        "longAction": SHORT_ACTION,
        "tooLong": "This is longer than a cell of the workbook takes, by {more} characters. Shorten it.",
        # What is not in a file yet
        "nothingYet": "Nothing typed yet",
        "changes": "{count} not saved",
        "change": "1 not saved",
        "allSaved": "All saved",
        "savedAt": "{when}",
        "lastSaved": "Last saved {when}",
        # Saving
        "saving": "Making the file …",
        "saved": "Saved and checked at {time}",
        "made": "Made and checked at {time}",
        "oneInIt": "We read the file back. Its one answer is in it.",
        "inIt": "We read the file back. All {count} answers are in it.",
        "look": "Your browser puts it with your downloads. Please look that it is there.",
        "notSaved": "Not saved",
        "differs": "The file that was made does not hold the same answers. Your answers are still here. Please report"
        " this.",
        "cannotWrite": "The file could not be written. Your answers are still here. Save again, and choose another"
        " folder.",
        "unknownProblem": "Something went wrong: {problem}. Your answers are still here.",
        "toShorten": "One text is too long for a cell of the workbook. Shorten it, then save.",
        # Opening
        "replace": "{count} changes here are not in a file. Opening {file} puts its answers in their place.",
        "openedSame": "{file} is open. The file has not changed.",
        "openedEarlier": "{file} is of edition {old}. Its answers are now in edition {new}. The file is unchanged.",
        "carried": "answers carried over",
        "toCheck": "to check",
        "aside": "set aside",
        "read": "answers read",
        "toCheckTitle": "To check: the question has changed",
        "asideTitle": "Set aside: no longer asked",
        "problemsTitle": "Look at these",
        "answerTitle": "What you wrote",
        "nowTitle": "What is asked now",
        "checked": "Done with this",
        "goThere": "Go to it",
        "asideKept": "It is not lost. It is on the last sheet of the workbook that you save.",
        # Reviews
        "recordFor": "Record the scores for “{meeting}”",
        "nothingToRecord": "All scores are in the history",
        "begun": "{count} scores are in the history as “{meeting}”. Now go through the sections and the action plan, "
        "and change what has changed.",
        "historyFull": "The history has no room for another meeting.",
    }
)
"""The words of the scripts, by their keys. Braces are filled in by the scripts."""
