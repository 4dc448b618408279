"""The parts of an .xlsx file that anybody may have sent.

Such a file is a zip file of XML files, its parts (ECMA-376, part 2). Nothing is taken on trust: sizes are limited
before anything is unpacked, document types (and with them entities) are refused, and nothing is fetched.
"""

from __future__ import annotations

import io
import posixpath
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree
from xml.parsers import expat

from ...base.errors import UserError
from ...base.text import one_line, reason, short
from ...words import reading as words
from .elements import descendants

FILE_LIMIT = 100_000_000
"""The most bytes that a file may have. Nearly all of a large one is pictures, which are not unpacked."""

UNPACKED_LIMIT = 50_000_000
"""The most bytes that the parts that are read may have together, unpacked."""

TAGS_LIMIT = 250_000
"""The most tags that these parts may have together: a filled-in workbook has some 20,000."""

ATTRIBUTES_LIMIT = 750_000
"""The most attributes (or other equals signs) that these parts may have together: a workbook of ours has 13,000."""

PARTS_LIMIT = 5_000
"""The most parts that a file may have: a filled-in workbook has some 60."""

DEPTH_LIMIT = 100
"""How deep tags may be within each other: browsers stop at some depth. In the parts that are read it is about ten."""

_TYPES = "[content_types].xml"
_ROOT_RELATIONS = "_rels/.rels"

# Cells and rows with nothing but a format. Somebody who formats whole columns makes hundreds of thousands.
_EMPTY_CELL = re.compile(rb"<(?:\w+:)?c(?: [^<>]*)?/>|<((?:\w+:)?)c(?: [^<>]*)?></\1c>")
_EMPTY_ROW = re.compile(rb"<(?:\w+:)?row(?: [^<>]*)?/>|<((?:\w+:)?)row(?: [^<>]*)?>\s*</\1row>")
# A cell or row that does not say where it is comes after the one before, which has to stay.
_WITHOUT_PLACE = re.compile(rb"<(?:\w+:)?(?:c|row)(?![^<>]* r=)[ />]")

# What a sheet has behind its cells and is not read. Copying cells about splits rules into tens of thousands.
_RULES = re.compile(rb"<((?:\w+:)?(?:mergeCells|conditionalFormatting|dataValidations))[ >]")
_READ = re.compile(rb"<(?:\w+:)?(?:row|c|hyperlink)[ />]")

RULES_LIMIT = 6
"""So many names of rules are looked for: three kinds, as they were at first and as later programs write them."""

MANY_CELLS = 20_000
"""With so many tags in a part, rules and the cells without content are left out before it is read."""

# In UTF-16 every other byte is zero, so a declaration that this finds is in an encoding that begins like ASCII.
_DECLARED = re.compile(rb"""<\?xml\s[^>]*?\sencoding\s*=\s*["']([^"']*)""")
_ENCODINGS = {b"utf-8", b"utf8", b"ascii", b"us-ascii"}
"""The format allows UTF-8, of which ASCII is a part, and UTF-16 (ECMA-376, part 2, 8.1.4)."""

_WESTERN = {b"iso-8859-1", b"latin1", b"windows-1252", b"cp1252"}
"""Some libraries write these all the same, and LibreOffice reads them. Browsers read ISO-8859-1 as Windows-1252."""

_DIRECTORY_ENTRY = b"PK\x01\x02"
"""The first bytes of each entry in the directory of a zip file."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of the older container format, in which Excel also puts encrypted workbooks."""


class UnreadableError(UserError):
    """A file cannot be read as a workbook. Its text is one line: the path, the reason, and what to do.

    `reason` is that line without the path, for tables that show the file in another column.
    """

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        self.reason = one_line(reason)
        super().__init__(one_line(f"{path}: {reason}"))


class Relation(NamedTuple):
    """A reference from one part to another: what kind of part that is, and where it is.

    One to something outside the file has an `address` instead.
    """

    kind: str
    part: str
    address: str = ""


