"""What a phone may answer to a poll: checked sign by sign, and written the same way each time.

`one`: the id of an option; `several`: a list of ids; `rating` and `points`: id → whole number; `words`: text.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from danube.events import phrases
from danube.events.deck import Poll
from danube.events.refusals import Refused, TooMuch
from danube.texts import _, n_, number

Answer = str | list[str] | dict[str, int]


def checked(poll: Poll, answer: object) -> Answer:
    """The answer as it counts. Raises Refused or TooMuch with a sentence where it does not fit the poll."""
    return KINDS[poll.kind](poll, answer)


def written(answer: Answer) -> str:
    """The same text for the same answer: how it is kept."""
    return json.dumps(answer, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _one(poll: Poll, answer: object) -> Answer:
    if not isinstance(answer, str) or answer not in _ids(poll):
        raise _unfit()
    return answer


def _several(poll: Poll, answer: object) -> Answer:
    if not isinstance(answer, list) or not all(isinstance(one, str) for one in answer):
        raise _unfit()
    ids = [key for key in _ids(poll) if key in answer]
    if len(ids) != len(answer):
        raise _unfit()
    if not ids:
        raise Refused(_("Nothing is chosen yet: choose at least one."))
    if len(ids) > poll.most:
        raise TooMuch(n_("Choose at most {count} of these.", "Choose at most {count} of these.", poll.most))
    return ids


def _rating(poll: Poll, answer: object) -> Answer:
    given = _numbers(poll, answer)
    if not given:
        raise Refused(_("Nothing is rated yet: rate at least one."))
    if not all(1 <= value <= poll.most for value in given.values()):
        raise _unfit()
    return given


def _points(poll: Poll, answer: object) -> Answer:
    given = {key: value for key, value in _numbers(poll, answer).items() if value}
    if not given:
        raise Refused(_("No point is given yet: give at least one."))
    if min(given.values()) < 0:
        raise _unfit()
    if sum(given.values()) > poll.most:
        raise TooMuch(
            _(
                "{given} points are given, and there are {most}: take some back.",
                given=number(min(sum(given.values()), 1_000_000), 0),
                most=number(poll.most, 0),
            )
        )
    return given


def _words(_poll: Poll, answer: object) -> Answer:
    if not isinstance(answer, str):
        raise _unfit()
    return phrases.line(answer)


def _numbers(poll: Poll, answer: object) -> dict[str, int]:
    """Whole numbers by option, in the order of the options."""
    if not isinstance(answer, dict) or len(answer) > len(poll.options) or not set(answer) <= set(_ids(poll)):
        raise _unfit()
    if not all(type(value) is int for value in answer.values()):
        raise _unfit()
    return {key: answer[key] for key in _ids(poll) if key in answer}


def _ids(poll: Poll) -> list[str]:
    return [option.id for option in poll.options]


def _unfit() -> Refused:
    return Refused(_("This answer does not fit the question; reload the page and answer again."))


KINDS: dict[str, Callable[[Poll, object], Answer]] = {
    "one": _one,
    "several": _several,
    "rating": _rating,
    "points": _points,
    "words": _words,
}
