"""A choropleth as data for the browser and as a file: one picture, two ways out.

    outlines = outlines.load(2)
    scale = scales.build(all_years["value"], "quantiles", decimals=1)
    picture = maps.choropleth(outlines, figures, scale, title="R&D intensity, 2023", unit="% of GDP")
    picture.payload()           # about 1 kB: what changes with the indicator and the year
    picture.svg(1200)           # the same drawing as a standalone file

`figures` is indexed by region with the columns `value`, `flag` (tokens parted by spaces), `state`
(`value`, `missing`, `coarser`) and `note` (why a figure is missing, whose value is shown); flag, state
and note may be left out. A region without a row is missing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from danube import regions
from danube.catalogue import FLAGS
from danube.drawing import sheet
from danube.drawing.outlines import Outlines
from danube.drawing.scales import Scale
from danube.texts import _, number

STATES = ("value", "missing", "coarser")
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class MapPicture:
    """A finished choropleth; `figures` stands in the order of the outlines, one row per region."""

    outlines: Outlines
    figures: pd.DataFrame
    scale: Scale
    theme: str
    title: str
    subtitle: str = ""
    unit: str = ""
    source: str = ""
    reference: str = ""
    selected: tuple[str, ...] = ()

    @cached_property
    def classes(self) -> list[int]:
        """The class of every region in the order of the outlines, -1 where there is no figure."""
        return self.scale.indices(self.figures["value"])

    @cached_property
    def fills(self) -> list[str | None]:
        """The colour of every region, None where there is no figure."""
        ramp = self.scale.colours(self.theme)
        return [ramp[place] if place >= 0 else None for place in self.classes]

    @cached_property
    def said(self) -> list[str]:
        """Every region in one line: Kärnten (Carinthia): 3.2 % of GDP. Provisional."""
        return [self._line(row) for row in self.figures.itertuples()]

    def payload(self) -> dict[str, Any]:
        """What the browser needs beside the outlines, packed once however often it is asked for."""
        return dict(self._packed)

    @cached_property
    def _packed(self) -> dict[str, Any]:
        """Values are whole numbers of the last decimal, one per region that has one.

        `classes` has one digit per region (`-` missing); `coarser`, `notes` and `flags` name places in
        the order of the outlines ("0-2 7").
        """
        coarser = self.figures["state"].eq("coarser")
        return {
            "title": self.title,
            "unit": self.unit,
            "theme": self.theme,
            "decimals": self.scale.decimals,
            "classes": "".join(DIGITS[place] if place >= 0 else "-" for place in self.classes),
            "values": self._values(),
            "coarser": places(coarser.to_numpy().nonzero()[0]),
            "notes": self._grouped(self._without_country()),
            "flags": self._grouped(self.figures["flag"].tolist()),
            "ramp": list(self.scale.colours(self.theme)),
            "labels": self.scale.labels(),
            "reference": self.reference,
            "selected": list(self.selected),
        }

    def svg(self, width: int = 1200) -> str:
        """The picture as an SVG file that needs nothing else: title, legend, source, disclaimer."""
        return sheet.drawn(self.sheet(), width)

    def sheet(self) -> sheet.Sheet:
        """What stands on the file."""
        coarser = self.figures["state"].eq("coarser").tolist()
        return sheet.Sheet(
            outlines=self.outlines,
            fills=self.fills,
            coarser=coarser,
            texts=self.said,
            ramp=self.scale.colours(self.theme),
            labels=self.scale.labels(),
            theme=self.theme,
            title=self.title,
            subtitle=self.subtitle,
            unit=self.unit,
            reference=self.reference,
            source=self.source,
            names={code: shown_name(code, self.outlines) for code in self.selected},
            description=self.description(),
        )

    def description(self) -> str:
        """The picture in words: how many regions have a figure, and who is highest and lowest."""
        known = self.figures.loc[self.figures["state"].eq("value"), "value"].dropna()
        if known.empty:
            return _("Map without figures.")
        return _(
            "Map of {count} regions with a figure: highest {high} ({high_value}), "
            "lowest {low} ({low_value}).",
            count=number(len(known), 0),
            high=shown_name(str(known.idxmax()), self.outlines),
            high_value=number(known.max(), self.scale.decimals),
            low=shown_name(str(known.idxmin()), self.outlines),
            low_value=number(known.min(), self.scale.decimals),
        )

    def _values(self) -> str:
        factor = 10**self.scale.decimals
        known = self.figures["value"].dropna()
        return " ".join([str(round(value * factor)) for value in known.tolist()])

    def _without_country(self) -> list[str]:
        """The notes with `{country}` for the country of the region: one text serves all countries."""
        notes = zip(self.outlines.ids, self.figures["note"].tolist(), strict=True)
        return [_without(_country_name(code), note) if note else "" for code, note in notes]

    def _grouped(self, column: Iterable[str]) -> list[list[str]]:
        """Each text once with the places where it holds."""
        found: dict[str, list[int]] = defaultdict(list)
        for place, text in enumerate(column):
            if text:
                found[text].append(place)
        return [[text, places(where)] for text, where in found.items()]

    def _line(self, row: Any) -> str:
        figure = f"{number(row.value, self.scale.decimals)} {self.unit}".strip()
        parts = [figure if row.state != "missing" else "", row.note, *flag_words(row.flag)]
        said = ". ".join(part.rstrip(".") for part in parts if part) or _("No figure")
        return f"{shown_name(row.Index, self.outlines)}: {said}"


def choropleth(
    outlines: Outlines,
    figures: pd.DataFrame,
    scale: Scale,
    *,
    theme: str = "light",
    title: str,
    subtitle: str = "",
    unit: str = "",
    source: str = "",
    reference: str = "",
    selected: Sequence[str] = (),
) -> MapPicture:
    """The picture of one indicator and year; all words come in the reader's language.

    `reference` names the centre of a diverging scale ("Danube median 54.2"). Rows of regions that the
    map does not draw are left out, as are selected regions. ValueError for an unknown state.
    """
    complete = _complete(figures, outlines.ids)
    strange = set(complete["state"]) - set(STATES)
    if strange:
        raise ValueError(f"state must be one of {', '.join(STATES)} but got {', '.join(sorted(strange))}")
    chosen = tuple(code for code in selected if code in outlines.ids)
    return MapPicture(outlines, complete, scale, theme, title, subtitle, unit, source, reference, chosen)


def _complete(figures: pd.DataFrame, ids: tuple[str, ...]) -> pd.DataFrame:
    """One row per region of the map; a row without a value is missing whatever it says."""
    table = figures.reindex(index=list(ids), columns=["value", "flag", "state", "note"])
    value = pd.to_numeric(table["value"]).astype(float)
    words = {name: _words(table[name]) for name in ("flag", "state", "note")}
    known = value.notna().to_numpy()
    said = words["state"]
    words["state"] = np.where(known, np.where(said == "", "value", said), "missing")
    told = {name: pd.Series(column, table.index, dtype=object) for name, column in words.items()}
    return pd.DataFrame(told | {"value": value.where(words["state"] != "missing")})


def _words(column: pd.Series) -> np.ndarray:
    """Its texts, empty where there is none."""
    return column.astype(object).where(column.notna(), "").to_numpy(dtype=object)


def shown_name(code: str, outlines: Outlines) -> str:
    """The region as the reader calls it, or as its map does where the project does not know it."""
    return regions.name(code) if code in regions.load() else outlines.names[outlines.ids.index(code)]


def _country_name(code: str) -> str:
    return regions.name(regions.country_of(code)) if code in regions.load() else ""


def _without(country: str, note: str) -> str:
    return note.replace(country, "{country}") if country else note


def flag_words(flag: str) -> list[str]:
    """The publisher's flags in words; an unknown one is shown as it is."""
    return [_(FLAGS[token]) if token in FLAGS else token for token in flag.split()]


def places(where: Iterable[int]) -> str:
    """Rising whole numbers as ranges: 0 1 2 7 is "0-2 7"."""
    runs: list[list[int]] = []
    for place in where:
        if runs and place == runs[-1][1] + 1:
            runs[-1][1] = int(place)
        else:
            runs.append([int(place), int(place)])
    return " ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)
