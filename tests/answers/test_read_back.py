"""Every answer of a filled-in workbook comes back by name; any other file gives one line."""

from __future__ import annotations

import datetime
import io
import re
import string
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

from carers_framework.answers.carry_forward import layouts_of
from carers_framework.answers.read_back import ReadBack, read_back
from carers_framework.answers.xlsx.values import UnreadableError
from carers_framework.framework.model import Framework
from carers_framework.workbook.answers import Answers
from carers_framework.workbook.cells import cell_name
from carers_framework.workbook.layout import Layout
from carers_framework.writing.save import to_bytes
from carers_framework.writing.writer import build
from tests.helpers.answers import any_answers
from tests.helpers.editions import GARDENS
from tests.helpers.packages import parts_of, with_parts, with_shared_texts, zipped
from tests.helpers.workbooks import filled, named_cell
from tests.withstand.workbooks import HUGE_KINDS, huge

LAYOUTS = layouts_of([GARDENS])
OTHER_LAYOUT = LAYOUTS["first-2030"]


@settings(
    deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(answers=any_answers(OTHER_LAYOUT))
def test_round_trip(answers: Answers, tmp_path: Path) -> None:
    """Answers that we write come back equal."""
    path = tmp_path / "filled.xlsx"
    path.write_bytes(to_bytes(build(GARDENS, answers)))
    back = read_back(path, LAYOUTS)
    assert dict(back.answers.cells) == dict(answers.cells)
    assert dict(back.answers.columns) == dict(answers.columns)
    assert (back.unplaced, back.problems) == ((), ())


@pytest.fixture
def other_layouts(layout: Layout) -> dict[str, Layout]:
    return {"2021": layout, "first-2030": OTHER_LAYOUT}


def saved(workbook: openpyxl.Workbook, folder: Path) -> Path:
    path = folder / "saved.xlsx"
    workbook.save(path)
    return path


def test_dates_as_iso_texts(workbook_bytes: bytes, other_layouts: dict[str, Layout], tmp_path: Path) -> None:
    """Dates that a program writes as ISO 8601 texts are read."""
    workbook = filled(workbook_bytes, {"first_meeting": datetime.date(2026, 3, 1), "area_name": "Here"})
    workbook.iso_dates = True
    path = saved(workbook, tmp_path)
    assert any(b't="d"' in zipfile.ZipFile(path).read(name) for name in zipfile.ZipFile(path).namelist())
    back = read_back(path, other_layouts)
    assert back.answers.get("first_meeting") == datetime.date(2026, 3, 1)
    assert back.problems == ()


def test_rearranged_workbook(framework: Framework, layout: Layout, workbook_bytes: bytes, tmp_path: Path) -> None:
    """Inserted rows and renamed or reordered sheets make no difference.

    Spreadsheet programs carry the names along.
    """
    section = framework.sections[0]
    name = cell_name("reasons", section.id)
    workbook = filled(workbook_bytes, {name: "Because", "area_name": "Here"})
    cell = named_cell(workbook, name)
    title = framework.sheet_name(section)
    sheet = workbook[title]
    sheet["F90"].value, cell.value = cell.value, None
    sheet.title = "Our 'first' sheet"
    workbook.defined_names[name].attr_text = "'Our ''first'' sheet'!$F$90"
    for other in workbook.defined_names.values():
        other.attr_text = other.attr_text.replace(f"'{title}'", "'Our ''first'' sheet'")
    workbook.move_sheet(sheet, 3)
    back = read_back(saved(workbook, tmp_path), {"2021": layout})
    assert dict(back.answers.cells) == {name: "Because", "area_name": "Here"}


def test_note_beside_the_cells(layout: Layout, workbook_bytes: bytes, tmp_path: Path) -> None:
    """A note beside the cells, or on another sheet, is reported."""
    workbook = openpyxl.load_workbook(io.BytesIO(workbook_bytes))
    workbook.worksheets[1]["F30"] = "A note in the margin"
    workbook.create_sheet("Notes")["A1"] = 42
    back = read_back(saved(workbook, tmp_path), {"2021": layout})
    assert [(unplaced.cell, unplaced.text) for unplaced in back.unplaced] == [
        ("F30", "A note in the margin"),
        ("A1", "42"),
    ]


def test_answers_that_do_not_fit(layout: Layout, workbook_bytes: bytes, tmp_path: Path) -> None:
    """What does not fit its cell is kept as text and reported."""
    answers = {"first_meeting": "last spring", "priority_personal_budgets": 99, "came_invite_carers": "Perhaps"}
    back = read_back(saved(filled(workbook_bytes, answers), tmp_path), {"2021": layout})
    assert dict(back.answers.cells) == {**answers, "priority_personal_budgets": "99"}
    assert len(back.problems) == 3
    assert all("!" in problem for problem in back.problems)


def test_date_in_a_text_cell(layout: Layout, workbook_bytes: bytes, tmp_path: Path) -> None:
    """Excel turns what looks like a date into one, whatever cell it is typed into."""
    workbook = filled(workbook_bytes, {})
    cell = named_cell(workbook, "concerns_personal_budgets")
    cell.value, cell.number_format = datetime.date(2027, 5, 14), "dd/mm/yyyy"
    number = named_cell(workbook, "reasons_personal_budgets")
    number.value = 12
    back = read_back(saved(workbook, tmp_path), {"2021": layout})
    assert back.answers.get("concerns_personal_budgets") == "14/05/2027"
    assert back.answers.get("reasons_personal_budgets") == "12"


def test_without_properties(layout: Layout, workbook_bytes: bytes, tmp_path: Path) -> None:
    """Some programs drop custom properties when they save."""
    answers = {"area_name": "Here", "action2_personal_budgets": "Ask", "lead2_personal_budgets": "Jo", "lead1": "Sam"}
    workbook = filled(workbook_bytes, answers)
    while workbook.custom_doc_props.props:
        workbook.custom_doc_props.props.pop()
    back = read_back(saved(workbook, tmp_path), {"2021": layout})
    assert (back.edition, dict(back.answers.cells)) == ("2021", answers)
    assert (back.unplaced, back.problems) == ((), ())


def packed(content: bytes, method: int) -> bytes:
    return zipped(parts_of(content), method)


def changing(change: Callable[[str, bytes], bytes]) -> Callable[[bytes], bytes]:
    """Return a function that changes every part of a workbook."""
    return lambda content: with_parts(content, change)


BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    b'<!ENTITY %c "%s">' % (letter, b"&%c;" % (letter - 1) * 10) for letter in string.ascii_lowercase[1:9].encode()
) + b"]><x>&i;</x>"  # fmt: skip

