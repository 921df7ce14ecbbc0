"""The index lab against the shipped figures: answer, intervals, method, scenario in address and file."""

from __future__ import annotations

import csv
import json
import re
from html import unescape

import pytest
from conftest import Visit
from streamlit.testing.v1 import AppTest

from danube import catalogue
from danube.benchmark import index, recipe, uncertainty
from danube.benchmark.uncertainty import Assumptions
from danube.settings import DATA
from danube.store import Warehouse
from danube.ui import lab, lab_ranking

RANKED = 64
"""68 NUTS 2 regions without Montenegro and the three of Bosnia; Moldova and the oblasts have no figures."""


def _component(app: AppTest, name: str) -> object:
    """What a component of the page was sent."""
    found = next(part for part in app.get("bidi_component") if part.proto.component_name == name)
    return json.loads(found.proto.json)[0]


def _codes(app: AppTest) -> list[str]:
    return re.findall(r'data-code="([\w-]+)"', str(_component(app, "ladder")))


def _row(app: AppTest, code: str) -> list[str]:
    """A row's texts: name, place, score."""
    row = str(_component(app, "ladder")).split(f'data-code="{code}"')[1].split("</tr>")[0]
    texts = re.sub(r"<[^>]+>", "|", row.split(">", 1)[1].replace("<span>", "").replace("</span>", ""))
    return [unescape(text) for text in texts.split("|") if text]


def _points(app: AppTest) -> list[float]:
    """The figures of the sum, from the average to the score."""
    table = next(part.value for part in app.get("html") if 'class="points"' in part.value)
    cells = re.findall(r"<td>([^<]+)</td></tr>", table)
    return [float(cell.replace("\N{MINUS SIGN}", "-").replace("+", "")) for cell in cells]


def _said(app: AppTest) -> str:
    return " ".join(part.value for part in app.markdown).replace("\N{NO-BREAK SPACE}", " ")


def _shipped(period: str) -> dict[str, float]:
    with (DATA / "figures" / "eurostat-tgs00042.csv").open(encoding="utf-8") as source:
        return {
            row["region"]: float(row["value"])
            for row in csv.DictReader(source)
            if (row["indicator"], row["period"]) == ("gerd", period) and row["value"]
        }


def test_a_beginner_sees_the_danube_index_with_its_doubt(visit: Visit) -> None:
    app = visit("index")
    assert app.title[0].value == "Which regions lead, and how sure is that?"
    assert re.search(r"Oberbayern .* leads: between 1st and \d\w\w of 64\.", app.markdown[0].value)
    assert re.search(r"In the middle of the ranking \d+ regions cannot be told apart", app.markdown[0].value)
    assert len(_codes(app)) == len(set(_codes(app))) == RANKED
    assert not app.warning and not app.info


def test_one_indicator_without_doubt_counted_by_hand(visit: Visit) -> None:
    """gerd 2023 from 0.12 to 7.83: Wien's 3.95 is 100 * 3.83 / 7.71 = 49.7 points, 5th of 65."""
    figures = _shipped("2023")
    low, high = min(figures.values()), max(figures.values())
    app = visit("index", i="gerd", b="year", u="none", region="AT13")
    assert _row(app, "AT13") == ["Wien (Vienna)", "5th", "49.7"]
    expected = {code: round(100 * (value - low) / (high - low), 1) for code, value in figures.items()}
    assert {code: float(_row(app, code)[-1]) for code in _codes(app)} == expected
    assert "is 5th of 65, whichever way the index is calculated" in _said(app)
    assert "cannot be told apart" not in app.markdown[0].value


@pytest.mark.parametrize(("lens", "rows"), [("it", 60), ("industry40", 55), ("cross-sectoral", 60)])
def test_ready_made_indices(visit: Visit, lens: str, rows: int) -> None:
    assert len(_codes(visit("index", i=lens))) == rows


def test_a_weak_and_a_strong_region_are_told_their_place_as_an_interval(visit: Visit) -> None:
    for region, end in (("BG31", "last"), ("DE11", "first")):
        said = _said(visit("index", region=region))
        assert re.search(r"lies \*\*between \d+\w\w and \d+\w\w of 64\*\*", said)
        assert re.search(rf"Among the {end} ten in .* calculations?\.", said)
        assert f"/peers?region={region}" in said


@pytest.mark.parametrize("region", ["BG31", "RO41", "DE11", "AT13", "RS11"])
def test_the_points_add_up_to_the_score_as_shown(visit: Visit, region: str) -> None:
    app = visit("index", region=region)
    *parts, total = _points(app)
    assert sum(parts) == pytest.approx(total, abs=1e-9)
    assert total == float(_row(app, region)[-1])


