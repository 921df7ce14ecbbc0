"""Figures far from what the regions around have in the same year, where no history of their own speaks.

The distance of a region from the median of its neighbours is measured against the usual such distance of the
indicator, in figures and, where all are above zero, in ratios: a capital differs from its surroundings by
nature, and only what differs far more than is usual is told. Regions with too few neighbours that report are
held against their country.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from etl.intake import surroundings

KEY = ["indicator", "period", "region"]
FEWEST = 3  # neighbours, or other regions of the country, with a figure in that year
KNOWN = 10  # distances from which the usual one is taken
FAR, CLEAR = 8.0, 3.0  # times the usual distance: in ratios, and at least in figures
SIGMA = 1.4826  # a median absolute deviation as a standard deviation


def far(rows: pd.DataFrame, known: pd.DataFrame | None = None) -> pd.DataFrame:
    """Those of the rows that lie far from the regions around, one for each series: its most distant.

    Indexed as `rows`; columns middle (the median around), whose (`neighbours` or `country`), others (so many
    more figures of the series lie as far).
    """
    both = rows if known is None else pd.concat([rows[[*KEY, "value"]], _same(rows, known)])
    cells = both.drop_duplicates(KEY).set_index(KEY)["value"].unstack("region").astype(float)
    middle, whose = _around(cells)
    score = _distances(cells, middle)
    told = pd.DataFrame({"middle": _long(middle), "whose": _long(whose), "score": _long(score)})
    found = rows[KEY].merge(told[told["score"] > 1].reset_index(), on=KEY, how="left").set_index(rows.index)
    found = found.dropna(subset="score").sort_values("score", ascending=False, kind="stable")
    series = found.groupby(["indicator", "region"])["score"]
    table = found.assign(others=series.transform("size") - 1)
    return table[~table.duplicated(["indicator", "region"])][["middle", "whose", "others"]]


def _same(rows: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """What is known of the indicators and years of the file."""
    same = known["indicator"].isin(rows["indicator"].unique()) & known["value"].notna()
    return known.loc[same, [*KEY, "value"]].astype(dict.fromkeys(KEY, object))


def _long(cells: pd.DataFrame) -> pd.Series:
    return pd.Series(cells.stack(future_stack=True))


def _around(cells: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The median of the regions around each, and whose it is; NaN where too few have a figure."""
    seen, names = cells.to_numpy(), list(cells.columns)
    near = _medians(seen, [_places(names, surroundings.neighbours().get(one)) for one in names])
    country = _medians(seen, [_places(names, surroundings.compatriots().get(one)) for one in names])
    alone = np.isnan(near)
    whose = np.where(alone, "country", "neighbours")
    return _like(cells, np.where(alone, country, near)), _like(cells, whose)


def _like(cells: pd.DataFrame, values: np.ndarray) -> pd.DataFrame:
    return pd.DataFrame(values, index=cells.index, columns=cells.columns)


def _places(names: list[str], wanted: Collection[str] | None) -> list[int]:
    return [place for place, name in enumerate(names) if name in (wanted or ())]


def _medians(seen: np.ndarray, places: list[list[int]]) -> np.ndarray:
    """Column by column the median of some others; NaN where fewer than FEWEST have a figure."""
    found = np.full(seen.shape, np.nan)
    for column, others in enumerate(places):
        beside = seen[:, others]
        enough = (~np.isnan(beside)).sum(axis=1) >= FEWEST
        if enough.any():
            found[enough, column] = np.nanmedian(beside[enough], axis=1)
    return found


def _distances(cells: pd.DataFrame, middle: pd.DataFrame) -> pd.DataFrame:
    """Above 1 what is far: the distance over the one that would just be far."""
    plain = _usual_times((cells - middle).abs())
    positive = (cells.groupby("indicator").transform("min").min(axis="columns") > 0).groupby("indicator")
    able = positive.transform("all") & (middle.min(axis="columns") > 0)
    ratios = (cells / middle).where(able, axis=0).astype(float)
    times = _usual_times(ratios.transform(np.log).abs())
    return (times / FAR).where(plain > CLEAR).where(able, plain / FAR, axis=0)


def _usual_times(distances: pd.DataFrame) -> pd.DataFrame:
    """Each distance over the usual one of its indicator."""
    long = _long(distances).dropna()
    groups = long.groupby("indicator")
    usual = (groups.median() * SIGMA).where(groups.size() >= KNOWN)
    return distances.div(usual.where(usual > 0).reindex(distances.index, level="indicator"), axis=0)
