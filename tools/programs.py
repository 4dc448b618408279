"""Write docs/programs.md: what is left of a filled-in workbook when other programs have opened and saved it.

Run it again when the workbook or one of the programs has changed: `python -m tools.programs`. A program that is not
installed has no row.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl

from carers_framework.answers.carry_forward import layouts_of
from carers_framework.answers.read_back import read_back
from carers_framework.answers.values import read
from carers_framework.answers.xlsx.values import UnreadableError
from carers_framework.base.command import run
from carers_framework.base.files import write_atomically
from carers_framework.framework.load import load
from carers_framework.framework.model import Framework
from carers_framework.workbook.worked_example import load_example
from carers_framework.writing.save import to_bytes
from carers_framework.writing.writer import build

from . import ROOT

PAGE = ROOT / "docs" / "programs.md"
SAVE = ROOT / "tests" / "readers" / "save.js"
PATIENCE = 180

# What is counted in the parts of the file, which are those of sheets but for the charts.
_COUNTED = {
    "Validations": re.compile(r"<(?:\w+:)?dataValidation[ >]"),
    "Colour rules": re.compile(r"<(?:\w+:)?cfRule[ >]"),
    "Protected sheets": re.compile(r"<(?:\w+:)?sheetProtection\b"),
    "Tables": re.compile(r"<(?:\w+:)?tablePart[ /]"),
    "Charts": re.compile(r"<(?:\w+:)?plotArea[ >]"),
}

_INTRODUCTION = """\
---
title: What programs do to the workbook
description: What is left of a filled-in workbook when LibreOffice, Gnumeric and others have opened and saved it.
---

# What programs do to the workbook

Groups fill in the workbook with whatever program they have. This table shows what was left of a filled-in workbook
after each program had opened and saved it, with nobody changing anything. `python -m tools.programs` writes it.

Validations are the lists and the checks of what is typed, and colour rules give scores their colours. A program may
write one rule as several, or several as one. Names are how answers are found again. Answers are those that reading the
file gave. Values are cells that show something: what a program does not work out is shown once a spreadsheet program
opens the file.

"""


@dataclass(frozen=True, slots=True)
class Program:
    """A program, and the command that opens `{source}` and saves it as `{target}` or into `{folder}`."""

    name: str
    needs: str
    command: tuple[str, ...]


_OFFICE = ("soffice", "-env:UserInstallation=file://{folder}/profile", "--headless")
PROGRAMS = (
    Program("LibreOffice", "soffice", (*_OFFICE, "--convert-to", "xlsx", "--outdir", "{folder}/saved", "{source}")),
    Program("Gnumeric", "ssconvert", ("ssconvert", "{source}", "{target}")),
    Program("ExcelJS", "node", ("node", str(SAVE), "exceljs", "{source}", "{target}")),
    Program("SheetJS", "node", ("node", str(SAVE), "sheetjs", "{source}", "{target}")),
    Program("openpyxl", sys.executable, ()),
)


def main() -> None:
    """Write the page."""
    framework = load(ROOT / "framework.yaml")
    example = load_example(ROOT / "worked_example.yaml")
    with TemporaryDirectory() as folder:
        source = Path(folder, "workbook.xlsx")
        source.write_bytes(to_bytes(build(framework, example.answers)))
        rows = [("as we write it", *measured(source, framework))]
        rows += [(program.name, *measured(saved, framework)) for program, saved in _saved(source, Path(folder))]
    write_atomically(PAGE, (_INTRODUCTION + _table(rows)).encode())
    print(f"Written: {PAGE}")


def _saved(source: Path, folder: Path) -> Iterator[tuple[Program, Path]]:
    """Yield each program that is installed, with the file that it saved."""
    (folder / "saved").mkdir()
    for program in PROGRAMS:
        target = folder / "saved" / source.name
        target.unlink(missing_ok=True)
        if shutil.which(program.needs) and _run(program, source, target, folder):
            yield program, target


def _run(program: Program, source: Path, target: Path, folder: Path) -> bool:
    """Let a program open and save a file. Return whether it did."""
    if not program.command:
        openpyxl.load_workbook(source, rich_text=True).save(target)
        return True
    filled = [part.format(source=source, target=target, folder=folder) for part in program.command]
    result = subprocess.run(filled, capture_output=True, text=True, timeout=PATIENCE, check=False)  # noqa: S603 - ours
    if not target.exists():
        print(f"{program.name} failed: {(result.stderr or result.stdout).strip()[-200:]}", file=sys.stderr)
    return target.exists()


def measured(path: Path, framework: Framework) -> tuple[str, ...]:
    """Return what is in a file: the columns of the table but for the first."""
    with zipfile.ZipFile(path) as archive:
        parts = [archive.read(name).decode("utf-8", "replace") for name in archive.namelist() if name.endswith(".xml")]
    counts = [str(sum(len(pattern.findall(part)) for part in parts)) for pattern in _COUNTED.values()]
    values = read(path)
    unlocked = sum(map(len, values.unlocked.values()))
    shown = sum(map(len, values.sheets.values()))
    formulas = sum(map(len, values.formulas.values()))
    return (*counts, str(unlocked), str(len(values.names)), _answers(path, framework), str(shown), str(formulas))


def _answers(path: Path, framework: Framework) -> str:
    try:
        return str(len(read_back(path, layouts_of([framework])).answers.cells))
    except UnreadableError:
        return "cannot be read"


def _table(rows: Sequence[tuple[str, ...]]) -> str:
    """Return the table in Markdown."""
    headings: Mapping[str, None] = dict.fromkeys(
        ("Program", *_COUNTED, "Cells to type in", "Names", "Answers", "Values", "Formulas")
    )
    lines = [" | ".join(headings), " | ".join(["---"] * len(headings)), *map(" | ".join, rows)]
    return "".join(f"| {line} |\n" for line in lines)


if __name__ == "__main__":
    sys.exit(run(main))
