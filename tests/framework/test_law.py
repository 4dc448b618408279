"""The law in framework.yaml: where each entry can be read, how it binds, when it was checked, and what it says."""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml

from carers_framework.base.text import within_a_sentence
from carers_framework.editions.check import check
from carers_framework.framework.library import Duty
from carers_framework.framework.load import FrameworkError, locate, parse
from carers_framework.framework.model import Framework
from carers_framework.site.content.acts import MOST, act_pages, page_of_each
from carers_framework.site.inputs import Download, SiteInputs
from carers_framework.site.navigation import with_generated_pages
from carers_framework.site.render import render
from tests.helpers.pages import plain, rendered
from tests.helpers.project import DATA, FILE_2021

LAST_CHECK = datetime.date(2026, 11, 25)

KINDS = {
    "care-act-s8": "definition",
    "care-act-s9-5": "duty",
    "care-act-s18-7": "definition",
    "care-act-s20-7": "power",
    "care-act-s20-8": "duty",
    "care-act-s25-3": "duty",
    "care-act-s26": "definition",
    "care-act-s42": "duty",
    "care-act-s78": "duty",
    "care-act-s79": "power",
    "children-act-s17za": "duty",
    "children-act-s17za-12": "duty",
    "children-act-s17zc": "duty",
    "children-act-s17zd": "duty",
    "children-act-s17zd-14": "duty",
    "children-act-s17zf": "duty",
}
"""How the entries bind that were once given the wrong kind, or were missing."""

SAID = {
    "care-act-s3": ["with a view to", "considers"],
    "care-act-s5": ["must promote"],
    "care-act-s2-1": ["considers", "contribute towards"],
    "care-act-s10-4": ["its own view", "those of the adult"],
    "care-act-s10-9": ["under a contract"],
    "care-act-s13-5": ["none of a person’s needs are eligible", "written advice", "reasons in writing"],
    "care-act-s14-3": ["must not charge the carer", "may charge the adult"],
    "care-act-s18-7": ["that a carer is meeting", "never agreed"],
    "care-act-s20-6": ["the adult must agree"],
    "care-act-s27": ["to the extent that it thinks appropriate", "reasonable request", "any carer"],
    "care-act-s37": ["where that is appropriate", "on the day of the move"],
    "care-act-s32": ["lacks capacity to ask"],
    "care-act-s63": ["best interests"],
    "care-act-s66": ["already has services under section 17"],
    "assessment-regs-r2": ["jointly", "must ask everyone", "capacity"],
    "assessment-regs-r7": ["NHS continuing healthcare", "Carers’ assessments are not covered"],
    "eligibility-regs-r3": ["is at risk of it", "is likely to"],
    "eligibility-regs-r3-unable": ["not for a carer"],
    "charging-regs-r3": ["£1,000 or less", "first six weeks"],
    "charging-regs-r12": ["£23,250"],
    "direct-payment-regs-r3": ["same household", "necessary", "another household is not ruled out"],
    "direct-payment-regs-r6": ["four weeks in a row in any 12 months"],
    "direct-payment-regs-r7": ["first six months", "once every 12 months"],
    "children-act-s17za": ["or a parent asks", "appropriate", "written record"],
    "children-act-s17zd": ["18 or over", "parental responsibility", "disabled child", "section 17"],
    "hca-s91": ["NHS trusts and foundation trusts", "adult patient", "considers appropriate", "feasible"],
    "hca-s163": ["that regulations name"],
    "carers-leave-act": ["one week", "three months", "No length of service"],
    "carers-leave-regs": ["half a working day", "three days", "may not ask for proof", "may not refuse it"],
    "flexible-working-regs": ["right to ask"],
    "flexible-working-act": ["twice in 12 months"],
    "equality-act-s13": ["need not be their own"],
    "complaints-regs-r12": ["12 months"],
    "lga-1974-ombudsman": ["free", "not an appeal"],
    "lga-1974-s26b": ["12 months", "may waive"],
    "procurement-act": ["24 February 2025"],
    "guidance-10-27": ["how to meet needs, but not whether"],
    "guidance-19-6": ["must meet a carer’s needs"],
}
"""Conditions, figures and terms without which an entry would say more than the law, or less."""

NEWS = {
    "carers-allowance-2026": ["£86.45", "£204", "April 2026"],
    "charging-limits": ["£14,250", "£23,250", "2024 to 2025"],
    "care-cap-dropped": ["29 July 2024", "There is no cap"],
    "health-bill-2026": ["13 May 2026", "March 2027", "25 June 2026"],
    "cqc-first-round": ["3 March 2026", "153"],
    "adult-care-commission": ["2 May 2025", "2028"],
    "procurement-act-2023": ["24 February 2025"],
}


