"""The briefs of many regions in one go: one by one, so that whoever waits sees how far it is."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence

from danube import regions
from danube.exports import brief
from danube.exports.bundle import WRITTEN
from danube.exports.shelf import Shelf

Told = Callable[[int, int], None]
"""Hears after each brief how many are made, and of how many."""


def every() -> tuple[str, ...]:
    """The 68 NUTS 2 regions; Moldova and the four oblasts, of which hardly a figure is known, come behind."""
    drawn = regions.at_level(2)
    return (*regions.nuts2(), *(code for code in drawn if code not in regions.nuts2()))


def briefs(shelf: Shelf, codes: Iterable[str], *, address: str = "") -> Iterator[tuple[str, bytes]]:
    """File name and PDF of each region, in the language in use."""
    for code in codes:
        yield brief.file_name(shelf, code), brief.pdf(shelf, code, address=address)


def archive(shelf: Shelf, codes: Sequence[str], told: Told, *, address: str = "") -> bytes:
    """All briefs in one ZIP; the same figures give the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        for done, (name, body) in enumerate(briefs(shelf, codes, address=address), start=1):
            packed.writestr(zipfile.ZipInfo(name, WRITTEN), body, zipfile.ZIP_DEFLATED)
            told(done, len(codes))
    return target.getvalue()
