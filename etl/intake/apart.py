"""The process that works on a large file: `python -m etl.intake.apart FOLDER`, started by `jobs.start`.

It waits for its turn, so that few large files are read at the same time; then it does what the order says
and leaves its outcome in the folder.
"""

from __future__ import annotations

import fcntl
import os
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from danube import incoming, settings, texts
from danube.texts import _
from etl.intake import jobs
from etl.intake.jobs import Order, Outcome, State

TURN = 0.3  # seconds between two looks whether it is our turn
PACE = 0.2  # seconds between two notes of how far it is
NICE = 5  # the pages go first


class Stopped(Exception):  # noqa: N818 (reads as what happened)
    """Cancelled before the work began."""


class Telling:
    """How far the work is, noted a few times a second."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._next = 0.0
        self._phrase = ""

    def __call__(self, share: float, phrase: str) -> None:
        now = time.monotonic()
        if now >= self._next or phrase != self._phrase:
            jobs.tell(self.folder, State(min(max(share, 0.0), 1.0), phrase))
            self._next, self._phrase = now + PACE, phrase

    def cancelled(self) -> bool:
        """Asked by the work between two steps."""
        return jobs.cancelled(self.folder)


def main(folder: Path) -> int:
    """0 where there is an outcome."""
    order = jobs.last(folder)
    if order is None:
        return 2
    texts.use(order.language)
    os.nice(NICE)
    jobs.finish(folder, order, done(folder, order, Telling(folder)))
    return 0


def done(folder: Path, order: Order, telling: Telling) -> Outcome:
    """What came of it; whatever fails is an outcome too."""
    try:
        with turn(telling):
            from etl.intake import errands

            return errands.run(folder, order, telling)
    except Stopped:
        return Outcome("cancelled", _("Cancelled; nothing was stored."))
    except Exception:
        traceback.print_exc()
        failed = _("Something failed while the file was read; nothing was stored by it.")
        return jobs.stored(folder, order) or Outcome("failed", failed)


@contextmanager
def turn(telling: Telling) -> Iterator[None]:
    """Waits until fewer than `jobs` files are being read, by this server or another on the same folder."""
    while True:
        for number in range(max(settings.read().jobs, 1)):
            with (incoming.folder() / f".turn-{number}").open("wb") as opened:
                if _ours(opened):
                    yield
                    return
        if telling.cancelled():
            raise Stopped
        telling(0.0, _("Another large file is being read; this one waits for its turn."))
        time.sleep(TURN)


def _ours(opened: IO[bytes]) -> bool:
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


if __name__ == "__main__":
    ended = main(Path(sys.argv[1]))
    sys.stderr.flush()
    os._exit(ended)  # at once: what was read is given back by the system
