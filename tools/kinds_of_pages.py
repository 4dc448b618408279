"""The page of each kind that is the longest: what measurements of the site look at."""

from __future__ import annotations

from pathlib import Path

from carers_framework.site.inputs import DOCS, load_inputs
from carers_framework.site.pages import all_pages


def longest_of_each(root: Path, site: Path) -> list[str]:
    """Return the address, within a built site, of the longest page of each template, and of every page written by hand.

    Args:
        root: the folder of framework.yaml.
        site: the built site.

    Raises:
        UserError: the framework cannot be used.
        OSError: a page is not in the site.
    """
    longest: dict[str, tuple[int, str]] = {}
    for page in all_pages(load_inputs(root)):
        address = address_of(page.path)
        size = (site / address / "index.html").stat().st_size
        longest[page.template] = max(longest.get(page.template, (0, "")), (size, address))
    by_hand = sorted(address_of(path.name) for path in (root / DOCS).glob("*.md"))
    return [*(address for _, address in longest.values()), *by_hand]


def address_of(path: str) -> str:
    """Return the address of a page within the site: `law/` for law.md, and `law/` for law/index.md too."""
    parts = path.removesuffix(".md").split("/")
    return "".join(f"{part}/" for part in (parts[:-1] if parts[-1] == "index" else parts))
