"""The Local Discovery Groups by the sides of the helix: who belongs to them, and which side is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from danube.catalogue.programme.columns import HELIX
from danube.programme.register import Register, records

SIDES = tuple(HELIX)
"""Public, business, research, civil: a group without one of them is not complete."""


@dataclass(frozen=True)
class Circle:
    """A group: its row, and side → the rows of its members, by name."""

    group: Mapping[str, Any]
    sides: Mapping[str, tuple[Mapping[str, Any], ...]]

    @property
    def missing(self) -> tuple[str, ...]:
        """The sides that nobody stands for; of a group without any member nothing is known, so none."""
        return tuple(side for side in SIDES if not self.sides[side]) if self.listed else ()

    @property
    def listed(self) -> int:
        """How many members are named."""
        return sum(map(len, self.sides.values()))

    @property
    def unnamed(self) -> int:
        """How many members the group says it has beyond those that are named."""
        stated = self.group["members"]
        return max(0, round(stated) - self.listed) if stated == stated else 0


def circles(register: Register) -> tuple[Circle, ...]:
    """Every group with its members, in the order of the register."""
    members = records(register.table("stakeholder").sort_values("name", kind="stable"))
    return tuple(_circle(group, members) for group in register.rows("discovery_group"))


def _circle(group: Mapping[str, Any], members: list[dict[str, Any]]) -> Circle:
    own = [one for one in members if one["group"] == group["id"]]
    return Circle(group, {side: tuple(one for one in own if one["helix"] == side) for side in SIDES})
