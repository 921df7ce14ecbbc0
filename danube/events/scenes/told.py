"""What every scene says beside its picture: sources, link, the figures as tidy rows, tables in words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from danube import catalogue, regions, texts, words
from danube.catalogue import FLAGS, Indicator
from danube.events.scenes.asked import Asked
from danube.exports.shelf import Shelf
from danube.store import editions
from danube.texts import _

TIDY = ["indicator", "region", "period", "value", "flag", "source"]
LONGEST = 245
"""Letters of a sentence that fit three lines of the stage."""

SENTENCES = re.compile(r"(?<=\w{3}\.) (?=\w)|(?<=[\d)%]\.) (?=\w)")
"""Between two sentences; what is short before its point is an abbreviation."""

OURS = ("part",)
"""Choices that only scenes know: no page reads them."""


def sources(indicators: Iterable[str]) -> tuple[str, ...]:
    """Publisher, dataset, vintage and licence of what is shown, a line each."""
    return tuple(_source(block) for block in catalogue.load().cited(list(dict.fromkeys(indicators))))


def _source(block: catalogue.Source) -> str:
    named = f"{block.publisher}, {block.dataset or block.title}"
    near = ", ".join(filter(None, (block.vintage, block.licence)))
    return f"{named} ({near})" if near else named


def boundaries() -> str:
    """Whose boundaries a map shows, and what they do not say."""
    return f"{_(regions.ATTRIBUTION)}. {_(regions.DISCLAIMER)}"


def link(asked: Asked) -> str:
    """The address of the view in the observatory, with the version and language of the scene."""
    said = {key: value for key, value in asked.choices.items() if value and key not in OURS}
    off = {"uploads": "off"} if editions.leaves_uploads_out(asked.shelf.edition) else {}
    query = {**said, "lang": texts.language(), "v": str(asked.shelf.version), **off}
    page = "" if asked.page == "overview" else asked.page  # it stands at the root
    return f"/{page}?{urlencode(query, safe=',')}"


def tidy(
    shelf: Shelf,
    indicators: Collection[str],
    *,
    periods: Mapping[str, str] | None = None,
    units: Collection[str] | None = None,
) -> pd.DataFrame:
    """The figures behind a scene, as the warehouse has them; `periods`: indicator → the one year shown."""
    rows = shelf.of(*dict.fromkeys(indicators))
    if periods is not None:
        rows = rows[rows["period"] == rows["indicator"].map(dict(periods))]
    if units is not None:
        rows = rows[rows["region"].isin(list(units))]
    return rows[TIDY].reset_index(drop=True)


def dated(periods: Iterable[object]) -> str:
    """`2023`, or `2013 to 2023`; empty without any."""
    years = sorted({str(period) for period in periods if period})
    if not years:
        return ""
    return years[0] if len(years) == 1 else _("{low} to {high}", low=years[0], high=years[-1])


def titled(block: Indicator, year: str) -> str:
    """Name of the indicator with its year."""
    return f"{_(block.name)}, {year}"


def placed(ranked: tuple[str, dict[str, Any]], year: str, block: Indicator) -> str:
    """A region's figure and place in a sentence, from its row (value, rank, of) of a ranking."""
    region, row = ranked
    return _(
        "{region}: {amount} in {year}, {place}.",
        region=regions.name(region),
        amount=words.amount(row["value"], block),
        year=year,
        place=words.place(int(row["rank"]), int(row["of"]), block.direction),
    )


def unit(block: Indicator) -> str:
    """The unit, and which side is better where it is not the higher one."""
    lower = f" ({_('lower is better')})" if block.direction == "lower" else ""
    return f"{_(block.unit)}{lower}"


def flags(flag: object) -> str:
    """The flags of a figure in words, separated by semicolons."""
    return "; ".join(_(FLAGS.get(token, token)) for token in str(flag or "").split())


def short(code: str) -> str:
    """The region's own name, without its exonym: what a picture has room for."""
    region = regions.get(code)
    return regions.name(code) if code in regions.NAMES else region.name


def brief(said: str, most: int = LONGEST) -> str:
    """Whole sentences of what a page says, as many as a slide has room for; always the first."""
    first, *others = SENTENCES.split(said)
    for sentence in others:
        if len(first) + len(sentence) >= most:
            break
        first = f"{first} {sentence}"
    return first


def table(columns: Mapping[str, Sequence[Any]]) -> pd.DataFrame:
    """A table to be read, every cell a text: headings and cells in the reader's language."""
    return pd.DataFrame(
        {head: [str(cell) for cell in cells] for head, cells in columns.items()}, dtype=object
    )


def head(block: Indicator, year: str) -> str:
    """The heading of a column of figures: year and unit."""
    return f"{year} ({_(block.unit)})"


def records(rows: pd.DataFrame) -> list[tuple[str, dict[str, Any]]]:
    """Each row with its key, as plain values."""
    plain = [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]
    return list(zip(map(str, rows.index), plain, strict=True))


def plain(values: Iterable[float | None], decimals: int) -> tuple[float | None, ...]:
    """Values for another program's chart: rounded, None where there is no figure."""
    return tuple(None if v is None or v != v else round(float(v), decimals) for v in values)
