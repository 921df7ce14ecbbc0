"""Where partners are: every organisation of the documents has a spot, and distances are those of an atlas."""

from __future__ import annotations

import pytest

from danube.programme import situated
from tests.programme import shipped


def test_every_organisation_of_the_documents_is_somewhere() -> None:
    rows = list(shipped.register().rows("organisation"))
    assert [row["id"] for row in rows if situated.where(row) is None] == []


@pytest.mark.parametrize(
    ("one", "other", "kilometres"),
    [
        ({"town": "Zenica", "country": "BA"}, {"town": "Tuzla", "country": "BA"}, 71),
        ({"town": "Zagreb", "country": "HR"}, {"town": "Sofia", "country": "BG"}, 678),
        ({"area": "Cantabria", "country": "ES"}, {"area": "Basque Country", "country": "ES"}, 116),
    ],
)
def test_distances_are_those_of_an_atlas(one: dict, other: dict, kilometres: float) -> None:
    found = situated.apart(situated.where(one), situated.where(other))
    assert found == pytest.approx(kilometres, rel=0.03)


def test_the_finest_place_that_is_told_is_taken() -> None:
    whole = {"country": "RO"}
    assert situated.where(whole).how == "country"
    assert situated.where(whole | {"region": "RO11"}).how == "region"
    assert situated.where(whole | {"region": "RO11", "town": "Cluj-Napoca"}).how == "town"
    assert situated.where(whole | {"region": "RO11", "town": "Somewhere"}).how == "region"


def test_an_unknown_country_is_nowhere() -> None:
    assert situated.where({"country": "XX"}) is None
    assert situated.apart(None, situated.where({"country": "RO"})) is None
