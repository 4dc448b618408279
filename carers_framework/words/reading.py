"""What is said about a workbook that somebody sends: why it cannot be read, and what is odd in it.

The commands and the page on which people fill in the workbook say the same, so a script has to understand the braces:
a name, and perhaps `:,` for a number with commas.
"""

from __future__ import annotations

# Why a file is refused. The name of the file comes before it.
TOO_LARGE = "is larger than {limit:,} bytes. Remove its pictures, or make them smaller, and save it again."
PASSWORD_OR_OLD_FORMAT = "is protected by a password, or in the old .xls format. Save it as .xlsx without one."  # noqa: S105 - no password
PASSWORD = "is protected by a password. Save it without one."  # noqa: S105 - no password
DAMAGED = "is damaged, or not an .xlsx file. Open it in a spreadsheet program and save it again."
DAMAGED_INSIDE = "is damaged inside. Open it in a spreadsheet program and save it again."
TOO_MANY_PARTS = "has more than {limit:,} parts. Check that it is the right file."
UNPACKS_TO_MORE = (
    "holds more than {limit:,} bytes of cells, counted up to {part}. Delete the rows and columns there that nobody "
    "needs, and save it again."
)
TOO_MANY_TAGS = (
    "holds more than {limit:,} pieces of data, counted up to {part}. Delete the rows and columns there that nobody "
    "needs, and save it again."
)
DOCUMENT_TYPE = "holds a document type, which no spreadsheet program writes. Do not open it."
OTHER_OPEN_DOCUMENT = "is an OpenDocument file, but not a spreadsheet. Check that it is the right file."
NOT_A_WORKBOOK = "is a zip file, but not a workbook. Check that it is the right file."
MACROS = "holds macros. Save it as .xlsx, which holds none."
OTHER_OFFICE_FILE = "is an Office file, but not an .xlsx workbook. Save it as .xlsx."
CELL_TOO_LONG = "holds more than {limit:,} characters in {place}. Shorten the text there."
TOO_MANY_CHARACTERS = "holds more than {limit:,} characters. Check that it is the right file."
OF_ANOTHER_KIND = "is not a workbook of this framework. Check that it is the right file."
UNKNOWN_EDITION = "is of edition {edition}, which is not known here (known: {known})."
NO_NAMES = (
    "has the texts of this framework's workbook, but none of the names that answers are found by. Use the file as it "
    "was before, or copy the answers into a new workbook."
)

# What is odd in a workbook that can be read
NOT_A_DATE = "“{label}”: {typed} is not a date. It is kept as text."
A_YEAR = "“{label}”: {typed} is a year? Type the whole date. It is kept as text."
NOT_IN_RANGE = "“{label}”: {typed} is not a date from {first} to {last}. It is kept as text."
READ_AS = "“{label}”: {typed} was read as {answer}."
FORMULA = "“{label}” is worked out by the formula {formula}. What it showed was read."
FORMULA_ONLY = "“{label}” has the formula {formula}, which showed no value. It is kept as text."
NOTHING = "nothing"
SHOWS_ERROR = "“{label}” shows the error {typed}. It is kept as text."
NOT_A_NUMBER = "“{label}”: {typed} is not a whole number from {low} to {high}. It is kept as text."
NOT_A_CHOICE = "“{label}”: {typed} is not one of the answers in its list. It is kept as text."
TOO_MANY_ROWS = "The name {name} has more than {limit:,} rows. The others were not read."
SHEET_MISSING = "The sheet {sheet} is missing. Its answers could not be read."
NAMES_MISSING = "{count} missing on {sheet}: {shown}. What was typed there is listed as without a place."
ONE_NAME = "1 name is"
MANY_NAMES = "{count} names are"
LED_ASTRAY = (
    "On {sheet}, names lead to texts of the form ({count}), and others may lead to wrong cells. Check its answers."
)
UNEVEN_TABLE = "The columns of the table {table} do not begin in the same row. Check its answers."
ONE_PICTURE = "1 picture, text box or other object on {sheet} was not read."
MANY_PICTURES = "{count} pictures, text boxes or other objects on {sheet} were not read."

# What belongs to a cell but is not its value, when it is set aside
COMMENT = "Comment: {text}"
LINK = "Link: {text}"
TEXT_BOX = "Text box: {text}"
FORMULA_TYPED = "{value} (formula: {formula})"

# Where an answer was
EDITION = "Edition {edition}"
