"""`carers-framework changelog`."""

from __future__ import annotations

from pathlib import Path

import pytest

from carers_framework.commands.changelog import main
from carers_framework.framework.load import load
from tests.helpers.project import DATA, FROZEN

FRAMEWORK = ["--framework", str(FROZEN / "framework.yaml")]


def test_entry(capsys: pytest.CaptureFixture[str]) -> None:
    """The edition before is the default; another one can be named."""
    assert main([*FRAMEWORK, "--old", str(FROZEN / "editions" / "2016-draft.yaml")]) == 0
    entry = capsys.readouterr().out
    lines = entry.splitlines()
    assert lines[:2] == [f"## Edition {load(FROZEN / 'framework.yaml').edition.id}", ""]
    assert any(line.startswith("  - Added, C: There is little or no engagement") for line in lines)
    assert max(map(len, lines)) <= 120
    assert main(FRAMEWORK) == 0
    assert capsys.readouterr().out == entry


def test_missing_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*FRAMEWORK, "--old", "no.yaml"]) == 1
    printed = capsys.readouterr()
    assert (printed.out, printed.err.count("\n")) == ("", 1)
    assert printed.err.startswith("no.yaml: cannot be read")


def test_no_earlier_edition(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    framework_file = tmp_path / "other.yaml"
    framework_file.write_bytes((DATA / "other.yaml").read_bytes())
    assert main(["--framework", str(framework_file)]) == 1
    assert capsys.readouterr().err == "other.yaml: there is no earlier edition to compare with.\n"
