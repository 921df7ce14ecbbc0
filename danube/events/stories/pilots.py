"""Pilots so far: what was promised, what is there, how far each is, and where nothing is aimed yet."""

from __future__ import annotations

from collections.abc import Iterable

from danube import regions, texts
from danube.catalogue.programme.columns import VERDICTS
from danube.events.deck import Slide
from danube.events.scenes import programme, reach
from danube.events.stories import telling
from danube.events.stories.telling import Step
from danube.exports.shelf import Shelf
from danube.programme.register import Register
from danube.texts import _, n_
from danube.words import pilots as words
from danube.words import programme as wording

PILOTS, REGIONS = 12, 3
"""So many pilots have a slide of their own, and so many regions theirs."""


def slides(shelf: Shelf) -> list[Slide]:
    """The initiatives, the stages, every pilot, the regions where something is done, and what is open."""
    register = shelf.register
    told = telling.told(shelf, [*_stages(), *_pilots(shelf), *_regions(shelf)])
    return [_initiatives(register), *told, _open(shelf)]


def _initiatives(register: Register) -> Slide:
    """Every initiative in a line: name, when, how much."""

    def body() -> str:
        lines = [
            _(
                "{name}: {span}, {budget}",
                name=row["name"],
                span=wording.span(row["begins"], row["ends"]),
                budget=wording.euros(row["budget"]),
            )
            for row in register.rows("project")
        ]
        return "\n\n".join(lines) or _("No initiative is recorded in this version.")

    return telling.text("initiatives", lambda: _("The initiatives"), body)


def _stages() -> Iterable[Step]:
    yield Step(
        "stages", "programme",
        lambda: _("Where the pilots stand"),
        lambda: _("A stage counts when its evidence stands, and that of every stage before it."),
    )  # fmt: skip


def _pilots(shelf: Shelf) -> Iterable[Step]:
    """A step for each pilot."""
    for place, one in enumerate(programme.standings(shelf)[:PILOTS]):
        yield Step(
            f"pilot-{place}", "pilot",
            lambda one=one: str(one.pilot["name"]),  # type: ignore[misc]
            lambda place=place: _judged(shelf, place),  # type: ignore[misc]
            {"pilot": str(one.pilot["id"])},
        )  # fmt: skip


def _judged(shelf: Shelf, place: int) -> str:
    """What a scientific partner says of a pilot, and what it lacks next; in the language that is spoken."""
    one = programme.standings(shelf)[place]
    verdicts = [row for step in one.there if step.name == "validation" for row in step.rows]
    said = [f"{_(VERDICTS[row['verdict']])}, {wording.moment(row['date'])}." for row in verdicts]
    lacks = [_("What it lacks next: {lack}", lack=one.lacks)] if one.lacks else []
    return " ".join([*said, *lacks])


def _regions(shelf: Shelf) -> Iterable[Step]:
    """Where most is done: gaps, and what is aimed at them."""
    found = reach.everywhere(shelf).found
    counts = dict.fromkeys(regions.at_level(2), 0)
    for one in found.actions:
        for code in one.units:
            counts[code] += 1
    busiest = sorted((code for code in counts if counts[code]), key=lambda code: (-counts[code], code))
    for code in busiest[:REGIONS]:
        yield Step(
            f"reach-{code.lower()}", "reach",
            lambda code=code: _("{region}: gaps, and what is aimed at them", region=regions.name(code)),  # type: ignore[misc]
            lambda: _("Blue: something in the register is aimed at it. Grey: nothing is."),
            {"region": code},
        )  # fmt: skip


def _open(shelf: Shelf) -> Slide:
    """What was promised and is not described yet; that nothing is, where it is not."""

    def body() -> str:
        waiting = programme.promised(shelf)
        places = programme.places(waiting)
        if not programme.standings(shelf):
            return words.nothing(waiting)
        if not places:
            return _("Every promised pilot is described.")
        return (
            n_(
                "{count} promised pilot is not described by any document yet.",
                "{count} promised pilots are not described by any document yet.",
                places,
            )
            + "\n\n"
            + _("Version {version} of the figures", version=texts.number(shelf.version, 0))
        )

    return telling.text("open", lambda: _("What is still open"), body)
