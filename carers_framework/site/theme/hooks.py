"""The adapter to MkDocs: hand it the generated pages and the workbook, and report mistakes as one message.

Only what has to call MkDocs is here. `carers_framework.site` does the rest.
"""

from __future__ import annotations

import datetime
import gc
import sys
from functools import cache, partial
from pathlib import Path, PurePosixPath
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, Template
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from carers_framework.base.errors import UserError
from carers_framework.site.built import policy
from carers_framework.site.built.finish import (
    repeated_heads,
    with_reachable_tables,
    without_comments,
    without_indentation,
    without_stops_at_headings,
)
from carers_framework.site.built.template_mistakes import check_names, template_mistakes
from carers_framework.site.built.theme_style import trim
from carers_framework.site.content.search import INDEX, improved, with_own_worker
from carers_framework.site.content.terms import forms_of, mark_first_terms, with_abbreviations
from carers_framework.site.inputs import (
    DOCS,
    EXAMPLE_FILE,
    FILL_IN_SCRIPTS,
    FRAMEWORK_FILE,
    SiteInputs,
    load_inputs,
    site_address,
)
from carers_framework.site.navigation import with_generated_pages
from carers_framework.site.render import data_makers, files_without_data, site_files
from carers_framework.site.served import SCRIPT, line_script, makers_from_file
from carers_framework.site.settings import OVERRIDES, copyright_line, files_of_every_site, for_overrides
from carers_framework.site.theme.on_request import with_made
from carers_framework.site.theme.session import Session
from carers_framework.site.theme.theme_files import pass_over_hidden

HERE = Path(__file__).parent
TEMPLATES = HERE.parent / "templates"

CHANGED = ("main.html", "404.html", "fill-in.html")
"""Our templates in overrides/, which MkDocs renders."""

SEARCH_SHIM = "assets/iframe-worker/shim.js"
"""A script that lets the search work from a folder. Material would fetch it from another host."""

SESSION = Session()
"""What lasts from build to build. MkDocs gives a hook no other place for it, and says only once which command runs."""


def on_startup(*, command: str, **_: object) -> None:
    """Note whether the site is served to its maintainer."""
    SESSION.is_served = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load what the site is made from, and set from it all that depends on the project in the current folder."""
    root = Path.cwd()
    if SESSION.is_served:
        # A build makes a million objects that last as long as it does. Looking through them again and again for garbage
        # would take a tenth of its time. Python looks afterwards, when nobody waits.
        gc.disable()
    try:
        inputs = load_inputs(root, for_folder=_is_offline(config), today=datetime.date.today())
        config.site_url = site_address(config.site_url, inputs.framework)
    except UserError as error:
        # MkDocs shows the text of a PluginError; of any other exception it shows a traceback.
        raise PluginError(str(error)) from None
    for warning in inputs.overdue:
        # Not a warning of MkDocs, which would fail a strict build. The site can be published all the same.
        print(warning, file=sys.stderr)
    # The theme puts both into pages as they are in some places, and escapes them in others.
    config.site_name = escape(inputs.framework.edition.title)
    config.site_description = escape(inputs.framework.edition.summary)
    config.copyright = copyright_line(inputs.framework)
    config.nav = with_generated_pages(config.nav or [], inputs)
    config.extra.update(for_overrides(inputs), inputs=inputs, forms=forms_of(inputs.framework))
    SESSION.begin_texts(config.extra["forms"])
    _set_folders(config, root)
    pass_over_hidden(config.theme)
    if _is_offline(config):
        config.extra["polyfills"] = [SEARCH_SHIM]
    if SESSION.is_served:
        config.extra_javascript.append(SCRIPT)
    return config


def _set_folders(config: MkDocsConfig, root: Path) -> None:
    """Have MkDocs read the project's own pages, write into its folder, and look out for changes there.

    The settings come from the package, and MkDocs takes paths from where they are.
    """
    if (docs := root / DOCS).is_dir():
        config.docs_dir = str(docs)
    if Path(config.site_dir) == HERE / "site":
        config.site_dir = str(root / "site")
    if (overrides := root / OVERRIDES).is_dir():
        config.theme.dirs.insert(0, str(overrides))
    watched = (*(root / name for name in (FRAMEWORK_FILE, EXAMPLE_FILE, "editions", DOCS, OVERRIDES)), HERE, TEMPLATES)
    config.watch = [str(path) for path in watched if path.exists()]


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages of every site, the generated ones, the style sheet, the icon and the downloads.

    Our scripts lose their comments.
    """
    inputs: SiteInputs = config.extra["inputs"]
    for path, source in files_of_every_site().items():
        if path not in files.src_uris:
            files.append(File.generated(config, path, abs_src_path=str(source)))
    try:
        generated = dict(files_without_data(inputs) if SESSION.is_served else site_files(inputs))
    except UserError as error:
        raise PluginError(str(error)) from None
    if SESSION.is_served:
        generated[SCRIPT] = line_script()
        makers = {**data_makers(inputs), **makers_from_file(Path.cwd() / FRAMEWORK_FILE)}
        SESSION.on_request = {path: cache(make) for path, make in makers.items()}
    for path, content in generated.items():
        files.append(File.generated(config, path, content=content))
    for part in [file for file in files if PurePosixPath(file.src_uri).match(f"{FILL_IN_SCRIPTS}/*.js")]:
        # Visitors fetch several of them joined, as `site_files` has them.
        if part.src_uri not in generated:
            files.remove(part)
    for script in [file for file in files if PurePosixPath(file.src_uri).match("assets/*.js")]:
        files.remove(script)
        files.append(File.generated(config, script.src_uri, content=without_comments(script.content_string)))
    SESSION.begin(config, files)
    return files


