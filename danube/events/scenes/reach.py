"""Does the programme reach the gaps of a region: where it is behind, and where something is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from danube import catalogue, regions, texts, words
from danube.benchmark import lessons, profile, standing
from danube.drawing.static import rows
from danube.drawing.static.plate import Mark
from danube.events.scene import Chart, Scene
from danube.events.scenes import programme, told
from danube.events.scenes.asked import Asked, SceneError
from danube.exports.shelf import Shelf
from danube.programme import reach
from danube.programme.reach import Reach
from danube.texts import _, n_
from danube.words import reach as wording

DEFAULT = "RO42"
MOST = 10
TABLES = ("pilot", "action_plan", "instrument", "need", "measure", "replication")


@dataclass(frozen=True)
class Everywhere:
    """Every region on every indicator, and the gaps and actions of all regions."""

    stood: pd.DataFrame
    found: Reach


def drawn(asked: Asked) -> Scene:
    """The gaps of the region of these choices, and what is aimed at them."""
    region = asked.region(DEFAULT)
    project = asked.one("project", ["", *asked.shelf.register.table("project")["id"]], "")
    every = everywhere(asked.shelf, project)
    found = reach.within(every.found, region)
    compared = int((every.stood["region"].isin([region]) & every.stood["indicator"].isin(subjects())).sum())
    sentence = wording.answer(found, region, compared)
    if found.gaps.empty:
        raise SceneError(sentence)
    periods = {str(row["indicator"]): str(row["period"]) for _place, row in told.records(found.gaps)}
    return Scene(
        title=_("Gaps of {region} and what is aimed at them", region=regions.name(region)),
        sentence=sentence,
        svg=rows.drawn(_rows(found), asked.theme),
        alt=sentence,
        table=_table(found),
        figures=told.tidy(asked.shelf, list(periods), periods=periods, units=[region]),
        chart=_chart(found),
        sources=(*told.sources(periods), *programme.documents(asked.shelf, TABLES)),
        dated=told.dated(periods.values()),
        version=asked.shelf.version,
        link=told.link(asked),
    )


def everywhere(shelf: Shelf, project: str = "") -> Everywhere:
    """Gaps and actions of all regions, calculated once."""
    return shelf.kept.of(("reach", project), lambda: _everywhere(shelf, project))


def _everywhere(shelf: Shelf, project: str) -> Everywhere:
    meta = profile.meta(catalogue.load().visible())
    stood = standing.of(shelf.yearly, meta, list(regions.at_level(2)))
    actions = reach.actions(shelf.register, shelf.measurements, project)
    return Everywhere(stood, reach.of(actions, stood, subjects=subjects()))


def subjects() -> list[str]:
    """The headline indicators of the fields in which something can be learned."""
    return [
        block.id
        for block in catalogue.load().visible()
        if block.headline and block.pillar in lessons.SUBJECTS and block.id not in lessons.SUMMARIES
    ]


def _widest(found: Reach) -> list[dict[str, Any]]:
    """The widest gaps, and of those at which something is aimed as many as there is room for."""
    gaps = [row for _place, row in told.records(found.gaps)]
    if len(gaps) <= MOST:
        return gaps
    met = [row for row in gaps if row["actions"]][: MOST // 2]
    others = [row for row in gaps if row not in met][: MOST - len(met)]
    return sorted([*met, *others], key=lambda row: float(row["distance"]))


def _rows(found: Reach) -> rows.Rows:
    known, shown = catalogue.load().indicators, _widest(found)
    lines: list[rows.Row | rows.Rest] = [
        rows.Row(
            _(known[row["indicator"]].short),
            note=texts.number(-row["distance"], 1),
            strong=bool(row["actions"]),
            bar=Mark(-row["distance"], "river" if row["actions"] else "grey"),
        )
        for row in shown
    ]
    if rest := len(found.gaps) - len(shown):
        lines.append(rows.Rest(n_("… {count} more gap …", "… {count} more gaps …", rest)))
    return rows.Rows(
        rows=lines,
        unit=_("behind the Danube median, in usual differences"),
        key=[
            (Mark(0, "river", "square"), _("something is aimed at it")),
            (Mark(0, "grey", "square"), _("nothing is aimed at it")),
        ],
        low=0.0,
        ticks=False,
    )


def _table(found: Reach) -> pd.DataFrame:
    known = catalogue.load().indicators
    gaps = [(known[row["indicator"]], row) for _place, row in told.records(found.gaps)]
    aimed = ["; ".join(dict.fromkeys(one.name or one.id for one in row["actions"])) for _block, row in gaps]
    return told.table(
        {
            _("Indicator"): [_(block.name) for block, _row in gaps],
            _("Year"): [row["period"] for _block, row in gaps],
            _("Figure"): [words.amount(row["value"], block) for block, row in gaps],
            _("Danube median"): [words.amount(row["median"], block) for block, row in gaps],
            _("Aimed at it"): [names or texts.MISSING for names in aimed],
        }
    )


def _chart(found: Reach) -> Chart:
    known, shown = catalogue.load().indicators, _widest(found)
    names = tuple(_(known[row["indicator"]].short) for row in shown)
    aimed = tuple(name for name, row in zip(names, shown, strict=True) if row["actions"])
    series = {_("behind the Danube median"): told.plain([-row["distance"] for row in shown], 2)}
    return Chart("bars", names, series, _("in usual differences"), 2, aimed)
