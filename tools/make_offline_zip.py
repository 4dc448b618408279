"""Write the whole site into build/ as one zip, which opens from a folder with no network. None is made twice."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from carers_framework.base.command import run
from carers_framework.base.errors import UserError
from carers_framework.base.files import write_atomically
from carers_framework.framework.load import load
from carers_framework.site.built.offline import pack, packed_state, zip_name
from carers_framework.site.inputs import BUILD, state_of_site, workbooks

from . import ROOT


class BuildFailedError(UserError):
    """MkDocs could not build the site, and has already said why."""


def main() -> None:
    """Build the site for use from a folder, and pack it.

    Raises:
        FrameworkError: a framework file cannot be used.
        BuildFailedError: the site cannot be built.
        CannotWriteError: the file cannot be written.
    """
    framework = load(ROOT / "framework.yaml")
    state = state_of_site(ROOT, workbooks(framework, ROOT))
    target = ROOT / BUILD / zip_name(framework)
    if packed_state(target) != state:
        with tempfile.TemporaryDirectory() as name:
            _build(name)
            target.parent.mkdir(exist_ok=True)
            write_atomically(target, pack(Path(name), target.stem, state))
    print(f"Written: {target.relative_to(ROOT)}. Run make site again, and the site offers it.")


def _build(folder: str) -> None:
    """Build the site into a folder."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", folder]
    environment = {**os.environ, "OFFLINE": "true"}
    if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode:  # noqa: S603 - our own command
        raise BuildFailedError("The site could not be built, so it is not packed. Correct what is listed above.")


if __name__ == "__main__":
    sys.exit(run(main))
