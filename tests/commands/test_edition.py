"""`carers-framework edition`."""

from __future__ import annotations

from pathlib import Path

import pytest

from carers_framework.commands.edition import main
from tests.helpers.editions import copy_editions


def test_next_steps(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command says what it did and what to do next; a second time, why it cannot be done."""
    arguments = ["2027", "--framework", str(copy_editions(tmp_path))]
    assert main(arguments) == 0
    printed = capsys.readouterr()
    first, *rest = printed.out.splitlines()
    assert first == "Edition 2027 has begun in framework.yaml. Edition 2021 is kept in editions/2021.yaml."
    assert "What to do next:" in rest
    assert "editions/2021.yaml where it went" in printed.out
    assert printed.err == ""

    assert main(arguments) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == "Edition 2027 already exists, in framework.yaml. Choose another id.\n"


def test_wrong_arguments(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main([])
    assert end.value.code == 2
    assert "carers-framework edition: error" in capsys.readouterr().err
