"""What value chains withstand: who can stand in for whom, and what happens when one falls out.

Read from the members of clusters: what each can do, and on whom each says that it depends. Somebody can stand
in for another where both can do the same thing and it is within reach; a distance that nobody knows is out of
reach. Names that are no members themselves are known as suppliers alone: what they can do nobody has said,
so nobody can be named in their place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from danube.programme import situated
from danube.programme.register import Register, parts
from danube.programme.situated import Spot

REACH_KM = 300.0
"""Kilometres within which somebody can stand in, unless the reader says otherwise: a lorry's day."""

CAPABILITIES = ["capability", "suppliers", "regions", "concentration", "alone", "names"]
EXPOSED = ["name", "member", "dependants", "stopped", "lost"]


@dataclass(frozen=True)
class Member:
    """A member of one or several clusters; capabilities and suppliers as they were typed."""

    name: str
    clusters: tuple[str, ...]
    spot: Spot | None
    place: str
    capabilities: frozenset[str]
    suppliers: tuple[str, ...]


@dataclass(frozen=True)
class Hit:
    """Somebody who depends on one that fell out: who could stand in, and whether nobody can."""

    name: str
    through: str
    alternatives: tuple[str, ...]

    @property
    def stopped(self) -> bool:
        """True where nobody within reach can stand in."""
        return not self.alternatives


@dataclass(frozen=True)
class Fallout:
    """What happens when one falls out: capabilities that nobody else has, and who is hit, in turn."""

    name: str
    lost: tuple[str, ...]
    hits: tuple[Hit, ...]

    @property
    def stopped(self) -> tuple[str, ...]:
        """Those for whom nobody can stand in, directly or through others that stop."""
        return tuple(dict.fromkeys(hit.name for hit in self.hits if hit.stopped))


def members(register: Register, cluster: str = "") -> dict[str, Member]:
    """Name → member; one that belongs to several clusters is one. Clusters' own rows are left out."""
    found: dict[str, Member] = {}
    for row in register.rows("cluster_member"):
        if row["kind"] != "cluster":
            one = _member(row)
            found[one.name] = _both(found[one.name], one) if one.name in found else one
    return {name: one for name, one in found.items() if not cluster or cluster in one.clusters}


def _member(row: Mapping[str, str]) -> Member:
    place = row["region"] or row["country"]
    skills = frozenset(one.casefold() for one in parts(row["capabilities"]))
    return Member(row["name"], (row["cluster"],), situated.where(row), place, skills, parts(row["suppliers"]))


def _both(one: Member, other: Member) -> Member:
    return Member(
        one.name,
        tuple(dict.fromkeys((*one.clusters, *other.clusters))),
        one.spot or other.spot,
        one.place,
        one.capabilities | other.capabilities,
        tuple(dict.fromkeys((*one.suppliers, *other.suppliers))),
    )


def capabilities(known: Mapping[str, Member], reach: float = REACH_KM) -> pd.DataFrame:
    """One row per capability: suppliers, regions, concentration, alone, names; fewest suppliers first.

    concentration: sum of the squared shares of regions in its suppliers (Herfindahl 1950), 1 where all sit in
    one region; alone: how many of them have nobody within `reach` who can do the same.
    """
    rows = []
    for skill in sorted({skill for one in known.values() for skill in one.capabilities}):
        names = sorted(name for name, one in known.items() if skill in one.capabilities)
        alone = [name for name in names if not _near(known, known[name], names, {name}, reach)]
        places = [known[name].place for name in names]
        rows.append(
            (skill, len(names), len(set(places)), concentration(places), len(alone), "; ".join(names))
        )
    table = pd.DataFrame(rows, columns=CAPABILITIES)
    return table.sort_values(
        ["suppliers", "alone"], ascending=[True, False], kind="stable", ignore_index=True
    )


def concentration(places: Collection[str]) -> float:
    """Sum of the squared shares: 1 where all are the same, 1/n where n are equally common."""
    shares = pd.Series(list(places)).value_counts(normalize=True)
    return float((shares**2).sum())


def _near(
    known: Mapping[str, Member], around: Member, names: Iterable[str], without: Collection[str], reach: float
) -> list[str]:
    """Those of `names` within reach of somebody, without some."""
    found = []
    for name in names:
        if name not in without and name != around.name:
            away = situated.apart(around.spot, known[name].spot)
            if away is not None and away <= reach:
                found.append(name)
    return found


def falls(known: Mapping[str, Member], name: str, reach: float = REACH_KM) -> Fallout:
    """What happens when one falls out: whoever depends on it and finds nobody within reach stops as well."""
    fallen = {name}
    while True:
        hits = _hits(known, fallen, reach)
        stopped = {hit.name for hit in hits if hit.stopped} - fallen
        if not stopped:
            break
        fallen |= stopped
    own = known[name].capabilities if name in known else frozenset()
    others = {skill for other, one in known.items() if other != name for skill in one.capabilities}
    return Fallout(name, tuple(sorted(own - others)), tuple(hit for hit in hits if hit.name != name))


def _hits(known: Mapping[str, Member], fallen: Collection[str], reach: float) -> list[Hit]:
    """Everybody who depends on one that has fallen, with those who could stand in for it."""
    found = []
    for one in known.values():
        for supplier in one.suppliers:
            if supplier in fallen:
                skills = known[supplier].capabilities if supplier in known else frozenset()
                able = sorted(name for name, other in known.items() if skills & other.capabilities)
                found.append(Hit(one.name, supplier, tuple(_near(known, one, able, fallen, reach))))
    return found


def exposed(known: Mapping[str, Member], reach: float = REACH_KM) -> pd.DataFrame:
    """Single points of failure: one row for each whose loss stops somebody or takes a capability away.

    member: whether it is one itself; dependants: who names it as supplier; stopped, lost: how many stop when
    it falls out, and how many capabilities go. The gravest first.
    """
    names = dict.fromkeys([*known, *(supplier for one in known.values() for supplier in one.suppliers)])
    rows = []
    for name in names:
        fallout = falls(known, name, reach)
        direct = sum(name in one.suppliers for one in known.values())
        rows.append((name, name in known, direct, len(fallout.stopped), len(fallout.lost)))
    table = pd.DataFrame(rows, columns=EXPOSED)
    table = table[(table["stopped"] > 0) | (table["lost"] > 0)]
    return table.sort_values(["stopped", "lost", "name"], ascending=[False, False, True], ignore_index=True)
