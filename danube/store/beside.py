"""What is busy and needs no versions, beside the warehouse: one small database, many writers.

A SQLite file under `var/` (WAL, so that readers never wait), or the schema `beside` of the PostgreSQL that a
cluster keeps its catalogue in. Spoken through SQLAlchemy Core, the same for both.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pandas as pd
import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from danube.settings import Settings, read
from danube.store.errors import StoreError
from danube.texts import _

FILE = "beside.sqlite"
SCHEMA = "beside"
WAIT_SECONDS = 30

DECLARED = sa.MetaData(schema=SCHEMA)
REMARK = sa.Table(
    "remark",
    DECLARED,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("seeker", sa.Text, nullable=False),
    sa.Column("purpose", sa.Text, nullable=False),
    sa.Column("suggested", sa.Text, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("at", sa.DateTime, nullable=False),
    sa.Column("taken_back", sa.DateTime),
)
"""A suggestion that was called not useful; it counts until it is taken back. Rows stay."""

REMARKS = ["suggested", "who", "at"]


class Beside:
    """The open database; every call is one transaction of its own."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._engine: sa.Engine | None = None
        self._guard = threading.Lock()

    def remark(self, seeker: str, purpose: str, suggested: str, who: str) -> None:
        """Keeps that a suggestion is not useful; once said is enough."""
        if suggested in set(self.remarks(seeker, purpose)["suggested"]):
            return
        row = {"seeker": seeker, "purpose": purpose, "suggested": suggested, "who": who, "at": _now()}
        with self._transaction() as connection:
            connection.execute(REMARK.insert(), row)

    def take_back(self, seeker: str, purpose: str, suggested: str) -> None:
        """The suggestion may be shown again."""
        with self._transaction() as connection:
            connection.execute(
                REMARK.update()
                .where(*_about(seeker, purpose), REMARK.c.suggested == suggested)
                .values(taken_back=_now())
            )

    def remarks(self, seeker: str, purpose: str) -> pd.DataFrame:
        """suggested, who, at: the remarks that count, oldest first."""
        wanted = (
            sa.select(*(REMARK.c[name] for name in REMARKS))
            .where(*_about(seeker, purpose))
            .order_by(REMARK.c.id)
        )
        with self._transaction() as connection:
            return pd.DataFrame(connection.execute(wanted).all(), columns=REMARKS)

    def close(self) -> None:
        """Lets go of the connections."""
        if self._engine is not None:
            self._engine.dispose()

    @contextmanager
    def _transaction(self) -> Iterator[sa.Connection]:
        try:
            with self._opened().begin() as connection:
                yield connection
        except (SQLAlchemyError, OSError) as error:
            kind = type(error).__name__  # a driver's message may hold a password: it ends here
            place = SCHEMA if self._settings.clustered else FILE
            raise StoreError(
                _(
                    "{place} cannot be read or written ({error}): check that its disk has room and that this "
                    "user may write there.",
                    place=place,
                    error=kind,
                )
            ) from None

    def _opened(self) -> sa.Engine:
        with self._guard:
            if self._engine is None:
                engine = _cluster(self._settings) if self._settings.clustered else _file(self._settings)
                DECLARED.create_all(engine)
                self._engine = engine
            return self._engine


def connect(settings: Settings | None = None) -> Beside:
    """The database of these settings; nothing is opened before it is asked."""
    return Beside(settings or read())


def _about(seeker: str, purpose: str) -> tuple[sa.ColumnElement[bool], ...]:
    return REMARK.c.seeker == seeker, REMARK.c.purpose == purpose, REMARK.c.taken_back.is_(None)


def _file(settings: Settings) -> sa.Engine:
    """A file has no schemas: the tables stand in it under their bare names."""
    settings.var.mkdir(parents=True, exist_ok=True)
    address = sa.URL.create("sqlite", database=str(settings.var / FILE))
    engine = sa.create_engine(address, connect_args={"timeout": WAIT_SECONDS})
    sa.event.listen(engine, "connect", _ahead)
    return engine.execution_options(schema_translate_map={SCHEMA: None})


def _ahead(connection: Any, _record: object) -> None:
    """Write-ahead log: readers and a writer do not wait for each other."""
    connection.execute("PRAGMA journal_mode=WAL")


def _cluster(settings: Settings) -> sa.Engine:
    """The catalogue is given as libpq understands it; the driver is installed on a cluster alone."""
    import psycopg

    engine = sa.create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(settings.catalogue))
    with engine.begin() as connection:
        connection.execute(sa.schema.CreateSchema(SCHEMA, if_not_exists=True))
    return engine


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
