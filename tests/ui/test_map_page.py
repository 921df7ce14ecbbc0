"""The map page against the shipped figures, counted again in plain Python."""

from __future__ import annotations

import csv
import json
import statistics
from html import unescape

import pytest
from conftest import Visit
from streamlit.testing.v1 import AppTest

from danube.settings import DATA


def _shipped(file: str, indicator: str, period: str) -> dict[str, float]:
    with (DATA / "figures" / file).open(encoding="utf-8") as source:
        return {
            row["region"]: float(row["value"])
            for row in csv.DictReader(source)
            if (row["indicator"], row["period"]) == (indicator, period) and row["value"]
        }


def _said(app: AppTest) -> str:
    return app.markdown[0].value.replace("\N{NO-BREAK SPACE}", " ")


def test_the_answer_counted_by_hand(visit: Visit) -> None:
    """65 regions; 8 without: Bosnia's three, Moldova and the four oblasts."""
    figures = _shipped("eurostat-tgs00042.csv", "gerd", "2023")
    low, _middle, high = statistics.quantiles(figures.values(), n=4, method="inclusive")
    assert (len(figures), min(figures.values()), max(figures.values())) == (65, 0.12, 7.83)
    assert (min(figures, key=figures.__getitem__), max(figures, key=figures.__getitem__)) == ("RO22", "DE11")
    assert (round(low, 2), round(high, 2)) == (0.47, 2.18)
    assert _said(visit("map", indicator="gerd", year="2023")) == (
        "In 2023 the figures run from 0.12 % of GDP in Sud-Est (South-East) to 7.83 % of GDP in Stuttgart; "
        "half of the regions lie between 0.47 and 2.18. 8 regions have no figure."
    )


@pytest.mark.parametrize(("indicator", "level"), [("digital_skills", "1"), ("gerd", "2")])
def test_opens_at_the_level_of_the_figures(visit: Visit, indicator: str, level: str) -> None:
    app = visit("map", indicator=indicator)
    assert app.get_by_key("level").value == level
    assert "level" not in app.query_params


def test_digital_skills_at_the_level_of_nuts_1(visit: Visit) -> None:
    """isoc_r_dskl_i: from 27.09 % in RO4 to 70.65 % in AT1; whole countries are named as larger units."""
    app = visit("map", indicator="digital_skills")
    assert "27.1 % of individuals in Macroregiunea Patru (Macroregion Four)" in _said(app)
    assert "70.6 % of individuals in Ostösterreich (Eastern Austria)" in _said(app)
    finer = visit("map", indicator="digital_skills", level="2")
    assert "have only the figure of a larger unit" in _said(finer)


def test_an_indicator_of_a_single_year_has_nothing_to_slide(visit: Visit) -> None:
    app = visit("map", indicator="digital_skills")
    assert app.selectbox(key="year").disabled and app.selectbox(key="year").value == "2025"
    wrong = visit("map", indicator="digital_skills", year="2020")
    assert "Figures exist from 2025 to 2025; 2025 is shown." in wrong.warning[0].value


def test_a_version_before_the_figures_says_so(visit: Visit) -> None:
    app = visit("map", v="1", indicator="gerd", cheese="1")
    assert app.info[0].value.startswith("This indicator has no figures in this version.")
    assert "`cheese`" in app.warning[0].value


def test_the_table_holds_every_polygon_and_says_what_is_missing(visit: Visit) -> None:
    app = visit("map", view="table")
    table = unescape(next(part.value for part in app.get("html") if "<table" in part.value))
    assert table.count("<tr>") == 73 + 1
    first = table.split("<tr>")[2]
    assert "Stuttgart" in first and "7.83" in first
    assert "No figure: Moldova does not report this." in table


def test_the_chart_marks_the_chosen_region(visit: Visit) -> None:
    spec = json.loads(visit("map", view="chart", region="AT13").get("plotly_chart")[0].proto.spec)
    assert "<b>Wien (Vienna)" in json.dumps(spec, ensure_ascii=False)
    assert "Danube median 1.21" in json.dumps(spec)


def test_the_chart_of_a_level_without_figures_says_so(visit: Visit) -> None:
    app = visit("map", indicator="digital_skills", level="2", view="chart")
    assert app.info[0].value.startswith("No unit of this level has a figure of its own.")


def test_relief_is_drawn_without_tiles(visit: Visit) -> None:
    (relief,) = visit("map", view="relief").get("deck_gl_json_chart")
    assert "http" not in relief.proto.json and "mapbox" not in relief.proto.json.lower()


def test_relief_says_what_its_colours_mean(visit: Visit) -> None:
    (legend,) = [part.value for part in visit("map", view="relief").get("html") if "<ul>" in part.value]
    assert legend.count("<li>") >= 5 and "% of GDP" in legend and "No figure" in legend


def test_the_chosen_region_in_one_line(visit: Visit) -> None:
    """Wien 3.95 %, 5th of 65."""
    card = visit("map", region="AT13", v="40").markdown[-1].value
    assert card == (
        "**Wien (Vienna)**: 3.95 % of GDP (2023), 5th of 65 · [Open the profile](/region?region=AT13&v=40)"
    )
    assert "does not report this" in visit("map", region="MD").markdown[-1].value


@pytest.mark.parametrize("view", ["map", "chart"])
def test_a_region_that_there_is_not_is_named(visit: Visit, view: str) -> None:
    app = visit("map", region="XX99", view=view)
    assert "`XX99`" in app.warning[0].value and app.warning[0].value.endswith("None is marked.")


def test_classes_and_reference_are_chosen_in_a_drawer(visit: Visit) -> None:
    shut, wide = visit("map", classes="diverging"), visit("map", "method", classes="diverging", centre="eu")
    assert not shut.radio
    assert [box.key for box in wide.radio] == ["classes", "centre"]
    assert [box.value for box in wide.radio] == ["diverging", "eu"]
