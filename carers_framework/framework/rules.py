"""The rules that tie two places of a framework file together.

Each rule is a function `check_…`, and its docstring is the rule. It takes the data as YAML gives it, well-formed or
not, so that one run lists every mistake. It yields the path of a mistake and a message: what is wrong, and what to do.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ..base.excel import LIST_LIMIT
from ..base.text import plain, short
from ..words.workbook import CARRIED_OVER
from .readers import PAGE_NEEDS
from .source.problems import DataPath, value_at
from .types import unfit_for_a_tab

Found = Iterator[tuple[DataPath, str] | tuple[DataPath, str, DataPath]]
"""For each mistake its path, the message and, where something is there twice, the path of the first."""

Rule = Callable[[dict[str, Any]], Found]

_REFERENCES = {
    "document": "sources",
    "since": "sources",
    "sections": "sections",
    "themes": "themes",
    "provisions": "duties",
    "leads_back_to": "steps",
    "steps": "steps",
}
"""Keys whose value is an id or a list of ids, and the top-level list that each id has to be in."""

_MOST_OFFERED = 10
"""How many scores a message offers in place of a wrong one."""

_THIS_MACHINE = ("localhost", "127.0.0.1")
"""The hosts at which `mkdocs serve` shows the site, to nobody else."""

_PLACEHOLDER = ".example"
"""The end of the addresses that are reserved for examples (RFC 2606), so that nobody can have them."""

_HOST = re.compile(r"https?://([^/:]+)")


def _walk(data: Any, path: DataPath = ()) -> Iterator[tuple[DataPath, dict[str, Any]]]:
    """Yield every mapping in the data, with its path."""
    if isinstance(data, dict):
        yield path, data
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        # Most values are texts, and a generator for each of them would take as long as all else that the rules do.
        if isinstance(value, (dict, list)):
            yield from _walk(value, (*path, key))


def _mappings(data: dict[str, Any], key: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the mappings of a top-level list with their indexes, whatever else is in it."""
    entries = data.get(key)
    for index, entry in enumerate(entries if isinstance(entries, list) else []):
        if isinstance(entry, dict):
            yield index, entry


def _texts(value: Any, path: DataPath) -> Iterator[tuple[DataPath, str]]:
    """Yield a text, or each text of a list, with its path. `path` is that of the value."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        yield from (((*path, index), entry) for index, entry in enumerate(value) if isinstance(entry, str))


def _repeated(values: Iterable[tuple[DataPath, Any]]) -> Iterator[tuple[DataPath, str, DataPath]]:
    """Yield each text that came before, capitals aside, with its path and that of the first."""
    first: dict[str, DataPath] = {}
    for path, value in values:
        if not isinstance(value, str):
            continue
        # Excel compares names of sheets and cells without regard to capitals, and so do some file systems.
        if value.lower() in first:
            yield path, value, first[value.lower()]
        first.setdefault(value.lower(), path)


def check_ids(data: dict[str, Any]) -> Found:
    """Check that an id is used once in the whole file: it is an anchor, and part of the name of a cell."""
    # The edition's id is neither, so something else may have the same.
    ids = ((*path, "id") for path, mapping in _walk(data) if "id" in mapping and path != ("edition",))
    for path, value, first in _repeated((path, value_at(data, path)) for path in ids):
        yield path, f"the id {short(value)} is used twice. Give one of the two another id.", first


def check_references(data: dict[str, Any]) -> Found:
    """Check that a reference names something that exists."""
    known = {
        # A dict and not a set, because messages are to be the same in every run.
        key: dict.fromkeys(entry["id"] for _, entry in _with_ids(data, key))
        for key in _REFERENCES.values()
    }
    wrong: dict[tuple[str, str], list[DataPath]] = {}
    named: set[tuple[str, str]] = set()
    for path, mapping in _walk(data):
        for key, target in _REFERENCES.items():
            for where, id_ in _texts(mapping.get(key), (*path, key)):
                named.add((target, id_))
                if id_ not in known[target]:
                    wrong.setdefault((target, id_), []).append(where)
    for (target, id_), places in wrong.items():
        unnamed = [other for other in known[target] if (target, other) not in named]
        yield _wrong_reference(data, target, id_, places, unnamed)


def _wrong_reference(
    data: dict[str, Any], target: str, id_: str, places: list[DataPath], unnamed: list[str]
) -> tuple[DataPath, str]:
    """Return where to correct a reference to nothing, and how: one message for all places that name the same.

    Args:
        data: the data of the file.
        target: the list that the id should be in.
        id_: the id.
        places: where it is named.
        unnamed: the ids of the list that nothing names. Many places name nothing because one of these was renamed.
    """
    if len(places) == 1:
        near = difflib.get_close_matches(id_, [entry["id"] for _, entry in _with_ids(data, target)], n=1, cutoff=0.8)
        to = f" to {short(near[0])}" if near else ""
        return places[0], f"{short(id_)} is not an id in {target}. Correct it{to}, or add it to {target}."
    likely = difflib.get_close_matches(id_, unnamed, n=1) or (unnamed if len(unnamed) == 1 else [])
    if not likely:
        others = f"{len(places) - 1} other places"
        return places[0], f"{short(id_)} is not an id in {target}, and {others} name it too. Add it to {target}."
    index = next(index for index, entry in _with_ids(data, target) if entry["id"] == likely[0])
    return (target, index, "id"), (
        f"renamed from {short(id_)}? {len(places)} places name {short(id_)}, which is not an id in {target}. Put the "
        "old id back, because an id never changes."
    )


def _with_ids(data: dict[str, Any], key: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the mappings of a top-level list that have an id, with their indexes."""
    yield from ((index, entry) for index, entry in _mappings(data, key) if isinstance(entry.get("id"), str))


