"""The rules that blocks must keep among themselves, and how a breach of one is told."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from danube.catalogue.blocks import Indicator, Source

if TYPE_CHECKING:
    from danube.catalogue import Catalogue

Fault = tuple[str, str]  # rule, remedy


@dataclass(frozen=True, slots=True)
class Breach:
    """One broken rule: where it stands, what is wrong, what to do."""

    file: str
    block: str
    rule: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}, [{self.block}]: {self.rule}; {self.remedy}."


class CatalogueError(ValueError):
    """Everything that is wrong with the catalogue, one breach per line."""

    def __init__(self, breaches: Sequence[Breach]) -> None:
        self.breaches = tuple(breaches)
        super().__init__("\n".join(map(str, breaches)))


def broken(catalogue: Catalogue) -> Iterator[tuple[str, str, str, str]]:
    """Kind, id, rule and remedy of every breach between blocks; a lone block is checked when it is read."""
    for source in catalogue.sources.values():
        yield from (("Source", source.id, *fault) for fault in _of_source(source))
    for one in catalogue.indicators.values():
        checks = (_references, _bounds, _derivation, _range, _origin)
        yield from (("Indicator", one.id, *fault) for check in checks for fault in check(one, catalogue))


def _unknown(field: str, name: str, known: Collection[str]) -> Iterator[Fault]:
    if name in known:
        return
    close = difflib.get_close_matches(name, list(known), n=1)
    yield (
        f"{field} names {name!r}, which is not declared",
        f"write {close[0]!r}" if close else "declare it",
    )


def _references(one: Indicator, catalogue: Catalogue) -> Iterator[Fault]:
    yield from _unknown("pillar", one.pillar, catalogue.pillars)
    yield from _unknown("source", one.source, catalogue.sources)
    for lens in one.lenses:
        yield from _unknown("lenses", lens, catalogue.lenses)


def _bounds(one: Indicator, catalogue: Catalogue) -> Iterator[Fault]:
    for name in one.bounds or ():
        yield from _unknown("bounds", name, catalogue.indicators)
        bound = catalogue.indicators.get(name)
        if bound and not bound.hidden:
            yield (
                f"its bound {name!r} is visible as an indicator of its own",
                f"set hidden = true in [{name}]",
            )
        if bound and bound.unit != one.unit:
            yield (
                f"its bound {name!r} has the unit {bound.unit!r}, not {one.unit!r}",
                "give both the same unit",
            )


def _derivation(one: Indicator, catalogue: Catalogue) -> Iterator[Fault]:
    if not one.derive:
        return
    for field in ("of", "per"):
        name = getattr(one.derive, field)
        yield from _unknown(f"derive.{field}", name, catalogue.indicators)
        part = catalogue.indicators.get(name)
        if part and part.derive:
            yield f"derive.{field} names {name!r}, itself computed", "derive from published figures"
    if one.filter:
        yield "a computed indicator selects no rows of a file", "remove filter or derive"


def _range(one: Indicator, _catalogue: Catalogue) -> Iterator[Fault]:
    low, high = one.valid
    if low is not None and high is not None and low >= high:
        yield f"valid goes from {low:g} to {high:g}", "put the lower bound first"


def _origin(one: Indicator, catalogue: Catalogue) -> Iterator[Fault]:
    source = catalogue.sources.get(one.source)
    if one.status == "waiting":
        if not (one.dataset and (one.filter or one.derive)):
            yield "a waiting indicator must tell what to ask for", "give dataset and filter"
    elif source and source.status == "waiting":
        yield f"it is available but its source {one.source!r} is waiting", "set status = 'waiting'"
    elif source and not (one.filter or one.derive or _alone(one, catalogue)):
        yield f"several indicators share the source {one.source!r}", "give the filter that selects its rows"


def _alone(one: Indicator, catalogue: Catalogue) -> bool:
    """True where no other indicator reads figures from the same source."""
    others = (other for other in catalogue.indicators.values() if other.id != one.id and not other.derive)
    return all(other.source != one.source for other in others)


def _of_source(source: Source) -> Iterator[Fault]:
    if source.files and source.layout == "table":
        yield "it lists files but no layout that reads them", "name the layout"
    if source.status != "waiting" and not source.vintage:
        yield "the vintage is empty", "tell the day or the edition of the figures"
    if source.status == "waiting" and not source.refresh:
        yield "a waiting source must tell what to ask for", "give refresh"
