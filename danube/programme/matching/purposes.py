"""What a match is for: who seeks, who is sought, and how much each criterion counts."""

from __future__ import annotations

from dataclasses import dataclass

from danube import regions
from danube.programme.matching.actors import Actor

CRITERIA = ("skills", "topics", "gap", "structure", "distance", "ties", "company")
"""In the order of the pages.

skills: what one needs and the other offers; topics: texts; gap: weak points of the seeker's region on which
the other's is well ahead, for replication the weak points that both share; structure: how alike the regions
are; distance: how near; ties: partners in common; company: how well the other's own partners fit.
"""


@dataclass(frozen=True)
class Purpose:
    """`seeks` and `sought` are the sides of both, any where they are empty; `weights` by criterion.

    elsewhere: only other regions; tied: whether those that already work together are suggested too.
    """

    key: str
    seeks: tuple[str, ...]
    sought: tuple[str, ...]
    weights: dict[str, float]
    elsewhere: bool = False
    tied: bool = False


TEACHERS = ("cluster", "research", "public", "civil", "", "region")
"""From whom one learns what a region does well: a firm alone is no lesson for it."""

ORGANISED = ("cluster", "business", "research", "public", "civil", "")
"""Everybody but regions."""


def _business(key: str, seeks: str, sought: str) -> Purpose:
    weights = {"skills": 4, "topics": 2, "gap": 0, "structure": 0.5, "distance": 1, "ties": 1, "company": 1}
    return Purpose(key, (seeks,), (sought,), weights)


PURPOSES: dict[str, Purpose] = {
    one.key: one
    for one in (
        Purpose(
            "project", (*ORGANISED, "region"), ORGANISED,
            {"skills": 1, "topics": 1, "gap": 0.5, "structure": 0.5, "distance": 1, "ties": 1, "company": 5},
        ),
        _business("c2c", "cluster", "cluster"),
        _business("c2b", "cluster", "business"),
        _business("b2c", "business", "cluster"),
        _business("b2b", "business", "business"),
        Purpose(
            "learning", (*ORGANISED, "region"), TEACHERS,
            {"skills": 1, "topics": 1, "gap": 3, "structure": 2, "distance": 0.5, "ties": 0.5, "company": 0},
            elsewhere=True, tied=True,
        ),
        Purpose(
            "replication", (*ORGANISED, "region"), (*ORGANISED, "region"),
            {"skills": 0.5, "topics": 1, "gap": 2, "structure": 3, "distance": 0.5, "ties": 1, "company": 0},
            elsewhere=True, tied=True,
        ),
    )
}  # fmt: skip
"""The weights are set by judgement, not fitted to the partnerships of the documents on which they are tried.

In a project the company counts as much as all else: partners come in groups.
"""


def of(seeker: Actor) -> list[str]:
    """The purposes for which an actor of this side can look for somebody."""
    return [key for key, one in PURPOSES.items() if seeker.side in one.seeks]


def sought(purpose: Purpose, seeker: Actor, actor: Actor) -> bool:
    """True where the actor is what the seeker looks for, their ties apart."""
    if actor.key == seeker.key or actor.side not in purpose.sought:
        return False
    return not (purpose.elsewhere and _within(actor, seeker))


def _within(actor: Actor, other: Actor) -> bool:
    """True where the actor sits in the other's region, or in its country where no region is told."""
    own, home = actor.region or actor.country, other.region or other.country
    return own == home or (own in regions.load() and home in regions.ancestors(own))
