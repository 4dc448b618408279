"""What is done with the pages after MkDocs has read them or made HTML of them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ...words.site import TABLE

_PREFORMATTED = re.compile(r"(<(?:pre|textarea)\b.*?</(?:pre|textarea)>)", re.DOTALL)

# A table made by Markdown has no attributes. Those of the templates have a class, and scroll or wrap as it says.
_PLAIN_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_LINE_BREAK = re.compile(r"\s*\n\s*")

# Only comments that have whole lines, because one within a line may be part of a text or a pattern, or say the type of
# what follows it.
_COMMENT = re.compile(r"^[ \t]*(?:/\*(?:(?!\*/).)*\*/[ \t]*|//[^\n]*)\n", re.DOTALL | re.MULTILINE)


def repeated_heads(heads: Mapping[str, Mapping[str, object]]) -> list[str]:
    """Return a line for each page whose title or description is missing, or is that of another page too.

    People and search engines tell pages apart by these two.

    Args:
        heads: the front matter of every page, by the page's file.
    """
    mistakes = []
    for key in ("title", "description"):
        seen: dict[str, str] = {}
        for file, values in heads.items():
            text = str(values.get(key) or "").strip()
            if not text:
                mistakes.append(f"{file}: has no {key}. Write `{key}:` between lines of three hyphens at its top.")
            elif other := seen.get(text.lower()):
                mistakes.append(f"{file}: has the same {key} as {other}. Change one of the two.")
            seen.setdefault(text.lower(), file)
    return mistakes


def with_reachable_tables(page: str) -> str:
    """Return a page's HTML in which the keyboard can scroll each plain table sideways, where it is too wide.

    A group and not a region: a page may have several tables, and each region would need its own name.
    """
    box = f'<div class="scrolls" role="group" aria-label="{TABLE}" tabindex="0">'
    return _PLAIN_TABLE.sub(rf"{box}\g<0></div>", page)


def without_stops_at_headings(page: str) -> str:
    """Return a page's HTML in which the links beside headings are for the mouse alone.

    A long page has a hundred of them, all with the same name, and each would be a stop for the keyboard.
    """
    return page.replace('<a class="headerlink"', '<a class="headerlink" tabindex="-1" aria-hidden="true"')


def without_indentation(page: str) -> str:
    """Return a page's HTML without empty lines and without white space around line breaks; code stays as it is."""
    # Splitting at a group keeps what it matched, so every second piece is preformatted.
    pieces = _PREFORMATTED.split(page)
    pieces[::2] = [_LINE_BREAK.sub("\n", piece) for piece in pieces[::2]]
    return "".join(pieces)


def without_comments(script: str) -> str:
    """Return a script of ours without its comments, which are a quarter of it and which a visitor need not fetch."""
    return _COMMENT.sub("", script)
