"""Pack the parts of a workbook wrongly, and damage the bytes of its zip archive.

The offsets are those of the zip format: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, section 4.3.
"""

from __future__ import annotations

import re
import struct
import zipfile
from random import Random

from tests.helpers.packages import Parts, zipped
from tests.withstand.odd_parts import NO_WORKBOOKS


def _otherwise_packed(random: Random, parts: Parts) -> bytes:
    return zipped(parts, random.choice((zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)))


def _wrongly_packed(random: Random, parts: Parts) -> bytes:
    """Pack parts in one way, and claim another, in one part or in all."""
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
    """Return a zip file in which fields of the headers are overwritten, of one part or of all."""
    changed = bytearray(content)
    only = random.choice((None, *range(20)))
    for mark, fields in ((b"PK\x03\x04", local), (b"PK\x01\x02", central)):
        for number, found in enumerate(re.finditer(re.escape(mark), content)):
            if only in (None, number):
                for at, value in fields.items():
                    changed[found.start() + at : found.start() + at + len(value)] = value
    return bytes(changed[: len(content)])


def _zip64(random: Random, parts: Parts) -> bytes:
    """Let the end of the directory claim that the true one, with room for larger numbers, is elsewhere."""
    content = zipped(parts)
    end = content.rindex(b"PK\x05\x06")
    record = struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, *(
        random.choice((0, 1, len(parts), 2**40, 2**64 - 1)) for _ in range(4)
    ))  # fmt: skip
    locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, random.choice((0, end, 2**40)), 1)
    return content[:end] + record + locator + content[end:]


def _beside_something(random: Random, parts: Parts) -> bytes:
    """Put something before, after or around the zip file."""
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


def bits_flipped(random: Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(random.choice((1, 1, 5, 100))):
        if changed:
            changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _directory_flipped(random: Random, content: bytes) -> bytes:
    """Flip bits in the directory of the file."""
    start = content.find(b"PK\x01\x02")
    return content[:start] + bits_flipped(random, content[start:]) if start >= 0 else content


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
    bits_flipped,
    _directory_flipped,
    _cut_off,
    _start_cut_off,
    _block_overwritten,
    _block_moved,
    _bytes_put_in,
    _something_else,
)
