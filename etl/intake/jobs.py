"""Work on a large file in a process of its own: started, watched, cancelled, and found again by its folder.

    order.json      what is to be done
    state.json      how far it is, written a few times a second
    lock            held by the process as long as it lives, whoever else comes or goes
    cancel          whoever works here stops when he sees it
    outcome-<key>   what came of it: a pickle that our own process wrote into our own folder
    storing.json    what was about to be stored, and after which version
    work/           the tables of the file as it was read last

The process outlives the page that started it and the server too; the lock is the operating system's, so
that no process which was killed can leave it behind.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import pickle
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any, Literal

from danube import incoming
from danube.settings import ROOT
from danube.texts import _
from etl.intake import landed

MOST = 20
"""Processes that may work or wait for their turn; one that waits has not imported what it works with."""

PATIENCE = {"examine": 2.0, "store": 30.0}
"""Seconds that a process has to stop by itself before it is ended: one that stores stands before its end."""


class Crowded(Exception):  # noqa: N818 (reads as what happened)
    """Too many wait: one sentence."""


End = Literal["report", "version", "refused", "cancelled", "failed"]


@dataclass(frozen=True)
class Order:
    """What is to be done with a file: `examine` or `store`, in which language, and all it depends on."""

    kind: str
    language: str
    given: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The same for the same order."""
        plain = json.dumps(asdict(self), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(plain.encode()).hexdigest()[:20]


@dataclass(frozen=True)
class State:
    """How far it is, 0 to 1, and what is being done, in the reader's language."""

    share: float = 0.0
    phrase: str = ""


@dataclass(frozen=True)
class Outcome:
    """How it ended: with a report, a version, or a sentence; `error` names the kind of refusal."""

    end: End
    sentence: str = ""
    error: str = ""
    value: Any = None


def start(folder: Path, order: Order) -> None:
    """Begins the work; nothing happens where the folder is busy. Raises Crowded where too many wait."""
    if crowd() >= MOST:
        raise Crowded(_("Too many large files wait to be read: try again in some minutes."))
    _let_go(folder)
    with _held(folder) as lock:
        if lock is None:
            return
        _clear(folder, order)
        _write(folder / "order.json", asdict(order))
        _write(folder / "state.json", asdict(State(0.0, _("Starting"))))
        _spawn(folder, lock)


def last(folder: Path) -> Order | None:
    """The order that was given last."""
    told = _read(folder / "order.json")
    return Order(**told) if told else None


def running(folder: Path) -> bool:
    """True while a process works in the folder."""
    lock = folder / "lock"
    if not lock.exists():
        return False
    with lock.open("rb") as opened:
        return not _locked(opened, fcntl.LOCK_SH)


def state(folder: Path) -> State:
    """How far it is."""
    told = _read(folder / "state.json")
    return State(**told) if told else State()


def outcome(folder: Path, order: Order) -> Outcome | None:
    """What came of this order; None while it runs and where it was never given."""
    busy, given = running(folder), last(folder)
    if (found := kept(folder, order.key)) or busy:
        return found
    return _silent(folder, order) if given and given.key == order.key else None


def _silent(folder: Path, order: Order) -> Outcome | None:
    """What came of an order whose process is gone; one that was killed too late to say so had stored."""
    if written(folder, order.key):
        return None
    if (ended := stored(folder, order)) is None:
        return died()
    finish(folder, order, ended)
    return ended


def stored(folder: Path, order: Order) -> Outcome | None:
    """The version that an order made before its process failed; None where it made none."""
    version = landed.version(folder) if order.kind == "store" else None
    return None if version is None else Outcome("version", value=version)


def kept(folder: Path, key: str) -> Outcome | None:
    """The outcome of the order of this key; None where there is none, or one of another release."""
    try:
        return Outcome(**pickle.loads(_outcome(folder, key).read_bytes()))  # noqa: S301 (our own file)
    except (FileNotFoundError, pickle.UnpicklingError, AttributeError, ImportError, TypeError, EOFError):
        return None


def written(folder: Path, key: str) -> int:
    """When the outcome was written, in nanoseconds; 0 where there is none."""
    try:
        return _outcome(folder, key).stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def _outcome(folder: Path, key: str) -> Path:
    return folder / f"outcome-{key}"


def died() -> Outcome:
    """What is said of a process that ended without a word."""
    return Outcome(
        "failed",
        _(
            "The process that worked on the file ended before its time, perhaps for want of memory. "
            "Nothing was stored by it: try again."
        ),
    )


def cancel(folder: Path) -> None:
    """Ends the work: asked first, then by force with all its processes; its tables go with it."""
    order = last(folder)
    if order is None or not running(folder):
        return
    (folder / "cancel").touch()
    _wait(folder, PATIENCE[order.kind])
    if running(folder):
        kill(folder)
    if outcome(folder, order) == died():
        finish(folder, order, Outcome("cancelled", _("Cancelled; nothing was stored.")))
    if order.kind == "examine":
        shutil.rmtree(folder / "work", ignore_errors=True)


def kill(folder: Path) -> None:
    """Ends the process and all of its own at once; the lock is held, so the number is still theirs."""
    with suppress(ProcessLookupError):
        os.killpg(int(_read(folder / "process.json")["id"]), signal.SIGKILL)
    _wait(folder, PATIENCE["store"])


def forget(folder: Path, order: Order) -> None:
    """The order as if it had never been given, so that it can be given again."""
    _outcome(folder, order.key).unlink(missing_ok=True)
    (folder / "order.json").unlink(missing_ok=True)


def finish(folder: Path, order: Order, outcome: Outcome) -> None:
    """Notes what came of it, whole or not at all."""
    _replace(_outcome(folder, order.key), pickle.dumps(vars(outcome)))


def tell(folder: Path, state: State) -> None:
    """Notes how far it is."""
    _write(folder / "state.json", asdict(state))


def cancelled(folder: Path) -> bool:
    """True where the work is to stop: somebody said so, or the file is gone."""
    return (folder / "cancel").exists() or not (folder / "order.json").exists()


def crowd() -> int:
    """How many processes work or wait."""
    return sum(running(lock.parent) for lock in incoming.folder().glob("*/lock"))


def _let_go(folder: Path) -> None:
    """A process that has left its outcome goes at once: what comes next waits for that."""
    before = last(folder)
    if before and written(folder, before.key):
        _wait(folder, PATIENCE["store"])


def _wait(folder: Path, seconds: float) -> None:
    """Until nobody works in the folder, or so long."""
    deadline = time.monotonic() + seconds
    while running(folder) and time.monotonic() < deadline:
        time.sleep(0.02)


@contextmanager
def _held(folder: Path) -> Iterator[IO[bytes] | None]:
    """The folder's lock, None where another has it; a process that is given it keeps it."""
    with (folder / "lock").open("wb") as opened:
        yield opened if _locked(opened, fcntl.LOCK_EX) else None


def _locked(opened: IO[bytes], how: int) -> bool:
    try:
        fcntl.flock(opened, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _spawn(folder: Path, lock: IO[bytes]) -> None:
    """A process in a session of its own, which holds the lock from its first moment; a thread buries it."""
    command = [sys.executable, "-m", "etl.intake.apart", str(folder)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603 (our own program)
            command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            pass_fds=[lock.fileno()], start_new_session=True,
        )  # fmt: skip
    _write(folder / "process.json", {"id": process.pid})
    threading.Thread(target=process.wait, name="burial", daemon=True).start()


def _clear(folder: Path, order: Order) -> None:
    for told in ("cancel", landed.NOTE):
        (folder / told).unlink(missing_ok=True)
    for old in folder.glob("outcome-*" if order.kind == "examine" else f"outcome-{order.key}"):
        old.unlink(missing_ok=True)
    if order.kind == "examine":
        shutil.rmtree(folder / "work", ignore_errors=True)


def _read(path: Path) -> dict[str, Any]:
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return {}


def _write(path: Path, told: Mapping[str, Any]) -> None:
    _replace(path, json.dumps(told, ensure_ascii=False).encode())


def _replace(path: Path, body: bytes) -> None:
    """A reader sees the old or the new, never half of it."""
    beside = path.with_name(f".{path.name}-{os.getpid()}-{threading.get_ident()}")
    beside.write_bytes(body)
    beside.replace(path)
