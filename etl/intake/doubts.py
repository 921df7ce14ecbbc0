"""Figures that may be loaded but look wrong: told, never refused.

Each is compared with the other years of its own region: those of the file and those already known; where
the warehouse knows too few, with the regions around in the same year. Robust measures are taken (median,
median absolute deviation), so that one wrong figure does not hide another.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Mapping
from datetime import UTC, date, datetime

import pandas as pd

from danube.catalogue import Indicator
from danube.texts import N_, _, n_, number
from etl.intake import neighbourhood
from etl.intake.asked import Finding
from etl.wording import figure

Indicators = Mapping[str, Indicator]

SERIES = ["indicator", "region"]
KEY = [*SERIES, "period"]
ENOUGH = 4  # years that a history must have before a figure can look strange beside it
FAR = 5.0  # so many times the usual distance from the median is an outlier
LEAST = 0.05  # a distance below this share of the median is never strange
JUMP = 0.5  # a change by more than half of last year's figure
USUAL = 5.0  # and by more than so many times the usual change of the indicator
POWERS = (1, 2, 3)
STEADY = 0.5  # usual distance, as a share of the median, of a series that a factor can be seen in
AROUND = {
    "neighbours": N_("{place}: {value} lies far from the figures of its neighbours (median {middle})."),
    "country": N_("{place}: {value} lies far from the other regions of its country (median {middle})."),
}
JUMPED = N_("{place}: {value} after {middle} the year before.")
LIES_FAR = N_("{place}: {value} lies far from the other years of the region (median {middle}).")
OVER = N_("{place}: {value} is a share of more than 100 %.")
NOT_YET = N_("{place}: this year has not come yet.")
NEAR = 0.15  # how near to a power of ten a ratio must be, in powers of ten


def find(
    figures: pd.DataFrame,
    indicators: Indicators,
    known: pd.DataFrame | None = None,
    *,
    today: date | None = None,
) -> list[Finding]:
    """Doubts about accepted figures (row, indicator, region, period, value, flag, text), in their order.

    `known`: figures of the warehouse. A doubt has code, text, row, indicator, region, period, value; one
    about a whole indicator has no row.
    """
    rows = figures[figures["value"].notna()]
    rows = rows if known is None else _news(rows, known)
    if rows.empty:
        return []
    beside = _beside(rows, known)
    by_row = _factors(beside)
    whole = [unit(*case) for case in _wrong_units(by_row)]
    told = {str(one["indicator"]) for one in whole}
    single = by_row[by_row["power"].notna() & ~by_row["indicator"].isin(told)]
    calm = beside[~beside.index.isin(single.index) & ~beside["indicator"].isin(told)]
    jumps = list(_jumps(calm, known))
    beyond = list(_outliers(calm[~calm.index.isin([index for index, _told in jumps])]))
    odd = [index for index, _told in [*jumps, *beyond]]
    found = [
        *((index, factor(row)) for index, row in single.iterrows()),
        *jumps,
        *beyond,
        *_far_from_neighbours(calm[~calm.index.isin(odd)], known),
        *_over_100(rows, indicators, known),
        *_future(rows, today or datetime.now(UTC).date()),
    ]
    return whole + [finding for _index, finding in sorted(found, key=lambda pair: int(str(pair[0])))]


def _news(rows: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """The rows whose figure is not in the warehouse already: what is there was looked at when it came."""
    merged = rows[[*KEY, "value"]].merge(
        known[[*KEY, "value"]].astype(dict.fromkeys(KEY, object)), how="left", on=KEY, suffixes=("", "_known")
    )
    return rows[(merged["value"] != merged["value_known"]).to_numpy()]


def _beside(rows: pd.DataFrame, known: pd.DataFrame | None) -> pd.DataFrame:
    """The figures with the median, usual distance and count of their series, and its nearest figure in time.

    The series is what the warehouse knows of the region, else the file's own: there the median is taken for
    the nearest, because a neighbour may itself be wrong.
    """
    given = None if known is None else _of_same_series(rows, known)
    own = _measures(rows)
    table = rows[SERIES].merge(
        own if given is None else _measures(given).combine_first(own), "left", on=SERIES
    )
    measures = table.set_index(rows.index)[["middle", "spread", "years"]]
    near = measures["middle"] if given is None else _nearest(rows, given).fillna(measures["middle"])
    return rows.assign(**measures, near=near)


def _of_same_series(rows: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """What the warehouse knows of the indicators of the file."""
    same = known["indicator"].isin(rows["indicator"].unique()) & known["value"].notna()
    return known.loc[same, [*KEY, "value"]].astype(dict.fromkeys(KEY, object))


def _measures(series: pd.DataFrame) -> pd.DataFrame:
    """middle, spread (median absolute deviation as a standard deviation) and years of each series."""
    cells = series.groupby(SERIES)["value"]
    spread = (series["value"] - cells.transform("median")).abs().groupby([series[name] for name in SERIES])
    table = pd.DataFrame(
        {"middle": cells.median(), "spread": spread.median() * 1.4826, "years": cells.size()}
    )
    return table


def _nearest(rows: pd.DataFrame, known: pd.DataFrame) -> pd.Series:
    """The known figure of the same series that is nearest in time."""
    left = (
        rows[SERIES].assign(year=_year(rows["period"]), at=rows.index).astype(dict.fromkeys(SERIES, object))
    )
    right = known[[*SERIES, "value"]].assign(year=_year(known["period"]))
    found = pd.merge_asof(
        left.sort_values("year"), right.sort_values("year"), on="year", by=SERIES, direction="nearest"
    )
    return found.set_index("at")["value"].reindex(rows.index)


def _year(periods: pd.Series) -> pd.Series:
    return periods.map({period: int(str(period)[:4]) for period in periods.unique()}).astype(int)


def _all_years(rows: pd.DataFrame, known: pd.DataFrame | None) -> pd.DataFrame:
    """The figures of the file and the known ones of the same indicators, the file's first."""
    tables = [rows[[*KEY, "value"]].astype(dict.fromkeys(KEY, object))]
    if known is not None:
        tables.append(_of_same_series(rows, known))
    return pd.concat(tables, ignore_index=True).drop_duplicates(KEY)


