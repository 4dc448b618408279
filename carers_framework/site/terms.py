"""Terms of the glossary show their meaning on every page, generated or written by hand.

The Markdown extension `abbr` marks a term wherever it occurs. That is too often, so `mark_first_terms` removes most of
the marks from the HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..base.text import folded
from ..framework.library import Term
from ..framework.model import Framework
from ..words import TERM_NOW

_ABBREVIATION = re.compile(r'<abbr title="([^"]*)">(.*?)</abbr>', re.DOTALL)

# Elements in which no term is marked, or else a marked term. The elements come first, so that a term within one is
# found as part of it.
_TERM_OR_KEPT = re.compile(
    rf"(<h[1-6].*?</h[1-6]>|<a .*?</a>|<summary.*?</summary>|<dfn.*?</dfn>)|{_ABBREVIATION.pattern}", re.DOTALL
)
_WORD = re.compile(r"[\w&’]+")


def with_abbreviations(page: str, framework: Framework) -> str:
    """Return a page's Markdown with the meaning of every glossary term on it, in the syntax of the extension `abbr`."""
    words = set(_WORD.findall(page))
    lines = [
        f"*[{form}]: {_meaning(term)}"
        for term in framework.glossary
        if not term.everyday
        for form in _written_forms(term)
        # The words first: comparing two sets is far quicker than searching the page for every term.
        if set(_WORD.findall(form)) <= words and form in page
    ]
    return f"{page.rstrip()}\n\n" + "\n".join(lines) + "\n" if lines else page


def mark_first_terms(page: str) -> str:
    """Return a page's HTML with each term marked once below each main heading, where the keyboard can reach it.

    A term in a heading or a link is not marked: nobody stops at a heading, and a link is a stop already.
    """
    seen: set[str] = set()

    def mark(found: re.Match[str]) -> str:
        kept, title, text = found.groups()
        if kept:
            if kept.startswith("<h2"):
                seen.clear()
            return _ABBREVIATION.sub(r"\2", kept)
        if title in seen:
            return text
        seen.add(title)
        return f'<abbr tabindex="0" title="{title}">{text}</abbr>'

    return _TERM_OR_KEPT.sub(mark, page)


def _written_forms(term: Term) -> Iterator[str]:
    """Yield the ways in which a term is written: a term in words may also begin with a small letter."""
    for form in dict.fromkeys((term.term, *term.forms)):
        yield form
        if form[1:2].islower() and form[:1].isupper() and not form.isupper():
            yield form[:1].lower() + form[1:]


def _meaning(term: Term) -> str:
    """Return a term's meaning on one line: the extension reads no further than the end of the line."""
    full = f"{term.full[:1].upper()}{term.full[1:]}. " if term.full else ""
    now = f" {TERM_NOW} {term.now}" if term.now else ""
    return folded(f"{full}{term.meaning}{now}")
