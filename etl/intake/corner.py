"""The first cell of Eurostat's TSV, which holds several columns: freq,unit,geo and the word TIME_PERIOD."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from etl.intake import grid
from etl.intake.grid import Framed


def dimensions(framed: Framed, delimiter: str) -> list[str]:
    r"""The dimensions of Eurostat's TSV, `freq,unit,geo\TIME_PERIOD`, named in its first cell."""
    first = framed.headings[0]
    if delimiter not in ("\t", "") or "\\" not in first:
        return []
    dimensions = first.split("\\")[0].split(",")
    return dimensions if "geo" in dimensions else []


def parted(framed: Framed, dimensions: list[str]) -> Framed:
    """The dimensions as columns of their own; rows with more or fewer of them are refused."""
    corner = framed.headings[0]
    parts = {int(str(row)): str(cell).split(",") for row, cell in framed.cells[corner].items()}
    ragged = [
        grid.ragged(row, cell, len(dimensions)) for row, cell in parts.items() if len(cell) != len(dimensions)
    ]
    whole = {
        row: [one.strip() for one in cell] for row, cell in parts.items() if len(cell) == len(dimensions)
    }
    cells = framed.cells.loc[list(whole)]
    keys = pd.DataFrame(list(whole.values()), index=cells.index, columns=dimensions, dtype=object)
    joined = pd.concat([keys, cells.drop(columns=corner)], axis="columns")
    return replace(framed, headings=list(joined.columns), cells=joined, refused=[*framed.refused, *ragged])
