"""Which regions are most like one: its structural peers, the closest first, and how far each is."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from danube import regions, texts
from danube.benchmark import peers, structure
from danube.drawing.static import rows
from danube.drawing.static.plate import Mark
from danube.events.scene import Chart, Scene
from danube.events.scenes import told
from danube.events.scenes.asked import Asked, SceneError
from danube.texts import _
from danube.words import peers as wording

DEFAULT, COUNT = "SK01", "8"
STRENGTHS = ("0", "0.5", "1", "2", "3")
APART = 2.0
"""How far two regions lie apart that are picked at random."""


@dataclass(frozen=True)
class Nearest:
    """The peers of a region, closest first, with their distances; `table` as `peers.nearest`."""

    region: str
    table: pd.DataFrame
    gdp: bool

    @property
    def codes(self) -> list[str]:
        """The peers."""
        return [str(code) for code in self.table.index]

    @property
    def distances(self) -> list[float]:
        """How far each is."""
        return [float(value) for value in self.table["distance"]]


def drawn(asked: Asked) -> Scene:
    """The peers of the region of these choices."""
    found = _nearest(asked)
    region, codes, distances = found.region, found.codes, found.distances
    indicators = structure.indicators(gdp=found.gdp)
    return Scene(
        title=_("Peers of {region}", region=regions.name(region)),
        sentence=_answer(region, codes, distances),
        svg=rows.drawn(_rows(codes, distances), asked.theme),
        alt=wording.alt_stacks(region, found.table),
        table=_table(codes, distances),
        figures=told.tidy(asked.shelf, indicators, units=[region, *codes]),
        chart=_chart(codes, distances),
        sources=told.sources(indicators),
        dated=_dated(asked, found),
        version=asked.shelf.version,
        link=told.link(asked),
    )


def _nearest(asked: Asked) -> Nearest:
    """The peers by the weights of the choices. Raises SceneError where too little is known."""
    region = asked.region(DEFAULT)
    emphasis = {key: float(asked.one(key, STRENGTHS, _usual(key))) for key in structure.DIMENSIONS}
    gdp = emphasis[structure.OPTIONAL] > 0
    counted = {key: value for key, value in emphasis.items() if gdp or key != structure.OPTIONAL}
    weights = peers.weigh(counted, gdp=gdp)
    table = asked.shelf.kept.of(
        ("structure", gdp), lambda: structure.structure(asked.shelf.everything, gdp=gdp)
    )
    if not any(weights.values()) or peers.known_share(table, region, weights) < peers.KNOWN:
        raise SceneError(
            _(
                "No peers of {region} can be named: too few of its structural figures are published or "
                "count.",
                region=regions.name(region),
            )
        )
    count = asked.one("k", [str(count) for count in range(peers.FEWEST, peers.MOST + 1)], COUNT)
    foreign = asked.one("scope", ("danube", "abroad"), "danube") == "abroad"
    return Nearest(region, peers.nearest(table, region, int(count), foreign=foreign, weights=weights), gdp)


def _usual(key: str) -> str:
    return "0" if key == structure.OPTIONAL else "1"


def _answer(region: str, codes: list[str], distances: list[float]) -> str:
    """Who is nearest, who comes next, and whether that is near at all."""
    first = _(
        "{peer} is most like {region} in size, place, education, sectors and firms.",
        peer=regions.name(codes[0]),
        region=regions.name(region),
    )
    told_ = [first, wording.closeness(distances[0]), wording.following(codes)]
    return " ".join(sentence for sentence in told_ if sentence)


def _rows(codes: list[str], distances: list[float]) -> rows.Rows:
    return rows.Rows(
        rows=[
            rows.Row(
                f"{told.short(code)}, {regions.country_of(code)}",
                note=texts.number(away, 2),
                bar=Mark(away, "river"),
                code=code,
            )
            for code, away in zip(codes, distances, strict=True)
        ],
        unit=_("Distance in structure: 0 is alike in everything"),
        references=[rows.Reference(_("two regions picked at random"), APART)],
        low=0.0,
        ticks=False,
    )


def _table(codes: list[str], distances: list[float]) -> pd.DataFrame:
    return told.table(
        {
            _("Region"): [regions.name(code) for code in codes],
            _("Country"): [regions.name(regions.country_of(code)) for code in codes],
            _("Distance"): [texts.number(value, 2) for value in distances],
        }
    )


def _chart(codes: list[str], distances: list[float]) -> Chart:
    names = tuple(regions.name(code) for code in codes)
    return Chart("bars", names, {_("Distance"): told.plain(distances, 2)}, _("distance in structure"), 2)


def _dated(asked: Asked, found: Nearest) -> str:
    """The years of the structural figures."""
    every = asked.shelf.kept.of(
        ("vintages", found.gdp), lambda: structure.vintages(asked.shelf.everything, gdp=found.gdp)
    )
    own = every[every["region"].isin([found.region, *found.codes])]
    return told.dated(own["period"].dropna())
