"""Less developed hubs and their ties to advanced ones, by scores made for the purpose."""

from __future__ import annotations

import networkx as nx
import pytest

from danube.programme import hubs, members, network
from tests.programme import shipped

GROUPS = {"CZ01": "leader", "SI04": "leader", "RO42": "emerging", "HU23": "moderate", "HR05": "strong"}


def _tied(*ties: tuple[str, str, str]) -> nx.Graph:
    graph = nx.Graph()
    for one, other, kind in ties:
        for node in (one, other):
            graph.add_node(node, country=node[:2], bodies=1)
        graph.add_edge(one, other, bodies=((kind, "x"),), together=kind in members.TOGETHER)
    return graph


@pytest.mark.parametrize(
    ("site", "kind"),
    [("RO42", "less"), ("HU23", "less"), ("HR05", "middle"), ("CZ01", "advanced"), ("BA01", "unknown")],
)
def test_kinds_follow_the_performance_groups(site: str, kind: str) -> None:
    assert hubs.kind(site, GROUPS) == kind


def test_ties_on_paper_and_in_deed() -> None:
    graph = _tied(("RO42", "CZ01", "project"), ("RO42", "SI04", "pilot"), ("RO42", "FI", "practice"))
    west = next(one for one in hubs.hubs(graph, GROUPS) if one.site == "RO42")
    assert (west.listed, west.together, west.others) == (("CZ01",), ("SI04",), ("FI",))
    assert west.tied == ("CZ01", "SI04")


def test_hubs_without_a_tie_to_an_advanced_one() -> None:
    graph = _tied(("RO42", "HU23", "project"), ("HU23", "CZ01", "project"))
    found = hubs.hubs(graph, GROUPS)
    assert [one.site for one in hubs.without(found)] == ["RO42"]
    assert {one.site for one in hubs.without(found, together=True)} == {"HU23", "RO42"}
    assert list(hubs.reaching(found)) == [("HU23", "CZ01", False)]


def test_whole_countries_and_places_outside_are_no_hubs() -> None:
    found = hubs.hubs(_tied(("SK", "IE", "project"), ("RO42", "SK", "project")), GROUPS)
    assert [one.site for one in found] == ["RO42"]


def test_regions_without_a_hub_have_their_kind() -> None:
    found = hubs.hubs(_tied(("RO42", "CZ01", "project")), GROUPS)
    rest = hubs.empty(found, GROUPS)
    assert len(rest) == 73 - 2 and rest["HU23"] == "less" and rest["AT13"] == "unknown"


def test_the_documents_tie_each_hub_to_slovenia_or_prague_on_paper_alone() -> None:
    graph = network.graph(members.members(shipped.register()), "site")
    found = hubs.hubs(graph, GROUPS)
    assert len(found) == 16
    assert not hubs.without(found)
    assert {one.site for one in hubs.without(found, together=True)} == {"HU23", "RO42"}
    by_site = {one.site: one for one in found}
    assert by_site["RO42"].others == ("FI",) and by_site["BG33"].others == ("CH",)


def test_without_scores_nothing_is_called_less_developed() -> None:
    graph = network.graph(members.members(shipped.register()), "site")
    found = hubs.hubs(graph, {})
    assert {one.kind for one in found} == {"unknown"}
    assert not hubs.less(found) and not list(hubs.reaching(found))
