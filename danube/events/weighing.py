"""What the points of a room make of the index: a scenario of its own, with an address like any other."""

from __future__ import annotations

from danube.benchmark.recipe import Recipe
from danube.events.deck import Poll, View
from danube.events.tally import Tally, aimed


def scenario(tally: Tally, poll: Poll) -> Recipe | None:
    """The index of the indicators that were given points, weighed by them; None without any such point."""
    points = {key: given for key, given in aimed(tally, poll).items() if given}
    return Recipe(tuple(points), weights=points, weighting="own") if points else None


def view(tally: Tally, poll: Poll) -> View | None:
    """The map of that index, as a presenter may show it outside the script."""
    weighed = scenario(tally, poll)
    return None if weighed is None else View("index", {**weighed.as_query(), "part": "map"})
