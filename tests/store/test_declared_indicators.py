"""Declarations in the warehouse: with their load from the first moment, gone with it, back with it."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pandas as pd
import pytest
from store_rows import observations

from danube import catalogue
from danube.catalogue import declared
from danube.store import LoadInfo, Warehouse
from danube.store.declared import joined, read, renew
from tests.villages import ID, fields


@pytest.fixture(autouse=True)
def _alone() -> Iterator[None]:
    yield
    declared.declare([])
    declared.use(None)


def bring(warehouse: Warehouse, body: object, *, year: str = "2024") -> int:
    load = LoadInfo("fibre.csv", "0", "ana", recipe=json.dumps({"declared": body}), kind="upload")
    return warehouse.add(observations((ID, "AT11", year, 40.0)), load=load)


def known(edition: int | None = None) -> bool:
    declared.use(edition)
    return ID in catalogue.load().indicators


def test_indicator_comes_with_its_load_goes_and_comes_back(warehouse: Warehouse) -> None:
    warehouse.add(observations(("gerd", "AT11", "2024", 3.0)), load=LoadInfo("gerd.csv"))
    load = bring(warehouse, {ID: fields()})
    renew(warehouse)
    assert known() and catalogue.load().indicators[ID].valid == (0, 100)
    gone = warehouse.withdraw(load)
    assert known()  # until somebody notices the new version
    renew(warehouse, gone)
    assert not known()
    renew(warehouse, warehouse.restore(load))
    assert known()
    assert [known(edition) for edition in (1, 2, 3, 4, -4)] == [False, True, False, True, False]


def test_indicator_stays_while_one_of_its_loads_counts(warehouse: Warehouse) -> None:
    first = bring(warehouse, {ID: fields()})
    second = bring(warehouse, {ID: fields(name="Fibre in villages")}, year="2025")
    warehouse.withdraw(first)
    renew(warehouse)
    assert known() and catalogue.load().indicators[ID].name == "Fibre in villages"
    renew(warehouse, warehouse.withdraw(second))
    assert not known()


def test_nothing_is_read_where_the_version_is_known(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = bring(warehouse, {ID: fields()})
    renew(warehouse, version)
    monkeypatch.setattr(Warehouse, "declared", lambda _self: pytest.fail("it was read again"))
    renew(warehouse, version)
    assert known()


def test_broken_declaration_is_told_to_the_log_and_hurts_no_other(
    warehouse: Warehouse, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "danube.store"):
        bring(warehouse, {ID: fields(), "other": {"name": "No source"}})
        bring(warehouse, ["no object"])
        renew(warehouse)
    assert known() and "other" not in catalogue.load().indicators
    assert [record.getMessage() for record in caplog.records] == ["declaration left out"]


def test_publishers_loads_declare_nothing(warehouse: Warehouse) -> None:
    recipe = json.dumps({"declared": {ID: fields()}})
    warehouse.add(observations((ID, "AT11", "2024", 1.0)), load=LoadInfo("a.csv", recipe=recipe))
    assert read(warehouse) == []


def test_tables_of_reference_hold_what_counts_in_an_edition(warehouse: Warehouse) -> None:
    version = bring(warehouse, {ID: fields(name="<b>Villages</b>")})
    renew(warehouse)
    shipped = pd.DataFrame([["gerd", "R&D", "% of GDP"]], columns=["id", "name", "unit"])
    whole = joined(shipped, "indicator", version)
    assert whole["id"].tolist() == ["gerd", ID]
    assert whole["name"].tolist() == ["R&D", "<b>Villages</b>"]  # a query reads what was typed
    assert joined(shipped, "indicator", -version) is shipped
    assert joined(shipped, "region", version) is shipped
