"""Figures for the pages: one reading of the warehouse per version, shared by all visitors.

The tables returned are shared: pages read them and never write into them.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from danube import store
from danube.benchmark import panel
from danube.catalogue import Indicator
from danube.texts import _
from danube.ui import selection


@st.cache_resource(show_spinner=False)
def warehouse() -> store.Warehouse:
    """The open warehouse of this process."""
    return store.connect()


@st.cache_data(show_spinner=False, ttl=1)
def _latest() -> int:
    """Asked once a second whatever the number of visitors."""
    return warehouse().latest()


def version() -> int:
    """The version that the address asks for with `v`, or the latest."""
    latest = _latest()
    asked = st.query_params.get("v")
    if asked is None:
        return latest
    number = selection.whole(asked)
    if number is not None and 1 <= number <= latest:
        return number
    selection.refuse(_("version"), asked, _("The latest, {latest}, is shown.", latest=latest))
    return latest


@dataclass(frozen=True)
class Shelf:
    """All current figures of a version, whole and by indicator."""

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
def at(number: int) -> Shelf:
    """The figures of a version."""
    everything = warehouse().observations(version=number)
    groups = {
        str(key): part.reset_index(drop=True) for key, part in everything.groupby("indicator", sort=False)
    }
    return Shelf(number, everything, groups)


def shelf() -> Shelf:
    """The figures of the version in use."""
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
    yearly(warehouse().latest())
