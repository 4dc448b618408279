"""Begin a new edition: the current one is kept in `editions/`, and the framework file becomes the new one.

`python -m carers_framework.editions.begin 2027`; so does `make edition NEW=2027`. Either all of it is done, or nothing.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Mapping
from pathlib import Path

import yaml

from ..base.command import escape_unencodable_stdout
from ..base.errors import UserError
from ..base.files import write_atomically
from ..framework.load import FrameworkError, parse
from ..framework.model import Framework
from .check import FOLDER, EditionsError, by_age, check, locate_all

_ID = re.compile(r"(\d{4})(-[a-z0-9]+)*")
_SCHEMA_LINE = re.compile(r"\A(# yaml-language-server: \$schema=)(?=framework\.schema\.json)")

_NEXT = """\
Edition {new} has begun in {file}. Edition {old} is kept in {kept}.

What to do next:
1. Change {file}. A reworded item keeps its id. A new one gets a new id. One that takes the place of others
   says `replaces: [old-id]`.
2. For each item that you take out, say in {kept} where it went: `moved_to: [new-id]`, or `dropped:` and why.
   `make check` lists every item for which this is missing.
3. Look at `edition:` in {file}: title, authors, thanks, and `document`, the source that the edition restates.
   A new document goes into `sources` too.
4. `make changelog` prints an entry for CHANGELOG.md.
5. `make test` and `make`. The site then has a page on what changed, and edition {old} to look things up.
"""


def begin(framework_file: Path, new_id: str) -> str:
    """Keep the current edition in `editions/` and give the framework file a new id and year; gives what to do next.

    The id begins with the year of the new edition. Raises EditionsError where that cannot be done, with every reason,
    and OSError where a file cannot be written. Nothing has changed then.
    """
    current, year = _may_begin(framework_file, new_id)
    old_text = framework_file.read_bytes().decode("utf-8-sig")
    new_text = with_values(old_text, {("edition", "id"): f'"{new_id}"', ("edition", "updated"): str(year)})
    try:
        parse(new_text, framework_file.name)
    except FrameworkError as error:
        raise EditionsError(str(error)) from None
    kept = framework_file.parent / FOLDER / f"{current.edition.id}.yaml"
    kept.parent.mkdir(exist_ok=True)
    try:
        write_atomically(kept, _SCHEMA_LINE.sub(r"\1../", old_text).encode())
        write_atomically(framework_file, new_text.encode())
    except BaseException:
        kept.unlink(missing_ok=True)
        raise
    return _NEXT.format(new=new_id, old=current.edition.id, file=framework_file.name, kept=f"{FOLDER}/{kept.name}")


def with_values(text: str, values: Mapping[tuple[str, ...], str]) -> str:
    """A YAML text with other values at some paths, and all else, comments too, as it was. Raises KeyError."""
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    spans = sorted(((*_span(root, path), value) for path, value in values.items()), reverse=True)
    for start, end, value in spans:
        text = text[:start] + value + text[end:]
    return text


def _span(node: yaml.Node | None, path: tuple[str, ...]) -> tuple[int, int]:
    """Where the value at a path begins and ends in the text. Raises KeyError where there is none."""
    for key in path:
        found = [value for name, value in node.value if name.value == key] if isinstance(node, yaml.MappingNode) else []
        if not found:
            raise KeyError(key)
        node = found[0]
    if node is None or node.start_mark is None or node.end_mark is None:
        raise KeyError(path)
    return node.start_mark.index, node.end_mark.index


def _may_begin(framework_file: Path, new_id: str) -> tuple[Framework, int]:
    """The current edition, and the year of the new one. Raises EditionsError with the reasons against it."""
    editions = locate_all(framework_file)
    reasons = [finding.text() for finding in check(editions) if not finding.is_warning]
    current = editions[-1].framework
    used = {one.framework.edition.id: one.file for one in editions}
    named = _ID.fullmatch(new_id)
    year = int(named[1]) if named else 0
    kept = framework_file.parent / FOLDER / f"{current.edition.id}.yaml"
    if not named or not 1900 <= year <= 2200 or len(new_id) > 60:
        reasons.append(f"'{new_id}' cannot be the id of an edition. Begin with the year, such as 2027 or 2027-trial.")
    elif new_id in used:
        reasons.append(f"Edition {new_id} is there already, in {used[new_id]}. Choose another id.")
    elif (year, new_id) <= by_age(current):
        reasons.append(f"Edition {new_id} would not be later than edition {current.edition.id}. Choose a later year.")
    if kept.exists():
        reasons.append(f"{FOLDER}/{kept.name} is there already. Look at what it is, and move it away.")
    if reasons:
        raise EditionsError("\n".join(reasons))
    return current, year


def _main() -> int:
    parser = argparse.ArgumentParser(description="Keep the current edition in editions/, and begin a new one.")
    parser.add_argument("new", help="the id of the new edition, which begins with its year: 2027")
    parser.add_argument("--framework", type=Path, default=Path("framework.yaml"), help="the framework file")
    options = parser.parse_args()
    escape_unencodable_stdout()
    try:
        print(begin(options.framework, options.new), end="")
    except UserError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(_main())
