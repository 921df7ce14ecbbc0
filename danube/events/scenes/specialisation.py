"""What a region is strong in: its share of jobs by sector, compared with that of the Danube Region."""

from __future__ import annotations

import pandas as pd

from danube import catalogue, regions, texts
from danube.benchmark import sectors as sectoral
from danube.benchmark.sectors import Sectors
from danube.drawing.static import rows
from danube.drawing.static.plate import Mark
from danube.events.scene import Chart, Scene
from danube.events.scenes import told
from danube.events.scenes.asked import Asked, SceneError
from danube.exports.shelf import Shelf
from danube.texts import _
from danube.words import specialisation as words

DEFAULT = "AT22"
SOURCE, WHOLE = "eurostat-employment-sections", "TOTAL"
MIDDLE = 1.0
"""The location quotient of a region like the whole."""


def drawn(asked: Asked) -> Scene:
    """The quotients of the region of these choices, or of the larger unit that has some."""
    region = asked.region(DEFAULT)
    known = asked.shelf.kept.of(("sectors",), lambda: _sectors(asked.shelf))
    unit = None if known is None else known.origin(region, regions.ancestors(region))
    if known is None or unit is None:
        raise SceneError(words.answer_nothing(region))
    table = known.table(unit)
    told_ = words.answer_specialisation(unit, known.period, table, known.next_steps(unit))
    keys = list(_indicators())
    return Scene(
        title=_("Jobs by sector in {region}, {year}", region=regions.name(unit), year=known.period),
        sentence=told_,
        svg=rows.drawn(_rows(table), asked.theme),
        alt=words.alt_quotients(unit, known.period, table),
        table=_table(table),
        figures=told.tidy(asked.shelf, keys, periods=dict.fromkeys(keys, known.period), units=[unit]),
        chart=_chart(table),
        sources=told.sources(keys),
        dated=str(known.period),
        version=asked.shelf.version,
        link=told.link(asked),
    )


def _indicators() -> dict[str, str]:
    """Indicator → its section or group of NACE; the total is one."""
    known = catalogue.load().indicators.values()
    return {one.id: one.filter["nace_r2"] for one in known if one.source == SOURCE}


def _sectors(shelf: Shelf) -> Sectors | None:
    known = _indicators()
    total = next((name for name, section in known.items() if section == WHOLE), None)
    parts = {name: section for name, section in known.items() if section != WHOLE}
    return sectoral.of(shelf.of(*known), parts, total)


def _rows(table: pd.DataFrame) -> rows.Rows:
    """Strongest first; blue above the Danube share, ochre below."""
    lines: list[rows.Row | rows.Rest] = [_row(str(code), row) for code, row in table.iterrows()]
    return rows.Rows(
        rows=lines,
        unit=_("How many times the share of jobs in the Danube Region"),
        references=[rows.Reference(_("Danube Region"), MIDDLE)],
        low=0.0,
        ticks=False,
    )


def _row(code: str, row: pd.Series) -> rows.Row:
    quotient = float(row["quotient"])
    if quotient != quotient:
        return rows.Row(words.sector_short(code), note=_("no figure"))
    mark = Mark(quotient, "river" if quotient >= MIDDLE else "amber", size=9)
    return rows.Row(
        words.sector_short(code), (mark,), f"× {texts.number(quotient, 2)}", span=(MIDDLE, quotient)
    )


def _table(table: pd.DataFrame) -> pd.DataFrame:
    return told.table(
        {
            _("Sector"): [words.sector(code) for code in table.index],
            _("Jobs (%)"): [texts.number(100 * share, 1) for share in table["share"]],
            _("Danube Region (%)"): [texts.number(100 * share, 1) for share in table["whole"]],
            _("Location quotient"): [texts.number(value, 2) for value in table["quotient"]],
            _("Notes"): [told.flags(flag) for flag in table["flag"]],
        }
    )


def _chart(table: pd.DataFrame) -> Chart:
    names = tuple(words.sector_short(code) for code in table.index)
    return Chart("bars", names, {_("Location quotient"): told.plain(table["quotient"], 2)}, _("times"), 2)
