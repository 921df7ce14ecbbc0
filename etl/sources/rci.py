"""The EU Regional Competitiveness Index: the 2022 raw data and the scores of earlier editions.

Capital regions stand there merged with their neighbours: every member gets the value, flagged `merged`.
"""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from etl.sources import delimited, ris
from etl.sources.errors import SourceUnreadable

DATA, DESCRIPTIONS = "RCI_2022_raw_data", "RCI_2022_indicators_descr"
MERGED = {
    "AT_C": ("AT12", "AT13"),
    "CZ_C": ("CZ01", "CZ02"),
    "HR_C": ("HR05", "HR06"),
    "HU_C": ("HU11", "HU12"),
    "AT00": ("AT12", "AT13"),
    "CZ00": ("CZ01", "CZ02"),
    "HU10": ("HU11", "HU12"),
}
# Columns of the data that the sheet of descriptions calls by another name.
ALIASES = {
    "Child mortality": "Infant mortality",
    "Cancer disease death rate (x1000)": "Cancer disease death rate",
    "Heart disease death rate (x1000)": "Heart disease death rate",
    "NEET rate": "NEET",
    "Households with broadband access (%)": "Households with broadband access",
}
EDITION = "2022"
ABSENT = "NA"
# An average belongs to its last year; "RIS 2021" and "Joint EIS 2021 and RIS 2021" to their edition.
_SPAN = re.compile(r"(?:19|20)\d\d(?:\s*[–-]\s*((?:19|20)\d\d))?")


def year(reference: str) -> str:
    """The year of a reference text: `Average 2019–2021` -> 2021, `2016 (2018 for …)` -> 2016."""
    found = _SPAN.search(reference)
    if not found:
        return EDITION
    return found.group(1) or found.group()


def unmerged(frame: pd.DataFrame) -> pd.DataFrame:
    """Every merged region replaced by its members, with the member's value marked by `own_flag`."""
    members = frame["region"].map(lambda code: MERGED.get(code, (code,)))
    merged = frame["region"].isin(list(MERGED))
    spread = frame.assign(region=members, own_flag=merged.map({True: "merged", False: ""}))
    return spread.explode("region", ignore_index=True)


def read(path: Path) -> pd.DataFrame:
    """The raw data of the 2022 edition: `column` is the indicator, its reference year the period."""
    header, *body = ris.rows(path, DATA)
    names = [ris.text(cell) for cell in header]
    if names[:1] != ["NUTS"]:
        raise SourceUnreadable(f"{path.name}: sheet {DATA!r} does not begin with a column 'NUTS'.")
    wide = pd.DataFrame([[ris.text(cell) for cell in line] for line in body], columns=names)
    wide = wide.rename(columns={"NUTS": "region"}).assign(row=range(2, len(wide) + 2), flag="")
    cells = delimited.melted(wide.drop(columns="Region name"), ["region", "row", "flag"])
    cells["text"] = cells["text"].replace(ABSENT, "")
    return unmerged(cells.assign(period=cells["column"].map(_years(path)).fillna(EDITION)))


def _years(path: Path) -> dict[str, str]:
    described = {ris.text(line[1]): year(ris.text(line[5])) for line in ris.rows(path, DESCRIPTIONS)[3:]}
    return described | {name: described[other] for name, other in ALIASES.items() if other in described}


def read_scores(path: Path) -> pd.DataFrame:
    """Index values by edition, from either of the two files; merged capitals as in the raw data."""
    return unmerged(delimited.read(path))
