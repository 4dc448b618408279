"""The maintainers' guide: each part of it is followed on a copy of the project, with the text that it shows.

The copy has the frozen framework, so that these tests too stay as they are when the project's own framework changes.

Each part is checked on its own with `carers-framework check`. Those that change the current edition are built together,
because a build takes seconds. Not tested: setting up the environment of the copy, and what GitHub shows.
"""

from __future__ import annotations

import html
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import openpyxl
import pytest
import yaml

from carers_framework.commands.main import COMMANDS, main
from carers_framework.framework.load import load
from carers_framework.framework.model import Framework
from carers_framework.workbook.book import layout_of
from tests.helpers.commands import run_here
from tests.helpers.editions import CURRENT
from tests.helpers.project import FROZEN, ROOT, SMALL, copy_project, run_python, without_overdue

GUIDE = (ROOT / "docs" / "maintainers.md").read_text(encoding="utf-8")
PARTS = {part.split("\n", 1)[0]: part for part in re.split(r"^## ", GUIDE, flags=re.MULTILINE)[1:]}

BELOW_EXAMPLES = "\nexamples:\n"
ABOVE_WORKBOOK = f"\n# {'-' * 114}\n# What the workbook asks for."
"""Where the guide says to put a new example and a new section."""

FROZEN_ID = CURRENT.edition.id

NEW_WORDS = "Put *otherwise*, <b>now: "
"""Signs that would be markup in Markdown and in HTML: the guide says that they show as they are."""

IN_THIS_PROCESS = ("check", "edition", "changelog", "workbook", "carry")
"""The commands that run no other program. The code of a copy is ours, so that nothing is gained by starting it anew."""

TESTED = (
    *("Makefile", "README.md", "build_workbook.py", "collate_workbooks.py", "framework.schema.json", "pyproject.toml"),
    *(
        "requirements-test.txt",
        ".devcontainer",
        ".gitattributes",
        ".github",
        ".gitignore",
        ".yamllint",
        "tests",
        "tools",
    ),
)
"""What the tests need, besides what building needs."""


def copy_all(folder: Path, *more: str) -> Path:
    """Copy the project as far as building needs it, with the frozen framework, and more of it."""
    return copy_project(folder, "constraints.txt", *more)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return copy_all(tmp_path / "copy")


def run(folder: Path, *arguments: str, search_path: str = "") -> subprocess.CompletedProcess[str]:
    """Run carers-framework in a copy of the project, with the environment of this test.

    Without a search path, it finds no LibreOffice. Converting the workbook takes as long as building the site.
    """
    if arguments and arguments[0] in IN_THIS_PROCESS:
        return run_here(main, *arguments, folder=folder)
    environment = {"PATH": search_path}
    return run_python("-m", "carers_framework", *arguments, folder=folder, environment=environment)


def run_without_complaint(folder: Path, *arguments: str) -> str:
    """Run carers-framework, and return what it printed. It succeeds, with no mistake and no warning."""
    result = run(folder, *arguments)
    assert (result.returncode, without_overdue(result.stderr)) == (0, ""), result.stdout
    return result.stdout


def typed(line: str) -> list[str]:
    """Return the arguments of a command that the guide shows: "uv run carers-framework check" gives ["check"]."""
    command = shlex.split(line)
    assert command[:3] == ["uv", "run", "carers-framework"]
    return command[3:]


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


def add_indicator(framework_file: Path) -> None:
    """Put the new indicator of the guide first among those of the second score in the first section."""
    score = load(framework_file).levels[1].score
    text = framework_file.read_text(encoding="utf-8")
    place = text.index(f"\n      {score}:\n", text.index("\nsections:\n")) + len(f"\n      {score}:\n")
    framework_file.write_text(text[:place] + shown("Add an indicator") + text[place:], encoding="utf-8")


