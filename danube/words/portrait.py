"""A plain paragraph on one region, written from its profile: place, strengths, weaknesses, trend, gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Protocol

import pandas as pd

from danube import regions, texts
from danube.benchmark import profile as analysis
from danube.drawing import charts
from danube.texts import N_, _, n_
from danube.words.phrases import Measure, absence, amount, place


class Told(Measure, Protocol):
    """An indicator that knows whether it may enter headline statements."""

    @property
    def headline(self) -> bool: ...


SINGLED_OUT = 0.25
"""Robust standard deviations gained or lost on the others before a trend is worth a sentence."""

GAPS = {
    "country": N_("{count}: {country} does not report them"),
    "region": N_("{count}: not published for this region"),
    "withheld": N_("{count}: kept back by the publisher"),
    "ended": N_("{count}: no longer published"),
    "later": N_("{count}: only published later"),
    "skipped": N_("{count}: not published for the year compared"),
}
GAIN = N_("Biggest gain on the other regions: {indicator}, from {before} in {since} to {now} in {year}.")
LOSS = N_("Biggest loss against the other regions: {indicator}, from {before} in {since} to {now} in {year}.")
STRONG = N_("Furthest ahead of the Danube median: {list}.")
WEAK = N_("Furthest behind it: {list}.")
BEHIND = N_("Furthest behind the Danube median: {list}.")


def region_paragraph(
    region: str,
    profile: pd.DataFrame,
    measures: Mapping[str, Told],
    *,
    movements: pd.DataFrame | None = None,
) -> str:
    """Place, strengths, weaknesses, trend and what is missing, in whole sentences.

    Position and trend speak of headline indicators alone: figures of 2015 to 2018 stay out of them.

    Args:
        profile: as `benchmark.profile.of` makes it; measures: the catalogue's indicators by id.
        movements: as `benchmark.profile.movements` makes it; without it the trend is left out.
    """
    told = [key for key in profile.index if measures[key].headline]
    sentences = [_standing(region, profile.loc[told]), *_extremes(profile.loc[told], measures)]
    if movements is not None:
        sentences += movement(movements[movements.index.isin(told)], measures)
    return " ".join([*sentences, *_gaps(region, profile)])


def _standing(region: str, profile: pd.DataFrame) -> str:
    """How often above and below the median, of how many own figures that have a better side."""
    own = profile[(profile["state"] == "value") & (profile["direction"] != "neutral")].dropna(
        subset=["distance"]
    )
    if own.empty:
        return _("{region} has no figure of its own that could be compared.", region=regions.name(region))
    message = N_(
        "{region} does better than the Danube median on {better} of {count} indicators and worse on {worse}."
    )
    return _(
        message,
        region=regions.name(region),
        better=int((own["distance"] > 0).sum()),
        worse=int((own["distance"] < 0).sum()),
        count=len(own),
    )


def _extremes(profile: pd.DataFrame, measures: Mapping[str, Told]) -> list[str]:
    strong, weak = analysis.strengths(profile), analysis.weaknesses(profile)
    sentences = []
    if len(strong):
        sentences.append(_(STRONG, list="; ".join(_named(strong, measures))))
    if len(weak):
        sentences.append(_(WEAK if sentences else BEHIND, list="; ".join(_named(weak, measures))))
    return sentences


def _named(rows: pd.DataFrame, measures: Mapping[str, Told]) -> list[str]:
    """`employment rate with 78.1 %, 3rd of 64 in 2024` for each row."""
    columns = zip(*(rows[name].tolist() for name in ("value", "rank", "of", "period")), strict=True)
    return [
        _(
            "{indicator} with {amount}, {place} in {year}",
            indicator=_(measures[key].short),
            amount=amount(value, measures[key]),
            place=place(int(rank), int(of)),
            year=period,
        )
        for key, (value, rank, of, period) in zip(rows.index.tolist(), columns, strict=True)
    ]


def movement(movements: pd.DataFrame, measures: Mapping[str, Told]) -> list[str]:
    """The greatest gain and the greatest loss on the others; series with a break are not told."""
    steady = movements[~movements["break"].astype(bool)].dropna(subset=["gained"])
    sizes = {str(key): float(size) for key, size in zip(steady.index, steady["gained"].tolist(), strict=True)}
    if not sizes:
        return []
    up, down = max(sizes, key=sizes.__getitem__), min(sizes, key=sizes.__getitem__)
    told = ((GAIN, up, sizes[up]), (LOSS, down, -sizes[down]))
    return [
        _moved(message, steady.loc[[key]].iloc[0], measures[key])
        for message, key, size in told
        if size >= SINGLED_OUT and _seen_to_move(steady.loc[[key]].iloc[0], measures[key])
    ]


def _seen_to_move(row: pd.Series, measure: Measure) -> bool:
    """False where both figures read alike: only the others have moved, which this page does not show."""
    return amount(row["before"], measure) != amount(row["now"], measure)


def _moved(message: str, row: pd.Series, measure: Measure) -> str:
    return _(
        message,
        indicator=_(measure.short),
        before=amount(row["before"], measure),
        since=row["since"],
        now=amount(row["now"], measure),
        year=row["period"],
    )


def _gaps(region: str, profile: pd.DataFrame) -> list[str]:
    """How many figures are those of a larger unit, how many are missing, and why."""
    coarser = int((profile["state"] == "coarser").sum())
    lacking = analysis.missing(profile)
    sentences = []
    if coarser:
        sentences.append(
            n_(
                "{count} further figure exists only for a larger unit.",
                "{count} further figures exist only for a larger unit.",
                coarser,
            )
        )
    if len(lacking):
        sentences.append(
            n_(
                "{count} of {all} indicators has no figure ({reasons}).",
                "{count} of {all} indicators have no figure ({reasons}).",
                len(lacking),
                all=len(profile),
                reasons="; ".join(_counted(region, lacking)),
            )
        )
    return sentences


def _counted(region: str, lacking: pd.DataFrame) -> list[str]:
    country = regions.name(regions.country_of(region))
    kinds = Counter(reason.kind if reason is not None else "region" for reason in lacking["reason"])
    return [
        _(GAPS.get(kind, GAPS["region"]), count=count, country=country) for kind, count in kinds.most_common()
    ]


def position_card(row: pd.Series, measure: Measure, region: str) -> str:
    """The hover card of one position: indicator, figure, year, place, median, or why there is none."""
    if row["state"] == "missing":
        return f"<b>{_(measure.name)}</b><br>{absence(row['reason'])}"
    lines = [str(row["period"])]
    if pd.notna(row.get("rank")):
        lines.append(place(int(row["rank"]), int(row["of"]), measure.direction))
    if row["state"] == "coarser":
        lines.append(_("Figure of {unit} as a whole", unit=regions.name(row["origin"])))
    if pd.notna(row["median"]):
        lines.append(_("Danube median: {median}", median=amount(row["median"], measure)))
    words = charts.flag_words(row["flag"])
    return charts.card(
        _(measure.name), texts.number(row["value"], measure.decimals), _(measure.unit), *lines, *words
    )
