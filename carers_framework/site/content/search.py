"""The site's search: what it looks through, and which script looks through it.

Material for MkDocs writes an index of all pages, and a worker of its own searches it. Its worker knows no synonyms,
takes the s of “carer’s” for a word, and is slow to begin. `assets/search.js` takes its place and speaks its
messages; `improved` makes the index that it searches out of Material's.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ...base.errors import UserError
from ...base.text import folded
from ...framework.library import Term
from ...framework.model import Framework
from ...words.site import TERM_NOW

INDEX = "search/search_index.json"
"""Where Material writes its index in the built site."""

WORKER = "assets/search.js"

# The name has a number that changes with every release of the theme.
_THEIR_WORKER = re.compile(r"assets/javascripts/workers/search\.[0-9a-f]+\.min\.js")
_TAG = re.compile(r"<[^>]*>")

# An entry for a letter of the glossary: its terms become entries of their own.
_LETTER = re.compile(r"\bglossary(?:/|\.html)#letter-")
_GLOSSARY = re.compile(r"(?:.*/)?glossary(?:/|\.html)")

_QUESTION = 1.6
_TERM = 1.15
_PROVISION = 0.8
"""How much a find counts in an answer, in a term of the glossary and in a provision. People ask before they look up."""

_LISTS = {
    "prompts": 0.6,
    "sources": 0.4,
    "changes": 0.8,
    "about": 0.4,
    "privacy": 0.4,
    "collecting": 0.8,
    "benchmark": 0.3,
}
"""How much a find counts on long lists and on pages for few readers."""


class SearchError(UserError):
    """Material for MkDocs has changed something that our search builds upon."""


def with_own_worker(page: str) -> str:
    """Return a page's HTML in which the theme starts our worker instead of its own.

    Raises:
        SearchError: the page does not name the theme's worker where it used to.
    """
    changed, count = _THEIR_WORKER.subn(WORKER, page)
    # Pages of the theme alone start a worker; a redirect, for example, has no such settings.
    if 'id="__config"' in page and not count:
        raise SearchError(
            "Material for MkDocs no longer names its search worker as assets/javascripts/workers/search.….min.js. "
            "Compare its messages with assets/search.js, and correct carers_framework/site/content/search.py."
        )
    return changed


def improved(index: str, framework: Framework) -> str:
    """Return the index as Material writes it, with our entries and synonyms and without markup.

    Raises:
        SearchError: the index has not the form that Material gave it.
    """
    try:
        found = json.loads(index)
        entries = [_entry(entry, framework) for entry in found["docs"] if not _LETTER.search(entry["location"])]
        settings = {**found["config"], "synonyms": _synonyms(framework)}
    except (KeyError, TypeError, ValueError) as error:
        raise SearchError(
            f"Material for MkDocs has changed the form of {INDEX} ({error!r}). It should hold `config` and `docs`, "
            "and each of these `location`, `title` and `text`. Correct carers_framework/site/content/search.py and "
            "assets/search.js."
        ) from None
    # Each term is an entry: a whole letter of the glossary would be found for any of its terms.
    docs = [*filter(None, entries), *_terms(entries, framework)]
    return json.dumps({"config": settings, "docs": docs}, ensure_ascii=False, separators=(",", ":"))


def _synonyms(framework: Framework) -> list[Mapping[str, Any]]:
    return [pair.model_dump(mode="json") for pair in framework.search.synonyms] if framework.search else []


def _entry(entry: Mapping[str, Any], framework: Framework) -> dict[str, Any]:
    """Return an entry with plain text, and with how much a find in it counts where that is not 1."""
    kept = {"location": entry["location"], "title": _plain(entry["title"]), "text": _plain(entry["text"])}
    boost = entry.get("boost", _boost(entry["location"], framework))
    return kept if boost == 1 else {**kept, "boost": boost}


def _plain(text: str) -> str:
    """Return text without elements. What is escaped in it stays so, because the theme shows it as HTML."""
    return folded(_TAG.sub(" ", text))


def _boost(location: str, framework: Framework) -> float:
    """Return how much a find counts in an entry, by what the entry is about."""
    # An address names its page and, after the #, the part of it: either may be an id.
    names = set(re.split(r"[/#]|\.html", location))
    if names & {question.id for question in framework.law_questions}:
        return _QUESTION
    if names & {duty.id for duty in framework.duties}:
        return _PROVISION
    # The least, where a page is in several lists.
    return min((boost for name, boost in _LISTS.items() if name in names), default=1)


def _terms(entries: list[dict[str, Any]], framework: Framework) -> Iterator[dict[str, Any]]:
    """Yield an entry for each term, if the site has a glossary page that is in the index."""
    page = next((entry["location"] for entry in entries if _GLOSSARY.fullmatch(entry["location"])), None)
    for term in framework.glossary if page else ():
        text = html.escape(folded(_meaning(term)), quote=False)
        # The theme puts titles and texts into its list as HTML.
        title = html.escape(folded(term.term), quote=False)
        yield {"location": f"{page}#{term.id}", "title": title, "text": text, "boost": _TERM}


def _meaning(term: Term) -> str:
    """Return everything by which a term is sought: its other forms, what the letters stand for, and its meaning."""
    full = f"{term.full[:1].upper()}{term.full[1:]}. " if term.full else ""
    now = f" {TERM_NOW} {term.now}" if term.now else ""
    forms = f" ({', '.join(term.forms)})" if term.forms else ""
    return f"{full}{term.meaning}{now}{forms}"
