"""Why a file is not kept: each is one sentence in the reader's language."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from danube import settings
from danube.texts import _, number

MB = 1_000_000
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class NotKept(Exception):  # noqa: N818 (reads as what happened)
    """Why a file was not kept, in one sentence; nothing of it is left."""


class TooLarge(NotKept):
    """More bytes than a file may have."""


class NoRoom(NotKept):
    """The disk is full, or too much is waiting."""


def too_large(name: str) -> str:
    """What is said of a file above the limit."""
    most = number(settings.read().largest, 0)
    return _("{name} is larger than {most} MB, the most that is taken: split it.", name=name, most=most)


def no_room(name: str) -> str:
    """What is said where too much waits already."""
    return _(
        "There is no room for {name}: the files that wait here may take {most} MB together. "
        "Discard one that is done with, or try again later.",
        name=name,
        most=number(settings.read().waiting, 0),
    )


def full(name: str) -> str:
    return _(
        "The disk of the server is full, and nothing of {name} was kept: try again later, or tell whoever "
        "runs the server.",
        name=name,
    )


@contextmanager
def disk(name: str) -> Iterator[None]:
    """A disk that has no more room, as the sentence that says so."""
    try:
        yield
    except OSError as error:
        if error.errno not in FULL:
            raise
        raise NoRoom(full(name)) from error
