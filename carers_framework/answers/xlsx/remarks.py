"""What is beside the values of a sheet: comments, links, pictures and text boxes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from ...base.area import row_and_column
from ...words import reading as words
from .cells import Place, text_of
from .elements import descendants, first, local_name, namespace
from .numbers import whole_number_in
from .package import Package, Relation

_KINDS = ("drawing", "threadedcomment", "comments")
"""The kinds of parts that hold what is beside cells, as the ends of what they are called in small letters."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A text that belongs to a cell but is not its value: a comment, the address of a link, the text of a text box."""

    sheet: str
    place: Place
    text: str
    is_link: bool = False


@dataclass(frozen=True, slots=True)
class Beside:
    """What is beside the values of a sheet.

    `drawn` is how many pictures, text boxes and other objects it has. A part that is damaged counts as one.
    """

    remarks: tuple[Remark, ...]
    drawn: int


def beside(package: Package, part: str, sheet: str, links: Iterable[tuple[str, str]]) -> Beside:
    """Return what is beside the values of a sheet.

    Args:
        package: the file.
        part: the part with the sheet.
        sheet: its name.
        links: the cells of links, and the ids of their addresses.
    """
    relations = package.relations(part)
    found = {kind: _trees(package, relations, kind) for kind in _KINDS}
    damaged = sum(tree is None for trees in found.values() for tree in trees)
    drawn, threads, comments = ([tree for tree in trees if tree is not None] for trees in found.values())
    drawings = [anchor for tree in drawn for anchor in _drawn(tree)]
    remarks = [*_comments(threads, comments, sheet), *_links(links, relations, sheet)]
    for anchor in drawings:
        if text := _text_in(anchor):
            remarks.append(Remark(sheet, _corner(anchor), words.TEXT_BOX.format(text=text)))
    return Beside(tuple(remarks), len(drawings) + damaged)


def _trees(package: Package, relations: Mapping[str, Relation], kind: str) -> list[Element | None]:
    """Return the XML of the parts of a kind that a sheet refers to, or None for one that is damaged."""
    parts = (relation.part for relation in relations.values() if relation.kind.lower().endswith(f"/{kind}"))
    return [package.tree_if_whole(part) for part in parts if part and part in package]


def _comments(threads: Iterable[Element], comments: Iterable[Element], sheet: str) -> Iterator[Remark]:
    """Yield the comments in cells. A thread of comments also has an old-style one, with advice for older programs."""
    threaded: set[Place] = set()
    for tree in threads:
        for element in descendants(tree, "threadedComment"):
            text = "".join(part.text or "" for part in descendants(element, "text"))
            yield from _comment(element, text, sheet)
            threaded.add(_place(element.attrib.get("ref", "")))
    for tree in comments:
        for element in descendants(tree, "comment"):
            place = _place(element.attrib.get("ref", ""))
            holder = first(element, "text")
            if place not in threaded and holder is not None:
                yield from _comment(element, text_of(holder, namespace(holder)), sheet)


def _comment(element: Element, text: str, sheet: str) -> Iterator[Remark]:
    if text.strip():
        place = _place(element.attrib.get("ref", ""))
        yield Remark(sheet, place, words.COMMENT.format(text=text.strip()))


def _links(links: Iterable[tuple[str, str]], relations: Mapping[str, Relation], sheet: str) -> Iterator[Remark]:
    """Yield the addresses on the web that cells lead to."""
    for reference, id_ in links:
        relation = relations.get(id_)
        if relation and relation.address:
            yield Remark(sheet, _place(reference), words.LINK.format(text=relation.address), is_link=True)


def _place(reference: str) -> Place:
    """Return the first of the cells that something belongs to: A1 where the file does not say."""
    return row_and_column(reference.partition(":")[0].upper() or "A1")


def _drawn(tree: Element) -> Iterator[Element]:
    """Yield the anchors of pictures, text boxes and other objects of a drawing, but not of charts."""
    for element in tree:
        # What only newer programs draw is in a choice, beside what others draw instead: a form's boxes, ink, 3D models.
        inside = element.iter() if local_name(element) == "AlternateContent" else (element,)
        anchor = next((part for part in inside if local_name(part).endswith("Anchor")), None)
        if anchor is not None and "graphicFrame" not in map(local_name, anchor.iter()):
            yield anchor


def _text_in(anchor: Element) -> str:
    """Return the text of text boxes, each paragraph on a line."""
    paragraphs = (element for element in anchor.iter() if local_name(element) == "p")
    return "\n".join(map(_line, paragraphs)).strip()


def _line(paragraph: Element) -> str:
    return "".join(element.text or "" for element in paragraph.iter() if local_name(element) == "t")


def _corner(anchor: Element) -> Place:
    """Return the cell at the top left of a drawing. One that is placed by its distance from the edge is at A1."""
    start = first(anchor, "from")
    if start is None:
        return 1, 1
    numbers = {local_name(element): element.text or "0" for element in start}
    return whole_number_in(numbers.get("row", "0")) + 1, whole_number_in(numbers.get("col", "0")) + 1
