"""What differs between two editions, and what `--check` says of them: golden cases, and what holds for all editions."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from carers_framework.editions.check import check
from carers_framework.editions.compare import (
    Comparison,
    Merge,
    Pair,
    Piece,
    Split,
    changed_words,
    compare,
    links,
    pieces,
)
from carers_framework.framework.load import Located, load
from carers_framework.framework.model import Framework, Indicator, Section

from .conftest import DATA, FILE_2021, ROOT

CASES = yaml.safe_load((DATA / "editions.yaml").read_text(encoding="utf-8"))
GARDENS = load(DATA / "other.yaml")
DRAFT = load(ROOT / "editions" / "2016-draft.yaml")


def edition(id_: str, indicators: list[dict[str, Any]]) -> Framework:
    """An edition with these indicators and no others; its sections are those that they name, in that order."""
    sections: dict[str, dict[str, list[Indicator]]] = {}
    for indicator in indicators:
        section, score = indicator["at"].split()
        sections.setdefault(section, {}).setdefault(score, []).append(Indicator.model_validate(indicator))
    return GARDENS.model_copy(
        update={
            "edition": GARDENS.edition.model_copy(update={"id": id_}),
            "sections": tuple(
                Section(
                    id=name,
                    title=name,
                    at="Page 1",
                    description=f"About {name}.",
                    requirement="It is so.",
                    levels={level.score: tuple(levels.get(level.score, ())) for level in GARDENS.levels},
                )
                for name, levels in sections.items()
            ),
        }
    )


def located(framework: Framework) -> Located:
    """An edition as if from a file in which every indicator of the sections has a line of its own."""
    ids = [(section.id, one.id) for section in framework.sections for one in section.indicators]
    lines = {id_: line for line, both in reversed(list(enumerate(ids, start=1))) for id_ in both}
    return Located(framework, f"{framework.edition.id}.yaml", lines, 1)


def told(found: Comparison) -> list[str]:
    """A comparison in lines, as the golden cases have it; what is the same is left out."""

    def at(*some: Piece) -> str:
        return " + ".join(" ".join((*piece.place, piece.id)) for piece in some)

    def words(pair: Pair) -> str:
        runs = (run for rewording in pair.rewordings for run in rewording.words)
        return "".join(run.after if run.before == run.after else f"[{run.before}>{run.after}]" for run in runs)

    return [
        *(f"added: {at(piece)}" for piece in found.added),
        *(f"dropped: {at(piece)}" for piece in found.dropped),
        *(f"reworded: {at(pair.old)}: {words(pair)}" for pair in found.reworded),
        *(f"moved: {at(pair.old)} > {at(pair.new)}" for pair in found.moved),
        *(f"merged: {at(*merge.old)} > {at(merge.new)}" for merge in found.merged),
        *(f"split: {at(split.old)} > {at(*split.new)}" for split in found.split),
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_golden(case: dict[str, Any]) -> None:
    old, new = edition("old", case["old"]), edition("new", case["new"])
    assert told(compare(old, new)) == case["changes"]
    assert [finding.text() for finding in check((located(old), located(new)))] == case.get("problems", [])


def mirrored(found: Comparison) -> Comparison:
    def pairs(some: tuple[Pair, ...]) -> tuple[Pair, ...]:
        return tuple(compare_pair(pair) for pair in some)

    def compare_pair(pair: Pair) -> Pair:
        swapped = tuple(
            type(rewording)(rewording.text, tuple(type(run)(run.after, run.before) for run in rewording.words))
            for rewording in pair.rewordings
        )
        return Pair(pair.new, pair.old, swapped)

    return Comparison(
        added=found.dropped,
        dropped=found.added,
        reworded=pairs(found.reworded),
        moved=pairs(found.moved),
        merged=tuple(Merge(split.new, split.old) for split in found.split),
        split=tuple(Split(merge.new, merge.old) for merge in found.merged),
        same=pairs(found.same),
    )


def unordered(found: Comparison) -> list[set[Any]]:
    """A comparison without the order in which it is told."""
    return [
        *(set(some) for some in (found.added, found.dropped, found.reworded, found.moved, found.same)),
        {(frozenset(merge.old), merge.new) for merge in found.merged},
        {(split.old, frozenset(split.new)) for split in found.split},
    ]


TEXTS = st.lists(st.sampled_from(["dry", "wet", "soil", "is", "the", "is,", "(dry)"]), min_size=1, max_size=6).map(
    " ".join
)
IDS = st.sampled_from(["a", "b", "c", "d", "e"])


@st.composite
def editions(draw: st.DrawFn, id_: str) -> Framework:
    """Any small edition, whatever its items say of each other."""
    indicators = [
        {
            "id": one,
            "at": draw(st.sampled_from(["soil L", "soil H1", "water L"])),
            "text": draw(TEXTS),
            "replaces": draw(st.lists(IDS, max_size=2)),
            "moved_to": draw(st.lists(IDS, max_size=2)),
        }
        for one in draw(st.sets(IDS))
    ]
    return edition(id_, indicators)


@given(editions("old"), editions("new"))
def test_one_way_mirrors_the_other(old: Framework, new: Framework) -> None:
    assert unordered(mirrored(compare(old, new))) == unordered(compare(new, old))


@given(editions("one"))
def test_an_edition_does_not_differ_from_itself(one: Framework) -> None:
    found = compare(one, one)
    assert found.counts == {}
    assert [pair.old for pair in found.same] == list(pieces(one))


@given(editions("old"), editions("new"))
def test_every_piece_of_either_edition_is_told_of(old: Framework, new: Framework) -> None:
    found = compare(old, new)
    pairs = {*found.reworded, *found.moved, *found.same}
    before = {*found.dropped, *(pair.old for pair in pairs), *(split.old for split in found.split)}
    after = {*found.added, *(pair.new for pair in pairs), *(merge.new for merge in found.merged)}
    assert before | {piece for merge in found.merged for piece in merge.old} == set(pieces(old))
    assert after | {piece for split in found.split for piece in split.new} == set(pieces(new))


@given(TEXTS, TEXTS)
def test_the_words_before_and_after_are_all_there(old: str, new: str) -> None:
    runs = changed_words(old, new)
    assert "".join(run.before for run in runs) == old
    assert "".join(run.after for run in runs) == new


def test_the_real_editions_mirror_each_other_and_themselves(framework: Framework) -> None:
    assert unordered(mirrored(compare(DRAFT, framework))) == unordered(compare(framework, DRAFT))
    assert compare(DRAFT, DRAFT).counts == {}
    assert compare(framework, framework).counts == {}


def test_the_draft_leads_to_the_edition_of_2021() -> None:
    """As the two texts were matched by reading."""
    found = compare(DRAFT, load(FILE_2021)).of_kinds("indicator")
    assert found.counts == {"added": 11, "dropped": 4, "reworded": 34, "merged": 3, "split": 5}
    assert len(found.same) == 20
    assert {piece.id for piece in found.dropped} == {
        "pcs-services-lost",
        "ae-two-outcomes",
        "ae-ask-and-adapt",
        "psp-living-plan",
    }
    (future,) = (split for split in found.split if split.old.id == "psp-future-and-emergencies")
    assert {piece.section for piece in future.new} == {"personalised-support-plans", "preventative-community-support"}


def test_a_section_and_a_level_can_be_looked_at_alone() -> None:
    found = compare(DRAFT, load(FILE_2021))
    health = found.within("preventative-community-support", "C")
    assert {piece.id for piece in health.dropped} == {"pcs-services-lost"}
    assert all(piece.level == "C" for piece in health.added)
    assert not found.within("no-such-section").counts


def test_pieces_are_found_again_by_what_editions_say_and_not_by_likeness() -> None:
    old = edition("old", [{"at": "soil L", "id": "dry", "text": "The soil is dry."}])
    new = edition("new", [{"at": "soil L", "id": "arid", "text": "The soil is dry."}])
    assert not any(one.kind == "indicator" for one, _ in links(old, new))


def test_the_command_prints_an_entry_for_the_changelog() -> None:
    command = [sys.executable, "-m", "carers_framework.editions.changelog", "--old", "editions/2016-draft.yaml"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    lines = result.stdout.splitlines()
    assert lines[:2] == [f"## Edition {load(ROOT / 'framework.yaml').edition.id}", ""]
    assert any(line.startswith("  - Added, C: Health and public health") for line in lines)
    assert max(map(len, lines)) <= 120
    assert subprocess.run(command[:3], cwd=ROOT, capture_output=True, text=True, check=True).stdout == result.stdout
    bad = subprocess.run([*command[:4], "no.yaml"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (bad.returncode, bad.stderr.count("\n")) == (1, 1)
