"""What distinguishes the states of a row of the programme, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from danube.catalogue.programme import Column, Table
from danube.programme.cells import blank, heading
from danube.texts import MISSING, _
from danube.words import programme

LONGEST = 60


def between(table: Table, before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> str:
    """`Budget in EUR: 10 → 20; Note: – → new`; a row without one before was entered."""
    if before is None:
        return _("entered")
    moved = [one for one in table.columns if not _same(before[one.name], after[one.name])]
    told = [
        f"{heading(one)}: {_said(one, before[one.name])} → {_said(one, after[one.name])}" for one in moved
    ]
    return "; ".join(told) or _("stored again without a change")


def _same(one: Any, other: Any) -> bool:
    return bool(one == other) or (blank(one) and blank(other))


def _said(one: Column, value: Any) -> str:
    if blank(value):
        return MISSING
    if one.kind == "number":
        return programme.figure(float(value))
    text = _(one.values[value]) if value in one.values else str(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
