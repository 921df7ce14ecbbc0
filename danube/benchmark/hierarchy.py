"""The tree of an index: indicators under pillars under the index, as the metadata table declares it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from danube.texts import _

ROOT = "index"
TOP = (None, "", "nan", "NaN", "None")
DIRECTIONS = {"1": 1, "1.0": 1, "+1": 1, "higher": 1, "-1": -1, "-1.0": -1, "lower": -1}


class ScoreError(ValueError):
    """A table, a tree or a method that cannot be scored; the message is one sentence."""


@dataclass(frozen=True)
class Tree:
    """The metadata completed: leaves in the order of their codes, parents from the bottom up.

    children: node → its children, ordered by code; directions: leaf → +1 or -1; weights: node → as given.
    """

    leaves: tuple[str, ...]
    root: str
    children: dict[str, tuple[str, ...]]
    directions: dict[str, int]
    weights: dict[str, float]

    @property
    def nodes(self) -> tuple[str, ...]:
        """Every code, leaves first, the index last."""
        return (*self.leaves, *self.children)


def tree(meta: pd.DataFrame) -> Tree:
    """The tree in a table indexed by code with direction, parent and perhaps weight (1 where absent).

    Several tops (or indicators without a parent) are put under one index of equal standing.
    """
    codes = [str(code) for code in meta.index]
    if doubles := sorted({code for code in codes if codes.count(code) > 1}):
        raise ScoreError(_("The code {code} occurs twice in the metadata; keep one.", code=doubles[0]))
    parents = _parents(meta, codes)
    children = _children(parents)
    leaves = tuple(sorted(code for code in codes if code not in children))
    root = next(code for code in children if parents.get(code) is None)
    signs = dict(zip(codes, meta["direction"].tolist(), strict=True))
    directions = {code: _direction(code, signs[code]) for code in leaves}
    return Tree(leaves, root, _upwards(children, root, parents), directions, _weights(meta, codes))


def _parents(meta: pd.DataFrame, codes: list[str]) -> dict[str, str | None]:
    """Code → the code above; one made index where there is not exactly one top above something."""
    if not codes:
        raise ScoreError(_("No indicator is chosen; choose at least one."))
    given = meta["parent"].tolist() if "parent" in meta else [None] * len(codes)
    above = {
        code: None if str(parent) in TOP or parent is None or parent != parent else str(parent)
        for code, parent in zip(codes, given, strict=True)
    }
    named = set(above.values())
    for code, parent in above.items():
        if parent is not None and parent not in above:
            raise ScoreError(
                _(
                    "{code} names the parent {parent}, which the metadata do not hold.",
                    code=code,
                    parent=parent,
                )
            )
    tops = [code for code, parent in above.items() if parent is None]
    if not tops:
        raise _loop(codes)
    if len(tops) == 1 and tops[0] in named:
        return above
    root = next(name for name in (ROOT, "total", *map(str, range(len(codes)))) if name not in above)
    return {**{code: parent or root for code, parent in above.items()}, root: None}


def _children(parents: dict[str, str | None]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for code, parent in parents.items():
        if parent is not None:
            found.setdefault(parent, []).append(code)
    return {parent: tuple(sorted(codes)) for parent, codes in found.items()}


def _upwards(
    children: dict[str, tuple[str, ...]], root: str, parents: dict[str, str | None]
) -> dict[str, tuple[str, ...]]:
    """The parents, each after all that is below it; a loop is refused."""
    order = list(_below(root, children))
    if lost := sorted(set(parents) - set(order)):
        raise _loop(lost)
    return {code: children[code] for code in reversed(order) if code in children}


def _loop(codes: list[str]) -> ScoreError:
    return ScoreError(_("{code} stands above itself in the metadata; mend its parent.", code=min(codes)))


def _below(code: str, children: dict[str, tuple[str, ...]]) -> Iterator[str]:
    yield code
    for child in children.get(code, ()):
        yield from _below(child, children)


def _direction(code: str, given: object) -> int:
    if str(given) in DIRECTIONS:
        return DIRECTIONS[str(given)]
    if str(given) in ("0", "0.0", "neutral"):
        raise ScoreError(
            _("{code} has no better side (its direction is neutral): it cannot enter a score.", code=code)
        )
    raise ScoreError(
        _(
            "The direction of {code} is {given}; write 1 where higher is better, -1 where lower is.",
            code=code,
            given=given,
        )
    )


def _weights(meta: pd.DataFrame, codes: list[str]) -> dict[str, float]:
    if "weight" not in meta:
        return dict.fromkeys(codes, 1.0)
    return {code: weight(code, given) for code, given in zip(codes, meta["weight"].tolist(), strict=True)}


def weight(code: str, given: object) -> float:
    """A weight as a number; an empty one is 1, a negative one or a word is refused."""
    if given is None or given != given or given == "":
        return 1.0
    try:
        number = float(str(given))
    except ValueError:
        number = -1.0
    if not 0 <= number < float("inf"):
        raise ScoreError(
            _("The weight of {code} is {given}; it must be a number of 0 or more.", code=code, given=given)
        )
    return number
