"""The rows of one project, looked up once: who takes part, its plans and pilots, what was validated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from danube.programme.register import Register

Row = dict[str, Any]
CONFIRMED = ("confirmed", "confirmed-with-conditions")


@dataclass
class Ledger:
    """One project of the register as it stands on a day."""

    register: Register
    project: Row
    on: date

    @cached_property
    def countries(self) -> dict[str, str]:
        """Organisation → its country."""
        return {row["id"]: row["country"] for row in self.register.rows("organisation")}

    @cached_property
    def named(self) -> dict[str, str]:
        """Organisation → its name, empty where no document gives one."""
        return {row["id"]: row["name"] for row in self.register.rows("organisation")}

    @cached_property
    def partners(self) -> list[str]:
        """The organisations that take part in the project."""
        return [str(one) for one in self.register.table("partnership", self.project["id"])["organisation"]]

    @cached_property
    def pilots(self) -> list[Row]:
        """The pilots of the project."""
        return [row for row in self.register.rows("pilot") if row["project"] == self.project["id"]]

    @cached_property
    def plans(self) -> list[Row]:
        """The action plans of the project."""
        return [row for row in self.register.rows("action_plan") if row["project"] == self.project["id"]]

    @cached_property
    def crews(self) -> dict[str, list[str]]:
        """Pilot → the organisations that work on it, the lead first."""
        crews = {row["id"]: [row["lead"]] if row["lead"] else [] for row in self.pilots}
        for row in self.register.rows("pilot_partner"):
            if row["pilot"] in crews and row["organisation"] not in crews[row["pilot"]]:
                crews[row["pilot"]].append(row["organisation"])
        return crews

    @cached_property
    def plan_of(self) -> dict[str, str]:
        """Pilot → its action plan, by its measure or named in the pilot itself."""
        plans = {row["id"]: row["action_plan"] for row in self.register.rows("measure")}
        return {row["id"]: plans.get(row["measure"], "") or row["action_plan"] for row in self.pilots}

    @cached_property
    def validated(self) -> dict[str, Row]:
        """Pilot → its latest validation, where that confirms it."""
        rows = sorted(self.register.rows("validation"), key=lambda row: str(row["date"]))
        latest = {row["pilot"]: row for row in rows}
        return {pilot: row for pilot, row in latest.items() if row["verdict"] in CONFIRMED}

    def joint(self, organisations: list[str]) -> bool:
        """Whether they come from at least two countries."""
        return len({self.countries.get(one, "") for one in organisations} - {""}) >= 2