UTF16_BOMB = BOMB.decode().replace("?>", ' encoding="utf-16"?>').encode("utf-16")


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda _: b"", "is damaged, or not an .xlsx file"),
        (lambda _: b"Dear group, ...", "is damaged, or not an .xlsx file"),
        (lambda content: content[: len(content) // 2], "is damaged, or not an .xlsx file"),
        (lambda _: zipped([("holiday.jpg", b"x")]), "is a zip file, but not a workbook"),
        (lambda _: zipped([("content.xml", b"<x/>")]), "is an OpenDocument file"),
        (lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "is protected by a password, or in the old"),
        (changing(lambda name, part: BOMB if name == "xl/workbook.xml" else part), "holds a document type"),
        (changing(lambda name, part: BOMB if name.endswith("sheet1.xml") else part), "holds a document type"),
        (changing(lambda _, part: part.replace(b"sheet.main+xml", b"x.macroEnabled.main+xml")), "holds macros"),
        (changing(lambda name, part: part[:-9] if name == "xl/workbook.xml" else part), "is damaged inside"),
        (changing(lambda name, part: part.replace(b"edition", b"other") if "Props/custom" in name else
                   part.replace(b"edition_id", b"other_id")), "is not a workbook of this framework"),
        (changing(lambda _, part: part.replace(b">2021<", b">1999<")),
         "is of edition '1999', which is not known here"),
        (changing(lambda _, part: part.replace(b"definedName", b"undefinedName")), "but none of the names"),
        (lambda _: bytes(110_000_000), "is larger than"),
        (changing(lambda name, part: b"<x/>" * 1_000_000 if name.endswith("sheet1.xml") else part), "pieces of data"),
        (changing(lambda _, part: part.replace(b"<t>National Dev", b"<t>" + b"W" * 32_768)),
         "holds more than 32,767 characters in Start here!B"),
        (lambda content: packed(content, zipfile.ZIP_LZMA), "is damaged, or not an .xlsx file"),
        (changing(lambda name, part: UTF16_BOMB if name == "xl/workbook.xml" else part), "holds a document type"),
        (changing(lambda name, part: b" " * 5_000 + BOMB[21:] if name == "xl/workbook.xml" else part),
         "holds a document type"),
        (lambda content: changing(lambda _, part: part.replace(b"><v>0<", b"><v>-1<"))(with_shared_texts(content)),
         "is damaged inside"),
        (lambda content: huge(HUGE_KINDS - 3, with_shared_texts(content)), "holds more than 50,000,000 characters"),
        (changing(lambda _, part: part.replace(b"t=\"inlineStr\"><is><t>Better", b"t=\"s\"><v>7</v><is><t>")),
         "is damaged inside"),
        (changing(lambda name, part: b"<x " + b"a='' " * 800_000 + b"/>" if name.endswith("sheet1.xml") else part),
         "pieces of data"),
        (lambda _: b"PK\x01\x02" * 6_000, "has more than 5,000 parts"),
        (lambda _: zipped([("[Content_Types].xml", b" " * 60_000_000)]), "holds more than 50,000,000 bytes of cells"),
    ],
)  # fmt: skip
def test_files_of_another_kind(
    damage: Callable[[bytes], bytes],
    reason: str,
    workbook_bytes: bytes,
    other_layouts: dict[str, Layout],
    tmp_path: Path,
) -> None:
    """A file that is not one of our workbooks is refused in one line that names it."""
    path = tmp_path / "file.xlsx"
    path.write_bytes(damage(workbook_bytes))
    with pytest.raises(UnreadableError) as raised:
        read_back(path, other_layouts)
    assert str(raised.value).startswith(f"{path}: {raised.value.reason}")
    assert reason in raised.value.reason
    assert "\n" not in str(raised.value)


