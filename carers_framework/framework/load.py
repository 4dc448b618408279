"""From a framework file to a Framework, or to the list of all that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from pydantic import BaseModel

from .model import Framework
from .put_right import put_right
from .rules import RULES, Rule
from .source.problems import FrameworkError, value_at
from .source.yaml_reader import Document, parse_document, read_text
from .validation import validated

__all__ = ["FrameworkError", "Located", "load", "load_as", "locate", "parse"]

ModelT = TypeVar("ModelT", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Located:
    """A framework with the name of its file, the line of each id in it, and the line of the edition's id.

    `keys` has the line of each key of an entry, by the entry's id and the key.
    """

    framework: Framework
    file: str
    lines: Mapping[str, int]
    edition_line: int
    keys: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def line_of(self, id_: str, key: str) -> int:
        """Return the line of a key of the entry with this id, or that of the entry where it has no such key."""
        return self.keys.get((id_, key), self.lines[id_])


def load(path: Path) -> Framework:
    """Load a framework file.

    Raises:
        FrameworkError: the file cannot be read, or is not a framework. It lists all mistakes at once.
    """
    return parse(read_text(path, path.name), path.name)


def parse(text: str, file: str) -> Framework:
    """Return the framework in a text. `file` is the name that mistakes are shown with.

    Raises:
        FrameworkError: the text is not a framework.
    """
    return _made(text, file, Framework, RULES)[1]


def load_as(model: type[ModelT], path: Path) -> ModelT:
    """Load a YAML file of another kind as a model.

    Raises:
        FrameworkError: the file cannot be read, or the model does not fit it.
    """
    return _made(read_text(path, path.name), path.name, model)[1]


def locate(path: Path, file: str) -> Located:
    """Load a framework file with the lines of its ids. `file` is the name that mistakes are shown with.

    Raises:
        FrameworkError: as for `load`.
    """
    document, framework = _made(read_text(path, file), file, Framework, RULES)
    ids = {at[:-1]: line for at, line in document.lines.items() if at[-1:] == ("id",)}
    # The edition's id may be the id of something else too, so its line is kept apart.
    edition_line = ids.pop(("edition",))
    names = {at: value_at(document.data, (*at, "id")) for at in ids}
    lines = {names[at]: line for at, line in ids.items()}
    keys = {(names[at[:-1]], str(at[-1])): line for at, line in document.lines.items() if at[:-1] in names}
    return Located(framework, file, MappingProxyType(lines), edition_line, MappingProxyType(keys))


def _made(text: str, file: str, model: type[ModelT], rules: Iterable[Rule] = ()) -> tuple[Document, ModelT]:
    """Return the document in a text, and the model that is made of it.

    Raises:
        FrameworkError: as for `load`.
    """

    def read(text: str) -> tuple[Document, ModelT]:
        document = parse_document(text, file)
        return document, validated(document, file, model, rules)

    def attempt(text: str) -> FrameworkError | None:
        try:
            read(text)
        except FrameworkError as error:
            return error
        return None

    try:
        return read(text)
    except FrameworkError as error:
        raise put_right(text, error, model, attempt) from None
