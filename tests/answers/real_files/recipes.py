"""What people type, and put beside it, as recipes: a change of our workbook, and what has to come of it.

`files` has the recipes of what programs make of whole files, and `kinds` says where each is from.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from tests.answers.real_files.changes import (
    KINDS,
    Change,
    all_of,
    beside,
    in_part,
    part_of,
    text,
    typed,
    with_style,
)

DAY = datetime.date(2027, 5, 14)


@dataclass(frozen=True)
class Recipe:
    """A change of our workbook, and what is read from it.

    `answers` are those that it must give; `told` are pieces of the lines about it, all of which have to be there, and
    `aside` are the texts without a place. `refused` is a piece of the line with which it is refused. `notice` is what
    says that it is a worked example.
    """

    change: Change
    answers: dict[str, object] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    refused: str = ""
    notice: str = ""


def date_typed(value: str, day: datetime.date | None = DAY) -> Recipe:
    """Return the recipe of a date that was typed as a text: it becomes a day, or stays what it is."""
    told = f"{value} was read as" if day else "is not a date. It is kept as text."
    return Recipe(text("first_meeting", value), {"first_meeting": day or value}, (told,))


def score_typed(value: str, score: str | None, *, told: bool = True) -> Recipe:
    """Return the recipe of a score in other words: it becomes a score, or stays what it is."""
    line = f"{value} was read as {score}." if score else f"{value} is not one of the answers in its list."
    return Recipe(text("score_soil", value), {"score_soil": score or value}, (line,) if told else ())


def number_shown(code: str, number: str, seen: str) -> Recipe:
    """Return the recipe of a number in a cell for text, with what people see of it."""
    change = with_style(code, lambda style: typed("evidence_dry", "", f"<v>{number}</v>", style))
    return Recipe(change, {"evidence_dry": seen})


COMMENTS = (
    '<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>Jo</author></authors>'
    '<commentList><comment ref="D4" authorId="0"><text><r><t>Ask </t></r><r><t>Ann</t></r></text></comment>'
    "{more}</commentList></comments>"
)
THREAD = (
    '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
    '<threadedComment ref="D4" id="{1}"><text>Is this so?</text></threadedComment>'
    '<threadedComment ref="D4" id="{2}" parentId="{1}"><text>Yes.</text></threadedComment></ThreadedComments>'
)
DRAWING = (
    '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">{anchors}</xdr:wsDr>'
)
FROM = (
    "<xdr:from><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>29</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>"
)
PICTURE = f"<xdr:oneCellAnchor>{FROM}<xdr:pic/></xdr:oneCellAnchor>"
TEXT_BOX = (
    f"<xdr:twoCellAnchor>{FROM}<xdr:sp><xdr:txBody><a:p><a:r><a:t>Sow in May</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
    "</xdr:twoCellAnchor>"
)
BOX = "<xdr:sp><xdr:txBody><a:p>{}</a:p></xdr:txBody></xdr:sp>".format
GROUP = (
    f"<xdr:twoCellAnchor>{FROM}<xdr:grpSp>{BOX('<a:r><a:t>Sow </a:t></a:r><a:r><a:t>in May</a:t></a:r>')}"
    f"{BOX('<a:r><a:t>Ask Ann</a:t></a:r>')}</xdr:grpSp></xdr:twoCellAnchor>"
)
CHOICE = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    f'<mc:Choice Requires="a14">{PICTURE}</mc:Choice><mc:Fallback/></mc:AlternateContent>'
)
SOIL = "1 Soil & roots"
LINK = '<hyperlinks><hyperlink ref="D4" xmlns:q="{kinds}" q:id="{id}"/></hyperlinks></worksheet>'


def linked(address: str) -> Change:
    """Return a change that puts an address behind the text about the soil."""
    link = LINK.format(kinds=KINDS, id=f"beside{len(address)}")
    reference = beside(SOIL, f"{KINDS}/hyperlink", address, "", outside=True)
    return all_of(text("evidence_dry", "Our page"), reference, in_part(part_of(SOIL), "</worksheet>", link))


def over_ours(inner: str) -> Change:
    """Return a change that puts a formula into a cell of the plan that is not for typing in."""
    return in_part(part_of("Deeds"), r'<c r="J9" s="(\d+)".*?</c>', rf'<c r="J9" s="\1">{inner}</c>')


ANSWERS: dict[str, Recipe] = {
    "small letters": Recipe(text("found_dry", "half"), {"found_dry": "Half"}),
    "spaces around": Recipe(text("status1_soil", "  FINISHED\u00a0"), {"status1_soil": "Finished"}),
    "a space that does not break": Recipe(text("take1_soil", "not\u00a0i"), {"take1_soil": "Not I"}),
    "another hyphen": Recipe(text("found_dry", "Un\u00adseen"), {"found_dry": "Unseen"}),
    "a full stop behind an answer": Recipe(
        text("found_dry", "Half."), {"found_dry": "Half"}, ("Half. was read as Half.",)
    ),
    "an answer in quotes": Recipe(text("found_dry", "“half”"), {"found_dry": "Half"}, ("“half” was read as Half.",)),
    "two answers": Recipe(
        text("found_dry", "Half/Unseen"), {"found_dry": "Half/Unseen"}, ("is not one of the answers",)
    ),
    "a rank as a place": Recipe(text("priority_soil", "2nd"), {"priority_soil": 2}, ("2nd was read as 2.",)),
    "a rank in brackets": Recipe(text("priority_soil", "(1)"), {"priority_soil": 1}, ("(1) was read as 1.",)),
    "a rank below all": Recipe(
        text("priority_soil", "-1"), {"priority_soil": "-1"}, ("-1 is not a whole number from 1",)
    ),
    "a shared rank": Recipe(text("priority_soil", "1="), {"priority_soil": "1="}, ("1= is not a whole number from 1",)),
    "a score with a space": score_typed("H1 ", "H1", told=False),
    "a space for a score": Recipe(text("score_soil", " ")),
    "a score by its colour": score_typed("Blue", "H1"),
    "a score with a full stop": score_typed("h1.", "H1"),
    "a score with its label": score_typed("L – Bare", "L"),
    "two scores": score_typed("L/H1", None),
    "a score and a doubt": score_typed("H1?!, or L", None),
    "nothing but spaces": Recipe(text("evidence_dry", "\u00a0 \u200b")),
    # Dates as texts
    "a short date": date_typed("14.5.27"),
    "a date in words": date_typed("14 May 2027"),
    "a date as ISO": date_typed("2027-05-14"),
    "a date with a weekday": date_typed("Friday 14th May 2027"),
    "a date with another hyphen": date_typed("14–05–2027"),
    "a date with a full stop": date_typed("14 May 2027."),
    "a date of America in words": date_typed("May 14, 2027"),
    "a date of America": date_typed("5/14/2027", None),
    "31 June": date_typed("31/06/2027", None),
    "a month": date_typed("May 2027", None),
    "two days": date_typed("14 or 15 May 2027", None),
    "a percentage for a date": Recipe(
        with_style("0%", lambda style: typed("first_meeting", "", "<v>0.5</v>", style)),
        {"first_meeting": "50%"},
        ("50% is not a date.",),
    ),
    "a year for a date": Recipe(typed("first_meeting", "", "<v>2027</v>"), {"first_meeting": "2027"}, ("is a year?",)),
    "a year as a text": Recipe(text("first_meeting", "2027"), {"first_meeting": "2027"}, ("is not a date",)),
    "a number for a date": Recipe(
        typed("first_meeting", "", "<v>140527</v>"), {"first_meeting": "29/09/2284"}, ("is not a date from 01/01/2000",)
    ),
}

CONTENTS: dict[str, Recipe] = {
    "a dash before a text": Recipe(
        typed("evidence_dry", 't="e"', "<f>-carers lead</f><v>#NAME?</v>"),
        {"evidence_dry": "=-carers lead"},
        ("“Evidence” has the formula =-carers lead, which showed no value.",),
    ),
    "a formula without a value": Recipe(
        typed("evidence_dry", "", "<f>3/4</f>"), {"evidence_dry": "=3/4"}, ("has the formula =3/4",)
    ),
    "a formula with a value": Recipe(
        typed("evidence_dry", 't="str"', '<f>"a"&amp;"b"</f><v>ab</v>'), {"evidence_dry": "ab"}, ("worked out by the",)
    ),
    "a formula for a score": Recipe(
        typed("score_soil", 't="str"', "<f>Together!B5</f><v>L</v>"), {"score_soil": "L"}, ("formula =Together!B5",)
    ),
    "formulas filled down": Recipe(
        all_of(
            typed("evidence_dry", 't="str"', '<f t="shared" ref="D4:D5" si="0">$A4&amp;B4</f><v>ab</v>'),
            typed("evidence_moist", 't="str"', '<f t="shared" si="0"/><v>cd</v>'),
        ),
        {"evidence_dry": "ab", "evidence_moist": "cd"},
        ("is worked out by the formula =$A4&B4.", "is worked out by the formula =$A5&B5."),
    ),
    "a box ticked in a cell": Recipe(typed("evidence_dry", 't="b"', "<v>1</v>"), {"evidence_dry": "TRUE"}),
    "an error": Recipe(
        typed("evidence_dry", 't="e"', "<v>#N/A</v>"), {"evidence_dry": "#N/A"}, ("shows the error #N/A",)
    ),
    "a picture in a cell": Recipe(
        typed("evidence_dry", 't="e" vm="1"', "<v>#VALUE!</v>"), {"evidence_dry": "#VALUE!"}, ("the error #VALUE!",)
    ),
    # What a sheet has beside its own cells
    "a formula outside the form": Recipe(
        in_part(part_of("Begin"), "</sheetData>", '<row r="90"><c r="F90"><f>1+1</f><v>2</v></c></row></sheetData>'),
        aside=("2 (formula: =1+1)",),
    ),
    "a text outside the form": Recipe(
        in_part(part_of("Begin"), "</sheetData>", '<row><c t="str"><v>Mine</v></c></row></sheetData>'), aside=("Mine",)
    ),
    "a text over a formula": Recipe(
        in_part(part_of("Together"), r'<c r="D5" s="(\d+)".*?</c>', r'<c r="D5" s="\1" t="str"><v>Over</v></c>'),
        aside=("Over",),
    ),
    "a formula over ours": Recipe(over_ours("<f>1+1</f><v>2</v>"), aside=("2 (formula: =1+1)",)),
    "a formula over ours without a value": Recipe(over_ours("<f>B9&amp;C9</f>"), aside=("=B9&C9",)),
    "ours as a program rewrites them": Recipe(
        in_part(part_of("Deeds"), r"<f>([^<]*)IF\(", r"<f> \1_xlfn.IF( "),
    ),
    "ours of an earlier printing": Recipe(in_part(part_of("Deeds"), r'(<c r="J\d+"[^>]*><f>)[^<]*', r"\1TODAY()-1")),
    "a comment": Recipe(
        beside(SOIL, f"{KINDS}/comments", "xl/comments9.xml", COMMENTS.format(more="")), aside=("Comment: Ask Ann",)
    ),
    "a comment on several cells": Recipe(
        beside(SOIL, f"{KINDS}/comments", "xl/comments9.xml", COMMENTS.format(more="").replace("D4", "D4:E5")),
        aside=("Comment: Ask Ann",),
    ),
    "a thread of comments": Recipe(
        all_of(
            beside(SOIL, f"{KINDS}/comments", "xl/comments9.xml", COMMENTS.format(more="")),
            beside(
                SOIL,
                "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment",
                "xl/threadedComments/threadedComment9.xml",
                THREAD,
            ),
        ),
        aside=("Comment: Is this so?", "Comment: Yes."),
    ),
    "an address behind a text": Recipe(
        linked("https://gardens.example/soil"),
        {"evidence_dry": "Our page"},
        aside=("Link: https://gardens.example/soil",),
    ),
    "an address of a person": Recipe(
        linked("mailto:ann@gardens.example"), {"evidence_dry": "Our page"}, aside=("Link: mailto:ann@gardens.example",)
    ),
    "a picture": Recipe(
        beside(SOIL, f"{KINDS}/drawing", "xl/drawings/drawing9.xml", DRAWING.format(anchors=PICTURE)),
        told=("1 picture, text box or other object on 1 Soil & roots was not read.",),
    ),
    "a text box and pictures": Recipe(
        beside(SOIL, f"{KINDS}/drawing", "xl/drawings/drawing9.xml", DRAWING.format(anchors=2 * PICTURE + TEXT_BOX)),
        told=("3 pictures, text boxes or other objects on 1 Soil & roots were not read.",),
        aside=("Text box: Sow in May",),
    ),
    "a box to tick": Recipe(
        beside(SOIL, f"{KINDS}/drawing", "xl/drawings/drawing9.xml", DRAWING.format(anchors=CHOICE)),
        told=("1 picture, text box or other object on 1 Soil & roots was not read.",),
    ),
    "text boxes in a group": Recipe(
        beside(SOIL, f"{KINDS}/drawing", "xl/drawings/drawing9.xml", DRAWING.format(anchors=GROUP)),
        told=("1 picture, text box or other object on 1 Soil & roots was not read.",),
        aside=("Text box: Sow in May\nAsk Ann",),
    ),
    # Numbers in cells for text
    "a percentage": number_shown("0%", "0.5", "50%"),
    "a percentage with places": number_shown("0.0%", "0.125", "12.5%"),
    "a time": number_shown("hh:mm", "0.75", "18:00"),
    "a time of more than a day": number_shown("[h]:mm", "1.5", "36:00"),
    "a day and a time": number_shown("dd/mm/yyyy hh:mm", "46521.5", "14/05/2027 12:00"),
    "a day": number_shown("dd/mm/yyyy", "46521", "14/05/2027"),
    "pounds": number_shown("[$£-809]#,##0.00", "1234.5", "£1,234.50"),
    "a plain number": number_shown("0.00", "2.5", "2.5"),
    "half a percent": number_shown("0%;-0%", "-0.005", "-1%"),
}
