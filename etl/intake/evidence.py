"""One column found by its cells and its heading; where two would do as well, that is a question."""

from __future__ import annotations

from collections.abc import Iterable

from danube.texts import _
from etl.intake import signs
from etl.intake.parts import ENOUGH, UNNAMED, Choices, Column, Finding


def region(columns: list[Column], choices: Choices) -> tuple[str, list[Finding]]:
    """The column of regions: codes before names, and the finer of two."""
    if choices.region:
        return choices.region, []
    able = [one for one in columns if one.regions >= ENOUGH and one.codes + one.regions > 0]
    headed = [one for one in columns if signs.means(one.name, signs.REGION_WORDS) and one.figures < ENOUGH]
    if not able:
        able = [one for one in headed if one.regions > 0] or headed[:1]
    if not able:
        return "", [ask("region", _("Which column holds the regions?"), named(columns))] * bool(columns)
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
        names = named([best, *rivals])
        return best.name, [ask("region", _("Which of these columns holds the regions?"), names)]
    return best.name, []


def period(columns: list[Column], choices: Choices) -> tuple[str, list[Finding]]:
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
    return "", [ask("period", text, [*named(able), ""])]


def indicator(columns: list[Column], choices: Choices) -> tuple[str, list[Finding]]:
    if choices.indicator is not None:
        return choices.indicator, []
    able = [one for one in columns if one.figures < ENOUGH or not one.filled]
    titled = [one for one in able if signs.key(one.name) in signs.INDICATOR_WORDS]
    if len(titled) > 1:
        return "", [ask("series", _("Which column names the indicator?"), named(titled))]
    return next((one.name for one in titled), ""), []


def flag(columns: list[Column], choices: Choices) -> str:
    if choices.flag is not None:
        return choices.flag
    return next((one.name for one in columns if signs.key(one.name) in signs.FLAG_WORDS), "")


def flags_beside(names: list[str], figures: Iterable[str], columns: list[Column]) -> dict[str, str]:
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


def headed_by_periods(columns: list[Column]) -> list[Column]:
    """Columns headed by a period; with a word before it, as in `NUTS 2021`, only where they hold figures."""
    dated = [(one, *signs.headed(one.name)) for one in columns]
    return [
        one
        for one, before, period in dated
        if period and (not before or not one.filled or one.figures >= ENOUGH)
    ]


def named(columns: Iterable[Column]) -> list[str]:
    return [one.name for one in columns]


def ask(code: str, text: str, options: list[str]) -> Finding:
    return {"key": code, "code": code, "text": text, "options": options}
