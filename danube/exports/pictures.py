"""One indicator and year as a map: the same picture for a page, a file, a phone and a slide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from danube import catalogue, regions, texts, words
from danube.benchmark import coverage, panel, positions
from danube.catalogue import Indicator
from danube.drawing import maps, outlines, scales
from danube.store import editions
from danube.texts import N_, _

Centre = Literal["danube", "eu"]
CENTRES: dict[Centre, str] = {"danube": N_("Danube median"), "eu": N_("EU")}


@dataclass(frozen=True)
class Wanted:
    """A map that can be drawn: every choice is checked, `rows` are all figures of the indicator."""

    block: Indicator
    rows: pd.DataFrame
    year: str
    version: int
    level: int = 2
    kind: scales.Kind = "continuous"
    centre: Centre = "danube"
    theme: str = "light"


def table(wanted: Wanted) -> pd.DataFrame:
    """One row per polygon: value, flag, state, origin and the note that says why or whose figure it is."""
    units = outlines.load(wanted.level).ids
    block, rows, year = wanted.block, wanted.rows, wanted.year
    figures = panel.on_map(rows, block.id, year, units=units, ancestors=regions.ancestors)
    bare = [str(code) for code in figures.index[figures["state"] == "missing"]]
    reasons = coverage.reasons(rows, block.id, year, bare)
    whose = {code: words.absence(reasons.get(code)) for code in bare}
    coarser = figures.loc[figures["state"] == "coarser", "origin"]
    whose |= {str(code): _("Value of {unit}", unit=regions.name(str(unit))) for code, unit in coarser.items()}
    return figures.assign(note=[whose.get(str(code), "") for code in figures.index])


def choropleth(
    wanted: Wanted, figures: pd.DataFrame | None = None, *, selected: tuple[str, ...] = ()
) -> maps.MapPicture:
    """The picture; its scale is built from all years of its level, so that two years can be compared.

    A diverging scale turns around the reference of the indicator's own year (its latest well covered one),
    whichever year is shown.
    """
    block = wanted.block
    fixed = panel.default_period(wanted.rows, block.id) or wanted.year
    reference = positions.reference(wanted.rows, block.id, fixed)
    centre = reference.eu if wanted.centre == "eu" else reference.median
    scale = scales.build(_scaled(wanted)["value"], wanted.kind, centre=centre, decimals=block.decimals)
    return maps.choropleth(
        outlines.load(wanted.level),
        table(wanted) if figures is None else figures,
        scale,
        theme=wanted.theme,
        title=f"{_(block.name)}, {wanted.year}",
        unit=_(block.unit),
        source=source(wanted),
        reference=_reference(scale, wanted.centre, fixed),
        selected=selected,
    )


def _scaled(wanted: Wanted) -> pd.DataFrame:
    """All years of the units that the map draws, or of the larger ones where those have none."""
    rows = wanted.rows[wanted.rows["level"] == wanted.level]
    return rows if rows["value"].notna().any() else wanted.rows


def _reference(scale: scales.Scale, centre: Centre, year: str) -> str:
    if scale.kind != "diverging":
        return ""
    return f"{_(CENTRES[centre])} {texts.number(scale.centre, scale.decimals)} ({year})"


def source(wanted: Wanted) -> str:
    """The sources in one line, with the version of the figures."""
    cited = catalogue.load().cited([wanted.block.id])
    named = "; ".join(f"{block.publisher}, {block.dataset or block.title}" for block in cited)
    return _("Source: {source}. Version {version}.", source=named, version=editions.version(wanted.version))
