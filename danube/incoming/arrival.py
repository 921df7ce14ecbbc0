"""How a file comes in: whole or not at all, and within its limits."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType

from danube import settings
from danube.incoming.naming import cleaned
from danube.incoming.refused import MB, NoRoom, NotKept, TooLarge, disk, full, no_room, too_large
from danube.incoming.waiting import Incoming, alone, folder, swept, waiting
from danube.texts import _

STEP = 16 * MB
"""So many bytes are written between two looks at how much is waiting in all."""


def keep(name: str, chunks: Iterable[bytes]) -> Incoming:
    """The file made of these chunks, kept; raises NotKept and leaves nothing where it cannot be."""
    with Arrival(name) as arrival:
        for chunk in chunks:
            arrival.write(chunk)
        return arrival.finish()


class Arrival:
    """A file on its way in: write it piece by piece, then finish; leaving the `with` sooner leaves nothing.

    The content is locked as long as it is written: what is not locked belongs to nobody and is swept.
    Raises NotKept. `said` is the size that the sender announces, refused before anything is written.
    """

    def __init__(self, name: str, said: int = 0) -> None:
        self.name, self.id, self.size = cleaned(name), secrets.token_hex(16), 0
        chosen = settings.read()
        self._largest, self._most = chosen.largest * MB, chosen.waiting * MB
        self._folder = folder() / f".{self.id}"
        self._hash = hashlib.sha256()
        self._looked = 0
        self._measure(said)
        with disk(self.name), alone():
            swept(timedelta(days=chosen.kept_days))
            self._look(said)
            self._folder.mkdir(mode=0o700)
            self._file = (self._folder / "content").open("xb", buffering=0)
            fcntl.flock(self._file, fcntl.LOCK_EX)

    def __enter__(self) -> Arrival:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def write(self, piece: bytes) -> None:
        """Takes the next bytes, which are on their way to the disk when this returns."""
        self.size += len(piece)
        self._measure(self.size)
        with disk(self.name):
            rest = memoryview(piece)
            while rest:
                rest = rest[self._file.write(rest) :]
        self._hash.update(piece)
        if self.size - self._looked >= STEP:
            self._look()

    def finish(self) -> Incoming:
        """The file as it waits now, safely on the disk; raises NotKept where nothing came."""
        if not self.size:
            raise NotKept(_("{name} is empty: there is nothing in it to read.", name=self.name))
        self._look()
        at, sha256 = datetime.now(UTC), self._hash.hexdigest()
        told = {"name": self.name, "size": self.size, "sha256": sha256, "at": at.isoformat()}
        home = folder() / self.id
        with disk(self.name):
            os.fsync(self._file.fileno())
            _write_through(self._folder / "about.json", json.dumps(told))
            self._folder.rename(home)
            _settle(home.parent)
        return Incoming(self.id, self.name, home / "content", self.size, sha256, at)

    def _measure(self, size: int) -> None:
        if size > self._largest:
            raise TooLarge(too_large(self.name))

    def _look(self, more: int = 0) -> None:
        """Raises NoRoom where all that waits, and what is still to come, is more than may wait."""
        self._looked = self.size
        if waiting() + more > self._most:
            raise NoRoom(no_room(self.name))
        if more > shutil.disk_usage(folder()).free:
            raise NoRoom(full(self.name))


def _write_through(path: Path, text: str) -> None:
    with path.open("x", encoding="utf-8") as opened:
        opened.write(text)
        opened.flush()
        os.fsync(opened.fileno())
    _settle(path.parent)


def _settle(directory: Path) -> None:
    """The names in a directory, safely on the disk."""
    opened = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
