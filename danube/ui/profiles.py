"""What the page of one region shows: its profile, prepared once per version, and the tables made of it.

The profile is shared by all visitors and never written into; words are put in when a page asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from danube import catalogue, regions, words
from danube.benchmark import comparison, panel, positions, profile
from danube.benchmark.coverage import Reason
from danube.texts import _, n_
from danube.ui import columns, figures, selection, show
from danube.ui.show import Column, Columns

DEFAULT = "SK01"
"""The region that the page opens with: hardly any other has more figures of its own."""

STANDOUTS = 6
"""Strengths, and as many weaknesses, that are shown first."""

MEDIAN = "median"
NAMED = 12
"""Indicators named in one cell; the others are counted."""


@dataclass(frozen=True)
class Portrait:
    """One region at one version.

    table: as `profile.of`, for every visible indicator, with eu_distance and country_distance beside it;
    clouds: indicator → distances of all regions; movements: as `profile.movements`.
    """

    region: str
    table: pd.DataFrame
    clouds: dict[str, list[float]]
    movements: pd.DataFrame

    def headlines(self) -> pd.DataFrame:
        """The rows of the indicators recent enough for a headline."""
        known = catalogue.load().indicators
        return self.table[[known[key].headline for key in self.table.index]]

    def shown(self, pillar: str) -> pd.DataFrame:
        """The rows of a pillar that have a better side and a place on the scale, best first."""
        rows = self.table[(self.table["pillar"] == pillar) & (self.table["direction"] != "neutral")]
        return rows.dropna(subset=["distance"]).sort_values("distance", ascending=False, kind="stable")

    def context(self, pillar: str) -> pd.DataFrame:
        """The rows of a pillar that have figures and no better side: sizes and structures."""
        rows = self.table[(self.table["pillar"] == pillar) & (self.table["direction"] == "neutral")]
        return rows[rows["state"] != "missing"]


def asked() -> str:
    """The region of the address, known before the page has a title."""
    selection.keep("region")
    code = st.query_params.get("region")
    return code if code in selection.every_region() else DEFAULT


def of(region: str) -> Portrait:
    """The profile of a region at the version in use."""
    return _portrait(figures.version(), region)


@st.cache_resource(show_spinner=False, max_entries=4)
def years(number: int) -> dict[str, panel.Years]:
    """Indicator → year → region → figure, at a version."""
    return panel.yearly(figures.shelf().everything)


@st.cache_resource(show_spinner=False, max_entries=96)
def _portrait(number: int, region: str) -> Portrait:
    everything = figures.shelf().everything
    table = profile.of(everything, region, profile.meta(catalogue.load().visible()))
    table = _without_totals(table)
    return Portrait(
        region,
        table.join(_distances(table, years(number))),
        comparison.clouds(everything, table),
        profile.movements(everything, region, table),
    )


def _without_totals(table: pd.DataFrame) -> pd.DataFrame:
    """A total of the country or the EU is nothing to compare a region's total with."""
    total = pd.Series([is_total(str(key)) for key in table.index], index=table.index)
    return table.assign(country=table["country"].mask(total), eu=table["eu"].mask(total))


def is_total(indicator: str) -> bool:
    """True of counts and sums, which grow with the size of the region."""
    return catalogue.load().indicators[indicator].conversion == "sum"


def _distances(table: pd.DataFrame, shelves: dict[str, panel.Years]) -> pd.DataFrame:
    """Where the EU and the country stand on the scale of each row."""
    found: dict[str, list[float | None]] = {"eu_distance": [], "country_distance": []}
    for key, row in zip(table.index.tolist(), records(table), strict=True):
        period = row["period"]
        against = None if row["state"] == "missing" else positions.reference_of(shelves[key][period], period)
        for name, value in (("eu_distance", row["eu"]), ("country_distance", row["country"])):
            away = None if against is None else positions.distance(value, against, row["direction"])
            found[name].append(away)
    return pd.DataFrame(found, index=table.index, dtype=float)


def answer(portrait: Portrait) -> str:
    """One sentence: on how many headline indicators the region does better, its best and its weakest."""
    recent = portrait.headlines()
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
    rows = portrait.headlines()
    moved = portrait.movements[portrait.movements.index.isin(rows.index)]
    return words.region_paragraph(portrait.region, rows, catalogue.load().indicators, movements=moved)


def standing(table: pd.DataFrame) -> pd.DataFrame:
    """Rows of a profile as a table for people: figures with their unit, year, place and what is to note."""
    known = catalogue.load().indicators
    rows = [_written(known[str(key)], row) for key, row in zip(table.index, records(table), strict=True)]
    return pd.DataFrame(rows, columns=list(_HEADS), index=table.index)


_HEADS = ("name", "pillar", "figure", "period", "place", "side", "median", "country", "eu", "notes")


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as plain dictionaries."""
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


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
    for key, row in zip(portrait.table.index, records(portrait.table), strict=True):
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


def telling(portrait: Portrait) -> str:
    """The indicator whose course is shown first: R&D expenditure, else the first with a figure."""
    own = portrait.table.index[portrait.table["state"] == "value"]
    return selection.FIRST if selection.FIRST in own or own.empty else str(own[0])


def position(portrait: Portrait, indicator: catalogue.Indicator) -> str:
    """One sentence: the figure, its year and place, the median, country and EU beside it."""
    row = records(portrait.table.loc[[indicator.id]])[0]
    if row["state"] == "missing":
        return ""
    others = {
        _("Danube median"): row["median"],
        regions.name(regions.country_of(portrait.region)): row["country"],
        _("EU"): row["eu"],
    }
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


def companions(region: str) -> list[str]:
    """The region with those nearest in the list: its country's others first, four in all."""
    country = regions.country_of(region)
    others = [code for code in selection.every_region() if code != region]
    others.sort(key=lambda code: regions.country_of(code) != country)
    return [region, *others[:3]]


def show_gaps(portrait: Portrait) -> None:
    """Why figures are missing or those of a larger unit; on demand every figure of the region."""
    lacking = absences(portrait)
    name = regions.name(portrait.region)
    if lacking.empty:
        st.markdown(_("Nothing: {region} has a figure of its own on every indicator.", region=name))
    else:
        alt = _("Indicators on which {region} has no figure of its own, by reason.", region=name)
        show.table(lacking, alt=alt, key="gaps", columns=of_absences())
    with st.expander(_("All figures of this region"), key="all", on_change="rerun") as drawer:
        if drawer.open:
            alt = _("Every indicator with the figure of {region}.", region=name)
            heads = of_standing(portrait.region, pillar=True)
            show.table(standing(portrait.table), alt=alt, key="everything", columns=heads)
