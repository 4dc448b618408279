"""The least that could do the same, with bare openpyxl: what the benchmarks compare our commands with.

python -m tools.bench.bare write CELLS.json OUT.xlsx   write cells with their values and the names of their styles
python -m tools.bench.bare load FOLDER                 open every workbook in a folder and below, one after the other
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.styles import NamedStyle


def write(cells: Path, path: Path) -> None:
    """Write a workbook from a file that has [title, [[row, column, value, style], …]] for each sheet."""
    sheets = json.loads(cells.read_text(encoding="utf-8"))
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name in {cell[3] for _, found in sheets for cell in found} - {"Normal"}:
        workbook.add_named_style(NamedStyle(name))
    for title, found in sheets:
        sheet = workbook.create_sheet(title)
        for row, column, value, style in found:
            sheet.cell(row, column, value).style = style
    workbook.save(path)


def load(folder: Path) -> None:
    """Open workbooks, without looking at anything in them."""
    for path in sorted(folder.rglob("*.xlsx")):
        load_workbook(path).close()


if __name__ == "__main__":
    command, *paths = sys.argv[1:]
    if command == "write":
        write(Path(paths[0]), Path(paths[1]))
    else:
        load(Path(paths[0]))
