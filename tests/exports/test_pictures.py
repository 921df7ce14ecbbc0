"""One indicator and year as a picture: levels, notes, and a scale that stays."""

from __future__ import annotations

import pytest

from danube import catalogue
from danube.exports import pictures
from danube.exports.pictures import Wanted
from danube.store import Warehouse


def wanted(warehouse: Warehouse, indicator: str, year: str, **choices: object) -> Wanted:
    rows = warehouse.observations(indicators=[indicator])
    return Wanted(catalogue.load().indicators[indicator], rows, year, warehouse.latest(), **choices)  # type: ignore[arg-type]


def test_a_coarser_figure_names_its_unit(warehouse: Warehouse) -> None:
    """isoc_r_dskl_i, 2025: 70.65 % in AT1; Slovenia has a figure of the country alone, 46.5 %."""
    table = pictures.table(wanted(warehouse, "digital_skills", "2025"))
    assert table.loc["AT13", ["value", "state", "origin"]].tolist() == [70.65, "coarser", "AT1"]
    assert table.loc["AT13", "note"] == "Value of Ostösterreich (Eastern Austria)"
    assert table.loc["SI03", ["value", "note"]].tolist() == [46.5, "Value of Slovenia"]


def test_a_missing_figure_names_the_reason(warehouse: Warehouse) -> None:
    """tgs00042: Bosnia never; Austria every other year."""
    table = pictures.table(wanted(warehouse, "gerd", "2022"))
    assert table.loc["BA01", "note"] == "No figure: Bosnia and Herzegovina does not report this."
    assert table.loc["AT13", "state"] == "missing" and "2022" in table.loc["AT13", "note"]
    assert table.loc["HU11", "note"] == ""
    assert table["note"].ne("").sum() == table["state"].ne("value").sum()


@pytest.mark.parametrize("kind", ["continuous", "quantiles", "jenks"])
@pytest.mark.parametrize(("indicator", "level"), [("gerd", 2), ("digital_skills", 1), ("gdp_pps_eu100", 0)])
def test_the_scale_is_the_same_in_every_year(
    warehouse: Warehouse, indicator: str, level: int, kind: str
) -> None:
    rows = warehouse.observations(indicators=[indicator])
    years = sorted(rows["period"].unique())
    early, late = (
        pictures.choropleth(wanted(warehouse, indicator, year, level=level, kind=kind)).scale
        for year in (years[0], years[-1])
    )
    known = rows.loc[rows["level"] == level, "value"].dropna().round(early.decimals)
    assert early.edges == late.edges
    assert early.edges[0] <= known.min() and known.max() <= early.edges[-1]


def test_a_diverging_scale_names_what_it_turns_around(warehouse: Warehouse) -> None:
    """GDP per inhabitant in PPS, 2023: median of 65 regions 73, EU 100."""
    danube = pictures.choropleth(wanted(warehouse, "gdp_pps_eu100", "2023", kind="diverging"))
    union = pictures.choropleth(wanted(warehouse, "gdp_pps_eu100", "2023", kind="diverging", centre="eu"))
    assert (danube.reference, danube.scale.centre) == ("Danube median 73 (2023)", 73)
    assert (union.reference, union.scale.centre) == ("EU 100 (2023)", 100)
    assert 73 in danube.scale.edges and 100 in union.scale.edges


def test_a_diverging_legend_stays_as_the_years_pass(warehouse: Warehouse) -> None:
    early = pictures.choropleth(wanted(warehouse, "gdp_pps_eu100", "2010", kind="diverging"))
    late = pictures.choropleth(wanted(warehouse, "gdp_pps_eu100", "2024", kind="diverging"))
    assert early.scale == late.scale and early.reference == late.reference


def test_without_a_figure_of_the_union_the_scale_does_not_turn_around_it(warehouse: Warehouse) -> None:
    picture = pictures.choropleth(wanted(warehouse, "gerd", "2023", kind="diverging", centre="eu"))
    assert picture.scale.kind == "continuous" and picture.reference == ""


def test_the_picture_names_its_source_and_version(warehouse: Warehouse) -> None:
    choices = wanted(warehouse, "gerd", "2023")
    version = warehouse.latest()
    assert pictures.source(choices) == f"Source: Eurostat, tgs00042. Version {version}."
    picture = pictures.choropleth(choices, selected=("AT13",))
    assert picture.title == "R&D expenditure, all sectors, 2023" and picture.unit == "% of GDP"
