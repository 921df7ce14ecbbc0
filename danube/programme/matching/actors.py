"""Who can be matched: organisations, clusters with their members, and regions, told in one shape.

An actor's key names where it comes from: `organisation:zeda`, `member:Clustero/Romanian Cluster Association`,
`region:RO42`. A member of a cluster that names its organisation is that organisation, with more known of it.
What it is called and does is in its words; texts of what it takes part in belong to the body (see `bodies`)
and count for it only while it does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from danube import regions
from danube.catalogue import priorities
from danube.catalogue.priorities import Priority
from danube.catalogue.programme.clusters import BUSINESSES
from danube.programme import places, situated
from danube.programme.register import Register, parts, records
from danube.programme.situated import Spot

SIDES = ("cluster", "business", "research", "public", "civil", "region", "")
"""What an actor is; empty where no document says it."""

SPOKEN = {
    "cluster": "cluster of companies",
    "business": "business firm",
    "research": "university research education",
    "public": "public authority region",
    "civil": "civil society",
}
"""The side in words, as a part of the text that is compared."""


@dataclass(frozen=True)
class Actor:
    """One who can be matched; `inside` tells whether it is of the Danube Region, None where nobody knows.

    `name` is empty where no document gives one.
    """

    key: str
    name: str
    side: str
    region: str
    country: str
    spot: Spot | None
    inside: bool | None
    words: str = ""
    capabilities: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    row: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)


def of(register: Register, listed: Iterable[Priority] | None = None) -> dict[str, Actor]:
    """Every actor by its key: organisations in the order of their names, members, then regions."""
    chosen = tuple(priorities.load() if listed is None else listed)
    named = records(places.settled(register.table("organisation")))
    known = {one.key: one for one in map(_organisation, named)}
    for row in records(places.settled(register.table("cluster_member"))):
        own, member = f"organisation:{row['organisation']}", _member(row)
        if own in known:
            known[own] = _joined(known[own], member)
        else:
            known[member.key] = member
    every = {**known, **{f"region:{code}": _region(code) for code in regions.at_level(2)}}
    return {key: _with_priorities(one, chosen) for key, one in every.items()}


def _organisation(row: Mapping[str, Any]) -> Actor:
    name = row["name"] or row["short"]
    words = " ".join((name, SPOKEN.get(row["kind"], "")))
    return Actor(
        f"organisation:{row['id']}", name, row["kind"], row["region"], row["country"], situated.where(row),
        _known(row["inside"]), words.strip(), documents=parts(row["document"]), row=row,
    )  # fmt: skip


def _member(row: Mapping[str, Any]) -> Actor:
    """A member of a cluster, or the cluster itself."""
    side = "business" if row["kind"] in BUSINESSES else row["kind"]
    skills, needs = parts(row["capabilities"]), parts(row["needs"])
    words = " ".join((row["name"], SPOKEN.get(side, ""), *skills, *needs))
    return Actor(
        f"member:{row['cluster']}/{row['name']}", row["name"], side, row["region"], row["country"],
        situated.where(row), _known(row["inside"]), words, skills, needs, parts(row["document"]), row,
    )  # fmt: skip


def _joined(one: Actor, member: Actor) -> Actor:
    """The organisation, with what is known of it as a member of a cluster."""
    return replace(
        one,
        side=member.side or one.side,
        words=f"{one.words} {member.words}",
        capabilities=member.capabilities,
        needs=member.needs,
        documents=tuple(dict.fromkeys((*one.documents, *member.documents))),
    )


def _region(code: str) -> Actor:
    country = regions.country_of(code)
    spot = situated.where({"region": code, "country": country})
    return Actor(f"region:{code}", regions.get(code).label, "region", code, country, spot, True)


def _with_priorities(one: Actor, listed: tuple[Priority, ...]) -> Actor:
    """What its region, and the country around it, chose to specialise in is part of its words."""
    home = one.region or one.country
    if home not in regions.load():
        return one
    around = {home, *regions.ancestors(home)}
    chosen = dict.fromkeys(priority.priority for priority in listed if priority.region in around)
    return replace(one, words=" ".join((one.words, *chosen)).strip())


def _known(value: Any) -> bool | None:
    """True, False, or None for a missing truth value."""
    return None if pd.isna(value) else bool(value)
