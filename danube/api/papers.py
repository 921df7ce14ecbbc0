"""Papers over HTTP: a region in brief, and several regions side by side, as PDF made on the spot."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response

from danube import regions, settings, texts
from danube.access import listening, reaching
from danube.api import answers, asked, data, declared
from danube.api.asked import Asked, Refused
from danube.exports import brief as briefs
from danube.exports import report as reports
from danube.exports import shelf
from danube.exports.shelf import Shelf

MEDIA_TYPE = "application/pdf"


@dataclass
class Press:
    """How many papers are made at once, and how many more may wait for a place, but not for ever.

    Who waits holds a thread that slides and votes need as well: therefore they are few.
    """

    places: int = 2
    waiting: int = 6
    patience: float = 20.0
    _free: threading.BoundedSemaphore = field(init=False)
    _queue: threading.BoundedSemaphore = field(init=False)

    def __post_init__(self) -> None:
        self._free = threading.BoundedSemaphore(self.places)
        self._queue = threading.BoundedSemaphore(self.places + self.waiting)

    @contextmanager
    def place(self) -> Iterator[None]:
        """A place at the press. Raises Refused (503) where too many wait, or none became free in time."""
        with _taken(self._queue, 0), _taken(self._free, self.patience):
            yield


@contextmanager
def _taken(places: threading.BoundedSemaphore, patience: float) -> Iterator[None]:
    if not places.acquire(timeout=patience):
        raise Refused("Many papers are being made right now; please ask again in a minute.", 503)
    try:
        yield
    finally:
        places.release()


PRESS = Press()


def brief(request: Request) -> Response:
    """A region in brief, for print: places, fields against peers, courses, pilots, gaps and sources."""
    choice = asked.read(request, *(name for name in declared.BRIEF if name != "region"))
    region = _known(request.path_params["region"])
    return _paper(
        request,
        choice,
        lambda figures, address: briefs.pdf(figures, region, address=address),
        lambda figures: briefs.file_name(figures, region),
    )


def report(request: Request) -> Response:
    """Two to eight regions side by side, for print: where they differ, their places, figures and courses."""
    choice = asked.read(request, *declared.REPORT)
    codes = [_known(code) for code in choice.many("regions")]
    fewest, most = reports.COMPARED
    if not fewest <= len(codes) <= most:
        raise Refused(f"The parameter 'regions' takes {fewest} to {most} regions, not {len(codes)}.")
    return _paper(
        request,
        choice,
        lambda figures, address: reports.pdf(figures, codes, address=address),
        lambda figures: reports.file_name(figures, codes),
    )


def _reached(request: Request) -> str:
    """Under which name others reach this server, asked from this machine perhaps: what the code leads to."""
    places = listening.places()
    return reaching.way(str(request.base_url), settings.read().allowed_hosts, places).origin


def _known(code: str) -> str:
    """The code itself, where a region is drawn by it at level 2."""
    if code not in regions.at_level(2):
        raise Refused(asked.unknown("region", code, regions.at_level(2)))
    return code


def _paper(
    request: Request, choice: Asked, made: Callable[[Shelf, str], bytes], named: Callable[[Shelf], str]
) -> Response:
    """The paper in the language and version asked for; whoever holds it already gets no second one."""
    texts.use(choice.one("lang", texts.LANGUAGES, default="en"))
    version, uploads = data.as_of(choice, "v"), not data.left_out(choice)

    def build() -> Response:
        with PRESS.place():
            figures = shelf.at(data.warehouse(), version, uploads)
            body = made(figures, _reached(request))
        headers = {
            "content-disposition": f'inline; filename="{named(figures)}"',
            "x-danube-version": str(version),
        }
        return Response(body, media_type=MEDIA_TYPE, headers=headers)

    return answers.tagged(request, version, build)
