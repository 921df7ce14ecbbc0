"""What a cell of the programme may hold, by the kind of its column: one sentence for each that may not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from danube import regions, texts
from danube.catalogue.programme import Column, Table, singular
from danube.programme import places
from danube.programme.register import parts
from danube.texts import _

IDENTITY = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")
COUNTRY = re.compile(r"[A-Z]{2}")
SOME_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
Row = dict[str, Any]
Ids = Mapping[str, set[str]]


@dataclass(frozen=True)
class Flaw:
    """A column of a row that breaks a rule; why in a sentence, and what to do where that is not plain."""

    column: str
    code: str
    reason: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.reason} {self.hint}".strip()


def flaws(declared: Table, row: Row, ids: Ids) -> Iterator[Flaw]:
    """All flaws of a row by itself; `ids`: the ids of every table, for what it names."""
    for one in declared.columns:
        yield from _of_cell(one, row[one.name], declared, ids)
    yield from _of_order(row)
    yield from _of_money(row)
    yield from _of_place(row)


def blank(value: Any) -> bool:
    """Nothing, be it no text or no number."""
    return value == "" or bool(pd.isna(value))


def before(first: str, second: str) -> bool:
    """Whether a date is before another, as far as both are told: 2024-01 is not before 2024-01-15."""
    shared = min(len(first), len(second))
    return bool(shared) and first[:shared] < second[:shared]


def heading(one: Column) -> str:
    """What the column is called in the reader's language."""
    return one.headings[texts.language()]


def _of_cell(one: Column, value: Any, declared: Table, ids: Ids) -> Iterator[Flaw]:
    if blank(value):
        if one.needed or one.name in declared.key:
            yield Flaw(one.name, "missing", _("{column} is empty; every row has one.", column=heading(one)))
        return
    if one.name == "id" and not IDENTITY.fullmatch(value):
        text = _("The id {id} may have small letters, figures and hyphens alone.", id=repr(value))
        yield Flaw(one.name, "bad-id", text)
    yield from _of_values(one, value)
    yield from _strangers(one, value, ids)
    yield from _OF_KIND.get(one.kind, _anything)(one, value)


def _of_values(one: Column, value: Any) -> Iterator[Flaw]:
    for part in _each(one, value) if one.values else ():
        if part not in one.values:
            text = _(
                "{column} {value} must be one of {values}.",
                column=heading(one),
                value=repr(part),
                values=", ".join(one.values),
            )
            yield Flaw(one.name, "bad-value", text)


def _strangers(one: Column, value: str, ids: Ids) -> Iterator[Flaw]:
    known = ids.get(one.names, set())
    for part in _each(one, value) if one.names else ():
        if part not in known:
            text = _(
                "There is no {table} {id}; name a row of that table.",
                table=singular.one(one.names),
                id=repr(part),
            )
            yield Flaw(one.name, "no-such-row", text)


def _each(one: Column, value: str) -> tuple[str, ...]:
    return parts(value) if one.kind == "list" else (value,)


def _of_place(row: Row) -> Iterator[Flaw]:
    region, town, country = (row.get(name, "") for name in ("region", "town", "country"))
    if region and country and (sentence := places.contradiction(region, town, country)):
        yield Flaw("region", "place", sentence)


def _of_order(row: Row) -> Iterator[Flaw]:
    begins, ends = row.get("begins") or "", row.get("ends") or ""
    if before(ends, begins):
        text = _("It ends on {ends}, before it begins on {begins}.", ends=ends, begins=begins)
        yield Flaw("ends", "order", text)


def _of_money(row: Row) -> Iterator[Flaw]:
    """Support and share are parts of the budget."""
    budget, support, share = (row.get(name, float("nan")) for name in ("budget", "support", "share"))
    if support > budget:
        text = _(
            "The support of {support} EUR is more than the budget of {budget} EUR.",
            support=texts.number(support, 2),
            budget=texts.number(budget, 2),
        )
        yield Flaw("support", "money", text)
    if share > 100:
        yield Flaw("share", "money", _("The share of {share} % is more than the whole.", share=f"{share:g}"))


def _anything(_one: Column, _value: Any) -> Iterator[Flaw]:
    yield from ()


def _of_number(one: Column, value: float) -> Iterator[Flaw]:
    if value < 0:
        text = _("{column} is {value}; it cannot be below 0.", column=heading(one), value=f"{value:g}")
        yield Flaw(one.name, "negative", text)


def _of_date(one: Column, value: str) -> Iterator[Flaw]:
    if not SOME_DATE.fullmatch(value) or not _exists(value):
        text = _(
            "{column} {value} is no date; write 2024, 2024-09 or 2024-09-01.",
            column=heading(one),
            value=repr(value),
        )
        yield Flaw(one.name, "bad-date", text)


def _exists(value: str) -> bool:
    try:
        date(*(int(part) for part in f"{value}-01-01".split("-")[:3]))
    except ValueError:
        return False
    return True


def _of_region(one: Column, value: str) -> Iterator[Flaw]:
    if value not in regions.load():
        hint = regions.meant(value)
        text = (
            _("There is no region {code}; did you mean {hint}?", code=repr(value), hint=repr(hint))
            if hint
            else _("There is no region {code}.", code=repr(value))
        )
        yield Flaw(one.name, "unknown-region", text)


def _of_country(one: Column, value: str) -> Iterator[Flaw]:
    if not COUNTRY.fullmatch(value):
        text = _("The country {code} must be two capital letters of ISO 3166-1.", code=repr(value))
        yield Flaw(one.name, "bad-country", text)


def _of_url(one: Column, value: str) -> Iterator[Flaw]:
    if not value.startswith(("http://", "https://")):
        text = _(
            "{column} {value} must begin with http:// or https://.", column=heading(one), value=repr(value)
        )
        yield Flaw(one.name, "bad-address", text)


_OF_KIND: dict[str, Callable[[Column, Any], Iterator[Flaw]]] = {
    "number": _of_number,
    "date": _of_date,
    "region": _of_region,
    "country": _of_country,
    "url": _of_url,
}