@contextmanager
def opened(path: Path) -> Iterator[Package]:
    """Open an .xlsx file. What goes wrong while it is open is reported as damage to the file.

    Raises:
        UnreadableError: the file is missing, too large, damaged, protected by a password, or not an .xlsx file.
    """
    content = _content(path)
    if content.startswith(_OLE):
        raise UnreadableError(path, words.PASSWORD_OR_OLD_FORMAT)
    # Counted in the bytes, because zipfile would first make an object for each of a million entries.
    if content.count(_DIRECTORY_ENTRY) > PARTS_LIMIT:
        raise UnreadableError(path, words.TOO_MANY_PARTS.format(limit=PARTS_LIMIT))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield Package(path, archive)
    except (ElementTree.ParseError, LookupError, ValueError, RecursionError):
        raise UnreadableError(path, words.DAMAGED_INSIDE) from None
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OverflowError) as error:
        # zipfile raises a plain RuntimeError for a part that asks for a password.
        if "encrypted" in str(error):
            raise UnreadableError(path, words.PASSWORD) from None
        raise UnreadableError(path, words.DAMAGED) from None


def _content(path: Path) -> bytes:
    """Return the bytes of a file, or raise UnreadableError."""
    try:
        # Reading a named pipe would wait for ever, and a device may never end.
        if not stat.S_ISREG(path.stat().st_mode):
            raise UnreadableError(path, "is not a regular file. Take it out of the folder.")
        with path.open("rb") as stream:
            content = stream.read(FILE_LIMIT + 1)
    except OSError as error:
        raise UnreadableError(path, f"cannot be read ({reason(error)}). Check the name and the folder.") from None
    if len(content) > FILE_LIMIT:
        raise UnreadableError(path, words.TOO_LARGE.format(limit=FILE_LIMIT))
    return content


class Package:
    """The parts of one .xlsx file. It counts what it unpacks, and stops at the limits."""

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        self.path = path
        self._archive = archive
        # Part names have no case (ECMA-376, part 2), and some programs on Windows write them with backslashes.
        self._parts = {_part_name(info.filename): info for info in archive.infolist()}
        self._unpacked = 0
        self._tags = 0
        self._attributes = 0

    def __contains__(self, part: str) -> bool:
        return _part_name(part) in self._parts

    def tree(self, part: str, shown_as: str = "") -> ElementTree.Element:
        """Return the XML of a part. `shown_as` is what people call it.

        Raises:
            UnreadableError: the part is too large, or has a document type.
            LookupError, ValueError, ElementTree.ParseError: the part is missing, or is not XML of a workbook. `opened`
                reports all three.
        """
        content = _in_unicode(self._unpack(_part_name(part), shown_as))
        self._refuse_document_type(content)
        tree = ElementTree.fromstring(content)  # noqa: S314 - document types are refused one line above
        _check_depth(tree)
        return tree

    def tree_if_whole(self, part: str) -> ElementTree.Element | None:
        """Return the XML of a part that a file can do without, or None where it is missing or damaged.

        Raises:
            UnreadableError: the part is too large, or has a document type.
        """
        try:
            return self.tree(part) if part in self else None
        except (ElementTree.ParseError, LookupError, ValueError):
            return None

    def workbook_part(self) -> str:
        """Return the path of the part that holds the workbook.

        Raises:
            UnreadableError: there is none, because the file is something else or holds macros.
        """
        if _TYPES not in self:
            raise UnreadableError(self.path, words.NOT_A_WORKBOOK)
        types = self.tree(_TYPES)
        part = self._main_part() or _overridden(types)
        kind = _type_of(part, types) if part else ""
        if "macroenabled" in kind:
            raise UnreadableError(self.path, words.MACROS)
        # A workbook to make others from is a workbook all the same.
        if not kind.endswith(("spreadsheetml.sheet.main+xml", "spreadsheetml.template.main+xml")):
            raise UnreadableError(self.path, words.OTHER_OFFICE_FILE)
        return part

    def _main_part(self) -> str:
        """Return the path of the part with which programs begin, or nothing where the file does not say."""
        relations = self.relations("").values() if _ROOT_RELATIONS in self else ()
        return next((relation.part for relation in relations if relation.kind.endswith("/officeDocument")), "")

    def relations(self, part: str) -> Mapping[str, Relation]:
        """Return the parts that a part refers to, by the id of the reference."""
        folder, name = posixpath.split(part)
        own = posixpath.join(folder, "_rels", f"{name}.rels")
        found: dict[str, Relation] = {}
        if own not in self:
            return found
        for element in descendants(self.tree(own), "Relationship"):
            id_, kind, target = (element.attrib.get(key, "") for key in ("Id", "Type", "Target"))
            # What is outside the file, such as the target of a link, is not opened.
            if element.attrib.get("TargetMode") == "External":
                found[id_] = Relation(kind, "", target)
            else:
                within = target.replace("\\", "/")
                path = posixpath.normpath(posixpath.join("/", folder, within)).lstrip("/")
                found[id_] = Relation(kind, path)
        return found

    def _unpack(self, part: str, shown_as: str) -> bytes:
        """Return the content of a part, or raise UnreadableError where the limits are passed."""
        info = self._parts[part]
        name = short(shown_as or part, quote=False)
        if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            # No workbook is packed otherwise, and other ways may ask for gigabytes to unpack a byte.
            raise zipfile.BadZipFile
        self._unpacked += info.file_size
        if self._unpacked > UNPACKED_LIMIT:
            raise UnreadableError(self.path, words.UNPACKS_TO_MORE.format(limit=UNPACKED_LIMIT, part=name))
        with self._archive.open(info) as stream:
            # Without a size, zipfile would unpack gigabytes of what claims to be small before it cuts them off.
            content = stream.read(info.file_size + 1)
        if content.count(b"<") > MANY_CELLS:
            content = _without_empty(content)
        # Each tag and attribute costs a Python object many times the size of its text.
        self._tags += content.count(b"<")
        self._attributes += content.count(b"=")
        if self._tags > TAGS_LIMIT or self._attributes > ATTRIBUTES_LIMIT:
            raise UnreadableError(self.path, words.TOO_MANY_TAGS.format(limit=TAGS_LIMIT, part=name))
        return content

    def _refuse_document_type(self, content: bytes) -> None:
        """Raise UnreadableError for a document type, whose entities can unfold to gigabytes or name other files."""

        def refuse(*_: object) -> None:
            raise UnreadableError(self.path, words.DOCUMENT_TYPE)

        # A document type begins with "<!", wherever it is; in UTF-16, with a zero byte in between.
        if b"<!" not in content and b"\0" not in content:
            return
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = refuse
        try:
            parser.Parse(content, True)
        except expat.ExpatError as error:
            raise ElementTree.ParseError(str(error)) from None


