"""The maintainers' guide: each part of it is followed on a copy of the project, with the text that it shows.

Each part is checked on its own with `make check`. Those that change the current edition are built together, because a
build takes seconds. Not tested: `make test` in the copy, and setting up its environment.
"""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
import yaml

from carers_framework.framework.load import load
from carers_framework.framework.model import Framework
from carers_framework.workbook.book import layout_of
from tests.helpers.project import DATA, ROOT, copy_project, without_overdue

GUIDE = (ROOT / "docs" / "maintainers.md").read_text(encoding="utf-8")
PARTS = {part.split("\n", 1)[0]: part for part in re.split(r"^## ", GUIDE, flags=re.MULTILINE)[1:]}

BELOW_EXAMPLES = "\nexamples:\n"
ABOVE_WORKBOOK = f"\n# {'-' * 114}\n# What the workbook asks for."
"""Where the guide says to put a new example and a new section."""

NEW_WORDS = "Put *otherwise*, <b>now: "
"""Signs that would be markup in Markdown and in HTML: the guide says that they show as they are."""


def copy_all(folder: Path) -> Path:
    """Copy the project as far as `make` needs it."""
    return copy_project(folder, "build_workbook.py", "Makefile", "tools")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return copy_all(tmp_path / "copy")


def make(folder: Path, *arguments: str, search_path: str = "") -> subprocess.CompletedProcess[str]:
    """Run make in a copy of the project, with the environment of this test instead of a new one.

    Without a search path, make finds no LibreOffice. Converting the workbook takes as long as building the site.
    """
    command = [str(shutil.which("make")), "--silent", *arguments, f"BIN={Path(sys.executable).parent}", "READY="]
    environment = {**os.environ, "PATH": search_path}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def make_without_complaint(folder: Path, *arguments: str) -> str:
    """Run make, and return what it printed. It succeeds, with no mistake and no warning."""
    result = make(folder, *arguments)
    assert (result.returncode, without_overdue(result.stderr)) == (0, ""), result.stdout
    return result.stdout


def shown(part: str) -> str:
    """Return the text that a part of the guide shows to paste or to type."""
    (block,) = re.findall(r"^```(?:yaml)?\n(.*?)^```$", PARTS[part], flags=re.MULTILINE | re.DOTALL)
    assert isinstance(block, str)
    return block


def insert(path: Path, lines: str, *, above: str = "", below: str = "") -> None:
    """Insert lines above or below a text that is in a file exactly once."""
    mark = above or below
    text = path.read_text(encoding="utf-8")
    assert text.count(mark) == 1
    path.write_text(text.replace(mark, f"{lines}{mark}" if above else f"{mark}{lines}"), encoding="utf-8")


def add_example(framework_file: Path) -> None:
    insert(framework_file, shown("Add an example"), below=BELOW_EXAMPLES)


def add_section(framework_file: Path) -> None:
    insert(framework_file, "\n" + shown("Add a section"), above=ABOVE_WORKBOOK)


def help_search(framework_file: Path) -> None:
    """Add the pair of the guide to those that are there."""
    *_, pair = shown("Help the search").splitlines(keepends=True)
    insert(framework_file, pair, below="\nsearch:\n  synonyms:\n")


def change_use(framework_file: Path) -> None:
    """Give the first list that is something to check another use."""
    text = framework_file.read_text(encoding="utf-8")
    framework_file.write_text(text.replace("\n    use: check\n", "\n    use: ask\n", 1), encoding="utf-8")


def change_text(framework_file: Path) -> None:
    """Put new words before the first text that is in the last section."""
    insert(framework_file, NEW_WORDS, above=old_words(load(framework_file)))


def old_words(framework: Framework) -> str:
    """Return the first words of the first indicator in the last section. Its text may run over several lines."""
    return " ".join(framework.sections[-1].indicators[0].text.split()[:4])


CHANGES: dict[str, Callable[[Path], None]] = {
    "Change a text": change_text,
    "Add an example": add_example,
    "Help the search": help_search,
    "Say what a list is for": change_use,
    "Add a section": add_section,
}
"""The parts of the guide that change the current edition: each is a function of the framework file."""


def without_item(text: str, id_: str) -> str:
    """Return the text of a framework file without the indicator that has this id."""
    found = re.search(rf"^( +)- id: {id_}\n(?:\1  .*\n|\n)+", text, flags=re.MULTILINE)
    assert found
    return text[: found.start()] + text[found.end() :]


