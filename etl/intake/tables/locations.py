"""Where a row belongs: texts become codes of NUTS 2024 as with figures, older codes where they only changed.

A statement cannot be summed or shared out as a figure can: a region that was split or merged is refused.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

import pandas as pd

from danube import crosswalk, regions
from danube.texts import _
from etl import checks
from etl.intake import places, placing
from etl.intake.asked import Answers, Finding


@dataclass(frozen=True)
class Located:
    """`rows` of the study area with `region` as a code, `place` as written; `outside` those of elsewhere."""

    rows: pd.DataFrame
    outside: pd.DataFrame
    refused: pd.DataFrame
    left_out: int = 0
    questions: list[Finding] = field(default_factory=list)
    carried: pd.DataFrame = field(default_factory=pd.DataFrame)


def located(table: pd.DataFrame, answers: Answers) -> Located:
    """Every row with its code; names that nothing stands for are refused, doubtful ones asked about."""
    found = placing.place(table, answers)
    now = found.rows["region"].map(_now).astype(object)
    lost = found.rows[now == ""]
    rows = found.rows.assign(region=now)[now != ""]
    moved = found.rows[(now != found.rows["region"]) & (now != "")]
    outside = checks.outside(rows["region"])
    unknown = ~outside & ~rows["region"].isin(list(regions.load()))
    return Located(
        rows[~outside & ~unknown],
        rows[outside],
        pd.concat([found.refused, _lost(lost), _unknown(rows[unknown])]),
        found.left_out,
        found.questions,
        _steps(moved, rows["region"]),
    )


@cache
def _now(code: str) -> str:
    """The code of NUTS 2024; the code as it is where it is no older one, empty where it became several."""
    return _moved(code)[0] if code in places.editions() else code


def _moved(code: str) -> tuple[str, str]:
    """The code of NUTS 2024 for an older one, or why there is none."""
    row = pd.DataFrame({"region": [code], "period": [""], "value": [0.0], "flag": [""]})
    answered = crosswalk.convert(row, version=places.editions()[code], how="none")
    if len(answered.frame):
        return str(answered.frame["region"].iloc[0]), ""
    return "", str(answered.refused["reason"].iloc[0])


def _lost(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "row": rows["row"],
            "column": "region",
            "value": rows["place"],
            "code": "not-convertible",
            "reason": [_moved(code)[1] for code in rows["region"]],
            "hint": _("Use the code of NUTS 2024 that is meant."),
        }
    )[checks.REFUSED]


def _unknown(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "row": rows["row"],
            "column": "region",
            "value": rows["place"],
            "code": "unknown-region",
            "reason": [_("There is no region {code}.", code=repr(code)) for code in rows["place"]],
            "hint": [_remedy(code) for code in rows["place"]],
        }
    )[checks.REFUSED]


def _remedy(code: str) -> str:
    near = regions.meant(code)
    if not near:
        return _("Use a code of NUTS 2024 or the name of a region.")
    return _("Did you mean {name}?", name=places.label(near))


def _steps(moved: pd.DataFrame, now: pd.Series) -> pd.DataFrame:
    """What became of each row in an older code, as with figures."""
    return pd.DataFrame(
        {
            "row": moved["row"],
            "indicator": "",
            "from": moved["place"],
            "to": now.reindex(moved.index),
            "edition": [places.editions()[code] for code in moved["region"]],
            "method": "recoded",
        }
    )
