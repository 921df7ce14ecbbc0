"""The years that a view could show instead of its own: what the presenter's year buttons turn."""

from __future__ import annotations

from contextvars import copy_context
from dataclasses import replace
from typing import Any

from danube.api import data
from danube.api.asked import Refused
from danube.api.live.shown import Shown
from danube.events.deck import Deck, View
from danube.events.scenes import SceneError, shelf
from danube.events.scenes.asked import Asked
from danube.store import StoreError
from danube.texts import _

YEARLY = ("map", "ranking")
"""Pages that show one indicator in one year."""

Turned = tuple[list[str], str | None]
"""The years there are, and the one shown."""


def on_show(shown: Shown) -> View | None:
    """The view that the room sees; None on a slide of another kind."""
    return shown.state.detour or shown.deck.slides[shown.state.slide].view


def of(shown: Shown) -> dict[str, Any]:
    """`years` in rising order and the `year` shown; none where the view has no year."""
    view = on_show(shown)
    years, year = known(shown.deck, view) if view else ([], None)
    return {"years": years, "year": year}


def turned(shown: Shown, year: str) -> View:
    """The view of another year. Raises Refused where it has no figures."""
    view = on_show(shown)
    if view is None or year not in known(shown.deck, view)[0]:
        raise Refused(_("There are no figures of {year} for what is shown.", year=year[:20]), 409)
    return replace(view, choices={**view.choices, "year": year})


def known(deck: Deck, view: View) -> Turned:
    """The years of a view, read in a context of its own: the catalogue is the deck's version's."""
    return copy_context().run(_known, deck, view) if view.page in YEARLY else ([], None)


def _known(deck: Deck, view: View) -> Turned:
    try:
        asked = Asked(shelf.at(data.warehouse(), deck.version, deck.uploads), view.page, view.choices)
        block = asked.indicator()
        return asked.shelf.years(block.id)[0], asked.year(block)
    except (SceneError, StoreError):
        return [], None  # the slide itself says what is wrong with it