def _factors(beside: pd.DataFrame) -> pd.DataFrame:
    """`power`: the power of ten by which a figure misses the nearest year of a steady series, else NaN."""
    steady = (beside["near"] > 0) & (beside["value"] > 0)
    steady &= beside["spread"] <= STEADY * beside["middle"]
    log = (beside["value"] / beside["near"]).where(steady).map(math.log10, na_action="ignore")
    power = log.round()
    strange = power.abs().isin(POWERS) & ((log - power).abs() <= NEAR)
    return beside.assign(power=power.where(strange), compared=steady)


def _wrong_units(rows: pd.DataFrame) -> Iterator[tuple[str, int, int, int]]:
    """Indicator, power, strange figures and compared ones, where half or more miss by one power."""
    for indicator, part in rows.groupby("indicator"):
        counts = part["power"].value_counts()
        compared = int(part["compared"].sum())
        if len(counts) and counts.iloc[0] >= max(3, compared / 2):
            yield str(indicator), int(counts.index[0]), int(counts.iloc[0]), compared


def unit(indicator: str, power: int, count: int, compared: int) -> Finding:
    """The doubt about a whole indicator."""
    sentence = (
        N_(
            "{indicator}: {count} of {compared} figures are {factor} times as large as the other years of "
            "their region: is the unit right?"
        )
        if power > 0
        else N_(
            "{indicator}: {count} of {compared} figures are {factor} times as small as the other years of "
            "their region: is the unit right?"
        )
    )
    text = _(
        sentence,
        indicator=indicator,
        count=number(count, 0),
        compared=number(compared, 0),
        factor=number(10 ** abs(power), 0),
    )
    return {"code": "factor", "text": text, "indicator": indicator, "factor": 10.0**power}


def factor(row: pd.Series) -> Finding:
    """The doubt about a figure that misses by a power of ten."""
    sentence = (
        N_("{place}: {value} is about {factor} times as large as other years of the region ({middle}).")
        if row["power"] > 0
        else N_("{place}: {value} is about {factor} times smaller than other years of the region ({middle}).")
    )
    return finding("factor", row, sentence, factor=10 ** int(abs(row["power"])), middle=row["near"])


