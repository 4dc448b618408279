"""What programs make of whole files, as recipes."""

from __future__ import annotations

import re
import string

from carers_framework.workbook.answers import Answers
from carers_framework.writing.save import to_bytes
from carers_framework.writing.writer import build
from tests.answers.real_files.changes import KINDS as OFFICE
from tests.answers.real_files.changes import (
    Change,
    all_of,
    beside,
    changed,
    in_part,
    moved,
    part_of,
    renamed,
    text,
    typed,
    without,
)
from tests.answers.real_files.recipes import LINK, SOIL, Recipe
from tests.helpers.editions import GARDENS
from tests.helpers.packages import parts_of, zipped

_NAMES = r'(<definedName name="{name}"[^>]*>)[^<]*'


def empty_row(row: int) -> str:
    """Return a row of 26 cells with nothing but a format."""
    cells = "".join(f'<c r="{letter}{row}" s="3"/>' for letter in string.ascii_uppercase)
    return f'<row r="{row}">{cells}</row>'


MANY_NAMES = "".join(f'<definedName name="_junk{number}" hidden="1">#REF!</definedName>' for number in range(10_000))
MANY_STYLES = "".join(f'<cellStyle name="junk {number}" xfId="0"/>' for number in range(56_000))

RULES = [
    f'<conditionalFormatting sqref="A{row}"><cfRule type="expression" priority="1"><formula>A{row}=1</formula></cfRule>'
    "</conditionalFormatting>"
    for row in range(1, 60_000)
]
NEWER_RULES = (
    '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" uri="{78C0D931}">'
    "<x14:conditionalFormattings>"
    + "".join(RULES).replace("conditionalFormatting", "x14:conditionalFormatting")
    + "</x14:conditionalFormattings></ext></extLst>"
)
LINK_AMONG_RULES = "".join([*RULES[:5_000], LINK.format(kinds=OFFICE, id="beside23").replace("</worksheet>", RULES[0])])

EMOJI = "\U0001f600"


def without_sheet(sheet: str, left: str) -> Change:
    """Return a change that leaves out a sheet, with what is left of its names."""
    names = rf"(<definedName [^>]*>)'{sheet}'![^<]*(</definedName>)"
    return all_of(
        in_part("xl/workbook.xml", rf'<sheet [^>]*name="{sheet}"[^>]*/>', ""), in_part("xl/workbook.xml", names, left)
    )


REFERRED_TO_NOTHING, GONE = r"\1#REF!\2", ""

NO_PROPERTIES = all_of(
    without("docProps/custom.xml"),
    in_part("[Content_Types].xml", '<Override PartName="/docProps/custom.xml"[^>]*/>', ""),
)

EXAMPLE: dict[str, object] = {"area_name": "Nowhere", "score_water": None}


def as_example(_: bytes) -> bytes:
    """Return a worked example in place of a workbook."""
    return to_bytes(build(GARDENS, Answers({"area_name": "Nowhere"}), notice="Invented."))


NO_NAMES = all_of(
    in_part("xl/workbook.xml", "<definedNames>.*</definedNames>", ""),
    without("docProps/custom.xml"),
)

SUMMARY = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" '
    't="inlineStr"><is><t>Each table was converted to a worksheet.</t></is></c></row></sheetData></worksheet>'
)


def tables_as_sheets(content: bytes) -> bytes:
    """Return a workbook as Apple Numbers exports it: with a summary first, and each sheet named after its table."""
    named = changed(content, lambda _, text: re.sub(r'(<sheet [^>]*name="[^"]*)"', r'\1 - Table 1"', text))
    summary = f'<sheets><sheet name="Export Summary" sheetId="99" r:id="summary" xmlns:r="{OFFICE}"/>'
    relation = f'<Relationship Id="summary" Type="{OFFICE}/worksheet" Target="worksheets/summary.xml"/></Relationships>'
    listed = all_of(
        in_part("xl/workbook.xml", "<sheets>", summary),
        in_part("xl/_rels/workbook.xml.rels", "</Relationships>", relation),
    )(named)
    return zipped([*parts_of(listed), ("xl/worksheets/summary.xml", SUMMARY.encode())])


