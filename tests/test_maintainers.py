"""The maintainers' guide: each part is done on a copy of the project, as the guide says, with what the guide shows.

What this does not look at: `make test` within the copy, and the setting up of an environment there.
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from carers_framework.framework.load import load
from carers_framework.framework.model import Framework

from .conftest import ROOT

GUIDE = (ROOT / "docs" / "maintainers.md").read_text(encoding="utf-8")
PARTS = {part.split("\n", 1)[0]: part for part in re.split(r"^## ", GUIDE, flags=re.MULTILINE)[1:]}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the project, without what its commands make."""
    folder = tmp_path / "copy"
    names = [
        "framework.yaml", "worked_example.yaml", "build_workbook.py", "mkdocs.yml", "site_hooks.py", "Makefile",
        "tools", "docs", "editions", "overrides", "carers_framework",
    ]  # fmt: skip
    folder.mkdir()
    for name in names:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, folder)
    return folder


def make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run make in the copy, with this environment in place of one of its own."""
    command = ["make", "--silent", *arguments, f"BIN={Path(sys.executable).parent}", "READY="]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def checks_and_builds(folder: Path) -> None:
    """`make check`, then `make`, without a word of complaint."""
    for arguments in (("check",), ()):
        result = make(folder, *arguments)
        assert (result.returncode, result.stderr) == (0, ""), result.stdout


def build_workbook(folder: Path) -> None:
    result = make(folder, "workbook")
    assert (result.returncode, result.stderr) == (0, ""), result.stdout


def shown(part: str) -> str:
    """What a part of the guide shows to be pasted or typed."""
    (block,) = re.findall(r"^```(?:yaml)?\n(.*?)^```$", PARTS[part], flags=re.MULTILINE | re.DOTALL)
    assert isinstance(block, str)
    return block


def put(path: Path, before: str, *, above: str = "", below: str = "") -> None:
    """Put lines above or below a line that stands once in a file."""
    mark = above or below
    text = path.read_text(encoding="utf-8")
    assert text.count(mark) == 1
    path.write_text(text.replace(mark, f"{before}{mark}" if above else f"{mark}{before}"), encoding="utf-8")


def workbook(folder: Path) -> openpyxl.Workbook:
    (path,) = (one for one in folder.glob("*.xlsx") if not one.name.startswith("Worked example"))
    return openpyxl.load_workbook(path)


def names(folder: Path) -> set[str]:
    """The names of the answers in the workbook that was built."""
    return set(workbook(folder).defined_names)


def words(folder: Path) -> str:
    """All words of the workbook that was built."""
    sheets = workbook(folder).worksheets
    return "\n".join(str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.value)


def page(folder: Path, path: str = "") -> str:
    """The words of a page of the site that was built; tags are left out."""
    text = (folder / "site" / path / "index.html").read_text(encoding="utf-8")
    return html.unescape(re.sub(r"<[^>]*>", "", text))


def forget(path: Path, *ids: str) -> None:
    """Take the answers about these indicators out of the worked example, as `make check` asks."""
    ends = tuple(f"_{id_.replace('-', '_')}" for id_ in ids)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.partition(":")[0].endswith(ends)), encoding="utf-8")


def take_out(text: str, id_: str) -> str:
    """A framework file without the indicator that has this id."""
    found = re.search(rf"^( +)- id: {id_}\n(?:\1  .*\n|\n)+", text, flags=re.MULTILINE)
    assert found
    return text[: found.start()] + text[found.end() :]


def test_every_part_of_the_guide_is_tried_out() -> None:
    assert list(PARTS) == [
        "Change a text",
        "Add an example",
        "Add a section",
        "Publish an edition",
        "What filled-in workbooks will notice",
        "Move to another site generator",
    ]


def test_change_a_text(copy: Path, framework: Framework) -> None:
    path = copy / "framework.yaml"
    text = path.read_text(encoding="utf-8")
    beginnings = {indicator: " ".join(indicator.text.split()[:4]) for indicator in framework.sections[-1].indicators}
    indicator = next(indicator for indicator, words in beginnings.items() if text.count(words) == 1)
    path.write_text(text.replace(beginnings[indicator], "Put *otherwise*, <b>now"), encoding="utf-8")
    checks_and_builds(copy)
    rest = indicator.text.removeprefix(beginnings[indicator])
    assert f"Put *otherwise*, <b>now{rest}" in page(copy, f"sections/{framework.sections[-1].id}")
    assert f"Put *otherwise*, <b>now{rest}" in words(copy)


def test_add_an_example(copy: Path) -> None:
    put(copy / "framework.yaml", shown("Add an example"), below="\nexamples:\n")
    checks_and_builds(copy)
    example = load(copy / "framework.yaml").examples[0]
    for path in ("examples", *(f"sections/{section}" for section in example.sections)):
        assert example.title in page(copy, path)
    assert example.title in words(copy)


def test_add_a_section(copy: Path, framework: Framework) -> None:
    before = "\n" + shown("Add a section")
    put(copy / "framework.yaml", before, above=f"\n# {'-' * 114}\n# What the workbook asks for.")
    checks_and_builds(copy)
    section = load(copy / "framework.yaml").sections[-1]
    index = (copy / "site" / "index.html").read_text(encoding="utf-8")
    assert section.requirement in page(copy, f"sections/{section.id}")
    assert f'href="sections/{section.id}/"' in index
    assert section.title in workbook(copy).sheetnames
    assert section.title in [
        cell.value for row in workbook(copy)[framework.workbook.sheets.summary.name].iter_rows() for cell in row
    ]


def test_publish_an_edition(copy: Path, framework: Framework) -> None:
    command, *arguments = shown("Publish an edition").split()
    assert command == "make"
    year = framework.edition.updated + 6
    arguments[-1] = f"NEW={year}"
    begun = make(copy, *arguments)
    assert (begun.returncode, begun.stderr) == (0, "")
    assert "What to do next" in begun.stdout
    checks_and_builds(copy)

    path, kept = copy / "framework.yaml", copy / "editions" / f"{framework.edition.id}.yaml"
    gone, replaced = framework.sections[0].levels[framework.levels[-1].score][:2]
    text = take_out(path.read_text(encoding="utf-8"), gone.id)
    text = text.replace(f"- id: {replaced.id}\n", f"- id: quite-new\n          replaces: [{replaced.id}]\n")
    path.write_text(text, encoding="utf-8")
    missing = make(copy, "check")
    assert missing.returncode != 0
    assert f"indicator {gone.id} is not in edition {year}, and nothing says where it went" in missing.stderr
    assert f"indicator {replaced.id} " not in missing.stderr
    put(kept, "          dropped: It was no longer needed.\n", below=f"        - id: {gone.id}\n")
    forget(copy / "worked_example.yaml", gone.id, replaced.id)
    checks_and_builds(copy)

    entry = make(copy, "changelog").stdout
    assert entry.startswith(f"## Edition {year}\n")
    assert "  - Dropped, " in entry
    changes = page(copy, f"editions/{year}/changes")
    assert gone.text in changes
    assert "It was no longer needed." in changes
    assert "This is not the current edition" in page(copy, f"editions/{framework.edition.id}")
    made = {file.name for file in copy.glob("*.xlsx")}
    assert made == {f"{framework.edition.title} {year}.xlsx", f"Worked example {year}.xlsx"}


def test_what_filled_in_workbooks_will_notice(copy: Path, framework: Framework) -> None:
    path = copy / "framework.yaml"
    text = path.read_text(encoding="utf-8")
    build_workbook(copy)
    before = names(copy)

    first, second, third = (section.id for section in framework.sections[:3])
    one, two, three = (text.index(f"\n  - id: {id_}\n") for id_ in (first, second, third))
    path.write_text(text[:one] + text[two:three] + text[one:two] + text[three:], encoding="utf-8")
    put(path, shown("Add an example"), below="\nexamples:\n")
    build_workbook(copy)
    assert names(copy) == before

    path.write_text(text, encoding="utf-8")
    put(path, "\n" + shown("Add a section"), above=f"\n# {'-' * 114}\n# What the workbook asks for.")
    build_workbook(copy)
    new = load(path).sections[-1]
    assert before < names(copy)
    assert {name.split("_", 1)[1] for name in names(copy) - before} == {
        id_.replace("-", "_") for id_ in (new.id, *(indicator.id for indicator in new.indicators))
    }

    gone = framework.sections[0].levels[framework.levels[-1].score][0].id
    path.write_text(take_out(text, gone), encoding="utf-8")
    build_workbook(copy)
    assert before - names(copy) == {f"found_{gone}".replace("-", "_"), f"evidence_{gone}".replace("-", "_")}
    assert names(copy) < before


def test_move_to_another_site_generator(copy: Path) -> None:
    export, go, build = shown("Move to another site generator").splitlines()
    _, *arguments = export.split()
    command = [sys.executable, *arguments]
    result = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")
    folder = copy / go.removeprefix("cd ")
    built = subprocess.run(
        [sys.executable, "-m", *build.split()], cwd=folder, capture_output=True, text=True, check=False
    )
    assert built.returncode == 0, built.stderr
    assert (folder / "site" / "index.html").is_file()
