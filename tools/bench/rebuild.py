"""Build the site again as `serve` does, and print how long that takes: `python -m tools.bench.rebuild FOLDER`.

It prints two numbers: the seconds of processor time for the whole site at the start, and for the site after a change of
the text of an indicator, which is on many pages and in the workbooks. It is a process of its own, because MkDocs keeps
settings for as long as its process lives.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config.base import load_config

from carers_framework.framework.load import load
from carers_framework.site.inputs import FRAMEWORK_FILE
from carers_framework.site.settings import SETTINGS_FILE
from tools import ROOT

_SOURCES = (FRAMEWORK_FILE, "worked_example.yaml", "editions", "docs")
_ADDRESS = "http://127.0.0.1:8000/"
_NEW = "In short, "


def main(folder: Path) -> None:
    """Build the site of a copy of the project in a folder twice, as MkDocs does for `serve`, and print both times."""
    _copy(folder)
    os.chdir(folder)
    whole = _build(folder, is_first=True)
    _change_text(Path(FRAMEWORK_FILE))
    print(whole, _build(folder))


def _copy(folder: Path) -> None:
    for name in _SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name)
        else:
            shutil.copy(ROOT / name, folder)


def _change_text(path: Path) -> None:
    """Put words before the text of the first indicator."""
    text = path.read_text(encoding="utf-8")
    words = " ".join(load(path).sections[0].indicators[0].text.split()[:4])
    path.write_text(text.replace(words, f"{_NEW}{words}", 1), encoding="utf-8")
    if load(path).sections[0].indicators[0].text[: len(_NEW)] != _NEW:
        raise ValueError("The text of the first indicator has not changed.")


def _build(folder: Path, *, is_first: bool = False) -> float:
    """Build the site and return the seconds of processor time that it took."""
    start = time.process_time()
    config = load_config(str(SETTINGS_FILE), site_dir=str(folder / "site"))
    if is_first:
        config.plugins.on_startup(command="serve", dirty=False)
    config.site_url = _ADDRESS
    build(config, serve_url=_ADDRESS)
    return time.process_time() - start


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
