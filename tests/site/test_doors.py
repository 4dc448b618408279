"""The ways into the site: the doors of the home page, the pages for readers, the menu, the steps and the footer."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from carers_framework.framework.model import Framework
from carers_framework.site.inputs import DOCS, THEME, Download, SiteInputs
from carers_framework.site.navigation import sections_title
from carers_framework.site.render import render
from carers_framework.words.site import number_in_words
from tests.helpers.pages import Page as Parsed
from tests.helpers.pages import html_pages, plain

WORKBOOK = Download("x.xlsx", "Excel workbook", b"")
MOST_WORDS = 600
"""How long a page for readers may be: what can be read in three minutes, and fits on one side."""


def pages_of(framework: Framework) -> dict[str, str]:
    return dict(render(SiteInputs(framework, (WORKBOOK,))))


@pytest.fixture(scope="module")
def pages(framework: Framework) -> dict[str, str]:
    return pages_of(framework)


# The home page


def test_door_for_each(framework: Framework, pages: dict[str, str]) -> None:
    """The home page has a door for each reader, and doors to the self-assessment, the ideas and the law."""
    doors = pages["index.md"].partition('<nav class="doors"')[2].partition("</nav>")[0]
    for reader in framework.readers:
        assert (f"](for/{reader.id}.md)" in doors) == bool(reader.door), reader.id
    for page in ("how-to-use.md", "examples.md", "law.md"):
        assert f"]({page})" in doors


def test_no_door_to_nothing(framework: Framework) -> None:
    """A framework without readers, examples or law has no doors to them. Its home page begins with its own title."""
    bare = framework.model_copy(update={"readers": (), "home": None, "examples": (), "duties": ()})
    bare = bare.model_copy(update={"law_in_short": (), "law_questions": (), "law_covers": ()})
    home = pages_of(bare)["index.md"]
    assert not [path for path in pages_of(bare) if path.startswith("for/")]
    assert f"# {framework.edition.title}" in home
    assert home.count("](how-to-use.md)") > home.count("](law.md)") == home.count("](examples.md)") == 0


@pytest.mark.chromium
@pytest.mark.parametrize(("width", "height"), [(360, 740), (390, 844), (768, 1024), (1366, 768)])
def test_first_screen(site_address: str, page: Page, width: int, height: int) -> None:
    """All doors are on the first screen, of a phone too, and each can be pressed anywhere."""
    page.set_viewport_size({"width": width, "height": height})
    page.goto(site_address)
    doors = page.locator(".doors li")
    assert doors.count() == 4
    for door in doors.all():
        box = door.bounding_box()
        assert box["y"] + box["height"] <= height
    doors.last.click(position={"x": 5, "y": 5})
    page.wait_for_url("**/law/")


# The pages for readers


def test_reader_pages(framework: Framework, pages: dict[str, str]) -> None:
    """All that a page for readers says is on it, and each provision leads to the text of the law."""
    links = {duty.id: duty.link for duty in framework.duties}
    for reader in framework.readers:
        page = pages[f"for/{reader.id}.md"]
        shown = plain(page)
        for part in reader.parts:
            texts = [text for answer in part.answers for text in (answer.question, answer.text)]
            texts += [part.title, part.text, part.points_lead, *part.words, *(point.text for point in part.points)]
            for text in filter(None, (*texts, part.after, reader.lead)):
                assert " ".join(text.split()) in shown, text
        assert reader.provisions
        assert all(f"]({links[id_]})" in page for id_ in reader.provisions), reader.id


def test_short_enough(site: Path, framework: Framework) -> None:
    """A page for readers is short. Names of provisions, and what follows the text, are not for reading through."""
    for reader in framework.readers:
        text = (site / "for" / reader.id / "index.html").read_text(encoding="utf-8")
        without = re.sub(
            r"<small.*?</small>|<details.*?</details>|<p class=\"(?:checked|edition)\">.*?</p>",
            "",
            text,
            flags=re.DOTALL,
        )
        assert 200 < len(Parsed(without, within="article").text.split()) < MOST_WORDS, reader.id


def test_law_is_named(framework: Framework) -> None:
    """Each answer on a carer's rights, and each point on the law, names the provisions that it rests on."""
    carers, councillors = framework.readers
    assert all(answer.provisions for answer in carers.parts[0].answers)
    assert all(point.provisions for point in councillors.parts[1].points)
    assert all(answer.steps for answer in councillors.parts[0].answers)


