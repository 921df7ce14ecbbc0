"""Sentences written from figures: the answer on top of a page, and what a picture says to who cannot see it.

Every statement can be checked against a figure on the same page. Sentences are whole messages: no
language has to be glued from parts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from danube import regions, texts
from danube.benchmark.positions import Reference
from danube.texts import N_, _, n_
from danube.words.phrases import Measure, amount, median_label

LEADS = {
    "higher": N_("{region} leads in {year} with {amount}."),
    "lower": N_("{region} does best in {year} with {amount}; lower is better."),
    "neutral": N_("{region} has the highest figure in {year}: {amount}."),
}
SHARED = {
    "higher": N_("{regions} lead in {year} with {amount}."),
    "lower": N_("{regions} do best in {year} with {amount}; lower is better."),
    "neutral": N_("{regions} have the highest figure in {year}: {amount}."),
}
LASTS = {
    "higher": N_("The last is {region} with {amount}."),
    "lower": N_("The last is {region} with {amount}."),
    "neutral": N_("The lowest figure is that of {region}: {amount}."),
}
MANY = 3
"""More regions than this at the top are counted, not named."""


def answer_ranking(ranking: pd.DataFrame, reference: Reference, measure: Measure) -> str:
    """Who is first and last, the Danube median, the EU; of a ranking as `positions.ranking` makes it."""
    if ranking.empty:
        return _("No region has a figure of its own for {year}.", year=reference.period)
    sentences = [_first(ranking, reference.period, measure)]
    if len(ranking) > 1:
        last = ranking.iloc[-1]
        words = _(LASTS[measure.direction], region=_name(last.name), amount=amount(last["value"], measure))
        sentences.append(words)
    return " ".join([*sentences, *_compared(reference, measure)])


def _first(ranking: pd.DataFrame, year: str, measure: Measure) -> str:
    top = ranking[ranking["rank"] == ranking["rank"].min()]
    figure = amount(float(top["value"].iloc[0]), measure)
    if len(top) == 1:
        return _(LEADS[measure.direction], region=_name(top.index[0]), year=year, amount=figure)
    if len(top) > MANY:
        return _(
            "{count} regions share the first place in {year} with {amount}.",
            count=len(top),
            year=year,
            amount=figure,
        )
    names = texts.listing([_name(code) for code in top.index])
    return _(SHARED[measure.direction], regions=names, year=year, amount=figure)


def _compared(reference: Reference, measure: Measure) -> list[str]:
    if reference.median is None:
        return []
    median = amount(reference.median, measure)
    if reference.eu is None:
        return [_("{median_name}: {median}.", median_name=median_label(reference), median=median)]
    return [
        _(
            "{median_name}: {median}; EU: {eu}.",
            median_name=median_label(reference),
            median=median,
            eu=amount(reference.eu, measure),
        )
    ]


def answer_map(table: pd.DataFrame, period: str, measure: Measure) -> str:
    """From where to where, the middle half, and what is missing; of a table as `panel.on_map` makes it."""
    own = table.loc[table["state"] == "value", "value"].sort_values()
    sentences = [_span(own, period, measure)] if len(own) else []
    return " ".join([*sentences, *_lacking(table, bool(len(own)))])


def _span(own: pd.Series, period: str, measure: Measure) -> str:
    low, high = float(own.iloc[0]), float(own.iloc[-1])
    if low == high:
        return _("In {year} every figure is {amount}.", year=period, amount=amount(low, measure))
    return _(
        "In {year} the figures run from {low} in {lowest} to {high} in {highest}; half of the regions lie "
        "between {quarter} and {three_quarters}.",
        year=period,
        low=amount(low, measure),
        lowest=_name(own.index[0]),
        high=amount(high, measure),
        highest=_name(own.index[-1]),
        quarter=texts.number(float(own.quantile(0.25)), measure.decimals),
        three_quarters=texts.number(float(own.quantile(0.75)), measure.decimals),
    )


def _lacking(table: pd.DataFrame, some: bool) -> list[str]:
    coarser, missing = ((table["state"] == state).sum() for state in ("coarser", "missing"))
    sentences = []
    if coarser:
        sentences.append(
            n_(
                "{count} region has only the figure of a larger unit.",
                "{count} regions have only the figure of a larger unit.",
                int(coarser),
            )
        )
    if missing and (some or coarser):
        sentences.append(n_("{count} region has no figure.", "{count} regions have no figure.", int(missing)))
    return sentences or ([] if some else [_("There is no figure for this choice.")])


def alt_map(table: pd.DataFrame, period: str, measure: Measure) -> str:
    """What the map shows, in words."""
    title = _("Map of {indicator}, {year}.", indicator=_(measure.name), year=period)
    return f"{title} {answer_map(table, period, measure)}"


def alt_ranking(ranking: pd.DataFrame, reference: Reference, measure: Measure) -> str:
    """What the dot plot shows, in words."""
    count = len(ranking)
    title = _(
        "Dot plot of {indicator}, {year}: {count} regions, sorted.",
        indicator=_(measure.name),
        year=reference.period,
        count=count,
    )
    return f"{title} {answer_ranking(ranking, reference, measure)}"


def alt_trend(history: pd.DataFrame, names: Mapping[str, str], measure: Measure) -> str:
    """From which figure in which year to which, line by line; of years by series."""
    title = _("Line chart of {indicator}.", indicator=_(measure.name))
    lines = [
        _travelled(history[key].dropna(), names.get(str(key), str(key)), measure) for key in history.columns
    ]
    return " ".join([title, *lines])


def _travelled(line: pd.Series, name: str, measure: Measure) -> str:
    if line.empty:
        return _("{series}: no figures.", series=name)
    first, last = (amount(float(line.iloc[end]), measure) for end in (0, -1))
    if len(line) == 1:
        return _("{series}: {amount} in {year}.", series=name, amount=last, year=line.index[0])
    return _(
        "{series}: from {before} in {since} to {now} in {year}.",
        series=name,
        before=first,
        since=line.index[0],
        now=last,
        year=line.index[-1],
    )


def alt_compare(codes: Sequence[str], count: int) -> str:
    """What the dumbbells show, in words."""
    return _(
        "Dumbbells of {regions} on {count} indicators: distance to the Danube median, better at the right.",
        regions=texts.listing([_name(code) for code in codes]),
        count=count,
    )


def _name(code: object) -> str:
    return regions.name(str(code))
