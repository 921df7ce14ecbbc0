"""What stands before a pilot, and what each of it lacks: needs of a group, a plan's measures, the pilot."""

from __future__ import annotations

from collections.abc import Iterator

from danube import catalogue, regions
from danube.programme.absence import nothing
from danube.programme.book import Book
from danube.programme.cells import Flaw, Row
from danube.texts import _


def need(book: Book, row: Row) -> Iterator[Flaw]:
    group = book.find("discovery_group", row["group"])
    if group is None:
        yield nothing("group", "discovery_group", row["group"])
        return
    if not group["formed"]:
        yield Flaw(
            "group",
            "no-memorandum",
            _("The group {id} has no memorandum of understanding yet.", id=repr(row["group"])),
            _("Enter the day on which it was signed, and its document, before the needs of the group."),
        )
    if row["region"] and not around(row["region"], group["region"]):
        yield Flaw(
            "region",
            "elsewhere",
            _("The group works in {region}, not in {other}.", region=group["region"], other=row["region"]),
            _("Name its region, or the group of the other region."),
        )
    if row["indicator"] and row["indicator"] not in catalogue.load().indicators:
        yield Flaw(
            "indicator",
            "unknown-indicator",
            _("The catalogue has no indicator {id}.", id=repr(row["indicator"])),
            _("A need is tied to an indicator in which the region lags: choose one on the catalogue page."),
        )


def plan(book: Book, row: Row) -> Iterator[Flaw]:
    """A plan answers the needs of the groups of its project in its region."""
    groups = {one["id"]: one for one in book.rows("discovery_group", project=row["project"])}
    place = row["region"] or row["country"]
    found = [one for one in book.rows("need") if one["group"] in groups]
    if not any(around(groups[one["group"]]["region"], place) for one in found):
        yield Flaw(
            "region",
            "no-need",
            _("No group of {project} has told a need in {place} yet.", project=row["project"], place=place),
            _("Enter the need first: an action plan answers needs."),
        )


def measure(book: Book, row: Row) -> Iterator[Flaw]:
    need, plan = book.find("need", row["need"]), book.find("action_plan", row["action_plan"])
    if need is None:
        yield nothing("need", "need", row["need"])
    if plan is None:
        yield nothing("action_plan", "action_plan", row["action_plan"])
    if need and plan and book.project("need", need) != plan["project"]:
        yield Flaw(
            "need",
            "other-project",
            _("The need belongs to another project than the plan of {project}.", project=plan["project"]),
            _("Name a need that a group of the same project has told."),
        )


def pilot(book: Book, row: Row) -> Iterator[Flaw]:
    measure = book.find("measure", row["measure"])
    if measure is None:
        yield nothing("measure", "measure", row["measure"])
        return
    if row["action_plan"] and row["action_plan"] != measure["action_plan"]:
        yield Flaw(
            "action_plan",
            "other-plan",
            _("The measure stands in the plan {plan}.", plan=repr(measure["action_plan"])),
            _("Name that plan, or leave the column empty."),
        )
    if book.project("measure", measure) != row["project"]:
        yield Flaw(
            "measure",
            "other-project",
            _("The measure belongs to another project than {project}.", project=row["project"]),
            _("Name a measure in a plan of the same project."),
        )


def around(one: str, other: str) -> bool:
    """Whether one place is the other or lies within it, either way round."""
    return one == other or one in _within(other) or other in _within(one)


def _within(code: str) -> tuple[str, ...]:
    return regions.ancestors(code) if code in regions.load() else ()
