"""What speaks for a pair, criterion by criterion, each from 0 to 1; missing where nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp, sqrt

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
    regional: Regional
    ties: Mapping[str, frozenset[str]]

    def partners(self, key: str) -> frozenset[str]:
        """The keys of all who share a project, pilot or cluster with an actor."""
        return self.ties.get(key, frozenset())


def known(actors: Mapping[str, Actor], bodies: Bodies, regional: Regional) -> Knowledge:
    """Puts together who there is, what they take part in, and what the benchmark says of their regions."""
    texts = {key: f"{one.words} {bodies.words(key)}".strip() for key, one in actors.items()}
    return Knowledge(actors, bodies, topics.of(texts), regional, bodies.ties())


def table(knowledge: Knowledge, seeker: str, others: Iterable[str], purpose: Purpose) -> pd.DataFrame:
    """Other key by criterion, `company` apart; values 0 to 1, missing where nobody knows."""
    own = knowledge.actors[seeker]
    keys = [key for key in others if key != seeker]
    alike = knowledge.topics.like(seeker)
    rows = [
        {
            "skills": skills(own, other),
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


def skills(one: Actor, other: Actor) -> float:
    """How well needs meet capabilities, the mean of both directions; missing where neither can be told."""
    both = [_met(one.needs, other.capabilities), _met(other.needs, one.capabilities)]
    told = [value for value in both if value is not None]
    return sum(told) / len(told) if told else np.nan


def _met(needs: tuple[str, ...], offered: tuple[str, ...]) -> float | None:
    """Mean over the needs of how well the best offer meets each; below the same thing it is nothing."""
    found = topics.best(needs, offered)
    if not found:
        return None
    return sum(likeness if likeness >= SAME else 0.0 for *_pair, likeness in found) / len(found)


def nearness(kilometres: float | None) -> float:
    """1 at the same spot, 0.37 at 500 km; missing where a spot is not known."""
    return np.nan if kilometres is None else exp(-kilometres / REACH_KM)


def common(one: frozenset[str], other: frozenset[str]) -> float:
    """Partners in common over the mean number of partners (Salton's cosine); missing where one has none."""
    if not one or not other:
        return np.nan
    return len(one & other) / sqrt(len(one) * len(other))
