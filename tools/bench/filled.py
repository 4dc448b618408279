"""Fill in many workbooks, each of another area."""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path

from carers_framework.framework.load import load
from carers_framework.framework.model import Framework
from carers_framework.workbook.answers import Answer, Answers
from carers_framework.workbook.book import layout_of
from carers_framework.workbook.cells import Input
from carers_framework.writing.save import to_bytes
from carers_framework.writing.writer import build
from tools import ROOT

_AREA = "Area-0000"
_VARIANTS = 20
"""So many workbooks are built, and the others are copies of these under another area's name: a build takes longer."""


def fill_in(folder: Path, count: int) -> None:
    """Write so many filled-in workbooks into a new folder, with a text in every cell that takes one."""
    folder.mkdir()
    framework = load(ROOT / "framework.yaml")
    variants = [to_bytes(build(framework, _answers(framework, number))) for number in range(min(count, _VARIANTS))]
    for number in range(count):
        area = f"{_AREA[:-4]}{number:04}"
        (folder / f"{number:04}.xlsx").write_bytes(_renamed(variants[number % len(variants)], area))


def _renamed(content: bytes, area: str) -> bytes:
    """Return a workbook with another area's name. The new name is of the same length."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part, old.read(part).replace(_AREA.encode(), area.encode()))
    return stream.getvalue()


def _answers(framework: Framework, number: int) -> Answers:
    """Return answers in every cell. Each number gives others."""
    cells: dict[str, Answer] = {
        name: _answer(wanted, number + place)
        for place, (name, wanted) in enumerate(layout_of(framework).inputs.items())
    }
    return Answers({**cells, "area_name": _AREA})


def _answer(wanted: Input, number: int) -> Answer:
    if wanted.choices:
        return wanted.choices[number % len(wanted.choices)]
    if wanted.kind == "date":
        return datetime.date(2024, 1, 1) + datetime.timedelta(days=number)
    return wanted.low if wanted.kind == "number" else "We talked about it, and this is what we found. " * 3
