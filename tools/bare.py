#!/usr/bin/env python3
"""The least that does a thing with bare openpyxl: what the benchmark compares our commands with.

bare.py write CELLS.json OUT.xlsx   write cells with their values and the names of their styles
bare.py load FOLDER                 open every workbook below a folder, one after the other
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.styles import NamedStyle


def write(cells: Path, path: Path) -> None:
    """Write sheets of [row, column, value, style]."""
    sheets = json.loads(cells.read_text(encoding="utf-8"))
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name in {cell[3] for _, found in sheets for cell in found} - {"Normal"}:
        workbook.add_named_style(NamedStyle(name))
    for title, found in sheets:
        sheet = workbook.create_sheet(title)
        for row, column, value, style in found:
            sheet.cell(row, column, value).style = style
    workbook.save(path)


def load(folder: Path) -> None:
    """Open workbooks and look at nothing in them."""
    for path in sorted(folder.rglob("*.xlsx")):
        load_workbook(path).close()


if __name__ == "__main__":
    command, *paths = sys.argv[1:]
    {"write": write, "load": load}[command](*map(Path, paths))
