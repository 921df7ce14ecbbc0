"""Rows beside rows: repeated and contradicting ones in a file, and what an import would change."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Mapping, Sequence

import pandas as pd
from babel import numbers

from danube.catalogue.forms import Form
from danube.store.schema import KEYS, REGISTER
from danube.texts import MISSING, _, locale
from etl import checks, tidy
from etl.intake.tables.columns import label

STATUS = ["before", "after", "status"]
SHOWN = 5


def single(rows: pd.DataFrame, holds: str) -> tuple[pd.DataFrame, pd.DataFrame, int]:
    """Each statement once: the rows kept, the refusals of those that contradict each other, rows repeated."""
    key, columns = list(KEYS[holds]), list(REGISTER[holds])
    once = rows[~rows.duplicated(columns)]
    against = once[once.duplicated(key, keep=False)]
    refused = [pd.DataFrame(columns=checks.REFUSED)]
    for said, part in against.groupby(key, sort=False):
        refused.append(_conflict(part, tuple(map(str, said if isinstance(said, tuple) else (said,))), key))
    return once.drop(index=against.index), pd.concat(refused), len(rows) - len(once)


def _conflict(part: pd.DataFrame, said: Sequence[str], key: Sequence[str]) -> pd.DataFrame:
    """The rows refused; the column told is the second of the key, or its only one."""
    column = (*key, *key)[1]
    lines = ", ".join(map(str, part["row"].head(SHOWN)))
    reason = _(
        "Rows {rows} say different things about {what}.", rows=lines, what=" · ".join(filter(None, said))
    )
    return pd.DataFrame(
        {
            "row": part["row"],
            "column": column,
            "value": part[column],
            "code": "conflict",
            "reason": reason,
            "hint": _("Keep one of the rows."),
        }
    )[checks.REFUSED]


def difference(rows: pd.DataFrame, known: pd.DataFrame | None, form: Form) -> pd.DataFrame:
    """Every accepted row beside that of the warehouse: its key, before, after (texts) and status.

    The status is new, changed or unchanged; of a changed row the texts name the cells that differ.
    """
    key, columns = list(KEYS[form.holds]), list(REGISTER[form.holds])
    mine = rows[columns]
    there = pd.DataFrame(columns=columns) if known is None else known[columns]
    both = mine.merge(there, how="left", on=key, suffixes=("", "_before"), indicator="seen")
    said = [_changed(row, form, key, columns) for row in both.to_dict("records")]
    return both[key].assign(**pd.DataFrame(said, columns=STATUS, index=both.index))


def _changed(
    row: Mapping[Hashable, object], form: Form, key: Sequence[str], columns: Sequence[str]
) -> tuple[str, str, str]:
    """Before, after and status of one row."""
    others = [name for name in columns if name not in key]
    if row["seen"] == "left_only":
        return "", _cells(row, form, [name for name in others if _text(row[name])][:3]), "new"
    differ = [name for name in others if row[name] != row[f"{name}_before"] and not _none(row, name)]
    if not differ:
        same = _cells(row, form, [name for name in others if _text(row[name])][:1])
        return same, same, "unchanged"
    earlier: dict[Hashable, object] = {name: row[f"{name}_before"] for name in others}
    return _cells(earlier, form, differ), _cells(row, form, differ), "changed"


def _cells(row: Mapping[Hashable, object], form: Form, names: Sequence[str]) -> str:
    """`Value: 12.5; Unit: %`."""
    return "; ".join(f"{label(form.field(name))}: {_text(row[name]) or MISSING}" for name in names)


def _none(row: Mapping[Hashable, object], name: str) -> bool:
    """True where neither of the two has a figure."""
    return row[name] != row[name] and row[f"{name}_before"] != row[f"{name}_before"]


def _text(cell: object) -> str:
    """A figure to its last digit, as the reader writes figures."""
    if isinstance(cell, float):
        return tidy.written(cell).replace(".", numbers.get_decimal_symbol(locale()))
    return str(cell)


def fingerprint(rows: pd.DataFrame, holds: str) -> str:
    """SHA-256 over the accepted rows, whatever their order in the file."""
    columns, key = list(REGISTER[holds]), list(KEYS[holds])
    text = tidy.as_csv(rows[columns].sort_values(key, kind="stable")) if len(rows) else ",".join(columns)
    return hashlib.sha256(text.encode()).hexdigest()
