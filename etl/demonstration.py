"""The made-up programme of `etl.invented` in a warehouse of its own, for demonstrations.

It is only ever added where the settings ask for it (`Settings.demo`), which gives the warehouse a folder of
its own; its pages, files and answers say what it is.
"""

from __future__ import annotations

import hashlib
from random import Random

import pandas as pd

from danube.catalogue.programme import TABLES
from danube.programme import register
from danube.settings import DEMONSTRATION, Settings
from danube.store import Batch, LoadInfo, StoreError, Warehouse
from danube.store.schema import REGISTER
from etl import invented

SEED = 20240101
WHO = "demonstration"
FOLDER = "demonstration"


def furnish(warehouse: Warehouse, settings: Settings) -> int:
    """Adds the made-up rows once where the settings ask for a demonstration; the version then.

    Raises StoreError where others have brought rows before: it is then no warehouse of its own.
    """
    loads = warehouse.loads()
    if not settings.demo or loads["who"].eq(WHO).any():
        return warehouse.latest()
    if loads["kind"].eq("upload").any():
        raise StoreError(
            f"The warehouse in {settings.var} holds uploads, so no made-up rows are added to it; "
            "unset DANUBE_DEMO, or set DANUBE_VAR to a folder of its own."
        )
    settings.var.mkdir(parents=True, exist_ok=True)
    (settings.var / DEMONSTRATION).write_text(invented.NOTE + "\n", encoding="utf-8")
    return warehouse.sync(batches())


def batches() -> list[Batch]:
    """A load for each table, in the order of the tables."""
    return [_batch(name, table) for name, table in tables().items()]


def _batch(name: str, table: pd.DataFrame) -> Batch:
    digest = hashlib.sha256(table.to_csv(index=False).encode()).hexdigest()
    info = LoadInfo(f"{FOLDER}/{name}.csv", digest, WHO, invented.NOTE, kind="upload")
    return Batch(info, name, table)


def tables() -> dict[str, pd.DataFrame]:
    """Every table that has made-up rows, typed as the register wants it; the same at every call."""
    rows = invented.rows(Random(SEED))  # noqa: S311 (figures to look at, not secrets)
    known = {name: _typed(name, rows[name]) for name in TABLES if name in rows}
    measured = pd.DataFrame(rows["measurement"]).reindex(columns=list(REGISTER["measurement"]))
    texts = [name for name in measured if name != "value"]
    return known | {"measurement": measured.assign(**measured[texts].astype(object).fillna(""))}


def _typed(name: str, rows: list[dict[str, object]]) -> pd.DataFrame:
    columns = [one.name for one in TABLES[name].columns]
    return register.checked(name, pd.DataFrame(rows).reindex(columns=columns)).drop(columns="load")
