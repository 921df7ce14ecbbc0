"""The DuckLake: what its operator gets to hear, and that no figure hangs on one connection."""

from __future__ import annotations

import dataclasses
import subprocess
from pathlib import Path

import duckdb
import objects
import postgresql
import pytest
from store_rows import observations

from danube.settings import Settings
from danube.store import LoadInfo, StoreError, connect, lake

pytestmark = pytest.mark.postgres


def test_catalogue_that_does_not_answer_is_one_sentence_without_its_password(tmp_path: Path) -> None:
    settings = Settings(
        var=tmp_path, catalogue=f"host={tmp_path} password=secret dbname=no", lake_data=str(tmp_path / "lake")
    )
    with pytest.raises(StoreError, match="does not answer: check DANUBE_CATALOGUE") as caught:
        connect(settings).latest()
    assert "secret" not in str(caught.value)
    assert caught.value.__suppress_context__


def test_place_of_the_files_must_be_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="DANUBE_DATA"):
        connect(Settings(var=tmp_path, catalogue="dbname=danube", lake_data=""))


def test_missing_extension_names_the_remedy() -> None:
    with pytest.raises(StoreError, match=r"lacks its extension spatial: run .*requirements-cluster\.txt"):
        lake._extension("spatial")


def test_extensions_come_from_their_packages() -> None:
    assert lake._extension("ducklake").name == "ducklake.duckdb_extension"
    assert f"v{duckdb.__version__}" in lake._extension("postgres_scanner").parts


def test_connection_that_broke_is_opened_again(lake_settings: Settings, postgres: postgresql.Server) -> None:
    warehouse = connect(lake_settings)
    warehouse.add(observations(("gerd", "AT", "2021", 3.2)), load=LoadInfo("first.csv"))
    database = lake_settings.catalogue.split("dbname=")[1]
    cut = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'"
    psql = [postgres.binaries / "psql", "-h", postgres.folder, "-U", "danube", "-d", "postgres", "-c", cut]
    subprocess.run(psql, check=True, capture_output=True)
    assert warehouse.observations()["value"].tolist() == [3.2]
    assert warehouse.add(observations(("gerd", "AT", "2022", 3.3)), load=LoadInfo("second.csv")) == 2
    warehouse.close()


def test_figures_are_parquet_files_in_the_place_given(fresh_lake: Settings) -> None:
    folder = Path(fresh_lake.lake_data) / "with 'quotes"
    warehouse = connect(dataclasses.replace(fresh_lake, lake_data=str(folder)))
    rows = [("gerd", f"R{number}", "2021", 1.0) for number in range(100)]
    warehouse.add(observations(*rows), load=LoadInfo("first.csv"))
    assert list(folder.rglob("*.parquet"))
    assert len(warehouse.observations()) == 100
    warehouse.close()


def test_figures_on_object_storage(fresh_lake: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [("gerd", f"R{number}", "2021", 1.0) for number in range(100)]
    with objects.serving() as (address, stored):
        monkeypatch.setenv("AWS_ENDPOINT_URL", address)
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "it's secret")
        settings = dataclasses.replace(fresh_lake, lake_data="s3://danube/figures/")
        warehouse = connect(settings)
        warehouse.add(observations(*rows), load=LoadInfo("first.csv"))
        assert any(name.startswith("/danube/figures/") and name.endswith(".parquet") for name in stored)
        warehouse.close()
        fresh = connect(settings)
        assert len(fresh.observations()) == 100
        fresh.close()