@pytest.fixture(scope="module")
def law_pages(pages: Mapping[str, str]) -> dict[str, str]:
    """Return the text that a reader of each page about the law sees, by the page's path."""
    return {path: plain(page) for path, page in pages.items() if path == "law.md" or path.startswith("law/")}


def texts(framework: Framework) -> Iterator[tuple[str, str]]:
    """Yield the id of every entry about the law with each of its texts, white space folded."""
    for part in (*framework.duties, *framework.law_in_short, *framework.law_questions):
        for key in ("asks", "caution", "in_force_note", "text", "answer", "disputed"):
            if text := getattr(part, key, None):
                yield part.id, " ".join(text.split())


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    return re.split(r"(?<=[.?!])\s+", " ".join(text.split()))


def test_every_entry_has_address(framework: Framework) -> None:
    """An entry leads to the law or the guidance itself, says whether it is in force, and when that was checked."""
    for duty in framework.duties:
        assert re.match(r"https://www\.(legislation\.gov\.uk/uk|gov\.uk/government/publications/)", duty.link or "")
        assert duty.in_force, duty.id
        assert duty.checked_on == LAST_CHECK or str(duty.checked).startswith("not checked"), duty.id


def test_address_is_of_provision(framework: Framework) -> None:
    """The address of a section or regulation ends in the number of one that the entry names."""
    for duty in framework.duties:
        if found := re.search(r"/(?:section|regulation)/(\w+)$", duty.link or ""):
            assert re.search(rf"\b{found[1]}\b", duty.provision), duty.id


def test_unseen_law_is_not_vouched(framework: Framework) -> None:
    """What was not checked is not said to be in force."""
    for duty in framework.duties:
        if duty.checked_on is None:
            assert duty.in_force == "unchecked", duty.id


def test_entries_bind_as_they_do(framework: Framework) -> None:
    """A duty is not given as a definition, nor a definition as a duty."""
    kinds = {duty.id: duty.kind for duty in framework.duties}
    assert {id_: kinds[id_] for id_ in KINDS} == KINDS


@pytest.mark.parametrize("id_", SAID)
def test_conditions_are_said(framework: Framework, id_: str) -> None:
    """What limits a duty or a right is part of it."""
    (duty,) = (duty for duty in framework.duties if duty.id == id_)
    said = " ".join(duty.asks.split())
    assert [words for words in SAID[id_] if words not in said] == []


@pytest.mark.parametrize("id_", NEWS)
def test_news_is_dated(framework: Framework, id_: str) -> None:
    """A current figure has its date, and the day of its check."""
    (change,) = (change for change in framework.changes if change.id == id_)
    assert change.checked == LAST_CHECK
    said = " ".join(f"{change.when} {change.now}".split())
    assert [words for words in NEWS[id_] if words not in said] == []


def test_nobody_must_do_what_is_not_law(framework: Framework, law_pages: dict[str, str]) -> None:
    """What is not in force stands behind no section, and the page says of it that it is not."""
    not_law = [duty for duty in framework.duties if not duty.is_law]
    assert [duty.id for duty in not_law] == ["care-act-s15", "care-act-s72"]
    for section in framework.sections:
        assert not set(not_law) & set(framework.duties_of(section))
    # Once as a tag and once, with a full stop, beside the day of the check.
    shown = " ".join(text for path, text in law_pages.items() if path.startswith("law/acts/"))
    assert shown.count("Not in force.") == len(not_law)
    assert shown.count("Not in force") == 2 * len(not_law)


def test_questions_have_two_sentences(framework: Framework) -> None:
    """There are twelve questions, each with an answer of two sentences."""
    assert len(framework.law_questions) == 12
    assert len(framework.law_in_short) == 5
    for question in framework.law_questions:
        assert len(sentences(question.answer)) == 2, question.id


def test_sentences_are_short(framework: Framework) -> None:
    """No sentence about the law has more than 25 words."""
    long = [(id_, one) for id_, text in texts(framework) for one in sentences(text) if len(one.split()) > 25]
    assert long == []


def test_pages_show_everything(framework: Framework, law_pages: dict[str, str]) -> None:
    """Whatever the data says of the law is on one of its pages, and all of every provision is on a page of its Act."""
    shown = " ".join(law_pages.values())
    assert [id_ for id_, text in texts(framework) if text not in shown] == []
    page_of = page_of_each(framework)
    for duty in framework.duties:
        for text in (duty.title[1:], duty.asks, duty.caution, duty.in_force_note):
            assert not text or " ".join(text.split()) in law_pages[page_of[duty.id]], duty.id


