"""What waits: found by its id, discarded, swept when nobody touches it any more."""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from filelock import FileLock

from danube import settings
from danube.incoming.refused import MB

ID = re.compile(r"[0-9a-f]{32}")


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


def discard(id_: str) -> bool:
    """Removes the file and whatever was noted about it; False where there was none."""
    with alone():
        if find(id_) is None:
            return False
        gone = folder() / f".{id_}"
        (folder() / id_).rename(gone)
        shutil.rmtree(gone, ignore_errors=True)
    return True


def sweep(older_than: timedelta | None = None) -> int:
    """Removes what nobody touched for so long (a setting unless told) and what was left half; how many."""
    with alone():
        return swept(older_than or timedelta(days=settings.read().kept_days))


def room() -> int:
    """Bytes that may come now beside all that waits."""
    return max(settings.read().waiting * MB - waiting(), 0)


@contextmanager
def alone() -> Iterator[None]:
    """One at a time begins, leaves or sweeps, across all processes of the server."""
    home = folder()
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with FileLock(home / ".lock"):
        yield


def swept(older_than: timedelta) -> int:
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


def waiting() -> int:
    """Bytes of all that is here."""
    return sum(seen.st_size for seen in _files(folder()))


def _files(root: Path) -> Iterator[os.stat_result]:
    """What the system says of each file below; one that has gone meanwhile is passed over."""
    for place, _folders, names in os.walk(root):
        for name in names:
            with suppress(FileNotFoundError):
                yield (Path(place) / name).stat()
