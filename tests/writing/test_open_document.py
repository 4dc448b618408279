"""The workbook as OpenDocument."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from carers_framework.base.programs import find_libreoffice, how_to_install
from carers_framework.commands.workbook import main
from carers_framework.workbook.layout import Layout
from carers_framework.writing.open_document import to_open_document
from tests.helpers.commands import run_here
from tests.helpers.project import FILE_2021

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"


@pytest.mark.libreoffice
def test_converted_parts(workbook_bytes: bytes, layout: Layout) -> None:
    """Lists, colours, names and protection survive the conversion."""
    content = zipfile.ZipFile(io.BytesIO(to_open_document(workbook_bytes))).read("content.xml")
    root = ElementTree.fromstring(content)  # noqa: S314 - LibreOffice wrote it just now
    names = {element.attrib[f"{TABLE}name"] for element in root.iter(f"{TABLE}named-range")}
    assert set(layout.areas) <= names
    sheets = [element for element in root.iter(f"{TABLE}table") if f"{TABLE}name" in element.attrib]
    assert [sheet.attrib[f"{TABLE}name"] for sheet in sheets] == [sheet.sheet.name for sheet in layout.sheets]
    assert all(sheet.attrib.get(f"{TABLE}protected") == "true" for sheet in sheets)
    conditions = [element.attrib.get(f"{TABLE}condition", "") for element in root.iter(f"{TABLE}content-validation")]
    assert any("level_scores" in condition for condition in conditions)
    assert any("Some did" in condition for condition in conditions)
    assert any("cell-content-is-date" in condition for condition in conditions)
    rules = [element.attrib.get(f"{CALC}value", "") for element in root.iter(f"{CALC}condition")]
    assert any("Overdue" in rule for rule in rules)


@pytest.mark.skipif(sys.platform != "linux" and bool(find_libreoffice()), reason="LibreOffice is found without a path.")
@pytest.mark.parametrize("options", [("--ods",), ("--output", "Book.ODS")])
def test_no_libreoffice(options: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without LibreOffice, one line says what to do, and nothing is written."""
    monkeypatch.setenv("PATH", "")
    result = run_here(main, "--framework", FILE_2021, *options, folder=tmp_path)
    assert result.returncode == 1
    how = how_to_install("libreoffice-calc", "Get it from https://www.libreoffice.org/download/")
    assert result.stderr == f"LibreOffice, which makes the .ods file, is not installed. {how}\n"
    assert list(tmp_path.iterdir()) == []


def test_wrong_output_name(tmp_path: Path) -> None:
    """A path without a name cannot get another ending."""
    result = run_here(main, "--framework", FILE_2021, "--ods", "--output", ".", folder=tmp_path)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == ".: is not a name for the workbook. End it in .xlsx or .ods.\n"
    assert list(tmp_path.iterdir()) == []
