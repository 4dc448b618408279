"""Write filled-in workbooks, type into them, and convert them with LibreOffice."""

from __future__ import annotations

import datetime
import io
import subprocess
import zipfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import openpyxl
from openpyxl import Workbook
from openpyxl.cell import Cell

from carers_framework.answers.values import read
from carers_framework.framework.model import Framework
from carers_framework.workbook.answers import Answers
from carers_framework.writing.save import to_bytes
from carers_framework.writing.writer import build

# LibreOffice's setting "recalculate on load: always". Without it, LibreOffice would trust the stored values.
_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
<prop oor:name="ODFRecalcMode" oor:op="fuse"><value>0</value></prop>
</item>
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>{locale}</value></prop>
</item>
</oor:items>
"""


def write_workbook(path: Path, framework: Framework, answers: Answers | None = None) -> Path:
    """Write a framework's workbook with these answers in it, or none, as our own commands do. Return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(to_bytes(build(framework, answers or Answers())))
    return path


def named_cell(workbook: Workbook, name: str) -> Cell:
    """Return the cell that a defined name refers to."""
    ((sheet, address),) = workbook.defined_names[name].destinations
    return workbook[sheet][address.replace("$", "")]


def filled(content: bytes, answers: Mapping[str, object]) -> Workbook:
    """Return a workbook with answers typed into its named cells by openpyxl, which keeps no stored values."""
    workbook = openpyxl.load_workbook(io.BytesIO(content), rich_text=True)
    for name, answer in answers.items():
        cell = named_cell(workbook, name)
        cell.value = answer
        # openpyxl would make a formula of a text that begins with an equals sign.
        if isinstance(answer, str):
            cell.data_type = "s"
    return workbook


def convert_all(paths: Sequence[Path], kind: str, folder: Path, locale: str = "en-GB") -> list[Path]:
    """Convert files with LibreOffice to another format ("xlsx", "ods", "pdf"), and recalculate every formula."""
    profile, out = folder / "profile", folder / "converted"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_RECALCULATE.format(locale=locale), encoding="utf-8")
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", kind]
    command += ["--outdir", str(out), *(str(path) for path in paths)]
    result = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    converted = [out / f"{path.stem}.{kind}" for path in paths]
    assert all(path.exists() for path in converted), result.stdout + result.stderr
    return converted


def assert_same_formula_values(ours: Path, theirs: Path) -> None:
    """Fail unless another program, which recalculated our workbook, stored the same beside every formula."""
    calculated = read(theirs)
    stored = _stored_beside_formulas(ours, ours.read_bytes())
    for sheet, row, column, mine in stored:
        other = calculated.sheets[sheet].get((row, column))
        assert same(mine, other), (ours.stem, sheet, row, column, mine, other)
    assert len(stored) > 20
    for name in (archive := zipfile.ZipFile(theirs)).namelist():
        if name.startswith("xl/worksheets/sheet"):
            assert b't="e"' not in archive.read(name), (ours.stem, name, "a formula error")


@cache
def _stored_beside_formulas(path: Path, _content: bytes) -> tuple[tuple[str, int, int, object], ...]:
    """Return the sheet, the row and the column of each formula, and the value that we stored beside it.

    The same file is compared with what several programs make of it. As its content is an argument, a file that was
    written anew is read anew.
    """
    stored = read(path)
    return tuple(
        (sheet, row, column, stored.sheets[sheet].get((row, column)))
        for sheet, cells in formulas_in(path).items()
        for row, column in cells
    )


def formulas_in(path: Path) -> dict[str, list[tuple[int, int]]]:
    """Return the cells of formulas on each sheet, including those that show nothing."""
    workbook = openpyxl.load_workbook(path)
    return {
        sheet.title: [(cell.row, cell.column) for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
        for sheet in workbook.worksheets
    }


def same(mine: object, other: object) -> bool:
    """Return whether two values show the same: an empty text as nothing, and numbers to nine places."""
    if isinstance(mine, float) and isinstance(other, (int, float)):
        return abs(mine - other) < 1e-9
    if mine == other:
        return True
    if isinstance(other, datetime.time):  # how calamine gives day 0, which the cell does not show
        return mine == 0
    return (mine if mine not in ("", None) else "") == (other if other not in ("", None) else "")
