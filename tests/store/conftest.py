"""One suite, two engines: `warehouse` and `settings` come once as files and once as a DuckLake."""

from __future__ import annotations

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
def lake_settings(postgres: postgresql.Server, tmp_path: Path) -> Settings:
    catalogue = postgres.database(f"test_{uuid4().hex}")
    return Settings(var=tmp_path / "var", catalogue=catalogue, lake_data=str(tmp_path / "lake"))


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
