"""The page for developers: what it says to change is changed in a copy of the project, as it says.

Workbooks from before and after are read by the code of the copy.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.helpers.project import ROOT, copy_project, run_python

GUIDE = (ROOT / "docs" / "extending.md").read_text(encoding="utf-8")
PARTS = {part.split("\n", 1)[0]: part for part in re.split(r"^## ", GUIDE, flags=re.MULTILINE)[1:]}

CHANGE = re.compile(
    r"^(?:In `(?P<file>[^`]+)`, (?P<where>below|above) `(?P<mark>[^`]+)`"
    r"|At the end of `(?P<end>[^`]+)`|A new file, `(?P<new>[^`]+)`):\n\n```\w+\n(?P<lines>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
"""A file, a place in it, and the lines that go there."""

# In the copy: its check, the layout of an edition, and what is read from a workbook of an edition by the layout of
# another.
IN_COPY = """
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path
from carers_framework.answers.carry_forward import carry_forward, layouts_of
from carers_framework.answers.read_back import read_back
from carers_framework.commands.check import main as check
from carers_framework.framework.load import load
from carers_framework.workbook.answers import Answers
from carers_framework.workbook.book import layout_of
from carers_framework.writing.save import to_bytes
from carers_framework.writing.writer import build

def written(framework, answers):
    Path("workbook.xlsx").write_bytes(to_bytes(build(framework, Answers(answers))))
    return Path("workbook.xlsx")

with redirect_stderr(StringIO()) as said:  # it may warn
    assert check([]) == 0, said.getvalue()
