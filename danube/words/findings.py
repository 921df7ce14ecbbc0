"""What is said of one region: the answer, the paragraph, its place on an indicator, and what is missing."""

from __future__ import annotations

from typing import Any

import pandas as pd

from danube import catalogue, regions
from danube.benchmark import profile
from danube.benchmark.coverage import Reason
from danube.benchmark.portrait import Portrait, records
from danube.texts import _, n_
from danube.words import phrases
from danube.words import portrait as telling

NAMED = 12
"""Indicators named in one cell; the others are counted."""


def answer(portrait: Portrait) -> str:
    """One sentence: on how many headline indicators the region does better, its best and its weakest."""
    recent = portrait.headlines
    own = recent[(recent["state"] == "value") & (recent["direction"] != "neutral")].dropna(
        subset=["distance"]
    )
    if own.empty:
        return _(
            "That cannot be said: {region} has no figure of its own that could be compared.",
            region=regions.name(portrait.region),
        )
    sentences = [
        n_(
            "Better than the Danube median on {better} of {count} headline indicator.",
            "Better than the Danube median on {better} of {count} headline indicators.",
            len(own),
            better=int((own["distance"] > 0).sum()),
        )
    ]
    ends = (
        (profile.strengths(recent, count=1), _("Strongest: {indicator}, {place} in {year}.")),
        (profile.weaknesses(recent, count=1), _("Weakest: {indicator}, {place} in {year}.")),
    )
    return " ".join(sentences + [_end(rows, message) for rows, message in ends if len(rows)])


def _end(rows: pd.DataFrame, message: str) -> str:
    row = records(rows)[0]
    name = _(catalogue.load().indicators[str(rows.index[0])].name)
    return message.format(indicator=name, place=place(row), year=row["period"])


def paragraph(portrait: Portrait) -> str:
    """The region in whole sentences, written from its headline indicators."""
    rows = portrait.headlines
    moved = portrait.movements[portrait.movements.index.isin(rows.index)]
    return telling.region_paragraph(portrait.region, rows, catalogue.load().indicators, movements=moved)


def place(row: dict[str, Any]) -> str:
    """`12th of 64`; of a larger unit's figure, among how many larger units, or just that it is one."""
    if pd.isna(row["rank"]):
        return _("larger unit") if row["state"] == "coarser" else ""
    said = phrases.place(int(row["rank"]), int(row["of"]), row["direction"])
    return _("{place} larger units", place=said) if row["state"] == "coarser" else said


def side(row: dict[str, Any]) -> str:
    """On which side of the Danube median the figure lies."""
    if pd.isna(row["distance"]) or row["distance"] == 0:
        return ""
    if row["direction"] == "neutral":
        return _("above") if row["distance"] > 0 else _("below")
    return _("better") if row["distance"] > 0 else _("worse")


def absences(portrait: Portrait) -> pd.DataFrame:
    """Why → how many and which indicators have no figure of the region's own, most frequent first."""
    known = catalogue.load().indicators
    found: dict[str, list[str]] = {}
    for key, row in zip(portrait.table.index, records(portrait.table), strict=True):
        if row["state"] != "value":
            found.setdefault(phrases.absence(_reason(portrait.region, row)), []).append(_(known[key].short))
    ordered = sorted(found.items(), key=lambda each: -len(each[1]))
    return pd.DataFrame(
        [(why, len(names), _listed(names)) for why, names in ordered], columns=["why", "count", "which"]
    )


def _reason(region: str, row: dict[str, Any]) -> Reason | None:
    if row["state"] == "coarser":
        return Reason("coarser", regions.country_of(region), row["period"], row["origin"])
    return row["reason"] if isinstance(row["reason"], Reason) else None


def _listed(names: list[str]) -> str:
    if len(names) <= NAMED:
        return ", ".join(names)
    return _("{names} and {count} more", names=", ".join(names[:NAMED]), count=len(names) - NAMED)


def position(portrait: Portrait, indicator: catalogue.Indicator) -> str:
    """One sentence: the figure, its year and place, the median, country and EU beside it."""
    row = records(portrait.table.loc[[indicator.id]])[0]
    if row["state"] == "missing":
        return ""
    country = regions.country_of(portrait.region)
    others = {_("Danube median"): row["median"], _("EU"): row["eu"]}
    if row["origin"] != country:
        others[regions.name(country)] = row["country"]
    beside = [
        f"{label} {phrases.amount(value, indicator)}" for label, value in others.items() if pd.notna(value)
    ]
    said = _(
        "{region}: {amount} in {year}.",
        region=regions.name(row["origin"]),
        amount=phrases.amount(row["value"], indicator),
        year=row["period"],
    )
    where = place(row)
    return " ".join([said, f"{where[:1].upper()}{where[1:]}; {', '.join(beside)}." if where else ""]).strip()
