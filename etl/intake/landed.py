"""Whether a store that ended without a word had stored: the warehouse is asked, not the process.

A process may be killed after its load stands in the warehouse and before it could say so.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from danube import settings, store
from danube.store import StoreError, Warehouse
from etl.intake.report import Report

NOTE = "storing.json"


def begin(folder: Path, warehouse: Warehouse, report: Report, given: Mapping[str, Any]) -> None:
    """Notes what is about to be stored, and the version before it."""
    about = {"sha256": report.sha256, "recipe": report.recipe.as_json(), "note": given["note"]}
    told = {"before": warehouse.latest(), "load": {**about, "who": given["who"]}}
    (folder / NOTE).write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


def version(folder: Path) -> int | None:
    """The version that the store of this folder made; None where it made none, or nobody can tell now."""
    try:
        told = json.loads((folder / NOTE).read_text(encoding="utf-8"))
        warehouse = store.connect(settings.read())
    except (FileNotFoundError, json.JSONDecodeError, StoreError):
        return None
    try:
        loads = warehouse.loads()
    finally:
        warehouse.close()
    mine = loads[loads["load"] > told["before"]]
    for column, value in told["load"].items():
        mine = mine[mine[column] == value]
    return int(mine["load"].iloc[0]) if len(mine) else None
