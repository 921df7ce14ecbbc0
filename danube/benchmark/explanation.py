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
from danube.benchmark.normalisation import FLOOR
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
    ranked = scores.nodes.loc[scores.index.index]
    columns = {code: ranked[code].to_numpy(dtype=float) for code in ranked}
    for parent, codes in reversed(scores.tree.children.items()):
        for code in codes:
            columns[code] = np.where(np.isnan(columns[code]), columns[parent], columns[code])
    return pd.DataFrame(columns, index=ranked.index)


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
    shares = _shares(scores, unit) if place > 1 else {}
    rows = {code: _needed(scores, unit, code, goal, shares.get(code, 0.0)) for code in scores.tree.leaves}
    table = pd.DataFrame.from_dict(rows, orient="index", columns=GAIN, dtype=float)
    table.attrs = {"rank": aim, "score": goal}
    return table.rename_axis("indicator")


def _needed(
    scores: Scores, unit: str, code: str, goal: float, share: float
) -> tuple[float, float, float, float]:
    """Now, needed, change and best of one indicator that has this share of the unit's score."""
    now = float(scores.values[code][unit])
    raw, scaled = _ladder(scores, code)
    best = float(raw[-1]) if len(raw) else float("nan")
    wanted = _wanted(scores, unit, code, goal, share) if share else float("nan")
    if not wanted <= scaled.max(initial=-np.inf) + 10**-EVEN:
        return now, float("nan"), float("nan"), best
    needed = float(np.interp(wanted, scaled, raw))
    return now, needed, needed - now, best


def _wanted(scores: Scores, unit: str, code: str, goal: float, share: float) -> float:
    """The normalised figure of this indicator that brings the unit's score to the goal."""
    curve, back = MEANS[scores.method.aggregation]
    own = curve(np.array([scores.normalised[code][unit], goal, scores.index[unit]], dtype=float))
    bent = own[0] + (own[1] - own[2]) / share
    if scores.method.aggregation == "harmonic" and bent <= 0:
        return float("nan")
    return float(back(np.array([bent]))[0])


def _shares(scores: Scores, unit: str) -> dict[str, float]:
    """Known node → its share of this unit's score: what is missing has passed its weight on."""
    given, known = scores.node_weights.to_dict(), scores.nodes.loc[unit].dropna().index
    found = {scores.tree.root: 1.0}
    for parent, codes in reversed(scores.tree.children.items()):
        there = [code for code in codes if code in known and parent in found]
        total = sum(given[code] for code in there)
        found.update({code: found[parent] * given[code] / total for code in there if given[code]})
    return found


def _ladder(scores: Scores, code: str) -> tuple[np.ndarray, np.ndarray]:
    """Figures and what they are worth, worst first: those observed, and the fixed ends of the scale.

    Of figures worth the same (outliers drawn in, ties) the one that is easiest to reach.
    """
    worth = scores.normalised[code].dropna()
    raw = scores.values[code].reindex(worth.index)
    pairs = list(zip(worth.tolist(), raw.tolist(), strict=True)) + _ends(scores, code)
    sign = scores.tree.directions[code]
    easiest = dict(sorted(pairs, key=lambda pair: (pair[0], sign * pair[1]), reverse=True))
    return np.array([*reversed(easiest.values())]), np.array([*reversed(easiest)])


def _ends(scores: Scores, code: str) -> list[tuple[float, float]]:
    """What the lowest and the highest figure of all years are worth, where these fix the scale."""
    if scores.method.normalisation != "min-max" or scores.bounds is None or code not in scores.bounds.index:
        return []
    low, high = (float(scores.bounds[side][code]) for side in ("low", "high"))
    if not high > low:
        return []
    worst, best = (0.0 if scores.method.aggregation == "arithmetic" else FLOOR), 100.0
    return [(worst, low), (best, high)] if scores.tree.directions[code] > 0 else [(worst, high), (best, low)]
