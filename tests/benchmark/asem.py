"""COINr's example of sustainable connectivity between 51 countries, step by step, where the file is."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd
import pytest

from danube.settings import ROOT

ORACLE = Path(os.environ.get("DANUBE_RAW") or ROOT.parent / "shared" / "raw") / "oracle"
published = pytest.mark.skipif(not ORACLE.is_dir(), reason=f"COINr's example is not in {ORACLE}")


def meta() -> pd.DataFrame:
    """The tree as danube.benchmark takes it: code → direction, weight, parent, level."""
    table = pd.read_csv(ORACLE / "coinr_asem_imeta.csv")
    rows = table[table["Type"].isin(["Indicator", "Aggregate"])].rename(columns=str.lower)
    return rows.set_index("icode")[["direction", "weight", "parent", "level"]]


def step(name: str) -> pd.DataFrame:
    """Country × indicator (and × every node, for `aggregated`) after a step, in the order of the codes."""
    table = pd.read_csv(ORACLE / f"coinr_asem_step_{name}.csv", index_col="UnitCode")
    return table.drop(
        columns=[one for one in table if one.startswith(("Unit", "Group", "Year"))]
    ).sort_index()


def leaves() -> list[str]:
    """The 49 indicators."""
    return sorted(meta().index[meta()["level"] == 1])


def tree(*rows: tuple[str, int, str]) -> pd.DataFrame:
    """A small tree from code, direction, parent."""
    table = pd.DataFrame(rows, columns=["code", "direction", "parent"]).set_index("code")
    return table.assign(weight=1.0)
