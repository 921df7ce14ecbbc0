"""From values to classes: continuous, quantiles, Jenks, or diverging around a reference.

    scale = scales.build(all_years, "quantiles", classes=5, decimals=1)
    scale.index(54.2)            # 3
    scale.colours("light")       # five colours, low to high
    scale.labels()               # "below 12.3", "12.3 to 18.0", …

Built from every year of an indicator, so that a colour means the same figure in all of them. A class
holds its lower edge and not its upper one; the last class holds both. Everything is rounded to the
decimals that the reader sees before it is compared, so that no figure seems to be in the wrong class.
"""

from __future__ import annotations

import math
import warnings
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

import numpy as np

from danube.drawing import palette
from danube.texts import N_, _, number

Kind = Literal["continuous", "quantiles", "jenks", "diverging"]
KINDS: tuple[Kind, ...] = get_args(Kind)
NAMES: dict[Kind, str] = {
    "continuous": N_("Equal steps"),
    "quantiles": N_("Quantiles"),
    "jenks": N_("Natural breaks (Jenks)"),
    "diverging": N_("Around a reference"),
}
NOTES: dict[Kind, str] = {
    "continuous": N_("Round steps of equal width, open at both ends: equal distances look equal."),
    "quantiles": N_("As many observations in every class: shows order, hides distances."),
    "jenks": N_("Breaks where the values leave gaps (Jenks 1967, Fisher 1958)."),
    "diverging": N_("Blue lies above the reference, ochre below."),
}
ROUND = (1.0, 2.0, 2.5, 5.0)
JENKS_SAMPLE = 400


@dataclass(frozen=True, slots=True)
class Scale:
    """`edges` are the inner and outer bounds of the classes, rising; none at all where nothing is known."""

    kind: Kind
    edges: tuple[float, ...]
    decimals: int = 1
    centre: float | None = None

    @property
    def count(self) -> int:
        """Number of classes; 0 where no value is known."""
        return max(len(self.edges) - 1, 0)

    def index(self, value: float | None) -> int:
        """The class of a value, counted from 0; values outside the edges belong to the outer classes."""
        return self.indices([value])[0]

    def indices(self, values: Iterable[float | None]) -> list[int]:
        """The class of each value, -1 where it is missing."""
        if not self.count:
            return [-1 for _value in values]
        inner, decimals = self.edges[1:-1], self.decimals
        return [
            -1 if value is None or math.isnan(value) else bisect_right(inner, round(value, decimals))
            for value in values
        ]

    def colours(self, theme: str) -> tuple[str, ...]:
        """One colour per class, low to high."""
        if not self.count:
            return ()
        if self.kind == "diverging":
            return self._diverging(theme)
        return palette.sequential(self.count, theme)

    def labels(self) -> list[str]:
        """What each class holds, in the reader's numbers."""
        if self.count == 1:
            return [_span(self.edges[0], self.edges[1], self.decimals)]
        last = self.count - 1
        return [self._label(step, last) for step in range(self.count)]

    def ticks(self) -> list[str]:
        """The edges in the reader's numbers, for a legend drawn as a bar."""
        return [number(edge, self.decimals) for edge in self.edges]

    def _label(self, step: int, last: int) -> str:
        low, high = self.edges[step], self.edges[step + 1]
        if step == 0:
            return _("below {high}", high=number(high, self.decimals))
        if step == last:
            return _("{low} and more", low=number(low, self.decimals))
        return _span(low, high, self.decimals)

    def _diverging(self, theme: str) -> tuple[str, ...]:
        """Ochre for the classes below the centre, blue for those above it."""
        if self.edges[0] == self.edges[-1]:
            return palette.diverging(3, theme)[1:2]
        below = sum(1 for edge in self.edges[1:] if self.centre is not None and edge <= self.centre)
        half = max(below, self.count - below)
        ramp = palette.diverging(2 * half + 1, theme)
        return (*ramp[half - below : half], *ramp[half + 1 : half + 1 + self.count - below])


def build(
    values: Iterable[float | None],
    kind: Kind = "continuous",
    *,
    classes: int = 5,
    centre: float | None = None,
    decimals: int = 1,
) -> Scale:
    """The scale of these values (every year of an indicator; missing ones are left out).

    Fewer distinct values than classes give fewer classes; `diverging` needs a centre and falls back
    to equal steps where there is none. ValueError for an unknown kind or fewer than two classes.
    """
    if kind not in KINDS:
        raise ValueError(f"kind must be one of {', '.join(KINDS)} but got {kind!r}")
    if classes < 2:
        raise ValueError(f"classes must be 2 or more but got {classes}")
    known = _known(values, decimals)
    if kind == "diverging" and (centre is None or math.isnan(centre)):
        kind, centre = "continuous", None
    middle = None if centre is None else round(centre, decimals)
    return Scale(kind, _edges(known, kind, classes, middle, 10.0**-decimals), decimals, middle)


