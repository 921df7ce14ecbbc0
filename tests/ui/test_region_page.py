"""The page of one region against the real figures; every number was read in the publisher's table."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from danube import texts
from danube.settings import ROOT

NAMED = re.compile(r"[:;] ([^:;]+?) with (.+?), (\d+\w\w of \d+) in (\d{4})")


@pytest.fixture(autouse=True)
def _figures(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANUBE_VAR", str(var))


def _opened(page: str = "region", drawers: tuple[str, ...] = (), **address: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "danube" / "ui" / "shell.py"), default_timeout=60)
    for name, value in address.items():
        app.query_params[name] = value
    for drawer in drawers:
        app.session_state[drawer] = True
    app.switch_page(str(ROOT / "pages" / f"{page}.py")).run()
    assert not app.exception
    texts.use("en")
    return app


def _tables(app: AppTest) -> list[str]:
    return [unescape(part.proto.body) for part in app.get("html") if "<table" in part.proto.body]


def _captions(app: AppTest) -> str:
    return " ".join(one.value for one in app.caption)


def _charts(app: AppTest) -> list[dict]:
    return [json.loads(part.proto.spec) for part in app.get("plotly_chart")]


def test_vienna_in_research_and_development() -> None:
    """tgs00042, 2023: 3.95 %; of 65 regions only 5.26, 5.31, 5.90 and 7.83 are higher; median 1.21."""
    app = _opened(region="AT13", indicator="gerd")
    assert app.title[0].value == "How does Wien (Vienna) do, and in what?"
    said = "Wien (Vienna): 3.95 % of GDP in 2023. 5th of 65; Danube median 1.21 % of GDP."
    assert said in _captions(app)
    assert "Weakest: Unemployment rate, ages 15 to 74, 60th of 64 in 2024." in app.markdown[0].value


def test_every_figure_of_the_paragraph_stands_in_the_table() -> None:
    app = _opened(drawers=("all",), region="AT13")
    paragraph = next(one.value for one in app.markdown if "does better than the Danube median" in one.value)
    rows = _tables(app)[-1].split("<tr>")
    found = NAMED.findall(paragraph)
    assert len(found) == 6, paragraph
    for _short, amount, place, year in found:
        assert any(all(f">{part}</td>" in row for part in (amount, place, year)) for row in rows), amount


def test_the_earlier_figures_of_the_paragraph_stand_in_the_table() -> None:
    app = _opened(drawers=("all",), region="AT13")
    paragraph = next(one.value for one in app.markdown if "does better than the Danube median" in one.value)
    moves = re.findall(r"from (.+?) in (\d{4}) to", paragraph)
    assert moves
    assert all(f">{before} in {year}</td>" in _tables(app)[-1] for before, year in moves)


def test_counts_of_the_answer_are_those_of_the_table() -> None:
    app = _opened(drawers=("strips-research-twin",), region="SK01", pillar="research")
    twin = next(table for table in _tables(app) if "Bratislavský kraj (Bratislava Region) on " in table)
    count, ahead = re.findall(r"on (\d+) indicators, better than the Danube median on (\d+)", twin)[0]
    assert twin.count("<tr>") - 1 == int(count)
    assert twin.count(">better</td>") == int(ahead)


def test_figures_of_larger_units_are_hollow_and_named() -> None:
    app = _opened(drawers=("strips-research-twin",), region="AT13", pillar="research")
    spec = _charts(app)[0]
    symbols = next(
        trace["marker"]["symbol"] for trace in spec["data"] if trace.get("name") == "Wien (Vienna)"
    )
    notes = {note["text"] for note in spec["layout"]["annotations"]}
    assert "circle-open" in symbols and "circle" in symbols
    assert {"5th of 65", "larger unit", "<b>R&amp;D expenditure</b>, 2023"} <= notes
    assert "Figure of Ostösterreich (Eastern Austria) as a whole" in " ".join(_tables(app))
    assert "hollow dot: figure of a larger unit" in _captions(app)


def test_median_skips_the_years_in_which_a_third_of_the_regions_is_silent() -> None:
    """2020 and 2022 have 44 and 45 of 65 regions: their median of 0.77 and 0.81 is one of other regions."""
    app = _opened(region="SK01", indicator="gerd")
    trend = _charts(app)[-1]
    median = next(trace for trace in trend["data"] if trace["name"] == "Danube median")
    points = dict(zip(median["x"], median["y"], strict=True))
    assert points[2019] == 1.24 and points[2023] == 1.21
    assert points[2020] is None and points[2022] is None


def test_a_country_stands_for_its_silent_region() -> None:
    """isoc_r_iacc_h: Bosnia and Herzegovina as a country, 88.22 % in 2025."""
    app = _opened(region="BA01")
    assert app.markdown[0].value.startswith("That cannot be said: Federacija Bosne i Hercegovine")
    assert "Bosnia and Herzegovina: 88.2 % of households in 2025. Larger unit" in _captions(app)
    borrowed = _tables(app)[0]
    assert borrowed.count("<tr>") == 11 and ">larger unit</td>" in borrowed


@pytest.mark.parametrize("region", ["UA-51", "MD"])
@pytest.mark.parametrize("pillar", ["", "economy"])
def test_region_without_any_figure_is_told_so_with_the_reason(region: str, pillar: str) -> None:
    app = _opened(region=region, **({"pillar": pillar} if pillar else {}))
    country = {"UA-51": "Ukraine", "MD": "Moldova"}[region]
    assert f"No figure: {country} does not report this." in _tables(app)[0]
    assert any("no figure in this field" in box.value or "No source" in box.value for box in app.info)


@pytest.mark.parametrize("pillar", ["", "human-capital", "ict-households", "ict-firms", "economy", "context"])
@pytest.mark.parametrize("region", ["ME00", "RS11", "DE21"])
def test_each_field_opens(region: str, pillar: str) -> None:
    app = _opened(region=region, **({"pillar": pillar} if pillar else {}))
    assert app.get("plotly_chart") and "Sources: " in _captions(app)


def test_totals_are_not_held_against_the_country() -> None:
    app = _opened(region="AT13", indicator="gdp_current")
    names = {trace["name"] for trace in _charts(app)[-1]["data"] if "name" in trace}
    assert names == {"Wien (Vienna)", "Danube median"}


def test_what_the_address_asks_in_vain_is_named() -> None:
    app = _opened(region="XX99", pillar="cheese", indicator="nothing")
    said = " ".join(one.value for one in app.warning)
    assert all(word in said for word in ("XX99", "cheese", "nothing"))
    assert "Bratislavský kraj" in app.title[0].value


def test_german() -> None:
    app = _opened(region="AT13", indicator="gerd", lang="de")
    assert "3,95" in _captions(app) and "Wien" in app.title[0].value
