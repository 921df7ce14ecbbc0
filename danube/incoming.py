"""Files that visitors brought, waiting to be read: a folder each, on disk and never in memory.

    var/incoming/<id>/content       the bytes as they came
    var/incoming/<id>/about.json    name, size, SHA-256, when
    var/incoming/.<id>/             on its way in, or out: nobody finds it, the next sweep removes it

The id is 128 bits of chance, and whoever has it may use the file. The name is for people to read and
never a path. What is found is whole: content and description are on the disk before the folder gets
its name.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import json
import os
import re
import secrets
import shutil
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType

from filelock import FileLock

from danube import settings
from danube.texts import _, number

MB = 1_000_000
STEP = 16 * MB
"""So many bytes are written between two looks at how much is waiting in all."""

LONGEST = 120
"""Characters of a name, its ending included."""

ID = re.compile(r"[0-9a-f]{32}")
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class NotKept(Exception):  # noqa: N818 (reads as what happened)
    """Why a file was not kept, in one sentence; nothing of it is left."""


class TooLarge(NotKept):
    """More bytes than a file may have."""


class NoRoom(NotKept):
    """The disk is full, or too much is waiting."""


@dataclass(frozen=True)
class Incoming:
    """A file that is here as a whole: `path` holds its `size` bytes, `name` is what its owner calls it."""

    id: str
    name: str
    path: Path
    size: int
    sha256: str
    at: datetime

    @property
    def folder(self) -> Path:
        """Where whatever belongs to this file is kept: it goes when the file goes."""
        return self.path.parent


def folder() -> Path:
    """The folder of all that waits."""
    return settings.read().var / "incoming"


def find(id_: str) -> Incoming | None:
    """The file of this id; None where there is none, or none any more."""
    if not ID.fullmatch(id_):
        return None
    about = folder() / id_ / "about.json"
    try:
        told = json.loads(about.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    at = datetime.fromisoformat(told["at"])
    return Incoming(id_, told["name"], about.with_name("content"), told["size"], told["sha256"], at)


def keep(name: str, chunks: Iterable[bytes]) -> Incoming:
    """The file made of these chunks, kept; raises NotKept and leaves nothing where it cannot be."""
    with Arrival(name) as arrival:
        for chunk in chunks:
            arrival.write(chunk)
        return arrival.finish()


def discard(id_: str) -> bool:
    """Removes the file and whatever was noted about it; False where there was none."""
    if find(id_) is None:
        return False
    with _alone():
        gone = folder() / f".{id_}"
        (folder() / id_).rename(gone)
        shutil.rmtree(gone, ignore_errors=True)
    return True


def sweep(older_than: timedelta | None = None) -> int:
    """Removes what nobody touched for so long (a setting unless told) and what was left half; how many."""
    with _alone():
        return _swept(older_than or timedelta(days=settings.read().kept_days))


def cleaned(name: str) -> str:
    """A name for people: its last part, without control and direction signs, at most LONGEST long."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(" " if sign.isspace() else sign for sign in last)
    seen = "".join(sign for sign in seen if not unicodedata.category(sign).startswith("C"))
    stem, dot, ending = " ".join(seen.split()).lstrip(".").rpartition(".")
    if not dot or len(ending) > 12:
        stem, ending = stem + dot + ending, ""
    tail = f".{ending}" if ending else ""
    return (stem[: LONGEST - len(tail)].strip() + tail).strip(". ") or "file"


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
        with _room(self.name), _alone():
            _swept(timedelta(days=chosen.kept_days))
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
        with _room(self.name):
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
        with _room(self.name):
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
        if _waiting() + more > self._most:
            raise NoRoom(no_room(self.name))
        if more > shutil.disk_usage(folder()).free:
            raise NoRoom(_full(self.name))


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


def room() -> int:
    """Bytes that may come now beside all that waits."""
    return max(settings.read().waiting * MB - _waiting(), 0)


def _full(name: str) -> str:
    return _(
        "The disk of the server is full, and nothing of {name} was kept: try again later, or tell whoever "
        "runs the server.",
        name=name,
    )


@contextmanager
def _room(name: str) -> Iterator[None]:
    """A disk that has no more room, as the sentence that says so."""
    try:
        yield
    except OSError as error:
        if error.errno not in FULL:
            raise
        raise NoRoom(_full(name)) from error


@contextmanager
def _alone() -> Iterator[None]:
    """One at a time begins, leaves or sweeps, across all processes of the server."""
    home = folder()
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with FileLock(home / ".lock"):
        yield


def _swept(older_than: timedelta) -> int:
    before = datetime.now(UTC).timestamp() - older_than.total_seconds()
    old = [one for one in folder().iterdir() if one.is_dir() and _left(one, before)]
    for one in old:
        shutil.rmtree(one, ignore_errors=True)
    return len(old)


def _left(one: Path, before: float) -> bool:
    """True for a folder that nobody writes into any more, or whose files are all older."""
    if one.name.startswith("."):
        return not _locked(one / "content")
    return max((seen.st_mtime for seen in _files(one)), default=0) < before


def _locked(content: Path) -> bool:
    if not content.is_file():
        return False
    with content.open("rb") as opened:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _waiting() -> int:
    """Bytes of all that is here."""
    return sum(seen.st_size for seen in _files(folder()))


def _files(root: Path) -> Iterator[os.stat_result]:
    """What the system says of each file below; one that has gone meanwhile is passed over."""
    for place, _folders, names in os.walk(root):
        for name in names:
            with suppress(FileNotFoundError):
                yield (Path(place) / name).stat()


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
