"""A region in brief: two A4 pages to carry away, in the reader's language, from the figures of one edition.

shelf = shelf.at(warehouse, version, uploads=True)
texts.use("de")
brief.pdf(shelf, "AT13", address="https://observatory.example")
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from danube import catalogue, regions, texts
from danube.benchmark import lenses, structure
from danube.exports import about, colophon, typeset
from danube.exports.brief import measured, pilots, sections
from danube.exports.shelf import Shelf
from danube.texts import _
from danube.words import findings

TEMPLATE = Path(__file__).with_name("brief.typ")


def pdf(shelf: Shelf, region: str, *, address: str = "") -> bytes:
    """The brief of a region drawn at level 2; `address` is where the observatory is reached, if anywhere."""
    return typeset.pdf(TEMPLATE, content(shelf, region, address), written=colophon.written(shelf))


def file_name(shelf: Shelf, region: str) -> str:
    """`region-brief_at13_de_v54.pdf`."""
    made = about.About(
        about.titled(_("Region brief")), shelf.version, {"region": region, "lang": texts.language()}
    )
    return made.file_name("pdf")


def content(shelf: Shelf, region: str, address: str = "") -> dict[str, Any]:
    """All that the brief says, as plain values."""
    known = measured.profile(shelf, region)
    shown = sections.standouts(known)
    return {
        "title": about.titled(_("Region brief: {region}", region=regions.name(region))),
        **opening(region),
        "answer": findings.answer(known),
        "standing": sections.standing(shelf, region),
        "fields": sections.compared(shelf, region),
        "standouts": shown,
        "courses": sections.courses(shelf, region),
        "chosen": sections.chosen(shelf, region),
        "pilots": pilots.there(shelf, region),
        "gaps": sections.gaps(known),
        "words": headings(region),
        **colophon.of(shelf, _used(shelf, region), "region", {"region": region}, address),
    }


def opening(region: str) -> dict[str, str]:
    """What the region is called: by itself, in its own script, to English readers; its country and code."""
    one = regions.get(region)
    country = regions.country_of(region)
    exonym = one.english if texts.language() == "en" else ""
    others = dict.fromkeys(name for name in (one.native, exonym) if name and name != one.name)
    return {
        "name": regions.name(region) if region in regions.NAMES else one.name,
        "others": " · ".join(others),
        "country": "" if region == country else regions.name(country),
        "code": region,
    }


def _used(shelf: Shelf, region: str) -> list[str]:
    """The indicators whose figures the brief shows: profile, courses, first index, structure of peers."""
    known = measured.profile(shelf, region).headlines
    told = known.index[known["state"] != "missing"]
    first = lenses.indicators(lenses.DANUBE, catalogue.load())
    return [*map(str, told), *first, *structure.indicators()]


def headings(region: str) -> dict[str, str]:
    """The fixed words of the template."""
    own = regions.country_of(region)
    return {
        "brief": _("Region brief"),
        "indices": _("Place in the indices"),
        "index": _("Index"),
        "place": _("Place"),
        "score": _("Score"),
        "group": _("Group"),
        "interval": _(
            "A place is an interval: nine of ten calculations with other weights and methods put the region "
            "inside it."
        ),
        "map": _("Score in the Danube index"),
        "none": _("No score"),
        "fields": _("Fields against peers"),
        "own": regions.name(region),
        "peers": _("Middle of the peers"),
        "median": _("Danube median"),
        "others": _("the other regions"),
        "ahead": _("Strengths"),
        "behind": _("Weaknesses"),
        "nothing_ahead": _("No headline figure lies far ahead of the Danube median."),
        "nothing_behind": _("No headline figure lies far behind the Danube median."),
        "larger": _("Figures of the larger units that it belongs to"),
        "moved": _("What has moved"),
        "courses": _("Over the years"),
        "country": "" if own == region else regions.name(own),
        "eu": _("EU"),
        "broken": _("dotted upright: the series begins anew"),
        "no_courses": _("No series is long enough to be drawn."),
        "chosen": _("What it has chosen to specialise in"),
        "pilots": _("Pilots"),
        "actions": _("Plans and instruments that cover it"),
        "gaps": _("What is missing, and why"),
        "why": _("Why"),
        "count": _("Indicators"),
        "which": _("Which"),
        "sources": _("Sources"),
        "view": _("The same view, with every figure"),
        "page": _("Page"),
    }
