"""What actors take part in together: projects, pilots, clusters; and the texts that this gives them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from danube.programme.matching.actors import Actor
from danube.programme.register import Register

Body = tuple[str, str]
"""Kind (project, pilot or cluster) and id or name."""

TEXTS = {
    "instrument": ("name", "objective"),
    "action_plan": ("measures",),
    "pilot": ("name", "requirements", "priority"),
}
"""Tables in which a row of a project speaks of one organisation → the columns that say what it is about."""

LEADS = ("organisation", "lead")


@dataclass(frozen=True)
class Bodies:
    """Body → the keys of who takes part, and the texts of body and member.

    told: body → what it is about, for all members; own: (body, key) → what it says of one member alone.
    """

    members: Mapping[Body, frozenset[str]]
    told: Mapping[Body, str]
    own: Mapping[tuple[Body, str], str]

    def without(self, body: Body, key: str = "") -> Bodies:
        """As if this actor had no part in the body; where none is named, as if there were no such body."""
        left = self.members[body] - {key} if key else frozenset()
        own = {pair: text for pair, text in self.own.items() if pair[0] != body or (key and pair[1] != key)}
        return Bodies({**self.members, body: left}, self.told, own)

    def ties(self) -> dict[str, frozenset[str]]:
        """Key → the keys of all who share a body with it."""
        found: dict[str, set[str]] = {}
        for members in self.members.values():
            for one in members:
                found.setdefault(one, set()).update(members - {one})
        return {key: frozenset(others) for key, others in found.items()}

    def words(self, key: str) -> str:
        """What the bodies of an actor, and their rows about it, are about."""
        shared = [self.told.get(body, "") for body, members in self.members.items() if key in members]
        own = [text for (_body, member), text in self.own.items() if member == key]
        return " ".join(filter(None, [*shared, *own]))

    def shared(self, one: str, other: str) -> list[Body]:
        """The bodies in which both take part."""
        return [body for body, members in self.members.items() if {one, other} <= members]


def of(register: Register, actors: Mapping[str, Actor]) -> Bodies:
    """Projects with their partners, pilots with theirs, clusters with their members."""
    members: dict[Body, set[str]] = {}
    for body, key in _memberships(register, actors):
        members.setdefault(body, set()).add(key)
    told: dict[Body, str] = {
        ("project", row["id"]): f"{row['title']} {row['objectives']}" for row in register.rows("project")
    }
    told |= {("pilot", row["id"]): _text("pilot", row) for row in register.rows("pilot")}
    own: dict[tuple[Body, str], str] = {}
    for body, key, text in _rows_about_one(register):
        own[body, key] = f"{own.get((body, key), '')} {text}".strip()
    return Bodies({body: frozenset(keys) for body, keys in members.items()}, told, own)


def _memberships(register: Register, actors: Mapping[str, Actor]) -> Iterator[tuple[Body, str]]:
    for row in register.rows("partnership"):
        yield ("project", row["project"]), f"organisation:{row['organisation']}"
    for row in register.rows("pilot_partner"):
        yield ("pilot", row["pilot"]), f"organisation:{row['organisation']}"
    for row in register.rows("cluster_member"):
        own, member = f"organisation:{row['organisation']}", f"member:{row['cluster']}/{row['name']}"
        yield ("cluster", row["cluster"]), own if own in actors else member


def _rows_about_one(register: Register) -> Iterator[tuple[Body, str, str]]:
    """Body, key and text of rows that a project has about one of its organisations."""
    for name in TEXTS:
        for row in register.rows(name):
            leader = next((row[column] for column in LEADS if row.get(column)), "")
            if leader and (text := _text(name, row)):
                yield ("project", row["project"]), f"organisation:{leader}", text


def _text(name: str, row: Mapping[str, str]) -> str:
    return " ".join(row.get(column) or "" for column in TEXTS[name]).strip()
