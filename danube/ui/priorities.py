"""What regions and countries have chosen to specialise in: their S3 priorities, with state and source.

Those that analysts uploaded stand in a table of their own, each with its load; `uploads=off` and a
withdrawal take them away, and what they covered returns.
"""

from __future__ import annotations

from html import escape
from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from danube import catalogue, regions, texts
from danube.benchmark.sectors import Sectors
from danube.catalogue import priorities
from danube.catalogue.plain import plain
from danube.catalogue.priorities import Priority
from danube.store import editions
from danube.store.writers import Kind
from danube.texts import _, n_
from danube.ui import addresses, figures, show
from danube.ui.show import Column, Link
from danube.words import specialisation as words

NAMED = 6
"""Priorities that a region's profile names; the rest is counted."""


def listed() -> tuple[Priority, ...]:
    """All priorities of the edition in use: the list that ships, and what was uploaded."""
    return _listed(figures.version())


@st.cache_resource(show_spinner=False, max_entries=8)
def _listed(edition: int) -> tuple[Priority, ...]:
    without: tuple[Kind, ...] = ("upload",) if editions.leaves_uploads_out(edition) else ()
    rows = figures.warehouse().rows("priority", version=editions.version(edition), without=without)
    return priorities.beside(priorities.of_rows(rows.to_dict("records")))  # type: ignore[arg-type]


def brief(region: str) -> None:
    """The names of what the region, or else the nearest larger unit with some, has chosen; and the way on."""
    every = priorities.around(region, listed())
    code = next((unit for unit in (region, *regions.ancestors(region)) if unit in every), "")
    if code:
        rows = every[code]
        named = [_named_briefly(one) for one in rows[:NAMED]]
        if len(rows) > NAMED:
            named.append(n_("{count} more", "{count} more", len(rows) - NAMED))
        said = f"{regions.name(code)}: {'; '.join(named)}."
    else:
        said = _("None is known here of {region} and its country.", region=regions.name(region))
    label, door = _("Priorities and what they rest on"), addresses.page("specialisation", region=region)
    st.markdown(f"{said}  \n[{label}]({door})")


def _named_briefly(one: Priority) -> str:
    name = plain(one.priority)
    return f"{name} ({_('uploaded')})" if one.uploaded else name


def around(region: str, known: Sectors | None, origin: str | None) -> None:
    """What the region, its parts and its country have chosen, in which state it is, and from where.

    Parts are folded where there are several.
    """
    found = priorities.around(region, listed())
    if not found:
        show.empty(
            _(
                "No priorities: the collections used here have none of {region} or {country}.",
                region=regions.name(region),
                country=regions.name(regions.country_of(region)),
            ),
            _("They can be brought on the page Import, with their source; an empty table waits there."),
        )
    strong = _strong(known, origin)
    for code, rows in found.items():
        with st.expander(_label(code, rows), expanded=len(found) == 1, key=f"unit-{code}"):
            _of_unit(code, rows, strong, known)
    ours = [one for rows in found.values() for one in rows if not one.uploaded]
    for source in dict.fromkeys(one.source for one in ours):
        st.caption(_origin([one for one in ours if one.source == source]))


def _label(code: str, rows: list[Priority]) -> str:
    """`Wien: 3 priorities (1 uploaded)`."""
    said = n_("{unit}: {count} priority", "{unit}: {count} priorities", len(rows), unit=regions.name(code))
    count = sum(one.uploaded for one in rows)
    return f"{said} ({n_('{count} uploaded', '{count} uploaded', count)})" if count else said


def _of_unit(code: str, rows: list[Priority], strong: set[str], known: Sectors | None) -> None:
    """The priorities of one unit: those of the list, then those that were uploaded."""
    if ours := [one for one in rows if not one.uploaded]:
        _shipped(code, ours, strong, known)
    if theirs := [one for one in rows if one.uploaded]:
        _uploaded(code, theirs)


def _uploaded(code: str, rows: list[Priority]) -> None:
    """What analysts brought: each says its state, source and load itself."""
    table = pd.DataFrame(
        {
            "priority": [_in_both(one) for one in rows],
            "sectors": [_named(one.sections) for one in rows],
            "clusters": [plain(one.clusters) or texts.MISSING for one in rows],
            "strategy": [plain(_titled(one)) or texts.MISSING for one in rows],
            "state": [_(priorities.STATUSES.get(one.status, "")) or _("not said") for one in rows],
            "source": [Link(plain(one.source or one.url) or _("not said"), one.url) for one in rows],
            "load": [_load(one) for one in rows],
        }
    )
    heads = {
        "priority": Column(_("Priority")),
        "sectors": Column(_("Sectors it names")),
        "clusters": Column(_("Clusters")),
        "strategy": Column(_("Strategy")),
        "state": Column(_("State")),
        "source": Column(_("Source")),
        "load": Column(_("Uploaded with")),
    }
    empty = {name for name in ("sectors", "clusters", "strategy") if set(table[name]) == {texts.MISSING}}
    shown = {name: head for name, head in heads.items() if name not in empty}
    alt = _("Uploaded by analysts, not from the list that ships with this site")
    show.table(table, alt=alt, key=f"uploaded-{code}", columns=shown)
    without = f"{addresses.page('specialisation', region=code)}&{figures.SWITCH}=off"
    st.caption(f"[{_('Leave out what was uploaded')}]({without})")


def _in_both(one: Priority) -> str:
    """The name, and the original one where there is another."""
    own = plain(one.priority)
    return f"{own} ({plain(one.original)})" if one.original and one.original != one.priority else own


def _load(one: Priority) -> Link:
    number = str(one.load)
    return Link(_("load {load}", load=number), f"{addresses.page('versions', load=number)}#load")


def _shipped(code: str, rows: list[Priority], strong: set[str], known: Sectors | None) -> None:
    """The priorities of the list as a table."""
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
