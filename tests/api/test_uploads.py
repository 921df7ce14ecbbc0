"""`uploads=off` over HTTP: rankings and peers as if nobody had brought figures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests import mixed, serving
from tests.serving import Served

RECIPE = {"indicators": ["gerd", "tertiary_attainment"], "draws": 0, "period": "2023"}


@pytest.fixture(scope="module")
def brought(var: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server whose warehouse holds an upload: Severozapaden at 4.25 % of GDP for research in 2023."""
    folder = tmp_path_factory.mktemp("brought")
    mixed.fill(var, folder / "var").close()
    served = serving.start(folder, VAR=str(folder / "var"), AHEAD="0")
    yield served
    served.stop()


def scores(server: Served, query: str = "") -> dict[str, float]:
    answer = requests.post(f"{server.url}/api/v1/index{query}", json=RECIPE, timeout=60)
    assert answer.status_code == 200, answer.text
    return {one["region"]: one["score"] for one in answer.json()["ranking"]}


def test_an_index_is_calculated_with_uploads_or_without(brought: Served, server: Served) -> None:
    with_them, without, publishers = scores(brought), scores(brought, "?uploads=off"), scores(server)
    assert with_them["BG31"] > without["BG31"]
    assert without == publishers


def test_peers_know_the_switch_and_refuse_a_wrong_one(brought: Served, server: Served) -> None:
    address = f"{brought.url}/api/v1/peers"
    off = requests.get(address, params={"region": "AT22", "uploads": "off"}, timeout=60).json()
    plain = requests.get(f"{server.url}/api/v1/peers", params={"region": "AT22"}, timeout=60).json()
    assert off["peers"] == plain["peers"]
    wrong = requests.get(address, params={"region": "AT22", "uploads": "perhaps"}, timeout=60)
    assert wrong.status_code == 400 and "uploads" in wrong.json()["error"]
