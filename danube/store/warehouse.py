"""The one door to the figures: the same questions and the same events, whichever engine keeps them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol, TypeVar

from duckdb import DuckDBPyConnection
from pandas import DataFrame

from danube.settings import Settings, read
from danube.store import bulk, readers, writers
from danube.store.bulk import Work
from danube.store.files import Files
from danube.store.writers import Batch, Kind, LoadInfo

T = TypeVar("T")


class Engine(Protocol):
    """Where the tables live: gives cursors to readers and runs a writer's change as one transaction."""

    def reading(self) -> AbstractContextManager[DuckDBPyConnection]: ...

    def writing(self, change: Callable[[DuckDBPyConnection], T]) -> T: ...

    def keep(self, path: Path, load: int) -> str: ...

    def close(self) -> None: ...


class Warehouse:
    """Append-only loads, the events about them, and the figures as of any event; safe to share by threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def latest(self) -> int:
        """The newest version: the number of the last event, 0 where the warehouse is empty."""
        return self._ask(readers.latest)

    def events(self) -> DataFrame:
        """Everything that happened: version, kind (load, withdraw, restore), load, at (UTC), who, note."""
        return self._ask(readers.events)

    def loads(self, version: int | None = None) -> DataFrame:
        """load, at, who, file, sha256, recipe, note, rows, withdrawn, kind, holds (the table it fills)."""
        return self._ask(readers.loads, version)

    def observations(
        self,
        *,
        version: int | None = None,
        indicators: Collection[str] = (),
        regions: Collection[str] = (),
        periods: Collection[str] = (),
        level: int | None = None,
        without: Collection[Kind] = (),
        turned: Collection[int] = (),
    ) -> DataFrame:
        """The current figures as of a version, an empty choice meaning all.

        Loads of the kinds in `without` do not count: `("upload",)` leaves the publishers' figures alone.
        Loads in `turned` count as if they had been withdrawn, or restored: what would be.

        Columns: indicator, region, level (Int8, empty for an unknown region), period, value (NaN where
        missing), flag, source, load; sorted by indicator, region, period.
        """
        chosen = {"indicator": indicators, "region": regions, "period": periods}
        return self._ask(readers.figures, version, chosen, level, without, turned)

    def reference(self, name: str, version: int | None = None) -> DataFrame:
        """The table `region`, `boundary`, `indicator` or `source` as of a version."""
        return self._ask(readers.reference, name, version)

    def rows(
        self,
        name: str,
        *,
        version: int | None = None,
        without: Collection[Kind] = (),
        turned: Collection[int] = (),
    ) -> DataFrame:
        """The current rows of a table of `schema.REGISTER` as of a version: its columns, and load.

        Loads of the kinds in `without` do not count, as with figures; so with those in `turned`.
        """
        return self._ask(readers.rows, name, version, without, turned)

    def history(self, name: str, /, *, version: int | None = None, **key: str) -> DataFrame:
        """Every row ever stored under a key of a table of `schema.REGISTER`, oldest first.

        Its columns, and of its load: load, brought (UTC), who, file, why (its note), withdrawn.
        """
        return self._ask(readers.history, name, key, version)

    def declared(self) -> DataFrame:
        """The recipes of uploads with declarations, a row an event: load, recipe, version, withdrawn."""
        return self._ask(readers.declared)

    def add(self, rows: DataFrame, *, load: LoadInfo, holds: str = "observation") -> int:
        """Adds rows as a load of one table; returns the version.

        Figures have indicator, region, period, value, flag, source; the columns of single rows (priorities,
        measurements, the programme) stand in `schema.REGISTER`.
        """
        batch = Batch(load, holds, rows)
        return self._engine.writing(lambda cursor: writers.add(cursor, batch))

    def add_parquet(self, path: Path, *, load: LoadInfo, work: Work | None = None) -> int:
        """Adds the figures of a Parquet file as a load, whatever their number; returns the version.

        Columns, checks and guarantees are those of `add`; the file is read as a stream, and copied as it is
        where the engine keeps large uploads as files. `work` lets another thread see how far it is, and stop
        it.
        """
        return self._engine.writing(
            lambda cursor: bulk.add(cursor, path, load, work or Work(), self._engine.keep)
        )

    def export(self, path: Path, indicators: Collection[str] = ()) -> int:
        """Writes the current figures of these indicators (all, if none) to a Parquet file; their number."""
        return int(self._ask(bulk.export, path, indicators))

    def sync(self, batches: Sequence[Batch], *, gone: Sequence[int] = ()) -> int:
        """Adds the batches whose file changed since its newest load, all or none; returns the version.

        The loads in `gone` are withdrawn, their file being no more; when it comes back, they are restored.
        """
        return self._engine.writing(lambda cursor: writers.sync(cursor, list(batches), list(gone)))

    def withdraw(self, load: int, *, who: str = "", note: str = "") -> int:
        """Takes a load out of the current figures, which brings back what it covered; returns the version."""
        return self._engine.writing(lambda cursor: writers.withdraw(cursor, load, who, note))

    def restore(self, load: int, *, who: str = "", note: str = "") -> int:
        """Undoes a withdrawal; returns the new version."""
        return self._engine.writing(lambda cursor: writers.restore(cursor, load, who, note))

    def close(self) -> None:
        """Lets go of files and connections."""
        self._engine.close()

    def _ask(self, question: Callable[..., T], *details: Any) -> T:
        with self._engine.reading() as cursor:
            return question(cursor, *details)


def connect(settings: Settings | None = None) -> Warehouse:
    """The warehouse of these settings: files under `var`, or a DuckLake where a catalogue is set."""
    settings = settings or read()
    if not settings.clustered:
        return Warehouse(Files(settings.var))
    from danube.store.lake import Lake  # its extensions are installed on a cluster alone

    return Warehouse(Lake(settings.catalogue, settings.lake_data))
