"""Live events as they are kept in a file and in a real PostgreSQL, under the same tests."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from danube.events.rooms import Rooms
from danube.settings import Settings
from tests.store import postgresql


@pytest.fixture(scope="session")
def event_server() -> Iterator[postgresql.Server]:
    programs = postgresql.binaries()
    if programs is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(postgresql.ADVICE)
    with postgresql.running(programs) as server:
        yield server


@pytest.fixture(params=["file", pytest.param("cluster", marks=pytest.mark.postgres)])
def venue(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Settings of a place of its own, where nothing was opened yet."""
    catalogue = ""
    if request.param == "cluster":
        server: postgresql.Server = request.getfixturevalue("event_server")
        catalogue = server.database(f"events_{uuid4().hex}")
    return Settings(var=tmp_path / "var", catalogue=catalogue)


@pytest.fixture
def rooms(venue: Settings) -> Iterator[Rooms]:
    opened = Rooms(venue)
    yield opened
    opened.shut()
