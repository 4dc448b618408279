"""Remove from the theme's style sheets what no page of this site uses: a third of what a first visit fetches for them.

The theme styles tabs, code, annotations and much else that is not here. A rule stays if its class names occur anywhere
in a page or a script; so a class that a script adds later is kept too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from ...base.errors import UserError

STYLES = ("assets/stylesheets/main.*.min.css", "assets/stylesheets/palette.*.min.css")
"""The style sheets of the theme, below the site's root."""

_WORD = re.compile(r"[\w-]+")
_CLASS = re.compile(r"\.([\w-]+)")
_COLOUR = re.compile(r"\[data-md-color-(?:primary|accent)=([\w-]+)\]")
# The map of the sources is of no use to visitors, and would no longer fit.
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# What these name need not occur, or not all of it. They hold at most one pair of brackets more.
_EITHER_WAY = re.compile(r":(?:not|is|where|has)\((?:[^()]|\([^()]*\))*\)")
# Commas within brackets belong to one selector.
_BETWEEN_SELECTORS = re.compile(r",(?![^(\[]*[)\]])")
_QUOTED = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"")
# The declaration of a variable. Its value may be a picture, in which quotes hide semicolons.
_VARIABLE = re.compile(r"(--[\w-]+):((?:[^;{}'\"(]|\((?:[^()'\"]|'[^']*'|\"[^\"]*\")*\)|'[^']*'|\"[^\"]*\")*);?")


class ThemeStyleError(UserError):
    """The theme's style sheets are not as they were."""


def trim(site: Path) -> None:
    """Remove from the theme's style sheets in a built site what nothing uses.

    Raises:
        ThemeStyleError: the theme has no such style sheets any more, or one that cannot be read.
        OSError: a file cannot be read or written.
    """
    pages = [path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))]
    scripts = [path.read_text(encoding="utf-8") for path in sorted(site.glob("assets/**/*.js"))]
    used = words_of((*pages, *scripts))
    paths = [path for pattern in STYLES for path in site.glob(pattern)]
    if len(paths) != len(STYLES):
        raise ThemeStyleError(
            f"Material for MkDocs no longer has the style sheets {' and '.join(STYLES)}. "
            "Correct STYLES in carers_framework/site/built/theme_style.py."
        )
    styles = {path: path.read_text(encoding="utf-8") for path in site.glob("assets/**/*.css")}
    for path in paths:
        others = "".join((*scripts, *(style for other, style in styles.items() if other != path)))
        path.write_text(without_unused(styles[path], used, others), encoding="utf-8", newline="\n")


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """Return every word in pages and scripts that could be the name of a class."""
    return frozenset(word for text in texts for word in _WORD.findall(text))


def without_unused(style: str, used: frozenset[str], others: str = "") -> str:
    """Return a style sheet without the rules and the variables that nothing uses.

    Args:
        style: a style sheet of the theme.
        used: the words that occur in pages and scripts.
        others: the other style sheets and the scripts, which may use its variables.

    Raises:
        ThemeStyleError: a bracket is not closed.
    """
    kept = "".join(_rules(_COMMENT.sub("", style), used))
    known = frozenset(re.findall(r"--[\w-]+", _VARIABLE.sub(r"\2", kept) + others))
    return _VARIABLE.sub(lambda found: found[0] if found[1] in known else "", kept)


def unused_selectors(style: str, used: frozenset[str]) -> tuple[str, ...]:
    """Return the selectors that `without_unused` leaves out, for a test that nothing on a page has any of them."""
    return tuple(
        selector
        for head, body in _blocks(_COMMENT.sub("", style))
        for selector in (
            unused_selectors(body, used)
            if head.startswith(("@media", "@supports"))
            else [each for each in _BETWEEN_SELECTORS.split(head) if head[:1] != "@" and not _is_used(each, used)]
        )
    )


def _rules(style: str, used: frozenset[str]) -> Iterator[str]:
    """Yield the rules of which at least one selector is used, each with these selectors alone."""
    for head, body in _blocks(style):
        if head.startswith(("@media", "@supports")):
            within = "".join(_rules(body, used))
            yield f"{head}{{{within}}}" if within else ""
        elif head.startswith("@"):
            yield f"{head}{{{body}}}"
        elif selectors := [each for each in _BETWEEN_SELECTORS.split(head) if _is_used(each, used)]:
            yield f"{','.join(selectors)}{{{body}}}"


def _is_used(selector: str, used: frozenset[str]) -> bool:
    plain = _EITHER_WAY.sub("", selector)
    return all(name in used for name in (*_CLASS.findall(plain), *_COLOUR.findall(plain)))


def _blocks(style: str) -> Iterator[tuple[str, str]]:
    """Yield what is before each outer pair of braces, and what is within. A statement such as @charset comes before."""
    # Quoted texts become as many blanks while braces are counted, as they may hold some.
    bare = _QUOTED.sub(lambda found: " " * len(found[0]), style)
    at = 0
    while (opens := bare.find("{", at)) >= 0:
        depth, closes = 1, opens + 1
        for brace in re.finditer("[{}]", bare[opens + 1 :]):
            depth += 1 if brace[0] == "{" else -1
            if not depth:
                closes = opens + 1 + brace.start()
                break
        if depth:
            raise ThemeStyleError(
                "A style sheet of Material for MkDocs has a brace that is not closed. Look at STYLES."
            )
        yield style[at:opens], style[opens + 1 : closes]
        at = closes + 1
