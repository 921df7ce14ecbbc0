"""Who is tied to whom: ties between organisations, places or countries, who stands between, who stands apart.

Two members of a body are tied. That two of them stand in one list of partners is a tie on paper; a pilot, a
discovery group or a practice taken over is something done together (see `members`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import combinations, product

import networkx as nx
import pandas as pd

from danube.programme import members
from danube.programme.members import TOGETHER

Pair = tuple[str, str]


def graph(rows: pd.DataFrame, level: str) -> nx.Graph:
    """The network of these memberships; nodes and ties in alphabetical order.

    Args:
        rows: as `members.members`, cut to what is asked for.
        level: `organisation`, `site` or `country`.

    Nodes carry `country` and `bodies` (how many bodies they belong to); ties carry `bodies`, the tuple of
    `(kind, id)` through which they hold, and `together`, True where something is done and not just listed.
    """
    nodes = members.at(rows, level)
    found = nx.Graph()
    for node, own in nodes.groupby("node", sort=True):
        bodies = len(own[["kind", "body"]].drop_duplicates())
        found.add_node(str(node), country=str(own["country"].iloc[0]), bodies=bodies)
    for pair, through in sorted(_through(nodes).items()):
        told = tuple(sorted(through))
        found.add_edge(*pair, bodies=told, together=any(kind in TOGETHER for kind, _id in told))
    return found


def _through(nodes: pd.DataFrame) -> dict[Pair, set[Pair]]:
    """Pair of nodes → the bodies that tie them."""
    found: dict[Pair, set[Pair]] = {}
    for (kind, body), own in nodes.groupby(["kind", "body"], sort=True):
        for pair in _pairs(own):
            found.setdefault(pair, set()).add((str(kind), str(body)))
    return found


def _pairs(own: pd.DataFrame) -> Iterator[Pair]:
    """All pairs within a body; who took it over is tied to those who had it, not to each other."""
    after = own["role"] == members.AGAIN
    first, again = (set(own.loc[rows, "node"]) for rows in (~after, after))
    yield from combinations(sorted(first), 2)
    for one, other in product(first, again - first):
        yield (one, other) if one < other else (other, one)


def central(network: nx.Graph) -> pd.DataFrame:
    """Node → partners, bodies, between, share; most in between first, then most partners, then by name.

    partners: nodes tied to it; between: pairs of others whose shortest way runs through it, a pair with
    several shortest ways counting in parts (betweenness, Freeman 1977); share: of all pairs of others.
    """
    count = len(network)
    pairs = (count - 1) * (count - 2) / 2
    ways = nx.betweenness_centrality(network, normalized=False)
    rows = [
        (node, network.degree(node), data["bodies"], ways[node], ways[node] / pairs if pairs else 0.0)
        for node, data in network.nodes(data=True)
    ]
    table = pd.DataFrame(rows, columns=["node", "partners", "bodies", "between", "share"]).set_index("node")
    order = ["between", "partners"]
    return table.sort_values(order, ascending=False, kind="stable")


def brokers(network: nx.Graph) -> pd.DataFrame:
    """Those of `central` that stand between others at all."""
    table = central(network)
    return table[table["between"] > 1e-9]


def islands(rows: pd.DataFrame, kind: str = "project") -> list[list[str]]:
    """Bodies of a kind by what their organisations join: no list has one in common with another.

    The largest first, then by id.
    """
    own = rows[(rows["kind"] == kind) & (rows["organisation"] != "")]
    both = nx.Graph()
    both.add_nodes_from(("body", body) for body in rows.loc[rows["kind"] == kind, "body"])
    both.add_edges_from(
        (("body", body), ("organisation", organisation))
        for body, organisation in zip(own["body"], own["organisation"], strict=True)
    )
    found = [sorted(name for side, name in part if side == "body") for part in nx.connected_components(both)]
    return sorted(found, key=lambda part: (-len(part), part))


def bridges(rows: pd.DataFrame, kind: str = "project") -> dict[str, list[str]]:
    """Organisation → the bodies of a kind that it joins: those that belong to more than one."""
    own = rows[(rows["kind"] == kind) & (rows["organisation"] != "")]
    joined = own.groupby("organisation")["body"].agg(lambda bodies: sorted(set(bodies)))
    return {str(one): bodies for one, bodies in joined.items() if len(bodies) > 1}


def apart(network: nx.Graph, nodes: Iterable[str]) -> list[str]:
    """Those of `nodes` that have no tie, or do not occur at all."""
    return [node for node in nodes if node not in network or network.degree(node) == 0]


def unlinked(network: nx.Graph, nodes: Collection[str]) -> list[Pair]:
    """The pairs of `nodes` without a tie, in their order."""
    return [pair for pair in combinations(nodes, 2) if not network.has_edge(*pair)]


def around(network: nx.Graph, countries: Collection[str]) -> nx.Graph:
    """The ties that begin or end in one of these countries, and their nodes; all where none is named."""
    if not countries:
        return network
    own = {node for node, data in network.nodes(data=True) if data["country"] in countries}
    kept = [pair for pair in network.edges if own & set(pair)]
    part = nx.Graph()
    part.add_nodes_from(
        (node, data) for node, data in network.nodes(data=True) if node in own | set(sum(kept, ()))
    )
    part.add_edges_from((one, other, network.edges[one, other]) for one, other in kept)
    return part
