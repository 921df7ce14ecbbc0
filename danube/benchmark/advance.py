"""How far a unit would have to move on all indicators at once to gain some ranks.

A single indicator seldom lifts a weak region by itself (see `explanation.gain`); a small step on each of them
often does, and is what a programme can work towards.
"""

from __future__ import annotations

import pandas as pd

from danube.benchmark import scores
from danube.benchmark.hierarchy import ScoreError
from danube.benchmark.scores import EVEN, Scores
from danube.texts import _

STEPS = 14
"""Halvings of the share: to a hundredth of a percentage point."""


def together(given: Scores, unit: str, ranks: int = 5) -> float:
    """Share (0 to 1) of its distance to the best figure that the unit would have to close on every indicator.

    The other units keep the scores that they have, min-max its ends; ties share the better rank. NaN from
    rank 1, and where even the best figure everywhere would not suffice. ScoreError for a unit not ranked.
    """
    if unit not in given.ranks.index:
        raise ScoreError(_("{unit} is not ranked, so no gain of ranks can be told.", unit=unit))
    place = int(given.ranks[unit])
    goal = float(given.index.iloc[max(1, place - ranks) - 1])
    if place == 1 or _moved(given, unit, 1.0) < goal - 10**-EVEN:
        return float("nan")
    low, high = 0.0, 1.0
    for _step in range(STEPS):
        middle = (low + high) / 2
        enough = _moved(given, unit, middle) >= goal - 10**-EVEN
        low, high = (low, middle) if enough else (middle, high)
    return high


def _moved(given: Scores, unit: str, share: float) -> float:
    """The unit's score once it has closed this share of its distance to the best figures."""
    values = given.values.copy()
    own = values.loc[[unit]].iloc[0]
    values.loc[unit] = own + share * (_best(given) - own)
    again = scores.score(values, given.meta, given.method, reference=given.reference, bounds=_ends(given))
    return float(again.index[unit])


def _ends(given: Scores) -> pd.DataFrame:
    """The ends of min-max as they are, so that the unit's own move does not shift them."""
    ranked = given.values.loc[given.index.index]
    seen = pd.DataFrame({"low": ranked.min(), "high": ranked.max()})
    return seen if given.bounds is None else given.bounds.reindex(seen.index).combine_first(seen)


def _best(given: Scores) -> pd.Series:
    """The best figure of any ranked unit on each indicator."""
    ranked = given.values.loc[given.index.index]
    signs = pd.Series(given.tree.directions).reindex(ranked.columns)
    return ranked.max().where(signs > 0, ranked.min())
