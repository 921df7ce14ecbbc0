"""A manager's year as rows, made up for tests: from a group in Novi Sad to a good practice in Podgorica."""

from __future__ import annotations

from typing import Any

import pandas as pd

from danube.catalogue.programme import TABLES
from danube.programme.register import Register, checked
from danube.store.schema import REGISTER
from tests.programme import shipped

Row = dict[str, Any]

GROUP = {
    "id": "novi-sad", "project": "spinit", "name": "Group of Novi Sad", "town": "Novi Sad", "region": "RS12",
    "formed": "2024-05-06", "document": "eusdr-spinit",
}  # fmt: skip
NEED = {
    "id": "need-sme", "group": "novi-sad", "region": "RS12", "indicator": "ris_product_innovators",
    "statement": "Small firms bring few new products to the market.", "date": "2024-06-01",
}  # fmt: skip
PLAN = {
    "id": "plan-rs", "project": "spinit", "name": "Plan of Novi Sad", "organisation": "inosens",
    "region": "RS12", "country": "RS", "date": "2024-09", "document": "eusdr-spinit",
}  # fmt: skip
MEASURE = {
    "id": "measure-lab", "action_plan": "plan-rs", "need": "need-sme", "name": "A test laboratory",
    "owner": "inosens",
}  # fmt: skip
PILOT = {
    "id": "pilot-lab", "project": "spinit", "name": "Test laboratory", "town": "Novi Sad", "region": "RS12",
    "country": "RS", "cluster": "industry-4.0", "begins": "2024-10", "ends": "2025-09",
    "measure": "measure-lab", "lead": "inosens", "document": "eusdr-spinit",
}  # fmt: skip
VALIDATION = {
    "id": "validation-lab", "pilot": "pilot-lab", "organisation": "university-of-montenegro",
    "date": "2025-10-01", "verdict": "confirmed", "evidence": "Report of the university",
}  # fmt: skip
REPLICATION = {
    "id": "replication-me", "pilot": "pilot-lab", "validation": "validation-lab", "region": "ME00",
    "country": "ME", "organisation": "university-of-montenegro", "joint": "yes", "date": "2025-11",
    "result": "works", "factors": "a laboratory was there; two firms took part", "evidence": "Log book",
}  # fmt: skip
PRACTICE = {
    "id": "practice-lab", "project": "spinit", "name": "Test laboratory for small firms", "region": "RS12",
    "country": "RS", "pilot": "pilot-lab", "replication": "replication-me", "cluster": "industry-4.0",
    "transition": "digital", "document": "eusdr-spinit",
}  # fmt: skip
CHAIN: tuple[tuple[str, Row], ...] = (
    ("discovery_group", GROUP), ("need", NEED), ("action_plan", PLAN), ("measure", MEASURE),
    ("pilot", PILOT), ("measurement", {}), ("validation", VALIDATION), ("replication", REPLICATION),
    ("good_practice", PRACTICE),
)  # fmt: skip
"""In the order in which they may be entered; `measurement` stands for FIGURES."""

FIGURES = (("baseline", "2024-09", 4.0), ("target", "2025-12", 10.0), ("measurement", "2025-06", 7.0))


def measured(*figures: tuple[str, str, float], pilot: str = "pilot-lab") -> pd.DataFrame:
    """Figures of kind, period and value of one pilot and indicator, as the warehouse has them."""
    rows = pd.DataFrame(list(figures), columns=["kind", "period", "value"])
    rows = rows.assign(pilot=pilot, indicator="firms with a new product", unit="number", region="")
    return rows.reindex(columns=[*REGISTER["measurement"], "load"], fill_value="")


def rows(table: str, *given: Row) -> pd.DataFrame:
    """Rows of a table, what is not told being empty; the index counts as a file does, from 2."""
    texts = pd.DataFrame(list(given), columns=[one.name for one in TABLES[table].columns])
    typed = checked(table, texts).drop(columns="load")
    return typed.set_index(typed.index + 2)


def register(*given: tuple[str, Row]) -> Register:
    """The shipped facts, and these rows besides."""
    tables = shipped.tables()
    for table, row in given:
        if table in TABLES:
            tables[table] = pd.concat([tables[table], rows(table, row)], ignore_index=True)
    return Register(1, tables)


def until(table: str) -> tuple[Register, pd.DataFrame]:
    """The register and the measurements as they stand before the first row of this table is entered."""
    names = [name for name, _row in CHAIN]
    steps = CHAIN[: names.index(table)] if table in names else CHAIN
    figures = FIGURES if "measurement" in [name for name, _row in steps] else ()
    return register(*steps), measured(*figures)
