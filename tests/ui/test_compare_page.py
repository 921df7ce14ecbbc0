"""The page of several regions against the real figures; every number was read in the publisher's table."""

from __future__ import annotations

import json
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from danube import texts
from danube.settings import ROOT


@pytest.fixture(autouse=True)
def _figures(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANUBE_VAR", str(var))


def _opened(**address: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "danube" / "ui" / "shell.py"), default_timeout=60)
    for name, value in address.items():
        app.query_params[name] = value
    app.switch_page(str(ROOT / "pages" / "compare.py")).run()
    assert not app.exception
    texts.use("en")
    return app


def _row(app: AppTest, name: str) -> str:
    table = next(part.proto.body for part in app.get("html") if "<table" in part.proto.body)
    return next(row for row in unescape(table).split("<tr>") if name in row).replace(
        "\N{NO-BREAK SPACE}", " "
    )


def _charts(app: AppTest) -> list[dict]:
    return [json.loads(part.proto.spec) for part in app.get("plotly_chart")]


def _colour(chart: dict, name: str) -> str:
    return next(trace["marker"]["color"] for trace in chart["data"] if trace.get("name", "").startswith(name))


def test_differences_to_the_first_region_and_to_the_median() -> None:
    """tgs00042, 2023: Wien 3.95, Bratislava 1.80, median 1.21; tgs00010, 2024: 9.4 and 2.3."""
    app = _opened(regions="AT13,SK01", pillar="research")
    row = _row(app, "R&D expenditure, % of GDP")
    assert all(f">{cell}</td>" in row for cell in ("2023", "3.95", "1.80 (−2.15)", "1.21 (−2.74)"))
    app = _opened(regions="AT13,SK01", pillar="economy", against="median")
    row = _row(app, "Unemployment rate, %")
    assert all(f">{cell}</td>" in row for cell in ("2024", "9.4 (+5.8)", "2.3 (−1.3)", "3.6"))


def test_better_stands_at_the_right_where_lower_is_better() -> None:
    app = _opened(regions="AT13,SK01", pillar="economy")
    chart = _charts(app)[0]
    row = next(
        note["y"]
        for note in chart["layout"]["annotations"]
        if note["text"] == "<b>Unemployment rate</b>, 2024"
    )
    vienna, bratislava = (
        dict(zip(trace["y"], trace["x"], strict=True))[row] for trace in chart["data"] if trace.get("name")
    )
    assert vienna < 0 < bratislava


def test_figures_of_larger_units_carry_an_asterisk() -> None:
    """isoc_r_dskl_i has NUTS 1 and countries alone: 70.65 % in Ostösterreich in 2025."""
    row = _row(_opened(regions="AT13,SK01", pillar="ict-households"), "Basic digital skills")
    assert ">70.6*</td>" in row


def test_a_region_keeps_its_colour_from_chart_to_chart_beside_a_silent_one() -> None:
    app = _opened(regions="BA01,AT13,SK01")
    dumbbells, trend = _charts(app)
    assert _colour(dumbbells, "Wien") == _colour(trend, "Wien")
    assert "No figure of their own to compare: Federacija Bosne i Hercegovine" in app.markdown[0].value


def test_one_region_is_asked_for_company() -> None:
    app = _opened(regions="AT13")
    assert app.info[0].value.startswith("A comparison needs two regions at least.")
    assert not app.get("plotly_chart")


def test_ninth_region_and_unknown_ones_are_left_out_by_name() -> None:
    app = _opened(regions="AT13,AT12,AT11,SK01,SK02,HU11,HU12,RO11,RO12,XX99")
    said = " ".join(one.value for one in app.warning)
    assert "At most 8 regions can be compared; left out: Centru" in said and "XX99" in said
    assert len(app.multiselect[0].value) == 8


def test_regions_without_figures() -> None:
    app = _opened(regions="MD,UA-51")
    assert "No figure of their own to compare: Moldova and" in app.markdown[0].value
    assert len(app.info) == 2


def test_default_and_german() -> None:
    assert len(_opened().multiselect[0].value) == 4
    app = _opened(regions="AT13,SK01", pillar="research", lang="de")
    assert ">1,80 (−2,15)</td>" in _row(app, "FuE-Ausgaben")
