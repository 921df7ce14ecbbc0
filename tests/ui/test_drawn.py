"""A map is drawn once for all visitors, and anew where a choice differs."""

from __future__ import annotations

from dataclasses import replace

from conftest import Visit

from danube import catalogue
from danube.exports import pictures
from danube.exports.pictures import Wanted
from danube.store import Warehouse
from danube.ui import drawn, figures


def wanted(warehouse: Warehouse) -> Wanted:
    block = catalogue.load().indicators["gdp_pps_eu100"]
    rows = warehouse.observations(indicators=[block.id])
    return Wanted(block, rows, "2023", warehouse.latest())


def test_the_same_choices_share_one_map(warehouse: Warehouse) -> None:
    choices = wanted(warehouse)
    first = drawn.of(choices)
    assert drawn.of(replace(choices)) is first
    assert first.table.loc["AT13", "value"] == 138
    assert first.picture.payload() == pictures.choropleth(choices).payload()
    assert "2023" in first.answer


def test_another_year_level_or_theme_is_another_map(warehouse: Warehouse) -> None:
    choices = wanted(warehouse)
    others = [replace(choices, year="2022"), replace(choices, level=0), replace(choices, theme="dark")]
    assert len({id(drawn.of(one)) for one in [choices, *others]}) == 4


def test_a_payload_may_be_changed_by_who_asked_for_it(warehouse: Warehouse) -> None:
    picture = drawn.of(wanted(warehouse)).picture
    picture.payload()["title"] = "mine"
    assert picture.payload()["title"] != "mine"


def test_the_first_map_of_every_indicator_is_drawn_before_anybody_asks(
    visit: Visit, warehouse: Warehouse
) -> None:
    drawn.prime()
    version, waiting = warehouse.latest(), []
    for block in catalogue.load().visible():
        year = figures.years(version, block.id)[1]
        rows = figures.at(version).of(block.id)
        if (
            year is not None
            and "_packed" not in drawn.of(Wanted(block, rows, year, version)).picture.__dict__
        ):
            waiting.append(block.id)
    assert waiting == []
