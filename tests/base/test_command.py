"""The one way in which commands report mistakes."""

from __future__ import annotations

import pytest

from carers_framework.base.command import run
from carers_framework.base.errors import UserError


class StatusError(UserError):
    """A mistake with another exit status than 1."""

    status = 130


@pytest.mark.parametrize(("error", "status"), [(UserError("Two\nlines"), 1), (StatusError("Two\nlines"), 130)])
def test_user_error(capsys: pytest.CaptureFixture[str], error: UserError, status: int) -> None:
    """The text of the error is printed to standard error, and its status becomes the exit status."""

    def fail() -> None:
        raise error

    assert run(fail) == status
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "Two\nlines\n")


def test_success(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(lambda: print("Done.")) == 0
    assert capsys.readouterr().out == "Done.\n"


def test_bug() -> None:
    """Any other exception is a bug, and is not hidden."""

    def fail() -> None:
        raise LookupError("a bug")

    with pytest.raises(LookupError, match="a bug"):
        run(fail)
