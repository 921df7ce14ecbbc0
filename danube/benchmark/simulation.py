"""Many scorings of one table at once, on plain arrays: weights drawn, means up the tree, places counted.

A scoring is a row of weights over all nodes of the tree. Scores are matrix products in the curved space of
the mean (see `scores.MEANS`), in which a missing figure leaves its weight to its siblings. Places come
from one sort of whole numbers that hold the score and, in the last bits, the unit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from danube.benchmark.hierarchy import Tree

Matrix = npt.NDArray[np.float64]
Places = npt.NDArray[np.uint16]

GRID = 1e9
"""Scores equal to nine decimals are equal, as in `scores.ranks`."""

CELLS = 1 << 16
"""Scores worked on at a time (half a megabyte): what a core's own cache holds."""

LEAST = 1e-12
"""Smallest weight drawn for an indicator that has any: it never becomes missing by chance."""


def drawn(
    tree: Tree, chosen: Matrix, concentration: float | None, draws: int, chance: np.random.Generator
) -> Matrix:
    """Draw × node: weights within each parent, Dirichlet around the chosen ones.

    α = concentration · (number of siblings that weigh anything) · (chosen weight), so that the weight of
    one of k equal siblings varies with a standard deviation of sqrt((k - 1) / (k · concentration + 1)) of
    itself. Nodes in the order of `tree.nodes`; a weight of 0 stays 0; None draws the chosen weights.
    """
    weights = np.tile(chosen, (draws, 1))
    if concentration is None:
        return weights
    for places in _families(tree).values():
        alpha = concentration * np.count_nonzero(chosen[places]) * chosen[places]
        if np.count_nonzero(alpha) > 1:
            sizes = chance.standard_gamma(np.broadcast_to(alpha, (draws, len(alpha))))
            weights[:, places] = np.maximum(sizes, LEAST) * (alpha > 0)
    return weights


def dropped(weights: Matrix, leaves: npt.NDArray[np.intp]) -> Matrix:
    """The same weights without the leaf named for each draw; -1 drops none."""
    rows = np.flatnonzero(leaves >= 0)
    weights[rows, leaves[rows]] = 0.0
    return weights


def within(tree: Tree, weights: Matrix) -> Matrix:
    """Weights that sum to 1 within each parent; a parent with nothing below weighs nothing."""
    at = _places(tree)
    for parent, places in _families(tree).items():
        total = weights[:, places].sum(axis=1)
        weights[:, at[parent]] *= total > 0
        weights[:, places] /= np.where(total > 0, total, 1.0)[:, None]
    return weights


def scores(tree: Tree, bent: Matrix, weights: Matrix) -> Matrix:
    """Draw × unit: the index in the curved space of the mean.

    `bent` is unit × leaf, NaN where missing; `weights` draw × node as `within` gives them. NaN where
    nothing known weighs anything.
    """
    known = ~np.isnan(bent)
    if known.all():
        return effective(tree, weights) @ bent.T
    figures = np.where(known, bent, 0.0)  # only ever multiplied with a weight that is left out as well
    return _climbed(tree, figures, known, weights)


def effective(tree: Tree, weights: Matrix) -> Matrix:
    """Draw × leaf: weights in the whole index."""
    share = weights.copy()
    at = _places(tree)
    for parent in reversed(tree.children):
        if parent != tree.root:
            share[:, _families(tree)[parent]] *= share[:, [at[parent]]]
    return share[:, : len(tree.leaves)]


def _climbed(tree: Tree, figures: Matrix, known: npt.NDArray[np.bool_], weights: Matrix) -> Matrix:
    """Weighted means of what is known, parent by parent from the bottom up."""
    at, leaves = _places(tree), len(tree.leaves)
    done: dict[int, tuple[Matrix, npt.NDArray[np.bool_]]] = {}
    for parent, places in _families(tree).items():
        below = [place for place in places if place < leaves]
        total = weights[:, below] @ known[:, below].T.astype(float)
        summed = weights[:, below] @ figures[:, below].T
        for place in places:
            if place >= leaves:
                child, there = done.pop(place)
                own = weights[:, [place]] * there
                total += own
                summed += np.multiply(own, child, out=child)
        there = total > 0
        np.divide(summed, total, out=summed, where=there)
        done[at[parent]] = summed, there
    index, there = done[at[tree.root]]
    return index if there.all() else np.where(there, index, np.nan)


def _places(tree: Tree) -> dict[str, int]:
    return {code: place for place, code in enumerate(tree.nodes)}


def _families(tree: Tree) -> dict[str, list[int]]:
    """Parent → places of its children, from the bottom up."""
    at = _places(tree)
    return {parent: [at[code] for code in codes] for parent, codes in tree.children.items()}


