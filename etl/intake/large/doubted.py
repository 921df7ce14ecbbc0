"""Accepted figures that look wrong: the doubts of `etl.intake.doubts`, found by the database.

Told are figures and whole indicators that miss by a power of ten, jumps since the year before, outliers,
shares over 100 % and years to come, by the same measures; the first figures of each kind are named, the
others counted. Not done: figures beside those of the regions around; and a figure is compared with the median
of its series, not with the year nearest to it. A figure is written as it is stored, not as the file has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime

import pandas as pd
from duckdb import DuckDBPyConnection

from danube.catalogue import Indicator
from danube.texts import n_
from etl import tidy
from etl.intake import doubts
from etl.intake.asked import Finding
from etl.intake.large.workshop import SHOWN

Indicators = Mapping[str, Indicator]
FACTOR = 10 ** (min(doubts.POWERS) - doubts.NEAR) * 0.99  # below it no ratio is near to a power of ten
NOTHING_KNOWN = """
CREATE OR REPLACE VIEW news AS FROM mine WHERE value IS NOT NULL;
CREATE OR REPLACE VIEW history AS FROM news"""
BESIDE_KNOWN = """
CREATE OR REPLACE VIEW news AS FROM mine WHERE value IS NOT NULL AND NOT EXISTS (
    FROM there WHERE there.indicator = mine.indicator AND there.region = mine.region
    AND there.period = mine.period AND there.value = mine.value);
CREATE OR REPLACE VIEW history AS
    SELECT indicator, region, value FROM there WHERE value IS NOT NULL
    UNION ALL SELECT indicator, region, value FROM news
    ANTI JOIN (FROM there WHERE value IS NOT NULL) USING (indicator, region)"""
SERIES = f"""
CREATE OR REPLACE TABLE series AS
    SELECT {{key}}, median(value) AS middle, mad(value) * 1.4826 AS spread, count(*) AS years
    FROM history GROUP BY {{key}};
CREATE OR REPLACE TABLE wide AS
    SELECT series.* FROM series JOIN (
        SELECT {{key}}, min(value) AS least, max(value) AS most FROM news GROUP BY {{key}}) USING ({{key}})
    WHERE greatest(most - middle, middle - least)
        > {doubts.FAR} * greatest(spread, {doubts.LEAST} * abs(middle))
    OR middle > 0 AND (most > {FACTOR} * middle OR {FACTOR} * least < middle);"""
"""`wide`: the series that can have odd figures at all, by their least and largest: mostly few."""
MEASURED = f"""
    SELECT *, middle > 0 AND value > 0 AND spread <= {doubts.STEADY} * middle AS compared,
        CASE WHEN compared THEN log10(value / middle) END AS digits,
        CASE WHEN abs(round(digits)) IN {doubts.POWERS} AND abs(digits - round(digits)) <= {doubts.NEAR}
            THEN CAST(round(digits) AS INTEGER) END AS power,
        years >= {doubts.ENOUGH} AND greatest(spread, {doubts.LEAST} * abs(middle)) > 0
            AND abs(value - middle) > {doubts.FAR} * greatest(spread, {doubts.LEAST} * abs(middle)) AS far
    FROM news JOIN {{those}} USING ({{key}})"""
ODD = f"""
CREATE OR REPLACE VIEW measured AS {MEASURED.format(those="series", key="{key}")};
CREATE OR REPLACE TABLE odd AS
    FROM ({MEASURED.format(those="wide", key="{key}")}) WHERE far OR power IS NOT NULL"""
UNITS = """SELECT indicator, power, count(*) AS strange, any_value(whole) AS compared
    FROM odd JOIN (SELECT indicator, count(*) FILTER (compared) AS whole FROM measured GROUP BY ALL)
    USING (indicator) WHERE power IS NOT NULL GROUP BY indicator, power
    HAVING strange >= greatest(3, compared / 2) ORDER BY indicator"""
JUMPS = f"""
CREATE OR REPLACE VIEW pairs AS
    SELECT *, lag(value) OVER series AS earlier, abs(value - earlier) AS change,
        CAST(period AS INTEGER) = CAST(lag(period) OVER series AS INTEGER) + 1 AS follows
    FROM (FROM news WHERE length(period) = 4)
    WINDOW series AS (PARTITION BY indicator, region ORDER BY period);
