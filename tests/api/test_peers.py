"""The peers over HTTP: the same as the library's, adding up, and helpful refusals."""

from __future__ import annotations

import pytest
import requests

from tests.serving import Served


def ask(server: Served, **parameters: object) -> requests.Response:
    return requests.get(f"{server.url}/api/v1/peers", params=parameters, timeout=30)


def test_distances_of_the_variables_add_up(server: Served) -> None:
    answer = ask(server, region="AT22", k=5).json()
    assert len(answer["peers"]) == 5 and answer["region"] == "AT22"
    for peer in answer["peers"]:
        assert sum(peer["distances"].values()) == pytest.approx(peer["distance"], abs=1e-12)
    away = [peer["distance"] for peer in answer["peers"]]
    assert away == sorted(away) and answer["peers"][0]["region"] == "AT31"
    assert sum(one["weight"] for one in answer["variables"]) == pytest.approx(1)
    assert {"MD", "UA-51"} <= set(answer["not_compared"])
    assert answer["licences"] and answer["version"] >= 1


def test_figures_tell_whose_they_are(server: Served) -> None:
    """Eurostat's yearbook has firm sizes of NUTS 1 alone: Südösterreich 107.4 in 2023."""
    answer = ask(server, region="AT22", k=3).json()
    size = next(one for one in answer["figures"] if (one["region"], one["variable"]) == ("AT22", "firm_size"))
    assert (size["value"], size["period"], size["origin"]) == (107.4, "2023", "AT2")


def test_other_countries_and_own_weights(server: Served) -> None:
    abroad = ask(server, region="AT22", scope="abroad", wealth=1).json()
    assert len(abroad["peers"]) == 10
    assert all(one["country"] != "AT" for one in abroad["peers"])
    assert any(one["id"] == "gdp" for one in abroad["variables"])
    places = ask(server, region="AT22", k=3, education=0, sectors=0, manufacturing=0).json()
    assert {one["id"] for one in places["variables"] if one["weight"] > 0} == {
        "population",
        "density",
        "market",
    }


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({}, "'region' is missing"),
        ({"region": "AT99"}, "Unknown region 'AT99'"),
        ({"region": "AT22", "k": 2}, "between 3 and 15"),
        ({"region": "AT22", "k": "many"}, "whole number"),
        ({"region": "AT22", "scope": "moon"}, "Unknown scope"),
        ({"region": "AT22", "place": "nan"}, "number from 0 to 100"),
        ({"region": "AT22", "place": -1}, "number from 0 to 100"),
        ({"region": "AT22", "colour": "red"}, "Unknown parameter 'colour'"),
        (
            {"region": "AT22", "place": 0, "education": 0, "sectors": 0, "manufacturing": 0},
            "one of them above zero",
        ),
        ({"region": "MD"}, "Too few structural figures of MD"),
    ],
)
def test_refusals_are_one_sentence(server: Served, wrong: dict[str, object], told: str) -> None:
    answer = ask(server, **wrong)
    assert answer.status_code == 400
    assert told in answer.json()["error"]


def test_the_same_question_again_costs_nothing(server: Served) -> None:
    first = ask(server, region="AT22")
    again = requests.get(first.url, headers={"if-none-match": first.headers["etag"]}, timeout=30)
    assert again.status_code == 304
