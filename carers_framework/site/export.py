"""The site's sources as plain files: what another generator needs to make the same pages, with no code of ours.

Zensical reads them as they are: `zensical build` in the folder. So does MkDocs, and no hook is needed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from ..base.command import escape_unencodable_stdout
from ..base.errors import UserError
from ..base.text import one_line, reason
from ..editions.load import EditionsError, load_and_check
from ..framework.load import FrameworkError
from ..framework.model import Framework
from ..framework.rules import contact_is_missing
from . import pages
from .downloads import offered_site, workbooks

DOCS = "docs"
OVERRIDES = "overrides"
CONFIGURATION = "mkdocs.yml"

_FOR_US_ALONE = {"hooks", "watch"}
"""Settings that name our own code and sources. There are none in the folder."""


class ExportError(UserError):
    """The sources cannot be written. The text says why, and what to do."""


def exported(root: Path) -> Mapping[str, bytes]:
    """Every file of the site's sources, by its path: the settings, the pages, what they show and offer, the overrides.

    `root` is the folder of framework.yaml. Raises EditionsError with every mistake in the editions, FrameworkError for
    one in the worked example, ExportError for one in the settings, and OSError where a file cannot be read.
    """
    *earlier, framework = load_and_check(root / "framework.yaml")
    files = _in_folder(root, DOCS) | _in_folder(root, OVERRIDES)
    contents = workbooks(framework, root)
    contents |= offered_site(framework, root, contents)
    workbook, *others = (pages.Download(name, len(content), kind) for name, (kind, content) in contents.items())
    pictures = {Path(name).stem for name in files if name.startswith(f"{DOCS}/{pages.PICTURES}/")}
    rendered = pages.render(framework, workbook, tuple(others), pictures, tuple(earlier))
    files |= {f"{DOCS}/{path}": text.encode() for path, text in rendered.items()}
    files |= {f"{DOCS}/{pages.DOWNLOADS}/{name}": content for name, (_, content) in contents.items()}
    for name, content in files.items():
        if name.startswith(f"{DOCS}/") and name.endswith(".md"):
            files[name] = pages.with_abbreviations(content.decode(), framework).encode()
    settings = (root / CONFIGURATION).read_text(encoding="utf-8")
    files[CONFIGURATION] = resolved(settings, framework, tuple(earlier)).encode()
    return files


def resolved(settings: str, framework: Framework, earlier: tuple[Framework, ...] = ()) -> str:
    """The text of mkdocs.yml with everything in it that the site otherwise takes from the framework."""
    # Taken as nodes, not as values: a tag such as !!python/name stays what it is, and nothing is run.
    try:
        top = yaml.compose(settings, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise ExportError(f"{CONFIGURATION} is not YAML ({one_line(str(error))}). Correct it.") from None
    if not isinstance(top, yaml.MappingNode):
        raise ExportError(f"{CONFIGURATION} holds no settings. Take it from the project again.")
    found = {key.value: value for key, value in top.value if key.value not in _FOR_US_ALONE}
    nav = yaml.safe_load(yaml.serialize(found["nav"])) if "nav" in found else []
    extra = yaml.safe_load(yaml.serialize(found["extra"])) if "extra" in found else {}
    site = found["site_url"].value if "site_url" in found else framework.edition.site
    if missing := contact_is_missing(site, framework.edition.contact):
        raise ExportError(f"framework.yaml: edition: contact: {missing}")
    new = {
        "site_name": framework.edition.title,
        "site_description": framework.edition.summary,
        "site_url": site,
        "nav": pages.sections_in_nav(nav, framework, earlier),
        "extra": {
            **(extra or {}),
            "framework": _for_templates(framework),
            "earlier": [_for_templates(one) for one in earlier],
        },
    }
    found |= {key: yaml.compose(yaml.safe_dump(value, sort_keys=False)) for key, value in new.items()}
    if isinstance(found.get("plugins"), yaml.SequenceNode):
        # The plugin `offline` has to be told of the shim for the search by our hook, so it does not go along.
        found["plugins"].value = [node for node in found["plugins"].value if _name(node) != "offline"]
    top.value = [(yaml.ScalarNode("tag:yaml.org,2002:str", key), value) for key, value in found.items()]
    head = f"# Written by carers_framework.site.export from {CONFIGURATION} and the framework. Edit those, not this.\n"
    return head + yaml.serialize(top, allow_unicode=True, width=120)


def _name(plugin: yaml.Node) -> object:
    """The name of a plugin, whether or not it has settings."""
    return plugin.value[0][0].value if isinstance(plugin, yaml.MappingNode) else plugin.value


def _for_templates(framework: Framework) -> dict[str, object]:
    """What the overrides of the theme use of a framework, as plain values."""
    return {
        "edition": framework.edition.model_dump(mode="json"),
        "levels": [level.model_dump(mode="json") for level in framework.levels],
        "sections": [section.model_dump(mode="json", include={"id", "title"}) for section in framework.sections],
        "workbook_name": framework.workbook_name,
    }


def _in_folder(root: Path, name: str) -> dict[str, bytes]:
    """Every file of a folder of the project, by its path."""
    paths = sorted(path for path in (root / name).rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the sources of the site beside us into a new or empty folder. Returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m carers_framework.site.export", description=__doc__)
    parser.add_argument("folder", type=Path, help="where to write; it is made, or is empty")
    target = parser.parse_args(arguments).folder
    escape_unencodable_stdout()
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            print(f"{target} is there already, and is not an empty folder. Name another one.", file=sys.stderr)
            return 1
        files = exported(Path.cwd())
        for name, content in files.items():
            path = target / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    except (EditionsError, ExportError, FrameworkError) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename}: cannot be read or written ({reason(error)}). Check the name.", file=sys.stderr)
        return 1
    print(f"Written: {len(files)} files in {target}. In that folder, run: zensical build")
    return 0


if __name__ == "__main__":
    sys.exit(main())
