"""The rules of a table of the programme: what can be read, then what holds wherever it is edited."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from danube.catalogue.forms import Form
from danube.catalogue.programme import Column, Table
from danube.programme import admission, cells
from danube.programme.cells import Flaw
from danube.programme.register import Register, records
from danube.texts import N_, _
from etl import checks
from etl.intake.tables import identities, reading, rules
from etl.intake.tables.columns import label
from etl.intake.tables.reading import Read
from etl.intake.tables.rules import Rule

LONGEST = 2 * rules.LONGEST
NAMES = frozenset({"id", "name"})
"""Columns whose cells are short."""

REMEDIES = {
    "missing": N_("Fill the cell in, or leave the row out."),
    "place": N_("Correct the region, the town or the country."),
    "order": N_("Correct one of the two dates."),
    "money": N_("Correct one of the two amounts."),
    "negative": N_("Correct the sign, or leave the cell empty where it is not known."),
    "bad-date": N_("Write 2024, 2024-09 or 2024-09-01, or leave the cell empty."),
    "bad-country": N_("Use two letters of ISO 3166-1, such as RO, or the name of the country."),
    "unknown-region": N_("Use a code of NUTS 2024 or the name of a region."),
    "bad-address": N_("Begin it with http:// or https://, or leave the cell empty."),
}
"""What to do about a flaw that does not say so itself."""


@dataclass(frozen=True)
class Held:
    """The programme as it stands in the warehouse, and the rows of its table `measurement`."""

    programme: Register
    measurements: pd.DataFrame


def of_reading(form: Table, read: Read) -> list[Rule]:
    """The rules of cells as a file writes them."""
    return [rule for one in form.columns for rule in _of_column(one, read)]


def apart(
    rows: pd.DataFrame, written: pd.DataFrame, form: Form, held: Held | None, today: date | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows that may be stored, and the refusals of the others (`checks.REFUSED`).

    `written` has the cells as the file has them, by the same index. Without the programme as it is held, the
    rows are judged by themselves: whether what they name is there is left open.
    """
    found = list(_flaws(rows, form, held, today))
    refused = [
        (
            rows.at[place, "row"],
            flaw.column,
            written.at[place, flaw.column],
            flaw.code,
            flaw.reason,
            flaw.hint or _remedy(flaw, rows.loc[place].to_dict(), form, held),
        )
        for place, flaw in found
    ]
    lost = [place for place, _flaw in found]
    return rows.drop(index=lost), pd.DataFrame(refused, columns=checks.REFUSED, index=lost)


def _flaws(
    rows: pd.DataFrame, form: Form, held: Held | None, today: date | None
) -> Iterator[tuple[int, Flaw]]:
    """What speaks against each row, by its label."""
    if held is not None:
        for one in admission.refusals(held.programme, form.holds, rows, held.measurements, today):
            yield one.row, Flaw(one.column, one.code, one.reason, one.hint)
    elif isinstance(form, Table):
        for place, row in zip(rows.index, records(rows), strict=True):
            yield from ((place, one) for one in cells.flaws(form, row, {}) if one.code != "no-such-row")


def _remedy(flaw: Flaw, row: Mapping[Hashable, Any], form: Form, held: Held | None) -> str:
    """What to do about a flaw that does not say so itself: by its kind, or by what is spelt most alike."""
    if flaw.code in REMEDIES:
        return _(REMEDIES[flaw.code])
    one, text = form.field(flaw.column), str(row[flaw.column])
    if flaw.code == "bad-id":
        return _("Write {name}, for example.", name=repr(_slug(text) or one.example))
    if flaw.code == "no-such-row" and held is not None and isinstance(one, Column):
        ids = held.programme.table(one.names)["id"]
        return identities.remedy(identities.strangers(text, one, ids)[0], one, ids)
    return rules.near_value(one, text) if one.values else _("Correct the cell, or leave the row out.")


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")


def _of_column(one: Column, read: Read) -> list[Rule]:
    if one.kind == "number":
        return _of_number(one, read)
    found = [rules.brief(one.name, rules.LONG if one.name in NAMES else LONGEST)]
    special = {"country": _country, "url": rules.address}
    return [*found, special[one.kind](one.name)] if one.kind in special else found


def _of_number(one: Column, read: Read) -> list[Rule]:
    bad, share = read.bad[one.name], read.percent[one.name] & ("%" not in one.headings["en"])
    return [
        Rule(
            "not-a-number",
            one.name,
            lambda column: bad.reindex(column.index),
            lambda seen: _("{text} is no number.", text=repr(seen[:80])),
            lambda _seen: _("Write the figure alone, or leave the cell empty where it is not known."),
        ),
        Rule(
            "percent",
            one.name,
            lambda column: share.reindex(column.index),
            lambda _seen: _("The figure is a percentage, and {column} is none.", column=repr(label(one))),
            lambda _seen: _("Check the unit of the column."),
        ),
    ]


def _country(column: str) -> Rule:
    return Rule(
        "bad-country",
        column,
        lambda cells_: (cells_ != "") & ~cells_.isin(list(reading.countries())),
        lambda seen: _("There is no country {text}.", text=repr(seen[:80])),
        lambda _seen: _(REMEDIES["bad-country"]),
    )
