"""Two to eight regions side by side, each as a mark on the scale of distances to the Danube median."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from danube import catalogue, regions, words
from danube.benchmark import comparison, profile
from danube.drawing.static import rows
from danube.drawing.static.plate import SHAPES, Mark
from danube.events.scene import Chart, Scene
from danube.events.scenes import told, years
from danube.events.scenes.asked import Asked, SceneError
from danube.texts import _, n_
from danube.words import comparisons

DEFAULT = "AT13,SK01,HU11,RS11"
FEWEST, MOST = 2, 8
ROWS = 9
"""Indicators that are read from the back of a room."""

TITLE = 60
"""Letters of all names that a title has room for."""


def drawn(asked: Asked) -> Scene:
    """The regions of these choices; `part=years` shows the chosen indicator over the years."""
    codes = _codes(asked)
    if asked.one("part", ("", "years"), "") == "years":
        return years.drawn(asked, codes)
    compared = asked.shelf.kept.of(("compared", codes), lambda: _compared(asked, codes))
    pillars = catalogue.load().pillars
    pillar = asked.one("pillar", ["", *pillars], "")
    keys = (comparisons.of_pillar(compared, pillar) if pillar else comparisons.widest(compared))[:ROWS]
    if not keys:
        raise SceneError(
            _("Fewer than two of these regions have a figure here: choose another field or other regions.")
        )
    periods = {key: str(comparisons.periods(compared)[key]) for key in keys}
    head = _(pillars[pillar].name) if pillar else _("Where they differ most")
    return Scene(
        title=f"{_named(codes)}: {head}",
        sentence=comparisons.answer(compared),
        svg=rows.drawn(_rows(compared, keys, codes), asked.theme),
        alt=words.alt_compare(codes, len(keys)),
        table=_table(compared, keys, codes),
        figures=told.tidy(asked.shelf, keys, periods=periods, units=_near(codes)),
        chart=_chart(compared, keys, codes),
        sources=told.sources(keys),
        dated=told.dated(periods.values()),
        version=asked.shelf.version,
        link=told.link(asked),
    )


def _codes(asked: Asked) -> tuple[str, ...]:
    """The regions asked for, each once."""
    codes = tuple(dict.fromkeys(code for code in asked.text("regions", DEFAULT).split(",") if code))
    strange = [code for code in codes if code not in regions.at_level(2)]
    if strange or not FEWEST <= len(codes) <= MOST:
        raise SceneError(
            _(
                "A comparison needs {fewest} to {most} regions that are drawn on the map: open the view, "
                "choose them and pin it again.",
                fewest=FEWEST,
                most=MOST,
            )
        )
    return codes


def _named(codes: Sequence[str]) -> str:
    """The regions by name, or how many there are where a title has no room for all of them."""
    names = ", ".join(told.short(code) for code in codes)
    return names if len(names) <= TITLE else n_("{count} region", "{count} regions", len(codes))


def _compared(asked: Asked, codes: tuple[str, ...]) -> pd.DataFrame:
    meta = profile.meta(catalogue.load().visible())
    return comparison.side_by_side(asked.shelf.everything, codes, meta)


def _near(codes: Sequence[str]) -> list[str]:
    return [unit for code in codes for unit in (code, *regions.ancestors(code))]


def _mark(place: int, at: float, hollow: bool) -> Mark:
    """Colour and shape tell the regions apart."""
    return Mark(at, place, SHAPES[place % len(SHAPES)], hollow, 8.5)


def _rows(compared: pd.DataFrame, keys: Sequence[str], codes: Sequence[str]) -> rows.Rows:
    key = [(_mark(place, 0, False), told.short(code)) for place, code in enumerate(codes)]
    if compared.loc[compared["indicator"].isin(list(keys)), "state"].eq("coarser").any():
        key.append((Mark(0, "ink", hollow=True), _("Hollow: figure of a larger unit")))
    return rows.Rows(
        rows=[_row(compared[compared["indicator"] == one], one, codes) for one in keys],
        unit=_("Distance to the Danube median; better to the right"),
        references=[rows.Reference(_("Danube median"), 0.0)],
        key=key,
        ticks=False,
    )


def _row(own: pd.DataFrame, indicator: str, codes: Sequence[str]) -> rows.Row:
    """An indicator with a mark for each region that has a figure, joined by a line."""
    marks = tuple(
        _mark(codes.index(row["region"]), row["distance"], row["state"] == "coarser")
        for _place, row in told.records(own.dropna(subset=["distance"]))
    )
    at = [mark.at for mark in marks]
    name = _(catalogue.load().indicators[indicator].short)
    return rows.Row(name, marks, span=(min(at), max(at)) if len(at) > 1 else None)


def _table(compared: pd.DataFrame, keys: Sequence[str], codes: Sequence[str]) -> pd.DataFrame:
    known = catalogue.load().indicators
    figures = comparisons.wide(compared, "value", keys).astype(float)
    medians = compared.drop_duplicates("indicator").set_index("indicator")["median"].astype(float)
    columns = {
        _("Indicator"): [_(known[key].name) for key in keys],
        _("Year"): [comparisons.periods(compared)[key] for key in keys],
    }
    shown = {regions.name(code): figures[code] for code in codes}
    shown[_("Danube median")] = medians.reindex(list(keys))
    for name, values in shown.items():
        columns[name] = [words.amount(one, known[key]) for key, one in zip(keys, values, strict=True)]
    return told.table(columns)


def _chart(compared: pd.DataFrame, keys: Sequence[str], codes: Sequence[str]) -> Chart:
    away = comparisons.wide(compared, "distance", keys).astype(float)
    known = catalogue.load().indicators
    series = {regions.name(code): told.plain(away[code], 2) for code in codes}
    unit = _("robust standard deviations, better above zero")
    return Chart("bars", tuple(_(known[key].short) for key in keys), series, unit, 2)
