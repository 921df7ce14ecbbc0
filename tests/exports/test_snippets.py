"""The lines to copy do what they say, against the real server."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from danube.exports import snippets
from danube.store import Warehouse
from tests.serving import Served

GERD_REGIONS = 65
"""tgs00042, 2021, NUTS 2: as many figures as the shipped file has."""


@pytest.fixture
def lines(server: Served, warehouse: Warehouse) -> dict[str, str]:
    """The lines for R&D expenditure, with the address of the running server."""
    return snippets.of(server.url, "gerd", warehouse.latest())


def test_curl_brings_the_file(lines: dict[str, str], tmp_path: Path) -> None:
    subprocess.run(["sh", "-c", lines["curl"]], cwd=tmp_path, check=True, timeout=60, capture_output=True)
    rows = pd.read_csv(tmp_path / "gerd.csv")
    assert set(rows["indicator"]) == {"gerd"} and len(rows) > 500


def test_pandas_makes_the_table(lines: dict[str, str]) -> None:
    names: dict[str, pd.DataFrame] = {}
    exec(lines["pandas"], names)  # noqa: S102
    assert names["table"][2021].notna().sum() == GERD_REGIONS


def test_duckdb_reads_the_same(lines: dict[str, str], tmp_path: Path, server: Served) -> None:
    """Its extension for HTTP comes from a network: here the file lies beside it."""
    subprocess.run(["sh", "-c", lines["curl"]], cwd=tmp_path, check=True, timeout=60, capture_output=True)
    install, query = lines["DuckDB"].split("\n", 1)
    assert install == "INSTALL httpfs; LOAD httpfs;"
    url = query.split("'")[1]
    assert url.startswith(server.url)
    rows = duckdb.sql(query.replace(url, str(tmp_path / "gerd.csv"))).df()
    own = rows[(rows["period"].astype(str) == "2021") & rows["value"].notna()]
    assert len(own) == GERD_REGIONS and set(rows["level"]) == {2}


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="needs R")
def test_r_makes_the_table(lines: dict[str, str]) -> None:
    said = f"{lines['R']}\ncat(nrow(table))"
    told = subprocess.run(["Rscript", "-e", said], check=True, timeout=60, capture_output=True, text=True)
    assert int(told.stdout) >= GERD_REGIONS


def test_parameters_go_along() -> None:
    said = snippets.of("http://host/base/", "gerd", 40, uploads="off")
    assert (
        "'http://host/base/api/v1/observations?indicator=gerd&version=40&uploads=off&format=csv'"
        in (said["curl"])
    )
    assert said.keys() == snippets.LANGUAGES.keys()
