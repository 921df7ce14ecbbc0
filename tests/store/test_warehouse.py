"""What the warehouse promises, whichever engine keeps it."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from store_rows import observations

from danube.settings import Settings
from danube.store import Batch, LoadInfo, StoreError, Warehouse, connect
from danube.store.schema import REFERENCE

FIRST = observations(
    ("gerd", "AT12", "2021", 1.5), ("gerd", "AT13", "2021", 3.9), ("gerd", "AT", "2021", 3.2)
)
SECOND = observations(("gerd", "AT12", "2021", 1.6), ("gerd", "AT12", "2022", 1.7))


def regions(**levels: int) -> pd.DataFrame:
    frame = pd.DataFrame({"code": list(levels), "level": list(levels.values())})
    return frame.reindex(columns=list(REFERENCE["region"])).astype({"parent": "str"})


def value(
    warehouse: Warehouse, region: str, period: str = "2021", version: int | None = None
) -> float | None:
    found = warehouse.observations(regions=[region], periods=[period], version=version)
    return None if found.empty else found["value"].item()


def test_empty_warehouse_answers_with_empty_tables(warehouse: Warehouse) -> None:
    assert warehouse.latest() == 0
    assert warehouse.events().empty
    assert warehouse.loads().empty
    assert warehouse.reference("region").empty
    assert list(warehouse.observations()) == [
        "indicator", "region", "level", "period", "value", "flag", "source", "load",
    ]  # fmt: skip


def test_later_load_covers_the_earlier_one_figure_by_figure(warehouse: Warehouse) -> None:
    assert warehouse.add(FIRST, load=LoadInfo("first.csv")) == 1
    assert warehouse.add(SECOND, load=LoadInfo("second.csv", kind="upload")) == 2
    assert value(warehouse, "AT12") == 1.6
    assert value(warehouse, "AT13") == 3.9
    assert value(warehouse, "AT12", "2022") == 1.7
    assert warehouse.observations()["load"].tolist() == [1, 2, 2, 1]


def test_withdrawing_brings_the_earlier_figure_back_and_restoring_undoes_it(warehouse: Warehouse) -> None:
    warehouse.add(FIRST, load=LoadInfo("first.csv"))
    warehouse.add(SECOND, load=LoadInfo("second.csv"))
    assert warehouse.withdraw(2, who="Ana", note="wrong unit") == 3
    assert value(warehouse, "AT12") == 1.5
    assert value(warehouse, "AT12", "2022") is None
    assert warehouse.loads()["withdrawn"].tolist() == [False, True]
    assert warehouse.restore(2) == 4
    assert value(warehouse, "AT12") == 1.6
    assert warehouse.loads()["withdrawn"].tolist() == [False, False]


def test_every_version_stays_as_it_was(warehouse: Warehouse) -> None:
    warehouse.add(FIRST, load=LoadInfo("first.csv"))
    warehouse.add(SECOND, load=LoadInfo("second.csv"))
    warehouse.withdraw(2)
    assert [value(warehouse, "AT12", version=n) for n in range(4)] == [None, 1.5, 1.6, 1.5]
    assert warehouse.observations(version=0).empty
    assert len(warehouse.loads(1)) == 1
    assert warehouse.loads(2)["withdrawn"].tolist() == [False, False]


def test_events_tell_who_did_what(warehouse: Warehouse) -> None:
    warehouse.add(FIRST, load=LoadInfo("first.csv", sha256="ab", who="Ana", note="spring"))
    warehouse.withdraw(1, who="Bo", note="old")
    events = warehouse.events()
    assert events["kind"].tolist() == ["load", "withdraw"]
    assert events["load"].tolist() == [1, 1]
    assert events["who"].tolist() == ["Ana", "Bo"]
    assert events["at"].is_monotonic_increasing
    load = warehouse.loads().iloc[0]
    assert (load["file"], load["sha256"], load["note"], load["rows"]) == ("first.csv", "ab", "spring", 3)
    assert load["kind"] == "publisher"


def test_missing_stays_missing_and_keeps_its_flag(warehouse: Warehouse) -> None:
    frame = observations(("gerd", "AT12", "2021", None)).assign(flag="c")
    warehouse.add(frame, load=LoadInfo("first.csv"))
    row = warehouse.observations().iloc[0]
    assert math.isnan(row["value"])
    assert row["flag"] == "c"


def test_choice_by_indicator_region_period_and_level(warehouse: Warehouse) -> None:
    places = Batch(LoadInfo("regions.csv", kind="reference"), "region", regions(AT=0, AT12=2, AT13=2))
    warehouse.sync([places])
    warehouse.add(FIRST, load=LoadInfo("first.csv"))
    assert warehouse.observations(level=2)["region"].tolist() == ["AT12", "AT13"]
    assert warehouse.observations(level=0)["value"].tolist() == [3.2]
    assert warehouse.observations(level=1).empty
    assert warehouse.observations(indicators=["berd"]).empty
    assert warehouse.observations(indicators=("gerd",), regions={"AT13"})["value"].tolist() == [3.9]


def test_region_without_an_entry_has_no_level(warehouse: Warehouse) -> None:
    warehouse.add(FIRST, load=LoadInfo("first.csv"))
    assert warehouse.observations()["level"].isna().all()


def test_reference_is_the_newest_load_as_of_the_version(warehouse: Warehouse) -> None:
    old = Batch(LoadInfo("regions.csv", sha256="1", kind="reference"), "region", regions(AT=0))
    new = Batch(LoadInfo("regions.csv", sha256="2", kind="reference"), "region", regions(AT=0, AT1=1))
    assert warehouse.sync([old]) == 1
    assert warehouse.sync([new]) == 2
    assert warehouse.reference("region")["code"].tolist() == ["AT", "AT1"]
    assert warehouse.reference("region", version=1)["code"].tolist() == ["AT"]
    with pytest.raises(StoreError, match="Load 2 holds no figures but the table 'region'"):
        warehouse.withdraw(2)


def test_sync_adds_only_what_changed(warehouse: Warehouse) -> None:
    batches = [
        Batch(LoadInfo("first.csv", sha256="1"), "observation", FIRST),
        Batch(LoadInfo("second.csv", sha256="1"), "observation", SECOND),
    ]
    assert warehouse.sync(batches) == 2
    assert warehouse.sync(batches) == 2
    more = observations(*SECOND.iloc[:, :4].itertuples(index=False, name=None), ("gerd", "AT11", "2022", 0.9))
    assert warehouse.sync([batches[0], Batch(LoadInfo("second.csv", sha256="2"), "observation", more)]) == 3
    assert value(warehouse, "AT11", "2022") == 0.9
    assert warehouse.loads()["file"].tolist() == ["first.csv", "second.csv", "second.csv"]


def test_figure_that_the_publisher_took_back_does_not_shine_through(warehouse: Warehouse) -> None:
    warehouse.sync([Batch(LoadInfo("first.csv", sha256="1"), "observation", FIRST)])
    warehouse.sync([Batch(LoadInfo("first.csv", sha256="2"), "observation", FIRST.head(1))])
    assert value(warehouse, "AT13") is None
    assert value(warehouse, "AT12") == 1.5
    assert warehouse.events()["kind"].tolist() == ["load", "load", "withdraw"]
    assert warehouse.events()["note"].tolist()[-1] == "replaced by load 2"


def test_withdrawn_file_is_not_loaded_again_until_it_changes(warehouse: Warehouse) -> None:
    batch = Batch(LoadInfo("first.csv", sha256="1"), "observation", FIRST)
    warehouse.sync([batch])
    warehouse.withdraw(1)
    assert warehouse.sync([batch]) == 2
    assert warehouse.observations().empty


def test_file_that_is_gone_is_withdrawn_and_restored_when_it_is_back(warehouse: Warehouse) -> None:
    batch = Batch(LoadInfo("first.csv", sha256="1"), "observation", FIRST)
    warehouse.sync([batch])
    assert warehouse.sync([], gone=[1]) == 2
    assert warehouse.observations().empty
    assert warehouse.sync([], gone=[1]) == 2
    assert warehouse.sync([batch]) == 3
    assert len(warehouse.observations()) == 3
    assert warehouse.events()["note"].tolist() == ["", "its file is gone", "its file is back"]


@pytest.mark.parametrize(
    ("frame", "sentence"),
    [
        (FIRST.head(0), "bad.csv: there are no rows to load"),
        (FIRST.drop(columns="flag"), "bad.csv: the columns flag are missing"),
        (pd.concat([FIRST, FIRST]), "bad.csv: 3 rows stand there twice, the first being gerd, AT12, 2021"),
        (FIRST.assign(value=math.inf), "bad.csv: a value is infinite"),
        (FIRST.assign(region=""), "bad.csv: 3 rows have no indicator or no region or no period"),
    ],
)
def test_bad_load_is_refused_whole(warehouse: Warehouse, frame: pd.DataFrame, sentence: str) -> None:
    with pytest.raises(StoreError, match=sentence):
        warehouse.add(frame, load=LoadInfo("bad.csv"))
    assert warehouse.latest() == 0


def test_one_bad_batch_refuses_all_of_them(warehouse: Warehouse) -> None:
    good = Batch(LoadInfo("good.csv", sha256="1"), "observation", FIRST)
    bad = Batch(LoadInfo("bad.csv", sha256="1"), "observation", pd.concat([SECOND, SECOND]))
    with pytest.raises(StoreError, match=r"bad\.csv"):
        warehouse.sync([good, bad])
    assert warehouse.latest() == 0
    assert warehouse.observations().empty


def test_unknown_version_load_and_table_are_named(warehouse: Warehouse) -> None:
    warehouse.add(FIRST, load=LoadInfo("first.csv"))
    with pytest.raises(StoreError, match="There is no version 9: the warehouse knows 0 to 1"):
        warehouse.observations(version=9)
    with pytest.raises(StoreError, match="There is no version -1"):
        warehouse.loads(-1)
    with pytest.raises(StoreError, match="There is no load 7"):
        warehouse.withdraw(7)
    with pytest.raises(StoreError, match="Load 1 is not withdrawn"):
        warehouse.restore(1)
    with pytest.raises(StoreError, match="no reference table 'pilot'"):
        warehouse.reference("pilot")
    assert warehouse.latest() == 1


def test_second_withdrawal_is_refused(warehouse: Warehouse) -> None:
    warehouse.add(FIRST, load=LoadInfo("first.csv"))
    warehouse.withdraw(1)
    with pytest.raises(StoreError, match="Load 1 is withdrawn already"):
        warehouse.withdraw(1)


def test_quotes_and_foreign_letters_come_back_as_they_went_in(warehouse: Warehouse) -> None:
    frame = observations(("i'\"; DROP TABLE load", "Košický kraj", "2021", 1.0))
    warehouse.add(frame, load=LoadInfo("дані.csv", note="it's — ok"))
    assert warehouse.observations(indicators=["i'\"; DROP TABLE load"])["region"].tolist() == ["Košický kraj"]
    assert warehouse.loads()["note"].tolist() == ["it's — ok"]


def test_another_connection_sees_the_new_version_at_once(warehouse: Warehouse, settings: Settings) -> None:
    other = connect(settings)
    assert other.latest() == 0
    warehouse.add(FIRST, load=LoadInfo("first.csv"))
    assert other.latest() == 1
    assert len(other.observations()) == 3
    other.close()


def test_without_uploads_the_publishers_figure_shines_through(warehouse: Warehouse) -> None:
    warehouse.add(FIRST, load=LoadInfo("first.csv"))
    warehouse.add(SECOND, load=LoadInfo("second.csv", kind="upload"))
    assert warehouse.observations()["load"].tolist() != [1, 1, 1]
    alone = warehouse.observations(without=("upload",))
    assert alone["load"].tolist() == [1, 1, 1]
    assert alone["value"].tolist() == warehouse.observations(version=1)["value"].tolist()
    assert warehouse.observations(without=("upload", "publisher")).empty


def test_what_would_be_if_a_load_were_taken_back_or_came_again(warehouse: Warehouse) -> None:
    warehouse.add(FIRST, load=LoadInfo("first.csv"))
    second = warehouse.add(SECOND, load=LoadInfo("second.csv", kind="upload"))
    with_both, alone = warehouse.observations(), warehouse.observations(version=1)
    assert warehouse.observations(turned=[second]).equals(alone)
    assert warehouse.latest() == 2 and warehouse.observations().equals(with_both)
    warehouse.withdraw(second)
    assert warehouse.observations(turned=[second]).equals(with_both)
    assert warehouse.observations(turned=[1, second])["load"].unique().tolist() == [second]
