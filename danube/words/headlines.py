"""What is said of the Danube Region as a whole: where its typical region stands, in one sentence."""

from __future__ import annotations

import pandas as pd

from danube import catalogue, texts
from danube.benchmark.portrait import records
from danube.texts import N_, _
from danube.words.phrases import amount

INDICATORS = (
    "gerd",
    "ris_index",
    "tertiary_attainment",
    "household_internet",
    "gdp_pps_eu100",
    "unemployment_rate",
)
"""What is told of the region at first sight, in the order of the pillars."""

SHARED_YEAR = N_(
    "In {year} the typical region reached {gdp} % of the EU's GDP per inhabitant and {index} of the EU's "
    "{eu_index} points on the innovation index; the top fifth spent {ratio} times as much of its GDP on "
    "R&D as the bottom fifth."
)


def answer(table: pd.DataFrame, spent: pd.DataFrame) -> str:
    """Where the region stands, in one sentence; in shorter ones where a figure lacks or years differ.

    Args:
        table: as `gaps.headlines` of INDICATORS; spent: as `gaps.widest` of R&D expenditure.
    """
    known = dict(zip(map(str, table.index), records(table), strict=True))
    span = records(spent)
    gdp, index = known.get("gdp_pps_eu100"), known.get("ris_index")
    if gdp is None or index is None or not span or pd.isna(index["eu"]):
        return _alone(table)
    if len({gdp["period"], index["period"], span[0]["period"]}) > 1:
        return _alone(table)
    said = _(
        SHARED_YEAR,
        year=gdp["period"],
        gdp=texts.number(gdp["median"], 0),
        index=texts.number(index["median"], 1),
        eu_index=texts.number(index["eu"], 1),
        ratio=times(span[0]["ratio"]),
    )
    return said.replace(" %", "\N{NO-BREAK SPACE}%")


def _alone(table: pd.DataFrame) -> str:
    """One short sentence for each of the first three headline figures."""
    blocks = catalogue.load().indicators
    sentences = [
        _(
            "{indicator}: the typical region has {amount} ({year}).",
            indicator=_(blocks[str(key)].name),
            amount=amount(row["median"], blocks[str(key)]),
            year=row["period"],
        )
        for key, row in list(zip(table.index, records(table), strict=True))[:3]
    ]
    return " ".join(sentences) or _("There are no headline figures yet.")


def times(ratio: float) -> str:
    """A ratio as a reader wants it: 2.4, 13."""
    return texts.number(ratio, 0 if ratio >= 10 else 1)
