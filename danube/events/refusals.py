"""What a room, a deck or a poll refuses: each is one sentence in the reader's language."""

from __future__ import annotations


class Refused(Exception):  # noqa: N818 (reads as what happened)
    """What was asked cannot be; the message says why and what to do, for whoever asked."""


class Unknown(Refused):
    """There is no such room, deck, slide or device."""


class Stale(Refused):
    """Somebody else saved the deck meanwhile."""


class NotYours(Refused):
    """The token is not this room's, or another seat holds the talk."""


class Over(Refused):
    """The room or the poll takes nothing more, or shows nothing yet."""


class TooOften(Refused):
    """A vote that comes too soon after the last one."""


class TooMuch(Refused):
    """More than is kept: a deck, an answer, or devices of a room."""