def _known(values: Iterable[float | None], decimals: int) -> np.ndarray:
    table = np.array([*values], dtype=float)
    return np.sort(np.round(table[np.isfinite(table)], decimals))


def _edges(
    known: np.ndarray, kind: Kind, classes: int, centre: float | None, finest: float
) -> tuple[float, ...]:
    if not known.size:
        return ()
    if kind == "diverging" and centre is not None:
        return _open(_around(*_core(known), classes, centre, finest), known)
    if known[0] == known[-1]:
        return float(known[0]), float(known[-1])
    if kind == "continuous":
        return _open(_even(*_core(known), classes, finest), known)
    starts = _quantiles(known, classes) if kind == "quantiles" else _jenks(tuple(known.tolist()), classes)
    return (*starts, float(known[-1]))


def _core(known: np.ndarray) -> tuple[float, float]:
    """The range that steps divide: without the outer twentieths of a long series, or outliers would."""
    trim = known.size // 20
    low, high = known[trim], known[known.size - 1 - trim]
    return (float(low), float(high)) if low < high else (float(known[0]), float(known[-1]))


def _open(edges: tuple[float, ...], known: np.ndarray) -> tuple[float, ...]:
    """The outer classes reach as far as the values do."""
    return (min(edges[0], float(known[0])), *edges[1:-1], max(edges[-1], float(known[-1])))


def _quantiles(known: np.ndarray, classes: int) -> list[float]:
    """The first value of each class; a lowest value that fills whole classes keeps one to itself."""
    starts = known[[-(-step * known.size // classes) for step in range(classes) if step < known.size]]
    above = known[known > known[0]]
    return sorted({*map(float, starts), *([float(above[0])] if starts[0] == starts[1] else [])})


@lru_cache(maxsize=256)
def _jenks(known: tuple[float, ...], classes: int) -> list[float]:
    """The first value of each of Fisher's natural classes; a long series is thinned along its order."""
    table = np.array(known)
    distinct = np.unique(table)
    if distinct.size <= classes:
        return [float(value) for value in distinct]
    from mapclassify import FisherJenks  # a second of imports, which only this kind of classes needs

    places = np.linspace(0, table.size - 1, min(table.size, JENKS_SAMPLE)).astype(int)
    with warnings.catch_warnings():  # mapclassify recommends numba, which this project does without
        warnings.filterwarnings("ignore", message="Numba not installed")
        tops = FisherJenks(table[places], k=classes).bins
    lows = [table[np.searchsorted(table, top, side="right")] for top in tops[:-1]]
    return [float(table[0]), *map(float, lows)]


def _even(low: float, high: float, classes: int, finest: float) -> tuple[float, ...]:
    """Edges at round numbers from below `low` to above `high`."""
    step = _step(high - low, classes, finest)
    first = math.floor(_exact(low / step))
    last = max(math.ceil(_exact(high / step)), first + 1)
    return tuple(_exact(place * step) for place in range(first, last + 1))


def _around(low: float, high: float, classes: int, centre: float, finest: float) -> tuple[float, ...]:
    """Equal round steps away from the centre, only to the sides that have values."""
    reach = max(centre - low, high - centre)
    if reach < finest / 2:
        return centre, centre
    step = _step(2 * reach, classes, finest)
    below = math.ceil(_exact(max(centre - low, 0) / step))
    above = math.ceil(_exact(max(high - centre, 0) / step))
    return tuple(_exact(centre + place * step) for place in range(-below, above + 1))


def _step(span: float, classes: int, finest: float) -> float:
    """The round width (1, 2, 2.5 or 5 times a power of ten) that comes nearest to so many classes."""
    power = math.floor(math.log10(span / classes))
    widths = [_exact(factor * 10.0**exponent) for exponent in (power, power + 1) for factor in ROUND]
    allowed = [width for width in widths if width >= finest * (1 - 1e-9)] or [finest]
    return min(allowed, key=lambda width: abs(math.ceil(_exact(span / width)) - classes))


def _exact(value: float) -> float:
    """Without the tail that binary fractions leave: 0.30000000000000004 is 0.3."""
    return float(f"{value:.12g}")


def _span(low: float, high: float, decimals: int) -> str:
    if number(low, decimals) == number(high, decimals):
        return number(low, decimals)
    return _("{low} to {high}", low=number(low, decimals), high=number(high, decimals))
