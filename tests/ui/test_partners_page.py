"""The page of partners over the shipped documents: counted by hand from `data/programme`."""

from __future__ import annotations

import json
from html import unescape

import pytest
from conftest import Visit
from streamlit.testing.v1 import AppTest

from danube.programme import members
from danube.ui.programme import partners, tiemap
from tests.programme import filled


def _written(app: AppTest) -> str:
    """What a reader sees: without the signs that keep Markdown from being read as such."""
    return " ".join(one.value for one in [*app.markdown, *app.caption, *app.info, *app.warning]).replace(
        "\\", ""
    )


def _tables(app: AppTest) -> str:
    return " ".join(unescape(part.proto.body) for part in app.get("html") if "<table" in part.proto.body)


def _decks(app: AppTest) -> list[dict]:
    return [json.loads(part.proto.json) for part in app.get("deck_gl_json_chart")]


def _layer(deck: dict, name: str) -> list[dict]:
    return next(layer["data"] for layer in deck["layers"] if layer["id"] == name)


def test_the_answer_says_who_reaches_whom(visit: Visit) -> None:
    answer = visit("partners").markdown[0].value
    assert "name 32 organisations in 20 countries, 10 of them outside" in answer
    assert "BAA, Regional Government of Cantabria, ERNACT and West RDA take part in more than one" in answer
    assert "less developed hubs shares a project with an advanced one" in answer
    assert "no document tells of joint work" in answer


def test_the_map_needs_no_tiles_and_draws_both_windows_alike(visit: Visit) -> None:
    wide, narrow = _decks(visit("partners"))
    assert "mapProvider" not in wide  # a style, which Streamlit fills in, is drawn by a provider alone
    assert len(_layer(wide, "ties")) == len(_layer(narrow, "ties")) > 0
    assert len(_layer(wide, "sites")) == 30


def test_only_what_was_done_together(visit: Visit) -> None:
    """Eight practices were taken up: seven pairs of places, none of them twice."""
    app = visit("partners", "ties-drawer", ties="together")
    assert len(_layer(_decks(app)[0], "ties")) == 7
    table = _tables(app)
    assert "practice taken up “Digitalization Parkour”" in table and "Finland" in table
    assert "7 lines, 7 of them thick" in _written(app)


def test_all_ties(visit: Visit) -> None:
    assert len(_layer(_decks(visit("partners", ties="all"))[0], "ties")) == 140


def test_hubs_say_what_they_lack(visit: Visit) -> None:
    table = _tables(visit("partners"))
    assert "Varna (Severoiztochen)" in table and "none told" in table
    assert "Tuzla, Zenica (Federacija Bosne i Hercegovine)" in table and "no score" in table
    assert "Prague" not in table.split("Varna (Severoiztochen)")[0]


def test_who_stands_between_and_apart(visit: Visit) -> None:
    said = _written(visit("partners"))
    assert "each on the shortest way between 6 pairs of others (1 % of all)" in said
    assert "28 of 32 organisations meet partners of one project alone." in said
    assert "57 of the 73 regions of the Danube Region have no named partner or place" in said
    assert "Austria and Moldova: no document names a partner in either." in said
    assert "SpinIT: 13 of 16 partners are named" in said
    assert "45 of the 91 pairs of countries of the Danube Region have no tie." in said


def test_partners_outside_are_kept(visit: Visit) -> None:
    table = _tables(visit("partners", "outside-drawer"))
    assert all(name in table for name in ("ERNACT", "SIPBB", "VOKA", "Seinäjoki University", "CIEBI"))


@pytest.mark.parametrize(
    ("address", "count"),
    [
        ({"projects": "spinit"}, 13),
        ({"projects": "devise,digital-regions"}, 14),
        ({"helix": "research"}, 4),
        ({"helix": "untold"}, 22),
    ],
)
def test_filters_narrow_the_organisations(visit: Visit, address: dict[str, str], count: int) -> None:
    assert f"name {count} organisations" in visit("partners", **address).markdown[0].value


def test_a_country_keeps_what_it_is_tied_to(visit: Visit) -> None:
    app = visit("partners", home="SK", ties="all")
    assert {one["name"] for one in _layer(_decks(app)[0], "names")} <= {
        "Slovakia", "Czechia", "Hungary", "Romania", "Ukraine",
    }  # fmt: skip
    assert len(_layer(_decks(app)[0], "ties")) == 4


def test_a_cluster_without_pilots_says_what_would_fill_it(visit: Visit) -> None:
    app = visit("partners", cluster="it")
    assert "Only pilots and good practices belong to a cluster" in _written(app)
    assert "/api/v1/templates/pilot_partner" in _written(app)
    assert not app.get("deck_gl_json_chart")


@pytest.mark.parametrize("nodes", ["organisation", "site", "country"])
def test_nodes_and_links_of_every_sort(visit: Visit, nodes: str) -> None:
    app = visit("partners", "central-drawer", nodes=nodes)
    chart = json.loads(app.get("plotly_chart")[0].proto.spec)
    names = chart["layout"]["yaxis"]["ticktext"]
    assert len(names) == {"organisation": 32, "site": 29, "country": 20}[nodes]
    assert "Pairs it stands between" in _tables(app)


def test_nodes_tied_by_what_was_taken_up(visit: Visit) -> None:
    """Each of the eight practices that a plan took up ties its source to at least one place."""
    chart = json.loads(visit("partners", nodes="site", through="work").get("plotly_chart")[0].proto.spec)
    assert len(chart["layout"]["annotations"]) == 8
    assert {"Timișoara (Vest)", "Finland"} <= {
        name.removeprefix("<b>").removesuffix("</b>") for name in chart["layout"]["yaxis"]["ticktext"]
    }


def test_wrong_choices_are_named(visit: Visit) -> None:
    app = visit("partners", projects="moon,spinit", home="XX", ties="some", score="best", helix="fifth")
    said = " ".join(one.value for one in app.warning)
    assert all(wrong in said for wrong in ("moon", "XX", "some", "best", "fifth"))
    assert "name 13 organisations" in app.markdown[0].value


def test_another_index_may_place_hubs_elsewhere(visit: Visit) -> None:
    app = visit("partners", score="it")
    assert "by the [IT](/index?i=it&lang=en)" in _written(app)
    assert "Region Vojvodine" in _tables(app) and "no score" in _tables(app)


def test_german_opens(visit: Visit) -> None:
    assert not visit("partners", lang="de").exception


def test_a_version_before_the_programme_is_empty(visit: Visit) -> None:
    app = visit("partners", v="1")
    assert "No document ties anybody together here." in _written(app)
    assert "/api/v1/templates/partnership" in _written(app)


def test_a_pilot_that_is_done_again_elsewhere_is_something_done_together() -> None:
    """Pécs has a pilot that Novi Sad does again: were it advanced, the thick arc would be theirs."""
    register = filled.register()
    rows = members.members(register)
    found = partners.Found(partners.Choice(), register, rows, {"HU23": "emerging", "RS12": "leader"}, {})
    network = tiemap.shown(found, "reaching")
    assert set(network.edges) == {("HU23", "RS12")} and network.edges["HU23", "RS12"]["together"]
    scene = tiemap.scene(found, network, "light")
    assert [tie.together for tie in scene.ties] == [True] and scene.sites[0].code in ("HU23", "RS12")
    table = tiemap.tie_table(found, network)
    assert table["together"].tolist() == ["joint work or learning"] and "pilot" in table["through"].iloc[0]