CREATE OR REPLACE TABLE jump AS
    SELECT pairs.* FROM pairs JOIN (
        SELECT indicator, median(change) AS usual FROM pairs WHERE follows GROUP BY ALL) USING (indicator)
    WHERE follows AND change > {doubts.JUMP} * abs(earlier) AND change > {doubts.USUAL} * usual"""
FIRST = 'SELECT *, count(*) OVER () AS every FROM {what} ORDER BY "row" LIMIT {count}'


def find(connection: DuckDBPyConnection, indicators: Indicators, today: date | None = None) -> list[Finding]:
    """Doubts about the accepted figures (view `mine`) beside the known ones (view `there`)."""
    year = (today or datetime.now(UTC).date()).year
    _measure(connection)
    missing = connection.execute("SELECT count(power) FROM odd").fetchall()[0][0]
    units = connection.execute(UNITS).fetchall() if missing else []
    wrong = _listed(row[0] for row in units)
    shares = _listed(name for name, one in indicators.items() if doubts.is_share(one))
    return [
        *(doubts.unit(*row) for row in units),
        *_told(connection, "factor", f"odd WHERE power IS NOT NULL AND indicator NOT IN {wrong}"),
        *_told(connection, "jump", f"""jump ANTI JOIN odd USING (indicator, region, period)
            WHERE indicator NOT IN {wrong}"""),
        *_told(connection, "outlier", f"odd WHERE power IS NULL AND indicator NOT IN {wrong}"),
        *_told(connection, "over-100", f"""news WHERE value > 100 AND indicator IN {shares}
            AND indicator NOT IN (SELECT indicator FROM there WHERE value > 100)"""),
        *_told(connection, "future", f"""news WHERE period >= '{year + 1}'
            AND NOT list_contains(string_split(flag, ' '), 'f')"""),
    ]  # fmt: skip


def _measure(connection: DuckDBPyConnection) -> None:
    """The tables `odd` and `jump`; cheaper where nothing is known of the indicators."""
    known = connection.execute("FROM there LIMIT 1").fetchone() is not None
    connection.execute(BESIDE_KNOWN if known else NOTHING_KNOWN)
    for tables in (SERIES, ODD, JUMPS):
        connection.execute(tables.format(key="indicator, region" if known else "pair"))


def _listed(names: Iterable[str]) -> str:
    """The names as a list of SQL, never an empty one."""
    return "(" + ", ".join("'" + name.replace("'", "''") + "'" for name in ["", *names]) + ")"


def _told(connection: DuckDBPyConnection, code: str, what: str) -> Iterator[Finding]:
    """The first figures that `what` finds, and how many more there are."""
    rows = connection.execute(FIRST.format(what=what, count=SHOWN)).df()
    for _place, row in rows.assign(text=rows["value"].map(tidy.written)).iterrows():
        yield _sentence(code, row)
    more = int(rows["every"].iloc[0]) - len(rows) if len(rows) else 0
    if more:
        yield {"code": code, "text": _more(more)}


def _sentence(code: str, row: pd.Series) -> Finding:
    if code == "factor":
        return doubts.factor(row.rename({"middle": "near"}))
    if code == "jump":
        return doubts.finding(code, row, doubts.JUMPED, middle=row["earlier"])
    if code == "outlier":
        return doubts.finding(code, row, doubts.LIES_FAR, middle=row["middle"])
    return doubts.finding(code, row, {"over-100": doubts.OVER, "future": doubts.NOT_YET}[code])


def _more(count: int) -> str:
    return n_("{count} more figure is like this.", "{count} more figures are like this.", count)
