"""A Framework becomes the pages of the site that are made from data: Markdown texts, with no MkDocs in it.

Whatever stands in the framework is text. It is escaped wherever a template puts it in, so that nothing written there
can become markup; a template that needs markup from a filter gets it as `Markdown`.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import TypeVar
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined

from ..base.colours import SHADES
from ..base.text import folded, within_a_sentence
from ..editions.compare import compare
from ..editions.links import followers
from ..editions.word_differences import Rewording
from ..framework.library import Term
from ..framework.model import Framework

PartT = TypeVar("PartT")

STYLESHEET = "assets/site.css"
DOWNLOADS = "downloads"
PICTURES = "assets/pictures"

_MARKUP = re.compile(r'[&<>"\\`*_\[\]{}|]|:(?=\S)')
"""What Markdown, its extensions or HTML could read as markup within a line, or as the end of an attribute."""

_ABBREVIATION = re.compile(r'<abbr title="([^"]*)">(.*?)</abbr>', re.DOTALL)
_TERM_OR_KEPT = re.compile(
    rf"(<h[1-6].*?</h[1-6]>|<a .*?</a>|<summary.*?</summary>|<dfn.*?</dfn>)|{_ABBREVIATION.pattern}", re.DOTALL
)
_WORD = re.compile(r"[\w&’]+")
_PREFORMATTED = re.compile(r"(<(?:pre|textarea)\b.*?</(?:pre|textarea)>)", re.DOTALL)
_PLAIN_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_INDENTATION = re.compile(r"\s*\n\s*")
_LINE_START = re.compile(r"^(\d*)([-+#!=:?~.)]+)")
"""What Markdown could read as a list, a heading or a block at the start of a line."""


class Markdown(str):
    """A text that is Markdown already."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Download:
    """A file that the site offers: its name, its size in bytes, and what kind of file it is in words."""

    name: str
    size: int
    kind: str

    @property
    def path(self) -> str:
        """The path on the site, as a link has it."""
        return f"{DOWNLOADS}/{quote(self.name)}"

    @property
    def size_in_words(self) -> str:
        """The size for people: "84 kB", "2.1 MB"."""
        if self.size >= 1_000_000:
            return f"{self.size / 1_000_000:.1f} MB"
        return f"{max(1, round(self.size / 1000))} kB"


def render(
    framework: Framework,
    workbook: Download,
    others: tuple[Download, ...] = (),
    pictures: Collection[str] = (),
    earlier: tuple[Framework, ...] = (),
) -> Mapping[str, str]:
    """Every generated page and style sheet, by its path below the site's docs folder.

    `workbook` is the empty workbook that the pages offer; `others` are further files, offered on its own page;
    `pictures` the keys of the pictures of sheets that there are (`PICTURES` says where); `earlier` are the earlier
    editions, the oldest first.
    """
    templates = _templates(framework, workbook, others)
    templates.globals["pictures"] = _pictures(framework, pictures)
    pages = {f"{name}.md": templates.get_template(f"{name}.md.j2").render(root=_root(name)) for name in _SINGLE_PAGES}
    section_page = templates.get_template("section.md.j2")
    for number, section in enumerate(framework.sections, start=1):
        pages[section_path(section.id)] = section_page.render(
            section=section,
            number=number,
            root="../",
            duties=framework.duties_of(section),
            examples=framework.examples_of(section),
            collections=[
                (one, one.for_section(section.id)) for one in framework.collections if one.for_section(section.id)
            ],
        )
    pages |= _edition_pages(templates, (*earlier, framework))
    return MappingProxyType({**pages, STYLESHEET: templates.get_template("site.css.j2").render()})


