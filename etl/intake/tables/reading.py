"""Cells of the programme's tables as the warehouse has them, by the kind of their column.

What cannot be read so stays as it was written, for the rules to refuse.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import pandas as pd
from babel import Locale

from danube import catalogue, texts
from danube.catalogue.forms import values
from danube.catalogue.programme import PARTED_BY, Column, Table
from etl.intake import numbers

WRITTEN = re.compile(r"(?:(?P<day>\d{1,2})\.\s?)?(?P<month>\d{1,2})[./]\s?(?P<year>(?:19|20)\d\d)")
ISO = re.compile(r"(?P<year>(?:19|20)\d\d)-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?(?:[T ]00:00:00)?")
CODES = {"EL": "GR", "UK": "GB"}
"""What Eurostat writes instead of ISO 3166-1."""


@dataclass(frozen=True)
class Read:
    """`rows`: the declared columns; of each column of numbers, `bad` where there is none, `percent` signs."""

    rows: pd.DataFrame
    bad: dict[str, pd.Series]
    percent: dict[str, pd.Series]


def written(table: pd.DataFrame, form: Table, decimal: str) -> Read:
    """The cells under our names, as read from the file (`decimal`: the sign of its figures)."""
    parts = {name: numbers.parse(table[name], decimal) for name in form.of_kind("number")}
    done: dict[str, pd.Series] = {name: part["value"] for name, part in parts.items()}
    for one in form.columns:
        if one.name not in done:
            done[one.name] = table[one.name].map(_reader(one)).astype(object)
    return Read(
        table.assign(**done),
        {name: part["bad"] | (part["flag"] != "") for name, part in parts.items()},
        {name: part["percent"] for name, part in parts.items()},
    )


def _reader(one: Column) -> Callable[[str], str]:
    """How a cell of this column is read."""
    if one.kind == "list":
        return lambda text: PARTED_BY.join(value(part, one) for part in parts(text))
    if one.values:
        return lambda text: value(text, one)
    return {"date": day, "country": country}.get(one.kind, indicator if one.name == "indicator" else str)


def parts(text: str) -> list[str]:
    """What a list holds, between its semicolons."""
    return [part for part in (one.strip() for one in text.split(";")) if part]


def value(text: str, one: Column) -> str:
    """The value that is meant: by itself, by its meaning, or by another of its words."""
    return _words(one).get(text.casefold(), text) if one.values else text


def _words(one: Column) -> dict[str, str]:
    meanings = {
        said.casefold(): key for key, text in one.values.items() for said in texts.in_every_language(text)
    }
    return meanings | {word.casefold(): key for word, key in values(one).items()}


def day(text: str) -> str:
    """`30.6.2024` as `2024-06-30`, `6/2024` as `2024-06`, a spreadsheet's `2024.0` as `2024`."""
    found = WRITTEN.fullmatch(text) or ISO.fullmatch(text)
    if found is None:
        return text.removesuffix(".0")
    told = [found["year"], found["month"].zfill(2), *([found["day"].zfill(2)] if found["day"] else [])]
    return "-".join(told)


def country(text: str) -> str:
    """The code of a country that is named in one of the project's languages, or in Eurostat's way."""
    code = text.upper()
    return CODES.get(code) or (code if code in countries() else _named().get(text.casefold(), text))


@cache
def countries() -> frozenset[str]:
    """The codes of ISO 3166-1."""
    return frozenset(code for code in map(str, Locale("en").territories) if re.fullmatch("[A-Z]{2}", code))


@cache
def _named() -> dict[str, str]:
    return {
        str(name).casefold(): str(code)
        for language in texts.LANGUAGES
        for code, name in Locale(language).territories.items()
        if code in countries()
    }


def indicator(text: str) -> str:
    """The id of an indicator of the catalogue that is meant by its id or name."""
    known, word = catalogue.load().indicators, text.casefold()
    if word in known:
        return word
    meant = [
        key for key, one in known.items() if word in map(str.casefold, texts.in_every_language(one.name))
    ]
    return meant[0] if len(meant) == 1 else text