def add_level(framework_file: Path) -> None:
    """Put the new score of the guide below the others, and an indicator for it in each section, as the guide asks."""
    level = shown("Add a level")
    score = yaml.safe_load(level)[0]["score"]
    insert(framework_file, level, below="\nlevels:\n")
    number = count(1)

    def with_indicator(found: re.Match[str]) -> str:
        item = f"        - id: new-level-{next(number)}\n          at: Page 1\n          text: Nothing has begun.\n"
        return f"{found[0]}      {score}:\n{item}"

    text = framework_file.read_text(encoding="utf-8")
    framework_file.write_text(re.sub(r"^    levels:\n", with_indicator, text, flags=re.MULTILINE), encoding="utf-8")


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
    """Put new words before the first text in the last section, on a line of their own: the text runs over several."""
    first = old_words(load(framework_file))
    text = framework_file.read_text(encoding="utf-8")
    (spaces,) = re.findall(rf"^( +){re.escape(first)}", text, flags=re.MULTILINE)
    insert(framework_file, f"{NEW_WORDS.rstrip()}\n{spaces}", above=first)


def old_words(framework: Framework) -> str:
    """Return the first words of the first indicator in the last section. Its text may run over several lines."""
    return " ".join(framework.sections[-1].indicators[0].text.split()[:4])


CHANGES: dict[str, Callable[[Path], None]] = {
    "Change a text": change_text,
    "Add an example": add_example,
    "Help the search": help_search,
    "Say what a list is for": change_use,
    "Add an indicator": add_indicator,
    "Add a section": add_section,
}
"""The parts of the guide that change the current edition: each is a function of the framework file."""


def without_item(text: str, id_: str) -> str:
    """Return the text of a framework file without the indicator that has this id."""
    found = re.search(rf"^( +)- id: {id_}\n(?:\1  .*\n|\n)+", text, flags=re.MULTILINE)
    assert found
    return text[: found.start()] + text[found.end() :]


def remove_answers(example_file: Path, *ids: str) -> None:
    """Remove the answers about these indicators from the worked example, as the check asks."""
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
    """A copy in which all parts of the guide that change the current edition were followed, then built."""
    folder = copy_all(tmp_path_factory.mktemp("built"))
    for change in CHANGES.values():
        change(folder / "framework.yaml")
    run_without_complaint(folder)
    framework = load(folder / "framework.yaml")
    return Built(folder, framework, openpyxl.load_workbook(folder / framework.workbook_name))


def test_parts() -> None:
    """Every part of the guide has a test below."""
    assert list(PARTS) == [
        "Get the project",
        "See whether it is right",
        "Change a text",
        "Add an example",
        "Help the search",
        "Say what a list is for",
        "Add an indicator",
        "Add a section",
        "Add a level",
        "Check the law again",
        "Publish an edition",
        "What filled-in workbooks will notice",
        "Move to another site generator",
    ]


@pytest.mark.parametrize("part", CHANGES)
def test_check(copy: Path, part: str) -> None:
    """`carers-framework check` finds nothing wrong when one part alone was followed."""
    CHANGES[part](copy / "framework.yaml")
    run_without_complaint(copy, "check")


@pytest.mark.mkdocs
def test_get_project(built: Built) -> None:
    """The first command of the guide builds everything, and those that it names are commands."""
    assert typed(shown("Get the project")) == []
    assert (built.folder / "site" / "index.html").is_file()
    assert set(re.findall(r"carers-framework ([a-z]+)", GUIDE)) <= set(COMMANDS)


def test_see_whether_it_is_right(copy: Path) -> None:
    """On GitHub, a mistake is shown at its line, by the workflow and with the names that the guide gives."""
    change_text(copy / "framework.yaml")
    insert(copy / "framework.yaml", "  - id: Wrong\n", below=BELOW_EXAMPLES)
    result = run_python("-m", "carers_framework", "check", folder=copy, environment={"GITHUB_ACTIONS": "true"})
    assert result.returncode == 1
    assert re.search(r"^::error file=framework\.yaml,line=\d+::examples\[0\]", result.stdout, flags=re.MULTILINE)
    workflow = (ROOT / ".github" / "workflows" / "site.yml").read_text(encoding="utf-8")
    for name in ("Check the texts", "The site to look at"):
        assert f"name: {name}\n" in workflow
        assert f"“{name}”" in PARTS["See whether it is right"]


