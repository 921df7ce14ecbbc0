"""A scale of named classes for a map: regions belong to one of them whatever their figure is.

    scale = categories.Categories(kinds, labels, colours, decimals=1)
    maps.choropleth(outlines, figures, scale.as_scale(), title=…)

It has the face of `scales.Scale` that a map looks at: the map keeps its payload, legend and file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

import pandas as pd

from danube.drawing import palette
from danube.drawing.scales import Scale


@dataclass(frozen=True, slots=True)
class Categories:
    """`of` gives the class of a region, from 0; a region without one or without a figure has no colour."""

    of: Mapping[str, int]
    names: tuple[str, ...]
    ramps: Mapping[str, tuple[str, ...]]
    decimals: int = 1
    kind: str = "categories"

    @property
    def count(self) -> int:
        """Number of classes."""
        return len(self.names)

    def indices(self, values: pd.Series) -> list[int]:
        """The class of every region with a figure, -1 of the others; `values` is indexed by region."""
        return [self.of.get(str(code), -1) if value == value else -1 for code, value in values.items()]

    def colours(self, theme: str) -> tuple[str, ...]:
        """One colour per class."""
        return self.ramps[palette.theme(theme).name]

    def labels(self) -> list[str]:
        """The names of the classes."""
        return list(self.names)

    def as_scale(self) -> Scale:
        """Itself, for the type checker: a map asks for no more than what stands here."""
        return cast(Scale, self)


def around_nothing(classes: int) -> dict[str, tuple[str, ...]]:
    """Theme → colours from ochre over a quiet middle to blue, for an odd number of classes."""
    ramps = {name: list(palette.diverging(classes, name)) for name in palette.THEMES}
    for name, ramp in ramps.items():
        ramp[classes // 2] = palette.theme(name).grid
    return {name: tuple(ramp) for name, ramp in ramps.items()}


def numbered(kinds: pd.Series, order: Sequence[str]) -> dict[str, int]:
    """Region → place of its kind in `order`."""
    return {str(code): order.index(str(kind)) for code, kind in kinds.items()}
