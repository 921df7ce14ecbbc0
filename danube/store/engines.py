"""Small databases beside the warehouse: one file each, or one schema each of the PostgreSQL of a cluster.

A SQLite file under `var/` (write-ahead log, so that readers never wait), or a schema of the PostgreSQL that a
cluster keeps its catalogue in. Spoken through SQLAlchemy Core, the same for both.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from danube.settings import Settings, read
from danube.store.errors import StoreError
from danube.texts import _

WAIT_SECONDS = 30
WRITES = "danube_writes"
CROWD = 4
"""How many of a crowd write at once from one process, where several may."""

MAKING = 0x64616E75
"""Number of the lock under which PostgreSQL makes tables: two processes may start at once."""


class Database:
    """Declared tables of one schema, opened when first asked; every call is one transaction of its own."""

    def __init__(self, declared: sa.MetaData, settings: Settings | None = None) -> None:
        self._declared = declared
        self._settings = settings or read()
        self._engine: sa.Engine | None = None
        self._guard = threading.Lock()
        self._turn: AbstractContextManager[object] = (
            nullcontext() if self._settings.clustered else threading.Lock()
        )
        self._crowd = threading.BoundedSemaphore(CROWD if self._settings.clustered else 1)

    def close(self) -> None:
        """Lets go of the connections."""
        if self._engine is not None:
            self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A transaction that sees one state of things and holds up nobody."""
        with self._spoken(), self._opened().begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction that writes: in a file it is alone from its first word, so what it read stays true.

        Threads of this process take turns: the file itself would have them look again and again. PostgreSQL
        lets others go on: rows that are read to be changed are to be read `for update`.
        """
        with self._turn, self._spoken(), self._writer().begin() as connection:
            yield connection

    @contextmanager
    def crowding(self) -> Iterator[sa.Connection]:
        """Writing, for what hundreds do in the same second: a few of them at a time, so that whoever writes
        something else does not stand at the end of their queue.
        """
        with self._crowd, self.writing() as connection:
            yield connection

    @contextmanager
    def _spoken(self) -> Iterator[None]:
        """A driver's message may hold a password: it ends here, in a sentence."""
        try:
            yield
        except (SQLAlchemyError, OSError) as error:
            raise StoreError(
                _(
                    "{place} cannot be read or written ({error}): check that its disk has room and that this "
                    "user may write there.",
                    place=self._schema if self._settings.clustered else _file_name(self._schema),
                    error=type(error).__name__,
                )
            ) from None

    @property
    def _schema(self) -> str:
        return str(self._declared.schema)

    def _writer(self) -> sa.Engine:
        return self._opened().execution_options(**{WRITES: True})

    def _opened(self) -> sa.Engine:
        with self._guard:
            if self._engine is None:
                make = _cluster if self._settings.clustered else _file
                self._engine = make(self._settings, self._declared)
            return self._engine


def beside_others(connection: sa.Connection, name: str) -> None:
    """Waits until nobody is alone under this name; then, until this transaction ends, nobody comes alone.

    Whoever wants to be alone is not passed by those who come later, as with shared locks of a row. A writer
    of a file is alone anyway.
    """
    _turn(connection, name, sa.func.pg_advisory_xact_lock_shared)


def alone(connection: sa.Connection, name: str) -> None:
    """Waits until all the others under this name have ended; they wait for the end of this transaction."""
    _turn(connection, name, sa.func.pg_advisory_xact_lock)


def _turn(connection: sa.Connection, name: str, lock: Callable[..., Any]) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(lock(sa.func.hashtextextended(name, MAKING))))


def _file_name(schema: str) -> str:
    return f"{schema}.sqlite"


def _file(settings: Settings, declared: sa.MetaData) -> sa.Engine:
    """A file has no schemas: the tables stand in it under their bare names."""
    settings.var.mkdir(parents=True, exist_ok=True)
    address = sa.URL.create("sqlite", database=str(settings.var / _file_name(str(declared.schema))))
    engine = sa.create_engine(address, connect_args={"timeout": WAIT_SECONDS, "isolation_level": None})
    sa.event.listen(engine, "connect", _ahead)
    sa.event.listen(engine, "begin", _begin)
    engine = engine.execution_options(schema_translate_map={declared.schema: None})
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        declared.create_all(connection)
    return engine


def _ahead(connection: Any, _record: object) -> None:
    """Write-ahead log: readers and a writer do not wait for each other.

    A process that is killed loses nothing; a power cut may take the last moment, never break the file.
    """
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")


def _begin(connection: sa.Connection) -> None:
    """The driver begins nothing by itself; a writer that first reads must not be overtaken in between."""
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _cluster(settings: Settings, declared: sa.MetaData) -> sa.Engine:
    """The catalogue is given as libpq understands it; the driver is installed on a cluster alone."""
    import psycopg

    engine = sa.create_engine(
        "postgresql+psycopg://", creator=lambda: psycopg.connect(settings.catalogue), pool_pre_ping=True
    )
    with engine.begin() as connection:
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(MAKING)))
        connection.execute(sa.schema.CreateSchema(str(declared.schema), if_not_exists=True))
        declared.create_all(connection)
    return engine