def _edition_pages(templates: Environment, editions: tuple[Framework, ...]) -> dict[str, str]:
    """The list of editions, a page for each earlier one, and one for what changed from each to the next."""
    pairs = [{"old": old, "new": new} for old, new in pairwise(editions)]
    pages = {EDITIONS_PAGE: templates.get_template("editions.md.j2").render(edition_pairs=pairs)}
    for place, (old, new) in enumerate(pairwise(editions)):
        pages[edition_path(old)] = templates.get_template("edition.md.j2").render(
            earlier=old,
            next=new,
            low_boost=_LOW_BOOST,
            current_sections={one.id: followers(editions[place:], "section", one.id) for one in old.sections},
        )
        pages[changes_path(new)] = templates.get_template("edition-changes.md.j2").render(_changes(old, new))
    return pages


def _changes(old: Framework, new: Framework) -> dict[str, object]:
    """What the page on the changes between two editions needs."""
    found = compare(old, new)
    sections = {section.id: section for section in (*old.sections, *new.sections)}
    order = dict.fromkeys(section.id for section in (*new.sections, *old.sections))
    scores = dict.fromkeys(level.score for level in (*new.levels, *old.levels))
    return {
        "old": old,
        "new": new,
        "comparison": found,
        "low_boost": _LOW_BOOST,
        "text_names": _TEXT_NAMES,
        "titles": {id_: section.title for id_, section in sections.items()},
        "sections": [
            (
                sections[id_],
                found.within(id_).of_kinds("section"),
                [(score, found.within(id_, score)) for score in scores if found.within(id_, score).counts],
            )
            for id_ in order
        ],
        "rest": found.only(lambda piece: piece.section is None),
    }


def edition_path(earlier: Framework) -> str:
    """The path of an earlier edition's page below the docs folder."""
    return f"editions/{earlier.edition.id}/index.md"


def changes_path(new: Framework) -> str:
    """The path of the page on what changed in an edition."""
    return f"editions/{new.edition.id}/changes.md"


def _pictures(framework: Framework, keys: Collection[str]) -> list[tuple[str, str]]:
    """The path and the alternative text of each picture of a sheet, in the order of the sheets."""
    words = framework.workbook.sheets
    sheets = {
        "start": (words.start.name, words.start.purpose),
        "section": (framework.sections[0].title, words.sections.purpose),
        "summary": (words.summary.name, words.summary.purpose),
        "plan": (words.plan.name, words.plan.purpose),
        "reviews": (words.reviews.name, words.reviews.purpose),
    }
    return [
        (f"{PICTURES}/{key}.png", f"The sheet {name} of the worked example. {purpose}")
        for key, (name, purpose) in sheets.items()
        if key in keys
    ]


def section_path(id_: str) -> str:
    """The path of a section's page below the docs folder."""
    return f"sections/{id_}.md"


EDITIONS_PAGE = "editions/index.md"

_LOW_BOOST = 0.01
"""How much a find on a page of earlier editions counts in the site's search: other pages come first."""

_TEXT_NAMES = {
    "text": "",
    "title": ", the title",
    "description": ", the line for lists",
    "requirement": ", what is required",
    "warning": ", the warning",
    "points": ", the points",
    "label": ", the label",
    "meaning": ", the meaning",
}
"""What a text of a piece is called after the word “Reworded”."""

_SINGLE_PAGES = (
    "index",
    "framework",
    "how-to-use",
    "sections/index",
    "wellbeing",
    "examples",
    "prompts",
    "law",
    "standards",
    "changes",
    "workbook",
    "workshop-pack",
    "about",
    "accessibility",
    "privacy",
    "sources",
    "glossary",
)

_DUTY_KINDS = {
    "duty": "A duty",
    "power": "A power, not a duty",
    "right": "A right",
    "definition": "A definition or a rule",
    "guidance": "Statutory guidance",
}


def _root(name: str) -> str:
    """The way from a page to the docs folder."""
    return "../" * name.count("/")


