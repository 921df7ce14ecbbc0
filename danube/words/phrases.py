"""The small parts of sentences: a figure with its unit, a rank, why a figure is missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from danube import regions, texts
from danube.benchmark.coverage import Reason
from danube.benchmark.positions import Reference
from danube.drawing import charts
from danube.texts import N_, _

MEDIANS = {2: N_("Danube median"), 1: N_("Danube median (NUTS 1)"), 0: N_("Danube median (countries)")}
SUFFIXES = {1: "st", 2: "nd", 3: "rd"}


class Measure(Protocol):
    """What words need to know of an indicator of the catalogue."""

    @property
    def name(self) -> str: ...
    @property
    def short(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def direction(self) -> str: ...
    @property
    def decimals(self) -> int: ...


def amount(value: float | None, measure: Measure) -> str:
    """`3.2 % of GDP`, `108.5 (EU 2016 = 100)`; an en dash where there is no figure."""
    if value is None or value != value:
        return texts.MISSING
    if "=" in measure.unit:
        return f"{texts.number(value, measure.decimals)} ({_(measure.unit)})"
    return _("{value} {unit}", value=texts.number(value, measure.decimals), unit=_(measure.unit))


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 11th, 112th; in other languages the bare number, which their sentences complete."""
    if texts.language() != "en":
        return str(number)
    suffix = "th" if number % 100 in (11, 12, 13) else SUFFIXES.get(number % 10, "th")
    return f"{number}{suffix}"


def place(rank: int, count: int, direction: str = "higher") -> str:
    """`12th of 64`; where neither side is better, `12th highest of 64`."""
    if direction == "neutral":
        return _("{rank} highest of {count}", rank=ordinal(rank), count=count)
    return _("{rank} of {count}", rank=ordinal(rank), count=count)


def median_label(reference: Reference) -> str:
    """What the median runs over: Danube median, or that of NUTS 1 units or countries."""
    return _(MEDIANS[reference.level if reference.level is not None else 2])


def reference_lines(
    reference: Reference, measure: Measure, *, country: str | None = None
) -> Sequence[charts.Line]:
    """The lines of a chart: Danube median, EU and perhaps one country, labelled with their figure."""
    own = reference.countries.get(country) if country else None
    lines = [
        (median_label(reference), reference.median, "danube"),
        (_("EU"), reference.eu, "eu"),
        (regions.name(country) if country else "", own, "country"),
    ]
    return [
        charts.Line(f"{label} {texts.number(value, measure.decimals)}", value, kind)
        for label, value, kind in lines
        if value is not None
    ]


def absence(reason: Reason | None) -> str:
    """Why there is no figure: `No figure: Serbia does not report this.`"""
    if reason is None:
        return _("No figure in any year.")
    if reason.kind == "withheld":
        return _withheld(reason)
    if reason.kind == "coarser" and reason.origin is not None:
        return _("No figure of its own, only for {unit} as a whole.", unit=regions.name(reason.origin))
    if reason.kind == "country":
        return _("No figure: {country} does not report this.", country=regions.name(reason.country))
    if reason.kind == "region":
        return _("No figure: not published for this region.")
    return _interrupted(reason)


def _withheld(reason: Reason) -> str:
    words = charts.flag_words(reason.flag)
    if not words:
        return _("No figure: the publisher keeps it back.")
    return _("No figure. {flags}.", flags=texts.listing([word.rstrip(".") for word in words]))


def _interrupted(reason: Reason) -> str:
    values = {"year": reason.period, "unit": regions.name(reason.origin) if reason.origin else ""}
    if reason.kind == "skipped":
        return _("No figure for {year}.", **values)
    if reason.origin is None:
        last, first = N_("No figure since {year}."), N_("No figure before {year}.")
    else:
        last = N_("No figure of its own; {unit} as a whole was last measured in {year}.")
        first = N_("No figure of its own; {unit} as a whole was first measured in {year}.")
    return _(last if reason.kind == "ended" else first, **values)
