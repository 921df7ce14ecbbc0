"""One figure per region and year: rows of other series are left aside, as `etl.intake.series.apart` does."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from etl.intake import layout, series
from etl.intake.asked import Answers, Finding, answer
from etl.intake.large.gathered import Gathered
from etl.intake.large.judged import ASIDE, KEPT, Indicators, Judged, Mask, Short
from etl.intake.large.start import Plan


def apart(done: Judged, found: Gathered, plan: Plan, known: Indicators, answers: Answers) -> None:
    """Keeps the rows that the catalogue's filter or an answer means; asks where neither tells."""
    names = [name for name in plan.others if name not in found.crowded]
    if not names:
        return
    ids = {name: found.whole(f"other {name}") for name in names}
    texts = {name: found.others[name].all for name in names}
    size = found.whole("size")
    before = done.verdict == KEPT
    _filter(done, ids, texts, known)
    asked: list[Finding] = []
    waiting = np.zeros(len(done.key), bool)
    for name in names:
        kept = done.verdict == KEPT
        seen = sorted(texts[name][place] for place in np.unique(ids[name][kept]))
        said = answer(answers, f"filter:{name}", seen) if f"filter:{name}" in answers else ""
        if said:
            done.verdict[kept & (ids[name] != texts[name].index(said))] = ASIDE
        elif not asked and (several := _several(done, kept, ids[name], size)).any():
            asked.append(series.which(name, seen, int(several.sum())))
            waiting = several
    done.left_out["other-series"] += int((before & (done.verdict != KEPT)).sum())
    done.verdict[waiting] = ASIDE
    done.questions += asked


def which_series(found: Gathered, plan: Plan) -> list[Finding]:
    """The question for the column that names the indicator, as `etl.intake.layout` asks it of all rows."""
    names = [name for name in plan.others if name not in found.crowded]
    if not plan.asks_series or not found.rows:
        return []
    pairs = found.peek("region").astype(np.int64) * len(found.texts["period"].all) + found.peek("period")
    order = np.argsort(pairs, kind="stable")
    starts = _starts(pairs[order])
    if len(starts) == len(order):
        return []
    apart_ = [name for name in names if _varies(found.peek(f"other {name}")[order], starts).any()]
    return layout.which_column(apart_) if apart_ else []


def _starts(ordered: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where each group of equal numbers begins."""
    return np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))


def _filter(done: Judged, ids: dict[str, Short], texts: dict[str, list[str]], known: Indicators) -> None:
    """The rows that the catalogue's filter asks for, where the file is coded as the filter is."""
    wanted = [
        (rank, name, column, value)
        for rank, name in enumerate(done.indicators.sorted)
        for column, value in (known[name].filter if name in known else {}).items()
        if column in ids
    ]
    if not wanted:
        return
    kept = np.flatnonzero(done.verdict == KEPT)
    indicator = done.ranks(kept)[0]
    for rank, name, column, value in wanted:
        mine = kept[indicator == rank]
        seen = [texts[column][place] for place in np.unique(ids[column][mine])]
        if value in seen:
            done.verdict[mine[ids[column][mine] != texts[column].index(value)]] = ASIDE
        elif any(seen):
            done.warnings.append(series.other_coding(name, column, value, sorted(seen)[:3]))


def _several(done: Judged, kept: Mask, by: Short, size: NDArray[np.uint8]) -> Mask:
    """The rows whose indicator, region and period have different figures, told apart by the column.

    Two figures are different where they were written differently: by their number or their length.
    """
    found = np.zeros(len(kept), bool)
    at = np.flatnonzero(kept)
    if len(np.unique(by[at])) < 2:
        return found
    order = at[np.argsort(done.key[at], kind="stable")]
    key = done.key[order]
    starts = _starts(key)
    if len(starts) == len(key):
        return found
    bits = done.value.view(np.int64)[order] ^ (size[order].astype(np.int64) << 8) ^ done.kind[order]
    several = _varies(bits, starts) & _varies(by[order], starts)
    lengths = np.diff(np.append(starts, len(key)))
    found[order[np.repeat(several, lengths)]] = True
    return found


def _varies(values: NDArray[np.generic], starts: NDArray[np.int64]) -> Mask:
    """By group: true where not all values of it are the same."""
    return np.minimum.reduceat(values, starts) != np.maximum.reduceat(values, starts)
