"""The tidy table of observations, cut and turned: one year, all years, the latest, wide, on a map.

Every function takes `observations`: a table with the columns indicator, region, level, period, value,
flag (source and load may be absent). A row without a value is a figure that its publisher withholds:
it counts as missing everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import pandas as pd

from danube import regions

COVERED = 0.65
"""Share of an indicator's best year that a year needs to stand for the indicator (JRC's rule of thumb)."""

AGGREGATE = -1
"""Level of EU27_2020: never a unit among units."""

Ancestors = Callable[[str], Sequence[str]]
Years = dict[str, dict[str, float]]
"""Year → region → figure, years in order, withheld figures left out."""


def of(observations: pd.DataFrame, indicator: str) -> pd.DataFrame:
    """The rows of one indicator, withheld figures included; flags are never null."""
    rows = observations[observations["indicator"] == indicator]
    return rows.assign(flag=rows["flag"].astype(object).where(rows["flag"].notna(), ""))


def at(observations: pd.DataFrame, indicator: str, period: str) -> pd.DataFrame:
    """One indicator in one year, by region: level, value, flag and what else the table carries."""
    rows = of(observations, indicator)
    return rows[rows["period"] == period].drop_duplicates("region", keep="last").set_index("region")


def counts(observations: pd.DataFrame, indicator: str, *, level: int | None = None) -> pd.Series:
    """Regions with a figure per year, in the order of the years; the EU aggregate is not counted."""
    rows = observations[observations["indicator"] == indicator].dropna(subset=["value"])
    rows = rows[rows["level"] > AGGREGATE] if level is None else rows[rows["level"] == level]
    return rows.groupby("period")["region"].nunique().sort_index()


def periods(
    observations: pd.DataFrame, indicator: str, *, min_share: float = 0.0, level: int | None = None
) -> list[str]:
    """Years in which the indicator has figures, oldest first.

    With `min_share`, only the years with at least that share of the regions of its best year.
    """
    number = counts(observations, indicator, level=level)
    return [str(period) for period in number.index[number >= min_share * number.max()]] if len(number) else []


def default_period(observations: pd.DataFrame, indicator: str, *, level: int | None = None) -> str | None:
    """The latest well covered year (65 % of the best one's regions), None without any figure."""
    covered = periods(observations, indicator, min_share=COVERED, level=level)
    return covered[-1] if covered else None


def yearly(observations: pd.DataFrame) -> dict[str, Years]:
    """Indicator → year → region → figure: for calculations that touch every indicator."""
    columns = ["indicator", "period", "region", "value"]
    known = observations.dropna(subset=["value"])[columns].sort_values("period", kind="stable")
    shelves: dict[str, Years] = {}
    rows = zip(*(known[column].tolist() for column in columns), strict=True)
    for indicator, period, region, value in rows:
        shelves.setdefault(indicator, {}).setdefault(period, {})[region] = value
    return shelves


def measured(years: Years) -> list[str]:
    """The years in which any region has a figure, as `periods`."""
    return [period for period, figures in years.items() if figures.keys() - {regions.EU}]


def levels(figures: Iterable[str]) -> list[int]:
    """The levels of the regions that have figures, NUTS 2 always among them, the EU's never."""
    return sorted(({regions.level_of(code) for code in figures} | {2}) - {AGGREGATE})


def covered(years: Years) -> list[str]:
    """The well covered years, as `periods` with `min_share` 65 %."""
    number = {period: len(figures) - (regions.EU in figures) for period, figures in years.items()}
    enough = COVERED * max(number.values(), default=0)
    return [period for period, count in number.items() if count and count >= enough]


def earlier(years: Sequence[str], period: str, before: int) -> str | None:
    """The one of `years` nearest to `before` years before `period`, at least two; None without one."""
    candidates = [one for one in years if one.isdigit() and period.isdigit() and int(period) - int(one) >= 2]
    return min(candidates, key=lambda one: (abs(int(period) - int(one) - before), one), default=None)


def wide(
    observations: pd.DataFrame, indicators: Iterable[str], period: str | None = None, *, level: int | None = 2
) -> pd.DataFrame:
    """Regions by indicators: each indicator in `period`, or in its own default year when None.

    Missing stays missing; a region without any of the figures has no row. The years stand in
    `.attrs["periods"]`.
    """
    years = {name: period or default_period(observations, name) for name in indicators}
    columns = {
        name: _values(at(observations, name, year), level) for name, year in years.items() if year is not None
    }
    table = pd.DataFrame(columns, dtype=float).reindex(columns=list(years)).dropna(how="all").sort_index()
    table.attrs["periods"] = years
    return table.rename_axis(index="region", columns="indicator")


def _values(rows: pd.DataFrame, level: int | None) -> pd.Series:
    return rows["value"] if level is None else rows.loc[rows["level"] == level, "value"]


def latest(observations: pd.DataFrame) -> pd.DataFrame:
    """The latest figure of each indicator and region, with its year; withheld ones do not count."""
    figures = observations.dropna(subset=["value"]).sort_values("period", kind="stable")
    return (
        figures.drop_duplicates(["indicator", "region"], keep="last")
        .sort_values(["indicator", "region"])
        .reset_index(drop=True)
    )


def history(observations: pd.DataFrame, indicator: str, regions: Iterable[str]) -> pd.DataFrame:
    """Years by regions, gaps kept: every year in which the indicator has a figure anywhere."""
    return _turned(observations, indicator, regions, "value").astype(float)


def flags(observations: pd.DataFrame, indicator: str, regions: Iterable[str]) -> pd.DataFrame:
    """The flags of `history`, in the same shape; an empty text where there is none."""
    turned = _turned(observations, indicator, regions, "flag").astype(object)
    return turned.where(turned.notna(), "")


def _turned(observations: pd.DataFrame, indicator: str, regions: Iterable[str], column: str) -> pd.DataFrame:
    rows = of(observations, indicator).drop_duplicates(["period", "region"], keep="last")
    years = sorted(rows.loc[rows["value"].notna(), "period"].unique())
    wanted = list(dict.fromkeys(regions))
    turned = rows[rows["region"].isin(wanted)].pivot(index="period", columns="region", values=column)
    return turned.reindex(index=years, columns=wanted)


def on_map(
    observations: pd.DataFrame,
    indicator: str,
    period: str,
    *,
    units: Sequence[str],
    ancestors: Ancestors,
) -> pd.DataFrame:
    """One row per polygon in `units`: value, flag, state, origin.

    state is `value` (its own figure), `coarser` (the figure of the larger unit named in `origin`, to be
    drawn as such) or `missing`. Nothing is ever copied down under another state.
    """
    figures = at(observations, indicator, period)
    known = figures[figures["value"].notna()]
    origin = {unit: _origin(unit, known.index, ancestors) for unit in units}
    table = pd.DataFrame({"origin": pd.Series(origin, dtype=object)}, index=pd.Index(units, name="region"))
    table["value"] = table["origin"].map(known["value"]).astype(float)
    table["flag"] = _flags_of(table["origin"], figures["flag"])
    table["state"] = [_state(unit, source) for unit, source in table["origin"].items()]
    return table[["value", "flag", "state", "origin"]]


def _origin(unit: str, known: pd.Index, ancestors: Ancestors) -> str | None:
    return next((code for code in (unit, *ancestors(unit)) if code in known), None)


def _state(unit: object, origin: object) -> str:
    if not isinstance(origin, str):
        return "missing"
    return "value" if origin == unit else "coarser"


def _flags_of(origin: pd.Series, flag: pd.Series) -> list[str]:
    """The flag of the figure shown; of a withheld figure, its own."""
    known = flag.to_dict()
    return [known.get(code if isinstance(code, str) else unit, "") for unit, code in origin.items()]
