"""What every export says about itself: title, filter, version, sources with licences, meaning of flags."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from danube import settings
from danube.texts import _

SOURCE_FIELDS = ("publisher", "title", "dataset", "url", "licence", "attribution", "vintage")


class ExportRefused(ValueError):  # noqa: N818 (reads as what happened)
    """A table that this format cannot carry; the message says why and which format can."""


def titled(title: str) -> str:
    """The title of a file; one out of a warehouse with made-up rows says so first, in its name as well."""
    return f"{_('Demonstration')}: {title}" if settings.read().demonstration else title


@dataclass(frozen=True, slots=True)
class About:
    """The description that travels with the figures.

    `filters` maps a choice (`indicator`, `period`, …) to its value or values; each source is a mapping
    with the keys of `SOURCE_FIELDS` and, where rows name it, its `id`; `flags` maps token to meaning.
    """

    title: str
    version: int
    filters: Mapping[str, object] = field(default_factory=dict)
    sources: Sequence[Mapping[str, str]] = ()
    flags: Mapping[str, str] = field(default_factory=dict)
    link: str = ""

    @property
    def filter(self) -> str:
        """The choices in one line: `indicator=gerd; period=2022, 2023`."""
        return "; ".join(f"{key}={_listed(value)}" for key, value in self.filters.items())

    @property
    def licences(self) -> tuple[str, ...]:
        """The licences of the sources, each once, in the order of the sources."""
        return tuple(dict.fromkeys(source["licence"] for source in self.sources if source.get("licence")))

    def as_dict(self) -> dict[str, object]:
        """The same as plain JSON values, for the formats that hold a tree."""
        return {
            "title": self.title,
            "version": self.version,
            "filter": {key: _plain(value) for key, value in self.filters.items()},
            "sources": [dict(source) for source in self.sources],
            "flags": dict(self.flags),
            "link": self.link,
        }

    def as_json(self) -> str:
        """The same as one line of JSON."""
        return json.dumps(self.as_dict(), ensure_ascii=False)

    def meaning(self, flag: str) -> str:
        """The flags of one figure in words: `b: break in the series; p: provisional`."""
        return "; ".join(f"{token}: {self.flags[token]}" for token in flag.split() if token in self.flags)

    def file_name(self, suffix: str) -> str:
        """A plain ASCII file name that tells filter and version: `rd_indicator-gerd_period-2023_v3.csv`."""
        parts = [self.title, *(f"{key}-{_listed(value)}" for key, value in self.filters.items())]
        stem = "_".join(filter(None, map(_slug, parts)))[:120].rstrip("-_")
        return f"{stem or 'export'}_v{self.version}.{suffix}"


def _plain(value: object) -> object:
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(one) for one in value]
    return value if isinstance(value, bool | int | float) or value is None else str(value)


def _listed(value: object) -> str:
    plain = _plain(value)
    return ", ".join(map(str, plain)) if isinstance(plain, list) else str(plain)


def _slug(text: str) -> str:
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", ascii_only).strip("-").lower()
