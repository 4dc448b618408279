"""The page's scripts read every workbook as Python does, and carry its answers forward to the same places.

What the tests in `tests/answers` read, the scripts read too (`tests/answers/conftest.py`). Here are mutated files,
forms of the format that no program at hand writes, and workbooks of every earlier edition.
"""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from carers_framework.answers.read_back import read_back
from carers_framework.editions.load import load_all
from carers_framework.framework.model import Framework
from carers_framework.workbook.answers import Answers
from carers_framework.workbook.book import layout_of
from carers_framework.writing.save import to_bytes
from carers_framework.writing.writer import build
from tests.helpers.answers import any_back
from tests.helpers.editions import GARDENS, third_edition
from tests.helpers.fill_in_page import ReadingPage, as_json, read_by_python
from tests.helpers.packages import with_parts, with_shared_texts
from tests.helpers.project import FROZEN
from tests.withstand.in_page import difference
from tests.withstand.run import workbook_cases

pytestmark = pytest.mark.chromium

OURS = load_all(FROZEN / "framework.yaml")
INVENTED = (GARDENS, third_edition())
EARLIER = [*(OURS[place:] for place in range(len(OURS) - 1)), INVENTED]
BACKS = {editions[0].edition.id: any_back(editions[0]) for editions in EARLIER}
"""Any answers in a workbook of each earlier edition."""


@pytest.fixture(scope="module")
def our_page(browser: Browser) -> ReadingPage:
    return ReadingPage(browser, OURS)


@pytest.fixture(scope="module")
def garden_page(browser: Browser) -> ReadingPage:
    return ReadingPage(browser, [GARDENS])


@pytest.fixture(scope="module")
def earlier_pages(browser: Browser) -> dict[str, ReadingPage]:
    return {editions[0].edition.id: ReadingPage(browser, editions) for editions in EARLIER}


def test_mutated_files(browser: Browser) -> None:
    """A mutated workbook gives the same answers or the same refusal, and no other error.

    There are so many that each kind of mutation comes first in two of them.
    """
    page = ReadingPage(browser, [GARDENS, OURS[-1]])
    found = {case.name: difference(page, case.content) for case in workbook_cases(1, range(120))}
    assert {name: line for name, line in found.items() if line} == {}


