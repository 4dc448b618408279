"""What the page is given to read workbooks of every edition: complete, small, and plain data."""

from __future__ import annotations

import gzip
import json

import pytest

from carers_framework.answers.carry_forward import layouts_of
from carers_framework.answers.places import places
from carers_framework.answers.xlsx.package import FILE_LIMIT
from carers_framework.editions.load import load_all
from carers_framework.framework.model import Framework
from carers_framework.online.editions import editions_data
from carers_framework.online.scripts import script
from carers_framework.words import reading
from tests.helpers.editions import GARDENS, third_edition
from tests.helpers.project import FROZEN

OURS = load_all(FROZEN / "framework.yaml")
INVENTED = (GARDENS, third_edition())


@pytest.mark.parametrize("editions", [OURS, INVENTED], ids=["ours", "invented"])
def test_plain_data(editions: tuple[Framework, ...]) -> None:
    """It survives a script as it is, and the same editions give the same script."""
    data = editions_data(editions)
    assert json.loads(json.dumps(data)) == data
    assert script("editions", data) == script("editions", editions_data(editions))


@pytest.mark.parametrize("editions", [OURS, INVENTED], ids=["ours", "invented"])
def test_every_name(editions: tuple[Framework, ...]) -> None:
    """Every input, column and name is there, with what it asks for."""
    data = editions_data(editions)
    assert data["order"] == [edition.edition.id for edition in editions]
    assert data["current"] == data["order"][-1]
    for id_, layout in layouts_of(editions).items():
        found = data["editions"][id_]
        asked = {**layout.inputs, **layout.columns}
        kinds = {name: data["kinds"][number] for name, number in {**found["inputs"], **found["columns"]}.items()}
        assert {name: kind["label"] for name, kind in kinds.items()} == {
            name: cell.label for name, cell in asked.items()
        }
        assert {name for names in found["areas"].values() for name in names} == set(layout.areas)
        assert set(found["texts"]) == layout.texts


def test_places() -> None:
    """Where each answer of an earlier edition goes is as Python decides; those of the current one stay."""
    data = editions_data(INVENTED)["editions"]
    assert "places" not in data["second-2032"]
    found = data["first-2030"]["places"]
    assert {
        name: (place.get("to", name), place.get("reworded", False), place["was"]) for name, place in found.items()
    } == {name: (place.target, place.reworded, place.was) for name, place in places(INVENTED).items()}
    assert found["evidence_dry"] == {
        "was": "Edition first-2030, Soil & roots, Evidence: The soil is dry.",
        "reworded": True,
    }
    assert found["evidence_moist"]["to"] == ""
    assert "to" not in found["area_name"]


def test_words_and_limits() -> None:
    """The messages and the limits are Python's."""
    data = editions_data(INVENTED)
    assert data["says"]["damaged"] == reading.DAMAGED
    assert len(data["says"]) == sum(name.isupper() for name in vars(reading))
    assert data["limits"]["file"] == FILE_LIMIT


def test_small() -> None:
    """It is loaded only when somebody opens or saves a file, but also then on a slow connection."""
    content = script("editions", editions_data(OURS)).encode()
    assert len(gzip.compress(content)) < 25_000 * len(OURS)
