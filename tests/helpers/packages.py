"""Take .xlsx files (zip archives of XML parts) apart, and put them together again."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable

Parts = list[tuple[str, bytes]]
"""The parts of a package in their order, as (name, content). A name may be there twice."""


def parts_of(content: bytes) -> Parts:
    """Return the parts of a package."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def texts_of(content: bytes) -> dict[str, str]:
    """Return the parts of a package as texts, by their names. All of them are UTF-8."""
    return {name: part.decode() for name, part in parts_of(content)}


def zipped(parts: Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip archive of parts, with any names, even repeated ones."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method, compresslevel=1) as archive:
        for name, content in parts:
            # A ZipInfo takes any name. Forgetting the name avoids the warning that a repeated one gives.
            info = zipfile.ZipInfo(name)
            info.compress_type = method
            archive.NameToInfo.pop(info.filename, None)
            archive.writestr(info, content)
    return stream.getvalue()


def with_parts(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """Return a package in which every part is what `change` makes of its name and content."""
    return zipped([(name, change(name, part)) for name, part in parts_of(content)])


def with_shared_texts(content: bytes) -> bytes:
    """Return a workbook as Excel saves it: with the texts in a separate part, and their numbers in the cells."""
    texts: list[str] = []

    def shared(found: re.Match[str]) -> str:
        texts.append(found.group(1))
        return f't="s"><v>{len(texts) - 1}</v>'

    parts = dict(parts_of(content))
    for name in (name for name in parts if name.startswith("xl/worksheets/sheet")):
        parts[name] = re.sub(r't="inlineStr"><is>(.*?)</is>', shared, parts[name].decode(), flags=re.DOTALL).encode()
    relation = (
        '<Relationship Id="texts" Target="sharedStrings.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/></Relationships>'
    )
    relations = parts["xl/_rels/workbook.xml.rels"]
    parts["xl/_rels/workbook.xml.rels"] = relations.replace(b"</Relationships>", relation.encode())
    items = "".join(f"<si>{text}</si>" for text in texts)
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{namespace}">{items}</sst>'.encode()
    return zipped(parts.items())
