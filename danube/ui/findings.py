"""What a profile says in words and tables: the answer, the paragraph, places, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from danube import catalogue, regions, texts, words
from danube.benchmark.portrait import Portrait, records
from danube.texts import _
from danube.ui import columns, figures, profiles, show
from danube.ui.show import Column, Columns
from danube.words import findings as told


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
    return Findings(told.answer(portrait), told.paragraph(portrait), told.absences(portrait))


def standing(table: pd.DataFrame) -> pd.DataFrame:
    """Rows of a profile as a table for people: figures with their unit, year, place and what is to note."""
    known = catalogue.load().indicators
    rows = [_written(known[str(key)], row) for key, row in zip(table.index, records(table), strict=True)]
    return pd.DataFrame(rows, columns=list(_HEADS), index=table.index)


_HEADS = ("name", "pillar", "figure", "period", "place", "side", "median", "country", "eu", "notes")


def _written(indicator: catalogue.Indicator, row: dict[str, Any]) -> tuple[str, ...]:
    return (
        _(indicator.name),
        _(catalogue.load().pillars[indicator.pillar].name),
        words.amount(row["value"], indicator),
        "" if row["state"] == "missing" else str(row["period"]),
        told.place(row),
        told.side(row),
        *(words.amount(row[name], indicator) for name in ("median", "country", "eu")),
        _note(row),
    )


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


def of_absences() -> Columns:
    """The columns of `absences`."""
    return {
        "why": Column(_("Why")),
        "count": Column(_("Indicators"), decimals=0),
        "which": Column(_("Which")),
    }


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
