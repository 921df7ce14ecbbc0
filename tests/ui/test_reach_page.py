"""The page of gaps against the real figures and the shipped register."""

from __future__ import annotations

import json
from html import unescape

from conftest import Visit
from streamlit.testing.v1 import AppTest


def _charts(app: AppTest) -> list[dict]:
    return [json.loads(part.proto.spec) for part in app.get("plotly_chart")]


def _tables(app: AppTest) -> str:
    bodies = [part.proto.body for part in app.get("html") if "<table" in part.proto.body]
    return unescape(" ".join(bodies)).replace("\N{NO-BREAK SPACE}", " ")


def _written(app: AppTest) -> str:
    return " ".join(one.value for one in [*app.markdown, *app.caption])


def test_the_west_of_romania_has_gaps_that_two_projects_aim_at(visit: Visit) -> None:
    """RIS 2023: innovative SMEs that collaborate are far below the Danube median in RO42."""
    app = visit("reach", region="RO42")
    assert app.title[0].value == "Does the programme reach the gaps of Vest (West)?"
    answer = app.markdown[0].value
    assert answer.startswith("Vest (West) is clearly behind the Danube median on ")
    assert "something is aimed at 5 of them" in answer
    bars = _charts(app)[0]["data"][0]
    assert bars["x"] == sorted(bars["x"], reverse=True) and bars["x"][0] > 2
    assert len(set(bars["marker"]["color"])) == 2
    assert "DEVISE, action plan" in _tables(app) and "Collaborating SMEs (RIS)" in _tables(app)
    assert not app.warning


def test_an_effect_carries_its_interval_and_the_warning(visit: Visit) -> None:
    app = visit("reach", region="RO42", indicator="ris_ict_specialists")
    told = _written(app)
    assert "a difference of +" in told and "the 95 % interval runs from " in told
    assert "This is no proof" in told and "No document dates this action" in told
    range_, peers, region = _charts(app)[1]["data"]
    assert region["name"] == "Vest (West)" and len(region["x"]) == len(peers["x"])


def test_a_strong_region_whose_actions_meet_no_gap(visit: Visit) -> None:
    app = visit("reach", region="DE24")
    assert app.markdown[0].value == (
        "Oberfranken (Upper Franconia) has no gap on the indicators that the programme is about. "
        "2 actions there meet no gap."
    )
    assert "No gap: it is aimed at something on which the region is not weak." in _tables(app)


def test_a_region_without_figures_or_actions_is_an_empty_state(visit: Visit) -> None:
    app = visit("reach", region="UA-51")
    assert "so nobody can say where it is behind" in app.markdown[0].value
    assert any("holds no pilot, plan or instrument" in one.value for one in app.info)
    assert any("Nothing with a date is done there" in one.value for one in app.info)


def test_a_count_opens_its_rows_and_what_it_leaves_out(visit: Visit) -> None:
    app = visit("reach", "rco-83", counted="digital-regions")
    assert "**3** · Strategies and action plans jointly developed (RCO 83) · 2 left out" in [
        one.label for one in app.expander
    ]
    tables = _tables(app)
    assert "dr-centro" in tables and "co-learning-lab" in tables
    assert "The register shows organisations of one country alone, or of none." in tables


def test_a_project_of_the_address_narrows_the_actions(visit: Visit) -> None:
    app = visit("reach", "all-beside", region="RO42", project="devise")
    assert "DIGITAL REGIONS, action plan" not in _tables(app)
    assert "BMW Regional Operational Programme" in _tables(app)
    assert visit("reach", project="nobody").warning