def remove_answers(example_file: Path, *ids: str) -> None:
    """Remove the answers about these indicators from the worked example, as `make check` asks."""
    endings = tuple(f"_{id_.replace('-', '_')}" for id_ in ids)
    lines = example_file.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = (line for line in lines if not line.partition(":")[0].endswith(endings))
    example_file.write_text("".join(kept), encoding="utf-8")


def page(folder: Path, path: str = "") -> str:
    """Return the words of a page of the built site, without the tags."""
    text = (folder / "site" / path / "index.html").read_text(encoding="utf-8")
    return html.unescape(re.sub(r"<[^>]*>", "", text))


def workbook_words(workbook: openpyxl.Workbook) -> str:
    cells = (cell for sheet in workbook.worksheets for row in sheet.iter_rows() for cell in row)
    return "\n".join(str(cell.value) for cell in cells if cell.value)


def answer_names(framework_file: Path) -> set[str]:
    """Return the names of the answers in the workbook of a framework file."""
    return set(layout_of(load(framework_file)).inputs)


@dataclass(frozen=True, slots=True)
class Built:
    """A copy of the project that was changed and built."""

    folder: Path
    framework: Framework
    workbook: openpyxl.Workbook


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A copy in which all parts of the guide that change the current edition were followed, and then `make`."""
    folder = copy_all(tmp_path_factory.mktemp("built"))
    for change in CHANGES.values():
        change(folder / "framework.yaml")
    make_without_complaint(folder)
    framework = load(folder / "framework.yaml")
    return Built(folder, framework, openpyxl.load_workbook(folder / framework.workbook_name))


def test_parts() -> None:
    """Every part of the guide has a test below."""
    assert list(PARTS) == [
        "Change a text",
        "Add an example",
        "Help the search",
        "Say what a list is for",
        "Add a section",
        "Check the law again",
        "Publish an edition",
        "What filled-in workbooks will notice",
        "Move to another site generator",
    ]


@pytest.mark.parametrize("part", CHANGES)
def test_check(copy: Path, part: str) -> None:
    """`make check` finds nothing wrong when one part alone was followed."""
    CHANGES[part](copy / "framework.yaml")
    make_without_complaint(copy, "check")


def test_change_text(built: Built, framework: Framework) -> None:
    section = framework.sections[-1]
    new_text = NEW_WORDS + section.indicators[0].text
    assert new_text in page(built.folder, f"sections/{section.id}")
    assert new_text in workbook_words(built.workbook)


def test_add_example(built: Built) -> None:
    example = built.framework.examples[0]
    for path in ("examples", f"examples/{example.id}"):
        assert example.title in page(built.folder, path)
    assert example.title in workbook_words(built.workbook)


def test_help_search(built: Built) -> None:
    index = json.loads((built.folder / "site" / "search" / "search_index.json").read_text(encoding="utf-8"))
    *_, pair = shown("Help the search").splitlines()
    (expected,) = yaml.safe_load(pair)
    assert index["config"]["synonyms"][0] == expected


def test_say_what_a_list_is_for(built: Built, framework: Framework) -> None:
    uses = [collection.use for collection in framework.collections]
    changed = [collection.use for collection in built.framework.collections]
    assert [(old, new) for old, new in zip(uses, changed, strict=True) if old != new] == [("check", "ask")]


def test_add_section(built: Built) -> None:
    section = built.framework.sections[-1]
    index = (built.folder / "site" / "index.html").read_text(encoding="utf-8")
    assert section.requirement in page(built.folder, f"sections/{section.id}")
    assert f'href="sections/{section.id}/"' in index
    assert built.framework.sheet_name(section) in built.workbook.sheetnames
    summary = built.workbook[built.framework.workbook.sheets.summary.name]
    assert section.title in [cell.value for row in summary.iter_rows() for cell in row]


def test_check_law_again(copy: Path) -> None:
    """An entry that has fallen due is named by `make check`, and with the new day no more."""
    framework_file = copy / "framework.yaml"
    text = framework_file.read_text(encoding="utf-8")
    days = re.findall(r"\d{4}-\d\d-\d\d", PARTS["Check the law again"])
    checked = re.compile(r"(?<=\n    checked: )\d{4}-\d\d-\d\d")
    framework_file.write_text(checked.sub("2020-01-31", text, count=1), encoding="utf-8")
    assert ": last checked on 31 Jan 2020, more than a year ago." in make(copy, "check").stderr
    framework_file.write_text(checked.sub(days[0], text, count=1), encoding="utf-8")
    make_without_complaint(copy, "check")


def test_publish_edition(copy: Path, framework: Framework) -> None:
    command, *arguments = shown("Publish an edition").split()
    assert command == "make"
    year = framework.edition.updated + 6
    arguments[-1] = f"NEW={year}"
    assert "What to do next" in make_without_complaint(copy, *arguments)
    make_without_complaint(copy, "check")

    framework_file, kept = copy / "framework.yaml", copy / "editions" / f"{framework.edition.id}.yaml"
    removed, replaced = framework.sections[0].levels[framework.levels[-1].score][:2]
    text = without_item(framework_file.read_text(encoding="utf-8"), removed.id)
    text = text.replace(f"- id: {replaced.id}\n", f"- id: quite-new\n          replaces: [{replaced.id}]\n")
    framework_file.write_text(text, encoding="utf-8")
    mistaken = make(copy, "check")
    assert mistaken.returncode != 0
    assert f"indicator {removed.id} is not in edition {year}, and nothing says where it went" in mistaken.stderr
    assert f"indicator {replaced.id} " not in mistaken.stderr
    insert(kept, "          dropped: It was no longer needed.\n", below=f"        - id: {removed.id}\n")
    remove_answers(copy / "worked_example.yaml", removed.id, replaced.id)
    make_without_complaint(copy, "check")
    make_without_complaint(copy)

    entry = make_without_complaint(copy, "changelog")
    assert entry.startswith(f"## Edition {year}\n")
    assert "  - Dropped, " in entry
    changes = page(copy, f"editions/{year}/changes")
    assert removed.text in changes
    assert "It was no longer needed." in changes
    assert "This is not the current edition" in page(copy, f"editions/{framework.edition.id}")
    made = {file.name for file in copy.glob("*.xlsx")}
    assert made == {f"{framework.edition.title} {year}.xlsx", f"Worked example {year}.xlsx"}


def test_edition_without_id(tmp_path: Path) -> None:
    """`make edition` alone says what is missing."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    result = make(tmp_path, "edition")
    assert result.returncode != 0
    assert "Say which edition to begin: make edition NEW=2027" in result.stderr


