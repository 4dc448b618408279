"""Build the site and what it offers, pack it, and show it on this machine.

MkDocs runs in another process, because it is made as a command and keeps settings for as long as its process lives.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from ..base.command import run
from ..base.errors import UserError
from ..base.files import write_atomically
from ..framework.load import load
from ..site.built.offline import pack, packed_state, zip_name
from ..site.inputs import BUILD, EXAMPLE_FILE, FRAMEWORK_FILE, state_of_site, workbooks
from ..site.settings import SETTINGS_FILE
from ..writing.open_document import NoLibreOfficeError, to_open_document
from ..writing.save import to_bytes
from ..writing.writer import build as build_workbook
from .workbook import main as write_workbook

_NO_BANNER = {"NO_MKDOCS_2_WARNING": "1"}
"""Keeps Material from printing a banner about its end of life at every build, where only mistakes should be printed."""

_SERVED_AT = ("127.0.0.1", 8000)
"""The host and the port, which are those of MkDocs."""


class BuildFailedError(UserError):
    """MkDocs could not build the site, and has already said why."""


def build(arguments: Sequence[str]) -> int:
    """Write the workbook, the worked example and the site, and return the exit status."""
    _parse("build", "Write the workbook, the worked example and the site.", arguments)
    # The workbook first: a mistake in the framework file is then reported once, by the part that takes least time.
    if status := write_workbook([]) or (write_workbook(["--example", EXAMPLE_FILE]) if _has(EXAMPLE_FILE) else 0):
        return status
    return run(_build_site)


def serve(arguments: Sequence[str]) -> int:
    """Show the site on this machine until Ctrl-C, and return the exit status."""
    _parse("serve", "Show the site on this machine, and again after every change. Ctrl and C end it.", arguments)
    return run(_serve)


def ods(arguments: Sequence[str]) -> int:
    """Write the workbook as OpenDocument for the site to offer, and return the exit status."""
    _parse("ods", "Make the workbook as OpenDocument, for the site to offer. It needs LibreOffice.", arguments)
    return run(_make_open_document)


def offline(arguments: Sequence[str]) -> int:
    """Pack the site into one file for use with no network, and return the exit status."""
    _parse("offline", "Pack the site into one file that opens with no network, for the site to offer.", arguments)
    return run(_make_zip)


def _parse(name: str, what: str, arguments: Sequence[str]) -> None:
    argparse.ArgumentParser(prog=f"carers-framework {name}", description=what).parse_args(arguments)


def _has(name: str) -> bool:
    return Path(name).is_file()


def _serve() -> None:
    """Have MkDocs serve the site.

    Raises:
        UserError: something else answers at the address.
        BuildFailedError: as for `_mkdocs`.
    """
    host, port = _SERVED_AT
    try:
        socket.create_server(_SERVED_AT).close()
    except OSError:
        raise UserError(
            f"http://{host}:{port}/ is in use, perhaps by a site that is shown already. "
            "End that with Ctrl and C in its terminal, and try again."
        ) from None
    _mkdocs("serve", "--dev-addr", f"{host}:{port}")


def _build_site() -> None:
    _make_open_document()
    _mkdocs("build", "--strict", "--quiet")
    print("Written: site/")


def _mkdocs(*arguments: str, environment: Mapping[str, str] | None = None) -> None:
    """Run MkDocs on the current folder, with the settings of every site.

    Raises:
        BuildFailedError: it did not succeed.
    """
    command = [sys.executable, "-m", "mkdocs", *arguments, "--config-file", str(SETTINGS_FILE)]
    complete = {**os.environ, **_NO_BANNER, **(environment or {})}
    try:
        status = subprocess.run(command, env=complete, check=False).returncode  # noqa: S603 - our own command
    except KeyboardInterrupt:
        return  # Ctrl-C is how `serve` ends; MkDocs got it too
    if status:
        raise BuildFailedError("The site could not be built. Correct what is listed above.")


def _make_open_document() -> None:
    """Write the workbook as OpenDocument into build/. Without LibreOffice, say so and do nothing.

    The file is named after the workbook's own bytes, so that the site never offers an old one, and none is made twice.
    """
    content = to_bytes(build_workbook(load(Path(FRAMEWORK_FILE))))
    try:
        _make_once(Path(BUILD, f"{hashlib.sha256(content).hexdigest()}.ods"), partial(to_open_document, content))
    except NoLibreOfficeError as error:
        print(f"The site will not offer the workbook as OpenDocument. {error}")


def _make_once(target: Path, make: Callable[[], bytes]) -> None:
    """Write a file that is named after what it is made from, unless it is there."""
    if not target.exists():
        content = make()
        target.parent.mkdir(exist_ok=True)
        write_atomically(target, content)


def _make_zip() -> None:
    """Write the whole site into build/ as one zip. None is made twice."""
    root = Path.cwd()
    framework = load(root / FRAMEWORK_FILE)
    state = state_of_site(root, workbooks(framework, root))
    target = Path(BUILD, zip_name(framework))
    if packed_state(target) != state:
        with tempfile.TemporaryDirectory() as name:
            _mkdocs("build", "--strict", "--quiet", "--site-dir", name, environment={"OFFLINE": "true"})
            target.parent.mkdir(exist_ok=True)
            write_atomically(target, pack(Path(name), target.stem, state))
    print(f"Written: {target}. Build the site again, and it offers this file.")
