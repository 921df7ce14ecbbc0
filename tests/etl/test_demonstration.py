"""The made-up programme: allowed by every rule, the same at every call, and never in a real warehouse."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from danube.programme import admission, checks, counts, forecast, stages
from danube.programme import register as registers
from danube.programme.register import Register
from danube.settings import DEMONSTRATION, Settings
from danube.store import LoadInfo, StoreError, connect
from etl import demonstration, invented
from tests.programme import shipped

MADE_UP = demonstration.tables()
ON = date(2026, 11, 21)


def whole() -> Register:
    """The facts with the made-up rows behind them."""
    facts = shipped.tables()
    both = {name: pd.concat([rows, MADE_UP.get(name, rows.head(0))], ignore_index=True)
            for name, rows in facts.items()}  # fmt: skip
    return Register(1, both)


ORDER = (
    "document", "organisation", "discovery_group", "stakeholder", "workshop", "need", "action_plan",
    "measure", "pilot", "pilot_partner", "milestone", "measurement", "validation", "replication",
    "good_practice",
)  # fmt: skip


def test_a_manager_could_have_entered_every_row_in_this_order() -> None:
    assert set(ORDER) == set(MADE_UP)
    held, measured = shipped.tables(), MADE_UP["measurement"].head(0)
    for name in ORDER:
        found = admission.refusals(Register(1, held), name, MADE_UP[name], measured, ON)
        assert [str(one) for one in found] == [], name
        if name == "measurement":
            measured = MADE_UP[name]
        else:
            held = held | {name: pd.concat([held[name], MADE_UP[name]], ignore_index=True)}


def test_it_breaks_no_rule_between_the_tables() -> None:
    assert checks.breaches(dict(whole().tables)) == []


def test_ten_pilots_stand_at_all_stages() -> None:
    told = [one.stage for one in stages.of(whole(), MADE_UP["measurement"])]
    assert len(told) == 10
    assert set(told) == {"planned", "measured", "validated", "replicated", "practice"}
    verdicts = {
        forecast.of(one).verdict
        for pilot in MADE_UP["pilot"]["id"]
        for one in forecast.series(MADE_UP["measurement"], pilot)
    }
    assert {"reached", "likely", "open", "unlikely"} == verdicts
    found = {one.code: one.value for one in counts.of(whole(), "spinit", ON)}
    assert (found["RCO 84"], found["RCO 116"]) == (9, 6)


def test_every_row_says_that_it_is_made_up() -> None:
    for name, rows in MADE_UP.items():
        assert (rows["note"] == invented.NOTE).all(), name
        if "document" in rows:
            assert (rows["document"] == invented.DOCUMENT).all(), name
    again = demonstration.tables()
    assert all(rows.equals(again[name]) for name, rows in MADE_UP.items())


@pytest.fixture
def folder(var: Path, tmp_path: Path) -> Path:
    """A copy of the built warehouse."""
    shutil.copytree(var, tmp_path / "var", ignore=shutil.ignore_patterns("*.lock", "compressed"))
    return tmp_path / "var"


def test_it_is_added_once_and_only_where_it_is_asked_for(folder: Path) -> None:
    real, wanted = Settings(var=folder, demo=False), Settings(var=folder, demo=True)
    warehouse = connect(wanted)
    before = warehouse.latest()
    assert demonstration.furnish(warehouse, real) == before and not real.demonstration
    assert demonstration.furnish(warehouse, wanted) == before + len(MADE_UP)
    assert demonstration.furnish(warehouse, wanted) == before + len(MADE_UP)
    assert len(registers.load(warehouse).table("pilot")) == 10
    assert registers.load(warehouse, without=("upload",)).table("pilot").empty
    assert real.demonstration, "the folder says so, whatever the environment says"
    warehouse.close()


def test_a_warehouse_with_uploads_is_left_alone(folder: Path) -> None:
    settings = Settings(var=folder, demo=True)
    warehouse = connect(settings)
    warehouse.add(MADE_UP["organisation"], load=LoadInfo("mine.csv", kind="upload"), holds="organisation")
    before = warehouse.latest()
    with pytest.raises(
        StoreError, match="holds uploads, so no made-up rows are added to it; unset DANUBE_DEMO"
    ):
        demonstration.furnish(warehouse, settings)
    assert warehouse.latest() == before and not (folder / DEMONSTRATION).exists()
    warehouse.close()
