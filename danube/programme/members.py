"""Who belongs together and through what: projects, clusters, groups, pilots, practices that were handed on.

One row per membership. A body (a project, a pilot …) ties all of its members to each other. Rows without an
organisation are places: towns that a document lists for a project, or the region where a pilot stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

import pandas as pd

from danube import regions
from danube.catalogue.programme.clusters import BUSINESSES
from danube.programme import places
from danube.programme.register import Register, parts, records

ON_PAPER = ("project", "cluster")
"""Kinds of bodies whose members stand in one list; nothing is thereby known to be done by two of them."""

AGAIN = "again"
"""Role of who takes over what others have: tied to these, not to others who take it over as well."""

TOGETHER = ("group", "pilot", "practice")
"""Kinds of bodies that are something done: a discovery group, a pilot, a practice that was taken up."""

KINDS = (*ON_PAPER, *TOGETHER)
SIDES = {**dict.fromkeys(BUSINESSES, "business"), "cluster": ""}
"""Kind of a member of a cluster → its side of the quadruple helix, where the two words differ."""

LEVELS = ("organisation", "site", "country")
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Member:
    """One membership.

    kind, body: what of, and its id; name: of the body, empty where the reader is told by its id; project,
    cluster: of the body, empty where it has none; organisation: empty for a place; site: the NUTS 2 region,
    or the country where no finer place is known; town: empty where none is named; helix: empty where no
    document tells it; role; document: ids.
    """

    kind: str
    body: str
    name: str
    project: str
    cluster: str
    organisation: str
    site: str
    country: str
    town: str
    helix: str
    role: str
    document: str


COLUMNS = tuple(one.name for one in fields(Member))


@dataclass(frozen=True, slots=True)
class _Body:
    kind: str
    body: str
    name: str = ""
    project: str = ""
    cluster: str = ""


def members(register: Register) -> pd.DataFrame:
    """Every membership that the register holds, a row each with the columns of `Member`."""
    homes = {row["id"]: row for row in records(places.settled(register.table("organisation")))}
    found = dict.fromkeys(member for source in _SOURCES for member in source(register, homes))
    return pd.DataFrame(list(found), columns=list(COLUMNS), dtype=object)


def site_of(region: str, country: str) -> str:
    """The NUTS 2 region of a code, else its country: a coarser unit is no place.

    Moldova is both, since it has no finer units.
    """
    known = regions.load().get(region)
    if known is None:
        return country
    fine = set(regions.at_level(2))
    return next((code for code in (region, *regions.ancestors(region)) if code in fine), known.country)


def inside(site: str) -> bool | None:
    """Whether a site lies in the Danube Region; None for a country of which only a part does."""
    return places.inside(site, site[:2]) if site in regions.load() else False


def exact(site: str) -> bool:
    """True where the site is a region, not a whole country for want of a finer place."""
    return site in regions.at_level(2)


def at(rows: pd.DataFrame, level: str) -> pd.DataFrame:
    """The memberships with the node that each stands for at a level, in `node`; rows without one fall out.

    At the level of sites an organisation whose region no document tells is taken to be at one of the towns
    that its project lists for its country, where there are any: these stand for it already.
    """
    nodes = rows.assign(node=rows[level])
    if level == "site":
        fine = rows["site"].map(exact).astype(bool)
        listed = set(zip(*_pair(rows[fine & (rows["organisation"] == "")]), strict=True))
        stands = [pair in listed for pair in zip(*_pair(rows), strict=True)]
        nodes = nodes[fine | ~pd.Series(stands, index=rows.index, dtype=bool)]
    return nodes[nodes["node"] != ""].reset_index(drop=True)


def _pair(rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    return rows["body"], rows["country"]


def _of_organisation(body: _Body, row: Row, home: Row | None, organisation: str) -> Iterator[Member]:
    if home is not None:
        site = site_of(home["region"], home["country"])
        yield _member(body, row, organisation, site, home["country"], home["town"], home["kind"])


def _of_place(body: _Body, row: Row) -> Iterator[Member]:
    country = row["country"] if "country" in row else regions.country_of(row["region"])
    if country:
        region = row["region"] or places.region_of(row.get("town", ""), country)
        yield _member(body, row, "", site_of(region, country), country, row.get("town", ""), "")


def _member(
    body: _Body, row: Row, organisation: str, site: str, country: str, town: str, helix: str
) -> Member:
    return Member(
        kind=body.kind,
        body=body.body,
        name=body.name,
        project=body.project,
        cluster=body.cluster,
        organisation=organisation,
        site=site,
        country=country,
        town=town,
        helix=helix,
        role=str(row.get("role", "")),
        document=row["document"],
    )


Homes = Mapping[str, Row]


def _projects(register: Register, homes: Homes) -> Iterator[Member]:
    names = {row["id"]: row["name"] for row in register.rows("project")}
    for row in register.rows("partnership"):
        body = _Body("project", row["project"], names.get(row["project"], ""), row["project"])
        yield from _of_organisation(body, row, homes.get(row["organisation"]), row["organisation"])
    for row in register.rows("place"):
        yield from _of_place(
            _Body("project", row["project"], names.get(row["project"], ""), row["project"]), row
        )


def _clusters(register: Register, homes: Homes) -> Iterator[Member]:
    for row in register.rows("cluster_member"):
        body = _Body("cluster", row["cluster"], row["cluster"])
        home = homes.get(row["organisation"])
        if home is not None:
            yield from _of_organisation(body, row, home, row["organisation"])
        else:
            site = site_of(row["region"] or places.region_of(row["town"], row["country"]), row["country"])
            helix = SIDES.get(row["kind"], row["kind"])
            yield _member(body, row, row["name"], site, row["country"], row["town"], helix)


def _groups(register: Register, homes: Homes) -> Iterator[Member]:
    bodies = {}
    for row in register.rows("discovery_group"):
        bodies[row["id"]] = _Body("group", row["id"], row["name"] or row["town"], row["project"])
        yield from _of_place(bodies[row["id"]], row)
    for row in register.rows("stakeholder"):
        if row["group"] in bodies:
            home = homes.get(row["organisation"])
            yield from _of_organisation(bodies[row["group"]], row, home, row["organisation"])


def _pilots(register: Register, homes: Homes) -> Iterator[Member]:
    bodies = {}
    for row in register.rows("pilot"):
        bodies[row["id"]] = _Body("pilot", row["id"], row["name"], row["project"], row["cluster"])
        yield from _of_place(bodies[row["id"]], row)
        yield from _of_organisation(bodies[row["id"]], row, homes.get(row["lead"]), row["lead"])
    for name in ("pilot_partner", "validation", "replication"):
        for row in register.rows(name):
            if row["pilot"] not in bodies:
                continue
            body, told = bodies[row["pilot"]], row | ({"role": AGAIN} if name == "replication" else {})
            yield from _of_organisation(body, told, homes.get(row["organisation"]), row["organisation"])
            if name == "replication":
                yield from _of_place(body, told)


def _practices(register: Register, homes: Homes) -> Iterator[Member]:
    """A practice ties where it comes from to each plan that took it up."""
    plans = {row["id"]: row for row in register.rows("action_plan")}
    for row in register.rows("good_practice"):
        taken = [plans[one] for one in parts(row["inspires"]) if one in plans]
        body = _Body("practice", row["id"], row["name"], row["project"], row["cluster"])
        yield from _of_place(body, row | {"role": "source"}) if taken else ()
        for plan in taken:
            told = plan | {"role": AGAIN, "document": row["document"]}
            home = homes.get(plan["organisation"])
            yield from (
                _of_place(body, told) if home is None else _of_organisation(body, told, home, home["id"])
            )


_SOURCES: tuple[Callable[[Register, Homes], Iterator[Member]], ...] = (
    _projects,
    _clusters,
    _groups,
    _pilots,
    _practices,
)
