"""The doubts about a large file, on figures that a person can follow."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from danube.settings import Settings
from danube.store import LoadInfo, Warehouse, connect
from etl.intake import large

TODAY = date(2026, 1, 1)


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[Warehouse]:
    warehouse = connect(Settings(var=tmp_path / "var", catalogue="", lake_data=""))
    yield warehouse
    warehouse.close()


def doubts(lines: list[str], folder: Path, warehouse: Warehouse | None = None) -> list[tuple]:
    path = folder / "rows.csv"
    path.write_text("\n".join(["indicator,region,period,value,flag", *lines, ""]), "utf-8")
    found = large.examine(path, folder=folder, warehouse=warehouse, today=TODAY)
    assert not found.rejected
    return [(one["code"], one.get("row"), one.get("value")) for one in found.warnings]


def steady(indicator: str, level: float) -> list[str]:
    return [f"{indicator},AT11,{year},{level + year % 2 / 10}," for year in range(2010, 2020)]


def test_a_steady_series_raises_no_doubt(tmp_path: Path) -> None:
    assert doubts(steady("gerd", 2.0), tmp_path) == []


def test_factor_jump_and_outlier(tmp_path: Path) -> None:
    ten, far, leap = "gerd,AT11,2020,0.201,", "gerd,AT11,2021,3.5,", "gerd,AT12,2001,9,"
    before = ["gerd,AT12,2000,3,"]
    found = doubts([*steady("gerd", 2.0), ten, far, *before, leap], tmp_path)
    assert set(found) == {("factor", 12, "0.201"), ("outlier", 13, "3.5"), ("jump", 15, "9")}


def test_a_whole_indicator_in_another_unit_is_told_once(tmp_path: Path, warehouse: Warehouse) -> None:
    known = pd.DataFrame(
        [("gerd", "AT11", str(year), 2.0, "", "test") for year in range(2000, 2010)],
        columns=["indicator", "region", "period", "value", "flag", "source"],
    )
    warehouse.add(known, load=LoadInfo("known.csv"))
    rows = [f"gerd,AT11,{year},0.02," for year in range(2010, 2020)]
    assert doubts(rows, tmp_path, warehouse) == [("factor", None, None)]


def test_years_to_come_unless_they_are_forecast(tmp_path: Path) -> None:
    found = doubts(["gerd,AT11,2026,2,", "gerd,AT11,2027,2,", "gerd,AT11,2028,2,f"], tmp_path)
    assert found == [("future", 3, "2")]


def test_difference_counts_all_and_shows_the_changed_ones(tmp_path: Path, warehouse: Warehouse) -> None:
    rows = steady("gerd", 2.0)
    path = tmp_path / "rows.csv"
    path.write_text("\n".join(["indicator,region,period,value,flag", *rows, ""]), "utf-8")
    report = large.examine(path, folder=tmp_path, warehouse=warehouse)
    assert large.store(report, warehouse, who="Ana") == 1
    rows[3] = "gerd,AT11,2013,2.5,"
    path.write_text(
        "\n".join(["indicator,region,period,value,flag", *rows, "gerd,AT12,2013,2,", ""]), "utf-8"
    )
    again = large.examine(path, folder=tmp_path, warehouse=warehouse)
    assert again.counts() == {"new": 1, "changed": 1, "unchanged": 9}
    assert again.changes() == [
        {"indicator": "gerd", "region": "AT11", "period": "2013", "before": 2.1, "after": 2.5}
    ]
    large.discard(again)
    assert not again.folder.exists()


def test_flags_and_missing_figures_are_compared_too(tmp_path: Path, warehouse: Warehouse) -> None:
    """The warehouse has regions and years that the file lacks, and the file one that comes before them."""
    known = pd.DataFrame(
        [
            ("berd", "AT11", "2015", 1.0, ""),
            ("gerd", "AT11", "2001", 2.0, "p"),
            ("gerd", "AT12", "2001", None, "c"),
            ("gerd", "AT12", "2002", 2.0, ""),
            ("gerd", "HU11", "2001", 2.0, ""),
            ("gerd", "HU11", "2003", 2.0, ""),
        ],
        columns=["indicator", "region", "period", "value", "flag"],
    )
    warehouse.add(known.assign(source="test"), load=LoadInfo("known.csv"))
    rows = ["gerd,AT11,2000,2,", "gerd,AT11,2001,2,b", "gerd,AT12,2001,:,c", "gerd,HU11,2003,2,"]
    path = tmp_path / "rows.csv"
    path.write_text("\n".join(["indicator,region,period,value,flag", *rows, ""]), "utf-8")
    report = large.examine(path, folder=tmp_path, warehouse=warehouse)
    assert report.counts() == {"new": 1, "changed": 1, "unchanged": 2}
    first = report.difference[["region", "period", "status"]].to_numpy().tolist()
    assert first == [
        ["AT11", "2001", "changed"],
        ["AT11", "2000", "new"],
        ["AT12", "2001", "unchanged"],
        ["HU11", "2003", "unchanged"],
    ]


def test_cancelled_leaves_nothing(tmp_path: Path, warehouse: Warehouse) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("\n".join(["indicator,region,period,value,flag", *steady("gerd", 2.0), ""]), "utf-8")
    told: list[float] = []
    with pytest.raises(large.Cancelled):
        large.examine(
            path,
            folder=tmp_path / "work",
            progress=lambda fraction, _phrase: told.append(fraction),
            cancelled=lambda: len(told) > 2,
        )
    assert told == sorted(told)
    assert not list((tmp_path / "work").iterdir())
    report = large.examine(path, folder=tmp_path / "work")
    with pytest.raises(large.Cancelled):
        large.store(report, _Slow(warehouse), cancelled=lambda: True)  # type: ignore[arg-type]
    assert warehouse.latest() == 0


class _Slow:
    """The real warehouse, whose store begins once it has been asked to stop."""

    def __init__(self, warehouse: Warehouse) -> None:
        self._warehouse = warehouse

    def add_parquet(self, path: Path, *, load: LoadInfo, work) -> int:
        while not work.stopped:
            pass
        return self._warehouse.add_parquet(path, load=load, work=work)
