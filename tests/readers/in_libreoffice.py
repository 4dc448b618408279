"""Drive LibreOffice through a list of steps: /usr/bin/python3 in_libreoffice.py steps.json result.json

It runs in the Python that LibreOffice's own bindings belong to (Debian: python3-uno), and so imports nothing of ours.
The steps are read from JSON: `file`, and one of

    changes   for each [sheet, column, row, value] on its own (counted from 0): which cells show something else then
    heights   of each sheet, for each row: its height, and the one that LibreOffice thinks best, in points
    pastes    each [from sheet, from range, to sheet, to cell] in turn, as a person copies and pastes; saved as `saved`

A value is a text, or a number with which a date is given.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue


def main() -> None:
    steps = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        pipe = f"steps{time.time_ns()}"
        profile = f"-env:UserInstallation=file://{folder}"
        command = ["soffice", profile, "--headless", "--norestore", f"--accept=pipe,name={pipe};urp;"]
        office = subprocess.Popen(command)
        try:
            services = _connect(pipe)
            desktop = services.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", services)
            document = desktop.loadComponentFromURL(
                f"file://{steps['file']}", "_blank", 0, (_property("Hidden", True),)
            )
            result = _result(document, steps)
            Path(sys.argv[2]).write_text(json.dumps(result), encoding="utf-8")
            document.close(True)
        finally:
            office.kill()
            office.wait()


def _connect(pipe):
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    for _ in range(240):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:  # it is still starting
            time.sleep(0.25)
    raise SystemExit("LibreOffice does not answer")


def _result(document, steps):
    if "changes" in steps:
        return _changes(document, steps["changes"])
    return _heights(document) if "heights" in steps else _pastes(document, steps)


def _heights(document):
    found = {}
    for sheet in document.Sheets:
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        rows = [sheet.Rows.getByIndex(row) for row in range(cursor.RangeAddress.EndRow + 1)]
        # In hundredths of a millimetre; a point is 1/72 of an inch.
        ours = [row.Height * 72 / 2540 for row in rows]
        sheet.unprotect("")
        for row in rows:
            row.OptimalHeight = True
        found[sheet.Name] = [[mine, row.Height * 72 / 2540] for mine, row in zip(ours, rows, strict=True)]
    return found


def _changes(document, changes):
    document.calculateAll()
    areas = _areas(document)
    before = _shown(areas)
    found = []
    for sheet, column, row, value in changes:
        cell = document.Sheets.getByName(sheet).getCellByPosition(column, row)
        old = cell.getFormula()
        _set(cell, value)
        found.append(list(_differences(before, _shown(areas))))
        cell.setFormula(old)
    assert _shown(_areas(document)) == before, "a change left something behind"
    return found


def _differences(before, after):
    """Yield the sheet, the column and the row of each cell that shows something else."""
    for name, rows in after.items():
        for row, (old, new) in enumerate(zip(before[name], rows, strict=True)):
            # Nearly all rows are the same, and comparing a row takes as long as comparing a cell.
            if old != new:
                yield from ([name, column, row] for column, now in enumerate(new) if now != old[column])


def _set(cell, value):
    cell.setString(value) if isinstance(value, str) else cell.setValue(value)


def _areas(document):
    """Return the used area of each sheet, by its name. Each question to LibreOffice takes time, so ask once."""
    areas = {}
    for sheet in document.Sheets:
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        end = cursor.RangeAddress
        areas[sheet.Name] = sheet.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow)
    return areas


def _shown(areas):
    return {name: area.getDataArray() for name, area in areas.items()}


def _pastes(document, steps):
    for source, area, target, cell in steps["pastes"]:
        # Without a screen there is no clipboard. This copies what pasting does: values, formats, rules and validations.
        copied = document.Sheets.getByName(source).getCellRangeByName(area).RangeAddress
        sheet = document.Sheets.getByName(target)
        sheet.copyRange(sheet.getCellRangeByName(cell).CellAddress, copied)
    document.storeToURL(f"file://{steps['saved']}", (_property("FilterName", "Calc MS Excel 2007 XML"),))
    return []


def _property(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


if __name__ == "__main__":
    main()
