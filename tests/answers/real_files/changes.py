"""Change a workbook of ours into one that people or other programs have been at, part by part."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from openpyxl.utils import get_column_letter

from carers_framework.answers.carry_forward import layouts_of
from carers_framework.base.area import cell_address, row_and_column
from carers_framework.workbook.answers import Answers
from carers_framework.writing.save import to_bytes
from carers_framework.writing.writer import build
from tests.helpers.editions import GARDENS
from tests.helpers.packages import Parts, parts_of, zipped

LAYOUTS = layouts_of([GARDENS])
LAYOUT = LAYOUTS[GARDENS.edition.id]
SHEETS = [placed.sheet.name for placed in LAYOUT.sheets]

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

Change = Callable[[bytes], bytes]


def ours(**answers: object) -> bytes:
    """Return a workbook with answers by the names of their cells."""
    return to_bytes(build(GARDENS, Answers(answers)))  # type: ignore[arg-type]  # tests give proper ones


def part_of(sheet: str) -> str:
    """Return the part of a sheet."""
    return f"xl/worksheets/sheet{SHEETS.index(sheet) + 1}.xml"


def place_of(name: str) -> tuple[str, str]:
    """Return the part and the address of a cell by its name."""
    area = LAYOUT.areas[name]
    return part_of(area.sheet), cell_address(area.row, area.column)


def changed(content: bytes, change: Callable[[str, str], str]) -> bytes:
    """Return a workbook in which each part that is a text is what `change` makes of its name and text."""
    return zipped([(name, change(name, part.decode()).encode()) for name, part in parts_of(content)])


def in_part(wanted: str, pattern: str, by: str) -> Change:
    """Return a change that replaces a pattern in one part, and fails where it is not found."""

    def change(content: bytes) -> bytes:
        def replaced(name: str, text: str) -> str:
            if name != wanted:
                return text
            found, count = re.subn(pattern, by, text, flags=re.DOTALL)
            assert count, (wanted, pattern)
            return found

        return changed(content, replaced)

    return change


def typed(name: str, attributes: str, inner: str, style: int | None = None) -> Change:
    """Return a change that puts a value into the cell of a name, as the XML of a file has it."""
    part, address = place_of(name)
    kept = r"\2" if style is None else f' s="{style}"'
    cell = rf'<c r="\g<1>"{kept} {attributes}>{inner}</c>'.replace("\\g<1>", address)
    return in_part(part, rf'<c r="({address})"( s="\d+")?[^>]*?(?:/>|>.*?</c>)', cell)


def text(name: str, value: str) -> Change:
    """Return a change that types a text."""
    return typed(name, 't="str"', f"<v>{escape(value)}</v>")


def with_style(code: str, then: Callable[[int], Change]) -> Change:
    """Return a change that adds a style with a number format, for typing in, and goes on with its number."""

    def change(content: bytes) -> bytes:
        styles = dict(parts_of(content))["xl/styles.xml"].decode()
        (used,) = re.findall(r"<cellXfs[^>]*>(.*?)</cellXfs>", styles, re.DOTALL)
        number = len(re.findall("<xf ", used))
        style = '<xf numFmtId="999" xfId="0"><protection locked="0"/></xf></cellXfs>'
        content = in_part("xl/styles.xml", "</cellXfs>", style)(content)
        format_ = f'<numFmt numFmtId="999" formatCode="{escape(code)}"/>'
        if "<numFmts" in styles:
            content = in_part("xl/styles.xml", "</numFmts>", f"{format_}</numFmts>".replace("\\", r"\\"))(content)
        else:
            by = rf'\1<numFmts count="1">{format_}</numFmts>'
            content = in_part("xl/styles.xml", r"(<styleSheet[^>]*>)", by)(content)
        return then(number)(content)

    return change


def beside(sheet: str, kind: str, name: str, part: str, *, outside: bool = False) -> Change:
    """Return a change that adds a part to a sheet, with a reference of a kind to it."""
    own = f"xl/worksheets/_rels/{part_of(sheet).rpartition('/')[2]}.rels"
    mode = ' TargetMode="External"' if outside else ""
    target = name if outside else f"/{name}"
    relation = f'<Relationship Id="beside{len(name)}" Type="{kind}" Target="{target}"{mode}/>'

    def change(content: bytes) -> bytes:
        parts: Parts = parts_of(content)
        there = dict(parts).get(own, f'<Relationships xmlns="{RELATIONS}"></Relationships>'.encode()).decode()
        there = there.replace("<Relationships", "<Relationships", 1)
        there = re.sub(r"(<Relationships[^>]*?)/>", r"\1></Relationships>", there)
        parts = [(other, old) for other, old in parts if other != own]
        parts.append((own, there.replace("</Relationships>", f"{relation}</Relationships>").encode()))
        return zipped([*parts, *(() if outside else ((name, part.encode()),))])

    return change


def moved(sheet: str, move: Callable[[int, int], tuple[int, int]], *, names: bool = True) -> Change:
    """Return a change that moves the cells of a sheet, as a program does where rows or columns are inserted.

    Args:
        sheet: its name.
        move: the row and the column where a cell goes, by where it is.
        names: whether names go with the cells.
    """

    def address(found: re.Match[str]) -> str:
        row, column = move(*row_and_column(found[0]))
        return f"${get_column_letter(column)}${row}" if "$" in found[0] else cell_address(row, column)

    def change(name: str, text: str) -> str:
        if name == part_of(sheet):
            text = re.sub(r'(?<=<row r=")[0-9]+', lambda found: str(move(int(found[0]), 1)[0]), text)
            return re.sub(r'(?<=<c r=")[A-Z]+[0-9]+', address, text)
        if names and name == "xl/workbook.xml":
            references = re.compile(rf"(?<=>)'{re.escape(sheet)}'![^<]*")
            return references.sub(lambda found: re.sub(r"\$[A-Z]+\$[0-9]+", address, found[0]), text)
        return text

    return lambda content: changed(content, change)


def renamed(rename: Callable[[str], str]) -> Change:
    """Return a change of the names of all parts."""
    return lambda content: zipped([(rename(name), part) for name, part in parts_of(content)])


def without(*names: str) -> Change:
    """Return a change that leaves parts out."""
    return lambda content: zipped([(name, part) for name, part in parts_of(content) if name not in names])


def all_of(*changes: Change) -> Change:
    """Return several changes, one after the other."""

    def change(content: bytes) -> bytes:
        for part in changes:
            content = part(content)
        return content

    return change
