"""How one region does: where it stands out, a field of innovation, or one indicator over the years."""

from __future__ import annotations

from typing import Any

import pandas as pd

from danube import catalogue, regions, texts, words
from danube.benchmark import portrait, profile
from danube.benchmark.portrait import Portrait
from danube.drawing.static import rows
from danube.drawing.static.plate import Mark
from danube.events.scene import Chart, Scene
from danube.events.scenes import told, years
from danube.events.scenes.asked import Asked, SceneError
from danube.exports.shelf import Shelf
from danube.texts import _, n_
from danube.words import findings

DEFAULT = "SK01"
"""The region that the page opens with."""

STANDOUTS, OF_A_FIELD = 5, 9
"""Rows on each side, and of a field, that are read from the back of a room."""


def portrayed(shelf: Shelf, region: str) -> Portrait:
    """The profile of a region, calculated once."""
    return shelf.kept.of(("portrait", region), lambda: portrait.of(shelf.everything, shelf.yearly, region))


def drawn(asked: Asked) -> Scene:
    """The region of these choices; `part=years` shows the chosen indicator over the years."""
    region = asked.region(DEFAULT)
    if asked.one("part", ("", "years"), "") == "years":
        return years.drawn(asked, (region,))
    return _standing(asked, portrayed(asked.shelf, region))


def _standing(asked: Asked, found: Portrait) -> Scene:
    pillars = catalogue.load().pillars
    pillar = asked.one("pillar", ["", *pillars], "")
    parts = _of_pillar(found, pillar) if pillar else _standouts(found)
    shown = pd.concat([table for _name, table in parts]) if parts else found.table.head(0)
    if shown.empty:
        raise SceneError(
            _(
                "{region} has no figure of its own that could be compared here: choose another field or "
                "region.",
                region=regions.name(found.region),
            )
        )
    name = regions.name(found.region)
    periods = {str(key): str(period) for key, period in shown["period"].items()}
    near = [found.region, *regions.ancestors(found.region), regions.EU]
    return Scene(
        title=f"{name}: {_(pillars[pillar].name)}" if pillar else name,
        sentence=findings.answer(found),
        svg=rows.drawn(_rows(parts), asked.theme),
        alt=_alt(found, shown),
        table=standing(shown, found.region),
        figures=told.tidy(asked.shelf, list(periods), periods=periods, units=near),
        chart=_chart(shown),
        sources=told.sources(periods),
        dated=told.dated(periods.values()),
        version=asked.shelf.version,
        link=told.link(asked),
    )


def _standouts(found: Portrait) -> list[tuple[str, pd.DataFrame]]:
    """Furthest ahead, and furthest behind; what there is none of is left out."""
    recent = found.headlines
    parts = [
        (_("Furthest ahead of the Danube median"), profile.strengths(recent, count=STANDOUTS)),
        (_("Furthest behind the Danube median"), profile.weaknesses(recent, count=STANDOUTS)),
    ]
    return [(name, table) for name, table in parts if len(table)]


def _of_pillar(found: Portrait, pillar: str) -> list[tuple[str, pd.DataFrame]]:
    """The rows of a field that have a better side, best first; of many the ends."""
    own = found.shown(pillar)
    if own.empty:
        return []
    head = _(catalogue.load().pillars[pillar].question)
    if len(own) <= OF_A_FIELD:
        return [(head, own)]
    rest = n_("… {count} more indicator …", "… {count} more indicators …", len(own) - OF_A_FIELD + 1)
    return [(head, own.head(5)), (rest, own.tail(OF_A_FIELD - 6))]


def _rows(parts: list[tuple[str, pd.DataFrame]]) -> rows.Rows:
    """Every part under its heading, as dots on the scale of distances to the median."""
    lines: list[rows.Row | rows.Rest] = []
    for name, table in parts:
        lines.append(rows.Rest(name, bold=not name.startswith("…")))
        lines += [_row(key, row) for key, row in told.records(table)]
    coarser = any((table["state"] == "coarser").any() for _name, table in parts)
    reach = max(abs(mark.at) for line in lines if isinstance(line, rows.Row) for mark in line.marks)
    return rows.Rows(
        rows=lines,
        unit=_("Better to the right; at the end of each row the place"),
        references=[rows.Reference(_("Danube median"), 0.0)],
        key=[(Mark(0, "ink", hollow=True), _("Hollow: figure of a larger unit"))] if coarser else [],
        low=-reach,
        high=reach,
        ticks=False,
    )


def _row(key: str, row: dict[str, Any]) -> rows.Row:
    block, away = catalogue.load().indicators[key], float(row["distance"])
    coarser = row["state"] == "coarser"
    mark = Mark(away, "river" if away >= 0 else "amber", hollow=coarser, size=9)
    note = "" if coarser or pd.isna(row["rank"]) else f"{row['rank']:.0f} / {row['of']:.0f}"
    return rows.Row(_(block.short), (mark,), note, span=(0.0, away))


def _alt(found: Portrait, shown: pd.DataFrame) -> str:
    known = catalogue.load().indicators
    listed = [
        f"{_(known[key].short)} {texts.number(row['distance'], 1, sign=True)}"
        for key, row in told.records(shown)
    ]
    return _(
        "{region} on {count} indicators, as distances to the Danube median (better above zero): {list}.",
        region=regions.name(found.region),
        count=len(shown),
        list="; ".join(listed),
    )


def standing(shown: pd.DataFrame, region: str) -> pd.DataFrame:
    """The rows as a table for people: figures with their unit, year, place, median, country and EU."""
    known, rows_ = catalogue.load().indicators, told.records(shown)
    columns = {
        _("Indicator"): [_(known[key].name) for key, _row in rows_],
        _("Figure"): [words.amount(row["value"], known[key]) for key, row in rows_],
        _("Year"): [row["period"] for _key, row in rows_],
        _("Place"): [findings.place(row) for _key, row in rows_],
    }
    heads = {
        "median": _("Danube median"),
        "country": regions.name(regions.country_of(region)),
        "eu": _("EU"),
    }
    columns |= {
        head: [words.amount(row[name], known[key]) for key, row in rows_] for name, head in heads.items()
    }
    return told.table(columns | {_("Notes"): [_note(row) for _key, row in rows_]})


def _note(row: dict[str, Any]) -> str:
    parts = [told.flags(row["flag"])]
    if row["state"] == "coarser":
        parts.insert(0, _("Figure of {unit} as a whole", unit=regions.name(str(row["origin"]))))
    return "; ".join(part for part in parts if part)


def _chart(shown: pd.DataFrame) -> Chart:
    known = catalogue.load().indicators
    series = {_("Distance to the Danube median"): told.plain(shown["distance"], 2)}
    names = tuple(_(known[str(key)].short) for key in shown.index)
    return Chart("bars", names, series, _("robust standard deviations, better above zero"), 2)