def _without_empty(content: bytes) -> bytes:
    """Return the content of a part without rules, and without cells and rows that have nothing but a format."""
    content = _without_rules(content)
    if _WITHOUT_PLACE.search(content):
        return content
    return _EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", content))


def _without_rules(content: bytes) -> bytes:
    """Return the content of a part without each kind of rule, from the first of the kind to the last."""
    for name in list(dict.fromkeys(_RULES.findall(content)))[:RULES_LIMIT]:
        found = re.search(rb"<" + name + rb"[ >]", content)
        start, end = found.start() if found else -1, content.rfind(b"</" + name + b">")
        if -1 < start < end and not _READ.search(content, start, end):
            content = content[:start] + content[end + len(name) + 3 :]
    return content


def _part_name(name: str) -> str:
    """Return the name of a part in the form in which names are compared."""
    return name.replace("\\", "/").lstrip("/").lower()


def _overridden(types: ElementTree.Element) -> str:
    """Return the part that is said to be the workbook, or nothing."""
    for element in descendants(types, "Override"):
        if "main+xml" in element.attrib.get("ContentType", ""):
            return element.attrib.get("PartName", "").lstrip("/")
    return ""


def _type_of(part: str, types: ElementTree.Element) -> str:
    """Return the type of a part in small letters: its own, or else that of its ending."""
    for element in descendants(types, "Override"):
        if _part_name(element.attrib.get("PartName", "")) == _part_name(part):
            return element.attrib.get("ContentType", "").lower()
    ending = _part_name(part).rpartition(".")[2]
    for element in descendants(types, "Default"):
        if element.attrib.get("Extension", "").lower() == ending:
            return element.attrib.get("ContentType", "").lower()
    return ""


def _in_unicode(content: bytes) -> bytes:
    """Return the content of a part in UTF-8 or UTF-16.

    Raises:
        ValueError: it is in an encoding that no program writes, and that browsers may read otherwise than Python.
    """
    declared = _DECLARED.match(content)
    if not declared or declared[1].lower() in _ENCODINGS:
        return content
    if declared[1].lower() not in _WESTERN:
        raise ValueError(f"encoding {declared[1]!r}")
    start, end = declared.span(1)
    # Five bytes have no character.
    return content[:start] + b"utf-8" + content[end:].decode("cp1252", "replace").encode()


def _check_depth(tree: ElementTree.Element) -> None:
    """Raise ValueError for tags that are too deep within each other."""
    level = [tree]
    for _ in range(DEPTH_LIMIT):
        level = [child for element in level for child in element]
    if level:
        raise ValueError(f"more than {DEPTH_LIMIT} tags within each other")
