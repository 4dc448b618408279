"""The site's sources as plain files: another generator makes the same pages of them, without any of our code.

Zensical reads them as they are, with `zensical build` in the folder. So does MkDocs, and no hook is needed.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from ..base.text import one_line
from .built.finish import without_comments
from .content.terms import forms_of, with_abbreviations
from .inputs import DOCS, THEME, SiteError, SiteInputs, load_inputs, site_address
from .navigation import with_generated_pages
from .render import site_files
from .settings import (
    CONFIGURATION,
    OVERRIDES,
    SETTINGS_FILE,
    copyright_line,
    files_of_every_site,
    for_overrides,
)

_OURS_ALONE = {"hooks", "watch"}
"""Settings that name our own code and sources, which the export leaves behind."""

_HEAD = f"# Written by `carers-framework export` from {CONFIGURATION} and the framework. Edit those, not this.\n"

_TAG_OF_TEXTS = "tag:yaml.org,2002:str"


def exported(root: Path) -> Mapping[str, bytes]:
    """Return every file of the site's sources by its path: the settings, the pages and what they show, the overrides.

    Args:
        root: the folder of framework.yaml.

    Raises:
        EditionsError: there are mistakes in or between the editions.
        FrameworkError: there are mistakes in the worked example.
        SiteError: there is a mistake in the settings.
        OSError: a file cannot be read.
    """
    inputs = load_inputs(root)
    files = {f"{DOCS}/{path}": source.read_bytes() for path, source in files_of_every_site().items()}
    files |= _in_folder(THEME, OVERRIDES) | _in_folder(root, OVERRIDES) | _in_folder(root, DOCS)
    files |= {f"{DOCS}/{path}": content for path, content in site_files(inputs).items()}
    forms = forms_of(inputs.framework)
    for name, content in files.items():
        if name.startswith(f"{DOCS}/") and name.endswith(".md"):
            files[name] = with_abbreviations(content.decode(), forms).encode()
        elif name.startswith(f"{DOCS}/assets/") and name.endswith(".js"):
            files[name] = without_comments(content.decode()).encode()
    files[CONFIGURATION] = resolved(SETTINGS_FILE.read_text(encoding="utf-8"), inputs).encode()
    return files


def _in_folder(root: Path, name: str) -> dict[str, bytes]:
    """Return every file of a folder of the project, by its path."""
    paths = sorted(path for path in (root / name).rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def resolved(settings: str, inputs: SiteInputs) -> str:
    """Return the text of mkdocs.yml with everything in it that the hook takes from the framework.

    Raises:
        SiteError: the text is not YAML, or holds no settings, or names a real address without a contact.
    """
    top = _parsed(settings)
    nodes = {key.value: node for key, node in top.value if key.value not in _OURS_ALONE}
    added = {key: _as_node(value) for key, value in _from_framework(nodes, inputs).items()}
    if "plugins" in nodes:
        # Our hook gives the plugin `offline` the script that the search needs in a folder, so it cannot work here.
        added["plugins"] = _without_plugin(nodes["plugins"], "offline")
    top.value = [(yaml.ScalarNode(_TAG_OF_TEXTS, key), node) for key, node in (nodes | added).items()]
    return _HEAD + yaml.serialize(top, allow_unicode=True, width=120)


def _parsed(settings: str) -> yaml.MappingNode:
    """Return the settings as nodes and not as values: a tag such as !!python/name stays, and nothing is run.

    Raises:
        SiteError: the text is not YAML, or holds no settings.
    """
    try:
        top = yaml.compose(settings, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise SiteError(f"{CONFIGURATION} is not YAML ({one_line(str(error))}). Correct it.") from None
    if not isinstance(top, yaml.MappingNode):
        raise SiteError(f"{CONFIGURATION} holds no settings. Take it from the project again.")
    return top


def _from_framework(nodes: Mapping[str, yaml.Node], inputs: SiteInputs) -> Mapping[str, object]:
    """Return the settings that the site takes from the framework."""
    framework = inputs.framework
    return {
        "site_name": framework.edition.title,
        "site_description": framework.edition.summary,
        "site_url": site_address(_value(nodes, "site_url"), framework),
        "copyright": copyright_line(framework),
        "nav": with_generated_pages(_value(nodes, "nav") or [], inputs),
        "extra": {**(_value(nodes, "extra") or {}), **for_overrides(inputs)},
    }


def _value(nodes: Mapping[str, yaml.Node], key: str) -> Any:
    """Return a setting as a value, or None where there is no such setting."""
    # Through text again, because PyYAML offers no way from a node to its value.
    return yaml.safe_load(yaml.serialize(nodes[key])) if key in nodes else None


def _as_node(value: object) -> yaml.Node | None:
    """Return a value as a node. PyYAML's types allow None too, which it returns for an empty text alone."""
    return yaml.compose(yaml.safe_dump(value, sort_keys=False), Loader=yaml.SafeLoader)


def _without_plugin(plugins: yaml.Node, name: str) -> yaml.Node:
    """Return the list of plugins without one of them."""
    if not isinstance(plugins, yaml.SequenceNode):
        return plugins
    kept = [plugin for plugin in plugins.value if _plugin_name(plugin) != name]
    return yaml.SequenceNode(plugins.tag, kept, flow_style=plugins.flow_style)


def _plugin_name(plugin: yaml.Node) -> object:
    """Return the name of a plugin: it is the item itself, or the item's only key where the plugin has settings."""
    return plugin.value[0][0].value if isinstance(plugin, yaml.MappingNode) else plugin.value