def on_serve(server: LiveReloadServer, **_: object) -> LiveReloadServer:
    """Have the server make what is made only when it is asked for."""
    server.set_app(with_made(server.serve_request, SESSION.made, server.mount_path))
    return server


def _is_offline(config: MkDocsConfig) -> bool:
    """Return whether the site is built to be opened from a folder."""
    return bool(config.plugins["material/offline"].config["enabled"])


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Let every term of the glossary show its meaning, on generated and hand-written pages alike."""
    make = partial(with_abbreviations, forms=config.extra["forms"])
    complete = SESSION.once("terms", page, markdown, make)
    SESSION.reuse(page, complete)
    return complete


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    """Refuse to build a site with a mistake in our templates, or with two pages of the same title or description.

    By now all pages are read.
    """
    env.bytecode_cache = FileSystemBytecodeCache()
    search: Any = config.plugins["material/search"]
    SESSION.reuse_entries(search.search_index)
    env.template_class = ReportedTemplate
    try:
        with template_mistakes():
            for name in CHANGED:
                env.get_template(name)
                check_names(env, name, TemplateContext.__annotations__.keys())
    except UserError as error:
        raise PluginError(str(error)) from None
    heads = {file.src_uri: file.page.meta for file in files.documentation_pages() if file.page}
    if mistakes := repeated_heads(heads):
        raise PluginError("\n".join(mistakes))
    return env


class ReportedTemplate(Template):
    """A template of the theme. What MkDocs would report as a traceback is one line."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        """Return the page.

        Raises:
            PluginError: there is a mistake in a template.
        """
        try:
            with template_mistakes():
                return super().render(*args, **kwargs)
        except UserError as error:
            raise PluginError(str(error)) from None


def on_page_content(html: str, *, page: Page, **_: object) -> str:
    """Mark each term once below a heading, and make the page convenient for the keyboard."""
    return SESSION.once("content", page, html, _convenient)


def _convenient(html: str) -> str:
    return without_stops_at_headings(with_reachable_tables(mark_first_terms(html)))


def on_post_page(output: str, **_: object) -> str:
    """Let the page start our search, and remove the indentation, which is a tenth of the bytes of the theme's pages."""
    try:
        page = with_own_worker(output)
    except UserError as error:
        raise PluginError(str(error)) from None
    return page if SESSION.is_served else without_indentation(page)


def on_post_build(config: MkDocsConfig) -> None:
    """Improve the search index, trim the theme's style sheets, and write the headers that a web server should send.

    A folder has no server. The theme's plugins have written the index by now; for a folder, its plugin `offline` makes
    a script of it later. The one maintainer to whom the site is served can do without small style sheets and headers.
    """
    site = Path(config.site_dir)
    try:
        index = site / INDEX
        _write(index, improved(index.read_text(encoding="utf-8"), config.extra["inputs"].framework))
        if not SESSION.is_served:
            trim(site)
    except UserError as error:
        raise PluginError(str(error)) from None
    if not (SESSION.is_served or _is_offline(config)):
        built = [path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))]
        _write(site / policy.FILE, policy.headers_file(built, config.site_url))
    gc.enable()


def on_build_error(**_: object) -> None:
    """Let Python look for garbage again, after a mistake too."""
    gc.enable()


def _write(path: Path, text: str) -> None:
    """Write a text with the line ends that it has. Windows would put its own."""
    path.write_text(text, encoding="utf-8", newline="\n")
