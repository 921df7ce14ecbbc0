"""My region in ten minutes: written from the figures of one region, whichever it is."""

from __future__ import annotations

from collections.abc import Iterable

from danube import catalogue, regions, texts
from danube.benchmark import peers, profile, structure
from danube.benchmark.portrait import Portrait
from danube.events.deck import Option, Poll, Slide
from danube.events.scenes import region as portrayal
from danube.events.scenes.asked import FIRST
from danube.events.stories import telling
from danube.events.stories.telling import Step, everywhere
from danube.exports.shelf import Shelf
from danube.texts import _
from danube.words import findings

POINTS, OPTIONS = 100, 5
NAME = 40
"""Letters of a name that leave room for the rest of a title."""

BESIDE = 3
"""Peers that the region is compared with."""


def slides(shelf: Shelf, region: str) -> list[Slide]:
    """The slides of a region: what cannot be drawn is left out, and the last but one says what lacks."""
    found = portrayal.portrayed(shelf, region)
    others = [_whole(region)] if found.silent() else [*_others(shelf, region)]
    steps = [*_place(found), *_course(found), *others, *_aims(region)]
    told = telling.told(shelf, steps)
    return [*told, *_lacking(found), *_question(found)]


def _name(region: str) -> str:
    """The region as a title has room for it: without its exonym where both are long."""
    name = regions.name(region)
    return name if len(name) <= NAME else regions.get(region).name


def _place(found: Portrait) -> Iterable[Step]:
    """Where it lies, what it does best, and its place on what tells most of it."""
    region, first = found.region, _telling(found)
    yield Step(
        "map", "map",
        lambda: _("{region} in the Danube Region", region=_name(region)),
        lambda: findings.position(found, catalogue.load().indicators[first]),
        {"indicator": first, "region": region},
    )  # fmt: skip
    yield Step(
        "profile", "region",
        lambda: _("What {region} does best, and where it is behind", region=_name(region)),
        lambda: findings.paragraph(found),
        {"region": region},
    )  # fmt: skip
    if found.table["state"].get(first) != "value":
        return
    yield Step(
        "ranking", "ranking",
        lambda: _("Its place among all regions"),
        lambda: findings.position(found, catalogue.load().indicators[first]),
        {"indicator": first, "country": region},
    )  # fmt: skip


def _course(found: Portrait) -> Iterable[Step]:
    """How it has moved, on two indicators with a long past."""
    for place, key in enumerate(dict.fromkeys((_telling(found), "gdp_pps_eu100"))):
        yield Step(
            f"years-{place}", "region",
            lambda key=key: _("{indicator}: how it has moved", indicator=_shortly(key)),  # type: ignore[misc]
            lambda: _("The line of the Danube median shows years in which nearly all regions report."),
            {"region": found.region, "part": "years", "indicator": key},
        )  # fmt: skip


def _whole(region: str) -> Step:
    """In the place of figures of its own, the region as a part of the whole."""
    return Step(
        "whole", "overview",
        lambda: _("Where does the Danube Region stand?"),
        lambda: _("Hatched: no source publishes a figure for it. The last slide says why."),
        {"region": region},
    )  # fmt: skip


def _others(shelf: Shelf, region: str) -> Iterable[Step]:
    """Its place in the index, its peers, and how it differs from the closest."""
    yield Step(
        "index", "index",
        lambda: _("How sure is its place?"),
        lambda: _("Amber rows cannot be told apart from it: their order says little."),
        {"region": region},
    )  # fmt: skip
    yield Step(
        "peers", "peers",
        lambda: _("From whom can it learn?"),
        lambda: _("These regions are alike in what changes slowly; what they do better can be learned."),
        {"region": region},
    )  # fmt: skip
    if near := _nearest(shelf, region):
        yield Step(
            "beside", "compare",
            lambda: _("Beside the regions most like it"),
            lambda: _("The further right, the better; each row is an indicator on which they differ widely."),
            {"regions": ",".join([region, *near])},
        )  # fmt: skip


def _aims(region: str) -> Iterable[Step]:
    """What it is strong in, and what is aimed at its gaps."""
    yield Step(
        "sectors", "specialisation",
        lambda: _("What it is strong in"),
        lambda: _("More than once the Danube share is a strength; what lies near to it could come next."),
        {"region": region},
    )  # fmt: skip
    yield Step(
        "gaps", "reach",
        lambda: _("Where it is behind, and where something is done"),
        lambda: _("Blue: something in the register is aimed at it. Ask who in the room works on the others."),
        {"region": region},
    )  # fmt: skip


def _shortly(key: str) -> str:
    return _(catalogue.load().indicators[key].short)


def _telling(found: Portrait) -> str:
    """The indicator that is shown first: R&D expenditure, else the first with a figure at all."""
    for state in ("value", "coarser"):
        some = [str(key) for key in found.table.index[found.table["state"] == state]]
        if some:
            return FIRST if FIRST in some else some[0]
    return FIRST


def _nearest(shelf: Shelf, region: str) -> list[str]:
    """The closest peers; none where too little is known of the region."""
    table = shelf.kept.of(("structure", False), lambda: structure.structure(shelf.everything, gdp=False))
    if peers.known_share(table, region) < peers.KNOWN:
        return []
    return [str(code) for code in peers.nearest(table, region, BESIDE).index]


def _lacking(found: Portrait) -> list[Slide]:
    """What is missing, and why; nothing where every figure is there."""
    if not (found.table["state"] != "value").any():
        return []

    def body() -> str:
        rows = findings.absences(found).head(3)
        counted = zip(rows["why"], rows["count"], strict=True)
        return "\n\n".join(f"{why} ({texts.number(count, 0)})" for why, count in counted)

    return [telling.text("missing", lambda: _("What is missing, and why"), body)]


def _question(found: Portrait) -> list[Slide]:
    """What the room would put first, among the indicators on which the region is furthest behind."""
    weak = [str(key) for key in profile.weaknesses(found.headlines, count=OPTIONS).index]
    if len(weak) < 2:
        return []
    known = catalogue.load().indicators
    options = tuple(
        Option(f"option-{place}", everywhere(lambda key=key: _(known[key].name), 300), key)  # type: ignore[misc]
        for place, key in enumerate(weak, 1)
    )
    return [
        Slide(
            "question",
            "poll",
            everywhere(lambda: _("What should come first?"), telling.LINE),
            notes=everywhere(
                lambda: _("The points of the room weigh these indicators: reveal the ranking they make.")
            ),
            poll=Poll("points", options, POINTS),
        )
    ]
