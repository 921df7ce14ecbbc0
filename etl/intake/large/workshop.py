"""The folder and the database of one examination: bounded in memory, gone when the report is let go."""

from __future__ import annotations

import csv
import secrets
import shutil
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

import duckdb
import pandas as pd
from duckdb import DuckDBPyConnection

from danube import settings
from etl import checks
from etl.intake.asked import Finding, records

Config = dict[str, str | bool | int | float | list[str]]
MEMORY = "1GB"  # of the database; what it sorts beyond that goes to its folder
THREADS = 2
KEPT_SECONDS = 24 * 3600.0
SHOWN = 1_000  # rows of every kind that a report holds; the rest stands in its files
PENDING = 20_000  # complaints that wait before they are written down
OFFLINE: Config = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}


def place(folder: Path | None = None) -> Path:
    """A new folder, in the one given or under `var`; what others left there a day ago is removed."""
    above = folder or settings.read().var / "large"
    above.mkdir(parents=True, exist_ok=True)
    for old in above.glob("large-*"):
        if time.time() - old.stat().st_mtime > KEPT_SECONDS:
            shutil.rmtree(old, ignore_errors=True)
    made = above / f"large-{secrets.token_hex(8)}"
    made.mkdir()
    return made


@contextmanager
def database(folder: Path) -> Iterator[DuckDBPyConnection]:
    """A database in memory that spills into the folder."""
    config: Config = {
        "memory_limit": MEMORY,
        "threads": THREADS,
        "temp_directory": str(folder / "spill"),
        **OFFLINE,
    }
    connection = duckdb.connect(config=config)
    try:
        yield connection
    finally:
        connection.close()
        shutil.rmtree(folder / "spill", ignore_errors=True)


class Complaints:
    """Refusals of any number, in the order of the file when they are read again."""

    def __init__(self, connection: DuckDBPyConnection) -> None:
        self._connection = connection
        self._pending: list[Finding] = []
        self.count = 0
        columns = ", ".join(
            f'"{name}" {"INTEGER" if name == "row" else "VARCHAR"}' for name in checks.REFUSED
        )
        connection.execute(f"CREATE TABLE complaint ({columns}, place INTEGER)")

    def add(self, found: list[Finding]) -> None:
        """Some more, in an order that counts within a row."""
        self._pending += found
        if len(self._pending) >= PENDING:
            self._write()

    def clear(self) -> None:
        """Forgets all of them: the file is read again."""
        self._pending, self.count = [], 0
        self._connection.execute("TRUNCATE complaint")

    def first(self, count: int = SHOWN) -> list[Finding]:
        """The first in the order of the file."""
        self._write()
        query = f'SELECT {_names()} FROM complaint ORDER BY "row", place LIMIT {count}'
        return records(self._connection.execute(query).df())

    def file(self, path: Path) -> Path:
        """All of them as CSV."""
        self._write()
        found = self._connection.execute(f'SELECT {_names()} FROM complaint ORDER BY "row", place')
        return _written(chain.from_iterable(iter(lambda: found.fetchmany(PENDING), [])), path)

    def _write(self) -> None:
        if self._pending:
            table = pd.DataFrame(self._pending, columns=checks.REFUSED, dtype=object)
            self._connection.register(
                "pending", table.assign(place=range(self.count, self.count + len(table)))
            )
            self._connection.execute(f"INSERT INTO complaint SELECT {_names()}, place FROM pending")
            self._connection.unregister("pending")
        self.count += len(self._pending)
        self._pending = []


def listed(found: list[Finding], path: Path) -> Path:
    """Refusals that fit into memory, as the same CSV."""
    return _written(([one[name] for name in checks.REFUSED] for one in found), path)


def _written(rows: Iterable[Sequence[object]], path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(checks.REFUSED)
        lines.writerows([row[0], *(_harmless(str(cell)) for cell in row[1:])] for row in rows)
    return path


def _names() -> str:
    return ", ".join(f'"{name}"' for name in checks.REFUSED)


def _harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) and not _is_number(text) else text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
