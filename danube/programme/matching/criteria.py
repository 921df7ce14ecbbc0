"""What speaks for a pair, criterion by criterion, each from 0 to 1; missing where nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp, sqrt
from statistics import fmean

import numpy as np
import pandas as pd

from danube.programme import situated
from danube.programme.matching import topics
from danube.programme.matching.actors import Actor
from danube.programme.matching.bodies import Bodies
from danube.programme.matching.purposes import CRITERIA, Purpose
from danube.programme.matching.regional import Regional
from danube.programme.matching.topics import Topics

REACH_KM = 500.0
"""Kilometres over which nearness falls to 1/e: a day's journey there and back."""

SAME = 0.35
"""How alike a need and a capability are from which they count as the same thing."""


@dataclass(frozen=True)
class Knowledge:
    """All that the matching knows at a version; made once and shared."""

    actors: Mapping[str, Actor]
    bodies: Bodies
    topics: Topics
    phrases: Topics
    regional: Regional
    ties: Mapping[str, frozenset[str]]

    def partners(self, key: str) -> frozenset[str]:
        """The keys of all who share a project, pilot or cluster with an actor."""
        return self.ties.get(key, frozenset())


def known(actors: Mapping[str, Actor], bodies: Bodies, regional: Regional) -> Knowledge:
    """Puts together who there is, what they take part in, and what the benchmark says of their regions."""
    texts = {key: f"{one.words} {bodies.words(key)}".strip() for key, one in actors.items()}
    phrases = {text: text for one in actors.values() for text in (*one.capabilities, *one.needs)}
    return Knowledge(actors, bodies, topics.of(texts), topics.of(phrases), regional, bodies.ties())


def table(knowledge: Knowledge, seeker: str, others: Iterable[str], purpose: Purpose) -> pd.DataFrame:
    """Other key by criterion, `company` apart; values 0 to 1, missing where nobody knows."""
    own = knowledge.actors[seeker]
    keys = [key for key in others if key != seeker]
    alike, meets = knowledge.topics.like(seeker).to_dict(), Meeting(knowledge, own)
    rows = [
        {
            "skills": meets.both(other),
            "topics": alike[other.key],
            "gap": _gap(knowledge.regional, own, other, purpose),
            "structure": knowledge.regional.alike(own.region, other.region),
            "distance": nearness(situated.apart(own.spot, other.spot)),
            "ties": common(knowledge.partners(seeker), knowledge.partners(other.key)),
        }
        for other in (knowledge.actors[key] for key in keys)
    ]
    return pd.DataFrame(rows, index=keys, columns=[one for one in CRITERIA if one != "company"], dtype=float)


def _gap(regional: Regional, own: Actor, other: Actor, purpose: Purpose) -> float:
    measure = regional.shared_weakness if purpose.key == "replication" else regional.gap
    return measure(own.region, other.region)


class Meeting:
    """What one actor needs and offers against what others do, phrase by phrase."""

    def __init__(self, knowledge: Knowledge, own: Actor) -> None:
        self._own = own
        self._like = {
            text: knowledge.phrases.like(text).dropna().to_dict() for text in (*own.needs, *own.capabilities)
        }

    def both(self, other: Actor) -> float:
        """Mean of both directions of how well needs meet capabilities; missing where neither can be told."""
        directions = (self.needed(other), self.offered(other))
        told = [fmean(row[2] for row in rows) for rows in directions if rows]
        return fmean(told) if told else np.nan

    def needed(self, other: Actor) -> list[tuple[str, str, float]]:
        """Each need of this one, the other's capability most like it, and how alike they are, 0 to 1."""
        if not other.capabilities:
            return []
        like = self._like
        return [
            _best(need, {skill: like[need].get(skill, 0.0) for skill in other.capabilities})
            for need in self._own.needs
        ]

    def offered(self, other: Actor) -> list[tuple[str, str, float]]:
        """The same for the needs of the other and what this one can do."""
        if not self._own.capabilities:
            return []
        like, own = self._like, self._own.capabilities
        return [_best(need, {skill: like[skill].get(need, 0.0) for skill in own}) for need in other.needs]


def _best(need: str, offers: Mapping[str, float]) -> tuple[str, str, float]:
    """The offer most like the need; below the same thing it is nothing."""
    near = max(offers, key=lambda offer: offers[offer])
    return need, near, min(1.0, offers[near]) if offers[near] >= SAME else 0.0


def nearness(kilometres: float | None) -> float:
    """1 at the same spot, 0.37 at 500 km; missing where a spot is not known."""
    return np.nan if kilometres is None else exp(-kilometres / REACH_KM)


def common(one: frozenset[str], other: frozenset[str]) -> float:
    """Partners in common over the mean number of partners (Salton's cosine); missing where one has none."""
    if not one or not other:
        return np.nan
    return len(one & other) / sqrt(len(one) * len(other))
