"""Make workbooks that are much too large, each in one way."""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Callable

from tests.helpers.packages import zipped


def _many(part: str, before: bytes, what: Callable[[], bytes]) -> Callable[[dict[str, bytes]], bytes]:
    """Return a function that inserts something before a tag in a part of a workbook. It is made only when needed."""

    def made(parts: dict[str, bytes]) -> bytes:
        return zipped([*{**parts, part: parts[part].replace(before, what() + before, 1)}.items()])

    return made


def _numbered(text: str, count: int) -> bytes:
    """Return a text many times over, with numbers from 1 in place of `#`."""
    return "".join(text.replace("#", str(number)) for number in range(1, count + 1)).encode()


def _names_and_cells(parts: dict[str, bytes]) -> bytes:
    """Make as many names as cells: looking for each cell among all names would take minutes."""
    names = _numbered('<definedName name="n#">Begin!$ZZ$#</definedName>', 45_000)
    workbook = parts["xl/workbook.xml"].replace(b"</definedNames>", names + b"</definedNames>")
    return _many(*_SHEET, lambda: _numbered('<c r="C#"><v>77</v></c>', 25_000))({**parts, "xl/workbook.xml": workbook})


def _one_text_for_many(length: int, count: int) -> Callable[[dict[str, bytes]], bytes]:
    """Return a function that makes thousands of cells share one long text."""

    def made(parts: dict[str, bytes]) -> bytes:
        texts = parts["xl/sharedStrings.xml"]
        number = texts.count(b"<si>")
        long = b"<si><t>" + b"a " * (length // 2) + b"</t></si></sst>"
        cells = _numbered(f'<c r="C#" t="s"><v>{number}</v></c>', count)
        return _many(*_SHEET, lambda: cells)({**parts, "xl/sharedStrings.xml": texts.replace(b"</sst>", long)})

    return made


def _many_entries(parts: dict[str, bytes]) -> bytes:
    """Make a zip file whose directory lists one part hundreds of thousands of times."""
    content = zipped([("x", b"")])
    start, end = content.index(b"PK\x01\x02"), content.index(b"PK\x05\x06")
    entry, count = content[start:end], 19_000_000 // (end - start)
    last = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 65_535, 65_535, len(entry) * count, start, 0)
    return content[:start] + entry * count + last + b"" * len(parts)


def _large_dictionary(parts: dict[str, bytes]) -> bytes:
    """Pack with LZMA, and claim that unpacking needs four gigabytes."""
    content = zipped([*parts.items()], zipfile.ZIP_LZMA)
    return re.sub(rb"\x05\x00\x5d....", b"\x05\x00\x5d\xff\xff\xff\xff", content, flags=re.DOTALL)


# Within the last row: cells are only read in rows.
_SHEET = ("xl/worksheets/sheet1.xml", b"</row></sheetData>")
HUGE: tuple[Callable[[dict[str, bytes]], bytes], ...] = (
    _many(*_SHEET, lambda: _numbered('<row r="#"><c r="A#"><v>1</v></c></row>', 1_048_576)),
    _many(*_SHEET, lambda: _numbered('<row r="#"><c r="A#"><v>77</v></c></row>', 31_000)),
    _many(*_SHEET, lambda: _numbered('<row r="#"/>', 1_048_576)),
    _many(*_SHEET, lambda: _numbered('<c r="C#" t="inlineStr"><is><t>a b#</t></is></c>', 23_000)),
    _many(*_SHEET, lambda: b" " * 60_000_000),
    _many(*_SHEET, lambda: b"<c r='A1'>" + _numbered("<x/>", 190_000) + b"</c>"),
    _many(*_SHEET, lambda: b"<x>" * 95_000 + b"</x>" * 95_000),
    _many(*_SHEET, lambda: b'<c r="A1"><v>' + b"9" * 18_000_000 + b"</v></c>"),
    _many(*_SHEET, lambda: b'<c r="C1" t="str"><v>' + b"_x000D_" * 2_500_000 + b"</v></c>"),
    _many(*_SHEET, lambda: b"<x " + _numbered('a#="" ', 1_500_000) + b"/>"),
    _many(*_SHEET, lambda: b"<x " + b'a="" ' * 3_500_000 + b"/>"),
    _many(*_SHEET, lambda: _numbered("<x " + " ".join(f'a{n}=""' for n in range(12)) + "/>", 200_000)),
    _many("xl/sharedStrings.xml", b"</sst>", lambda: _numbered("<si><t>t#</t></si>", 48_000)),
    _many("xl/workbook.xml", b"</definedNames>", lambda: b'<definedName name="n">' + b"'" * 18_000_000
                        + b"!$A$1</definedName>"),
    _many("xl/workbook.xml", b"</sheets>", lambda: _numbered('<sheet name="s#" xmlns:r="x" r:id="rId1"/>', 90_000)),
    _many("xl/_rels/workbook.xml.rels", b"</Relationships>",
                        lambda: _numbered('<Relationship Id="r#" Type="x" Target="../../../../x#"/>', 190_000)),
    _many("docProps/custom.xml", b"</Properties>", lambda: _numbered('<property name="p#">x</property>', 95_000)),
    _many("xl/styles.xml", b"<fonts", lambda: b"<numFmts><numFmt numFmtId='164' formatCode='" + b"[" * 9_000_000
                        + b"'/></numFmts>"),
    _many("xl/styles.xml", b"</cellXfs>", lambda: _numbered("<xf/>", 190_000)),
    _many(*_SHEET, lambda: b"<x y='" + b"z" * 18_000_000 + b"'/>"),
    _many(*_SHEET, lambda: b"<!-- " + b"z" * 18_000_000 + b" -->"),
    _many(*_SHEET, lambda: b"<?x " + b"z" * 18_000_000 + b" ?>"),
    _many("xl/workbook.xml", b"</sheets>", lambda: b"<x y='" + b"z" * 18_000_000 + b"'/>"),
    _names_and_cells,
    _one_text_for_many(18_000_000, 2_000),
    _one_text_for_many(32_000, 47_000),
    _many_entries,
    _large_dictionary,
)  # fmt: skip
