"""The page on data quality: the coverage drawn is the coverage counted."""

from __future__ import annotations

import json

from conftest import Visit
from streamlit.testing.v1 import AppTest


def _heat(app: AppTest) -> dict[tuple[str, str], float]:
    """Row and column to what the cell holds."""
    spec = json.loads(app.get("plotly_chart")[0].proto.spec)
    trace = next(trace for trace in spec["data"] if trace["type"] == "heatmap")
    names = spec["layout"]["yaxis"]["ticktext"]
    return {
        (str(row), str(column)): cell
        for row, cells in zip(names, trace["z"], strict=True)
        for column, cell in zip(trace["x"], cells, strict=True)
    }


def _cell(app: AppTest, row: str, column: str) -> float:
    cells = {at: cell for at, cell in _heat(app).items() if at == (row, column)}
    assert len(cells) == 1, cells
    return next(iter(cells.values()))


def test_coverage_by_year(visit: Visit) -> None:
    """tgs00042, 2023: 65 of 68 regions."""
    assert round(_cell(visit("quality"), "R&D expenditure", "2023") * 68) == 65


def test_coverage_of_one_country(visit: Visit) -> None:
    """One of Croatia's four regions in 2019."""
    assert _cell(visit("quality", country="HR"), "R&D expenditure", "2019") == 0.25


def test_coverage_by_country_and_of_one(visit: Visit) -> None:
    by_country = visit("quality", by="country")
    assert _cell(by_country, "R&D expenditure", "Austria") == 1
    one = visit("quality", by="country", country="HR")
    assert {column for _row, column in _heat(one)} == {"Croatia"}


def test_a_country_without_figures_is_said(visit: Visit) -> None:
    app = visit("quality", country="MD")
    assert app.info[0].value.startswith("No region here has a figure of its own.")
    assert not app.get("plotly_chart")


def test_every_field_opens_in_both_languages(visit: Visit) -> None:
    for pillar in ("all", "human-capital", "ict-households", "ict-firms", "economy", "context"):
        app = visit("quality", lang="de", pillar=pillar)
        assert not app.warning and app.get("html")
