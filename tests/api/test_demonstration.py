"""A server with a made-up programme: every answer and every file says so."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
import requests

from danube.settings import DEMONSTRATION
from tests import serving
from tests.serving import Served


@pytest.fixture(scope="module")
def demo(var: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The real server over a warehouse of its own, to which it adds the made-up rows by itself."""
    folder = tmp_path_factory.mktemp("demo")
    shutil.copytree(var, folder / "var" / DEMONSTRATION, ignore=shutil.ignore_patterns("incoming"))
    served = serving.start(folder, VAR=str(folder / "var"), AHEAD="0", DEMO="1")
    yield served
    served.stop()
    assert not served.complaints()


def ask(server: Served, path: str, **parameters: str) -> requests.Response:
    return requests.get(f"{server.url}{path}", params=parameters, timeout=30)


def test_an_answer_says_that_rows_are_made_up(demo: Served, server: Served) -> None:
    answer = ask(demo, "/api/v1/programme/pilot")
    assert answer.headers["x-danube-demonstration"] == "made-up-programme"
    told = answer.json()
    assert told["demonstration"].startswith("Pilots, groups, plans and example organisations are made up")
    assert len(told["rows"]) == 10 and told["sources"][0]["title"] == "Made up for demonstrations"
    real = ask(server, "/api/v1/programme/pilot")
    assert "demonstration" not in real.json() and "x-danube-demonstration" not in real.headers
    assert real.json()["rows"] == []


@pytest.mark.parametrize("path", ["/api/v1/programme/pilot", "/api/v1/measurements"])
def test_a_file_says_so_in_its_name(demo: Served, path: str) -> None:
    answer = ask(demo, path, format="csv")
    assert 'filename="demonstration-' in answer.headers["content-disposition"]
    assert set(pd.read_csv(io.BytesIO(answer.content))["note"]) == {"Made up for demonstrations."}


def test_without_uploads_nothing_made_up_is_left(demo: Served) -> None:
    assert ask(demo, "/api/v1/programme/pilot", uploads="off").json()["rows"] == []
    assert len(ask(demo, "/api/v1/programme/project", uploads="off").json()["rows"]) == 4