@pytest.mark.mkdocs
def test_change_text(built: Built, framework: Framework) -> None:
    section = framework.sections[-1]
    new_text = NEW_WORDS + section.indicators[0].text
    assert new_text in page(built.folder, f"sections/{section.id}")
    assert new_text in workbook_words(built.workbook)


@pytest.mark.mkdocs
def test_add_example(built: Built) -> None:
    example = built.framework.examples[0]
    for path in ("examples", f"examples/{example.id}"):
        assert example.title in page(built.folder, path)
    assert example.title in workbook_words(built.workbook)


@pytest.mark.mkdocs
def test_help_search(built: Built) -> None:
    index = json.loads((built.folder / "site" / "search" / "search_index.json").read_text(encoding="utf-8"))
    *_, pair = shown("Help the search").splitlines()
    (expected,) = yaml.safe_load(pair)
    assert index["config"]["synonyms"][0] == expected


@pytest.mark.mkdocs
def test_say_what_a_list_is_for(built: Built, framework: Framework) -> None:
    uses = [collection.use for collection in framework.collections]
    changed = [collection.use for collection in built.framework.collections]
    assert [(old, new) for old, new in zip(uses, changed, strict=True) if old != new] == [("check", "ask")]


@pytest.mark.mkdocs
def test_add_indicator(built: Built, framework: Framework) -> None:
    section = framework.sections[0]
    (item,) = yaml.safe_load(shown("Add an indicator"))
    assert item["text"] in page(built.folder, f"sections/{section.id}")
    assert item["text"] in workbook_words(built.workbook)
    assert answer_names(FROZEN / "framework.yaml") < set(layout_of(built.framework).inputs)


@pytest.mark.mkdocs
def test_add_level(copy: Path, framework: Framework) -> None:
    """Without an indicator for the new score, every section is named; with one, workbook and site have the score."""
    framework_file = copy / "framework.yaml"
    text = framework_file.read_text(encoding="utf-8")
    insert(framework_file, shown("Add a level"), below="\nlevels:\n")
    assert run(copy, "check").stderr.count("level D is missing. Add it") == len(framework.sections)
    framework_file.write_text(text, encoding="utf-8")
    add_level(framework_file)
    run_without_complaint(copy)
    (level,) = yaml.safe_load(shown("Add a level"))
    workbook = openpyxl.load_workbook(copy / framework.workbook_name)
    assert level["label"] in workbook_words(workbook)
    assert level["meaning"] in page(copy)


@pytest.mark.mkdocs
def test_add_section(built: Built) -> None:
    section = built.framework.sections[-1]
    index = (built.folder / "site" / "index.html").read_text(encoding="utf-8")
    assert section.requirement in page(built.folder, f"sections/{section.id}")
    assert f'href="sections/{section.id}/"' in index
    assert built.framework.sheet_name(section) in built.workbook.sheetnames
    summary = built.workbook[built.framework.workbook.sheets.summary.name]
    assert section.title in [cell.value for row in summary.iter_rows() for cell in row]


