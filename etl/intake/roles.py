"""Which column is what: region, period, figure, indicator, flag; and in which of the usual layouts.

Evidence are the cells (how many of the different ones are regions, periods, figures) and the heading. Where
two columns would do as well, that is a question; `Choices` answer it.
"""

from __future__ import annotations

import pandas as pd

from danube.texts import N_, _
from etl.intake import evidence, signs
from etl.intake.errors import Unreadable
from etl.intake.parts import (
    ENOUGH,
    INDICATORS,
    LAYOUTS,
    LONG,
    PARTS,
    REGIONS,
    SDMX,
    UNNAMED,
    YEARS,
    Choices,
    Column,
    Finding,
    Roles,
    profile,
)

NEEDED = ("indicator", "region", "period", "value")


def find(cells: pd.DataFrame, choices: Choices, header: int = 1) -> Roles:
    """The part of every column; raises Unreadable where a choice names none, or nothing points to a table."""
    _check(choices, [str(name) for name in cells.columns])
    columns = profile(cells)
    layout = choices.layout or _layout(columns, choices)
    if layout == SDMX:
        return _by_sdmx(columns, choices)
    if layout == REGIONS:
        return _by_regions(columns, choices)
    region, doubt = evidence.region(columns, choices)
    if not region and _says_nothing(columns, choices):
        raise Unreadable(_nothing(header))
    rest = [one for one in columns if one.name != region]
    if layout == YEARS:
        return _by_years(columns, rest, region, choices, doubt)
    period, unsure = evidence.period(rest, choices)
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
    dated = evidence.headed_by_periods(columns)
    figures = [one for one in columns if one.numbers and one.figures >= ENOUGH]
    plain = [one for one in dated if not signs.headed(one.name)[0]]
    mostly = plain or 2 * len(dated) >= len(figures)
    return YEARS if dated and mostly and not choices.value else LONG


def _by_years(
    columns: list[Column], rest: list[Column], region: str, choices: Choices, found: list[Finding]
) -> Roles:
    dated = [one.name for one in evidence.headed_by_periods(rest)]
    beside = evidence.flags_beside([one.name for one in columns], dated, columns)
    others = [one for one in rest if one.name not in dated and one.name not in beside.values()]
    indicator, doubt = evidence.indicator(others, choices)
    time = [one for one in others if signs.means(one.name, signs.PERIOD_WORDS) and one.periods >= ENOUGH]
    if time:
        text = _("The headings are years, and there is a column of years: which is meant?")
        found = [*found, evidence.ask("layout", text, [LONG, INDICATORS])]
    if not dated:
        found = [*found, evidence.ask("value", _("Which column holds the figures?"), evidence.named(rest))]
    return Roles(
        YEARS, region, indicator=indicator, figures=tuple(dated), flags=beside, questions=(*found, *doubt)
    )


def _by_values(rest: list[Column], roles: Roles, choices: Choices) -> Roles:
    """Long, or wide by indicator: one column of values with the usual heading, or several of figures."""
    flag = evidence.flag(rest, choices)
    rest = [one for one in rest if one.name != flag]
    indicator, doubt = evidence.indicator(rest, choices)
    rest = [one for one in rest if one.name != indicator]
    able = [one for one in rest if one.numbers and one.figures >= ENOUGH]
    titled = [one for one in rest if signs.key(one.name) in signs.VALUE_WORDS]
    value = choices.value or next((one.name for one in titled), "")
    unnamed = len(able) == 1 and able[0].name.startswith(UNNAMED)
    if not value and len(able) == 1 and (indicator or unnamed or choices.layout == LONG):
        value = able[0].name
    if not value and indicator and len(able) > 1:
        doubt = [*doubt, evidence.ask("value", _("Which column holds the figures?"), evidence.named(able))]
    wide = choices.layout == INDICATORS or not (value or indicator)
    if not able and not value:
        text = _("Which column holds the figures?")
        doubt = [*doubt, evidence.ask("value", text, evidence.named(rest))] * bool(rest)
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
    indicator, doubt = evidence.indicator([one for one in rest if one.name != period], choices)
    if not indicator and not doubt:
        able = [one for one in rest if one.name != period and one not in crossed]
        texts = [one for one in able if one.figures < ENOUGH and one.distinct > 1]
        indicator = texts[0].name if len(texts) == 1 else ""
        if len(texts) > 1:
            doubt = [evidence.ask("series", _("Which column names the indicator?"), evidence.named(texts))]
    if crossed and not choices.layout:
        text = _(
            "The headings and the column {name} are regions: how is it meant?", name=repr(crossed[0].name)
        )
        doubt = [*doubt, evidence.ask("layout", text, [INDICATORS, REGIONS])]
    return Roles(
        REGIONS,
        period=period,
        indicator=indicator,
        figures=tuple(one.name for one in placed),
        questions=tuple(doubt),
    )
