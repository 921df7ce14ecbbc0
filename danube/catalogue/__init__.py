"""What is measured: sources, pillars, lenses and indicators as `data/catalogue/*.toml` declares them.

One block per thing; its header is its id. Loading checks every block and how the blocks refer to each
other, and tells all breaches at once. What analysts declare with their figures stands beside (`declared`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from danube.catalogue import declared
from danube.catalogue.blocks import SHOWN, Block, Derivation, Indicator, Lens, Pillar, Source
from danube.catalogue.flags import FLAGS, UPLOADED
from danube.catalogue.rules import Breach, CatalogueError, broken
from danube.settings import DATA

__all__ = [
    "FLAGS",
    "UPLOADED",
    "Breach",
    "Catalogue",
    "CatalogueError",
    "Derivation",
    "Indicator",
    "Lens",
    "Pillar",
    "Source",
    "load",
    "messages",
    "shipped",
]

FOLDER = DATA / "catalogue"
Kind = TypeVar("Kind", bound=Block)


@dataclass(frozen=True)
class Catalogue:
    """All blocks by id, in the order of the files."""

    indicators: dict[str, Indicator]
    sources: dict[str, Source]
    pillars: dict[str, Pillar]
    lenses: dict[str, Lens]

    def visible(self) -> list[Indicator]:
        """What a reader may choose: available and not a mere bound of another; pillar by pillar."""
        return list(self._visible)

    def by_pillar(self) -> dict[str, list[Indicator]]:
        """The visible indicators of every pillar, in the order of the pillars and their files."""
        shown = [one for one in self.indicators.values() if one.status == "available" and not one.hidden]
        return {pillar: [one for one in shown if one.pillar == pillar] for pillar in self.pillars}

    @cached_property
    def _visible(self) -> tuple[Indicator, ...]:
        return tuple(one for group in self.by_pillar().values() for one in group)

    def waiting(self) -> list[Indicator]:
        """What is declared but has no figures until a refresh brings them."""
        return [one for one in self.indicators.values() if one.status == "waiting"]

    def cited(self, ids: Sequence[str]) -> list[Source]:
        """The sources behind these indicators, each once; a computed one also cites its denominator."""
        used = [part for one in ids for part in (one, *self._denominator(one))]
        names = dict.fromkeys(self.indicators[one].source for one in used)
        return [self.sources[name] for name in names]

    def messages(self) -> Iterator[tuple[str, str]]:
        """Where it stands (`gdp_pps.unit`) and every English text that is shown translated."""
        meanings = [*self.pillars.values(), *self.lenses.values(), *self.indicators.values()]
        for block in [*meanings, *self.sources.values()]:
            shown = [(field, getattr(block, field)) for field in SHOWN[type(block)]]
            yield from ((f"{block.id}.{field}", text) for field, text in shown if text)

    def _denominator(self, indicator: str) -> tuple[str, ...]:
        rule = self.indicators[indicator].derive
        return (rule.per,) if rule else ()


class _Reading:
    """Blocks read so far: which file declared an id, and what was wrong."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.places: dict[tuple[str, str], str] = {}
        self.breaches: list[Breach] = []

    def all(self, pattern: str, kind: type[Kind]) -> dict[str, Kind]:
        """The sound blocks of all files that fit the pattern."""
        paths = sorted(self.folder.glob(pattern))
        if not paths:
            self.breaches.append(Breach(pattern, "-", f"no such file in {self.folder}", "add it"))
        found = (block for path in paths for block in self._blocks(path, kind))
        return {block.id: block for block in found}

    def _blocks(self, path: Path, kind: type[Kind]) -> Iterator[Kind]:
        for name, fields in self._parsed(path).items():
            first = self.places.setdefault((kind.__name__, name), path.name)
            if first != path.name:
                self._tell(path, name, f"the id is already declared in {first}", "rename one of the two")
            elif not isinstance(fields, dict):
                self._tell(path, name, "it stands outside of any block", "put it under a [header]")
            else:
                yield from self._block(path, name, fields, kind)

    def _parsed(self, path: Path) -> dict[str, object]:
        try:
            return tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            self._tell(path, "-", f"the file is not TOML ({error})", "mend it")
            return {}

    def _block(self, path: Path, name: str, fields: dict, kind: type[Kind]) -> Iterator[Kind]:
        try:
            yield kind.model_validate({"id": name, **fields})
        except ValidationError as error:
            for fault in error.errors():
                self._tell(path, name, *_told(fault["loc"], fault["type"], fault["msg"], fault["input"]))

    def _tell(self, path: Path, block: str, rule: str, remedy: str) -> None:
        self.breaches.append(Breach(path.name, block, rule, remedy))


def _told(place: tuple[int | str, ...], kind: str, message: str, seen: object) -> tuple[str, str]:
    """Rule and remedy in words, of what pydantic found."""
    field = ".".join(map(str, place))
    if kind == "missing":
        return f"the field {field!r} is missing", "add it"
    if kind == "extra_forbidden":
        return f"there is no field {field!r}", "remove it or mend its name"
    return f"{field} is {seen!r}", message[:1].lower() + message[1:]


def load(folder: Path = FOLDER) -> Catalogue:
    """The catalogue in the folder; to the project's own belongs what was declared with an import.

    `CatalogueError` names every breach of every file.
    """
    return declared.seen(shipped(folder)) if folder is FOLDER else shipped(folder)


@cache
def shipped(folder: Path) -> Catalogue:
    """What the files of the folder declare, and no import."""
    reading = _Reading(folder)
    catalogue = Catalogue(
        reading.all("indicators-*.toml", Indicator),
        reading.all("sources.toml", Source),
        reading.all("pillars.toml", Pillar),
        reading.all("lenses.toml", Lens),
    )
    faults = list(reading.breaches)
    if not faults:  # references to a block that was refused would only repeat what is already told
        for kind, block, rule, remedy in broken(catalogue):
            faults.append(Breach(reading.places[kind, block], block, rule, remedy))
    if faults:
        raise CatalogueError(faults)
    return catalogue


def messages() -> Iterator[str]:
    """Every English text of the catalogue and of the flags, for the translators."""
    yield from FLAGS.values()
    yield from (text for _place, text in shipped(FOLDER).messages())
