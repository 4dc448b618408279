"""Words for people: what a message shows of a file, on one line and with nothing that a terminal would obey."""

from __future__ import annotations

import io
import sys

_MOST_SHOWN = 60


def speak_to_any_terminal() -> None:
    """Show a character that the terminal does not know as its number, as Python does in messages of errors anyway."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def reason(error: OSError) -> str:
    """Why the system could not do something with a file, to stand in the middle of a sentence."""
    return (error.strerror or "unknown reason").lower()


def within_a_sentence(text: str) -> str:
    """A title in the middle of a sentence: its first letter small, unless it begins with an abbreviation."""
    small = text[1:2].islower() or text.startswith("A ")
    return text[:1].lower() + text[1:] if small else text


def one_line(text: str) -> str:
    """A text on one line, in which characters that nobody sees are written out: `\\x07`, `\\u202e`."""
    folded = " ".join(text.split())
    if folded.isprintable():
        return folded
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode() for one in folded)


def short(value: object, *, quote: bool = True) -> str:
    """A value in a message, cut to a readable length, on one line. Text stands in quotes."""
    if isinstance(value, dict):
        return "a group of keys"
    if isinstance(value, list):
        return "a list"
    if value is None:
        return "empty"
    # A text may be as long as the file: no more of it is looked at than is shown.
    text = " ".join(str(value)[: 4 * _MOST_SHOWN].split())
    text = one_line(text if len(text) <= _MOST_SHOWN else f"{text[: _MOST_SHOWN - 3]}...")
    return f"'{text}'" if quote and isinstance(value, str) else text