def check_replaces_and_moved_to(data: dict[str, Any]) -> Found:
    """Check that an item takes the place of, or goes to, other items than itself, and names each of them once."""
    for path, mapping in _walk(data):
        for key in ("replaces", "moved_to"):
            named = list(_texts(mapping.get(key), (*path, key)))
            for where, id_ in named:
                if id_ == mapping.get("id"):
                    yield where, f"{short(id_)} is the item's own id. Remove it: an item keeps its id."
            for where, id_, _ in _repeated(named):
                yield where, f"{short(id_)} appears here twice. Remove one of the two."


def check_levels_of_sections(data: dict[str, Any]) -> Found:
    """Check that a section has at least one indicator for each level of the framework, and no other levels."""
    scores = [level["score"] for _, level in _mappings(data, "levels") if isinstance(level.get("score"), str)]
    if not scores:
        # The model says that they are missing. Every level of every section would be a mistake too.
        return
    known = set(scores)
    either = " or ".join(short(score, quote=False) for score in scores[:_MOST_OFFERED])
    for index, section in _mappings(data, "sections"):
        levels = section.get("levels")
        if not isinstance(levels, dict):
            continue
        where: DataPath = ("sections", index, "levels")
        for score in scores:
            if score not in levels:
                yield where, f"level {short(score, quote=False)} is missing. Add it, with at least one indicator."
            elif levels[score] == []:
                yield (*where, score), f"level {short(score, quote=False)} has no indicators. Add at least one."
        for score in levels:
            if score not in known:
                yield (*where, score), f"{short(score)} is not a score in levels. Use {either}."


def check_levels(data: dict[str, Any]) -> Found:
    """Check that no two levels share a score or a colour: people could not tell them apart."""
    for key in ("score", "colour"):
        values = ((("levels", index, key), level.get(key)) for index, level in _mappings(data, "levels"))
        for path, value, first in _repeated(values):
            yield path, f"two levels have the {key} {short(value)}. Change one of them.", first


def check_sheet_names(data: dict[str, Any]) -> Found:
    """Check that the names of the workbook's sheets fit their tabs and differ, capitals aside: Excel requires both."""
    sheets = value_at(data, ("workbook", "sheets"))
    # The file does not choose the first of these names, so a name that repeats it has to change.
    names: list[tuple[DataPath, Any]] = [((), CARRIED_OVER)]
    for key in sheets if isinstance(sheets, dict) else ():
        path: DataPath = ("workbook", "sheets", key, "name")
        # A name that is missing or no text is reported elsewhere.
        names.append((path, value_at(data, path)))
    for number, (index, section) in enumerate(_mappings(data, "sections"), start=1):
        # The number and the title become the name of the sheet.
        key = "short" if isinstance(section.get("short"), str) else "title"
        if isinstance(text := section.get(key), str):
            name = f"{number} {text.strip()}"
            names.append((("sections", index, key), name))
            if message := unfit_for_a_tab(name):
                yield ("sections", index, key), f"{message} Write another title for the tab as `short`."
    for path, value, first in _repeated(names):
        yield path, f"two sheets of the workbook would be called {short(value)}. Change one of them.", first