def test_check_law_again(copy: Path) -> None:
    """An entry that has fallen due is named by the check, and with the new day no more."""
    framework_file = copy / "framework.yaml"
    text = framework_file.read_text(encoding="utf-8")
    days = re.findall(r"\d{4}-\d\d-\d\d", PARTS["Check the law again"])
    checked = re.compile(r"(?<=\n    checked: )\d{4}-\d\d-\d\d")
    framework_file.write_text(checked.sub("2020-01-31", text, count=1), encoding="utf-8")
    line = framework_file.read_text(encoding="utf-8").split("checked: 2020-01-31")[0].count("\n") + 1
    (told,) = re.findall(
        r"^.*last checked on 31 Jan 2020, more than a year ago\.", run(copy, "check").stderr, re.MULTILINE
    )
    assert told.startswith(f"framework.yaml:{line}: warning: ")
    framework_file.write_text(checked.sub(days[0], text, count=1), encoding="utf-8")
    run_without_complaint(copy, "check")


def begin_edition(copy: Path) -> int:
    """Begin the next edition, as the guide shows, and return its year."""
    arguments = typed(shown("Publish an edition"))
    year = load(copy / "framework.yaml").edition.updated + 6
    arguments[-1] = str(year)
    assert "What to do next" in run_without_complaint(copy, *arguments)
    run_without_complaint(copy, "check")
    return year


@pytest.mark.mkdocs
def test_publish_edition(copy: Path, framework: Framework) -> None:
    year = begin_edition(copy)

    framework_file, kept = copy / "framework.yaml", copy / "editions" / f"{framework.edition.id}.yaml"
    removed, replaced = framework.sections[0].levels[framework.levels[-1].score][:2]
    text = without_item(framework_file.read_text(encoding="utf-8"), removed.id)
    text = text.replace(f"- id: {replaced.id}\n", f"- id: quite-new\n          replaces: [{replaced.id}]\n")
    framework_file.write_text(text, encoding="utf-8")
    mistaken = run(copy, "check")
    assert mistaken.returncode != 0
    assert f"indicator {removed.id} is not in edition {year}, and nothing says where it went" in mistaken.stderr
    assert f"indicator {replaced.id} " not in mistaken.stderr
    insert(kept, "          dropped: It was no longer needed.\n", below=f"        - id: {removed.id}\n")
    remove_answers(copy / "worked_example.yaml", removed.id, replaced.id)
    run_without_complaint(copy, "check")
    run_without_complaint(copy)

    entry = run_without_complaint(copy, "changelog")
    assert entry.startswith(f"## Edition {year}\n")
    assert "  - Dropped, " in entry
    changes = page(copy, f"editions/{year}/changes")
    assert removed.text in changes
    assert "It was no longer needed." in changes
    assert "This is not the current edition" in page(copy, f"editions/{framework.edition.id}")
    made = {file.name for file in copy.glob("*.xlsx")}
    assert made == {f"{framework.edition.title} {year}.xlsx", f"Worked example {year}.xlsx"}


def test_on_github() -> None:
    """What the guide says to start by hand has that name on GitHub."""
    names = set(re.findall(r"Actions, “([^”]+)”", GUIDE))
    workflows = [path.read_text(encoding="utf-8") for path in (ROOT / ".github" / "workflows").glob("*.yml")]
    assert names == {"Begin an edition", "Make the pictures"}
    assert all(any(f"\nname: {name}\n" in text for text in workflows) for name in names)


