"""Text for people: values in messages, short and on one line, and headings that differ."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import count

_MOST_SHOWN = 60
"""How many characters of a value a message shows."""


def reason(error: OSError) -> str:
    """Return why the system refused, worded to go in brackets within a sentence."""
    return (error.strerror or "unknown reason").lower()


def spaces(count: int) -> str:
    """Return so many spaces in words: "1 space", "2 spaces"."""
    return f"{count} space{'' if count == 1 else 's'}"


def within_a_sentence(text: str) -> str:
    """Return a title with a small first letter, unless it begins with an abbreviation."""
    small = text[1:2].islower() or text.startswith("A ")
    return text[:1].lower() + text[1:] if small else text


def beginning(text: str, longest: int) -> str:
    """Return the beginning of a text: whole sentences where one fits, or else whole words and an ellipsis."""
    line = folded(text)
    if len(line) <= longest:
        return line
    # A sentence ends where a capital letter or a quotation mark follows: "approx. 30" does not end one.
    ends = [found.end() for found in re.finditer(r"[.!?]”?(?= [A-Z“])", line[: longest + 2]) if found.end() <= longest]
    if ends:
        return line[: ends[-1]]
    # A cut within a word would read like a mistake.
    return f"{line[: longest - 1].rsplit(' ', 1)[0].rstrip(',;:')} …"


_ALIKE = {
    **dict.fromkeys(map(ord, "‘’‚‛ʹʼʻˈ´`′＇"), "'"),
    **dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-"),
    **dict.fromkeys(map(ord, "“”„‟″＂"), '"'),
    # Nobody sees these: soft hyphens, zero-width spaces and joiners, byte order marks.
    **dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"), ""),
}

_BETWEEN_WORDS = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """Return a text without what does not matter where two are compared.

    As in a spreadsheet, these are capitals and the spaces around it; and the kinds of apostrophe, hyphen and space.
    """
    return folded(text.translate(_ALIKE)).casefold()


def plain_words(text: str) -> str:
    """Return a text as `plain` does, without anything but letters and digits: "B. (amber)" is "b amber"."""
    return folded(_BETWEEN_WORDS.sub(" ", plain(text)))


def folded(text: str) -> str:
    """Return a text with every run of white space as one space."""
    return " ".join(text.split())


def one_line(text: str) -> str:
    """Return a text on one line, with unprintable characters written out: `\\x07`, `\\u202e`."""
    line = folded(text)
    if line.isprintable():
        return line
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode() for character in line
    )


def short(value: object, *, quote: bool = True) -> str:
    """Return a value as a message shows it: on one line and at most 60 characters long.

    Args:
        value: a value from a YAML file or a workbook.
        quote: whether a text is put in quotation marks.
    """
    if isinstance(value, dict):
        return "a group of keys"
    if isinstance(value, list):
        return "a list"
    if value is None:
        return "empty"
    # A text may be as long as the file, so no more of it is folded than can be shown.
    text = folded(str(value)[: 4 * _MOST_SHOWN])
    text = one_line(text if len(text) <= _MOST_SHOWN else f"{text[: _MOST_SHOWN - 3]}...")
    return f"'{text}'" if quote and isinstance(value, str) else text


def unique_headings(headings: Iterable[str]) -> tuple[str, ...]:
    """Return headings with a number after each that repeats an earlier one, capitals aside, as Excel requires."""
    seen: set[str] = set()
    unique: list[str] = []
    for heading in headings:
        candidates = (heading if number == 1 else f"{heading} ({number})" for number in count(1))
        unique.append(next(candidate for candidate in candidates if candidate.lower() not in seen))
        seen.add(unique[-1].lower())
    return tuple(unique)
