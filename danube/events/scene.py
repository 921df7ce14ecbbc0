"""What a slide shows, drawn: the same for projector, phone, paper and slides of another program."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

Shape = Literal["bars", "lines", "dots"]


@dataclass(frozen=True)
class Chart:
    """The figures of a chart as a slide program draws them itself.

    `series`: name → values in the order of `categories`, None where there is no figure. `unit` is the axis
    title; `highlighted` names the categories (bars, dots) or series (lines) that the story is about.
    """

    shape: Shape
    categories: tuple[str, ...]
    series: dict[str, tuple[float | None, ...]]
    unit: str
    decimals: int = 1
    highlighted: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scene:
    """A slide in one language, at one version.

    Attributes:
        title, sentence: as they stand above the picture; plain text.
        body: what a text slide says, plain text in paragraphs (an empty line between them); empty otherwise.
        svg: the picture alone (no title, no source line), standing for itself: a viewBox, no outside
            reference, no script, texts as text. Empty where there is none. Areas of a map carry
            `data-region`.
        picture: address of a picture as `data:`; empty where there is none.
        alt: what the picture shows, in words.
        table: the figures as a table to be read, headings and cells in the reader's language.
        figures: the same as tidy rows (indicator, region, period, value, flag, source); may be empty.
        chart: what a slide program draws by itself; None for a map or a text.
        sources: publishers, vintage, licence: a line each.
        dated: years of the figures, for example "2023" or "2013 to 2023"; empty without figures.
        link: address of the same view in the observatory, with its version.
        lacking: what is missing in it (a figure, a translation): a sentence each, for the rehearsal.
    """

    title: str
    sentence: str = ""
    body: str = ""
    svg: str = ""
    picture: str = ""
    alt: str = ""
    table: pd.DataFrame = field(default_factory=pd.DataFrame)
    figures: pd.DataFrame = field(default_factory=pd.DataFrame)
    chart: Chart | None = None
    sources: tuple[str, ...] = ()
    dated: str = ""
    version: int = 0
    link: str = ""
    lacking: tuple[str, ...] = ()
