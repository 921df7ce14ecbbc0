"""Priorities, measurements and templates over HTTP, from a server with uploads of both."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
import requests
from python_calamine import CalamineWorkbook

from danube.catalogue import priorities as listed
from danube.settings import Settings
from danube.store import LoadInfo, connect
from danube.store.schema import REGISTER
from tests import mixed, serving
from tests.serving import Served

ICT = {"region": "BG", "priority": "ICT", "period": "2014-2020", "status": "adopted", "source": "A ministry"}
FORMULA = {"region": "AT13", "priority": "=1+1", "period": "2021-2027", "source": "A file"}
JOBS = {"pilot": "SpinIT-03", "indicator": "jobs", "unit": "number", "region": "AT13"}


def rows(name: str, *given: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame(list(given)).reindex(columns=list(REGISTER[name]), fill_value="")


@pytest.fixture(scope="module")
def brought(var: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("register")
    mixed.fill(var, folder / "var").close()
    warehouse = connect(Settings(var=folder / "var", catalogue="", lake_data=""))
    upload = LoadInfo("ours.csv", kind="upload")
    warehouse.add(rows("priority", ICT, FORMULA), load=upload, holds="priority")
    warehouse.add(
        rows(
            "measurement",
            {**JOBS, "kind": "baseline", "period": "2023", "value": 10.0},
            {**JOBS, "kind": "target", "period": "2027", "value": 12.5},
        ),
        load=upload,
        holds="measurement",
    )
    warehouse.close()
    served = serving.start(folder, VAR=str(folder / "var"), AHEAD="0")
    yield served
    served.stop()


def ask(server: Served, path: str, **parameters: object) -> requests.Response:
    return requests.get(f"{server.url}/api/v1/{path}", params=parameters, timeout=30)


def test_the_shipped_list_comes_with_its_sources(server: Served) -> None:
    answer = ask(server, "priorities").json()
    assert len(answer["priorities"]) == len(listed.load())
    assert {one["load"] for one in answer["priorities"]} == {None}
    assert {source["id"] for source in answer["sources"]} == {"s3-priorities", "s3-czechia"}


def test_an_upload_stands_beside_the_list_and_replaces_the_same_one(brought: Served) -> None:
    told = ask(brought, "priorities", region="BG").json()["priorities"]
    mine = [one for one in told if one["load"] is not None]
    assert [(one["priority"], one["status"], one["source"]) for one in mine] == [
        ("ICT", "adopted", "A ministry")
    ]
    assert sum(one["priority"] == "ICT" for one in told) == 1
    off = ask(brought, "priorities", region="BG", uploads="off").json()["priorities"]
    assert [one["status"] for one in off if one["priority"] == "ICT"] == ["former"]


def test_a_spreadsheet_runs_nothing_of_it(brought: Served) -> None:
    table = pd.read_csv(io.BytesIO(ask(brought, "priorities", region="AT13", format="csv").content))
    assert table["priority"].tolist() == ["'=1+1"]
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(ask(brought, "priorities", region="AT13", format="xlsx").content)
    )
    assert book.get_sheet_by_name("Data").to_python()[1][1] == "=1+1"


def test_measurements_are_chosen_by_pilot_kind_and_region(brought: Served) -> None:
    every = ask(brought, "measurements").json()
    assert [(one["kind"], one["value"]) for one in every["measurements"]] == [
        ("baseline", 10.0),
        ("target", 12.5),
    ]
    assert (
        ask(brought, "measurements", kind="target", pilot="SpinIT-03").json()["measurements"][0]["period"]
        == "2027"
    )
    assert ask(brought, "measurements", region="AT11").json()["measurements"] == []
    assert ask(brought, "measurements", uploads="off").json()["measurements"] == []


@pytest.mark.parametrize("kind", ["figures", "priorities", "measurements"])
def test_a_template_comes_in_both_languages(server: Served, kind: str) -> None:
    english = ask(server, f"templates/{kind}.csv")
    assert english.headers["content-disposition"] == f'attachment; filename="{kind}-template.csv"'
    assert english.content.decode("utf-8-sig").count("\r\n") == 1
    german = ask(server, f"templates/{kind}.csv", lang="de").content.decode("utf-8-sig")
    assert ";Region;" in f";{german};" and "region," not in german
    book = CalamineWorkbook.from_filelike(io.BytesIO(ask(server, f"templates/{kind}.xlsx").content))
    assert book.sheet_names == ["Table", "Explanation"]


def test_what_is_no_template_is_told(server: Served) -> None:
    answer = ask(server, "templates/prioritis.csv")
    assert answer.status_code == 404 and "did you mean 'priorities'" in answer.json()["error"]
    assert ask(server, "templates/priorities.pdf").status_code == 404
