"""Devices, votes and judged words of a room: the busiest tables of live events."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa

from danube.store.engines import alone, beside_others
from danube.store.events import DEVICE, ROOM, VOTE, WORD, Events, Row


def register(events: Events, code: str, device: str, most: int) -> bool:
    """Keeps a device; False where the room has `most` of them already."""
    count = sa.select(sa.func.count()).select_from(DEVICE).where(DEVICE.c.code == code)
    with events.crowding() as connection:
        if connection.execute(count).scalar_one() >= most:
            return False
        connection.execute(DEVICE.insert().values(code=code, device=device))
    return True


def cast(
    events: Events, code: str, slide: str, device: str, answer: str, allow: Callable[[Row, Row], float]
) -> bool:
    """Keeps the one vote of a device on a slide, in place of an earlier one; False for an unknown device.

    `allow` sees the room and the device as they are at that moment and gives the time of the vote; it raises
    where the vote may not be.
    """
    mine = (DEVICE.c.code == code, DEVICE.c.device == device)
    own = {"code": code, "slide": slide, "device": device}
    with events.crowding() as connection:
        beside_others(connection, code)
        seen = connection.execute(sa.select(DEVICE).where(*mine).with_for_update()).one_or_none()
        room = connection.execute(sa.select(ROOM).where(ROOM.c.code == code)).one_or_none()
        if seen is None or room is None:
            return False
        connection.execute(DEVICE.update().where(*mine).values(voted=allow(room, seen)))
        if not connection.execute(VOTE.update().where(*_same(own)).values(answer=answer)).rowcount:
            connection.execute(VOTE.insert().values(**own, answer=answer))
    return True


def answer(events: Events, code: str, slide: str, device: str) -> str | None:
    """What this device voted."""
    own = {"code": code, "slide": slide, "device": device}
    with events.reading() as connection:
        return connection.execute(sa.select(VOTE.c.answer).where(*_same(own))).scalar_one_or_none()


def answers(events: Events, code: str, slide: str) -> dict[str, int]:
    """Answer → how many devices gave it."""
    alike = (
        sa.select(VOTE.c.answer, sa.func.count().label("times"))
        .where(VOTE.c.code == code, VOTE.c.slide == slide)
        .group_by(VOTE.c.answer)
        .order_by(VOTE.c.answer)
    )
    with events.reading() as connection:
        return {row.answer: row.times for row in connection.execute(alike)}


def judged(events: Events, code: str, slide: str) -> dict[str, tuple[str, bool]]:
    """Folded word → how it is shown, and whether it passed."""
    wanted = sa.select(WORD.c.folded, WORD.c.shown, WORD.c.passed).where(
        WORD.c.code == code, WORD.c.slide == slide
    )
    with events.reading() as connection:
        return {folded: (shown, passed) for folded, shown, passed in connection.execute(wanted)}


def judge(events: Events, code: str, slide: str, folded: str, shown: str, passed: bool) -> None:
    """Keeps a decision on a word, in place of an earlier one."""
    own = {"code": code, "slide": slide, "folded": folded}
    same = [WORD.c[name] == value for name, value in own.items()]
    with events.writing() as connection:
        alone(connection, code)
        connection.execute(WORD.delete().where(*same))
        connection.execute(WORD.insert().values(**own, shown=shown, passed=passed))


def _same(own: dict[str, str]) -> list[sa.ColumnElement[bool]]:
    return [VOTE.c[name] == value for name, value in own.items()]
