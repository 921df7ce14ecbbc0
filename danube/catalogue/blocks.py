"""The blocks of the catalogue's files: what each field is called and which values it may take."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$")]
Text = Annotated[str, StringConstraints(min_length=1)]
Short = Annotated[str, StringConstraints(min_length=1, max_length=28)]
Url = Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]
Layout = Literal[
    "sdmx-csv",
    "eurostat-tsv",
    "geo-time",
    "yearbook-json",
    "panel-csv",
    "ris-xlsx",
    "rci-xlsx",
    "rci-scores-csv",
    "eqi-csv",
    "eurito-csv",
    "table",
]


class Block(BaseModel):
    """A block of a catalogue file; unknown fields are refused, values never change after loading."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Id


class Source(Block):
    """One dataset or file: whom to credit, under which licence, and how it is read and refreshed."""

    publisher: Text
    title: Text
    dataset: str = ""
    url: Url
    licence: Text
    licence_url: Literal[""] | Url = ""
    attribution: Text
    vintage: str = ""
    status: Literal["published", "by-hand", "waiting", "uploaded"] = "published"
    note: str = ""
    files: tuple[str, ...] = ()
    layout: Layout = "table"  # a "table" holds no figures by region and year; pages of their own read it
    nuts: Literal[2003, 2006, 2010, 2013, 2016, 2021, 2024] = 2024
    refresh: str = ""


class Pillar(Block):
    """A field of innovation, and the question that it answers."""

    name: Text
    question: Text


class Lens(Block):
    """One of the three clusters of partners through which indicators are looked at."""

    name: Text
    definition: Text


class Derivation(BaseModel):
    """Computed here: the figure `of` over the figure `per`, times `factor`, in the same region and period."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    of: Id
    per: Id
    factor: float = Field(default=1.0, gt=0)


class Indicator(Block):
    """What one series of figures means. `valid`: lowest and highest possible value, None where open."""

    name: Text
    short: Short
    definition: Text
    unit: Text
    direction: Literal["higher", "lower", "neutral"]
    pillar: Id
    lenses: tuple[Id, ...] = ()
    source: Id
    dataset: str = ""
    filter: dict[str, str] = {}
    level: int = Field(default=2, ge=0, le=3)
    decimals: int = Field(default=1, ge=0, le=4)
    valid: tuple[float | None, float | None] = (None, None)
    conversion: Literal["sum", "mean", "none"] = "mean"
    headline: bool = True
    status: Literal["available", "waiting"] = "available"
    bounds: tuple[Id, Id] | None = None
    hidden: bool = False
    derive: Derivation | None = None
    note: str = ""


# The fields that a reader sees translated.
SHOWN: dict[type[Block], tuple[str, ...]] = {
    Pillar: ("name", "question"),
    Lens: ("name", "definition"),
    Indicator: ("name", "short", "definition", "unit", "note"),
    Source: ("title", "note"),
}
