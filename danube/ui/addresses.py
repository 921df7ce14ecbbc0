"""Addresses inside the house, with what every page carries along: language, version, uploads or none."""

from __future__ import annotations

from urllib.parse import urlencode

from danube import texts
from danube.store import editions
from danube.ui import figures


def page(name: str, version: int | None = None, **choices: str) -> str:
    """`/ranking?indicator=gerd&lang=de&v=50`; choices that are empty are left out.

    `version` is an edition (see `store.editions`); None leaves the page to show the latest.
    """
    edition = figures.version() if version is None else version
    off = "off" if editions.leaves_uploads_out(edition) else ""
    number = "" if version is None else str(editions.version(version))
    said = {**choices, "lang": texts.language(), "v": number, figures.SWITCH: off}
    query = urlencode({key: value for key, value in said.items() if value}, safe=",")
    return f"/{name}?{query}"
