"""One suite, two engines: `warehouse` and `settings` come once as files and once as a DuckLake."""

from __future__ import annotations

import dataclasses
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import postgresql

from danube.settings import Settings
from danube.store import Warehouse, connect

ENGINES = [pytest.param("files"), pytest.param("lake", marks=pytest.mark.postgres)]


@pytest.fixture(scope="session")
def postgres() -> Iterator[postgresql.Server]:
    programs = postgresql.binaries()
    if programs is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(postgresql.ADVICE)
    with postgresql.running(programs) as server:
        yield server


@pytest.fixture
def fresh_lake(postgres: postgresql.Server, tmp_path: Path) -> Settings:
    """A catalogue that nobody has entered yet."""
    catalogue = postgres.database(f"fresh_{uuid4().hex}")
    return Settings(var=tmp_path / "var", catalogue=catalogue, lake_data=str(tmp_path / "lake"))


@pytest.fixture(scope="session")
def empty_lake(postgres: postgresql.Server, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A DuckLake whose tables stand: copying its catalogue is quicker than making one for every test."""
    folder = tmp_path_factory.mktemp("lake")
    settings = Settings(var=folder, catalogue=postgres.database("empty"), lake_data=str(folder))
    warehouse = connect(settings)
    assert warehouse.latest() == 0
    warehouse.close()
    return settings


@pytest.fixture
def lake_settings(postgres: postgresql.Server, empty_lake: Settings, tmp_path: Path) -> Settings:
    """A DuckLake of this test's own; the folder of the Parquet files is shared."""
    catalogue = postgres.database(f"test_{uuid4().hex}", template="empty")
    return dataclasses.replace(empty_lake, var=tmp_path / "var", catalogue=catalogue)


@pytest.fixture(params=ENGINES)
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    if request.param == "lake":
        return request.getfixturevalue("lake_settings")
    return Settings(var=tmp_path / "var", catalogue="", lake_data="")


@pytest.fixture
def warehouse(settings: Settings) -> Iterator[Warehouse]:
    warehouse = connect(settings)
    yield warehouse
    warehouse.close()