@pytest.mark.parametrize("editions", EARLIER, ids=lambda editions: editions[0].edition.id)
# Without looking for a smaller example: that would take a browser many minutes.
@settings(
    deadline=None,
    max_examples=15,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(data=st.data())
def test_carried_forward(
    editions: tuple[Framework, ...], earlier_pages: dict[str, ReadingPage], tmp_path: Path, data: st.DataObject
) -> None:
    """Answers in an earlier edition's workbook are carried to the same cells, with the same notes and counts."""
    page = earlier_pages[editions[0].edition.id]
    back = data.draw(BACKS[editions[0].edition.id])
    notes = "".join(
        f'<c r="{letter}900" t="inlineStr"><is><t xml:space="preserve">{html.escape(note.text)}</t></is></c>'
        for letter, note in zip("FG", back.unplaced, strict=False)
    )

    def with_notes(name: str, part: bytes) -> bytes:
        row = f'<row r="900">{notes}</row></sheetData>'.encode()
        return part.replace(b"</sheetData>", row) if name.endswith("sheet2.xml") else part

    path = tmp_path / "old.xlsx"
    path.write_bytes(with_parts(to_bytes(build(editions[0], back.answers)), with_notes))
    read = read_back(path, page.layouts)
    assert dict(read.answers.cells) == dict(back.answers.cells)
    found = in_both(path.read_bytes(), page, tmp_path)
    assert found["carried"]["aside"] >= len(read.unplaced)


@pytest.mark.parametrize("editions", EARLIER, ids=lambda editions: editions[0].edition.id)
def test_carried_misfits(
    editions: tuple[Framework, ...], earlier_pages: dict[str, ReadingPage], tmp_path: Path
) -> None:
    """An answer that no cell of the current edition takes is kept aside, from every cell."""
    answers = Answers(dict.fromkeys(layout_of(editions[0]).inputs, "neither this nor that"))
    content = to_bytes(build(editions[0], answers))
    found = in_both(content, earlier_pages[editions[0].edition.id], tmp_path)
    assert 0 < found["carried"]["aside"] < len(answers.cells)


STRICT = (
    (b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
    (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
)


def strict(_: str, part: bytes) -> bytes:
    for usual, other in STRICT:
        part = part.replace(usual, other)
    return part


def prefixed(name: str, part: bytes) -> bytes:
    """Give every element of a sheet or of the workbook a prefix, and the references of sheets another one."""
    if not name.endswith((".xml", ".rels")) or b"<x:" in part or b"xmlns=" not in part:
        return part
    part = re.sub(rb"<(/?)(\w+)(?=[\s/>])", rb"<\1q:\2", part)
    part = part.replace(b"xmlns:r=", b"xmlns:odd=").replace(b" r:id=", b" odd:id=")
    return part.replace(b"xmlns=", b"xmlns:q=", 1)


def in_sheet(old: bytes, new: bytes) -> Callable[[str, bytes], bytes]:
    return lambda name, part: re.sub(old, new, part) if name.endswith("sheet1.xml") else part


def in_western(encoding: str) -> Callable[[str, bytes], bytes]:
    """Return a change of an answer and of the encoding of its sheet, in which five bytes have no character."""

    def change(name: str, part: bytes) -> bytes:
        if not name.endswith("sheet1.xml"):
            return part
        typed = re.sub(HERE, b't="str"><v>\x93H\xe9re\x94 \x81</v></c>', part)
        return typed.replace(b"UTF-8", encoding.encode(), 1)

    return change


FILLED = to_bytes(
    build(GARDENS, Answers({"area_name": "Here", "first_meeting": datetime.date(2026, 11, 30), "score_soil": "h1"}))
)
HERE = rb't="inlineStr"><is><t[^>]*>Here</t></is></c>'
FORMS: dict[str, Callable[[str, bytes], bytes]] = {
    "strict": strict,
    "prefixed": prefixed,
    "rich text": in_sheet(
        HERE,
        b't="inlineStr"><is><r><t>He</t></r><r><rPr><b/></rPr><t>re</t></r><rPh><t>x</t></rPh></is></c>',
    ),
    "sections and comments": in_sheet(
        HERE, b't="str"><v>H<!-- x --><![CDATA[er]]><?x y?>e<x>not this</x>nor this</v></c>'
    ),
    "escapes": in_sheet(HERE, b't="str"><v>He_x000D_re_x005F_x0041__xD83D__xDE00__xD800_</v></c>'),
    "line ends": in_sheet(HERE, b't="str"><v>He\r\nre\rthere&#13;&#10;</v></c>'),
    "a truth value": in_sheet(HERE, b't="b"><v>1</v></c>'),
    "an error": in_sheet(HERE, b't="e"><v>#REF!</v></c>'),
    "a date as text": in_sheet(HERE, b't="d"><v>2026-11-30T10:00:00Z</v></c>'),
    "a small number": in_sheet(HERE, b"><v>-1.25e-7</v></c>"),
    "a large number": in_sheet(HERE, b"><v>1234567890123456</v></c>"),
    "a larger number": in_sheet(HERE, b"><v>12345678901234567890</v></c>"),
    "a number of one tenth": in_sheet(HERE, b"><v>0.1</v></c>"),
    "minus zero": in_sheet(HERE, b"><v>-0.0</v></c>"),
    "too large a number": in_sheet(HERE, b"><v>1e999</v></c>"),
    "not a number": in_sheet(HERE, b"><v>1_0</v></c>"),
    "from 1904": lambda _, part: part.replace(b"<workbookPr/>", b'<workbookPr date1904="1"/>'),
    "a day without its style": lambda _, part: re.sub(rb'(<c r="D3") s="[0-9]+"', rb"\1", part).replace(
        b"<workbookPr/>", b'<workbookPr date1904="1"/>'
    ),
    # Then it counts as one of an older form, whose other names were of cells to type in.
    "no mark of its form": lambda _, part: part.replace(b'name="form"', b'name="shape"').replace(
        b'"form_2"', b'"was_2"'
    ),
    "UTF-16": lambda name, part: (
        part.decode().replace("UTF-8", "UTF-16").encode("utf-16")
        if name.endswith(("sheet1.xml", "workbook.xml"))
        else part
    ),
    "an encoding of no workbook": lambda name, part: (
        b'<?xml version="1.0" encoding="cp1250"?>' + part if name.endswith("sheet1.xml") else part
    ),
    **{f"text in {encoding}": in_western(encoding) for encoding in ("ISO-8859-1", "windows-1252")},
    "a document type in no encoding": lambda name, part: (
        b"<!DOCTYPE x []><x>\xff</x>" if name == "docProps/core.xml" else part
    ),
    "deep": in_sheet(b"</worksheet>", b"<x>" * 98 + b"</x>" * 98 + b"</worksheet>"),
    "too deep": in_sheet(b"</worksheet>", b"<x>" * 100 + b"</x>" * 100 + b"</worksheet>"),
    "a local name": lambda _, part: part.replace(b'Name name="area_name"', b'Name localSheetId="0" name="area_name"'),
    "another edition": lambda _, part: part.replace(b">first-2030<", b">constructor<"),
}
REFUSED = {"an encoding of no workbook", "a document type in no encoding", "too deep", "another edition"}


@pytest.mark.parametrize("form", FORMS)
def test_forms_of_the_format(form: str, garden_page: ReadingPage, tmp_path: Path) -> None:
    """What a program may write and ours does not is read the same, or refused the same."""
    content = with_parts(FILLED, FORMS[form])
    assert content != with_parts(FILLED, lambda _, part: part)
    found = in_both(content, garden_page, tmp_path)
    assert ("refused" in found) == (form in REFUSED)


def test_wrong_sum(garden_page: ReadingPage, tmp_path: Path) -> None:
    """A part that is not whole, by the sum that the archive has of it, is not read."""
    content = bytearray(FILLED)
    for entry in re.finditer(b"PK\x01\x02", FILLED):
        content[entry.start() + 16] ^= 1
    assert "is damaged, or not an .xlsx file" in in_both(bytes(content), garden_page, tmp_path)["refused"]


@pytest.mark.parametrize(("byte", "is_read"), [(6, False), (7, True)])
def test_later_archive(byte: int, is_read: bool, garden_page: ReadingPage, tmp_path: Path) -> None:
    """An archive of a later version of zip is not read. The byte behind the version has no meaning."""
    content = bytearray(FILLED)
    for entry in re.finditer(b"PK\x01\x02", FILLED):
        content[entry.start() + byte] = 99
    assert ("back" in in_both(bytes(content), garden_page, tmp_path)) == is_read


def test_shared_texts(garden_page: ReadingPage, tmp_path: Path) -> None:
    """Texts that cells share, with differently formatted runs, are read the same."""
    content = with_shared_texts(with_parts(FILLED, FORMS["rich text"]))
    assert in_both(content, garden_page, tmp_path)["back"]["answers"]["cells"]["area_name"] == "Here"


def in_both(content: bytes, page: ReadingPage, folder: Path) -> dict[str, Any]:
    """Return what the page makes of a file, which is what Python makes of it."""
    path = folder / "file.xlsx"
    path.write_bytes(content)
    found = page.read(content, str(path))
    assert as_json(found) == as_json(read_by_python(path, page.editions, page.layouts))
    return found
