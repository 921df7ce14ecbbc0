"""How good the suggestions are: tried on the partnerships of the documents, beside two simple guesses.

Every partnership is hidden once; who is then among the first five suggestions, and really was a partner in
that project? Two ways to hide: `joining` takes one organisation out of a project, together with all that the
project's documents say of it, and asks for the others; `founding` takes the whole project away, its text and
all its ties, as if it had not begun. Notes, ids and documents of a row never enter a text: they would give
the answer away. Partners that an organisation has from another project are no answer: they are known.

Beside it: `popularity` (who has most partners) and `distance` (who is nearest). Where several are equal at
the fifth place, the precision is what drawing among them by lot gives on average.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from danube.programme import situated
from danube.programme.matching import actors as people
from danube.programme.matching import bodies as joint
from danube.programme.matching import criteria, suggestions
from danube.programme.matching.criteria import Knowledge
from danube.programme.matching.purposes import PURPOSES
from danube.programme.matching.regional import Regional
from danube.programme.register import Register

FIRST = 5
WAYS = ("joining", "founding")
METHODS = ("matching", "distance", "popularity")
DRAWS = 2000
PURPOSE = PURPOSES["project"]
Way = Literal["joining", "founding"]


@dataclass(frozen=True)
class Case:
    """A hidden partnership: who seeks, in which project, what is still known, who is to be found."""

    seeker: str
    project: str
    knowledge: Knowledge
    wanted: frozenset[str]


def measured(register: Register, regional: Regional) -> pd.DataFrame:
    """Way, project, seeker, method → precision: one row for each hidden partnership, way and method."""
    rows = []
    for way in WAYS:
        for case in cases(register, regional, way):
            keys = suggestions.candidates(case.knowledge, case.seeker, PURPOSE)
            for method, guess in GUESSES.items():
                found = precision(guess(case, keys), case.wanted)
                rows.append((way, case.project, case.seeker, method, found))
    return pd.DataFrame(rows, columns=["way", "project", "seeker", "method", "precision"])


def cases(register: Register, regional: Regional, way: str) -> Iterator[Case]:
    """Every partnership of a project, hidden; those without anybody new to be found are left out.

    Only organisations take part: what is told of a cluster's members is no part of the trial, because the
    same document tells who are clusters and who are partners.
    """
    bare = Register(
        register.version, {**register.tables, "cluster_member": register.table("cluster_member").head(0)}
    )
    actors = {key: one for key, one in people.of(bare).items() if one.side != "region"}
    every = joint.of(bare, actors)
    for body in [one for one in every.members if one[0] == "project"]:
        gone = criteria.known(actors, every.without(body), regional) if way == "founding" else None
        for seeker in sorted(every.members[body]):
            knowledge = gone or criteria.known(actors, every.without(body, seeker), regional)
            if wanted := every.members[body] - {seeker} - knowledge.partners(seeker):
                yield Case(seeker, body[1], knowledge, wanted)


def _matching(case: Case, keys: Sequence[str]) -> Mapping[str, float]:
    scores = suggestions.of(case.knowledge, case.seeker, PURPOSE).table["score"]
    return {str(key): float(value) for key, value in scores.items()}


def _distance(case: Case, keys: Sequence[str]) -> Mapping[str, float]:
    """Nearest first; of whom nobody knows where, last."""
    own = case.knowledge.actors
    away = {key: situated.apart(own[case.seeker].spot, own[key].spot) for key in keys}
    return {key: -np.inf if value is None else -value for key, value in away.items()}


def _popularity(case: Case, keys: Sequence[str]) -> Mapping[str, float]:
    return {key: float(len(case.knowledge.partners(key))) for key in keys}


GUESSES = {"matching": _matching, "distance": _distance, "popularity": _popularity}


def precision(scores: Mapping[str, float], wanted: frozenset[str], count: int = FIRST) -> float:
    """Share of the first `count` that are wanted; equals share the places that are left."""
    left, hits = count, 0.0
    for value in sorted({round(score, 9) for score in scores.values()}, reverse=True):
        level = [key for key, score in scores.items() if round(score, 9) == value]
        taken = min(left, len(level))
        hits += taken * sum(key in wanted for key in level) / len(level)
        left -= taken
        if not left:
            break
    return hits / count


def summary(found: pd.DataFrame) -> pd.DataFrame:
    """Way, project (`` for all) → precision by method, and how many cases."""
    whole = found.assign(project="")
    both = pd.concat([whole, found])
    table = both.pivot_table(index=["way", "project"], columns="method", values="precision", aggfunc="mean")
    counts = both[both["method"] == "matching"].groupby(["way", "project"]).size()
    return table.reindex(columns=list(METHODS)).assign(cases=counts)


def lead(found: pd.DataFrame, way: str, over: str) -> tuple[float, float, float]:
    """By how much the matching is ahead of another guess, with a 95 % interval.

    A bootstrap over the cases, in pairs, with a fixed seed (Efron & Tibshirani 1993); cases of one project
    are not independent, so the interval is rather too narrow.
    """
    wide = found[found["way"] == way].pivot(index=["project", "seeker"], columns="method", values="precision")
    gains = (wide["matching"] - wide[over]).to_numpy()
    drawn = np.random.default_rng(5).choice(gains, size=(DRAWS, len(gains))).mean(axis=1)
    low, high = np.percentile(drawn, [2.5, 97.5])
    return float(gains.mean()), float(low), float(high)