@dataclass
class Tally:
    """What is counted while draws pass: unit × place, unit × threshold passed, and each draw's places."""

    places: Places
    counts: npt.NDArray[np.int64] = field(init=False)
    passed: npt.NDArray[np.int64] = field(init=False)
    judged: int = 0

    def __post_init__(self) -> None:
        units = len(self.places)
        self.counts = np.zeros((units, units), dtype=np.int64)
        self.passed = np.zeros((units, 3), dtype=np.int64)

    def add(self, start: int, index: Matrix) -> Matrix:
        """Counts the places of draws × units from draw `start` on; returns the middle score of each."""
        units = index.shape[1]
        order, place = ordered(index)
        flat = order * units + (place - 1)
        self.counts += np.bincount(flat.ravel(), minlength=units * units).reshape(units, units)
        ranks = np.empty(order.shape, dtype=self.places.dtype)
        np.put_along_axis(ranks, order, np.broadcast_to(place, order.shape).astype(ranks.dtype), axis=1)
        self.places[:, start : start + len(index)] = ranks.T
        middle = order[:, [(units - 1) // 2, units // 2]]
        return np.take_along_axis(index, middle, axis=1).mean(axis=1)

    def judge(self, index: Matrix, limits: Matrix) -> None:
        """Counts how often each unit reaches each of the draws' three limits."""
        for place in range(limits.shape[1]):
            self.passed[:, place] += (index >= limits[:, [place]]).sum(axis=0)
        self.judged += len(index)


def ordered(index: Matrix) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The units of each draw, best first, and their places: 1 is best, ties share the better place."""
    units = index.shape[1]
    bits = max(1, int(units - 1).bit_length())
    keys = np.rint(index * -GRID).astype(np.int64)
    keys <<= bits
    keys |= np.arange(units)
    keys.sort(axis=1)
    level = (keys[:, 1:] ^ keys[:, :-1]) >> bits == 0
    keys &= (1 << bits) - 1
    return keys, _shared(level, units) if level.any() else np.arange(1, units + 1)[None]


def _shared(level: npt.NDArray[np.bool_], units: int) -> npt.NDArray[np.int64]:
    """Places from the best, those level with the one before sharing its place."""
    place = np.broadcast_to(np.arange(1, units + 1), (len(level), units)).copy()
    place[:, 1:][level] = 0
    return np.maximum.accumulate(place, axis=1)


def ranked(index: Matrix) -> npt.NDArray[np.int64]:
    """Draw × unit: places."""
    order, place = ordered(index)
    ranks = np.empty(order.shape, dtype=np.int64)
    np.put_along_axis(ranks, order, np.broadcast_to(place, order.shape), axis=1)
    return ranks


def chunks(start: int, stop: int, units: int) -> Iterator[tuple[int, int]]:
    """Parts of the draws from `start` to `stop` whose scores fit in a core's cache.

    With many units larger ones: each part costs a pass over the unit × place counts.
    """
    step = max(1, max(CELLS, units * units // 4) // units)
    return ((low, min(low + step, stop)) for low in range(start, stop, step))


def fill(figures: Matrix, donors: npt.NDArray[np.intp]) -> Matrix:
    """Gaps filled from another unit's figure; `donors` unit × leaf, -1 where nobody has one."""
    filled = figures.copy()
    rows, columns = np.nonzero(np.isnan(figures) & (donors >= 0))
    filled[rows, columns] = figures[donors[rows, columns], columns]
    return filled


def donors(scaled: Matrix) -> npt.NDArray[np.intp]:
    """Unit × leaf: the unit most alike that has a figure, -1 where there is none.

    Alike: least mean squared difference over the leaves that both have, at least half of all (nearest
    neighbour, Troyanskaya 2001); of equals the first.
    """
    known = ~np.isnan(scaled)
    mask = known.astype(float)
    figures = np.where(known, scaled, 0.0)  # masked in both products
    shared = mask @ mask.T
    squares = (figures**2) @ mask.T
    away = np.maximum(squares + squares.T - 2 * figures @ figures.T, 0.0)
    alike = (shared * 2 >= scaled.shape[1]) & (shared > 0)
    apart = np.where(alike, away / np.where(alike, shared, 1.0), np.inf)
    np.fill_diagonal(apart, np.inf)
    return _nearest(apart.round(9).astype(float), known)


def _nearest(apart: Matrix, known: npt.NDArray[np.bool_]) -> npt.NDArray[np.intp]:
    found = np.full(known.shape, -1, dtype=np.intp)
    for column in np.flatnonzero(~known.all(axis=0)):
        gaps, owners = np.flatnonzero(~known[:, column]), np.flatnonzero(known[:, column])
        if len(owners):
            among = apart[np.ix_(gaps, owners)]
            best = among.argmin(axis=1)
            near = np.isfinite(among[np.arange(len(gaps)), best])
            found[gaps[near], column] = owners[best[near]]
    return found
