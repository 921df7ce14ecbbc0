"""What is known about a publisher's figures that their numbers do not say: floors, shared and unknown values.

A caution takes the rows of a source (`indicator`, `region`, `period`, `value`, `flag`) and gives them back
with more flags, or with the reason to leave a row out in `refusal`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable

import pandas as pd

from danube import regions
from danube.texts import N_
from etl.sources.rci import MERGED
from etl.tidy import with_flag

Caution = Callable[[pd.DataFrame], pd.DataFrame]

# Former NUTS 2 regions whose value publishers repeat for the regions that came out of them.
FORMER = {"HR04": ("HR02", "HR05", "HR06"), "HU10": ("HU11", "HU12")}
FILLED = N_("No region has a payment from this year on: the zeros are filling, the data end before.")
SHIFTED = N_("Croatia 2022 looks shifted by a row in this file; the year is left out for all its regions.")


def apply(frame: pd.DataFrame, layout: str) -> pd.DataFrame:
    """The rows of a source with every caution that its layout or its indicators ask for."""
    frame = frame.assign(refusal="")
    for caution in (*BY_LAYOUT.get(layout, ()), unknown_zeros):
        frame = caution(frame)
    return frame


def floor(frame: pd.DataFrame) -> pd.DataFrame:
    """A zero of the Regional Innovation Scoreboard is the floor of its normalisation, not nothing."""
    return frame.assign(flag=with_flag(frame["flag"], "floor", frame["value"] == 0))


def shared_by_series(frame: pd.DataFrame) -> pd.DataFrame:
    """Flags regions of one unit whose whole series are the same: the value is that of the unit."""
    return _shared(frame, ["indicator"])


def shared_by_period(frame: pd.DataFrame) -> pd.DataFrame:
    """Flags regions of one unit that have the same value in a period: the value is that of the unit."""
    return _shared(frame, ["indicator", "period"])


def _units() -> pd.DataFrame:
    """Every NUTS 1 region and former region with several members: unit, region, size, country, former."""
    codes = [code for code, region in regions.load().items() if region.level == 1]
    members = {code: regions.children(code) for code in codes} | FORMER
    rows = [
        (unit, code, len(inner), unit[:2], unit in FORMER)
        for unit, inner in members.items()
        if len(inner) > 1
        for code in inner
    ]
    return pd.DataFrame(rows, columns=["unit", "region", "size", "country", "former"])


def _shared(frame: pd.DataFrame, scope: list[str]) -> pd.DataFrame:
    """One value for every member, in all of `scope`; merged capitals alone prove nothing, nor does a zero."""
    rows = frame.reset_index(names="line").merge(_units(), on="region")
    rows["own"] = ~rows["flag"].str.contains("merged")
    cells = rows.groupby(["indicator", "unit", "period"])
    rows["alike"] = (
        (cells["value"].transform("nunique") == 1)
        & (cells["value"].transform("count") == rows["size"])
        & cells["own"].transform("any")
        & (rows["value"] != 0)
    )
    rows["alike"] = rows.groupby([*scope, "unit"])["alike"].transform("all")
    lines = rows.loc[rows["alike"] & ~_by_chance(rows, scope), "line"]
    return frame.assign(flag=with_flag(frame["flag"], "shared", _among(frame, lines)))


def _by_chance(rows: pd.DataFrame, scope: list[str]) -> pd.Series:
    """Two regions may be alike by chance: a pair counts with the other units of its country, or where most
    of the larger units are alike, or where the two were one region before.
    """
    country = rows.groupby([*scope, "country"])["alike"].transform("all")
    larger = rows["alike"].astype(float).where((rows["size"] > 2) & ~rows["former"])
    mostly = larger.groupby([rows[name] for name in scope]).transform("mean") >= 0.5
    return (rows["size"] == 2) & ~rows["former"] & ~country & ~mostly


def _among(frame: pd.DataFrame, lines: Iterable[Hashable]) -> pd.Series:
    return pd.Series(frame.index.isin(list(lines)), index=frame.index)


def merged_pairs(frame: pd.DataFrame) -> pd.DataFrame:
    """Flags a capital and its neighbours that the file repeats one value for."""
    for members in {frozenset(codes) for codes in MERGED.values()}:
        pair = frame["region"].isin(members) & frame["value"].notna()
        cells = frame[pair].groupby(["indicator", "period"])["value"]
        alike = (cells.transform("nunique") == 1) & (cells.transform("size") == len(members))
        frame = frame.assign(flag=with_flag(frame["flag"], "merged", _among(frame, alike[alike].index)))
    return frame


def without_shifted_croatia(frame: pd.DataFrame) -> pd.DataFrame:
    """Leaves Croatia 2022 out of the file of three editions; the file of z-scores ends before."""
    shifted = frame["region"].str.startswith("HR") & (frame["period"] == "2022")
    return frame.assign(refusal=frame["refusal"].mask(shifted, SHIFTED))


def unknown_zeros(frame: pd.DataFrame) -> pd.DataFrame:
    """ERDF payments are filled with zeros upstream: one between two years with payments is kept, no other.

    Years after the last payment of all regions lie behind the end of the data and are left out.
    """
    erdf = frame[frame["indicator"] == "erdf_per_head"].sort_values(["region", "period"])
    cells = erdf.groupby("region")["value"]
    running = (cells.shift(1) > 0) & (cells.shift(-1) > 0)
    unknown = _among(frame, erdf.index[(erdf["value"] == 0) & ~running])
    end = erdf.loc[erdf["value"].abs() > 0, "period"].max()
    beyond = _among(frame, erdf.index[(erdf["period"] > end) & erdf["value"].notna()])
    return frame.assign(
        value=frame["value"].mask(unknown),
        flag=with_flag(frame["flag"], "unknown-zero", unknown),
        refusal=frame["refusal"].mask(beyond, FILLED),
    )


BY_LAYOUT: dict[str, tuple[Caution, ...]] = {
    "ris-xlsx": (floor, shared_by_series),
    "rci-xlsx": (shared_by_period,),
    "rci-scores-csv": (without_shifted_croatia, merged_pairs, shared_by_period),
    "eqi-csv": (shared_by_period,),
}
