"""Everything in one ZIP: the figures twice, what they mean, and a README that says how to cite them."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence

import pandas as pd

from danube.exports import tables
from danube.exports.about import About

MEDIA_TYPE = "application/zip"
WRITTEN = (2000, 1, 1, 0, 0, 0)
"""A fixed day instead of now: the same figures give the same bytes."""

COLUMNS = {
    "indicator": "id of the indicator; metadata.json says what it means",
    "region": "code of the region: NUTS 2024, ISO 3166 for Moldova and Ukraine",
    "level": "0 country, 1 to 3 NUTS level, -1 a larger whole such as the EU",
    "period": "year, or year and part of it",
    "value": "the figure in the indicator's unit; empty where missing, never zero",
    "flag": "what the publisher or the conversion says about the figure",
    "source": "id of the source",
    "load": "number of the load that brought the figure in",
}


def bundle(table: pd.DataFrame, about: About, indicators: Sequence[Mapping[str, object]]) -> bytes:
    """A ZIP of data.csv, data.parquet, metadata.json and README.md.

    `indicators` are the catalogue's blocks of the table's indicators as plain values.
    """
    metadata = {**about.as_dict(), "licences": list(about.licences), "indicators": list(indicators)}
    files = {
        "README.md": readme(table, about).encode(),
        "data.csv": tables.csv(table, about),
        "data.parquet": tables.parquet(table, about),
        "metadata.json": json.dumps(metadata, ensure_ascii=False, indent=2, default=str).encode(),
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, body in files.items():
            archive.writestr(zipfile.ZipInfo(name, WRITTEN), body, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def readme(table: pd.DataFrame, about: About) -> str:
    """What the bundle holds and how to cite it, as Markdown in which no name can make a mark."""
    columns = [f"- `{name}`: {COLUMNS[name]}" for name in map(str, table.columns) if name in COLUMNS]
    flags = [f"- `{token}`: {_plain(meaning)}" for token, meaning in about.flags.items()]
    paragraphs = [
        [f"# {_plain(about.title)}"],
        [f"{len(table)} figures; version {about.version} of the figures."],
        [f"Filter: {_plain(about.filter) or 'none'}"],
        [f"Address: {about.link}"] if about.link else [],
        ["## How to cite", "", citation(about)],
        ["## Sources and licences", "", *map(_source, about.sources)],
        [
            "## Files",
            "",
            "- `data.csv`, `data.parquet`: the same figures",
            "- `metadata.json`: what they mean",
        ],
        ["## Columns", "", *columns],
        ["## Flags", "", *flags] if flags else [],
    ]
    return "\n\n".join("\n".join(lines) for lines in paragraphs if lines) + "\n"


def citation(about: About) -> str:
    """One sentence for a list of references: publishers, title, version, address."""
    named = dict.fromkeys(_credit(source) for source in about.sources)
    credits = "; ".join(filter(None, named)) or "no source"
    where = f" {about.link}" if about.link else ""
    return f"{credits}. Danube Innovation Observatory, version {about.version} of the figures.{where}"


def _credit(source: Mapping[str, str]) -> str:
    dataset = source.get("dataset") or source.get("title", "")
    return _plain(", ".join(filter(None, [source.get("publisher"), dataset, source.get("vintage")])))


def _source(source: Mapping[str, str]) -> str:
    licence = " ".join(filter(None, [source.get("licence"), source.get("licence_url")]))
    said = [_credit(source), source.get("url", ""), f"licence: {licence or 'not stated'}"]
    return f"- {'; '.join(filter(None, map(_plain, [*said, source.get('attribution', '')])))}"


def _plain(text: str) -> str:
    """Text as one line in which Markdown and HTML mean nothing."""
    one_line = " ".join(text.split())
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#|" else sign for sign in one_line)
