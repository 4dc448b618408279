"""The first sheet: whose workbook it is, what to do, how far each sheet is, and what the words mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import zip_longest

from ...framework.model import Framework, Section
from ...framework.wording import SheetWords, Titled
from ...words import workbook as words
from ..cells import Cell, Column, Formula, Link, Rows, Sheet, Subject, Table, Text, cell_name
from ..formula import quoted
from .common import entry, heading, score_highlights, score_in_words, shown_again, title
from .plan import going_forward


def sheet(framework: Framework, *, carried_over: bool) -> Sheet:
    """Return the first sheet. `carried_over` says whether the workbook has a sheet of what was carried over."""
    return Sheet(
        framework.workbook.sheets.start.name,
        widths=(18.5, 80, 13.5, 44),
        blocks=(
            Rows((title(framework.edition.title), _about(framework))),
            Rows((_group(framework),), least=24),
            Rows((heading(words.WHAT_TO_DO), *_lines(framework.workbook.how_to, numbered=True))),
            Rows((heading(words.CONTENTS),)),
            _contents(framework, carried_over=carried_over),
            Rows((heading(words.LEVEL_KEY),)),
            _colour_key(framework),
            Rows((heading(words.GOOD_TO_KNOW), *_lines(framework.workbook.good_to_know), *_origin(framework))),
            # For the lists of the other sheets, and nothing that anybody needs on paper.
            Rows((heading(words.CHOICES),), printed=False),
            _choices(framework),
        ),
    )


def _about(framework: Framework) -> tuple[Cell, ...]:
    edition = framework.edition
    text = words.FRAMEWORK_BY.format(subtitle=edition.subtitle, edition=edition.id)
    return (Text(text, "line_quiet"),)


def _group(framework: Framework) -> tuple[Cell, ...]:
    """Return the row that says whose workbook it is, and when it was begun."""
    fields = framework.fields
    return (
        Text(fields.area_name.label, "label_middle"),
        replace(entry(fields.area_name, Subject("area_name")), style="input_large"),
        Text(fields.first_meeting.label, "label_middle"),
        replace(entry(fields.first_meeting, Subject("first_meeting"), "date"), style="input_date_large"),
    )


def _lines(lines: Iterable[Titled], *, numbered: bool = False) -> tuple[tuple[Cell, ...], ...]:
    """Return a row for each line of advice: its title, and a text that runs over the cells on its right."""
    return tuple(
        (Text(f"{number}  {line.title}" if numbered else line.title, "line_strong"), Text(line.text, "line"))
        for number, line in enumerate(lines, start=1)
    )


def _contents(framework: Framework, *, carried_over: bool) -> Table:
    sheets = framework.workbook.sheets
    rows = [
        _contents_row(
            sheets.preparation,
            f'=SUMPRODUCT(1*(invited_names<>""))&{quoted(words.OF)}&ROWS(invited_names)&{quoted(words.NAMED)}',
        ),
        *(_section_row(framework, section) for section in framework.sections),
        _contents_row(
            sheets.summary,
            f'=SUMPRODUCT(1*(summary_scores<>""))&{quoted(words.OF)}&ROWS(summary_scores)&{quoted(words.SCORED_AND)}'
            f'&SUMPRODUCT(1*(priorities<>""))&{quoted(words.RANKED)}',
        ),
        _contents_row(sheets.plan, f"=SUMPRODUCT({going_forward(framework)})&{quoted(words.FORWARD)}"),
        _contents_row(
            sheets.reviews, f"=SUMPRODUCT(1*(scores_recorded={quoted(words.NOT_RECORDED)}))&{quoted(words.TO_RECORD)}"
        ),
    ]
    if carried_over:
        rows.append(
            (Link(words.CARRIED_OVER, sheet=words.CARRIED_OVER), Text(words.CARRIED_PURPOSE), _empty(), _empty())
        )
    if framework.examples:
        count = words.EXAMPLE_COUNT.format(number=len(framework.examples))
        ideas = sheets.ideas
        rows.append((Link(ideas.name, sheet=ideas.name), Text(ideas.purpose), _empty(), Text(count, "text_boxed")))
    columns = (Column(words.SHEET), Column(words.PURPOSE), Column(words.SCORE), Column(words.HOW_FAR_NOW))
    return Table("contents", columns, tuple(rows))


def _empty() -> Text:
    return Text("", "calculated")


def _contents_row(sheet_words: SheetWords, how_far: str) -> tuple[Cell, ...]:
    name = sheet_words.name
    return (Link(name, sheet=name), Text(sheet_words.purpose), _empty(), Formula(how_far))


def _section_row(framework: Framework, section: Section) -> tuple[Cell, ...]:
    score, count = cell_name("score", section.id), cell_name("open", section.id)
    name = framework.sheet_name(section)
    return (
        Link(name, sheet=name),
        Text(section.description),
        shown_again(score, "calculated_letter", score_highlights(framework)),
        Formula(f'={score_in_words(section)}&IF({count}=0,"",". "&{count}&{quoted(words.OPEN)})'),
    )


def _colour_key(framework: Framework) -> Table:
    columns = (
        Column(words.SCORE, "level_scores"),
        Column(words.MEANING),
        Column(words.SECTIONS_NOW),
        Column(words.COLOUR_AND_LABEL, "level_words"),
    )
    rows = tuple(
        (
            Text(level.score, f"level_{level.colour}"),
            Text(level.meaning),
            Formula(f"=SUMPRODUCT(1*(summary_scores={quoted(level.score)}))", "calculated_centred"),
            Text(level.words, "label_middle"),
        )
        for level in framework.levels
    )
    return Table("colour_key", columns, rows)


def _choices(framework: Framework) -> Table:
    """Return the words that can be chosen, which the lists of the inputs refer to."""
    fields = framework.fields
    lists = {"list_found": fields.found, "list_take": fields.take, "list_status": fields.status}
    columns = tuple(Column(field.label, name) for name, field in lists.items())
    rows = tuple(
        tuple(Text(choice) for choice in row)
        # Lists of different lengths: the shorter ones end in empty cells, which no list offers.
        for row in zip_longest(*(field.choices for field in lists.values()), fillvalue="")
    )
    return Table("choices", columns, rows, printed=False)


def _origin(framework: Framework) -> tuple[tuple[Cell, ...], ...]:
    edition = framework.edition
    origin = words.ORIGIN_TEXT.format(
        publisher=edition.publisher, first=edition.first_published, updated=edition.updated
    )
    site = framework.page_address("workbook")
    rows: list[tuple[Cell, ...]] = [
        (Text(words.ORIGIN, "line_strong"), Text(origin, "line")),
        (Text(words.EDITION, "line_strong"), Text(edition.id, "line", name="edition_id")),
    ]
    if standing := framework.statements.standing:
        rows.insert(1, (Text(words.STANDING, "line_strong"), Text(standing, "line")))
    if framework.has_site:
        # A placeholder leads nowhere.
        rows.append((Text(words.WEBSITE, "line_strong"), Link(site, site, style="line_link")))
    return tuple(rows)
