"""Which regions lead on an index, and how sure that is: places as intervals, and the scores on a map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from danube import catalogue, regions, texts
from danube.benchmark import doubted, lenses, recipe
from danube.benchmark.doubted import Doubted
from danube.benchmark.recipe import DRAWS, LENSES, SHORT, Recipe, RecipeError
from danube.benchmark.scores import ScoreError
from danube.drawing import maps, outlines, scales
from danube.drawing.static import area, rows
from danube.drawing.static.plate import Mark
from danube.events.scene import Chart, Scene
from danube.events.scenes import picked, told
from danube.events.scenes.asked import Asked, SceneError
from danube.exports.shelf import Shelf
from danube.texts import _
from danube.words import lab as wording
from danube.words import methods

POINTS = 100.0
"""What a budget shares out among the fields."""

DECIMALS = {"z-score": 2}
"""Decimals of a score on a scale narrower than 0 to 100."""


def drawn(asked: Asked) -> Scene:
    """The index of these choices, the chosen region marked; `part=map` shows its scores on a map."""
    chosen, region = _recipe(asked), asked.region()
    found = _calculated(asked.shelf, chosen)
    if found.ranking.empty:
        raise SceneError(_("No region has enough figures for this index."))
    mapped = asked.one("part", ("", "map"), "") == "map"
    shown = _map(found, region, asked.theme) if mapped else _ladder(found, region, asked.theme)
    names = {indicators: name for name, indicators in _ready().items()}
    title = _(methods.LENSES[names.get(chosen.indicators, "own")])
    scene = _scene(asked, found, title, shown, region)
    if not mapped:
        return scene
    alt = f"{_('Map of the scores: the darker, the higher.')} {wording.answer(found.ranking, found.tied)}"
    return replace(scene, alt=alt, sources=(*scene.sources, told.boundaries()))


def _scene(asked: Asked, found: Doubted, title: str, svg: str, region: str) -> Scene:
    periods = {key: str(year) for key, year in found.table.periods.items() if year}
    units = [str(code) for code in found.scores.values.index]
    return Scene(
        title=title,
        sentence=_answer(found, region),
        svg=svg,
        alt=wording.alt_ladder(found.ranking, found.tied),
        table=_table(found),
        figures=told.tidy(asked.shelf, list(periods), periods=periods, units=units),
        chart=_chart(found, region),
        sources=told.sources(found.recipe.indicators),
        dated=told.dated(periods.values()),
        version=asked.shelf.version,
        link=told.link(asked),
    )


def _answer(found: Doubted, region: str) -> str:
    """Where the chosen region lies, and who leads."""
    first = wording.answer(found.ranking, found.tied)
    row = found.rows.get(region)
    if row is None:
        return first
    place = wording.between(row["low"], row["high"], len(found.rows))
    return f"{_('{region}: {place}.', region=regions.name(region), place=place)} {first}"


def _ready() -> dict[str, tuple[str, ...]]:
    """Ready-made index → its indicators."""
    known = catalogue.load()
    return {name: tuple(lenses.indicators(name, known)) for name in LENSES}


def _recipe(asked: Asked) -> Recipe:
    """The scenario of the address, at the version of the scene."""
    keys = [key for key in SHORT.values() if key != SHORT["version"]]
    query = {key: asked.choices[key] for key in keys if asked.choices.get(key)}
    ready, own = _ready(), asked.text("i", LENSES[0])
    try:
        read = recipe.from_query({"i": LENSES[0] if own in ready else own, **query})
    except RecipeError as refused:
        raise SceneError(str(refused)) from None
    chosen = replace(read, indicators=ready[own]) if own in ready else read
    chosen = replace(chosen, version=asked.shelf.version)
    if chosen.weighting == "budget" and not chosen.weights:
        fields = {catalogue.load().indicators[key].pillar for key in _checked(chosen).indicators}
        chosen = replace(chosen, weights=dict.fromkeys(fields, float(round(POINTS / len(fields)))))
    return _checked(chosen)


def _checked(chosen: Recipe) -> Recipe:
    if chosen.draws > DRAWS:
        raise SceneError(_("A page calculates at most {most} times; choose fewer.", most=DRAWS))
    try:
        return recipe.checked(chosen, catalogue.load())
    except RecipeError as refused:
        raise SceneError(str(refused)) from None


def _calculated(shelf: Shelf, chosen: Recipe) -> Doubted:
    """The index, calculated once."""
    try:
        return shelf.kept.of(
            ("index", chosen.as_json()),
            lambda: doubted.of(shelf.of(*chosen.indicators), chosen, catalogue.load()),
        )
    except (RecipeError, ScoreError) as refused:
        raise SceneError(str(refused)) from None


def _decimals(found: Doubted) -> int:
    return DECIMALS.get(found.recipe.normalisation, 1)


def _ladder(found: Doubted, region: str, theme: str) -> str:
    """A row for each region shown: its interval of places, the middle one, its score."""
    codes = [str(code) for code in found.ranking.index]
    alike = set(found.alike(region)) if region in found.rows and found.doubted else set()
    key = [(Mark(0, "grey"), _("Place: nine of ten calculations lie on the bar"))] if found.doubted else []
    if alike:
        key.append((Mark(0, "amber"), _("cannot be told apart from {region}", region=told.short(region))))
    lines = [
        rows.Rest(picked.left_out(one)) if isinstance(one, int) else _row(found, one, region, alike)
        for one in picked.picked(codes, (region,))
    ]
    head = _("Places 1 to {count}", count=len(codes))
    return rows.drawn(
        rows.Rows(lines, f"{head}; {_('points at the right')}", key=key, low=1.0, high=float(len(codes))),
        theme,
    )


def _row(found: Doubted, code: str, region: str, alike: set[str]) -> rows.Row:
    row, strong = found.rows[code], code == region
    colour = "river" if strong else "amber" if code in alike else "grey"
    mark = "*" if code in found.marked else ""
    return rows.Row(
        told.short(code),
        (Mark(float(row["median"]), colour, size=9 if strong else 7.5),),
        texts.number(row["score"], _decimals(found)) + mark,
        strong,
        (float(row["low"]), float(row["high"])),
        code=code,
    )


def _map(found: Doubted, region: str, theme: str) -> str:
    """The scores of the ranked regions; the others are hatched."""
    scale = scales.build(found.ranking["score"], "continuous", decimals=_decimals(found))
    picture = maps.choropleth(
        outlines.load(found.recipe.level),
        pd.DataFrame({"value": found.ranking["score"]}),
        scale,
        theme=theme,
        title="",
        unit=_("points"),
    )
    return area.choropleth(picture, {region: told.short(region)} if region else None)


def _table(found: Doubted) -> pd.DataFrame:
    ranking = found.ranking
    spans = zip(ranking["low"], ranking["high"], strict=True)
    return told.table(
        {
            _("Region"): [regions.name(str(code)) for code in ranking.index],
            _("Place"): [wording.span(low, high) for low, high in spans],
            _("Points"): [texts.number(score, _decimals(found)) for score in ranking["score"]],
            _("Group"): [_(wording.GROUPS[group]) for group in ranking["group"]],
        }
    )


def _chart(found: Doubted, region: str) -> Chart:
    codes = _shown([str(code) for code in found.ranking.index], region)
    scores = told.plain(found.ranking["score"].reindex(codes), _decimals(found))
    highlighted = (regions.name(region),) if region in codes else ()
    names = tuple(regions.name(code) for code in codes)
    return Chart("bars", names, {_("Points"): scores}, _("points"), _decimals(found), highlighted)


def _shown(codes: Sequence[str], region: str) -> list[str]:
    return [one for one in picked.picked(codes, (region,)) if isinstance(one, str)]
