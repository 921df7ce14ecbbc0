"""The figures as SDMX-CSV 2.0, the exchange format of statistical offices (SDMX 3.0).

Field guide: https://github.com/sdmx-twg/sdmx-csv. One row per figure; the flags of a figure are several
values of one attribute, parted by the sign that the first column's header names.
"""

from __future__ import annotations

import pandas as pd

from danube import catalogue
from danube.exports import harmless
from danube.exports.about import About

MEDIA_TYPE = "application/vnd.sdmx.data+csv; version=2.0.0"
STRUCTURE = "DANUBE:INDICATORS(1.0.0)"
FREQUENCIES = {"S": "S", "Q": "Q", "M": "M", "W": "W", "D": "D"}
"""Letter of a period such as 2023-Q1 to code of CL_FREQ; a year alone is A."""


def sdmx_csv(table: pd.DataFrame, about: About) -> bytes:
    """One row per figure: FREQ, INDICATOR, GEO, TIME_PERIOD; OBS_VALUE empty where missing.

    `table` has the columns indicator, region, period, value, flag and source. Text that a spreadsheet
    would run as a formula gets an apostrophe in front.
    """
    licences = {source.get("id", ""): source.get("licence", "") for source in about.sources}
    units = {key: block.unit for key, block in catalogue.load().indicators.items()}
    rows = pd.DataFrame(
        {
            "STRUCTURE[;]": "dataflow",
            "STRUCTURE_ID": STRUCTURE,
            "ACTION": "I",
            "FREQ": table["period"].map(frequency),
            "INDICATOR": table["indicator"],
            "GEO": table["region"],
            "TIME_PERIOD": table["period"],
            "OBS_VALUE": table["value"],
            "OBS_FLAG[]": table["flag"].fillna("").map(lambda flag: ";".join(flag.split())),
            "UNIT_MEASURE": table["indicator"].map(units),
            "SOURCE": table["source"],
            "LICENCE": table["source"].map(licences),
            "DATA_VERSION": about.version,
        },
        index=table.index,
    )
    return harmless.table(rows).to_csv(index=False, lineterminator="\r\n").encode()


def frequency(period: str) -> str:
    """The code of CL_FREQ for a period: A for 2023, Q for 2023-Q1, M for 2023-05."""
    rest = period[4:].strip("-_")
    if not rest:
        return "A"
    return FREQUENCIES.get(rest[0], "M")
