"""Rows of a table of pilots' measurements: baseline, target or what was measured, each with its figure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pandas as pd

from danube import catalogue
from danube.catalogue import FLAGS
from danube.catalogue.forms import BASELINE, FORMS, MEASUREMENT, MEASUREMENTS
from danube.store.schema import REGISTER
from danube.texts import N_, _, n_
from etl import checks, tidy
from etl.intake import notes, numbers, signs
from etl.intake.asked import Answers, Finding
from etl.intake.tables import comparison, locations, rules, ruling
from etl.intake.tables.columns import label
from etl.intake.tables.priorities import Taken
from etl.intake.tables.rules import Rule
from etl.intake.tables.ruling import Held
from etl.wording import figure

FORM = FORMS[MEASUREMENTS]
COLUMNS = list(REGISTER[FORM.holds])
SERIES = ["pilot", "indicator", "region"]
Row = Mapping[Any, Any]
WRITTEN_DAY = re.compile(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>(?:19|20)\d\d)")
ISO_DAY = re.compile(r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?:[T ]00:00:00)?")
KEPT = {
    "pilot": rules.LONG,
    "indicator": rules.LONG,
    "unit": 60,
    "source": rules.LONGEST,
    "note": rules.LONGEST,
}
LEAP = 100.0  # a figure so many times its baseline, or its hundredth, is a doubt


def taken(
    table: pd.DataFrame,
    answers: Answers,
    decimal: str,
    known: pd.DataFrame | None = None,
    today: date | None = None,
    held: Held | None = None,
) -> Taken:
    """The rows of the file, under our names, as measurements.

    `decimal` is the sign of their figures; `known`: what the warehouse has, for baselines that stand there;
    `held`: the programme, whose pilots alone are measured where it is known.
    """
    somewhere = table["region"] != ""
    found = locations.located(table[somewhere], answers)
    whole = table[~somewhere].assign(place="", how="")
    rows = pd.concat([found.rows, found.outside, whole]).sort_values("row", kind="stable")
    plain = _plain(rows, decimal)
    able, refused = rules.apart(plain, table, _rules(plain))
    sound, early = ruling.apart(able, table, FORM, held, today)
    kept, against, repeated = comparison.single(sound, FORM.holds)
    told = [
        *notes.counted({"repeated": repeated, "answered": found.left_out}),
        *notes.carried(found.carried),
        *notes.unknown_flags(kept),
        *_elsewhere(kept, found.outside),
        *rules.as_text(kept, ["pilot", "indicator", "unit", "source", "note"]),
        *rules.alike(kept, [], "pilot"),
        *rules.alike(kept, ["pilot"], "indicator"),
        *doubts(kept, today or datetime.now(UTC).date(), _based(known)),
    ]
    return Taken(
        kept, pd.concat([found.refused, refused, early, against]), found.questions, told, found.carried
    )


def _plain(rows: pd.DataFrame, decimal: str) -> pd.DataFrame:
    """Figures, flags, periods, kinds and ids as we write them; `bad` and `percent` of the figure beside."""
    parts = numbers.parse(rows["value"], decimal)
    known = _ids()
    indicator = rows["indicator"].map(lambda text: known.get(text.casefold(), text)).astype(object)
    return rows.assign(
        indicator=indicator,
        unit=_units(rows["unit"], indicator, parts["percent"]),
        kind=rules.meant(rows["kind"], FORM.field("kind")),
        period=rows["period"].map(period).astype(object),
        value=parts["value"],
        text=rows["value"],
        bad=parts["bad"],
        percent=parts["percent"],
        flag=tidy.joined(parts["flag"], rows["flag"].map(_tokens)),
    )


def _ids() -> dict[str, str]:
    """Id and name of an indicator, in lower case, to its id; all else are the pilot's own words."""
    known = catalogue.load().indicators
    names = {name.casefold(): key for key, one in known.items() for name in (_(one.name), one.name)}
    return names | {key.casefold(): key for key in known}


def _units(given: pd.Series, indicator: pd.Series, percent: pd.Series) -> pd.Series:
    """The unit of the row; else the catalogue's; else the percent sign that stands behind the figure."""
    known = {key: one.unit for key, one in catalogue.load().indicators.items()}
    own = indicator.map(lambda name: known.get(name, "")).astype(object)
    return given.mask(given == "", own.mask((own == "") & percent, "%"))


def _tokens(flag: str) -> str:
    """Our own words as they are, publishers' letters apart."""
    return " ".join(token if token in FLAGS else " ".join(token.lower()) for token in flag.split())


def period(text: str) -> str:
    """`2024`, `2024-Q1`, `2024-06` or `2024-06-30` as usually written; else the text as it is."""
    found = ISO_DAY.fullmatch(text) or WRITTEN_DAY.fullmatch(text)
    if found:
        year, month, day = (int(found[name]) for name in ("year", "month", "day"))
        try:
            return date(year, month, day).isoformat()
        except ValueError:
            return text
    return signs.period(text.removesuffix(".0")) or text


