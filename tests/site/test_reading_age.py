"""How hard the pages are to read: the Flesch-Kincaid grade of every page.

tools/reading_age.py says how it is counted. `pytest -s` and `make reading-age` print the table.

The grade counts the words in a sentence and the syllables in a word. Only readers can say whether a text makes sense,
and whether its words are known: a page with a low grade may still be hard.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.reading_age import Grades, grade, grades, of_pages, sentences, syllables, table

HARDEST = 9
"""The highest grade that a page may have, both as a whole and in its running text."""


def too_hard(pages: dict[str, Grades]) -> list[str]:
    return [name for name, found in pages.items() if max(found.whole, found.running) > HARDEST]


def test_every_page(site: Path) -> None:
    """No page needs more than nine years of school."""
    found = of_pages(site)
    print(f"\n{table(found)}")
    assert all(page_grades.sentences > 10 for page_grades in found.values())
    assert too_hard(found) == []


def article(text: str) -> str:
    return f'<p>Menu</p><article class="md-content__inner md-typeset">{text}</article><p>Footer</p>'


HARD = (
    "<p>The organisation coordinates personalised community-based assessment of eligibility, which it prioritises.</p>"
)


@pytest.mark.parametrize("around", ["", "<h2>A heading</h2><ul><li>One</li><li>Two</li></ul>" * 50])
def test_hard_page(around: str) -> None:
    """A hard page is noticed, even where it also has many short lines."""
    assert too_hard({"hard": grades(article(around + HARD))}) == ["hard"]


def test_sentences() -> None:
    """A heading, an item and a cell each count as a sentence."""
    page = article(
        "<h1>Carers</h1><p>One is here. “Is it?” (It is.) See <b>part</b> 3.2: more; and more!</p>"
        "<ul><li>First<ul><li>Second</li></ul>after</li></ul><table><tr><td>A</td><td>B c</td></tr></table>"
        "<details><summary>More</summary>opened</details><dl><dt>Term</dt><dd>Meaning</dd></dl>"
    )
    assert sentences(page) == [
        "Carers", "One is here.", "“Is it?”", "(It is.)", "See part 3.2: more; and more!", "First", "Second", "after",
        "A", "B c", "More", "opened", "Term", "Meaning",
    ]  # fmt: skip


def test_ignored_texts() -> None:
    """Only the page's own text counts: no menus, code, addresses or hidden text."""
    page = article(
        '<nav>Sections</nav><h2>Title<a class="headerlink">¶</a></h2><form><label>Theme</label></form>'
        '<p>Run <code>make check</code> now, or see https://a.example/b or write to a@b.example. Good.</p>'
        '<pre>code</pre><p>As printed: <span class="printed-link">www.a.example/b</span>.</p><p hidden>Hidden</p>'
        '<abbr title="National Health Service">NHS</abbr><svg><text>Icon</text></svg>'
    )  # fmt: skip
    assert sentences(page) == ["Title", "Run now, or see or write to .", "Good.", "As printed: .", "term"]


def test_glossary_terms() -> None:
    """A marked term counts as one short word, on all of its page; an unmarked one counts as it is."""
    page = article(
        '<p>The <abbr title="A sum of money.">personal budget</abbr> is <abbr title="Money.">budget</abbr>.</p>'
        "<p>Personal budgets, a personal budget and an assessment.</p>"
    )
    assert sentences(page) == ["The term is term.", "Personal budgets, a term and an assessment."]


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("care", 1), ("carers", 2), ("carer’s", 2), ("organisation", 5), ("personalisation", 6), ("programme", 2),
        ("self-directed", 4), ("NHS", 3), ("JSNAs", 4), ("QS200", 2), ("2014", 1), ("safeguarded", 3), ("deafblind", 2),
    ],
)  # fmt: skip
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_grade() -> None:
    """The grade is that of Flesch and Kincaid."""
    assert grade(["The cat sat on the mat."]) == pytest.approx(0.39 * 6 + 11.8 * 1 - 15.59)
    assert grade(["Councils must help.", "Carers may ask."]) == pytest.approx(0.39 * 3 + 11.8 * 8 / 6 - 15.59)
