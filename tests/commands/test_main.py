"""`carers-framework`: the one command, and what it does in the current folder."""

from __future__ import annotations

import shutil
import socket
import tomllib
from contextlib import ExitStack, suppress
from importlib import import_module
from pathlib import Path

import pytest

from carers_framework.commands.main import COMMANDS, main
from tests.helpers.project import ROOT, SMALL, run_python, small_project


@pytest.fixture
def gardens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder: it holds another framework, and nothing else."""
    shutil.copy(SMALL, tmp_path / "framework.yaml")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_entry_point() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module, function = project["scripts"]["carers-framework"].split(":")
    assert getattr(import_module(module), function) is main


def test_help(capsys: pytest.CaptureFixture[str]) -> None:
    """The help lists every command in a line each, and fits a small terminal but for the longest."""
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert [line.split()[0] for line in shown.splitlines() if line.startswith("  ")] == list(COMMANDS)
    assert max(map(len, shown.splitlines())) < 95


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_each(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("usage: ")


def test_unknown_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bulid"]) == 2
    assert capsys.readouterr().err.startswith("“bulid” is not a command. These are the commands:\n")


def test_no_framework(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """In a folder without a framework, every command that needs one says so in one line."""
    monkeypatch.chdir(tmp_path)
    for arguments in ([], ["check"], ["edition", "2027"], ["changelog"], ["workbook"], ["ods"], ["offline"]):
        assert main(arguments) == 1
        assert "framework.yaml: cannot be read (no such file or directory)." in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_carry(gardens: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A workbook is carried forward into a file beside it, and never into one that is there."""
    main(["workbook", "--output", "Ours.xlsx"])
    capsys.readouterr()
    assert main(["carry", "Ours.xlsx"]) == 0
    written, carried = capsys.readouterr().out.splitlines()
    (new,) = set(gardens.glob("*.xlsx")) - {gardens / "Ours.xlsx"}
    assert written == f"Written: {new.name}"
    assert "0 carried forward" in carried
    assert main(["carry", "Ours.xlsx"]) == 1
    assert "already exists" in capsys.readouterr().err


@pytest.mark.mkdocs
def test_build_and_offline(tmp_path: Path) -> None:
    """One command writes workbook and site, and the site offers itself once it is packed."""
    project = small_project(tmp_path / "project")
    shutil.copy(ROOT / "constraints.txt", project)
    without_libreoffice = {"PATH": ""}
    for command in (["offline"], []):
        result = run_python("-m", "carers_framework", *command, folder=project, environment=without_libreoffice)
        assert (result.returncode, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert [line for line in lines if line.startswith("Written: ")] == [
        *(f"Written: {path.name}" for path in sorted(project.glob("*.xlsx"))),
        "Written: site/",
    ]
    assert list((project / "site" / "downloads").glob("*.zip"))


@pytest.mark.mkdocs
def test_site_mistake(tmp_path: Path) -> None:
    """What MkDocs finds wrong ends the command, with one line after what MkDocs says."""
    project = small_project(tmp_path / "project")
    (project / "docs" / "collecting.md").write_text("# No description\n", encoding="utf-8")
    result = run_python("-m", "carers_framework", folder=project, environment={"PATH": ""})
    assert result.returncode == 1
    assert "collecting.md: has no description" in result.stderr
    assert result.stderr.splitlines()[-1] == "The site could not be built. Correct what is listed above."


@pytest.mark.usefixtures("gardens")
def test_serve_twice(capfd: pytest.CaptureFixture[str]) -> None:
    """Where a site is shown already, a second one says so in a line."""
    with ExitStack() as stack:
        with suppress(OSError):  # somebody shows a site on this machine
            stack.enter_context(socket.create_server(("127.0.0.1", 8000)))
        assert main(["serve"]) == 1
    message = "http://127.0.0.1:8000/ is in use, perhaps by a site that is shown already. "
    shown = capfd.readouterr()
    assert (shown.out, shown.err.count("\n")) == ("", 1)
    assert shown.err.startswith(message)
