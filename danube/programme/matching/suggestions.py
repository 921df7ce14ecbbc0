"""The list of suggestions: scores from criteria and weights, what each adds, what remarks change.

A criterion of which nothing is known for a pair counts as the mean of those for whom it is known, so that
not knowing is neither merit nor fault; only who has not said what they can do or need has nothing that speaks
for them there. The score is the weighted mean, in points of 100.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from statistics import fmean

import pandas as pd

from danube.programme.matching import criteria, purposes
from danube.programme.matching.criteria import Knowledge
from danube.programme.matching.purposes import CRITERIA, Purpose

UNTOLD = {"skills": 0.0}
"""Criteria of which not knowing counts as nothing rather than as the mean."""

STEP = 0.5
"""How strongly a remark lowers the weight of what spoke for the suggestion more than for others."""


@dataclass(frozen=True)
class Suggestions:
    """The ranked list: key by criterion in points, and `score`, best first.

    unknown: (key, criterion) of which nobody knows; weights: as they count after remarks, sum 1.
    """

    table: pd.DataFrame
    unknown: frozenset[tuple[str, str]]
    weights: Mapping[str, float]

    def among(self, keys: Collection[str]) -> Suggestions:
        """Those of these keys alone, in their order."""
        return replace(self, table=self.table[self.table.index.isin(keys)])


def of(
    knowledge: Knowledge, seeker: str, purpose: Purpose, *, rejected: Collection[str] = (), tied: bool = False
) -> Suggestions:
    """The suggestions for a seeker, those that were called not useful left out, best first.

    `tied` adds those that already work together with the seeker, where the purpose leaves them out.
    """
    wanted = candidates(knowledge, seeker, purpose, tied=tied)
    values = measured(knowledge, seeker, wanted, purpose)
    weights = adjusted(values, shares(purpose.weights), [one for one in rejected if one in values.index])
    points = _points(values, weights)
    left = points.drop(index=[one for one in rejected if one in points.index])
    order = left.assign(key=left.index).sort_values(["score", "key"], ascending=[False, True])
    unknown = frozenset((str(key), name) for name in CRITERIA for key in values.index[values[name].isna()])
    return Suggestions(order.drop(columns="key"), unknown, weights)


def candidates(knowledge: Knowledge, seeker: str, purpose: Purpose, *, tied: bool = False) -> list[str]:
    """Who is sought, in the order of the actors."""
    own, partners = knowledge.actors[seeker], knowledge.partners(seeker)
    return [
        key
        for key, one in knowledge.actors.items()
        if purposes.sought(purpose, own, one) and (tied or purpose.tied or key not in partners)
    ]


def measured(knowledge: Knowledge, seeker: str, wanted: Iterable[str], purpose: Purpose) -> pd.DataFrame:
    """Candidate by criterion, company among them."""
    keys = list(wanted)
    if not purpose.weights["company"]:
        return criteria.table(knowledge, seeker, keys, purpose).assign(company=float("nan"))
    friends = {one for key in keys for one in knowledge.partners(key) if one != seeker}
    every = criteria.table(knowledge, seeker, dict.fromkeys([*keys, *sorted(friends)]), purpose)
    alone = {name: weight for name, weight in purpose.weights.items() if name != "company"}
    scores = {str(key): value / 100 for key, value in _points(every, shares(alone))["score"].items()}
    return every.loc[keys].assign(
        company=[_company(scores, knowledge.partners(key) - {seeker}, key) for key in keys]
    )


def _company(scores: Mapping[str, float], partners: frozenset[str], key: str) -> float:
    """How well the partners fit on the mean; who has none is judged by itself alone."""
    return fmean(scores[one] for one in partners or {key})


def shares(weights: Mapping[str, float]) -> dict[str, float]:
    """The weights with the sum 1."""
    total = sum(weights.values())
    return {name: weight / total for name, weight in weights.items()}


def _points(values: pd.DataFrame, weights: Mapping[str, float]) -> pd.DataFrame:
    """What each criterion adds, in points of 100, and their sum; the order of the columns is CRITERIA's.

    A criterion that is known for nobody adds nothing, and its weight goes to the others.
    """
    told = [name for name in CRITERIA if name in values and values[name].notna().any()]
    total = sum(weights[name] for name in told) or 1.0
    filled = values[told].fillna({**values[told].mean().to_dict(), **UNTOLD})
    points = filled.mul([100 * weights[name] / total for name in told], axis="columns")
    points = points.reindex(columns=list(CRITERIA))
    return points.assign(score=points.sum(axis="columns"))


def adjusted(
    values: pd.DataFrame, weights: Mapping[str, float], rejected: Collection[str]
) -> dict[str, float]:
    """The weights after remarks: what spoke more for a rejected one than for the others counts less.

    Each remark multiplies a weight by 1 - STEP times the excess of the criterion's share in the score over
    its mean share among all candidates.
    """
    if not rejected:
        return dict(weights)
    points = _points(values, weights)
    parts = points.drop(columns="score").div(points["score"].where(points["score"] > 0), axis="index")
    found = dict(weights)
    for key in rejected:
        excess = (parts.loc[key] - parts.mean()).clip(lower=0).dropna().to_dict()
        found = {name: weight * (1 - STEP * excess.get(name, 0.0)) for name, weight in found.items()}
    return shares(found)
