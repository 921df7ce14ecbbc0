"""What regions and countries have chosen to specialise in: their S3 priorities, with state and source."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from danube import catalogue, regions
from danube.benchmark.sectors import Sectors
from danube.catalogue import priorities
from danube.texts import _
from danube.ui import show
from danube.ui.show import Column
from danube.words import specialisation as words


def around(region: str, known: Sectors | None, origin: str | None) -> list[str]:
    """What the region, its parts and its country have chosen, each with state and source; their sources."""
    found = priorities.around(region)
    if not found:
        show.empty(
            _(
                "No priorities: the collections used here have none of {region} or {country}.",
                region=regions.name(region),
                country=regions.name(regions.country_of(region)),
            ),
            _("They can be added to the list of priorities with their source."),
        )
        return []
    for code, rows in found.items():
        _priorities_of(code, rows, _quotient_of(known, origin))
    return sorted({one.source for rows in found.values() for one in rows})


def _priorities_of(code: str, rows: list[priorities.Priority], quotient: dict[str, float]) -> None:
    st.markdown(f"**{escape(regions.name(code))}**")
    first = rows[0]
    named = catalogue.load().sources[first.source]
    dated = _("{strategy}, {period}", strategy=first.strategy, period=first.period.replace("-", "–"))
    table = pd.DataFrame(
        {
            "priority": [one.priority for one in rows],
            "sectors": [_sections(one, quotient) for one in rows],
        }
    )
    heads = {"priority": Column(_("Priority")), "sectors": Column(_("Sectors it names (share of jobs)"))}
    if not any(one.sections for one in rows):
        del heads["sectors"]
    show.table(table, alt=dated if first.period else first.strategy, key=f"priorities-{code}", columns=heads)
    state = _(priorities.STATUSES[first.status])
    st.caption(
        _(
            "State: {state}. Source: [{publisher}]({url}).",
            state=state,
            publisher=named.attribution,
            url=first.url,
        )
    )


def _quotient_of(known: Sectors | None, origin: str | None) -> dict[str, float]:
    """Section of NACE → the quotient of the group that it is published in."""
    if known is None or origin is None:
        return {}
    row = known.quotient.loc[origin]
    return {
        letter: float(row[group])
        for group in row.index
        for letter in _letters(str(group))
        if row[group] == row[group]
    }


def _letters(group: str) -> list[str]:
    """B-E → B, C, D, E; M_N → M, N."""
    first, last = group[0], group[-1]
    return [chr(number) for number in range(ord(first), ord(last) + 1)]


def _sections(one: priorities.Priority, quotient: dict[str, float]) -> str:
    """`Manufacturing (1.2 times)`; the quotient is that of the group in which jobs are published."""
    named = [
        _("{sector} ({times})", sector=words.sector(letter), times=words.times(quotient[letter]))
        if letter in quotient
        else words.sector(letter)
        for letter in one.sections
    ]
    return "; ".join(named) or _("none named")
