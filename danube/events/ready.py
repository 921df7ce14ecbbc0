"""Ready decks: made from the newest figures, in every language, and from then on an ordinary deck."""

from __future__ import annotations

from contextvars import copy_context

from danube import regions
from danube.events.deck import Deck, Slide, fresh
from danube.events.scenes import SceneError
from danube.events.stories import pictures, pilots, region, telling
from danube.exports import shelf
from danube.exports.shelf import Shelf
from danube.store import Warehouse
from danube.texts import N_, _

NAMES = {
    "ten-pictures": N_("The Danube Region in ten pictures"),
    "my-region": N_("My region in ten minutes"),
    "pilots": N_("Pilots so far"),
}
FIRST = "SK01"
"""The region of a deck that is made without one."""


def decks() -> dict[str, str]:
    """Id → name of every ready deck, in the reader's language."""
    return {key: _(name) for key, name in NAMES.items()}


def made(warehouse: Warehouse, key: str, region: str = "") -> Deck:
    """The deck of this id at the newest version; `region` is that of `my-region`.

    Raises SceneError for an id or region that there is not.
    """
    if key not in NAMES:
        raise SceneError(
            _("There is no ready deck “{key}”: choose {known}.", key=key[:60], known=", ".join(NAMES))
        )
    code = region or FIRST
    if code not in regions.at_level(2):
        raise SceneError(_("There is no region “{region}” on the map: choose one of it.", region=code[:60]))
    return copy_context().run(lambda: _made(warehouse, key, code))


def _made(warehouse: Warehouse, key: str, code: str) -> Deck:
    known = shelf.at(warehouse, warehouse.latest(), uploads=True)
    return Deck(fresh(), _named(key, code), known.version, tuple(_slides(known, key, code)))


def _slides(known: Shelf, key: str, code: str) -> list[Slide]:
    if key == "my-region":
        return region.slides(known, code)
    return pictures.slides(known) if key == "ten-pictures" else pilots.slides(known)


def _named(key: str, code: str) -> dict[str, str]:
    """The name of the deck; of a region's with the region."""
    if key != "my-region":
        return telling.everywhere(lambda: _(NAMES[key]), telling.LINE)
    return telling.everywhere(lambda: _("{region} in ten minutes", region=regions.name(code)), telling.LINE)
