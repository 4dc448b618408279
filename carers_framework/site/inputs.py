"""What the site is made from: the editions, the files that it offers, and the pictures in `docs/`.

The hook for MkDocs and the export both begin with `load_inputs`, so that they cannot differ in what they show.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote

from ..base.errors import UserError
from ..editions.check import check_last_checks
from ..editions.load import load_and_check
from ..framework.model import Framework
from ..framework.rules import contact_is_missing
from ..words.site import EMPTY_WORKBOOK, OPEN_DOCUMENT_WORKBOOK, SITE_TO_KEEP, WORKED_EXAMPLE
from ..workbook.worked_example import example_name, load_example
from ..writing.save import to_bytes
from ..writing.writer import build, build_example
from .built.offline import digest, packed_state, zip_name

FRAMEWORK_FILE = "framework.yaml"
EXAMPLE_FILE = "worked_example.yaml"

BUILD = "build"
"""The folder in which the commands `ods` and `offline` put what takes long to make, for the site to offer."""

THEME = Path(__file__).parent / "theme"
"""The folder of what every site has."""

DOCS = "docs"
DOWNLOADS = "downloads"
SHARING_PICTURE = "assets/sharing.png"
PICTURES = "assets/pictures"
"""Where the pictures of the worked example are below the docs folder."""

FILL_IN_SCRIPTS = "assets/fill-in"
"""Where the scripts of the page that fills in the workbook are below the docs folder."""


_TITLE = re.compile(r"\A---\n(?:.*\n)*?title:[ ]*(.+?)[ ]*\n")
"""The title in the front matter of a page written by hand."""


class SiteError(UserError):
    """The site cannot be made from what is in the project's folder."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file that the site offers: its name, what kind of file it is, in words, and its content."""

    name: str
    kind: str
    content: bytes

    @property
    def path(self) -> str:
        """The path of the file below the docs folder."""
        return f"{DOWNLOADS}/{self.name}"

    @property
    def link(self) -> str:
        """The path as a link has it."""
        return quote(self.path)

    @property
    def size(self) -> str:
        """The size for people: "84 kB", "2.1 MB"."""
        if len(self.content) >= 1_000_000:
            return f"{len(self.content) / 1_000_000:.1f} MB"
        return f"{max(1, round(len(self.content) / 1000))} kB"


@dataclass(frozen=True, slots=True)
class SiteInputs:
    """Everything that the generated pages are made from.

    The first of the downloads is the empty workbook. `earlier` are the earlier editions, the oldest first; `pictures`
    are the keys of those pictures of sheets that exist. `overdue` are warnings of checks of the law that are overdue.
    `own_pages` are the pages that the project has written by hand: their titles, by their names.
    `sharing_picture` says whether the project has a picture that appears where people share a page.
    `scripts` are those of the page that fills in the workbook, by their names.
    """

    framework: Framework
    downloads: tuple[Download, ...]
    earlier: tuple[Framework, ...] = ()
    pictures: frozenset[str] = frozenset()
    overdue: tuple[str, ...] = ()
    scripts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    own_pages: Mapping[str, str] = field(default_factory=dict)
    sharing_picture: bool = False


def load_inputs(root: Path, *, for_folder: bool = False, today: datetime.date | None = None) -> SiteInputs:
    """Load what the site is made from.

    Args:
        root: the folder of framework.yaml.
        for_folder: whether the site is to be opened from a folder. Such a site does not offer itself.
        today: the day by which a check of the law may be overdue; None leaves that out.

    Raises:
        EditionsError: there are mistakes in or between the editions.
        FrameworkError: there are mistakes in the worked example.
        OSError: a script, or one of the files in `build/`, cannot be read.
    """
    editions = load_and_check(root / FRAMEWORK_FILE)
    *earlier, framework = (edition.framework for edition in editions)
    downloads = workbooks(framework, root)
    if not for_folder:
        downloads += packed_site(framework, root, downloads)
    docs = root / DOCS
    pictures = frozenset(path.stem for path in (docs / PICTURES).glob("*.png"))
    overdue = tuple(finding.text() for finding in check_last_checks(editions[-1], today)) if today else ()
    is_shared = (docs / SHARING_PICTURE).exists()
    return SiteInputs(
        framework, downloads, tuple(earlier), pictures, overdue, fill_in_scripts(), _own_pages(docs), is_shared
    )


