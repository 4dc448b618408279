"""The n-th damaged or hostile workbook: the same for the same seed, on every machine.

A case begins with a workbook that can be read. The text of its parts is changed, then the parts themselves, then how
they are packed, then the bytes of the file. Each case begins with another kind of change.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

from tests.helpers.packages import Parts, parts_of, zipped
from tests.withstand.huge_workbooks import HUGE
from tests.withstand.odd_parts import (
    CLAIMED,
    DOCUMENT_TYPES,
    ENCODINGS,
    ODD_NAMES,
    ODD_PATHS,
    ODD_TARGETS,
    ODD_VALUES,
    READ,
)
from tests.withstand.packings import FILE_CHANGES, PACKINGS, bits_flipped

HUGE_KINDS = len(HUGE)
"""The number of different workbooks that `huge` makes."""


def damaged(seed: int, number: int, bases: Sequence[bytes]) -> bytes:
    """Return the n-th damaged workbook of a seed. Every twentieth is made from the last base, a large one."""
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
    """Return the n-th workbook that is much too large in one way."""
    return HUGE[number % HUGE_KINDS](dict(parts_of(base)))


def _part(random: Random, parts: Parts) -> int:
    """Return the index of a part, mostly of one that matters."""
    wanted = random.choice(READ)
    places = [place for place, (name, _) in enumerate(parts) if name == wanted]
    return places[0] if places and random.random() < 0.9 else random.randrange(len(parts))


def _xml(change: Callable[[Random, str], str], part: str = "") -> Callable[[Random, Parts], None]:
    """Return a function that changes the text of a certain part, or of any."""

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
    # A part may be one word of millions of letters. A name begins only at its first.
    return _replaced(text, _any_match(random, r'(?<![\w:])[\w:]+="([^"]*)"', text), random.choice(ODD_VALUES), 1)


def _attribute_left_out(random: Random, text: str) -> str:
    return _replaced(text, _any_match(random, r' [\w:]+="[^"]*"', text), "")


def _attribute_renamed(random: Random, text: str) -> str:
    return _replaced(text, _any_match(random, r' ([\w:]+)="', text), random.choice(("r", "t", "x:y", "name", "1")), 1)


def _odd_content(random: Random, text: str) -> str:
    return _replaced(text, _any_match(random, r"<(?:v|t|si|definedName|vt:\w+)\b[^>]*>([^<]*)<", text),
                     random.choice(ODD_VALUES), 1)  # fmt: skip


def _odd_contents(random: Random, text: str) -> str:
    """Replace every text of a part."""
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
    """Insert a cell with an odd value, at any place."""
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
    """Insert a number format that takes long to read."""
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
        parts[place] = (parts[place][0], bits_flipped(random, parts[place][1]))


def _part_encoded(random: Random, parts: Parts) -> None:
    """Encode a part in another way, which its first line may or may not name, perhaps with a document type."""
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
    """Add the part that holds macros to a workbook that claims to have none."""
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
    """Let a reference of the workbook lead to another part, to itself, out of the file, or nowhere."""
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
