"""One indicator over the years: some regions beside the Danube median and the EU."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from danube import regions, texts, words
from danube.benchmark import timeline
from danube.benchmark.timeline import MEDIAN
from danube.catalogue import Indicator
from danube.drawing.static import lines
from danube.events.scene import Chart, Scene
from danube.events.scenes import told
from danube.events.scenes.asked import Asked, SceneError
from danube.texts import _


def drawn(asked: Asked, codes: Sequence[str]) -> Scene:
    """The course of the chosen indicator in these regions."""
    block = asked.indicator()
    history = _history(asked, block, codes)
    if history[list(codes)].dropna(how="all").empty:
        raise SceneError(
            _(
                "{regions} has no figures of its own on {indicator}: choose another indicator.",
                regions=texts.listing([regions.name(code) for code in codes]),
                indicator=_(block.name),
            )
        )
    names = _names(history, codes)
    units = [*codes, regions.EU]
    period = list(history.index)
    return Scene(
        title=told.titled(block, told.dated([period[0], period[-1]])),
        sentence=_answer(history, codes, block),
        svg=lines.drawn(_lines(history, names, codes, block), asked.theme),
        alt=words.alt_trend(history, {str(key): name for key, name in names.items()}, block),
        table=_table(history, names, block),
        figures=told.tidy(asked.shelf, [block.id], units=units),
        chart=_chart(history, names, codes, block),
        sources=told.sources([block.id]),
        dated=told.dated([period[0], period[-1]]),
        version=asked.shelf.version,
        link=told.link(asked),
    )


def _history(asked: Asked, block: Indicator, codes: Sequence[str]) -> pd.DataFrame:
    """Years by regions, the median and the EU; from the first year to the last with any figure of them."""
    series = [*codes, MEDIAN, regions.EU]
    history = timeline.of(asked.shelf.of(block.id), block.id, series).values
    own = history[list(codes)].dropna(how="all")
    if own.empty:
        return history
    shown = history.loc[own.index[0] :]
    kept = [key for key in series if key in codes or shown[key].notna().any()]
    return shown[list(dict.fromkeys(kept))]


def _names(history: pd.DataFrame, codes: Sequence[str]) -> dict[str, str]:
    names = {code: regions.name(code) for code in codes} | {MEDIAN: _("Danube median"), regions.EU: _("EU")}
    return {str(key): names[str(key)] for key in history.columns}


def _answer(history: pd.DataFrame, codes: Sequence[str], block: Indicator) -> str:
    """From which figure to which, for each of the regions; of many for the first three."""
    return " ".join(
        _travelled(history[code].dropna(), regions.name(code), block)
        for code in codes[:3]
        if history[code].notna().any()
    )


def _travelled(line: pd.Series, name: str, block: Indicator) -> str:
    first, last = (words.amount(float(line.iloc[end]), block) for end in (0, -1))
    if len(line) == 1:
        return _("{series}: {amount} in {year}.", series=name, amount=last, year=line.index[0])
    return _(
        "{series}: from {before} in {since} to {now} in {year}.",
        series=name, before=first, since=line.index[0], now=last, year=line.index[-1],
    )  # fmt: skip


def _lines(
    history: pd.DataFrame, names: dict[str, str], codes: Sequence[str], block: Indicator
) -> lines.Lines:
    periods = _every_year(history)
    shown = history.reindex(periods)
    return lines.Lines(
        periods=periods,
        lines=[_line(str(key), shown[key], names[str(key)], codes) for key in history.columns],
        unit=told.unit(block),
        decimals=block.decimals,
    )


def _line(key: str, values: pd.Series, name: str, codes: Sequence[str]) -> lines.Line:
    figures = [None if value != value else float(value) for value in values.tolist()]
    if key == MEDIAN:
        return lines.Line(name, figures, "amber")
    if key == regions.EU:
        return lines.Line(name, figures, "ink", dashed=True)
    alone = len(codes) == 1
    place = list(codes).index(key)
    return lines.Line(told.short(key), figures, "river" if alone else _hue(place), strong=alone)


def _hue(place: int) -> int:
    """The colours of the series without that of the median."""
    return place if place == 0 else place + 1


def _every_year(history: pd.DataFrame) -> list[str]:
    """Every year in between: a year without figures keeps its place."""
    first, last = str(history.index[0]), str(history.index[-1])
    if not (first.isdigit() and last.isdigit()):
        return [str(period) for period in history.index]
    return [str(year) for year in range(int(first), int(last) + 1)]


def _table(history: pd.DataFrame, names: dict[str, str], block: Indicator) -> pd.DataFrame:
    columns = {_("Year"): [str(year) for year in history.index]}
    unit = _(block.unit)
    columns |= {
        f"{names[str(key)]} ({unit})": [texts.number(value, block.decimals) for value in history[key]]
        for key in history.columns
    }
    return told.table(columns)


def _chart(history: pd.DataFrame, names: dict[str, str], codes: Sequence[str], block: Indicator) -> Chart:
    shown = history.reindex(_every_year(history))
    series = {names[str(key)]: told.plain(shown[key], block.decimals) for key in history.columns}
    highlighted = tuple(names[code] for code in codes if code in names)
    return Chart("lines", tuple(shown.index), series, _(block.unit), block.decimals, highlighted)
