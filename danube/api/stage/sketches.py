"""Slides drawn for the desk and the kiosk alone: what phones are not shown yet, and what needs no room."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from html import escape

from danube import texts
from danube.api import data
from danube.api.asked import Refused
from danube.api.live import fragments
from danube.api.live.shown import Part, Plan, drawn
from danube.api.prepared import IMMUTABLE, Asset, compressed
from danube.events.deck import View, spoken
from danube.events.scene import Scene
from danube.events.scenes import SceneError
from danube.regions import load as every_region
from danube.texts import _

KEPT = 160
MEDIA = "text/html; charset=utf-8"
Drawing = Callable[[], Scene]


@dataclass(frozen=True)
class Sketch:
    """A finished fragment, and the title that stands in it."""

    title: str
    asset: Asset


class Sketches:
    """Finished fragments by what they are drawn from, the latest used of them."""

    def __init__(self, kept: int = KEPT) -> None:
        self._most = kept
        self._kept: OrderedDict[tuple[object, ...], Sketch] = OrderedDict()
        self._guard = threading.Lock()

    def slide(self, plan: Plan, place: int, language: str) -> Sketch:
        """The slide at a place of the deck; what cannot be drawn says why in its stead."""
        slide = plan.deck.slides[place]

        def draw() -> Scene:
            try:
                return drawn(data.warehouse(), plan.deck, Part(slide), language, "light")
            except SceneError as problem:
                return Scene(spoken(slide.title, language) or slide.id, body=str(problem))

        return self._sketch((plan.digests[place], language), slide.id, draw, language)

    def region(self, plan: Plan, code: str, language: str) -> Sketch:
        """The profile of a region at the deck's version. Raises Refused where there is none."""
        return self.view(plan, profile(code), language)

    def view(self, plan: Plan, view: View, language: str) -> Sketch:
        """A view of the figures at the deck's version. Raises Refused where it cannot be drawn."""

        def draw() -> Scene:
            try:
                return drawn(data.warehouse(), plan.deck, Part(view=view), language, "light")
            except SceneError as problem:
                raise Refused(str(problem), 404) from None

        key = (plan.deck.version, plan.deck.uploads, view.page, *sorted(view.choices.items()), language)
        return self._sketch(key, view.page, draw, language)

    def _sketch(self, key: tuple[object, ...], name: str, draw: Drawing, language: str) -> Sketch:
        with self._guard:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        scene = draw()
        made = Sketch(scene.title, compressed(_dated(scene, name, language).encode(), MEDIA, IMMUTABLE))
        with self._guard:
            self._kept[key] = made
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made


def profile(code: str) -> View:
    """The profile of a region as a view. Raises Refused for a code that is none."""
    if code not in every_region():
        raise Refused(_("There is no region {code} in this study.", code=code[:20]), 404)
    return View("region", {"region": code})


def _dated(scene: Scene, name: str, language: str) -> str:
    """The article, and the years of its figures for a page that always shows them."""
    texts.use(language)
    return f'<div data-dated="{escape(scene.dated)}">{fragments.article(scene, name)}</div>'


@cache
def sketches() -> Sketches:
    """Those of this process."""
    return Sketches()
