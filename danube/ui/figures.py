"""Figures for the pages: one reading of the warehouse per edition, shared by all visitors.

An edition is a version with or without uploads (see `store.editions`), and the key of every cache. The tables
returned are shared: pages read them and never write into them.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

import pandas as pd
import streamlit as st

from danube import store
from danube.benchmark import panel
from danube.catalogue import UPLOADED, Indicator, declared
from danube.store import declared as declarations
from danube.store import editions
from danube.texts import _
from danube.ui import selection

SWITCH = "uploads"
"""The parameter of every address that leaves uploaded figures out: `uploads=off`."""


@st.cache_resource(show_spinner=False)
def warehouse() -> store.Warehouse:
    """The open warehouse of this process."""
    return store.connect()


@st.cache_data(show_spinner=False, ttl=1)
def latest() -> int:
    """The newest version; asked once a second whatever the number of visitors."""
    newest = warehouse().latest()
    declarations.renew(warehouse(), newest)
    return newest


def version() -> int:
    """The edition in use, by which figures are read and kept; below zero where it leaves uploads out.

    A version without uploads has one edition alone: there the switch changes nothing. From here on this run
    sees the catalogue with the indicators that count in the edition.
    """
    chosen = number()
    off = _switched_off() and len(uploads(chosen)) > 0
    edition = editions.without_uploads(chosen) if off else chosen
    declared.use(edition)
    return edition


def _switched_off() -> bool:
    asked = st.query_params.get(SWITCH, "on")
    if asked not in ("on", "off"):
        selection.refuse(_("uploads"), asked, _("Uploaded figures are shown."))
    return asked == "off"


def see() -> None:
    """The shell and its search see the catalogue of the edition in use; a warehouse in need is the page's."""
    with suppress(store.StoreError):
        version()


def number() -> int:
    """The version that the address asks for with `v`, or the latest: for people, links and the API."""
    newest = latest()
    asked = st.query_params.get("v")
    if asked is None:
        return newest
    wanted = selection.whole(asked)
    if wanted is not None and 1 <= wanted <= newest:
        return wanted
    selection.refuse(_("version"), asked, _("The latest, {latest}, is shown.", latest=newest))
    return newest


@st.cache_resource(show_spinner=False, max_entries=64)
def uploads(number: int) -> pd.DataFrame:
    """The loads that analysts brought and that count at a version: a row each, as `Warehouse.loads`."""
    loads = warehouse().loads(number)
    return loads[(loads["kind"] == "upload") & ~loads["withdrawn"]].reset_index(drop=True)


@dataclass(frozen=True)
class Shelf:
    """All current figures of an edition, whole and by indicator."""

    version: int
    everything: pd.DataFrame
    by_indicator: dict[str, pd.DataFrame]

    def of(self, *indicators: str) -> pd.DataFrame:
        """The tidy figures of these indicators; an indicator without any gives no rows."""
        parts = [self.by_indicator[key] for key in indicators if key in self.by_indicator]
        if len(parts) == 1:
            return parts[0]
        return pd.concat(parts, ignore_index=True) if parts else self.everything.head(0)


@st.cache_resource(show_spinner=False, max_entries=4)
def at(edition: int) -> Shelf:
    """The figures of an edition; those that were uploaded say so among their flags."""
    number = editions.version(edition)
    without: tuple[Literal["upload"], ...] = ("upload",) if editions.leaves_uploads_out(edition) else ()
    everything = _marked(warehouse().observations(version=number, without=without), uploads(number))
    groups = {
        str(key): part.reset_index(drop=True) for key, part in everything.groupby("indicator", sort=False)
    }
    return Shelf(edition, everything, groups)


def _marked(figures: pd.DataFrame, uploads: pd.DataFrame) -> pd.DataFrame:
    """The figures, the uploaded ones flagged: whatever shows a figure's flags tells them apart."""
    theirs = figures["load"].isin(uploads["load"])
    flags = figures["flag"].mask(theirs, figures["flag"] + f" {UPLOADED}")
    return figures.assign(flag=flags.str.strip()) if theirs.any() else figures


@st.cache_resource(show_spinner=False, max_entries=8)
def uploaded(edition: int) -> pd.DataFrame:
    """The figures of an edition that were uploaded, and no publisher's."""
    rows = at(edition).everything
    theirs = rows["load"].isin(uploads(editions.version(edition))["load"]) & rows["value"].notna()
    return rows[theirs].reset_index(drop=True)


def shelf() -> Shelf:
    """The figures of the edition in use."""
    return at(version())


@st.cache_resource(show_spinner=False, max_entries=4)
def yearly(number: int) -> dict[str, panel.Years]:
    """Indicator → year → region → figure, at a version."""
    return panel.yearly(at(number).everything)


def years(number: int, indicator: str) -> tuple[list[str], str | None]:
    """The years with figures of an indicator, ascending, and the one to show first."""
    known = yearly(number).get(indicator, {})
    covered = panel.covered(known)
    return panel.measured(known), covered[-1] if covered else None


def levels(number: int, indicator: str, year: str) -> list[int]:
    """The levels at which an indicator has figures in a year."""
    return panel.levels(yearly(number).get(indicator, {}).get(year, {}))


def margins(block: Indicator, period: str) -> pd.DataFrame | None:
    """Region → low, high: the publisher's margin of error of one year; None where it gives none."""
    if block.bounds is None:
        return None
    low, high = (panel.at(shelf().of(key), key, period)["value"] for key in block.bounds)
    return pd.DataFrame({"low": low, "high": high})


def prime() -> None:
    """Reads the latest version before the first visitor asks for it."""
    yearly(latest())
