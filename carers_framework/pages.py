"""A Framework becomes the pages of the site that are made from data: Markdown texts, with no MkDocs in it.

Whatever stands in the framework is text. It is escaped wherever a template puts it in, so that nothing written there
can become markup; a template that needs markup from a filter gets it as `Markdown`.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined

from .model import Framework
from .styles import site_stylesheet

STYLESHEET = "assets/levels.css"
DOWNLOADS = "downloads"

_MARKUP = re.compile(r"[&<>\\`*_\[\]{}|]|:(?=\S)")
"""What Markdown, its extensions or HTML could read as markup within a line."""

_LINE_START = re.compile(r"^(\d*)([-+#!=:?~.)]+)")
"""What Markdown could read as a list, a heading or a block at the start of a line."""


class Markdown(str):
    """A text that is Markdown already."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Download:
    """A file that the site offers: its name, its size in bytes, and what kind of file it is in words."""

    name: str
    size: int
    kind: str

    @property
    def path(self) -> str:
        """The path on the site, as a link has it."""
        return f"{DOWNLOADS}/{quote(self.name)}"

    @property
    def size_in_words(self) -> str:
        """The size for people: "84 kB"."""
        return f"{max(1, round(self.size / 1000))} kB"


def render(framework: Framework, workbook: Download) -> Mapping[str, str]:
    """Every generated page and style sheet, by its path below the site's docs folder.

    `workbook` is the empty workbook that the pages offer.
    """
    templates = _templates(framework, workbook)
    pages = {f"{name}.md": templates.get_template(f"{name}.md.j2").render(root=_root(name)) for name in _SINGLE_PAGES}
    section_page = templates.get_template("section.md.j2")
    for number, section in enumerate(framework.sections, start=1):
        pages[section_path(section.id)] = section_page.render(section=section, number=number, root="../")
    return MappingProxyType({**pages, STYLESHEET: site_stylesheet()})


def section_path(id_: str) -> str:
    """The path of a section's page below the docs folder."""
    return f"sections/{id_}.md"


_SINGLE_PAGES = ("index", "framework", "how-to-use", "sections/index", "wellbeing", "workbook", "about")


def _root(name: str) -> str:
    """The way from a page to the docs folder."""
    return "../" * name.count("/")


def _templates(framework: Framework, workbook: Download) -> Environment:
    environment = Environment(
        loader=PackageLoader("carers_framework"),
        finalize=escape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - `finalize` escapes everything, for Markdown and HTML alike
    )
    environment.filters.update(prose=prose, md=Markdown, sentence=_as_sentence_part)
    environment.globals.update(
        framework=framework,
        head=head,
        edition=framework.edition,
        workbook=workbook,
        level_by_score={level.score: level for level in framework.levels},
        source_by_id={source.id: source for source in framework.sources},
    )
    return environment


def escape(value: object) -> str:
    """A text as Markdown that shows just that text: one line, and no character of it read as markup."""
    if isinstance(value, Markdown):
        return value
    text = re.sub(r"\s+", " ", str(value))
    text = _MARKUP.sub(lambda found: _entities(found.group()), text)
    return _LINE_START.sub(lambda found: found.group(1) + _entities(found.group(2)), text)


def prose(text: str, indent: int = 0) -> Markdown:
    """A text of one or more paragraphs as Markdown; a new line begins a paragraph. All but the first are indented."""
    paragraphs = [escape(line) for line in text.split("\n") if line.strip()]
    return Markdown(f"\n\n{' ' * indent}".join(paragraphs))


def head(title: str, description: str) -> Markdown:
    """The front matter of a page: its title, and its description for lists and search engines."""
    lines = (
        f"{key}: {json.dumps(html.escape(text), ensure_ascii=False)}"
        for key, text in (("title", title), ("description", description))
    )
    return Markdown("\n".join(("---", *lines, "---")))


def _as_sentence_part(text: str) -> str:
    """A title in the middle of a sentence: its first letter small."""
    return text[:1].lower() + text[1:]


def _entities(text: str) -> str:
    return "".join(f"&#{ord(character)};" for character in text)


def sections_in_nav(nav: Iterable[object], framework: Framework) -> list[object]:
    """The navigation with a page for each section after the page `sections/index.md`, wherever that stands."""
    result: list[object] = []
    for entry in nav:
        pages = dict(entry) if isinstance(entry, dict) else {"": entry}
        for title, target in pages.items():
            below = sections_in_nav(target, framework) if isinstance(target, list) else target
            result.append({title: below} if title else below)
            if target == "sections/index.md":
                result += [{html.escape(section.title): section_path(section.id)} for section in framework.sections]
    return result
