"""The kinds of files that people send: what was reported of each, and others of the same kind.

Each has its source: a repository with the number of an issue, the address of a page, a program that does it, or that it
was thought of. A name with `::` is that of a test of a file that no recipe makes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

THOUGHT_OF = "thought of"

_READING = "tests/collation/test_reading.py"
_APPLICATIONS = "tests/writing/test_applications.py"
_LARGE = "tests/answers/real_files/test_large.py"


@dataclass(frozen=True)
class Kind:
    """A kind of file: the recipes of what was reported, and those of what is alike, each with its source."""

    reported: Mapping[str, str]
    alike: Mapping[str, str]


KINDS: Mapping[str, Kind] = {
    "answers with other capitals, spaces and hyphens": Kind(
        {"small letters": "ClosedXML/ClosedXML 861"},
        {
            "spaces around": "burke-software/django-simple-import 43",
            "nothing but spaces": "openpyxl 1413",
            "a space that does not break": THOUGHT_OF,
            "another hyphen": THOUGHT_OF,
            "a full stop behind an answer": THOUGHT_OF,
            "an answer in quotes": THOUGHT_OF,
            "two answers": THOUGHT_OF,
        },
    ),
    "years and numbers for dates": Kind(
        {"a year for a date": "excelribbon.tips.net T010161"},
        {"a year as a text": THOUGHT_OF, "a percentage for a date": THOUGHT_OF, "a number for a date": THOUGHT_OF},
    ),
    "formulas and errors for answers": Kind(
        {
            "a dash before a text": "ExcelDataReader/ExcelDataReader 466",
            "a formula without a value": "ExcelDataReader/ExcelDataReader 466",
        },
        {
            "formulas filled down": "SheetJS/sheetjs 338",
            "a picture in a cell": "Excel for the web",
            "a box ticked in a cell": "productdevbook/hucre 82",
            "a formula with a value": THOUGHT_OF,
            "a formula for a score": THOUGHT_OF,
            "an error": THOUGHT_OF,
        },
    ),
    "cells outside the form, and over ours": Kind(
        {"a text over a formula": THOUGHT_OF, "a formula over ours": THOUGHT_OF},
        {
            "a formula outside the form": THOUGHT_OF,
            "a text outside the form": THOUGHT_OF,
            "a formula over ours without a value": THOUGHT_OF,
            "ours as a program rewrites them": "PHPOffice/PhpSpreadsheet 3819",
            "ours of an earlier printing": THOUGHT_OF,
        },
    ),
    "what is beside the cells": Kind(
        {
            "a comment": "proompteng/bilig 58",
            "an address behind a text": "ExcelDataReader/ExcelDataReader 663",
            "a picture": "ExcelDataReader/ExcelDataReader 663",
        },
        {
            "a comment on several cells": "LibreOffice opens it",
            "a thread of comments": "Excel",
            "an address of a person": "Excel",
            "a text box and pictures": THOUGHT_OF,
            "a box to tick": "qax-os/excelize 1162",
            "text boxes in a group": THOUGHT_OF,
        },
    ),
    "numbers that show more than a number": Kind(
        {"a percentage": "Excel", "a time": "Excel", "a day": "Excel"},
        {
            "a percentage with places": "Excel",
            "half a percent": THOUGHT_OF,
            "a time of more than a day": THOUGHT_OF,
            "a day and a time": THOUGHT_OF,
            "pounds": "Excel",
            "a plain number": THOUGHT_OF,
        },
    ),
    "OpenDocument": Kind(
        {".ods: texts": "nocodb 883"},
        {
            ".ods: small letters": "ClosedXML/ClosedXML 861",
            ".ods: a score by its colour": "getodk 329",
            ".ods: a day": "LibreOffice",
            ".ods: a day with a time": "LibreOffice",
            ".ods: a year": "excelribbon.tips.net T010161",
            ".ods: a number": "LibreOffice",
            ".ods: a number that is none": "LibreOffice",
            ".ods: a percentage": "LibreOffice",
            ".ods: pounds": "LibreOffice",
            ".ods: a time": "LibreOffice",
            ".ods: lines and spaces": "LibreOffice",
            ".ods: an error": "ExcelDataReader/ExcelDataReader 466",
            ".ods: a comment": "proompteng/bilig 58",
            ".ods: a link": "ExcelDataReader/ExcelDataReader 663",
            ".ods: a picture": THOUGHT_OF,
        },
    ),
    "sizes": Kind(
        {"a grid of formats": "productdevbook/hucre 492", f"{_LARGE}::test_photos": "rSENSE 2600"},
        {
            "thousands of names": "exceljs/exceljs 1923",
            "thousands of styles": "ClosedXML/ClosedXML 581",
            "thousands of rules": "ClosedXML/ClosedXML 993",
            "thousands of rules of newer programs": THOUGHT_OF,
            "a link among rules": THOUGHT_OF,
            f"{_LARGE}::test_longest_answers": THOUGHT_OF,
            f"{_LARGE}::test_too_many_cells": THOUGHT_OF,
        },
    ),
    "where the type of the workbook is": Kind(
        {"the type by the ending": "docx4j 47"},
        {"a template": "Excel", "a workbook elsewhere": THOUGHT_OF},
    ),
    "names in the zip": Kind(
        {"backslashes": "calamine 530"},
        {
            "parts in capitals": THOUGHT_OF,
            "relations with backslashes": "ExcelDataReader/ExcelDataReader 385",
            "types in small letters": "python-excel/xlrd 96",
            "folders in the zip": "lofcz/pptxgenjs-plus 14",
            "names that begin with a slash": THOUGHT_OF,
        },
    ),
    "names and sheets in another case": Kind(
        {"names in capitals": "openxlsx 125", "sheets in small letters": "abap2xlsx 1360"},
        {"columns in small letters": THOUGHT_OF, "a space behind the name of a sheet": THOUGHT_OF},
    ),
    "other files in a folder": Kind(
        {f"{_READING}::test_passed_over": "xlsx2csv 302"},
        {f"{_READING}::test_other_files": "vocdoni/vocdoni-app 219", f"{_READING}::test_links_pipes_bytes": THOUGHT_OF},
    ),
    "scores in other words": Kind(
        {
            "a score with a space": "getodk 329",
            "a space for a score": "getodk 329",
            "a score by its colour": "getodk 329",
            "a score with a full stop": "getodk 329",
        },
        {"a score with its label": THOUGHT_OF, "two scores": THOUGHT_OF, "a score and a doubt": THOUGHT_OF},
    ),
    "ranks in other words": Kind(
        {"a rank as a place": THOUGHT_OF},
        {"a rank in brackets": THOUGHT_OF, "a rank below all": THOUGHT_OF, "a shared rank": THOUGHT_OF},
    ),
    "dates as texts": Kind(
        {"a short date": THOUGHT_OF, "a date in words": THOUGHT_OF, "a date as ISO": THOUGHT_OF},
        {
            "a date with a weekday": THOUGHT_OF,
            "a date with another hyphen": THOUGHT_OF,
            "a date with a full stop": THOUGHT_OF,
            "a date of America in words": THOUGHT_OF,
            "a date of America": "dannymcc/may 250",
            "31 June": THOUGHT_OF,
            "a month": THOUGHT_OF,
            "two days": THOUGHT_OF,
        },
    ),
    "sheets that are gone": Kind(
        {"a deleted sheet": THOUGHT_OF},
        {"a deleted sheet and its names": "PHPOffice/PhpSpreadsheet 2284", "two deleted sheets": THOUGHT_OF},
    ),
    "rows and columns inserted": Kind(
        {"rows inserted in the plan": THOUGHT_OF},
        {
            "columns inserted in the plan": THOUGHT_OF,
            "a row of their own in the plan": THOUGHT_OF,
            "a row inserted without its names": "PHPOffice/PhpSpreadsheet 4804",
            "an answer that was locked": THOUGHT_OF,
            "a row inserted below, without its names": "PHPOffice/PhpSpreadsheet 4804",
        },
    ),
    "no names": Kind(
        {"no names and properties": "Apple Numbers"},
        {
            "no names": "SheetJS/sheetjs 1407",
            "Apple Numbers": "Apple Numbers",
            "values in a new file": THOUGHT_OF,
        },
    ),
    "names that lead nowhere": Kind(
        {"a lost name": "ONLYOFFICE/DesktopEditors 2183"},
        {
            "a copied sheet, its original deleted": "Excel",
            "two copies of a sheet": "exceljs/exceljs 1497",
            "a broken name beside a good one": "proompteng/bilig 100",
        },
    ),
    "properties that a library or program changed": Kind(
        {"a property rewritten": "SharePoint"},
        {"another property": THOUGHT_OF, "no properties": "exceljs/exceljs 2109"},
    ),
    "parts that a file can do without": Kind(
        {"empty properties": "dotnet/Open-XML-SDK 506"},
        {
            "damaged properties": "LibreOffice opens it",
            "a sheet without its part": "LibreOffice opens it",
            "a damaged drawing and comments": "LibreOffice opens it",
            "references without what they need": "LibreOffice opens it",
            "a sheet without a name": "LibreOffice opens it",
            "a damaged style": "LibreOffice opens it",
        },
    ),
    "numbers that are none": Kind(
        {"a number that is none": "SheetJS/sheetjs 2285"},
        {"a number without an end": "exceljs/exceljs 906", "a number with a comma": THOUGHT_OF},
    ),
    "worked examples": Kind(
        {"an example": THOUGHT_OF},
        {
            "an example without properties": "exceljs/exceljs 2109",
            "an example with a property rewritten": "SharePoint",
            "a notice on some sheets": THOUGHT_OF,
        },
    ),
    "files that libraries save": Kind(
        {f"{_APPLICATIONS}::test_exceljs_and_sheetjs": "documonster 76"},
        {"no styles": "SheetJS", "no addresses": "ECMA-376", f"{_APPLICATIONS}::test_calamine": THOUGHT_OF},
    ),
    "lengths of texts": Kind(
        {"30,000 emoji": THOUGHT_OF},
        {
            "as many emoji as a cell takes": "qax-os/excelize 2205",
            "a letter more than a cell takes": "jmcnamara/XlsxWriter 776",
        },
    ),
}
