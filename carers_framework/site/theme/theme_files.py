"""The files of the theme, without its ten thousand icons: at every build, MkDocs would look at each to leave it out."""

from __future__ import annotations

import os
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from mkdocs.theme import Theme


class WithoutHidden(FileSystemLoader):
    """Loads any template, and lists those that are in no folder with a name like `.icons`."""

    def list_templates(self) -> list[str]:
        """Return the paths of the files in all folders, sorted."""
        found: set[str] = set()
        for path in self.searchpath:
            for place, folders, files in os.walk(path):
                folders[:] = [name for name in folders if not name.startswith(".")]
                within = Path(place).relative_to(path).as_posix()
                found.update(name if within == "." else f"{within}/{name}" for name in files)
        return sorted(found)


def pass_over_hidden(theme: Theme) -> None:
    """Have MkDocs list the files of a theme without those that it leaves out anyway, because their folder is hidden."""
    get_env = theme.get_env

    def get_environment() -> Environment:
        environment = get_env()
        environment.loader = WithoutHidden(theme.dirs)
        return environment

    theme.get_env = get_environment  # type: ignore[method-assign]
