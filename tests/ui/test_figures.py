"""The figures of a version, read once: which version, which indicators, which years."""

from __future__ import annotations

import pytest
from conftest import Visit

from danube.store import Warehouse
from danube.ui import figures
from tests import pages


@pytest.fixture(autouse=True)
def _door(visit: Visit) -> None:
    """The warehouse of the tests is the one that pages open."""


def test_the_latest_version_unless_the_address_asks(visit: Visit, warehouse: Warehouse) -> None:
    latest = warehouse.latest()
    assert f"Version {latest} of the figures" in visit("methods").caption[-1].value
    assert "Version 7 of the figures" in visit("methods", v="7").caption[-1].value


WITHOUT_FIGURES = ("no figure", "no headline", "no indicator")
WITHOUT_PROGRAMME = {
    "edit": "there is none yet",
    "groups": "No Local Discovery Group is recorded",
    "matching": "Nobody can be suggested",
    "partners": "No document ties anybody together",
    "pilot": "No pilot is recorded",
    "practices": "The register holds no good practice yet",
    "programme": "No initiative is recorded in this version",
    "reach": "nobody can say where it is behind",
}
"""What a page of the programme says before there is any."""


@pytest.mark.parametrize("page", pages.NAMES)
def test_a_version_that_there_is_not_is_named_on_every_page(
    visit: Visit, warehouse: Warehouse, page: str
) -> None:
    latest = warehouse.latest()
    for asked in ("0", str(latest + 1)):
        said = [one.value for one in visit(page, v=asked).warning]
        assert said == [
            f"The link asks for version “`{asked}`”, which does not exist. The latest, {latest}, is shown."
        ]


@pytest.mark.parametrize("page", pages.NAMES)
def test_a_version_without_figures_is_said_in_words(visit: Visit, page: str) -> None:
    app = visit(page, v="1")
    shown = " ".join(one.value for one in [*app.markdown, *app.info])
    assert "nan" not in shown and "for ." not in shown
    wanted = [WITHOUT_PROGRAMME[page]] if page in WITHOUT_PROGRAMME else WITHOUT_FIGURES
    assert page in ("decks", "import", "methods", "rooms") or any(one in shown for one in wanted)


def test_a_shelf_hands_out_one_several_or_no_indicator(warehouse: Warehouse) -> None:
    shelf = figures.at(warehouse.latest())
    one, both, none = shelf.of("gerd"), shelf.of("gerd", "eqi"), shelf.of("nothing")
    assert len(one) == 566
    assert len(both) == 566 + len(shelf.of("eqi")) and both.index.is_unique
    assert none.empty and list(none.columns) == list(one.columns)
    assert len(shelf.everything) == sum(map(len, shelf.by_indicator.values()))


def test_an_older_version_lacks_what_came_later(warehouse: Warehouse) -> None:
    events = warehouse.events()
    first = events[events["kind"] == "load"]["version"].min()
    assert set(figures.at(int(first)).by_indicator) < set(figures.at(warehouse.latest()).by_indicator)


def test_years_with_figures_and_the_first_to_show(warehouse: Warehouse) -> None:
    """2024 has one region (Montenegro is early), 2023 has 65."""
    years, first = figures.years(warehouse.latest(), "gerd")
    assert years == [str(year) for year in range(2013, 2025)] and first == "2023"
    assert figures.years(warehouse.latest(), "nothing") == ([], None)


@pytest.mark.parametrize(
    ("indicator", "year", "levels"),
    [
        ("gerd", "2023", [2]),
        ("gdp_pps_eu100", "2023", [0, 1, 2]),
        ("digital_skills", "2025", [0, 1, 2]),
        ("ai_preprints", "2019", [0, 1, 2, 3]),
        ("gerd", "1950", [2]),
    ],
)
def test_levels_with_figures_and_always_nuts_2(
    warehouse: Warehouse, indicator: str, year: str, levels: list[int]
) -> None:
    assert figures.levels(warehouse.latest(), indicator, year) == levels