def test_answer_names(copy: Path, framework: Framework) -> None:
    """The names of answers change as the guide's table says."""
    framework_file = copy / "framework.yaml"
    text = framework_file.read_text(encoding="utf-8")
    before = answer_names(framework_file)

    # Another order, and an example: nothing.
    first, second, third = (text.index(f"\n  - id: {section.id}\n") for section in framework.sections[:3])
    reordered = text[:first] + text[second:third] + text[first:second] + text[third:]
    framework_file.write_text(reordered, encoding="utf-8")
    add_example(framework_file)
    assert answer_names(framework_file) == before

    # A new section: new names come, and the others stay.
    framework_file.write_text(text, encoding="utf-8")
    add_section(framework_file)
    section = load(framework_file).sections[-1]
    with_section = answer_names(framework_file)
    assert before < with_section
    inputs = layout_of(load(framework_file)).inputs
    assert {inputs[name].subject.part for name in with_section - before} == {
        part.id for part in (section, *section.indicators)
    }

    # An indicator taken out: its names go.
    removed = framework.sections[0].levels[framework.levels[-1].score][0].id
    framework_file.write_text(without_item(text, removed), encoding="utf-8")
    without_indicator = answer_names(framework_file)
    assert without_indicator < before
    assert before - without_indicator == {f"{kind}_{removed}".replace("-", "_") for kind in ("found", "evidence")}


def test_other_generator(copy: Path) -> None:
    export, change_folder, build_site = shown("Move to another site generator").splitlines()
    _, *arguments = export.split()
    command = [sys.executable, *arguments]
    result = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")
    folder = copy / change_folder.removeprefix("cd ")
    command = [sys.executable, "-m", *build_site.split()]
    built = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    assert (folder / "site" / "index.html").is_file()


@pytest.mark.libreoffice
def test_open_document(copy: Path) -> None:
    """Where LibreOffice is installed, `make` has the site offer the workbook as OpenDocument."""
    shutil.copy(DATA / "other.yaml", copy / "framework.yaml")
    example = "{notice: Invented., as_of: 2030-01-01, cells: {area_name: Here}}"
    (copy / "worked_example.yaml").write_text(example, encoding="utf-8")
    for path in (copy / "editions").iterdir():
        path.unlink()
    result = make(copy, "site", search_path=os.environ["PATH"])
    assert (result.returncode, result.stderr) == (0, ""), result.stdout
    offered = Path(load(copy / "framework.yaml").workbook_name).with_suffix(".ods").name
    assert offered in {path.name for path in (copy / "site").rglob("*.ods")}
