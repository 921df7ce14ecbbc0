"""A warehouse as a region's office has it: publishers' loads, an upload that counts and one taken back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd

from danube.settings import Settings
from danube.store import LoadInfo, Warehouse, connect

UPLOADED = [("gerd", "AT13", "2023", 9.5), ("gerd", "BG31", "2023", 4.25), ("gerd", "MD", "2023", 0.4)]
WRONG = [("gerd", "HU11", "2023", 99.0)]
FILE = "ministry <b>2024</b>.xlsx"


def fill(var: Path, folder: Path) -> Warehouse:
    """A copy of the warehouse in `var`, then an upload by Ana, then a wrong one that Béla took back."""
    shutil.copytree(var, folder, dirs_exist_ok=True)
    warehouse = connect(Settings(var=folder))
    ana = LoadInfo(FILE, "ab" * 32, "Ana", "first *figures*", '{"decimal": ","}', "upload")
    warehouse.add(_rows(UPLOADED), load=ana)
    wrong = warehouse.add(_rows(WRONG), load=LoadInfo("wrong.csv", "cd" * 32, "Béla", kind="upload"))
    warehouse.withdraw(wrong, who="Béla", note="wrong unit")
    return warehouse


def _rows(rows: list[tuple[str, str, str, float]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["indicator", "region", "period", "value"])
    return frame.assign(flag="", source="upload")
