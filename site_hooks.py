"""The adapter to MkDocs: hand it the generated pages and the workbook, and report mistakes as one message.

Only what has to call MkDocs is here. `carers_framework.site` does the rest.
"""

from __future__ import annotations

import datetime
import sys
from pathlib import Path, PurePosixPath

from jinja2 import Environment
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from carers_framework.base.errors import UserError
from carers_framework.site.built import policy
from carers_framework.site.built.finish import (
    repeated_heads,
    with_reachable_tables,
    without_comments,
    without_indentation,
    without_stops_at_headings,
)
from carers_framework.site.built.theme_style import trim
from carers_framework.site.content.search import INDEX, improved, with_own_worker
from carers_framework.site.content.terms import mark_first_terms, with_abbreviations
from carers_framework.site.inputs import FILL_IN_SCRIPTS, SiteInputs, load_inputs, site_address
from carers_framework.site.navigation import with_generated_pages
from carers_framework.site.render import site_files

SEARCH_SHIM = "assets/iframe-worker/shim.js"
"""A script that lets the search work from a folder. Material would fetch it from another host."""


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load what the site is made from, and set the site's name, address and navigation from it."""
    try:
        inputs = load_inputs(
            Path(config.config_file_path).parent, for_folder=_is_offline(config), today=datetime.date.today()
        )
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
    config.nav = with_generated_pages(config.nav or [], inputs.framework)
    config.extra["inputs"] = inputs
    config.extra["framework"] = inputs.framework  # for the templates in overrides/
    if _is_offline(config):
        config.extra["polyfills"] = [SEARCH_SHIM]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages, the style sheet, the icon and the downloads. Our scripts lose their comments."""
    inputs: SiteInputs = config.extra["inputs"]
    generated = site_files(inputs)
    for path, content in generated.items():
        files.append(File.generated(config, path, content=content))
    for part in [file for file in files if PurePosixPath(file.src_uri).match(f"{FILL_IN_SCRIPTS}/*.js")]:
        # Visitors fetch several of them joined, as `site_files` has them.
        if part.src_uri not in generated:
            files.remove(part)
    for script in [file for file in files if PurePosixPath(file.src_uri).match("assets/*.js")]:
        files.remove(script)
        files.append(File.generated(config, script.src_uri, content=without_comments(script.content_string)))
    return files


def _is_offline(config: MkDocsConfig) -> bool:
    """Return whether the site is built to be opened from a folder."""
    return bool(config.plugins["material/offline"].config["enabled"])


def on_page_markdown(markdown: str, *, config: MkDocsConfig, **_: object) -> str:
    """Let every term of the glossary show its meaning, on generated and hand-written pages alike."""
    return with_abbreviations(markdown, config.extra["framework"])


def on_env(env: Environment, files: Files, **_: object) -> Environment:
    """Refuse to build a site on which two pages have the same title or description. By now all pages are read."""
    heads = {file.src_uri: file.page.meta for file in files.documentation_pages() if file.page}
    if mistakes := repeated_heads(heads):
        raise PluginError("\n".join(mistakes))
    return env


def on_page_content(html: str, **_: object) -> str:
    """Mark each term once below a heading, and make the page convenient for the keyboard."""
    return without_stops_at_headings(with_reachable_tables(mark_first_terms(html)))


def on_post_page(output: str, **_: object) -> str:
    """Let the page start our search, and remove the indentation, which is a tenth of the bytes of the theme's pages."""
    try:
        return without_indentation(with_own_worker(output))
    except UserError as error:
        raise PluginError(str(error)) from None


def on_post_build(config: MkDocsConfig) -> None:
    """Improve the search index, trim the theme's style sheets, and write the headers that a web server should send.

    A folder has no server. The theme's plugins have written the index by now; for a folder, its plugin `offline` makes
    a script of it later.
    """
    site = Path(config.site_dir)
    try:
        index = site / INDEX
        _write(index, improved(index.read_text(encoding="utf-8"), config.extra["framework"]))
        trim(site)
    except UserError as error:
        raise PluginError(str(error)) from None
    if not _is_offline(config):
        built = [path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))]
        _write(site / policy.FILE, policy.headers_file(built, config.site_url))


def _write(path: Path, text: str) -> None:
    """Write a text with the line ends that it has. Windows would put its own."""
    path.write_text(text, encoding="utf-8", newline="\n")
