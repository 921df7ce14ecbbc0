"""A new indicator over HTTP: brought by another process, known to a running server without a restart."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from danube.settings import ROOT
from tests import serving
from tests.serving import Served
from tests.villages import BLOCK, FILE, ID


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("declared")


@pytest.fixture(scope="module")
def own(var: Path, place: Path) -> Iterator[Served]:
    """A server with a warehouse of its own, so that others may write into it."""
    shutil.copytree(var, place / "var")
    served = serving.start(place, VAR=str(place / "var"), AHEAD="0")
    yield served
    served.stop()
    assert not served.complaints()


def etl(place: Path, *arguments: object) -> None:
    """One command in a process of its own, as an analyst gives it."""
    command = [sys.executable, "-m", "etl", *map(str, arguments)]
    environment = {"DANUBE_VAR": str(place / "var"), "PATH": "", "LANG": "C.UTF-8"}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, timeout=120)


def asked(server: Served, path: str, status: int = 200, **parameters: object) -> dict[str, Any]:
    answer = requests.get(f"{server.url}/api/v1/{path}", params=parameters, timeout=60)
    assert answer.status_code == status, answer.text
    found: dict[str, Any] = answer.json()
    return found


def known(server: Served) -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in asked(server, "indicators")["indicators"]}


def test_indicator_of_another_process_is_known_at_once_and_goes_with_its_load(
    own: Served, place: Path
) -> None:
    before = asked(own, "indicators")
    assert ID not in known(own)
    assert "Unknown indicator" in asked(own, "observations", 400, indicator=ID)["error"]
    (place / "new.toml").write_text(BLOCK, encoding="utf-8")
    (place / "fibre.csv").write_text(FILE, encoding="utf-8")
    etl(place, "import", place / "fibre.csv", "--declare", place / "new.toml")

    load = before["version"] + 1
    block = known(own)[ID]
    assert (block["unit"], block["licence"], block["valid"]) == ("% of villages", "CC BY 4.0", [0, 100])
    found = asked(own, "observations", indicator=ID, region="AT13")
    assert [one["value"] for one in found["observations"]] == [60.5, 66.5]
    assert [(one["id"], one["status"]) for one in found["sources"]] == [(f"upload-{ID}", "uploaded")]
    assert {one["load"] for one in found["observations"]} == {load}

    for path in ("observations", "map.svg"):
        assert "Unknown indicator" in asked(own, path, 400, indicator=ID, uploads="off")["error"]
    assert "Unknown indicator" in asked(own, "observations", 400, indicator=ID, version=load - 1)["error"]
    picture = requests.get(f"{own.url}/api/v1/map.svg", params={"indicator": ID}, timeout=60)
    assert picture.status_code == 200 and "Villages with fibre" in picture.text

    etl(place, "withdraw", load)
    assert ID not in known(own)
    assert "Unknown indicator" in asked(own, "observations", 400, indicator=ID)["error"]
    assert len(asked(own, "observations", indicator=ID, version=load)["observations"]) == 8
    etl(place, "restore", load)
    assert len(asked(own, "observations", indicator=ID)["observations"]) == 8


def test_index_takes_a_declared_indicator_unless_uploads_are_off(own: Served) -> None:
    recipe = {"indicators": ["gerd", ID], "draws": 0, "period": "2023"}
    ranked = requests.post(f"{own.url}/api/v1/index", json=recipe, timeout=60)
    assert ranked.status_code == 200, ranked.text
    assert {"AT11", "AT13"} <= {one["region"] for one in ranked.json()["ranking"]}
    off = requests.post(f"{own.url}/api/v1/index?uploads=off", json=recipe, timeout=60)
    assert off.status_code == 400 and ID in off.json()["error"]


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet", "sdmx-csv", "zip"])
def test_every_file_carries_the_figures_and_their_source(own: Served, form: str) -> None:
    query = {"indicator": ID, "format": form}
    answer = requests.get(f"{own.url}/api/v1/observations", params=query, timeout=60)
    assert answer.status_code == 200 and answer.headers["x-total-count"] == "8"
    if form == "csv":
        assert "Ministry of Regions" in answer.text
