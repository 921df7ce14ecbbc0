"""The warehouse as a DuckLake: a PostgreSQL catalogue and Parquet files, written by many machines.

A write: open a transaction, raise the clock, add the rows, commit. Two writers at once both raise the
same clock, so DuckLake refuses the second commit; that one rolls back and runs again on top of the
first. A writer that dies leaves its transaction open, which PostgreSQL rolls back; Parquet files
without an entry in the catalogue are never read. Readers see the last committed state and wait for nobody.
"""

from __future__ import annotations

import importlib.util
import os
import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

import duckdb
from duckdb import DuckDBPyConnection

from danube.store import schema
from danube.store.errors import StoreError, spoken
from danube.store.files import OFFLINE

T = TypeVar("T")
WAIT_SECONDS = 120.0
NAME = "The warehouse (DANUBE_CATALOGUE)"
REMOTE = ("s3://", "http://", "https://")


class Lake:
    """A DuckLake attached once per process; every call works on a cursor of its own."""

    def __init__(self, catalogue: str, data: str) -> None:
        if not data:
            raise StoreError(
                "DANUBE_CATALOGUE is set but DANUBE_DATA, the place of the Parquet files, is not."
            )
        self._catalogue = catalogue
        self._data = data
        self._guard = threading.Lock()
        self._connection: DuckDBPyConnection | None = None

    @contextmanager
    def reading(self) -> Iterator[DuckDBPyConnection]:
        """A cursor inside one transaction, so that all of an answer comes from one state."""
        with self._attached() as cursor, spoken(NAME):
            cursor.begin()
            try:
                yield cursor
            finally:
                with suppress(duckdb.Error):
                    cursor.rollback()

    def writing(self, change: Callable[[DuckDBPyConnection], T]) -> T:
        """Runs `change` as one transaction, again where another writer was faster."""
        with self._attached() as cursor, spoken(NAME):
            return _insisting(lambda: _transaction(cursor, change))

    def keep(self, path: Path, load: int) -> str:  # noqa: ARG002
        """No name: its tables are Parquet files of their own making, which all rows go into."""
        return ""

    def close(self) -> None:
        """Detaches; the next call attaches again."""
        with self._guard:
            if self._connection:
                self._connection.close()
            self._connection = None

    @contextmanager
    def _attached(self) -> Iterator[DuckDBPyConnection]:
        with self._guard:
            if self._connection is None:
                self._connection = self._attach()
            cursor = self._connection.cursor()
        try:
            cursor.execute("USE warehouse")
            yield cursor
        except (duckdb.Error, StoreError):
            self._forget_if_dead()
            raise
        finally:
            cursor.close()

    def _attach(self) -> DuckDBPyConnection:
        connection = duckdb.connect(config=OFFLINE)
        for extension in ("postgres_scanner", "ducklake", *(["httpfs"] if self._remote() else [])):
            connection.execute(f"LOAD '{_extension(extension)}'")
        if self._data.startswith("s3://"):
            connection.execute(_secret())
        try:
            _insisting(lambda: self._enter(connection), seconds=10, faster=duckdb.Error)
        except duckdb.Error:
            connection.close()
            raise StoreError(
                "The catalogue of the warehouse does not answer: check DANUBE_CATALOGUE, DANUBE_DATA, "
                "and that PostgreSQL is running."
            ) from None
        return connection

    def _enter(self, connection: DuckDBPyConnection) -> None:
        """Attaches the catalogue and creates what is missing; of two that begin it at once one repeats."""
        place = self._data if self._remote() else str(_folder(self._data))
        connection.execute(
            f"ATTACH IF NOT EXISTS 'ducklake:postgres:{_quoted(self._catalogue)}' AS warehouse "
            f"(DATA_PATH '{_quoted(place)}')"
        )
        cursor = connection.cursor()
        cursor.execute("USE warehouse")
        _transaction(cursor, schema.create)

    def _remote(self) -> bool:
        return self._data.startswith(REMOTE)

    def _forget_if_dead(self) -> None:
        with self._guard:
            if self._connection is None:
                return
            try:
                self._connection.cursor().execute("SELECT max(version) FROM warehouse.clock")
            except duckdb.Error:
                self._connection.close()
                self._connection = None


def _transaction(cursor: DuckDBPyConnection, change: Callable[[DuckDBPyConnection], T]) -> T:
    cursor.begin()
    try:
        result = change(cursor)
        cursor.commit()
    except BaseException:
        with suppress(duckdb.Error):
            cursor.rollback()
        raise
    return result


def _insisting(
    action: Callable[[], T],
    *,
    seconds: float = WAIT_SECONDS,
    faster: type[duckdb.Error] = duckdb.TransactionException,
) -> T:
    """Tries until no other writer was faster; pauses of random length keep two from marching in step."""
    deadline = time.monotonic() + seconds
    pause = 0.01
    while True:
        try:
            return action()
        except duckdb.IOException:
            raise
        except faster:
            if time.monotonic() > deadline:
                raise
            time.sleep(random.uniform(pause / 2, pause))  # noqa: S311
            pause = min(pause * 2, 0.5)


def _extension(name: str) -> Path:
    """The file inside the PyPI package of this extension: loaded by path, so no network is asked."""
    spec = importlib.util.find_spec(f"duckdb_extension_{name}")
    places = list(spec.submodule_search_locations or []) if spec else []
    found = [path for place in places for path in Path(place).glob(f"extensions/v{duckdb.__version__}/*")]
    if not found:
        raise StoreError(
            f"DuckDB {duckdb.__version__} lacks its extension {name}: "
            "run `python -m pip install -r requirements-cluster.txt`."
        )
    return found[0]


def _folder(data: str) -> Path:
    folder = Path(data).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _secret() -> str:
    """The keys of the object storage, from the environment variables that every S3 client reads."""
    names = {
        "KEY_ID": "AWS_ACCESS_KEY_ID",
        "SECRET": "AWS_SECRET_ACCESS_KEY",
        "SESSION_TOKEN": "AWS_SESSION_TOKEN",
        "REGION": "AWS_REGION",
    }
    given = [f"{key} '{_quoted(os.environ[name])}'" for key, name in names.items() if os.environ.get(name)]
    scheme, _, host = os.environ.get("AWS_ENDPOINT_URL", "").partition("://")
    if host:  # a storage of one's own, such as MinIO
        secure = "true" if scheme == "https" else "false"
        given += [f"ENDPOINT '{_quoted(host.rstrip('/'))}'", f"USE_SSL {secure}", "URL_STYLE 'path'"]
    return f"CREATE SECRET warehouse ({', '.join(['TYPE s3', *given])})"


def _quoted(text: str) -> str:
    return text.replace("'", "''")
