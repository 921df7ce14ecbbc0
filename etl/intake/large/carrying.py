"""Figures in old codes of NUTS: carried over by the small route, with all rows of their indicators."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from danube.texts import _, number
from etl import checks
from etl.intake import importing, places, placing
from etl.intake.asked import Finding, ImportRefused
from etl.intake.large import telling
from etl.intake.large.gathered import Texts
from etl.intake.large.judged import ASIDE, KEPT, Indicators, Judged
from etl.intake.large.start import Plan
from etl.intake.large.stream import Piece
from etl.intake.layout import Read

MOST = 2_000_000  # rows that are carried over, those beside them included
Open = Callable[[], Iterator[Piece]]


def carry(
    done: Judged,
    plan: Plan,
    texts: dict[str, Texts],
    known: Indicators,
    pieces: Open,
    complain: Callable[[list[Finding]], None],
) -> pd.DataFrame:
    """Settles all rows of the indicators that have figures in old codes; what became of these, row by row."""
    at = _concerned(done, known)
    if len(at) > MOST:
        raise ImportRefused(
            _(
                "{count} figures belong to indicators in old codes of NUTS, which can be carried over in "
                "files of at most {most}: split the file.",
                count=number(len(at), 0),
                most=number(MOST, 0),
            )
        )
    if not len(at):
        return pd.DataFrame()
    figures = telling.written(pieces, plan, *telling.cells(done, at))
    rows = telling.frame(done, at, plan, texts, figures).drop(columns="lost")
    done.verdict[at] = ASIDE
    carried = placing.carried(rows, known)
    percent = importing.in_percent(carried.rows, known)
    checked = checks.check(carried.rows[~percent], known)
    lost = [carried.refused, importing.percents(carried.rows[percent]), checked.refused]
    complain(importing.rejected_of(Read(plan.understood, rows, [], rows[[]]), lost, carried.rows))
    done.left_out.update(checked.left_out["code"].astype(str))
    _append(done, checked.accepted, plan, texts)
    return carried.carried


def _concerned(done: Judged, known: Indicators) -> NDArray[np.int32]:
    """The rows of indicators of which some row is in an old code."""
    codes = pd.Series(done.regions.sorted, dtype=object)
    old = codes.isin(list(places.editions())).to_numpy(dtype=bool)
    if not old.any():
        return np.zeros(0, np.int32)
    at = np.flatnonzero(done.verdict == KEPT).astype(np.int32)
    indicator, region, _period = done.ranks(at)
    inside = pd.Series(done.indicators.sorted, dtype=object).isin(list(known)).to_numpy(dtype=bool)
    mine = np.unique(indicator[old[region] & inside[indicator]])
    return at[np.isin(indicator, mine)]


def _append(done: Judged, rows: pd.DataFrame, plan: Plan, texts: dict[str, Texts]) -> None:
    """Adds rows that are decided."""
    if rows.empty:
        return
    ranks = [
        pd.Index(names.sorted).get_indexer(pd.Index(rows[part].astype(object)))
        for part, names in zip(importing.KEY, (done.indicators, done.regions, done.periods), strict=True)
    ]
    key = (ranks[0] * len(done.regions.sorted) + ranks[1]) * len(done.periods.sorted) + ranks[2]
    columns = pd.Index(plan.found.figures).get_indexer(pd.Index(rows["column"].astype(object)))
    more = {
        "rows": rows["row"],
        "place": [texts["region"].places[text] for text in rows["place"]],
        "key": key,
        "value": rows["value"],
        "kind": np.zeros(len(rows)),
        "flag": [texts["flag"].place(str(flag)) for flag in rows["flag"]],
        "verdict": np.full(len(rows), KEPT),
    }
    for name, values in more.items():
        before = getattr(done, name)
        setattr(done, name, np.concatenate([before, np.asarray(values).astype(before.dtype)]))
    if done.column is not None:
        done.column = np.concatenate([done.column, columns.astype(np.int16)])
    done.how |= dict.fromkeys(rows.loc[rows["how"] == "converted", "place"], "converted")
