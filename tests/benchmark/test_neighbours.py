"""Neighbours of known regions, islands, Moldova and Ukraine."""

from __future__ import annotations

import pytest

from danube import regions
from danube.benchmark import neighbours

KNOWN = {
    "AT13": {"AT12"},
    "MD": {"RO21", "RO22", "UA-51", "UA-77"},
    "UA-21": {"HU32", "RO11", "SK04", "UA-26"},
    "UA-51": {"MD", "RO22"},
    "HR03": {"BA01", "BA02", "HR02", "ME00", "SI03", "SI04"},
    "AT34": {"AT33", "DE14", "DE27"},
    "BA03": {"BA01", "BA02", "HR02"},
}
"""Vienna lies within Lower Austria; Zakarpattia borders on Hungary, Romania, Slovakia and one oblast."""


@pytest.mark.parametrize("code", KNOWN)
def test_neighbours_of_known_regions(code: str) -> None:
    assert neighbours.boundaries()[0][code] == KNOWN[code]


def test_every_region_is_drawn_and_neighbourhood_is_mutual() -> None:
    contiguity, middles = neighbours.boundaries()
    assert set(contiguity) == set(middles) == set(regions.at_level(2))
    for code, others in contiguity.items():
        assert others and code not in others
        assert all(code in contiguity[other] for other in others)


def test_the_whole_area_hangs_together() -> None:
    graph = neighbours.graph(regions.at_level(2))
    reached, todo = set(), ["AT13"]
    while todo:
        code = todo.pop()
        reached.add(code)
        todo += [other for other in graph.of[code] if other not in reached]
    assert reached == set(regions.at_level(2)) and not graph.tied


def test_a_region_cut_off_is_tied_to_the_nearest_both_ways() -> None:
    """Without Lower Austria, Vienna is an island; Bratislava's middle lies 55 km away."""
    graph = neighbours.graph(["AT13", "SK01", "SK02", "DE12"])
    assert graph.tied == {"AT13": "SK01", "DE12": "AT13"}
    assert graph.of["AT13"] == ("DE12", "SK01") and graph.of["SK01"] == ("AT13", "SK02")


def test_kilometres_along_the_great_circle() -> None:
    """Vienna to Budapest, 214 km; a quarter of the equator."""
    vienna, budapest = (16.3738, 48.2082), (19.0402, 47.4979)
    assert neighbours.distance(vienna, budapest) == pytest.approx(214, abs=2)
    assert neighbours.distance((0, 0), (90, 0)) == pytest.approx(10007.5, abs=1)


def test_one_region_has_no_neighbour_and_a_strange_one_is_named() -> None:
    assert neighbours.graph(["AT13"]).of == {"AT13": ()}
    with pytest.raises(neighbours.NeighboursError, match="No boundary is known of XX99"):
        neighbours.graph(["AT13", "XX99"])
