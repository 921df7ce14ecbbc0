"""Verdicts and replications of a made-up pilot, counted by hand."""

from __future__ import annotations

from danube.programme import transfers
from tests.programme import filled, shipped


def test_a_validated_pilot_stands_with_its_places() -> None:
    (sensors,) = transfers.tested(filled.register())
    assert sensors.pilot["id"] == "sensors" and sensors.validation["verdict"] == "confirmed-with-conditions"
    assert {place: [row["result"] for row in rows] for place, rows in sensors.places.items()} == {
        "RS12": ["works"],
        "BG42": ["failed"],
    }
    assert transfers.destinations((sensors,)) == ("BG42", "RS12")


def test_factors_are_counted_by_result_whatever_their_capitals() -> None:
    found = transfers.factors(filled.register())
    assert list(found["factor"]) == ["a mechanic on site", "cheap sensors"]
    assert found.loc[0, ["works", "adapted", "failed", "under-way"]].tolist() == [1, 0, 1, 0]
    assert found.loc[1, ["works", "failed"]].tolist() == [1, 0]


def test_the_documents_tell_of_no_replication() -> None:
    facts = shipped.register()
    assert transfers.tested(facts) == () and transfers.factors(facts).empty
    assert list(transfers.factors(facts).columns) == ["factor", "works", "adapted", "failed", "under-way"]