def test_what_would_have_to_change(visit: Visit) -> None:
    app = visit("index", "change", region="RO41")
    assert re.search(r"To reach the 58th place it would have to close \d.* % of its distance", _said(app))
    table = next(part.value for part in app.get("html") if 'class="figures"' in part.value)
    assert 2 <= table.count("<tr>") <= 6 and "Needed" in table
    first = visit("index", i="gerd", b="year", u="none", region="DE11")
    assert "What would have to change?" not in [box.label for box in first.expander]


def test_who_is_not_ranked_and_what_is_missing(visit: Visit) -> None:
    app = visit("index", "unranked", region="MD")
    assert app.info[0].value.startswith("Moldova is not ranked: it has 0 % of the figures, 65 % are needed.")
    table = next(part.value for part in app.get("html") if 'class="figures"' in part.value)
    assert table.count("<tr>") == 9 + 1 and "every figure" in table


def test_the_address_is_obeyed_or_told_why_not(visit: Visit) -> None:
    app = visit("index", i="population_density,gerd", n="magic", c="2", w="gerd:-1", d="x", cheese="1")
    told = " ".join(part.value for part in app.warning)
    assert "Population density has no better side" in told and "`cheese`" in told
    for word in ("magic", "coverage", "weight of gerd", "draws"):
        assert word in told
    assert len(_codes(app)) == 65


@pytest.mark.parametrize(
    ("choice", "refusal"),
    [
        ({"g": "budget", "w": "gerd:60"}, "Points go to the parts right under the index"),
        ({"v": "1"}, "This version holds no figures"),
        ({"d": "100000"}, "at most 10000 times"),
        ({"w": "research:0,human-capital:0,ict-households:0,ict-firms:0,economy:0", "g": "own"}, "zero"),
    ],
)
def test_what_cannot_be_calculated_is_said_and_the_method_stays(
    visit: Visit, choice: dict[str, str], refusal: str
) -> None:
    app = visit("index", "method", **choice)
    assert refusal in app.info[0].value
    assert app.get_by_key("part")


def test_weights_in_the_address_move_the_ranking_and_the_sliders(visit: Visit) -> None:
    plain, weighed = visit("index"), visit("index", "method", g="own", w="research:5")
    assert _codes(plain) != _codes(weighed)
    sent = _component(weighed, "weights")
    assert isinstance(sent, dict)
    nodes = {node["id"]: node for node in sent["groups"]}
    assert nodes["research"]["value"] == 5 and nodes["economy"]["value"] == 1
    assert nodes["research"]["share"] == pytest.approx(5 / 9)


def test_points_go_to_fields_alone_and_components_are_only_shown(visit: Visit) -> None:
    budget = _component(visit("index", "method", g="budget", w="research:60,economy:40"), "weights")
    assert isinstance(budget, dict)
    assert [(node["value"], node["parts"]) for node in budget["groups"]][0] == (60, [])
    evenly = _component(visit("index", "method", g="budget"), "weights")
    assert isinstance(evenly, dict)
    assert [node["value"] for node in evenly["groups"]] == [20] * 5
    fixed = _component(visit("index", "method", g="principal-components"), "weights")
    assert isinstance(fixed, dict)
    assert fixed["look"]["fixed"] and sum(n["share"] for n in fixed["groups"]) == pytest.approx(1)


def test_another_weighting_begins_anew(visit: Visit) -> None:
    app = visit("index", "method", g="own", w="gerd:3")
    app.get_by_key("weighting").select("budget").run()
    assert app.query_params["g"] == "budget" and "w" not in app.query_params
    assert len(_codes(app)) == RANKED and not app.info


def test_steps_are_chosen_in_the_drawer_and_stand_in_the_address(visit: Visit) -> None:
    app = visit("index", "method")
    app.get_by_key("part").set_value("steps").run()
    app.get_by_key("n").select("z-score").run()
    assert app.query_params["n"] == "z-score"
    assert any("Z-scores" in part.value for part in app.caption)
    app.get_by_key("n").select("min-max").run()
    assert "n" not in app.query_params


def test_switches_of_the_doubt(visit: Visit) -> None:
    app = visit("index", "method")
    app.get_by_key("part").set_value("doubt").run()
    app.get_by_key("varied").set_value([]).run()
    assert app.query_params["u"] == "none"
    assert "whichever way the index is calculated" in _said(app)


