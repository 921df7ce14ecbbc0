"""What is said of a target and of a forecast: progress, or why it cannot be computed."""

from __future__ import annotations

from math import isclose

from danube import texts
from danube.programme.forecast import SHARE, Forecast
from danube.programme.targets import INCREASE, Progress
from danube.texts import N_, _

LACKS = {
    "baseline": N_("no document gives the baseline"),
    "value": N_("no figure of what has been reached is known"),
    "target": N_("no document names a figure to be reached"),
    "rows": N_("the register holds none, which does not say that there is none"),
}
VERDICTS = {
    "reached": N_("The latest measurement has reached the target."),
    "likely": N_("If it goes on like this, the target is reached in time."),
    "open": N_("If it goes on like this, the target may be reached in time or missed."),
    "unlikely": N_("If it goes on like this, the target is missed."),
}
NO_LINE = {
    "few": N_("There are too few measurements for a forecast: it takes four, the baseline included."),
    "same-day": N_("The measurements lie too close in time for a forecast: it takes three different days."),
    "no-target": N_("No target is recorded, so the forecast cannot say whether it is reached."),
    "far": N_(
        "The target lies further ahead than the pilot has been measured, so nothing is said of that day."
    ),
}


def progress(one: Progress) -> str:
    """How far it is, or that it cannot be computed and what is missing; of rows, how many are held."""
    if one.share is None:
        why = texts.listing([_(LACKS[lack]) for lack in one.lacks])
        return _("Cannot be computed: {why}.", why=why)
    done = texts.number(100 * one.share, 0)
    if one.unit == INCREASE:
        return _(
            "{share} % of the way: from {baseline} to {value}, where {aim} is to be reached.",
            share=done, baseline=_amount(one.baseline), value=_amount(one.value), aim=_amount(one.aim),
        )  # fmt: skip
    if one.counts:
        return _("The register holds {value} of {aim}.", value=_amount(one.value), aim=_amount(one.aim))
    return _("{value} of {aim} ({share} %).", value=_amount(one.value), aim=_amount(one.aim), share=done)


def forecast(one: Forecast) -> str:
    """What the line says of the target, with its band; why it says nothing where it does not."""
    said = [_(VERDICTS[one.verdict])] if one.verdict else []
    if one.lacks:
        return " ".join([*said, _(NO_LINE[one.lacks])])
    if one.at is not None:
        said.append(
            _(
                "On {day} it is expected at {expected}, in {share} of 100 cases between {low} and {high}, "
                "if nothing changes.",
                day=texts.day(one.at),
                expected=_rough(one.expected),
                share=texts.number(100 * SHARE, 0),
                low=_rough(one.low),
                high=_rough(one.high),
            )  # fmt: skip
        )
    return " ".join(said)


def _amount(value: float | None) -> str:
    return texts.number(value, 0 if value is None or isclose(value, round(value)) else 1)


def _rough(value: float | None) -> str:
    """Whole where the figure is large, else with one decimal: a forecast is no exact figure."""
    return texts.number(value, 0 if value is None or abs(value) >= 100 else 1)
