#!/usr/bin/env python3
"""Write the whole site into build/ as one zip, which opens from a folder with no network. None is made twice."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE))

from carers_framework.base.files import write_atomically  # noqa: E402
from carers_framework.framework.load import FrameworkError, load  # noqa: E402
from carers_framework.site.inputs import BUILD, state_of_site, workbooks  # noqa: E402 - the package is beside this folder
from carers_framework.site.offline import pack, packed_state, zip_name  # noqa: E402


def main() -> int:
    """Build the site for a folder, and pack it. Returns the exit status."""
    try:
        framework = load(HERE / "framework.yaml")
        state = state_of_site(HERE, workbooks(framework, HERE))
    except FrameworkError as error:
        print(error, file=sys.stderr)
        return 1
    target = HERE / BUILD / zip_name(framework)
    if packed_state(target) != state:
        with tempfile.TemporaryDirectory() as name:
            command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", name]
            result = subprocess.run(command, cwd=HERE, env={**os.environ, "OFFLINE": "true"}, check=False)  # noqa: S603 - our own
            if result.returncode:
                return result.returncode
            target.parent.mkdir(exist_ok=True)
            write_atomically(target, pack(Path(name), target.stem, state))
    print(f"Written: {target.relative_to(HERE)}. Run make site again, and the site offers it.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
