"""Clusters and value chains in words."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from danube import regions, texts
from danube.programme.resilience import Fallout
from danube.texts import _, n_

NAMED = 4
"""Names in one sentence."""


def answer(table: pd.DataFrame, reach: float) -> str:
    """How many capabilities hang on one alone, and how many on somebody without a stand-in near."""
    if table.empty:
        return _("No member says what it can do: without capabilities nobody can be told to stand in.")
    sole, alone = int((table["suppliers"] == 1).sum()), int((table["alone"] == table["suppliers"]).sum())
    return _(
        "Of {all} capabilities {sole} are with one member alone; for {alone} nobody within {kilometres} km "
        "can stand in for another.",
        all=texts.number(len(table), 0),
        sole=texts.number(sole, 0),
        alone=texts.number(alone, 0),
        kilometres=texts.number(reach, 0),
    )


def years(first: str, last: str) -> str:
    """`2023 to 2024`, `2024`, or a dash."""
    if not first:
        return texts.MISSING
    return first if first == last else _("{first} to {last}", first=first, last=last)


def told(reporting: int, members: int) -> str:
    """`2 of 3`."""
    return _("{count} of {all}", count=texts.number(reporting, 0), all=texts.number(members, 0))


def cluster(name: str, places: Sequence[str]) -> str:
    """`Sensor Cluster, Zahodna Slovenija`: the name and the regions of its members."""
    return ", ".join([name, texts.listing([regions.name(code) for code in places])]).rstrip(", ")


def surroundings() -> str:
    """What the last column of the clusters says."""
    return _(
        "Turnover per person, and exports and R&D in % of turnover, are those of all members that gave the "
        "figures, large ones counting more. The last column is the benchmark's: how the regions do in "
        "research, people and digital life, in robust standard deviations from the Danube median."
    )


def fallout(found: Fallout) -> list[str]:
    """What is lost, who stops, and who can turn to somebody else."""
    lines = []
    if found.lost:
        lines.append(_("Nobody else can do: {skills}", skills=texts.listing(list(found.lost))))
    if found.stopped:
        lines.append(
            n_("{count} stops, in turn: {names}", "{count} stop, in turn: {names}", len(found.stopped),
               names=_few(found.stopped))
        )  # fmt: skip
    lines += [
        _("{name} can turn to {others} instead of {through}", name=hit.name, others=_few(hit.alternatives),
          through=hit.through)
        for hit in found.hits
        if not hit.stopped
    ]  # fmt: skip
    return lines or [_("Nobody depends on it, and others can do what it can")]


def _few(names: tuple[str, ...]) -> str:
    shown = list(names[:NAMED])
    if len(names) > NAMED:
        shown.append(n_("{count} more", "{count} more", len(names) - NAMED))
    return texts.listing(shown)
