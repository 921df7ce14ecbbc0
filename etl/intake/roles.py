"""Which column is what: region, period, figure, indicator, flag; and in which of the usual layouts.

Evidence are the cells (how many of the different ones are regions, periods, figures) and the heading. Where
two columns would do as well, that is a question; `Choices` answer it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd

from danube.texts import N_, _
from etl.intake import signs
from etl.intake.errors import Unreadable

LONG, YEARS, INDICATORS, REGIONS = "long", "wide-years", "wide-indicators", "wide-regions"
TSV, SDMX, JSONSTAT = "eurostat-tsv", "sdmx-csv", "json-stat"
LAYOUTS = (LONG, YEARS, INDICATORS, REGIONS, TSV, SDMX, JSONSTAT)
NEEDED = ("indicator", "region", "period", "value")
PARTS = {
    "region": N_("region"),
    "period": N_("period"),
    "value": N_("value"),
    "indicator": N_("indicator"),
    "flag": N_("flag"),
}
ENOUGH = 0.6  # share of the different cells that must be regions, periods or figures
UNNAMED = "column "  # with its place: what a column without a heading is called
LOOKED_AT = 3_000  # different cells of a column
Finding = dict[str, object]


@dataclass(frozen=True)
class Choices:
    """What the reader may correct; None = find it. Columns are named by their headings."""

    encoding: str | None = None
    delimiter: str | None = None
    decimal: str | None = None
    header: int | None = None  # row as in the file, 1-based; 0 = there is none
    sheet: str | None = None
    layout: str | None = None
    region: str | None = None
    period: str | None = None
    value: str | None = None
    indicator: str | None = None
    flag: str | None = None


@dataclass(frozen=True)
class Roles:
    """The columns by their part; `figures` are those that hold figures, `flags` the flags beside each."""

    layout: str
    region: str = ""
    period: str = ""
    value: str = ""
    indicator: str = ""
    flag: str = ""
    figures: tuple[str, ...] = ()
    flags: dict[str, str] = field(default_factory=dict)
    questions: tuple[Finding, ...] = ()

    @property
    def used(self) -> set[str]:
        """The columns that have a part."""
        keys = {self.region, self.period, self.indicator, self.flag}
        return {*keys, *self.figures, *self.flags.values()}

    @property
    def complete(self) -> bool:
        """True where figures can be told apart from the rest and belong to a region."""
        return bool(self.figures) and (bool(self.region) or self.layout == REGIONS)


@dataclass(frozen=True)
class Column:
    """What the different cells of a column look like; shares of those that are not empty."""

    name: str
    distinct: int
    filled: bool
    regions: float
    codes: float
    periods: float
    figures: float  # figures or marks for none
    numbers: bool  # at least one figure
    flags: float


def profile(cells: pd.DataFrame) -> list[Column]:
    """One Column per column of the table."""
    return [_column(str(name), cells[name]) for name in cells.columns]


def _column(name: str, cells: pd.Series) -> Column:
    filled = [str(cell) for cell in cells.unique() if cell]
    seen = filled[:LOOKED_AT]
    figures = signs.share(seen, lambda text: signs.number(text) or signs.missing(text))
    return Column(
        name=name,
        distinct=len(filled),
        filled=bool(filled),
        regions=signs.share(seen, signs.region),
        codes=signs.share(seen, signs.code),
        periods=signs.share(seen, signs.period),
        figures=figures,
        numbers=any(map(signs.number, seen)),
        flags=signs.share(seen, signs.flag),
    )


def find(cells: pd.DataFrame, choices: Choices, header: int = 1) -> Roles:
    """The part of every column; raises Unreadable where a choice names none, or nothing points to a table."""
    _check(choices, [str(name) for name in cells.columns])
    columns = profile(cells)
    layout = choices.layout or _layout(columns, choices)
    if layout == SDMX:
        return _by_sdmx(columns, choices)
    if layout == REGIONS:
        return _by_regions(columns, choices)
    region, doubt = _region(columns, choices)
    if not region and _says_nothing(columns, choices):
        raise Unreadable(_nothing(header))
    rest = [one for one in columns if one.name != region]
    if layout == YEARS:
        return _by_years(columns, rest, region, choices, doubt)
    period, unsure = _period(rest, choices)
    rest = [one for one in rest if one.name != period]
    return _by_values(rest, Roles(layout, region, period, questions=(*doubt, *unsure)), choices)


def _says_nothing(columns: list[Column], choices: Choices) -> bool:
    words = signs.REGION_WORDS | signs.INDICATOR_WORDS | signs.VALUE_WORDS | signs.PERIOD_WORDS
    told = any(signs.means(one.name, words) or signs.headed(one.name)[1] for one in columns)
    dated = any(one.periods >= ENOUGH and one.filled for one in columns)
    return not told and not dated and not any(vars(choices).values())


def _nothing(header: int) -> str:
    if header == 1:
        sentence = N_(
            "The first row names no column {columns}, and neither a column nor the headings are regions; a "
            "tidy table has {names} and perhaps flag."
        )
    elif header:
        sentence = N_(
            "Row {row} names no column {columns}, and neither a column nor the headings are regions; a tidy "
            "table has {names} and perhaps flag."
        )
    else:
        sentence = N_(
            "The file names no column {columns}, and no column holds regions; a tidy table has {names} and "
            "perhaps flag."
        )
    return _(sentence, row=header, columns=", ".join(map(repr, NEEDED)), names=", ".join(NEEDED))


def _by_sdmx(columns: list[Column], choices: Choices) -> Roles:
    """As the standard names them; a choice of another column prevails."""
    known = {signs.key(one.name): one.name for one in columns}
    lacking = [name for name in ("TIME_PERIOD", "OBS_VALUE") if signs.key(name) not in known]
    region = choices.region or known.get("geo") or known.get("refarea", "")
    if lacking or not region:
        names = ", ".join(lacking or ["geo"])
        raise Unreadable(_("SDMX-CSV has columns {names}; this file has none.", names=names))
    value = choices.value or known["obsvalue"]
    flag = choices.flag if choices.flag is not None else known.get("obsflag") or known.get("obsstatus", "")
    more = {value: known["confstatus"]} if "confstatus" in known and known["confstatus"] != flag else {}
    return Roles(
        SDMX,
        region,
        choices.period or known["timeperiod"],
        value,
        choices.indicator or "",
        flag,
        (value,),
        more,
    )


def _check(choices: Choices, names: list[str]) -> None:
    for part, meaning in PARTS.items():
        name = getattr(choices, part)
        if name and name not in names:
            raise Unreadable(
                _(
                    "There is no column {name} for the {part}; there are {names}.",
                    name=repr(name),
                    part=_(meaning),
                    names=", ".join(names[:20]),
                )
            )
    if choices.layout and choices.layout not in LAYOUTS:
        raise Unreadable(
            _(
                "There is no layout {name}; there are {names}.",
                name=repr(choices.layout),
                names=", ".join(LAYOUTS),
            )
        )


def _layout(columns: list[Column], choices: Choices) -> str:
    """By the headings: years, regions, or neither."""
    keys = {signs.key(one.name) for one in columns}
    if {"timeperiod", "obsvalue"} <= keys and keys & {"geo", "refarea"}:
        return SDMX
    placed = [one for one in columns if signs.region(one.name)]
    if len(placed) > 1 and any(one.numbers and one.figures >= ENOUGH for one in placed):
        return REGIONS
    dated = _year_columns(columns)
    figures = [one for one in columns if one.numbers and one.figures >= ENOUGH]
    plain = [one for one in dated if not signs.headed(one.name)[0]]
    mostly = plain or 2 * len(dated) >= len(figures)
    return YEARS if dated and mostly and not choices.value else LONG


def _year_columns(columns: list[Column]) -> list[Column]:
    """Columns headed by a period; with a word before it, as in `NUTS 2021`, only where they hold figures."""
    dated = [(one, *signs.headed(one.name)) for one in columns]
    return [
        one
        for one, before, period in dated
        if period and (not before or not one.filled or one.figures >= ENOUGH)
    ]


def _region(columns: list[Column], choices: Choices) -> tuple[str, list[Finding]]:
    """The column of regions: codes before names, and the finer of two."""
    if choices.region:
        return choices.region, []
    able = [one for one in columns if one.regions >= ENOUGH and one.codes + one.regions > 0]
    headed = [one for one in columns if signs.means(one.name, signs.REGION_WORDS) and one.figures < ENOUGH]
    if not able:
        able = [one for one in headed if one.regions > 0] or headed[:1]
    if not able:
        return "", [_ask("region", _("Which column holds the regions?"), _names(columns))] * bool(columns)
    best = max(able, key=lambda one: (one.codes >= ENOUGH, one.distinct, one in headed))
    rivals = [
        one
        for one in able
        if one is not best
        and (one.codes >= ENOUGH) == (best.codes >= ENOUGH)
        and one.distinct == best.distinct
        and one.distinct > 1
        and (one in headed) == (best in headed)
    ]
    if rivals:
        names = _names([best, *rivals])
        return best.name, [_ask("region", _("Which of these columns holds the regions?"), names)]
    return best.name, []


def _period(columns: list[Column], choices: Choices) -> tuple[str, list[Finding]]:
    """The column of periods; figures that merely look like years are not taken for it."""
    if choices.period is not None:
        return choices.period, []
    able = [one for one in columns if one.periods >= ENOUGH]
    both = [one for one in able if signs.means(one.name, signs.PERIOD_WORDS)]
    titled = [one for one in columns if signs.key(one.name) in signs.PERIOD_WORDS]
    if both or titled:
        return (both or titled)[0].name, []
    others = [one for one in columns if one not in able and one.numbers and one.figures >= ENOUGH]
    if len(able) == 1 and others:
        return able[0].name, []
    if not able or (len(able) == 1 and signs.key(able[0].name) in signs.VALUE_WORDS):
        return "", []
    text = _("Which column holds the years? Its figures look like years.")
    return "", [_ask("period", text, [*_names(able), ""])]


def _by_years(
    columns: list[Column], rest: list[Column], region: str, choices: Choices, found: list[Finding]
) -> Roles:
    dated = [one.name for one in _year_columns(rest)]
    beside = _flags_beside([one.name for one in columns], dated, columns)
    others = [one for one in rest if one.name not in dated and one.name not in beside.values()]
    indicator, doubt = _indicator(others, choices)
    time = [one for one in others if signs.means(one.name, signs.PERIOD_WORDS) and one.periods >= ENOUGH]
    if time:
        text = _("The headings are years, and there is a column of years: which is meant?")
        found = [*found, _ask("layout", text, [LONG, INDICATORS])]
    if not dated:
        found = [*found, _ask("value", _("Which column holds the figures?"), _names(rest))]
    return Roles(
        YEARS, region, indicator=indicator, figures=tuple(dated), flags=beside, questions=(*found, *doubt)
    )


def _flags_beside(names: list[str], figures: Iterable[str], columns: list[Column]) -> dict[str, str]:
    """A column without a heading, right of figures, that holds letters alone, has their flags."""
    by_name = {one.name: one for one in columns}
    beside = {}
    for name in figures:
        place = names.index(name) + 1
        if place < len(names) and names[place] == f"{UNNAMED}{place + 1}":
            right = by_name[names[place]]
            if right.filled and right.flags == 1 and not right.numbers:
                beside[name] = right.name
    return beside


def _by_values(rest: list[Column], roles: Roles, choices: Choices) -> Roles:
    """Long, or wide by indicator: one column of values with the usual heading, or several of figures."""
    flag = _flag(rest, choices)
    rest = [one for one in rest if one.name != flag]
    indicator, doubt = _indicator(rest, choices)
    rest = [one for one in rest if one.name != indicator]
    able = [one for one in rest if one.numbers and one.figures >= ENOUGH]
    titled = [one for one in rest if signs.key(one.name) in signs.VALUE_WORDS]
    value = choices.value or next((one.name for one in titled), "")
    unnamed = len(able) == 1 and able[0].name.startswith(UNNAMED)
    if not value and len(able) == 1 and (indicator or unnamed or choices.layout == LONG):
        value = able[0].name
    if not value and indicator and len(able) > 1:
        doubt = [*doubt, _ask("value", _("Which column holds the figures?"), _names(able))]
    wide = choices.layout == INDICATORS or not (value or indicator)
    if not able and not value:
        text = _("Which column holds the figures?")
        doubt = [*doubt, _ask("value", text, _names(rest))] * bool(rest)
    figures = tuple(one.name for one in able) if wide else tuple(filter(None, [value]))
    layout = roles.layout if roles.layout == SDMX else (INDICATORS if wide and able else LONG)
    return Roles(
        layout,
        roles.region,
        roles.period,
        "" if wide else value,
        indicator,
        flag,
        figures,
        questions=(*roles.questions, *doubt),
    )


def _by_regions(columns: list[Column], choices: Choices) -> Roles:
    """A column per region; what stands left of them are years or indicators."""
    placed = [one for one in columns if signs.region(one.name)]
    rest = [one for one in columns if one not in placed]
    crossed = [one for one in rest if one.regions >= ENOUGH and one.distinct > 1]
    dated = [one for one in rest if one.periods >= ENOUGH] or [
        one for one in rest if signs.means(one.name, signs.PERIOD_WORDS)
    ]
    period = choices.period if choices.period is not None else next((one.name for one in dated), "")
    indicator, doubt = _indicator([one for one in rest if one.name != period], choices)
    if not indicator and not doubt:
        able = [one for one in rest if one.name != period and one not in crossed]
        texts = [one for one in able if one.figures < ENOUGH and one.distinct > 1]
        indicator = texts[0].name if len(texts) == 1 else ""
        if len(texts) > 1:
            doubt = [_ask("series", _("Which column names the indicator?"), _names(texts))]
    if crossed and not choices.layout:
        text = _(
            "The headings and the column {name} are regions: how is it meant?", name=repr(crossed[0].name)
        )
        doubt = [*doubt, _ask("layout", text, [INDICATORS, REGIONS])]
    return Roles(
        REGIONS,
        period=period,
        indicator=indicator,
        figures=tuple(one.name for one in placed),
        questions=tuple(doubt),
    )


def _indicator(columns: list[Column], choices: Choices) -> tuple[str, list[Finding]]:
    if choices.indicator is not None:
        return choices.indicator, []
    able = [one for one in columns if one.figures < ENOUGH or not one.filled]
    titled = [one for one in able if signs.key(one.name) in signs.INDICATOR_WORDS]
    if len(titled) > 1:
        return "", [_ask("series", _("Which column names the indicator?"), _names(titled))]
    return next((one.name for one in titled), ""), []


def _flag(columns: list[Column], choices: Choices) -> str:
    if choices.flag is not None:
        return choices.flag
    return next((one.name for one in columns if signs.key(one.name) in signs.FLAG_WORDS), "")


def _names(columns: Iterable[Column]) -> list[str]:
    return [one.name for one in columns]


def _ask(code: str, text: str, options: list[str]) -> Finding:
    return {"key": code, "code": code, "text": text, "options": options}
