"""Addresses inside the house, with what every page carries along: language and version."""

from __future__ import annotations

from urllib.parse import urlencode

from danube import texts


def page(name: str, version: int | None = None, **choices: str) -> str:
    """`/ranking?indicator=gerd&lang=de&v=50`; choices that are empty are left out."""
    said = {**choices, "lang": texts.language(), "v": "" if version is None else str(version)}
    query = urlencode({key: value for key, value in said.items() if value}, safe=",")
    return f"/{name}?{query}"
