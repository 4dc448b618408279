"""Texts of the framework as Markdown.

Whatever is in the framework is text. Templates escape it wherever they put it in, so that nothing written there can
become markup. What is Markdown already has the type `Markdown`, and is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..base.text import folded
from ..editions.differences.word_differences import Rewording

# What Markdown, its extensions or HTML could read as markup within a line, or as the end of an attribute. A colon
# counts where text follows it: `:smile:` is an emoji, and `{: #id }` sets attributes.
_MARKUP = re.compile(r'[&<>"\\`*_\[\]{}|]|:(?=\S)')

# What Markdown could read as a list, a heading or a block at the start of a line, after the number of a list.
_LINE_START = re.compile(r"^(\d*)([-+#!=:?~.)]+)")


class Markdown(str):
    """A text that is Markdown already."""

    __slots__ = ()


def escape(value: object) -> str:
    """Return a text as Markdown that shows exactly this text, on one line; Markdown is returned as it is."""
    if isinstance(value, Markdown):
        return value
    # A space at either end stays: it may be all that keeps two words apart in a template.
    text = re.sub(r"\s+", " ", str(value))
    text = _MARKUP.sub(lambda found: _entities(found.group()), text)
    return _LINE_START.sub(lambda found: found.group(1) + _entities(found.group(2)), text)


def _entities(text: str) -> str:
    """Return a text with every character as a number, which no program reads as markup."""
    return "".join(f"&#{ord(character)};" for character in text)


def prose(text: str, indent: int = 0) -> Markdown:
    """Return a text as paragraphs of Markdown. Each line is a paragraph; all but the first are indented."""
    paragraphs = [escape(line) for line in text.split("\n") if line.strip()]
    return Markdown(f"\n\n{' ' * indent}".join(paragraphs))


def words_before(rewording: Rewording) -> Markdown:
    """Return a text as it was, with the words marked that were removed."""
    return _marked(((run.before, run.changed) for run in rewording.runs), "del")


def words_now(rewording: Rewording) -> Markdown:
    """Return a text as it is now, with the words marked that were added."""
    return _marked(((run.after, run.changed) for run in rewording.runs), "ins")


def _marked(runs: Iterable[tuple[str, bool]], tag: str) -> Markdown:
    """Return runs of words as Markdown, with the changed ones in an element."""
    return Markdown(
        "".join(f"<{tag}>{escape(text)}</{tag}>" if changed else escape(text) for text, changed in runs if text)
    )


def places(all_places: Iterable[str]) -> str:
    """Return places in a document in one line that names what they share only once.

    `Cycling, C, point 1` and `Cycling, C, point 2` become `Cycling, C: point 1; point 2`. A place that is repeated is
    named once.
    """
    split = [place.split(", ") for place in dict.fromkeys(map(folded, all_places))]
    if len(split) == 1:
        return ", ".join(split[0])
    shared = 0
    # The last part is never shared, so that each place keeps something that tells it from the others.
    while split and all(len(parts) > shared + 1 and parts[shared] == split[0][shared] for parts in split):
        shared += 1
    rest = "; ".join(", ".join(parts[shared:]) for parts in split)
    return f"{', '.join(split[0][:shared])}: {rest}" if shared else rest
