"""Rooms: a deck copied for one talk, a code for the audience, a token for who presents.

Every action is one transaction that looks at where the talk stands and takes it further; whoever comes at the
same time sees that step first. So two seats never mix, and nothing that was done is lost.
"""

from __future__ import annotations

import json
import re
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from danube.events import bell, codes, state
from danube.events import deck as decks
from danube.events.actions import Action
from danube.events.bell import Bell
from danube.events.deck import Deck
from danube.events.refusals import NotYours, Over, Refused, Unknown
from danube.events.state import State
from danube.settings import Settings
from danube.store.events import Events, Row
from danube.texts import _

SEAT = re.compile(r"[A-Za-z0-9_-]{1,64}")
REMEMBERED = 16
"""Decks of rooms that stay read in this process."""

TRIES = 20


@dataclass(frozen=True)
class Opened:
    """The code for the audience, and the token of the presenter's link, which is told only here."""

    code: str
    token: str


@dataclass(frozen=True)
class Room:
    """What never changes in a room; `salt` makes the digests of its devices."""

    code: str
    deck: Deck
    opened: datetime
    salt: str = field(default="", repr=False)


@dataclass(frozen=True)
class Listed:
    """A room in a list: name per language, slide and count, whether it has ended."""

    code: str
    name: dict[str, str]
    opened: datetime
    state: State


class Rooms:
    """The rooms that are kept; safe to use from many threads and processes."""

    def __init__(
        self, settings: Settings | None = None, events: Events | None = None, house: Bell = bell.HOUSE
    ) -> None:
        self.events = events or Events(settings)
        self._house = house
        self._read: OrderedDict[str, Room] = OrderedDict()
        self._guard = threading.Lock()

    def open(self, deck: Deck) -> Opened:
        """A new room with a copy of the deck. Raises Refused for a deck without slides."""
        salt, token = codes.salt(), codes.token()
        name, document = json.dumps(deck.name, ensure_ascii=False), decks.to_json(deck)
        values = {"salt": salt, "token": codes.digest(salt, token), "name": name}
        for _try in range(TRIES):
            code = codes.fresh()
            begun = state.kept(state.first(code, deck))
            if self.events.open_room(code, document, {**values, "state": begun}):
                return Opened(code, token)
        raise Refused(_("No free code was found for a room: remove rooms that are over, and try again."))

    def room(self, code: str) -> Room:
        """The deck of a room, read once in this process. Raises Unknown."""
        with self._guard:
            if code in self._read:
                self._read.move_to_end(code)
                return self._read[code]
        row, document = self._row(code), self.events.script(code)
        if document is None:
            raise Unknown(_unknown())
        made = Room(code, decks.from_json(document), row.opened.replace(tzinfo=UTC), row.salt)
        with self._guard:
            self._read[code] = made
            while len(self._read) > REMEMBERED:
                self._read.popitem(last=False)
        return made

    def deck(self, code: str) -> Deck:
        """The deck of a room. Raises Unknown."""
        return self.room(code).deck

    def state(self, code: str) -> State:
        """Where the talk stands now: one row read by its key. Raises Unknown."""
        return _state(self._row(code))

    def heads(self) -> dict[str, int]:
        """Code → seq of every room that is not closed: what a process looks at to notice the others."""
        return self.events.heads()

    def fits(self, code: str, token: str) -> bool:
        """True for the token of this room's presenter."""
        row = self.events.room(code) if code == codes.read(code) else None
        return row is not None and codes.fits(row.salt, token, row.token)

    def require(self, code: str, token: str) -> None:
        """Raises Unknown or NotYours where `fits` is false."""
        _own(self._row(code), token)

    def act(self, code: str, token: str, seat: str, action: Action) -> State:
        """Where the talk stands after the action.

        The first seat that acts holds the talk; then nobody else may act but by `take`. Raises Unknown,
        NotYours (token, seat), Over (the room has ended) and Refused (what cannot be done there).
        """
        if not SEAT.fullmatch(seat):
            raise Refused(_("The page of the presenter has no name for its seat; reload it."))
        deck = self.deck(code)

        def decide(row: Row) -> State:
            _own(row, token)
            now = _state(row)
            if now.closed:
                raise Over(_("This room has ended; open a new one to go on."))
            if action.do != "take" and now.holder not in ("", seat):
                raise NotYours(
                    _("Somebody else presents now, and this was not done; take over to go on from here.")
                )
            return replace(state.after(now, action, deck), holder=seat)

        return self._change(code, decide)

    def close(self, code: str) -> State:
        """Ends the room: it stays to be read, its polls take nothing more. Raises Unknown."""

        def decide(row: Row) -> State:
            now = _state(row)
            ended = {key: "closed" if stage == "open" else stage for key, stage in now.polls.items()}
            return replace(now, closed=True, polls=ended)

        return self._change(code, decide, closed=True)

    def touch(self, code: str) -> State:
        """Raises seq where something else changed that followers see, such as a word that passed."""
        return self._change(code, _state, also_unchanged=True)

    def renew(self, code: str) -> str:
        """Another token for the presenter; the old link is worth nothing. Raises Unknown."""
        token = codes.token()
        if not self.events.renew(code, codes.digest(self._row(code).salt, token)):
            raise Unknown(_unknown())
        return token

    def remove(self, code: str) -> None:
        """The room with all its votes is gone. Raises Unknown, Over where it has not ended yet."""
        if not self.state(code).closed:
            raise Over(_("This room is still open: end it first, and export its votes."))
        self.events.drop_room(code)
        with self._guard:
            self._read.pop(code, None)

    def list(self) -> list[Listed]:
        """All rooms, the one opened last first."""
        return [
            Listed(row.code, json.loads(row.name), row.opened.replace(tzinfo=UTC), _state(row))
            for row in self.events.rooms()
        ]

    def shut(self) -> None:
        """Lets go of the connections."""
        self.events.close()

    def _row(self, code: str) -> Row:
        row = self.events.room(code) if code == codes.read(code) else None
        if row is None:
            raise Unknown(_unknown())
        return row

    def _change(
        self, code: str, decide: Callable[[Row], State], *, also_unchanged: bool = False, **values: object
    ) -> State:
        def next_state(row: Row) -> str | None:
            now, then = _state(row), decide(row)
            return state.kept(then) if also_unchanged or then != now else None

        before = self._row(code).seq
        row = self.events.move(code, next_state, **values)
        if row is None:
            raise Unknown(_unknown())
        if row.seq != before:
            self._house.ring(code, row.seq)
        return _state(row)


def _state(row: Row) -> State:
    return state.read(row.state, row.seq)


def _own(row: Row, token: str) -> None:
    if not codes.fits(row.salt, token, row.token):
        raise NotYours(_("This link does not belong to the presenter of this room, or it was renewed."))


def _unknown() -> str:
    return _("There is no room with this code; check it, or ask who presents.")
