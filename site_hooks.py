"""The adapter to MkDocs: pages and workbook into the build, mistakes out as one message.

What it does by calling MkDocs is here; what the pages say is in `carers_framework.site.pages`.
"""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from carers_framework.editions.load import EditionsError, load_and_check
from carers_framework.framework.load import FrameworkError
from carers_framework.framework.model import Framework
from carers_framework.framework.rules import contact_is_missing
from carers_framework.site import pages, policy
from carers_framework.site.downloads import offered_site, workbooks

FRAMEWORK_FILE = "framework.yaml"

SEARCH_SHIM = "assets/iframe-worker/shim.js"
"""What lets the search work from a folder. Material would ask another host for it."""


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load the editions, and set what the site takes from them: its address, its name, a page a section."""
    try:
        *earlier, framework = load_and_check(Path(config.config_file_path).parent / FRAMEWORK_FILE)
    except EditionsError as error:
        raise PluginError(str(error)) from None
    # The theme puts both into pages as they are in some places, and escapes them in others.
    config.site_name = escape(framework.edition.title)
    config.site_description = escape(framework.edition.summary)
    config.site_url = config.site_url or framework.edition.site
    if missing := contact_is_missing(config.site_url, framework.edition.contact):
        raise PluginError(f"{FRAMEWORK_FILE}: edition: contact: {missing}")
    config.nav = pages.sections_in_nav(config.nav or [], framework, tuple(earlier))
    config.extra["framework"] = framework
    config.extra["earlier"] = tuple(earlier)
    if _is_offline(config):
        config.extra["polyfills"] = [SEARCH_SHIM]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages, the style sheet of the levels, and the workbook."""
    framework: Framework = config.extra["framework"]
    root = Path(config.config_file_path).parent
    try:
        contents = workbooks(framework, root)
    except FrameworkError as error:  # in the worked example
        raise PluginError(str(error)) from None
    if not _is_offline(config):
        contents |= offered_site(framework, root, contents)
    workbook, *others = (pages.Download(name, len(content), kind) for name, (kind, content) in contents.items())
    pictures = {path.stem for path in (Path(config.docs_dir) / pages.PICTURES).glob("*.png")}
    for path, text in pages.render(framework, workbook, tuple(others), pictures, config.extra["earlier"]).items():
        files.append(File.generated(config, path, content=text))
    for name, (_, content) in contents.items():
        files.append(File.generated(config, f"{pages.DOWNLOADS}/{name}", content=content))
    return files


def _is_offline(config: MkDocsConfig) -> bool:
    """Whether the site is built to be opened from a folder."""
    return bool(config.plugins["material/offline"].config["enabled"])


def on_page_markdown(markdown: str, *, config: MkDocsConfig, **_: object) -> str:
    """Let every term of the glossary show its meaning, on generated and hand-written pages alike."""
    return pages.with_abbreviations(markdown, config.extra["framework"])


def on_env(env: Environment, files: Files, **_: object) -> Environment:
    """All pages are read now: refuse to build a site on which two of them cannot be told apart."""
    heads = {file.src_uri: file.page.meta for file in files.documentation_pages() if file.page}
    if mistakes := pages.repeated_heads(heads):
        raise PluginError("\n".join(mistakes))
    return env


def on_page_content(html: str, **_: object) -> str:
    """Mark each term once below a heading, so that a page is not strewn with marks, and see to the keyboard's stops."""
    return pages.without_stops_at_headings(pages.with_reachable_tables(pages.mark_first_terms(html)))


def on_post_page(output: str, **_: object) -> str:
    """Send no indentation: the theme's templates leave a tenth of a page's bytes in it."""
    return pages.without_indentation(output)


def on_post_build(config: MkDocsConfig) -> None:
    """Write what a web server should send with the pages. In a folder there is no server."""
    if not _is_offline(config):
        site = Path(config.site_dir)
        built = [path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))]
        (site / policy.FILE).write_text(policy.headers_file(built), encoding="utf-8")
