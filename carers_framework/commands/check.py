"""Check the framework file, the editions and the worked example, for the option `--check` of the build command."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

from ..editions.check import check
from ..editions.load import EditionsError, locate_all
from ..editions.published import records_of
from ..framework.model import Framework
from ..site.inputs import EXAMPLE_FILE
from ..workbook.worked_example import load_example, unknown_names


def check_project(framework_file: Path, today: datetime.date) -> None:
    """Check everything, and print the warnings to standard error and the result to standard output.

    Args:
        framework_file: the file of the current edition.
        today: the day by which the law and the facts may be out of date.

    Raises:
        EditionsError: there are mistakes in or between the editions. The text lists them, with the warnings.
        FrameworkError: there are mistakes in the worked example.
    """
    editions = locate_all(framework_file)
    current = editions[-1].framework
    findings = check(editions, today, records_of(framework_file, editions))
    lines = [finding.text() for finding in findings]
    lines += _example_warnings(framework_file.with_name(EXAMPLE_FILE), current)
    # The error prints everything, so that warnings are not missing just because there are mistakes too.
    if not all(finding.is_warning for finding in findings):
        raise EditionsError("\n".join(lines))
    for line in lines:
        print(line, file=sys.stderr)
    result = "no mistakes, but see the warnings" if lines else "no mistakes"
    print(f"{framework_file.name}: {result} (edition {current.edition.id}).")


def _example_warnings(path: Path, framework: Framework) -> list[str]:
    """Return a warning for each name in the worked example that the workbook does not have."""
    # A framework need not have a worked example.
    names = unknown_names(framework, load_example(path)) if path.exists() else ()
    return [f"{path.name}: warning: no cell has the name {name}. Correct or remove it." for name in names]