def _templates(framework: Framework, workbook: Download, others: tuple[Download, ...]) -> Environment:
    environment = Environment(
        loader=PackageLoader("carers_framework.site"),
        finalize=escape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - `finalize` escapes everything, for Markdown and HTML alike
    )
    environment.filters.update(
        prose=prose, md=Markdown, sentence=within_a_sentence, words_before=words_before, words_now=words_now
    )
    environment.globals.update(
        framework=framework,
        head=head,
        edition=framework.edition,
        workbook=workbook,
        others=others,
        source_by_id={source.id: source for source in framework.sources},
        section_by_id={section.id: section for section in framework.sections},
        theme_by_id={theme.id: theme for theme in framework.themes},
        shades_by_colour=SHADES,
        duty_kinds=_DUTY_KINDS,
        duties_by_law=[
            (law, sorted(duties, key=lambda duty: duty.place))
            for law, duties in _grouped(framework.duties, lambda duty: duty.law)
        ],
        glossary_by_letter=_grouped(
            sorted(framework.glossary, key=lambda term: term.term.lower()), lambda term: term.term[0].upper()
        ),
        summary_labels=[
            getattr(framework.fields, name).label
            for name in ("section", "current", "priority", "agreed", "due", "lead")
        ],
        plan_labels=[field.label for name, field in framework.fields if name.startswith("plan_")],
        areas=sorted({example.area for example in framework.examples}),
        example_sources=[
            source
            for source in framework.sources
            if any(example.source.document == source.id for example in framework.examples)
        ],
    )
    return environment


def escape(value: object) -> str:
    """A text as Markdown that shows just that text: one line, and no character of it read as markup."""
    if isinstance(value, Markdown):
        return value
    text = re.sub(r"\s+", " ", str(value))
    text = _MARKUP.sub(lambda found: _entities(found.group()), text)
    return _LINE_START.sub(lambda found: found.group(1) + _entities(found.group(2)), text)


def prose(text: str, indent: int = 0) -> Markdown:
    """A text of one or more paragraphs as Markdown; a new line begins a paragraph. All but the first are indented."""
    paragraphs = [escape(line) for line in text.split("\n") if line.strip()]
    return Markdown(f"\n\n{' ' * indent}".join(paragraphs))


def _grouped(parts: Iterable[PartT], key: Callable[[PartT], str]) -> list[tuple[str, list[PartT]]]:
    """Parts with the same key together, in the order in which the keys are first met."""
    groups: dict[str, list[PartT]] = {}
    for part in parts:
        groups.setdefault(key(part), []).append(part)
    return list(groups.items())


def words_before(rewording: Rewording) -> Markdown:
    """A text as it was, with the words marked that went."""
    return _marked(((run.before, run.changed) for run in rewording.runs), "del")


def words_now(rewording: Rewording) -> Markdown:
    """A text as it is, with the words marked that came."""
    return _marked(((run.after, run.changed) for run in rewording.runs), "ins")


def _marked(runs: Iterable[tuple[str, bool]], tag: str) -> Markdown:
    return Markdown(
        "".join(f"<{tag}>{escape(text)}</{tag}>" if changed else escape(text) for text, changed in runs if text)
    )


def head(title: str, description: str, **more: object) -> Markdown:
    """The front matter of a page: its title, its description for search engines, and whatever else it needs."""
    values = {"title": html.escape(title), "description": html.escape(description), **more}
    lines = (f"{key}: {json.dumps(text, ensure_ascii=False)}" for key, text in values.items())
    return Markdown("\n".join(("---", *lines, "---")))


def repeated_heads(heads: Mapping[str, Mapping[str, object]]) -> list[str]:
    """A line for each page whose title or description is missing, or is another page's too.

    `heads` is the front matter of every page of the site by its file. People and search engines tell pages apart by it.
    """
    mistakes = []
    for key in ("title", "description"):
        seen: dict[str, str] = {}
        for file, values in heads.items():
            text = str(values.get(key) or "").strip()
            if not text:
                mistakes.append(f"{file}: has no {key}. Write `{key}:` between lines of three hyphens at its top.")
            elif other := seen.get(text.lower()):
                mistakes.append(f"{file}: has the same {key} as {other}. Change one of the two.")
            seen.setdefault(text.lower(), file)
    return mistakes


