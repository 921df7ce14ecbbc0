"""What the store says when it cannot do what was asked: one sentence, never a driver's message."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from danube.texts import _

REFUSED = (duckdb.ProgrammingError, duckdb.DataError)
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
WORDS = tuple(map(os.strerror, FULL))


class StoreError(Exception):
    """One sentence for the reader: what is wrong and what to do about it."""


@contextmanager
def spoken(where: str) -> Iterator[None]:
    """Turns DuckDB's errors into a StoreError; a driver's message may hold a password, so it ends here."""
    try:
        yield
    except (duckdb.Error, OSError) as error:
        raise StoreError(_told(error, where)) from (error if isinstance(error, REFUSED) else None)


def _told(error: duckdb.Error | OSError, where: str) -> str:
    if _is_full(error):
        return _("{place} has no room left on its disk: make room and try again.", place=where)
    if isinstance(error, duckdb.OutOfMemoryException):
        return _("The memory of this machine does not suffice to read or write {place}.", place=where)
    if isinstance(error, duckdb.IOException | duckdb.HTTPException | OSError):
        return _(
            "{place} cannot be read or written: check that it exists, that its disk has room, and that this "
            "user may write there.",
            place=where,
        )
    kind = type(error).__name__
    if isinstance(error, REFUSED):
        return _("{place} refused the request ({error}).", place=where, error=kind)
    return _("{place} failed ({error}); try again.", place=where, error=kind)


def _is_full(error: duckdb.Error | OSError) -> bool:
    """A full disk has many names: of the system, of a quota, and of a commit that DuckDB cannot write."""
    if isinstance(error, OSError):
        return error.errno in FULL
    return any(word in str(error) for word in WORDS)
