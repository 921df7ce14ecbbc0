"""How a small database beside the warehouse is opened and written to: in a file and in PostgreSQL."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import postgresql
import psycopg
import pytest
import sqlalchemy as sa

from danube.settings import Settings
from danube.store import StoreError
from danube.store.engines import Database

PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["danube.store.engines", "sqlalchemy"])

DECLARED = sa.MetaData(schema="tried")
COUNT = sa.Table("count", DECLARED, sa.Column("value", sa.Integer, primary_key=True))


@pytest.fixture(scope="module")
def tried(postgres: postgresql.Server) -> str:
    """One database for all tests here."""
    return postgres.database("tried")


@pytest.fixture(params=["file", pytest.param("cluster", marks=pytest.mark.postgres)])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """A place where nothing was opened yet."""
    catalogue = "" if request.param == "file" else request.getfixturevalue("tried")
    if catalogue:
        with psycopg.connect(catalogue) as connection:
            connection.execute("DROP SCHEMA IF EXISTS tried CASCADE")
    return Settings(var=tmp_path / "var", catalogue=catalogue)


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    opened = Database(DECLARED, settings)
    yield opened
    opened.close()


def more(database: Database) -> None:
    """One more row than there are: two that count the same would clash."""
    with database.writing() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.text("LOCK TABLE tried.count IN EXCLUSIVE MODE"))
        there = connection.execute(sa.select(sa.func.count()).select_from(COUNT)).scalar_one()
        connection.execute(COUNT.insert().values(value=there + 1))


def values(database: Database) -> list[int]:
    with database.reading() as connection:
        return list(connection.execute(sa.select(COUNT.c.value).order_by(COUNT.c.value)).scalars())


def open_and_count(settings: Settings, start) -> None:
    database = Database(DECLARED, settings)
    start.wait(60)
    for _time in range(10):
        more(database)
    database.close()


def test_processes_that_open_it_at_once_make_it_once_and_lose_nothing(
    database: Database, settings: Settings
) -> None:
    start = PROCESSES.Barrier(3)
    runs = [PROCESSES.Process(target=open_and_count, args=(settings, start)) for _run in range(3)]
    for run in runs:
        run.start()
    for run in runs:
        run.join(60)
    assert [run.exitcode for run in runs] == [0, 0, 0]
    assert values(database) == list(range(1, 31))


def test_threads_take_turns(database: Database) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _time: more(database), range(24)))
    assert values(database) == list(range(1, 25))


def test_a_reader_does_not_wait_for_a_writer_and_sees_whole_transactions(database: Database) -> None:
    more(database)
    with database.writing() as connection:
        connection.execute(COUNT.insert().values(value=2))
        assert values(database) == [1]
    assert values(database) == [1, 2]


def test_what_is_refused_in_the_middle_leaves_nothing(database: Database) -> None:
    with pytest.raises(ValueError, match="no"), database.writing() as connection:
        connection.execute(COUNT.insert().values(value=7))
        raise ValueError("no")
    assert values(database) == []
    more(database)
    assert values(database) == [1]


def test_a_file_that_is_no_database_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "tried.sqlite").write_bytes(b"not a database" * 100)
    with pytest.raises(StoreError, match=r"tried\.sqlite cannot be read or written \(DatabaseError\)"):
        values(Database(DECLARED, Settings(var=tmp_path, catalogue="")))
