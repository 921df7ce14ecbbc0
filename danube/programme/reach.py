"""Does the programme reach the gaps? Weak spots of regions that nothing is aimed at, and what misses them.

An action is a pilot, an action plan or a policy instrument. It is aimed at indicators: those of the needs it
answers, those of the catalogue that it measures, and, for plans and instruments without a need, those of
the objective of its project (`danube.programme.themes`, our own reading). One of a whole country is aimed at
all of its regions.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal

import pandas as pd

from danube import catalogue, regions
from danube.benchmark.profile import NOTABLE
from danube.programme import places, themes
from danube.programme.book import Book
from danube.programme.register import Register, records

Kind = Literal["pilot", "action_plan", "instrument"]
KINDS: tuple[Kind, ...] = ("pilot", "action_plan", "instrument")
Basis = Literal["need", "measured", "theme", ""]
Verdict = Literal["hit", "outside", "untied", "unknown", "strong"]
JUDGED = ["kind", "id", "region", "indicator", "period", "value", "median", "distance", "verdict"]


@dataclass(frozen=True)
class Action:
    """What is done somewhere, and the indicators it is aimed at; `basis` says how these are known.

    region: a code of any level, empty outside the Danube Region; begins: as exact as it is known, and where
    no document dates the action (`dated` is false) the beginning of its project.
    """

    kind: Kind
    id: str
    name: str
    project: str
    region: str
    country: str
    begins: str
    dated: bool
    indicators: tuple[str, ...]
    basis: Basis

    @property
    def units(self) -> tuple[str, ...]:
        """The regions it is aimed at, as they are drawn at level 2."""
        return tuple(
            code
            for code in regions.at_level(2)
            if self.region and self.region in (code, *regions.ancestors(code))
        )


@dataclass(frozen=True)
class Reach:
    """Every weak spot with the actions aimed at it, and every action with what it meets.

    gaps: region, indicator, pillar, period, value, median, distance, actions (tuple of Action);
    judged: kind, id, region, indicator, period, value, median, distance, verdict: a row per action, region
    and indicator; one row with an empty region or indicator where there is none.
    """

    actions: tuple[Action, ...]
    gaps: pd.DataFrame
    judged: pd.DataFrame

    @cached_property
    def missed(self) -> pd.DataFrame:
        """The gaps at which nothing is aimed."""
        return self.gaps[~self.gaps["actions"].map(bool).astype(bool)]

    @cached_property
    def beside(self) -> tuple[tuple[Action, Verdict], ...]:
        """The actions that meet no gap, and why."""
        hit = self._with("hit")
        order: tuple[Verdict, ...] = ("outside", "untied", "strong", "unknown")
        return tuple(
            (one, next(why for why in order if _key(one) in self._with(why)))
            for one in self.actions
            if _key(one) not in hit
        )

    def _with(self, verdict: Verdict) -> set[tuple[str, str]]:
        rows = self.judged[self.judged["verdict"] == verdict]
        return set(zip(rows["kind"], rows["id"], strict=True))


def _key(one: Action) -> tuple[str, str]:
    return one.kind, one.id


def actions(register: Register, measurements: pd.DataFrame, project: str = "") -> tuple[Action, ...]:
    """The pilots, plans and instruments of a project, or of all of them."""
    aims = _Aims(register, measurements)
    begun = {row["id"]: row["begins"] for row in register.rows("project")}
    return tuple(
        _action(kind, row, begun.get(row["project"], ""), aims)
        for kind in KINDS
        for row in records(places.settled(register.table(kind, project)))
    )


def _action(kind: Kind, row: dict[str, Any], begun: str, aims: _Aims) -> Action:
    """A row of the register as an action; `begun` is when its project began."""
    own = row.get("begins") or row.get("date") or ""
    name, project, region, country = (row[one] for one in ("name", "project", "region", "country"))
    told = aims.of(kind, row)
    return Action(kind, row["id"], name, project, region, country, own or begun, bool(own), *told)


@dataclass(frozen=True)
class _Aims:
    """What the needs and the measurements say about the indicators of an action."""

    register: Register
    measurements: pd.DataFrame

    def of(self, kind: Kind, row: dict[str, Any]) -> tuple[tuple[str, ...], Basis]:
        """The indicators of an action, and how they are known."""
        needed = self._needed(kind, row)
        if needed:
            return needed, "need"
        if kind != "pilot":
            told = themes.of(row["project"])
            return told, "theme" if told else ""
        own = set(Book(self.register, self.measurements).figures(row)["indicator"])
        measured = tuple(one for one in catalogue.load().indicators if one in own)
        return measured, "measured" if measured else ""

    def _needed(self, kind: Kind, row: dict[str, Any]) -> tuple[str, ...]:
        column = {"pilot": "id", "action_plan": "action_plan", "instrument": ""}[kind]
        if not column:
            return ()
        wanted = row["measure"] if kind == "pilot" else row["id"]
        return tuple(
            dict.fromkeys(
                self._indicator[one["need"]]
                for one in self.register.rows("measure")
                if one[column] == wanted and one["need"] in self._indicator
            )
        )

    @cached_property
    def _indicator(self) -> dict[str, str]:
        """Need → the indicator that shows it."""
        return {row["id"]: row["indicator"] for row in self.register.rows("need") if row["indicator"]}


def of(
    actions: Sequence[Action],
    standing: pd.DataFrame,
    *,
    subjects: Collection[str],
    weak: float = NOTABLE,
) -> Reach:
    """Gaps and actions against each other; `standing` as `benchmark.standing`.

    A gap is a figure at least `weak` robust standard deviations on the worse side of the median, on one of
    the indicators in `subjects` or on one that an action is aimed at.
    """
    known = {(row["region"], row["indicator"]): row for row in records(standing)}
    judged = pd.DataFrame([row for one in actions for row in _judged(one, known, weak)], columns=JUDGED)
    aimed: dict[tuple[str, str], list[Action]] = {}
    for one in actions:
        for pair in ((region, indicator) for region in one.units for indicator in one.indicators):
            aimed.setdefault(pair, []).append(one)
    wanted = {*subjects, *(indicator for _region, indicator in aimed)}
    gaps = standing[(standing["distance"] <= -weak) & standing["indicator"].isin(wanted)]
    pairs = zip(gaps["region"], gaps["indicator"], strict=True)
    held = pd.Series([tuple(aimed.get(pair, ())) for pair in pairs], index=gaps.index, dtype=object)
    ordered = gaps.assign(actions=held).sort_values(["region", "distance"], kind="stable")
    return Reach(tuple(actions), ordered.reset_index(drop=True), judged)


def _judged(one: Action, known: dict[tuple[str, str], dict[str, Any]], weak: float) -> list[dict[str, Any]]:
    """A row per region and indicator of an action, with what it meets there."""
    plain = {"kind": one.kind, "id": one.id, "region": "", "indicator": "", "period": ""}
    if not one.units:
        return [{**plain, "verdict": "outside"}]
    if not one.indicators:
        return [{**plain, "region": one.region, "verdict": "untied"}]
    return [
        {**plain, "region": region, "indicator": indicator} | _met(known.get((region, indicator)), weak)
        for region in one.units
        for indicator in one.indicators
    ]


def _met(row: dict[str, Any] | None, weak: float) -> dict[str, Any]:
    if row is None or row["distance"] != row["distance"]:
        return {"verdict": "unknown"}
    told = {name: row[name] for name in ("period", "value", "median", "distance")}
    return {**told, "verdict": "hit" if row["distance"] <= -weak else "strong"}


def within(found: Reach, region: str) -> Reach:
    """The same for one region: its gaps, and the actions aimed at it."""
    own = tuple(one for one in found.actions if region in one.units)
    keys = {_key(one) for one in own}
    rows = [key in keys for key in zip(found.judged["kind"], found.judged["id"], strict=True)]
    judged = found.judged[pd.Series(rows, index=found.judged.index, dtype=bool)]
    here = judged["region"].isin([region, *regions.ancestors(region)])
    return replace(
        found,
        actions=own,
        gaps=found.gaps[found.gaps["region"] == region].reset_index(drop=True),
        judged=judged[here].reset_index(drop=True),
    )


def treated(actions: Sequence[Action]) -> set[str]:
    """The regions in which anything is done: no peers to compare an effect with."""
    return {code for one in actions for code in one.units}
