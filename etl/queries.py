"""What to ask the publishers for: addresses and layouts, from the catalogue's sources and filters.

A source's `refresh` is a dataset of Eurostat (`rd_p_persreg`: asked with the filter of each indicator, as
JSON-stat; `lfst_r_lfe2en2?sex=T` fixes a dimension that older files do not have), a dataset with its key
(`rd_e_gerdreg/A.TOTAL..`) or one of the ready-made `tgs` tables (asked whole, as SDMX-CSV), or the full
address of a workbook.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import pandas as pd

from danube.catalogue import Catalogue, Indicator, Source

# Columns of files that were gathered otherwise; the service does not know them as dimensions.
OF_FILES = ("column", "period", "row")
SUFFIX = {"json-stat": "json", "sdmx-csv": "csv", "ris-xlsx": "xlsx"}


@dataclass(frozen=True, slots=True)
class Query:
    """One address, the layout of its answer, and the indicators that it brings."""

    source: Source
    indicators: tuple[Indicator, ...]
    url: str
    layout: str

    @property
    def file(self) -> str:
        """The name under which the answer is kept: the same address, the same name."""
        return f"{self.source.id}-{hashlib.sha256(self.url.encode()).hexdigest()[:12]}.{SUFFIX[self.layout]}"

    def __str__(self) -> str:
        return f"{self.source.id} ({', '.join(one.id for one in self.indicators)})"


def of(source: Source, known: Catalogue, eurostat: str) -> list[Query]:
    """The questions about one source, waiting indicators included; none where there is no public service."""
    if not source.refresh:
        return []
    mine = [one for one in known.indicators.values() if one.source == source.id and one.derive is None]
    shared: dict[tuple[str, str], list[Indicator]] = {}
    for indicator in mine:
        shared.setdefault(_address(source, indicator, eurostat), []).append(indicator)
    return [Query(source, tuple(group), url, layout) for (url, layout), group in shared.items()]


def asked(indicator: Indicator, layout: str) -> Indicator:
    """The indicator with the part of its filter that the publisher's answer can be held against."""
    if layout == "ris-xlsx":
        return indicator
    return indicator.model_copy(update={"filter": _dimensions(indicator)})


def vintage(path: Path, query: Query) -> str:
    """The day on which the publisher last changed the data, as the answer tells it (2026-06-25)."""
    if query.layout == "json-stat":
        return str(json.loads(path.read_text("utf-8-sig")).get("updated", ""))[:10] or query.source.vintage
    if query.layout != "sdmx-csv":
        return query.source.vintage
    head = pd.read_csv(path, dtype=str, keep_default_na=False, nrows=1)
    found = re.match(r"(\d\d)/(\d\d)/(\d\d)", "".join(head.get("LAST UPDATE", [])))
    return f"20{found[3]}-{found[2]}-{found[1]}" if found else query.source.vintage


def chosen(known: Catalogue, ids: Iterable[str] | None) -> list[Source]:
    """The named sources, or all that a public service can refresh. KeyError names an unknown one."""
    if ids is None:
        return [source for source in known.sources.values() if source.refresh]
    return [known.sources[name] for name in ids]


def _address(source: Source, indicator: Indicator, eurostat: str) -> tuple[str, str]:
    if source.refresh.startswith(("http://", "https://")):
        return source.refresh, "ris-xlsx"
    asked, _, fixed = source.refresh.partition("?")
    dataset, slash, key = asked.partition("/")
    if slash or dataset.startswith("tgs"):
        path = f"{dataset}/{key}" if key else dataset
        return f"{eurostat}/sdmx/2.1/data/{path}?format=SDMX-CSV&compressed=false", "sdmx-csv"
    wanted = urlencode({"format": "JSON", "lang": "EN", **dict(parse_qsl(fixed)), **_dimensions(indicator)})
    return f"{eurostat}/statistics/1.0/data/{dataset}?{wanted}", "json-stat"


def _dimensions(indicator: Indicator) -> dict[str, str]:
    return {name: code for name, code in indicator.filter.items() if name not in OF_FILES}
