"""What distinguishes two versions: figures new, changed and gone, places that moved; as tables and a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd
import streamlit as st

from danube import catalogue, regions, texts
from danube.benchmark import revisions
from danube.store import editions
from danube.texts import _
from danube.ui import addresses, badges, figures, loads, selection, show
from danube.ui.show import Column, Link
from danube.words import versions as told

MOST = 100
"""Rows of a table on screen; the file has them all."""

EVERY = ""


@dataclass(frozen=True)
class Compared:
    """What distinguishes two versions; `places` are the units that were ranked in both and moved."""

    older: int
    newer: int
    revised: pd.DataFrame
    places: pd.DataFrame

    def only(self, indicator: str) -> Compared:
        """The same for one indicator, or for all."""
        if indicator == EVERY:
            return self
        parts = (table[table["indicator"] == indicator] for table in (self.revised, self.places))
        return Compared(self.older, self.newer, *parts)

    def answer(self, rows: int) -> str:
        """The difference in a sentence or two; `rows` of other tables differ."""
        return told.difference(self.revised, len(self.places), rows, self.older, self.newer)


def compared(older: int, newer: int) -> Compared:
    """The difference of two versions, with or without uploads as the address says."""
    return _compared(older, newer, editions.leaves_uploads_out(figures.version()))


@st.cache_resource(show_spinner=False, max_entries=16)
def _compared(older: int, newer: int, publishers: bool) -> Compared:
    """Reads both versions past the shelves: two rare ones must not push out the latest."""
    without: tuple[Literal["upload"], ...] = ("upload",) if publishers else ()
    before, after = (figures.warehouse().observations(version=one, without=without) for one in (older, newer))
    directions = {block.id: block.direction for block in catalogue.load().indicators.values()}
    moved = revisions.places(before, after, directions, regions.at_level(2)).dropna(
        subset=["before", "after"]
    )
    return Compared(older, newer, revisions.figures(before, after), moved)


def choose() -> tuple[int, int, str]:
    """The two versions to compare, older and newer, and the indicator to look at."""
    newest = figures.latest()
    label = _labels(newest)
    newer = selection.one(
        "to", [str(one) for one in range(newest, 0, -1)], label=_("Version"),
        show=lambda one: label[int(one)], default=str(figures.number()),
    )  # fmt: skip
    older = selection.one(
        "from", [str(one) for one in range(int(newer) - 1, -1, -1)], label=_("Compared with"),
        show=lambda one: label[int(one)],
    )  # fmt: skip
    known = catalogue.load().indicators
    only = selection.one(
        "only", [EVERY, *known], label=_("Indicator"),
        show=lambda key: _(known[key].name) if key else _("all indicators"),
    )  # fmt: skip
    return int(older), int(newer), only


def _labels(newest: int) -> dict[int, str]:
    """Version → `7 · 2026-11-21 14:05 · Load 7 added`."""
    rows = loads.history(newest)
    said = {
        int(
            row["version"]
        ): f"{row['version']} · {row['at']:{loads.STAMP}} · {told.happened(row['event'], row['load'])}"
        for row in rows.to_dict("records")
    }
    return said | {0: f"0 · {_('empty warehouse')}"}


def draw_difference(found: Compared, only: str, rows: int) -> None:
    """What changed: counts by indicator, or the figures and places of one indicator.

    Where nothing but `rows` of other tables differs these speak for themselves, below.
    """
    if found.revised.empty and rows and only == EVERY:
        return None
    if found.revised.empty:
        return show.empty(
            _("Nothing to compare: both versions hold the same figures here."),
            _(
                "Choose two versions that lie further apart, or another indicator; "
                "the list below tells what happened."
            ),
        )
    if only == EVERY:
        return _indicators(found)
    _figures(found, only)
    return _places(found)


def _indicators(found: Compared) -> None:
    known, counts = catalogue.load().indicators, revisions.by_indicator(found.revised)
    counts["places"] = found.places["indicator"].value_counts().reindex(counts.index, fill_value=0)
    order = [key for key in known if key in counts.index]
    order += [key for key in counts.index if key not in known]
    table = counts.loc[order]
    table["name"] = pd.Series({key: _linked(found, key) for key in order}, dtype=object)
    show.table(
        table,
        alt=_("What changed, by indicator; choose one to see its figures and places"),
        key="difference",
        columns={
            "name": Column(_("Indicator")),
            **{kind: Column(_(word).capitalize(), decimals=0) for kind, word in told.REVISIONS.items()},
            "regions": Column(_("Regions touched"), decimals=0),
            "places": Column(_("Places moved"), decimals=0),
        },
    )
    _take(found)


def _linked(found: Compared, indicator: str) -> Link:
    known = catalogue.load().indicators
    if indicator not in known:
        return Link(indicator)
    return Link(_(known[indicator].name), _here(found, only=indicator))


def _here(found: Compared, **more: str) -> str:
    """This page with these two versions; `from` is a word of Python, so the choices travel as a mapping."""
    return addresses.page("versions", None, **({"from": str(found.older), "to": str(found.newer)} | more))


def _figures(found: Compared, indicator: str) -> None:
    block = catalogue.load().indicators[indicator]
    pairs = [
        told.pair(before, after, block.decimals)
        for before, after in zip(
            found.revised["before"].head(MOST), found.revised["after"].head(MOST), strict=True
        )
    ]
    table = found.revised.head(MOST).assign(
        name=[_place(code) for code in found.revised["region"].head(MOST)],
        what=[_(told.REVISIONS[kind]) for kind in found.revised["kind"].head(MOST)],
        old=[before for before, _after in pairs],
        new=[after for _before, after in pairs],
    )
    unit = _(block.unit)
    show.table(
        table,
        alt=_("Figures that differ, newest year first"),
        key="figures",
        columns={
            "name": Column(_("Region")),
            "period": Column(_("Year")),
            "what": Column(_("What")),
            "old": Column(_("Version {version}", version=found.older), unit=unit),
            "new": Column(_("Version {version}", version=found.newer), unit=unit),
        },
    )
    _rest(len(found.revised))
    _take(found)


def _places(found: Compared) -> None:
    if found.places.empty:
        st.caption(told.places(0))
        return
    widest = (
        (found.places["after"] - found.places["before"]).abs().sort_values(ascending=False, kind="stable")
    )
    rows = found.places.loc[widest.index[:MOST]]
    of = [f"{row.before} / {row.of_before}" for row in rows.itertuples()]
    now = [f"{row.after} / {row.of_after}" for row in rows.itertuples()]
    show.table(
        rows.assign(name=[_place(code) for code in rows["region"]], was=of, now=now),
        alt=_("Places that moved in the ranking, widest moves first: place and how many are ranked"),
        key="places",
        columns={
            "name": Column(_("Region")),
            "period": Column(_("Year")),
            "was": Column(_("Place at version {version}", version=found.older)),
            "now": Column(_("Place at version {version}", version=found.newer)),
        },
    )
    if len(widest) > MOST:
        st.caption(_("The {shown} widest moves of {count}.", shown=MOST, count=texts.number(len(widest), 0)))


def _place(code: str) -> str:
    return regions.name(code) if code in regions.load() else code


def _rest(count: int) -> None:
    if count > MOST:
        st.caption(
            _(
                "The first {shown} of {count} rows; the file has them all.",
                shown=MOST,
                count=texts.number(count, 0),
            )
        )


def _take(found: Compared) -> None:
    """All differing figures as a file, made when somebody asks for it."""
    st.download_button(
        _("Differences as CSV"), lambda: found.revised.to_csv(index=False).encode(),
        key="csv", mime="text/csv",
        file_name=badges.file_name(f"figures-v{found.older}-v{found.newer}.csv"), on_click="ignore",
    )  # fmt: skip