def test_which_choice_and_which_indicator_matter_most(visit: Visit) -> None:
    app = visit("index", "method", "sobol", "carriers")
    app.get_by_key("part").set_value("doubt").run()
    assert re.search(
        r"What matters most: “.*”. Alone or with others, it explains \d+ % of the doubt", _said(app)
    )
    tables = [part.value for part in app.get("html") if 'class="figures"' in part.value]
    assert any("With the others" in table for table in tables)
    assert any("Furthest" in table and table.count("<tr>") == 11 for table in tables)


def test_treated_extremes_are_on_record(visit: Visit) -> None:
    """goverd: Praha's 0.81 % is drawn in to the next highest figure, 0.48 %."""
    app = visit("index", "method", "treated", i="goverd,gerd", t="auto")
    app.get_by_key("part").set_value("steps").run()
    table = next(part.value for part in app.get("html") if "Figures changed as extremes" in part.value)
    assert re.search(r"Praha.*0\.81.*0\.48", unescape(table)) and table.count("<tr>") == 2
    calm = visit("index", "method", t="auto")
    calm.get_by_key("part").set_value("steps").run()
    assert any("none was changed" in part.value for part in calm.caption)


def test_filled_cells_are_marked_wherever_they_count(visit: Visit) -> None:
    app = visit("index", m="coarser", region="AT13")
    assert _row(app, "AT13")[-1].endswith("*") and not _row(app, "CZ01")[-1].endswith("*")
    assert any("Filled in: " in part.value and "the larger unit" in part.value for part in app.caption)


def test_an_own_selection(visit: Visit) -> None:
    app = visit("index")
    app.get_by_key("lens").set_value("own").run()
    assert app.query_params["i"] == "gerd,tertiary_attainment,rci_broadband,gdp_pps_eu100"
    offered = app.multiselect(key="own")
    assert len(offered.value) == 4 and not any("Population density" in one for one in offered.options)
    offered.unselect("gerd").run()
    assert app.query_params["i"] == "tertiary_attainment,rci_broadband,gdp_pps_eu100"


def test_the_same_recipe_gives_the_same_figures_elsewhere(visit: Visit, warehouse: Warehouse) -> None:
    """The page against the calculation alone, over its own reading of the warehouse."""
    app = visit("index", i="it", g="own", w="human-capital:2", s="3")
    version = warehouse.latest()
    chosen = recipe.from_query({"i": "it", "g": "own", "w": "human-capital:2", "s": "3"})
    again = recipe.from_json(chosen.as_json())
    found = index.run(warehouse.observations(version=version), again, catalogue.load())
    ranks = uncertainty.simulate(found.scores, Assumptions.varying(again.vary, draws=again.draws, seed=3))
    bars = re.findall(r'data-code="([\w-]+)".*?--a:(\d+);--b:(\d+)', str(_component(app, "ladder")))
    table = ranks.table[["low", "high"]].astype(int)
    assert [(code, int(low), int(high)) for code, low, high in bars] == list(table.itertuples(name=None))


def test_a_recipe_is_loaded_from_a_file_and_a_bad_one_refused(visit: Visit) -> None:
    app = visit("index", "method")
    app.get_by_key("part").set_value("recipe").run()
    text = recipe.from_query({"i": "it", "n": "rank", "s": "7"}).as_json()
    app.get_by_key("recipe").upload("recipe.json", text.encode(), "application/json").run()
    assert (app.query_params["i"], app.query_params["n"], app.query_params["s"]) == ("it", "rank", "7")
    assert len(_codes(app)) == 60
    app.get_by_key("recipe").upload("recipe.json", b'{"indicators": ["cheese"]}', "application/json").run()
    assert app.error[0].value.startswith("The recipe was not loaded. There is no indicator cheese")


def test_the_ranking_is_taken_away_with_its_doubt_its_gaps_and_its_sources(visit: Visit) -> None:
    visit("index", m="coarser")
    found = lab.of(recipe.from_query({"i": "danube", "m": "coarser"}))
    rows = {
        row["region"]: row for row in csv.DictReader(lab_ranking.as_csv(found, "en").decode().splitlines())
    }
    assert len(rows) == 73
    assert int(rows["DE21"]["low"]) <= int(rows["DE21"]["median"]) <= int(rows["DE21"]["high"])
    assert "household_internet: region DE2" in rows["DE21"]["imputed"] and rows["CZ01"]["imputed"] == ""
    assert rows["MD"]["score"] == "" and "gerd" in rows["MD"]["missing"]
    assert "m=coarser" in rows["AT13"]["filter"] and "Eurostat" in rows["AT13"]["publisher"]


def test_german(visit: Visit) -> None:
    app = visit("index", lang="de", region="AT13")
    assert _row(app, "AT13")[0] == "Wien" and "," in _row(app, "AT13")[-1]
