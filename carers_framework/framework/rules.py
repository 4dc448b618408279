"""The rules that tie two places of a framework file together.

Each rule is a function: its docstring is the rule. It takes the data as YAML gives it, well-formed or not, so that one
run lists every mistake, and yields the path of what is wrong and a message: what is wrong, then what to do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from ..base.text import short
from ..words import CARRIED_OVER

Path = tuple[str | int, ...]
Found = Iterator[tuple[Path, str]]
Rule = Callable[[dict[str, Any]], Found]

_REFERENCES = {
    "document": "sources",
    "since": "sources",
    "sections": "sections",
    "themes": "themes",
    "provisions": "duties",
}
"""Keys whose value is an id or a list of ids, and the list that each id must stand in."""

_LIST_LIMIT = 255
"""The most characters that Excel takes in a drop-down list."""

_MOST_NAMED = 10
"""How many scores a message offers for a wrong one."""

_THIS_MACHINE = ("localhost", "127.0.0.1")
"""Where `mkdocs serve` shows the site, to nobody else."""

_PLACEHOLDER = ".example"
"""How addresses end that nobody can have (RFC 2606)."""

_HOST = re.compile(r"https?://([^/:]+)")


def _walk(data: Any, path: Path = ()) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every mapping in the data, with its path."""
    if isinstance(data, dict):
        yield path, data
        for key, value in data.items():
            yield from _walk(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _walk(value, (*path, index))


def _mappings(data: dict[str, Any], key: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The mappings of a top-level list, whatever else is in it."""
    entries = data.get(key)
    for index, entry in enumerate(entries if isinstance(entries, list) else []):
        if isinstance(entry, dict):
            yield index, entry


def _repeated(values: Iterator[tuple[Path, Any]]) -> Iterator[tuple[Path, str]]:
    """The text values that stood before, case aside, each with its path."""
    seen: set[str] = set()
    for path, value in values:
        if not isinstance(value, str):
            continue
        if value.lower() in seen:
            yield path, value
        seen.add(value.lower())


def ids_are_unique(data: dict[str, Any]) -> Found:
    """An id stands once in the whole file: it is an anchor, and part of the name of a cell."""
    ids = ((*path, "id") for path, mapping in _walk(data) if "id" in mapping and path != ("edition",))
    for path, value in _repeated((path, value_at(data, path)) for path in ids):
        yield path, f"the id {short(value)} is used twice. Give one of the two another id."


def references_resolve(data: dict[str, Any]) -> Found:
    """A reference names something that exists."""
    known = {
        key: {id_ for _, entry in _mappings(data, key) if isinstance(id_ := entry.get("id"), str)}
        for key in set(_REFERENCES.values())
    }
    for path, mapping in _walk(data):
        for key, target in _REFERENCES.items():
            value = mapping.get(key)
            for index, one in enumerate(value if isinstance(value, list) else [value]):
                if isinstance(one, str) and one not in known[target]:
                    where = (*path, key, index) if isinstance(value, list) else (*path, key)
                    yield where, f"{short(one)} is not an id in {target}. Correct it, or add it to {target}."


def items_follow_others(data: dict[str, Any]) -> Found:
    """An item takes the place of others, or goes to others, never of or to itself, and names each of them once."""
    for path, mapping in _walk(data):
        for key in ("replaces", "moved_to"):
            named = mapping.get(key)
            values = list(enumerate(named)) if isinstance(named, list) else []
            for index, one in values:
                if isinstance(one, str) and one == mapping.get("id"):
                    yield (*path, key, index), f"{short(one)} is the item's own id. Remove it: an item keeps its id."
            for where, one in _repeated(((*path, key, index), one) for index, one in values):
                yield where, f"{short(one)} stands here twice. Remove one of the two."


def sections_have_every_level(data: dict[str, Any]) -> Found:
    """A section has at least one indicator for each level of the framework, and no other levels."""
    scores = [level["score"] for _, level in _mappings(data, "levels") if isinstance(level.get("score"), str)]
    if not scores:
        return
    known = set(scores)
    either = " or ".join(short(score, quote=False) for score in scores[:_MOST_NAMED])
    for index, section in _mappings(data, "sections"):
        levels = section.get("levels")
        if not isinstance(levels, dict):
            continue
        where: Path = ("sections", index, "levels")
        for score in scores:
            if score not in levels:
                yield where, f"level {short(score, quote=False)} is missing. Add it, with at least one indicator."
            elif levels[score] == []:
                yield (*where, score), f"level {short(score, quote=False)} has no indicators. Add at least one."
        for score in levels:
            if score not in known:
                yield (*where, score), f"{short(score)} is not a score in levels. Use {either}."


def levels_differ(data: dict[str, Any]) -> Found:
    """No two levels share a score or a colour: people could not tell them apart."""
    for key in ("score", "colour"):
        values = ((("levels", index, key), level.get(key)) for index, level in _mappings(data, "levels"))
        for path, value in _repeated(values):
            yield path, f"two levels have the {key} {short(value)}. Change one of them."


def sheet_names_differ(data: dict[str, Any]) -> Found:
    """No two sheets of the workbook share a name, capital letters aside: Excel would not open it."""
    words = value_at(data, ("workbook", "sheets"))
    sheets = words if isinstance(words, dict) else {}
    names: list[tuple[Path, Any]] = [
        (("workbook", "sheets", key, "name"), sheet.get("name"))
        for key, sheet in sheets.items()
        if isinstance(sheet, dict)
    ]
    names.insert(0, ((), CARRIED_OVER))
    names += [(("sections", index, "title"), section.get("title")) for index, section in _mappings(data, "sections")]
    for path, value in _repeated(iter(names)):
        yield path, f"two sheets of the workbook would be called {short(value)}. Change one of them."


def choices_fit_in_a_list(data: dict[str, Any]) -> Found:
    """The choices of a field fit in an Excel drop-down together."""
    fields = data.get("fields")
    for key, field in fields.items() if isinstance(fields, dict) else ():
        choices = field.get("choices") if isinstance(field, dict) else None
        if isinstance(choices, list) and len(",".join(map(str, choices))) > _LIST_LIMIT:
            yield ("fields", key, "choices"), f"the choices are over {_LIST_LIMIT} characters together. Shorten them."


def real_sites_have_a_contact(data: dict[str, Any]) -> Found:
    """A site with a real address says how to reach the people behind it: the accessibility statement has to."""
    site, contact = value_at(data, ("edition", "site")), value_at(data, ("edition", "contact"))
    if isinstance(site, str) and (message := contact_is_missing(site, contact)):
        yield ("edition", "contact"), message


def contact_is_missing(site: str, contact: object) -> str | None:
    """What to do where a site has a real web address, and its contact is missing or a placeholder; or None."""
    host = _HOST.match(site)
    if (
        not host
        or host[1].endswith(_PLACEHOLDER)
        or host[1] in _THIS_MACHINE
        or (isinstance(contact, str) and not contact.endswith(_PLACEHOLDER))
    ):
        return None
    shown = short(site, quote=False)
    return f"is missing or a placeholder, and the site is to be {shown}. Write the e-mail address that readers can use."


def value_at(data: Any, path: Path) -> Any:
    """The value at a path, or None where the path leads nowhere."""
    for key in path:
        try:
            data = data[key]
        except (KeyError, IndexError, TypeError):
            return None
    return data


RULES: tuple[Rule, ...] = (
    ids_are_unique,
    references_resolve,
    items_follow_others,
    sections_have_every_level,
    levels_differ,
    sheet_names_differ,
    choices_fit_in_a_list,
    real_sites_have_a_contact,
)
