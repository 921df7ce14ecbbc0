"""Which indicators the warehouse's uploads declare: read where a new version is noticed, once per version.

A declaration stands in the recipe of the load that brought the figures, so both are stored at once, are
withdrawn together and come back together.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator, Mapping
from typing import Any
from weakref import WeakKeyDictionary

import pandas as pd

from danube.catalogue import declaration, declared
from danube.catalogue.declaration import Declaration, DeclarationError
from danube.store.warehouse import Warehouse

LOG = logging.getLogger("danube.store")
FIELD = "declared"
"""The field of a recipe that holds the declarations: id → fields."""

BLOCKS = ("indicator", "source")

_reading = threading.Lock()
_known: WeakKeyDictionary[Warehouse, int] = WeakKeyDictionary()


def renew(warehouse: Warehouse, version: int | None = None) -> None:
    """Lets `catalogue.load()` know what this warehouse declares; nothing is read where `version` is known."""
    if version is not None and _known.get(warehouse, -1) >= version:
        return
    with _reading:  # the newest is asked for inside: of two readers the later one knows more
        newest = warehouse.latest()
        declared.declare(read(warehouse))
        _known[warehouse] = newest


def read(warehouse: Warehouse) -> list[Declaration]:
    """Every declaration of every upload, withdrawn or not, by load; one that is broken is told to the log."""
    return [one for _load, rows in warehouse.declared().groupby("load") for one in _of(rows)]


def _of(rows: pd.DataFrame) -> Iterator[Declaration]:
    """What one load declares, and at which versions it counts."""
    load = int(rows["load"].iloc[0])
    events = [(int(at), not gone) for at, gone in zip(rows["version"], rows["withdrawn"], strict=True)]
    for identifier, fields in _bodies(str(rows["recipe"].iloc[0])).items():
        try:
            one = declaration.read(identifier, fields)
        except DeclarationError as error:
            LOG.warning("declaration left out", extra={"load": load, "problem": str(error)})
        else:
            yield Declaration(one.indicator, one.source, tuple(events))


def _bodies(recipe: str) -> Mapping[str, Any]:
    try:
        body = json.loads(recipe)
    except ValueError:
        return {}
    found = body.get(FIELD) if isinstance(body, dict) else None
    return found if isinstance(found, dict) else {}


def joined(table: pd.DataFrame, name: str, edition: int) -> pd.DataFrame:
    """The table `indicator` or `source` with what is declared in an edition; any other as it is."""
    blocks = [getattr(one, name) for one in declared.counted(edition)] if name in BLOCKS else []
    rows = [[getattr(block, str(column)) for column in table] for block in blocks]
    return pd.concat([table, pd.DataFrame(rows, columns=table.columns)]) if rows else table