def ends(written: str) -> date:
    """The last day of a period."""
    if len(written) == 10:
        return date.fromisoformat(written)
    year, part = int(written[:4]), written[5:]
    month = {"": 12, "S": int(part[1:] or 0) * 6, "Q": int(part[1:] or 0) * 3}.get(part[:1], 0) or int(part)
    return (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _rules(rows: pd.DataFrame) -> list[Rule]:
    """The rules of a row; those on the figure look at what was read beside it."""
    bare = (rows["unit"] == "") & rows["value"].notna()
    share = rows["percent"].astype(bool) & ~rows["unit"].str.contains("%") & (rows["unit"] != "")
    nothing = rows["value"].isna() & (rows["flag"] == "") & ~rows["bad"].astype(bool)
    names = {one.name: label(one) for one in FORM.fields}
    return [
        *(rules.needed(column, names[column]) for column in ("pilot", "indicator", "kind", "period")),
        *(rules.brief(column, most) for column, most in KEPT.items()),
        rules.among(FORM.field("kind")),
        rules.address("url"),
        Rule(
            "bad-period",
            "period",
            lambda cells: ~cells.map(_dated).astype(bool),
            lambda seen: _("{period} is no year, half-year, quarter, month or day.", period=repr(seen[:80])),
            lambda _seen: _("Write 2024, 2024-S1, 2024-Q1, 2024-01 or 2024-01-31."),
        ),
        Rule(
            "not-a-number",
            "value",
            lambda cells: rows["bad"].reindex(cells.index),
            lambda seen: _("{text} is no number.", text=repr(seen[:80])),
            lambda _seen: _("Write the figure alone; its unit stands in a column of its own."),
        ),
        Rule(
            "no-figure",
            "value",
            lambda cells: nothing.reindex(cells.index),
            lambda _seen: _("The row has no figure."),
            lambda _seen: _("Leave the row out until there is one: a gap is not 0."),
        ),
        Rule(
            "percent",
            "value",
            lambda cells: share.reindex(cells.index),
            lambda _seen: _("The figure is a percentage, and its unit is none."),
            lambda _seen: _("Check the unit of the row."),
        ),
        Rule(
            "no-unit",
            "unit",
            lambda cells: bare.reindex(cells.index),
            lambda _seen: _("The figure has no unit."),
            lambda _seen: _("Write what it counts, such as %, EUR or number."),
        ),
    ]


def _dated(text: str) -> bool:
    return bool(re.match(checks.PERIOD, text)) or (bool(ISO_DAY.fullmatch(text)) and period(text) == text)


def _elsewhere(kept: pd.DataFrame, outside: pd.DataFrame) -> list[Finding]:
    rows = kept[kept.index.isin(outside.index)]
    if rows.empty:
        return []
    text = n_(
        "{count} row was measured outside the study area ({places}): it is kept, and no map shows it.",
        "{count} rows were measured outside the study area ({places}): they are kept, and no map shows them.",
        len(rows),
        places=", ".join(sorted(set(rows["region"]))[: rules.SHOWN]),
    )
    return [{"code": "elsewhere", "text": text}]


def _based(known: pd.DataFrame | None) -> set[tuple[str, ...]]:
    """The series that have a baseline in the warehouse."""
    if known is None:
        return set()
    rows = known.loc[known["kind"] == BASELINE, SERIES]
    return set(rows.itertuples(index=False, name=None))


def doubts(rows: pd.DataFrame, today: date, based: Collection[tuple[str, ...]] = ()) -> Iterator[Finding]:
    """What may be wrong with accepted rows: the future, units that change, leaps, no baseline, several.

    `based`: pilot, indicator and region of series whose baseline is known already.
    """
    series: dict[tuple[str, ...], list[Row]] = {}
    for row in rows.to_dict("records"):
        series.setdefault(tuple(str(row[name]) for name in SERIES), []).append(row)
    for said, part in series.items():
        what = " · ".join(filter(None, said))
        yield from _future(part, what, today)
        units = sorted({str(row["unit"]) for row in part})
        base = [row for row in part if row["kind"] == BASELINE]
        if len(units) > 1:
            yield _told("units", part[0], _("{what} has figures in several units: {units}.", what=what,
                                            units=", ".join(units)))  # fmt: skip
        if not base and said not in based:
            text = _("{what} has no baseline here: progress cannot be computed without one.", what=what)
            yield _told("no-baseline", part[0], text)
        elif len(base) > 1:
            text = _("{what} has {count} baselines; the earliest counts.", what=what, count=len(base))
            yield _told("baselines", base[1], text)
        elif base and len(units) == 1:
            yield from _leaps(part, float(base[0]["value"]), what)


def _told(code: str, row: Row, text: str) -> Finding:
    return {"code": code, "text": text, "row": int(row["row"])}


def _future(part: Sequence[Row], what: str, today: date) -> Iterator[Finding]:
    """Measurements and baselines of a year that has not begun."""
    kinds = {MEASUREMENT: N_("measurement"), BASELINE: N_("baseline")}
    for row in part:
        if row["kind"] in kinds and ends(str(row["period"])).year > today.year:
            text = _("{what}: a {kind} of {period} lies ahead.", what=what, kind=_(kinds[row["kind"]]),
                     period=row["period"])  # fmt: skip
            yield _told("future", row, text)


def _leaps(part: Sequence[Row], base: float, what: str) -> Iterator[Finding]:
    """Figures a hundred times the baseline, or its hundredth: perhaps in another unit."""
    for row in part if base else ():
        ratio = abs(float(row["value"]) / base)
        if ratio >= LEAP or 0 < ratio <= 1 / LEAP:
            text = _("{what}: {value} is far from the baseline {base}; check the unit.", what=what,
                     value=row["text"], base=figure(base))  # fmt: skip
            yield _told("leap", row, text)
