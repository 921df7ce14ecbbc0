"""How sure a rank is: the index scored again and again under other defensible choices.

Monte Carlo over weights, normalisation, aggregation, imputation and the set of indicators (Saisana,
Saltelli & Tarantola 2005; OECD & JRC 2008, step 7). The 90 % interval of a rank runs from its 5 % to its
95 % quantile over the draws, both places that were really reached (inverse of the distribution function):
at least 90 % of the draws lie in it. Units with equal scores share the better rank.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product

import numpy as np
import numpy.typing as npt
import pandas as pd

from danube.benchmark import groups, simulation
from danube.benchmark.hierarchy import ScoreError
from danube.benchmark.normalisation import METHODS
from danube.benchmark.scores import AGGREGATIONS, Scores
from danube.benchmark.simulation import Matrix, Places, Tally
from danube.benchmark.variants import IMPUTATIONS, Table, Way
from danube.texts import _

CHOICES = ("weights", "normalisation", "aggregation", "indicators", "imputation")
LOW, HIGH = 0.05, 0.95
ENDS = 10
"""Places that count as the top and as the bottom."""

MOST = 1_000_000
CELLS = 500_000_000
"""Places (unit × draw) that are kept at most: a gigabyte."""


@dataclass(frozen=True)
class Assumptions:
    """What varies between the draws; the chosen method always takes part.

    concentration: of the Dirichlet weights, per sibling; at 16 an average weight varies by about a quarter
    of itself (standard deviation), None keeps the weights. normalisations, aggregations, imputations: each
    in as many draws as the others, empty keeps the chosen one. drop_one: each indicator is left out in as
    many draws as the others, and in as many none.
    """

    draws: int = 10_000
    seed: int = 1
    concentration: float | None = 16.0
    normalisations: tuple[str, ...] = ("min-max", "z-score", "rank")
    aggregations: tuple[str, ...] = ("arithmetic", "geometric")
    imputations: tuple[str, ...] = IMPUTATIONS
    drop_one: bool = True

    def __post_init__(self) -> None:
        if not 1 <= self.draws <= MOST:
            raise ScoreError(
                _(
                    "The number of draws is {draws}; choose one from 1 to {most}.",
                    draws=self.draws,
                    most=MOST,
                )
            )
        if self.seed < 0:
            raise ScoreError(_("The seed is {seed}; choose a whole number of 0 or more.", seed=self.seed))
        if self.concentration is not None and not 0 < self.concentration < float("inf"):
            raise ScoreError(_("The concentration of the weights must be a positive number."))
        _refuse_unknown("normalisation", self.normalisations, METHODS)
        _refuse_unknown("aggregation", self.aggregations, AGGREGATIONS)
        _refuse_unknown("imputation", self.imputations, IMPUTATIONS)

    @classmethod
    def varying(cls, choices: Collection[str], *, draws: int = 10_000, seed: int = 1) -> Assumptions:
        """Only these of the `CHOICES` vary; with none of them every interval is the rank itself."""
        _refuse_unknown("choice", tuple(choices), CHOICES)
        full = cls(draws, seed)
        return replace(
            full,
            concentration=full.concentration if "weights" in choices else None,
            normalisations=full.normalisations if "normalisation" in choices else (),
            aggregations=full.aggregations if "aggregation" in choices else (),
            imputations=full.imputations if "imputation" in choices else (),
            drop_one="indicators" in choices,
        )


def _refuse_unknown(kind: str, given: tuple[str, ...], known: tuple[str, ...]) -> None:
    for one in given:
        if one not in known:
            raise ScoreError(
                _(
                    "There is no {kind} {chosen}; choose one of {known}.",
                    kind=kind,
                    chosen=one,
                    known=", ".join(known),
                )
            )


@dataclass(frozen=True)
class Ranks:
    """The ranks of the ranked units over all draws.

    table: unit, best first → rank (as chosen), median, low and high (90 %), top10 and bottom10 (probability
    of the first and the last ten places), leader, strong, moderate, emerging (probability of the group),
    relative (score in % of the reference) and group, both by the chosen method. units: in the order of
    their codes; places: unit × draw. base: what 100 % is, `given` (the reference) or `median` (of the units).
    """

    table: pd.DataFrame
    units: tuple[str, ...]
    places: Places
    base: str
    assumptions: Assumptions

    @cached_property
    def row(self) -> dict[str, int]:
        """Unit → its row in `places`."""
        return {unit: row for row, unit in enumerate(self.units)}

    @property
    def draws(self) -> int:
        """How many draws there are; one where nothing varies."""
        return int(self.places.shape[1])


def simulate(
    scores: Scores, assumptions: Assumptions | None = None, *, reference: pd.Series | None = None
) -> Ranks:
    """Ranks under `assumptions`: the same for the same seed, whatever the order of rows and columns.

    `reference`: indicator → figure of what counts as 100 % in the groups, such as the EU's; without one, or
    where it lacks more indicators than a unit may, the middle of the units is 100 %. A reference figure
    beyond all units counts as the nearest unit's. Raises ScoreError with one sentence.
    """
    how = assumptions or Assumptions()
    table = Table.of(scores, reference)
    _refuse_too_many(len(table.units), how.draws)
    relative = _relative(table)
    tally = _constant(table, relative) if _certain(table, how) else _varied(table, how)
    return Ranks(
        table=_told(scores, table, tally, relative),
        units=table.units,
        places=tally.places,
        base="median" if table.reference is None else "given",
        assumptions=how,
    )


def _refuse_too_many(units: int, draws: int) -> None:
    if units * draws > CELLS:
        raise ScoreError(
            _(
                "{draws} draws of {units} units are too many; choose at most {most} draws.",
                draws=draws,
                units=units,
                most=CELLS // units,
            )
        )


def _certain(table: Table, how: Assumptions) -> bool:
    drops = how.drop_one and len(table.droppable) > 0
    return how.concentration is None and not drops and len(_variants(table, how)) == 1


def _variants(table: Table, how: Assumptions) -> list[tuple[str, str, str]]:
    """The combinations of normalisation, aggregation and imputation that the draws are shared among."""
    method = table.scores.method
    normalisations = sorted({method.normalisation, *how.normalisations})
    aggregations = sorted({method.aggregation, *how.aggregations})
    imputations = sorted({"none", *how.imputations}) if table.incomplete else ["none"]
    return list(product(normalisations, aggregations, imputations))


def _relative(table: Table) -> pd.Series:
    """Score of each unit in % of the reference, by the chosen method and weights."""
    way = table.way(table.scores.method.normalisation, table.scores.method.aggregation)
    weights = simulation.within(table.tree, table.weights[None].copy())
    index = simulation.scores(table.tree, way.bent, weights)
    units = index[:, : len(table.units)]
    base = np.median(units, axis=1) if table.reference is None else index[:, -1]
    points, whole = way.worth(units[0]), float(way.worth(base)[0])
    share = 100 * points / whole if whole > 0 else np.full(len(points), np.nan)
    return pd.Series(share, index=list(table.units), name="relative")


def _constant(table: Table, relative: pd.Series) -> Tally:
    """One draw: the ranks and groups as they are."""
    ranks = table.scores.ranks.reindex(list(table.units)).to_numpy()
    tally = Tally(ranks[:, None].astype(np.uint16), judged=1)
    tally.counts[np.arange(len(ranks)), ranks - 1] = 1
    tally.passed[:] = relative.to_numpy()[:, None] >= np.array(groups.THRESHOLDS)
    return tally


def _varied(table: Table, how: Assumptions) -> Tally:
    """All draws, counted as they pass."""
    units = len(table.units)
    tally = Tally(np.empty((units, how.draws), dtype=np.uint16))
    for start, way, weights in _planned(table, how):
        for low, high in simulation.chunks(0, len(weights), units):
            index = simulation.scores(table.tree, way.bent, weights[low:high])
            middle = tally.add(start + low, index[:, :units])
            base = middle if table.reference is None else index[:, -1]
            tally.judge(index[:, :units], way.limits(base))
    return tally


def _planned(table: Table, how: Assumptions) -> Iterator[tuple[int, Way, Matrix]]:
    """The draws variant by variant: number of the first, the way to score, and the weights of each."""
    chance = np.random.default_rng(how.seed)
    leaves = _left_out(table, how, chance)
    variants = _variants(table, how)
    edges = [how.draws * place // len(variants) for place in range(len(variants) + 1)]
    for variant, start, stop in zip(variants, edges, edges[1:], strict=False):
        if stop > start:
            weights = simulation.drawn(table.tree, table.weights, how.concentration, stop - start, chance)
            weights = simulation.dropped(weights, leaves[start:stop])
            yield start, table.way(*variant), simulation.within(table.tree, weights)


def _left_out(table: Table, how: Assumptions, chance: np.random.Generator) -> npt.NDArray[np.intp]:
    """The leaf that each draw leaves out, -1 for none, in random order."""
    options = np.append(table.droppable, -1) if how.drop_one else np.array([-1])
    return chance.permutation(np.resize(options, how.draws))


def _told(scores: Scores, table: Table, tally: Tally, relative: pd.Series) -> pd.DataFrame:
    """The counts as quantiles and probabilities, best unit first."""
    count, draws = len(table.units), tally.places.shape[1]
    reached = tally.counts.cumsum(axis=1) / draws
    passed = tally.passed / tally.judged
    columns = {
        "median": _quantile(reached, 0.5),
        "low": _quantile(reached, LOW),
        "high": _quantile(reached, HIGH),
        "top10": reached[:, min(ENDS, count) - 1],
        "bottom10": tally.counts[:, -ENDS:].sum(axis=1) / draws,
        "leader": passed[:, 2],
        "strong": passed[:, 1] - passed[:, 2],
        "moderate": passed[:, 0] - passed[:, 1],
        "emerging": 1 - passed[:, 0],
        "relative": relative,
        "group": groups.group(relative),
    }
    found = pd.DataFrame(columns, index=pd.Index(table.units, name=scores.index.index.name))
    found.insert(0, "rank", scores.ranks.reindex(found.index))
    return found.loc[scores.index.index]


def _quantile(reached: Matrix, share: float) -> npt.NDArray[np.int64]:
    """The first place by which this share of the draws is reached."""
    return (reached < share - 1e-9).sum(axis=1) + 1
