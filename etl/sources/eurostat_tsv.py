r"""Eurostat's TSV: dimensions in one cell (`unit,geo\time`), a column per year, flags glued to numbers."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from etl.sources import delimited
from etl.sources.errors import SourceUnreadable


def read(path: Path) -> pd.DataFrame:
    """One row per cell; `text` keeps the glued flag (`12.3 bp`, `: c`) for `etl.tidy.numbers`."""
    frame = delimited.table(path, separator="\t")
    corner = str(frame.columns[0])
    if "\\" not in corner:
        raise SourceUnreadable(f"{path.name} does not begin with Eurostat's header (dimensions\\time).")
    dimensions = corner.split("\\")[0].split(",")
    keys = frame[corner].str.split(",", expand=True).set_axis(dimensions, axis="columns")
    wide = pd.concat([keys.rename(columns={"geo": "region"}), frame.drop(columns=corner)], axis="columns")
    cells = wide.melt(
        id_vars=[*keys.rename(columns={"geo": "region"}), "row"], var_name="period", value_name="text"
    )
    return cells.assign(flag="")
