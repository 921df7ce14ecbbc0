"""Rows of a table of the programme: read by the kinds of its columns, held against rules and register."""

from __future__ import annotations

from datetime import date

import pandas as pd

from danube import regions
from danube.catalogue.programme import Table
from danube.texts import _, n_
from etl import checks
from etl.intake import notes
from etl.intake.asked import Answers, Finding
from etl.intake.tables import comparison, identities, locations, reading, rules, ruling
from etl.intake.tables.columns import label
from etl.intake.tables.priorities import Taken
from etl.intake.tables.ruling import Held


def taken(
    table: pd.DataFrame,
    form: Table,
    answers: Answers,
    decimal: str,
    held: Held | None,
    today: date | None = None,
) -> Taken:
    """The rows of the file, under our names, as rows of the programme.

    `decimal` is the sign of their figures. Where it is not known what is `held`, nobody can say whether a row
    names another that is there, and that is told.
    """
    found = _located(table, form, answers)
    read = reading.written(found.rows, form, decimal)
    rows, told = _filled(read.rows, form)
    if held is not None:
        rows, named = identities.named(rows, form, held.programme)
        told += named
    able, unread = rules.apart(rows, table, ruling.of_reading(form, read))
    sound, refused = ruling.apart(able, table, form, held, today)
    kept, against, repeated = comparison.single(sound, form.holds)
    return Taken(
        kept,
        pd.concat([found.refused, unread, refused, against]),
        found.questions,
        [
            *notes.counted({"repeated": repeated, "answered": found.left_out}),
            *notes.carried(found.carried),
            *told,
            *rules.as_text(kept, [one.name for one in form.columns if one.kind in ("text", "list")]),
            *(rules.alike(kept, [], "name") if "name" in kept else []),
            *([] if held else [_unheld()]),
        ],
        found.carried,
    )


def _located(table: pd.DataFrame, form: Table, answers: Answers) -> locations.Located:
    """The rows with codes of NUTS 2024 where the table has regions; an empty one stays empty."""
    if not form.of_kind("region"):
        return locations.Located(table, table.iloc[:0], pd.DataFrame(columns=checks.REFUSED))
    somewhere = table["region"] != ""
    found = locations.located(table[somewhere], answers)
    nowhere = table[~somewhere].assign(place="", how="")
    return locations.Located(
        pd.concat([found.rows, nowhere]).sort_values("row", kind="stable"),
        found.outside,
        pd.concat([found.refused, _outside(found.outside, form)]),
        found.left_out,
        found.questions,
        found.carried,
    )


def _outside(rows: pd.DataFrame, form: Table) -> pd.DataFrame:
    """A region outside the Danube Region is told in words: no map and no figure knows its code."""
    words = any(one.name == "area" for one in form.columns)
    return pd.DataFrame(
        {
            "row": rows["row"],
            "column": "region",
            "value": rows["place"],
            "code": "outside-region",
            "reason": [_("{place} lies outside the Danube Region.", place=text) for text in rows["place"]],
            "hint": _("Leave the region empty and name it under {column}.", column=label(form.field("area")))
            if words
            else _("Leave the region empty; the country says where it is."),
        }
    )[checks.REFUSED]


def _filled(rows: pd.DataFrame, form: Table) -> tuple[pd.DataFrame, list[Finding]]:
    """The country of rows that name a region alone."""
    if not form.of_kind("region") or not form.of_kind("country"):
        return rows, []
    empty = (rows["country"] == "") & (rows["region"] != "")
    if not empty.any():
        return rows, []
    own = rows["region"].map(lambda code: regions.country_of(code) if code else "").astype(object)
    text = n_(
        "{count} row names a region and no country: the country follows from it.",
        "{count} rows name a region and no country: the country follows from it.",
        int(empty.sum()),
    )
    return rows.assign(country=rows["country"].mask(empty, own)), [{"code": "country", "text": text}]


def _unheld() -> Finding:
    text = _("Without the warehouse nobody can say whether the ids that the rows name are there.")
    return {"code": "not-held", "text": text}
