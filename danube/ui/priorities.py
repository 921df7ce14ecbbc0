"""What regions and countries have chosen to specialise in: their S3 priorities, with state and source."""

from __future__ import annotations

from html import escape
from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from danube import catalogue, regions
from danube.benchmark.sectors import Sectors
from danube.catalogue import priorities
from danube.catalogue.priorities import Priority
from danube.texts import _, n_
from danube.ui import show
from danube.ui.show import Column
from danube.words import specialisation as words


def around(region: str, known: Sectors | None, origin: str | None) -> None:
    """What the region, its parts and its country have chosen, in which state it is, and from where.

    Parts are folded where there are several.
    """
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
    strong = _strong(known, origin)
    for code, rows in found.items():
        label = n_(
            "{unit}: {count} priority", "{unit}: {count} priorities", len(rows), unit=regions.name(code)
        )
        with st.expander(label, expanded=len(found) == 1, key=f"unit-{code}"):
            _of_unit(code, rows, strong, known)
    for source in dict.fromkeys(one.source for rows in found.values() for one in rows):
        st.caption(_origin([one for rows in found.values() for one in rows if one.source == source]))


def _of_unit(code: str, rows: list[Priority], strong: set[str], known: Sectors | None) -> None:
    """The priorities of one unit as a table."""
    table = pd.DataFrame(
        {
            "priority": [one.priority for one in rows],
            "sectors": [_named(one.sections) for one in rows],
            "strong": [_named(tuple(one for one in row.sections if one in strong)) for row in rows],
        }
    )
    heads = {"priority": Column(_("Priority"))}
    if any(one.sections for one in rows):
        heads["sectors"] = Column(_("Sectors it names"))
    if strong and known is not None and len(heads) > 1:
        heads["strong"] = Column(_("Of these strong in {year}", year=known.period))
    show.table(table, alt=_titled(rows[0]), key=f"priorities-{code}", columns=heads)


def _titled(one: Priority) -> str:
    """The strategy and its period, where the source tells it."""
    if not one.period:
        return one.strategy
    return _("{strategy}, {period}", strategy=one.strategy, period=one.period.replace("-", "–"))


def _origin(rows: list[Priority]) -> str:
    """State, pages and licence of a source's priorities, and that their names are not in English."""
    pages = dict.fromkeys(one.url for one in rows)
    links = ", ".join(f"[{escape(urlsplit(url).netloc)}]({url})" for url in pages)
    first = rows[0]
    told = _(
        "State: {state}. Source: {title}, {links}. Licence: {licence}.",
        state=_(priorities.STATUSES[first.status]),
        title=_(catalogue.load().sources[first.source].title),
        links=links,
        licence=first.licence,
    )
    return told if first.language == "en" else f"{told} {_('The names are in the language of the source.')}"


def _named(sections: tuple[str, ...]) -> str:
    return "; ".join(words.sector(letter) for letter in sections) or "–"


def _strong(known: Sectors | None, origin: str | None) -> set[str]:
    """The sections in whose group the unit is specialised: B, C, D and E where B-E is."""
    if known is None or origin is None:
        return set()
    done = pd.Series(known.matrix.loc[origin])
    return {letter for group in done[done == 1.0].index for letter in _letters(str(group))}


def _letters(group: str) -> list[str]:
    """B-E → B, C, D, E; M_N → M, N."""
    return [chr(number) for number in range(ord(group[0]), ord(group[-1]) + 1)]