def check_site_pages(data: dict[str, Any]) -> Found:
    """Check that the site has each page that a step or a point leads to: some need something in the file to show."""
    for path, mapping in _walk(data):
        for where, page in (
            *_texts(mapping.get("pages"), (*path, "pages")),
            *_texts(mapping.get("see"), (*path, "see")),
        ):
            needed = PAGE_NEEDS.get(page, ())
            if needed and not any(data.get(key) for key in needed):
                why = f"the site has no page {short(page)} while the file has no {needed[0]}"
                yield where, f"{why}. Remove it here, or add {needed[0]}."
            if page == "questions" and not _has_questions(data):
                why = f"the site has no page {short(page)} while no list in collections has `use: ask`"
                yield where, f"{why}, and nothing in them `asked_as`. Remove it here, or add one of the two."


def _has_questions(data: dict[str, Any]) -> bool:
    """Return whether anything in the collections is a question, or is worded as one."""
    lists = [collection for _, collection in _mappings(data, "collections")]
    return any(
        each.get("use") == "ask" or any(entry.get("asked_as") for _, entry in _mappings(each, "items"))
        for each in lists
    )


def check_choices(data: dict[str, Any]) -> Found:
    """Check that the choices of a field fit in an Excel drop-down list together."""
    fields = data.get("fields")
    for key, field in fields.items() if isinstance(fields, dict) else ():
        choices = field.get("choices") if isinstance(field, dict) else None
        if isinstance(choices, list) and len(",".join(map(str, choices))) > LIST_LIMIT:
            yield ("fields", key, "choices"), f"the choices are over {LIST_LIMIT} characters together. Shorten them."


def check_synonyms(data: dict[str, Any]) -> Found:
    """Check that what people type is in one pair of the search alone, and what it means once in a pair."""
    pairs = value_at(data, ("search", "synonyms"))
    typed: list[tuple[DataPath, str]] = []
    for index, pair in enumerate(pairs if isinstance(pairs, list) else []):
        if isinstance(pair, dict):
            where: DataPath = ("search", "synonyms", index)
            typed += _texts(pair.get("words"), (*where, "words"))
            means = _texts(pair.get("means"), (*where, "means"))
            for path, value, _ in _repeated((path, plain(value)) for path, value in means):
                yield path, f"{short(value)} appears here twice. Remove one of the two."
    # Capitals and kinds of apostrophe make no difference to the search.
    for path, value, first in _repeated((path, plain(value)) for path, value in typed):
        yield path, f"{short(value)} is there already. Put all that it means below `means` of one pair.", first


def check_contact(data: dict[str, Any]) -> Found:
    """Check that a site with a real address has a contact, which its accessibility statement has to give."""
    site, contact = value_at(data, ("edition", "site")), value_at(data, ("edition", "contact"))
    if isinstance(site, str) and (message := contact_is_missing(site, contact)):
        yield ("edition", "contact"), message


def contact_is_missing(site: str, contact: object) -> str | None:
    """Return what to do where a site has a real address and its contact is missing or a placeholder, or None."""
    host = _HOST.match(site)
    # Somebody who tries the project out with an invented address has no contact to give.
    is_real = host and host[1] not in _THIS_MACHINE and not host[1].endswith(_PLACEHOLDER)
    has_contact = isinstance(contact, str) and not contact.endswith(_PLACEHOLDER)
    if not is_real or has_contact:
        return None
    shown = short(site, quote=False)
    return f"is missing or a placeholder, and the site is to be {shown}. Write the e-mail address that readers can use."


RULES: tuple[Rule, ...] = (
    check_ids,
    check_references,
    check_replaces_and_moved_to,
    check_levels_of_sections,
    check_levels,
    check_sheet_names,
    check_site_pages,
    check_choices,
    check_synonyms,
    check_contact,
)
