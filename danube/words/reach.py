"""What is said about gaps and what is aimed at them, about effects, and about the counts of Interreg."""

from __future__ import annotations

from danube import regions, texts
from danube.programme.effects import Difference, Effect
from danube.programme.reach import Reach
from danube.texts import N_, _, n_

KINDS = {"pilot": N_("pilot"), "action_plan": N_("action plan"), "instrument": N_("policy instrument")}
BASES = {
    "need": N_("the need that it answers"),
    "measured": N_("what it measures"),
    "theme": N_("the objective of its project, in our reading"),
    "": N_("nothing in the register"),
}
VERDICTS = {
    "hit": N_("meets a gap"),
    "outside": N_("lies outside the Danube Region, for which the benchmark has no figures"),
    "untied": N_("names no need, and measures no indicator of the benchmark"),
    "unknown": N_("is aimed at something on which the region has no figure"),
    "strong": N_("is aimed at something on which the region is not weak"),
}
NO_EFFECT = {
    "own": N_("{region} has no yearly figures of its own on this indicator."),
    "before": N_("No figure of a year before {year} is known, so there is nothing to start from."),
    "after": N_("No figure of a year after {year} is published yet, so nothing can be compared."),
    "peers": N_("Fewer than four of its peers have figures of the same years, so nothing can be compared."),
    "break": N_("The series of {region} has a break between before and after: the years are no pair."),
}
COUNTS = {
    "RCO 87": N_("Organisations cooperating across borders"),
    "RCO 83": N_("Strategies and action plans jointly developed"),
    "RCO 84": N_("Pilot actions developed and implemented jointly"),
    "RCO 116": N_("Jointly developed solutions"),
    "RCR 104": N_("Solutions taken up or up-scaled"),
    "RCR 79": N_("Joint strategies and action plans taken up"),
    "RCR 84": N_("Organisations cooperating across borders after the end of the project"),
}
RULES = {
    "one-country": N_("The register shows organisations of one country alone, or of none."),
    "no-date": N_("No document says when it was finished."),
    "not-yet": N_("It is not finished on the day of the count."),
    "no-end": N_("Its end is not recorded."),
    "early": N_("It was begun before the project."),
    "late": N_("It came too late: a pilot counts within the project, an uptake up to a year after its end."),
    "not-validated": N_("No validation that stands confirms it."),
    "no-evidence": N_("The evidence of the one who took it up is missing."),
    "result": N_("It does not work there, or is still under way."),
    "twice": N_("The same solution is counted once, however often it is taken up."),
    "alone": N_("No later project in the register brings it together with partners of another country."),
    "not-counted": N_("What it rests on is not counted itself."),
    "no-measure": N_("No pilot of one of its measures is finished."),
    "unnamed": N_("No document gives its name."),
}


def warning() -> str:
    """What a difference in differences is not."""
    return _(
        "This is no proof: much else happened in the region and among its peers at the same time, a pilot is "
        "small beside a region, and few years and few peers say little."
    )


def band() -> str:
    """What the band of the picture holds."""
    return _(
        "The band holds 95 of 100 regions that are moved by nothing but what moves these peers; figures are "
        "drawn as changes from the mean of the years before."
    )


def undated() -> str:
    """Where the year of the beginning is that of the project."""
    return _("No document dates this action, so its project's first day is taken for its beginning.")


def answer(found: Reach, region: str, compared: int) -> str:
    """How many gaps the region has, and at how many of them something is aimed.

    `compared`: its figures on the indicators in question; without any, nothing is said of gaps.
    """
    if not compared:
        return silent(region)
    name = regions.name(region)
    if found.gaps.empty:
        told = _("{region} has no gap on the indicators that the programme is about.", region=name)
    else:
        behind = n_(
            "{region} is clearly behind the Danube median on {count} indicator",
            "{region} is clearly behind the Danube median on {count} indicators",
            len(found.gaps),
            region=name,
        )
        told = _aimed(found, behind)
    return f"{told} {_idle(found)}".strip()


def _aimed(found: Reach, told: str) -> str:
    """The sentence on the gaps, ended by what is done about them."""
    missed = len(found.missed)
    met = len(found.gaps) - missed
    if not found.actions:
        return _("{told}; the register holds nothing that is done about it there.", told=told)
    if not met:
        return _("{told}; nothing in the register is aimed at any of them.", told=told)
    if not missed:
        return _("{told}; something is aimed at each of them.", told=told)
    return _(
        "{told}; something is aimed at {met} of them, nothing at {missed}.", told=told, met=met, missed=missed
    )


def silent(region: str) -> str:
    """Of a region without figures nobody knows the gaps."""
    return _(
        "No figure of {region} can be compared on the indicators that the programme is about, so nobody can "
        "say where it is behind.",
        region=regions.name(region),
    )


def _idle(found: Reach) -> str:
    count = len(found.beside)
    if not count:
        return ""
    return n_("{count} action there meets no gap.", "{count} actions there meet no gap.", count)


def effect(one: Effect, unit: str, decimals: int) -> str:
    """The change of the region, that of its peers, and the difference; or why there is none."""
    name, year = regions.name(one.region), one.began[:4]
    if one.lacks or one.difference is None or one.own is None or one.others is None:
        return _(NO_EFFECT[one.lacks or "own"], region=name, year=year)
    told = _(
        "From {before} to {after}, {region} changed by {own} and its {count} peers by {others} on average "
        "({unit}): a difference of {difference}; the 95 % interval runs from {low} to {high}.",
        before=_years(one.before), after=_years(one.after), region=name, count=len(one.changes), unit=unit,
        own=_signed(one.own, decimals), others=_signed(one.others, decimals),
        **_interval(one.difference, decimals),
    )  # fmt: skip
    verdict = (
        _("That is more than peers differ among themselves.")
        if one.difference.clear
        else _("That is no more than peers differ among themselves.")
    )
    return f"{told} {verdict}"


def drift(one: Effect) -> str:
    """Whether the region had moved away from its peers already before; empty where nobody can say."""
    if one.drift is None:
        return ""
    if not one.path.loc[list(one.before)].any(axis=None):
        return _("The figures before are the same year after year, so they do not tell how it moved then.")
    if one.drift.clear:
        return _("It had moved away from its peers already before: the difference may have begun there.")
    return _("Before, it moved as its peers did.")


def _interval(one: Difference, decimals: int) -> dict[str, str]:
    return {
        "difference": _signed(one.value, decimals),
        "low": _signed(one.low, decimals),
        "high": _signed(one.high, decimals),
    }


def _signed(value: float, decimals: int) -> str:
    return texts.number(value, max(1, decimals), sign=True)


def _years(years: tuple[str, ...]) -> str:
    """`2017` or `2016–2018`."""
    return years[0] if len(years) == 1 else f"{years[0]}–{years[-1]}"
