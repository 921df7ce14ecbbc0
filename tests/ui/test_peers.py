"""The page of peers against the real figures; every number was read in the publisher's table."""

from __future__ import annotations

import json
from html import unescape

import pytest
from conftest import Visit
from streamlit.testing.v1 import AppTest


def _table(app: AppTest, key: str) -> str:
    bodies = [part.proto.body for part in app.get("html") if "<table" in part.proto.body]
    found = next(body for body in bodies if key in body)
    return unescape(found).replace("\N{NO-BREAK SPACE}", " ")


def _charts(app: AppTest) -> list[dict]:
    return [json.loads(part.proto.spec) for part in app.get("plotly_chart")]


def _written(app: AppTest) -> str:
    return " ".join(one.value for one in app.markdown)


def test_the_answer_names_the_closest_and_why(visit: Visit) -> None:
    """Agriculture 41.66 % of jobs in 2015, graduates 16.4 % in 2024 in South-West Oltenia."""
    app = visit("peers", region="RO41")
    assert app.title[0].value == "Which regions are most like Sud-Vest Oltenia (South-West Oltenia)?"
    answer = app.markdown[0].value
    assert "most resembles Nord-Vest (North-West), because both have few graduates (16 % and 18 %)" in answer
    assert "Next come" in answer and "middle peer on" in answer
    assert not app.warning


def test_bars_add_up_to_the_distance_beside_them(visit: Visit) -> None:
    bars = _charts(visit("peers", region="AT22", k="5"))[0]
    sums = [sum(trace["x"][row] for trace in bars["data"]) for row in range(5)]
    notes = [note["text"] for note in bars["layout"]["annotations"]]
    assert [f"{total:.2f}" for total in sums] == [text for text in notes if text[0] == "0"]
    assert notes[0] == "<b>1. Oberösterreich (Upper Austria), AT</b>"


def test_other_countries_only(visit: Visit) -> None:
    app = visit("peers", region="AT22", scope="abroad", k="4")
    names = [note["text"] for note in _charts(app)[0]["layout"]["annotations"] if "<b>" in note["text"]]
    assert len(names) == 4 and not any(name.endswith("AT</b>") for name in names)


def test_structural_figures_carry_year_and_larger_unit(visit: Visit) -> None:
    """lfst_r_lfe2en2: 21.2 % of jobs are in industry; yearbook: firm size of Südösterreich 107.4."""
    app = visit("peers", "behind", "sums-drawer", region="AT22")
    table = _table(app, "Structural figures of Steiermark")
    assert ">Industry, % of employment</th>" in table and ">21 (2015)</td>" in table
    assert ">107 (2023, Südösterreich" in table
    sums = _table(app, "What each variable adds to the distance")
    assert "AT31 Oberösterreich" in sums and sums.count("<tr>") == 15  # head, 13 variables, their sum


def test_whom_to_learn_from_with_figures_years_and_ways(visit: Visit) -> None:
    app = visit("peers", "lessons", region="RO41", scope="abroad")
    written = _written(app)
    assert "/region?region=" in written and "/compare?regions=RO41," in written
    table = _table(app, "is weak and a peer does much better")
    assert "R&D" in table and "<td" in table


def test_a_merged_capital_is_told_as_one(visit: Visit) -> None:
    """The RCI measures Vienna with Lower Austria and Budapest with Pest."""
    written = _written(visit("peers", region="AT13"))
    assert "(2021; The capital and its neighbour were measured as one region)" in written


def test_a_strong_region_hears_what_others_could_learn(visit: Visit) -> None:
    """tgs00042, 2023: Stuttgart spends 7.83 % of GDP on R&D, more than anybody."""
    assert "What its peers could learn here: Stuttgart is the best of them in R&D" in _written(
        visit("peers", region="DE11")
    )


def test_missing_figures_are_named(visit: Visit) -> None:
    """Serbia takes part neither in the RCI nor, before 2016, in the labour force survey by section."""
    app = visit("peers", region="RS22")
    said = " ".join(one.value for one in app.caption)
    assert "Caution: 7 of 13 structural figures are missing for this region (People within reach" in said
    hatched = [trace["marker"]["pattern"]["shape"] for trace in _charts(app)[0]["data"]]
    assert ["/"] * 8 in hatched


@pytest.mark.parametrize(
    ("region", "told"),
    [
        ("MD", "there is no figure on the structure of Moldova"),
        ("UA-51", "there is no figure on the structure of"),
        ("BA01", "of 13 structural figures of Federacija Bosne i Hercegovine"),
    ],
)
def test_regions_without_figures_are_told_so(visit: Visit, region: str, told: str) -> None:
    app = visit("peers", region=region)
    assert told in app.markdown[0].value
    assert not app.get("plotly_chart")


def test_all_weights_off_is_said(visit: Visit) -> None:
    off = dict.fromkeys(("place", "education", "sectors", "manufacturing"), "0")
    assert visit("peers", **off).markdown[0].value.startswith("Every part is off")


def test_own_weights_stand_in_the_address(visit: Visit) -> None:
    app = visit("peers", "weights", region="AT22")
    app.select_slider(key="wealth").set_value("2").run()
    assert app.query_params["wealth"] in ("2", ["2"])
    cards = " ".join(trace["name"] for trace in _charts(app)[0]["data"])
    assert "GDP per inhabitant" in cards


def test_wrong_choices_are_named(visit: Visit) -> None:
    app = visit("peers", region="XX99", k="40", scope="moon", place="9", foo="1")
    said = " ".join(one.value for one in app.warning)
    assert all(wrong in said for wrong in ("XX99", "`40`", "`moon`", "`9`", "`foo`"))


def test_german_opens(visit: Visit) -> None:
    assert not visit("peers", region="AT22", lang="de").exception


def test_brief_has_five_peers_with_links() -> None:
    def page() -> None:
        from danube import texts
        from danube.ui import peers

        texts.use("en")
        peers.brief("AT22")

    app = AppTest.from_function(page, default_timeout=60).run()
    assert not app.exception
    lines = app.markdown[0].value.split("  \n")
    assert len(lines) == 6 and lines[0].startswith("[Oberösterreich (Upper Austria)](/region?region=AT31")
