"""The warehouse: append-only loads, versions by event number, DuckDB files or a DuckLake behind one door."""

from danube.store.errors import StoreError
from danube.store.warehouse import Warehouse, connect
from danube.store.writers import Batch, LoadInfo

__all__ = ["Batch", "LoadInfo", "StoreError", "Warehouse", "connect"]
