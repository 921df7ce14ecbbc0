"""The figures that scenes are drawn from: one reading of the warehouse per edition, shared by all threads.

The tables are shared: scenes read them and never write into them.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal
from weakref import WeakKeyDictionary

import pandas as pd

from danube.benchmark import panel
from danube.catalogue import UPLOADED, Indicator, declared
from danube.events.scenes.kept import Kept
from danube.programme import register
from danube.programme.register import Register
from danube.store import Warehouse, editions
from danube.store.declared import renew

EDITIONS, RESULTS = 3, 400
"""Editions kept at once, and what is kept of each: pictures, profiles, indices."""

_shelves: WeakKeyDictionary[Warehouse, Kept] = WeakKeyDictionary()
_opening = threading.Lock()


@dataclass(frozen=True, eq=False)
class Shelf:
    """All current figures of an edition, whole and by indicator; `kept` is for what is calculated of them."""

    warehouse: Warehouse
    edition: int
    everything: pd.DataFrame
    by_indicator: dict[str, pd.DataFrame]
    kept: Kept = field(default_factory=lambda: Kept(RESULTS))

    @property
    def version(self) -> int:
        """The number of the version, for people and links."""
        return editions.version(self.edition)

    @property
    def without(self) -> tuple[Literal["upload"], ...]:
        """The kinds of loads that do not count."""
        return ("upload",) if editions.leaves_uploads_out(self.edition) else ()

    def of(self, *indicators: str) -> pd.DataFrame:
        """The tidy figures of these indicators; an indicator without any gives no rows."""
        parts = [self.by_indicator[key] for key in indicators if key in self.by_indicator]
        if len(parts) == 1:
            return parts[0]
        return pd.concat(parts, ignore_index=True) if parts else self.everything.head(0)

    @cached_property
    def yearly(self) -> dict[str, panel.Years]:
        """Indicator → year → region → figure."""
        return panel.yearly(self.everything)

    def years(self, indicator: str) -> tuple[list[str], str]:
        """The years with figures of an indicator, and the one to show first; empty without any."""
        known = self.yearly.get(indicator, {})
        covered = panel.covered(known)
        return panel.measured(known), covered[-1] if covered else ""

    def margins(self, block: Indicator, period: str) -> pd.DataFrame | None:
        """Region → low, high: the publisher's margin of error of one year; None where it gives none."""
        if block.bounds is None:
            return None
        low, high = (panel.at(self.of(key), key, period)["value"] for key in block.bounds)
        return pd.DataFrame({"low": low, "high": high})

    @cached_property
    def register(self) -> Register:
        """The register of the programme; empty tables where the warehouse is older than the programme."""
        return register.load(self.warehouse, self.version, self.without)

    @cached_property
    def measurements(self) -> pd.DataFrame:
        """Baselines, targets and measurements of pilots."""
        return self.warehouse.rows("measurement", version=self.version, without=self.without)


def at(warehouse: Warehouse, version: int, uploads: bool) -> Shelf:
    """The shelf of a version, with or without what analysts uploaded; from here on this thread sees its
    catalogue."""
    renew(warehouse, version)
    with _opening:
        shelves = _shelves.setdefault(warehouse, Kept(EDITIONS))
    shelf = shelves.of((version, uploads), lambda: _read(warehouse, version, uploads))
    declared.use(shelf.edition)
    return shelf


def _read(warehouse: Warehouse, version: int, uploads: bool) -> Shelf:
    """A version without uploads has one edition alone, as on the pages."""
    loads = warehouse.loads(version)
    theirs = loads.loc[(loads["kind"] == "upload") & ~loads["withdrawn"], "load"]
    off = not uploads and len(theirs) > 0
    without: tuple[Literal["upload"], ...] = ("upload",) if off else ()
    figures = warehouse.observations(version=version, without=without)
    marked = figures["load"].isin(theirs)
    flags = figures["flag"].mask(marked, figures["flag"] + f" {UPLOADED}")
    everything = figures.assign(flag=flags.str.strip()) if marked.any() else figures
    groups = {
        str(key): part.reset_index(drop=True) for key, part in everything.groupby("indicator", sort=False)
    }
    return Shelf(warehouse, editions.without_uploads(version) if off else version, everything, groups)
