"""What an index says in words: places as intervals, chances as so many of a hundred, reasons in points."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from danube import regions, texts
from danube.benchmark.doubted import Doubted
from danube.texts import N_, _, n_
from danube.words.phrases import ordinal

GROUPS = {
    "leader": N_("Leaders"),
    "strong": N_("Strong"),
    "moderate": N_("Moderate"),
    "emerging": N_("Emerging"),
}
BANDS = {
    "leader": N_("Leaders: at least 125 % of the median region"),
    "strong": N_("Strong: 100 to 125 % of the median region"),
    "moderate": N_("Moderate: 70 to 100 % of the median region"),
    "emerging": N_("Emerging: below 70 % of the median region"),
}
AMONG = {
    "leader": N_("among the leaders in {share}"),
    "strong": N_("strong in {share}"),
    "moderate": N_("moderate in {share}"),
    "emerging": N_("emerging in {share}"),
}
SMALL = 0.005
"""Chances below half of one in a hundred are not told."""

NAMED = 6
"""So many regions are named in a sentence, the others counted."""


@dataclass(frozen=True)
class Standing:
    """A region in a ready-made index: place as an interval, score, group; not ranked without a place.

    `share` is the part of the indicators that it has a figure for.
    """

    lens: str
    ranked: bool
    share: float
    count: int
    score: float = float("nan")
    low: int = 0
    high: int = 0
    group: str = ""

    @property
    def place(self) -> str:
        """`between 12th and 19th of 64`; empty where it is not ranked."""
        return between(self.low, self.high, self.count) if self.ranked else ""


def stood(found: Doubted, lens: str, region: str) -> Standing:
    """Where a region stands in an index."""
    count, row = len(found.rows), found.rows.get(region)
    known = found.scores.values.notna().mean(axis="columns")
    share = float(known.get(region, 0.0))
    if row is None:
        return Standing(lens, False, share, count)
    return Standing(lens, True, share, count, row["score"], int(row["low"]), int(row["high"]), row["group"])


def span(low: float, high: float) -> str:
    """`3rd to 9th`, or `3rd` where no doubt is left: for a column of a table."""
    first, last = ordinal(round(low)), ordinal(round(high))
    return first if first == last else _("{first} to {last}", first=first, last=last)


def between(low: float, high: float, count: int) -> str:
    """`between 3rd and 9th of 64`; where no doubt is left `3rd of 64`."""
    first, last = ordinal(round(low)), ordinal(round(high))
    if first == last:
        return _("{rank} of {count}", rank=first, count=count)
    return _("between {first} and {last} of {count}", first=first, last=last, count=count)


def chance(probability: float) -> str:
    """A probability as so many of a hundred; a small one is never called none, nor a large one certain."""
    percent = round(probability * 100)
    if percent == 0 and probability > 0:
        return _("fewer than 1 of 100 calculations")
    if percent == 100:
        return _("every calculation") if probability == 1 else _("more than 99 of 100 calculations")
    return _("{count} of 100 calculations", count=percent)


def answer(ranks: pd.DataFrame, tied: int) -> str:
    """Who leads, between which places, and how many in the middle cannot be told apart.

    Args:
        ranks: indexed by region, best first; columns low and high.
        tied: regions that cannot be told apart from the one in the middle, itself included.
    """
    if ranks.empty:
        return _("No region has enough figures for this index.")
    count, first = len(ranks), ranks.iloc[0]
    leads = _(
        "{region} leads: {place}.",
        region=_name(first.name),
        place=between(first["low"], first["high"], count),
    )
    if tied < 2:
        return leads
    middle = n_(
        "In the middle of the ranking {count} region cannot be told apart from its neighbours.",
        "In the middle of the ranking {count} regions cannot be told apart: "
        "their order depends on the method, not on the regions.",
        tied,
    )
    return f"{leads} {middle}"


def standing(name: str, row: Mapping[str, Any], count: int) -> str:
    """One region's place in a sentence: `Wien holds a place between 3rd and 9th of 64.`"""
    place = between(row["low"], row["high"], count)
    if round(row["low"]) == round(row["high"]):
        return _("**{region}** is {place}, whichever way the index is calculated.", region=name, place=place)
    return _("**{region}** lies **{place}**.", region=name, place=place)


