"""Live events as they are kept in a file and in a real PostgreSQL, under the same tests."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from danube.events.rooms import Rooms
from danube.settings import Settings
from tests.store import postgresql


@pytest.fixture(scope="session")
def event_catalogue() -> Iterator[str]:
    """One database for all tests, because making one takes longer than most of them."""
    programs = postgresql.binaries()
    if programs is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(postgresql.ADVICE)
    with postgresql.running(programs) as server:
        yield server.database("events")


@pytest.fixture(params=["file", pytest.param("cluster", marks=pytest.mark.postgres)])
def venue(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Settings of a place of its own, where nothing was opened yet."""
    catalogue = ""
    if request.param == "cluster":
        catalogue = request.getfixturevalue("event_catalogue")
        with psycopg.connect(catalogue) as connection:
            connection.execute("DROP SCHEMA IF EXISTS events CASCADE")
    return Settings(var=tmp_path / "var", catalogue=catalogue)


@pytest.fixture
def rooms(venue: Settings) -> Iterator[Rooms]:
    opened = Rooms(venue)
    yield opened
    opened.shut()
