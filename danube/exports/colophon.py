"""What stands at the end of every paper: sources, boundaries, version and day, the address of the view."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from danube import catalogue, settings, texts
from danube.catalogue import Source
from danube.drawing import outlines
from danube.exports import qr
from danube.exports.shelf import Shelf
from danube.store import editions
from danube.texts import N_, _

MADE_UP = N_(
    "Demonstration: the pilots, groups, plans and example organisations, and their figures, are made "
    "up. The figures of the benchmark are real."
)


def of(
    shelf: Shelf, indicators: Iterable[str], page: str, choices: Mapping[str, str], address: str
) -> dict[str, Any]:
    """Plain values for a template; without an `address` of the server there is no code to follow."""
    link = f"{address.rstrip('/')}/{page}?{query(shelf, choices)}" if address else ""
    return {
        "language": texts.language(),
        "sources": sources(indicators),
        "boundaries": f"{_(outlines.ATTRIBUTION)} {_(outlines.DISCLAIMER)}",
        "version": _("Version {version} of the figures", version=shelf.version),
        "day": texts.day(written(shelf).date()),
        "publisher": _("Danube Innovation Observatory"),
        "demonstration": _(MADE_UP) if settings.read().demonstration else "",
        "uploads": _left_out(shelf),
        "link": link,
        "qr": qr.svg(link) if link else "",
    }


def _left_out(shelf: Shelf) -> str:
    off = editions.leaves_uploads_out(shelf.edition)
    return _("Figures that analysts uploaded are left out.") if off else ""


def query(shelf: Shelf, choices: Mapping[str, str]) -> str:
    """The choices of a view with language and version: the same figures for ever."""
    off = {"uploads": "off"} if editions.leaves_uploads_out(shelf.edition) else {}
    return urlencode({**choices, "lang": texts.language(), "v": shelf.version, **off}, safe=",")


def sources(indicators: Iterable[str]) -> list[str]:
    """A line for each publisher and licence, with the datasets and their vintages."""
    cited = catalogue.load().cited(list(dict.fromkeys(indicators)))
    groups: dict[tuple[str, str], list[Source]] = {}
    for one in cited:
        groups.setdefault((one.publisher, one.licence), []).append(one)
    return [
        _("{publisher}: {datasets}. Licence: {licence}.",
          publisher=publisher, datasets="; ".join(map(_dataset, group)), licence=licence or _("not stated"))
        for (publisher, licence), group in groups.items()
    ]  # fmt: skip


def _dataset(one: Source) -> str:
    named = one.dataset or one.title
    return f"{named} ({one.vintage})" if one.vintage else named


def written(shelf: Shelf) -> datetime:
    """When the version came to be: papers of one version are alike whenever they are printed."""
    events = shelf.kept.of(("events",), shelf.warehouse.events)
    known = events.loc[events["version"] == shelf.version, "at"]
    return pd.Timestamp(known.iloc[0]).to_pydatetime() if len(known) else datetime(2000, 1, 1, tzinfo=UTC)