now, before = load(Path("framework.yaml")), load(Path("before.yaml"))
draft = load(Path("editions/2016-draft.yaml"))
section = now.sections[0].id.replace("-", "_")
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the project, with the framework file as it is, also as `before.yaml`."""
    folder = copy_project(tmp_path / "copy")
    (folder / "before.yaml").write_bytes((folder / "framework.yaml").read_bytes())
    return folder


def follow(part: str, folder: Path) -> None:
    """Make the changes that a part of the page shows."""
    changes = list(CHANGE.finditer(PARTS[part]))
    assert len(changes) == PARTS[part].count("```") / 2
    for change in changes:
        path = folder / (change["file"] or change["end"] or change["new"])
        text = "" if change["new"] else path.read_text(encoding="utf-8")
        path.write_text(changed(text, change), encoding="utf-8")


def changed(text: str, change: re.Match[str]) -> str:
    """Return the text of a file with the lines of a change in their place."""
    if not change["mark"]:
        return text + change["lines"]
    lines = text.splitlines(keepends=True)
    place = next(number for number, line in enumerate(lines) if change["mark"] in line)
    place += change["where"] == "below"
    return "".join([*lines[:place], change["lines"], *lines[place:]])


def run(folder: Path, *lines: str) -> None:
    """Run lines of Python with the code of the copy, in which the check finds no mistake."""
    result = run_python("-c", IN_COPY + "\n".join(lines), folder=folder, environment={"PYTHONPATH": str(folder)})
    assert (result.returncode, result.stderr) == (0, "")


def test_field(copy: Path) -> None:
    """A new field is asked for, saved and read. Earlier editions and earlier workbooks do not miss it."""
    follow("A field", copy)
    run(
        copy,
        "from carers_framework.site.inputs import Download, SiteInputs",
        "from carers_framework.site.render import render",
        "offered = (Download('a.xlsx', 'Excel workbook', b''),)",
        "assert 'What carers hope for' in render(SiteInputs(now, offered))['workbook.md']",
        "assert 'What carers hope for' not in render(SiteInputs(before, offered))['workbook.md']",
        "assert f'data-name=\"hopes_{section}\"' in render(SiteInputs(now, offered))['fill-in.md']",
        "name = f'hopes_{section}'",
        "assert name in layout_of(now).inputs",
        "assert name not in layout_of(draft).inputs and name not in layout_of(before).inputs",
        "typed = {'area_name': 'Here', f'reasons_{section}': 'Because'}",
        "for edition in (before, draft):",
        "    path = written(edition, typed)",
        "    back = read_back(path, layouts_of([draft, now]))",
        "    assert (dict(back.answers.cells), back.unplaced, back.problems) == (typed, (), ())",
        "    since = [draft, now] if edition is draft else [now]",
        "    assert carry_forward(back, since).carried == 2",
        "back = read_back(written(now, {**typed, name: 'Rest'}), layouts_of([now]))",
        "assert back.answers.get(name) == 'Rest' and back.problems == ()",
    )


def test_calculated_cell(copy: Path) -> None:
    """A new formula is in the workbook with its value, and in what the online form is given."""
    follow("A calculated cell", copy)
    run(
        copy,
        "from openpyxl import load_workbook",
        "from carers_framework.online.book import book_data",
        "indicators = now.sections[0].indicators",
        "found = 'found_' + indicators[0].id.replace('-', '_')",
        "path = written(now, {found: now.fields.found.choices[0]})",
        "values = load_workbook(path, data_only=True)[now.sheet_name(now.sections[0])]",
        "shown = [cell.value for row in values.iter_rows() for cell in row]",
        "assert f'Still to answer: {len(indicators) - 1}' in shown",
        "assert 'Still to answer' in str(book_data(now))",
        "assert read_back(path, layouts_of([now])).problems == ()",
    )


def test_sheet(copy: Path) -> None:
    """A new sheet is in the workbook of the edition that names it, and on the site. Older workbooks do not miss it."""
    follow("A sheet", copy)
    run(
        copy,
        "names = [placed.sheet.name for placed in layout_of(now).sheets]",
        "assert names.index('Contacts') == names.index('Reviews') + 1",
        "from carers_framework.site.inputs import Download, SiteInputs",
        "from carers_framework.site.render import render",
        "links = {getattr(cell.cell, 'sheet', '') for cell in layout_of(now).sheets[0].cells}",
        "assert links >= set(names[1:])",
        "page = render(SiteInputs(now, (Download('a.xlsx', 'Excel workbook', b''),)))['workbook.md']",
        "listed = [line for line in page.splitlines() if line in names]",
        "assert listed == [name for name in names if not name[0].isdigit()]",
        "assert 'Contacts\\n:   Whom to ask.\\n' in page",
        "assert 'Contacts' not in [placed.sheet.name for placed in layout_of(draft).sheets]",
        "back = read_back(written(before, {'area_name': 'Here'}), layouts_of([now]))",
        "assert (back.unplaced, back.problems) == ((), ())",
        "back = read_back(written(now, {'area_name': 'Here'}), layouts_of([now]))",
        "assert (back.unplaced, back.problems) == ((), ())",
    )


def test_page(copy: Path) -> None:
    """A new page is among the sources of the site, which MkDocs and others build from."""
    follow("A page", copy)
    result = run_python(
        "-m", "carers_framework.commands.export", "../sources", folder=copy, environment={"PYTHONPATH": str(copy)}
    )
    assert (result.returncode, result.stderr) == (0, "")
    (page,) = (copy.parent / "sources").rglob("people.md")
    text = page.read_text(encoding="utf-8")
    assert 'title: "People"' in text
    assert "- Cally Ward" in text


def test_level(copy: Path) -> None:
    """A new level is data: with an indicator in each section, the check and the workbook take it."""
    path = copy / "framework.yaml"
    text = path.read_text(encoding="utf-8")
    level = "  - {score: D, colour: purple, label: Nothing yet, meaning: Nobody has begun.}\n"
    text = text.replace("\nlevels:\n", f"\nlevels:\n{level}", 1)
    before, sections = text.split("\nsections:\n", 1)
    for number in range(sections.count("\n    levels:\n")):
        indicator = f"      D:\n        - {{id: none-{number}, at: Page 1, text: Nothing has begun.}}\n"
        sections = sections.replace("\n    levels:\n      C:", f"\n    levels:\n{indicator}      C:", 1)
    path.write_text(f"{before}\nsections:\n{sections}", encoding="utf-8")
    run(
        copy,
        "assert 'found_none_0' in layout_of(now).inputs",
        "assert [level.score for level in now.levels][0] == 'D'",
        "back = read_back(written(before, {'area_name': 'Here'}), layouts_of([now]))",
        "assert (back.unplaced, back.problems) == ((), ())",
    )
