"""What a profile says in words and tables: the answer, the paragraph, places, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from danube import catalogue, regions, texts, words
from danube.benchmark import profile
from danube.benchmark.coverage import Reason
from danube.texts import _, n_
from danube.ui import columns, figures, profiles, show
from danube.ui.profiles import Portrait
from danube.ui.show import Column, Columns

NAMED = 12
"""Indicators named in one cell; the others are counted."""


@dataclass(frozen=True)
class Findings:
    """On one region, in one language: answer and paragraph, and why figures are missing (as `absences`)."""

    answer: str
    paragraph: str
    absences: pd.DataFrame


def of(portrait: Portrait) -> Findings:
    """The findings on a region in the reader's language."""
    return _findings(figures.version(), portrait.region, texts.language())


@st.cache_resource(show_spinner=False, max_entries=192)
def _findings(number: int, region: str, language: str) -> Findings:
    portrait = profiles.of(region)
    return Findings(answer(portrait), paragraph(portrait), absences(portrait))


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
    row = profiles.records(rows)[0]
    name = _(catalogue.load().indicators[str(rows.index[0])].name)
    return message.format(indicator=name, place=place(row), year=row["period"])


def paragraph(portrait: Portrait) -> str:
    """The region in whole sentences, written from its headline indicators."""
    rows = portrait.headlines
    moved = portrait.movements[portrait.movements.index.isin(rows.index)]
    return words.region_paragraph(portrait.region, rows, catalogue.load().indicators, movements=moved)


def standing(table: pd.DataFrame) -> pd.DataFrame:
    """Rows of a profile as a table for people: figures with their unit, year, place and what is to note."""
    known = catalogue.load().indicators
    rows = [
        _written(known[str(key)], row) for key, row in zip(table.index, profiles.records(table), strict=True)
    ]
    return pd.DataFrame(rows, columns=list(_HEADS), index=table.index)


_HEADS = ("name", "pillar", "figure", "period", "place", "side", "median", "country", "eu", "notes")


def _written(indicator: catalogue.Indicator, row: dict[str, Any]) -> tuple[str, ...]:
    return (
        _(indicator.name),
        _(catalogue.load().pillars[indicator.pillar].name),
        words.amount(row["value"], indicator),
        "" if row["state"] == "missing" else str(row["period"]),
        place(row),
        _side(row),
        *(words.amount(row[name], indicator) for name in ("median", "country", "eu")),
        _note(row),
    )


def place(row: dict[str, Any]) -> str:
    """`12th of 64`; of a larger unit's figure, among how many larger units, or just that it is one."""
    if pd.isna(row["rank"]):
        return _("larger unit") if row["state"] == "coarser" else ""
    said = words.place(int(row["rank"]), int(row["of"]), row["direction"])
    return _("{place} larger units", place=said) if row["state"] == "coarser" else said


def _side(row: dict[str, Any]) -> str:
    """On which side of the Danube median the figure lies."""
    if pd.isna(row["distance"]) or row["distance"] == 0:
        return ""
    if row["direction"] == "neutral":
        return _("above") if row["distance"] > 0 else _("below")
    return _("better") if row["distance"] > 0 else _("worse")


def _note(row: dict[str, Any]) -> str:
    """Whose figure it is, what its flags say, or why there is none."""
    if row["state"] == "missing":
        return words.absence(row["reason"])
    parts = [columns.flag_words(row["flag"])]
    if row["state"] == "coarser":
        parts.insert(0, _("Figure of {unit} as a whole", unit=regions.name(row["origin"])))
    return "; ".join(part for part in parts if part)


def of_standing(region: str, *, pillar: bool = False) -> Columns:
    """The columns of `standing`; `pillar` where the rows are of several."""
    heads = {"name": Column(_("Indicator"))}
    if pillar:
        heads["pillar"] = Column(_("Field"))
    return heads | {
        "figure": Column(_("Figure")),
        "period": Column(_("Year")),
        "place": Column(_("Place")),
        "side": Column(_("Against the Danube median")),
        "median": Column(_("Danube median")),
        "country": Column(regions.name(regions.country_of(region))),
        "eu": Column(_("EU")),
        "notes": Column(_("Notes")),
    }


def absences(portrait: Portrait) -> pd.DataFrame:
    """Why → how many and which indicators have no figure of the region's own, most frequent first."""
    known = catalogue.load().indicators
    found: dict[str, list[str]] = {}
    for key, row in zip(portrait.table.index, profiles.records(portrait.table), strict=True):
        if row["state"] != "value":
            found.setdefault(words.absence(_reason(portrait.region, row)), []).append(_(known[key].short))
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


def of_absences() -> Columns:
    """The columns of `absences`."""
    return {
        "why": Column(_("Why")),
        "count": Column(_("Indicators"), decimals=0),
        "which": Column(_("Which")),
    }


def position(portrait: Portrait, indicator: catalogue.Indicator) -> str:
    """One sentence: the figure, its year and place, the median, country and EU beside it."""
    row = profiles.records(portrait.table.loc[[indicator.id]])[0]
    if row["state"] == "missing":
        return ""
    country = regions.country_of(portrait.region)
    others = {_("Danube median"): row["median"], _("EU"): row["eu"]}
    if row["origin"] != country:
        others[regions.name(country)] = row["country"]
    beside = [
        f"{label} {words.amount(value, indicator)}" for label, value in others.items() if pd.notna(value)
    ]
    said = _(
        "{region}: {amount} in {year}.",
        region=regions.name(row["origin"]),
        amount=words.amount(row["value"], indicator),
        year=row["period"],
    )
    where = place(row)
    return " ".join([said, f"{where[:1].upper()}{where[1:]}; {', '.join(beside)}." if where else ""]).strip()


def _before(portrait: Portrait) -> pd.Series:
    """The earlier figure that the paragraph speaks of, with its year; empty where there is none."""
    known, moved = catalogue.load().indicators, portrait.movements
    said = [
        _("{amount} in {year}", amount=words.amount(before, known[key]), year=since)
        for key, before, since in zip(
            moved.index.tolist(), moved["before"].tolist(), moved["since"].tolist(), strict=True
        )
    ]
    return pd.Series(said, index=moved.index, dtype=object).reindex(portrait.table.index, fill_value="")


def show_gaps(portrait: Portrait) -> None:
    """Why figures are missing or those of a larger unit; on demand every figure of the region."""
    lacking = of(portrait).absences
    name = regions.name(portrait.region)
    if lacking.empty:
        st.markdown(_("Nothing: {region} has a figure of its own on every indicator.", region=name))
    else:
        alt = _("Indicators on which {region} has no figure of its own, by reason.", region=name)
        show.table(lacking, alt=alt, key="gaps", columns=of_absences())
    with st.expander(_("All figures of this region"), key="all", on_change="rerun") as drawer:
        if drawer.open:
            alt = _("Every indicator with the figure of {region}.", region=name)
            table = standing(portrait.table).assign(before=_before(portrait))
            before = Column(_("About five years earlier"))
            heads = {**of_standing(portrait.region, pillar=True), "before": before}
            show.table(table, alt=alt, key="everything", columns=heads)
