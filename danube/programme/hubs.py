"""Which less developed hubs have a tie to an advanced one: the network beside the benchmark's scores.

A hub is a region of the study area where a document names a partner or a place. How far it is developed is
read from the performance group of its score (see `danube.benchmark.groups`): leaders are advanced, groups
below the typical region are less developed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import networkx as nx

from danube import regions
from danube.programme import members

CLASSES = ("less", "middle", "advanced", "unknown")
OF_GROUP = {"emerging": "less", "moderate": "less", "strong": "middle", "leader": "advanced"}


@dataclass(frozen=True, slots=True)
class Hub:
    """A hub and its ties, by site.

    kind: one of `CLASSES`, `unknown` where the benchmark has no score; listed: advanced hubs that stand in
    one list with it; together: advanced hubs with which something was done; others: sites that are not
    advanced hubs, or lie outside the Danube Region, with which something was done.
    """

    site: str
    kind: str
    listed: tuple[str, ...]
    together: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def tied(self) -> tuple[str, ...]:
        """Every advanced hub to which it has a tie of any sort."""
        return tuple(sorted({*self.listed, *self.together}))


def kind(site: str, groups: Mapping[str, str]) -> str:
    """How far a site is developed; `groups` maps scored regions to their performance group."""
    return OF_GROUP.get(groups.get(site, ""), "unknown")


def hubs(network: nx.Graph, groups: Mapping[str, str]) -> tuple[Hub, ...]:
    """The hubs of a network of sites, in the order of their codes; whole countries are none."""
    return tuple(
        _hub(network, site, groups) for site in network if members.exact(site) and members.inside(site)
    )


def _hub(network: nx.Graph, site: str, groups: Mapping[str, str]) -> Hub:
    ties = {other: network.edges[site, other] for other in sorted(network.neighbors(site))}
    best = {other for other in ties if kind(other, groups) == "advanced"}
    done = {other for other, tie in ties.items() if tie["together"]}
    listed = {other for other in best if any(one in members.ON_PAPER for one, _id in ties[other]["bodies"])}
    return Hub(
        site, kind(site, groups), *(tuple(sorted(part)) for part in (listed, best & done, done - best))
    )


def less(found: tuple[Hub, ...]) -> list[Hub]:
    """The less developed hubs."""
    return [one for one in found if one.kind == "less"]


def without(found: tuple[Hub, ...], *, together: bool = False) -> list[Hub]:
    """The less developed hubs without a tie to an advanced one; `together`: with nothing done with one."""
    return [one for one in less(found) if not (one.together if together else one.tied)]


def empty(found: tuple[Hub, ...], groups: Mapping[str, str]) -> dict[str, str]:
    """Regions of the study area without a hub → how far they are developed."""
    taken = {one.site for one in found}
    return {code: kind(code, groups) for code in regions.at_level(2) if code not in taken}


def reaching(found: tuple[Hub, ...]) -> Iterator[tuple[str, str, bool]]:
    """The ties from less developed hubs to advanced ones: both ends, and whether something was done."""
    for one in less(found):
        for other in one.tied:
            yield one.site, other, other in one.together
