"""The table of figures that is to be scored, checked at the border: numbers, one row per unit."""

from __future__ import annotations

import numpy as np
import pandas as pd

from danube.benchmark.hierarchy import ScoreError, Tree
from danube.texts import _


def table(values: pd.DataFrame, shape: Tree) -> pd.DataFrame:
    """The figures of the leaves as numbers, units and indicators in the order of their codes."""
    if absent := [code for code in shape.leaves if code not in values.columns]:
        raise ScoreError(_("The values have no column {code}, which the metadata name.", code=absent[0]))
    if strange := [str(code) for code in values.columns if code not in shape.directions]:
        raise ScoreError(
            _(
                "The column {code} of the values is no indicator of the metadata; describe or remove it.",
                code=strange[0],
            )
        )
    if not values.index.is_unique:
        double = values.index[values.index.duplicated()][0]
        raise ScoreError(_("The unit {unit} occurs twice in the values; keep one row.", unit=double))
    return _numbers(values[list(shape.leaves)].sort_index())


def _numbers(cells: pd.DataFrame) -> pd.DataFrame:
    """All cells as numbers; the first that is none is named."""
    try:
        figures = cells.astype(float)
    except (TypeError, ValueError):
        raise _misread(cells) from None
    if np.isinf(figures.to_numpy()).any():
        raise ScoreError(
            _("The values hold an infinite figure; leave the cell empty where nothing is known.")
        )
    return figures


def _misread(cells: pd.DataFrame) -> ScoreError:
    wrong = cells.apply(pd.to_numeric, errors="coerce").isna() & cells.notna()
    row, column = (int(place[0]) for place in np.nonzero(wrong.to_numpy()))
    return ScoreError(
        _(
            "{unit} has {value} for {code}, which is not a number; "
            "leave the cell empty where nothing is known.",
            unit=cells.index[row],
            value=repr(cells.iloc[row, column]),
            code=cells.columns[column],
        )
    )
