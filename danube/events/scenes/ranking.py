"""Who leads on one indicator: sorted dots, the first and the last rows and those of the story."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from danube import regions, texts, words
from danube.benchmark import positions
from danube.benchmark.positions import Reference
from danube.catalogue import UPLOADED, Indicator
from danube.drawing.static import rows
from danube.drawing.static.plate import Mark, Shape
from danube.events.scene import Chart, Scene
from danube.events.scenes import picked, told
from danube.events.scenes.asked import Asked, SceneError
from danube.texts import _


@dataclass(frozen=True)
class Ranked:
    """A ranking with what it is compared with; `highlighted` are the regions of the story."""

    block: Indicator
    year: str
    table: pd.DataFrame
    reference: Reference
    highlighted: tuple[str, ...]
    since: str = ""
    change: pd.DataFrame | None = None
    margins: pd.DataFrame | None = None


def drawn(asked: Asked) -> Scene:
    """The ranking of these choices."""
    found = _ranked(asked)
    block, year = found.block, found.year
    lines = picked.picked([str(code) for code in found.table.index], found.highlighted)
    years = [year, *([found.since] if found.since else [])]
    every = told.tidy(asked.shelf, [block.id], units=[*found.table.index, regions.EU])
    return Scene(
        title=told.titled(block, year),
        sentence=_answer(found),
        svg=rows.drawn(_rows(found, lines), asked.theme),
        alt=words.alt_ranking(found.table, found.reference, block),
        table=_table(found),
        figures=every[every["period"].isin(years)].reset_index(drop=True),
        chart=_chart(found, lines),
        sources=told.sources([block.id]),
        dated=told.dated(years),
        version=asked.shelf.version,
        link=told.link(asked),
    )


def _answer(found: Ranked) -> str:
    """Who leads; before that, where the one region of the story stands."""
    answer = words.answer_ranking(found.table, found.reference, found.block)
    if len(found.highlighted) != 1:
        return answer
    own = told.records(found.table.loc[[*found.highlighted]])[0]
    return f"{told.placed(own, found.year, found.block)} {answer}"


def _ranked(asked: Asked) -> Ranked:
    block = asked.indicator()
    year = asked.year(block)
    observations = asked.shelf.of(block.id)
    table = positions.ranking(observations, block.id, year, block.direction, units=regions.at_level(2))
    if table.empty:
        raise SceneError(
            _(
                "No region has a figure of its own on {indicator} for {year}: show the map instead, which "
                "has the figures of larger units.",
                indicator=_(block.name),
                year=year,
            )
        )
    since = _since(asked, block, year)
    chosen = asked.one("country", ["", *regions.countries(), *regions.at_level(2)], "")
    story = tuple(str(code) for code in table.index if chosen in (code, regions.country_of(str(code))))
    return Ranked(
        block, year, table, positions.reference(observations, block.id, year), story, since,
        positions.change(observations, block.id, since, year) if since else None,
        asked.shelf.margins(block, year),
    )  # fmt: skip


def _since(asked: Asked, block: Indicator, year: str) -> str:
    earlier = [one for one in asked.shelf.years(block.id)[0] if one < year]
    return asked.one("since", ["", *earlier], "")


def _rows(found: Ranked, lines: list[str | int]) -> rows.Rows:
    uploaded = any(UPLOADED in str(flag).split() for flag in found.table["flag"])
    key = [(Mark(0, "ink", "square"), _("Squares: figures that an analyst uploaded."))] if uploaded else []
    if found.since:
        key.append((Mark(0, "grey", hollow=True), found.since))
    lead = words.reference_lines(found.reference, found.block)
    return rows.Rows(
        rows=[_row(found, one) if isinstance(one, str) else rows.Rest(picked.left_out(one)) for one in lines],
        unit=told.unit(found.block),
        references=[rows.Reference(line.label, line.value, line.kind) for line in lead],
        key=key,
    )


def _row(found: Ranked, code: str) -> rows.Row:
    value, strong = float(found.table["value"][code]), code in found.highlighted
    shape: Shape = "square" if UPLOADED in str(found.table["flag"][code]).split() else "dot"
    now = Mark(value, "river" if strong else "grey", shape, size=9 if strong else 7.5)
    before = _before(found, code)
    return rows.Row(
        label=f"{found.table['rank'][code]}. {told.short(code)}",
        marks=(*([Mark(before, "grey", hollow=True, size=6)] if before is not None else []), now),
        note=texts.number(value, found.block.decimals),
        strong=strong,
        span=_span(found, code),
        code=code,
    )


def _before(found: Ranked, code: str) -> float | None:
    if found.change is None or code not in found.change.index:
        return None
    before = float(found.change["since"][code])
    return before if before == before else None


def _span(found: Ranked, code: str) -> tuple[float, float] | None:
    """The publisher's margin of error, where it gives one."""
    if found.margins is None or code not in found.margins.index:
        return None
    low, high = (float(found.margins[name][code]) for name in ("low", "high"))
    return (low, high) if low == low and high == high else None


def _table(found: Ranked) -> pd.DataFrame:
    block, table = found.block, found.table
    columns = {
        _("Rank"): [texts.number(rank, 0) for rank in table["rank"]],
        _("Region"): [regions.name(str(code)) for code in table.index],
        _("Country"): [regions.name(regions.country_of(str(code))) for code in table.index],
        told.head(block, found.year): [texts.number(value, block.decimals) for value in table["value"]],
    }
    if found.change is not None:
        before = found.change["since"].reindex(table.index)
        columns[found.since] = [texts.number(value, block.decimals) for value in before]
    return told.table(columns | {_("Notes"): [told.flags(flag) for flag in table["flag"]]})


def _chart(found: Ranked, lines: list[str | int]) -> Chart:
    """The rows that the picture shows, each region once."""
    codes = [one for one in lines if isinstance(one, str)]
    columns = {found.year: found.table["value"]}
    if found.change is not None:
        columns[found.since] = found.change["since"]
    series = {
        name: told.plain(values.reindex(codes).astype(float), found.block.decimals)
        for name, values in columns.items()
    }
    names = tuple(regions.name(code) for code in codes)
    highlighted = tuple(regions.name(code) for code in codes if code in found.highlighted)
    return Chart("dots", names, series, _(found.block.unit), found.block.decimals, highlighted)
