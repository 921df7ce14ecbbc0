"""The page on growing together: findings against figures of the publishers, choices, honest gaps."""

from __future__ import annotations

import json

import pytest
from conftest import Visit
from streamlit.testing.v1 import AppTest


def _said(app: AppTest) -> str:
    return " ".join(part.value for part in [*app.markdown, *app.caption])


def _tables(app: AppTest) -> str:
    return " ".join(part.value for part in app.get("html") if "<table" in part.value)


def test_countries_grew_together_and_capitals_pulled_away(visit: Visit) -> None:
    """GDP per inhabitant in PPS, 64 regions, 2000 to 2023."""
    app = visit("convergence")
    assert app.markdown[0].value.startswith(
        "Yes: between 2000 and 2023 the regions have moved closer together. Regions that started low have "
        "gained ground on the others; at this pace half of a gap closes in about 28 years."
    )
    assert "the same 64 regions of 73" in _said(app)
    assert "44 % of the inequality lies between countries in 2023, 85 % did in 2000" in _said(app)
    assert "Nord-Vest (North-West)" in _said(app)
    assert len(app.get("plotly_chart")) == 4


def test_every_picture_says_what_it_shows(visit: Visit) -> None:
    app = visit("convergence", indicator="gerd")
    alts = [chart.proto.alt for chart in app.get("plotly_chart")]
    assert len(alts) == 4 and all(len(alt) > 60 for alt in alts)
    titles = [head.value for head in app.subheader]
    assert len(titles) == 5 and all(title.endswith("?") for title in titles)


def test_the_parts_add_up_in_the_table(visit: Visit) -> None:
    table = _tables(visit("convergence", "spread-twin", since="2000", year="2023"))
    assert "Theil index" in table and "Coefficient of variation" in table and ">2000<" in table


def test_years_and_a_highlight_come_from_the_address(visit: Visit) -> None:
    app = visit("convergence", indicator="gerd", since="2015", year="2021", country="AT13")
    assert "in 2021 as they were in 2015" in app.markdown[0].value
    spec = json.loads(app.get("plotly_chart")[2].proto.spec)
    assert any(note["text"] == "Wien" for note in spec["layout"]["annotations"])


def test_a_break_in_the_series_is_said(visit: Visit) -> None:
    """Eurostat flags every region's employment rate in 2021: new definitions."""
    assert "In all of them the publisher has changed how it measures" in _said(
        visit("convergence", indicator="employment_rate")
    )
    assert "In 6 of them" in _said(visit("convergence", indicator="gerd"))


def test_scores_around_zero_keep_what_holds(visit: Visit) -> None:
    app = visit("convergence", indicator="rci_index")
    assert "both sides of zero" in app.info[0].value
    assert len(app.get("plotly_chart")) == 2 and not app.exception


@pytest.mark.parametrize(
    ("indicator", "why"),
    [
        ("doctoral_share", "for 1 year only (2024)"),
        ("firms_ai", "2023, 2024 and 2025"),
        ("population", "is a total"),
        ("gdp_real", "own past"),
        ("digital_skills", "no figures of regions"),
    ],
)
def test_what_cannot_be_compared_says_why(visit: Visit, indicator: str, why: str) -> None:
    app = visit("convergence", indicator=indicator)
    assert app.markdown[0].value == "That cannot be said of this indicator."
    assert why in app.info[0].value and not app.get("plotly_chart")


def test_the_drawer_holds_methods_and_what_is_left_out(visit: Visit) -> None:
    app = visit("convergence", "method")
    assert "Crna Gora (Montenegro)" in _said(app) and "Benjamini & Hochberg 1995" in _said(app)
    assert "average of their neighbours" in _tables(app)


@pytest.mark.parametrize("address", [{"since": "1900"}, {"year": "2001"}, {"indicator": "nonsense"}])
def test_a_wrong_address_is_named_and_the_page_stands(visit: Visit, address: dict[str, str]) -> None:
    app = visit("convergence", **address)
    assert len(app.warning) == 1 and len(app.get("plotly_chart")) == 4
