"""What the initiatives do and how far the pilots are: how many stand at which stage."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from danube import texts
from danube.drawing.static import rows
from danube.drawing.static.plate import Mark
from danube.events.scene import Chart, Scene
from danube.events.scenes import told
from danube.events.scenes.asked import Asked, SceneError
from danube.exports.shelf import Shelf
from danube.programme import awaited, stages, targets
from danube.programme.awaited import Awaited
from danube.programme.stages import Standing
from danube.texts import _
from danube.words import portfolio
from danube.words import programme as wording

TABLES = ("project", "pilot", "validation", "replication", "target")
NAMED = 3
"""Documents that are named; the others are counted."""


def drawn(asked: Asked) -> Scene:
    """The pilots of the chosen project, or of all, by the stage that they have reached.

    Raises SceneError where none is recorded and none promised.
    """
    register = asked.shelf.register
    project = asked.one("project", ["", *register.table("project")["id"]], "")
    found = [one for one in standings(asked.shelf) if project in ("", one.project)]
    open_ = places(promised(asked.shelf, project))
    if not found and not open_:
        raise SceneError(_answer(asked.shelf))
    counts = {stage: sum(one.stage == stage for one in found) for stage in stages.STAGES}
    return Scene(
        title=_("Where the pilots stand"),
        sentence=portfolio.answer(
            register.table("project"),
            len(register.table("pilot")),
            promised(asked.shelf),
            targets.of(register),
        ),
        svg=rows.drawn(_rows(counts, open_), asked.theme),
        alt=_alt(counts, open_),
        table=_table(found, open_),
        chart=_chart(counts, open_),
        sources=documents(asked.shelf, TABLES),
        version=asked.shelf.version,
        link=told.link(asked),
    )


def _answer(shelf: Shelf) -> str:
    """How many initiatives and pilots there are, and what nobody can compute."""
    register = shelf.register
    pilots, aims = len(register.table("pilot")), targets.of(register)
    return portfolio.answer(register.table("project"), pilots, promised(shelf), aims)


def standings(shelf: Shelf) -> tuple[Standing, ...]:
    """Every pilot with its stage; what it lacks is told in the language of the reader."""
    return shelf.kept.of(("stages", texts.language()), lambda: stages.of(shelf.register, shelf.measurements))


def promised(shelf: Shelf, project: str = "") -> list[Awaited]:
    """What the projects are to bring, with what the register holds of it."""
    return [one for one in awaited.awaited(shelf.register) if project in ("", one.project)]


def places(waiting: Collection[Awaited]) -> int:
    """How many promised pilots no document describes."""
    return sum(one.open or 0 for one in waiting if one.table == "pilot")


def documents(shelf: Shelf, tables: Collection[str]) -> tuple[str, ...]:
    """The documents behind these tables, the first of them by name."""
    register = shelf.register
    rows_ = [register.documents(register.table(name)) for name in tables if len(register.table(name))]
    found = pd.concat(rows_).drop_duplicates("id") if rows_ else pd.DataFrame(columns=["publisher", "title"])
    named = [
        f"{publisher}: {title}"
        for publisher, title in zip(found["publisher"][:NAMED], found["title"][:NAMED], strict=True)
    ]
    if rest := len(found) - len(named):
        named.append(_("and {count} more documents", count=texts.number(rest, 0)))
    return tuple(named)


def _rows(counts: dict[str, int], open_: int) -> rows.Rows:
    """A bar for each stage, and a hollow one for places that nobody has filled."""
    bars = [(_(stages.LABELS[stage]), count, False) for stage, count in counts.items()]
    if open_:
        bars.append((_("promised, not yet described"), open_, True))
    most = max(1, *(count for _name, count, _hollow in bars))
    return rows.Rows(
        rows=[
            rows.Row(
                f"{name[:1].upper()}{name[1:]}",
                note=texts.number(count, 0),
                bar=Mark(count, "grey" if hollow else "river", hollow=hollow),
            )
            for name, count, hollow in bars
        ],
        unit=_("Pilots by the stage that they have reached"),
        low=0.0,
        high=float(most),
        ticks=False,
    )


def _alt(counts: dict[str, int], open_: int) -> str:
    said = [f"{_(stages.LABELS[stage])}: {count}" for stage, count in counts.items()]
    if open_:
        said.append(f"{_('promised, not yet described')}: {open_}")
    return f"{_('Pilots by the stage that they have reached')}. {'; '.join(said)}"


def _table(found: Collection[Standing], open_: int) -> pd.DataFrame:
    """Every stage with the pilots that stand there, and the places that nobody has filled."""
    own = {stage: [one for one in found if one.stage == stage] for stage in stages.STAGES}
    names = [
        "; ".join(f"{one.pilot['name']} ({wording.near(one.pilot)})" for one in there)
        for there in own.values()
    ]
    return told.table(
        {
            _("Stage"): [*(_(stages.LABELS[stage]) for stage in own), _("promised, not yet described")],
            _("Pilots"): [*(texts.number(len(there), 0) for there in own.values()), texts.number(open_, 0)],
            _("Which"): [*(name or texts.MISSING for name in names), texts.MISSING],
        }
    )


def _chart(counts: dict[str, int], open_: int) -> Chart:
    names = [_(stages.LABELS[stage]) for stage in counts]
    values = [float(count) for count in counts.values()]
    if open_:
        names.append(_("promised, not yet described"))
        values.append(float(open_))
    return Chart("bars", tuple(names), {_("Pilots"): tuple(values)}, _("pilots"), 0)
