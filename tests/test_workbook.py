"""The rules of the workbook, over every sheet and every cell of it, as openpyxl reads the saved file.

What this does not look at: whether Excel itself opens it. `test_libreoffice` has a real application calculate it.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from carers_framework.base.colours import BRAND, INK, INPUT_FILL, LABEL_FILL, LINK, PAPER, SHADES, contrast
from carers_framework.base.text import unique_headings
from carers_framework.framework.load import load, parse
from carers_framework.framework.model import Framework
from carers_framework.workbook.answers import Answers
from carers_framework.workbook.book import layout_of
from carers_framework.workbook.cells import Input, Rows, Sheet, Subject, cell_name
from carers_framework.workbook.layout import Layout, place
from carers_framework.workbook.sheets.carried import COLUMNS
from carers_framework.writing.save import to_bytes
from carers_framework.writing.writer import build
from tests.helpers.project import DATA, ROOT
from tests.helpers.workbooks import named_cell

FUNCTIONS = {
    "AND", "COUNTIF", "IF", "IFERROR", "INDEX", "ISNUMBER", "MATCH", "MAX", "ROWS", "SUMPRODUCT", "TODAY"
}  # fmt: skip
"""What Excel 2010, LibreOffice 7 and Google Sheets all have."""


@pytest.fixture(scope="module")
def workbook(workbook_bytes: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook_bytes))


def cells(workbook: Workbook) -> Iterator[Cell]:
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows():
            yield from row


def unlocked(sheet: Worksheet) -> set[str]:
    return {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}


def named(workbook: Workbook) -> dict[str, set[str]]:
    """The cells that a defined name or a table stands for, by sheet."""
    found: dict[str, set[str]] = {sheet.title: set() for sheet in workbook.worksheets}
    for name in workbook.defined_names.values():
        for sheet, address in name.destinations:
            for row in (
                workbook[sheet][address.replace("$", "")] if ":" in address else ((named_cell(workbook, name.name),),)
            ):
                found[sheet] |= {cell.coordinate for cell in row}
    return found


def test_sheets_are_those_of_the_framework_in_order(workbook: Workbook, framework: Framework) -> None:
    words = framework.workbook.sheets
    titles = [section.title for section in framework.sections]
    assert workbook.sheetnames == [
        words.start.name,
        words.preparation.name,
        *titles,
        words.summary.name,
        words.plan.name,
        words.reviews.name,
        words.ideas.name,
    ]


def test_inputs_and_only_inputs_are_unlocked_and_named(workbook: Workbook) -> None:
    names = named(workbook)
    for sheet in workbook.worksheets:
        inputs = {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.style.startswith("input")}
        assert unlocked(sheet) == inputs, sheet.title
        assert inputs <= names[sheet.title], sheet.title


def test_every_sheet_is_protected_without_a_password_and_lets_people_format(workbook: Workbook) -> None:
    for sheet in workbook.worksheets:
        protection = sheet.protection
        assert protection.sheet
        assert protection.password is None
        assert not protection.formatCells
        assert not protection.formatRows
        assert not protection.formatColumns


def test_the_names_of_inputs_are_the_fixed_ones(workbook: Workbook, framework: Framework) -> None:
    expected = {"area_name"}
    for section in framework.sections:
        end = section.id.replace("-", "_")
        kinds = ("score", "reasons", "concerns", "actions", "reviewed", "priority", "agreed", "due", "lead")
        expected |= {f"{kind}_{end}" for kind in kinds}
        for indicator in section.indicators:
            end = indicator.id.replace("-", "_")
            expected |= {f"found_{end}", f"evidence_{end}"}
    assert expected <= set(workbook.defined_names)


def test_choices_numbers_and_dates_are_validated_with_a_prompt_and_an_error(workbook: Workbook, layout: Layout) -> None:
    for name, cell in layout.inputs.items():
        where = layout.areas[name]
        validations = [
            validation
            for validation in workbook[where.sheet].data_validations.dataValidation
            if where.address in validation.sqref
        ]
        if cell.kind == "text":
            assert validations == [], name
            continue
        (validation,) = validations
        assert validation.prompt, name
        assert validation.error, name
        assert len(validation.error) <= 225, name  # the most that Excel shows
        assert validation.showErrorMessage, name
        assert validation.showInputMessage, name


def test_validations_and_colour_rules_reach_no_cell_beyond_those_written(workbook: Workbook) -> None:
    for sheet in workbook.worksheets:
        for validation in sheet.data_validations.dataValidation:
            for area in validation.sqref.ranges:
                for row in sheet.iter_rows(
                    min_row=area.min_row, max_row=area.max_row, min_col=area.min_col, max_col=area.max_col
                ):
                    assert all(not cell.protection.locked for cell in row), (sheet.title, area.coord)
        for rule in sheet.conditional_formatting:
            for area in rule.sqref.ranges:
                for row in sheet.iter_rows(
                    min_row=area.min_row, max_row=area.max_row, min_col=area.min_col, max_col=area.max_col
                ):
                    assert all(cell.value is not None or not cell.protection.locked for cell in row), (
                        sheet.title,
                        area.coord,
                    )


def test_there_are_no_merged_cells_hidden_sheets_macros_or_links_to_files(
    workbook: Workbook, workbook_bytes: bytes
) -> None:
    for sheet in workbook.worksheets:
        assert not sheet.merged_cells.ranges
        assert sheet.sheet_state == "visible"
        assert not any(dimension.hidden for dimension in sheet.row_dimensions.values())
        assert not any(dimension.hidden for dimension in sheet.column_dimensions.values())
    parts = zipfile.ZipFile(io.BytesIO(workbook_bytes)).namelist()
    assert not [part for part in parts if re.search("vba|external|activeX|comments", part)]


def test_charts_have_alternative_texts_and_there_are_no_text_boxes(workbook_bytes: bytes) -> None:
    archive = zipfile.ZipFile(io.BytesIO(workbook_bytes))
    drawings = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/drawings/drawing")]
    texts = re.findall(r'descr="([^"]+)"', "".join(drawings))
    charts = [name for name in archive.namelist() if name.startswith("xl/charts/chart")]
    assert len(texts) == len(charts) == 2
    assert all(text.startswith("Column chart. For each section") for text in texts)
    assert not any("<xdr:sp" in drawing for drawing in drawings)


def test_every_sheet_begins_with_its_title_and_names_the_edition_and_the_site(
    workbook: Workbook, framework: Framework
) -> None:
    edition = framework.edition
    for sheet in workbook.worksheets:
        assert sheet["A1"].style == "title"
        assert f"edition {edition.id}" in sheet["A2"].value
        assert edition.site in sheet["A2"].value
        assert edition.id in sheet.oddFooter.left.text
        assert sheet.sheet_view.selection[0].activeCell in ("A1", None)


@pytest.mark.parametrize("title", ["Care & support " * 13, "T" * 200, "Short"])
def test_a_footer_is_never_longer_than_excel_takes(framework: Framework, title: str) -> None:
    edition = framework.edition.model_copy(update={"title": title.strip(), "id": "2031-draft"})
    for sheet in build(framework.model_copy(update={"edition": edition})).workbook:
        parts = [sheet.oddFooter.left.text, sheet.oddFooter.center.text or "", sheet.oddFooter.right.text]
        assert len(f"&L{parts[0]}&C{parts[1]}&R{parts[2]}") <= 255
        assert re.sub("&&", "", parts[0]).count("&") == 0
        assert parts[1] in {"", edition.site}
        assert (parts[1] == edition.site) == (title == "Short")


def test_there_is_no_empty_row_in_any_sheet(workbook: Workbook) -> None:
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows():
            assert any(cell.value is not None or not cell.protection.locked for cell in row), (sheet.title, row[0].row)


def test_tables_are_real_with_one_heading_row_of_differing_headings(workbook: Workbook) -> None:
    tables = [(sheet, table) for sheet in workbook.worksheets for table in sheet.tables.values()]
    assert tables
    names = [table.displayName for _, table in tables] + list(workbook.defined_names)
    assert len(names) == len({name.lower() for name in names})
    for sheet, table in tables:
        first_column, first_row, last_column, last_row = range_boundaries(table.ref)
        headings = [sheet.cell(first_row, column).value for column in range(first_column, last_column + 1)]
        assert first_column == 1
        assert [column.name for column in table.tableColumns] == headings
        assert len(set(headings)) == len(headings)
        for row in range(first_row + 1, last_row + 1):
            for column in range(first_column, last_column + 1):
                cell = sheet.cell(row, column)
                assert cell.value is not None or not cell.protection.locked, (table.name, cell.coordinate)


def test_formulas_use_only_functions_that_all_programs_share_and_no_addresses_but_of_their_row(
    workbook: Workbook,
) -> None:
    formulas = [(cell.row, cell.value) for cell in cells(workbook) if cell.data_type == "f"]
    assert formulas
    for row, formula in formulas:
        bare = re.sub(r'"[^"]*"', '""', formula)
        bare = re.sub(rf"\$[A-Z]{row}\b", "", bare)
        assert set(re.findall(r"([A-Z]+)\(", bare)) <= FUNCTIONS, formula
        assert not re.search(r"\$?\b[A-Z]{1,3}\$?\d+\b", bare), formula


def test_every_formula_carries_a_value(workbook_bytes: bytes) -> None:
    """Beside each formula is a value: a number, or a text, which is empty only where the formula can show nothing."""
    archive = zipfile.ZipFile(io.BytesIO(workbook_bytes))
    sheets = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    # A cell with a formula: its type, the formula, and the value beside it.
    pattern = r'<c [^>]*?(?:t="(\w+)")?><f>([^<]*)</f>(?:<v ?/>|<v>([^<]*)</v>)</c>'
    found = [cell for sheet in sheets for cell in re.findall(pattern, sheet)]
    assert len(found) == sum(sheet.count("<f>") for sheet in sheets) > 200
    for kind, formula, value in found:
        if kind == "str":
            assert value or re.search(r',""[,)]', html.unescape(formula)), formula
        else:
            assert kind == "", formula
            float(value)


def test_scores_stand_with_their_letter_and_words(workbook: Workbook, framework: Framework) -> None:
    for level in framework.levels:
        coloured = [cell for cell in cells(workbook) if cell.style == f"level_{level.colour}"]
        assert coloured
        for cell in coloured:
            assert cell.value == level.score or level.words in cell.value


def test_every_pair_of_colours_can_be_read() -> None:
    pairs = [(PAPER, BRAND), (INK, PAPER), (INK, INPUT_FILL), (INK, LABEL_FILL), (LINK, PAPER), (BRAND, PAPER)]
    for shades in SHADES.values():
        pairs += [(shades.on_strong, shades.strong), (shades.text, PAPER)]
    for one, other in pairs:
        assert contrast(one, other) >= 4.5, (one, other)


def test_it_prints_on_a4_one_page_wide_with_its_title_on_each(workbook: Workbook) -> None:
    for sheet in workbook.worksheets:
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_title_rows.startswith(("$1", "1"))
        assert sheet.print_area


def test_the_document_says_what_it_is(workbook: Workbook, framework: Framework) -> None:
    properties = workbook.properties
    assert properties.title == f"{framework.edition.title} {framework.edition.id}"
    assert properties.language == "en-GB"
    assert properties.subject
    assert {one.name: one.value for one in workbook.custom_doc_props.props} == {
        "edition": framework.edition.id,
        "framework": framework.edition.title,
    }


def test_links_between_sheets_lead_to_sheets_that_exist(workbook: Workbook) -> None:
    inner = [cell.hyperlink.location for cell in cells(workbook) if cell.hyperlink and cell.hyperlink.location]
    assert inner
    for location in inner:
        assert location.removesuffix("!A1").strip("'").replace("''", "'") in workbook.sheetnames


def test_no_font_is_one_that_a_program_lacks(workbook: Workbook) -> None:
    assert {font.name for font in workbook._fonts} == {"Arial"}


def test_two_builds_give_the_same_bytes(framework: Framework, workbook_bytes: bytes) -> None:
    assert to_bytes(build(framework)) == workbook_bytes


def test_text_that_begins_with_an_equals_sign_stays_text() -> None:
    text = (ROOT / "framework.yaml").read_text(encoding="utf-8")
    text = text.replace("title: Census", "title: x").replace("text: Census data", 'text: "=1+1"')
    workbook = openpyxl.load_workbook(io.BytesIO(to_bytes(build(parse(text, "framework.yaml")))))
    (cell,) = [cell for cell in cells(workbook) if cell.value == "=1+1"]
    assert cell.data_type == "s"


def test_another_framework_with_other_levels_and_sections_becomes_a_workbook() -> None:
    """Nothing in the code knows how many sections or levels there are, or what they are called."""
    workbook = openpyxl.load_workbook(io.BytesIO(to_bytes(build(load(DATA / "other.yaml")))))
    assert workbook.sheetnames == ["Begin", "Before", "Soil & roots", "Joe's water", "Together", "Deeds", "Walks"]
    values = {str(cell.value) for cell in cells(workbook)}
    assert {"Purple: Bare", "L. Purple: Bare", "H1. Blue: In bloom", "=Water is wasted."} <= values
    assert not values & {level.words for level in load(ROOT / "framework.yaml").levels}


@pytest.mark.parametrize("framework_file", ["framework.yaml", "tests/data/other.yaml"])
def test_names_never_clash(framework_file: str) -> None:
    """No id can give an input the name of another cell: no fixed name is a field, an underscore and an id."""
    everything = Answers(columns={name: ("",) for name, _ in COLUMNS})
    layout = layout_of(load(ROOT / framework_file), everything)
    subjects = {cell.name: cell.subject for cell in layout.inputs.values()}
    fields = {name.removesuffix(cell_name("", subject.part)) for name, subject in subjects.items() if subject.part}
    names = {*layout.areas, *(placed.table.name for sheet in layout.sheets for placed in sheet.tables)}
    ids = {part.id.replace("-", "_") for part in load(ROOT / framework_file).sections}
    fixed = {name for name in names if not (name in subjects and subjects[name].part) and not name.endswith(tuple(ids))}
    assert fields
    assert fixed
    for name in fixed:
        assert not any(name.startswith(f"{field}_") for field in fields), name
    for field in fields:
        assert not any(other.startswith(f"{field}_") for other in fields), field


@pytest.mark.parametrize("id_", ["not-working", "date", "counts", "scores", "invite-others", "section", "names"])
def test_any_id_is_free(id_: str) -> None:
    """A section may be called by a word that the workbook itself ends names in."""
    text = (DATA / "other.yaml").read_text(encoding="utf-8")
    layout = layout_of(parse(re.sub(r"\bsoil\b(?!:| )", id_, text), "other.yaml"))
    assert cell_name("score", id_) in layout.inputs
    assert layout.inputs[cell_name("review0", id_)].subject == Subject("review", id_, 0)


def test_repeated_headings_are_told_apart() -> None:
    assert unique_headings(["Review", "review", "Now", "Review", "Review (2)"]) == (
        "Review",
        "review (2)",
        "Now",
        "Review (3)",
        "Review (2) (2)",
    )
    text = (DATA / "other.yaml").read_text(encoding="utf-8")
    other = parse(text, "other.yaml")
    words = other.workbook.model_copy(update={"meetings": ("Now", "Review", "Review")})
    built = build(other.model_copy(update={"workbook": words})).workbook
    for sheet in built:
        for table in sheet.tables.values():
            headings = [column.name for column in table.tableColumns]
            assert len({heading.lower() for heading in headings}) == len(headings)
            assert [cell.value for cell in sheet[table.ref][0]] == headings


def test_a_name_is_not_given_to_two_places() -> None:
    one = Input(Subject("same"), "Label", "Help")
    with pytest.raises(ValueError, match="same is given to two places"):
        place((Sheet("One", (10,), (Rows(((one,), (one,))),)),))
