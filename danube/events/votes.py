"""Votes of a room: one of each device and poll, changed while the poll is open, told when it is revealed.

A device is a random token in the phone's browser; what is kept of it is a digest that fits this room alone.
Nothing else is known of who votes.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable

from danube.events import answers, codes, phrases, results, state, tally
from danube.events.answers import Answer
from danube.events.deck import Poll
from danube.events.refusals import Over, Refused, TooMuch, TooOften, Unknown
from danube.events.rooms import Rooms
from danube.events.tally import Tally, Word
from danube.settings import Settings
from danube.store import ballots
from danube.store.events import Row
from danube.texts import _

PAUSE = 1.0
"""Seconds between two votes of a device."""

MOST_DEVICES = 20_000


class Votes:
    """The votes that are kept; safe to use from many threads and processes."""

    def __init__(
        self,
        settings: Settings | None = None,
        rooms: Rooms | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._rooms = rooms or Rooms(settings)
        self._events = self._rooms.events
        self._clock = clock

    def device(self, code: str) -> str:
        """A token for a phone that has none yet. Raises Unknown, TooMuch where the room has too many."""
        token = codes.token()
        if not ballots.register(self._events, code, self._digest(code, token), MOST_DEVICES):
            raise TooMuch(_("This room has more phones than it can hold; ask who presents for a new one."))
        return token

    def cast(self, code: str, slide: str, device: str, answer: object) -> Answer:
        """Keeps the vote of a device in place of its earlier one, and returns it as it counts.

        Raises Unknown (room, slide, device), Over (the poll is not open), TooOften, and Refused or TooMuch
        where the answer does not fit.
        """
        counts = answers.checked(self.poll(code, slide), answer)

        def allow(room: Row, seen: Row) -> float:
            if state.read(room.state, room.seq).polls[slide] != "open":
                raise Over(_("This poll takes no answers now."))
            now = self._clock()
            if seen.voted is not None and abs(now - seen.voted) < PAUSE:
                raise TooOften(_("One answer in a second is enough; try again in a moment."))
            return now

        hashed = self._digest(code, device)
        if not ballots.cast(self._events, code, slide, hashed, answers.written(counts), allow):
            raise Unknown(_("This phone is not known in this room any more; reload the page."))
        return counts

    def own(self, code: str, slide: str, device: str) -> Answer | None:
        """What this device voted; None where it did not."""
        kept = ballots.answer(self._events, code, slide, self._digest(code, device))
        answer: Answer | None = None if kept is None else json.loads(kept)
        return answer

    def count(self, code: str, slide: str) -> int:
        """How many have voted: told to all, also while the results are hidden."""
        return sum(self._answers(code, slide).values())

    def tally(self, code: str, slide: str, token: str = "") -> Tally:
        """The results, for all once they are revealed, before that for the presenter's token alone.

        Raises Unknown, and Over or NotYours where they are hidden.
        """
        poll = self.poll(code, slide)
        if token:
            self._rooms.require(code, token)
        elif self._rooms.state(code).polls[slide] != "revealed":
            raise Over(_("The results of this poll are not shown yet."))
        return tally.counted(poll, self._answers(code, slide), self._judged(code, slide))

    def words(self, code: str, slide: str, token: str) -> tuple[Word, ...]:
        """All words of a poll for who moderates: those that wait first, then the most frequent first."""
        self._moderated(code, slide, token)
        return tally.words(self._answers(code, slide), self._judged(code, slide))

    def judge(self, code: str, slide: str, text: str, passed: bool, token: str) -> None:
        """Lets a word be shown, in whichever spelling it was answered, or holds it back."""
        self._moderated(code, slide, token)
        shown = phrases.line(text)
        if phrases.folded(shown) not in phrases.grouped(self._answers(code, slide)):
            raise Unknown(_("Nobody answers this any more; reload the page."))
        ballots.judge(self._events, code, slide, phrases.folded(shown), shown, passed)
        if self._rooms.state(code).polls[slide] == "revealed":
            self._rooms.touch(code)

    def poll(self, code: str, slide: str) -> Poll:
        """The poll of a slide. Raises Unknown."""
        found = next((one for one in self._rooms.deck(code).slides if one.id == slide), None)
        if found is None or found.poll is None:
            raise Unknown(_("There is no such question in this room; reload the page."))
        return found.poll

    def csv(self, code: str) -> str:
        """All results for a spreadsheet, hidden ones too: for whoever may open rooms. Raises Unknown."""
        room, now = self._rooms.room(code), self._rooms.state(code)
        found = [
            results.rows(
                slide, now.polls[slide.id], self._answers(code, slide.id), self._judged(code, slide.id)
            )
            for slide in room.deck.slides
            if slide.poll
        ]
        return results.csv([row for rows in found for row in rows])

    def close(self) -> None:
        """Lets go of the connections, which are those of the rooms."""
        self._rooms.shut()

    def _moderated(self, code: str, slide: str, token: str) -> None:
        self._rooms.require(code, token)
        if self.poll(code, slide).kind != "words":
            raise Refused(_("This question is not answered in words; there is nothing to let pass."))

    def _answers(self, code: str, slide: str) -> dict[str, int]:
        return ballots.answers(self._events, code, slide)

    def _judged(self, code: str, slide: str) -> dict[str, tuple[str, bool]]:
        return ballots.judged(self._events, code, slide)

    def _digest(self, code: str, device: str) -> str:
        return codes.digest(self._rooms.room(code).salt, device)
