"""A pilot and a group in words, from a small made-up programme."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from danube import texts
from danube.programme import awaited, circles, forecast, stages
from danube.words import groups, pilots
from tests.programme import filled, shipped


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    texts.use("en")
    yield
    texts.use("en")


def _series() -> forecast.Series:
    return forecast.series(filled.measurements(), "sensors")[0]


def test_progress_is_the_way_from_baseline_to_target() -> None:
    """(15 - 8) / (20 - 8) = 58 %."""
    assert pilots.progress(_series()) == "from 8.0 to 15.0, where 20.0 is the target (58 % of the way)."
    assert pilots.decimals(_series()) == 1 and pilots.unit(_series()) == "number"


def test_without_a_baseline_nothing_is_computed() -> None:
    rows = filled.measurements()
    (lone,) = forecast.series(rows[rows["kind"] == "measurement"], "sensors")
    assert pilots.progress(lone) == (
        "Progress cannot be computed: there is no baseline and there is no target."
    )


def test_an_indicator_of_the_catalogue_has_its_name_and_unit() -> None:
    rows = filled.measurements().assign(indicator="gerd")
    (series,) = forecast.series(rows, "sensors")
    assert pilots.name(series).startswith("R&D expenditure") and "GDP" in pilots.unit(series)


def test_the_answer_names_place_stage_and_what_is_lacking() -> None:
    standings = {one.pilot["id"]: one for one in stages.of(filled.register(), filled.measurements())}
    said = pilots.answer(standings["sensors"], "SpinIT", [_series()])
    assert said.startswith(
        "A pilot of SpinIT in Pécs, Dél-Dunántúl (Southern Transdanubia), Hungary (Industry"
    )
    assert "Machines with sensors: from 8.0 to 15.0" in said
    desk = pilots.answer(standings["desk"], "SpinIT", [])
    assert "Stage: proposed. What it lacks next: No measure is named." in desk


def test_no_pilot_is_made_up() -> None:
    said = pilots.nothing(awaited.awaited(shipped.register()))
    assert said == ("10 pilots are promised; no document that was read names one, and none is made up here.")
    assert pilots.nothing(()) == "No pilot is recorded, and none is promised."


def test_groups_say_which_side_is_missing() -> None:
    register = filled.register()
    pecs, ptuj = circles.circles(register)
    assert groups.of_group(pecs) == (
        "Group of Pécs: memorandum of understanding signed May 2024. 3 members are named. "
        "2 more are counted. Missing: civil society."
    )
    assert groups.of_group(ptuj) == (
        "Group of Ptuj: memorandum of understanding not signed yet. No member is named yet."
    )
    assert groups.answer((pecs, ptuj), awaited.awaited(register)) == (
        "2 groups are recorded, of 10 promised. Missing: civil society in 1."
    )
    assert groups.answer((), awaited.awaited(shipped.register())).startswith(
        "10 Local Discovery Groups are promised; no document says"
    )
