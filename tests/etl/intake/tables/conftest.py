"""A file is written and examined in one line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from danube.store import LoadInfo, Warehouse
from etl.intake import tables
from etl.intake.report import Report
from tests.programme import shipped, year

Examined = Callable[..., Report]
TODAY = date(2026, 1, 1)


@pytest.fixture
def examined(tmp_path: Path) -> Examined:
    """The report on a text, in UTF-8 where nothing else is said."""

    def examine(text: str | bytes, encoding: str = "utf-8", name: str = "file.csv", **more: Any) -> Report:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return tables.examine(path, today=TODAY, **more)

    return examine


def refused(report: Report) -> list[tuple[object, object, object]]:
    """Row, column and code of every complaint."""
    return [(one["row"], one["column"], one["code"]) for one in report.rejected]


def told(report: Report) -> set[object]:
    """The codes of the warnings."""
    return {one["code"] for one in report.warnings}


def pilot_of(warehouse: Warehouse, name: str) -> None:
    """The shipped facts and, behind a group, a need, a plan and a measure, one pilot of this name."""
    facts = shipped.tables()
    for table in ("document", "project", "organisation"):
        warehouse.add(facts[table], load=LoadInfo(f"{table}.csv"), holds=table)
    for table, row in year.CHAIN[: [table for table, _row in year.CHAIN].index("measurement")]:
        named = {**row, "name": name} if table == "pilot" else row
        warehouse.add(year.rows(table, named), load=LoadInfo(f"{table}.csv"), holds=table)
