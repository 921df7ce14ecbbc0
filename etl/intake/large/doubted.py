"""Accepted figures that look wrong: the doubts of `etl.intake.doubts`, found over columns of numbers.

Told are figures and whole indicators that miss by a power of ten, jumps since the year before, outliers,
shares over 100 % and years to come, by the same measures; the first figures of each kind are named, the
others counted. Not done: figures beside those of the regions around; and a figure is compared with the median
of its series, not with the year nearest to it. A figure is written as it is stored, not as the file has it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from danube.catalogue import Indicator
from danube.texts import n_
from etl import tidy
from etl.intake import doubts
from etl.intake.asked import Finding
from etl.intake.large import middles
from etl.intake.large.comparing import Known
from etl.intake.large.judged import Judged, Mask
from etl.intake.large.middles import Figures, Measures, Places
from etl.intake.large.sorting import Ordered
from etl.intake.large.workshop import SHOWN

Indicators = Mapping[str, Indicator]
FACTOR = 10 ** (min(doubts.POWERS) - doubts.NEAR) * 0.99  # below it no ratio is near to a power of ten
YEAR = 4  # letters of a period that is a year


@dataclass(frozen=True)
class News:
    """The figures that are not in the warehouse already, series by series, and the series they belong to.

    `at`: places among the accepted rows; `starts`: where each series begins; `pair`: its number.
    """

    at: Places
    value: Figures
    starts: Places
    pair: Places


@dataclass(frozen=True)
class Odd:
    """Figures that miss the middle of their series: by a power of ten, or (power 0) by far."""

    at: Places
    power: Places
    middle: Figures


@dataclass(frozen=True)
class Looked:
    """What is looked at: the accepted rows, what is known of their indicators, and the texts of flags."""

    rows: Ordered
    done: Judged
    known: Known | None
    flags: list[str]


def find(looked: Looked, indicators: Indicators, today: date | None = None) -> list[Finding]:
    """Doubts about the accepted figures beside the known ones."""
    year = (today or datetime.now(UTC).date()).year
    news = _news(looked)
    measures = _measures(looked, news)
    odd = _odd(news, measures)
    units = _units(looked, news, measures, odd)
    wrong = np.isin(np.arange(len(looked.done.indicators.sorted)), [unit[0] for unit in units])
    names = looked.done.indicators.sorted
    right = ~wrong[_indicator(looked, odd.at)]
    power = odd.power != 0
    jumped, earlier = _jumps(looked, news)
    calm = ~np.isin(jumped, odd.at) & ~wrong[_indicator(looked, jumped)]
    return [
        *(doubts.unit(names[one], *rest) for one, *rest in units),
        *_told(looked, "factor", odd.at, right & power, near=odd.middle, power=odd.power),
        *_told(looked, "jump", jumped, calm, earlier=earlier),
        *_told(looked, "outlier", odd.at, right & ~power, middle=odd.middle),
        *_told(looked, "over-100", news.at, _over_100(looked, news, indicators)),
        *_told(looked, "future", news.at, _future(looked, news, year)),
    ]


def _news(looked: Looked) -> News:
    rows, known = looked.rows, looked.known
    new = ~np.isnan(rows.value)
    if known is not None:
        hit = known.same >= 0
        at = known.same[hit]
        new[at] &= rows.value[at] != known.value[hit]
    at, every = np.flatnonzero(new), bool(new.all())
    pair = (rows.key if every else rows.key[at]) // looked.done.sizes[0]
    starts = middles.begins(pair)
    return News(at, rows.value if every else rows.value[at], starts, pair[starts])


def _measures(looked: Looked, news: News) -> Measures:
    """Of each series of the news: by what is known of it, else by itself."""
    own = middles.measured(news.value, news.starts)
    if looked.known is None:
        return own
    there = np.flatnonzero(np.isin(looked.known.pair, news.pair) & ~np.isnan(looked.known.value))
    there = there[np.argsort(looked.known.pair[there], kind="stable")]
    pair = looked.known.pair[there]
    starts = middles.begins(pair)
    given = middles.measured(looked.known.value[there], starts)
    at = np.searchsorted(news.pair, pair[starts])
    own.middle[at], own.spread[at], own.years[at] = given.middle, given.spread, given.years
    return own


def _odd(news: News, measures: Measures) -> Odd:
    """Looked for in the series that can have odd figures at all, by their least and largest: mostly few."""
    least, most = middles.spanned(news.value, news.starts)
    middle, spread = measures.middle, measures.spread
    usual = np.maximum(spread, doubts.LEAST * np.abs(middle))
    wide = np.maximum(most - middle, middle - least) > doubts.FAR * usual
    wide |= (middle > 0) & ((most > FACTOR * middle) | (FACTOR * least < middle))
    count = middles.lengths(news.starts, len(news.at))
    of = np.repeat(np.flatnonzero(wide), count[wide])
    place = np.flatnonzero(np.repeat(wide, count))
    value = news.value[place]
    far = (measures.years[of] >= doubts.ENOUGH) & (usual[of] > 0)
    far &= np.abs(value - middle[of]) > doubts.FAR * usual[of]
    power = _power(value, middle[of], spread[of])
    odd = far | (power != 0)
    return Odd(news.at[place[odd]], power[odd], middle[of][odd])


def _power(value: Figures, middle: Figures, spread: Figures) -> Places:
    """The power of ten by which figures miss the middle of a steady series, 0 for none."""
    compared = _compared(value, middle, spread)
    digits = np.log10(np.where(compared, value, 1.0) / np.where(compared, middle, 1.0))
    power = np.round(digits)
    misses = np.isin(np.abs(power), doubts.POWERS) & (np.abs(digits - power) <= doubts.NEAR)
    return np.where(misses, power, 0).astype(np.int64)


def _compared(value: Figures, middle: Figures, spread: Figures) -> Mask:
    return (middle > 0) & (value > 0) & (spread <= doubts.STEADY * middle)


def _units(looked: Looked, news: News, measures: Measures, odd: Odd) -> list[tuple[int, int, int, int]]:
    """Rank of the indicator, power, strange figures and compared ones, where half miss by one power."""
    found = []
    strange = _indicator(looked, odd.at)
    own = news.pair // looked.done.sizes[1]
    for rank in np.unique(strange[odd.power != 0]):
        powers, counts = np.unique(odd.power[strange == rank], return_counts=True)
        of = np.repeat(np.arange(len(own)), middles.lengths(news.starts, len(news.at)))
        mine = own[of] == rank
        whole = int(_compared(news.value[mine], measures.middle[of[mine]], measures.spread[of[mine]]).sum())
        for power, count in zip(powers, counts, strict=True):
            if power and count >= max(3, whole / 2):
                found.append((int(rank), int(power), int(count), whole))
    return found


def _jumps(looked: Looked, news: News) -> tuple[Places, Figures]:
    """Figures by year that changed much since the year before, and the figures of that year."""
    periods = looked.done.periods.sorted
    years = np.array([int(text) if len(text) == YEAR and text.isdecimal() else 0 for text in periods])
    if not years.any():
        return news.at[:0], news.value[:0]
    year = years[looked.rows.key[news.at] % looked.done.sizes[0]]
    at, value, year = news.at[year > 0], news.value[year > 0], year[year > 0]
    pair = looked.rows.key[at] // looked.done.sizes[0]
    follows = np.flatnonzero((pair[1:] == pair[:-1]) & (year[1:] == year[:-1] + 1)) + 1
    earlier = value[follows - 1]
    change = np.abs(value[follows] - earlier)
    starts = middles.begins(_indicator(looked, at[follows]))
    usual = np.repeat(middles.measured(change, starts).middle, middles.lengths(starts, len(follows)))
    jumped = (change > doubts.JUMP * np.abs(earlier)) & (change > doubts.USUAL * usual)
    return at[follows[jumped]], earlier[jumped]


def _over_100(looked: Looked, news: News, indicators: Indicators) -> Mask:
    """Shares over 100 %, of indicators that never had one."""
    names = looked.done.indicators.sorted
    share = np.array([name in indicators and doubts.is_share(indicators[name]) for name in names], bool)
    if looked.known is not None:
        share[looked.known.indicator[looked.known.value > 100]] = False
    over = news.value > 100
    over[over] = share[_indicator(looked, news.at[over])]
    return over


def _future(looked: Looked, news: News, year: int) -> Mask:
    later = np.array([text >= str(year + 1) for text in looked.done.periods.sorted], bool)
    if not later.any():
        return np.zeros(len(news.at), bool)
    forecast = np.array(["f" in flag.split(" ") for flag in looked.flags], bool)
    return later[looked.rows.key[news.at] % looked.done.sizes[0]] & ~forecast[looked.rows.flag[news.at]]


def _indicator(looked: Looked, at: Places) -> Places:
    return looked.done.rank(0, looked.rows.key[at])


def _told(
    looked: Looked, code: str, at: Places, which: Mask, **more: NDArray[np.generic]
) -> Iterator[Finding]:
    """The first of these figures in the order of the file, and how many more there are."""
    found = np.flatnonzero(which)
    done, rows = looked.done, looked.rows
    lines = done.rows[rows.at[at[found]]]
    found = found[np.argsort(lines, kind="stable")[:SHOWN]]
    for place, (_line, row) in zip(found, _table(looked, at[found]).iterrows(), strict=True):
        row = pd.concat([row, pd.Series({name: values[place] for name, values in more.items()})])
        yield _sentence(code, row)
    if len(lines) > len(found):
        yield {"code": code, "text": _more(len(lines) - len(found))}


def _table(looked: Looked, at: Places) -> pd.DataFrame:
    """The rows as `doubts` has them."""
    parts = looked.done.named(looked.rows.key[at])
    table = pd.DataFrame(dict(zip(doubts.KEY, parts, strict=True)))
    value = looked.rows.value[at]
    return table.assign(
        value=value, row=looked.done.rows[looked.rows.at[at]], text=[tidy.written(one) for one in value]
    )


def _sentence(code: str, row: pd.Series) -> Finding:
    if code == "factor":
        return doubts.factor(row)
    if code == "jump":
        return doubts.finding(code, row, doubts.JUMPED, middle=row["earlier"])
    if code == "outlier":
        return doubts.finding(code, row, doubts.LIES_FAR, middle=row["middle"])
    return doubts.finding(code, row, {"over-100": doubts.OVER, "future": doubts.NOT_YET}[code])


def _more(count: int) -> str:
    return n_("{count} more figure is like this.", "{count} more figures are like this.", count)
