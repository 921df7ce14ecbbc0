"""The index over HTTP: a recipe in, ranks with intervals out, refusals in one sentence."""

from __future__ import annotations

import csv

import pytest
import requests

from danube.settings import DATA
from tests.serving import Served


def ask(server: Served, body: object = None, **more: object) -> requests.Response:
    return requests.post(f"{server.url}/api/v1/index", json=body, timeout=60, **more)  # type: ignore[arg-type]


def shipped() -> dict[str, float]:
    with (DATA / "figures" / "eurostat-tgs00042.csv").open(encoding="utf-8") as source:
        rows = [row for row in csv.DictReader(source) if row["indicator"] == "gerd"]
    return {row["region"]: float(row["value"]) for row in rows if row["period"] == "2023" and row["value"]}


def test_one_indicator_counted_by_hand(server: Served) -> None:
    """DE11 7.83 and RO22 0.12 are the ends of gerd in 2023; AT13 3.95 is 5th of 65."""
    answer = ask(server, {"indicators": ["gerd"], "bounds": "year", "vary": []}).json()
    figures = shipped()
    rows = {row["region"]: row for row in answer["ranking"]}
    for region, row in rows.items():
        assert row["score"] == pytest.approx(100 * (figures[region] - 0.12) / (7.83 - 0.12), abs=1e-6)
        assert row["low"] == row["rank"] == row["high"]
    assert [answer["ranking"][place]["region"] for place in (0, -1)] == ["DE11", "RO22"]
    assert (rows["AT13"]["rank"], len(rows)) == (5, 65)
    assert {"region": "MD", "share": 0.0, "missing": ["gerd"]} in answer["not_ranked"]
    assert [source["id"] for source in answer["sources"]] and answer["version"] > 0 and answer["licences"]


def test_intervals_hold_the_median_and_the_seed_repeats_them(server: Served) -> None:
    body = {"indicators": ["gerd", "tertiary_attainment", "rci_broadband"], "weights": {"gerd": 2}, "seed": 5}
    first, again = ask(server, body), ask(server, body | {"draws": 10_000})
    assert first.content == again.content
    ranking = first.json()["ranking"]
    assert all(1 <= row["low"] <= row["median"] <= row["high"] <= len(ranking) for row in ranking)
    assert any(row["low"] < row["high"] for row in ranking)
    assert ask(server, body | {"seed": 6}).json()["ranking"] != ranking


def test_filled_cells_are_marked(server: Served) -> None:
    body = {"indicators": ["household_internet", "gerd"], "imputation": "coarser", "draws": 100}
    rows = {row["region"]: row for row in ask(server, body).json()["ranking"]}
    assert rows["DE21"]["imputed"] == {"household_internet": "region DE2"}
    assert rows["AT13"]["imputed"] == {}


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({"indicators": ["gerd"], "colour": "red"}, "A recipe has no colour"),
        ({"indicators": ["gerdd"]}, "There is no indicator gerdd in this index; did you mean gerd?"),
        ({"indicators": ["population_density"]}, "Population density has no better side"),
        ({"indicators": []}, "No indicator is chosen"),
        ({"indicators": "gerd"}, "A recipe needs a list of indicators"),
        ({"indicators": ["gerd"], "draws": 10_001}, "10001 draws are too many"),
        ({"indicators": ["gerd"], "draws": "many"}, "draws is many"),
        ({"indicators": ["gerd"], "normalisation": ["x"]}, "normalisation is"),
        ({"indicators": ["gerd"], "weights": {"gerd": -1}}, "The weight of gerd is -1"),
        ({"indicators": ["gerd"], "weights": {"gerd": 0}}, "All weights are zero"),
        ({"indicators": ["gerd"], "version": 999_999}, "There is no version 999999"),
        ({"indicators": ["gerd"], "period": "1850"}, "None of the chosen indicators has figures"),
        ({"indicators": ["gerd", 7]}, "A recipe needs a list of indicators"),
        ([1, 2], "The recipe must be a JSON object"),
    ],
)
def test_what_cannot_be_scored_is_refused_in_a_sentence(server: Served, body: object, sentence: str) -> None:
    answer = ask(server, body)
    assert (answer.status_code, answer.json()["error"].startswith(sentence)) == (400, True), answer.text


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff\xfe", b'{"indicators": [' + b'"gerd",' * 3, b"[" * 5000])
def test_what_is_no_json_is_refused(server: Served, raw: bytes) -> None:
    answer = ask(server, data=raw)
    assert answer.status_code == 400 and answer.json()["error"].endswith(".")


def test_a_body_that_is_too_large_is_refused(server: Served) -> None:
    answer = ask(server, {"indicators": ["gerd"] * 20_000})
    assert answer.status_code == 413 and "64000 bytes" in answer.json()["error"]


def test_only_posts_are_understood_and_parameters_are_none(server: Served) -> None:
    asked = requests.get(f"{server.url}/api/v1/index", timeout=30)
    assert asked.status_code == 405 and asked.headers["allow"] == "POST"
    assert asked.json()["error"] == "GET is not understood here; POST is."
    strange = requests.post(f"{server.url}/api/v1/index?cheese=1", json={"indicators": ["gerd"]}, timeout=30)
    assert strange.status_code == 400 and "cheese" in strange.json()["error"]
