"""A small programme that is made up, for tests: one pilot gone the whole way, one that has only begun."""

from __future__ import annotations

from typing import Any

import pandas as pd

from danube.catalogue.programme import TABLES
from danube.programme.register import Register, checked
from danube.store import Warehouse
from danube.store.writers import LoadInfo
from tests.programme import shipped

PAPER = "spinit-page"
ROWS: dict[str, list[dict[str, Any]]] = {
    "organisation": [
        {
            "id": "institute",
            "name": "Institute of Machines",
            "country": "HU",
            "region": "HU23",
            "kind": "research",
        },
        {"id": "works", "name": "Machine Works", "country": "HU", "region": "HU23", "kind": "business"},
        {"id": "hub", "name": "Hub Novi Sad", "country": "RS", "region": "RS12", "kind": "business"},
    ],
    "discovery_group": [
        {
            "id": "pecs",
            "name": "Group of Pécs",
            "town": "Pécs",
            "region": "HU23",
            "formed": "2024-05",
            "members": 5,
            "project": "spinit",
        },
        {"id": "ptuj", "name": "Group of Ptuj", "town": "Ptuj", "region": "SI03", "project": "spinit"},
    ],
    "stakeholder": [
        {
            "group": "pecs",
            "name": "Machine Works",
            "organisation": "works",
            "helix": "business",
            "role": "chair",
        },
        {"group": "pecs", "name": "City of Pécs", "helix": "public"},
        {"group": "pecs", "name": "Institute of Machines", "organisation": "institute", "helix": "research"},
    ],
    "workshop": [
        {
            "id": "w1",
            "group": "pecs",
            "name": "What machines lack",
            "date": "2024-06-12",
            "participants": 18,
            "results": "Sensors first.",
        },
    ],
    "need": [
        {
            "id": "n1",
            "group": "pecs",
            "region": "HU23",
            "indicator": "gerd",
            "statement": "Small firms do no research.",
            "date": "2024-06",
        },
    ],
    "action_plan": [
        {
            "id": "plan",
            "project": "spinit",
            "name": "Plan of Pécs",
            "region": "HU23",
            "country": "HU",
            "date": "2024-09",
        },
    ],
    "measure": [
        {
            "id": "m1",
            "action_plan": "plan",
            "need": "n1",
            "name": "Sensors for small machine builders",
            "owner": "works",
        }
    ],
    "pilot": [
        {
            "id": "sensors",
            "project": "spinit",
            "name": "Sensors on old machines",
            "town": "Pécs",
            "region": "HU23",
            "country": "HU",
            "cluster": "industry-4.0",
            "action_plan": "plan",
            "measure": "m1",
            "begins": "2024-10",
            "ends": "2025-12",
            "budget": 60000,
            "lead": "works",
            "method": "Ten machines, before and after.",
        },
        {
            "id": "desk",
            "project": "spinit",
            "name": "Digital desk",
            "region": "SI03",
            "country": "SI",
            "cluster": "it",
        },
    ],
    "pilot_partner": [{"pilot": "sensors", "organisation": "institute", "role": "measures"}],
    "milestone": [
        {"pilot": "sensors", "name": "Sensors mounted", "due": "2024-12", "done": "2024-12-10"},
        {"pilot": "sensors", "name": "Half-time report", "due": "2025-05", "done": "2025-07-01"},
        {"pilot": "sensors", "name": "Final report", "due": "2025-12"},
    ],
    "validation": [
        {
            "id": "v1",
            "pilot": "sensors",
            "organisation": "institute",
            "date": "2025-10",
            "verdict": "confirmed-with-conditions",
            "conditions": "With a mechanic on site.",
            "evidence": "Report of ten machines",
        },
    ],
    "replication": [
        {
            "id": "r1",
            "pilot": "sensors",
            "validation": "v1",
            "region": "RS12",
            "country": "RS",
            "organisation": "hub",
            "joint": "yes",
            "date": "2025-12",
            "result": "works",
            "factors": "a mechanic on site; cheap sensors",
            "evidence": "Minutes",
        },
        {
            "id": "r2",
            "pilot": "sensors",
            "validation": "v1",
            "region": "BG42",
            "country": "BG",
            "organisation": "hub",
            "joint": "no",
            "date": "2026-02",
            "result": "failed",
            "factors": "A mechanic on site",
            "evidence": "Minutes",
        },
    ],
}
MEASURED = [
    ("baseline", "2024-S2", 8.0), ("target", "2026-06", 20.0), ("measurement", "2025-Q1", 10.0),
    ("measurement", "2025-Q2", 11.5), ("measurement", "2025-Q3", 14.0), ("measurement", "2025-Q4", 15.0),
]  # fmt: skip


def rows(name: str) -> pd.DataFrame:
    """The made-up rows of a table, with every column."""
    given = [{"document": PAPER, **row} for row in ROWS.get(name, [])]
    return checked(name, pd.DataFrame(given).reindex(columns=[one.name for one in TABLES[name].columns]))


def register() -> Register:
    """The shipped facts and the made-up rows behind them."""
    facts = shipped.tables()
    return Register(2, {name: pd.concat([facts[name], rows(name)], ignore_index=True) for name in TABLES})


def measurements() -> pd.DataFrame:
    """The figures of the pilot that has some, as the table `measurement`."""
    told = {
        "pilot": "sensors",
        "indicator": "Machines with sensors",
        "unit": "number",
        "region": "",
        "flag": "",
        "source": "Count on site",
        "url": "",
        "note": "",
    }
    return pd.DataFrame([told | {"kind": kind, "period": at, "value": value} for kind, at, value in MEASURED])


def store(warehouse: Warehouse) -> None:
    """Adds the made-up rows as loads of an upload each, as a manager's import does."""
    for name in ROWS:
        _add(warehouse, name, rows(name).drop(columns="load"))
    _add(warehouse, "measurement", measurements())


def _add(warehouse: Warehouse, name: str, table: pd.DataFrame) -> None:
    warehouse.add(table, load=LoadInfo(f"{name}.csv", sha256=name, who="Ana", kind="upload"), holds=name)
