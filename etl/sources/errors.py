"""What a reader says when a file is not what its layout promises."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from danube.texts import _


class SourceUnreadable(Exception):  # noqa: N818  (reads as a sentence where it is raised)
    """One sentence for the reader of the report: which file, what is wrong."""


def need(path: Path, columns: Collection[str], present: Collection[str]) -> None:
    """Refuse a file that lacks columns of its layout, naming them."""
    missing = [name for name in columns if name not in present]
    if missing:
        lacking, there = ", ".join(map(repr, missing)), ", ".join(map(str, present))
        raise SourceUnreadable(
            _("{file} has no column {names}; it has {there}.", file=path.name, names=lacking, there=there)
        )