@pytest.mark.chromium
def test_one_side(site_address: str, page: Page, framework: Framework) -> None:
    """A page for readers prints on one side of A4, in letters that can be read, with the addresses of other sites."""
    page.emulate_media(media="print")
    for reader in framework.readers:
        page.goto(f"{site_address}for/{reader.id}/")
        pdf = page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1, reader.id
        assert page.locator(".one-side p").first.evaluate("it => parseFloat(getComputedStyle(it).fontSize)") >= 12
        after = "it => getComputedStyle(it, '::after').content"
        for link in page.locator(".one-side .elsewhere").all():
            assert str(link.get_attribute("href")) in link.evaluate(after)


def test_checked_line(framework: Framework) -> None:
    """A page with law says where it applies, the day of the oldest check, and that of the next."""
    (reader, *_) = framework.readers
    days = [datetime.date(2026, 3, 2), "not checked since 2018", datetime.date(2026, 1, 5)]

    def line_with(checks: list[object]) -> str:
        ids = reader.provisions
        of = {id_: checks[place % len(checks)] for place, id_ in enumerate(ids)}
        duties = [duty.model_copy(update={"checked": of.get(duty.id, duty.checked)}) for duty in framework.duties]
        edition = framework.edition.model_copy(update={"applies_to": "Wales"})
        page = pages_of(framework.model_copy(update={"duties": tuple(duties), "edition": edition}))
        (line,) = re.findall(r'<p class="checked">(.*?)</p>', page[f"for/{reader.id}.md"], re.DOTALL)
        return line

    start = "Applies to Wales. Not legal advice. Checked on"
    assert line_with(days) == f"{start} 5 January 2026, where we could; next check due on 5 January 2027."
    assert line_with(days[:1]) == f"{start} 2 March 2026; next check due on 2 March 2027."


# The menu and the footer


@pytest.mark.parametrize(("count", "title"), [(1, "The section"), (2, "The two sections"), (13, "The 13 sections")])
def test_sections_title(framework: Framework, count: int, title: str) -> None:
    """The menu calls the sections by how many there are."""
    sections = (framework.sections * 3)[:count]
    assert sections_title(framework.model_copy(update={"sections": sections})) == title


def test_numbers_in_words() -> None:
    assert [number_in_words(number) for number in (0, 6, 12, 13, -1)] == ["no", "six", "twelve", "13", "-1"]


def test_menu(site: Path, framework: Framework) -> None:
    """The menu has the ways into the site, and nothing else."""
    text = (site / "index.html").read_text(encoding="utf-8")
    tabs = re.findall(r'class="md-tabs__link">\s*(.*?)\s*</a>', text, re.DOTALL)
    readers = [reader.title for reader in framework.readers if reader.door]
    sections = sections_title(framework)
    assert tabs == ["Home", *readers, "Run a self-assessment", sections, "Ideas", "The law"]


def test_everything_is_reached(site: Path) -> None:
    """From the home page, links lead to every page. The footer leads to what is not in the menu."""
    home = site / "index.html"
    found, waiting = {home}, [home]
    while waiting:
        page = waiting.pop()
        for link in Parsed(page.read_text(encoding="utf-8")).links:
            if ":" not in link and (path := (page.parent / link.partition("#")[0].partition("?")[0]).resolve()):
                target = path if path.suffix else path / "index.html"
                if target not in found and target.suffix == ".html":
                    assert target.exists(), (page, link)
                    found.add(target)
                    waiting.append(target)
    assert {path for path in site.rglob("*.html") if path.name != "404.html"} <= found


WHOLE_WINDOW = "fill-in/index.html"
"""The page that fills in the workbook has neither menu nor footer."""

FOOTER = {
    "glossary", "accessibility", "privacy", "about", "sources", "editions", "maintainers", "hosting", "benchmark",
    "how-to-use", "workbook", "workshop-pack", "collecting", "sections", "examples", "law", "standards",
}  # fmt: skip


