"""Changes to the text of a YAML file that leave everything else as it was, comments too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import yaml


def replace_values(text: str, values: Mapping[tuple[str, ...], str]) -> str:
    """Return a YAML text with other values at some paths. Everything else stays as it was, comments too.

    Args:
        text: the text of a YAML file.
        values: for each path of keys, the value to put there, as YAML.

    Raises:
        KeyError: a path leads to no value.
    """
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    spans = [(*_span(root, path), value) for path, value in values.items()]
    # From the end of the text to its start, so that a replacement moves none of the places still to come.
    for start, end, value in sorted(spans, reverse=True):
        text = text[:start] + value + text[end:]
    return text


def _span(node: yaml.Node | None, path: Sequence[str]) -> tuple[int, int]:
    """Return where in the text the value at a path begins and ends, or raise KeyError."""
    for key in path:
        node = _child(node, key)
    if node is None or node.start_mark is None or node.end_mark is None:
        raise KeyError(path)
    return node.start_mark.index, node.end_mark.index


def _child(node: yaml.Node | None, key: str) -> yaml.Node:
    """Return the value of a key in a mapping, or raise KeyError."""
    for name, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if name.value == key:
            found: yaml.Node = value
            return found
    raise KeyError(key)


def without_key(text: str, key: str) -> str:
    """Return a YAML text without a key, wherever it is, and without its values."""
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    for start, end in sorted(_spans_of_key(root, key, text), reverse=True):
        text = text[:start] + text[end:]
    return text


def _spans_of_key(node: yaml.Node | None, key: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where in the text each use of a key begins and ends, with what separates it from its neighbour."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _spans_of_key(item, key, text)
    if isinstance(node, yaml.MappingNode):
        for number, (name, value) in enumerate(node.value):
            if name.value == key:
                yield _span_of_entry(node, number, text)
            else:
                yield from _spans_of_key(value, key, text)


def _span_of_entry(mapping: yaml.MappingNode, number: int, text: str) -> tuple[int, int]:
    """Return where in the text an entry of a mapping begins and ends, with what separates it from its neighbours."""
    name, value = mapping.value[number]
    start, end = name.start_mark.index, _end(value)
    line_start = text.rfind("\n", 0, start) + 1
    if not mapping.flow_style and not text[line_start:start].strip():
        return line_start, (text.find("\n", end) + 1) or len(text)
    # Within brackets, or after the hyphen of a list, which stays.
    if number == 0:
        return start, mapping.value[1][0].start_mark.index if len(mapping.value) > 1 else end
    return _end(mapping.value[number - 1][1]), end


def _end(node: yaml.Node) -> int:
    """Return where a value ends."""
    # Without brackets, YAML has a list end only where something else begins, which may be some comments further down.
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(node, yaml.MappingNode) else last
    end: int = node.end_mark.index
    return end
