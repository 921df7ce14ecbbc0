"""Dates, money and places of the programme as a reader writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from babel import dates

from danube import regions, texts
from danube.texts import _

STATED = {1: "y", 2: "yMMMM"}
"""Parts of a date that are known → how Babel writes them."""

PERIOD = re.compile(r"(\d{4})-([QS])([1-4])")


def moment(text: str) -> str:
    """A date or period as exact as it is known: `2024`, `Q2 2024`, `September 2024`, `1 September 2024`."""
    if not text:
        return texts.MISSING
    if found := PERIOD.fullmatch(text):
        return _part_of_year(*found.groups())
    known = text.split("-")
    try:
        day = date(*(int(part) for part in [*known, "1", "1"][:3]))
    except ValueError:
        return text
    if len(known) not in STATED:
        return texts.day(day)
    return dates.format_skeleton(STATED[len(known)], day, locale=texts.locale())


def _part_of_year(year: str, kind: str, number: str) -> str:
    if kind == "Q":
        return f"Q{number} {year}"
    return _("first half of {year}", year=year) if number == "1" else _("second half of {year}", year=year)


def span(begins: str, ends: str) -> str:
    """`1 August 2019 to 31 July 2023`, `since 2024`, `until June 2026`; an en dash where neither is known."""
    if begins and ends:
        return _("{begins} to {ends}", begins=moment(begins), ends=moment(ends))
    if begins:
        return _("since {begins}", begins=moment(begins))
    return _("until {ends}", ends=moment(ends)) if ends else texts.MISSING


def euros(amount: float | None) -> str:
    """`EUR 1,935,200`, `EUR 99,999.20`: cents only where there are some; an en dash where none is known."""
    if amount is None or amount != amount:
        return texts.MISSING
    return _("EUR {amount}", amount=texts.number(amount, 0 if amount == round(amount) else 2))


def figure(value: float | None, unit: str = "") -> str:
    """A figure with no more decimals than it has, at most two, and its unit."""
    if value is None or value != value:
        return texts.MISSING
    decimals = next((count for count in (0, 1) if round(value, count) == round(value, 2)), 2)
    return f"{texts.number(value, decimals)} {unit}".strip()


def place(row: Mapping[str, Any]) -> str:
    """`Varna, Severoiztochen, Bulgaria`: town or area, region and country, as far as the row tells them."""
    region, country = str(row.get("region") or ""), str(row.get("country") or "")
    told = [str(row.get("town") or row.get("area") or ""), _named(region), _named(country)]
    return ", ".join(dict.fromkeys(part for part in told if part)) or texts.MISSING


def near(row: Mapping[str, Any]) -> str:
    """The same in short: `Varna, BG`, `Vest, RO`."""
    region, country = str(row.get("region") or ""), str(row.get("country") or "")
    native = regions.load()[region].name if region in regions.load() else ""
    told = [str(row.get("town") or "") or native or str(row.get("area") or ""), country]
    return ", ".join(part for part in told if part) or texts.MISSING


def _named(code: str) -> str:
    """The region's or country's name; a country outside the Danube Region by Babel, else the code."""
    if code in regions.load():
        return regions.name(code)
    return str(texts.locale().territories.get(code, code))
