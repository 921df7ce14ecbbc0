"""Ties counted by hand, and betweenness against its definition."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danube import regions
from danube.programme import members, network
from tests.programme import shipped


def _rows(*triples: tuple[str, str, str], role: str = "") -> pd.DataFrame:
    """Memberships as (kind, body, organisation), all in one country."""
    blank = dict.fromkeys(members.COLUMNS, "")
    told = [
        blank
        | {"kind": kind, "body": body, "organisation": one, "site": "RO42", "country": "RO", "role": role}
        for kind, body, one in triples
    ]
    return pd.DataFrame(told, columns=list(members.COLUMNS), dtype=object)


@pytest.fixture(scope="module")
def facts() -> pd.DataFrame:
    return members.members(shipped.register())


def test_ties_of_the_documents(facts: pd.DataFrame) -> None:
    """13, 5, 10 and 8 partners make 78 + 10 + 45 + 28 pairs; those in two projects make 6 twice."""
    graph = network.graph(facts, "organisation")
    assert len(graph) == 32
    assert graph.number_of_edges() == 78 + 10 + 45 + 28 - 6
    assert not any(tie["together"] for *_ends, tie in graph.edges(data=True))


def test_who_stands_between(facts: pd.DataFrame) -> None:
    """6 partners of DEVISE alone and 4 of DIGITAL REGIONS alone: 24 pairs, shared by four in between."""
    table = network.brokers(network.graph(facts, "organisation"))
    assert table["between"].to_dict() == pytest.approx(
        {"business-agency-association": 6, "cantabria": 6, "ernact": 6, "west-rda": 6}
    )
    assert table["partners"].to_list() == [13] * 4
    assert table["share"].iloc[0] == pytest.approx(6 / (31 * 30 / 2))


def test_islands_and_bridges(facts: pd.DataFrame) -> None:
    assert network.islands(facts) == [["devise", "digital-regions"], ["danubia-clusters"], ["spinit"]]
    assert set(network.bridges(facts)) == {"business-agency-association", "cantabria", "ernact", "west-rda"}


def test_pairs_of_countries_without_a_tie(facts: pd.DataFrame) -> None:
    """25 with Austria or Moldova, 14 of Slovakia and Ukraine, 6 of Germany: 45 of 91."""
    graph = network.graph(facts, "country")
    missing = network.unlinked(graph, regions.countries())
    assert len(missing) == 45
    assert sum({"AT", "MD"} & set(pair) != set() for pair in missing) == 25
    assert sum("DE" in pair for pair in missing) == 10  # and with the four others of these
    assert network.apart(graph, regions.countries()) == ["AT", "MD"]


def test_a_practice_ties_its_source_to_the_takers_and_not_these_to_each_other(facts: pd.DataFrame) -> None:
    graph = network.graph(facts[facts["kind"] == "practice"], "site")
    assert graph.has_edge("BG33", "CH") and graph.has_edge("CH", "DE24")
    assert not graph.has_edge("BG33", "DE24")
    assert sorted(pair for pair in graph.edges if "RO42" in pair) == [("FI", "RO42")]
    assert all(tie["together"] for *_ends, tie in graph.edges(data=True))


def test_a_tie_names_all_that_it_holds_by() -> None:
    graph = network.graph(
        _rows(("project", "a", "x"), ("project", "a", "y"), ("pilot", "p", "y"), ("pilot", "p", "x")),
        "organisation",
    )
    assert graph.edges["x", "y"] == {"bodies": (("pilot", "p"), ("project", "a")), "together": True}
    assert graph.nodes["x"] == {"country": "RO", "bodies": 2}


def test_around_keeps_what_a_country_is_tied_to(facts: pd.DataFrame) -> None:
    graph = network.graph(facts, "country")
    part = network.around(graph, ["SK"])
    assert set(part) == {"SK", "CZ", "HU", "RO", "UA"}
    assert all("SK" in pair for pair in part.edges)
    assert network.around(graph, []) is graph


def test_who_does_a_pilot_again_is_tied_to_who_had_it_first() -> None:
    rows = pd.concat([
        _rows(("pilot", "p", "lead"), ("pilot", "p", "partner")),
        _rows(("pilot", "p", "north"), ("pilot", "p", "south"), role=members.AGAIN),
    ])  # fmt: skip
    graph = network.graph(rows, "organisation")
    assert graph.number_of_edges() == 5 and not graph.has_edge("north", "south")


def test_nothing_makes_an_empty_network() -> None:
    graph = network.graph(_rows(), "organisation")
    assert len(graph) == 0 and network.central(graph).empty and network.brokers(graph).empty
    assert network.islands(_rows()) == [] and network.bridges(_rows()) == {}
    assert network.unlinked(graph, ["AT", "SK"]) == [("AT", "SK")]


memberships = st.lists(
    st.tuples(st.sampled_from(["project", "pilot"]), st.sampled_from("abcd"), st.sampled_from("uvwxyz")),
    max_size=14,
)


@settings(max_examples=40, deadline=None)
@given(memberships)
def test_betweenness_is_the_share_of_shortest_ways(found: list[tuple[str, str, str]]) -> None:
    """Counted by listing every shortest way of every pair (Freeman 1977)."""
    graph = network.graph(_rows(*found), "organisation")
    table = network.central(graph)
    for node in graph:
        total = 0.0
        for one, other in combinations([each for each in graph if each != node], 2):
            if nx.has_path(graph, one, other):
                ways = list(nx.all_shortest_paths(graph, one, other))
                total += sum(node in way for way in ways) / len(ways)
        assert table.loc[node, "between"] == pytest.approx(total)
        assert table.loc[node, "partners"] == len({b for a in [node] for b in graph[a]})
