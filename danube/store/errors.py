"""What the store says when it cannot do what was asked: one sentence, never a driver's message."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb


class StoreError(Exception):
    """One sentence for the reader: what is wrong and what to do about it."""


@contextmanager
def spoken(where: str) -> Iterator[None]:
    """Turns DuckDB's errors into a StoreError; a driver's message may hold a password, so it ends here."""
    try:
        yield
    except duckdb.OutOfMemoryException:
        raise StoreError(f"The memory of this machine does not suffice to read or write {where}.") from None
    except (duckdb.IOException, duckdb.HTTPException, OSError):
        raise StoreError(
            f"{where} cannot be read or written: check that it exists, that its disk has room, "
            "and that this user may write there."
        ) from None
    except (duckdb.ProgrammingError, duckdb.DataError) as error:
        raise StoreError(f"{where} refused the request ({type(error).__name__}).") from error
    except duckdb.Error as error:
        raise StoreError(f"{where} failed ({type(error).__name__}); try again.") from None
