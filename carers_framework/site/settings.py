"""What the settings of a site take from the package and from the framework, for MkDocs and for the export alike."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from markupsafe import Markup, escape

from ..framework.model import Framework
from .content.heads import page_names
from .inputs import DOCS, THEME, SiteInputs

CONFIGURATION = "mkdocs.yml"
OVERRIDES = "overrides"

SETTINGS_FILE = THEME / CONFIGURATION
"""The settings of every site."""


def files_of_every_site() -> Mapping[str, Path]:
    """Return the files that are on every site, by their paths below the docs folder."""
    docs = THEME / DOCS
    paths = sorted(path for path in docs.rglob("*") if path.is_file())
    return MappingProxyType({path.relative_to(docs).as_posix(): path for path in paths})


def copyright_line(framework: Framework) -> str | None:
    """Return the line on rights at the foot of every page, as HTML, or None where the publisher has given none."""
    words, licence = framework.statements.copyright, framework.statements.licence
    link = Markup('<a href="{}" rel="license">Licence of the texts</a>').format(licence) if licence else ""
    return " ".join(filter(None, (escape(words) if words else "", link))) or None


def for_overrides(inputs: SiteInputs) -> dict[str, object]:
    """Return what the templates in `overrides/` use, as plain values: an export has to hold them too."""
    framework = inputs.framework
    return {
        "framework": {
            "edition": framework.edition.model_dump(mode="json"),
            "sections": [section.model_dump(mode="json", include={"id", "title"}) for section in framework.sections],
            "readers": [reader.model_dump(mode="json", include={"id", "title"}) for reader in framework.readers],
            "licence": framework.statements.licence,
        },
        "site_pages": sorted(page_names(framework) | inputs.own_pages.keys()),
        "own_pages": [{"name": name, "title": title} for name, title in inputs.own_pages.items()],
        "sharing_picture": inputs.sharing_picture,
    }
