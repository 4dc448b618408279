"""Terms of the glossary show their meaning on every page, generated or written by hand.

The Markdown extension `abbr` marks a term wherever it occurs. That is too often, so `mark_first_terms` removes most of
the marks from the HTML. The mark is for the mouse and for fingers. For the keyboard and for screen readers, a box at
the end of the page has all its terms: one stop, and not a stop at every word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...base.text import folded
from ...framework.library import Term
from ...framework.model import Framework
from ...words.site import TERM_NOW, WORDS_ON_PAGE

_ABBREVIATION = re.compile(r'<abbr title="([^"]*)">(.*?)</abbr>', re.DOTALL)

# Elements in which no term is marked, or else a marked term. The elements come first, so that a term within one is
# found as part of it.
_KEPT = r"<h[1-6].*?</h[1-6]>|<a .*?</a>|<summary.*?</summary>|<dfn.*?</dfn>|<details class=.words.*?</details>"
_TERM_OR_KEPT = re.compile(rf"({_KEPT})|{_ABBREVIATION.pattern}", re.DOTALL)

_DEFINITION = "<dfn "
"""What the glossary has in its page, and no other page."""

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_WORD = re.compile(r"[\w&’]+")


@dataclass(frozen=True, slots=True)
class Form:
    """A way in which a term is written, with its words."""

    text: str
    words: frozenset[str]
    term: Term


def forms_of(framework: Framework) -> tuple[Form, ...]:
    """Return every form of the terms that pages explain, for `with_abbreviations`."""
    return tuple(
        Form(form, frozenset(_WORD.findall(form)), term)
        for term in framework.glossary
        if not term.everyday
        for form in _written_forms(term)
    )


def with_abbreviations(page: str, forms: Iterable[Form]) -> str:
    """Return a page's Markdown with the meaning of every glossary term on it, in the syntax of the extension `abbr`.

    The meanings are also in a box at its end, except on the glossary itself.
    """
    # What is between lines of hyphens at the top is for MkDocs, and no reader sees it.
    shown = _FRONT_MATTER.sub("", page)
    words = set(_WORD.findall(shown))
    # The words first: comparing two sets is far quicker than searching the page for every term.
    found = [(form.text, form.term) for form in forms if form.words <= words and form.text in shown]
    if not found:
        return page
    lines = "\n".join(f"*[{form}]: {_meaning(term)}" for form, term in found)
    box = "" if _DEFINITION in page else f"{_box(term for _, term in found)}\n\n"
    return f"{page.rstrip()}\n\n{box}{lines}\n"


def _box(terms: Iterable[Term]) -> str:
    """Return the terms of a page with their meanings, in alphabetical order, as HTML that the search leaves out."""
    each_once = sorted({term.id: term for term in terms}.values(), key=lambda term: term.term.lower())
    # Markdown would end an HTML block at an empty line, and the extension `abbr` looks at no HTML block.
    rows = "".join(f"<dt>{_escaped(term.term)}</dt><dd>{_escaped(_meaning(term))}</dd>" for term in each_once)
    return f'<details class="words" data-search-exclude><summary>{WORDS_ON_PAGE}</summary><dl>{rows}</dl></details>'


def _escaped(text: str) -> str:
    """Return a text for HTML that neither Markdown nor one of its extensions reads as anything else."""
    return re.sub(r"[^\w .,;()’–-]", lambda found: f"&#{ord(found.group())};", folded(text))


def mark_first_terms(page: str) -> str:
    """Return a page's HTML with each term marked where it is first used, and nowhere else.

    A click or a tap shows the meaning; the Tab key does not stop there. A term in a heading or a link is not marked.
    """
    seen: set[str] = set()

    def mark(found: re.Match[str]) -> str:
        kept, title, text = found.groups()
        if kept:
            return _ABBREVIATION.sub(r"\2", kept)
        if title in seen:
            return text
        seen.add(title)
        return f'<abbr tabindex="-1" title="{title}">{text}</abbr>'

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
