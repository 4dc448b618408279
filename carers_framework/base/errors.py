"""The one kind of exception that a command shows to a person instead of a traceback."""

from __future__ import annotations


class UserError(Exception):
    """A mistake that the person who ran the command can correct.

    Its text is what they read: one line for each mistake, saying where it is, what is wrong and what to do. `status` is
    the exit status of the command.
    """

    status = 1
