"""Words of the draft that a browser keeps of what is filled in online, and of the question whether it may keep one."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# The question at the start
ASK = "Is this a shared computer?"
ASK_HINT = "For example in a library or a meeting room."
NOT_ASKED = "Say whether this is a shared computer."
OWN = ("No, only I use it", "A draft stays in this browser, so that you can come back to it.")
SHARED = ("Yes, or I’m not sure", "Nothing stays here. Only the file that you save is left.")

FACTS = (
    ("Nothing is sent.", "What you type stays on this computer."),
    ("The file is the record.", "Save it before you leave. Open it again here, or in Excel."),
    ("A draft is only a help.", "A browser may delete it at any time."),
)
"""What happens to what people type, in short: each with its first words in bold."""

FOR_SCRIPTS: Mapping[str, str] = MappingProxyType(
    {
        # Times
        "today": "today at {time}",
        "yesterday": "yesterday at {time}",
        "onDay": "on {date} at {time}",
        # Drafts that are there at the start
        "found": "You have a draft in this browser",
        "severalFound": "You have drafts in this browser",
        "draftOf": "{area}, edition {edition}. Last changed {when}.",
        "noArea": "No area yet",
        "inFile": "All of it is in the file {name}, saved {when}.",
        "notInFile": "{count} changes are not in a file.",
        "oneNotInFile": "1 change is not in a file.",
        "openNow": "It is open in another tab at the moment.",
        "goOn": "Carry on with it",
        "deleteIt": "Delete it",
        "unreadable": "There is also a draft here that this page cannot read. A newer version of the page may have"
        " written it.",
        # While people type
        "kept": "Draft kept at {time}",
        "notKept": "No draft is kept",
        "full": "Your browser’s storage is full, so the draft no longer takes in what you type. Nothing on this page is"
        " lost: save the workbook before you leave.",
        "blocked": "Your browser lets this page keep no draft. You can go on all the same: save the workbook before you"
        " leave.",
        "elsewhere": "You opened this draft in another tab. Each tab keeps a separate draft from now on, without what"
        " you type in the other. Work in one of them only.",
        "beside": "{area} is open in another tab too. Each tab keeps a separate draft, without what you type in the"
        " other. Work in one of them only.",
        "deleted": "The draft was deleted in another tab. What you see here is on this page only: save the workbook, or"
        " keep a draft again.",
        "keepAgain": "Keep a draft again",
        # Where a file is opened, and there is a draft of the same area
        "newer": "This browser has a draft of {area} that is newer than the file: you last changed it {when}.",
        "older": "This browser has a draft of {area} that is older than the file: you last changed it {when}.",
        "otherEdition": "This browser has a draft of {area} for edition {edition}: you last changed it {when}.",
        "whichOne": "Which one do you want to go on with? The other one stays as it is.",
        "useDraft": "The draft",
        "useFile": "The file",
        # Deleting
        "deleteQuestion": "Delete this draft?",
        "deleteAbout": "{draft} Files that you saved stay as they are. A deleted draft cannot be brought back.",
        "deleteAll": "Delete everything here",
        "deleteAllQuestion": "Delete everything here?",
        "deleteAllAbout": "This empties the form and deletes every draft of this framework from this browser. Files"
        " that you saved stay as they are. This cannot be undone.",
        "keepIt": "Keep it",
        "deletedAll": "Everything here is deleted.",
    }
)
"""The words of the scripts, by their keys. Braces are filled in by the scripts."""
