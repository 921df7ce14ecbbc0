"""What a table of figures must satisfy before it may be loaded; compile, `check` and the import share it.

A table has `indicator`, `region`, `period`, `value` (float), `flag`, and may have `row` (as in the file),
`text` (the figure as written) and `bad` (the text is no number). Rules look at whole columns; sentences are
written for the rows that break them only.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from danube import regions
from danube.catalogue import Indicator
from danube.texts import _
from etl.wording import figure

HINTED = 1_000  # different wrong cells of a kind for which a like one is looked up
KEY = ["indicator", "region", "period"]
REFUSED = ["row", "column", "value", "code", "reason", "hint"]
PERIOD = r"^(?:19|20)\d\d(?:-(?:Q[1-4]|S[12]|(?:0[1-9]|1[0-2])))?$"
CODE = r"^[A-Z]{2}[0-9A-Z_]{0,3}$"
AGGREGATES = r"^(?:EU|EA|EFTA|EEA)(?:\d|_|$)"

Indicators = Mapping[str, Indicator]


@dataclass(frozen=True)
class Checked:
    """Every row of the table is in exactly one of the three."""

    accepted: pd.DataFrame  # as the table
    refused: pd.DataFrame  # REFUSED, in the order of the file
    left_out: pd.DataFrame  # as the table, with `code`: outside, empty or repeated; no errors


@dataclass(frozen=True)
class Rule:
    """A condition that no row may meet, and what to tell about it, given indicator and figure as written."""

    code: str
    column: str
    broken: Callable[[pd.DataFrame, Indicators], pd.Series]
    reason: Callable[[str, str, Indicators], str]
    hint: Callable[[str, str, Indicators], str]
    general: Callable[[], str] | None = None

    def usual(self, indicator: str, seen: str, indicators: Indicators) -> str:
        """The remedy where so many cells are wrong that none is looked up."""
        return self.general() if self.general else self.hint(indicator, seen, indicators)


def check(frame: pd.DataFrame, indicators: Indicators) -> Checked:
    """The table divided into what may be loaded, what is refused and why, and what does not concern us."""
    table = frame.assign(**{name: None for name in ("row", "text") if name not in frame})
    table["bad"] = _bad(table)
    left_out: list[pd.DataFrame] = []
    rest = _aside(table, outside(table["region"]), "outside", left_out)
    nothing = rest["value"].isna() & (rest["flag"] == "") & ~rest["bad"]
    rest = _aside(rest, nothing, "empty", left_out)
    refused = []
    for rule in RULES:
        broken = rule.broken(rest, indicators).astype(bool)
        refused.append(_refusals(rest[broken], rule, indicators))
        rest = rest[~broken]
    rest = _aside(rest, rest.duplicated([*KEY, "value"]), "repeated", left_out)
    refused.append(_conflicts(rest))
    accepted = rest.drop(index=refused[-1].index, columns="bad")
    return Checked(accepted, pd.concat(refused).sort_index(), pd.concat(left_out).sort_index())


def outside(codes: pd.Series) -> pd.Series:
    """True for well-formed codes of places that the study does not cover (`FR10`, `DEA1`, `EA20`, `ATZZ`)."""
    seen = pd.Series(codes.unique(), dtype=object).astype(str)
    foreign = seen.str.match(CODE) & ~seen.str[:2].isin(regions.countries())
    german = seen.str.match(CODE) & seen.str.match("^DE[^12]")
    oblast = seen.str.match(r"^UA-\d\d$")
    nowhere = seen.str.match(r"^[A-Z]{2}[ZX]{1,3}$") | seen.str.match(AGGREGATES)
    strange = ~seen.isin(list(regions.load())) & (foreign | german | oblast | nowhere)
    return codes.isin(seen[strange])


def _bad(table: pd.DataFrame) -> pd.Series:
    infinite = table["value"].isin([float("inf"), float("-inf")])
    return infinite | table["bad"].astype(bool) if "bad" in table else infinite


def _aside(rest: pd.DataFrame, where: pd.Series, code: str, aside: list[pd.DataFrame]) -> pd.DataFrame:
    aside.append(rest[where].assign(code=code))
    return rest[~where]


def _seen(rows: pd.DataFrame, column: str) -> pd.Series:
    """The cell as the reader of the report knows it: as written where that is known."""
    cells = rows[column].astype(object)
    if column == "value":
        cells = rows["text"].astype(object).where(rows["text"].notna(), cells)
    return cells.where(cells.notna(), "").astype(str)


def _refusals(rows: pd.DataFrame, rule: Rule, indicators: Indicators) -> pd.DataFrame:
    """One line per broken row; every sentence is built once per indicator and cell."""
    seen = _seen(rows, rule.column)
    cases = list(zip(rows["indicator"].astype(str), seen, strict=True))
    told = {
        case: (
            rule.reason(*case, indicators),
            (rule.hint if place < HINTED else rule.usual)(*case, indicators),
        )
        for place, case in enumerate(dict.fromkeys(cases))
    }
    return _report(rows, rule.column, seen, rule.code, [told[case] for case in cases])


def _report(
    rows: pd.DataFrame, column: str, seen: pd.Series, code: str, told: list[tuple[str, str]]
) -> pd.DataFrame:
    report = pd.DataFrame({"row": rows["row"], "column": column, "value": seen, "code": code})
    return report.assign(reason=[reason for reason, _hint in told], hint=[hint for _reason, hint in told])


def _conflicts(rest: pd.DataFrame) -> pd.DataFrame:
    """All rows that give the same indicator, region and period different figures: none is taken."""
    rows = rest[rest.duplicated(KEY, keep=False)]
    seen = _seen(rows, "value")
    every = seen.groupby([rows[name] for name in KEY]).transform(" / ".join)
    told = [
        (_conflict(indicator, region, period, figures), _("Keep one of the rows."))
        for indicator, region, period, figures in zip(*(rows[name] for name in KEY), every, strict=True)
    ]
    return _report(rows, "value", seen, "conflict", told)


def _conflict(indicator: str, region: str, period: str, seen: str) -> str:
    return _(
        "{indicator}, {region}, {period} has different figures: {seen}.",
        indicator=indicator,
        region=region,
        period=period,
        seen=seen,
    )


def _out_of_range(rows: pd.DataFrame, indicators: Indicators) -> pd.Series:
    low = rows["indicator"].map(lambda code: _bound(indicators, code, 0)).astype(float)
    high = rows["indicator"].map(lambda code: _bound(indicators, code, 1)).astype(float)
    return (rows["value"] < low) | (rows["value"] > high)


def _bound(indicators: Indicators, code: str, side: int) -> float:
    bound = indicators[code].valid[side]
    return float("nan") if bound is None else bound


def _range(indicator: str, _seen: str, indicators: Indicators) -> str:
    low, high = indicators[indicator].valid
    if low is None:
        return _("At most {high} is possible.", high=figure(high))
    if high is None:
        return _("At least {low} is possible.", low=figure(low))
    return _("Between {low} and {high} is possible.", low=figure(low), high=figure(high))


def _region_hint(code: str) -> str:
    """What the list of regions suggests for a wrong code."""
    close = _meant(code)
    if not close:
        return _use_nuts()
    return _("Did you mean {code} ({name})?", code=repr(close), name=regions.get(close).label)


def _use_nuts() -> str:
    return _("Use a code of NUTS 2024.")


def _use_catalogue() -> str:
    return _("Use an id of the catalogue.")


@lru_cache(maxsize=10_000)
def _meant(code: str) -> str:
    return regions.meant(code)


def _indicator_hint(indicator: str, indicators: Indicators) -> str:
    close = difflib.get_close_matches(indicator, list(indicators), n=1)
    return _("Did you mean {name}?", name=close[0]) if close else _use_catalogue()


RULES = (
    Rule(
        "unknown-indicator",
        "indicator",
        lambda rows, known: ~rows["indicator"].isin(list(known)),
        lambda _indicator, seen, _known: _("The catalogue has no indicator {name}.", name=repr(seen)),
        lambda _indicator, seen, known: _indicator_hint(seen, known),
        _use_catalogue,
    ),
    Rule(
        "unknown-region",
        "region",
        lambda rows, _known: ~rows["region"].isin(list(regions.load())),
        lambda _indicator, seen, _known: _("There is no region {code}.", code=repr(seen)),
        lambda _indicator, seen, _known: _region_hint(seen),
        _use_nuts,
    ),
    Rule(
        "bad-period",
        "period",
        lambda rows, _known: ~rows["period"].astype(str).str.match(PERIOD),
        lambda _indicator, seen, _known: _(
            "{period} is no year, half-year, quarter or month.", period=repr(seen)
        ),
        lambda _indicator, _seen, _known: _("Write 2024, 2024-S1, 2024-Q1 or 2024-01."),
    ),
    Rule(
        "not-a-number",
        "value",
        lambda rows, _known: rows["bad"],
        lambda _indicator, seen, _known: _("{text} is no number.", text=repr(seen)),
        lambda _indicator, _seen, _known: _("Leave the cell empty where there is no figure."),
    ),
    Rule(
        "out-of-range",
        "value",
        _out_of_range,
        _range,
        lambda _indicator, _seen, _known: _("Check the unit and the decimal sign."),
    ),
)
