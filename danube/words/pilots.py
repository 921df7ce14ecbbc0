"""A pilot in words: the answer of its page, its steps along the chain, its indicators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from danube import catalogue, texts
from danube.catalogue.programme.columns import CLUSTERS, RESULTS, VERDICTS
from danube.programme import stages
from danube.programme.awaited import Awaited
from danube.programme.forecast import Series
from danube.programme.register import parts
from danube.programme.stages import Standing
from danube.texts import N_, _, n_
from danube.words import programme as words

STEPS = {
    "group": N_("Local Discovery Group"),
    "need": N_("Need"),
    "plan": N_("Action plan"),
    "measure": N_("Measure"),
    "pilot": N_("Pilot"),
    "figures": N_("Figures"),
    "validation": N_("Validation"),
    "replication": N_("Replication"),
    "practice": N_("Good practice"),
}
"""The steps of the chain, by the names of `stages.Step`."""


def answer(one: Standing, project: str, series: Sequence[Series]) -> str:
    """Where it stands, what its figures say, and what it lacks next."""
    where = words.place(one.pilot)
    cluster = _(CLUSTERS[one.pilot["cluster"]]) if one.pilot["cluster"] else _("no cluster named")
    stood = _(
        "A pilot of {project} in {place} ({cluster}). Stage: {stage}.",
        project=project, place=where, cluster=cluster, stage=_(stages.LABELS[one.stage]),
    )  # fmt: skip
    reached = [_reached(each) for each in series if each.progress is not None]
    lacks = _("What it lacks next: {lack}", lack=one.lacks) if one.lacks else ""
    return " ".join(filter(None, [stood, *reached[:2], lacks]))


def nothing(awaited: Sequence[Awaited]) -> str:
    """No pilot is recorded: how many are promised, and that none is invented."""
    promised = sum(one.expected or 0 for one in awaited if one.table == "pilot")
    if not promised:
        return _("No pilot is recorded, and none is promised.")
    return n_(
        "{count} pilot is promised; no document that was read names it, and none is made up here.",
        "{count} pilots are promised; no document that was read names one, and none is made up here.",
        promised,
    )


def _reached(one: Series) -> str:
    return f"{name(one)}: {progress(one)}"


def name(one: Series) -> str:
    """The indicator as the catalogue calls it, else in the pilot's own words."""
    known = catalogue.load().indicators.get(one.indicator)
    return _(known.name) if known else one.indicator


def unit(one: Series) -> str:
    """The unit of the catalogue, else the one of the figures."""
    known = catalogue.load().indicators.get(one.indicator)
    return _(known.unit) if known else one.unit


def decimals(one: Series) -> int:
    """As many as the figures have, at most two."""
    target = [one.target] if one.target else []
    values = [point.value for point in [*one.known, *target]]
    return next((count for count in (0, 1) if all(value == round(value, count) for value in values)), 2)


def progress(one: Series) -> str:
    """`From 8 to 15 of 20 (58 % of the way).`; or that it cannot be computed, and what is missing."""
    if one.progress is None or one.baseline is None or one.target is None:
        return _("Progress cannot be computed: {why}.", why=texts.listing(_lacking(one)))
    places = decimals(one)
    said = {
        "before": texts.number(one.baseline.value, places),
        "now": texts.number(one.measured[-1].value, places),
        "aim": texts.number(one.target.value, places),
        "share": texts.number(100 * one.progress, 0),
    }
    return _("from {before} to {now}, where {aim} is the target ({share} % of the way).", **said)


def _lacking(one: Series) -> list[str]:
    lacks = {
        _("there is no baseline"): one.baseline is None,
        _("there is no target"): one.target is None,
        _("nothing was measured yet"): not one.measured,
    }
    said = [sentence for sentence, lacking in lacks.items() if lacking]
    return said or [_("baseline and target are the same")]


def step(name_: str, row: Mapping[str, Any], organisations: Mapping[str, str]) -> list[str]:
    """What a row of a step tells: its name first, then what there is to know of it."""
    told = {
        "group": _group,
        "need": _need,
        "plan": _plan,
        "measure": _measure,
        "pilot": _pilot,
        "validation": _validation,
        "replication": _replication,
    }.get(name_, _named)
    return [line for line in told(row, organisations) if line]


def _named(row: Mapping[str, Any], organisations: Mapping[str, str]) -> list[str]:
    return [str(row["name"])]


def _group(row: Mapping[str, Any], organisations: Mapping[str, str]) -> list[str]:
    formed = _("memorandum signed {when}", when=words.moment(row["formed"])) if row["formed"] else ""
    return [row["name"] or words.near(row), formed]


def _need(row: Mapping[str, Any], organisations: Mapping[str, str]) -> list[str]:
    known = catalogue.load().indicators.get(row["indicator"])
    return [row["statement"], _(known.name) if known else row["indicator"]]


def _plan(row: Mapping[str, Any], organisations: Mapping[str, str]) -> list[str]:
    return [row["name"] or words.place(row), words.moment(row["date"]) if row["date"] else ""]


def _measure(row: Mapping[str, Any], organisations: Mapping[str, str]) -> list[str]:
    owner = organisations.get(row["owner"], row["owner"])
    money = words.euros(row["budget"]) if row["budget"] == row["budget"] else ""
    return [row["name"], ", ".join(filter(None, (owner, _dates(row), money)))]


def _pilot(row: Mapping[str, Any], organisations: Mapping[str, str]) -> list[str]:
    return [row["name"], _dates(row)]


def _dates(row: Mapping[str, Any]) -> str:
    return words.span(row["begins"], row["ends"]) if row["begins"] or row["ends"] else ""


def _validation(row: Mapping[str, Any], organisations: Mapping[str, str]) -> list[str]:
    who = organisations.get(row["organisation"], row["organisation"])
    return [
        _(VERDICTS[row["verdict"]]),
        f"{who}, {words.moment(row['date'])}",
        row["conditions"],
        _("Evidence: {evidence}", evidence=row["evidence"]) if row["evidence"] else "",
    ]


def _replication(row: Mapping[str, Any], organisations: Mapping[str, str]) -> list[str]:
    who = organisations.get(row["organisation"], row["organisation"])
    return [
        f"{words.place(row)}: {_(RESULTS[row['result']])}",
        f"{who}, {words.moment(row['date'])}",
        "; ".join(parts(row["factors"])),
        _("Evidence: {evidence}", evidence=row["evidence"]) if row["evidence"] else "",
    ]


def figures(rows: Sequence[Mapping[str, Any]]) -> str:
    """How many figures there are, of how many indicators."""
    return n_(
        "{count} figure of {indicators}", "{count} figures of {indicators}", len(rows),
        indicators=n_("{count} indicator", "{count} indicators", len({row["indicator"] for row in rows})),
    )  # fmt: skip
