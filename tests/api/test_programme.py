"""The programme's register over HTTP: rows, documents as sources, versions, files, refusals."""

from __future__ import annotations

import io

import pandas as pd
import pytest
import requests
from python_calamine import CalamineWorkbook

from danube.catalogue.programme import TABLES
from tests.serving import Served


def ask(server: Served, path: str, **parameters: object) -> requests.Response:
    return requests.get(f"{server.url}/api/v1/programme/{path}", params=parameters, timeout=30)


def test_projects_come_with_their_money_and_documents(server: Served) -> None:
    told = ask(server, "project", project="spinit").json()
    (row,) = told["rows"]
    assert (row["budget"], row["support"], row["code"]) == (2_419_000.0, 1_935_200.0, "DRP0200277")
    assert [one["id"] for one in told["sources"]] == ["eusdr-spinit", "spinit-page", "cluj-spinit"]
    assert told["sources"][1]["url"] == "https://interreg-danube.eu/projects/spinit"
    assert told["table"] == "project" and row["load"] <= told["version"]


def test_a_number_that_nobody_knows_is_null(server: Served) -> None:
    rows = {one["id"]: one for one in ask(server, "target").json()["rows"]}
    assert (rows["devise-smes"]["target"], rows["devise-smes"]["baseline"]) == (15.0, None)


def test_partners_outside_are_kept_and_marked(server: Served) -> None:
    inside = {one["id"]: one["inside"] for one in ask(server, "organisation").json()["rows"]}
    assert (inside["west-rda"], inside["voka"], inside["ukrainian-cluster-alliance"]) == (True, False, None)


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_there_and_empty_before_anything_was_loaded(server: Served, table: str) -> None:
    told = ask(server, table).json()
    assert {one["load"] for one in told["rows"]} <= set(range(1, told["version"] + 1))
    assert ask(server, table, version=0).json()["rows"] == []


def test_as_files(server: Served) -> None:
    answer = ask(server, "partnership", project="devise", format="csv")
    table = pd.read_csv(io.BytesIO(answer.content))
    assert (len(table), set(table["version"])) == (10, {int(answer.headers["x-danube-version"])})
    book = CalamineWorkbook.from_filelike(io.BytesIO(ask(server, "claim", format="xlsx").content))
    assert len(book.get_sheet_by_name("Data").to_python()) == 31


@pytest.mark.parametrize(
    ("path", "parameters", "status", "sentence"),
    [
        ("projects", {}, 404, "did you mean 'project'"),
        ("project", {"project": "spinnit"}, 400, "did you mean 'spinit'"),
        ("claim", {"project": "spinit"}, 400, "is not parted by projects"),
        ("project", {"table": "claim"}, 400, "Unknown parameter 'table'"),
        ("project", {"version": 10**8}, 400, "between 0 and"),
    ],
)
def test_what_is_not_there_is_told(
    server: Served, path: str, parameters: dict[str, object], status: int, sentence: str
) -> None:
    answer = ask(server, path, **parameters)
    assert answer.status_code == status
    assert sentence in answer.json()["error"]