@pytest.mark.skipif(not shutil.which("make"), reason="make is not installed.")
def test_edition_without_id(tmp_path: Path) -> None:
    """`make edition` alone says what is missing."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    command = ["make", "--silent", "edition", f"BIN={Path(sys.executable).parent}", "READY="]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
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


def test_carry(copy: Path) -> None:
    """The command that the guide shows takes over the answers of a workbook, and leaves the old file as it is."""
    arguments = typed(shown("What filled-in workbooks will notice"))
    run_without_complaint(copy, "workbook", "--example", "worked_example.yaml", "--output", arguments[-1])
    before = (copy / arguments[-1]).read_bytes()
    assert re.search(r"[1-9]\d* carried forward", run(copy, *arguments).stdout)
    assert (copy / arguments[-1]).read_bytes() == before


def with_small_framework(copy: Path) -> None:
    """Put another framework into a copy of the project, where any will do: its site is built in a third of the time."""
    shutil.copy(SMALL, copy / "framework.yaml")
    example = "{notice: Invented., as_of: 2030-01-01, cells: {area_name: Here}}"
    (copy / "worked_example.yaml").write_text(example, encoding="utf-8")
    for path in (copy / "editions").iterdir():
        path.unlink()


@pytest.mark.mkdocs
def test_other_generator(copy: Path) -> None:
    """The commands build a site. Whether its pages are the same is looked at in tests/site/test_export.py."""
    with_small_framework(copy)
    export, change_folder, build_site = shown("Move to another site generator").splitlines()
    run_without_complaint(copy, *typed(export))
    folder = copy / change_folder.removeprefix("cd ")
    built = run_python("-m", *build_site.removeprefix("uvx ").split(), folder=folder)
    assert built.returncode == 0, built.stderr
    assert (folder / "site" / "index.html").is_file()


@pytest.mark.mkdocs
@pytest.mark.libreoffice
def test_open_document(copy: Path) -> None:
    """Where LibreOffice is installed, the site offers the workbook as OpenDocument."""
    with_small_framework(copy)
    result = run(copy, "build", search_path=os.environ["PATH"])
    assert (result.returncode, result.stderr) == (0, ""), result.stdout
    offered = Path(load(copy / "framework.yaml").workbook_name).with_suffix(".ods").name
    assert offered in {path.name for path in (copy / "site").rglob("*.ods")}


def begin_changed_edition(folder: Path) -> None:
    """Begin a new edition, and change it in every way: an item out, one replaced, one moved, and what it is called."""
    begin_edition(folder)
    framework_file = folder / "framework.yaml"
    framework = load(framework_file)
    kept = next(path for path in (folder / "editions").glob("*.yaml") if load(path).edition.id == FROZEN_ID)
    dropped, replaced, moved, goal = framework.sections[0].levels[framework.levels[-1].score][:4]
    text = framework_file.read_text(encoding="utf-8")
    text = without_item(without_item(text, dropped.id), moved.id)
    text = text.replace(f"- id: {replaced.id}\n", f"- id: quite-new\n          replaces: [{replaced.id}]\n")
    text = text.replace(f"title: {framework.edition.title}\n", "title: Another title\n", 1)
    text = re.sub(r"(?m)^  site: .*$", "  site: https://carers.council.gov.uk/", text)
    text = re.sub(r"(?m)^  contact: .*$", "  contact: carers@council.gov.uk", text)
    framework_file.write_text(text, encoding="utf-8")
    insert(kept, "          dropped: It was no longer needed.\n", below=f"        - id: {dropped.id}\n")
    insert(kept, f"          moved_to: [{goal.id}]\n", below=f"        - id: {moved.id}\n")
    remove_answers(folder / "worked_example.yaml", dropped.id, replaced.id, moved.id)


@pytest.mark.posix
@pytest.mark.skipif(not os.environ.get("CI"), reason="It runs other tests again. Set CI to run it.")
def test_tests_stay_green(tmp_path: Path) -> None:
    """Whatever the guide says to do, the tests do not notice: those that read what it changes run in a copy.

    All is done together. No other test reads that, as `tests/helpers/content.py` sees to. With EVERY_PAGE, all quick
    tests run again, but for those of the guide, which would run each other: that takes minutes.
    """
    folder = copy_all(tmp_path / "copy", *TESTED)
    for change in (*CHANGES.values(), add_level):
        change(folder / "framework.yaml")
    begin_changed_edition(folder)
    run_without_complaint(folder, "check")
    which = ["-n", "2", "--dist", "loadscope"] if os.environ.get("EVERY_PAGE") else ["-m", "content"]
    command = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "--quick", *which]
    result = run_python(*command, f"--ignore={folder / 'tests' / 'test_maintainers.py'}", folder=folder)
    assert result.returncode == 0, result.stdout[-8_000:]