def with_abbreviations(page: str, framework: Framework) -> str:
    """A page's Markdown with the meaning of every glossary term that stands on it, so that readers can see it there."""
    words = set(_WORD.findall(page))
    lines = [
        f"*[{form}]: {_meaning(term)}"
        for term in framework.glossary
        if not term.everyday
        for form in _written_forms(term)
        if set(_WORD.findall(form)) <= words and form in page
    ]
    return f"{page.rstrip()}\n\n" + "\n".join(lines) + "\n" if lines else page


def mark_first_terms(page: str) -> str:
    """A page's HTML in which a term is marked once below each main heading, and can be reached with the keyboard.

    A term in a heading or a link is not marked: a heading is no place to stop, and a link is one already.
    """
    seen: set[str] = set()

    def mark(found: re.Match[str]) -> str:
        kept, title, text = found.groups()
        if kept:
            if kept.startswith("<h2"):
                seen.clear()
            return _ABBREVIATION.sub(r"\2", kept)
        if title in seen:
            return text
        seen.add(title)
        return f'<abbr tabindex="0" title="{title}">{text}</abbr>'

    return _TERM_OR_KEPT.sub(mark, page)


def with_reachable_tables(page: str) -> str:
    """A page's HTML in which the keyboard can scroll each plain table sideways, as it must where one is too wide.

    A group and not a region: a page may have several, and a region would need a name that no other has.
    """
    return _PLAIN_TABLE.sub(r'<div class="scrolls" role="group" aria-label="Table" tabindex="0">\g<0></div>', page)


def without_stops_at_headings(page: str) -> str:
    """A page's HTML in which the mark beside a heading, for a link to it, is for the mouse alone.

    A long page has a hundred of them, all with the same name.
    """
    return page.replace('<a class="headerlink"', '<a class="headerlink" tabindex="-1" aria-hidden="true"')


def without_indentation(page: str) -> str:
    """A page's HTML without the white space that lines begin and end with, nor empty lines; code stays as it is."""
    pieces = _PREFORMATTED.split(page)
    pieces[::2] = [_INDENTATION.sub("\n", piece) for piece in pieces[::2]]
    return "".join(pieces)


def _written_forms(term: Term) -> Iterator[str]:
    """The ways in which a term is written: a term in words may also begin with a small letter."""
    for form in dict.fromkeys((term.term, *term.forms)):
        yield form
        if form[1:2].islower() and form[:1].isupper() and not form.isupper():
            yield form[:1].lower() + form[1:]


def _meaning(term: Term) -> str:
    """A term's meaning in one line: what followed on another would be Markdown."""
    full = f"{term.full[:1].upper()}{term.full[1:]}. " if term.full else ""
    return folded(f"{full}{term.meaning}{f' Now: {term.now}' if term.now else ''}")


def _entities(text: str) -> str:
    return "".join(f"&#{ord(character)};" for character in text)


def sections_in_nav(nav: Iterable[object], framework: Framework, earlier: tuple[Framework, ...] = ()) -> list[object]:
    """The navigation with the pages that the framework adds, wherever the page stands after which they come.

    The page of each section follows `sections/index.md`. What changed, and the earlier editions, follow
    `editions/index.md`, the newest first.
    """
    result: list[object] = []
    for entry in nav:
        pages = dict(entry) if isinstance(entry, dict) else {"": entry}
        for title, target in pages.items():
            below = sections_in_nav(target, framework, earlier) if isinstance(target, list) else target
            result.append({title: below} if title else below)
            if target == "sections/index.md":
                result += [{html.escape(section.title): section_path(section.id)} for section in framework.sections]
            if target == EDITIONS_PAGE:
                for old, new in reversed(list(pairwise((*earlier, framework)))):
                    result.append({f"What changed in {new.edition.id}": changes_path(new)})
                    result.append({f"Edition {old.edition.id} (not current)": edition_path(old)})
    return result
