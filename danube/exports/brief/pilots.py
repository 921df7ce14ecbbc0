"""What a brief says of the programme in a region: its pilots, and what else is aimed at it."""

from __future__ import annotations

from typing import Any

from danube import regions, texts
from danube.catalogue.programme.columns import CLUSTERS
from danube.exports.brief.sections import Section, shortened
from danube.exports.shelf import Shelf
from danube.programme import awaited, reach, stages
from danube.programme.reach import Action
from danube.programme.register import records
from danube.texts import _, n_
from danube.words import pilots, programme
from danube.words import reach as wording

NAMED = 4
"""Pilots, and other actions, that are named; the others are counted."""


def there(shelf: Shelf, region: str) -> Section:
    """The pilots of the region with their stage, or a sentence that there is none; other actions too."""
    stood = [one for one in _standings(shelf) if _touches(str(one.pilot["region"]), region)]
    return {
        "rows": [_pilot(one) for one in stood[:NAMED]],
        "more": _more(len(stood)),
        "nothing": _nothing(shelf, region),
        "actions": _actions(shelf, region),
    }


def _standings(shelf: Shelf) -> tuple[stages.Standing, ...]:
    return shelf.kept.of(("stages", texts.language()), lambda: stages.of(shelf.register, shelf.measurements))


def _touches(unit: str, region: str) -> bool:
    """True where a pilot lies in the region, or is one of a larger unit around it."""
    return unit in (region, *regions.ancestors(region)) or (
        unit in regions.load() and region in regions.ancestors(unit)
    )


def _pilot(one: stages.Standing) -> list[str]:
    """Name, and where it stands."""
    row: dict[str, Any] = dict(one.pilot)
    cluster = _(CLUSTERS[row["cluster"]]) if row["cluster"] else _("no cluster named")
    said = _(
        "{place}; {cluster}. Stage: {stage}.",
        place=programme.place(row), cluster=cluster, stage=_(stages.LABELS[one.stage]),
    )  # fmt: skip
    return [shortened(str(row["name"])), said]


def _more(count: int) -> str:
    rest = count - NAMED
    return n_("{count} more", "{count} more", rest) if rest > 0 else ""


def _nothing(shelf: Shelf, region: str) -> str:
    """That no pilot lies here; where the register holds none at all, what is promised."""
    if not len(shelf.register.table("pilot")):
        return pilots.nothing(awaited.awaited(shelf.register))
    return _("No pilot is recorded in {region}.", region=regions.name(region))


def _actions(shelf: Shelf, region: str) -> Section:
    """Action plans and policy instruments that cover the region."""
    every = shelf.kept.of(("actions",), lambda: reach.actions(shelf.register, shelf.measurements))
    found = [one for one in every if one.kind != "pilot" and region in one.units]
    named = {row["id"]: str(row["name"]) for row in records(shelf.register.table("project"))}
    return {"rows": [_action(one, named) for one in found[:NAMED]], "more": _more(len(found))}


def _action(one: Action, projects: dict[str, str]) -> list[str]:
    """Name, and of which kind and project it is."""
    kind = _(wording.KINDS[one.kind])
    project = projects.get(one.project, one.project)
    whose = f"{kind}, {project}" if project else kind
    return [shortened(one.name), whose]
