"""The generated files of the site: pages as Markdown, the style sheet and the icon.

Rendering is a pure function with no MkDocs in it, so that another site generator can take over.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, PackageLoader, StrictUndefined

from ..base import colours
from ..base.dates import a_year_after
from ..base.text import beginning, within_a_sentence
from ..online.scripts import makers
from ..words.site import number_in_words
from .built.template_mistakes import template_mistakes
from .content.acts import page_of_each
from .content.heads import page_names, page_titles, words_of
from .content.related import example_words
from .diagrams.drawings import drawings
from .fill_in import joined
from .inputs import SiteInputs
from .markup import Markdown, escape, places, prose, words_before, words_now
from .navigation import sections_title
from .pages import Page, all_pages

STYLE_SHEET = "assets/site.css"
FILL_IN_STYLE_SHEET = "assets/fill-in/style.css"
ICON = "assets/icon.svg"
EXAMPLE_WORDS = "assets/example-words.js"

# One file, because each costs a visitor a request: colours first, then what is on the screen, then on paper.
_STYLES = (
    "style/colours.css.j2",
    "style/screen.css",
    "style/section.css",
    "style/diagrams.css",
    "style/search.css",
    "style/paper.css",
    "style/printing.css",
)

# Only one page fetches these.
_FILL_IN_STYLES = (
    "style/fill-in.css",
    "style/fill-in-steps.css",
    "style/fill-in-sizes.css",
    "style/fill-in-paper.css",
)

# No text between quotation marks in our style sheets has the mark of a comment or any of these signs in it. A space
# before a colon stays: `p :is(a)` is not `p:is(a)`.
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s*([{};,])\s*|(?<=:)\s+|\s*\n\s*")


def site_files(inputs: SiteInputs) -> Mapping[str, bytes]:
    """Return every generated file and every download, by its path below the docs folder."""
    data = {path: make() for path, make in data_makers(inputs).items()}
    return MappingProxyType({**files_without_data(inputs), **data})


def data_makers(inputs: SiteInputs) -> Mapping[str, Callable[[], bytes]]:
    """Return what makes each script of data for the page that fills in the workbook, by its path below docs."""
    made = makers((*inputs.earlier, inputs.framework), inputs.downloads[0].content)
    return MappingProxyType({path: partial(_encoded, make) for path, make in made.items()})


def _encoded(make: Callable[[], str]) -> bytes:
    return make().encode()


def files_without_data(inputs: SiteInputs) -> Mapping[str, bytes]:
    """Return what `site_files` returns, without the scripts of data: they take as long as all the rest."""
    texts = {**render(inputs), **joined(inputs.scripts)}
    files = {path: text.encode() for path, text in texts.items()}
    return MappingProxyType(files | {download.path: download.content for download in inputs.downloads})


def render(inputs: SiteInputs) -> Mapping[str, str]:
    """Return every generated page, style sheet, icon and script, by its path below the docs folder.

    Raises:
        TemplateMistakeError: there is a mistake in a template.
    """
    templates = _templates()
    shared = _shared_values(inputs)
    with template_mistakes():
        pages = {page.path: _page(page, templates, shared) for page in all_pages(inputs)}
        icon = templates.get_template("icon.svg.j2").render(colours=colours).strip()
    assets = {
        STYLE_SHEET: _style_sheet(templates, inputs, _STYLES),
        FILL_IN_STYLE_SHEET: _style_sheet(templates, inputs, _FILL_IN_STYLES),
        ICON: icon,
        EXAMPLE_WORDS: example_words(inputs.framework),
    }
    return MappingProxyType({**pages, **assets})


def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("carers_framework.site"),
        finalize=escape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - `finalize` escapes everything, for Markdown and HTML alike
        # Compiled templates are kept in the system's temporary folder: compiling takes half of the time of all pages.
        bytecode_cache=FileSystemBytecodeCache(),
    )
    environment.filters.update(
        a_year_after=a_year_after,
        beginning=beginning,
        in_words=number_in_words,
        md=Markdown,
        places=places,
        prose=prose,
        sentence=within_a_sentence,
        words_before=words_before,
        words_now=words_now,
    )
    return environment


def _shared_values(inputs: SiteInputs) -> Mapping[str, Any]:
    """Return what the templates of all pages can use."""
    framework = inputs.framework
    return {
        "framework": framework,
        "edition": framework.edition,
        "workbook": inputs.downloads[0],
        "source_by_id": {source.id: source for source in framework.sources},
        "drawings": drawings(framework),
        "section_titles": {section.id: section.title for section in framework.sections},
        "theme_titles": {theme.id: theme.title for theme in framework.themes},
        "page_of": page_of_each(framework),
        "sections_title": sections_title(framework),
        "page_titles": page_titles(framework),
        "site_pages": page_names(framework) | inputs.own_pages.keys(),
        "words_of": partial(words_of, framework),
    }


def _page(page: Page, templates: Environment, shared: Mapping[str, Any]) -> str:
    """Return a page as Markdown, with its front matter. A template is also given `root`, the way to the docs folder."""
    root = "../" * page.path.count("/")
    text = templates.get_template(page.template).render({**shared, **page.values, "root": root})
    return f"{_front_matter(page)}\n\n{text.lstrip()}"


def _front_matter(page: Page) -> str:
    # MkDocs and the theme put both into HTML as they are. JSON is YAML in which every text is quoted.
    head = {"title": html.escape(page.title), "description": html.escape(page.description), **page.settings}
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items())
    return "\n".join(("---", *lines, "---"))


def _style_sheet(templates: Environment, inputs: SiteInputs, names: Iterable[str]) -> str:
    """Return a style sheet without comments and spaces that mean nothing, which a visitor need not fetch."""
    used = {level.colour for edition in (*inputs.earlier, inputs.framework) for level in edition.levels}
    shades = {colour: shades for colour, shades in colours.SHADES.items() if colour in used}
    parts = [templates.get_template(name).render(colours=colours, shades_of_levels=shades) for name in names]
    without_comments = _COMMENT.sub("", "\n".join(parts))
    return _SPACE.sub(_without_spaces, without_comments).replace(";}", "}").strip()


def _without_spaces(found: re.Match[str]) -> str:
    """Return a sign without the spaces around it, or one space for a break within a line that goes on."""
    if found[1]:
        return found[1]
    return "" if "\n" not in found[0] else " "