def fill_in_scripts() -> Mapping[str, str]:
    """Return the scripts of the page that fills in the workbook, by their names."""
    paths = (THEME / DOCS / FILL_IN_SCRIPTS).glob("*.js")
    return MappingProxyType({path.stem: path.read_text(encoding="utf-8") for path in paths})


def _own_pages(docs: Path) -> Mapping[str, str]:
    """Return the titles of the pages in the project's folder `docs/`, by their names: the paths without ending."""
    pages = {path.relative_to(docs).with_suffix("").as_posix(): path for path in sorted(docs.rglob("*.md"))}
    return MappingProxyType({name: _title(path.read_text(encoding="utf-8"), name) for name, path in pages.items()})


def _title(page: str, name: str) -> str:
    """Return the title in the front matter of a page, or its name where it has none: the build then says so."""
    found = _TITLE.search(page)
    return found[1].strip("\"'") if found else name


def workbooks(framework: Framework, root: Path) -> tuple[Download, ...]:
    """Return the workbooks that the site offers: the empty one, and what there is of the others.

    Raises:
        FrameworkError: there are mistakes in the worked example.
        OSError: the OpenDocument file cannot be read.
    """
    empty = Download(framework.workbook_name, EMPTY_WORKBOOK, to_bytes(build(framework)))
    return (empty, *_open_document(empty, root), *_worked_example(framework, root))


def _open_document(empty: Download, root: Path) -> tuple[Download, ...]:
    """Return the empty workbook as OpenDocument, where the command `ods` has made it of exactly this workbook."""
    # It is named after the workbook's own bytes, so an older one is never found.
    path = root / BUILD / f"{hashlib.sha256(empty.content).hexdigest()}.ods"
    if not path.exists():
        return ()
    return (Download(str(Path(empty.name).with_suffix(".ods")), OPEN_DOCUMENT_WORKBOOK, path.read_bytes()),)


def _worked_example(framework: Framework, root: Path) -> tuple[Download, ...]:
    """Return the workbook filled in with the worked example, which a project need not have."""
    path = root / EXAMPLE_FILE
    if not path.exists():
        return ()
    content = to_bytes(build_example(framework, load_example(path)))
    return (Download(example_name(framework), WORKED_EXAMPLE, content),)


def packed_site(framework: Framework, root: Path, others: Iterable[Download]) -> tuple[Download, ...]:
    """Return the site for a folder, where the command `offline` has made it from what is in the project's folder now.

    Raises:
        OSError: the zip or a file that the site is made from cannot be read.
    """
    path = root / BUILD / zip_name(framework)
    state = packed_state(path)
    if state is None or state != state_of_site(root, others):
        return ()
    return (Download(path.name, SITE_TO_KEEP, path.read_bytes()),)


def state_of_site(root: Path, others: Iterable[Download]) -> str:
    """Return the digest of everything that the site is made from, with the other files that it offers.

    Raises:
        OSError: a file cannot be read.
    """
    return digest(root, (download.content for download in others))


def site_address(setting: str | None, framework: Framework) -> str:
    """Return the address of the site: the `site_url` of mkdocs.yml, or else the framework's own.

    Raises:
        SiteError: the address is a real one, but readers have nobody to write to.
    """
    address = setting or framework.edition.site
    if missing := contact_is_missing(address, framework.edition.contact):
        raise SiteError(f"{FRAMEWORK_FILE}: edition: contact: {missing}")
    return address
