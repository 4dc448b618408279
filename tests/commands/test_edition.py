"""`carers-framework edition`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from carers_framework.commands.edition import main
from tests.helpers.editions import copy_editions
from tests.helpers.project import ROOT


def test_next_steps(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command says what it did and what to do next; a second time, why it cannot be done."""
    arguments = ["2027", "--framework", str(copy_editions(tmp_path))]
    assert main(arguments) == 0
    printed = capsys.readouterr()
    first, *rest = printed.out.splitlines()
    assert first == "Edition 2027 has begun in framework.yaml. Edition 2021 is kept in editions/2021.yaml."
    assert "What to do next:" in rest
    assert "\n3. Where you take an item out, open `editions/2021.yaml`." in printed.out
    assert printed.err == ""

    assert main(arguments) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == "Edition 2027 already exists, in framework.yaml. Choose another id.\n"


def test_steps_in_guide(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command prints the steps of the guide, all of them and in its words, and fits them into a terminal."""
    framework_file = copy_editions(tmp_path)
    framework_file.with_name("worked_example.yaml").touch()
    assert main(["2027", "--framework", str(framework_file)]) == 0
    printed = capsys.readouterr().out.split("What to do next:\n", 1)[1]
    assert max(map(len, printed.splitlines())) <= 120
    guide = (ROOT / "docs" / "maintainers.md").read_text(encoding="utf-8")
    _, publishing = guide.split("## Publish an edition\n")
    (steps,) = re.findall(r"(?:^\d+\. .+\n(?:   .+\n)*)+", publishing.split("\n## ")[0], flags=re.MULTILINE)
    # The guide leads to another page, and a terminal or a pull request only names it.
    assert printed.split() == re.sub(r"\[(.+?)\]\(.+?\)", r"“\1”", steps).split()


def test_steps_without_example(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What only concerns a worked example is left out where there is none, and the numbers go on."""
    assert main(["2027", "--framework", str(copy_editions(tmp_path))]) == 0
    printed = capsys.readouterr().out
    assert "worked" not in printed
    assert "\n5. `carers-framework changelog`" in printed


def test_wrong_arguments(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main([])
    assert end.value.code == 2
    assert "carers-framework edition: error" in capsys.readouterr().err