def test_footer(site: Path, framework: Framework) -> None:
    """Every page has the same links at its foot, and they lead somewhere, from pages of any depth."""
    for path in html_pages(site):
        if path == WHOLE_WINDOW:
            continue
        page = Parsed((site / path).read_text(encoding="utf-8"), within="footer")
        targets = set()
        for link in page.links:
            if not link.startswith(("https:", "mailto:")):
                base = site if link.startswith("/") else (site / path).parent
                target = (base / link.lstrip("/").partition("#")[0]).resolve()
                assert (target / "index.html").exists(), (path, link)
                targets.add(target.relative_to(site.resolve()).as_posix())
        assert targets >= FOOTER | {f"for/{reader.id}" for reader in framework.readers}, path
        assert any(link.startswith(f"mailto:{framework.edition.contact}") for link in page.links), path


def test_footer_in_folder(offline_site: Path) -> None:
    """In a site that is opened from a folder, the links at the foot lead to files."""
    for name in ("index.html", "law.html", "sections/index.html", "for/carers.html"):
        for link in Parsed((offline_site / name).read_text(encoding="utf-8"), within="footer").links:
            if not link.startswith(("https:", "mailto:")):
                assert (offline_site / name).parent.joinpath(link.partition("#")[0]).is_file(), (name, link)


def test_no_fetching_ahead(site: Path) -> None:
    """No page names the next one in its head: Firefox would fetch it, and the policy forbids that."""
    for path in html_pages(site):
        head = (site / path).read_text(encoding="utf-8").partition("</head>")[0]
        assert not re.search(r'rel="?(next|prev)', head), (
            f"{path}: the theme writes rel=next in another way than before. See `site_meta` in overrides/main.html."
        )


def test_scripts_without_comments(site: Path) -> None:
    """Visitors do not fetch the comments of our scripts, and everything else is there."""
    scripts = list((THEME / DOCS / "assets").glob("*.js"))
    assert scripts
    for script in scripts:
        lines = (site / "assets" / script.name).read_text(encoding="utf-8").splitlines()
        assert not [line for line in lines if line.lstrip().startswith("/*")], script.name
        code = [line for line in script.read_text(encoding="utf-8").splitlines() if line.endswith((";", "{", "}"))]
        assert [line for line in lines if line.endswith((";", "{", "}"))] == code


def test_logo_size(site: Path) -> None:
    """The logo has a size in both menus, so that nothing moves when it arrives."""
    for path in html_pages(site):
        text = (site / path).read_text(encoding="utf-8")
        logos = re.findall(r'<img src="[^"]*assets/icon\.svg"[^>]*>', text)
        assert len(logos) == (1 if path == WHOLE_WINDOW else 2), path
        assert all('alt="" width="24" height="24"' in logo for logo in logos), path


# The steps


def test_steps(framework: Framework, pages: dict[str, str]) -> None:
    """Each step says which it is and leads to those beside it and to the pages that are used in it."""
    page = pages["how-to-use.md"]
    total = len(framework.steps)
    for number, step in enumerate(framework.steps, 1):
        assert f"Step {number} of {total}" in page
        assert all(f"]({name}.md)" in page for name in step.pages)
    for number in range(1, total):
        assert page.count(f"[Next: {number + 1}. ") == page.count(f"[Back: {number}. ") == 1


@pytest.mark.parametrize("name", ["sections/index", "workbook", "workshop-pack", "agenda", "questions"])
def test_thread(framework: Framework, pages: dict[str, str], name: str) -> None:
    """A page that is used in a step says in which, and leads to the steps beside it."""
    number = framework.step_with(name)
    assert number
    assert f"Step {number} of {len(framework.steps)}: {framework.steps[number - 1].title}" in plain(pages[name + ".md"])
    beside = {max(number - 1, 1), min(number + 1, len(framework.steps))}
    for other in beside:
        assert f"how-to-use.md#{framework.steps[other - 1].id})" in pages[f"{name}.md"]
    without = framework.model_copy(
        update={"steps": tuple(step.model_copy(update={"pages": ()}) for step in framework.steps)}
    )
    assert 'class="thread"' not in pages_of(without)[f"{name}.md"]