def known_of(duty: Duty) -> str:
    """Return what follows the link to a provision where it is not wholly in force, and the day of its check."""
    words = {"part": "Partly in force.", "none": "Not in force."}.get(duty.in_force or "", "")
    if duty.checked_on is None:
        return " ".join(f"{duty.in_force_note or ''} N{str(duty.checked)[1:]}.".split())
    unsure = "We could not check whether it is still so." if duty.in_force == "unchecked" else ""
    day = f"Checked on {duty.checked_on.day} {duty.checked_on:%B %Y}."
    return " ".join(f"{words} {unsure} {duty.in_force_note or ''} {day}".split())


def link_to(duty: Duty) -> str:
    """Return the words of the link to a provision: "Care Act 2014, section 10(1)"."""
    return f"{duty.law}, {within_a_sentence(duty.provision)}"


def test_every_provision_is_linked(framework: Framework, pages: Mapping[str, str]) -> None:
    """On each page that states a provision, a link to its text is followed by its status and the day of its check."""
    stated = [(page.path, page.duties) for page in act_pages(framework)]
    by_id = {duty.id: duty for duty in framework.duties}
    for question in framework.law_questions:
        stated.append((f"law/{question.id}.md", tuple(by_id[id_] for id_ in question.provisions)))
    for path, duties in stated:
        page = rendered(pages[path])
        for duty in duties:
            link = f'<a href="{html.escape(duty.link or "")}">{html.escape(link_to(duty), quote=False)}</a>.'
            assert f'id="{duty.id}"' in page
            assert link in page, (path, duty.id)
            whole = " In force." if duty.in_force == "whole" and path.startswith("law/acts/") else ""
            after = [text.partition("</small>")[0] for text in page.split(link)[1:]]
            assert any(
                " ".join(html.unescape(text).split()).startswith(f"{whole} {known_of(duty)}".strip()) for text in after
            ), (path, duty.id, after)


def test_question_page(framework: Framework, law_pages: dict[str, str]) -> None:
    """A question's page begins with its answer, has one caution, and has what is in doubt in one inset."""
    for question in framework.law_questions:
        shown = law_pages[f"law/{question.id}.md"]
        assert shown.startswith(f"{question.question} {' '.join(question.answer.split())} For: ")
        assert shown.count("not legal advice") == 1
        duties = [duty for duty in framework.duties if duty.id in question.provisions]
        doubts = [question.disputed, *(duty.caution for duty in duties)]
        before, _, inset = shown.partition("Disputed, or not checked")
        assert bool(inset) == (any(doubts) or not all(duty.checked_on for duty in duties)), question.id
        for doubt in filter(None, doubts):
            assert " ".join(doubt.split()) in inset, question.id
            assert " ".join(doubt.split()) not in before, question.id
        for duty in duties:
            assert duty.checked_on or link_to(duty) in inset.partition("We could not compare")[2], duty.id


def test_pages_by_act(framework: Framework) -> None:
    """Each provision is on one page, none has more than a phone fetches soon, and a long law has several."""
    found = act_pages(framework)
    assert sorted(duty.id for page in found for duty in page.duties) == sorted(duty.id for duty in framework.duties)
    assert all(len(page.duties) <= MOST for page in found)
    assert len({page.title for page in found}) == len(found)
    assert sum(page.title.startswith("Care Act 2014: Section") for page in found) == 2
    assert act_pages(framework.model_copy(update={"law_questions": ()})) == ()


def test_old_anchors_lead_on(framework: Framework, pages: Mapping[str, str]) -> None:
    """Each id that the one page of the law had is on its index still, as a link to where its text is now."""
    index, page_of = pages["law.md"], page_of_each(framework)
    for duty in framework.duties:
        assert f"]({page_of[duty.id]}#{duty.id}){{: #{duty.id} .moved }}" in index
        assert f"](../{page_of[duty.id]}#{duty.id}){{: #{duty.id} .moved }}" in pages["law/by-act.md"]
    for question in framework.law_questions:
        assert f"](law/{question.id}.md){{: #{question.id} .moved }}" in index
    for line in framework.law_in_short:
        assert f"{{: #{line.id} }}" in index


def test_without_questions() -> None:
    """Where a framework asks no questions about the law, its page is the index by Act, and there are no other pages."""
    framework = parse(with_law(questions=False), "file.yaml")
    inputs = SiteInputs(framework, (Download("x.xlsx", "Excel workbook", b""),))
    pages = render(inputs)
    assert [path for path in pages if path.startswith("law")] == ["law.md"]
    assert "### Section 1: hedges {: #hedges }" in pages["law.md"]
    assert "Questions" not in pages["law.md"]
    assert with_generated_pages([{"Law": "law.md"}], inputs) == [{"Law": "law.md"}]


