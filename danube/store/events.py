"""What live events keep: decks, rooms and votes, in `events.sqlite` or the schema `events` of a cluster.

Rows as they are; what may be done with them is decided above, inside the transaction that asks. Tokens and
devices stand here as salted digests alone, and nothing says who somebody is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from danube.settings import Settings
from danube.store.engines import Database, alone

DECLARED = sa.MetaData(schema="events")
DECK = sa.Table(
    "deck",
    DECLARED,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("slides", sa.Integer, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("changed", sa.DateTime, nullable=False),
    sa.Column("document", sa.Text, nullable=False),
)
ROOM = sa.Table(
    "room",
    DECLARED,
    sa.Column("code", sa.Text, primary_key=True),
    sa.Column("salt", sa.Text, nullable=False),
    sa.Column("token", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("opened", sa.DateTime, nullable=False),
    sa.Column("closed", sa.Boolean, nullable=False),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
)
SCRIPT = sa.Table(
    "script",
    DECLARED,
    sa.Column("code", sa.Text, primary_key=True),
    sa.Column("document", sa.Text, nullable=False),
)
"""The deck of a room, apart from its row: that is read several times a second."""

DEVICE = sa.Table(
    "device",
    DECLARED,
    sa.Column("code", sa.Text, primary_key=True),
    sa.Column("device", sa.Text, primary_key=True),
    sa.Column("voted", sa.Float),
)
"""`voted`: seconds since 1970 of its last vote."""

VOTE = sa.Table(
    "vote",
    DECLARED,
    sa.Column("code", sa.Text, primary_key=True),
    sa.Column("slide", sa.Text, primary_key=True),
    sa.Column("device", sa.Text, primary_key=True),
    sa.Column("answer", sa.Text, nullable=False),
)
WORD = sa.Table(
    "word",
    DECLARED,
    sa.Column("code", sa.Text, primary_key=True),
    sa.Column("slide", sa.Text, primary_key=True),
    sa.Column("folded", sa.Text, primary_key=True),
    sa.Column("shown", sa.Text, nullable=False),
    sa.Column("passed", sa.Boolean, nullable=False),
)
"""What a moderator decided on a word, however it was spelt."""

Row = sa.Row[*tuple[Any, ...]]
Decide = Callable[[Row], str | None]
"""The state of a room, looked at: its next state, or None where it stays as it is. May raise."""


class Events(Database):
    """The open database; every call is one transaction of its own."""

    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__(DECLARED, settings)

    def decks(self) -> list[Row]:
        """id, revision, name, slides, version, changed of each, the latest change first."""
        wanted = [column for column in DECK.c if column is not DECK.c.document]
        with self.reading() as connection:
            return list(connection.execute(sa.select(*wanted).order_by(DECK.c.changed.desc(), DECK.c.id)))

    def deck(self, key: str) -> Row | None:
        """document and revision."""
        wanted = sa.select(DECK.c.document, DECK.c.revision).where(DECK.c.id == key)
        with self.reading() as connection:
            return connection.execute(wanted).one_or_none()

    def keep_deck(self, key: str, revision: int | None, values: Mapping[str, object]) -> int | None:
        """The new revision; None where this one is no longer the latest, or a new deck is there already."""
        row = {**values, "revision": (revision or 0) + 1, "changed": now()}
        with self.writing() as connection:
            if revision is None:
                there = connection.execute(sa.select(DECK.c.id).where(DECK.c.id == key)).first()
                kept = 0 if there else connection.execute(DECK.insert().values(id=key, **row)).rowcount
            else:
                same = DECK.update().where(DECK.c.id == key, DECK.c.revision == revision)
                kept = connection.execute(same.values(**row)).rowcount
        return (revision or 0) + 1 if kept else None

    def drop_deck(self, key: str) -> bool:
        """False where there was none."""
        with self.writing() as connection:
            return bool(connection.execute(DECK.delete().where(DECK.c.id == key)).rowcount)

    def open_room(self, code: str, document: str, values: Mapping[str, object]) -> bool:
        """False where the code is another room's."""
        with self.writing() as connection:
            if connection.execute(sa.select(ROOM.c.code).where(ROOM.c.code == code)).first():
                return False
            connection.execute(ROOM.insert().values(code=code, opened=now(), closed=False, seq=1, **values))
            connection.execute(SCRIPT.insert().values(code=code, document=document))
        return True

    def room(self, code: str) -> Row | None:
        """Everything but the deck."""
        with self.reading() as connection:
            return connection.execute(sa.select(ROOM).where(ROOM.c.code == code)).one_or_none()

    def rooms(self) -> list[Row]:
        """All rooms, the one opened last first."""
        with self.reading() as connection:
            return list(connection.execute(sa.select(ROOM).order_by(ROOM.c.opened.desc(), ROOM.c.code)))

    def heads(self) -> dict[str, int]:
        """Code → seq of every room that is not closed."""
        with self.reading() as connection:
            wanted = sa.select(ROOM.c.code, ROOM.c.seq).where(ROOM.c.closed.is_(False))
            return {row.code: row.seq for row in connection.execute(wanted)}

    def script(self, code: str) -> str | None:
        """The deck of a room as a document."""
        with self.reading() as connection:
            return connection.execute(
                sa.select(SCRIPT.c.document).where(SCRIPT.c.code == code)
            ).scalar_one_or_none()

    def move(self, code: str, decide: Decide, **values: object) -> Row | None:
        """The room after one more step, or as it was where nothing changes; None without such a room.

        What `decide` saw is what is replaced: whoever comes at the same time waits, and sees this step.
        """
        with self.writing() as connection:
            alone(connection, code)
            row = connection.execute(sa.select(ROOM).where(ROOM.c.code == code)).one_or_none()
            state = None if row is None else decide(row)
            if row is None or state is None:
                return row
            same = ROOM.update().where(ROOM.c.code == code, ROOM.c.seq == row.seq)
            connection.execute(same.values(seq=row.seq + 1, state=state, **values))
            return connection.execute(sa.select(ROOM).where(ROOM.c.code == code)).one()

    def renew(self, code: str, token: str) -> bool:
        """Another digest of the presenter's token; False without such a room."""
        with self.writing() as connection:
            renewed = connection.execute(ROOM.update().where(ROOM.c.code == code).values(token=token))
            return bool(renewed.rowcount)

    def drop_room(self, code: str) -> bool:
        """The room with its devices, votes and words; False where there was none."""
        with self.writing() as connection:
            alone(connection, code)
            for table in (SCRIPT, DEVICE, VOTE, WORD):
                connection.execute(table.delete().where(table.c.code == code))
            return bool(connection.execute(ROOM.delete().where(ROOM.c.code == code)).rowcount)


def now() -> datetime:
    """The time of this moment, in UTC, without saying so."""
    return datetime.now(UTC).replace(tzinfo=None)
