"""The warehouse as DuckDB files in one folder: nothing to install, one writer at a time.

A write: take the lock between processes; copy the file of the current version to `….part`; change the
copy in one transaction; sync it to the disk; give it its own name `warehouse-<n>.duckdb`; and only then
move the pointer `warehouse.current`. A writer that dies before the last step leaves nothing that anyone
reads, and its lock goes with it. A file, once named, never changes, so readers take no lock and wait for
nobody. Files that the pointer left behind are swept by later writers; Linux keeps an open one alive.
The figures of a large upload stay a file of their own (`danube.store.kept`), synced before the version that
names it.
"""

from __future__ import annotations

import os
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import duckdb
from duckdb import DuckDBPyConnection
from filelock import FileLock, Timeout

from danube.store import kept, readers, schema
from danube.store.errors import StoreError, spoken
from danube.texts import _, number

T = TypeVar("T")
POINTER = "warehouse.current"
WAIT_SECONDS = 120.0
KEPT_FILES = 3
KEPT_SECONDS = 300.0
OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


class Files:
    """Immutable version files, a pointer to the newest and a lock for writers, all in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._guard = threading.Lock()
        self._open: tuple[str, DuckDBPyConnection, list[tuple[int, str]]] | None = None

    @contextmanager
    def reading(self) -> Iterator[DuckDBPyConnection]:
        """A cursor on the newest version; the connection behind it is opened once per version."""
        with spoken(self._name()):
            with self._guard:
                connection, loads = self._connection()
                cursor = connection.cursor()
            try:
                if loads:
                    kept.show(cursor, self._folder, loads)
                yield cursor
            finally:
                cursor.close()

    def writing(self, change: Callable[[DuckDBPyConnection], T]) -> T:
        """Runs `change` on a copy in one transaction and publishes the copy as the next version."""
        with spoken(self._name()), self._locked():
            self._sweep()
            try:
                part = self._copy()
                before, after, result = _changed(part, change)
                if after > before:
                    self._publish(part, after)
            finally:
                self._sweep_parts()
            return result

    def keep(self, path: Path, load: int) -> str:
        """Copies the file to those of this warehouse, for a load that is being written; its name there."""
        name = kept.name(load)
        shutil.copyfile(path, self._folder / name)
        _sync(self._folder / name)
        return name

    def close(self) -> None:
        """Lets go of the open file; the next reading opens it again."""
        with self._guard:
            if self._open:
                self._open[1].close()
            self._open = None

    def _connection(self) -> tuple[DuckDBPyConnection, list[tuple[int, str]]]:
        """The newest version, and the loads of it that are files of their own."""
        for attempt in range(5):
            name = self._pointed()
            if self._open and self._open[0] == name:
                return self._open[1:]
            try:
                fresh = _open(self._folder / name) if name else _empty()
            except duckdb.IOException:
                if attempt == 4:
                    raise
                time.sleep(0.02)  # swept between the two readings of a very old pointer: read it again
                continue
            # the old one is not closed: that would cut off its cursors at work
            self._open = name, fresh, kept.entered(fresh)
            return self._open[1:]
        raise AssertionError("unreachable")

    def _name(self) -> str:
        return _("The warehouse in {folder}", folder=self._folder)

    def _pointed(self) -> str:
        try:
            return (self._folder / POINTER).read_text().strip()
        except FileNotFoundError:
            return ""

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self._folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self._folder / "warehouse.lock", timeout=WAIT_SECONDS)
        try:
            lock.acquire()
        except Timeout:
            raise StoreError(
                _(
                    "Another process has been writing to {folder} for {seconds} seconds; try again when it "
                    "is done.",
                    folder=self._folder,
                    seconds=number(WAIT_SECONDS, 0),
                )
            ) from None
        try:
            yield
        finally:
            lock.release()

    def _copy(self) -> Path:
        name = self._pointed()
        part = self._folder / "warehouse.part"
        if name and not (self._folder / name).exists():
            raise StoreError(
                _(
                    "{file} is missing although {pointer} names it: put it back, or delete {pointer} and run "
                    "`python -m etl build`.",
                    file=self._folder / name,
                    pointer=POINTER,
                )
            )
        if name:
            shutil.copyfile(self._folder / name, part)
        return part

    def _publish(self, part: Path, version: int) -> None:
        name = f"warehouse-{version}.duckdb"
        _sync(part)
        part.replace(self._folder / name)
        pointer = self._folder / f"{POINTER}.part"
        pointer.write_text(f"{name}\n")
        _sync(pointer)
        _sync(self._folder)
        pointer.replace(self._folder / POINTER)
        _sync(self._folder)

    def _sweep_parts(self) -> None:
        """Removes what a killed or refused writer left: nobody else works on it while we hold the lock."""
        current = _number(self._pointed())
        for path in self._folder.glob("figures-*.parquet"):
            if _number(path.name) > current:
                path.unlink(missing_ok=True)
        for leftover in self._folder.glob("warehouse*.part*"):
            if leftover.is_dir():  # what DuckDB put aside while it sorted
                shutil.rmtree(leftover, ignore_errors=True)
            else:
                leftover.unlink(missing_ok=True)

    def _sweep(self) -> None:
        """Removes the files of versions long gone, and those that were never pointed at."""
        self._sweep_parts()
        current = _number(self._pointed())
        versions = sorted(self._folder.glob("warehouse-*.duckdb"), key=lambda path: _number(path.name))
        kept = [path for path in versions if _number(path.name) <= current][-KEPT_FILES:]
        for path in versions:
            if path not in kept and _unneeded(path, current):
                path.unlink(missing_ok=True)


def _changed(part: Path, change: Callable[[DuckDBPyConnection], T]) -> tuple[int, int, T]:
    connection = duckdb.connect(part, config=OFFLINE)
    try:
        connection.begin()
        schema.create(connection)
        before = readers.latest(connection)
        result = change(connection)
        after = readers.latest(connection)
        connection.commit()
        connection.execute("CHECKPOINT")
    finally:
        connection.close()
    return before, after, result


def _open(path: Path) -> DuckDBPyConnection:
    return duckdb.connect(path, read_only=True, config=OFFLINE)


def _empty() -> DuckDBPyConnection:
    connection = duckdb.connect(config=OFFLINE)
    schema.create(connection)
    return connection


def _number(name: str) -> int:
    found = re.search(r"-(\d+)\.(duckdb|parquet)$", name)
    return int(found[1]) if found else 0


def _unneeded(path: Path, current: int) -> bool:
    return _number(path.name) > current or time.time() - path.stat().st_mtime > KEPT_SECONDS


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
