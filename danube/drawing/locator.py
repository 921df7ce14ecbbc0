"""A small map that shows where a region lies: the countries, the rivers and the region in colour."""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate

from danube.drawing import outlines, palette

SMALL, RING = 100, 150
"""Half the width, in drawing units, below which a region gets a ring, and the radius of the ring."""


def reach(path: str) -> float:
    """Half the larger side of the first ring of a path, in drawing units; steps are relative."""
    numbers = [int(number) for number in re.findall(r"-?\d+", path.split("z")[0])]
    east, south = list(accumulate(numbers[::2])), list(accumulate(numbers[1::2]))
    return max(max(east) - min(east), max(south) - min(south)) / 2


@cache
def picture(region: str, theme: str, others: tuple[str, ...] = ()) -> str:
    """The region among the countries as SVG; `others` in the colour of comparison."""
    around, fine, colours = outlines.load(0), outlines.load(2), palette.theme(theme)
    own = fine.paths[fine.ids.index(region)]
    beside = "".join(fine.paths[fine.ids.index(code)] for code in others)
    x, y = fine.centroids[fine.ids.index(region)]
    ring = RING if reach(own) < SMALL else 0
    land = "".join(around.paths)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {around.width} {around.height}">'
        f'<path d="{land}" fill="{colours.grid}" stroke="{colours.ground}" stroke-width="9"/>'
        f'<path d="{around.rivers}" fill="none" stroke="{colours.muted}" stroke-width="9" opacity="0.7"/>'
        f'<path d="{beside}" fill="{colours.amber}"/>'
        f'<path d="{own}" fill="{colours.river}"/>'
        f'<circle cx="{x}" cy="{y}" r="{ring}" fill="none" stroke="{colours.river}" stroke-width="18"/></svg>'
    )
