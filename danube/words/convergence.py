"""What the page on growing together says: one answer, and one sentence that states each picture's finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from danube import regions, texts
from danube.benchmark.clusters import Moran
from danube.benchmark.convergence import Beta
from danube.texts import N_, _, n_
from danube.words.phrases import Measure, amount

STEADY = 0.05
"""A spread that changed by less than this share is called unchanged."""

SLOW = 100
"""Years: a half-life beyond this is said to be more than a lifetime."""

EVEN = 0.03
"""A share of the inequality this close to a half is called half."""

CHANCE = 0.05
FEW = 3
"""Names in a sentence; the others are counted."""

DRIVERS = 6
"""Regions named as those that weigh most, in the sentence and on the chart."""

VERDICTS = {
    "closer": N_("Yes: between {since} and {until} the regions have moved closer together."),
    "apart": N_("No: between {since} and {until} the regions have moved further apart."),
    "steady": N_("Hardly: the regions are about as far apart in {until} as they were in {since}."),
}
SPREADS = {
    "closer": N_(
        "The distances shrank: a typical region lay {before} from the average in {since}, {after} in {until}."
    ),
    "apart": N_(
        "The distances grew: a typical region lay {before} from the average in {since}, {after} in {until}."
    ),
    "steady": N_(
        "The distances hardly changed: a typical region lay {before} from the average in {since}, "
        "{after} in {until}."
    ),
}
CAUGHT_UP = {
    "higher": N_("Regions that started low have gained ground on the others"),
    "lower": N_("Regions that started worst have gained ground on the others"),
    "neutral": N_("Regions with low figures have drawn closer to the others"),
}
PULLED_AWAY = {
    "higher": N_("Regions that started high have pulled further ahead."),
    "lower": N_("Regions that started best have pulled further ahead."),
    "neutral": N_("Regions with high figures have moved further away from the others."),
}


def trend(years: pd.DataFrame) -> str:
    """`closer`, `apart` or `steady`; of a table as `disparities.over_years` makes it."""
    column = measured(years)
    before, after = float(years[column].iloc[0]), float(years[column].iloc[-1])
    if abs(after - before) <= STEADY * before:
        return "steady"
    return "closer" if after < before else "apart"


def measured(years: pd.DataFrame) -> str:
    """The column that tells the spread: relative where it can be, else the standard deviation."""
    return "variation" if years["variation"].notna().all() else "deviation"


def answer(years: pd.DataFrame, found: Beta | None, measure: Measure) -> str:
    """Closer or not, whether those behind catch up, and where the distances lie that remain."""
    since, until = _ends(years)
    verdict = trend(years)
    parts = [_(VERDICTS[verdict], since=since, until=until)]
    if found is not None:
        parts.append(_even_so(found, measure) if verdict != "closer" else caught_up(found, measure))
    if years["theil"].notna().all() and years["theil"].iloc[-1] > 0:
        parts.append(_left(float(years["within"].iloc[-1] / years["theil"].iloc[-1])))
    return " ".join(parts)


def _even_so(found: Beta, measure: Measure) -> str:
    """Where distances did not shrink: that those behind grew faster was not enough."""
    if found.finding != "together":
        return caught_up(found, measure)
    return _("{finding}, but not by enough to shrink the distances.", finding=_(CAUGHT_UP[measure.direction]))


def _left(inside: float) -> str:
    """Where the inequality of the last year lies; `inside` is the share within countries."""
    share = texts.number(100 * max(inside, 1 - inside), 0)
    if abs(inside - 0.5) < EVEN:
        return _("The inequality that is left lies half between countries, half within them.")
    if inside > 0.5:
        return _("Most of the inequality that is left lies within countries ({share} %).", share=share)
    return _("Most of the inequality that is left lies between countries ({share} %).", share=share)


def spread(years: pd.DataFrame, measure: Measure) -> str:
    """From which typical distance to which."""
    since, until = _ends(years)
    column = measured(years)
    before, after = (_apart(years[column].iloc[end], column, measure) for end in (0, -1))
    return _(SPREADS[trend(years)], before=before, after=after, since=since, until=until)


def _apart(value: float, column: str, measure: Measure) -> str:
    return f"{texts.number(100 * value, 0)} %" if column == "variation" else amount(value, measure)


def split(years: pd.DataFrame) -> str:
    """How much of the inequality lies between countries, first and last."""
    since, until = _ends(years)
    before, after = (100 * years["between"].iloc[end] / years["theil"].iloc[end] for end in (0, -1))
    shares = {"before": texts.number(before, 0), "after": texts.number(after, 0)}
    if after < 50:
        return _(
            "Regions of one country differ more than countries do: {after} % of the inequality lies between "
            "countries in {until}, {before} % did in {since}.",
            since=since, until=until, **shares,
        )  # fmt: skip
    return _(
        "Countries differ more than regions inside them: {after} % of the inequality lies between countries "
        "in {until}, {before} % did in {since}.",
        since=since, until=until, **shares,
    )  # fmt: skip


def caught_up(found: Beta, measure: Measure) -> str:
    """Whether those behind grew faster, and how long half a gap takes at that pace."""
    if found.finding == "apart":
        return _(PULLED_AWAY[measure.direction])
    if found.finding == "unclear":
        return _("Whether those behind catch up cannot be told from chance.")
    head = _(CAUGHT_UP[measure.direction])
    if found.half_life is None:
        return _("{finding}: the order of the regions has turned.", finding=head)
    if found.half_life > SLOW:
        return _(
            "{finding}, but at this pace half of a gap takes more than a lifetime to close.", finding=head
        )
    years = texts.number(found.half_life, 0)
    return _(
        "{finding}; at this pace half of a gap closes in about {years} years.", finding=head, years=years
    )


def direction(found: Beta, measure: Measure) -> str:
    """As `caught_up`, without the pace."""
    if found.finding == "together":
        return f"{_(CAUGHT_UP[measure.direction])}."
    return caught_up(found, measure)


def driven(found: Beta) -> str:
    """The regions that weigh most in the line, for and against catching up."""
    drivers = found.drivers(DRIVERS)
    if drivers.empty:
        return _("No single region decides this.")
    if found.finding == "unclear":
        return _("The line hinges most on {regions}.", regions=named(drivers.index))
    helped, hindered = drivers[drivers["dfbetas"] < 0].index, drivers[drivers["dfbetas"] > 0].index
    said = (
        (N_("Most towards catching up: {regions}."), helped),
        (N_("Most against it: {regions}."), hindered),
    )
    return " ".join(_(text, regions=named(codes)) for text, codes in said if len(codes))


def moved(classes: pd.DataFrame, measure: Measure) -> str:
    """How many regions changed their fifth, and who moved furthest; region → first, last."""
    steps = classes["last"] - classes["first"]
    counts = {name: texts.number(number, 0) for name, number in (
        ("stayed", (steps == 0).sum()), ("up", (steps > 0).sum()), ("down", (steps < 0).sum()))}  # fmt: skip
    head = n_(
        "Of {count} region, {stayed} stayed in the same fifth, {up} moved to a higher one and {down} to a "
        "lower one.",
        "Of {count} regions, {stayed} stayed in the same fifth, {up} moved to a higher one and {down} to a "
        "lower one.",
        len(steps),
        **counts,
    )
    note = _("Higher means worse here.") if measure.direction == "lower" else ""
    far = (
        (N_("Furthest up: {regions}."), steps[steps >= 2].sort_values(ascending=False, kind="stable")),
        (N_("Furthest down: {regions}."), steps[steps <= -2].sort_values(kind="stable")),
    )
    told = [_(text, regions=named(who.index)) for text, who in far if len(who)]
    return " ".join(part for part in (head, note, *told) if part)


CLUSTERS = {
    "high": (
        N_("High figures lie side by side in {regions}."),
        N_("High figures lie side by side around {regions}."),
    ),
    "low": (
        N_("Low figures lie side by side in {regions}."),
        N_("Low figures lie side by side around {regions}."),
    ),
}
MISFITS = {
    "high among low": N_("High among low neighbours: {regions}."),
    "low among high": N_("Low among high neighbours: {regions}."),
}


def clustered(table: pd.DataFrame, found: Moran) -> str:
    """Whether neighbours resemble each other, and where high and low figures lie side by side."""
    alike = found.p <= CHANCE and found.i > found.expected
    said = [
        _("Neighbours resemble each other.")
        if alike
        else _("Neighbours are no more alike than chance would make them.")
    ]
    for kind, (many, few) in CLUSTERS.items():
        codes = list(table.index[table["kind"] == kind])
        if codes:
            text, whom = (many, counted(codes)) if len(codes) > FEW else (few, named(codes))
            said.append(_(text, regions=whom))
    for kind, text in MISFITS.items():
        codes = list(table.index[table["kind"] == kind])
        said += [_(text, regions=named(codes))] if codes else []
    if len(said) == 1:
        said.append(_("No single region stands out with its surroundings."))
    return " ".join(said)


def named(codes: Sequence[str] | pd.Index, most: int = FEW) -> str:
    """The first regions by name, the others counted: A, B, C and 4 more."""
    words = [regions.name(str(code)) for code in codes]
    if len(words) <= most:
        return texts.listing(words)
    return _("{regions} and {count} more", regions=", ".join(words[:most]), count=len(words) - most)


def counted(codes: Sequence[str]) -> str:
    """Regions by country, the most first: Germany (8) and Austria (2)."""
    countries = Counter(regions.country_of(code) for code in codes).most_common()
    parts = [_("{country} ({count})", country=regions.name(code), count=n) for code, n in countries]
    return texts.listing(parts)


def _ends(years: pd.DataFrame) -> tuple[str, str]:
    return str(years.index[0]), str(years.index[-1])
