"""Which cells of an OpenDocument spreadsheet are for typing in, by their styles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from xml.etree.ElementTree import Element

_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_ESCAPED = re.compile("_([0-9a-f]{1,4})_")


class Styles:
    """Which cell styles are for typing in, and which are locked and made for a text."""

    def __init__(self, parts: list[Element], without_text: Set[str]) -> None:
        styles = (style for part in parts for style in part.iter(f"{_STYLE}style"))
        self._styles = {style.attrib.get(f"{_STYLE}name", ""): style for style in styles}
        self._without_text = without_text

    def is_unlocked(self, name: str) -> bool:
        """Return whether cells of a style are for typing in. They are locked unless a style says otherwise."""
        said = (style.find(f"{_STYLE}table-cell-properties") for _, style in self._above(name))
        protections = (found.attrib.get(f"{_STYLE}cell-protect") for found in said if found is not None)
        return next((kind for kind in protections if kind), "protected") in {"none", "formula-hidden"}

    def is_for_text(self, name: str) -> bool:
        """Return whether locked cells of a style have texts of ours. Unformatted cells have the style Default."""
        above = [_unescaped(known) for known, _ in self._above(name)]
        return self.is_formatted(name) and not any(known in self._without_text for known in above)

    def is_formatted(self, name: str) -> bool:
        """Return whether cells of a style have any format."""
        return bool(name) and name != "Default" and name in self._styles

    def _above(self, name: str) -> Iterator[tuple[str, Element]]:
        """Yield a style and those that it is based on. In a damaged file they may go round in a circle."""
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            yield name, self._styles[name]
            name = self._styles[name].attrib.get(f"{_STYLE}parent-style-name", "")


def _unescaped(name: str) -> str:
    """Return the name of a style as people know it: "input_5f_date" is "input_date"."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), name)
