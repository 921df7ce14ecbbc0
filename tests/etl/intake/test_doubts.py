"""Figures that look wrong beside their own history: a factor, a jump, an outlier, a share, the future."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from danube import catalogue
from etl.intake import doubts

KNOWN = catalogue.load().indicators
TODAY = date(2026, 6, 1)


def rows(*figures: tuple[str, str, str, float], flag: str = "") -> pd.DataFrame:
    table = pd.DataFrame(figures, columns=["indicator", "region", "period", "value"])
    return table.assign(flag=flag, row=range(2, len(table) + 2), text=table["value"].map(str))


def history(*values: float, indicator: str = "unemployment_rate", region: str = "AT11") -> pd.DataFrame:
    years = range(2024 - len(values), 2024)
    return rows(*((indicator, region, str(year), value) for year, value in zip(years, values, strict=True)))


def codes(figures: pd.DataFrame, known: pd.DataFrame | None = None) -> list[tuple[str, object]]:
    return [(str(one["code"]), one.get("row")) for one in doubts.find(figures, KNOWN, known, today=TODAY)]


STEADY = history(4.0, 4.2, 4.1, 3.9, 4.0)


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (4.1, []),
        (41.0, ["factor"]),
        (0.4, ["factor"]),
        (9.0, ["jump"]),
        (5.5, ["outlier"]),
        (4.3, []),
    ],
)
def test_figure_beside_its_history(value: float, found: list[str]) -> None:
    figures = rows(("unemployment_rate", "AT11", "2024", value))
    assert codes(figures, STEADY) == [(code, 2) for code in found]


def test_sentence_names_place_and_both_figures() -> None:
    known = history(*[37000.0] * 4, indicator="gdp_pps", region="AT12")
    found = doubts.find(rows(("gdp_pps", "AT12", "2024", 37.0)), KNOWN, known, today=TODAY)
    assert found[0]["text"] == (
        "gdp_pps, AT12, 2024: 37 is about 1,000 times smaller than other years of the region (37,000)."
    )
    assert (found[0]["row"], found[0]["region"], found[0]["value"]) == (2, "AT12", "37.0")


def test_unit_of_the_whole_file_is_one_doubt() -> None:
    regions = ["AT11", "AT12", "AT13", "AT21"]
    known = pd.concat([history(4.0, 4.1, 4.0, 4.2, region=region) for region in regions])
    figures = rows(*(("unemployment_rate", region, "2024", 0.041) for region in regions))
    found = doubts.find(figures, KNOWN, known, today=TODAY)
    assert [(one["code"], one["factor"]) for one in found] == [("factor", 0.01)]
    assert "4 of 4 figures are 100 times as small" in str(found[0]["text"])


def test_file_is_its_own_history_where_the_warehouse_has_none() -> None:
    figures = pd.concat(
        [STEADY, rows(("unemployment_rate", "AT11", "2024", 41.0)).assign(row=9)], ignore_index=True
    )
    assert codes(figures) == [("factor", 9)]


def test_figure_that_is_known_already_is_not_doubted_again() -> None:
    known = pd.concat([STEADY, rows(("unemployment_rate", "AT11", "2024", 41.0))])
    assert codes(rows(("unemployment_rate", "AT11", "2024", 41.0)), known) == []


def test_share_over_100_where_there_never_was_one() -> None:
    over = rows(("gdp_pps_eu100", "AT11", "2023", 130.0), ("rd_personnel", "AT11", "2023", 130.0))
    shares = {one.id for one in KNOWN.values() if doubts.is_share(one)}
    assert "gdp_pps_eu100" not in shares
    name = sorted(shares)[0]
    figures = rows((name, "AT11", "2023", 130.0))
    assert ("over-100", 2) in codes(figures)
    assert ("over-100", 2) not in codes(figures, rows((name, "AT12", "2020", 120.0)))
    assert all(code != "over-100" for code, _row in codes(over.head(1)))


def test_future_year_is_doubted_unless_it_is_a_forecast() -> None:
    assert codes(rows(("gdp_pps", "AT11", "2031", 1.0))) == [("future", 2)]
    assert codes(rows(("gdp_pps", "AT11", "2031", 1.0), flag="f")) == []
    assert codes(rows(("gdp_pps", "AT11", "2026", 1.0))) == []


def test_nothing_is_doubted_where_there_is_nothing_to_compare() -> None:
    assert codes(rows(("gdp_pps", "AT11", "2023", 1.0))) == []
    assert codes(rows(("gdp_pps", "AT11", "2023", float("nan")))) == []
    assert codes(rows()) == []
