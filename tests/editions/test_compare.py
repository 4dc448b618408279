"""What differs between two editions: golden cases, and what holds for any two."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from carers_framework.editions.check import check
from carers_framework.editions.differences.compare import Comparison, Merge, Pair, Split, compare
from carers_framework.editions.differences.pieces import Piece, pieces
from carers_framework.editions.differences.word_differences import Rewording
from carers_framework.framework.load import load
from carers_framework.framework.model import Framework
from tests.helpers.editions import DRAFT, TEXTS, located, small_edition
from tests.helpers.project import DATA, FILE_2021

CASES = yaml.safe_load((DATA / "editions.yaml").read_text(encoding="utf-8"))

IDS = st.sampled_from(["a", "b", "c", "d", "e"])


@st.composite
def editions(draw: st.DrawFn, id_: str) -> Framework:
    """Any small edition, with any statements of where its items went and came from."""
    indicators = [
        {
            "id": indicator,
            "at": draw(st.sampled_from(["soil L", "soil H1", "water L"])),
            "text": draw(TEXTS),
            "replaces": draw(st.lists(IDS, max_size=2)),
            "moved_to": draw(st.lists(IDS, max_size=2)),
        }
        for indicator in draw(st.sets(IDS))
    ]
    return small_edition(id_, indicators)


def described(comparison: Comparison) -> list[str]:
    """Return a comparison in lines, as the golden cases have it, without what stayed the same."""
    return [
        *(f"added: {at(piece)}" for piece in comparison.added),
        *(f"dropped: {at(piece)}" for piece in comparison.dropped),
        *(f"reworded: {at(pair.old)}: {words(pair)}" for pair in comparison.reworded),
        *(f"moved: {at(pair.old)} > {at(pair.new)}" for pair in comparison.moved),
        *(f"merged: {at(*merge.old)} > {at(merge.new)}" for merge in comparison.merged),
        *(f"split: {at(split.old)} > {at(*split.new)}" for split in comparison.split),
    ]


def at(*some: Piece) -> str:
    return " + ".join(" ".join((*piece.place, piece.id)) for piece in some)


def words(pair: Pair) -> str:
    runs = (run for rewording in pair.rewordings for run in rewording.runs)
    return "".join(f"[{run.before}>{run.after}]" if run.changed else run.after for run in runs)


def mirrored(comparison: Comparison) -> Comparison:
    """Return what the comparison the other way round should be."""
    return Comparison(
        added=comparison.dropped,
        dropped=comparison.added,
        reworded=tuple(map(mirrored_pair, comparison.reworded)),
        moved=tuple(map(mirrored_pair, comparison.moved)),
        merged=tuple(Merge(split.new, split.old) for split in comparison.split),
        split=tuple(Split(merge.new, merge.old) for merge in comparison.merged),
        same=tuple(map(mirrored_pair, comparison.same)),
    )


def mirrored_pair(pair: Pair) -> Pair:
    rewordings = (
        Rewording(rewording.text_name, tuple(run.mirrored for run in rewording.runs)) for rewording in pair.rewordings
    )
    return Pair(pair.new, pair.old, tuple(rewordings))


def unordered(comparison: Comparison) -> list[set[Any]]:
    """Return a comparison without the order of its parts."""
    return [
        set(comparison.added),
        set(comparison.dropped),
        set(comparison.reworded),
        set(comparison.moved),
        set(comparison.same),
        {(frozenset(merge.old), merge.new) for merge in comparison.merged},
        {(split.old, frozenset(split.new)) for split in comparison.split},
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_golden(case: dict[str, Any]) -> None:
    old, new = small_edition("old", case["old"]), small_edition("new", case["new"])
    assert described(compare(old, new)) == case["changes"]
    assert [finding.text() for finding in check((located(old), located(new)))] == case.get("problems", [])


def test_id_comes_back() -> None:
    """An id that an edition before the last one had must not come back with another meaning."""
    water = {"at": "water L", "id": "waste", "text": "Water is wasted."}
    dry = {"at": "soil L", "id": "dry", "text": "The soil has been without rain."}
    first = small_edition("first", [dry | {"dropped": "It rained."}, water])
    second = small_edition("second", [water])
    for text, problems in {dry["text"]: 0, "Washing hangs between trees.": 1}.items():
        third = small_edition("third", [dry | {"text": text}, water])
        findings = check((located(first), located(second), located(third)))
        told = "indicator dry shares almost no words with the indicator of the same id in edition first."
        assert sum(told in finding.message for finding in findings) == problems


@given(editions("old"), editions("new"))
def test_mirror(old: Framework, new: Framework) -> None:
    """Comparing the other way round gives the mirror image."""
    assert unordered(mirrored(compare(old, new))) == unordered(compare(new, old))


@given(editions("same"))
def test_same_edition(edition: Framework) -> None:
    """An edition does not differ from itself."""
    comparison = compare(edition, edition)
    assert comparison.counts == {}
    assert [pair.old for pair in comparison.same] == list(pieces(edition))


@given(editions("old"), editions("new"))
def test_nothing_left_out(old: Framework, new: Framework) -> None:
    """Every piece of either edition is somewhere in the comparison."""
    comparison = compare(old, new)
    pairs = {*comparison.reworded, *comparison.moved, *comparison.same}
    before = {*comparison.dropped, *(pair.old for pair in pairs), *(split.old for split in comparison.split)}
    after = {*comparison.added, *(pair.new for pair in pairs), *(merge.new for merge in comparison.merged)}
    assert before | {piece for merge in comparison.merged for piece in merge.old} == set(pieces(old))
    assert after | {piece for split in comparison.split for piece in split.new} == set(pieces(new))


def test_real_mirror(framework: Framework) -> None:
    """The real editions mirror each other, and do not differ from themselves."""
    assert unordered(mirrored(compare(DRAFT, framework))) == unordered(compare(framework, DRAFT))
    assert compare(DRAFT, DRAFT).counts == {}
    assert compare(framework, framework).counts == {}


def test_draft_to_2021() -> None:
    """The indicators correspond as they were matched by reading the two documents."""
    comparison = compare(DRAFT, load(FILE_2021)).of_kinds("indicator")
    assert comparison.counts == {"added": 11, "dropped": 4, "reworded": 34, "merged": 3, "split": 4}
    assert len(comparison.same) == 20
    assert {piece.id for piece in comparison.dropped} == {
        "pcs-services-lost",
        "ae-two-outcomes",
        "ae-ask-and-adapt",
        "psp-living-plan",
    }
    (future,) = (merge for merge in comparison.merged if merge.new.id == "psp-advocacy-and-future")
    assert "psp-future-and-emergencies" in {piece.id for piece in future.old}


def test_within_section() -> None:
    """A section, or one of its levels, can be looked at alone."""
    comparison = compare(DRAFT, load(FILE_2021))
    level = comparison.within("preventative-community-support", "C")
    assert {piece.id for piece in level.dropped} == {"pcs-services-lost"}
    assert all(piece.level == "C" for piece in level.added)
    assert not comparison.within("no-such-section").counts