def _jumps(rows: pd.DataFrame, known: pd.DataFrame | None) -> Iterator[tuple[Hashable, Finding]]:
    """Changes since the year before that are large for the region and for the indicator."""
    series = _all_years(rows, known) if len(rows) else rows
    years = series[series["period"].astype(str).str.fullmatch(r"\d{4}")].assign(
        year=lambda table: table["period"].astype(int)
    )
    before = years.assign(year=years["year"] + 1)[[*SERIES, "year", "value"]]
    pairs = years.merge(before, on=[*SERIES, "year"], suffixes=("", "_before"))
    pairs["change"] = (pairs["value"] - pairs["value_before"]).abs()
    pairs["usual"] = pairs.groupby("indicator")["change"].transform("median")
    strange = pairs[
        (pairs["change"] > JUMP * pairs["value_before"].abs()) & (pairs["change"] > USUAL * pairs["usual"])
    ].set_index(KEY)["value_before"]
    earlier = strange.reindex(pd.MultiIndex.from_frame(rows[KEY])).to_numpy()
    for index, row in rows.assign(earlier=earlier).dropna(subset="earlier").iterrows():
        yield index, finding("jump", row, JUMPED, middle=row["earlier"])


def _outliers(rows: pd.DataFrame) -> Iterator[tuple[Hashable, Finding]]:
    distance = (rows["value"] - rows["middle"]).abs()
    usual = rows["spread"].clip(lower=LEAST * rows["middle"].abs())
    for index, row in rows[(rows["years"] >= ENOUGH) & (distance > FAR * usual) & (usual > 0)].iterrows():
        yield index, finding("outlier", row, LIES_FAR, middle=row["middle"])


def _far_from_neighbours(
    rows: pd.DataFrame, known: pd.DataFrame | None
) -> Iterator[tuple[Hashable, Finding]]:
    """Figures unlike those around, of series whose history does not speak for itself."""
    unproven = rows if known is None else rows[~_proven(rows, known)]
    if unproven.empty:
        return
    far = neighbourhood.far(unproven, known)
    for (index, row), told in zip(unproven.loc[far.index].iterrows(), far.to_dict("records"), strict=True):
        one = finding("neighbours", row, AROUND[told["whose"]], middle=told["middle"])
        yield index, one | {"text": _and_others(str(one["text"]), int(told["others"]))}


def _and_others(text: str, others: int) -> str:
    if not others:
        return text
    return n_(
        "{sentence} So does {count} other figure of the region.",
        "{sentence} So do {count} other figures of the region.",
        others,
        sentence=text,
    )


def _proven(rows: pd.DataFrame, known: pd.DataFrame) -> pd.Series:
    """True for figures of a series of which the warehouse knows enough years."""
    years = _of_same_series(rows, known).groupby(SERIES).size()
    proven = years.reindex(pd.MultiIndex.from_frame(rows[SERIES])) >= ENOUGH
    return pd.Series(proven.to_numpy(), index=rows.index)


def _over_100(
    rows: pd.DataFrame, indicators: Indicators, known: pd.DataFrame | None
) -> Iterator[tuple[Hashable, Finding]]:
    """Shares over 100 %, of indicators that never had one."""
    shares = {name for name in rows["indicator"].unique() if is_share(indicators[name])}
    if known is not None:
        shares -= set(known.loc[known["value"] > 100, "indicator"])
    for index, row in rows[rows["indicator"].isin(shares) & (rows["value"] > 100)].iterrows():
        yield index, finding("over-100", row, OVER)


def is_share(indicator: Indicator) -> bool:
    """True for an indicator whose figures are parts of a whole."""
    return indicator.unit.startswith("%") and "EU" not in indicator.unit


def _future(rows: pd.DataFrame, today: date) -> Iterator[tuple[Hashable, Finding]]:
    later = _year(rows["period"]) > today.year
    forecast = rows["flag"].str.split().map(lambda tokens: "f" in tokens)
    for index, row in rows[later & ~forecast].iterrows():
        yield index, finding("future", row, NOT_YET)


def finding(code: str, row: pd.Series, sentence: str, **values: float) -> Finding:
    """The doubt about a figure (indicator, region, period, value, row, text), in a sentence."""
    place = f"{row['indicator']}, {row['region']}, {row['period']}"
    shown = {name: figure(value) for name, value in values.items()}
    text = _(sentence, place=place, value=figure(row["value"]), **shown)
    return {
        "code": code,
        "text": text,
        "row": int(row["row"]),
        **{name: row[name] for name in KEY},
        "value": str(row["text"]),
    }
