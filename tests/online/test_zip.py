"""The page's scripts write archives that others read, and read what others write."""

from __future__ import annotations

import base64
import io
import zipfile

import pytest
from playwright.sync_api import Browser, Page

from tests.helpers.fill_in import SCRIPTS
from tests.helpers.packages import parts_of, zipped

pytestmark = pytest.mark.chromium

PARTS = [
    ("[Content_Types].xml", b"<Types/>"),
    ("xl/empty.bin", b""),
    ("xl/long.xml", b"<a/>" * 100_000),
    ("xl/né.xml", bytes(range(256)) * 9),
]

_WRITTEN = """async (content) => {
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  const written = await fillIn.zip.write(await fillIn.zip.read(bytes));
  return btoa(Array.from(written, (byte) => String.fromCharCode(byte)).join(""));
}"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    page = browser.new_page()
    page.add_script_tag(path=SCRIPTS / "zip.js")
    return page


def rewritten(page: Page, content: bytes) -> bytes:
    """Return an archive as the script writes it after reading it."""
    return base64.b64decode(page.evaluate(_WRITTEN, base64.b64encode(content).decode()))


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_rewritten(method: int, page: Page) -> None:
    """Every part is there again, in the same order, whole and deflated, with the date of the format's first day."""
    content = rewritten(page, zipped(PARTS, method))
    assert parts_of(content) == PARTS
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_DEFLATED}
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.getinfo("xl/long.xml").compress_size < 2_000


def test_same_bytes(page: Page) -> None:
    """The same parts give the same bytes, however they were packed before."""
    assert rewritten(page, zipped(PARTS)) == rewritten(page, zipped(PARTS, zipfile.ZIP_STORED))


def test_commented(page: Page) -> None:
    """Something before the archive, a comment after it and sizes of eight bytes make no difference."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = b"PK" * 30
        for name, part in PARTS:
            with archive.open(name, "w", force_zip64=True) as target:
                target.write(part)
    assert parts_of(rewritten(page, b"x" * 50 + stream.getvalue())) == PARTS
