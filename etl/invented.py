"""A made-up programme: ten groups, plans and pilots at all stages, the same from the same seed.

Nothing of it happened; every row says so in its document and its note.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from danube import regions
from danube.settings import DATA
from etl import programme

PROJECT = "spinit"
NOTE = "Made up for demonstrations."
DOCUMENT = "demonstration"
QUARTERS = ("2024-Q4", "2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1")
HELIX = ("public", "business", "research", "civil")
STEPS = ("planned", "measured", "validated", "replicated", "practice")
DEPTHS = (4, 3, 1, 2, 3, 1, 0, 4, 2, 1)
"""How far along STEPS each of the pilots has come."""

FACTORS = ("somebody on site", "a firm that leads", "money from the city", "a local trainer")
MILESTONES = (("Begun", "2024-11"), ("Half-time", "2025-06"), ("Report", "2026-03"))

Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Idea:
    """What a pilot is about: cluster, name, the need and its indicator, and what the pilot measures."""

    cluster: str
    name: str
    need: str
    indicator: str
    measured: str


IDEAS = (
    Idea("it", "Digital desk", "Small firms have nobody for IT.", "ris_ict_specialists", "Firms advised"),
    Idea("industry-4.0", "Sensors on old machines", "Workshops know little of their machines.",
         "firms_data_analytics", "Machines with sensors"),
    Idea("cross-sectoral", "Data for food makers", "Food makers and IT firms do not meet.",
         "ris_collaborating_smes", "Firms with an IT partner"),
    Idea("industry-4.0", "Cameras that check", "Quality is checked by eye.", "firms_ai",
         "Lines with cameras"),
    Idea("it", "Software by the month", "Business software is too dear for small firms.",
         "firms_business_software", "Firms with business software"),
    Idea("cross-sectoral", "Guests and data", "Small hotels do not sell online.", "firms_e_sales",
         "Hotels that sell online"),
    Idea("it", "Evening school of code", "Few adults learn digital skills.", "ris_digital_skills",
         "People who finished"),
    Idea("industry-4.0", "A test field for robots", "Firms cannot try a robot before they buy one.",
         "ris_process_innovators", "Firms that tried one"),
    Idea("cross-sectoral", "Twin of a water plant", "Utilities and IT firms do not work together.",
         "ris_collaborating_smes", "Plants with a twin"),
    Idea("it", "One door to research", "Firms do not know whom to ask.", "ris_public_private_copublications",
         "Questions answered"),
)  # fmt: skip


@dataclass(frozen=True)
class Site:
    """A town of the project, its region, and the short name that all made-up ids there carry."""

    town: str
    region: str

    @property
    def id(self) -> str:
        """`demo-ro11`."""
        return f"demo-{self.region.lower()}"

    @property
    def country(self) -> str:
        """The country of the region."""
        return regions.country_of(self.region)


def sites() -> list[Site]:
    """The first town of each of ten regions that the documents list for the project."""
    listed = programme.read(DATA / programme.FOLDER / "place.csv")
    own = listed[listed["project"] == PROJECT].drop_duplicates("region").head(len(IDEAS))
    return [Site(town, region) for town, region in zip(own["town"], own["region"], strict=True)]


def rows(chance: Random) -> Rows:
    """Table → its rows, figures of pilots under `measurement`."""
    found: Rows = {}
    places = sites()
    _keep(
        found,
        "document",
        {"id": DOCUMENT, "title": NOTE.rstrip("."), "publisher": "Danube Innovation Observatory"},
    )
    for number, (site, idea, depth) in enumerate(zip(places, IDEAS, DEPTHS, strict=True)):
        neighbour = _abroad(places, number)
        for table, row in (
            *_group(site, idea, chance),
            *_pilot(site, neighbour, idea, depth, chance),
            *_proof(site, neighbour, idea, depth, chance),
        ):
            _keep(found, table, row)
    return found


def _abroad(places: list[Site], number: int) -> Site:
    """The next town in the list that lies in another country."""
    following = [*places[number + 1 :], *places[:number]]
    return next(one for one in following if one.country != places[number].country)


def _keep(rows: Rows, table: str, row: dict[str, Any]) -> None:
    """Every row names the document that says it is made up."""
    rows.setdefault(table, []).append({"document": DOCUMENT, "note": NOTE, **row})


def _group(site: Site, idea: Idea, chance: Random) -> Iterator[tuple[str, dict[str, Any]]]:
    """Two organisations, the group with its members and a workshop, its need and its plan."""
    place = {"town": site.town, "region": site.region, "country": site.country}
    for kind, name in (("research", "Example Institute"), ("business", "Example Works")):
        yield (
            "organisation",
            {"id": f"{site.id}-{kind}", "name": f"{name} {site.town}", "kind": kind, **place},
        )
    sides = chance.sample(HELIX, chance.randint(3, 4))
    group = {
        "id": site.id,
        "project": PROJECT,
        "name": f"Example group of {site.town}",
        "formed": "2024-03-15",
    }
    yield "discovery_group", group | {"town": site.town, "region": site.region, "members": 3 * len(sides)}
    for side in sides:
        owner = f"{site.id}-{side}" if side in ("research", "business") else ""
        member = {"group": site.id, "name": f"Example member, {side}", "helix": side, "organisation": owner}
        yield "stakeholder", member | {"since": "2024-03"}
    workshop = {"id": f"{site.id}-workshop", "group": site.id, "name": f"What {site.town} lacks"}
    yield (
        "workshop",
        workshop | {"date": "2024-05-14", "participants": chance.randint(9, 32), "results": idea.need},
    )
    need = {"id": f"{site.id}-need", "group": site.id, "region": site.region, "indicator": idea.indicator}
    yield "need", need | {"statement": idea.need, "date": "2024-05"}
    plan = {
        "id": f"{site.id}-plan",
        "project": PROJECT,
        "name": f"Example plan of {site.town}",
        "date": "2024-08",
    }
    yield "action_plan", plan | {
        "organisation": f"{site.id}-research", "region": site.region, "country": site.country,
    }  # fmt: skip
    measure = {"id": f"{site.id}-measure", "action_plan": f"{site.id}-plan", "need": f"{site.id}-need"}
    yield "measure", measure | {"name": idea.name, "owner": f"{site.id}-business", "begins": "2024-09"}


def _pilot(
    site: Site, neighbour: Site, idea: Idea, depth: int, chance: Random
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The pilot with its partners, milestones and, from the second step on, its figures."""
    pilot = f"{site.id}-pilot"
    yield "pilot", {
        "id": pilot, "project": PROJECT, "name": f"{idea.name} (example)", "town": site.town,
        "region": site.region, "country": site.country, "cluster": idea.cluster,
        "measure": f"{site.id}-measure",
        "action_plan": f"{site.id}-plan", "begins": "2024-10", "ends": "2026-03" if depth else "",
        "budget": 1000.0 * chance.randint(25, 80), "lead": f"{site.id}-business",
        "method": "Before and after, with the same firms.",
    }  # fmt: skip
    for owner, role in ((f"{site.id}-research", "measures"), (f"{neighbour.id}-business", "learns")):
        yield "pilot_partner", {"pilot": pilot, "organisation": owner, "role": role}
    for step, (name, due) in enumerate(
        (("Begun", "2024-11"), ("Half-time", "2025-06"), ("Report", "2026-03"))
    ):
        done = due if step == 0 or (step == 1 and depth) or depth > 1 else ""
        yield "milestone", {"pilot": pilot, "name": name, "due": due, "done": done}
    if depth:
        yield from (("measurement", row) for row in _figures(pilot, idea, chance))


