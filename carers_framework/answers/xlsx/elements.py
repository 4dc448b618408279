"""Finding elements and attributes of a workbook's XML, whatever their namespaces.

The strict form of the format (ISO/IEC 29500, Strict) has other namespaces than the one that Excel writes by default.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element


def namespace(element: Element) -> str:
    """Return the namespace of an element as it is written before the name: "{http://…}", or nothing."""
    return element.tag[: element.tag.rfind("}") + 1]


def local_name(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def descendants(element: Element, name: str) -> Iterator[Element]:
    """Yield every element of a name below another, in the same namespace."""
    return element.iter(f"{namespace(element)}{name}")


def first(element: Element, name: str) -> Element | None:
    """Return the first element of a name below another, in the same namespace, or None."""
    return next(descendants(element, name), None)


def qualified_attribute(element: Element, name: str) -> str:
    """Return the attribute of a name that has a namespace, such as `r:id`, or nothing."""
    # ElementTree writes such an attribute as "{http://…}id".
    return next((value for key, value in element.attrib.items() if "}" in key and key.endswith(f"}}{name}")), "")
