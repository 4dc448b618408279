"""Parse built web pages, and render Markdown."""

from __future__ import annotations

import html
import os
import re
from collections import defaultdict
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import urljoin

import markdown
from hypothesis import strategies as st

EXTENSIONS = ["admonition", "attr_list", "def_list", "md_in_html", "toc", "abbr", "tables", "pymdownx.emoji"]
"""The Markdown extensions that the site uses and that change how a text shows."""

MARKUP = st.lists(
    st.sampled_from(
        ["<b>", "</p>", "<script>alert(1)</script>", "**", "__", "`", "[a](b)", "![x](y)", "# ", "1. ", "- ", "+ ",
         "&lt;", "&", "{: .x }", "{{ 1 }}", "{% x %}", ":smile:", "*[HTML]: x", "!!! note", "> ", "| a |", "~~", "^^",
         "\\", "=== ", "[^1]", "<!-- x -->", "http://a.example", "--8<-- 'x'", ": ", "---", "***", "$x$", "a"]
    ),
    min_size=1,
).map(" ".join)  # fmt: skip
"""Any text made of pieces of HTML, Markdown and templates."""

_ADDRESSES = {"href", "src", "action", "srcset"}


def html_pages(site: Path) -> list[str]:
    """Return the paths of the pages of a built site, relative to it and sorted."""
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


def varied_pages(site: Path) -> list[str]:
    """Return the paths of pages of every kind, sorted. Of pages that are made alike, only the shortest and the longest.

    Those in the same folder are made alike: the sections, the examples, the lists, the questions about the law. If
    EVERY_PAGE is set, as `make test-all` sets it, all pages are returned.
    """
    every = html_pages(site)
    if os.environ.get("EVERY_PAGE"):
        return every
    alike: defaultdict[PurePosixPath, list[str]] = defaultdict(list)
    for path in sorted(every, key=lambda path: (site / path).stat().st_size):
        # A page is in a folder of its own, except in a site to be opened from a folder.
        page = path.removesuffix(".html").removesuffix("/index")
        alike[PurePosixPath(page).parent].append(path)
    # Pages outside any folder are all different.
    kept = (paths if str(folder) == "." else {paths[0], paths[-1]} for folder, paths in alike.items())
    return sorted(path for paths in kept for path in paths)


class Page(HTMLParser):
    """The parts of a web page that tests compare.

    Attributes:
        elements: (tag, names of its attributes, sorted) for each start tag; an end tag is ("/tag", ()), and a comment
            ("comment", (its text,)).
        addresses: the values of the attributes that load or link to something.
        links: the values of `href` of the `a` elements.
        anchors: the ids, which can be linked to.
        scripts: the texts of the scripts.
        texts: the pieces of text outside scripts and styles.
    """

    def __init__(self, text: str, *, within: str = "") -> None:
        """Parse a page.

        Args:
            text: the HTML.
            within: a tag. Only what is inside elements of this kind is looked at, without the elements themselves.
        """
        super().__init__()
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.addresses: list[str] = []
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.scripts: list[str] = []
        self.texts: list[str] = []
        self._within, self._depth = within, 0
        self._inside = ""
        self.feed(text)
        self.close()

    @property
    def text(self) -> str:
        """The text of the page, with white space folded."""
        return " ".join("".join(self.texts).split())

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self._inside = tag if tag in {"script", "style"} else ""
        if self._is_looked_at():
            self._note(tag, attributes)
        if tag == self._within:
            self._depth += 1

    def _note(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        self.elements.append((tag, tuple(sorted(name for name, _ in attributes))))
        self.addresses += [value or "" for name, value in attributes if name in _ADDRESSES]
        self.links += [given["href"]] if tag == "a" and given.get("href") else []
        self.anchors |= {given["id"]} if given.get("id") else set()

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""
        if tag == self._within:
            self._depth -= 1
        if self._is_looked_at():
            self.elements.append((f"/{tag}", ()))

    def handle_comment(self, data: str) -> None:
        if self._is_looked_at():
            self.elements.append(("comment", (data,)))

    def handle_data(self, data: str) -> None:
        if self._is_looked_at() and self._inside != "style":
            (self.scripts if self._inside == "script" else self.texts).append(data)

    def _is_looked_at(self) -> bool:
        return not self._within or self._depth > 0


def main_part(site: Path, name: str, ignored: Iterable[str] = ()) -> tuple[str, set[str], list[str]]:
    """Return the text of a page's `article`, its anchors but for those ignored, and where its links lead."""
    page = Page((site / name).read_text(encoding="utf-8"), within="article")
    base = f"https://site.example/{name.removesuffix('index.html')}"
    return page.text, page.anchors - set(ignored), [urljoin(base, link) for link in page.links]


def rendered(page: str) -> str:
    """Return the HTML of a page's Markdown, without its front matter."""
    return markdown.markdown(re.sub(r"\A---\n.*?\n---\n", "", page, flags=re.DOTALL), extensions=EXTENSIONS)


def plain(page: str) -> str:
    """Return the text that a reader of a page's Markdown sees, with white space folded."""
    text = re.sub(r"<[^>]+>", "", rendered(page))
    return " ".join(html.unescape(text).split())


def row_headings(page: str) -> list[str]:
    """Return the texts of the headings of rows in the tables of a page."""
    found = re.findall(r'<th scope="row"[^>]*>(.*?)</th>', page, flags=re.DOTALL)
    return [html.unescape(re.sub(r"<[^>]+>", "", heading)) for heading in found]