def with_law(*, questions: bool = True, **keys: object) -> str:
    """Return another framework's file with one provision, which has these keys too, and perhaps a question about it."""
    data = yaml.load((DATA / "other.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    duty = {"id": "hedges", "law": "Hedge Act", "provision": "Section 1", "title": "Hedges", "kind": "duty"}
    data["duties"] = [duty | {"asks": "Trim them.", "sections": []} | keys]
    question = {"id": "when", "question": "When?", "answer": "In June.", "who_for": "Gardeners"}
    data["law_questions"] = [question | {"provisions": [keys.get("named", "hedges")]}]
    data["duties"][0].pop("named", None)
    if not questions:
        del data["law_questions"]
    return yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True)


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({"in_force": "part"}, "has 'part' as in_force, and does not say why. Add `in_force_note`."),
        (
            {"checked": "soon"},
            "checked: is neither a day such as 2026-11-25 nor a line that begins with 'not checked'.",
        ),
        ({"checked": 2026}, "checked: is neither a day"),
        ({"checked": "2026-13-01"}, "checked: is neither a day"),
        ({"link": "javascript:alert(1)"}, "link: 'javascript:alert(1)' is not a secure web address."),
        ({"link": "http://www.legislation.gov.uk/"}, "is not a secure web address. Begin with https://"),
        ({"named": "fences"}, "provisions[0]: 'fences' is not an id in duties."),
    ],
)
def test_mistakes_are_refused(keys: dict[str, object], message: str) -> None:
    """What is missing or cannot be right is a mistake."""
    with pytest.raises(FrameworkError) as raised:
        parse(with_law(**keys), "file.yaml")
    assert message in str(raised.value)


def test_new_keys_are_optional() -> None:
    """An edition from before there were these keys still loads."""
    (duty,) = parse(with_law(), "file.yaml").duties
    assert (duty.link, duty.in_force, duty.checked) == (None, None, None)
    assert duty.is_law


def test_letters_after_number_count(framework: Framework) -> None:
    """Sections that were put in between two others come in the order of their letters."""
    wanted = ["Section 17", "Section 17ZA(1)", "Section 17ZA(12)", "Section 17ZC", "Section 17ZD(1)", "Section 18"]
    mixed: list[Duty] = [framework.duties[0].model_copy(update={"provision": one}) for one in reversed(wanted)]
    assert [duty.provision for duty in sorted(mixed, key=lambda duty: duty.place)] == wanted


def warnings(path: Path, today: datetime.date) -> list[str]:
    """Return the lines that a check of a framework file gives on a day."""
    return [finding.text() for finding in check([locate(path, path.name)], today) if finding.is_warning]


def test_check_still_to_come(tmp_path: Path) -> None:
    """The day of a check is warned of while it is more than a day ahead: in other places it may be tomorrow already."""
    path = tmp_path / "file.yaml"
    path.write_text(with_law(checked=datetime.date(2026, 12, 31)), encoding="utf-8")
    assert warnings(path, datetime.date(2026, 12, 30)) == []
    (line,) = warnings(path, datetime.date(2026, 12, 29))
    assert re.fullmatch(
        r"file\.yaml:\d+: warning: hedges: last checked on 31 Dec 2026, a day still to come\. "
        "Correct it in `checked`.",
        line,
    )


def test_year_still_to_come(tmp_path: Path) -> None:
    """So is the year of a document, unless the edition itself is prepared for a year to come."""
    text = (DATA / "other.yaml").read_text(encoding="utf-8").replace("updated: 2030", "updated: 2020")
    path = tmp_path / "file.yaml"
    path.write_text(text, encoding="utf-8")
    assert warnings(path, datetime.date(2029, 12, 31)) == []
    (line,) = warnings(path, datetime.date(2029, 12, 30))
    assert re.fullmatch(r"file\.yaml:\d+: warning: booklet: 2030 is still to come\. Correct it in `year`\.", line)
    path.write_text(text.replace("updated: 2020", "updated: 2030"), encoding="utf-8")
    assert warnings(path, datetime.date(2029, 12, 30)) == []


def test_overdue_check_is_warned_of(tmp_path: Path) -> None:
    """A year after a check, and not a day sooner, there is one warning for all that was checked then."""
    assert warnings(FILE_2021, datetime.date(2027, 11, 25)) == []
    (line,) = warnings(FILE_2021, datetime.date(2027, 11, 26))
    assert re.fullmatch(
        r"\S+:\d+: warning: care-act-s1-1 and \d+ others: last checked on 25 Nov 2026, more than a year ago\. "
        "Check against the text in force, and write the new day in `checked`.",
        line,
    )
    path = tmp_path / "file.yaml"
    path.write_text(with_law(checked=datetime.date(2024, 2, 29)), encoding="utf-8")
    assert warnings(path, datetime.date(2025, 2, 28)) == []
    (line,) = warnings(path, datetime.date(2025, 3, 1))
    assert "warning: hedges: last checked on 29 Feb 2024" in line
