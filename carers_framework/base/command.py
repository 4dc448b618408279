"""Running a command and reporting its mistakes, the same way for every command."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable

from .errors import UserError


def run(command: Callable[[], None]) -> int:
    """Run a command and print its mistakes to standard error.

    Returns the exit status: 0, or the `status` of the UserError that the command raised. Other exceptions are bugs and
    pass through.
    """
    escape_unencodable_stdout()
    try:
        command()
    except UserError as error:
        print(error, file=sys.stderr)
        # Not an exception: a person reads this, and a traceback would hide the one line that helps.
        return error.status
    return 0


def escape_unencodable_stdout() -> None:
    """Print characters that the terminal cannot encode as `\\u2019` instead of failing, as standard error does."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
