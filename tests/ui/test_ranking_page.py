"""The ranking of one indicator against figures read in the publisher's table."""

from __future__ import annotations

import json
from html import unescape

from conftest import Visit
from streamlit.testing.v1 import AppTest


def _row(app: AppTest, name: str) -> list[str]:
    """The cells of a region in the table behind the chart."""
    table = next(part.value for part in app.get("html") if "<table" in part.value)
    row = next(row for row in unescape(table).split("<tr>") if f">{name}<" in row)
    cells = [cell.split("</t")[0].split(">")[-1] for cell in row.split("<t") if "</t" in cell]
    return [cell.replace("\N{NO-BREAK SPACE}", " ") for cell in cells if cell]


def _rows(app: AppTest) -> list[str]:
    """The names at the rows of the chart."""
    rows: list[str] = json.loads(_chart(app))["layout"]["yaxis"]["ticktext"]
    return rows


def _chart(app: AppTest) -> str:
    return app.get("plotly_chart")[0].proto.spec


def test_who_leads_who_is_last_and_the_median(visit: Visit) -> None:
    """tgs00042, 2023: DE11 7.83, RO22 0.12, median of 65 regions 1.21."""
    assert visit("ranking").markdown[0].value == (
        "Stuttgart leads in 2023 with 7.83 % of GDP. The last is Sud-Est (South-East) with 0.12 % of GDP. "
        "Danube median: 1.21 % of GDP."
    )


def test_lower_may_be_better(visit: Visit) -> None:
    said = visit("ranking", indicator="unemployment_rate", year="2024").markdown[0].value
    assert "does best in 2024" in said or "do best in 2024" in said
    assert "lower is better" in said


def test_rank_and_change_stand_in_the_table(visit: Visit) -> None:
    """DE11 5.89 % in 2013 and 7.83 % in 2023: +1.94."""
    app = visit("ranking", "ranking-twin", since="2013")
    cells = _row(app, "Stuttgart")
    assert {"Stuttgart", "Germany", "1", "7.83", "5.89", "+1.94"} <= set(cells)
    assert "3.95" in _row(app, "Wien (Vienna)") and "+0.41" in _row(app, "Wien (Vienna)")


def test_highlighted_regions_of_a_country_are_bold(visit: Visit) -> None:
    rows = _rows(visit("ranking", country="AT"))
    assert sum(row.startswith("<b>") for row in rows) == 9
    assert "<b>Wien (Vienna)</b>" in rows and rows[0] == "Stuttgart"
    assert _rows(visit("ranking", country="DE11"))[0] == "<b>Stuttgart</b>"


def test_median_and_union_are_labelled_with_their_figures(visit: Visit) -> None:
    """GDP per inhabitant in PPS, 2023: median of 65 regions 73, EU 100."""
    app = visit("ranking", indicator="gdp_pps_eu100", year="2023")
    assert "Danube median 73" in _chart(app) and "EU 100" in _chart(app)


def test_an_indicator_of_larger_units_alone_is_not_ranked(visit: Visit) -> None:
    app = visit("ranking", indicator="digital_skills")
    assert app.markdown[0].value == "No region has a figure of its own for 2025."
    assert "The map shows the figures of larger units." in app.info[0].value
    assert app.selectbox(key="year").disabled and app.selectbox(key="year").value == "2025"


def test_german(visit: Visit) -> None:
    said = visit("ranking", lang="de").markdown[0].value
    assert "7,83" in said and "1,21" in said
