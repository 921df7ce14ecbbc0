"""Indicators that analysts declared with their figures, beside those that the project ships.

`declare` swaps all of them at once; `catalogue.load()` then returns the shipped blocks and these. Each counts
while its load does: `use` says as of which edition this thread looks (see `store.editions`), the newest one
where nobody says. An indicator that does not count is in no list, but whoever has its id still learns what
it means: an old version, or the difference between two, may hold its figures.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from danube.catalogue.blocks import Block
from danube.catalogue.declaration import Declaration, DeclarationError, dollars, harmless, read, refusal
from danube.catalogue.plain import plain
from danube.catalogue.rules import broken
from danube.texts import _

if TYPE_CHECKING:
    from danube.catalogue import Catalogue

__all__ = ["Declaration", "DeclarationError", "beside", "bodies", "counted", "declaration", "declare", "use"]


def declaration(identifier: str, fields: object) -> Declaration:
    """The declaration in a block of a file. Raises DeclarationError where a shipped one would be refused."""
    return _among_the_others(read(identifier, fields))


def _among_the_others(one: Declaration) -> Declaration:
    """The declaration, where it gets along with the shipped blocks and with those that count today."""
    from danube.catalogue import FOLDER, shipped

    known, name = shipped(FOLDER), one.indicator.id
    if name in known.indicators:
        raise DeclarationError(
            _("The catalogue has an indicator {name} already: choose another id.", name=repr(name))
        )
    there = _all.at(None, known).indicators.get(name)
    if there is not None and there.unit != plain(one.indicator.unit):
        raise DeclarationError(
            _(
                "{name} is declared already, in {unit}: keep that unit, or choose another id.",
                name=repr(name),
                unit=repr(there.unit),
            )
        )
    if faults := list(dollars(one)):
        raise DeclarationError(refusal(name, faults))
    mine = {name, one.source.id}
    faults = [
        f"{rule}; {remedy}" for _kind, block, rule, remedy in broken(_with(known, [one])) if block in mine
    ]
    if faults:
        raise DeclarationError(refusal(name, faults))
    return one


class _Remembered(dict[str, Any]):
    """Blocks by id; those that are gone are in no list, but an id of theirs is still understood."""

    def __init__(self, known: Mapping[str, Any], gone: Mapping[str, Any]) -> None:
        super().__init__(known)
        self.gone = gone

    def __missing__(self, key: str) -> Any:
        return self.gone[key]


def _joined(known: dict[str, Any], more: Iterable[Block], gone: Iterable[Block]) -> dict[str, Any]:
    before = known.gone if isinstance(known, _Remembered) else {}
    here = {block.id: harmless(block) for block in more}
    return _Remembered({**known, **here}, {**before, **{block.id: harmless(block) for block in gone}})


def _with(known: Catalogue, more: Iterable[Declaration], gone: Iterable[Declaration] = ()) -> Catalogue:
    """The catalogue and these declarations, their texts made harmless; a shipped id stays what it is."""
    here = [one for one in more if one.indicator.id not in known.indicators]
    was = list(gone)
    return replace(
        known,
        indicators=_joined(known.indicators, [one.indicator for one in here], [one.indicator for one in was]),
        sources=_joined(known.sources, [one.source for one in here], [one.source for one in was]),
    )


@dataclass(frozen=True)
class _All:
    """Every declaration, in the order of the loads, and the catalogues already put together."""

    declarations: tuple[Declaration, ...] = ()
    catalogues: dict[int | None, Catalogue] = field(default_factory=dict)

    def at(self, edition: int | None, shipped: Catalogue) -> Catalogue:
        """The shipped catalogue and what counts in an edition."""
        if not self.declarations:
            return shipped
        known = self.catalogues.get(edition)
        if known is None:
            here = [one for one in self.declarations if one.counted(edition)]
            gone = [one for one in self.declarations if not one.counted(edition)]
            known = _with(shipped, here, gone)
            if len(self.catalogues) >= KEPT:
                self.catalogues.clear()
            self.catalogues[edition] = known
        return known


KEPT = 64
_all = _All()
_swapping = threading.Lock()
_edition: ContextVar[int | None] = ContextVar("edition of the catalogue", default=None)
_drafted: ContextVar[Catalogue | None] = ContextVar("catalogue with a draft", default=None)


def declare(declarations: Iterable[Declaration]) -> None:
    """From now on these, and no others, stand beside the shipped indicators; of one id the last counts."""
    global _all
    told = tuple(declarations)
    with _swapping:
        if told != _all.declarations:
            _all = _All(told)


def use(edition: int | None) -> None:
    """This thread or task sees the catalogue as of this edition from here on; None is the newest."""
    _edition.set(edition)


@contextmanager
def beside(drafts: Mapping[str, object]) -> Iterator[None]:
    """Inside, this thread sees the newest catalogue and what is not stored yet: id → fields.

    Raises DeclarationError.
    """
    from danube.catalogue import FOLDER, shipped

    own = [declaration(identifier, fields) for identifier, fields in drafts.items()]
    newest = _all.at(None, shipped(FOLDER))
    token = _drafted.set(_with(newest, own) if own else newest)
    try:
        yield
    finally:
        _drafted.reset(token)


def seen(shipped: Catalogue) -> Catalogue:
    """What `catalogue.load()` returns here: the draft's catalogue, else that of the edition in use."""
    return _drafted.get() or _all.at(_edition.get(), shipped)


def bodies(indicators: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Id → fields of those of the indicators that are declared and count today."""
    wanted = set(indicators)
    return {one.indicator.id: one.fields() for one in counted() if one.indicator.id in wanted}


def counted(edition: int | None = None) -> list[Declaration]:
    """The declarations that count in an edition, each id once, as they were typed."""
    return list({one.indicator.id: one for one in _all.declarations if one.counted(edition)}.values())
