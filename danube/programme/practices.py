"""The library of good practices: what they are about, found by words, and who could use them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from danube.catalogue.programme.columns import CLUSTERS
from danube.programme import places, situated
from danube.programme.matching import bodies, criteria, purposes, suggestions, topics
from danube.programme.matching.actors import Actor
from danube.programme.matching.criteria import Knowledge
from danube.programme.matching.suggestions import Suggestions
from danube.programme.register import Register, parts, records

PURPOSE = replace(
    purposes.PURPOSES["replication"],
    weights={"skills": 0, "topics": 2, "gap": 2, "structure": 2, "distance": 0.5, "ties": 1, "company": 0},
)
"""As for repeating a pilot; a practice has no needs of its own, and its topic counts more."""


@dataclass(frozen=True)
class Practice:
    """A practice with what hangs on it.

    users: keys of the actors whose plan it inspired, or who repeated it; owner: keys of who is behind it.
    """

    row: Mapping[str, Any]
    words: str
    users: frozenset[str]
    owners: frozenset[str]

    @property
    def key(self) -> str:
        """Its key among actors."""
        return f"practice:{self.row['id']}"

    @property
    def transition(self) -> tuple[str, ...]:
        """Which parts of the twin transition it serves."""
        return parts(self.row["transition"])

    @property
    def inside(self) -> bool | None:
        """Whether it is of the Danube Region; None where nobody knows."""
        return places.inside(self.row["region"], self.row["country"])


def of(register: Register) -> list[Practice]:
    """Every practice, by name."""
    plans = {row["id"]: row for row in register.rows("action_plan")}
    projects = {row["id"]: row for row in register.rows("project")}
    pilots = {row["id"]: row for row in register.rows("pilot")}
    again = {row["id"]: row for row in register.rows("replication")}
    found = []
    for row in records(register.table("good_practice")):
        named = [plans[one] for one in parts(row["inspires"]) if one in plans]
        pilot, repeated = pilots.get(row["pilot"], {}), again.get(row["replication"], {})
        told = (
            row["name"], row["evidence"], row["area"], _cluster(row["cluster"]), *parts(row["transition"]),
            pilot.get("name", ""), pilot.get("requirements", ""),
            projects.get(row["project"], {}).get("title", ""), *(plan["measures"] for plan in named),
        )  # fmt: skip
        users = _keys(*(plan["organisation"] for plan in named), repeated.get("organisation", ""))
        found.append(Practice(row, " ".join(filter(None, told)), users, _keys(pilot.get("lead", ""))))
    return sorted(found, key=lambda one: str(one.row["name"]).casefold())


def _cluster(key: str) -> str:
    return CLUSTERS.get(key, "")


def _keys(*organisations: str) -> frozenset[str]:
    return frozenset(f"organisation:{one}" for one in organisations if one)


def search(practices: list[Practice], words: str) -> list[Practice]:
    """Those that have every word somewhere, in whatever case; else those most like the words, best first."""
    wanted = words.casefold().split()
    exact = [one for one in practices if all(word in _text(one) for word in wanted)]
    if exact or not wanted or not practices:
        return exact
    found = topics.of({"": words, **{one.key: one.words for one in practices}}).like("")
    close = [one for one in practices if found[one.key] >= LIKE]
    return sorted(close, key=lambda one: -float(found[one.key]))


LIKE = 0.12
"""How alike words and a practice are from which it is shown although a word is not in it."""


def _text(one: Practice) -> str:
    return f"{one.words} {one.row['country']} {one.row['region']} {one.row['note']}".casefold()


def joined(knowledge: Knowledge, register: Register, practices: list[Practice]) -> Knowledge:
    """The knowledge with every practice as one who seeks: tied to those who use it or stand behind it."""
    every = {**knowledge.actors, **{one.key: _actor(one) for one in practices}}
    known = bodies.of(register, knowledge.actors)
    members = {("practice", one.key): one.users | one.owners | {one.key} for one in practices}
    both = bodies.Bodies({**known.members, **members}, known.told, known.own)
    return criteria.known(every, both, knowledge.regional)


def _actor(one: Practice) -> Actor:
    row = one.row
    return Actor(
        one.key, row["name"], "practice", row["region"], row["country"], situated.where(row), one.inside,
        one.words, documents=parts(row["document"]), row=row,
    )  # fmt: skip


def users(knowledge: Knowledge, one: Practice, count: int = 3) -> dict[str, list[str]]:
    """Key of who could use a practice, best first → the criteria that speak most for it, of what is known.

    Of the Danube Region, and new to it: whoever uses it, stands behind it or is a partner of its project
    knows it already.
    """
    partners = knowledge.bodies.members.get(("project", str(one.row["project"])), frozenset())
    found = suggestions.of(knowledge, one.key, PURPOSE)
    aware = one.users | one.owners | partners
    keys = [str(key) for key in found.table.index if knowledge.actors[str(key)].inside]
    return {key: _telling(found, key) for key in [key for key in keys if key not in aware][:count]}


def _telling(found: Suggestions, key: str) -> list[str]:
    """The criteria that add most, in their order; none that adds less than a point or that nobody knows."""
    points = {name: float(found.table[name][key]) for name in purposes.CRITERIA}
    sure = [name for name, value in points.items() if value >= 1 and (key, name) not in found.unknown]
    return sorted(sure, key=lambda name: -points[name])