ODD = "\x00\x07\x1b[31m\r\n\uffff_x0041_" + "👩\u202e"


@pytest.mark.parametrize("text", [ODD, "x" + "\r" * 32_766], ids=["unseen characters", "long once written"])
def test_characters_xml_cannot_hold(text: str, tmp_path: Path) -> None:
    """Excel writes such characters as _xHHHH_, and a formula that shows the answer has them too."""
    path = tmp_path / "filled.xlsx"
    answers = Answers({"area_name": text, "score_soil": text, "action1_soil": text}, {"carried_text": (text,)})
    path.write_bytes(to_bytes(build(GARDENS, answers)))
    back = read_back(path, LAYOUTS)
    assert dict(back.answers.cells) == dict(answers.cells)
    assert dict(back.answers.columns) == dict(answers.columns)


def changed(change: Callable[[str, bytes], bytes], folder: Path) -> ReadBack:
    """What is read from the other framework's workbook, in which a part was changed."""
    path = folder / "changed.xlsx"
    path.write_bytes(changing(change)(to_bytes(build(GARDENS, Answers({"area_name": "Here", "score_soil": "L"})))))
    return read_back(path, LAYOUTS)


def test_halves_of_characters(tmp_path: Path) -> None:
    """Two escaped halves are one character, and a half without the other is replaced."""
    back = changed(lambda _, part: part.replace(b">Here<", b">_xD83D__xDE00_ _xD800_<"), tmp_path)
    assert back.answers.get("area_name") == "😀 \ufffd"


def test_reversed_reference(tmp_path: Path) -> None:
    """A name may give the last cell first."""

    def reverse(_: str, part: bytes) -> bytes:
        return re.sub(rb"(\$[A-Z]\$\d+):(\$[A-Z]\$\d+)</definedName", rb"\2:\1</definedName", part)

    path = tmp_path / "reversed.xlsx"
    path.write_bytes(changing(reverse)(to_bytes(build(GARDENS, Answers(columns={"carried_text": ("Dig.", "Sow.")})))))
    assert read_back(path, LAYOUTS).answers.columns == {"carried_text": ("Dig.", "Sow.")}


def test_names_of_somebody_else(tmp_path: Path) -> None:
    """Texts that only somebody else's name covers are not lost.

    Nor are texts in the other cells of a name of ours that was made larger.
    """
    cell = b'<c r="C8" t="str"><v>Beside</v></c></row><row r="9"'

    def change(name: str, part: bytes) -> bytes:
        if name.endswith("sheet1.xml"):
            return part.replace(b'</row><row r="9"', cell)
        part = part.replace(
            b"</definedNames>", b'<definedName name="mine">Begin!$C$8:$Z$99</definedName></definedNames>'
        )
        return re.sub(rb"('Begin'!\$B\$\d+)(<)", rb"\1:$Z$99\2", part)

    back = changed(change, tmp_path)
    assert [(unplaced.cell, unplaced.text) for unplaced in back.unplaced] == [("C8", "Beside")]


def test_days_before_march_1900(tmp_path: Path) -> None:
    """Excel has a 29 February 1900, others have none: they read such a number differently."""

    def change(name: str, part: bytes) -> bytes:
        date = re.compile(rb'(<c r="D3"[^>]*) />')
        return date.sub(rb"\1><v>60</v></c>", part) if name.endswith("sheet1.xml") else part

    back = changed(change, tmp_path)
    assert back.answers.get("first_meeting") == "60"
    assert back.problems == ("Begin!D3: “First walk”: 60 is not a date. It is kept as text.",)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nothing.xlsx", "nothing.xlsx: cannot be read (no such file or directory). Check the name and the folder."),
        ("odd\n\x1bname.xlsx", "odd \\x1bname.xlsx: cannot be read (no such file or directory)."),
        ("", ": is not a regular file. Take it out of the folder."),
    ],
    ids=["missing", "missing, with an odd name", "folder"],
)
def test_unreadable_paths(name: str, message: str, tmp_path: Path, layout: Layout) -> None:
    """A path that leads to no file gives one line, whatever it is called."""
    with pytest.raises(UnreadableError) as raised:
        read_back(tmp_path / name, {"2021": layout})
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)