def _figures(pilot: str, idea: Idea, chance: Random) -> Iterator[dict[str, Any]]:
    """A baseline, a target and one figure a quarter that drifts from the one towards the other."""
    begun = chance.randint(4, 20)
    goal = begun + chance.randint(10, 25)
    pace = chance.uniform(0.5, 1.15) * (goal - begun) / len(QUARTERS)
    told = {"pilot": pilot, "indicator": idea.measured, "unit": "number", "source": NOTE}
    yield told | {"kind": "baseline", "period": "2024-Q3", "value": float(begun)}
    yield told | {"kind": "target", "period": "2026-06", "value": float(goal)}
    for step, quarter in enumerate(QUARTERS, start=1):
        value = max(0, round(begun + pace * step + chance.uniform(-1.5, 1.5)))
        yield told | {"kind": "measurement", "period": quarter, "value": float(value)}


def _proof(
    site: Site, neighbour: Site, idea: Idea, depth: int, chance: Random
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Validation, replication in the next country and good practice, as far as the pilot has come."""
    pilot, told = f"{site.id}-pilot", {"evidence": NOTE}
    if depth >= STEPS.index("validated"):
        verdict = chance.choice(("confirmed", "confirmed-with-conditions"))
        conditions = "With somebody on site." if verdict != "confirmed" else ""
        yield "validation", told | {
            "id": f"{site.id}-validation", "pilot": pilot, "organisation": f"{site.id}-research",
            "date": "2026-01", "verdict": verdict, "conditions": conditions,
        }  # fmt: skip
    if depth >= STEPS.index("replicated"):
        result = "works" if depth == len(STEPS) - 1 else chance.choice(("adapted", "failed"))
        factors = chance.sample(
            ("somebody on site", "a firm that leads", "money from the city", "a local trainer"), 2
        )
        yield "replication", told | {
            "id": f"{site.id}-again", "pilot": pilot, "validation": f"{site.id}-validation",
            "region": neighbour.region, "country": neighbour.country,
            "organisation": f"{neighbour.id}-business",
            "joint": "yes", "date": "2026-05", "result": result, "factors": "; ".join(factors),
        }  # fmt: skip
    if depth == len(STEPS) - 1:
        yield "good_practice", told | {
            "id": f"{site.id}-practice", "project": PROJECT, "name": f"{idea.name} (example)",
            "region": site.region, "country": site.country, "pilot": pilot, "replication": f"{site.id}-again",
            "cluster": idea.cluster, "transition": "digital",
        }  # fmt: skip
