"""Pieces of pages that were drawn, kept for everybody who asks: each is drawn once and compressed once."""

from __future__ import annotations

import asyncio
import base64
import logging
import re
from asyncio import Task
from collections import OrderedDict
from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import urlencode

from anyio import CapacityLimiter, to_thread

from danube import texts
from danube.api import data
from danube.api.asked import Refused
from danube.api.live import ballots, fragments, sizes
from danube.api.live.shown import Part, Shown, drawn
from danube.api.prepared import IMMUTABLE, Asset, compressed
from danube.events.deck import spoken
from danube.events.scene import Scene
from danube.events.scenes import SceneError
from danube.texts import _

LOG = logging.getLogger("danube.api")
KEPT = 240
"""Pieces that are kept: thirty slides in two languages and two themes, twice over."""

AGAIN = 5.0
"""Seconds after which a piece that could not be drawn is tried anew."""

AT_ONCE = 2
"""Pieces drawn at the same time: the rest of the server goes on."""

INLINE = re.compile(r"data:(?P<media>image/[a-z+]+);base64,(?P<body>[A-Za-z0-9+/=]*)")
HTML, SVG = "text/html; charset=utf-8", "image/svg+xml"
Asked = tuple[str, str, str, str]
"""Room, key, language, theme."""


@dataclass(frozen=True)
class Piece:
    """A scene, its HTML for phones and for screens (without a ballot, in full size), and its picture so.

    `lasting` is false where a reason stands in the place of the scene: nobody keeps that for long.
    """

    scene: Scene
    phone: Asset
    screen: Asset
    picture: Asset | None
    small: Asset | None
    lasting: bool = True


class Screens:
    """What was drawn lately. Lives in one event loop; the drawing itself is done in threads beside it."""

    def __init__(self) -> None:
        self._pieces: OrderedDict[Asked, Task[Piece]] = OrderedDict()
        self._limit: CapacityLimiter | None = None

    async def scene(self, shown: Shown, key: str, language: str, theme: str = "light") -> Scene:
        """The scene behind it. Raises Refused with 404 for what is not shown."""
        return (await self.piece(shown, key, language, theme)).scene

    async def piece(self, shown: Shown, key: str, language: str, theme: str = "light") -> Piece:
        """All of it. Raises Refused with 404 for what is not shown."""
        part = shown.parts.get(key)
        if part is None:
            raise Refused(_("This is not shown here now; load the page again."), 404)
        asked = (shown.code, key, language, theme)
        if asked not in self._pieces:
            self._pieces[asked] = asyncio.create_task(self._made(shown, part, asked))
        self._pieces.move_to_end(asked)
        while len(self._pieces) > KEPT:
            self._pieces.popitem(last=False)
        return await asyncio.shield(self._pieces[asked])

    async def _made(self, shown: Shown, part: Part, asked: Asked) -> Piece:
        self._limit = self._limit or CapacityLimiter(AT_ONCE)
        try:
            piece = await to_thread.run_sync(made, shown, part, asked, limiter=self._limit)
        except BaseException:
            self._pieces.pop(asked, None)  # the next one who asks tries again
            raise
        if not piece.lasting:
            asyncio.get_running_loop().call_later(AGAIN, self._pieces.pop, asked, None)
        return piece


def made(shown: Shown, part: Part, asked: Asked) -> Piece:
    """The piece, drawn now; of a scene that cannot be drawn the reason stands in its place."""
    code, key, language, theme = asked
    texts.use(language)
    scene, lasting = _scene(shown, part, language, theme)
    picture = _file(scene)
    small = sizes.for_phones(picture) if picture and not scene.svg else picture
    query = urlencode({"lang": language, "theme": theme})
    address = f"/live/{code}/picture/{key}?{query}" if picture and not scene.svg else ""
    full = f"{address}&as=screen" if address else ""
    screen = fragments.article(scene, part.name, picture=full)
    phone = _asking(scene, part) or fragments.article(scene, part.name, picture=address)
    near = IMMUTABLE if lasting else "no-store"
    return Piece(scene, _written(phone, near), _written(screen, near), picture, small, lasting)


def _scene(shown: Shown, part: Part, language: str, theme: str) -> tuple[Scene, bool]:
    """What is to be seen, and whether it lasts; whatever fails in it, the talk goes on."""
    try:
        return drawn(data.warehouse(), shown.deck, part, language, theme), True
    except SceneError as refused:
        return Scene(title=_title(part), body=str(refused)), False
    except Exception:
        LOG.exception("scene not drawn", extra={"room": shown.code, "part": part.name})
        sorry = _(
            "This picture cannot be drawn; the talk goes on. Whoever runs the server finds why in its log."
        )
        return Scene(title=_title(part), body=sorry), False


def _asking(scene: Scene, part: Part) -> str:
    """A poll that has no results to be seen, with its ballot, which says what the scene would say."""
    if part.slide is None or part.slide.poll is None or part.tally is not None:
        return ""
    asking = replace(scene, sentence=spoken(part.slide.sentence), body="")
    return fragments.article(asking, part.name, below=ballots.form(part.slide))


def _written(html: str, near: str) -> Asset:
    return compressed(html.encode(), HTML, near)


def _title(part: Part) -> str:
    return spoken(part.slide.title) if part.slide else ""


def _file(scene: Scene) -> Asset | None:
    if scene.svg:
        return compressed(scene.svg.encode(), SVG, IMMUTABLE)
    if found := INLINE.fullmatch(scene.picture):
        return Asset(base64.b64decode(found["body"]), found["media"], IMMUTABLE)
    return None


@cache
def screens() -> Screens:
    """Those of this process."""
    return Screens()
