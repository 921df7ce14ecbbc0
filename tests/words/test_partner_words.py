"""Sentences about partners: one and many, none and all."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import pytest

from danube import texts
from danube.programme import members, network
from danube.programme.hubs import Hub
from danube.words import partners as words
from tests.programme import shipped


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    texts.use("en")
    yield
    texts.use("en")


@pytest.fixture(scope="module")
def facts() -> pd.DataFrame:
    return members.members(shipped.register())


def _hub(site: str, listed: tuple[str, ...] = (), together: tuple[str, ...] = ()) -> Hub:
    return Hub(site, "less", listed, together, ())


NAMES = {"RO42": "Timișoara", "HU23": "Pécs", "BA01": "Zenica"}


def test_how_many_are_named(facts: pd.DataFrame) -> None:
    """32 organisations; 10 in Ireland, Spain, Portugal, Finland, France, Belgium, the UK and Switzerland."""
    assert words.counted(facts) == (
        "The documents name 32 organisations in 20 countries, 10 of them outside the Danube Region."
    )
    assert words.counted(facts[facts["body"] == "spinit"]) == (
        "The documents name 13 organisations in 9 countries."
    )


def test_who_joins_projects(facts: pd.DataFrame) -> None:
    names = {
        "devise": "DEVISE",
        "digital-regions": "DIGITAL REGIONS",
        "spinit": "SpinIT",
        "danubia-clusters": "D",
    }
    own = {one: one for one in facts["organisation"]}
    told = words.bridging(network.bridges(facts), network.islands(facts), own, names)
    assert told == (
        "Only business-agency-association, cantabria, ernact and west-rda take part in more than one project "
        "(DEVISE and DIGITAL REGIONS); D and SpinIT share no named organisation with another."
    )
    assert words.bridging({}, [["spinit"]], own, names) == (
        "No organisation takes part in more than one project."
    )


@pytest.mark.parametrize(
    ("less", "expected"),
    [
        ([], "No hub here has a score below that of the typical region."),
        (
            [_hub("RO42", ("CZ01",)), _hub("HU23", ("CZ01",))],
            "Each of the 2 less developed hubs shares a project with an advanced one; "
            "no document tells of joint work, or of a practice that one took over from the other.",
        ),
        (
            [_hub("RO42", ("CZ01",), ("CZ01",)), _hub("HU23", ("CZ01",))],
            "Each of the 2 less developed hubs shares a project with an advanced one; "
            "for 1 of them no document tells of joint work or learning.",
        ),
        (
            [_hub("RO42", ("CZ01",), ("CZ01",)), _hub("HU23")],
            "Of 2 less developed hubs 1 has no tie to an advanced one: Pécs; "
            "for 1 of them no document tells of joint work or learning.",
        ),
        (
            [_hub("RO42", (), ("CZ01",))],
            "The one less developed hub shares a project with an advanced one; "
            "all of them have worked with one or learned from one.",
        ),
    ],
)
def test_how_far_less_developed_hubs_reach(less: list[Hub], expected: str) -> None:
    alone = [one for one in less if not one.tied]
    idle = [one for one in less if not one.together]
    assert words.reached(less, alone, idle, NAMES) == expected


def test_places_are_told_by_their_towns(facts: pd.DataFrame) -> None:
    towns = words.towns(facts)
    assert words.site("BA01", towns) == "Tuzla, Zenica (Federacija Bosne i Hercegovine)"
    assert words.site("RO21", towns) == "Nord-Est"
    assert words.site("SK", towns) == "Slovakia, place not told"
    assert words.site("IE", towns) == "Ireland"


def test_partners_without_a_name_say_so() -> None:
    assert words.organisation({"short": "", "name": "", "country": "CZ"}) == "Unnamed partner (Czechia)"
    assert words.organisation({"short": "UKS", "name": "Union", "country": "SK"}) == "UKS"


def test_long_lists_are_counted() -> None:
    assert words.some(list("abcdefgh")) == "a, b, c, d, e and 3 others"
    assert words.some(list("abcdef")) == "a, b, c, d, e and f"


def test_what_is_not_named() -> None:
    assert words.gaps(16, 13, "SpinIT") == "SpinIT: 13 of 16 partners are named"
    assert words.gaps(10, 10, "DEVISE") == "" and words.gaps(float("nan"), 3, "X") == ""


def test_countries_without_a_tie() -> None:
    pairs = [("AT", "BG"), ("AT", "RO")]
    assert words.unlinked(pairs, 3) == (
        "2 of the 3 pairs of countries of the Danube Region have no tie. "
        "Austria has none with any other: no document names a partner there."
    )
    assert words.unlinked([], 3) == "0 of the 3 pairs of countries of the Danube Region have no tie."


def test_regions_without_a_hub() -> None:
    assert words.empty_regions(["Sud-Est", "Nord", "Vest", "Est"], 60) == (
        "60 of the 73 regions of the Danube Region have no named partner or place; "
        "4 of them are less developed, furthest behind Sud-Est, Nord and Vest."
    )
    assert words.empty_regions([], 1) == (
        "1 of the 73 regions of the Danube Region has no named partner or place."
    )


def test_who_stands_between() -> None:
    assert words.between("A and B", 6.0, 6 / 465, 2) == (
        "A and B: each on the shortest way between 6 pairs of others (1 % of all)"
    )
    assert (
        words.between("A", 1.5, 0.004, 1)
        == "A: on the shortest way between 1.5 pairs of others (0.4 % of all)"
    )