def without_styles(content: bytes) -> bytes:
    """Return a workbook in which no cell has a style."""
    return changed(content, lambda _, text: re.sub(r'(<c r="[A-Z]+[0-9]+") s="[0-9]+"', r"\1", text))


GRID = "".join(map(empty_row, range(100, 12_100)))
"""312,000 cells with nothing but a format."""

MISSING = "The sheet {} is missing. Its answers could not be read."
NAMELESS = "has the texts of this framework's workbook, but none of the names"

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"

FILES: dict[str, Recipe] = {
    "the type by the ending": Recipe(
        all_of(
            in_part("[Content_Types].xml", r'<Override PartName="/xl/workbook.xml"[^>]*/>', ""),
            in_part("[Content_Types].xml", r'(<Default Extension="xml" ContentType=)"[^"]*"', rf'\1"{WORKBOOK}"'),
        )
    ),
    "backslashes": Recipe(renamed(lambda name: name.replace("/", "\\"))),
    "parts in capitals": Recipe(renamed(str.upper)),
    "relations with backslashes": Recipe(
        in_part("xl/_rels/workbook.xml.rels", 'Target="worksheets/', r'Target="worksheets\\')
    ),
    "types in small letters": Recipe(renamed(lambda name: name.replace("[Content_Types]", "[content_types]"))),
    "folders in the zip": Recipe(lambda content: zipped([("xl/", b""), ("_rels/", b""), *parts_of(content)])),
    "names that begin with a slash": Recipe(renamed(lambda name: f"/{name}")),
    "a workbook elsewhere": Recipe(
        all_of(
            renamed(
                lambda name: name.replace("xl/workbook.xml", "xl/book.xml").replace("/workbook.xml.", "/book.xml.")
            ),
            in_part("_rels/.rels", "xl/workbook.xml", "/xl/book.xml"),
            in_part("[Content_Types].xml", "/xl/workbook.xml", "/XL/Book.xml"),
        )
    ),
    "names in capitals": Recipe(in_part("xl/workbook.xml", 'name="score_soil"', 'name="Score_SOIL"')),
    "sheets in small letters": Recipe(in_part("xl/workbook.xml", "'Begin'!", "begin!")),
    "a space behind the name of a sheet": Recipe(in_part("xl/workbook.xml", 'name="Begin"', 'name="Begin "')),
    "columns in small letters": Recipe(in_part("xl/workbook.xml", r"'Begin'!\$B\$3", "'Begin'!$b$3")),
    "no addresses": Recipe(
        in_part(
            part_of("Walks"),
            "<sheetData>.*</sheetData>",
            '<sheetData><row/><row r="90"><c/><c t="str"><v>Mine</v></c></row></sheetData>',
        ),
        aside=("Mine",),
    ),
    "a lost name": Recipe(
        in_part("xl/workbook.xml", _NAMES.format(name="area_name"), r"\1#REF!"),
        {"area_name": None},
        ("1 name is missing on Begin: area_name.",),
        ("Here",),
    ),
    "a copied sheet, its original deleted": Recipe(
        in_part(
            "xl/workbook.xml",
            r'<definedName name="area_name"([^>]*)>',
            r'<definedName name="area_name" localSheetId="0"\1>',
        )
    ),
    "two copies of a sheet": Recipe(
        in_part(
            "xl/workbook.xml",
            r'<definedName name="area_name"[^>]*>([^<]*)</definedName>',
            r'<definedName name="area_name" localSheetId="0">\1</definedName>'
            r'<definedName name="area_name" localSheetId="1">Before!$A$1</definedName>',
        ),
        {"area_name": None},
        ("1 name is missing on Begin",),
        ("Here",),
    ),
    "a property rewritten": Recipe(in_part("docProps/custom.xml", ">first-2030<", ">1033;#first-2030<")),
    "another property": Recipe(in_part("docProps/custom.xml", ">first-2030<", ">2021<")),
    "an example": Recipe(as_example, answers=EXAMPLE, notice="Invented."),
    "an example without properties": Recipe(all_of(as_example, NO_PROPERTIES), answers=EXAMPLE, notice="Invented."),
    "an example with a property rewritten": Recipe(
        all_of(as_example, in_part("docProps/custom.xml", 'name="notice"', 'name="Notice0"')),
        answers=EXAMPLE,
        notice="Invented.",
    ),
    "a notice on some sheets": Recipe(
        all_of(as_example, NO_PROPERTIES, in_part(part_of("Deeds"), "Invented.", "")), answers=EXAMPLE
    ),
    "no properties": Recipe(NO_PROPERTIES),
    "no names": Recipe(in_part("xl/workbook.xml", "<definedNames>.*</definedNames>", ""), refused="none of the names"),
    "no names and properties": Recipe(NO_NAMES, refused=NAMELESS),
    "Apple Numbers": Recipe(all_of(NO_NAMES, tables_as_sheets, without_styles), refused=NAMELESS),
    "values in a new file": Recipe(
        all_of(NO_NAMES, without_styles, in_part("xl/workbook.xml", 'name="Begin"', 'name="Sheet1"')), refused=NAMELESS
    ),
    "no styles": Recipe(without_styles),
    "a broken name beside a good one": Recipe(
        in_part(
            "xl/workbook.xml",
            r'<definedName name="area_name"[^>]*>([^<]*)</definedName>',
            r'<definedName name="area_name">#REF!</definedName>'
            r'<definedName name="area_name" localSheetId="0">\1</definedName>',
        )
    ),
    "a deleted sheet": Recipe(without_sheet("Deeds", REFERRED_TO_NOTHING), told=(MISSING.format("Deeds"),)),
    "a deleted sheet and its names": Recipe(without_sheet("Deeds", GONE), told=(MISSING.format("Deeds"),)),
    "two deleted sheets": Recipe(
        all_of(without_sheet("Deeds", REFERRED_TO_NOTHING), without_sheet("Walks", REFERRED_TO_NOTHING)),
        told=(MISSING.format("Deeds"), MISSING.format("Walks")),
    ),
    "rows inserted in the plan": Recipe(
        all_of(text("take1_water", "Aye"), moved("Deeds", lambda row, column: (row + 5 * (row > 8), column))),
        {"take1_water": "Aye"},
    ),
    "columns inserted in the plan": Recipe(
        all_of(text("take1_water", "Aye"), moved("Deeds", lambda row, column: (row, column + 2 * (column > 2)))),
        {"take1_water": "Aye"},
    ),
    "a row of their own in the plan": Recipe(
        all_of(
            text("take1_water", "Aye"),
            moved("Deeds", lambda row, column: (row + (row > 8), column)),
            in_part(part_of("Deeds"), "</sheetData>", '<row r="9"><c t="str" r="B9"><v>Ours</v></c></row></sheetData>'),
        ),
        {"take1_water": "Aye"},
        aside=("Ours",),
    ),
    "a row inserted without its names": Recipe(
        all_of(text("evidence_dry", "Mine"), moved(SOIL, lambda row, column: (row + 1, column), names=False)),
        {"evidence_moist": "Mine"},
        ("names lead to texts of the form",),
    ),
    "an answer that was locked": Recipe(
        all_of(
            text("found_dry", "Half"),
            in_part(part_of(SOIL), r'(<c r="B4" s=)("\d+")(.*?<c r="C4" s=)"\d+"', r"\1\2\3\2"),
        ),
        {"found_dry": "Half"},
    ),
    "a row inserted below, without its names": Recipe(
        all_of(text("evidence_dry", "Mine"), moved(SOIL, lambda row, column: (row + (row > 7), column), names=False)),
        {"evidence_dry": "Mine"},
        ("names lead to texts of the form",),
    ),
    "a grid of formats": Recipe(in_part(part_of("Walks"), "</sheetData>", f"{GRID}</sheetData>")),
    "a number that is none": Recipe(typed("evidence_dry", "", "<v>NaN</v>"), {"evidence_dry": "NaN"}),
    "a number without an end": Recipe(
        typed("priority_soil", "", "<v>Infinity</v>"),
        {"priority_soil": "Infinity"},
        ("Infinity is not a whole number from 1 to 2.",),
    ),
    "a number with a comma": Recipe(typed("evidence_dry", "", "<v>1,5</v>"), {"evidence_dry": "1,5"}),
    "empty properties": Recipe(
        lambda content: changed(content, lambda name, text: "" if name.startswith("docProps") else text)
    ),
    "damaged properties": Recipe(
        all_of(
            in_part("docProps/custom.xml", "</Properties>", ""),
            in_part("docProps/core.xml", "</[a-z]*:?coreProp[^>]*>", ""),
        )
    ),
    "a damaged drawing and comments": Recipe(
        all_of(
            beside(SOIL, f"{OFFICE}/drawing", "xl/drawings/own.xml", "<damaged"),
            beside("Deeds", f"{OFFICE}/comments", "xl/own.xml", "<damaged"),
        ),
        told=(f"1 picture, text box or other object on {SOIL}", "1 picture, text box or other object on Deeds"),
    ),
    "references without what they need": Recipe(
        all_of(
            in_part("xl/_rels/workbook.xml.rels", "</Relationships>", '<Relationship Id="own"/></Relationships>'),
            in_part("xl/workbook.xml", "</definedNames>", "<definedName>Begin!$A$1</definedName></definedNames>"),
            in_part("xl/styles.xml", "<cellXfs", '<numFmts><numFmt formatCode="d/m/yyyy"/></numFmts><cellXfs'),
            typed("evidence_dry", "", "<v>46000</v>", 0),
        ),
        {"evidence_dry": "46000"},
    ),
    "a sheet without a name": Recipe(
        in_part("xl/workbook.xml", '<sheet ([^>]*)name="Walks"', r"<sheet \1"), told=(MISSING.format("Walks"),)
    ),
    "a damaged style": Recipe(
        all_of(text("evidence_dry", "Mine"), in_part(part_of(SOIL), r'r="D4" s="\d+"', 'r="D4" s="none"')),
        {"evidence_dry": "Mine"},
    ),
    "a sheet without its part": Recipe(without(part_of("Walks")), told=(MISSING.format("Walks"),)),
    "thousands of names": Recipe(in_part("xl/workbook.xml", "</definedNames>", f"{MANY_NAMES}</definedNames>")),
    "thousands of rules": Recipe(in_part(part_of("Walks"), "(</sheetData>.*?)(<cond)", rf"\1{''.join(RULES)}\2")),
    "thousands of rules of newer programs": Recipe(
        in_part(part_of("Walks"), "</worksheet>", f"{NEWER_RULES}</worksheet>"),
    ),
    "a link among rules": Recipe(
        all_of(
            text("evidence_dry", "Our page"),
            beside(SOIL, f"{OFFICE}/hyperlink", "https://gardens.example", "", outside=True),
            in_part(part_of(SOIL), "</worksheet>", f"{LINK_AMONG_RULES}</worksheet>"),
        ),
        {"evidence_dry": "Our page"},
        aside=("Link: https://gardens.example",),
    ),
    "thousands of styles": Recipe(in_part("xl/styles.xml", "</cellStyles>", f"{MANY_STYLES}</cellStyles>")),
    "30,000 emoji": Recipe(text("evidence_dry", EMOJI * 30_000), refused="holds more than 32,767 characters in"),
    "as many emoji as a cell takes": Recipe(
        text("evidence_dry", f"{EMOJI * 16_383}!"), {"evidence_dry": f"{EMOJI * 16_383}!"}
    ),
    "a letter more than a cell takes": Recipe(
        text("evidence_dry", f"{EMOJI * 16_383}!!"), refused="holds more than 32,767 characters in"
    ),
    "a template": Recipe(in_part("[Content_Types].xml", r"sheet\.main\+xml", "template.main+xml")),
}
