"""Why a unit scores as it does: points per indicator that add up, and what would lift it some ranks.

All three means are means of f(x) turned back (see `scores`), and a missing indicator is in effect taken to
be like the rest of its pillar. So f(score) is a weighted sum of f(x) over all indicators, and the distance
to the average unit falls into one part per indicator: exactly for the arithmetic mean, through the
logarithmic mean for the geometric one (Ang 2004, LMDI), through the product of the two scores for the
harmonic one.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from danube.benchmark.hierarchy import ScoreError
from danube.benchmark.scores import EVEN, MEANS, Scores
from danube.texts import _

GAIN = ["now", "needed", "change", "best"]


def mean(scores: Scores) -> float:
    """The score of the average unit, which every contribution is measured from.

    The arithmetic, geometric or harmonic mean of the scores of the ranked units, as the index itself.
    """
    curve, back = MEANS[scores.method.aggregation]
    return float(back(np.asarray(curve(scores.index.to_numpy(dtype=float)).mean())))


def contributions(scores: Scores) -> pd.DataFrame:
    """Ranked unit × indicator: points of the index above or below the average unit.

    Added to `mean` they give the score, to rounding. What a missing indicator shows is what taking it to be
    like the rest of its pillar does to the score. Best unit first.
    """
    curve, _back = MEANS[scores.method.aggregation]
    leaves = list(scores.weights.index)
    units = scores.index.index
    bent = curve(implied(scores).loc[units, leaves].to_numpy(dtype=float))
    parts = scores.weights.to_numpy() * (bent - bent.mean(axis=0))
    stretch = _stretch(scores.index.to_numpy(dtype=float), mean(scores), scores.method.aggregation)
    return pd.DataFrame(parts * stretch[:, None], index=units, columns=pd.Index(leaves, name="indicator"))


def implied(scores: Scores) -> pd.DataFrame:
    """Ranked unit × node, each gap holding what stands above it: in effect what the rescaling assumes."""
    filled = scores.nodes.loc[scores.index.index].copy()
    for parent in reversed(scores.tree.children):
        for code in scores.tree.children[parent]:
            filled[code] = filled[code].where(filled[code].notna(), filled[parent])
    return filled


def _stretch(index: np.ndarray, base: float, aggregation: str) -> np.ndarray:
    """Points of the index per unit of f: (s - m) / (f(s) - f(m)), at s = m its limit."""
    if aggregation == "arithmetic":
        return np.ones_like(index)
    if aggregation == "harmonic":
        return -index * base
    ratio = np.log(index / base)
    flat = np.abs(ratio) < 1e-9
    return np.where(flat, index, (index - base) / np.where(flat, 1.0, ratio))


def gain(scores: Scores, unit: str, ranks: int = 5) -> pd.DataFrame:
    """Indicator → now, needed, change, best: the figure that alone would lift the unit that many ranks.

    In the indicator's own unit; `best` is the best figure that counts today. The others and the scale stay
    as they are, ties share the better rank. NaN where even the best figure would not suffice, or where the
    unit has no figure. `.attrs` hold the score and the rank aimed at; nothing can be gained from rank 1.
    """
    if unit not in scores.ranks.index:
        raise ScoreError(_("{unit} is not ranked, so no gain of ranks can be told.", unit=unit))
    place = int(scores.ranks[unit])
    aim = max(1, place - ranks)
    goal = float(scores.index.iloc[aim - 1])
    rows = {code: _needed(scores, unit, code, goal, place > 1) for code in scores.weights.index}
    table = pd.DataFrame.from_dict(rows, orient="index", columns=GAIN, dtype=float)
    table.attrs = {"rank": aim, "score": goal}
    return table.rename_axis("indicator")


def _needed(
    scores: Scores, unit: str, code: str, goal: float, possible: bool
) -> tuple[float, float, float, float]:
    """Now, needed, change and best of one indicator."""
    figures = scores.values[code]
    now = float(figures[unit])
    raw, scaled = _ladder(scores, code)
    best = float(raw[-1]) if len(raw) else float("nan")
    wanted = _wanted(scores, unit, code, goal) if possible and now == now else float("nan")
    if not wanted <= scaled.max(initial=-np.inf) + 10**-EVEN:
        return now, float("nan"), float("nan"), best
    needed = float(np.interp(wanted, scaled, raw))
    return now, needed, needed - now, best


def _wanted(scores: Scores, unit: str, code: str, goal: float) -> float:
    """The normalised figure of this indicator that brings the unit's score to the goal."""
    curve, back = MEANS[scores.method.aggregation]
    share = _share(scores, unit, code)
    if share == 0:
        return float("nan")
    own = curve(np.array([scores.normalised[code][unit], goal, scores.index[unit]], dtype=float))
    bent = own[0] + (own[1] - own[2]) / share
    if scores.method.aggregation == "harmonic" and bent <= 0:
        return float("nan")
    return float(back(np.array([bent]))[0])


def _share(scores: Scores, unit: str, code: str) -> float:
    """The weight of an indicator in this unit's score: what is missing has passed its weight on."""
    given, there = scores.node_weights, scores.nodes.loc[unit].notna()
    share, parents = 1.0, {child: up for up, below in scores.tree.children.items() for child in below}
    while code in parents:
        parent = parents[code]
        known = [one for one in scores.tree.children[parent] if there[one]]
        total = float(given[known].sum())
        share *= float(given[code]) / total if total else 0.0
        code = parent
    return share


def _ladder(scores: Scores, code: str) -> tuple[np.ndarray, np.ndarray]:
    """Figures and what they are worth, worst first: those observed, and the fixed ends of the scale."""
    worth = scores.normalised[code].dropna()
    pairs = list(zip(worth.tolist(), scores.values[code].reindex(worth.index).tolist(), strict=True))
    if scores.method.normalisation == "min-max" and scores.bounds is not None and code in scores.bounds.index:
        pairs += _ends(scores, code)
    sign = scores.tree.directions[code]
    steps = sorted(set(pairs), key=lambda pair: (pair[0], sign * pair[1]))
    easiest = dict(reversed(steps))
    return np.array([easiest[one] for one in sorted(easiest)]), np.array(sorted(easiest))


def _ends(scores: Scores, code: str) -> list[tuple[float, float]]:
    """What the lowest and the highest figure of all years are worth."""
    assert scores.bounds is not None  # noqa: S101
    low, high = (float(scores.bounds[side][code]) for side in ("low", "high"))
    worst, best = (1.0, 100.0) if scores.method.aggregation != "arithmetic" else (0.0, 100.0)
    if not high > low:
        return []
    return [(worst, low), (best, high)] if scores.tree.directions[code] > 0 else [(worst, high), (best, low)]