def chances(row: Mapping[str, Any]) -> str:
    """How often a region is among the first and the last ten, and in each group."""
    ends = [
        (row["top10"], N_("among the first ten in {share}")),
        (row["bottom10"], N_("among the last ten in {share}")),
    ]
    told = [_(text, share=chance(part)) for part, text in ends if part >= SMALL]
    if not told:
        told = [_("never among the first ten, never among the last ten")]
    groups = [_(AMONG[key], share=chance(row[key])) for key in GROUPS if row[key] >= SMALL]
    return f"{_sentence(told)} {_sentence(groups)}".strip()


def _sentence(parts: Sequence[str]) -> str:
    joined = "; ".join(parts)
    return f"{joined[:1].upper()}{joined[1:]}." if joined else ""


def alike(name: str, codes: Sequence[str]) -> str:
    """From whom a region cannot be told apart."""
    if not codes:
        return _("{region} can be told apart from every other region.", region=name)
    shown = [_name(code) for code in codes[:NAMED]]
    rest = len(codes) - len(shown)
    if rest:
        shown.append(n_("{count} more", "{count} more", rest))
    return _("It cannot be told apart from {regions}.", regions=texts.listing(shown))


def step(aim: str, share: float) -> str:
    """How far a region would have to move everywhere at once to reach a place."""
    if share != share:
        return _("Not even the best figures everywhere would lift it to the {rank} place.", rank=aim)
    return _(
        "To reach the {rank} place it would have to close {share} % of its distance to the best region, "
        "on every indicator.",
        rank=aim,
        share=texts.number(100 * share, 1 if share < 0.1 else 0),
    )


def not_ranked(table: pd.DataFrame, least: float) -> str:
    """How many regions are not ranked, and by which rule."""
    return n_(
        "{count} region is not ranked: it has fewer than {share} % of the figures.",
        "{count} regions are not ranked: they have fewer than {share} % of the figures.",
        len(table),
        share=texts.number(least * 100, 0),
    )


def alt_ladder(ranks: pd.DataFrame, tied: int) -> str:
    """What the ranking shows, in words."""
    title = n_(
        "Ranking of {count} region with the interval of its place.",
        "Ranking of {count} regions with the interval of each place: "
        "nine calculations of ten put a region inside its bar.",
        len(ranks),
    )
    return f"{title} {answer(ranks, tied)}"


def alt_points(name: str, lifts: Sequence[str], holds: Sequence[str]) -> str:
    """What the bars of one region show, in words."""
    parts = [_("What lifts {region} above the average and what holds it down.", region=name)]
    if lifts:
        parts.append(_("Lifts most: {indicators}.", indicators=texts.listing(list(lifts))))
    if holds:
        parts.append(_("Holds down most: {indicators}.", indicators=texts.listing(list(holds))))
    return " ".join(parts)


def imputed(codes: Collection[str]) -> str:
    """What the asterisk means, where there is one."""
    return n_(
        "* {count} region is scored with a figure that was filled in for a missing one.",
        "* {count} regions are scored with figures that were filled in for missing ones.",
        len(codes),
    )


def _name(code: object) -> str:
    return regions.name(str(code))


def most(first: Mapping[str, float]) -> str:
    """Which choice matters most; of total effects by name, largest first."""
    names = list(first)
    if not names or first[names[0]] <= 0:
        return _("None of these choices moves the ranking.")
    share = texts.number(first[names[0]] * 100, 0)
    return _(
        "What matters most: “{choice}”. Alone or with others, it explains {share} % of the doubt.",
        choice=names[0],
        share=share,
    )
