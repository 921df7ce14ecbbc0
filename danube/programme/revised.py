"""What distinguishes the single statements of two versions: rows new, changed and gone, table by table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from danube.programme.register import records
from danube.store.schema import KEYS, REGISTER

COLUMNS = ["table", "row", "kind", "before", "after"]
JOINED = " · "


def rows(before: Mapping[str, pd.DataFrame], after: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Every row that differs: COLUMNS, `row` being its key, `kind` new, changed or gone.

    Of a changed row `before` and `after` tell the cells that differ, of the others the cells that are filled.
    Both map a table of `schema.REGISTER` to its current rows, as `Warehouse.rows` gives them.
    """
    found = [one for name in REGISTER for one in _of_table(name, before[name], after[name])]
    return pd.DataFrame(found, columns=COLUMNS)


def _of_table(name: str, before: pd.DataFrame, after: pd.DataFrame) -> list[tuple[str, ...]]:
    old, new = _by_key(name, before), _by_key(name, after)
    others = [column for column in REGISTER[name] if column not in KEYS[name]]
    found: list[tuple[str, ...]] = []
    for key in sorted({*old, *new}):
        kind = "new" if key not in old else "gone" if key not in new else "changed"
        one, other = old.get(key, {}), new.get(key, {})
        differ = [column for column in others if one.get(column, "") != other.get(column, "")]
        if differ or kind != "changed":
            said = JOINED.join(part for part in key if part)
            found.append((name, said, kind, _told(one, differ), _told(other, differ)))
    return found


def _by_key(name: str, table: pd.DataFrame) -> dict[tuple[str, ...], dict[str, str]]:
    """Key → cells as texts, figures in their shortest form and empty where there is none."""
    return {
        tuple(str(row[column]) for column in KEYS[name]): {
            column: _text(row[column]) for column in REGISTER[name]
        }
        for row in records(table)
    }


def _text(value: object) -> str:
    if value is None or value != value:
        return ""
    return repr(value).removesuffix(".0") if isinstance(value, float) else str(value)


def _told(row: Mapping[str, str], columns: Sequence[str]) -> str:
    """`budget: 1200; name: Test laboratory`."""
    return "; ".join(f"{name}: {row[name]}" for name in columns if row.get(name, ""))
