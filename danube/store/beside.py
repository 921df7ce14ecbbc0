"""What is busy and needs no versions, beside the warehouse: one small database, many writers.

The file `beside.sqlite` under `var/`, or the schema `beside` of a cluster's PostgreSQL.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pandas as pd
import sqlalchemy as sa

from danube.settings import Settings
from danube.store.engines import Database

DECLARED = sa.MetaData(schema="beside")
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


class Beside(Database):
    """The open database; every call is one transaction of its own."""

    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__(DECLARED, settings)

    def remark(self, seeker: str, purpose: str, suggested: str, who: str) -> None:
        """Keeps that a suggestion is not useful; once said is enough."""
        row = {"seeker": seeker, "purpose": purpose, "suggested": suggested, "who": who, "at": _now()}
        same = sa.select(REMARK.c.id).where(*_about(seeker, purpose), REMARK.c.suggested == suggested)
        with self.writing() as connection:
            if connection.execute(same).first() is None:
                connection.execute(REMARK.insert(), row)

    def take_back(self, seeker: str, purpose: str, suggested: str) -> None:
        """The suggestion may be shown again."""
        with self.writing() as connection:
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
        with self.reading() as connection:
            return pd.DataFrame(connection.execute(wanted).all(), columns=REMARKS)


def connect(settings: Settings | None = None) -> Beside:
    """The database of these settings; nothing is opened before it is asked."""
    return Beside(settings)


def _about(seeker: str, purpose: str) -> tuple[sa.ColumnElement[bool], ...]:
    return REMARK.c.seeker == seeker, REMARK.c.purpose == purpose, REMARK.c.taken_back.is_(None)


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
