"""How far one pilot is, and what its figures say against their targets."""

from __future__ import annotations

import pandas as pd

from danube import regions, texts
from danube.drawing.static import rows
from danube.drawing.static.plate import Mark
from danube.events.scene import Scene
from danube.events.scenes import programme, told
from danube.events.scenes.asked import Asked, SceneError
from danube.exports.shelf import Shelf
from danube.programme import forecast, stages
from danube.programme.forecast import Series
from danube.programme.stages import Standing
from danube.texts import _
from danube.words import pilots as words
from danube.words import programme as wording

TABLES = ("pilot", "validation", "replication", "good_practice")


def drawn(asked: Asked) -> Scene:
    """The pilot of these choices, else the first. Raises SceneError where none is recorded."""
    standings = {str(one.pilot["id"]): one for one in programme.standings(asked.shelf)}
    if not standings:
        raise SceneError(words.nothing(programme.promised(asked.shelf)))
    one = standings[asked.one("pilot", list(standings), next(iter(standings)))]
    series = _series(asked.shelf, one)
    names = {row["id"]: row["name"] for row in asked.shelf.register.rows("project")}
    moving = [each for each in series if each.progress is not None]
    return Scene(
        title=str(one.pilot["name"]),
        sentence=words.answer(one, str(names.get(one.project, one.project)), series),
        svg=rows.drawn(_progress(moving) if moving else _chain(one), asked.theme),
        alt=_alt(one, moving),
        table=_table(one, series),
        sources=programme.documents(asked.shelf, TABLES),
        dated=told.dated(point.period[:4] for each in series for point in each.measured),
        version=asked.shelf.version,
        link=told.link(asked),
    )


def _series(shelf: Shelf, one: Standing) -> tuple[Series, ...]:
    """The indicators of the pilot with all their figures."""
    figured = next(step.rows for step in one.there if step.name == "figures")
    rows_ = pd.DataFrame(figured, columns=shelf.measurements.columns).assign(pilot=one.pilot["id"])
    return forecast.series(rows_, str(one.pilot["id"]))


def _progress(moving: list[Series]) -> rows.Rows:
    """The share of the way from the baseline to the target that is done, an indicator a row."""
    return rows.Rows(
        rows=[
            rows.Row(
                _named(each),
                note=f"{texts.number(100 * (each.progress or 0), 0)} %",
                bar=Mark(100 * (each.progress or 0), "river"),
            )
            for each in moving
        ],
        unit=_("Share of the way from baseline to target"),
        references=[rows.Reference(_("target"), 100.0)],
        low=0.0,
    )


def _chain(one: Standing) -> rows.Rows:
    """The steps from the group to the good practice: filled where there is something."""
    return rows.Rows(
        rows=[
            rows.Row(
                _(words.STEPS[step.name]),
                (Mark(0, "river" if step.rows else "grey", hollow=not step.rows, size=10),),
                _("there") if step.rows else _("not yet"),
                bool(step.rows),
            )
            for step in one.there
        ],
        unit=_("From the gap to the good practice"),
        low=0.0,
        high=1.0,
        ticks=False,
    )


def _named(each: Series) -> str:
    where = regions.name(each.region) if each.region in regions.load() else each.region
    return f"{words.name(each)}, {where}" if where else words.name(each)


def _alt(one: Standing, moving: list[Series]) -> str:
    said = [f"{_named(each)}: {words.progress(each)}" for each in moving]
    stage = _("Stage: {stage}.", stage=_(stages.LABELS[one.stage]))
    return " ".join([f"{one.pilot['name']}, {wording.place(one.pilot)}.", stage, *said])


def _table(one: Standing, series: tuple[Series, ...]) -> pd.DataFrame:
    """What every step holds; then every figure with its kind and period."""
    steps = [(_(words.STEPS[step.name]), _("there") if step.rows else _("not yet")) for step in one.there]
    kinds = {_("baseline"): "baseline", _("target"): "target"}
    for each in series:
        places, unit = words.decimals(each), words.unit(each)
        points = [(kind, getattr(each, name)) for kind, name in kinds.items()]
        points[1:1] = [(_("measurement"), point) for point in each.measured]
        steps += [
            (
                f"{_named(each)}, {kind}, {wording.moment(point.period)}",
                f"{texts.number(point.value, places)} {unit}".strip(),
            )
            for kind, point in points
            if point is not None
        ]
    return told.table(
        {_("Step"): [name for name, _said in steps], _("What there is"): [said for _n, said in steps]}
    )
