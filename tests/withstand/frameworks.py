"""The n-th mutated framework file: the same for the same seed, on every machine.

A case begins with a framework that loads. Its data may be changed first (a value, a key, an id), then its lines, then
its bytes. Each case begins with another kind of change, so that none is left to chance.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from random import Random
from typing import Any

import yaml

from tests.withstand.odd_yaml import ODD_LINES, ODD_TEXTS, ODD_VALUES, RAW_VALUES

Data = dict[str, Any]
Place = tuple[Any, Any]
"""A mapping or a list, and a key or an index in it."""


def cut_down(text: str) -> str:
    """Return a framework like a large one, with a few entries of everything that it has."""
    data = yaml.load(text, Loader=yaml.CSafeLoader)
    for section in data["sections"]:
        section["levels"] = {score: indicators[:1] for score, indicators in section["levels"].items()}
    for standard in data["standards"]:
        standard["statements"] = standard["statements"][:2]
    for collection in data["collections"]:
        # Some step leads to the page of questions, which is there for those that are asked.
        collection["items"] = sorted(collection["items"], key=lambda entry: "asked_as" not in entry)[:2]
    for key in ("introduction", "steps", "standards", "examples", "collections", "glossary", "changes"):
        data[key] = data[key][:3]
    # One of each kind of standing, because they are shown in different ways.
    standings = {duty.get("in_force"): duty for duty in reversed(data["duties"])}
    data["duties"] = list(standings.values())
    for key in ("law_in_short", "law_questions", "law_covers"):
        # Only these name provisions, and most provisions have just gone. What is drawn comes first.
        kept = sorted(data.get(key, ()), key=lambda entry: "test" not in entry)[:3]
        data[key] = [entry | {"provisions": [data["duties"][0]["id"]]} for entry in kept]
    data["steps"][-1]["leads_back_to"] = data["steps"][0]["id"]
    for part in (part for reader in data["readers"] for part in reader["parts"]):
        for leading in (*part.get("answers", ()), *part.get("points", ())):
            # And so have most steps.
            for key, known in (("provisions", data["duties"]), ("steps", data["steps"])):
                leading.update({key: [known[0]["id"]]} if key in leading else {})
    return _dumped(data)


def mutated(seed: int, number: int, bases: Sequence[str]) -> bytes:
    """Return the n-th mutated framework file of a seed. Every twentieth is made from the last base, a large one."""
    random = Random(f"framework {seed} {number}")
    large = number % 20 == 19
    text = bases[-1] if large else bases[number % (len(bases) - 1)]
    kinds = (*DATA_CHANGES, *TEXT_CHANGES, *BYTE_CHANGES)
    first = kinds[number // (20 if large else 2) % len(kinds)]
    if first in DATA_CHANGES or random.random() < 0.3:
        data = copy.deepcopy(_data(text))
        changes = [first] if first in DATA_CHANGES else []
        for change in changes + random.choices(DATA_CHANGES, k=random.choice((0, 0, 1, 4))):
            change(random, data)
        text = _dumped(data)
    changes = [first] if first in TEXT_CHANGES else []
    for change in changes + random.choices(TEXT_CHANGES, k=random.choice((0, 0, 0, 1, 3))):
        text = change(random, text)
    content = text.encode("utf-8", "surrogatepass")
    changes = [first] if first in BYTE_CHANGES else []
    for change in changes + random.choices(BYTE_CHANGES, k=random.choice((0, 0, 0, 0, 1))):
        content = change(random, content)
    return content


@cache
def _data(text: str) -> Data:
    """Return the data of a base, which nobody may change. Many files begin with the same."""
    data: Data = yaml.load(text, Loader=yaml.CSafeLoader)
    return data


def huge(number: int, text: str) -> bytes:
    """Return the n-th framework file that is much too large in one way: keys, entries, mistakes, or long words."""
    kinds: tuple[Callable[[], str], ...] = (
        lambda: text + "".join(f"unknown{count}: x\n" for count in range(28_000)),
        lambda: text + "".join(f"{count:06}: x\n" * 2 for count in range(14_000)),
        lambda: text + "changes:\n" + "  - {id: x}\n" * 14_000,
        lambda: text + "duties: [" + "1, " * 58_000 + "1]\n",
        lambda: text + f"duties: [{{id: x, sections: [{', '.join(f's{count}' for count in range(58_000))}]}}]\n",
        lambda: _with_themes(text) + f"examples: [{{themes: [{'nothing, ' * 25_000}soil]}}]\n",
        lambda: _with_levels(text, 7_000, 7_000),
        lambda: text + f"open_in_draft: [{', '.join(['{id: ' + 'x' * 300_000 + '}'] * 30)}]\n",
        lambda: text + f"open_in_draft: [{', '.join(['{at: ' + 'ab ' * 100_000 + '}'] * 30)}]\n",
        lambda: text + f"? {'ab ' * 100_000}\n: x\n" * 30,
        lambda: text.replace("first_published: 2029", f"first_published: 1{':59' * 100_000}"),
        lambda: text + f"open_in_draft: [{{id: a, at: {'ab ' * 3_300_000}, text: b}}]\n",
        lambda: text + f"? {'ab ' * 3_300_000}\n: x\n",
        lambda: text + f"? {'ab ' * 1_600_000}\n: x\n" * 2,
        lambda: text.replace("first_published: 2029", f"first_published: {'ab ' * 3_300_000}"),
        lambda: text.replace("first_published: 2029", f"first_published: {'é' * 4_900_000}😀"),
        lambda: text.replace("first_published: 2029", f"first_published: 1{':59' * 3_300_000}"),
        lambda: text.replace("first_published: 2029", f"first_published: 0x{'f' * 9_900_000}"),
        lambda: text.replace("first_published: 2029", f"first_published: {'9' * 9_900_000}"),
        lambda: text + "#" * 9_900_000,
        lambda: text + "\n" * 9_900_000,
        lambda: text + " " * 9_900_000,
        lambda: text + "? " * 4_900_000,
        lambda: text + "- " * 4_900_000,
        lambda: text + "x: {" + "a: {" * 2_400_000,
        lambda: text + "x: [" + ", " * 4_900_000 + "]\n",
        lambda: text + 'x: "' + "\\x41" * 2_400_000 + '"\n',
        lambda: text + "x: |\n" + " \n" * 4_900_000,
        lambda: text + "x: >\n" + " a\n" * 3_200_000,
        lambda: text + "&a " * 3_300_000,
        lambda: text + "!!str " * 1_600_000,
        lambda: text + f"glossary: [{{id: a, term: {'=' * 150}, forms: [{'a, ' * 58_000}b], meaning: c}}]\n",
    )
    return kinds[number % len(kinds)]().encode()


HUGE_KINDS = 32
"""The number of different files that `huge` makes."""


def _with_themes(text: str) -> str:
    """Return a framework with thousands of themes, among which every wrong reference has to be looked for."""
    return text + "themes:\n" + "".join(f"  - {{id: t{count}}}\n" for count in range(8_000))


def _with_levels(text: str, levels: int, keys: int) -> str:
    """Return a framework with thousands of levels, and with thousands of others in a section."""
    many = "".join(f"  - {{score: Y{count}}}\n" for count in range(levels))
    others = ", ".join(f"Z{count}: []" for count in range(keys))
    text = text.replace("introduction:\n", f"{many}introduction:\n", 1)
    return text.replace("sections:\n", f"sections:\n  - id: many\n    levels: {{{others}}}\n", 1)


def _dumped(data: Data) -> str:
    return yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=120)


def _places(data: Any) -> Iterator[Place]:
    """Yield every place in the data that has a value."""
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in entries:
        yield data, key
        yield from _places(value)


def _place(random: Random, data: Data, key: str = "") -> Place | None:
    """Return any place in the data, or any with this key, or None."""
    places = [place for place in _places(data) if not key or place[1] == key]
    return random.choice(places) if places else None


def _odd_value(random: Random, data: Data) -> None:
    where = _place(random, data)
    if where:
        where[0][where[1]] = copy.deepcopy(random.choice(ODD_VALUES))


def _odd_text(random: Random, data: Data) -> None:
    where = _place(random, data)
    if where:
        where[0][where[1]] = random.choice(ODD_TEXTS)


def _text_with_odd_text(random: Random, data: Data) -> None:
    where = _place(random, data)
    if where and isinstance(where[0][where[1]], str):
        where[0][where[1]] += random.choice(ODD_TEXTS)


def _value_of_another_place(random: Random, data: Data) -> None:
    one, two = _place(random, data), _place(random, data)
    if one and two:
        one[0][one[1]] = copy.deepcopy(two[0][two[1]])


def _value_in_a_list(random: Random, data: Data) -> None:
    where = _place(random, data)
    if where:
        where[0][where[1]] = [where[0][where[1]]] * random.choice((1, 2, 400))


def _value_left_out(random: Random, data: Data) -> None:
    where = _place(random, data)
    if where:
        del where[0][where[1]]


def _key_renamed(random: Random, data: Data) -> None:
    where = _place(random, data)
    if where and isinstance(where[0], dict):
        where[0][random.choice((*ODD_TEXTS, f"{where[1]}s", str(where[1]).upper(), 7, None))] = where[0].pop(where[1])


def _id_odd(random: Random, data: Data) -> None:
    where = _place(random, data, "id")
    if where:
        where[0]["id"] = random.choice((*ODD_TEXTS, *ODD_VALUES))


def _id_of_another(random: Random, data: Data) -> None:
    one, two = _place(random, data, "id"), _place(random, data, "id")
    if one and two:
        one[0]["id"] = two[0]["id"]


def _entry_repeated(random: Random, data: Data) -> None:
    where = _place(random, data)
    if where and isinstance(where[0], list):
        where[0].extend([copy.deepcopy(where[0][where[1]])] * random.choice((1, 3, 50)))


def _list_shuffled(random: Random, data: Data) -> None:
    where = _place(random, data)
    if where and isinstance(where[0], list):
        random.shuffle(where[0])


def _nested(random: Random, data: Data) -> None:
    where = _place(random, data)
    if where:
        for _ in range(random.choice((1, 5, 25))):
            where[0][where[1]] = random.choice(([where[0][where[1]]], {"x": where[0][where[1]]}))


DATA_CHANGES = (
    _odd_value,
    _odd_text,
    _text_with_odd_text,
    _value_of_another_place,
    _value_in_a_list,
    _value_left_out,
    _key_renamed,
    _id_odd,
    _id_of_another,
    _entry_repeated,
    _list_shuffled,
    _nested,
)


def _line(random: Random, lines: Sequence[str]) -> int:
    return random.randrange(len(lines)) if lines else 0


def _lines_changed(change: Callable[[Random, list[str]], None]) -> Callable[[Random, str], str]:
    """Return a function that changes the lines of a text."""

    def changed(random: Random, text: str) -> str:
        lines = text.split("\n")
        change(random, lines)
        return "\n".join(lines)

    return changed


def _lines_left_out(random: Random, lines: list[str]) -> None:
    start = _line(random, lines)
    del lines[start : start + random.choice((1, 1, 2, 10))]


def _lines_repeated(random: Random, lines: list[str]) -> None:
    start, to = _line(random, lines), _line(random, lines)
    lines[to:to] = lines[start : start + random.choice((1, 1, 2, 10))] * random.choice((1, 1, 20))


def _line_moved(random: Random, lines: list[str]) -> None:
    line = lines.pop(_line(random, lines))
    lines.insert(_line(random, lines), line)


def _indented(random: Random, lines: list[str]) -> None:
    place = _line(random, lines)
    lines[place] = random.choice((" ", "  ", "    ", "\t", "\u00a0", " " * 500)) + lines[place]


def _unindented(random: Random, lines: list[str]) -> None:
    place = _line(random, lines)
    lines[place] = lines[place][random.choice((1, 2, 4)) :]


def _raw_value(random: Random, lines: list[str]) -> None:
    place = _line(random, lines)
    key, colon, _ = lines[place].partition(": ")
    lines[place] = f"{key}{colon or ': '}{random.choice(RAW_VALUES)}"


def _odd_line(random: Random, lines: list[str]) -> None:
    place = _line(random, lines)
    indent = len(lines[place]) - len(lines[place].lstrip(" ")) if lines else 0
    lines.insert(place, " " * indent + random.choice(ODD_LINES))


def _lines_joined(random: Random, lines: list[str]) -> None:
    place = _line(random, lines)
    lines[place : place + 2] = ["".join(lines[place : place + 2])]


def _characters_put_in(random: Random, text: str) -> str:
    place = random.randrange(len(text) + 1)
    return text[:place] + random.choice((*ODD_TEXTS, "\ud800", *":-[]{},&*!|>'\"%@`#?")) + text[place:]


def _characters_left_out(random: Random, text: str) -> str:
    place = random.randrange(len(text) + 1)
    return text[:place] + text[place + random.choice((1, 1, 1, 5, 100)) :]


TEXT_CHANGES = (
    _lines_changed(_lines_left_out),
    _lines_changed(_lines_repeated),
    _lines_changed(_line_moved),
    _lines_changed(_indented),
    _lines_changed(_unindented),
    _lines_changed(_raw_value),
    _lines_changed(_odd_line),
    _lines_changed(_lines_joined),
    _characters_put_in,
    _characters_left_out,
)


def _bits_flipped(random: Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(random.choice((1, 1, 3, 30))):
        if changed:
            changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _bytes_overwritten(random: Random, content: bytes) -> bytes:
    start = random.randrange(len(content) + 1)
    length = random.choice((1, 2, 8, 200))
    return content[:start] + random.randbytes(length) + content[start + length :]


def _cut_off(random: Random, content: bytes) -> bytes:
    return content[: random.randrange(len(content) + 1)]


def _invalid_utf8(random: Random, content: bytes) -> bytes:
    start = random.randrange(len(content) + 1)
    odd = random.choice((b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xf5\x80\x80\x80", b"\xe2\x82", b"\x80", b"\x00"))
    return content[:start] + odd + content[start:]


def _otherwise_encoded(random: Random, content: bytes) -> bytes:
    text = content.decode("utf-8", "replace")
    encoding = random.choice(("utf-8-sig", "utf-16", "utf-16-le", "utf-32", "latin-1", "cp037", "utf-7"))
    return text.encode(encoding, "replace")


def _other_line_ends(random: Random, content: bytes) -> bytes:
    return content.replace(b"\n", random.choice((b"\r\n", b"\r", b"\n\n", b"\xe2\x80\xa8", b"\xc2\x85")))


BYTE_CHANGES = (_bits_flipped, _bytes_overwritten, _cut_off, _invalid_utf8, _otherwise_encoded, _other_line_ends)
