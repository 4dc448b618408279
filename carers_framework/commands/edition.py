"""Begin a new edition: `carers-framework edition 2027`, or `make edition NEW=2027`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from textwrap import fill

from ..base.command import run
from ..editions.begin import begin
from ..editions.folder import name_of
from ..site.inputs import EXAMPLE_FILE

_BEGUN = """\
Edition {new} has begun in {file}. Edition {old} is kept in {kept}.

What to do next:"""

STEPS = (
    "Change `{file}`. A reworded item keeps its `id`. A new item gets a new one.",
    "Where an item takes the place of others, add a line such as `replaces: [old-id, other-old-id]` below its `id`. "
    "The lines of this kind that edition {old} had are now in `{kept}` only.",
    "Where you take an item out, open `{kept}`. Below the item’s text say where it went, with a line such as "
    "`moved_to: [new-id]`. Or say that it is gone, with the reason: `dropped: It was no longer needed.` The line "
    "begins where `text:` begins. `carers-framework check` lists every item for which this is missing.",
    "Look at `edition:` at the top of `{file}`: its title, authors, thanks and document. A new document goes into "
    "`sources` too.",
    "`carers-framework check` also names answers of the worked example whose cells are gone. Take these lines out of "
    "`worked_example.yaml`, with the lines below them where an answer has several.",
    "Make the pictures of the worked example anew. On GitHub, choose Actions, “Make the pictures”, “Run workflow”, and "
    "the branch `edition-{new}` in the menu “Use workflow from”. Merge the pull request “New pictures of the worked "
    "example” that it opens. On Debian, `make pictures` makes them.",
    "`carers-framework changelog` prints what changed, but only counts what was reworded. Paste it into "
    "`CHANGELOG.md`, above the entry of the edition before, and shorten it. In the browser, write the entry by hand. "
    "The page on what changed, in “The site to look at”, tells you what to put there.",
    "Run `carers-framework`. The site gains a page on what changed, and a page with the edition as it was.",
    "Publish it. On GitHub, first choose “Merge pull request”. Then choose Releases, “Draft a new release”, and make a "
    "tag such as `{new}.1`. “Putting the site on a server” says what to set first, and how to publish elsewhere.",
    "When the site is published, merge the pull request “Record the ids of {new}.1” that GitHub opens.",
)
"""The way from a new edition to a published one. The maintainers' guide has the same steps, with links."""

_WIDTH = 120


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status. By default the arguments are those of the command line."""
    options = _parser().parse_args(arguments)
    return run(partial(_begin, options.framework, options.new))


def _begin(framework_file: Path, new_id: str) -> None:
    kept = begin(framework_file, new_id)
    values = {"new": new_id, "old": kept.stem, "file": framework_file.name, "kept": name_of(kept)}
    print(_BEGUN.format(**values))
    has_example = framework_file.with_name(EXAMPLE_FILE).exists()
    steps = (step for step in STEPS if has_example or "worked example" not in step)
    for number, step in enumerate(steps, start=1):
        print(_numbered(number, step.format(**values)))


def _numbered(number: int, step: str) -> str:
    """Return a step as an entry of a list in Markdown: on GitHub, the steps are the text of a pull request."""
    begin = f"{number}. "
    return fill(f"{begin}{step}", _WIDTH, subsequent_indent=" " * len(begin), break_on_hyphens=False)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="carers-framework edition",
        description="Keep the current edition in editions/, and begin a new one.",
    )
    parser.add_argument("new", metavar="YEAR", help="the year of the new edition, such as 2027")
    parser.add_argument("--framework", type=Path, default=Path("framework.yaml"), help="the framework file")
    return parser


if __name__ == "__main__":
    sys.exit(main())
