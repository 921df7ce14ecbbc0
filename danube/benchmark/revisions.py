"""What distinguishes two states of the same figures: new, changed and gone ones, and places that moved.

In official statistics a changed figure is a revision; a place moves by one even where the region's own figure
stands still. Both tables are observations as `panel` describes them; a withheld figure counts as none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

KEY = ["indicator", "region", "period"]
KINDS = ("new", "changed", "gone")


def figures(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Every figure that differs: indicator, region, period, kind (new, changed, gone), before, after.

    Sorted by indicator, newest period, region. Flags and sources do not count: only the number does.
    """
    old, new = (_known(table) for table in (before, after))
    both = old.merge(new, on=KEY, how="outer", suffixes=("_old", "_new"), validate="one_to_one")
    both = both.rename(columns={"value_old": "before", "value_new": "after"})
    both["kind"] = "changed"
    both.loc[both["before"].isna(), "kind"] = "new"
    both.loc[both["after"].isna(), "kind"] = "gone"
    differ = both[both["before"] != both["after"]]
    ordered = differ.sort_values(["indicator", "period", "region"], ascending=[True, False, True])
    return ordered[[*KEY, "kind", "before", "after"]].reset_index(drop=True)


def by_indicator(revised: pd.DataFrame) -> pd.DataFrame:
    """Indicator → new, changed, gone, regions (how many are touched), from the table of `figures`."""
    counts = revised.groupby(["indicator", "kind"]).size().unstack("kind", fill_value=0)
    counts = counts.reindex(columns=list(KINDS), fill_value=0)
    return counts.assign(regions=revised.groupby("indicator")["region"].nunique())


def places(
    before: pd.DataFrame, after: pd.DataFrame, directions: Mapping[str, str], units: Sequence[str]
) -> pd.DataFrame:
    """Where `units` stand in both states: indicator, period, region, before, after, of_before, of_after.

    Only rankings (one indicator in one year) with a figure that differs, and in them only the units whose
    place moved, entered (no place before) or left (none after). Ties share the better place; the direction
    `lower` makes the lowest figure first, any other the highest.
    """
    revised = figures(*(table[table["region"].isin(units)] for table in (before, after)))
    touched = revised[["indicator", "period"]].drop_duplicates()
    old, new = (_ranked(table, touched, directions, units) for table in (before, after))
    both = old.merge(new, on=KEY, how="outer", suffixes=("_before", "_after"))
    both = both.rename(columns={"rank_before": "before", "rank_after": "after"})
    moved = ~both["before"].eq(both["after"]).fillna(False)  # entered or left: nothing to compare with
    chosen = both[moved].sort_values(
        ["indicator", "period", "after", "region"], ascending=[True, False, True, True]
    )
    return chosen[[*KEY, "before", "after", "of_before", "of_after"]].reset_index(drop=True)


def _known(observations: pd.DataFrame) -> pd.DataFrame:
    """The figures alone; keys as plain objects, since Arrow's cannot be merged where both sides are empty."""
    rows = observations.loc[observations["value"].notna(), [*KEY, "value"]]
    return rows.astype(dict.fromkeys(KEY, object))


def _ranked(
    observations: pd.DataFrame, touched: pd.DataFrame, directions: Mapping[str, str], units: Sequence[str]
) -> pd.DataFrame:
    """Indicator, period, region, rank (Int64), of (Int64): the units of the touched rankings."""
    rows = _known(observations[observations["region"].isin(units)])
    rows = rows.merge(touched, on=["indicator", "period"])
    lower = rows["indicator"].map(directions).eq("lower")
    merit = rows["value"].where(~lower, -rows["value"])
    ranking = merit.groupby([rows["indicator"], rows["period"]])
    ranks = ranking.rank(method="min", ascending=False).astype("Int64")
    count = ranking.transform("size").astype("Int64")
    return rows[KEY].assign(rank=ranks, of=count)
