"""Two to eight regions side by side, for print: where they differ, their places, all headline figures.

texts.use("de")
report.pdf(shelf, ["AT13", "SK01", "HU11"], address="https://observatory.example")
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from danube import catalogue, regions, texts
from danube.benchmark import lenses
from danube.exports import about, colophon, typeset
from danube.exports.report import compared
from danube.exports.shelf import Shelf
from danube.texts import _
from danube.words import comparisons

COMPARED = (2, 8)
"""So many regions stand side by side, as on the page."""

TEMPLATE = Path(__file__).with_name("report.typ")


def pdf(shelf: Shelf, codes: Sequence[str], *, address: str = "") -> bytes:
    """The report on regions drawn at level 2; `address` is where the observatory is reached, if anywhere."""
    return typeset.pdf(TEMPLATE, content(shelf, codes, address), written=colophon.written(shelf))


def file_name(shelf: Shelf, codes: Sequence[str]) -> str:
    """`side-by-side_regions-at13-sk01_lang-en_v54.pdf`."""
    filters = {"regions": list(codes), "lang": texts.language()}
    return about.About(about.titled(_("Side by side")), shelf.version, filters).file_name("pdf")


def content(shelf: Shelf, codes: Sequence[str], address: str = "") -> dict[str, Any]:
    """All that the report says, as plain values."""
    table = compared.table(shelf, codes)
    named = texts.listing([regions.get(code).name for code in codes])
    fields = compared.fields(table)
    used = [key for key in dict.fromkeys(map(str, table["indicator"])) if _shown(key)]
    return {
        "title": about.titled(_("Side by side: {regions}", regions=named)),
        "answer": comparisons.answer(table),
        "regions": compared.marks(codes),
        "map": compared.located(codes),
        "indices": compared.indices(shelf, codes),
        "apart": compared.apart(table, codes),
        "fields": fields,
        "courses": compared.courses(shelf, codes),
        "words": headings(),
        **colophon.of(
            shelf,
            [*used, *lenses.indicators(lenses.DANUBE, catalogue.load())],
            "compare",
            {"regions": ",".join(codes)},
            address,
        ),
    }


def _shown(indicator: str) -> bool:
    block = catalogue.load().indicators[indicator]
    return block.headline and block.direction != "neutral"


def headings() -> dict[str, str]:
    """The fixed words of the template."""
    return {
        "report": _("Benchmark report"),
        "title": _("Regions side by side"),
        "region": _("Region"),
        "indices": _("Place in the indices"),
        "index": _("Index"),
        "interval": _(
            "A place is an interval: nine of ten calculations with other weights and methods put the region "
            "inside it."
        ),
        "apart": _("Where they differ most"),
        "line": _("Upright line: Danube median. Each number is a region, as in the table above."),
        "nothing_apart": _("Fewer than two of these regions have a figure here."),
        "figures": _("The figures"),
        "note": _(
            "Bold: the best of them. Every indicator in one year, that in which most of them have a figure; "
            "an asterisk marks the figure of a larger unit."
        ),
        "indicator": _("Indicator"),
        "median": _("Danube median"),
        "courses": _("Over the years"),
        "sources": _("Sources"),
        "view": _("The same view, with every figure"),
        "page": _("Page"),
    }
