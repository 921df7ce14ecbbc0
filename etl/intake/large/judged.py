"""Every row is one of three: to be loaded, to be told about, or none of ours; decided by its few texts.

Whatever is decided about a text is decided by the small route's own code, once, and then holds for all rows
that have it. The rows that must be told about go through that code themselves (`etl.intake.large.telling`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from danube import regions
from danube.catalogue import Indicator
from etl import checks, tidy
from etl.intake import importing, placing, series
from etl.intake.asked import LEAVE, Answers, Finding
from etl.intake.large.figures import BAD, BLANK, PERCENT
from etl.intake.large.gathered import Gathered
from etl.intake.large.start import Plan

Indicators = Mapping[str, Indicator]
KEPT, ASIDE, TOLD = range(3)
Mask = NDArray[np.bool_]
Short = NDArray[np.int16]


@dataclass(frozen=True)
class Names:
    """What the texts of a part mean: `rank` of the meaning by place of the text, -1 for none; all in order.

    Ranks sort as the meanings do. `left`: texts whose rows are left out as answered; `lost`: texts that name
    nothing at all. A text that is neither and has no rank waits for an answer.
    """

    rank: Short
    sorted: list[str]
    left: Mask
    lost: Mask

    def table(self, true: pd.Series) -> Mask:
        """By rank, where the condition on the meanings holds; false for none."""
        return np.array([*true.astype(bool), False])


@dataclass
class Judged:
    """The rows, and what was decided about each of them.

    `place`: of the text of the region; `key`: ranks of indicator, region and period in one number, which
    sorts as they do; below 0 where one of them is missing.
    """

    rows: NDArray[np.int32]
    column: Short | None
    place: Short
    key: NDArray[np.int64]
    value: NDArray[np.float64]
    kind: NDArray[np.uint8]
    flag: Short
    verdict: NDArray[np.uint8]
    indicators: Names
    regions: Names
    periods: Names
    how: dict[str, str]
    left_out: Counter[str]
    questions: list[Finding]
    warnings: list[Finding]

    @property
    def sizes(self) -> tuple[int, int]:
        """Ways to go on behind a pair of indicator and region, and behind an indicator, in a key."""
        return max(len(self.periods.sorted), 1), max(len(self.regions.sorted), 1)

    def ranks(self, where: NDArray[Any]) -> tuple[NDArray[np.int64], ...]:
        """The ranks of indicator, region and period of some rows."""
        return self.apart(self.key[where])

    def apart(self, key: NDArray[np.int64]) -> tuple[NDArray[np.int64], ...]:
        """The ranks of indicator, region and period of some keys."""
        periods, codes = self.sizes
        pair = key // periods
        indicator = pair // codes
        return indicator, pair - indicator * codes, key - pair * periods

    def rank(self, part: int, key: NDArray[np.int64]) -> NDArray[np.int64]:
        """One of them, cheaper than all: 0 of the indicator, 1 of the region, 2 of the period."""
        periods, codes = self.sizes
        if part == 0:
            return key // (codes * periods)
        pair = key // periods
        return pair - pair // codes * codes if part == 1 else key - pair * periods

    def named(self, key: NDArray[np.int64]) -> tuple[NDArray[np.object_], ...]:
        """Indicator, region and period of some keys, none of which is below 0."""
        names = (self.indicators.sorted, self.regions.sorted, self.periods.sorted)
        parts = zip(names, self.apart(key), strict=True)
        return tuple(np.array(name, dtype=object)[rank] for name, rank in parts)


def judge(found: Gathered, plan: Plan, known: Indicators, answers: Answers, file: str) -> Judged:
    """Where each row belongs. What was gathered is used up."""
    region, indicator, period = (found.whole(part) for part in ("region", "indicator", "period"))
    texts = {part: one.all for part, one in found.texts.items()}
    codes, how, lost = _placed(texts["region"], region, answers)
    placed = _where(codes.rank >= 0, region)
    ids, open_ = _named(texts["indicator"], indicator, placed, plan, known, answers)
    named = placed & _where(ids.rank >= 0, indicator)
    dates, year = _dated(texts["period"], period, named, plan, answers, file, found.notes)
    key = _keys((ids, codes, dates), (indicator, region, period))
    left = int(_where(codes.left, region).sum() + (placed & _where(ids.left, indicator)).sum())
    kind = found.whole("kind")
    verdict = np.full(len(key), KEPT, np.uint8)
    verdict[key < 0] = ASIDE
    nameless = _where(codes.lost, region)
    nameless &= ~((kind == BLANK) & _where(_blank(texts["region"]), region))
    verdict[nameless] = TOLD
    return Judged(
        rows=found.whole("rows"),
        column=found.whole("column") if len(plan.found.figures) > 1 else None,
        place=region,
        key=key,
        value=found.whole("value"),
        kind=kind,
        flag=found.whole("flag"),
        verdict=verdict,
        indicators=ids,
        regions=codes,
        periods=dates,
        how=how,
        left_out=Counter(answered=left),
        questions=[*open_, *year, *lost],
        warnings=[],
    )


def _where(true: Mask, ids: Short) -> Mask:
    """By row, whether it is true of the text; the last of `true` stands for no text at all."""
    if not true[:-1].any():
        return np.zeros(len(ids), bool)
    return np.ones(len(ids), bool) if true[:-1].all() else true.take(ids)


def _blank(texts: list[str]) -> Mask:
    return np.array([*(not text for text in texts), False])


def _meant(meanings: Sequence[str | None], more: Sequence[str] = ()) -> Names:
    """The meanings in order; LEAVE and the empty text are none."""
    told = [name if name and name != LEAVE else None for name in meanings]
    every = sorted({*filter(None, told), *more})
    ranks = {name: rank for rank, name in enumerate(every)}
    return Names(
        np.array([*(-1 if name is None else ranks[name] for name in told), -1], np.int16),
        every,
        np.array([*(name == LEAVE for name in meanings), False]),
        np.array([*(name == "" for name in meanings), False]),
    )


def _counted(texts: list[str], ids: Short, of: Mask | None = None) -> dict[str, int]:
    """How many rows have each text."""
    counts = np.zeros(len(texts) + 1, np.int64)
    for part in steps(len(ids)):
        some = ids[part] if of is None or of[part].all() else ids[part][of[part]]
        counts += np.bincount(some, minlength=len(counts))
    return {text: int(count) for text, count in zip(texts, counts, strict=False) if count}


def _placed(texts: list[str], ids: Short, answers: Answers) -> tuple[Names, dict[str, str], list[Finding]]:
    codes, how, asked = placing.decided(_counted(texts, ids), answers)
    return _meant([codes.get(text) for text in texts], list(regions.load())), how, asked


def _named(
    texts: list[str], ids: Short, placed: Mask, plan: Plan, known: Indicators, answers: Answers
) -> tuple[Names, list[Finding]]:
    counts = _counted(texts, ids, placed)
    if "id" in answers and len(counts) <= 1:
        found, asked = series.identified({"": sum(counts.values())}, plan.start, known, answers)
        return _meant([found.get("")] * len(texts)), asked
    found, asked = series.identified(counts, plan.start, known, answers)
    return _meant([found.get(text) for text in texts]), asked


def _dated(
    texts: list[str],
    ids: Short,
    named: Mask,
    plan: Plan,
    answers: Answers,
    file: str,
    notes: list[str],
) -> tuple[Names, list[Finding]]:
    """Periods as they stay, be they right or wrong; where no row has any, the answer `year` says it."""
    count = int(named.sum())
    if not count or any(_counted(texts, ids, named)):
        return _periods(list(tidy.periods(pd.Series(texts, dtype=object)))), []
    if answers.get("year"):
        return _periods([answers["year"].strip()] * len(texts)), []
    return _meant([None] * len(texts)), [importing.which_year(file, plan.understood, count)]


def _periods(meanings: list[str]) -> Names:
    """An empty period is one too: a wrong one."""
    every = sorted(set(meanings))
    ranks = {name: rank for rank, name in enumerate(every)}
    none = np.zeros(len(meanings) + 1, bool)
    return Names(np.array([*(ranks[name] for name in meanings), -1], np.int16), every, none, none)


def _keys(names: tuple[Names, ...], ids: tuple[Short, ...]) -> NDArray[np.int64]:
    """The ranks as one number, -1 where one of them is missing."""
    tables = []
    size = 1
    for one in reversed(names):
        tables.append(np.where(one.rank < 0, MISSING, one.rank.astype(np.int64) * size))
        size *= max(len(one.sorted), 1)
    key = np.empty(len(ids[0]), np.int64)
    for part in steps(len(key)):
        own = key[part]
        own[:] = 0
        for table, places_ in zip(tables, reversed(ids), strict=True):
            own += table.take(places_[part])
        own[own < 0] = -1
    return key


MISSING = -(2**60)  # three of them still fit into a number


def steps(count: int) -> list[slice]:
    """Some rows at a time: few enough to stay in the cache."""
    return [slice(begin, begin + STEP) for begin in range(0, count, STEP)]


STEP = 100_000
THREADS = 2


@dataclass(frozen=True)
class Rules:
    """What the checks say about a text, by its rank or place; `low` and `high` are NaN for no bound."""

    percent: Mask
    strange: tuple[Mask, Mask, Mask]
    outside: Mask
    bare: Mask
    low: NDArray[np.float64]
    high: NDArray[np.float64]


def rule(done: Judged, known: Indicators, flags: list[str]) -> None:
    """What the checks say, by the texts of a row and its figure; in their order, the first one counts."""
    rules = _rules(done, known, flags)
    with ThreadPoolExecutor(THREADS) as pool:
        for outside, empty in pool.map(lambda part: _rule(done, part, rules), steps(len(done.key))):
            done.left_out["outside"] += outside
            done.left_out["empty"] += empty


def _rules(done: Judged, known: Indicators, flags: list[str]) -> Rules:
    names, codes = (
        pd.Series(done.indicators.sorted, dtype=object),
        pd.Series(done.regions.sorted, dtype=object),
    )
    inside = names.isin(list(known)).to_numpy(dtype=bool)
    place = codes.isin(list(regions.load())).to_numpy(dtype=bool)
    low, high = _bounds(done.indicators.sorted, known)
    return Rules(
        inside & ~names.isin(_shares(known)).to_numpy(dtype=bool),
        (~inside, ~place, ~_dates(done.periods.sorted)),
        checks.outside(codes).to_numpy(dtype=bool),
        np.array([not flag for flag in flags], bool),
        low,
        high,
    )


def _rule(done: Judged, part: slice, rules: Rules) -> tuple[int, int]:
    """Judges some rows; how many of them lie outside, and how many have no figure."""
    verdict = done.verdict[part]
    at = slice(None) if (verdict == KEPT).all() else np.flatnonzero(verdict == KEPT)
    ranks = done.apart(done.key[part][at])
    kind, value = done.kind[part][at], done.value[part][at]
    percent = (kind == PERCENT) & _met(rules.percent, ranks[0])
    outside = _met(rules.outside, ranks[1])
    nothing = np.isnan(value) & (kind != BAD)
    if nothing.any():
        nothing &= rules.bare.take(done.flag[part][at])
    broken = (kind == BAD) | (value < rules.low.take(ranks[0])) | (value > rules.high.take(ranks[0]))
    for strange, rank in zip(rules.strange, ranks, strict=True):
        broken |= _met(strange, rank)
    told = np.where(broken, TOLD, KEPT)
    told[nothing | outside] = ASIDE
    told[percent] = TOLD
    verdict[at] = told
    return int((outside & ~percent).sum()), int((nothing & ~outside & ~percent).sum())


def _met(table: Mask, ranks: NDArray[np.int64]) -> Mask | np.bool_:
    """By row, whether it is true of its rank."""
    return table.take(ranks) if table.any() else np.bool_(False)


def _shares(known: Indicators) -> list[str]:
    return [name for name, one in known.items() if "%" in one.unit]


def _dates(periods: list[str]) -> Mask:
    return pd.Series(periods, dtype=object).astype(str).str.match(checks.PERIOD).to_numpy(dtype=bool)


def _bounds(names: list[str], known: Indicators) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The least and the largest figure of each indicator, NaN where there is no such bound."""
    pairs = [known[name].valid if name in known else (None, None) for name in names]
    low, high = ([np.nan if one[side] is None else one[side] for one in pairs] for side in (0, 1))
    return np.array(low, float), np.array(high, float)
