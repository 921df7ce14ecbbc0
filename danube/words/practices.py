"""Good practices in words."""

from __future__ import annotations

from collections.abc import Sequence

from danube import texts
from danube.catalogue.programme.actions import TRANSITIONS
from danube.catalogue.programme.columns import CLUSTERS
from danube.programme.practices import Practice
from danube.texts import _, n_
from danube.words import programme as words


def answer(shown: Sequence[Practice], known: int) -> str:
    """How many practices there are, and how many of them somebody took up."""
    if not known:
        return _("The register holds no good practice yet.")
    taken = sum(bool(one.users) for one in shown)
    abroad = sum(one.inside is False for one in shown)
    found = n_(
        "{count} good practice of {all} fits the choice",
        "{count} good practices of {all} fit the choice",
        len(shown),
        all=texts.number(known, 0),
    )
    if not shown:
        return f"{found}."
    return _(
        "{found}; {taken} were taken up elsewhere, {abroad} come from outside the Danube Region.",
        found=found,
        taken=texts.number(taken, 0),
        abroad=texts.number(abroad, 0),
    )


def place(one: Practice) -> str:
    """Where it is from, and that it is from outside the Danube Region."""
    told = words.place(one.row)
    return f"{told}, {_('outside the Danube Region')}" if one.inside is False else told


def tags(one: Practice) -> list[str]:
    """Its cluster and its parts of the twin transition, as far as somebody said them."""
    cluster = [_(CLUSTERS[one.row["cluster"]])] if one.row["cluster"] in CLUSTERS else []
    return [*cluster, *(_(TRANSITIONS[name]) for name in one.transition if name in TRANSITIONS)]
