"""The files of the theme are listed without those that MkDocs leaves out."""

from __future__ import annotations

from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from carers_framework.site.settings import SETTINGS_FILE
from carers_framework.site.theme.theme_files import pass_over_hidden


def theme_files(config: MkDocsConfig) -> list[str]:
    """Return the paths of the files that MkDocs takes from the theme, in their order."""
    files = Files([])
    files.add_files_from_theme(config.theme.get_env(), config)
    return [file.src_uri for file in files]


def test_same_files() -> None:
    """MkDocs takes the same files from the theme in the same order, and does not see its icons."""
    config = load_config(str(SETTINGS_FILE))
    before = theme_files(config)
    pass_over_hidden(config.theme)
    assert theme_files(config) == before != []
    assert not [name for name in config.theme.get_env().list_templates() if name.startswith(".icons/")]
