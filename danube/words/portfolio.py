"""The initiatives in words: the answer of the portfolio, and what documents tell differently."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from danube import texts
from danube.programme.awaited import Awaited
from danube.programme.disagreements import Disagreement, Version
from danube.programme.targets import Progress
from danube.texts import N_, _, n_
from danube.words import programme as words

STATEMENTS = {
    "budget": N_("Total budget"),
    "ends": N_("End"),
    "begins": N_("Begin"),
    "countries": N_("Countries"),
    "locations": N_("Places"),
    "partners": N_("Partners"),
    "regions": N_("Regions"),
    "name": N_("Name"),
}
MILLION = 1_000_000


def answer(projects: pd.DataFrame, pilots: int, awaited: Sequence[Awaited], aims: Sequence[Progress]) -> str:
    """How many initiatives, for how much and when; how many pilots; which targets nobody can compute."""
    if projects.empty:
        return _("No initiative is recorded in this version.")
    told = [_sum(projects), _pilots(pilots, awaited), _unknown(aims)]
    return " ".join(sentence for sentence in told if sentence)


def _sum(projects: pd.DataFrame) -> str:
    """`Four initiatives, with budgets of EUR 5.9 million together, between 2018 and 2026.`"""
    years = sorted(text[:4] for name in ("begins", "ends") for text in projects[name] if text)
    budget = float(projects["budget"].sum())
    return n_(
        "{count} initiative works on it, with a budget of EUR {budget} million, {first} to {last}.",
        "{count} initiatives work on it, with budgets of EUR {budget} million together, {first} to {last}.",
        len(projects),
        budget=texts.number(budget / MILLION, 1),
        first=years[0] if years else texts.MISSING,
        last=years[-1] if years else texts.MISSING,
    )


def _pilots(held: int, awaited: Sequence[Awaited]) -> str:
    """How many pilots the register holds, of how many that were promised."""
    promised = sum(one.expected or 0 for one in awaited if one.table == "pilot")
    if not promised:
        return n_("{count} pilot is recorded.", "{count} pilots are recorded.", held) if held else ""
    if not held:
        return n_(
            "{count} pilot is promised; no document describes it yet.",
            "{count} pilots are promised; no document describes one yet.",
            promised,
        )
    return n_(
        "Of {promised} promised pilots {count} is recorded.",
        "Of {promised} promised pilots {count} are recorded.",
        held,
        promised=texts.number(promised, 0),
    )


def _unknown(aims: Sequence[Progress]) -> str:
    """How many targets cannot be computed."""
    lost = [one for one in aims if one.share is None]
    if not lost:
        return ""
    return n_(
        "For {count} of {all} targets nobody can compute how far it is: documents tell too little.",
        "For {count} of {all} targets nobody can compute how far they are: documents tell too little.",
        len(lost),
        all=texts.number(len(aims), 0),
    )


def aim(one: Progress) -> str:
    """What is to be reached as it is told: `15 % more than the baseline`, `10`; else that nobody says."""
    if one.stated is None:
        return _("no figure is named")
    stated = words.figure(one.stated)
    if one.unit == "% more than the baseline":
        return _("{number} % more than the baseline", number=stated)
    return stated if one.unit in ("", "number") else f"{stated} {one.unit}"


def differently(one: Disagreement) -> str:
    """`Countries: 10, 8 or 9`."""
    return f"{statement(one)}: {_either([_said(one, says) for says in one.said])}"


def statement(one: Disagreement) -> str:
    """What is told differently, in words."""
    return _(STATEMENTS[one.statement]) if one.statement in STATEMENTS else one.statement


def version(one: Disagreement, told: Version) -> str:
    """`10: countries that the partners come from`; whether it was counted and not stated."""
    counted = f" ({_('counted')})" if told.basis == "counted" else ""
    return f"{_said(one, told.says)}: {told.meaning}{counted}" if told.meaning else _said(one, told.says)


def _said(one: Disagreement, says: str) -> str:
    if one.statement in ("ends", "begins"):
        return words.moment(says)
    if one.statement == "budget" and says.replace(".", "", 1).isdigit():
        return words.euros(float(says))
    return says


def _either(words_: list[str]) -> str:
    if len(words_) < 2:
        return "".join(words_)
    return _("{several} or {last}", several=", ".join(words_[:-1]), last=words_[-1])


def outcome(row: dict[str, Any]) -> str:
    """`748 projects submitted: A call for digital projects …`; the sentence alone where it has no figure."""
    figure = words.figure(row["value"], row["unit"]) if row["value"] == row["value"] else ""
    where = words.place(row)
    near = f" ({where})" if where != texts.MISSING else ""
    return f"{figure}: {row['statement']}{near}" if figure else f"{row['statement']}{near}"
