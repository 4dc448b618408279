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

from carers_framework.base.colours import BRAND, INK, INPUT_FILL, LABEL_FILL, LINK, PAPER, QUIET, SHADES, contrast
from carers_framework.base.text import unique_headings
from carers_framework.framework.load import load, parse
from carers_framework.framework.model import Framework
from carers_framework.workbook.answers import Answers
from carers_framework.workbook.book import layout_of
from carers_framework.workbook.cells import Input, Rows, Sheet, Subject, cell_name
from carers_framework.workbook.layout import Layout, place
from carers_framework.workbook.sheets.carried import COLUMNS
from carers_framework.writing.heights import heights
from carers_framework.writing.save import to_bytes
from carers_framework.writing.styles import style_name
from carers_framework.writing.writer import build
from tests.helpers.project import DATA, FROZEN, ROOT
from tests.helpers.workbooks import named_cell

FUNCTIONS = {
    "AND", "CHAR", "DAY", "IF", "IFERROR", "INDEX", "INT", "ISNUMBER", "LARGE", "LEFT", "LEN", "MATCH", "MID", "MOD",
    "MONTH", "OR", "ROWS", "SUMPRODUCT", "TODAY", "YEAR",
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


def test_sheets(workbook: Workbook, framework: Framework) -> None:
    """The sheets are those of the framework, in order."""
    words = framework.workbook.sheets
    titles = [framework.sheet_name(section) for section in framework.sections]
    assert workbook.sheetnames == [
        words.start.name,
        words.preparation.name,
        *titles,
        words.summary.name,
        words.plan.name,
        words.reviews.name,
        words.ideas.name,
    ]


def test_inputs_are_unlocked(workbook: Workbook) -> None:
    """Inputs, and only inputs, are unlocked, and each has a name."""
    names = named(workbook)
    for sheet in workbook.worksheets:
        styled = style_name("input")
        inputs = {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.style.startswith(styled)}
        assert unlocked(sheet) == inputs, sheet.title
        assert inputs <= names[sheet.title], sheet.title


def test_protection(workbook: Workbook) -> None:
    """Every sheet is protected without a password, and lets people format cells, rows and columns, but not sort."""
    for sheet in workbook.worksheets:
        protection = sheet.protection
        assert protection.sheet
        assert protection.password is None
        assert not protection.formatCells
        assert not protection.formatRows
        assert not protection.formatColumns
        assert protection.sort  # what is true here is forbidden


def test_fixed_names(workbook: Workbook, framework: Framework) -> None:
    """The names of inputs are those that filled-in workbooks rely on."""
    expected = {"area_name"}
    for section in framework.sections:
        end = section.id.replace("-", "_")
        kinds = (
            "score",
            "reasons",
            "concerns",
            "action1",
            "take5",
            "done_by1",
            "priority",
            "target",
            "aimed_by",
            "review0",
        )
        expected |= {f"{kind}_{end}" for kind in kinds}
        for indicator in section.indicators:
            end = indicator.id.replace("-", "_")
            expected |= {f"found_{end}", f"evidence_{end}"}
    assert expected <= set(workbook.defined_names)


def test_prompts(workbook: Workbook, layout: Layout) -> None:
    """Every input has a prompt with its choices, and an error that says what to do where it takes no other value."""
    for name, cell in layout.inputs.items():
        where = layout.areas[name]
        validations = [
            validation
            for validation in workbook[where.sheet].data_validations.dataValidation
            if where.address in validation.sqref
        ]
        (validation,) = validations
        assert validation.showInputMessage, name
        assert validation.prompt, name
        assert all(choice in validation.prompt for choice in cell.choices), name
        assert 0 < len(validation.promptTitle) <= 32, name
        if cell.kind != "text" or cell.longest:
            assert validation.error, name
            assert len(validation.error) <= 225, name  # the most that Excel shows
            assert validation.showErrorMessage, name


def test_areas_of_rules(workbook: Workbook) -> None:
    """Validations and colour rules reach no cell beyond those that were written."""
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


def test_nothing_hidden(workbook: Workbook, workbook_bytes: bytes) -> None:
    """There are no merged cells, hidden sheets, rows or columns, no macros and no links to files."""
    for sheet in workbook.worksheets:
        assert not sheet.merged_cells.ranges
        assert sheet.sheet_state == "visible"
        assert not any(dimension.hidden for dimension in sheet.row_dimensions.values())
        assert not any(dimension.hidden for dimension in sheet.column_dimensions.values())
    parts = zipfile.ZipFile(io.BytesIO(workbook_bytes)).namelist()
    assert not [part for part in parts if re.search("vba|external|activeX|comments", part)]


def test_alternative_texts(workbook_bytes: bytes) -> None:
    """Charts have alternative texts, and there are no text boxes."""
    archive = zipfile.ZipFile(io.BytesIO(workbook_bytes))
    drawings = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/drawings/drawing")]
    texts = re.findall(r'descr="([^"]+)"', "".join(drawings))
    charts = [name for name in archive.namelist() if name.startswith("xl/charts/chart")]
    assert len(texts) == len(charts) == 2
    assert all(len(text) > 100 for text in texts)
    assert not any("<xdr:sp" in drawing for drawing in drawings)


def test_titles(workbook: Workbook, framework: Framework) -> None:
    """The edition is in its footer, and on the first sheet."""
    for sheet in workbook.worksheets:
        assert sheet["A1"].style == style_name("title")
        assert framework.edition.id in sheet.oddFooter.left.text
    assert named_cell(workbook, "edition_id").value == framework.edition.id


def test_opens_at_first_input(workbook: Workbook, layout: Layout) -> None:
    """Every sheet opens where people begin; the sheet without inputs at its title."""
    for placed in layout.sheets:
        expected = placed.first_input.address if placed.first_input else "A1"
        views = workbook[placed.sheet.name].sheet_view.selection
        assert {view.activeCell for view in views} == {expected}, placed.sheet.name


def test_tabs_are_coloured(workbook: Workbook) -> None:
    assert all(sheet.sheet_properties.tabColor is not None for sheet in workbook.worksheets)


def test_structure_is_protected(workbook: Workbook) -> None:
    """Nobody deletes a sheet by mistake, and nobody needs a password to do it on purpose."""
    assert workbook.security.lockStructure
    assert workbook.security.workbookPassword is None


def test_no_link_to_a_placeholder(workbook_bytes: bytes, framework: Framework) -> None:
    """While there is no site, nothing leads to it; when there is one, the first sheet and the footers name it."""
    assert ".example" in framework.edition.site
    assert not any(".example" in part for part in texts_of(workbook_bytes))
    edition = framework.edition.model_copy(update={"site": "https://carers.gov.uk/"})
    published = texts_of(to_bytes(build(framework.model_copy(update={"edition": edition}))))
    assert any("carers.gov.uk/workbook/" in part for part in published)
    assert any("&amp;C&amp;10https://carers.gov.uk/" in part for part in published)


def texts_of(content: bytes) -> list[str]:
    archive = zipfile.ZipFile(io.BytesIO(content))
    return [archive.read(name).decode() for name in archive.namelist()]


def test_tables_are_announced(workbook: Workbook) -> None:
    """Each table has the name by which NVDA and JAWS read its headings on a protected sheet."""
    for number, sheet in enumerate(workbook.worksheets, start=1):
        for table in sheet.tables.values():
            first, last = table.ref.split(":")
            (name,) = [name for name in workbook.defined_names if name.endswith(f".{first}.{last}.{number}")]
            assert re.fullmatch(r"TitleRegion\d+", name.split(".")[0])
            assert named_cell(workbook, name).coordinate == first
            assert named_cell(workbook, name).parent is sheet


def test_widths(layout: Layout) -> None:
    """No sheet is wider than 1,200 pixels, at the 7.4 that LibreOffice gives a unit; Excel's are narrower."""
    for placed in layout.sheets:
        assert sum(placed.sheet.widths) * 7.4 <= 1_200, placed.sheet.name


def test_first_screen(layout: Layout) -> None:
    """At 1366 × 768 a section's first screen has the score and, except on the longest, all indicators.

    LibreOffice leaves 590 pixels for the sheet there, which are 442 points. Whether it draws rows as high as we say is
    tested elsewhere.
    """
    ends = []
    for placed in layout.sheets:
        if placed.sheet.kind == "section":
            assert placed.main is not None
            drawn = heights(placed, {})
            ends.append(sum(height for row, height in drawn.items() if row <= placed.main.area.last_row))
            assert placed.first_input is not None
            assert placed.first_input.row < placed.main.area.row
    assert sorted(ends)[-2] <= 442


@pytest.mark.parametrize("title", ["Care & support " * 13, "T" * 200, "Short"])
def test_long_footers(framework: Framework, title: str) -> None:
    """A footer is never longer than Excel takes, and an address in it is never cut."""
    changes = {"title": title.strip(), "id": "2031-draft", "site": "https://carers.gov.uk/"}
    edition = framework.edition.model_copy(update=changes)
    for sheet in build(framework.model_copy(update={"edition": edition})).workbook:
        parts = [sheet.oddFooter.left.text, sheet.oddFooter.center.text or "", sheet.oddFooter.right.text]
        assert len(f"&L{parts[0]}&C{parts[1]}&R{parts[2]}") <= 255
        assert re.sub("&&", "", parts[0].removeprefix("&10")).count("&") == 0
        assert parts[1] in {"", f"&10{edition.site}"}
        assert bool(parts[1]) == (title == "Short")


def test_tables(workbook: Workbook) -> None:
    """Tables are real ones, with one row of headings that differ."""
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
        assert last_row > first_row


def test_functions(workbook: Workbook) -> None:
    """Formulas use only functions that all programs have, and no addresses but those of their own row."""
    formulas = [(cell.row, cell.value) for cell in cells(workbook) if cell.data_type == "f"]
    assert formulas
    for row, formula in formulas:
        bare = re.sub(r'"[^"]*"', '""', formula)
        bare = re.sub(rf"\$[A-Z]{row}\b", "", bare)
        bare = re.sub(r"\b[a-z]+_?[a-z]*\d+\b", "", bare)  # a name such as take1
        assert len(formula) <= 8_192, formula
        assert set(re.findall(r"([A-Z]+)\(", bare)) <= FUNCTIONS, formula
        assert not re.search(r"\$?\b[A-Z]{1,3}\$?\d+\b", bare), formula


def test_stored_values(workbook_bytes: bytes) -> None:
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


def test_letters_of_levels(workbook: Workbook, framework: Framework) -> None:
    """A cell in the colour of a level has its letter."""
    for level in framework.levels:
        coloured = [cell for cell in cells(workbook) if cell.style == style_name(f"level_{level.colour}")]
        assert coloured
        assert {cell.value for cell in coloured} == {level.score}


def test_contrast() -> None:
    """Every text has a contrast of at least 4.5 to 1 with its background."""
    on_paper = [(colour, PAPER) for colour in (INK, QUIET, LINK, BRAND)]
    pairs = [*on_paper, (PAPER, BRAND), (QUIET, LABEL_FILL), (INK, INPUT_FILL), (INK, LABEL_FILL)]
    for shades in SHADES.values():
        pairs += [(shades.on_strong, shades.strong), (shades.text, PAPER), (shades.text, shades.light)]
    for one, other in pairs:
        assert contrast(one, other) >= 4.5, (one, other)


def test_page_setup(workbook: Workbook) -> None:
    """Sheets print on A4, one page wide, with the title on each page."""
    for sheet in workbook.worksheets:
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_title_rows.startswith(("$1", "1"))
        assert sheet.print_area


def test_properties(workbook: Workbook, framework: Framework) -> None:
    """The properties of the document say what it is, and name no author."""
    properties = workbook.properties
    assert properties.title == f"{framework.edition.title} {framework.edition.id}"
    assert properties.language == "en-GB"
    assert properties.subject
    assert {one.name: one.value for one in workbook.custom_doc_props.props} == {
        "edition": framework.edition.id,
        "framework": framework.edition.title,
        "form": "2",
    }
    assert not properties.creator


def test_links(workbook: Workbook) -> None:
    """Links between sheets lead to sheets that exist."""
    inner = [cell.hyperlink.location for cell in cells(workbook) if cell.hyperlink and cell.hyperlink.location]
    assert inner
    for location in inner:
        assert location.removesuffix("!A1").strip("'").replace("''", "'") in workbook.sheetnames


def test_theme(workbook_bytes: bytes) -> None:
    """What has no font of its own is in the same font."""
    theme = zipfile.ZipFile(io.BytesIO(workbook_bytes)).read("xl/theme/theme1.xml").decode()
    assert set(re.findall(r'latin typeface="([^"]*)"', theme)) == {"Arial"}


def test_chart_axes(workbook_bytes: bytes, framework: Framework) -> None:
    """The axis of scores shows letters, no title covers a plot, and the texts are in our font."""
    archive = zipfile.ZipFile(io.BytesIO(workbook_bytes))
    charts = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/charts/chart")]
    scores = [level.score for level in framework.levels]
    expected = html.escape(f'[=1]"{scores[0]}";[=2]"{scores[1]}";"{scores[2]}"')
    (with_letters,) = [chart for chart in charts if 'formatCode="[=1]' in chart]
    assert expected in with_letters
    for chart in charts:
        assert chart.count('<c:overlay val="0"') + chart.count('<overlay val="0"') == 2  # of the title and the legend
        assert set(re.findall(r'latin typeface="([^"]*)"', chart)) == {"Arial"}


def test_fonts(workbook: Workbook) -> None:
    """The only font is one that every program has."""
    assert {font.name for font in workbook._fonts} == {"Arial"}


def test_same_bytes(framework: Framework, workbook_bytes: bytes) -> None:
    """Two builds give the same bytes."""
    assert to_bytes(build(framework)) == workbook_bytes


def test_equals_sign() -> None:
    """A text that begins with an equals sign stays a text."""
    text = (FROZEN / "framework.yaml").read_text(encoding="utf-8")
    text = text.replace("title: Census", "title: x").replace("text: Census data", 'text: "=1+1"')
    workbook = openpyxl.load_workbook(io.BytesIO(to_bytes(build(parse(text, "framework.yaml")))))
    (cell,) = [cell for cell in cells(workbook) if cell.value == "=1+1"]
    assert cell.data_type == "s"


def test_another_framework() -> None:
    """Nothing in the code knows how many sections or levels there are, or what they are called."""
    workbook = openpyxl.load_workbook(io.BytesIO(to_bytes(build(load(DATA / "other.yaml")))))
    assert workbook.sheetnames == ["Begin", "Before", "1 Soil & roots", "2 Joe's water", "Together", "Deeds", "Walks"]
    values = {str(cell.value) for cell in cells(workbook)}
    assert {"Purple: Bare", "L", "H1", "=Water is wasted."} <= values
    assert not values & {level.words for level in load(FROZEN / "framework.yaml").levels}


@pytest.mark.content
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


def test_repeated_headings() -> None:
    """Repeated headings of a table get numbers."""
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


def test_name_given_twice() -> None:
    """A name is not given to two places."""
    one = Input(Subject("same"), "Label", "Help")
    with pytest.raises(ValueError, match="same is given to two places"):
        place((Sheet("One", (10,), (Rows(((one,), (one,))),)),))
